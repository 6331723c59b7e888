"""Both ledgers as lines for a terminal: the range always, a score when it is fit to print."""

from collections.abc import Iterable

from sbd_tool.cli.changes_out import change_lines
from sbd_tool.domain.rubric import LedgerKey, Rubric
from sbd_tool.domain.scores import Assessment, LedgerScore, Question
from sbd_tool.domain.text import Param, Quantity, text
from sbd_tool.domain.words import Words

SHOWN_QUESTIONS = 6
SHOWN_SUGGESTIONS = 5


def score_lines(assessment: Assessment, rubric: Rubric, words: Words) -> Iterable[str]:
    """Both ledgers side by side in reading order, then what to ask and what to add."""
    card = assessment.scorecard
    for key in LedgerKey:
        yield from _ledger(card.ledger(key), rubric, words)
    questions = _questions(card.openness.questions, card.protection.questions)
    if questions:
        yield words(text("cli.ask_next"))
        for question in questions:
            yield "  " + _question(question, words)
    if assessment.suggestions:
        yield words(text("cli.worth_adding"))
        for suggestion in assessment.suggestions[:SHOWN_SUGGESTIONS]:
            yield "  " + words(suggestion.sentence)
    yield from change_lines("removals.title", assessment.removals[:SHOWN_SUGGESTIONS], words)


def _ledger(ledger: LedgerScore, rubric: Rubric, words: Words) -> Iterable[str]:
    whole: dict[str, Param] = {
        "ledger": text(f"cli.{ledger.ledger.value}"),
        "low": round(ledger.low),
        "high": round(ledger.high),
        "coverage": Quantity(100 * ledger.coverage, "%"),
    }
    if ledger.fit_to_print and ledger.score is not None:
        yield words(text("cli.score", score=round(ledger.score), **whole))
    else:
        yield words(text("cli.range", **whole))
        for reason in ledger.unfit_reasons:
            yield "  " + words(reason)
    for warning in ledger.warnings:
        yield "  ! " + words(warning.sentence)
    for label, keys in (("cli.carries", ledger.carries), ("cli.costs", ledger.costs)):
        told = []
        for key in keys:
            sentence = ledger.indicators[key].sentence
            told.append(words(sentence if sentence is not None else rubric.indicators[key].name))
        if told:
            yield "  " + words(text(label, points=" · ".join(told)))


def _questions(*lists: tuple[Question, ...]) -> list[Question]:
    best: dict[str, Question] = {}
    for question in (question for found in lists for question in found):
        best.setdefault(question.key, question)
    return sorted(best.values(), key=lambda found: -sum(found.narrows.values()))[:SHOWN_QUESTIONS]


def _question(question: Question, words: Words) -> str:
    choices = "|".join(key for key, _ in question.choices) or question.unit or "…"
    points = ", ".join(
        f"{words(text(f'cli.{ledger.value}'))} {words.number(value)}"
        for ledger, value in question.narrows.items()
    )
    return words(
        text(
            "cli.question",
            key=question.key,
            ask=question.ask,
            choices=choices,
            points=points,
        )
    )
