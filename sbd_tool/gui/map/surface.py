"""The paper of the map: keeps a frame, moves it at once, asks for a crisp one when things rest."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from sbd_tool.cartography.drawlist import DrawList
from sbd_tool.cartography.heat_map import HeatMap, with_heat
from sbd_tool.cartography.raster.engine import Raster
from sbd_tool.domain.text import Text
from sbd_tool.domain.words import Words
from sbd_tool.gui import paint
from sbd_tool.gui.map.backend import SceneBackend
from sbd_tool.gui.map.frame_painter import Frame, FrameWish
from sbd_tool.gui.map.frames import FrameRenderer
from sbd_tool.gui.map.furniture import draw_credit, draw_north, draw_scale_bar
from sbd_tool.gui.map.gestures import Gestures
from sbd_tool.gui.map.heat_legend import HeatReading, draw_heat_legend
from sbd_tool.gui.map.moved_frames import draw_moved
from sbd_tool.gui.map.viewport import Bounds, View
from sbd_tool.gui.symbols import Symbols
from sbd_tool.gui.theme import Theme

RASTER: Final = Raster()  # compiled code and buffers, shared by all maps of the window
REST_MS: Final = 60  # without a move before a crisp frame is rendered
NORTH_INSET: Final = QPointF(34, 36)


def _empty(_scale: float) -> DrawList:
    return DrawList()


@dataclass(frozen=True, slots=True)
class MapContent:
    """What is on the map.

    Attributes:
        compose: Makes the draw list for a scale denominator; called off the window's thread.
        honours_rotation: Whether ``compose`` takes the map's turn in degrees as a second number,
            to keep labels apart on a turned map.
        bounds: Extent to show first and on "zoom to all", or None when the map is empty.
        version: Changes whenever the draw list may have changed.
        credit: Who made the data.
    """

    compose: Callable[..., DrawList] = field(default=_empty)
    bounds: Bounds | None = None
    version: int = 0
    credit: str = ""
    honours_rotation: bool = False


class MapSurface(QWidget):
    """Shows map content; knows nothing of tools.

    Signals:
        view_changed: Middle or scale moved.
        frame_shown: A crisp frame arrived.
        render_failed: Composing or rendering raised; carries the exception.
    """

    view_changed = Signal()
    frame_shown = Signal()
    render_failed = Signal(object)

    _gestures: Gestures | None = None  # Qt sends events to widgets that are not made yet

    def __init__(self, theme: Theme, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self.words = theme, words
        self.symbols = Symbols(theme)
        self.view = View()
        self.content = MapContent()
        self.north_letter = "N"
        self.safe_left_px = 0.0
        self.heat: HeatMap | None = None
        self.grounds: tuple[Callable[[QPainter], None], ...] = ()  # painted under pins and labels
        self.heat_notes: tuple[Text, ...] = ()
        self.is_heat_stale = False
        self._heat_at: tuple[float, float] | None = None
        self._heat_version = 0
        self._frame: Frame | None = None
        self._is_placed = False
        self._backend = SceneBackend(theme, self.symbols, RASTER)
        self._renderer = FrameRenderer(self)
        self._renderer.ready.connect(self._take_frame)
        self._renderer.failed.connect(self.render_failed)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._ask)
        self._gestures = Gestures(self, self)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(QSize(240, 160))

    @property
    def is_settled(self) -> bool:
        """Whether the frame shown is the one for this view and content."""
        return not self._rest.isActive() and not self._renderer.is_busy

    @property
    def has_overview(self) -> bool:
        """Whether the whole of this map is kept in small, so that no move shows bare ground."""
        overview = self._renderer.overview
        return overview is not None and overview.origin == self._origin()

    def turn_to(self, rotation_deg: float, at: QPointF | None = None) -> None:
        """Turn the map clockwise to a rotation, around a pixel or the middle."""
        self.set_view(self.view.turned(rotation_deg, at))

    def magnify(self, magnifier: float) -> None:
        """Show signs, lines and letters larger, and the map with them."""
        self.set_view(self.view.magnified(magnifier))

    def frame_image(self) -> QImage | None:
        """The last crisp frame, without overlays and furniture, or None."""
        return None if self._frame is None else self._frame.image

    def show_content(self, content: MapContent, *, is_new_place: bool = False) -> None:
        """Show other content; a new place is zoomed to, the same place keeps its view."""
        self.content = content
        if is_new_place:
            self._is_placed = False
            self._frame = None
        self._place()
        self._ask()

    def set_heat_map(
        self, heat: HeatMap | None, notes: tuple[Text, ...] = (), *, is_stale: bool = False
    ) -> None:
        """Lay a heat map under the measures, with its legend; None takes it away.

        Args:
            heat: The map.
            notes: Lines under its legend.
            is_stale: Of an earlier design: the legend greys.
        """
        self.heat_notes, self.is_heat_stale = notes, is_stale
        self.update()
        if heat is self.heat:
            return
        self.heat = heat
        self._heat_version += 1
        self._ask()
        self.update()

    def heat_value(self) -> float | None:
        """Value of the heat map under the pointer; None where there is none."""
        if self.heat is None or self._heat_at is None:
            return None
        return self.heat.value_at(*self._heat_at)

    def point_at(self, place: tuple[float, float] | None) -> None:
        """The pointer is at this map position, or has left the map."""
        before, self._heat_at = self.heat_value(), place
        if self.heat is not None and before != self.heat_value():
            self.update()

    def set_view(self, view: View) -> None:
        """Look elsewhere: the old frame is moved at once, a crisp one follows."""
        self.view = view.resized(self.width(), self.height())
        self._rest.start()
        self.view_changed.emit()
        self.update()

    def zoom_to(self, bounds: Bounds) -> None:
        """Show an extent."""
        self.set_view(self.view.fitted(bounds))

    def zoom_full(self) -> None:
        """Show everything."""
        if self.content.bounds is not None:
            self.zoom_to(self.content.bounds)

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Closer or farther, around a pixel or the middle."""
        middle = QPointF(self.width() / 2, self.height() / 2)
        self.set_view(self.view.zoomed(factor, at if at is not None else middle))

    def shutdown(self) -> None:
        """Stop the worker; the surface stays as it is."""
        self._rest.stop()
        self._renderer.shutdown()

    def event(self, event: QEvent) -> bool:
        gestures = self._gestures
        return (gestures is not None and gestures.take(event)) or super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.view = self.view.resized(self.width(), self.height())
        self._place()
        self._rest.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p = QPainter(self)
        p.fillRect(self.rect(), self.theme.color("map.ground"))
        self._draw_frame(p)
        paint.hints(p)
        for ground in self.grounds:
            ground(p)
        self.paint_over(p)
        draw_scale_bar(p, self.theme, self.words, self.view, self.safe_left_px)
        north = QPointF(self.width() - NORTH_INSET.x(), NORTH_INSET.y())
        draw_north(p, self.theme, north, self.north_letter, self.view.rotation_deg)
        draw_credit(p, self.theme, self.view, self.content.credit)
        if self.heat is not None:
            here = HeatReading(
                self.heat_value(),
                is_over=self._heat_at is not None,
                notes=self.heat_notes,
                is_stale=self.is_heat_stale,
            )
            draw_heat_legend(p, self.theme, self.words, self.view, self.heat, here)
        if self.hasFocus():
            paint.focus_ring(p, self.theme, QRectF(self.rect()), 2)
        p.end()

    def paint_over(self, p: QPainter) -> None:
        """Overlays of children, in screen pixels."""

    def _draw_frame(self, p: QPainter) -> None:
        overview = self._renderer.overview
        if overview is not None and overview.origin != self._origin():
            overview = None
        draw_moved(p, self._frame, overview, self.view, self.devicePixelRatioF())

    def _place(self) -> None:
        if self._is_placed or self.content.bounds is None or self.width() < 10:  # noqa: PLR2004
            return
        if self.isVisible():
            self._is_placed = True
        upright = self.view.resized(self.width(), self.height()).turned(0.0)
        self.view = upright.fitted(self.content.bounds)
        self.view_changed.emit()

    def _ask(self) -> None:
        self._rest.stop()
        turned = self.view.rotation_deg if self.content.honours_rotation else 0.0
        self._renderer.ask(
            FrameWish(
                compose=self._compose(turned),
                version=(self.content.version, self._heat_version, turned),
                view=self.view,
                ratio=self.devicePixelRatioF(),
                origin=self._origin(),
                backend=self._backend,
            ),
            shows_parts=self._frame is None,
        )

    def _origin(self) -> tuple[float, float]:
        bounds = self.content.bounds
        return (bounds[0], bounds[1]) if bounds is not None else (0.0, 0.0)

    def _compose(self, turned_deg: float) -> Callable[[float], DrawList]:
        content, heat = self.content, self.heat
        more = (turned_deg,) if content.honours_rotation else ()
        design, words = self.theme.design, self.words

        def composed(scale: float) -> DrawList:
            drawn = content.compose(scale, *more)
            return drawn if heat is None else with_heat(drawn, heat, design, words)

        return composed

    def _take_frame(self, frame: Frame) -> None:
        if not frame.is_whole and self._frame is not None:
            return
        self._frame = frame
        self.update()
        if frame.is_whole:
            self.frame_shown.emit()
