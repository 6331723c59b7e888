"""A proposed closure in words: what it is, what it does to both ledgers, its measures."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from sbd_tool.domain.measures import Measure
from sbd_tool.domain.scores import Move
from sbd_tool.domain.text import Quantity
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.panels.idea_row import move_words
from sbd_tool.gui.widgets.basics import column, holder, label, row
from sbd_tool.gui.widgets.signs import ledger_sign

if TYPE_CHECKING:
    from sbd_tool.app.closing import ClosureProposal

MOST_ROWS: Final = 8
LEDGERS: Final = ("openness", "protection")
ID_ROLE: Final = Qt.ItemDataRole.UserRole + 1


class ClosureResult(QWidget):
    """Shown once a proposal is there.

    Args:
        desk: Words and catalogue.
        on_current: Called when another measure is looked at.
        on_taken_out: Called when a measure is taken out or put back.
    """

    def __init__(
        self, desk: Desk, on_current: Callable[[], None], on_taken_out: Callable[[], None]
    ) -> None:
        super().__init__()
        self.desk = desk
        self._on_current, self._on_taken_out = on_current, on_taken_out
        self._measures: dict[str, Measure] = {}
        self.outcome = label("", "strong", is_wrapped=True)
        self.outcome.setObjectName("closure_outcome")
        self.moves = {key: label("", "strong", tone=key, is_wrapped=True) for key in LEDGERS}
        self.list = QListWidget()
        self._dress_list()
        self.notes = label("", "caption", is_wrapped=True)
        self.notes.setObjectName("closure_notes")
        self.effect = holder(self._effect())
        self.setLayout(
            column(
                self.outcome,
                self.effect,
                self.list,
                self.notes,
                None,
                spacing=10,
                margins=(16, 0, 12, 0),
            )
        )
        self.show_nothing()

    def _dress_list(self) -> None:
        look = self.desk.look
        self.list.setObjectName("closure_measures")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(look.words_of("ring.measures"))
        self.list.setToolTip(look.words_of("ring.measures_keys"))
        self.list.currentRowChanged.connect(lambda _row: self._on_current())
        self.list.itemChanged.connect(lambda _item: self._on_taken_out())

    def _effect(self) -> QVBoxLayout:
        look = self.desk.look
        lines = []
        for key in LEDGERS:
            words = self.moves[key]
            words.setObjectName(f"closure_move_{key}")
            name = label(look.words_of(f"ring.ledger_{key}"), "small")
            line = row(ledger_sign(look.theme, key, 16), name, words, spacing=7)
            line.setStretch(2, 1)
            lines.append(line)
        return column(label(look.words_of("ring.effect"), "small"), *lines, spacing=6)

    @property
    def count(self) -> int:
        """Number of proposed measures."""
        return len(self._measures)

    @property
    def out(self) -> frozenset[str]:
        """Ids of measures that are taken out."""
        rows = (self.list.item(n) for n in range(self.list.count()))
        checked = Qt.CheckState.Checked
        return frozenset(str(r.data(ID_ROLE)) for r in rows if r.checkState() is not checked)

    @property
    def kept(self) -> int:
        """Number of measures that would be added."""
        return self.count - len(self.out)

    @property
    def current(self) -> Measure | None:
        """The measure that is looked at."""
        row_number = self.list.currentRow()
        if row_number < 0:
            return None
        return self._measures.get(str(self.list.item(row_number).data(ID_ROLE)))

    def show_nothing(self) -> None:
        """No proposal is there."""
        self._measures = {}
        self._fill(())
        self.hide()

    def show_proposal(self, proposal: "ClosureProposal") -> None:
        """Show another proposal."""
        from sbd_tool.app.closure_listing import outcome_of

        look, closure = self.desk.look, proposal.closure
        self._measures = {one.id: one for one in proposal.measures}
        self.outcome.setText("\n".join(look.word(line) for line in outcome_of(closure)))
        self._fill(proposal.measures)
        self.effect.setVisible(bool(proposal.measures))
        self.show_moves(proposal)
        self.show()

    def show_moves(self, proposal: "ClosureProposal") -> None:
        """Show what it does to both ledgers, and what else is to be known of it."""
        from sbd_tool.app.closure_listing import notes_of

        notes = [self.desk.look.word(note) for note in notes_of(proposal)]
        self.notes.setText("\n".join(notes))
        self.notes.setVisible(bool(notes))
        moves: tuple[Move, Move] = (proposal.openness, proposal.protection)
        for key, move in zip(LEDGERS, moves, strict=True):
            self.moves[key].setText(move_words(self.desk.look, move))

    def blur_moves(self) -> None:
        """The figures do not hold any more; others are on their way."""
        for words in self.moves.values():
            words.setText("…")

    def _fill(self, measures: tuple[Measure, ...]) -> None:
        quiet = QSignalBlocker(self.list)
        self.list.clear()
        for one in measures:
            item = QListWidgetItem(self._words(one))
            item.setData(ID_ROLE, one.id)
            item.setToolTip(item.text())
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)  # else the focus would choose it and move the map
        quiet.unblock()
        self.list.setVisible(bool(measures))
        height = max(self.list.sizeHintForRow(0), 24) * min(len(measures), MOST_ROWS) + 6
        self.list.setFixedHeight(height)

    def _words(self, one: Measure) -> str:
        look, kind = self.desk.look, self.desk.kind(one.kind)
        name = one.kind if kind is None else look.word(kind.name)
        length = 0.0 if one.geometry is None else one.geometry.length
        return look.words_of("ring.measure", name=name, length=Quantity(length, "m", 1))
