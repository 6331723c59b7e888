"""Time the ways across a field of posts, and those of real or sample squares.

    python benchmarks/walking.py [--posts 1000 10000] [--plans PLAN...] [--runs 5] [--json]

Medians over the runs of processor seconds of the one thread that works. Posts stand at random, 0.06
to the square metre, as in ``gaps.py``; six places are linked with each other, fifteen ways, for a
wheelchair. ``reading`` lays the cells and free arcs, ``linked`` settles who is cut off, ``ways``
finds the fifteen shortest ways, exact. ``square`` is the whole list of one user of a plan: three
readings, the way without objects, pinches and desire lines. Target: about a second for reading,
linked and ways at 10,000.
"""

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import shapely

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sbd_tool import api
from sbd_tool.analysis.walking.paths import ground_of
from sbd_tool.analysis.walking.pieces import Thing, pieces_of
from sbd_tool.analysis.walking.solve import parts_of, shortest_ways
from sbd_tool.app.walking import walks_as_designed
from sbd_tool.domain.list_result import ListWish
from sbd_tool.domain.progress import SILENT

CLEAR_M = 0.9
FREE_M = 2.0
PER_POST_M = 4.0


def field(number: int) -> tuple[shapely.Polygon, list[Thing], np.ndarray]:
    """Ground, posts of 0.3 m at random, and six places on the edge and in the corners."""
    rng = np.random.default_rng(number)
    side = PER_POST_M * np.sqrt(number)
    places = np.array([(1, 1), (199, 199), (1, 199), (199, 1), (100, 1), (1, 100)]) * side / 200
    spots = rng.random((number, 2)) * side
    away = np.hypot(*(spots[:, None] - places[None]).transpose(2, 0, 1)).min(axis=1)
    spots = spots[away > FREE_M]
    things = [Thing(str(row), shapely.Point(at), 0.15) for row, at in enumerate(spots)]
    return shapely.box(0, 0, side, side), things, places


def seconds(work: Callable[[], Any]) -> tuple[float, Any]:
    start = time.process_time()
    found = work()
    return time.process_time() - start, found


def one_run(number: int) -> dict[str, float]:
    area, things, places = field(number)
    reading, ground = seconds(lambda: ground_of(pieces_of(area, things), CLEAR_M))
    linked, _ = seconds(lambda: parts_of(ground, places))
    pairs = list(combinations(range(len(places)), 2))
    ways, found = seconds(lambda: shortest_ways(ground, places, pairs))
    return {"reading": reading, "linked": linked, "ways": ways, "found": float(len(found))}


def one_square(path: str) -> dict[str, float]:
    is_plan = Path(path).exists()
    project = (
        api.import_plans([Path(path)]).project if is_plan else api.sample_project(api.sample(path))
    )
    rules = api.load_rules(project)
    user = ("wheelchair",)
    took, walks = seconds(lambda: walks_as_designed(project, rules, ListWish(), SILENT, user))
    return {"square": took, "pairs": float(len(walks.users["wheelchair"].walks))}


def medians(run: Callable[[], dict[str, float]], runs: int) -> dict[str, float]:
    run()  # compiles, or loads what was compiled
    told = [run() for _ in range(runs)]
    return {key: round(statistics.median(one[key] for one in told), 4) for key in told[0]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, nargs="*", default=[1000, 10_000])
    parser.add_argument("--plans", nargs="*", default=["market-square"])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    wish = parser.parse_args()
    found: dict[str, dict[str, float]] = {
        str(number): medians(lambda number=number: one_run(number), wish.runs)
        for number in wish.posts
    }
    for plan in wish.plans:
        found[Path(plan).stem] = medians(lambda plan=plan: one_square(plan), wish.runs)
    if wish.json:
        print(json.dumps(found, indent=2))
        return
    for name, told in found.items():
        print(name, "  ".join(f"{key} {value}" for key, value in told.items()))


if __name__ == "__main__":
    main()
