"""Time object snaps, tracing and runs on a generated square of five thousand objects.

    python benchmarks/snapping.py [--features 5000] [--runs 5] [--json]

Medians over the runs; each run asks at several hundred places. Milliseconds are processor time of
the one thread that works, so that other work on the machine does not count. Targets: a snap in 5 ms
at 5,000 objects, a run of 500 units in 50 ms.
"""

import argparse
import contextlib
import json
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sbd_tool.domain.edits.run_gaps import GapLimits
from sbd_tool.domain.edits.runs import RunUnit, laid_out
from sbd_tool.domain.edits.snap import SnapIndex, SnapSettings
from sbd_tool.domain.edits.tracing import TraceGraph
from sbd_tool.domain.errors import InputError

ORIGIN_M = np.array([476_000.0, 6_500_000.0])
SIDE_M = 300.0
PLACES = 400
TARGETS_MS = {"snap_p95": 5.0, "snap_wide_p95": 5.0, "candidates_p95": 5.0, "run_500": 50.0}


def drawn(count: int, rng: np.random.Generator) -> list[BaseGeometry]:
    """Outlines of 8 to 40 corners, lines of 2 to 30, and points, over 9 hectares."""
    shapes: list[BaseGeometry] = []
    for number in range(count):
        centre = ORIGIN_M + rng.uniform(0, SIDE_M, 2)
        if number % 10 == 0:
            shapes.append(shapely.Point(centre))
        elif number % 2:
            turn = np.sort(rng.uniform(0, 2 * np.pi, rng.integers(8, 40)))
            reach = rng.uniform(1, 8, len(turn))[:, None]
            shapes.append(
                shapely.Polygon(centre + np.column_stack([np.cos(turn), np.sin(turn)]) * reach)
            )
        else:
            steps = rng.normal(0, 2, (rng.integers(2, 30), 2))
            shapes.append(shapely.LineString(centre + steps.cumsum(axis=0)))
    return shapes


def milliseconds(work: Callable[[], object]) -> float:
    start = time.thread_time()
    work()
    return (time.thread_time() - start) * 1000


def one_run(shapes: list[BaseGeometry], seed: int) -> dict[str, float]:
    rng = np.random.default_rng(seed)
    ids = [str(row) for row in range(len(shapes))]
    built: list[SnapIndex] = []
    found = {"build": milliseconds(lambda: built.append(SnapIndex(shapes, ids)))}
    index, last = built[0], tuple(ORIGIN_M + SIDE_M / 2)
    places = ORIGIN_M + rng.uniform(0, SIDE_M, (PLACES, 2))
    for name, tolerance, ask in (
        ("snap", 0.5, index.find),
        ("snap_wide", 5.0, index.find),
        ("candidates", 0.5, index.candidates),
    ):
        settings = SnapSettings(tolerance_m=tolerance)
        times = [milliseconds(partial(ask, tuple(at), settings, last)) for at in places]
        found[f"{name}_median"] = statistics.median(times)
        found[f"{name}_p95"] = float(np.quantile(times, 0.95))
    west, south = ORIGIN_M + SIDE_M / 2 - 40
    edges, _ = index.segments_in(west, south, west + 80, south + 80)
    graphs: list[TraceGraph] = []
    found["trace_edges"] = float(len(edges))
    found["trace_build"] = milliseconds(lambda: graphs.append(TraceGraph(edges)))
    start, end = edges[0, :2], edges[-1, :2]
    found["trace_path"] = milliseconds(lambda: traced(graphs[0], start, end))
    row = shapely.LineString([(0, 0), (400, 0), (400, 300.4)])
    limits = GapLimits(widest_m=1.2, least_m={"wheelchair": 0.9, "cargo_bike": 1.5})
    found["run_500"] = milliseconds(
        lambda: laid_out(
            row,
            RunUnit(length_m=0.2, width_m=0.2, is_round=True),
            1.2,
            limits=limits,
            obstacles=shapes,
        )
    )
    return found


def traced(graph: TraceGraph, start: np.ndarray, end: np.ndarray) -> None:
    with contextlib.suppress(InputError):  # no way between the two is an answer too
        graph.path(tuple(start), tuple(end), 1.0)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--features", type=int, default=5000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    shapes = drawn(arguments.features, np.random.default_rng(7))
    runs = [one_run(shapes, seed) for seed in range(arguments.runs)]
    medians = {key: round(statistics.median(run[key] for run in runs), 3) for key in runs[0]}
    missed = sorted(key for key, limit in TARGETS_MS.items() if medians[key] > limit)
    report = {
        "features": arguments.features,
        "segments": len(SnapIndex(shapes, [""] * len(shapes)).edges.xy),
        "runs": arguments.runs,
        "processor_ms": medians,
        "targets_ms": TARGETS_MS,
        "missed": missed,
    }
    if arguments.json:
        print(json.dumps(report, indent=2))
    else:
        for key, value in medians.items():
            print(f"{key:>20}  {value:10.3f}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
