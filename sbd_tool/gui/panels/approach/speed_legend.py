"""What the lines along the edge mean: a sample of each with its high value."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QGridLayout, QWidget

from sbd_tool.gui.look import Look
from sbd_tool.gui.panels.approach.speed_drawing import INKS, Ink
from sbd_tool.gui.panels.approach.speed_rows import kmh
from sbd_tool.gui.widgets.basics import label, row
from sbd_tool.gui.widgets.signs import Swatch

SAMPLE_PX = (34, 14)
COLUMNS = 2


class SpeedLegend(QWidget):
    """One entry for each band.

    Args:
        look: Words and theme.
        steps: Upper ends of the bands, km/h; the last band is over the last of them.
    """

    def __init__(self, look: Look, steps: Sequence[float]) -> None:
        super().__init__()
        self.look = look
        self.setObjectName("speeds_legend")
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(2)
        grid.addWidget(label(look.words_of("speeds.legend"), "caption"), 0, 0)
        for number, ink in enumerate(INKS):
            is_last = number == len(INKS) - 1
            key = "speeds.legend_over" if is_last else "speeds.legend_to"
            at = steps[-1] if is_last else steps[number]
            words = label(look.words_of(key, speed=kmh(at)), "caption")
            sample = Swatch(*SAMPLE_PX, partial(self._draw, ink))
            entry = QWidget()
            entry.setLayout(row(sample, words, spacing=8))
            place = number + 1
            grid.addWidget(entry, place // COLUMNS, place % COLUMNS)
        self.setLayout(grid)

    def _draw(self, ink: Ink, p: QPainter, box: QRectF) -> None:
        pen = QPen(self.look.theme.color(ink.tone), ink.width_px)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if ink.dashes:
            pen.setDashPattern(list(ink.dashes))
        p.setPen(pen)
        y = box.center().y()
        p.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
