"""The square that is assessed: its bright ground and its boundary."""

from functools import lru_cache

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
    ground, edge, halo = (theme.colour(f"map.{key}") for key in ("square", "boundary", "halo"))
    return _groups(square, project.square, ground, edge, halo, 0.6 if is_muted else 0.86)


@lru_cache(maxsize=8)
def _groups(  # noqa: PLR0917 - a shape, its name, three colours, how strong
    square: BaseGeometry, name: str, ground: str, edge: str, halo: str, opacity: float
) -> tuple[Ordered, ...]:
    """Both groups; kept, so that a renderer sees the same ground again."""
    boundary = Stroke(
        colour=edge,
        width_mm=0.45,
        dash_mm=(3.2, 1.0, 0.5, 1.0),
        casing=halo,
        casing_width_mm=1.25,
        cap="butt",
    )
    inside = geometry_paths(square, name, fill=Fill(colour=ground, opacity=opacity))
    around = geometry_paths(_outer_edge(square), name, stroke=boundary)
    return (
        (ORDER_SQUARE, Group(key="square", title="", items=inside)),
        (ORDER_BOUNDARY, Group(key="boundary", title="", items=around)),
    )


def _outer_edge(square: BaseGeometry) -> BaseGeometry:
    """The boundary people walk around; islands inside the square have none."""
    (areas, _), (lines, _), _ = split_kinds(as_geometry_array([square]))
    rings = list(shapely.get_exterior_ring(areas))
    return shapely.MultiLineString([shapely.LineString(line.coords) for line in [*rings, *lines]])
