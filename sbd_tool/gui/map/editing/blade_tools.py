"""Split and reshape: a line is sketched over what is to be cut or take another course."""

import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.app.commands import Command
from sbd_tool.app.commands.geometry import ReshapeObject
from sbd_tool.app.commands.joining import SplitObject
from sbd_tool.domain.edits.cutting import split
from sbd_tool.domain.edits.reshaping import reshape
from sbd_tool.domain.edits.soundness import AREA, LINE, refusal
from sbd_tool.domain.edits.typed_input import EntryStyle
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.text import Text, text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.map.editing.sketch_tools import SketchTool
from sbd_tool.gui.map.editing.subjects import Shapes, as_one, editable, size_of
from sbd_tool.gui.map.tool_base import ToolHost


class BladeTool(SketchTool):
    """A sketched line that is used up by an edit.

    Args:
        desk: Where commands go.
        host: The canvas.
        style: How the reader types numbers.
    """

    def __init__(self, desk: Desk, host: ToolHost, style: EntryStyle) -> None:
        super().__init__(host, "line", style)
        self.desk = desk

    @property
    def prompt(self) -> Text | None:
        if self.points:
            return super().prompt
        is_free = not self.host.selection
        return text(f"tools.prompt.{self.key}_free" if is_free else f"tools.prompt.{self.key}")

    def take(self, geometry: BaseGeometry) -> None:
        if isinstance(geometry, shapely.LineString):
            self.cut(geometry)

    def cut(self, blade: shapely.LineString) -> None:
        """What the finished line does."""

    def targets(self, blade: shapely.LineString) -> Shapes:
        """Chosen lines and areas; with nothing chosen, those the blade meets."""
        ids = self.host.selection
        if not ids and self.host.snaps is not None:
            west, south, east, north = blade.bounds
            ids = self.host.snaps.ids_near(self.host.view, (west, south, east, north))
        shapes = editable(self.desk, self.host, ids, is_quiet=not self.host.selection)
        return {
            name: shape
            for name, shape in shapes.items()
            if size_of(shape) in (LINE, AREA) and shapely.intersects(shape, blade)
        }


class SplitTool(BladeTool):
    """Cuts every chosen line and area the sketch runs through, in one step."""

    key = "split"

    def cut(self, blade: shapely.LineString) -> None:
        commands: list[Command] = []
        pieces: list[str] = []
        problem: InputError | None = None
        for name, shape in self.targets(blade).items():
            try:
                count = len(split(shape, blade, name))
            except InputError as error:
                problem = problem or error
                continue
            new_ids = tuple(self.desk.bench.new_id() for _ in range(count - 1))
            pieces += [name, *new_ids]
            commands.append(
                SplitObject(object_id=name, blade=blade, new_ids=new_ids, by=self.desk.by())
            )
        command = as_one(commands, text("tools.do.split", count=len(commands)))
        if command is None:
            self.desk.report(problem or refusal(text("edits.split_misses")))
        elif self.desk.do(command):
            self.desk.choose(pieces)


class ReshapeTool(BladeTool):
    """Replaces a stretch of the chosen outline; with nothing chosen, of the one that is met."""

    key = "reshape"

    def cut(self, blade: shapely.LineString) -> None:
        targets = self._fitting(blade)
        if len(targets) != 1:
            key = "edits.reshape_misses" if not targets else "tools.reshape_many"
            self.desk.report(refusal(text(key)))
            return
        (name,) = targets
        if self.desk.do(ReshapeObject(object_id=name, sketch=blade, by=self.desk.by())):
            self.desk.choose((name,))

    def _fitting(self, blade: shapely.LineString) -> Shapes:
        """Of several objects that are met, those that can be reshaped so."""
        targets = self.targets(blade)
        if len(targets) < 2:  # noqa: PLR2004 - nothing to sort out
            return targets
        fitting: Shapes = {}
        for name, shape in targets.items():
            try:
                reshape(shape, blade, name)
            except InputError:
                continue
            fitting[name] = shape
        return fitting
