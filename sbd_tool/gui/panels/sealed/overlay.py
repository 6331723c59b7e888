"""The open layer over the map: drawn live, never part of the picture that is kept of a project."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from sbd_tool.domain.sealed import SealedContent
from sbd_tool.gui import paint
from sbd_tool.gui.map.overlays import screen_path
from sbd_tool.gui.map.tool_base import Drafts, ToolHost


class SealedOverlay:
    """Draws what lies open, and nothing while the layer is closed."""

    def __init__(self) -> None:
        self.content: SealedContent | None = None

    def paint(self, p: QPainter, host: ToolHost, drafts: Drafts) -> None:
        """Draw in screen pixels."""
        del drafts
        if self.content is None:
            return
        theme, view = host.theme, host.view
        for number, one in enumerate(self.content.objects, 1):
            path = screen_path(one.geometry, view)
            p.setBrush(theme.color("protection", 0.16))
            if one.geometry.geom_type == "LineString":
                p.setBrush(Qt.BrushStyle.NoBrush)
            for tone, wide in (("surface", 6.0), ("protection", 2.6)):
                p.setPen(QPen(theme.color(tone), wide))
                p.drawPath(path)
            at = one.geometry.representative_point()
            c = view.to_screen(at.x, at.y)
            p.setPen(QPen(theme.color("surface"), 2.0))
            p.setBrush(theme.color("protection"))
            p.drawRect(QRectF(c.x() - 9, c.y() - 9, 18, 18))
            box = QRectF(c.x() - 9, c.y() - 9, 18, 18)
            font = theme.font("caption", "bold")
            paint.text(p, box, str(number), font, theme.color("surface"), paint.CENTER)
            self._words(p, host, QPointF(c), one.words)

    @staticmethod
    def _words(p: QPainter, host: ToolHost, c: QPointF, words: str) -> None:
        if not words:
            return
        theme = host.theme
        font = theme.font("caption", "semibold")
        shown = words if len(words) <= 40 else words[:39] + "\u2026"  # noqa: PLR2004 - a label
        width = paint.width(shown, font) + 10
        box = QRectF(c.x() + 13, c.y() - 9, width, 18)
        paint.round_rect(p, box, 3, theme.color("surface", 0.92))
        paint.text(p, box, shown, font, theme.color("ink"), paint.CENTER)
