"""The review panel: in which capacity, how many comments stand where, the list, the page of one."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from sbd_tool.app.review.pins import Pinned
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.threads import Capacity, Status
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.panels.review.rows import CommentRow, headed
from sbd_tool.gui.panels.review.since_box import SinceBox
from sbd_tool.gui.panels.review.state import ReviewState
from sbd_tool.gui.panels.review.thread_page import ThreadPage
from sbd_tool.gui.widgets.basics import (
    STRETCH,
    button,
    clear,
    column,
    holder,
    label,
    row,
    rule,
    scrolled,
    tool,
)
from sbd_tool.gui.widgets.controls import Segments
from sbd_tool.gui.widgets.signs import TlpChip

ALL: Final = "all"
LEAST_LIST_PX: Final = 60


class ReviewPanel(QWidget):
    """List above, the chosen comment below.

    Signals:
        comment_wanted: Somebody wants to write a comment.
    """

    comment_wanted = Signal()

    def __init__(self, desk: Desk, state: ReviewState) -> None:
        super().__init__()
        self.desk, self.state = desk, state
        self.setObjectName("review_panel")
        self.rows: list[CommentRow] = []
        self._shown: object = None
        self._is_left = False
        say, theme = desk.look.words_of, desk.look.theme
        self.chip = TlpChip(theme, "")
        self.chip.show_label(Tlp.AMBER_STRICT.value, say("review.label_why"))
        self.capacity = Segments(
            [(one.value, say(f"review.as_{one.value}")) for one in Capacity],
            state.capacity.value,
            lambda key: state.work_as(Capacity(key)),
            "review_capacity",
        )
        self.summary = label("", "strong", is_wrapped=True)
        self.summary.setObjectName("review_summary")
        self.filter = Segments(
            [
                (ALL, headed(say("review.all"))),
                *((s.value, headed(say(f"review.status_{s.value}"))) for s in Status),
            ],
            ALL if state.wish.status is None else state.wish.status.value,
            self._filter,
            "review_filter",
        )
        self.add = button(
            theme, say("review.action.comment"), "review_add", role="primary", sign="chat-text",
            tip=f"{say('review.action.comment')} ({desk.shortcut_of('comment')})",
        )  # fmt: skip
        self.before = tool(theme, "caret-up", "review_previous", say("review.action.comment_back"))
        self.after = tool(theme, "caret-down", "review_next", say("review.action.comment_next"))
        for made, key in ((self.before, "comment_back"), (self.after, "comment_next")):
            made.setToolTip(f"{made.toolTip()} ({desk.shortcut_of(key)})")
        self.list: QVBoxLayout = column(spacing=0)
        self.page = ThreadPage(desk, state)
        self.since = SinceBox(desk, state)
        self._build()
        self.add.clicked.connect(self.comment_wanted.emit)
        self.before.clicked.connect(lambda: state.step(-1))
        self.after.clicked.connect(lambda: state.step(1))
        state.changed.connect(self.refresh)
        state.picked.connect(self.refresh)
        self.refresh()

    def _build(self) -> None:
        top = column(
            row(self.chip, STRETCH, self.before, self.after, self.add, spacing=4),
            self.capacity,
            self.since,
            self.summary,
            self.filter,
            spacing=8,
            margins=(16, 6, 12, 4),
        )
        self._list_area = scrolled(holder(self.list), "review_scroll")
        self._list_area.setMinimumHeight(LEAST_LIST_PX)
        self._line = rule()
        made = column(top, rule(), self._list_area, self._line, self.page, spacing=0)
        made.setStretch(2, 4)
        made.setStretch(4, 5)
        self.setLayout(made)

    def leave(self) -> None:
        """Nothing follows any more."""
        self._is_left = True

    def refresh(self) -> None:
        """Show the comments there are."""
        if self._is_left or not isValid(self) or self.desk.project is None:
            return
        say, state = self.desk.look.words_of, self.state
        pinned, shown = state.pinned, state.shown
        if not pinned:
            keys = self.desk.shortcut_of("comment")
            self.summary.setText(say("review.panel_empty", keys=keys))
        elif not shown:
            self.summary.setText(say("review.none_fits"))
        else:
            found = [one.thread.status for one in pinned]
            counts = {status.value: found.count(status) for status in Status}
            self.summary.setText(say("review.summary", **counts))
        self.filter.setVisible(bool(pinned))
        for made in (self.before, self.after):
            made.setEnabled(bool(shown))
        self.capacity.show_choice(state.capacity.value)
        self.since.refresh()
        self._fill(shown)
        self.page.refresh()
        has_page = state.current is not None
        self._line.setVisible(has_page)
        self.since.setVisible(not has_page)
        self.capacity.setVisible(not has_page)

    def _fill(self, shown: tuple[Pinned, ...]) -> None:
        wanted = (shown, self.state.chosen)
        if wanted == self._shown:
            return
        self._shown = wanted
        clear(self.list)
        self.rows = []
        for pinned in shown:
            is_chosen = pinned.thread.id == self.state.chosen
            made = CommentRow(self.desk, pinned, is_chosen=is_chosen)
            made.clicked.connect(lambda _on=False, one=pinned.thread.id: self.state.pick(one))
            self.rows.append(made)
            self.list.addWidget(made)
        self.list.addStretch(1)
        chosen = next((one for one in self.rows if one.is_chosen), None)
        if chosen is not None:
            self._list_area.ensureWidgetVisible(chosen)

    def _filter(self, key: str) -> None:
        status = None if key == ALL else Status(key)
        self.state.filter(replace(self.state.wish, status=status))
