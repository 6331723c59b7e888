"""Vertices of chosen objects as grips on the map: found, picked, painted."""

import itertools
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
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
LEAST_LEG_PX: Final = 22.0
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
        leg_m: Length of that leg.
    """

    object_id: str
    vertex: Vertex
    place: XY
    is_middle: bool = False
    leg_m: float = 0.0


@lru_cache(maxsize=64)
def grips_of(object_id: str, shape: BaseGeometry) -> tuple[Grip, ...]:
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
            Grip(object_id, Vertex(row, n), _halfway(a, b), is_middle=True, leg_m=math.dist(a, b))
            for n, (a, b) in enumerate(itertools.pairwise(ring))
        ]
    return *made, *middles


def _halfway(first: XY, second: XY) -> XY:
    return (first[0] + second[0]) / 2, (first[1] + second[1]) / 2


def in_view(host: ToolHost, shapes: Shapes) -> Iterator[Grip]:
    """Grips on the screen, a bounded count of them; middles only where a leg has room for one."""
    west, south, east, north = host.view.bounds
    least_m = LEAST_LEG_PX * host.view.m_per_px
    grips = (grip for name, shape in shapes.items() for grip in grips_of(name, shape))
    seen = (
        grip
        for grip in grips
        if west <= grip.place[0] <= east
        and south <= grip.place[1] <= north
        and (not grip.is_middle or grip.leg_m >= least_m)
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
    plain: list[QRectF] = []
    filled: list[QRectF] = []
    p.setPen(QPen(theme.color("ink"), 1.6))
    p.setBrush(theme.color("surface"))
    for grip in grips:
        at = host.view.to_screen(*grip.place)
        if grip.is_middle:
            p.drawEllipse(at, 3.2, 3.2)
            continue
        is_picked = (grip.object_id, grip.vertex) in chosen
        half = 6.0 if is_picked else 4.6
        box = QRectF(at.x() - half, at.y() - half, 2 * half, 2 * half)
        (filled if is_picked else plain).append(box)
    p.drawRects(plain)
    p.setBrush(theme.color("select"))
    p.drawRects(filled)
