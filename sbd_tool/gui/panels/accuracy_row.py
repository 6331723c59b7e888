"""How accurate a layer is drawn: a field in the page of its objects."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from sbd_tool.app.commands.accuracy import SetLayerAccuracy
from sbd_tool.domain.layers import Layer
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.panels.parameter_rows import read_number
from sbd_tool.gui.theme import mark, restyle
from sbd_tool.gui.widgets.basics import holder, label, row

EDIT_PX: Final = 96


def accuracy_row(desk: Desk, layer: Layer) -> QWidget:
    """Standard deviation of a coordinate in metres; empty while nobody knows it."""
    look = desk.look
    name = look.words_of("sketch.layer_accuracy")
    edit = QLineEdit()
    edit.setObjectName("layer_accuracy")
    edit.setAccessibleName(name)
    edit.setToolTip(look.words_of("sketch.layer_accuracy.tip"))
    edit.setPlaceholderText(look.say("parameter.unknown"))
    edit.setAlignment(Qt.AlignmentFlag.AlignRight)
    edit.setFixedWidth(EDIT_PX)
    if layer.accuracy_m is not None:
        edit.setText(look.words.number(layer.accuracy_m, 3))
    edit.editingFinished.connect(lambda: _take(desk, layer.id, edit))
    made = row(label(name), None, edit, label("m", "small"), spacing=6)
    return holder(made)


def _take(desk: Desk, layer_id: str, edit: QLineEdit) -> None:
    if not edit.isModified():
        return
    edit.setModified(False)
    typed = edit.text().strip()
    value = read_number(typed) if typed else None
    is_wrong = bool(typed) and value is None
    mark(edit, invalid=is_wrong)
    restyle(edit)
    if not is_wrong:
        desk.do(SetLayerAccuracy(layer_id=layer_id, accuracy_m=value, by=desk.by()))
