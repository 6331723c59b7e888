"""The plan as a map: layers by role, ground shadows, and the square that is assessed."""

from dataclasses import replace
from functools import lru_cache, partial
from typing import Final

import numpy as np
import shapely

from sbd_tool.cartography.blocks import BLOCKS_FROM, block_items
from sbd_tool.cartography.drawlist import (
    Dots,
    Fill,
    Group,
    IntArray,
    Item,
    Marker,
    Stroke,
)
from sbd_tool.cartography.kept_layers import Same, is_drawn
from sbd_tool.cartography.layer_looks import look_of, parts_of
from sbd_tool.cartography.ragged import (
    ObjectArray,
    area_paths,
    geometry_paths,
    line_paths,
    split_kinds,
)
from sbd_tool.cartography.shadows import shadow_groups
from sbd_tool.cartography.street_widths import as_metres, ground_width_m
from sbd_tool.cartography.styles import (
    RoleStyle,
    area_edge,
    area_fill,
    line_stroke,
)
from sbd_tool.cartography.tokens import Design, Theme
from sbd_tool.domain.layers import Layer
from sbd_tool.domain.project import Project
from sbd_tool.domain.roles import Role

Ordered = tuple[int, Group]

MOST_MARKERS: Final = 2000
"""Layers of more points than this are drawn as dots in one go."""
CROWN_M: Final = 2.8  # drawing radius of a tree whose crown the plan does not give
CROWN_RANGE_M: Final = (0.3, 20.0)  # crowns of real trees
CROWN_COLUMNS: Final = (
    ("crown_diameter_m", 0.5),
    ("diameter_crown", 0.5),
    ("crown_radius_m", 1.0),
)
"""Attributes that tell the size of a crown, each with what makes a radius of it."""
_TRUNK_M: Final = 0.4


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
    shadow = shadow_groups(project, theme, hidden)
    return (*groups, *shadow)


def _drawn_as_measures(project: Project, layer: Layer) -> frozenset[str]:
    """Points that are drawn as measures and not twice; trees keep their crowns."""
    if layer.role is Role.TREE:
        return frozenset()
    taken = {measure.plan_feature for measure in project.measures.values()}
    taken.discard("")
    return frozenset(taken.intersection(layer.ids)) if taken else frozenset()


@lru_cache(maxsize=64)
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
        if len(layer) > BLOCKS_FROM:
            make = partial(_shapes, fill=fill, edge=edge, stroke=stroke)
            found.extend(block_items(layer, (fill, edge, stroke), make))
        else:
            found.extend(_shapes(layer.geometry, layer.ids, fill=fill, edge=edge, stroke=stroke))
    if layer.role is not Role.TREE:
        found.extend(_dots(layer, points, style, theme, skip))
    return tuple(item for item in found if item is not None)


def _shapes(
    geometry: ObjectArray,
    ids: tuple[str, ...],
    *,
    fill: Fill | None,
    edge: Stroke | None,
    stroke: Stroke | None,
) -> tuple[Item | None, Item | None]:
    """Areas, and lines above them."""
    areas, lines, _ = split_kinds(geometry)
    return (
        area_paths(*areas, ids, fill=fill, stroke=edge),
        line_paths(*lines, ids, stroke=stroke),
    )


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
    parts = np.concatenate([ribbons, shapely.make_valid(areas[0])])
    whole = shapely.disjoint_subset_union_all(parts)  # what lies apart is merged apart: faster
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
        return CROWN_M
    for key, part in CROWN_COLUMNS:
        size = as_metres(attributes.get(key)) * part
        if CROWN_RANGE_M[0] <= size <= CROWN_RANGE_M[1]:
            return size
    return CROWN_M


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
