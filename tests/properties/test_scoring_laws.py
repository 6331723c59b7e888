"""Laws 1 to 11 and 17 of docs/method/scoring.md, on any readings."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.registry import Registry
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.domain.scores import IndicatorState, Reading
from sbd_tool.formats.rules import read_rubric
from sbd_tool.scoring.chain import link
from sbd_tool.scoring.ledger import ledger_score, node_points, nodes
from sbd_tool.scoring.practice import noisy_or

RUBRIC = read_rubric()
VALUE = st.floats(0, 120, allow_nan=False)
LEVELS = st.sampled_from([Evidence.SEEN, Evidence.PLAN, Evidence.ASSUMED])
DIGITS = 1e-9


@st.composite
def readings(draw):
    """Any mixture of known, bounded and unknown indicators, in the indicator's own direction."""
    found = {}
    for rule in RUBRIC.indicators:
        form = draw(st.sampled_from(["missing", "known", "known", "bounded"]))
        if form == "missing":
            continue
        low, mid, high = sorted([draw(VALUE), draw(VALUE), draw(VALUE)], reverse=not rule.is_up)
        found[rule.key] = Reading(
            worst=low,
            likely=mid if form == "known" else None,
            best=high,
            evidence=draw(LEVELS) if form == "known" else Evidence.NONE,
        )
    return found


def both(found, rubric=RUBRIC):
    return [ledger_score(rubric, key, found) for key in LedgerKey]


@settings(max_examples=150, deadline=None)
@given(readings())
def test_parts_sum_to_the_score_and_losses_to_the_rest(found):
    for ledger in both(found):
        if ledger.score is None:
            continue
        lines = ledger.indicators.values()
        assert sum(x.earned for x in lines) + ledger.held == pytest.approx(ledger.score, abs=DIGITS)
        assert sum(x.lost for x in lines) - ledger.held == pytest.approx(
            100 - ledger.score, abs=DIGITS
        )
        assert all(x.earned >= -DIGITS and x.lost >= -DIGITS for x in lines)


@settings(max_examples=150, deadline=None)
@given(readings())
def test_a_score_lies_in_its_own_range_and_weights_sum_to_one(found):
    for ledger in both(found):
        assert 0 <= ledger.low <= ledger.high <= 100
        assert ledger.score is None or ledger.low <= ledger.score <= ledger.high
        assert sum(x.weight for x in ledger.indicators.values()) == pytest.approx(1, abs=DIGITS)
        for line in ledger.indicators.values():
            assert line.low <= line.high
            assert line.likely is None or line.low <= line.likely <= line.high


@settings(max_examples=150, deadline=None)
@given(readings(), st.sampled_from([rule.key for rule in RUBRIC.indicators]), st.floats(0, 60))
def test_a_worse_value_never_raises_a_score_or_an_end_of_its_range(found, key, step):
    if key not in found:
        return
    shift = -step if RUBRIC.indicators[key].is_up else step
    moved = {
        name: None if getattr(found[key], name) is None else getattr(found[key], name) + shift
        for name in ("worst", "likely", "best")
    }
    worse = {**found, key: replace(found[key], **moved)}
    for before, after in zip(both(found), both(worse), strict=True):
        assert after.low <= before.low + DIGITS
        assert after.high <= before.high + DIGITS
        assert before.score is None or after.score <= before.score + DIGITS


@settings(max_examples=150, deadline=None)
@given(readings(), st.sampled_from([rule.key for rule in RUBRIC.indicators]))
def test_forgetting_an_input_widens_the_range_and_never_adds_coverage(found, key):
    less = {name: reading for name, reading in found.items() if name != key}
    for before, after in zip(both(found), both(less), strict=True):
        assert after.low <= before.low + DIGITS
        assert after.high >= before.high - DIGITS
        assert after.coverage <= before.coverage + DIGITS


@settings(max_examples=75, deadline=None)
@given(readings())
def test_the_order_of_input_changes_no_bit(found):
    turned = dict(reversed(list(found.items())))
    assert both(found) == both(turned)


@settings(max_examples=100, deadline=None)
@given(readings())
def test_an_open_approach_earns_nothing_by_gap_or_rating(found):
    wide_open = Reading(worst=9, likely=9, best=9, evidence=Evidence.SEEN)
    ledger = ledger_score(RUBRIC, LedgerKey.PROTECTION, {**found, "P02": wide_open})
    assert ledger.indicators["P02"].earned == pytest.approx(0, abs=DIGITS)
    assert ledger.indicators["P03"].earned == pytest.approx(0, abs=DIGITS)


@given(st.floats(0, 100), st.floats(0, 100), st.floats(0, 60))
def test_an_approach_is_no_worse_than_what_stops_or_slows_and_never_over_a_hundred(
    gap, rating, slow
):
    value = link(gap, rating, slow)
    assert max(min(gap, rating), slow) - DIGITS <= value <= 100 + DIGITS


@given(st.lists(st.floats(0, 0.9), max_size=8), st.floats(0, 0.9), st.floats(0, 0.9))
def test_practice_grows_with_each_measure_and_ever_less(strengths, first, second):
    none, one = noisy_or(strengths), noisy_or([*strengths, first])
    two, other = noisy_or([*strengths, first, second]), noisy_or([*strengths, second])
    assert none - 1e-12 <= one <= two + 1e-12 <= 1 + 1e-12
    assert two - one <= other - none + 1e-12


@settings(max_examples=40, deadline=None)
@given(readings())
def test_what_settling_each_node_removes_sums_to_the_range_and_the_top_five_are_best(found):
    for key, ledger in zip(LedgerKey, both(found), strict=True):
        widths = [node_points(node, found).width for node in nodes(RUBRIC, key)]
        assert sum(widths) == pytest.approx(ledger.high - ledger.low, abs=1e-7)
        ranked = sorted(widths, reverse=True)
        assert all(sum(five) <= sum(ranked[:5]) + DIGITS for five in combinations(ranked[:8], 5))


@settings(max_examples=40, deadline=None)
@given(readings())
def test_the_same_readings_give_the_same_bits(found):
    assert both(found) == both(dict(found))


@settings(max_examples=40, deadline=None)
@given(readings(), st.floats(0.1, 5))
def test_changing_a_weight_of_openness_leaves_every_bit_of_protection(found, weight):
    families = [
        replace(family, weight=weight) if family.key == "stay" else family
        for family in RUBRIC.families
    ]
    other = replace(RUBRIC, families=Registry("family", families))
    assert ledger_score(other, LedgerKey.PROTECTION, found) == ledger_score(
        RUBRIC, LedgerKey.PROTECTION, found
    )


@settings(max_examples=40, deadline=None)
@given(readings())
def test_a_family_that_weighs_nothing_changes_nothing_but_itself(found):
    weights = {"watch": 0.0}
    ledger = ledger_score(RUBRIC, LedgerKey.PROTECTION, found, family_weights=weights)
    without = {
        key: reading for key, reading in found.items() if RUBRIC.indicators[key].family != "watch"
    }
    other = ledger_score(RUBRIC, LedgerKey.PROTECTION, without, family_weights=weights)
    assert (ledger.score, ledger.low, ledger.high) == (other.score, other.low, other.high)


@settings(max_examples=75, deadline=None)
@given(readings())
def test_the_ring_is_assessed_only_when_each_of_its_links_is(found):
    ledger = ledger_score(RUBRIC, LedgerKey.PROTECTION, found)
    members = RUBRIC.chains["ring"]
    is_known = all(key in found and found[key].likely is not None for key in members)
    assert (ledger.chains["ring"][1] is not None) is is_known
    for key in members:
        is_assessed = ledger.indicators[key].state is IndicatorState.ASSESSED
        assert is_assessed is is_known
    assert is_known or not ledger.fit_to_print


@settings(max_examples=75, deadline=None)
@given(readings())
def test_a_line_has_likely_points_just_when_it_is_assessed(found):
    for ledger in both(found):
        for line in ledger.indicators.values():
            if line.state is not IndicatorState.CONTEXT:
                assert (line.likely is not None) is (line.state is IndicatorState.ASSESSED)
