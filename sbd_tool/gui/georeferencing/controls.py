"""Parts of the panel: the table of points with its buttons, and the known distance."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableView,
    QWidget,
)

from sbd_tool.gui.georeferencing.point_model import (
    EAST,
    KEY,
    MISS,
    NORTH,
    PointModel,
    X,
    Y,
    number_of,
)
from sbd_tool.gui.georeferencing.session import NOWHERE, Session
from sbd_tool.gui.look import Look
from sbd_tool.gui.widgets.basics import STRETCH, button, column, label, row, tool
from sbd_tool.gui.widgets.typing_keys import claims

WIDTHS_PX: Final = {KEY: 42, MISS: 64, X: 54, Y: 54, EAST: 80, NORTH: 88}
ROW_PX: Final = 26


class PointTable(QTableView):
    """Numbers are typed in place; Insert adds a point, Delete takes it away."""

    def __init__(self, look: Look, model: PointModel, session: Session) -> None:
        super().__init__()
        self.points, self.session = model, session
        self.setObjectName("geo_points")
        self.setAccessibleName(look.words_of("desk.geo_points"))
        self.setAccessibleDescription(look.words_of("desk.geo_points_keys"))
        self.setToolTip(look.words_of("desk.geo_points_keys"))
        self.setModel(model)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(round(ROW_PX * look.theme.text_scale))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.AnyKeyPressed | trigger.EditKeyPressed | trigger.DoubleClicked)
        head = self.horizontalHeader()
        for section, width in WIDTHS_PX.items():
            self.setColumnWidth(section, round(width * look.theme.text_scale))
        head.setMinimumSectionSize(30)
        head.setSectionResizeMode(NORTH, QHeaderView.ResizeMode.Stretch)

    def add_row(self) -> None:
        """Add an empty point and stand in its first number."""
        number = self.session.add()
        self.setFocus()
        self.setCurrentIndex(self.points.index(number, X))

    def remove_row(self) -> None:
        """Take the current point away."""
        number = self.currentIndex().row()
        if 0 <= number < len(self.session.rows):
            self.session.remove(number)

    def keep_place(self, renew: Callable[[], None]) -> None:
        """Renew the rows and stay in the same cell."""
        index = self.currentIndex()
        place = (index.row(), index.column()) if index.isValid() else None
        renew()
        is_lost = not self.currentIndex().isValid()
        if is_lost and place is not None and place[0] < len(self.session.rows):
            self.setCurrentIndex(self.points.index(*place))

    def event(self, event: QEvent) -> bool:
        return claims(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Insert:
            self.add_row()
        elif event.key() == Qt.Key.Key_Delete:
            self.remove_row()
        else:
            super().keyPressEvent(event)


def points_part(look: Look, table: PointTable, adder: QPushButton) -> QWidget:
    """The table with its buttons."""
    say = look.words_of
    typed = button(
        look.theme, say("desk.geo_type"), "geo_type", role="ghost", tip=say("desk.geo_type_tip")
    )
    typed.clicked.connect(table.add_row)
    away = tool(look.theme, "trash", "geo_remove", say("desk.geo_remove"), shortcut="Del")
    away.clicked.connect(table.remove_row)
    made = QWidget()
    made.setLayout(column(row(adder, typed, STRETCH, away, spacing=6), table, spacing=8))
    return made


def number_line(look: Look, name: str, words: str, tip: str) -> QLineEdit:
    """A line for a number of metres."""
    made = QLineEdit()
    made.setObjectName(name)
    made.setAccessibleName(words)
    made.setPlaceholderText(words)
    made.setToolTip(tip)
    made.setMinimumWidth(round(90 * look.theme.text_scale))
    return made


class DistancePart(QWidget):
    """Both ends are clicked on the picture, the true length is typed."""

    def __init__(self, look: Look, session: Session, clicker: QPushButton) -> None:
        super().__init__()
        say = look.words_of
        self.session = session
        self.length = number_line(
            look, "geo_length", say("desk.true_length"), say("desk.geo_length_tip")
        )
        self.length.textChanged.connect(self._typed)
        hint = label(say("desk.geo_distance_hint"), "small", is_wrapped=True)
        line = row(clicker, self.length, spacing=8)
        line.setStretch(1, 1)
        self.setLayout(column(hint, line, STRETCH, spacing=8))

    def _typed(self, words: str) -> None:
        number = number_of(words)
        self.session.length_m = NOWHERE if number is None else number
        self.session.changed()
