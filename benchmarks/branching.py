"""Branching a design, editing in a branch, and evaluating states with one cache.

    python benchmarks/branching.py [--runs 7] [--json]

A plan of 100,000 features and 2,000 measures is branched; an edit is kept as an override; the
project is resolved in the branch. Then the states of a sample square are evaluated, first alone and
then beside one in which one barrier is left out. Medians, processor seconds.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median

import numpy as np
import shapely

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sbd_tool.app.clock import FixedClock
from sbd_tool.app.commands import AddOption, AddTimeState, EditInPlace, MoveMeasure, SetInPlace
from sbd_tool.app.result_cache import ResultCache
from sbd_tool.app.rules import load_rules
from sbd_tool.app.samples import build_sample, sample
from sbd_tool.app.side_by_side import evaluate_places
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.layers import Layer, as_geometry_array
from sbd_tool.domain.measures import Measure
from sbd_tool.domain.overrides import Place
from sbd_tool.domain.project import Option, Project, TimeState
from sbd_tool.domain.roles import Role
from sbd_tool.domain.seen import as_seen
from sbd_tool.domain.standing import as_it_stands

FEATURES, MEASURES = 100_000, 2_000
BRANCH = Place("b", "ordinary")


def city() -> Project:
    rng = np.random.default_rng(1)
    corners = rng.uniform(0, 5000, (FEATURES, 2))
    shapes = shapely.box(corners[:, 0], corners[:, 1], corners[:, 0] + 9, corners[:, 1] + 7)
    layer = Layer(
        stamp=Stamp(id="houses"),
        name="Houses",
        role=Role.BUILDING,
        ids=tuple(f"house-{number}" for number in range(FEATURES)),
        geometry=as_geometry_array(list(shapes)),
        attributes=tuple({"height": 9.0} for _ in range(FEATURES)),
    )
    measures = {
        f"m{number}": Measure(
            stamp=Stamp(id=f"m{number}"),
            kind="rated-planters",
            geometry=shapely.Point(*rng.uniform(0, 5000, 2)),
        )
        for number in range(MEASURES)
    }
    return Project(id="p", title="City", crs="EPSG:25832", layers=(layer,), measures=measures)


def timed(work: Callable[[], object], runs: int) -> float:
    found = []
    for _ in range(runs):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return median(found)


def branching(runs: int) -> dict[str, float]:
    project = city()
    branch = AddOption(option=Option(key="b", name="B", parent="base"))
    begun = branch.apply(project)
    shape = shapely.Point(1, 1)
    move = EditInPlace(command=MoveMeasure(measure_id="m7", geometry=shape), place=BRANCH)
    leave = SetInPlace(targets=("house-5",), option="b", is_present=False)
    edited = leave.apply(move.apply(begun))

    def resolve() -> object:
        fresh = replace(edited, title=f"{time.perf_counter()}")
        return as_it_stands(fresh, "b", "ordinary")

    def look() -> object:
        return as_seen(replace(edited, title=f"{time.perf_counter()}"), BRANCH)

    return {
        "branch_s": timed(lambda: branch.apply(project), runs),
        "first_edit_of_a_measure_s": timed(lambda: move.apply(begun), runs),
        "leave_a_house_out_s": timed(lambda: leave.apply(begun), runs),
        "resolve_again_s": timed(resolve, runs),
        "seen_from_the_branch_s": timed(look, runs),
    }


def states(runs: int) -> dict[str, float]:
    rules = load_rules()
    square = build_sample(sample("market-square"), clock=FixedClock())
    square = AddTimeState(time_state=TimeState(key="market", name="Market")).apply(square)
    mouth = next(m.id for m in square.measures.values() if m.name == "West mouth")
    out = SetInPlace(targets=(mouth,), option="base", time_state="market", is_present=False)
    square = out.apply(square)
    one = [Place("base", "ordinary")]
    both = [*one, Place("base", "market")]
    return {
        "one_state_s": timed(
            lambda: evaluate_places(square, rules, one, cache=ResultCache()), runs
        ),
        "two_states_one_cache_s": timed(
            lambda: evaluate_places(square, rules, both, cache=ResultCache()), runs
        ),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    found = {**branching(arguments.runs), **states(arguments.runs)}
    if arguments.json:
        print(json.dumps(found, indent=2))
    else:
        for name, seconds in found.items():
            print(f"{name:>28}  {seconds:.4f}")
    return 0 if found["branch_s"] < 1.0 else 1


if __name__ == "__main__":
    sys.exit(main())
