"""What the vertex tool does to shapes: each edit of several objects is one step."""

from typing import Final

import shapely

from sbd_tool.app.commands import Command
from sbd_tool.app.commands.geometry import SetShape, ShapeEdit
from sbd_tool.domain.edits.soundness import AREA, XY
from sbd_tool.domain.edits.vertices import Vertex, delete_vertices, insert_vertex
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.text import text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.map.editing.grips import GRIP_PX
from sbd_tool.gui.map.editing.subjects import Shapes, as_one, editable, size_of
from sbd_tool.gui.map.editing.vertex_picks import Picks, by_object
from sbd_tool.gui.map.tool_base import ToolHost

MOST_OBJECTS: Final = 60
"""Objects whose vertices are shown at once."""


class VertexEdits:
    """Edits vertices of the chosen objects.

    Args:
        desk: Where commands go.
        host: The canvas.
    """

    def __init__(self, desk: Desk, host: ToolHost) -> None:
        self.desk, self.host = desk, host

    def shapes(self) -> Shapes:
        """Chosen objects that can be edited."""
        chosen = self.host.selection[:MOST_OBJECTS]
        return editable(self.desk, self.host, chosen, is_quiet=True)

    def keep(self, shapes: Shapes, edit: ShapeEdit) -> bool:
        """Give objects these shapes."""
        by = self.desk.by()
        commands: list[Command] = [
            SetShape(object_id=name, geometry=shape, edit=edit, by=by)
            for name, shape in shapes.items()
        ]
        command = as_one(commands, text(f"edits.do.{edit.value}"))
        return command is not None and self.desk.do(command)

    def insert(self, target: str, place: XY) -> Vertex | None:
        """Set a vertex on the edge of a chosen object at a place; None where there is none."""
        shape = self.shapes().get(target)
        if shape is None:
            return None
        outline = shapely.boundary(shape) if size_of(shape) == AREA else shape
        if outline.distance(shapely.Point(place)) > GRIP_PX * self.host.view.m_per_px:
            return None
        try:
            made, vertex = insert_vertex(shape, place, None, target)
        except InputError as problem:
            self.desk.report(problem)
            return None
        return vertex if self.keep({target: made}, ShapeEdit.VERTEX_INSERTED) else None

    def delete(self, picks: Picks) -> bool:
        """Take picked vertices away; a refusal is told."""
        shapes = self.shapes()
        try:
            made = {
                name: delete_vertices(shapes[name], mine, name)
                for name, mine in by_object(picks).items()
                if name in shapes
            }
        except InputError as problem:
            self.desk.report(problem)
            return False
        return self.keep(made, ShapeEdit.VERTEX_DELETED)
