"""Signs of tasks, alike in list and map: each state has a form of its own, colour only adds."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from sbd_tool.domain.checklists import XY
from sbd_tool.domain.tasks import Entry, Form, TaskState
from sbd_tool.gui import paint
from sbd_tool.gui.map.viewport import View
from sbd_tool.gui.theme import Theme

TONES: Final = {
    TaskState.OPEN: "ink",
    TaskState.ANSWERED: "openness",
    TaskState.SETTLED: "protection",
    TaskState.DISPUTED: "danger",
    TaskState.NOT_ASKED: "ink_3",
}
PIN_PX: Final = 9.0
WORST_FIRST: Final = (
    TaskState.DISPUTED,
    TaskState.OPEN,
    TaskState.SETTLED,
    TaskState.ANSWERED,
    TaskState.NOT_ASKED,
)


def state_sign(p: QPainter, theme: Theme, c: QPointF, r: float, state: TaskState) -> None:
    """Ring for open, disc with a tick for answered, square for settled, diamond for a dispute."""
    tone, ground = theme.color(TONES[state]), theme.color("surface")
    box = QRectF(c.x() - r, c.y() - r, 2 * r, 2 * r)
    p.setPen(QPen(ground, 3.0))
    if state is TaskState.DISPUTED:
        p.setBrush(tone)
        far = r * 1.25
        p.drawPolygon(
            QPolygonF([c + QPointF(0, -far), c + QPointF(far, 0), c + QPointF(0, far),
                       c + QPointF(-far, 0)])
        )  # fmt: skip
        paint.text(p, box, "!", theme.font("small", "bold"), ground, paint.CENTER)
        return
    if state in {TaskState.ANSWERED, TaskState.SETTLED}:
        p.setBrush(tone)
        if state is TaskState.SETTLED:
            p.drawRect(box)
        else:
            p.drawEllipse(c, r, r)
        paint.tick(p, c, r * 0.5, ground, is_ok=True)
        return
    p.setBrush(ground)
    p.drawEllipse(c, r + 1, r + 1)
    p.setPen(QPen(tone, 2.2))
    p.drawEllipse(c, r - 1, r - 1)


def draw_places(
    p: QPainter, theme: Theme, view: View, entries: tuple[Entry, ...], chosen: Entry | None
) -> None:
    """A pin for each place, in the worst state of its questions; the chosen one with its view."""
    by_place: dict[tuple[str, int], list[Entry]] = {}
    for entry in entries:
        by_place.setdefault((entry.task.list_id, entry.task.spot), []).append(entry)
    if chosen is not None:
        draw_view(p, theme, view, chosen)
    for rows in by_place.values():
        state = min((row.state for row in rows), key=WORST_FIRST.index)
        c = view.to_screen(*pin_at(rows[0]))
        state_sign(p, theme, c, PIN_PX, state)
        if chosen is not None and rows[0].task.spot == chosen.task.spot:
            is_same = rows[0].task.list_id == chosen.task.list_id
            if is_same:
                p.setPen(QPen(theme.color("select"), 3.5))
                p.setBrush(Qt.BrushStyle.NoBrush)
                p.drawEllipse(c, PIN_PX + 6, PIN_PX + 6)


def pin_at(entry: Entry) -> XY:
    """Where the pin of a task stands: on its place, of an area where one stands to look."""
    site = entry.task.site
    return site.stand if site.form is Form.AREA else site.middle


def draw_view(p: QPainter, theme: Theme, view: View, entry: Entry) -> None:
    """The place itself, where to stand and where to look."""
    site = entry.task.site
    points = QPolygonF([view.to_screen(*point) for point in site.points])
    pen = QPen(theme.color("select"), 3.0)
    p.setPen(pen)
    p.setBrush(Qt.BrushStyle.NoBrush)
    if site.form is not Form.POINT:
        p.drawPolyline(points)
    stand, look = view.to_screen(*site.stand), view.to_screen(*site.look)
    for tone, width in (("surface", 5.0), ("ink", 2.0)):
        p.setPen(QPen(theme.color(tone), width, Qt.PenStyle.SolidLine))
        if site.stand != site.look:
            p.drawLine(stand, look)
    p.setPen(QPen(theme.color("surface"), 2.0))
    p.setBrush(theme.color("ink"))
    p.drawRect(QRectF(stand.x() - 5, stand.y() - 5, 10, 10))
    if site.stand != site.look:
        _arrow(p, stand, look)


def draw_here(p: QPainter, theme: Theme, view: View, here: XY) -> None:
    """A cross in a ring: where the person says to be."""
    c = view.to_screen(*here)
    for tone, width in (("surface", 5.0), ("info", 2.4)):
        p.setPen(QPen(theme.color(tone), width))
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.drawEllipse(c, 10, 10)
        p.drawLine(c + QPointF(-15, 0), c + QPointF(15, 0))
        p.drawLine(c + QPointF(0, -15), c + QPointF(0, 15))


def _arrow(p: QPainter, start: QPointF, end: QPointF) -> None:
    way = end - start
    far = (way.x() ** 2 + way.y() ** 2) ** 0.5
    if far < 1.0:
        return
    step = way / far
    across = QPointF(-step.y(), step.x())
    p.drawPolygon(QPolygonF([end, end - step * 12 + across * 5, end - step * 12 - across * 5]))
