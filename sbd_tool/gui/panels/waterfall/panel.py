"""The waterfall of both ledgers: what carries a score, why it is not higher, what would help."""

from functools import partial
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from sbd_tool.app.explaining import waterfalls_of
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.domain.text import Quantity
from sbd_tool.domain.waterfall import Waterfall
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.panels.idea_row import LEAST_MOVE, idea_row, reach_of
from sbd_tool.gui.panels.waterfall.step_details import step_details
from sbd_tool.gui.panels.waterfall.step_row import AxisRow, Scale, StepRow
from sbd_tool.gui.panels.waterfall.steps import Side, Step, scale_of, steps_of
from sbd_tool.gui.widgets.basics import clear, column, frame, holder, label, row, rule, scrolled
from sbd_tool.gui.widgets.controls import Segments
from sbd_tool.gui.widgets.ledger_parts import IntervalBar
from sbd_tool.gui.widgets.signs import ledger_sign
from sbd_tool.gui.wording import range_words

EDGE: Final = (16, 8, 12, 0)
CHANGE_EDGE: Final = (4, 11, 8, 12)
MOST_CHANGES: Final = 16


class WaterfallPanel(QWidget):
    """One ledger at a time, earned or lost; a row opens to its objects and its guidance.

    The third column lists single edits, to add and to take away, with what each would change.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setObjectName("waterfall_panel")
        self.ledger, self.side = LedgerKey.OPENNESS, Side.EARNED
        self._opened = ""
        self._is_left = False
        look = desk.look
        self.ledgers = Segments(
            [(key.value, look.say(f"ledger.{key.value}")) for key in LedgerKey],
            self.ledger.value,
            self._show_ledger,
            "waterfall_ledger",
        )
        self.sides = Segments(
            [(side.value, look.words_of(f"waterfall.side_{side.value}")) for side in Side],
            self.side.value,
            self._show_side,
            "waterfall_side",
        )
        self._state = label("", "small", is_wrapped=True)
        self.stale = frame(row(self._state, margins=(10, 6, 10, 6)), "banner-warn")
        self.stale.setObjectName("waterfall_stale")
        self._head: QVBoxLayout = column(spacing=4)
        self._rows: QVBoxLayout = column(spacing=0, margins=(12, 0, 8, 12))
        self.area: QScrollArea = scrolled(holder(self._rows), "waterfall_scroll")
        top = column(self.ledgers, self.sides, self._head, self.stale, spacing=8, margins=EDGE)
        self.setLayout(column(top, self.area, spacing=6))
        for signal in (desk.project_opened, desk.project_changed, desk.assessed):
            signal.connect(self.refresh)
        self.refresh()

    @property
    def steps(self) -> tuple[Step, ...]:
        """The rows as they are shown."""
        return tuple(made.step for made in self.findChildren(StepRow))

    def show_ledger(self, ledger: LedgerKey, side: Side) -> None:
        """Show a ledger and a column."""
        self.ledgers.show_choice(ledger.value)
        self.sides.show_choice(side.value)
        self.ledger, self.side, self._opened = ledger, side, ""
        self.refresh()

    def leave(self) -> None:
        """The dock was closed."""
        self._is_left = True

    def _show_ledger(self, key: str) -> None:
        self.ledger, self._opened = LedgerKey(key), ""
        self.refresh()

    def _show_side(self, key: str) -> None:
        self.side, self._opened = Side(key), ""
        self.refresh()

    def refresh(self) -> None:
        """Show the latest assessment, and whether it is of the plan as it stands."""
        desk = self.desk
        if self._is_left or desk.project is None:
            return
        focused, place = self._focused(), self.area.verticalScrollBar().value()
        clear(self._head)
        clear(self._rows)
        assessment = desk.assessment
        self.stale.setVisible(assessment is not None and not desk.bench.is_assessment_current)
        state = "partly" if desk.bench.is_assessment_followed else "stale"
        self._state.setText(desk.look.words_of(f"waterfall.{state}"))
        if assessment is None:
            words = label(desk.look.words_of("waterfall.waits"), "small", is_wrapped=True)
            self._head.addWidget(words)
            return
        falls = {one.ledger: one for one in waterfalls_of(assessment, desk.rules)}
        self._fill(falls[self.ledger])
        self.area.verticalScrollBar().setValue(place)
        again = self.findChild(StepRow, focused) if focused else None
        if again is not None:
            again.setFocus()

    def _focused(self) -> str:
        focused = QApplication.focusWidget()
        is_ours = isinstance(focused, StepRow) and self.isAncestorOf(focused)
        return focused.objectName() if focused is not None and is_ours else ""

    def _fill(self, fall: Waterfall) -> None:
        look, theme, ledger = self.desk.look, self.desk.look.theme, fall.ledger.value
        head = row(ledger_sign(theme, ledger, 20), label(self._figure(fall), "title"), spacing=8)
        head.setStretch(1, 1)
        self._head.addLayout(head)
        tick = fall.score if fall.fit_to_print else None
        self._head.addWidget(IntervalBar(theme, ledger, fall.low, fall.high, tick))
        if self.side is Side.CHANGES:
            self._fill_changes(fall)
            return
        key = f"waterfall.legend_{self.side.value}"
        legend = look.words_of(key if fall.fit_to_print else f"{key}_so_far")
        self._head.addWidget(label(legend, "caption", is_wrapped=True))
        scale = scale_of(fall, self.side)
        first, middle, last = (
            look.words.number(end) for end in (scale[0], sum(scale) / 2, scale[1])
        )
        self._rows.addWidget(AxisRow(theme, (first, middle, last)))
        for step in steps_of(look, self.desk.rules.rubric, fall, self.side):
            self._add(step, ledger, scale)
        self._rows.addWidget(self._sum(fall))
        self._rows.addStretch(1)

    def _fill_changes(self, fall: Waterfall) -> None:
        """Single edits that move this ledger, most helpful first; one click does one."""
        desk, look = self.desk, self.desk.look
        advice = desk.bench.advice
        tried = () if advice is None else (*advice.suggestions, *advice.removals)
        moving = [one for one in tried if abs(reach_of(one, fall.ledger)) >= LEAST_MOVE]
        key = "waterfall.legend_changes" if moving else "waterfall.no_changes"
        self._head.addWidget(label(look.words_of(key), "caption", is_wrapped=True))
        for one in sorted(moving, key=lambda edit: -reach_of(edit, fall.ledger))[:MOST_CHANGES]:
            self._rows.addWidget(idea_row(desk, one, "change", CHANGE_EDGE))
            self._rows.addWidget(rule())
        self._rows.addStretch(1)

    def _add(self, step: Step, ledger: str, scale: Scale) -> None:
        made = StepRow(self.desk.look.theme, ledger, step, self.side, scale)
        self._rows.addWidget(made)
        if step.line is None:
            return
        made.clicked.connect(partial(self._toggle, step.key))
        if step.key == self._opened:
            made.set_open(is_open=True)
            details = step_details(self.desk, step.line)
            self._rows.addWidget(details)
            QTimer.singleShot(0, details, partial(self._bring_in, made, details))

    def _bring_in(self, made: StepRow, details: QWidget) -> None:
        """Scroll until the row and what stands below it are seen."""
        self._rows.activate()
        self.area.ensureWidgetVisible(details, 0, 8)
        self.area.ensureWidgetVisible(made, 0, 8)

    def _toggle(self, key: str, *_checked: object) -> None:
        self._opened = "" if key == self._opened else key
        self.refresh()

    def _figure(self, fall: Waterfall) -> str:
        look, between = self.desk.look, range_words(self.desk.look, fall.low, fall.high)
        name = look.say(f"ledger.{fall.ledger.value}")
        if fall.fit_to_print and fall.score is not None:
            score = look.words.number(fall.score)
            return look.words_of("waterfall.title_score", ledger=name, score=score, range=between)
        return look.words_of("waterfall.title_range", ledger=name, range=between)

    def _sum(self, fall: Waterfall) -> QWidget:
        """The law in words: what is earned and what is lost make the whole."""
        held = Quantity(fall.held, "", 1)
        told = {"earned": Quantity(fall.earned, "", 1), "lost": Quantity(fall.lost, "", 1)}
        key = "waterfall.sum_held" if fall.held else "waterfall.sum"
        more = {"held": held} if fall.held else {}
        made = label(self.desk.look.words_of(key, **told, **more), "caption", is_wrapped=True)
        made.setObjectName("waterfall_sum")
        return holder(row(made, margins=(4, 8, 4, 0)))
