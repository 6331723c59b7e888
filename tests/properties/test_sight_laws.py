"""Laws of sight: mutual, never more with more in the way, never less with a longer reach."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.affinity import rotate, translate
from shapely.geometry import LineString, box

from sbd_tool.analysis.sight.field import SightField

RUNS = settings(max_examples=40, deadline=None, derandomize=True)
FRAME = box(0, 0, 60, 60)
WIDE = box(-120, -120, 180, 180)
spot = st.tuples(st.integers(1, 59_000), st.integers(1, 59_000)).map(
    lambda at: (at[0] / 1000, at[1] / 1000)
)
thing = st.builds(
    lambda at, size, angle: rotate(box(*at, at[0] + size[0], at[1] + size[1]), angle),
    spot,
    st.tuples(st.floats(0.05, 15), st.floats(0.05, 15)),
    st.integers(0, 90),
)
line = st.builds(lambda a, b: LineString([a, b]), spot, spot).filter(lambda one: one.length > 0.1)
things = st.lists(st.one_of(thing, line), max_size=7)


def area(field: SightField, eye, reach: float = math.inf) -> float:
    found = field.isovist(eye, reach)
    return found.area_m2 if found is not None else 0.0


@RUNS
@given(around=things, eyes=st.lists(spot, min_size=2, max_size=12))
def test_sight_is_mutual(around, eyes) -> None:
    seen = SightField(around, FRAME).sees(eyes, eyes)
    assert (seen == seen.T).all()


@RUNS
@given(around=things, more=st.one_of(thing, line), eye=spot, reach=st.floats(1, 80))
def test_another_thing_never_shows_more(around, more, eye, reach: float) -> None:
    before, after = (SightField(now, FRAME) for now in (around, [*around, more]))
    # Corners where things cross are rounded to the millimetre: up to that much may come free.
    assert area(after, eye, reach) <= area(before, eye, reach) + 0.2
    lookout = np.random.default_rng(1).integers(0, 60_000, (50, 2)) / 1000
    one, two = (now.sees([eye], lookout, reach)[0] for now in (before, after))
    assert (two & ~one).sum() <= 1


@RUNS
@given(around=things, eye=spot, near=st.floats(0.5, 40), more=st.floats(0, 40))
def test_a_longer_reach_never_sees_less(around, eye, near: float, more: float) -> None:
    field = SightField(around, FRAME)
    assert area(field, eye, near + more) >= area(field, eye, near) - 1e-9
    spots = [(x, 17.0) for x in range(0, 60, 3)]
    short, far = (field.sees([eye], spots, reach)[0] for reach in (near, near + more))
    assert not (short & ~far).any()


@RUNS
@given(
    around=things,
    eye=spot,
    reach=st.floats(1, 50),
    dx=st.integers(-500_000, 500_000),
    dy=st.integers(0, 7_000_000),
)
def test_where_the_plan_lies_changes_nothing(around, eye, reach: float, dx: int, dy: int) -> None:
    here = SightField(around, FRAME)
    there = SightField([translate(one, dx, dy) for one in around], translate(FRAME, dx, dy))
    moved = (eye[0] + dx, eye[1] + dy)
    assert area(there, moved, reach) == pytest.approx(area(here, eye, reach), abs=0.2)


@RUNS
@given(angle=st.floats(0, 360), reach=st.floats(5, 50))
def test_which_way_the_plan_is_turned_changes_next_to_nothing(angle: float, reach: float) -> None:
    around = [box(10, 10, 20, 14), box(30, 5, 31, 40), rotate(box(40, 40, 50, 45), 30)]
    eye = (25.0, 20.0)
    turned = [rotate(one, angle, origin=eye) for one in around]
    want = area(SightField(around, WIDE), eye, reach)
    assert area(SightField(turned, WIDE), eye, reach) == pytest.approx(want, rel=1e-3)


@RUNS
@given(around=things, eye=spot, direction=st.floats(0, 360), field=st.floats(1, 359))
def test_two_fields_of_view_that_fill_a_turn_see_all_of_it(
    around, eye, direction: float, field: float
) -> None:
    ground = SightField(around, FRAME)
    parts = [
        ground.isovist(eye, 30.0, direction, field),
        ground.isovist(eye, 30.0, direction + 180.0, 360.0 - field),
    ]
    whole = area(ground, eye, 30.0)
    assert sum(one.area_m2 for one in parts if one) == pytest.approx(whole, rel=1e-6, abs=1e-6)
