"""Entities of a drawing as plane geometry; curves become chains of chords."""

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.formats.limits import MAX_HATCH_RINGS

CHORD_M: Final = 0.01
"""Largest distance between a curve and its chord where the drawing declares a unit, in metres."""
_CHORD_OF_SIZE: Final = 0.005
"""The same as a part of the curve's size: where units are unknown or wrong, curves stay round."""
_FINEST_OF_SIZE: Final = 1e-5
_CLOSING_OF_SIZE: Final = 1e-6
_PATHS: Final = frozenset(
    {"LINE", "CIRCLE", "ARC", "ELLIPSE", "SPLINE", "HELIX", "LWPOLYLINE", "POLYLINE"}
)
_FACES: Final = frozenset({"SOLID", "TRACE", "3DFACE"})
_TEXTS: Final = frozenset({"TEXT", "MTEXT", "ATTRIB", "ATTDEF"})
_COMPOSED: Final = frozenset({"MLINE"})
_Corner = tuple[float, float]


def chord_height(size: float, unit_m: float | None) -> float:
    """Largest distance allowed between a curve and its chords, in drawing units.

    Args:
        size: Extent of the curve in drawing units.
        unit_m: Metres per drawing unit as declared, or None.
    """
    relative = max(size * _CHORD_OF_SIZE, 1e-12)
    absolute = CHORD_M / unit_m if unit_m else relative
    return max(min(relative, absolute), size * _FINEST_OF_SIZE, 1e-12)


def shapes_of(entity: Any, unit_m: float | None) -> Iterator[tuple[BaseGeometry, str]]:
    """Geometry and text of one entity, both possibly several.

    Args:
        entity: An entity of ezdxf in world coordinates.
        unit_m: Metres per drawing unit as declared, or None.

    Yields:
        Geometry in drawing units and its text ("" for all but texts).

    Raises:
        NotImplementedError: Entities of this type have no plan geometry we read.
    """
    kind = entity.dxftype()
    if kind in _TEXTS:
        yield _text(entity)
    elif kind == "INSERT":
        yield _point(entity.ocs().to_wcs(entity.dxf.insert)), ""
    elif kind == "POINT":
        yield _point(entity.dxf.location), ""
    elif kind in {"HATCH", "MPOLYGON"}:
        yield from ((area, "") for area in _hatch(entity, unit_m))
    elif kind in _FACES:
        yield from ((shape, "") for shape in _face(entity))
    elif kind in _PATHS and not _is_mesh(entity):
        yield from ((shape, "") for shape in _curve(entity, unit_m))
    elif kind in {"MESH", "POLYLINE"}:
        yield from ((shape, "") for shape in _mesh(entity))
    elif kind in _COMPOSED:
        for part in entity.virtual_entities():
            yield from shapes_of(part, unit_m)
    else:
        raise NotImplementedError(kind)


def _point(vertex: Any) -> BaseGeometry:
    return shapely.Point(vertex[0], vertex[1])


def _text(entity: Any) -> tuple[BaseGeometry, str]:
    if entity.dxftype() == "MTEXT":
        return _point(entity.dxf.insert), str(entity.plain_text())
    return _point(entity.ocs().to_wcs(entity.dxf.insert)), str(entity.plain_text())


def _is_mesh(entity: Any) -> bool:
    return entity.dxftype() == "POLYLINE" and not (entity.is_2d_polyline or entity.is_3d_polyline)


def _curve(entity: Any, unit_m: float | None) -> Iterator[BaseGeometry]:
    from ezdxf.path import make_path

    whole = make_path(entity)
    for path in whole.sub_paths() if whole.has_sub_paths else (whole,):
        shape = line_or_area(_corners(path, unit_m), is_line=entity.dxftype() == "LINE")
        if shape is not None:
            yield shape


def _corners(path: Any, unit_m: float | None) -> list[_Corner]:
    if not len(path):
        return [(path.start.x, path.start.y)]
    if not path.has_curves:
        return [(v.x, v.y) for v in path.control_vertices()]
    frame = np.array([(v.x, v.y) for v in path.control_vertices()])
    size = float(np.max(np.ptp(frame, axis=0)))
    return [(v.x, v.y) for v in path.flattening(chord_height(size, unit_m), segments=4)]


def line_or_area(corners: Sequence[_Corner], *, is_line: bool = False) -> BaseGeometry | None:
    """A closed chain as the area it encloses, an open one as a line, nothing for a dot.

    Args:
        corners: Points in order.
        is_line: Never make an area of it.
    """
    chain = [corner for i, corner in enumerate(corners) if i == 0 or corner != corners[i - 1]]
    if not all(math.isfinite(x) and math.isfinite(y) for x, y in chain):
        raise ValueError("coordinates are not finite")
    if len(chain) < 2:  # noqa: PLR2004 - a dot
        return None
    size = float(np.max(np.ptp(np.array(chain), axis=0)))
    is_closed = math.dist(chain[0], chain[-1]) <= size * _CLOSING_OF_SIZE
    if not is_line and is_closed and len(set(chain[:-1])) > 2:  # noqa: PLR2004 - a triangle
        return shapely.Polygon([*chain[:-1], chain[0]])
    return shapely.LineString(chain)


def _face(entity: Any) -> Iterator[BaseGeometry]:
    corners = [(v[0], v[1]) for v in entity.wcs_vertices()]
    if corners:
        shape = line_or_area([*corners, corners[0]])
        if shape is not None:
            yield shape


def _mesh(entity: Any) -> Iterator[BaseGeometry]:
    from ezdxf.render.mesh import MeshBuilder

    if entity.dxftype() == "MESH":
        faces: Iterable[Any] = MeshBuilder.from_mesh(entity).faces_as_vertices()
    else:
        faces = MeshBuilder.from_polyface(entity).faces_as_vertices()
    for face in faces:
        corners = [(v.x, v.y) for v in face]
        shape = line_or_area([*corners, corners[0]])
        if shape is not None:
            yield shape


def _hatch(entity: Any, unit_m: float | None) -> Iterator[BaseGeometry]:
    from ezdxf.path import from_hatch

    rings = []
    for path in from_hatch(entity):
        for part in path.sub_paths() if path.has_sub_paths else (path,):
            corners = _corners(part, unit_m)
            ring = line_or_area([*corners, corners[0]])
            if isinstance(ring, shapely.Polygon):
                rings.append(ring)
    if len(rings) > MAX_HATCH_RINGS:
        raise ValueError("too many rings")
    yield from nest(rings)


def nest(rings: Sequence[shapely.Polygon]) -> list[shapely.Polygon]:
    """Areas with holes out of rings: a ring inside an odd number of others is a hole.

    Args:
        rings: Polygons without holes, in any order, of which none crosses another.
    """
    ordered = sorted(rings, key=lambda ring: -float(ring.area))
    sound = [ring if ring.is_valid else shapely.make_valid(ring) for ring in ordered]
    spots = [shape.representative_point() for shape in sound]
    around: list[list[int]] = [[] for _ in ordered]
    pairs = shapely.STRtree(sound).query(spots, predicate="intersects")
    for spot, ring in zip(*pairs.tolist(), strict=True):
        if ring < spot:  # a larger ring
            around[spot].append(ring)
    outer: list[tuple[shapely.Polygon, list[shapely.Polygon]]] = []
    owners: dict[int, int] = {}
    for index, ring in enumerate(ordered):
        owner = owners.get(max(around[index])) if len(around[index]) % 2 else None
        if owner is None:
            owners[index] = len(outer)
            outer.append((ring, []))
        else:
            outer[owner][1].append(ring)
    return [
        shapely.Polygon(shell.exterior, [hole.exterior for hole in holes]) for shell, holes in outer
    ]
