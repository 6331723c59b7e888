"""Vertices of chosen objects as grips on the map: found, picked, painted."""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import shapely
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen
from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.edits.soundness import XY
from sbd_tool.domain.edits.vertices import Vertex, paths_of
from sbd_tool.gui.map.editing.subjects import Shapes
from sbd_tool.gui.map.tool_base import ToolHost

GRIP_PX: Final = 9.0
MOST_GRIPS: Final = 1500
"""Grips painted; where an outline has more in view, one has to come closer."""


@dataclass(frozen=True, slots=True)
class Grip:
    """A vertex of an object, or the middle of a leg where a new vertex may be pulled out.

    Attributes:
        object_id: Whose vertex it is.
        vertex: Which one; for a middle, the vertex the leg begins at.
        place: Metres.
        is_middle: It is the middle of a leg.
    """

    object_id: str
    vertex: Vertex
    place: XY
    is_middle: bool = False


def grips_of(object_id: str, shape: BaseGeometry) -> list[Grip]:
    """All vertices of a shape, then the middles of its legs; a closed line starts only once."""
    made: list[Grip] = []
    middles: list[Grip] = []
    is_area = shapely.get_dimensions(shape) == 2  # noqa: PLR2004 - areas
    for row, path in enumerate(paths_of(shape)):
        places = [(float(x), float(y)) for x, y in path]
        is_closed = len(places) > 3 and places[0] == places[-1]  # noqa: PLR2004 - a closed line
        shown = places[:-1] if is_closed else places
        made += [Grip(object_id, Vertex(row, n), place) for n, place in enumerate(shown)]
        ring = [*places, places[0]] if is_area else places
        middles += [
            Grip(object_id, Vertex(row, n), ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2), is_middle=True)
            for n, (a, b) in enumerate(itertools.pairwise(ring))
        ]
    return [*made, *middles]


def in_view(host: ToolHost, shapes: Shapes) -> Iterator[Grip]:
    """Grips on the screen, a bounded count of them."""
    west, south, east, north = host.view.bounds
    grips = (grip for name, shape in shapes.items() for grip in grips_of(name, shape))
    seen = (
        grip for grip in grips if west <= grip.place[0] <= east and south <= grip.place[1] <= north
    )
    return itertools.islice(seen, MOST_GRIPS)


def grip_at(host: ToolHost, grips: Iterable[Grip], pixel: QPointF) -> Grip | None:
    """The grip nearest to a pixel within reach; a vertex wins over a middle."""
    best: tuple[bool, float, Grip] | None = None
    for grip in grips:
        away = (host.view.to_screen(*grip.place) - pixel).manhattanLength()
        if away <= GRIP_PX and (best is None or (grip.is_middle, away) < best[:2]):
            best = grip.is_middle, away, grip
    return None if best is None else best[2]


def draw_grips(
    p: QPainter, host: ToolHost, grips: Iterable[Grip], picked: Iterable[tuple[str, Vertex]]
) -> None:
    """Squares at vertices, filled where picked; small rings at middles."""
    theme, chosen = host.theme, set(picked)
    p.setPen(QPen(theme.color("ink"), 1.6))
    for grip in grips:
        at = host.view.to_screen(*grip.place)
        if grip.is_middle:
            p.setBrush(theme.color("surface"))
            p.drawEllipse(at, 3.2, 3.2)
            continue
        is_picked = (grip.object_id, grip.vertex) in chosen
        half = 6.0 if is_picked else 4.6
        p.setBrush(theme.color("select" if is_picked else "surface"))
        p.drawRect(QRectF(at.x() - half, at.y() - half, 2 * half, 2 * half))
