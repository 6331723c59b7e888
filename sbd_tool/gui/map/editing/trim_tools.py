"""Trim and extend: a click on a line takes a stretch away, or brings its end to the next edge."""

import shapely
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPen
from shapely.geometry.base import BaseGeometry

from sbd_tool.app.commands import Command
from sbd_tool.app.commands.geometry import SetShape, ShapeEdit
from sbd_tool.app.commands.joining import TrimObject
from sbd_tool.domain.edits.cutting import extend, trim
from sbd_tool.domain.edits.soundness import LINE, XY
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.text import Text, text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.map.editing.ghosts import draw_ghosts
from sbd_tool.gui.map.editing.subjects import under
from sbd_tool.gui.map.overlays import screen_path
from sbd_tool.gui.map.tool_base import MapTool, Pointer, ToolHost


class EdgeTool(MapTool):
    """Works on the line under the pointer against all edges drawn around it.

    Args:
        desk: Where commands go.
        host: The canvas.
    """

    cursor = Qt.CursorShape.CrossCursor
    hovers = True

    def __init__(self, desk: Desk, host: ToolHost) -> None:
        super().__init__(host)
        self.desk = desk
        self._line: tuple[str, BaseGeometry] | None = None
        self._shown: BaseGeometry | None = None
        self._problem: InputError | None = None

    @property
    def ghost(self) -> BaseGeometry | None:
        """What would go or come, or None."""
        return self._shown

    @property
    def prompt(self) -> Text | None:
        return text(f"tools.prompt.{self.key}")

    def move(self, at: Pointer) -> None:
        self._look(at)
        self.host.update()

    def _look(self, at: Pointer) -> None:
        self._line = self._shown = self._problem = None
        found = under(self.desk, self.host, at, LINE)
        shape = self.host.index.geometry(found) if found else None
        if found is None or shape is None:
            return
        self._line = found, shape
        try:
            self._shown = self.difference(found, shape, self.host.view.to_map(at.screen))
        except InputError as problem:
            self._problem = problem

    def press(self, at: Pointer) -> None:
        self._look(at)
        if self._problem is not None:
            self.desk.report(self._problem)
        elif self._line is not None:
            name, shape = self._line
            self.desk.do(self.command(name, shape, self.host.view.to_map(at.screen)))
            self.cancel()

    def edges(self, name: str, shape: BaseGeometry) -> tuple[BaseGeometry, ...]:
        """Drawn edges around a line and the view, without its own."""
        if self.host.snaps is None:
            return ()
        view = self.host.view
        west, south, east, north = (float(v) for v in shapely.bounds(shape))
        window = view.bounds
        around = (
            min(west, window[0]),
            min(south, window[1]),
            max(east, window[2]),
            max(north, window[3]),
        )
        return self.host.snaps.edges_near(view, around, name)

    def difference(self, name: str, shape: BaseGeometry, at: XY) -> BaseGeometry:
        """What the click would take away or add.

        Raises:
            InputError: It cannot be done here.
        """
        raise NotImplementedError

    def command(self, name: str, shape: BaseGeometry, at: XY) -> Command:
        """The command of a click."""
        raise NotImplementedError

    def cancel(self) -> None:
        self._line = self._shown = self._problem = None
        self.host.update()


class TrimTool(EdgeTool):
    """Takes the stretch under the pointer away, up to the next edges on both sides."""

    key = "trim"

    def difference(self, name: str, shape: BaseGeometry, at: XY) -> BaseGeometry:
        edges = self.edges(name, shape)
        return trim(shape, edges, at, keeps_clicked=True, subject=name)[0]

    def command(self, name: str, shape: BaseGeometry, at: XY) -> Command:
        return TrimObject(
            object_id=name,
            edges=self.edges(name, shape),
            at=at,
            new_id=self.desk.bench.new_id(),
            by=self.desk.by(),
        )

    def paint(self, p: QPainter) -> None:
        if self._shown is None:
            return
        path = screen_path(self._shown, self.host.view)
        p.setBrush(Qt.BrushStyle.NoBrush)
        for tone, width in (("surface", 6.0), ("danger", 3.0)):
            p.setPen(QPen(self.host.theme.color(tone), width))
            p.drawPath(path)
        p.setPen(QPen(self.host.theme.color("surface"), 1.4, Qt.PenStyle.DotLine))
        p.drawPath(path)


class ExtendTool(EdgeTool):
    """Lengthens the end nearest to the pointer straight on to the next edge."""

    key = "extend"

    def difference(self, name: str, shape: BaseGeometry, at: XY) -> BaseGeometry:
        longer = extend(shape, self.edges(name, shape), at, name)
        before, after = shapely.get_coordinates(shape), shapely.get_coordinates(longer)
        row = 0 if (before[0] != after[0]).any() else -1
        return shapely.LineString([before[row], after[row]])

    def command(self, name: str, shape: BaseGeometry, at: XY) -> Command:
        longer = extend(shape, self.edges(name, shape), at, name)
        return SetShape(object_id=name, geometry=longer, edit=ShapeEdit.EXTENDED, by=self.desk.by())

    def paint(self, p: QPainter) -> None:
        if self._shown is not None:
            draw_ghosts(p, self.host, [self._shown])
