"""Properties of the project: title, author and licences to edit; CRS, label and file to read."""

from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QLineEdit, QWidget

from sbd_tool.app.commands import RenameProject, StateLicence
from sbd_tool.app.licensing import PlanSource, plan_sources
from sbd_tool.domain.licences import LONGEST
from sbd_tool.domain.text import text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.dialogs.card import FloatingCard
from sbd_tool.gui.panels.pages import fact_row
from sbd_tool.gui.widgets.basics import column, holder, label, row, rule, scrolled

WIDTH_PX: Final = 560
SOURCES_PX: Final = 220
LONGEST_CRS: Final = 120
LONGEST_NAME: Final = 120


class PropertiesCard(FloatingCard):
    """What the project is called, by whom, where it lies and what it was made from."""

    def __init__(self, desk: Desk, host: QWidget) -> None:
        super().__init__(desk.look, host, _say(desk, "properties"), "properties_card")
        self.desk = desk
        project = desk.project
        self.title = self._edit("title", "" if project is None else project.title)
        self.title.editingFinished.connect(self._rename)
        self.author = self._edit("author", desk.bench.settings.author)
        self.author.editingFinished.connect(self._keep_author)
        lines = column(self._named("title", self.title), self._named("author", self.author))
        lines.addWidget(rule())
        for name, value in self._facts():
            lines.addWidget(fact_row(_say(desk, f"properties.{name}"), value))
        lines.addWidget(rule())
        lines.addWidget(label(_say(desk, "properties.sources"), "strong"))
        lines.addWidget(self._sources())
        lines.setContentsMargins(20, 14, 20, 18)
        self.set_body(lines)
        self.setFocusProxy(self.title)

    def _edit(self, name: str, value: str) -> QLineEdit:
        made = QLineEdit(value)
        made.setObjectName(f"properties_{name}")
        made.setAccessibleName(_say(self.desk, f"properties.{name}"))
        made.setToolTip(_say(self.desk, f"properties.{name}.tip"))
        made.setMaxLength(LONGEST_NAME)
        return made

    def _named(self, name: str, field: QLineEdit) -> QWidget:
        words = label(_say(self.desk, f"properties.{name}"), "small")
        words.setFixedWidth(round(96 * self.look.theme.text_scale))
        words.setBuddy(field)
        made = row(words, field, spacing=10)
        made.setStretch(1, 1)
        return holder(made)

    def _facts(self) -> list[tuple[str, str]]:
        desk, look, project = self.desk, self.look, self.desk.project
        if project is None:
            return []
        path = desk.bench.path
        features = sum(len(layer) for layer in project.layers)
        return [
            ("file", path.name if path is not None else look.say("status.not_saved_yet")),
            ("crs", project.crs[:LONGEST_CRS]),
            ("unit", _say(desk, "properties.metres")),
            ("label", desk.label.label.value),
            ("rules", desk.rules.catalogue.edition),
            ("objects", look.words.number(features)),
            ("measures", look.words.number(len(project.measures))),
        ]

    def _sources(self) -> QWidget:
        project = self.desk.project
        lines = column(spacing=6, margins=(0, 0, 8, 0))
        found = () if project is None else plan_sources(project)
        for source in found:
            lines.addWidget(self._licence(source))
        if not found:
            lines.addWidget(label(_say(self.desk, "properties.no_sources"), "small"))
        lines.addStretch(1)
        area = scrolled(holder(lines), "properties_sources")
        area.setFixedHeight(min(SOURCES_PX, max(34, 6 + 62 * len(found))))
        return area

    def _licence(self, source: PlanSource) -> QWidget:
        """A file and the line that is printed of it, to be typed."""
        word = self.desk.look.word
        name = label(source.name[:LONGEST_NAME], "small", is_wrapped=True)
        field = QLineEdit(source.licence)
        field.setObjectName("properties_licence")
        field.setAccessibleName(word(text("sources.licence_of", file=source.name[:LONGEST_NAME])))
        field.setToolTip(word(text("sources.licence.tip")))
        field.setPlaceholderText(word(text("sources.licence.example")))
        field.setMaxLength(LONGEST)
        field.setCursorPosition(0)
        field.editingFinished.connect(lambda: self._state(source, field))
        name.setBuddy(field)
        return holder(column(name, field, spacing=2))

    def _state(self, source: PlanSource, field: QLineEdit) -> None:
        project, line = self.desk.project, field.text().strip()
        known = () if project is None else plan_sources(project)
        now = next((x.licence for x in known if set(source.layer_ids) <= set(x.layer_ids)), line)
        if not field.isModified() or line == now:  # leaving the field repeats nothing undone since
            return
        field.setModified(False)
        command = StateLicence(layer_ids=source.layer_ids, licence=line, by=self.desk.by())
        if not self.desk.do(command):
            field.setText(now)

    def _rename(self) -> None:
        project, wanted = self.desk.project, self.title.text().strip()
        if project is None or wanted == project.title:
            return
        if not wanted or not self.desk.do(RenameProject(title=wanted, by=self.desk.by())):
            self.title.setText(project.title)

    def _keep_author(self) -> None:
        bench, author = self.desk.bench, self.author.text().strip()
        if author != bench.settings.author:
            bench.set_settings(replace(bench.settings, author=author))


def _say(desk: Desk, key: str) -> str:
    return desk.look.word(text(f"frame.{key}"))
