"""Laws of weights: shares, bounds, order, and ledgers that do not share weights."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.domain.scores import Reading
from sbd_tool.domain.text import literal
from sbd_tool.domain.weighting import WeightBounds, WeightSet
from sbd_tool.formats.rules import read_rubric, read_weight_rules
from sbd_tool.scoring.ledger import ledger_score
from sbd_tool.scoring.weighting.compare import compare_sets, distance, shares_of
from sbd_tool.scoring.weighting.pairwise import SCALE, pairwise_weights
from sbd_tool.scoring.weighting.shares import as_shares, held_in_bounds, out_of_bounds
from tests.properties.test_scoring_laws import readings

RUBRIC = read_rubric()
RULES = read_weight_rules()
BOUNDS = RULES.bounds
RAW = st.dictionaries(st.sampled_from("abcde"), st.floats(0.001, 1000), min_size=5, max_size=5)


def own(**weights: float) -> WeightSet:
    return WeightSet(
        key="own",
        name=literal("Own"),
        author="A",
        date="2026-01-01",
        reason=literal("why"),
        shares={
            ledger: {
                family.key: weights.get(family.key, 1.0)
                for family in RUBRIC.families
                if family.ledger is ledger
            }
            for ledger in LedgerKey
        },
    )


@given(RAW)
def test_shares_sum_to_one_and_no_unit_or_order_changes_them(raw):
    shares = as_shares(raw)
    assert sum(shares.values()) == pytest.approx(1, abs=1e-12)
    other = as_shares({key: 7.5 * raw[key] for key in reversed(list(raw))})
    assert all(other[key] == pytest.approx(share, abs=1e-12) for key, share in shares.items())


@given(RAW)
def test_held_shares_keep_bounds_sum_and_order(raw):
    shares = as_shares(raw)
    held = held_in_bounds(shares, BOUNDS)
    assert sum(held.values()) == pytest.approx(1, abs=1e-9)
    assert not out_of_bounds(held, BOUNDS)
    for first in shares:
        for second in shares:
            if shares[first] > shares[second]:
                assert held[first] >= held[second] - 1e-12
    if not out_of_bounds(shares, BOUNDS):
        assert held == shares


def test_bounds_that_families_cannot_keep_are_refused():
    with pytest.raises(ValueError, match="families"):
        held_in_bounds({"a": 0.5, "b": 0.5}, WeightBounds(least=0.05, greatest=0.45))


@settings(max_examples=60)
@given(st.lists(st.sampled_from(SCALE), min_size=6, max_size=6), st.permutations("abcd"))
def test_the_order_of_families_changes_no_share_and_no_ratio(values, order):
    pairs = dict(zip([(a, b) for a in "abcd" for b in "abcd" if a < b], values, strict=True))
    one = pairwise_weights("abcd", pairs, RULES.random_index)
    turned = {(b, a): 1 / value for (a, b), value in pairs.items()}
    other = pairwise_weights(order, turned, RULES.random_index)
    assert other.shares == pytest.approx(one.shares, abs=1e-9)
    assert other.consistency_ratio == pytest.approx(one.consistency_ratio, abs=1e-9)


def test_every_shipped_set_is_dated_worded_judgement_and_keeps_the_bounds():
    assert [one.key for one in RULES.sets] == [
        "planner",
        "police_liaison",
        "access_group",
        "residents",
        "traders",
    ]
    for one in RULES.sets:
        assert (one.basis, one.is_shipped, one.date) == ("c", True, "2026-01-15")
        for shares in one.shares.values():
            assert sum(shares.values()) == pytest.approx(1)
            assert not out_of_bounds(shares, BOUNDS)


@settings(max_examples=40)
@given(readings())
def test_the_planners_set_scores_exactly_as_the_rubric_does(found):
    for ledger in LedgerKey:
        views = compare_sets(RUBRIC, ledger, [RULES.sets["planner"]], {"base": found})
        plain = ledger_score(RUBRIC, ledger, found)
        (told,) = views.scores
        assert (told.low, told.high) == pytest.approx((plain.low, plain.high), abs=1e-9)
        assert views.disagreement == 0
        assert not views.order_changes


@settings(max_examples=40)
@given(readings(), st.floats(0.5, 4), st.floats(0.5, 4))
def test_weights_of_one_ledger_never_change_a_bit_of_the_other(found, access, watch):
    plain = ledger_score(RUBRIC, LedgerKey.PROTECTION, found)
    weights = {"access": access, "stay": 2.0}
    assert ledger_score(RUBRIC, LedgerKey.PROTECTION, found, family_weights=weights) == plain
    openness = ledger_score(RUBRIC, LedgerKey.OPENNESS, found)
    assert (
        ledger_score(RUBRIC, LedgerKey.OPENNESS, found, family_weights={"watch": watch}) == openness
    )


@settings(max_examples=40)
@given(readings())
def test_a_score_lies_between_the_scores_of_its_sets(found):
    for ledger in LedgerKey:
        views = compare_sets(RUBRIC, ledger, [*RULES.sets], {"base": found})
        ends = views.spread["base"]
        known = [one.score for one in views.scores if one.score is not None]
        assert (ends is None) == (not known)
        if ends is not None:
            assert ends == (min(known), max(known))


def test_two_sets_that_weigh_families_apart_turn_the_order_of_two_options():
    def at(value):
        return Reading(worst=value, likely=value, best=value)

    rich = {"O01": at(95), "O13": at(5)}  # full access, little life
    lively = {"O01": at(60), "O13": at(15)}  # half access, full life
    for_access, for_life = own(access=4, life=1), replace(own(access=1, life=4), key="life")
    views = compare_sets(
        RUBRIC, LedgerKey.OPENNESS, [for_access, for_life], {"rich": rich, "lively": lively}
    )
    (change,) = views.order_changes
    assert (change.better, change.worse) == ("rich", "lively")
    assert (change.for_set, change.against_set) == ("own", "life")
    assert min(change.gain, change.loss) > 2
    assert distance(
        shares_of(RUBRIC, LedgerKey.OPENNESS, for_access),
        shares_of(RUBRIC, LedgerKey.OPENNESS, for_life),
    ) == pytest.approx(views.disagreement)
