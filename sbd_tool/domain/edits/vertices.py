"""Vertices of any shape: find, insert, move, delete; simplify, close, open, reverse."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import (
    GeometryCollection,
    LineString,
    MultiLineString,
    MultiPoint,
    MultiPolygon,
    Point,
    Polygon,
)
from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.edits.segments import FloatArray, feet, pieces_of_path
from sbd_tool.domain.edits.soundness import AREA, XY, in_range, place, refusal, single_line, sound
from sbd_tool.domain.edits.tolerances import FARTHEST_M, LEAST_LENGTH_M, SAME_PLACE_M
from sbd_tool.domain.text import text

_RING = 3
_LINE = 2


@dataclass(frozen=True, slots=True, order=True)
class Vertex:
    """One vertex of a shape.

    Attributes:
        path: Row of the point, line or ring, in the order of `paths_of`.
        index: Row inside it; a ring counts its first vertex once.
    """

    path: int
    index: int


def paths_of(geometry: BaseGeometry) -> list[FloatArray]:
    """Vertices of each point, line and ring, shape (n, 2); rings without the repeated end."""
    paths: list[FloatArray] = []
    for part in shapely.get_parts([geometry]):
        if isinstance(part, Polygon):
            rings = (part.exterior, *part.interiors)
            paths += [shapely.get_coordinates(ring)[:-1] for ring in rings]
        else:
            paths.append(shapely.get_coordinates(part))
    return paths


def rebuilt(geometry: BaseGeometry, paths: Sequence[FloatArray], subject: str = "") -> BaseGeometry:
    """A shape of the same build with other vertices.

    Raises:
        InputError: A line or ring has too few vertices, or the outline would cross itself.
    """
    rows = iter(paths)
    parts: list[BaseGeometry] = []
    for part in shapely.get_parts([geometry]):
        if isinstance(part, Polygon):
            rings = [_enough(next(rows), _RING, subject) for _ in range(len(part.interiors) + 1)]
            parts.append(Polygon(rings[0], rings[1:]))
        elif part.geom_type == "Point":
            parts.append(Point(next(rows)[0]))
        else:
            parts.append(LineString(_enough(next(rows), _LINE, subject)))
    if len(parts) == 1 and not geometry.geom_type.startswith("Multi"):
        return sound(parts[0], subject)
    return sound(_collected(parts), subject)


def _collected(parts: list[BaseGeometry]) -> BaseGeometry:
    points = [part for part in parts if isinstance(part, Point)]
    lines = [part for part in parts if isinstance(part, LineString)]
    areas = [part for part in parts if isinstance(part, Polygon)]
    if len(points) == len(parts):
        return MultiPoint(points)
    if len(lines) == len(parts):
        return MultiLineString(lines)
    return MultiPolygon(areas) if len(areas) == len(parts) else GeometryCollection(parts)


def _enough(path: FloatArray, least: int, subject: str) -> FloatArray:
    if len(path) < least:
        what = text("edits.too_few_corners") if least == _RING else text("edits.too_few_points")
        raise refusal(what, subject)
    return path


def vertex_near(geometry: BaseGeometry, at: XY, tolerance_m: float) -> Vertex | None:
    """The vertex nearest to a position, or None when all are farther than the tolerance."""
    best: tuple[float, Vertex] | None = None
    for row, path in enumerate(paths_of(geometry)):
        away = np.hypot(*(path - np.array(at)).T)
        index = int(away.argmin())
        if away[index] <= tolerance_m and (best is None or away[index] < best[0]):
            best = float(away[index]), Vertex(row, index)
    return best[1] if best else None


def insert_vertex(
    geometry: BaseGeometry, at: XY, to: XY | None = None, subject: str = ""
) -> tuple[BaseGeometry, Vertex]:
    """Add a vertex on the leg nearest to a position.

    Args:
        geometry: A line or area.
        at: Where the leg was clicked.
        to: Where the new vertex goes; None puts it on the leg.
        subject: Id of the object, for the message.

    Returns:
        The new shape, and the new vertex.

    Raises:
        InputError: It is a point, or there is a vertex already.
    """
    paths = paths_of(geometry)
    is_area = shapely.get_dimensions(geometry) == AREA
    best: tuple[float, int, int, FloatArray] | None = None
    for row, path in enumerate(paths):
        if len(path) < _LINE:
            continue
        legs = pieces_of_path(np.concatenate([path, path[:1]]) if is_area else path)
        onto, _ = feet(legs, np.array(place(at)))
        away = np.hypot(*(onto - np.array(at)).T)
        leg = int(away.argmin())
        if best is None or away[leg] < best[0]:
            best = float(away[leg]), row, leg + 1, onto[leg]
    if best is None:
        raise refusal(text("edits.point_has_no_legs"), subject)
    _, row, index, foot = best
    new = foot if to is None else np.array(place(to))
    near = np.hypot(*(paths[row] - new).T)
    if near.min() <= SAME_PLACE_M:
        raise refusal(text("edits.vertex_there"), subject)
    paths[row] = np.insert(paths[row], index, new, axis=0)
    return rebuilt(geometry, paths, subject), Vertex(row, index)


def move_vertex(geometry: BaseGeometry, vertex: Vertex, to: XY, subject: str = "") -> BaseGeometry:
    """Put a vertex elsewhere; of a closed line its first and last go together.

    Raises:
        InputError: There is no such vertex, or the outline would cross itself.
    """
    paths = paths_of(geometry)
    path = _path(paths, vertex, subject).copy()
    index, new = vertex.index, place(to)
    is_closed = _is_closed_line(geometry, path)
    path[index] = new
    if is_closed and index in {0, len(path) - 1}:
        path[0] = path[-1] = new
    paths[vertex.path] = path
    return rebuilt(geometry, paths, subject)


def move_vertices(
    geometry: BaseGeometry, vertices: Iterable[Vertex], dx_m: float, dy_m: float, subject: str = ""
) -> BaseGeometry:
    """Shift some vertices together; of a closed line its first and last go together.

    Args:
        geometry: Any shape.
        vertices: Which of its vertices.
        dx_m: Metres east.
        dy_m: Metres north.
        subject: Id of the object, for the message.

    Raises:
        InputError: There is no such vertex, or the outline would cross itself.
    """
    paths = [path.copy() for path in paths_of(geometry)]
    shift = np.array(place((dx_m, dy_m)))
    wanted: dict[int, set[int]] = {}
    for vertex in vertices:
        _path(paths, vertex, subject)
        wanted.setdefault(vertex.path, set()).add(vertex.index)
    for row, rows in wanted.items():
        last = len(paths[row]) - 1
        if _is_closed_line(geometry, paths[row]) and rows & {0, last}:
            rows |= {0, last}
        paths[row][sorted(rows)] += shift
    return rebuilt(geometry, paths, subject)


def delete_vertices(
    geometry: BaseGeometry, vertices: Iterable[Vertex], subject: str = ""
) -> BaseGeometry:
    """Take vertices away.

    Raises:
        InputError: There is no such vertex, too few would remain, or the outline would cross
            itself.
    """
    paths = paths_of(geometry)
    chosen = set(vertices)
    for vertex in chosen:
        _path(paths, vertex, subject)
    kept: list[FloatArray] = []
    for row, path in enumerate(paths):
        gone = [vertex.index for vertex in chosen if vertex.path == row]
        fewer = np.delete(path, gone, axis=0)
        if _is_closed_line(geometry, path) and gone and {0, len(path) - 1} & set(gone):
            fewer = np.delete(path, [*gone, 0, len(path) - 1], axis=0)
            fewer = np.concatenate([fewer, fewer[:1]])
        kept.append(fewer)
    if shapely.get_dimensions(geometry) == 0:
        raise refusal(text("edits.point_has_no_legs"), subject)
    return rebuilt(geometry, kept, subject)


def _path(paths: list[FloatArray], vertex: Vertex, subject: str) -> FloatArray:
    is_there = 0 <= vertex.path < len(paths) and 0 <= vertex.index < len(paths[vertex.path])
    if not is_there:
        raise refusal(text("edits.vertex_missing"), subject)
    return paths[vertex.path]


def _is_closed_line(geometry: BaseGeometry, path: FloatArray) -> bool:
    is_line = shapely.get_dimensions(geometry) == 1
    return bool(is_line and len(path) > _RING and (path[0] == path[-1]).all())


def simplify(geometry: BaseGeometry, tolerance_m: float, subject: str = "") -> BaseGeometry:
    """Drop vertices that lie nearer than the tolerance to the simpler course.

    Raises:
        InputError: The tolerance is out of range, or the result is no sound shape.
    """
    in_range(tolerance_m, text("edits.name.tolerance"), SAME_PLACE_M, FARTHEST_M)
    made: BaseGeometry = shapely.simplify(geometry, tolerance_m, preserve_topology=True)
    return sound(made, subject)


def close(geometry: BaseGeometry, subject: str = "") -> LineString:
    """Join the end of a line to its start.

    Raises:
        InputError: It is closed already, or has fewer than three corners.
    """
    path = shapely.get_coordinates(single_line(geometry, subject))
    gap_m = float(np.hypot(*(path[0] - path[-1])))
    if gap_m == 0:
        raise refusal(text("edits.closed_already"), subject)
    if gap_m < LEAST_LENGTH_M:
        path = path[:-1]
    _enough(path, _RING, subject)
    return sound(LineString(np.concatenate([path, path[:1]])), subject)


def open_at(geometry: BaseGeometry, at: XY, subject: str = "") -> LineString:
    """Take the leg of a closed line nearest to a position away.

    Raises:
        InputError: The line is open already.
    """
    path = shapely.get_coordinates(single_line(geometry, subject))
    if not (path[0] == path[-1]).all():
        raise refusal(text("edits.open_already"), subject)
    onto, _ = feet(pieces_of_path(path), np.array(place(at)))
    leg = int(np.hypot(*(onto - np.array(at)).T).argmin())
    corners = np.roll(path[:-1], -(leg + 1), axis=0)
    return sound(LineString(corners), subject)


def reverse(geometry: BaseGeometry, subject: str = "") -> BaseGeometry:
    """Turn the direction of lines and rings."""
    return sound(shapely.reverse(geometry), subject)
