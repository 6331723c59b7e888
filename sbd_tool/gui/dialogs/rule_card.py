"""Changing figures of the rules in a project: what a value is worth, how long a check takes."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from PySide6.QtWidgets import QGridLayout, QLineEdit, QPlainTextEdit, QWidget

from sbd_tool.app.commands.base import By
from sbd_tool.app.commands.project import SetRules
from sbd_tool.app.rule_edits import changes_of, take_back
from sbd_tool.app.table_edits import typed_number
from sbd_tool.domain.errors import InputError, SbdError
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.dialogs.card import FloatingCard
from sbd_tool.gui.widgets.basics import STRETCH, button, column, label, row

WIDTH_PX: Final = 430
FIELD_PX: Final = 92
REASON_PX: Final = 64
Fields = Sequence[tuple[str, str, float]]
"""Name of the field, its words, its value."""
Make = Callable[[Project, Mapping[str, float], str, By], SetRules]


class RuleCard(FloatingCard):
    """Fields with a reason and an author; one step of undo.

    Args:
        desk: The open project.
        host: The window.
        title: What is changed.
        lead: What it does.
        fields: Figures side by side, two in a row where ``is_paired``.
        prefix: How the dotted paths of the project's changes begin.
        make: From figures, reason and author to a command; may refuse.
        is_paired: Whether two fields belong together (value and points).
    """

    def __init__(
        self,
        desk: Desk,
        host: QWidget,
        title: str,
        lead: str,
        fields: Fields,
        prefix: str,
        make: Make,
        *,
        is_paired: bool = False,
    ) -> None:
        super().__init__(desk.look, host, title, "rule_card")
        self.desk, self._prefix, self._make = desk, prefix, make
        self._fields = {name: self._field(name, words, value) for name, words, value in fields}
        self._build(lead, self._grid(fields, is_paired=is_paired))
        desk.project_opened.connect(self.close_card)
        self.setFocusProxy(next(iter(self._fields.values())))

    def _build(self, lead: str, grid: QGridLayout) -> None:
        desk, say, theme = self.desk, self.look.words_of, self.look.theme
        self.author = QLineEdit(desk.by().author)
        self.author.setObjectName("rule_author")
        self.reason = QPlainTextEdit()
        self.reason.setObjectName("rule_reason")
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(REASON_PX)
        for widget, key in ((self.author, "field_author"), (self.reason, "rule_reason")):
            widget.setAccessibleName(say(f"weights.{key}"))
            widget.setToolTip(say(f"weights.{key}"))
        self.told = label("", "small", is_wrapped=True, tone="danger")
        self.told.setObjectName("rule_told")
        self.told.hide()
        self.back = button(theme, say("weights.rule_back"), "rule_back")
        self.back.clicked.connect(self._take_back)
        project = desk.project
        self.back.setVisible(project is not None and bool(changes_of(project, self._prefix)))
        go = button(theme, say("weights.rule_change"), "rule_change", role="primary")
        go.clicked.connect(self._change)
        self.set_body(
            column(
                label(lead, "small", is_wrapped=True),
                grid,
                label(say("weights.field_author"), "strong"),
                self.author,
                label(say("weights.rule_reason"), "strong"),
                self.reason,
                self.told,
                row(self.back, STRETCH, go, spacing=8),
                spacing=8,
                margins=(20, 12, 20, 18),
            )
        )

    def _field(self, name: str, words: str, value: float) -> QLineEdit:
        decimals = 0 if value == int(value) else 3
        made = QLineEdit(self.look.words.number(value, decimals))
        made.setObjectName(f"rule_{name}")
        made.setAccessibleName(words)
        made.setToolTip(words)
        made.setFixedWidth(FIELD_PX)
        return made

    def _grid(self, fields: Fields, *, is_paired: bool) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        line = 0
        for number, (name, words, _) in enumerate(fields):
            is_second = is_paired and name.startswith("points")
            line = line if is_second else number
            if not is_second:
                grid.addWidget(label(words, "small", is_wrapped=True), line, 0)
            grid.addWidget(self._fields[name], line, 2 if is_second else 1)
        return grid

    def _change(self) -> None:
        project = self.desk.project
        if project is None:
            return
        by = self.desk.by()
        try:
            values = {name: _number(field.text()) for name, field in self._fields.items()}
            author = self.author.text().strip()
            command = self._make(project, values, self.reason.toPlainText(), By(author, by.when))
        except SbdError as refused:
            self._tell(f"{self.look.word(refused.what)} {self.look.word(refused.hint)}")
            return
        if not command.rubric_overrides and not command.dropped_overrides:
            self._tell(self.look.words_of("weights.rule_same"))
            return
        self._do(command)

    def _do(self, command: SetRules) -> None:
        came_from, self._came_from = self._came_from, None  # its page is made anew
        if self.desk.do(command):
            self.close_card()
        else:
            self._came_from = came_from

    def _take_back(self) -> None:
        project = self.desk.project
        if project is not None:
            self._do(take_back(project, self._prefix, self.desk.by()))

    def _tell(self, words: str) -> None:
        self.told.setText(words)
        self.told.setVisible(bool(words))
        self.fit()


def _number(words: str) -> float:
    found = typed_number(words)
    if found is None:
        raise InputError(text("app.not_a_number"), text("app.not_a_number.hint"), words[:40])
    return float(found)
