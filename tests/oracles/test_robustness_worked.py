"""Robustness against hand calculations."""

import numpy as np
import pytest
from scipy import stats

from sbd_tool.domain.robustness import Sampling, Swings, TippedBy
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.domain.scores import Reading
from sbd_tool.formats.rules import read_rubric, read_weight_rules
from sbd_tool.scoring.ledger import ledger_score
from sbd_tool.scoring.robustness.draws import family_draws, sample_scores, triangular
from sbd_tool.scoring.robustness.judge import robustness, standard_sampling
from sbd_tool.scoring.robustness.ranks import rank_shares
from sbd_tool.scoring.robustness.tipping import (
    family_tips_at,
    score_gap,
    tipping_weights,
    turned,
    with_inner_share,
)
from sbd_tool.scoring.robustness.tornado import tornado
from sbd_tool.scoring.shared_nodes import shared_nodes, shared_readings

RUBRIC = read_rubric()
BOUNDS = read_weight_rules().bounds
OPENNESS, PROTECTION = LedgerKey.OPENNESS, LedgerKey.PROTECTION
SAMPLING = Sampling(draws=4_000, seed=7, concentration=5.0, bend=0.15)
STILL = Sampling(draws=4_000, seed=7, concentration=5.0, bend=0.0)


def at(value):
    return Reading(worst=value, likely=value, best=value)


# Access full and life 40 against access 50 and life full; one indicator each, so that with 1/5 of
# access (O01) and 1/2 of life (O13): d_access = 50 * 1/5 = 10, d_life = -60 * 1/2 = -30.
RICH = {"O01": at(95), "O13": at(5)}
LIVELY = {"O01": at(60), "O13": at(15)}


def test_the_tipping_weight_of_two_families_is_the_hand_calculated_one():
    # D over the other families for access: life weighs 1 of 1 + 1 + .75 + .5 = 3.25 parts.
    mean = -30 / 3.25
    by_hand = mean / (mean - 10)
    told = family_tips_at(RUBRIC, OPENNESS, [RICH, LIVELY], "access")
    assert told == pytest.approx(by_hand, abs=1e-12)
    assert told == pytest.approx(0.48, abs=1e-12)


def test_at_the_tipping_weight_a_direct_evaluation_gives_a_tie():
    for tip in tipping_weights(RUBRIC, OPENNESS, {"rich": RICH, "lively": LIVELY}):
        assert (tip.better, tip.worse, tip.of) == ("lively", "rich", TippedBy.FAMILY)
        for share, sign in ((tip.tips_at, 0), (tip.now, -1)):
            weights = turned(RUBRIC, OPENNESS, tip.key, share)
            gap = score_gap(RUBRIC, OPENNESS, [RICH, LIVELY], weights)
            assert (abs(gap) < 1e-6) if sign == 0 else gap < 0


def test_the_ring_tips_inside_its_family_by_bisection():
    # Ring 100 against 0, distance 0 against 100 points: ring share r of the family ties where
    # r = (1 - r) * 2/4, for distance has 2 of the 4 parts beside the ring: r = 1/3.
    closed = {"P02": at(1.2), "P03": at(1.2), "P04": at(16), "P05": at(0)}
    far = {"P02": at(9.0), "P03": at(0), "P04": at(90), "P05": at(98)}
    (tip,) = [
        one
        for one in tipping_weights(RUBRIC, PROTECTION, {"closed": closed, "far": far})
        if one.of is TippedBy.CHAIN
    ]
    assert tip.key == "ring"
    assert tip.now == pytest.approx(0.5)
    assert tip.tips_at == pytest.approx(1 / 3, abs=1e-9)
    node = next(one for one in shared_nodes(RUBRIC, PROTECTION, [closed, far]) if one.is_chain)
    tied = with_inner_share(RUBRIC, node, tip.tips_at)
    assert abs(score_gap(tied, PROTECTION, [closed, far])) < 1e-6


def test_ranks_of_three_draws_with_a_tie_are_split_by_hand():
    scores = np.array([[50.0, 40, 30], [50, 50, 10], [10, 20, 30]])
    told = rank_shares(scores)
    assert told == pytest.approx(
        np.array([[(1 + 0.5) / 3, 0.5 / 3, 1 / 3], [0.5 / 3, 2.5 / 3, 0], [1 / 3, 0, 2 / 3]])
    )


def test_inputs_are_drawn_from_the_triangular_distribution():
    chance = np.linspace(0.001, 0.999, 999)
    ends = [np.array([[end]]) for end in (10.0, 25.0, 90.0)]
    told = triangular(*ends, chance)[0]
    theirs = stats.triang.ppf(chance, c=15 / 80, loc=10, scale=80)
    assert told == pytest.approx(theirs, abs=1e-9)


def test_weights_are_drawn_from_the_dirichlet_round_those_in_use():
    drawn = family_draws(RUBRIC, OPENNESS, Sampling(draws=40_000, seed=1, concentration=5, bend=0))
    total = 1 + 1 + 1 + 0.75 + 0.5
    strength = 25.0
    assert sum(drawn.values()) == pytest.approx(np.ones(40_000))
    for key, weight in {"access": 1, "free": 0.75, "look": 0.5}.items():
        mean = weight / total
        assert drawn[key].mean() == pytest.approx(mean, abs=0.002)
        spread = np.sqrt(mean * (1 - mean) / (strength + 1))
        assert drawn[key].std() == pytest.approx(spread, rel=0.03)


def test_an_option_that_is_better_everywhere_is_ahead_in_every_draw():
    worse = {**RICH, "P12": at(1)}
    better = {"O01": at(96), "O13": at(6), "P12": at(2)}
    found = robustness(RUBRIC, {"a": worse, "b": better}, BOUNDS, SAMPLING)
    shares = {(one.first, one.second): one.share for one in found.both}
    # O01 is full in both; O13 and P12 are better in b.
    assert shares == {("a", "b"): 0.0, ("b", "a"): 1.0}
    for ledger in found.ledgers.values():
        assert ledger.options[1].ranks == (1.0, 0.0)
        assert not ledger.tipping


def test_equal_options_tie_in_every_draw_and_share_all_ranks():
    found = robustness(RUBRIC, {"a": RICH, "b": dict(RICH)}, BOUNDS, SAMPLING)
    (ledger,) = found.ledgers.values()
    assert [one.ranks for one in ledger.options] == [(0.5, 0.5), (0.5, 0.5)]
    assert [one.share for one in ledger.pairs] == [0.5, 0.5]
    assert not found.both


def test_without_doubt_and_bend_only_weights_move_the_score():
    scores = sample_scores(RUBRIC, OPENNESS, [RICH, LIVELY], STILL)
    drawn = family_draws(RUBRIC, OPENNESS, STILL)
    access, life = drawn["access"] / 5, drawn["life"] / 2
    assert scores[:, 0] == pytest.approx((100 * access + 40 * life) / (access + life))


def test_a_tornado_of_one_option_is_the_score_with_one_reading_at_its_ends():
    readings = {"O01": Reading(worst=20, likely=60, best=95), "O13": at(5)}
    bars = tornado(RUBRIC, OPENNESS, readings, BOUNDS, SAMPLING)
    (told,) = [bar for bar in bars if (bar.swings, bar.key) == (Swings.READING, "O01")]
    ends = [
        ledger_score(RUBRIC, OPENNESS, {**readings, "O01": at(value)}).score for value in (20, 95)
    ]
    assert [told.low, told.high] == pytest.approx(ends)
    (unknown,) = [bar for bar in bars if (bar.swings, bar.key) == (Swings.UNKNOWN, "O09")]
    ends = [
        ledger_score(RUBRIC, OPENNESS, {**readings, "O09": at(value)}).score for value in (0, 6)
    ]
    assert [unknown.low, unknown.high] == pytest.approx(ends)
    assert list(bars) == sorted(bars, key=lambda bar: -round(bar.width, 9))


def test_the_numbers_of_the_rubric_say_how_it_is_drawn():
    sampling = standard_sampling(RUBRIC, seed=3)
    assert (sampling.draws, sampling.concentration, sampling.bend) == (10_000, 5.0, 0.15)


def test_nothing_is_compared_that_one_option_has_not_assessed():
    short = {"O01": at(60)}
    first, second = shared_readings(RUBRIC, OPENNESS, [RICH, short])
    assert list(first) == list(second) == ["O01"]
    found = robustness(RUBRIC, {"a": RICH, "b": short}, BOUNDS, SAMPLING)
    assert found.ledgers[OPENNESS].coverage == pytest.approx(1 / 4.25 / 5)
    assert PROTECTION not in found.ledgers
