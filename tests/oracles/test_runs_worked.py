"""Parametric runs: the spacing law, clear gaps and both verdicts, worked by hand."""

import math

import numpy as np
import pytest
import shapely
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, Point, box

from sbd_tool.domain.edits.run_gaps import GapLimits, GapPlace
from sbd_tool.domain.edits.runs import RunUnit, laid_out, unit_count
from sbd_tool.domain.errors import InputError

BOLLARD = RunUnit(length_m=0.2, width_m=0.2, is_round=True)
PLANTER = RunUnit(length_m=2.0, width_m=0.9)
LIMITS = GapLimits(widest_m=1.2, least_m={"wheelchair": 0.9, "cargo_bike": 1.5})
TEN = LineString([(0, 0), (10, 0)])


def test_bollards_over_ten_metres_leave_equal_gaps_of_one_metre_twenty():
    row = laid_out(TEN, BOLLARD, 1.2)
    # n bollards: 10 = n * 0.2 + (n - 1) * gap; n = 8 gives (10 - 1.6) / 7 = 1.2.
    assert len(row.centres) == 8
    assert row.spacing_m == pytest.approx(1.2)
    assert [gap.clear_m for gap in row.gaps[1:-1]] == pytest.approx([1.2] * 7)
    assert row.centres[0] == pytest.approx([0.1, 0])
    assert row.centres[-1] == pytest.approx([9.9, 0])
    assert shapely.union_all(row.footprints).bounds == pytest.approx((0, -0.1, 10, 0.1))


def test_a_little_longer_takes_one_more_so_that_no_gap_exceeds_the_target():
    row = laid_out(LineString([(0, 0), (10.1, 0)]), BOLLARD, 1.2)
    assert len(row.centres) == 9
    assert row.spacing_m == pytest.approx((10.1 - 1.8) / 8)


def test_planters_stand_square_to_a_slanting_line():
    row = laid_out(LineString([(0, 0), (6, 8)]), PLANTER, 1.0)
    assert len(row.centres) == 4
    assert row.turns_deg == pytest.approx([math.degrees(math.atan2(8, 6))] * 4)
    assert [gap.clear_m for gap in row.gaps[1:-1]] == pytest.approx([(10 - 8) / 3] * 3)
    assert row.footprints[0].area == pytest.approx(1.8)


def test_round_a_corner_the_clear_gap_is_the_straight_one_not_the_way_along():
    row = laid_out(
        LineString([(0, 0), (1, 0), (1, 1)]), RunUnit(length_m=0.2, width_m=0.2, is_round=True), 2.0
    )
    assert len(row.centres) == 2
    assert row.spacing_m == pytest.approx(1.6)
    assert row.gaps[1].clear_m == pytest.approx(math.hypot(0.9, 0.9) - 0.2)


def test_gaps_at_the_ends_go_to_what_stands_ahead():
    walls = [box(-3, -5, -1, 5), box(10.5, -5, 11, 5), box(0, 1, 10, 2)]
    row = laid_out(TEN, BOLLARD, 1.2, limits=LIMITS, obstacles=walls)
    start, end = row.gaps[0], row.gaps[-1]
    assert (start.place, start.obstacle) == (GapPlace.START, 0)
    assert start.clear_m == pytest.approx(1.0)
    assert start.from_m == pytest.approx((0, 0))
    assert start.to_m == pytest.approx((-1, 0))
    assert (end.place, end.obstacle) == (GapPlace.END, 1)
    assert end.clear_m == pytest.approx(0.5)
    assert end.too_narrow_for == ("wheelchair", "cargo_bike")
    assert not end.is_too_wide


def test_an_end_with_nothing_ahead_is_open_and_too_wide():
    row = laid_out(TEN, BOLLARD, 1.2, limits=LIMITS, obstacles=[Point(50, 0)])
    assert row.gaps[0].clear_m is None
    assert row.gaps[0].is_too_wide
    assert not row.gaps[0].is_in_order


def test_an_end_is_searched_as_far_as_asked_and_only_ahead():
    for at_x, found in ((21.9, True), (22.1, False)):
        far = laid_out(TEN, BOLLARD, 1.2, obstacles=[LineString([(at_x, -1), (at_x, 1)])])
        assert (far.gaps[-1].clear_m is not None) == found
    near = laid_out(TEN, BOLLARD, 1.2, obstacles=[Point(11.9, 0)], search_m=2)
    assert near.gaps[-1].clear_m == pytest.approx(1.9)
    beside = laid_out(TEN, BOLLARD, 1.2, obstacles=[Point(10, 1)])
    assert beside.gaps[-1].clear_m is None


def test_a_gap_exactly_at_a_limit_is_kept_by_both():
    limits = GapLimits(widest_m=1.2, least_m={"pram": 1.2})
    row = laid_out(TEN, BOLLARD, 1.2, limits=limits)
    assert all(gap.is_in_order for gap in row.gaps[1:-1])
    wide = laid_out(TEN, BOLLARD, 1.5, limits=LIMITS).gaps[1]
    assert wide.clear_m == pytest.approx((10 - 7 * 0.2) / 6)
    assert wide.is_too_wide
    assert wide.too_narrow_for == ("cargo_bike",)


def test_limits_that_contradict_each_other_show_both_faults():
    limits = GapLimits(widest_m=1.0, least_m={"cargo_bike": 1.5})
    gap = laid_out(TEN, BOLLARD, 1.2, limits=limits).gaps[1]
    assert gap.is_too_wide
    assert gap.too_narrow_for == ("cargo_bike",)


def test_one_unit_stands_in_the_middle_and_less_than_one_is_refused():
    row = laid_out(LineString([(0, 0), (3, 0)]), PLANTER, 1.0)
    assert row.centres == pytest.approx(np.array([[1.5, 0]]))
    assert [gap.place for gap in row.gaps] == [GapPlace.START, GapPlace.END]
    for line, unit, key in (
        (LineString([(0, 0), (1.9, 0)]), PLANTER, "edits.run_short"),
        (LineString([(0, 0), (9000, 0)]), BOLLARD, "edits.run_long"),
        (TEN, RunUnit(length_m=0, width_m=1), "edits.out_of_range"),
        (Point(0, 0), BOLLARD, "edits.one_line"),
    ):
        with pytest.raises(InputError) as refusal:
            laid_out(line, unit, 1.2)
        assert refusal.value.what.key == key


@settings(deadline=None, max_examples=50)
@given(
    st.lists(st.tuples(st.floats(-50, 50), st.floats(-50, 50)), min_size=2, max_size=6),
    st.floats(0.1, 3),
    st.floats(0, 5),
    st.booleans(),
)
def test_units_and_gaps_along_the_line_sum_to_its_length(path, length, gap, is_round):
    line = LineString(path)
    assume(length < line.length < 500 * length)
    row = laid_out(line, RunUnit(length_m=length, width_m=0.4, is_round=is_round), gap)
    count = len(row.centres)
    assert count == unit_count(line.length, length, gap)
    if count > 1:
        total = count * length + (count - 1) * row.spacing_m
        assert math.isclose(total, line.length, rel_tol=1e-9)
        assert row.spacing_m >= -1e-6
        fits = (count + 1) * length <= line.length
        assert row.spacing_m <= gap + 1e-6 or not fits
        assert (count - 1) * length + (count - 2) * gap < line.length or count == 2
    clear = [gap.clear_m for gap in row.gaps[1:-1]]
    brute = [a.distance(b) for a, b in zip(row.footprints, row.footprints[1:], strict=False)]
    assert clear == pytest.approx(brute, abs=0.02 * length if is_round else 1e-9)


@settings(deadline=None, max_examples=50)
@given(st.floats(3, 200), st.floats(0.1, 2), st.floats(0.2, 3), st.floats(0, 6.28))
def test_on_a_straight_line_the_clear_gaps_fill_what_the_units_leave(reach, length, gap, turn):
    line = LineString([(0, 0), (reach * math.cos(turn), reach * math.sin(turn))])
    row = laid_out(line, RunUnit(length_m=length, width_m=0.4), gap)
    clear = sum(gap.clear_m for gap in row.gaps[1:-1])
    if len(row.centres) > 1:
        assert clear + len(row.centres) * length == pytest.approx(reach, abs=1e-6)
