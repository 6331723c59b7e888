"""A card of something people said: its words, whether it may leave, and what can be done."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QWidget

from sbd_tool.app.community.engagements import clear, drop_heard, publish
from sbd_tool.domain.community import Engagement, PlaceNote
from sbd_tool.domain.errors import SbdError
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.project import Project
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.widgets.basics import STRETCH, button, column, frame, label, row, tool
from sbd_tool.gui.widgets.reasoned import Reasoned

Deed = tuple[str, Callable[[], None]]
_LONG_RUN: Final = re.compile(r"\S{24}(?=\S)")


def breakable(words: str) -> str:
    """Words whose long runs, as a web address, may break: one would widen the whole panel."""
    return _LONG_RUN.sub("\\g<0>\u200b", words)


def heard_card(
    desk: Desk, one: PlaceNote | Engagement, title: str, lines: Iterable[str], more: Iterable[Deed]
) -> QWidget:
    """A card with its buttons.

    Args:
        desk: The desk.
        one: What the card is about.
        title: Its head.
        lines: What it says.
        more: Further buttons: key of the words in part ``heard``, and what it does.
    """
    say = desk.look.words_of
    made: list[QWidget] = []
    for key, deed in (*more, *_deeds(desk, one)):
        what = button(desk.look.theme, say(f"heard.{key}"), f"heard_{key}")
        what.setAccessibleName(say("heard.for_what", deed=say(f"heard.{key}"), title=title))
        what.setToolTip(say(f"heard.{key}_tip"))
        what.clicked.connect(deed)
        made.append(what)
    asked = _asked_why(desk, one)
    if asked is not None:
        made.append(_asks(desk, asked, title))
    inner = column(
        label(breakable(title), "strong", is_wrapped=True),
        *(label(breakable(line), "small", is_wrapped=True) for line in lines),
        row(STRETCH, *made, _away(desk, one, title), spacing=6),
        *(() if asked is None else (asked,)),
        spacing=5,
        margins=(10, 8, 10, 8),
    )
    return frame(inner)


def _asked_why(desk: Desk, one: PlaceNote | Engagement) -> Reasoned | None:
    """Who lets it out and why, asked for where it may be published."""
    if one.traces or one.marking is Tlp.CLEAR:
        return None

    def give(author: str, reason: str) -> None:
        by = replace(desk.by(), author=author)
        let_out = Tlp.CLEAR
        do_or_tell(
            desk, lambda project: publish(project, one.stamp.id, let_out, by, reason), _unsaid
        )

    keys = ("heard.publish_asks", "heard.publish_by", "heard.publish_reason", "heard.publish_now")
    asked = Reasoned(desk, "heard_publish", give, keys)
    asked.hide()
    return asked


def _asks(desk: Desk, asked: Reasoned, title: str) -> QWidget:
    """The button that asks for both, or puts the lines away again."""
    words = desk.look.words_of
    made = button(desk.look.theme, words("heard.publish"), "heard_publish")
    made.setAccessibleName(words("heard.for_what", deed=words("heard.publish"), title=title))
    made.setToolTip(words("heard.publish_tip"))

    def turn() -> None:
        asked.setVisible(asked.isHidden())
        line = asked.reason if asked.author.text().strip() else asked.author
        line.setFocus()

    made.clicked.connect(turn)
    return made


def do_or_tell(desk: Desk, made: Callable[[Project], object], wrong: Callable[[str], None]) -> bool:
    """Do a command on the whole project; a refusal is told in words."""
    project = desk.whole
    if project is None:
        return False
    try:
        return bool(desk.do(made(project)))  # type: ignore[arg-type]
    except SbdError as problem:
        said = (desk.look.word(problem.what), desk.look.word(problem.hint))
        wrong(" ".join(part for part in said if part))
        return False


def _unsaid(_words: str) -> None:
    """A card offers only what is not refused."""


def _deeds(desk: Desk, one: PlaceNote | Engagement) -> list[Deed]:
    def do(made: Callable[[Project], object]) -> None:
        do_or_tell(desk, made, _unsaid)

    by, row_id = desk.by, one.stamp.id
    found: list[Deed] = []
    if one.traces:
        found.append(("clear", lambda: do(lambda project: clear(project, row_id, by()))))
    elif one.marking is Tlp.CLEAR:
        found.append(
            ("keep_in", lambda: do(lambda project: publish(project, row_id, Tlp.AMBER, by())))
        )
    return found


def _away(desk: Desk, one: PlaceNote | Engagement, title: str) -> QWidget:
    say = desk.look.words_of
    words = say("heard.for_what", deed=say("heard.remove"), title=title)
    made = tool(desk.look.theme, "trash", "heard_remove", words, size_px=16)
    made.setToolTip(say("heard.remove_tip"))

    def drop() -> None:
        by = desk.by()
        do_or_tell(desk, lambda project: drop_heard(project, one.stamp.id, by), _unsaid)

    made.clicked.connect(drop)
    return made
