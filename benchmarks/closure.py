"""Time the cheapest closure of a square in a town of thousands of wall pieces.

    python benchmarks/closure.py [--blocks 8 14] [--runs 5] [--json]

Blocks on a crooked grid of 38 m, each turned a little, round a square of 40 m; walls are cut into
pieces of 5 m. Medians over the runs of processor seconds of the one thread that works, from walls
to a proven line: candidate stretches, search, second search as far as any stretch could help.
Target: 5,000 pieces in 2 s. ``error_m`` is the worst error of the designed square of six mouths
(52 m) over twelve rotations; its target is 1 mm.
"""

import argparse
import json
import statistics
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
from shapely import affinity
from shapely.geometry import Polygon, box

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sbd_tool.analysis.closure.pricing import ClosureRules, Demand, ElementKind
from sbd_tool.analysis.closure.solve import Solution, Task, solve
from sbd_tool.analysis.closure.walls import Standing, convex_corners, walls_of
from sbd_tool.domain.progress import SILENT

TARGETS = {"seconds": 2.0, "error_m": 0.001}
PITCH_M, ORIGIN_M = 38.0, (476_000.0, 6_500_000.0)
RULES = ClosureRules(
    kinds=(
        ElementKind(
            key="bollards", unit_m=0.2, price_per_m=1.0, load_per_m=0.5, needs_digging=True
        ),
    ),
    demand=Demand(standard="truck_7t", share={"truck_7t": 1.0}),
    objective="cost",
    closed_m=1.2,
    passage_m=0.9,
    routes=(),
    gate_m=3.1,
    gate_price=15.0,
    gate_load=0.5,
    no_dig=(),
    span_m=40.0,
    span_most_m=150.0,
)


def placed(shape: Polygon, degrees: float) -> Polygon:
    return affinity.translate(affinity.rotate(shape, degrees, origin=(0, 0)), *ORIGIN_M)


def town(blocks: int, seed: int) -> list[Polygon]:
    """Blocks all round; the four in the middle are left out for the square."""
    rng = np.random.default_rng(seed)
    found = []
    for column in range(blocks):
        for row in range(blocks):
            x, y = (column - blocks / 2) * PITCH_M, (row - blocks / 2) * PITCH_M
            wide, deep = PITCH_M - rng.uniform(5, 12, 2)
            turn = float(rng.uniform(-4, 4))
            if max(abs(x + PITCH_M / 2), abs(y + PITCH_M / 2)) > PITCH_M:
                found.append(affinity.rotate(box(x + 1, y + 1, x + wide, y + deep), turn))
    return found


def six_mouths() -> list[Polygon]:
    """Walls of 60 m by 60 m with mouths of 8, 12, 6, 10, 7 and 9 m."""
    sides = [
        [(-30.0, -20.0), (-12.0, 10.0), (22.0, 30.0)],
        [(-30.0, -5.0), (1.0, 30.0)],
        [(-30.0, -15.0), (-5.0, 10.0), (17.0, 30.0)],
        [(-30.0, 0.0), (9.0, 30.0)],
    ]
    walls = []
    for turn, pieces in enumerate(sides):
        for start, end in pieces:
            low, high = (start - 20 if start == -30.0 else start), end  # noqa: PLR2004
            walls.append(affinity.rotate(box(low, 30, high, 50), 90.0 * turn, origin=(0, 0)))
    return walls


def solved(things: list[Polygon], square: Polygon, reach_m: float) -> tuple[float, int, Solution]:
    corners = convex_corners([square])
    standing = [Standing(str(row), shape) for row, shape in enumerate(things)]
    walls = walls_of(standing, corners, square.buffer(reach_m), 5.0)
    start = time.process_time()
    found, is_proven = solve(Task(walls, (square,), RULES), SILENT)
    spent = time.process_time() - start
    if found is None or not is_proven:
        raise SystemExit("no proven line: the benchmark's town is broken")
    return spent, len(walls), found


def length_m(found: Solution) -> float:
    return float(sum(found.stretches.width[at] for ring in found.rings for at in ring))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--blocks", type=int, nargs="+", default=[8, 14])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    wish = parser.parse_args()
    cases: list[dict[str, Any]] = []
    solved([placed(one, 7.0) for one in six_mouths()], placed(box(-10, -10, 10, 10), 7.0), 120)
    for blocks in wish.blocks:
        runs = []
        for seed in range(wish.runs):
            things = [placed(one, 23.0) for one in town(blocks, seed)]
            runs.append(solved(things, placed(box(-20, -20, 20, 20), 23.0), 1e4))
        cases.append(
            {
                "blocks": blocks,
                "pieces": int(statistics.median(run[1] for run in runs)),
                "stretches": int(statistics.median(len(run[2].stretches) for run in runs)),
                "seconds": round(statistics.median(run[0] for run in runs), 3),
                "length_m": round(statistics.median(length_m(run[2]) for run in runs), 2),
            }
        )
    errors = []
    for degrees in np.random.default_rng(1).uniform(0, 360, 12):
        things = [placed(one, float(degrees)) for one in six_mouths()]
        found = solved(things, placed(box(-10, -10, 10, 10), float(degrees)), 120)[2]
        errors.append(abs(length_m(found) - 52.0))
    told = {"targets": TARGETS, "error_m": max(errors), "cases": cases}
    print(json.dumps(told, indent=1) if wish.json else told)


if __name__ == "__main__":
    main()
