"""The list of tasks: pass, filter, where somebody is, and what can be put or compared."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from sbd_tool.domain.checklists import XY, Pass
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.tasks import Entry, PlacedList, TaskState
from sbd_tool.gui.look import Look
from sbd_tool.gui.panels.tasks.rows import TaskModel, TaskRow, rows_of, task_list, touchable
from sbd_tool.gui.widgets.basics import STRETCH, button, column, label, row, tool
from sbd_tool.gui.widgets.controls import Segments, Select
from sbd_tool.gui.widgets.signs import TlpChip

SHOWN: Final = ("open", "all", "disputed")


class ListPage(QWidget):
    """Shows tasks; a click or Enter on one opens it.

    Signals:
        chosen: A task in a pass.
        changed: Another list, pass or filter.
        here_wanted: The next click on the map says where somebody is, or no longer.
        put_wanted, assessors_wanted, drop_wanted: Pages and deeds of the list.
    """

    chosen = Signal(object)
    changed = Signal()
    here_wanted = Signal(bool)
    put_wanted = Signal()
    assessors_wanted = Signal()
    drop_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.setObjectName("tasks_list_page")
        say, theme = look.words_of, look.theme
        self.all_rows: tuple[TaskRow, ...] = ()
        self.model = TaskModel()
        self.list = task_list(look, self.model)
        chip = TlpChip(theme, "")
        chip.show_label(Tlp.AMBER_STRICT.value, say("checklist.label_why"))
        self.lists = Select(theme, "task_lists", say("checklist.which_list"))
        touchable(self.lists)
        passes = [(one.value, say(f"checklist.pass_{one.value}")) for one in Pass]
        self.when = Segments(passes, Pass.DAY.value, self._changed, "task_pass")
        self.when.setAccessibleName(say("checklist.which_pass"))
        filters = [(one, say(f"checklist.show_{one}")) for one in SHOWN]
        self.shown = Segments(filters, "open", self._changed, "task_show")
        self.shown.setAccessibleName(say("checklist.which_tasks"))
        self.summary = label("", "small", is_wrapped=True)
        self.summary.setObjectName("task_summary")
        self.here = tool(theme, "crosshair", "task_here", say("checklist.here"), size_px=20)
        self.here.setCheckable(True)
        self.drop = tool(theme, "trash", "task_drop", say("checklist.drop"), size_px=18)
        self.people = tool(theme, "users", "task_assessors", say("checklist.two_assessors"),
                           size_px=20)  # fmt: skip
        for one in (self.here, self.drop, self.people):
            touchable(one, is_square=True)
        self.put = button(theme, say("checklist.put_title"), "task_put", sign="plus")
        self.first = button(theme, say("checklist.first"), "task_first", role="primary")
        for wide in (self.put, self.first):
            touchable(wide)
        self._tools = (self.here, self.people, self.drop, self.first)
        for part in (*self.when.findChildren(QPushButton), *self.shown.findChildren(QPushButton)):
            touchable(part)
        self._is_filling = False
        self._build(chip)
        self._connect()

    def _build(self, chip: QWidget) -> None:
        head = row(self.lists, self.people, self.drop, spacing=4)
        head.setStretch(0, 1)
        both = row(self.when, self.here, spacing=8)
        both.setStretch(0, 1)
        top = column(row(chip, STRETCH), head, both, self.shown, self.summary, spacing=8)
        top.setContentsMargins(16, 6, 12, 0)
        foot = row(self.put, STRETCH, self.first, spacing=8, margins=(16, 0, 12, 12))
        whole = column(top, self.list, foot, spacing=8)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.here.toggled.connect(self.here_wanted.emit)
        self.put.clicked.connect(self.put_wanted.emit)
        self.people.clicked.connect(self.assessors_wanted.emit)
        self.drop.clicked.connect(self.drop_wanted.emit)
        self.first.clicked.connect(self._first)
        self.list.clicked.connect(self._open)
        self.list.activated.connect(self._open)
        self.lists.currentIndexChanged.connect(lambda _index: self._changed(""))

    @property
    def list_id(self) -> str:
        """Id of the list that is chosen, or ""."""
        return str(self.lists.currentData() or "")

    @property
    def pass_(self) -> Pass:
        """The pass that is chosen."""
        return Pass(self.when.current or Pass.DAY.value)

    def show_lists(self, lists: Sequence[PlacedList]) -> None:
        """The lists to choose from; the choice stays where it can."""
        names = [(f"{one.number}  {self.look.word(one.template.name)}", one.id) for one in lists]
        known = [
            (self.lists.itemText(at), self.lists.itemData(at)) for at in range(self.lists.count())
        ]
        if names != known:
            before = self.list_id
            self._is_filling = True
            self.lists.clear()
            for words, key in names:
                self.lists.addItem(words, key)
            self.lists.setCurrentIndex(max(0, self.lists.findData(before)))
            self._is_filling = False
        for one in self._tools:
            one.setEnabled(bool(lists))

    def choose_list(self, key: str) -> None:
        """Choose a list."""
        self.lists.setCurrentIndex(max(0, self.lists.findData(key)))

    def show_entries(
        self, entries: Sequence[Entry], here: XY | None, *, sealed_as: str = ""
    ) -> None:
        """Show the tasks of the chosen pass that the filter lets through."""
        in_pass = [one for one in entries if one.when is self.pass_]
        asked = [one for one in in_pass if one.state is not TaskState.NOT_ASKED]
        wanted = {"open": {TaskState.OPEN}, "disputed": {TaskState.DISPUTED}}.get(
            self.shown.current, set(TaskState)
        )
        self.all_rows = rows_of(asked, here, self.look)
        rows = tuple(one for one in self.all_rows if one.entry.state in wanted)
        if rows != self.model.rows:
            self.model.show_rows(rows)
        self.first.setEnabled(any(one.entry.state is TaskState.OPEN for one in rows))
        count = {state: sum(one.state is state for one in asked) for state in TaskState}
        words = self.look.words_of(
            "checklist.summary",
            open=count[TaskState.OPEN],
            done=count[TaskState.ANSWERED] + count[TaskState.SETTLED],
            disputed=count[TaskState.DISPUTED],
        )
        if not entries:
            words = self.look.words_of("checklist.none_here")
        if sealed_as:
            words = f"{self.look.words_of('checklist.sealed_as', assessor=sealed_as)} {words}"
        self.summary.setText(words)

    def _first(self) -> None:
        found = [one.entry for one in self.model.rows if one.entry.state is TaskState.OPEN]
        if found:
            self.chosen.emit(found[0])

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self.model.rows[index.row()].entry)

    def _changed(self, _key: str) -> None:
        if not self._is_filling:
            self.changed.emit()
