"""Shadows of buildings on the ground: soft, of one sun, told by height."""

from functools import lru_cache
from typing import Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.cartography.drawlist import Fill, Group, Item, Paths
from sbd_tool.cartography.kept_layers import Same, is_drawn
from sbd_tool.cartography.ragged import ObjectArray, geometry_paths, split_kinds
from sbd_tool.cartography.square import square_of
from sbd_tool.cartography.street_widths import as_metres
from sbd_tool.cartography.styles import ORDER_SHADOW
from sbd_tool.cartography.tokens import Theme
from sbd_tool.domain.layers import AttributeValue
from sbd_tool.domain.project import Project
from sbd_tool.domain.roles import Role

Ordered = tuple[int, Group]

MOST_SHADOWED: Final = 3000
"""Without a square to cast shadows around, only so many buildings have one."""
_STOREY_M: Final = 3.4
_HEIGHT_M: Final = 9.0
_SHADOW_REACH_M: Final = 320.0
_SUN: Final = (0.32, -0.42)  # shadow per metre of height, east and north
_TALLEST_M: Final = 26.0


def height_m(attributes: object) -> float:
    """Height of a building for its shadow only: the plan's own, by storeys, or the usual one."""
    if not hasattr(attributes, "get"):
        return _HEIGHT_M
    height = as_metres(attributes.get("height_m")) or as_metres(attributes.get("height"))
    storeys: AttributeValue = attributes.get("building:levels") or attributes.get("levels")
    found = height or as_metres(storeys) * _STOREY_M or _HEIGHT_M
    return min(max(found, 2.0), _TALLEST_M)


def shadow_groups(project: Project, theme: Theme, hidden: frozenset[str]) -> tuple[Ordered, ...]:
    """Shadows of the visible buildings, around the square when there is one."""
    square = square_of(project)
    near = None if square is None else square.buffer(_SHADOW_REACH_M).bounds
    items: list[Item] = []
    for layer in project.layers:
        if layer.role is Role.BUILDING and is_drawn(layer, hidden):
            items.extend(_layer_shadow(Same(layer), theme.colour("map.building_shadow"), near))
    group = Group(key="shadow", title="", items=tuple(items))
    return ((ORDER_SHADOW, group),) if items else ()


@lru_cache(maxsize=16)
def _layer_shadow(
    same: Same, colour: str, near: tuple[float, float, float, float] | None
) -> tuple[Paths, ...]:
    """Two shades, long and short, which read as one soft shadow."""
    layer = same.layer
    (polygons, rows), _, _ = split_kinds(layer.geometry)
    if near is not None and len(polygons):
        keep = shapely.intersects(polygons, shapely.box(*near))
        polygons, rows = polygons[keep], rows[keep]
    if not len(polygons) or (near is None and len(polygons) > MOST_SHADOWED):
        return ()
    heights = np.array([height_m(layer.attributes[int(row)]) for row in rows])
    shades = (_swept(polygons, heights), _swept(polygons, heights * 0.72))
    fill = Fill(colour=colour, opacity=0.085)
    return tuple(paths for shade in shades for paths in geometry_paths(shade, "", fill=fill))


def _swept(polygons: ObjectArray, heights: np.ndarray) -> BaseGeometry:
    """Ground swept by footprints moved along the sun, exact for straight walls."""
    rings = shapely.get_exterior_ring(polygons)
    solid = shapely.polygons(rings)
    strips = _strips(rings, np.asarray(shapely.is_valid(solid)), heights[:, None] * np.array(_SUN))
    whole = np.concatenate([strips, shapely.make_valid(solid)])
    # Houses that stand apart are merged apart: the same ground in a fraction of the time.
    return shapely.simplify(shapely.disjoint_subset_union_all(whole), 0.05)


def _strips(rings: ObjectArray, is_plain: np.ndarray, moves: np.ndarray) -> ObjectArray:
    """What walls sweep that face where the shadow goes; the rest lies within them and the house.

    Neighbouring walls of that kind form one chain that never turns back across the sun, so what
    the chain sweeps has no crossing. Walls of rings that cross themselves are taken one by one.
    """
    xy, owner = shapely.get_coordinates(rings, return_index=True)
    edge = np.flatnonzero(owner[1:] == owner[:-1])
    ring = owner[edge]
    along = xy[edge + 1] - xy[edge]
    across = along[:, 1] * _SUN[0] - along[:, 0] * _SUN[1]
    outward = np.where(shapely.is_ccw(rings), 1.0, -1.0)[ring] * across
    faces = np.where(is_plain[ring], outward > 0, across != 0)
    edge, ring = edge[faces], ring[faces]
    if not len(edge):
        return np.empty(0, dtype=object)
    begins = np.ones(len(edge), dtype=bool)
    begins[1:] = (edge[1:] != edge[:-1] + 1) | ~is_plain[ring[1:]]
    first = np.flatnonzero(begins)
    points = np.diff(np.append(first, len(edge))) + 1
    return _bands(xy, owner, moves, edge[first], points)


def _bands(
    xy: np.ndarray, owner: np.ndarray, moves: np.ndarray, first: np.ndarray, points: np.ndarray
) -> ObjectArray:
    """Chains of so many points from their first on, there and, moved, back again."""
    sizes = 2 * points + 1
    begin = np.concatenate([[0], np.cumsum(sizes)])
    chain = np.repeat(np.arange(len(points)), sizes)
    place = np.arange(begin[-1]) - begin[chain]
    many, start = points[chain], first[chain]
    is_back = (place >= many) & (place < 2 * many)
    row = np.where(place < many, start + place, start)
    row = np.where(is_back, start + 2 * many - 1 - place, row)
    corners = xy[row] + np.where(is_back[:, None], moves[owner[row]], 0.0)
    rings = shapely.linearrings(corners, indices=chain)
    return np.asarray(shapely.polygons(rings), dtype=object)
