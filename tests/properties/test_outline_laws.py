"""Laws of outlines: what the quick look at what stands tells is what geometry tells."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import affinity
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box

from sbd_tool.analysis.swept.bicycle import steps_swept
from sbd_tool.analysis.swept.courses import EVERY_WAY, courses_of
from sbd_tool.analysis.swept.drive import drives_of
from sbd_tool.analysis.swept.fleet import fleet_of
from sbd_tool.analysis.swept.outlines import outlines_of
from sbd_tool.analysis.swept.passing import LOOK_M, passing_of
from sbd_tool.analysis.swept.standing import Standing
from sbd_tool.domain.access_results import Barriers, Passing, Service
from tests.drawn import RUBRIC

WISH_M = 3.0
NARROW = 8.0
FIRE = next(one for one in fleet_of(RUBRIC) if one.key is Service.FIRE)
AROUND = (0.0, 0.0, 60.0, 40.0)


def _things(seed, far=0.0):
    """Posts, walls, houses with courts, houses in houses, single points; some out of the box."""
    rng = np.random.default_rng(seed)
    at = rng.uniform((-30, -30), (90, 70), (40, 2))
    court = box(0, 0, 14, 9).difference(box(3, 2, 9, 6))
    made = [Point(*place).buffer(float(rng.uniform(0.1, 0.6))) for place in at[:12]]
    made += [Point(*place) for place in at[12:18]]
    made += [LineString([place, place + rng.normal(0, 8, 2), place + 5]) for place in at[18:26]]
    made += [
        affinity.rotate(affinity.translate(court, *place), float(rng.uniform(0, 360)))
        for place in at[26:34]
    ]
    pair = MultiPolygon([box(0, 0, 4, 4), box(6, 0, 9, 2)])
    made += [affinity.translate(pair, *place) for place in at[34:]]
    return [affinity.translate(shape, far, 7 * far) for shape in made]


def _away_m(shapes, of, most_m):
    """Distance of each to the nearest shape, at most so much; what is empty is far from all."""
    found = np.full(len(of), most_m)
    (near, _), away = shapely.STRtree(shapes).query_nearest(
        of, max_distance=most_m, return_distance=True, all_matches=False
    )
    found[near] = away
    return found


def _room_m(shapes, places):
    return _away_m(shapes, shapely.points(places), WISH_M)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), far=st.sampled_from([0.0, 6e5]))
def test_a_piece_costs_what_the_room_round_its_places_makes_it_cost(seed: int, far: float) -> None:
    shapes = _things(seed, far)
    rng = np.random.default_rng(seed + 1)
    box_there = tuple(np.array(AROUND) + np.tile((far, 7 * far), 2))
    outlines = outlines_of(shapes, box_there)
    shift = np.array([far, 7 * far])
    ends, tries = (shift + rng.uniform((-20, -20), (80, 60), (n, 2)) for n in (2, 5))
    costs = outlines.prices(ends, tries, spacing_m=0.5, narrow=NARROW, wish_m=WISH_M)
    for place, cost in zip(tries, costs, strict=True):
        expected = 0.0
        for end in ends:
            length = float(np.hypot(*(end - place)))
            count = max(2, int(np.ceil(length / 0.5)) + 1)
            spots = place + np.linspace(0, 1, count)[:, None] * (end - place)
            lack = WISH_M - _room_m(shapes, spots)
            expected += length * float(np.mean(1.0 + NARROW * lack**2))
        assert cost == pytest.approx(expected, rel=1e-6)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), far=st.sampled_from([0.0, 6e5]))
def test_the_first_hit_is_the_first_step_that_touches_anything(seed: int, far: float) -> None:
    shapes = _things(seed, far)[:: 1 + seed % 4]
    rng = np.random.default_rng(seed + 2)
    corners = np.array([far, 7 * far]) + rng.uniform((-10, -10), (70, 50), (4, 2))
    box_there = tuple(np.array(AROUND) + np.tile((far, 7 * far), 2))
    outlines = outlines_of(shapes, box_there)
    for course in courses_of(LineString(corners), FIRE, EVERY_WAY):
        hit, away = outlines.first_hit(course, LOOK_M)
        steps = steps_swept(course.bodies)[course.kept]
        left = np.array([-course.ahead[1], course.ahead[0]]) * 100
        reach = course.start + course.ahead * 100
        before = course.start
        ahead = Polygon([before - left, reach - left, reach + left, before + left])
        steps[: course.fresh] = shapely.intersection(steps[: course.fresh], ahead)
        apart = _away_m(shapes, steps, LOOK_M)  # nothing of a step may lie ahead of the start
        touched = np.nonzero(apart <= 1e-6)[0]
        assert hit == (touched[0] if len(touched) else -1)
        expected = 0.0 if len(touched) else float(apart.min())
        assert away == pytest.approx(expected, abs=1e-6)


def test_nothing_standing_leaves_all_the_room() -> None:
    nothing = outlines_of([])
    line = LineString([(0, 0), (60, 0)])
    assert passing_of(line, FIRE, nothing, 0.25) == (Passing.PASSES, 1.0, LOOK_M)


def test_a_verdict_is_not_remembered_past_a_change_beside_the_line() -> None:
    line = LineString([(0, 0), (60, 0)])
    far, beside, on_it = Point(30, 40).buffer(0.2), Point(30, 2.0).buffer(0.2), Point(30, 0)
    clear = passing_of(line, FIRE, outlines_of([far]), 0.25)
    assert passing_of(line, FIRE, outlines_of([far, Point(10, 60)]), 0.25) == clear
    near = passing_of(line, FIRE, outlines_of([far, beside]), 0.25)
    assert near[0] is Passing.PASSES
    assert near[2] == pytest.approx(2.0 - 0.2 - FIRE.width_m / 2, abs=1e-3)
    assert passing_of(line, FIRE, outlines_of([far, on_it]), 0.25)[0] is Passing.BLOCKED
    assert passing_of(line, FIRE, outlines_of([far]), 0.25) == clear


@pytest.mark.parametrize("seed", range(6))
def test_the_verdict_is_that_of_the_drive_that_is_told(seed: int) -> None:
    rng = np.random.default_rng(seed)
    things = [(str(n), shape) for n, shape in enumerate(_things(seed)[: 2 + 4 * seed])]
    standing = Standing(by_state={Barriers.OPEN: things}, opening=[])
    line = LineString(rng.uniform((-10, -10), (70, 50), (3, 2)))
    drive = drives_of(line, FIRE, standing, 0.25)[Barriers.OPEN]
    passing, share, clearance = passing_of(line, FIRE, standing.outlines(Barriers.OPEN), 0.25)
    assert (drive.passing, drive.driven_m) == (passing, pytest.approx(share * line.length))
    if passing is Passing.PASSES:  # the first way that passes settles it, the drive tells the best
        assert drive.clearance_m >= clearance - 1e-6
    else:
        assert drive.clearance_m == pytest.approx(clearance, abs=1e-6)


def test_a_drive_is_not_remembered_past_a_change_of_what_it_meets() -> None:
    line, post = LineString([(0, 0), (60, 0)]), Point(30, 1.2).buffer(0.2)

    def met(things, opening=()):
        standing = Standing(by_state={Barriers.OPEN: list(things)}, opening=list(opening))
        drive = drives_of(line, FIRE, standing, 0.25, is_ground_told=False)[Barriers.OPEN]
        return [one.object for one in drive.conflicts], drive.opened

    assert met([]) == ([], ())
    assert met([("elm", post)]) == (["elm"], ())
    assert met([("oak", post), ("far", Point(30, 60))]) == (["oak"], ())
    assert met([("oak", post)], [("gate", LineString([(5, -3), (5, 3)]))]) == (["oak"], ("gate",))
    assert met([]) == ([], ())
