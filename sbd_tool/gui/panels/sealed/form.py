"""The open layer as a form: the goal that is released, and the objects that are not."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.sealed import ProtectionGoal, SealedContent, SealedObject
from sbd_tool.domain.vehicles import VEHICLE_CLASSES
from sbd_tool.gui.look import Look
from sbd_tool.gui.panels.parameter_rows import read_number
from sbd_tool.gui.widgets.basics import (
    STRETCH,
    button,
    clear,
    column,
    holder,
    label,
    row,
    scrolled,
    tool,
)
from sbd_tool.gui.widgets.controls import Select

SPEED_PX: Final = 132
SHAPES: Final = {"point": "push-pin", "line": "line-segments", "area": "polygon"}


class SealedForm(QWidget):
    """Everything typed here stays in memory until it is sealed."""

    def __init__(self, look: Look, content: SealedContent, draw: Callable[[str], None]) -> None:
        super().__init__()
        self.look, self._content = look, content
        self.on_change: Callable[[], None] = lambda: None
        say, theme = look.words_of, look.theme
        self.vehicle = Select(theme, "sealed_vehicle", say("sealed.vehicle"))
        self.vehicle.addItem(say("sealed.no_vehicle_yet"), "")
        for key in VEHICLE_CLASSES:
            self.vehicle.addItem(say(f"sealed.vehicle_{key}"), key)
        self.vehicle.setCurrentIndex(max(0, self.vehicle.findData(content.goal.vehicle)))
        speed = content.goal.speed_kmh
        shown = "" if speed is None else look.words.number(speed)
        self.speed = _field(shown, "sealed_speed", say("sealed.speed"))
        self.speed.setFixedWidth(round(SPEED_PX * theme.text_scale))
        self.goal_words = _field(content.goal.words, "sealed_goal", say("sealed.goal_here"))
        self.new_words = _field("", "sealed_words", say("sealed.words_here"))
        self.rows: QVBoxLayout = column(spacing=4)
        draws = []
        for shape, sign in SHAPES.items():
            made = button(
                theme, say(f"sealed.draw_{shape}"), f"sealed_{shape}", role="small", sign=sign
            )
            made.clicked.connect(lambda _on=False, one=shape: draw(one))
            draws.append(made)
        first = row(self.vehicle, self.speed, spacing=8)
        first.setStretch(0, 1)
        made_ = column(
            label(say("sealed.released_part"), "strong", is_wrapped=True),
            first,
            self.goal_words,
            8,
            label(say("sealed.closed_part"), "strong", is_wrapped=True),
            self.new_words,
            row(*draws, STRETCH, spacing=4),
            scrolled(holder(self.rows), "sealed_scroll"),
            spacing=8,
        )
        made_.setStretch(7, 1)
        self.setLayout(made_)
        self._fill()

    @property
    def content(self) -> SealedContent:
        """The layer as it stands in the form.

        Raises:
            InputError: The goal cannot be so.
        """
        goal = ProtectionGoal(
            vehicle=str(self.vehicle.currentData()),
            speed_kmh=read_number(self.speed.text()) if self.speed.text().strip() else None,
            words=self.goal_words.text().strip(),
        )
        return replace(self._content, goal=goal.checked())

    @property
    def objects(self) -> SealedContent:
        """The objects, with the goal as it was opened: for drawing."""
        return self._content

    def take(self, geometry: BaseGeometry) -> None:
        """Add what was drawn, with the words typed."""
        made = SealedObject(geometry=geometry, words=self.new_words.text().strip())
        self._keep((*self._content.objects, made))
        self.new_words.clear()

    def _drop(self, number: int) -> None:
        objects = self._content.objects
        self._keep((*objects[:number], *objects[number + 1 :]))

    def _keep(self, objects: tuple[SealedObject, ...]) -> None:
        self._content = replace(self._content, objects=objects)
        self._fill()
        self.on_change()

    def _reword(self, number: int, words: str) -> None:
        objects = list(self._content.objects)
        objects[number] = replace(objects[number], words=words.strip())
        self._content = replace(self._content, objects=tuple(objects))
        self.on_change()

    def _fill(self) -> None:
        clear(self.rows)
        say, theme = self.look.words_of, self.look.theme
        if not self._content.objects:
            self.rows.addWidget(label(say("sealed.empty"), "small", is_wrapped=True))
        for number, one in enumerate(self._content.objects):
            field = _field(one.words, f"sealed_words_{number}", say("sealed.words_here"))
            field.textEdited.connect(lambda words, at=number: self._reword(at, words))
            cross = tool(theme, "x", f"sealed_drop_{number}", say("sealed.drop"), size_px=14)
            cross.clicked.connect(lambda _on=False, at=number: self._drop(at))
            line = row(label(f"{number + 1}", "strong"), field, cross, spacing=8)
            line.setStretch(1, 1)
            self.rows.addWidget(holder(line))
        self.rows.addStretch(1)


def _field(words: str, name: str, says: str) -> QLineEdit:
    made = QLineEdit(words)
    made.setObjectName(name)
    made.setAccessibleName(says)
    made.setPlaceholderText(says)
    made.setToolTip(says)
    return made
