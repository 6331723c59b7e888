"""What an edit works on: chosen measures and plan features that are drawn and not locked."""

from collections.abc import Sequence

from shapely.geometry.base import BaseGeometry

from sbd_tool.app.commands import Command
from sbd_tool.app.commands.together import Together
from sbd_tool.domain.locks import locked_objects
from sbd_tool.domain.text import Text, text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.map.tool_base import PICK_PX, Modifier, Pointer, ToolHost

Shapes = dict[str, BaseGeometry]


def editable(desk: Desk, host: ToolHost, ids: Sequence[str], *, is_quiet: bool = False) -> Shapes:
    """Shapes of those objects that can be edited, in the order given.

    Args:
        desk: The project.
        host: The canvas: only what it shows is edited.
        ids: Chosen objects.
        is_quiet: Do not say that some are locked.
    """
    project = desk.project
    if project is None:
        return {}
    remarks = project.notes.keys() | project.photos.keys()
    found: Shapes = {}
    for object_id in ids:
        shape = host.index.geometry(object_id)
        if shape is not None and object_id not in remarks:
            found[object_id] = shape
    locked = locked_objects(project) if project.locked else frozenset()
    shut = [object_id for object_id in found if object_id in locked]
    if shut and not is_quiet:
        desk.told.emit(text("tools.locked", count=len(shut)))
    return {object_id: shape for object_id, shape in found.items() if object_id not in locked}


def under(desk: Desk, host: ToolHost, at: Pointer, dimension: int | None = None) -> str | None:
    """The likeliest editable object under the pointer, or None.

    Args:
        desk: The project.
        host: The canvas.
        at: The pointer.
        dimension: 1 for lines only, 2 for areas only, None for any.
    """
    x, y = host.view.to_map(at.screen)
    hits = host.index.at(x, y, PICK_PX * host.view.m_per_px)
    for object_id, shape in editable(desk, host, [hit.id for hit in hits], is_quiet=True).items():
        if dimension is None or size_of(shape) == dimension:
            return object_id
    return None


def size_of(shape: BaseGeometry) -> int:
    """0 for points, 1 for lines, 2 for areas."""
    names = {"Point": 0, "MultiPoint": 0, "LineString": 1, "MultiLineString": 1, "LinearRing": 1}
    return names.get(shape.geom_type, 2)


def add_to_choice(host: ToolHost, object_id: str | None, at: Pointer) -> None:
    """Choose an object: alone, or with Shift or Ctrl beside those chosen already."""
    chosen = list(host.selection)
    if object_id is None:
        if not at.modifiers & (Modifier.ShiftModifier | Modifier.ControlModifier):
            host.choose(())
    elif at.has(Modifier.ShiftModifier):
        host.choose(tuple(dict.fromkeys([*chosen, object_id])))
    elif at.has(Modifier.ControlModifier):
        rest = [one for one in chosen if one != object_id]
        host.choose(rest if object_id in chosen else [*chosen, object_id])
    else:
        host.choose((object_id,))


def as_one(commands: Sequence[Command], label: Text) -> Command | None:
    """Several commands as one step of undo; a single one stays itself, none is None."""
    if len(commands) < 2:  # noqa: PLR2004 - several
        return commands[0] if commands else None
    return Together(commands=tuple(commands), label=label, by=commands[0].by)
