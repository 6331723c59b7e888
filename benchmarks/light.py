"""Time the analysis of light on one square: all lamps, 1 m cells, shadows, along all ways.

    python benchmarks/light.py [PLAN --square NAME] [--runs 9] [--json]

Without a plan: a made square of 1 ha with 127 lamps among 90 buildings. The first call of a process
("first_s") loads or compiles the kernel; the others are medians.
"""

import argparse
import json
import statistics
import time
from pathlib import Path
from typing import Any

from shapely.geometry import LineString, Point, Polygon, box

from sbd_tool.analysis import ANALYSES
from sbd_tool.analysis.effective_site import build
from sbd_tool.app.clock import FixedClock
from sbd_tool.app.importing import import_plans
from sbd_tool.app.rules import load_rules
from sbd_tool.domain.effective import LIKELY_WORLD, EffectiveSite, Element
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.progress import SILENT
from sbd_tool.domain.roles import Role


def made() -> EffectiveSite:
    found: dict[Role, list[Element]] = {Role.LAMP: [], Role.BUILDING: [], Role.FOOTWAY: []}

    def add(role: Role, shape: Any) -> None:
        name = f"{role}{len(found[role])}"
        found[role].append(
            Element(id=name, role=role, geometry=shape, attributes={}, evidence=Evidence.SEEN)
        )

    for k in range(127):
        add(Role.LAMP, Point(4 + 9.2 * (k % 11), 4 + 8 * (k // 11)))
    for k in range(90):
        x, y = 14 + 10 * (k % 10), 12 + 10 * (k // 10)
        add(Role.BUILDING, box(x, y, x + 2.5, y + 2.5))
    for k in range(8):
        add(Role.FOOTWAY, LineString([(5 + 12 * k, -30), (5 + 12 * k, 130)]))
    zone: Polygon = box(0, 0, 100, 100)
    return EffectiveSite(zone=zone, elements={role: tuple(all_) for role, all_ in found.items()})


def drawn(plan: Path, square: str) -> EffectiveSite:
    rules = load_rules(None)
    project = import_plans(
        [plan], square=square, clock=FixedClock(), catalogue=rules.catalogue
    ).project
    return build(project, rules.catalogue, rules.rubric, "base", "ordinary", LIKELY_WORLD)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("plan", type=Path, nargs="?")
    parser.add_argument("--square", default="")
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    rubric = load_rules(None).rubric
    site = drawn(arguments.plan, arguments.square) if arguments.plan else made()
    results = {"arrivals": ANALYSES["arrivals"].run(site, {}, rubric, SILENT)}
    seconds = []
    for _ in range(arguments.runs + 1):
        start = time.perf_counter()
        light = ANALYSES["light"].run(site, results, rubric, SILENT)
        seconds.append(time.perf_counter() - start)
    report = {
        "square": arguments.square or "made",
        "area_m2": round(site.zone.area),
        "lamps_drawn": len(site.of(Role.LAMP)),
        "lamps_that_light_it": len(light.lamps),
        "cells": len(light.grid.points),
        "buildings": len(site.of(Role.BUILDING)),
        "first_s": round(seconds[0], 4),
        "median_s": round(statistics.median(seconds[1:]), 4),
        "slowest_s": round(max(seconds[1:]), 4),
    }
    print(json.dumps(report, indent=2) if arguments.json else _lines(report))


def _lines(report: dict[str, Any]) -> str:
    return "\n".join(f"{key:<20} {value}" for key, value in report.items())


if __name__ == "__main__":
    main()
