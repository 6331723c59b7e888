"""Weights against worked examples of the textbooks."""

import pytest

from sbd_tool.formats.rules import read_weight_rules
from sbd_tool.scoring.weighting.pairwise import (
    consistency_ratio,
    pairwise_weights,
    principal_eigenvector,
    reciprocal_matrix,
)
from sbd_tool.scoring.weighting.swing import swing_weights

INDEX = read_weight_rules().random_index

CITIES = ("Cairo", "Tokyo", "Chicago", "San Francisco", "London", "Montreal")
# Saaty (1980): relative distance of six cities from Philadelphia, judged pairwise.
DISTANCES = {
    ("Tokyo", "Cairo"): 3,
    ("Cairo", "Chicago"): 8,
    ("Cairo", "San Francisco"): 3,
    ("Cairo", "London"): 3,
    ("Cairo", "Montreal"): 7,
    ("Tokyo", "Chicago"): 9,
    ("Tokyo", "San Francisco"): 3,
    ("Tokyo", "London"): 3,
    ("Tokyo", "Montreal"): 9,
    ("San Francisco", "Chicago"): 6,
    ("London", "Chicago"): 5,
    ("Chicago", "Montreal"): 2,
    ("London", "San Francisco"): 3,
    ("San Francisco", "Montreal"): 6,
    ("London", "Montreal"): 6,
}


def test_distances_of_six_cities_give_saatys_eigenvector_and_ratio():
    found = pairwise_weights(CITIES, DISTANCES, INDEX)
    told = [round(found.shares[city], 3) for city in CITIES]
    assert told == [0.262, 0.397, 0.033, 0.116, 0.164, 0.027]
    _, greatest = principal_eigenvector(reciprocal_matrix(CITIES, DISTANCES))
    assert greatest == pytest.approx(6.4536, abs=1e-4)
    assert found.consistency_ratio == pytest.approx((6.4536 - 6) / 5 / 1.24, abs=1e-4)
    assert found.is_consistent


def test_swings_of_an_office_move_give_the_weights_of_the_textbook():
    # Goodwin and Wright, Decision Analysis for Management Judgment: where to put an office.
    swings = {
        "customers": 100,
        "visibility": 80,
        "image": 70,
        "size": 30,
        "comfort": 20,
        "cars": 10,
    }
    told = [round(100 * share) for share in swing_weights(swings).values()]
    assert told == [32, 26, 23, 10, 6, 3]


def test_judgements_that_fit_have_ratio_zero_and_their_own_proportions():
    found = pairwise_weights("abc", {("a", "b"): 2, ("a", "c"): 6, ("b", "c"): 3}, INDEX)
    assert found.consistency_ratio == pytest.approx(0, abs=1e-12)
    assert list(found.shares.values()) == pytest.approx([0.6, 0.3, 0.1], abs=1e-12)
    assert found.weakest is None


def test_a_circle_of_judgements_is_found_out_and_its_weakest_pair_named():
    # a over b, b over c, and yet c over a.
    found = pairwise_weights("abc", {("a", "b"): 3, ("b", "c"): 3, ("c", "a"): 3}, INDEX)
    assert list(found.shares.values()) == pytest.approx([1 / 3] * 3)
    assert found.consistency_ratio == pytest.approx((1 + 3 + 1 / 3 - 3) / 2 / 0.58)
    assert not found.is_consistent
    mended = pairwise_weights(
        "abcd",
        {
            ("a", "b"): 2,
            ("a", "c"): 4,
            ("a", "d"): 8,
            ("b", "c"): 2,
            ("b", "d"): 4,
            ("d", "c"): 9,
        },
        INDEX,
    )
    assert (mended.weakest, mended.is_consistent) == (("c", "d"), False)
    assert mended.suggested is not None
    assert mended.suggested > 1 / 9


def test_two_families_are_always_consistent():
    assert consistency_ratio(2.0, 2, INDEX) == 0
    assert pairwise_weights("ab", {("a", "b"): 4}, INDEX).shares == pytest.approx(
        {"a": 0.8, "b": 0.2}
    )


@pytest.mark.parametrize(
    "judgements",
    [
        {("a", "b"): 2},
        {("a", "b"): 2, ("b", "a"): 2, ("a", "c"): 1, ("b", "c"): 1},
        {("a", "b"): 10, ("a", "c"): 1, ("b", "c"): 1},
        {("a", "b"): 2, ("a", "c"): float("nan"), ("b", "c"): 1},
        {("a", "x"): 2, ("a", "c"): 1, ("b", "c"): 1},
    ],
)
def test_judgements_that_are_no_whole_comparison_are_refused(judgements):
    with pytest.raises(ValueError, match="judge"):
        pairwise_weights("abc", judgements, INDEX)


@pytest.mark.parametrize("swings", [{}, {"a": 90, "b": 20}, {"a": 100, "b": -1}, {"a": 120}])
def test_swings_without_a_first_one_or_outside_the_scale_are_refused(swings):
    with pytest.raises(ValueError, match="swing"):
        swing_weights(swings)
