"""A sentence of a brief with its blanks as fields inside it."""

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QWidget

from sbd_tool.app.thing_names import names_of
from sbd_tool.domain.access_results import Service
from sbd_tool.domain.conditions import ANY_STATE, BlankValue
from sbd_tool.domain.place_names import name_of_state
from sbd_tool.domain.text import Text, literal, text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.panels.brief.flowing import TIGHT, FlowLayout
from sbd_tool.gui.panels.parameter_rows import read_number
from sbd_tool.gui.widgets.basics import button, label
from sbd_tool.gui.widgets.controls import Select

if TYPE_CHECKING:
    from sbd_tool.app.conditions.spec import Blank, ConditionKind

NUMBER_PX: Final = 64
SHORTEST: Final = 12
_PLACE: Final = re.compile(r"\[\[(\w+)\]\]")


class SentenceForm(QWidget):
    """Words and fields; `blanks` is what is filled in now."""

    def __init__(self, desk: Desk, kind: "ConditionKind", filled: Mapping[str, BlankValue]) -> None:
        super().__init__()
        self.desk, self.kind = desk, kind
        self.setObjectName("brief_sentence")
        self._read: dict[str, Callable[[], BlankValue | None]] = {}
        self._objects: dict[str, tuple[QPushButton, list[str]]] = {}
        blanks = {blank.key: blank for blank in kind.blanks}
        told = {key: literal(f"[[{key}]]") for key in blanks}
        sentence = desk.look.words_of(f"conditions.say_{kind.key}", **told)
        parts: list[QWidget] = []
        for number, piece in enumerate(_PLACE.split(sentence)):
            if number % 2 and piece in blanks:
                parts.append(self._field(blanks[piece], filled.get(piece)))
                unit = blanks[piece].unit
                parts += [label(unit)] if unit else []
            else:
                parts += [_word(word) for word in piece.split()]
        self.setLayout(FlowLayout(parts))
        desk.chosen.connect(self._take_choice)

    @property
    def blanks(self) -> dict[str, BlankValue]:
        """What is filled in; an empty blank is left out."""
        found = {key: read() for key, read in self._read.items()}
        return {key: value for key, value in found.items() if value not in {None, ""}}

    def _field(self, blank: "Blank", value: BlankValue | None) -> QWidget:
        name = f"blank_{blank.key}"
        words = self.desk.look.words_of(f"conditions.blank_name_{blank.fills}")
        if blank.fills == "number":
            return self._number(blank, value, name, words)
        if blank.fills == "object":
            return self._object(blank, value, name, words)
        made = Select(self.desk.look.theme, name, words)
        for key, shown in self._choices(blank.fills):
            made.addItem(self.desk.look.word(shown), key)
        row = made.findData(value if value is not None else made.itemData(0))
        made.setCurrentIndex(max(0, row))
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        made.setMinimumContentsLength(SHORTEST)
        self._read[blank.key] = lambda: str(made.currentData())
        return made

    def _number(self, blank: "Blank", value: BlankValue | None, name: str, words: str) -> QLineEdit:
        made = QLineEdit()
        made.setObjectName(name)
        made.setAccessibleName(words)
        made.setToolTip(words)
        start = blank.begin(self.desk.rules.rubric) if value is None else float(value)
        made.setText(self.desk.look.words.number(start, blank.decimals))
        made.setFixedWidth(round(NUMBER_PX * self.desk.look.theme.text_scale))
        self._read[blank.key] = lambda: _typed(made.text())
        return made

    def _object(
        self, blank: "Blank", value: BlankValue | None, name: str, words: str
    ) -> QPushButton:
        made = button(self.desk.look.theme, "", name, role="small", sign="crosshair")
        made.setIconSize(QSize(14, 14))
        chosen = [str(value)] if value else list(self.desk.selection[:1])
        self._objects[blank.key] = (made, chosen)
        self._read[blank.key] = lambda: chosen[0] if chosen else None
        made.clicked.connect(self._take_choice)
        made.setAccessibleDescription(words)
        self._word_object(blank.key)
        return made

    def _take_choice(self) -> None:
        """The object chosen on the map fills the blank."""
        for key, (_, chosen) in self._objects.items():
            if self.desk.selection:
                chosen[:] = [self.desk.selection[0]]
                self._word_object(key)

    def _word_object(self, key: str) -> None:
        made, chosen = self._objects[key]
        project, look = self.desk.project, self.desk.look
        words = look.words_of("conditions.choose_object")
        if chosen and project is not None:
            whole = self.desk.whole or project
            words = look.word(names_of(project, self.desk.rules, whole)(chosen[0]))
        made.setText(words)
        made.setAccessibleName(words)
        made.setToolTip(look.words_of("conditions.choose_object"))
        made.updateGeometry()

    def _choices(self, fills: str) -> list[tuple[str, Text]]:
        if fills == "vehicle":
            return [(one.value, text(f"access.vehicle_{one.value}")) for one in Service]
        if fills == "indicator":
            rules = self.desk.rules.rubric.indicators
            return [(rule.key, rule.name) for rule in rules]
        project = self.desk.project
        states = () if project is None else project.time_states
        return [
            (ANY_STATE, text("conditions.state_any")),
            *((one.key, name_of_state(one)) for one in states),
        ]


def _word(word: str) -> QWidget:
    made = label(word)
    made.setProperty(TIGHT, not word[0].isalnum())
    return made


def _typed(words: str) -> BlankValue | None:
    found = read_number(words)
    return words.strip() if found is None and words.strip() else found
