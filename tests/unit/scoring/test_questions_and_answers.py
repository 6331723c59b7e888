"""Which questions are asked, what they promise, and which answers are taken."""

import pytest

from sbd_tool.app.answering import typed_answer
from sbd_tool.app.language import load_words
from sbd_tool.app.pipeline import assess
from sbd_tool.app.rules import load_rules
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.rubric import LedgerKey
from tests.generated_square import answered, project

RULES = load_rules(None)
BARE = project()


def questions(of, ledger=LedgerKey.OPENNESS):
    return assess(of, RULES, with_suggestions=False).scorecard.ledger(ledger).questions


def test_the_question_that_narrows_most_comes_first():
    worth = [round(one.narrows[LedgerKey.OPENNESS], 6) for one in questions(BARE)]
    assert worth == sorted(worth, reverse=True)
    assert worth[-1] > 0


def test_what_was_answered_is_not_asked_again():
    assert "practices:O19" in {one.key for one in questions(BARE)}
    told = answered(BARE, practices__O19="none", O17=0.0)
    keys = {one.key for one in questions(told)}
    assert not keys & {"practices:O19", "O17"}


def test_settling_a_judged_item_removes_just_what_was_promised():
    question = next(one for one in questions(BARE) if one.key == "O21")
    before = assess(BARE, RULES, with_suggestions=False).scorecard.openness
    after = assess(answered(BARE, O21=2.0), RULES, with_suggestions=False).scorecard.openness
    removed = (before.high - before.low) - (after.high - after.low)
    assert question.narrows[LedgerKey.OPENNESS] == pytest.approx(removed)


def test_a_measurement_is_asked_only_where_nothing_easier_settles_it():
    keys = {one.key for one in questions(BARE)}
    assert "surveyed:O06" in keys
    assert not keys & {"surveyed:O19", "surveyed:O17", "surveyed:O21"}


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_question_and_sentence_has_words(language):
    words = load_words(language)
    state = assess(answered(BARE, surveyed__P04=90.0, seen_none__barrier=True), RULES)
    for ledger in (state.scorecard.openness, state.scorecard.protection):
        told = [one.ask for one in ledger.questions]
        told += [name for one in ledger.questions for _, name in one.choices]
        told += [line.sentence for line in ledger.indicators.values()]
        told += list(ledger.unfit_reasons)
        for sentence in told:
            assert sentence is not None
            said = words(sentence)
            assert "{" not in said
            assert not said.startswith(("scoring.", "question.", "rubric.", "indicator."))
    for finding in state.findings:
        assert "{" not in words(finding.sentence)
    for suggestion in state.suggestions:
        assert "{" not in words(suggestion.sentence)


@pytest.mark.parametrize(
    ("key", "words", "value"),
    [
        ("O14", "87.5", 87.5),
        ("O14", "87,5", 87.5),
        ("count:seat", "12", 12.0),
        ("seen_none:wall", "yes", True),
        ("seen_none:wall", "No", False),
        ("confirmed:wall", "ja", True),
        ("practices:P17", "foot-patrols, rapid-repair", "foot-patrols,rapid-repair"),
        ("practices:P17", "none", "none"),
        ("practice:foot-patrols", "yes", True),
        ("occupancy", "5000", 5000.0),
        ("surveyed:P04", "48", 48.0),
        ("gap:some-barrier", "1.15", 1.15),
        ("rating:some-barrier", "PAS 68 V/7500", "PAS 68 V/7500"),
    ],
)
def test_an_answer_is_read_as_what_it_is(key, words, value):
    assert typed_answer(key, words, RULES) == value


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("O14", "many"),
        ("O14", "101"),
        ("O14", "nan"),
        ("O14", "inf"),
        ("O14", ""),
        ("count:seat", "-1"),
        ("count:unicorn", "1"),
        ("seen_none:wall", "perhaps"),
        ("practices:P17", "dragons"),
        ("practices:P17", ""),
        ("practice:dragons", "yes"),
        ("surveyed:Z99", "1"),
        ("gap:", "1"),
        ("", "1"),
        ("x" * 10_000, "y" * 10_000),
    ],
)
def test_an_answer_that_does_not_fit_is_refused_in_words(key, words):
    with pytest.raises(InputError) as caught:
        typed_answer(key, words, RULES)
    assert load_words("en")(caught.value.what)
    assert len(load_words("en")(caught.value.what)) < 1000
