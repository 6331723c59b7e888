"""The strip "since your last look": how much changed, the list of it, and the way to be done."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sbd_tool.app.exchange.differences import Kind
from sbd_tool.app.review.listing import day_said, who
from sbd_tool.app.review.looking import Changed
from sbd_tool.app.thing_names import plain_name
from sbd_tool.domain.text import literal, text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.panels.review.rows import headed
from sbd_tool.gui.panels.review.state import ReviewState
from sbd_tool.gui.widgets.basics import (
    STRETCH,
    button,
    clear,
    column,
    frame,
    holder,
    label,
    row,
    scrolled,
)
from sbd_tool.gui.widgets.controls import LinkButton

LIST_PX: Final = 190
ROW_PX: Final = 48
MOST_ROWS: Final = 200


class SinceBox(QWidget):
    """Above the comments."""

    shown_changed = Signal()

    def __init__(self, desk: Desk, state: ReviewState) -> None:
        super().__init__()
        self.desk, self.state = desk, state
        say, theme = desk.look.words_of, desk.look.theme
        self.setObjectName("review_since")
        self.words = label("", "small", is_wrapped=True)
        self.words.setObjectName("review_since_words")
        self.show_ = button(theme, say("review.show_since"), "review_since_show", role="small")
        self.seen = button(
            theme, say("review.seen"), "review_since_seen", role="small", sign="check",
            tip=say("review.seen_tip"),
        )  # fmt: skip
        self.list: QVBoxLayout = column(spacing=2)
        self.area = scrolled(holder(self.list), "review_since_scroll")
        buttons = row(self.show_, self.seen, STRETCH, spacing=6)
        box = frame(column(self.words, buttons, self.area, spacing=6, margins=(10, 8, 10, 8)))
        self.setLayout(column(box))
        self.show_.clicked.connect(self._toggle)
        self.seen.clicked.connect(state.keep_look)
        self._filled: object = None

    def _toggle(self) -> None:
        state = self.state
        is_listed = state.is_since_shown and state.current is None
        state.show_since(is_shown=not is_listed)

    def refresh(self) -> None:
        """Show what changed."""
        say, since = self.desk.look.words_of, self.state.since
        if since is None:
            self.words.setText(say("review.no_look_yet"))
        else:
            day = day_said(since.when, self.desk.look.words)
            count = len(since.changes)
            key = "review.since_count" if count else "review.since_none"
            more = {"count": count} if count else {}
            self.words.setText(say(key, day=literal(day), **more))
        has_changes = since is not None and bool(since.changes)
        is_shown = self.state.is_since_shown and has_changes
        is_listed = is_shown and self.state.current is None
        self.show_.setVisible(has_changes)
        self.show_.setText(say("review.hide_since" if is_listed else "review.show_since"))
        self.show_.setAccessibleName(self.show_.text())
        self.area.setVisible(is_listed)
        if is_shown and since is not None and self._filled is not since:
            self._filled = since
            self._fill(since.changes)

    def _fill(self, changes: tuple[Changed, ...]) -> None:
        clear(self.list)
        grow = self.desk.look.theme.text_scale
        self.area.setFixedHeight(round(min(LIST_PX, 12 + ROW_PX * len(changes)) * grow))
        for number, one in enumerate(changes[:MOST_ROWS]):
            words = self._head(one)
            made = LinkButton(self.desk.look.theme, words, f"review_change_{number}")
            made.setToolTip(words)
            made.clicked.connect(lambda _on=False, name=one.difference.id: self._go(name))
            self.list.addWidget(made)
            self.list.addWidget(label(self._foot(one), "small", is_wrapped=True))
        if len(changes) > MOST_ROWS:
            more = self.desk.look.words_of("exchange.more", count=len(changes) - MOST_ROWS)
            self.list.addWidget(label(more, "small"))
        self.list.addStretch(1)

    def _head(self, one: Changed) -> str:
        difference, project = one.difference, self.desk.whole
        name = difference.name
        if project is not None and difference.table in {"measures", "features"}:
            old = self.state.since.before if self.state.since is not None else project
            is_gone = difference.kind is Kind.REMOVED
            name = plain_name(old if is_gone else project, self.desk.rules, difference.id)
        kind = text(f"exchange.kind_{difference.kind.value}")
        return headed(self.desk.look.words_of("review.change_line", kind=kind, name=name))

    def _foot(self, one: Changed) -> str:
        look, difference = self.desk.look, one.difference
        parts = [look.word(difference.sort)]
        if one.author:
            parts.append(look.word(who(one.author)))
        day = day_said(one.when, look.words)
        parts += [day] if day else []
        parts += [look.word(one.why)] if one.why is not None else []
        return headed(" \u00b7 ".join(parts))

    def _go(self, name: str) -> None:
        desk = self.desk
        if any(one.thread.id == name for one in self.state.pinned):
            self.state.pick(name)
        elif desk.project is not None:
            desk.choose((name,))
            desk.zoom_wanted.emit((name,))
