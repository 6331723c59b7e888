"""The square that is assessed: its bright ground and its boundary."""

import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.cartography.drawlist import Fill, Group, Stroke
from sbd_tool.cartography.ragged import (
    geometry_paths,
    split_kinds,
)
from sbd_tool.cartography.styles import (
    ORDER_BOUNDARY,
    ORDER_SQUARE,
)
from sbd_tool.cartography.tokens import Theme
from sbd_tool.domain.layers import as_geometry_array
from sbd_tool.domain.project import Project

Ordered = tuple[int, Group]


def square_of(project: Project) -> BaseGeometry | None:
    """Geometry of the square that is assessed, or None while it is unpicked."""
    if not project.square:
        return None
    found = project.feature(project.square)
    return None if found is None else found[1].geometry


def square_groups(project: Project, theme: Theme, *, is_muted: bool = False) -> tuple[Ordered, ...]:
    """The square's bright ground and its dash-dot boundary, the only one in the product."""
    square = square_of(project)
    if square is None:
        return ()
    ground = Fill(colour=theme.colour("map.square"), opacity=0.6 if is_muted else 0.86)
    boundary = Stroke(
        colour=theme.colour("map.boundary"),
        width_mm=0.45,
        dash_mm=(3.2, 1.0, 0.5, 1.0),
        casing=theme.colour("map.halo"),
        casing_width_mm=1.25,
        cap="butt",
    )
    inside = Group(
        key="square", title="", items=geometry_paths(square, project.square, fill=ground)
    )
    edge = geometry_paths(_outer_edge(square), project.square, stroke=boundary)
    return (
        (ORDER_SQUARE, inside),
        (ORDER_BOUNDARY, Group(key="boundary", title="", items=edge)),
    )


def _outer_edge(square: BaseGeometry) -> BaseGeometry:
    """The boundary people walk around; islands inside the square have none."""
    (areas, _), (lines, _), _ = split_kinds(as_geometry_array([square]))
    rings = list(shapely.get_exterior_ring(areas))
    return shapely.MultiLineString([shapely.LineString(line.coords) for line in [*rings, *lines]])
