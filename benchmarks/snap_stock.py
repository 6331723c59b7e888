"""Time what the pointer waits for on a large plan: asking for an index, and catching in it.

    python benchmarks/snap_stock.py [--features 100000] [--moves 400] [--json]

A city of generated polygons with eleven corners each, looked at from five scales. The index itself
is built as a job, so its time is shown but nobody waits for it. Milliseconds are
processor time. Target: 2 ms for a catch at scales at which one draws (to 1 : 4 000), 95 of 100.
"""

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import shapely

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.layers import Layer
from sbd_tool.domain.project import Project
from sbd_tool.gui.map.drafting.snap_stock import SnapStock, grown, stock_of
from sbd_tool.gui.map.viewport import View

SIDE_M = 20_000.0
SCALES_M_PER_PX = (0.05, 0.25, 1.0, 5.0, 20.0)


def city(count: int) -> Project:
    """One layer of polygons spread over a square of twenty kilometres."""
    rng = np.random.default_rng(1)
    turn = np.linspace(0, 2 * np.pi, 11, endpoint=False)
    round_ = np.stack([np.cos(turn), np.sin(turn)], -1)[None]
    rings = rng.uniform(0, SIDE_M, (count, 1, 2)) + round_ * rng.uniform(5, 15, (count, 1, 1))
    shapes = np.asarray(shapely.polygons(np.concatenate([rings, rings[:, :1]], 1)), dtype=object)
    layer = Layer(
        stamp=Stamp(id="city"),
        name="City",
        role=None,
        ids=tuple(f"f{number}" for number in range(count)),
        geometry=shapes,
        attributes=({},) * count,
    )
    return Project(id="city", title="", crs="EPSG:25832", layers=(layer,))


def milliseconds(work: Callable[[], object]) -> float:
    """Processor time of one call, so that other work on the machine does not count."""
    start = time.thread_time()
    work()
    return (time.thread_time() - start) * 1000


def measured(project: Project, m_per_px: float, moves: int) -> dict[str, float]:
    """Figures at one scale."""
    view = View(SIDE_M / 2, SIDE_M / 2, m_per_px, 1600, 1000)
    desk = SimpleNamespace(project=project, run=lambda *_, **__: None)
    ask = milliseconds(lambda: SnapStock(desk).refresh(view))
    start = time.thread_time()
    made = stock_of(project, grown(view.bounds))
    build = (time.thread_time() - start) * 1000
    stock = SnapStock(desk)
    stock.hold(made)
    rng = np.random.default_rng(2)
    west, south, east, north = view.bounds
    places = zip(rng.uniform(west, east, moves), rng.uniform(south, north, moves), strict=True)
    taken = [
        milliseconds(lambda at=at: stock.find(view, at, (view.x_m, view.y_m)))
        for at in ((float(x), float(y)) for x, y in places)
    ]
    return {
        "m_per_px": m_per_px,
        "objects": len(made.index.ids),
        "ask_ms": round(ask, 2),
        "build_ms": round(build, 1),
        "catch_median_ms": round(statistics.median(taken), 3),
        "catch_p95_ms": round(float(np.percentile(taken, 95)), 3),
    }


def main() -> None:
    """Print one line or object a scale."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--features", type=int, default=100_000)
    parser.add_argument("--moves", type=int, default=400)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    project = city(args.features)
    rows = [measured(project, scale, args.moves) for scale in SCALES_M_PER_PX]
    if args.json:
        print(json.dumps(rows, indent=2))
        return
    for row in rows:
        print("  ".join(f"{key} {value}" for key, value in row.items()))


if __name__ == "__main__":
    main()
