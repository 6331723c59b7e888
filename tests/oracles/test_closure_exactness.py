"""The line found is the shortest there is: designed squares, and all small ones by brute force."""

import math
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import pytest
import shapely
from shapely import affinity
from shapely.geometry import LineString, Point, Polygon, box

from sbd_tool.analysis.closing_site import Closing, closure_of
from sbd_tool.analysis.closure.pricing import ElementKind
from sbd_tool.domain.closure_results import Closure, ClosureRule
from sbd_tool.domain.progress import SILENT
from sbd_tool.domain.roles import Role
from sbd_tool.formats.rules import read_rubric
from tests.drawn import RUBRIC, moved, site_of, thing

FIXED = ElementKind(
    key="bollards-rated-fixed", unit_m=0.2, price_per_m=1.0, load_per_m=0.5, needs_digging=True
)
LOOSE = ElementKind(
    key="rated-planters", unit_m=1.5, price_per_m=1.3, load_per_m=0.15, needs_digging=False
)
POSES = range(12)


def _placed(shape, seed: int):
    rng = np.random.default_rng(seed)
    degrees = float(rng.uniform(0, 360))
    shift = (float(rng.uniform(0, 8e5)), float(rng.uniform(0, 7e6)))
    return moved(shape, degrees, shift)


def _solve(things, crowds, seed: int = 0, *, kinds=(FIXED,), rubric=RUBRIC, **wish) -> Closure:
    """Closure of a site turned and shifted."""
    from dataclasses import replace

    posed = [replace(one, geometry=_placed(one.geometry, seed)) for one in things]
    areas = [_placed(crowd, seed) for crowd in crowds]
    posed += [thing(Role.CROWD_AREA, area, f"c{k}") for k, area in enumerate(areas)]
    zone = shapely.union_all(areas).convex_hull.buffer(1.0)
    return closure_of(site_of(posed, zone), rubric, Closing(kinds=kinds, **wish), SILENT)


def _houses(shapes):
    return [thing(Role.BUILDING, shape, f"h{k}") for k, shape in enumerate(shapes)]


def _square_with_six_mouths() -> list[Polygon]:
    """Blocks round 60 m by 60 m: mouths of 8 and 12, 6, 10 and 7, 9 m."""

    def south(a: float, b: float) -> Polygon:
        return box(a, -20, b, 0)

    def north(a: float, b: float) -> Polygon:
        return box(a, 60, b, 80)

    def west(a: float, b: float) -> Polygon:
        return box(-20, max(a, 0), 0, min(b, 60))

    def east(a: float, b: float) -> Polygon:
        return box(60, max(a, 0), 80, min(b, 60))

    blocks = []
    for mouths, side in (
        (((10, 8), (40, 12)), south),
        (((25, 6),), north),
        (((15, 10), (40, 7)), west),
        (((30, 9),), east),
    ):
        at = -20.0
        for start, width in mouths:
            blocks.append(side(at, start))
            at = start + width
        blocks.append(side(at, 80))
    return blocks


@pytest.mark.parametrize("seed", POSES)
def test_six_mouths_of_eight_to_twelve_metres_are_closed_with_52_metres(seed: int) -> None:
    found = _solve(_houses(_square_with_six_mouths()), [box(20, 20, 40, 40)], seed)
    assert found.length_m == pytest.approx(52.0, abs=1e-4)
    assert sorted(round(one.length_m, 4) for one in found.stretches) == [6, 7, 8, 9, 10, 12]
    assert found.is_proven


@pytest.mark.parametrize("seed", POSES)
def test_two_mouths_between_the_same_two_buildings_are_closed_with_19_metres(seed: int) -> None:
    one = [(-30, -30), (30, -30), (30, -6), (20, -6), (20, -20), (-20, -20), (-20, -3.5)]
    lower = Polygon([*one, (-30, -3.5)])
    upper = Polygon([(x, -y) for x, y in lower.exterior.coords])
    found = _solve(_houses([lower, upper]), [box(-5, -5, 5, 5)], seed)
    assert found.length_m == pytest.approx(19.0, abs=1e-4)
    assert {frozenset(one.between) for one in found.stretches} == {frozenset(("h0", "h1"))}
    assert found.is_proven


@pytest.mark.parametrize("seed", POSES)
def test_an_open_field_is_closed_along_the_hull_of_the_crowd(seed: int) -> None:
    crowd = Polygon([(0, 0), (10, 0), (10, 10), (5, 4), (0, 10)])
    found = _solve([], [crowd], seed)
    assert found.length_m == pytest.approx(40.0, abs=1e-4)


@pytest.mark.parametrize("seed", POSES)
def test_a_slanting_mouth_is_closed_straight_across(seed: int) -> None:
    # Two walls of one courtyard that open at 45 degrees: the least stretch lies at the corner.
    court = [
        Polygon([(-30, -30), (-10, -30), (-10, 10), (30, 10), (30, 30), (-30, 30)]),
        Polygon([(-3, -30), (30, -30), (30, 3), (10, 3), (10, -10), (-3, -10)]),
    ]
    found = _solve(_houses(court), [box(-8, -8, 8, 8)], seed)
    assert found.length_m == pytest.approx(14.0, abs=1e-4)


@pytest.mark.parametrize("seed", POSES)
def test_two_zones_share_a_ring_or_have_their_own_whichever_is_shorter(seed: int) -> None:
    near = _solve([], [box(0, 0, 10, 10), box(11, 0, 21, 10)], seed)
    assert near.length_m == pytest.approx(62.0, abs=1e-4)
    far = _solve([], [box(0, 0, 10, 10), box(40, 0, 50, 10)], seed)
    assert far.length_m == pytest.approx(80.0, abs=1e-4)


def test_a_rated_wall_helps_and_an_unrated_one_does_not() -> None:
    line = LineString([(-1, -1), (11, -1), (11, 11)])
    rated = thing(Role.WALL, line, "w", barrier="wall", rating="V/7200[N2A]/48/90:0.0")
    bare = thing(Role.WALL, line, "w", barrier="wall")
    crowd = [box(0, 0, 10, 10)]
    assert _solve([bare], crowd).length_m == pytest.approx(40.0, abs=1e-4)
    assert _solve([rated], crowd).length_m == pytest.approx(22.0, abs=1e-4)
    weak = thing(Role.WALL, line, "w", barrier="wall", rating="V/1500[M1]/48/90:0.0")
    assert _solve([weak], crowd).length_m == pytest.approx(40.0, abs=1e-4)
    assert _solve([weak], crowd, required="car").length_m < 30


# -- rules ---------------------------------------------------------------------------------------

ALLEY = _houses(
    [
        Polygon([(-30, -30), (-4, -30), (-4, -15), (-15, -15), (-15, 15), (15, 15), (15, 30),
                 (-30, 30)]),
        Polygon([(4, -30), (30, -30), (30, 30), (15, 30), (15, -15), (4, -15)]),
    ]
)  # fmt: skip
COURT = [box(-15, -15, 15, 15)]


def test_an_emergency_route_gets_an_operable_element() -> None:
    route = thing(Role.EMERGENCY_ROUTE, LineString([(0, -60), (0, 0)]), "fire")
    found = _solve([*ALLEY, route], COURT)
    assert found.length_m == pytest.approx(8.0, abs=1e-4)
    assert [gate.route for one in found.stretches for gate in one.gates] == ["fire"]
    assert found.cost == pytest.approx(8.0 + RUBRIC.value("closure_price_gate"))


def test_a_mouth_too_narrow_for_the_gate_of_its_route_is_closed_farther_out() -> None:
    slit = Polygon([(-30, -30), (-1, -30), (-1, -15), (-15, -15), (-15, 15), (15, 15), (15, 30),
                    (-30, 30)])  # fmt: skip
    other = Polygon([(1, -30), (30, -30), (30, 30), (15, 30), (15, -15), (1, -15)])
    route = thing(Role.EMERGENCY_ROUTE, LineString([(0, -60), (0, 0)]), "fire")
    assert _solve(_houses([slit, other]), COURT).length_m == pytest.approx(2.0, abs=1e-4)
    found = _solve([*_houses([slit, other]), route], COURT)
    assert found.length_m >= RUBRIC.value("emergency_gate_m")
    assert found.stretches[0].gates[0].route == "fire"


def test_a_gate_wider_than_any_stretch_binds() -> None:
    route = thing(Role.EMERGENCY_ROUTE, LineString([(0, -60), (0, 0)]), "fire")
    wide = read_rubric({"numbers.emergency_gate_m": (500.0, "a test", "")})
    found = _solve([*ALLEY, route], COURT, rubric=wide)
    assert not found.is_possible
    assert found.binding == (ClosureRule.GATE_WIDTH,)


def test_ground_without_digging_takes_loose_elements_or_binds() -> None:
    ground = thing(Role.NO_DIG, box(-400, -900, 400, -14.9), "roots")
    assert _solve([*ALLEY, ground], COURT).binding == (ClosureRule.NO_DIG,)
    found = _solve([*ALLEY, ground], COURT, kinds=(FIXED, LOOSE))
    assert [one.kind for one in found.stretches] == ["rated-planters"]
    assert found.cost == pytest.approx(8.0 * 1.3)


def test_the_line_moves_back_from_ground_without_digging_where_that_is_cheaper() -> None:
    ground = thing(Role.NO_DIG, box(-10, -40, 10, -20), "roots")
    found = _solve([*ALLEY, ground], COURT)
    assert found.length_m == pytest.approx(8.0, abs=1e-4)
    assert not found.stretches[0].is_on_no_dig


def test_least_visual_load_prefers_what_looks_like_furniture() -> None:
    cheap = _solve(ALLEY, COURT, kinds=(FIXED, LOOSE))
    quiet = _solve(ALLEY, COURT, kinds=(FIXED, LOOSE), objective="load")
    assert [one.kind for one in cheap.stretches] == ["bollards-rated-fixed"]
    assert [one.kind for one in quiet.stretches] == ["rated-planters"]
    assert quiet.load < cheap.load
    assert quiet.cost > cheap.cost


def test_an_element_that_leaves_people_no_gap_is_not_used() -> None:
    from dataclasses import replace

    wide = replace(LOOSE, unit_m=7.5, price_per_m=0.1)
    assert _solve(ALLEY, COURT, kinds=(wide, FIXED)).stretches[0].kind == wide.key
    narrow = _solve(ALLEY, COURT, kinds=(replace(wide, price_per_m=0.99), FIXED)).stretches
    assert [one.kind for one in narrow] == [FIXED.key]


def test_a_zone_that_is_closed_already_needs_nothing() -> None:
    shut = _houses([box(-20, -20, 20, 20).difference(box(-10, -10, 10, 10))])
    found = _solve(shut, [box(-5, -5, 5, 5)])
    assert (found.is_possible, found.stretches, found.is_proven) == (True, (), True)


def test_the_rule_that_no_stretch_is_longer_than_searched_is_named() -> None:
    found = _solve([], [box(0, 0, 400, 400)])
    assert found.binding == (ClosureRule.SPAN,)


def test_elements_leave_gaps_of_at_most_the_limit() -> None:
    stretch = _solve(ALLEY, COURT).stretches[0]
    gap = (stretch.length_m - stretch.elements * FIXED.unit_m) / (stretch.elements + 1)
    fewer = (stretch.length_m - (stretch.elements - 1) * FIXED.unit_m) / stretch.elements
    assert gap <= 1.2 < fewer


# -- brute force, knowing nothing of the solver ----------------------------------------------------


@dataclass
class _Oracle:
    """All closed walks over whole convex things and the crowd's corners, winding by angles."""

    solids: list
    crowd: Polygon
    best: float = math.inf
    steps: dict = field(default_factory=dict)

    def shortest(self) -> float:
        corners = [Point(at) for at in self.crowd.exterior.coords[:-1]]
        nodes = [*self.solids, *corners]
        inner = self.crowd.buffer(-1e-6)
        for one in range(len(nodes)):
            for other in range(len(nodes)):
                if one != other:
                    self._step(nodes, inner, one, other)
        for start in range(len(nodes)):
            self._walk(start, start, {start}, 0.0, 0.0)
        return self.best

    def _step(self, nodes, inner, one: int, other: int) -> None:
        line = shapely.shortest_line(nodes[one], nodes[other])
        if line.intersects(inner):
            return
        is_bare = max(one, other) >= len(self.solids)
        cost = 0.0 if line.length <= 1.2 and not is_bare else line.length
        ends = [nodes[one].centroid.coords[0], *line.coords, nodes[other].centroid.coords[0]]
        middle = np.array(self.crowd.centroid.coords[0])
        angles = [math.atan2(*(np.array(at) - middle)[::-1]) for at in ends]
        turned = sum(
            (later - early + math.pi) % (2 * math.pi) - math.pi for early, later in pairwise(angles)
        )
        self.steps.setdefault(one, []).append((cost, other, turned))

    def _walk(self, start: int, at: int, seen: set, cost: float, turned: float) -> None:
        for more, other, angle in sorted(self.steps.get(at, [])):
            if cost + more >= self.best:
                break
            if other == start and round((turned + angle) / (2 * math.pi)) % 2:
                self.best = cost + more
            elif other > start and other not in seen:
                self._walk(start, other, seen | {other}, cost + more, turned + angle)


def _random_town(seed: int) -> tuple[list[Polygon], Polygon]:
    rng = np.random.default_rng(seed)
    crowd = affinity.rotate(box(-4, -3, 4, 3), float(rng.uniform(0, 90)))
    solids: list[Polygon] = []
    while len(solids) < 3 + seed % 4:
        angle, far = rng.uniform(0, 2 * np.pi), rng.uniform(9, 16)
        wide, deep = rng.uniform(6, 16), rng.uniform(3, 8)
        at = (far * math.cos(angle), far * math.sin(angle))
        solid = affinity.rotate(box(-wide / 2, 0, wide / 2, deep), math.degrees(angle) - 90,
                                origin=(0, 0))  # fmt: skip
        solid = affinity.translate(affinity.rotate(solid, float(rng.uniform(-25, 25))), *at)
        if not any(solid.distance(other) < 0.2 for other in [*solids, crowd]):
            solids.append(solid)
    return solids, crowd


@pytest.mark.parametrize("seed", range(30))
def test_brute_force_finds_nothing_shorter_and_nothing_else(seed: int) -> None:
    solids, crowd = _random_town(seed)
    found = _solve(_houses(solids), [crowd], seed)
    assert found.is_proven
    assert found.length_m == pytest.approx(_Oracle(solids, crowd).shortest(), abs=1e-4)
