"""Answers somebody gave: what, by whom, known how; each can be asked again."""

from functools import partial

from PySide6.QtWidgets import QWidget

from sbd_tool.app.commands import RemoveAnswer
from sbd_tool.domain.project import Answer
from sbd_tool.domain.text import text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.widgets.basics import button, column, holder, label, row


def asked_words(desk: Desk, key: str) -> str:
    """The question behind an answer's key."""
    look = desk.look
    asked = desk.asked.get(key)
    if asked is not None:
        return look.word(asked.ask)
    prefix, _, word = key.partition(":")
    for candidate in (f"question.{key}", f"question.{prefix}_{word}".rstrip("_").casefold()):
        if look.words.has(candidate):
            return look.words(text(candidate))
    indicators = desk.rules.rubric.indicators
    for name in (word, prefix):
        if name in indicators:
            return look.word(indicators[name].name)
    return key[:80]


def value_of(desk: Desk, answer: Answer) -> str:
    """An answer's value in the words in which it was offered."""
    look, asked = desk.look, desk.asked.get(answer.key)
    if isinstance(answer.value, bool):
        return look.words(text("question.yes" if answer.value else "question.no"))
    if isinstance(answer.value, int | float):
        decimals = 0 if float(answer.value).is_integer() else 2
        unit = asked.unit if asked is not None else ""
        return f"{look.words.number(answer.value, decimals)} {unit}".strip()
    names = dict(asked.choices) if asked is not None else {}
    parts = [look.word(names[one]) if one in names else one for one in answer.value.split(",")]
    return ", ".join(parts)[:200]


def answer_row(desk: Desk, answer: Answer) -> QWidget:
    """One answer with its way back to being asked."""
    look = desk.look
    who = answer.stamp.author or look.say("remark.nobody")
    how = look.say(f"evidence.{answer.stamp.evidence.value}")
    when = (answer.stamp.changed or answer.stamp.created)[:10]
    again = button(
        look.theme,
        look.say("question.again"),
        f"again_{answer.key}",
        role="small",
        sign="arrow-counter-clockwise",
    )
    again.clicked.connect(partial(_ask_again, desk, answer.id))
    said = label(value_of(desk, answer), "strong", is_wrapped=True)
    said.setObjectName(f"given_{answer.key}")
    lines = column(
        label(asked_words(desk, answer.key), "small", is_wrapped=True),
        said,
        label(" · ".join(part for part in (how, who, when) if part), "caption", is_wrapped=True),
        row(again, None),
        spacing=3,
        margins=(16, 9, 16, 9),
    )
    return holder(lines)


def _ask_again(desk: Desk, answer_id: str, *_checked: object) -> None:
    desk.do(RemoveAnswer(answer_id=answer_id, by=desk.by()))
