"""The visit list against exhaustive search: which checks, and in which order."""

from itertools import combinations, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sbd_tool import api
from sbd_tool.app.visiting import checks_of, plan_visit
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.domain.text import literal
from sbd_tool.domain.visits import Check
from sbd_tool.scoring.visits.choose import best_few, best_within, joint_worth
from sbd_tool.scoring.visits.walk import MOST_EXACT, path_length, walking_order

NODES = ("O01", "O09", "ring", "P06", "P09")
REMOVES = st.dictionaries(st.sampled_from(NODES), st.floats(0.5, 20), min_size=1, max_size=3)
PLACES = st.lists(
    st.tuples(st.floats(-200, 200), st.floats(-200, 200)), min_size=2, max_size=6, unique=True
)


@st.composite
def checks(draw):
    rows = draw(st.lists(st.tuples(REMOVES, st.integers(1, 20)), min_size=1, max_size=8))
    return tuple(
        Check(
            key=f"check {number}",
            ask=literal("?"),
            minutes=halves / 2,
            removes=removes,
            narrows={},
            place=(0.0, 0.0),
        )
        for number, (removes, halves) in enumerate(rows)
    )


def subsets(found):
    return (picked for size in range(len(found) + 1) for picked in combinations(found, size))


@settings(max_examples=60)
@given(checks(), st.integers(1, 60))
def test_no_set_of_checks_within_the_minutes_removes_more(found, halves):
    minutes = halves / 2
    best = best_within(found, minutes)
    chosen = [check for check in found if check.key in best.keys]
    assert sum(check.minutes for check in chosen) <= minutes
    assert joint_worth(chosen) == pytest.approx(best.worth)
    most = max(
        joint_worth(picked)
        for picked in subsets(found)
        if sum(check.minutes for check in picked) <= minutes
    )
    assert best.worth == pytest.approx(most)
    assert best.is_proven


@settings(max_examples=40)
@given(checks(), st.permutations(range(8)))
def test_the_order_of_checks_changes_no_worth(found, order):
    turned = [found[at] for at in order if at < len(found)]
    assert best_within(turned, 12).worth == pytest.approx(best_within(found, 12).worth)


@settings(max_examples=60)
@given(PLACES)
def test_a_walk_over_few_places_is_as_short_as_the_shortest_of_all_orders(places):
    order, is_exact = walking_order(places)
    assert sorted(order) == list(range(len(places)))
    assert is_exact
    shortest = min(path_length(places, other) for other in permutations(range(len(places))))
    assert path_length(places, order) == pytest.approx(shortest, abs=1e-6)


def test_a_walk_over_many_places_crosses_itself_nowhere_and_is_not_called_proven():
    ring = [(100.0 * (n % 5), 60.0 * (n // 5)) for n in range(15)]
    order, is_exact = walking_order(ring)
    assert sorted(order) == list(range(15))
    assert not is_exact
    assert len(ring) > MOST_EXACT
    assert path_length(ring, order) <= 12 * 100 + 2 * 60 + 1e-6  # row by row, to and fro


@pytest.fixture(scope="module", params=[one.key for one in api.samples()])
def site(request):
    project = api.sample_project(api.sample(request.param))
    return project, api.load_rules(project).rubric, api.assess(project)


def test_the_best_five_of_a_sample_beat_any_other_five(site):
    found = checks_of(*site)
    best = best_few(found, 5)
    assert len(best.keys) == 5
    most = max(joint_worth(picked) for picked in combinations(found, 5))
    assert best.worth == pytest.approx(most, abs=1e-9)
    assert best.is_proven


def test_a_visit_of_a_sample_fits_its_time_and_each_more_minute_never_removes_less(site):
    worths = []
    for minutes in (10.0, 30.0, 45.0):
        visit = plan_visit(*site, minutes)
        assert visit.check_min + visit.walk_min <= minutes
        assert [stop.number for stop in visit.stops] == list(range(1, len(visit.stops) + 1))
        assert visit.walk_min * 60 == pytest.approx(sum(stop.walk_m for stop in visit.stops))
        worths.append(sum(visit.narrows.values()))
        for ledger in LedgerKey:
            low, high = visit.before[ledger]
            assert visit.narrows[ledger] <= high - low + 1e-9
    assert worths == sorted(worths)


def test_answering_the_checks_of_a_visit_removes_at_least_what_was_promised(site):
    from tests.generated_square import answered

    project, rubric, assessment = site
    visit = plan_visit(project, rubric, assessment, 20.0)
    answers = {check.key: _found(rubric, check.key) for check in visit.checks}
    after = api.assess(answered(project, **answers)).scorecard
    for ledger in LedgerKey:
        low, high = visit.before[ledger]
        now = after.ledger(ledger)
        assert (high - low) - (now.high - now.low) >= visit.narrows[ledger] - 1e-6


def _found(rubric, key):
    """An answer as a person would bring it back: the middle of what a curve knows, or yes."""
    prefix, _, word = key.partition(":")
    if prefix in ("seen_none", "confirmed"):
        return True
    if prefix == "count":
        return 6.0
    rule = rubric.indicators[word or prefix]
    return (rule.breaks[0][0] + rule.breaks[-1][0]) / 2
