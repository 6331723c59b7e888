"""The unit of a drawing: as declared, as chosen, or from one thing whose length is known."""

import math
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QSizePolicy, QWidget

from sbd_tool.app.drawing_desk import Drawing, declared_unit_m, extent_of, own_crs
from sbd_tool.app.import_desk import units_from_known_length
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.text import Quantity, Text, literal, text
from sbd_tool.gui.look import Look
from sbd_tool.gui.theme import restyle
from sbd_tool.gui.widgets.basics import STRETCH, ElidedLabel, button, column, label, row
from sbd_tool.gui.widgets.controls import Select

UNITS: Final = {
    "mm": 0.001, "cm": 0.01, "dm": 0.1, "m": 1.0, "km": 1000.0,
    "in": 0.0254, "ft": 0.3048, "us-ft": 1200 / 3937,
}  # fmt: skip
NAMED_SHARE: Final = 1e-6
UNIT_PX, LENGTH_PX, LEAST_PX = 204, 130, 70


def unit_name(unit_m: float) -> str:
    """Name of a unit, or its metres."""
    near = (name for name, size in UNITS.items() if abs(size - unit_m) <= size * NAMED_SHARE)
    return next(near, f"{unit_m:.8g} m")


def typed_number(words: str) -> float:
    """A number as people type it, with comma or point; NaN when it is none."""
    try:
        return float(words.strip().removesuffix("m").strip().replace(",", "."))
    except ValueError:
        return math.nan


class UnitsBox(QWidget):
    """Says which unit import will take and how large the drawing then is.

    Signals:
        measuring: Whether two ends are to be clicked now.
    """

    measuring = Signal(bool)

    def __init__(self, look: Look, drawings: tuple[Drawing, ...]) -> None:
        super().__init__()
        self.look, self._drawings = look, drawings
        self.setObjectName("desk_units")
        self._declared = declared_unit_m(drawings)
        self._crs = own_crs(drawings)
        self.drawn_units = 0.0
        self.choice = self._choice()
        self.size_words = ElidedLabel("", "small")
        self.size_words.setObjectName("desk_size")
        self.measure = self._measure_button()
        self.length = self._length_line()
        self.answer = label("", "small", is_wrapped=True)
        self.answer.setObjectName("desk_unit_answer")
        self.answer.hide()
        first = row(
            label(look.words_of("desk.unit"), "strong"), self.choice, self.size_words, spacing=10
        )
        first.setStretch(2, 1)
        second = row(self.measure, self.length, STRETCH, spacing=10)
        self.setLayout(column(first, second, self.answer, spacing=6))
        if self._crs is not None:
            for one in (self.choice, self.measure):
                one.setEnabled(False)
        self._show_size()

    def _choice(self) -> Select:
        look = self.look
        made = Select(look.theme, "desk_unit", look.words_of("desk.unit"))
        made.addItem(self._declared_words(), None)
        for name in UNITS:
            made.addItem(name, name)
        made.setMinimumWidth(round(UNIT_PX * look.theme.text_scale))
        made.currentIndexChanged.connect(lambda _row: self._show_size())
        return made

    def _measure_button(self) -> QPushButton:
        look = self.look
        tip = look.words_of("desk.measure_tip")
        words = look.words_of("desk.measure")
        made = button(look.theme, words, "desk_measure", sign="ruler", tip=tip)
        made.setCheckable(True)
        made.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        made.toggled.connect(self._toggled)
        return made

    def _length_line(self) -> QLineEdit:
        look = self.look
        made = QLineEdit()
        made.setObjectName("desk_length")
        made.setAccessibleName(look.words_of("desk.true_length"))
        made.setPlaceholderText(look.words_of("desk.true_length"))
        made.setToolTip(look.words_of("desk.true_length_tip"))
        made.setMinimumWidth(round(LEAST_PX * look.theme.text_scale))
        made.setMaximumWidth(round(LENGTH_PX * look.theme.text_scale))
        made.setEnabled(False)
        made.returnPressed.connect(self._calibrate)
        return made

    def value(self) -> str | None:
        """What import takes: None for what the file says, a unit, or metres per unit."""
        chosen = self.choice.currentData()
        return None if chosen is None else str(chosen)

    def ends_clicked(self, drawn_units: float) -> None:
        """Both ends are there: now the true length can be typed."""
        self.drawn_units = drawn_units
        self.length.setEnabled(True)
        self.length.setFocus()
        self.length.selectAll()
        self._tell(text("desk.drawn_length", length=Quantity(drawn_units, "", 3)))

    def _toggled(self, is_on: bool) -> None:  # noqa: FBT001 - a Qt slot
        self.measuring.emit(is_on)
        if is_on:
            self._tell(text("desk.click_two_ends"))

    def _calibrate(self) -> None:
        known_m = typed_number(self.length.text())
        try:
            found = units_from_known_length(self.drawn_units, known_m)
        except InputError as refused:
            self._mark_length(is_bad=True)
            self._tell(refused.what, refused.hint)
            return
        self._mark_length(is_bad=False)
        is_usual = found.plausibility != "odd"
        value = found.unit if is_usual else f"{found.measured_unit_m:.9g}"
        if self.choice.findData(value) < 0:
            words = self.look.words_of(
                "desk.unit_measured", unit_m=Quantity(found.measured_unit_m, "m", 6)
            )
            self.choice.addItem(words, value)
        self.choice.setCurrentIndex(self.choice.findData(value))
        left = known_m - self.drawn_units * (found.unit_m if is_usual else found.measured_unit_m)
        residual = text("desk.unit_residual", left=Quantity(left, "m", 3))
        self._tell(found.sentence, *(() if found.remedy is None else (found.remedy,)), residual)

    def _mark_length(self, *, is_bad: bool) -> None:
        self.length.setProperty("invalid", "true" if is_bad else "false")
        restyle(self.length)

    def _tell(self, *sentences: Text) -> None:
        words = " ".join(self.look.word(one) for one in sentences)
        self.answer.setText(words)
        self.answer.setAccessibleName(words)
        self.answer.show()

    def _declared_words(self) -> str:
        if self._crs is not None:
            return self.look.words_of("desk.unit_crs", crs=literal(self._crs))
        if self._declared is None:
            return self.look.words_of("desk.unit_undeclared")
        return self.look.words_of("desk.unit_declared", unit=literal(unit_name(self._declared)))

    def _show_size(self) -> None:
        box = extent_of(self._drawings)
        if box is None:
            self.size_words.setText(self.look.words_of("desk.size_none"))
            return
        width, height = box[2] - box[0], box[3] - box[1]
        unit_m = self._unit_m()
        longest_m = max(width, height) * unit_m
        decimals = 3 if longest_m < 1 else 1 if longest_m < 1000 else 0  # noqa: PLR2004 - a town
        self.size_words.setText(
            self.look.words_of(
                "desk.size",
                width=Quantity(width * unit_m, "m", decimals),
                height=Quantity(height * unit_m, "m", decimals),
            )
        )

    def _unit_m(self) -> float:
        value = self.value()
        if value is None:
            return 1.0 if self._crs is not None or self._declared is None else self._declared
        return UNITS[value] if value in UNITS else float(value)

    def keyPressEvent(self, event: "object") -> None:
        """Enter in the length stays here and does not press a button of the card."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):  # type: ignore[attr-defined]
            super().keyPressEvent(event)  # type: ignore[arg-type]
