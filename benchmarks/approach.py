"""Time the approach speeds of a drawn square: four vehicle classes.

    python benchmarks/approach.py [--side 60] [--apron 9] [--json]

The square has ``side`` metres; round it lies a street ``apron`` metres wide, then blocks of 45 m
with streets 9 m wide between them. Wall and processor seconds after a first run that compiles.
"""

import argparse
import json
import sys
import time
from pathlib import Path

from shapely.geometry import LineString, box
from shapely.geometry.base import BaseGeometry

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from sbd_tool.analysis import ANALYSES  # noqa: E402
from sbd_tool.analysis.approach.find import approach_speeds  # noqa: E402
from sbd_tool.app.approach import warm_up  # noqa: E402
from sbd_tool.domain.effective import EffectiveSite, Element  # noqa: E402
from sbd_tool.domain.evidence import Evidence  # noqa: E402
from sbd_tool.domain.progress import SILENT  # noqa: E402
from sbd_tool.domain.roles import Role  # noqa: E402
from sbd_tool.formats.rules import read_rubric  # noqa: E402

STREET_M, BLOCK_M = 9.0, 45.0


def element(role: Role, shape: BaseGeometry, name: str) -> Element:
    return Element(id=name, role=role, geometry=shape, attributes={}, evidence=Evidence.SEEN)


def starts(side: float, apron: float) -> list[float]:
    """Where blocks begin along one axis: outside, along the square, outside."""
    pitch = BLOCK_M + STREET_M
    along = [number * pitch for number in range(int((side + STREET_M) / pitch))]
    rings = range(3)
    left = [-apron - BLOCK_M - number * pitch for number in rings]
    return [*left, *along, *(side + apron + number * pitch for number in rings)]


def town(side: float, apron: float = STREET_M) -> EffectiveSite:
    zone, houses = box(0, 0, side, side), []
    corners = starts(side, apron)
    for x in corners:
        for y in corners:
            house = box(x, y, x + BLOCK_M, y + BLOCK_M)
            if house.distance(zone) > STREET_M / 2:
                houses.append(house)
    low, high = min(corners), max(corners) + BLOCK_M
    road = LineString([(low, -STREET_M / 2), (high, -STREET_M / 2)])
    built = tuple(element(Role.BUILDING, shape, f"h{n}") for n, shape in enumerate(houses))
    elements = {
        Role.BUILDING: built,
        Role.CARRIAGEWAY: (element(Role.CARRIAGEWAY, road, "road"),),
    }
    return EffectiveSite(zone=zone, elements=elements, surroundings=box(low, low, high, high))


def timed(site: EffectiveSite, *, bends: bool) -> dict[str, object]:
    rubric = read_rubric()
    approaches = ANALYSES["approaches"].run(site, {}, rubric, SILENT)
    start, used = time.perf_counter(), time.process_time()
    found = approach_speeds(site, rubric, approaches, SILENT, has_lattice=bends)
    wall, processor = time.perf_counter() - start, time.process_time() - used
    lines = sorted({entry.lines for edge in found.edges for entry in edge.classes})
    return {
        "wall_s": round(wall, 1),
        "processor_s": round(processor, 1),
        "stretches": len(found.edges),
        "lines": lines,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--side", type=float, default=60.0)
    parser.add_argument("--apron", type=float, default=STREET_M)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    warm_up()
    site = town(arguments.side, arguments.apron)
    report = {
        "side_m": arguments.side,
        "apron_m": arguments.apron,
        "straight": timed(site, bends=False),
    }
    report["bends"] = timed(site, bends=True)
    print(json.dumps(report, indent=None if arguments.json else 2))


if __name__ == "__main__":
    main()
