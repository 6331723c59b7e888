"""The brief: its conditions with their verdicts, and a sentence to fill in for the next one."""

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from sbd_tool.domain.conditions import Condition, Judgement, Verdict
from sbd_tool.domain.errors import SbdError
from sbd_tool.domain.marking import Tlp
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.map.canvas import MapCanvas
from sbd_tool.gui.panels.brief.rows import ConditionRow, row_tools
from sbd_tool.gui.panels.brief.sentence import SentenceForm
from sbd_tool.gui.panels.brief.watch import BriefWatch
from sbd_tool.gui.widgets.basics import (
    STRETCH,
    button,
    clear,
    column,
    frame,
    holder,
    label,
    row,
    rule,
    scrolled,
)
from sbd_tool.gui.widgets.controls import Select
from sbd_tool.gui.widgets.signs import TlpChip

if TYPE_CHECKING:
    from sbd_tool.app.conditions.spec import ConditionKind

AROUND_M: Final = 6.0


class BriefPanel(QWidget):
    """List above, sentence below; every change is a step of undo."""

    def __init__(self, desk: Desk, watch: BriefWatch, canvas: MapCanvas) -> None:
        super().__init__()
        self.desk, self.watch, self.canvas = desk, watch, canvas
        self.setObjectName("brief_panel")
        self.rows: list[ConditionRow] = []
        self.form: SentenceForm | None = None
        self._shown: object = None
        self._changing = ""
        self._is_left = False
        say, theme = desk.look.words_of, desk.look.theme
        self.chip = TlpChip(theme, "")
        self.chip.show_label(Tlp.AMBER_STRICT.value, say("conditions.label_why"))
        self.chip.setObjectName("brief_label")
        self.summary = label("", "strong", is_wrapped=True)
        self.summary.setObjectName("brief_summary")
        self.list: QVBoxLayout = column(spacing=0)
        self.kinds = Select(theme, "brief_kinds", say("conditions.choose_sentence"))
        self.kinds.addItem(say("conditions.choose_sentence"), "")
        for kind in self._all_kinds():
            self.kinds.addItem(say(f"conditions.name_{kind.key}"), kind.key)
        self.place = column(spacing=0)
        self.wrong = label("", "small", is_wrapped=True, tone="danger")
        self.wrong.setObjectName("brief_wrong")
        self.add = button(theme, say("conditions.write"), "brief_write", role="primary")
        self.stop = button(theme, desk.look.say("cancel"), "brief_stop", role="small")
        self._build()
        self.kinds.activated.connect(lambda _row: self._choose_kind())
        self.add.clicked.connect(self._write)
        self.stop.clicked.connect(self._reset)
        watch.checked.connect(self.refresh)
        desk.project_changed.connect(self.refresh)
        self._reset()
        self.refresh()

    def _build(self) -> None:
        top = column(row(self.chip, STRETCH), self.summary, spacing=8, margins=(16, 6, 12, 0))
        form = frame(
            column(
                self.kinds,
                self.place,
                self.wrong,
                row(STRETCH, self.stop, self.add),
                spacing=8,
                margins=(10, 10, 10, 10),
            )
        )
        foot = column(form, margins=(12, 4, 12, 12))
        made = column(top, scrolled(holder(self.list), "brief_scroll"), rule(), foot, spacing=6)
        made.setStretch(1, 1)
        self.setLayout(made)

    @staticmethod
    def _all_kinds() -> "tuple[ConditionKind, ...]":
        from sbd_tool.app.conditions import CONDITION_KINDS

        return tuple(CONDITION_KINDS)

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """The conditions of the project as it stands."""
        from sbd_tool.app.conditions.writing import conditions_of

        return () if self.desk.project is None else conditions_of(self.desk.project)

    def leave(self) -> None:
        """Nothing follows any more."""
        self._is_left = True

    def refresh(self) -> None:
        """Show the judgements there are."""
        if self._is_left or not isValid(self) or self.desk.project is None:
            return
        say, found = self.desk.look.words_of, self.watch.found
        judgements = () if found is None else found.judgements
        known = {one.id for one in self.conditions}
        shown = tuple(one for one in judgements if one.condition.id in known)
        if not known:
            self.summary.setText(say("conditions.panel_empty"))
        elif found is None or not self.watch.is_current:
            self.summary.setText(say("conditions.panel_waits"))
        else:
            count = {one: found.count(one) for one in Verdict}
            self.summary.setText(
                say(
                    "conditions.summary",
                    met=count[Verdict.MET],
                    not_met=count[Verdict.NOT_MET],
                    open=count[Verdict.NOT_DECIDED] + count[Verdict.NOT_CHECKED],
                )
            )
            if found.pending:
                more = say("conditions.and_pending", count=len(found.pending))
                self.summary.setText(f"{self.summary.text()} {more}")
        pending = frozenset[str]() if found is None else found.pending
        if (shown, pending) != self._shown:
            self._shown = (shown, pending)
            self._fill(shown, pending)

    def _fill(self, shown: tuple[Judgement, ...], pending: frozenset[str]) -> None:
        clear(self.list)
        self.rows = []
        for number, judgement in enumerate(shown):
            is_pending = judgement.condition.id in pending
            made = ConditionRow(self.desk, judgement, number, is_pending=is_pending)
            made.clicked.connect(lambda _on=False, one=judgement: self.show_place(one))
            change, cross = row_tools(self.desk, number)
            change.clicked.connect(lambda _on=False, one=judgement.condition: self._change(one))  # type: ignore[attr-defined]
            cross.clicked.connect(lambda _on=False, one=judgement.condition: self._cross_out(one))  # type: ignore[attr-defined]
            tools = column(row(change, cross, spacing=0), STRETCH, margins=(0, 6, 8, 0))
            line = row(made, tools, spacing=0)
            line.setStretch(0, 1)
            self.rows.append(made)
            self.list.addWidget(holder(line))
        self.list.addStretch(1)

    def show_place(self, judgement: Judgement) -> None:
        """Choose the objects of a judgement and go where it points."""
        if judgement.objects:
            self.desk.choose(judgement.objects)
        if judgement.bounds is not None:
            west, south, east, north = judgement.bounds
            reach = AROUND_M
            self.canvas.zoom_to((west - reach, south - reach, east + reach, north + reach))
        elif judgement.objects:
            self.desk.zoom_wanted.emit(judgement.objects)

    def _choose_kind(self) -> None:
        self._changing = ""
        self._show_form(str(self.kinds.currentData()), {})

    def _show_form(self, key: str, filled: dict[str, str | float]) -> None:
        from sbd_tool.app.conditions import CONDITION_KINDS

        clear(self.place)
        self.form = None
        self.wrong.hide()
        if key:
            self.form = SentenceForm(self.desk, CONDITION_KINDS[key], filled)
            self.place.addWidget(self.form)
        words = "conditions.change_it" if self._changing else "conditions.write"
        self.add.setText(self.desk.look.words_of(words))
        self.add.setAccessibleName(self.add.text())
        for part in (self.add, self.stop):
            part.setVisible(self.form is not None)

    def _change(self, condition: Condition) -> None:
        self._changing = condition.id
        self.kinds.setCurrentIndex(self.kinds.findData(condition.kind))
        self._show_form(condition.kind, dict(condition.blanks))

    def _reset(self) -> None:
        self._changing = ""
        self.kinds.setCurrentIndex(0)
        self._show_form("", {})

    def _write(self) -> None:
        from sbd_tool.app.conditions.writing import rewrite_condition, write_condition

        project, form, desk = self.desk.whole, self.form, self.desk
        if project is None or form is None:
            return
        rubric, by = desk.rules.rubric, desk.by()
        try:
            if self._changing:
                command = rewrite_condition(project, self._changing, form.blanks, rubric, by)
            else:
                command = write_condition(
                    project, form.kind.key, form.blanks, desk.bench.new_id(), rubric, by
                )
        except SbdError as refusal:
            self.wrong.setText(f"{desk.look.word(refusal.what)} {desk.look.word(refusal.hint)}")
            self.wrong.show()
            return
        if desk.do(command):
            self._reset()

    def _cross_out(self, condition: Condition) -> None:
        from sbd_tool.app.conditions.writing import cross_out

        if self.desk.project is not None:
            self.desk.do(cross_out(self.desk.project, condition.id, self.desk.by()))
            if self._changing == condition.id:
                self._reset()
