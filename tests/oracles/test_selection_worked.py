"""Selecting: against brute force for places, by hand for expressions."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, Point, box

from sbd_tool.domain.edits import select
from sbd_tool.domain.edits.select import Combine, Reach, Relation
from sbd_tool.domain.errors import InputError

COORDINATE = st.integers(0, 20).map(float)
PLACE = st.tuples(COORDINATE, COORDINATE)
CALM = settings(deadline=None, max_examples=60)


@st.composite
def shapes(draw: st.DrawFn):
    sort = draw(st.sampled_from("pla"))
    first = draw(PLACE)
    if sort == "p":
        return Point(first)
    x, y = draw(PLACE)
    if sort == "l" or x == first[0] or y == first[1]:
        return LineString([first, (x, y + 0.5)])
    return box(min(first[0], x), min(first[1], y), max(first[0], x), max(first[1], y))


DRAWN = st.lists(shapes(), max_size=12)


def brute(drawn: list, test) -> tuple[str, ...]:
    return tuple(str(row) for row, shape in enumerate(drawn) if test(shape))


def names(drawn: list) -> list[str]:
    return [str(row) for row in range(len(drawn))]


@CALM
@given(DRAWN, PLACE, PLACE, st.sampled_from([None, *Reach]))
def test_windows_take_what_lies_inside_and_crossings_what_they_touch(drawn, press, release, reach):
    found = select.by_window(drawn, names(drawn), press, release, reach)
    window = box(*np.sort([press, release], axis=0).ravel())
    asked = reach or (Reach.WINDOW if release[0] >= press[0] else Reach.CROSSING)
    if asked is Reach.CROSSING:
        assert found == brute(drawn, window.intersects)
    elif window.area:
        assert found == brute(drawn, window.covers)


@CALM
@given(DRAWN, DRAWN, st.sampled_from(Relation), st.integers(0, 12).map(float))
def test_selection_by_place_is_what_brute_force_finds(drawn, others, relation, distance):
    found = select.by_location(drawn, names(drawn), others, relation, distance)
    tests = {
        Relation.WITHIN: lambda shape: any(other.covers(shape) for other in others),
        Relation.INTERSECTS: lambda shape: any(other.intersects(shape) for other in others),
        Relation.NEAR: lambda shape: any(other.distance(shape) <= distance for other in others),
    }
    assert found == brute(drawn, tests[relation])


def test_a_distance_below_zero_is_refused():
    with pytest.raises(InputError):
        select.by_location([Point(0, 0)], ["a"], [Point(0, 0)], Relation.NEAR, -1)


ROWS = (
    {"kind": "bench", "height_m": 0.45, "Name of place": "Am Hof", "rated": False},
    {"kind": "Bollard", "height_m": "1.0", "note": "it's new", "rated": True},
    {"kind": "planter", "height_m": None, "note": ""},
)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("height_m > 0.4", "ab"),
        ("height_m >= 1", "b"),
        ("height_m <= 0.45", "a"),
        ("height_m <> 1", "a"),
        ("not height_m > 0.5", "a"),
        ("height_m is missing", "c"),
        ("note is not missing", "b"),
        ("kind = 'BENCH'", "a"),
        ("KIND == 'bench'", "a"),
        ("kind in ('bench', 'planter')", "ac"),
        ("not kind in ('bench', 'planter')", "b"),
        ("kind contains 'L'", "bc"),
        ("note = 'it''s new'", "b"),
        ("\"Name of place\" = 'am hof'", "a"),
        ("rated = true", "b"),
        ("rated != true", "a"),
        ("kind = 'bench' or kind = 'bollard' and height_m > 2", "a"),
        ("(kind = 'bench' or kind = 'bollard') and height_m < 2", "ab"),
        ("kind < 'bz'", "ab"),
        ("height_m = 'tall'", ""),
        ("0.4 < height_m", "ab"),
    ],
)
def test_an_expression_finds_its_rows(asked: str, found: str):
    assert "".join(select.by_attribute(ROWS, "abc", asked)) == found


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        ("", "select_empty"),
        ("hight_m > 1", "select_column_like"),
        ("volume > 1", "select_column"),
        ("height_m >", "select_unfinished"),
        ("height_m", "select_unfinished"),
        ("height_m > 1 and", "select_unfinished"),
        ("height_m > 1 kind = 'a'", "select_unreadable"),
        ("kind in 'bench'", "select_expected"),
        ("(height_m > 1", "select_expected"),
        ("kind = 'bench", "select_unreadable"),
        ("height_m > 1; drop", "select_unreadable"),
        ("(" * 40 + "height_m > 1" + ")" * 40, "select_deep"),
        ("x" * 1001, "select_long"),
    ],
)
def test_what_cannot_be_asked_is_refused_and_names_the_column(asked: str, key: str):
    with pytest.raises(InputError) as refusal:
        select.by_attribute(ROWS, "abc", asked)
    assert refusal.value.what.key == f"edits.{key}"
    if key == "select_column_like":
        assert refusal.value.what.as_mapping() == {"column": "hight_m", "like": "height_m"}


def test_selections_combine_as_with_shift_and_control():
    old, new = ("a", "b"), ("b", "c")
    assert select.combined(old, new, Combine.REPLACE) == ("b", "c")
    assert select.combined(old, new, Combine.ADD) == ("a", "b", "c")
    assert select.combined(old, new, Combine.TOGGLE) == ("a", "c")
    assert select.combined(old, new, Combine.REMOVE) == ("a",)
    assert select.combined(old, new, Combine.KEEP) == ("b",)
    assert select.inverted(("b",), ("a", "b", "c")) == ("a", "c")


def test_nothing_drawn_is_nothing_selected():
    assert select.by_window([], [], (0, 0), (1, 1)) == ()
    assert select.by_location([], [], [Point(0, 0)], Relation.INTERSECTS) == ()
