"""Whatever is drawn, rings and closures come to an end in values or in words."""

import numpy as np
import pytest
from shapely.geometry import (
    GeometryCollection,
    LineString,
    MultiLineString,
    MultiPoint,
    MultiPolygon,
    Point,
    Polygon,
    box,
)

from sbd_tool.analysis.closing_site import Closing, closure_of
from sbd_tool.analysis.closure.pricing import ElementKind
from sbd_tool.analysis.closure.solve import MOST_ZONES
from sbd_tool.analysis.ring.find import rings_of
from sbd_tool.domain.progress import SILENT
from sbd_tool.domain.roles import Role
from tests.drawn import RUBRIC, site_of, thing

KINDS = (
    ElementKind(key="fixed", unit_m=0.2, price_per_m=1, load_per_m=0.5, needs_digging=True),
    ElementKind(key="loose", unit_m=1.5, price_per_m=1.3, load_per_m=0.15, needs_digging=False),
)
ROLES = (
    Role.BUILDING,
    Role.BARRIER,
    Role.WALL,
    Role.GATE,
    Role.WATER,
    Role.CROWD_AREA,
    Role.NO_DIG,
    Role.EMERGENCY_ROUTE,
    Role.VEHICLE_ENTRY,
    Role.CARRIAGEWAY,
)
BARRIERS = ("bollard", "planter", "block", "kerb", "steps", "bench", "", "gate", "fence")
RATINGS = ("V/7200[N2A]/48/90:0.0", "strong", "M30/P1")


def _shape(rng: np.random.Generator):
    at = rng.uniform(-40, 40, 2)

    def some(count: int):
        return at + rng.normal(0, 8, (count, 2)).round(int(rng.integers(0, 4)))

    makers = (
        lambda: Point(at),
        lambda: LineString(some(2)),
        lambda: LineString(some(6)),
        lambda: Polygon(some(5)),
        lambda: box(*at, *(at + np.abs(rng.normal(5, 5, 2)) + 0.01)),
        lambda: MultiPoint(some(4)),
        lambda: MultiPolygon([box(*one, *(one + 1)) for one in some(3)]),
        lambda: GeometryCollection([Point(at), LineString(some(2)), box(*at, *(at + 3))]),
        lambda: LineString([at, at]),
        lambda: Point(at).buffer(5).difference(Point(at).buffer(3)),
        lambda: MultiLineString([some(2), some(3)]),
        Polygon,
    )
    return makers[int(rng.integers(len(makers)))]()


def _scene(seed: int):
    rng = np.random.default_rng(seed)
    things = []
    for number in range(int(rng.integers(0, 25))):
        said: dict = {"barrier": BARRIERS[int(rng.integers(len(BARRIERS)))]}
        if rng.random() < 0.5:
            said["rating"] = RATINGS[int(rng.integers(len(RATINGS)))]
        if rng.random() < 0.4:
            said["height"] = str(rng.uniform(0, 2))
        if rng.random() < 0.4:
            said["clear_gap_m"] = float(rng.uniform(0, 5))
        role = ROLES[int(rng.integers(len(ROLES)))]
        things.append(thing(role, _shape(rng), f"t{number}", **said))
    return site_of(things, box(-20, -20, 20, 20))


@pytest.mark.parametrize("seed", range(20))
def test_any_drawing_has_rings_and_a_closure_or_a_reason(seed: int) -> None:
    site = _scene(seed)
    rings = rings_of(site, RUBRIC, SILENT)
    assert rings.zones
    for ring in rings.zones:
        assert all(gap.low_m <= gap.width_m <= gap.high_m for gap in ring.gaps)
        assert not ring.is_enclosed_for_sure or ring.is_enclosed
    if len(rings.zones) > MOST_ZONES:
        return
    closure = closure_of(site, RUBRIC, Closing(kinds=KINDS), SILENT)
    assert closure.is_possible != bool(closure.binding)
    assert closure.length_m == pytest.approx(sum(one.line.length for one in closure.stretches))
