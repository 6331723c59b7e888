"""A planner who knows the square earns a printed openness score with a handful of answers."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from sbd_tool.app.answering import typed_answer
from sbd_tool.app.clock import FixedClock
from sbd_tool.app.importing import import_plans
from sbd_tool.app.pipeline import assess
from sbd_tool.app.result_cache import ResultCache
from sbd_tool.app.rules import load_rules
from sbd_tool.domain.evidence import Evidence, Stamp
from sbd_tool.domain.project import Answer
from sbd_tool.domain.rubric import LedgerKey
from tests.generated_square import project

RULES = load_rules(None)
SAID = {
    "count:seat": "14",
    "count:tree": "20",
    "count:camera": "4",
    "count:entrance": "25",
    "O10": "2",
    "O14": "100",
    "O17": "0",
    "O18": "95",
    "O21": "4",
    "O22": "3",
    "practices:O19": "events-programme,evening-uses",
    "practices:O20": "none",
    "practices:P17": "foot-patrols,rapid-repair",
    "occupancy": "5000",
    "P13": "1.5",
    "P18": "10",
    "surveyed:P04": "40",
}
"""What a planner knows without a measuring tool; anything else is passed over."""

ANSWERS = 10
SQUARES = [
    "helsinki_kolmensepanaukio",
    "helsinki_rautatientori",
    "london_guildhall_yard",
    "monaco_place_du_casino",
]


def answer(of, key, words):
    row = f"answer-{len(of.answers)}"
    value = typed_answer(key, words, RULES)
    stamp = Stamp(id=row, evidence=Evidence.SEEN, author="Planner")
    return replace(of, answers={**of.answers, row: Answer(stamp=stamp, key=key, value=value)})


def asked(of, ledger, answers=ANSWERS):
    """Answer the best open questions one by one; give the project and what happened."""
    cache, told = ResultCache(), []
    state = assess(of, RULES, with_suggestions=False, cache=cache).scorecard.ledger(ledger)
    first = state
    while not state.fit_to_print and len(told) < answers:
        known = [one for one in state.questions if one.key in SAID or one.choices]
        if not known:
            break
        best = known[0]
        of = answer(of, best.key, SAID.get(best.key, "yes"))
        before = state
        state = assess(of, RULES, with_suggestions=False, cache=cache).scorecard.ledger(ledger)
        removed = (before.high - before.low) - (state.high - state.low)
        told.append((best.key, best.narrows[ledger], removed))
    return first, state, told


def test_a_drawn_square_earns_a_printed_openness_score_in_ten_answers():
    first, last, told = asked(project(), LedgerKey.OPENNESS)
    assert not first.fit_to_print
    assert first.unfit_reasons
    assert last.fit_to_print, told
    assert last.score is not None
    assert not last.unfit_reasons


@pytest.mark.parametrize("square", SQUARES)
def test_a_real_square_earns_a_printed_openness_score_in_ten_answers(square, real_data):
    plan = real_data / "osm-squares" / f"{square}.osm"
    clock = FixedClock(datetime(2026, 1, 1, tzinfo=UTC))
    of = import_plans([plan], clock=clock, catalogue=RULES.catalogue).project
    first, last, told = asked(of, LedgerKey.OPENNESS)
    assert not first.fit_to_print
    assert last.fit_to_print, told


def test_answers_remove_at_least_half_of_what_the_question_promised():
    """Counts settle what they are about; the answer given is not the one that was tried."""
    _, _, told = asked(project(), LedgerKey.OPENNESS)
    assert told
    assert all(removed >= promised / 2 - 1e-9 for _, promised, removed in told), told


def test_answers_about_protection_narrow_its_range_and_never_print_it_without_the_ring():
    first, last, told = asked(project(), LedgerKey.PROTECTION)
    assert told
    assert last.high - last.low < first.high - first.low
    assert last.chains["ring"][1] is not None or not last.fit_to_print
