"""Choosing by what objects say and by where they lie; how many is told before it happens."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLayout, QLineEdit, QWidget
from shiboken6 import isValid

from sbd_tool.app.selecting import (
    CHOSEN,
    EVERYTHING,
    SQUARE,
    found_by_attribute,
    found_by_location,
)
from sbd_tool.app.table import MEASURES, grid_of
from sbd_tool.app.table_edits import typed_number
from sbd_tool.domain.edits.select import Combine, Relation, combined
from sbd_tool.domain.errors import InputError, SbdError
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.dialogs.card import FloatingCard
from sbd_tool.gui.look import Look
from sbd_tool.gui.panels.layer_entries import layer_words
from sbd_tool.gui.theme import restyle
from sbd_tool.gui.widgets.basics import button, column, holder, label, row
from sbd_tool.gui.widgets.controls import Segments, Select

WIDTH_PX: Final = 460
NAME_PX: Final = 96
WAIT_MS: Final = 150
AT_ONCE: Final = 5_000  # objects among which is found without a job
Search = Callable[[], tuple[str, ...]]
WAYS: Final = (Combine.REPLACE, Combine.ADD, Combine.REMOVE, Combine.KEEP)


class SelectCard(FloatingCard):
    """What the two cards share: how the found objects join the choice, and how many they are."""

    def __init__(self, desk: Desk, host: QWidget, name: str) -> None:
        look = desk.look
        super().__init__(look, host, look.words_of(f"table.{name}.title"), f"{name}_card")
        self.desk = desk
        say = look.words_of
        self.found: tuple[str, ...] = ()
        ways = [(one.value, say(f"table.combine.{one.value}")) for one in WAYS]
        self.way = Segments(ways, Combine.REPLACE, lambda _key: self._tell(), f"{name}_way")
        self.count = label("", "small", is_wrapped=True)
        self.count.setObjectName(f"{name}_count")
        self.go = button(
            look.theme, say("table.select.go"), f"{name}_go", role="primary", sign="check"
        )
        self.go.clicked.connect(self.choose)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT_MS)
        self._wait.timeout.connect(self.look_now)
        for signal in (desk.project_changed, desk.chosen):
            signal.connect(self._wait.start)
        desk.project_opened.connect(self.close_card)

    def search(self, project: Project) -> Search:
        """What finds ids, with all that was typed taken into it; it may run as a job.

        Finding raises `InputError` where what was typed cannot be used.
        """
        raise NotImplementedError

    def look_now(self) -> None:
        """Find, and tell how many."""
        self._find(None)

    def _find(self, then: Callable[[], None] | None) -> None:
        """Find, at once or as a job in a large plan; tell how many, and go on."""
        project = self.desk.project
        if project is None:
            return
        search = self.search(project)

        def found(ids: tuple[str, ...]) -> None:
            if isValid(self) and project is self.desk.project:
                self.found = ids
                self._mark(is_invalid=False)
                self._tell()
                if then is not None:
                    then()

        if sum(map(len, project.layers)) + len(project.measures) > AT_ONCE:
            title = text("table.job.select")
            self.desk.run(title, lambda _progress: search(), found, self._failed, key="select")
            return
        try:
            found(search())
        except InputError as error:
            self._failed(error)

    def choose(self) -> None:
        """Join what is found with the choice, and show it."""
        self._find(self._take)

    def _take(self) -> None:
        if self.found:
            ids = self._joined()
            self.desk.choose(ids)
            self.desk.zoom_wanted.emit(ids)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, SbdError):
            self.desk.report(error)
        elif isValid(self):
            self.found = ()
            self.go.setEnabled(False)
            self.count.setText(f"{self.look.word(error.what)} {self.look.word(error.hint)}")
            self._mark(is_invalid=True)
            self.fit()

    def foot(self) -> list[QWidget | QLayout]:
        """The lower part of both cards."""
        last = row(self.count, self.go, spacing=10)
        last.setStretch(0, 1)
        return [self.way, last]

    def _joined(self) -> tuple[str, ...]:
        return combined(self.desk.selection, self.found, Combine(self.way.current))

    def _tell(self) -> None:
        say, after = self.look.words_of, len(self._joined())
        self.go.setEnabled(bool(self.found))
        self.count.setText(say("table.select.found", count=len(self.found), after=after))
        self.fit()

    def _mark(self, *, is_invalid: bool) -> None:
        line = self.findChild(QLineEdit)
        if isinstance(line, QLineEdit):
            line.setProperty("invalid", "true" if is_invalid else "false")
            restyle(line)


class AttributeCard(SelectCard):
    """Choose what an expression is true for."""

    def __init__(self, desk: Desk, host: QWidget, source: str) -> None:
        super().__init__(desk, host, "by_attribute")
        say, theme = self.look.words_of, self.look.theme
        self.source = Select(theme, "by_attribute_source", say("table.select.among"))
        fill_sources(self.look, self.source, desk.project, ())
        self.source.setCurrentIndex(max(0, self.source.findData(source)))
        self.source.activated.connect(self._source_picked)
        self.columns = Select(theme, "by_attribute_column", say("table.select.insert"))
        self.columns.activated.connect(self._insert)
        self.line = QLineEdit()
        self.line.setObjectName("by_attribute_line")
        self.line.setAccessibleName(say("table.select.expression"))
        self.line.setPlaceholderText("height > 3 and kind = 'bench'")
        self.line.setToolTip(say("table.filter_tip"))
        self.line.textEdited.connect(self._wait.start)
        self.line.returnPressed.connect(self.choose)
        self.set_body(
            column(
                _named(say("table.select.among"), self.source),
                _named(say("table.select.insert"), self.columns),
                self.line,
                label(say("table.select.help"), "caption", is_wrapped=True),
                *self.foot(),
                spacing=9,
                margins=(20, 14, 20, 18),
            )
        )
        self._source_picked()
        self.setFocusProxy(self.line)

    def search(self, project: Project) -> Search:
        words, source = self.line.text(), str(self.source.currentData())
        catalogue = self.desk.rules.catalogue
        if not words.strip():
            return tuple
        return lambda: found_by_attribute(project, catalogue, source, words)

    def _source_picked(self) -> None:
        project = self.desk.project
        self.columns.clear()
        if project is None:
            return
        grid = grid_of(project, str(self.source.currentData()), self.desk.rules.catalogue)
        for one in grid.columns:
            self.columns.addItem(f"{one.key} \u2013 {self.look.word(one.title)}", one.key)
        self.columns.setCurrentIndex(-1)
        self.columns.setPlaceholderText(self.look.words_of("table.style.by_which"))
        self.look_now()

    def _insert(self) -> None:
        key = str(self.columns.currentData())
        is_word = key.replace("_", "a").replace(":", "a").replace(".", "a").isalnum()
        quoted = key.replace('"', '""')
        self.line.insert(key if is_word and not key[:1].isdigit() else f'"{quoted}"')
        self.line.setFocus()
        self._wait.start()


class LocationCard(SelectCard):
    """Choose what lies within, on or near other objects."""

    def __init__(self, desk: Desk, host: QWidget) -> None:
        super().__init__(desk, host, "by_location")
        say, theme = self.look.words_of, self.look.theme
        self.source = Select(theme, "by_location_source", say("table.select.among"))
        fill_sources(self.look, self.source, desk.project, (EVERYTHING,))
        self.others = Select(theme, "by_location_others", say("table.select.others"))
        fill_sources(self.look, self.others, desk.project, (CHOSEN, SQUARE))
        self.source.activated.connect(self.look_now)
        self.others.activated.connect(self.look_now)
        relations = [(one.value, say(f"table.relation.{one.value}")) for one in Relation]
        self.relation = Segments(
            relations, Relation.WITHIN, lambda _key: self._relation_picked(), "by_location_relation"
        )
        self.distance = QLineEdit("10")
        self.distance.setObjectName("by_location_distance")
        self.distance.setAccessibleName(say("table.select.distance"))
        self.distance.setToolTip(say("table.select.distance"))
        self.distance.textEdited.connect(self._wait.start)
        self.distance.returnPressed.connect(self.choose)
        self.distance_row = _named(say("table.select.distance"), self.distance)
        self.set_body(
            column(
                _named(say("table.select.among"), self.source),
                self.relation,
                self.distance_row,
                _named(say("table.select.others"), self.others),
                *self.foot(),
                spacing=9,
                margins=(20, 14, 20, 18),
            )
        )
        self._relation_picked()

    def search(self, project: Project) -> Search:
        relation = Relation(self.relation.current)
        distance = typed_number(self.distance.text())
        if relation is Relation.NEAR and distance is None:
            distance = float("nan")
        return partial(
            found_by_location,
            project,
            str(self.source.currentData()),
            str(self.others.currentData()),
            relation=relation,
            distance_m=float(distance or 0.0),
            chosen=self.desk.selection,
        )

    def _relation_picked(self) -> None:
        self.distance_row.setVisible(self.relation.current == Relation.NEAR)
        self.look_now()


def fill_sources(
    look: Look, select: Select, project: Project | None, first: tuple[str, ...]
) -> None:
    """Offer special sources, the measures, and the layers, topmost first."""
    for key in first:
        select.addItem(look.words_of(f"table.select.{key}"), key)
    select.addItem(look.words_of("table.measures"), MEASURES)
    for layer in reversed(project.layers if project is not None else ()):
        select.addItem(layer_words(look, layer, 2), layer.id)


def _named(name: str, part: QWidget) -> QWidget:
    words = label(name, "small")
    words.setMinimumWidth(NAME_PX)
    made = row(words, part, spacing=10)
    made.setStretch(1, 1)
    return holder(made)
