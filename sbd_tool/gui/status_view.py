"""Rotation and magnifier of the map in the status bar."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QWidget

from sbd_tool.domain.text import Quantity, text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.icons import pixmap
from sbd_tool.gui.map.canvas import MapCanvas
from sbd_tool.gui.panels.parameter_rows import read_number
from sbd_tool.gui.theme import mark
from sbd_tool.gui.widgets.basics import row

MAGNIFIERS: Final = (100, 125, 150, 200, 300, 400)
LEAST_PERCENT, MOST_PERCENT = 25, 800
SIGN_PX: Final = 14


class ViewFields(QWidget):
    """Two small fields; Enter takes what was typed."""

    def __init__(self, desk: Desk, canvas: MapCanvas) -> None:
        super().__init__()
        self.desk, self.canvas = desk, canvas
        look, scale = desk.look, desk.look.theme.text_scale
        self.rotation = QLineEdit()
        self.rotation.setObjectName("rotation")
        self.rotation.setFixedWidth(round(52 * scale))
        self.rotation.returnPressed.connect(self._turn)
        self.magnifier = QComboBox()
        self.magnifier.setObjectName("magnifier")
        self.magnifier.setEditable(True)
        self.magnifier.setFixedWidth(round(72 * scale))
        for percent in MAGNIFIERS:
            self.magnifier.addItem(look.words.quantity(Quantity(percent, "%")), percent)
        self.magnifier.activated.connect(lambda _row: self._magnify())
        line = self.magnifier.lineEdit()
        if line is not None:
            mark(line, "status")
            line.returnPressed.connect(self._magnify)
        for field, key in ((self.rotation, "rotation"), (self.magnifier, "magnifier")):
            field.setAccessibleName(look.word(text(f"frame.status.{key}")))
            field.setToolTip(look.word(text(f"frame.status.{key}.tip")))
            field.setFont(look.theme.font("caption", is_tabular=True))
            mark(field, "status")
        signs = [self._sign(name) for name in ("arrow-clockwise", "magnifying-glass-plus")]
        self.setLayout(row(signs[0], self.rotation, signs[1], self.magnifier, spacing=4))
        canvas.view_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the view as it is."""
        words, view = self.desk.look.words, self.canvas.view
        if not self.rotation.hasFocus():
            self.rotation.setText(f"{words.number(round(view.rotation_deg, 1) + 0.0, 1)}°")
        line = self.magnifier.lineEdit()
        if line is not None and not line.hasFocus():
            line.setText(words.quantity(Quantity(view.magnifier * 100, "%")))

    def _sign(self, name: str) -> QLabel:
        made = QLabel()
        made.setPixmap(pixmap(self.desk.look.theme, name, SIGN_PX, "ink_3"))
        made.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        return made

    def _turn(self) -> None:
        degrees = read_number(self.rotation.text().replace("°", ""))
        self.canvas.setFocus()
        if degrees is not None:
            self.canvas.set_view(self.canvas.view.turned(degrees))
        self.refresh()

    def _magnify(self) -> None:
        percent = read_number(self.magnifier.currentText().replace("%", ""))
        self.canvas.setFocus()
        if percent is not None and LEAST_PERCENT <= percent <= MOST_PERCENT:
            self.canvas.set_view(self.canvas.view.magnified(percent / 100))
        self.refresh()
