"""The plan as a map: layers by role, ground shadows, and the square that is assessed."""

from dataclasses import replace
from functools import lru_cache
from typing import Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.cartography.drawlist import (
    Dots,
    Fill,
    Group,
    IntArray,
    Item,
    Marker,
    Paths,
    Stroke,
)
from sbd_tool.cartography.layer_looks import look_of, parts_of
from sbd_tool.cartography.ragged import (
    ObjectArray,
    area_paths,
    geometry_paths,
    line_paths,
    split_kinds,
)
from sbd_tool.cartography.square import square_of
from sbd_tool.cartography.street_widths import as_metres, ground_width_m
from sbd_tool.cartography.styles import (
    ORDER_SHADOW,
    RoleStyle,
    area_edge,
    area_fill,
    line_stroke,
)
from sbd_tool.cartography.tokens import Design, Theme
from sbd_tool.domain.layers import AttributeValue, Layer, Level
from sbd_tool.domain.project import Project
from sbd_tool.domain.roles import Role

Ordered = tuple[int, Group]

MOST_MARKERS: Final = 2000
"""Layers of more points than this are drawn as dots in one go."""
_CROWN_M: Final = 2.8  # drawing radius of a tree whose crown the plan does not give
_TRUNK_M: Final = 0.4
_STOREY_M: Final = 3.4
_HEIGHT_M: Final = 9.0
_SHADOW_REACH_M: Final = 320.0
_SUN: Final = (0.32, -0.42)  # shadow per metre of height, east and north
_TALLEST_M: Final = 26.0


class Same:
    """A layer compared by identity: an edit makes a new layer, so its picture may be kept."""

    __slots__ = ("layer",)

    def __init__(self, layer: Layer) -> None:
        self.layer = layer

    def __hash__(self) -> int:
        return id(self.layer)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.layer is self.layer


def plan_groups(
    project: Project,
    design: Design,
    theme: Theme,
    *,
    scale: float,
    hidden: frozenset[str] = frozenset(),
) -> tuple[Ordered, ...]:
    """Groups of the visible plan layers, each with its place in the drawing order.

    Args:
        project: What is drawn.
        design: Tokens.
        theme: Colours.
        scale: Scale denominator; points that would only pepper the map are left out.
        hidden: Ids of layers not to draw, beside those the layer tree hides.
    """
    groups = []
    for layer in project.layers:
        style = look_of(layer)
        if style is None or not is_drawn(layer, hidden):
            continue
        skip = _drawn_as_measures(project, layer)
        items = layer_items(Same(layer), design, theme.name, skip)
        if scale > style.dots_to:
            items = tuple(item for item in items if not isinstance(item, Marker | Dots))
        if items:
            groups.append((style.order, Group(key=layer.id, title=layer.name, items=items)))
    shadow = _shadows(project, theme, hidden)
    return (*groups, *shadow)


def is_drawn(layer: Layer, hidden: frozenset[str]) -> bool:
    """Whether a layer is on the map: visible, on the ground, not switched off."""
    return layer.is_visible and layer.level is Level.GROUND and layer.id not in hidden


def _drawn_as_measures(project: Project, layer: Layer) -> frozenset[str]:
    """Points that are drawn as measures and not twice; trees keep their crowns."""
    if layer.role is Role.TREE:
        return frozenset()
    taken = {measure.plan_feature for measure in project.measures.values()}
    taken.discard("")
    return frozenset(taken.intersection(layer.ids)) if taken else frozenset()


@lru_cache(maxsize=256)
def layer_items(
    same: Same, design: Design, theme_name: str, skip: frozenset[str]
) -> tuple[Item, ...]:
    """Items of one layer; kept while the layer itself is the same."""
    layer = same.layer
    theme = design.theme(theme_name)
    style = look_of(layer)
    if style is None:
        return ()
    if layer.style is not None and layer.style.is_classed:
        parts = (Same(part) for _, part in parts_of(layer))
        return tuple(item for part in parts for item in layer_items(part, design, theme_name, skip))
    areas, lines, points = split_kinds(layer.geometry)
    found: list[Item | None] = []
    if layer.role is Role.TREE:
        found.extend(_crowns(layer, points, theme, style))
    if style.width_m and len(lines[0]):
        found.extend(_as_surface(layer, areas, lines, style, theme))
    else:
        fill, edge = area_fill(style, theme, layer.opacity), area_edge(style, theme, layer.opacity)
        stroke = line_stroke(style, theme, layer.opacity)
        found.append(area_paths(*areas, layer.ids, fill=fill, stroke=edge))
        found.append(line_paths(*lines, layer.ids, stroke=stroke))
    if layer.role is not Role.TREE:
        found.extend(_dots(layer, points, style, theme, skip))
    return tuple(item for item in found if item is not None)


def _as_surface(
    layer: Layer,
    areas: tuple[ObjectArray, IntArray],
    lines: tuple[ObjectArray, IntArray],
    style: RoleStyle,
    theme: Theme,
) -> tuple[Item, ...]:
    """Streets and paths drawn as lines get their width on the ground and merge at junctions."""
    widths = np.array([ground_width_m(layer.attributes[int(row)], style) for row in lines[1]])
    ribbons = shapely.buffer(lines[0], widths / 2, quad_segs=4)
    whole = shapely.union_all(np.concatenate([ribbons, shapely.make_valid(areas[0])]))
    smooth = shapely.simplify(whole, 0.05)
    return geometry_paths(
        smooth,
        layer.id,
        fill=area_fill(style, theme, layer.opacity),
        stroke=area_edge(style, theme, layer.opacity),
    )


def _dots(
    layer: Layer,
    points: tuple[ObjectArray, IntArray],
    style: RoleStyle,
    theme: Theme,
    skip: frozenset[str],
) -> tuple[Item, ...]:
    if not style.dot:
        return ()
    if len(points[0]) > MOST_MARKERS:
        keep = np.array([layer.ids[row] not in skip for row in points[1].tolist()], dtype=bool)
        return (
            Dots(
                coordinates=shapely.get_coordinates(points[0][keep]),
                ids=tuple(layer.ids[row] for row in points[1][keep].tolist()),
                size_mm=style.dot_mm,
                colour=theme.colour(style.dot),
                opacity=layer.opacity,
            ),
        )
    return tuple(
        Marker(
            x_m=float(point.x),
            y_m=float(point.y),
            symbol="",
            size_mm=style.dot_mm,
            colour=theme.colour(style.dot),
            id=layer.ids[int(row)],
            opacity=layer.opacity,
        )
        for point, row in zip(*points, strict=True)
        if layer.ids[int(row)] not in skip
    )


def crown_radius_m(attributes: object) -> float:
    """Radius of a tree's crown: the plan's own, or the usual one."""
    if not hasattr(attributes, "get"):
        return _CROWN_M
    for key, part in (("crown_diameter_m", 0.5), ("diameter_crown", 0.5), ("crown_radius_m", 1.0)):
        size = as_metres(attributes.get(key)) * part
        if 0.3 <= size <= 20:  # noqa: PLR2004 - crowns of real trees
            return size
    return _CROWN_M


def _crowns(
    layer: Layer, points: tuple[ObjectArray, IntArray], theme: Theme, style: RoleStyle
) -> tuple[Item, ...]:
    """Crowns in true size on a soft shadow, each with the dot of its trunk."""
    if not len(points[0]):
        return ()
    radii = np.array([crown_radius_m(layer.attributes[int(row)]) for row in points[1]])
    crowns = shapely.buffer(points[0], radii, quad_segs=8)
    shade = shapely.transform(crowns, lambda xy: xy + np.array([1.3, -1.6]))
    trunks = shapely.buffer(points[0], _TRUNK_M, quad_segs=3)
    dark = theme.colour("map.building_shadow")
    edge = replace_opacity(area_edge(style, theme), 0.75 * layer.opacity)
    found = (
        area_paths(shade, points[1], layer.ids, fill=Fill(colour=dark, opacity=0.13), stroke=None),
        area_paths(
            crowns,
            points[1],
            layer.ids,
            fill=area_fill(style, theme, layer.opacity),
            stroke=edge,
        ),
        area_paths(
            trunks,
            points[1],
            layer.ids,
            fill=Fill(colour=theme.colour("map.tree_edge"), opacity=0.6),
            stroke=None,
        ),
    )
    return tuple(item for item in found if item is not None)


def replace_opacity(stroke: Stroke | None, opacity: float) -> Stroke | None:
    """The same line, paler."""
    return None if stroke is None else replace(stroke, opacity=opacity)


def height_m(attributes: object) -> float:
    """Height of a building for its shadow only: the plan's own, by storeys, or the usual one."""
    if not hasattr(attributes, "get"):
        return _HEIGHT_M
    height = as_metres(attributes.get("height_m")) or as_metres(attributes.get("height"))
    storeys: AttributeValue = attributes.get("building:levels") or attributes.get("levels")
    found = height or as_metres(storeys) * _STOREY_M or _HEIGHT_M
    return min(max(found, 2.0), _TALLEST_M)


def _shadows(project: Project, theme: Theme, hidden: frozenset[str]) -> tuple[Ordered, ...]:
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
    if not len(polygons):
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
