"""Chosen annotations with a frame around their words, and words that follow a drag."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from sbd_tool.cartography.annotation_words import spoken, word_size, words_place
from sbd_tool.cartography.labels import LINE_HEIGHT
from sbd_tool.domain.annotations import Annotation, fits
from sbd_tool.gui import paint
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.map.tool_base import Drafts, ToolHost
from sbd_tool.gui.symbols import PX_PER_MM

PAD_PX: Final = 5.0
MOST: Final = 100


class AnnotationOverlay:
    """Frames of what is chosen; ghosts of what is moved.

    Args:
        desk: The project and the look.
    """

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def paint(self, p: QPainter, host: ToolHost, drafts: Drafts) -> None:
        """Draw in screen pixels."""
        project = self.desk.project
        if project is None or not project.annotations:
            return
        rows = project.annotations
        for name in host.selection[:MOST]:
            if name in rows and name not in drafts and rows[name].is_visible:
                self._frame(p, host, rows[name])
        for name, shape in drafts.items():
            row = rows.get(name)
            if row is not None and fits(row.kind, shape, row.quantum):
                self._ghost(p, host, replace(row, geometry=shape, accuracy_m=None))

    def _frame(self, p: QPainter, host: ToolHost, row: Annotation) -> None:
        """A ring around the words, and the words again: the halo of a callout ends at them."""
        box = self._words(row, host)
        if box.isEmpty():
            return
        box.adjust(-PAD_PX, -PAD_PX, PAD_PX, PAD_PX)
        p.setBrush(host.theme.color("surface"))
        for tone, wide in (("ink", 4.6), ("select", 3.0)):
            p.setPen(QPen(host.theme.color(tone), wide))
            p.drawRoundedRect(box, 5, 5)
        self._write(p, host, row, host.theme.color("surface", 0.0))

    def _words(self, row: Annotation, host: ToolHost) -> QRectF:
        look, view = self.desk.look, host.view
        if not spoken(row, look.words):
            return QRectF()
        size_m = word_size(row, look.theme.design, look.words, view.scale)
        width, height = (length / view.m_per_px for length in size_m)
        middle = self._middle(row, host)
        return QRectF(middle.x() - width / 2, middle.y() - height / 2, width, height)

    def _middle(self, row: Annotation, host: ToolHost) -> QPointF:
        view = host.view
        at = words_place(row, self.desk.look.words, view.scale, view.rotation_deg)
        return view.to_screen(at.x, at.y)

    def _ghost(self, p: QPainter, host: ToolHost, row: Annotation) -> None:
        self._write(p, host, row, host.theme.color("surface", 0.8))

    def _write(self, p: QPainter, host: ToolHost, row: Annotation, ground: QColor) -> None:
        look, middle = self.desk.look, self._middle(row, host)
        lines = spoken(row, look.words)
        letter = row.size_mm * PX_PER_MM * host.view.magnifier
        is_figure = row.measured is not None
        step = LINE_HEIGHT * letter
        top = middle.y() - step * len(lines) / 2
        for number, line in enumerate(lines):
            weight = "semibold" if is_figure and number == 0 else "medium"
            font = look.theme.font(letter, weight)
            width = paint.width(line, font) + 8
            box = QRectF(middle.x() - width / 2, top + number * step, width, step)
            paint.round_rect(p, box, 3, ground)
            paint.text(p, box, line, font, host.theme.color(row.tone.value), paint.CENTER)
