"""Who loses what: a design is held against the square as it is, and every loss has a name."""

from dataclasses import replace

import pytest
from shapely.geometry import Point

from sbd_tool.app.fairness import as_it_is, look_at_fairness
from sbd_tool.app.language import load_words
from sbd_tool.app.rules import load_rules
from sbd_tool.domain.fairness import Change
from sbd_tool.domain.measures import MeasureState
from sbd_tool.formats.fairness_file import read_fairness
from tests.generated_square import answered, placed, project

RULES = load_rules(None)
WORDS = {language: load_words(language) for language in ("en", "de")}
BARE = answered(project(seats=0), seen_none__seat=True)
BENCHES = placed(
    BARE,
    "seating-edge",
    *(Point(6 + 5 * n, 50) for n in range(10)),
    state=MeasureState.EXISTING,
)


def without(of, count):
    rows = {
        key: replace(one, state=MeasureState.TO_REMOVE) if n < count else one
        for n, (key, one) in enumerate(of.measures.items())
    }
    return replace(of, measures=rows)


@pytest.fixture(scope="module")
def taken():
    return look_at_fairness(without(BENCHES, 4), RULES)


def test_taking_four_of_ten_benches_is_a_named_finding_with_metres_before_and_after(taken):
    seats = next(one for one in taken.changes if one.rule.key == "seats")
    assert seats.change is Change.WORSE
    assert seats.after == pytest.approx(0.6 * seats.before)
    finding = next(one for one in taken.findings if one.key == "fairness.seats")
    said = WORDS["en"](finding.sentence)
    assert "0.50\u202fm per 100\u202fm² today, 0.30\u202fm per 100\u202fm² as designed" in said
    assert "older people" in said
    assert finding.objects
    assert "Sitzgelegenheiten" in WORDS["de"](finding.sentence)


def test_what_is_not_touched_raises_no_finding(taken):
    assert {one.key for one in taken.findings} == {"fairness.seats"}
    still = look_at_fairness(BENCHES, RULES)
    assert not still.findings
    assert still.design == still.today


def test_hostile_devices_are_told_even_where_they_stood_before():
    old = placed(BARE, "hostile-architecture", Point(30, 30), state=MeasureState.EXISTING)
    found = look_at_fairness(old, RULES)
    finding = next(one for one in found.findings if one.key == "fairness.hostile")
    assert "sleep rough" in WORDS["en"](finding.sentence)
    new = look_at_fairness(placed(BARE, "hostile-architecture", Point(30, 30)), RULES)
    change = next(one for one in new.changes if one.rule.key == "hostile")
    assert (change.before, change.after, change.change) == (0.0, 1.0, Change.WORSE)


def test_more_seats_are_never_a_loss():
    more = look_at_fairness(placed(BENCHES, "seating-edge", Point(30, 30)), RULES)
    seats = next(one for one in more.changes if one.rule.key == "seats")
    assert seats.change is Change.BETTER


def test_today_holds_what_is_to_go_and_nothing_proposed():
    design = placed(without(BENCHES, 4), "seating-edge", Point(1, 1))
    today = as_it_is(design)
    assert len(today.measures) == 10
    assert {one.state for one in today.measures.values()} == {MeasureState.EXISTING}


def test_the_seven_requirements_are_answered_with_what_is_missing():
    rules = read_fairness()
    assert len(rules.trust) == 7
    for rule in rules.trust:
        for words in WORDS.values():
            assert words(rule.how)
            assert words(rule.gap)
    assert {rule.status for rule in rules.trust} == {"met", "partly"}
