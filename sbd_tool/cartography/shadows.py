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
    xy, owner = shapely.get_coordinates(rings, return_index=True)
    same = owner[1:] == owner[:-1]
    start, end = xy[:-1][same], xy[1:][same]
    move = heights[owner[:-1][same]][:, None] * np.array(_SUN)
    corners = np.stack([start, end, end + move, start + move, start], axis=1)
    quads = np.atleast_1d(np.asarray(shapely.polygons(corners), dtype=object))
    quads = quads[shapely.is_valid(quads) & (shapely.area(quads) > 0)]
    solid = shapely.make_valid(shapely.polygons(rings))
    return shapely.simplify(shapely.union_all(np.concatenate([quads, solid])), 0.05)
