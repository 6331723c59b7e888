"""The ground a vehicle sweeps, its route, and what is in its way, drawn over the map."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen
from shapely.geometry import LineString

from sbd_tool.domain.access_results import AccessConflict, Drive
from sbd_tool.gui.map.overlays import screen_path
from sbd_tool.gui.map.viewport import View
from sbd_tool.gui.panels.passages.pass_rows import number_sign
from sbd_tool.gui.panels.passages.service_table import TONES
from sbd_tool.gui.theme import Theme

SWEPT_OPACITY: Final = 0.28
ROUTE: Final = [4.0, 3.0]
RING_PX: Final = 15.0
AWAY_PX: Final = 24.0


def draw_drive(p: QPainter, theme: Theme, view: View, line: LineString, drive: Drive) -> None:
    """The swept ground filled, with the route dashed along it."""
    tone = theme.color(TONES[drive.passing])
    if not drive.swept.is_empty:
        path = screen_path(drive.swept, view)
        p.save()
        p.setOpacity(p.opacity() * SWEPT_OPACITY)
        p.fillPath(path, tone)
        p.restore()
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.setPen(QPen(tone, 2.0))
        p.drawPath(path)
    pen = QPen(theme.color("ink"), 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
    pen.setDashPattern(ROUTE)
    p.setBrush(Qt.BrushStyle.NoBrush)
    p.setPen(pen)
    p.drawPath(screen_path(line, view))


def draw_conflicts(
    p: QPainter, theme: Theme, view: View, conflicts: Sequence[AccessConflict], chosen: int | None
) -> None:
    """A ring round each place with its number beside it; the chosen one broader."""
    for number, one in enumerate(conflicts, 1):
        tone = "danger" if one.clearance_m <= 0 else "warn"
        c = QPointF(view.to_screen(one.at.x, one.at.y))
        width = 4.0 if number == chosen else 2.2
        p.setBrush(Qt.BrushStyle.NoBrush)
        for color, broad in (("surface", width + 3.0), (tone, width)):
            p.setPen(QPen(theme.color(color), broad))
            p.drawEllipse(c, RING_PX, RING_PX)
        number_sign(p, theme, c + QPointF(AWAY_PX, -AWAY_PX / 2), str(number), tone)
