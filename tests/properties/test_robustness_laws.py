"""Laws of robustness: same seed same bits, order changes nothing, worse is never more."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sbd_tool.domain.registry import Registry
from sbd_tool.domain.robustness import Sampling
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.domain.scores import Reading
from sbd_tool.formats.rules import read_rubric, read_weight_rules
from sbd_tool.scoring.robustness.draws import sample_scores
from sbd_tool.scoring.robustness.judge import robustness
from sbd_tool.scoring.robustness.tipping import score_gap, tipping_weights, turned
from sbd_tool.scoring.shared_nodes import shared_readings
from tests.properties.test_scoring_laws import readings

RUBRIC = read_rubric()
BOUNDS = read_weight_rules().bounds
FEW = Sampling(draws=64, seed=11, concentration=5.0, bend=0.15)
SEEDS = st.integers(0, 2**31)


@settings(max_examples=15)
@given(readings(), readings(), SEEDS)
def test_the_same_seed_gives_the_same_bits(first, second, seed):
    sampling = replace(FEW, seed=seed)
    options = {"a": first, "b": second}
    assert robustness(RUBRIC, options, BOUNDS, sampling) == robustness(
        RUBRIC, dict(options), BOUNDS, sampling
    )


@settings(max_examples=25)
@given(readings(), readings())
def test_order_of_options_and_of_readings_changes_no_bit(first, second):
    for ledger in LedgerKey:
        one = sample_scores(RUBRIC, ledger, [first, second], FEW)
        turned_round = dict(reversed(list(second.items())))
        other = sample_scores(RUBRIC, ledger, [turned_round, first], FEW)
        assert (one is None) == (other is None)
        if one is not None:
            assert np.array_equal(one, other[:, ::-1])


@settings(max_examples=20)
@given(readings(), st.floats(1.1, 3))
def test_weights_of_one_ledger_never_change_the_draws_of_the_other(found, factor):
    families = [
        replace(one, weight=one.weight * factor) if one.key == "access" else one
        for one in RUBRIC.families
    ]
    other = replace(RUBRIC, families=Registry("family", families))
    one, two = (
        sample_scores(rubric, LedgerKey.PROTECTION, [found], FEW) for rubric in (RUBRIC, other)
    )
    assert (one is None and two is None) or np.array_equal(one, two)


@settings(max_examples=20)
@given(readings(), st.floats(0.5, 100))
def test_the_unit_of_weights_changes_nothing(found, factor):
    families = [replace(one, weight=one.weight * factor) for one in RUBRIC.families]
    other = replace(RUBRIC, families=Registry("family", families))
    for ledger in LedgerKey:
        one, two = (sample_scores(rubric, ledger, [found], FEW) for rubric in (RUBRIC, other))
        assert (one is None and two is None) or one == pytest.approx(two, abs=1e-9)


@settings(max_examples=40)
@given(readings(), st.sampled_from([rule.key for rule in RUBRIC.indicators]), st.floats(0, 60))
def test_a_worse_value_never_raises_any_draw(found, key, step):
    if key not in found or found[key].likely is None:
        return
    rule = RUBRIC.indicators[key]
    by = -step if rule.is_up else step
    old = found[key]
    worse = {
        **found,
        key: Reading(
            worst=old.worst + by,
            likely=old.likely + by,
            best=old.best + by,
            evidence=old.evidence,
        ),
    }
    scores = sample_scores(RUBRIC, rule.ledger, [found, worse], FEW)
    if scores is not None:
        assert (scores[:, 1] <= scores[:, 0] + 1e-9).all()


@settings(max_examples=30)
@given(readings())
def test_draws_stay_on_the_scale_and_ranks_sum_to_one(found):
    result = robustness(RUBRIC, {"a": found, "b": {}, "c": found}, BOUNDS, FEW)
    assert not result.ledgers  # b has assessed nothing, so nothing can be compared
    alone = robustness(RUBRIC, {"a": found}, BOUNDS, FEW)
    for ledger in alone.ledgers.values():
        (only,) = ledger.options
        assert only.ranks == (1.0,)
        assert -1e-9 <= only.low <= only.middle <= only.high <= 100 + 1e-9
        assert not ledger.pairs
        assert not ledger.tipping


@settings(max_examples=25)
@given(readings(), readings())
def test_every_tipping_weight_is_a_tie_when_it_is_evaluated_directly(first, second):
    options = {"a": first, "b": second}
    for ledger in LedgerKey:
        pair = shared_readings(RUBRIC, ledger, [first, second])
        for tip in tipping_weights(RUBRIC, ledger, options):
            assert 0 < tip.tips_at < 1
            if tip.of == "family":
                weights = turned(RUBRIC, ledger, tip.key, tip.tips_at)
                assert abs(score_gap(RUBRIC, ledger, pair, weights)) < 1e-6


def test_shares_of_pairs_and_their_turn_sum_to_one():
    first = {
        "O01": Reading(worst=20, likely=60, best=95),
        "O13": Reading(worst=1, likely=4, best=9),
    }
    second = {
        "O01": Reading(worst=30, likely=50, best=90),
        "O13": Reading(worst=2, likely=5, best=7),
    }
    (ledger,) = robustness(RUBRIC, {"a": first, "b": second}, BOUNDS, FEW).ledgers.values()
    assert sum(one.share for one in ledger.pairs) == pytest.approx(1)
    for one in ledger.options:
        assert sum(one.ranks) == pytest.approx(1)
