"""Phrases for comments, and the condition of the brief that a comment can become."""

from collections.abc import Mapping
from typing import Final

from sbd_tool.app.commands.base import NOBODY, By
from sbd_tool.app.commands.together import Together
from sbd_tool.app.conditions.writing import write_condition
from sbd_tool.app.review.writing import Draft, link_condition
from sbd_tool.domain.conditions import BlankValue
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.phrases import Phrase
from sbd_tool.domain.project import Project
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import literal, text
from sbd_tool.domain.threads import Thread
from sbd_tool.formats.phrase_file import read_phrases

OBJECT: Final = "@"


def phrases() -> tuple[Phrase, ...]:
    """All phrases, those of the city first.

    Raises:
        RuleFileError: A file of the city breaks the schema.
    """
    return read_phrases()


def phrase_named(key: str) -> Phrase:
    """The phrase of that key.

    Raises:
        InputError: There is none; the hint names those there are.
    """
    known = {one.key: one for one in phrases()}
    if key not in known:
        raise InputError(
            text("review.no_phrase", key=literal(key[:60])),
            text("domain.known_keys", keys=", ".join(known)),
        )
    return known[key]


def from_phrase(phrase: Phrase, language: str) -> Draft:
    """A draft that says a phrase."""
    return Draft(
        words=phrase.said(language),
        severity=phrase.severity,
        is_required=phrase.is_required,
        source=phrase.source,
    )


def condition_for(thread: Thread) -> tuple[str, Mapping[str, BlankValue]] | None:
    """The condition that the phrase of a comment offers, or None.

    Args:
        thread: A comment; it is known by beginning with the words of a phrase in any language.
    """
    for phrase in phrases():
        if phrase.condition and thread.words.startswith(tuple(phrase.words.values())):
            first = thread.objects[0] if thread.objects else ""
            blanks = {k: first if v == OBJECT else v for k, v in phrase.blanks.items()}
            return phrase.condition, blanks
    return None


def as_condition(
    project: Project,
    thread: Thread,
    kind: str,
    blanks: Mapping[str, BlankValue],
    rubric: Rubric,
    *,
    new_id: str,
    by: By = NOBODY,
) -> Together:
    """The command that makes a condition of the brief of a comment: one step of undo.

    Raises:
        InputError: The sentence cannot be filled in so.
    """
    written = write_condition(project, kind, blanks, new_id, rubric, by)
    linked = link_condition(thread, new_id, by)
    return Together(commands=(written, linked), label=text("review.do_condition"), by=by)
