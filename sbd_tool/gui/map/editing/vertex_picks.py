"""Picked vertices: by a box, by walking along, by object."""

from sbd_tool.domain.edits.soundness import XY
from sbd_tool.domain.edits.vertices import Vertex
from sbd_tool.gui.map.editing.grips import grips_of
from sbd_tool.gui.map.editing.subjects import Shapes
from sbd_tool.gui.map.viewport import Bounds

Picks = frozenset[tuple[str, Vertex]]


def box_picks(shapes: Shapes, box: Bounds) -> Picks:
    """Vertices inside a box."""
    west, south, east, north = box
    return frozenset(
        (name, grip.vertex)
        for name, shape in shapes.items()
        for grip in grips_of(name, shape)
        if not grip.is_middle and west <= grip.place[0] <= east and south <= grip.place[1] <= north
    )


def living(shapes: Shapes, picks: Picks) -> Picks:
    """Picks whose object is still chosen and still has that vertex: undo may have taken it."""
    if not picks:
        return picks
    there = {
        (name, grip.vertex)
        for name in {name for name, _ in picks} & shapes.keys()
        for grip in grips_of(name, shapes[name])
        if not grip.is_middle
    }
    return picks & there


def neighbour(shapes: Shapes, picks: Picks, step: int) -> tuple[tuple[str, Vertex], XY] | None:
    """The vertex a step after the last picked one, over all shapes in a circle."""
    rows = [
        ((name, grip.vertex), grip.place)
        for name, shape in shapes.items()
        for grip in grips_of(name, shape)
        if not grip.is_middle
    ]
    if not rows:
        return None
    here = [n for n, (key, _) in enumerate(rows) if key in picks]
    if not here:
        return rows[0 if step > 0 else -1]
    return rows[((here[-1] if step > 0 else here[0]) + step) % len(rows)]


def by_object(picks: Picks) -> dict[str, list[Vertex]]:
    """Picked vertices by the object they belong to, in order."""
    made: dict[str, list[Vertex]] = {}
    for object_id, vertex in sorted(picks):
        made.setdefault(object_id, []).append(vertex)
    return made
