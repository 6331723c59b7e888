"""A copy that came back: its receipt, its changes, and each conflict to decide field by field."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QLayout, QWidget

from sbd_tool.app.exchange.field_names import field_said
from sbd_tool.app.exchange.taking_in import Copy, Reception, receipt_said, receive
from sbd_tool.app.thing_names import names_of
from sbd_tool.domain.errors import SbdError
from sbd_tool.domain.merge import Conflict, Side
from sbd_tool.domain.plain import Plain
from sbd_tool.domain.text import Text, literal
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.dialogs.card import FloatingCard
from sbd_tool.gui.widgets.basics import STRETCH, button, column, holder, label, row, scrolled
from sbd_tool.gui.widgets.controls import Segments

WIDTH_PX: Final = 560
LIST_PX: Final = 300
ROW_PX: Final = 104
MOST_SHOWN: Final = 100
LONGEST_VALUE: Final = 60


@dataclass(frozen=True, slots=True)
class CopyOnDesk:
    """A copy that was read, and where it came from."""

    theirs: Copy
    path: Path


class ExchangeCard(FloatingCard):
    """What a copy brings; nothing happens before it is taken in."""

    def __init__(
        self, desk: Desk, host: QWidget, copy: CopyOnDesk, ours: Callable[[], Copy]
    ) -> None:
        look = desk.look
        super().__init__(look, host, look.words_of("exchange.take_in"), "exchange_card")
        self.desk, self._copy, self._ours = desk, copy, ours
        self._choice: dict[tuple[str, str, str], Side] = {}
        self._stamp, self._by = desk.new_stamp(), desk.by()
        self.found: Reception = self._receive()
        self.said = label("", is_wrapped=True)
        self.said.setObjectName("exchange_receipt")
        take = button(
            look.theme, look.words_of("exchange.take"), "exchange_take", role="primary",
            sign="download-simple",
        )  # fmt: skip
        take.clicked.connect(self.take)
        take.setEnabled(self.found.command is not None)
        body = column(
            label(copy.path.name, "strong"), self.said, spacing=9, margins=(20, 14, 20, 18)
        )
        if self.found.conflicts:
            body.addWidget(label(look.words_of("exchange.conflicts"), "strong"))
            body.addWidget(label(look.words_of("exchange.rule"), "small", is_wrapped=True))
            body.addWidget(self._list())
        body.addLayout(row(STRETCH, take))
        self.set_body(body)
        self._tell()

    def take(self) -> None:
        """Take the copy in as one step, with what was chosen."""
        self.found = self._receive()
        if self.found.command is not None and self.desk.do(self.found.command):
            self.desk.told.emit(receipt_said(self.found))
            self.close_card()

    def _receive(self) -> Reception:
        return receive(
            self._ours(), self._copy.theirs, stamp=self._stamp, by=self._by, choice=self._choice
        )

    def _tell(self) -> None:
        words = self.look.word(receipt_said(self.found))
        if self.found.command is None:
            words = f"{words} {self.look.words_of('exchange.nothing_new')}"
        self.said.setText(words)

    # --- conflicts ------------------------------------------------------------------------

    def _list(self) -> QWidget:
        project = self.desk.project
        name = names_of(project, self.desk.rules) if project is not None else literal
        lines = column(spacing=10, margins=(0, 0, 8, 0))
        for number, conflict in enumerate(self.found.conflicts[:MOST_SHOWN]):
            lines.addWidget(holder(self._conflict(number, conflict, name)))
        rest = len(self.found.conflicts) - MOST_SHOWN
        if rest > 0:
            lines.addWidget(label(self.look.words_of("exchange.more", count=rest), "small"))
        lines.addStretch(1)
        area = scrolled(holder(lines), "exchange_conflicts")
        area.setFixedHeight(min(LIST_PX, ROW_PX * len(self.found.conflicts)))
        return area

    def _conflict(self, number: int, conflict: Conflict, name: Callable[[str], Text]) -> QLayout:
        look = self.look
        what = look.word(name(conflict.id))
        field = field_said(conflict.field, look.words)
        title = button(look.theme, f"{what}: {field}", f"exchange_at_{number}", role="quiet")
        title.setToolTip(look.words_of("exchange.show"))
        title.clicked.connect(partial(self._show, conflict.id))
        sides = [
            (Side.OURS.value, look.words_of("exchange.here")),
            (Side.THEIRS.value, look.words_of("exchange.there")),
        ]
        chosen = Segments(
            sides, conflict.stands.value, partial(self._decide, conflict), f"exchange_side_{number}"
        )
        here = look.words_of("exchange.value_here", value=told(conflict.ours))
        there = look.words_of("exchange.value_there", value=told(conflict.theirs))
        return column(
            row(title, STRETCH, chosen, spacing=8),
            label(here, "small", is_wrapped=True),
            label(there, "small", is_wrapped=True),
            spacing=2,
        )

    def _show(self, row_id: str) -> None:
        self.desk.choose((row_id,))
        self.desk.zoom_wanted.emit((row_id,))

    def _decide(self, conflict: Conflict, side: str) -> None:
        self._choice[conflict.key] = Side(side)


def told(value: Plain) -> str:
    """A stored value in few signs."""
    if value is None:
        return "\u2013"
    if isinstance(value, dict | list):
        return "\u2026"
    words = str(value)
    return words if len(words) <= LONGEST_VALUE else f"{words[: LONGEST_VALUE - 1]}\u2026"


def open_exchange(
    desk: Desk, host: QWidget, copy: CopyOnDesk, ours: Callable[[], Copy], place: tuple[int, int]
) -> ExchangeCard | None:
    """Show what a copy brings, or why it cannot be taken in."""
    try:
        card = ExchangeCard(desk, host, copy, ours)
    except SbdError as problem:
        desk.report(problem)
        return None
    card.open_at(*place, WIDTH_PX)
    return card
