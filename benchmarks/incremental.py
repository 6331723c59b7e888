"""Time how soon both ledgers follow one edit on a real square.

    python benchmarks/incremental.py PLAN... [--runs 7] [--json]

Each edit is placed at a new spot every time, and each kind at spots of its own, so nothing comes
from the cache but what the edit does not touch. Milliseconds of processor time of the one thread
that works, from the changed project to both ledgers; what takes longer (``stale``) is left to the
job and timed apart as ``job_ms``. Targets: point edits 30 ms, edits of the edge 200 ms.
"""

import argparse
import json
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import shapely
from shapely.affinity import translate
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sbd_tool.app.clock import FixedClock
from sbd_tool.app.evaluation import evaluate
from sbd_tool.app.following import Followed, follow
from sbd_tool.app.importing import import_plans
from sbd_tool.app.pipeline import standard_method
from sbd_tool.app.result_cache import ResultCache
from sbd_tool.app.rules import Rules, load_rules
from sbd_tool.domain.evidence import Evidence, Stamp
from sbd_tool.domain.measures import Measure
from sbd_tool.domain.project import Project

TARGETS = {"point": 30.0, "edge": 200.0}
EDITS = (
    ("point", "seating-edge"),
    ("point", "public-toilets"),
    ("point", "shade-shelter"),
    ("point", "rule-signage"),
    ("point", "cctv-overview"),
    ("practice", "foot-patrols"),
    ("edge", "bollards-rated-fixed"),
    ("edge", "rated-planters"),
    ("edge", "rated-seating"),
)


def with_measure(project: Project, kind: str, place: BaseGeometry | None, name: str) -> Project:
    stamp = Stamp(id=name, evidence=Evidence.PLAN)
    measure = Measure(stamp=stamp, kind=kind, geometry=place)
    return replace(project, measures={**project.measures, name: measure})


def places(
    zone: shapely.Polygon, sort: str, runs: int, kind: int = 0
) -> Iterator[BaseGeometry | None]:
    """Spots no edit of another kind was at."""
    middle = translate(zone.representative_point(), 0.07 * kind, -0.05 * kind)
    length = zone.exterior.length
    for run in range(runs):
        if sort == "point":
            yield translate(middle, 0.31 * run, 0.17 * run)
        elif sort == "edge":
            start = (0.03 + 0.07 * run + 0.008 * kind) * length
            yield substring(zone.exterior, start, start + min(40.0, length / 4))
        else:
            yield None


def timed(plan: Path, runs: int) -> dict[str, Any]:
    shipped = load_rules(None)
    project = import_plans([plan], clock=FixedClock(), catalogue=shipped.catalogue).project
    rules, cache, method = load_rules(project), ResultCache(), standard_method()

    def evaluated(of: Project, kept: ResultCache) -> Any:
        return evaluate(
            of,
            rules.catalogue,
            rules.rubric,
            method,
            option="base",
            time_state="ordinary",
            cache=kept,
        )

    start = Followed(project=project, evaluation=evaluated(project, cache), method=method)
    zone = start.evaluation.likely.zone
    found = {}
    for sort, kind in EDITS:
        if kind in rules.catalogue.measures:
            found[kind] = _edit(start, rules, cache, evaluated, (sort, kind, zone, runs))
    return {"plan": plan.name, "area_m2": round(zone.area), "edits": found}


def _edit(start: Followed, rules: Rules, cache: ResultCache, evaluated: Any, job: Any) -> Any:
    sort, kind, zone, runs = job
    spent, later, stale = [], [], frozenset[str]()
    offset = [key for _, key in EDITS].index(kind)
    for number, place in enumerate(places(zone, sort, runs, offset)):
        project = with_measure(start.project, kind, place, f"{kind}-{number}")
        before = time.thread_time()
        after = follow(start, project, rules, cache)
        between = time.thread_time()
        evaluated(project, cache)
        spent.append(1000 * (between - before))
        later.append(1000 * (time.thread_time() - between))
        stale = after.stale
    target = TARGETS.get(sort)
    median = statistics.median(spent)
    return {
        "sort": sort,
        "ms": round(median, 1),
        "most_ms": round(max(spent), 1),
        "job_ms": round(statistics.median(later), 1),
        "stale": sorted(stale),
        "read": len(after.read),
        "meets_target": None if target is None else median <= target,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("plans", nargs="+", type=Path)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--json", action="store_true")
    wish = parser.parse_args()
    found = [timed(plan, wish.runs) for plan in wish.plans]
    if wish.json:
        print(json.dumps(found, indent=1))
        return
    for square in found:
        print(f"{square['plan']} ({square['area_m2']} m2)")
        for kind, told in square["edits"].items():
            late = ", ".join(told["stale"]) or "-"
            print(f"  {kind:24} {told['ms']:7.1f} ms  most {told['most_ms']:7.1f}  stale {late}")


if __name__ == "__main__":
    main()
