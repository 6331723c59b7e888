"""How each role is drawn: order from below to above, colours by token, widths on ground or page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sbd_tool.cartography.drawlist import Fill, Stroke
from sbd_tool.cartography.tokens import Theme
from sbd_tool.domain.roles import Role

# Places in the drawing order between which everything else is slotted (design system, 3.1).
ORDER_SQUARE: Final = 300
ORDER_SHADOW: Final = 400
ORDER_ANALYSIS: Final = 600
ORDER_BOUNDARY: Final = 700
ORDER_MEASURES: Final = 800
ORDER_LABELS: Final = 900


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleStyle:
    """The look of one role. Colours are token keys.

    Attributes:
        order: Place from below to above.
        fill: Colour inside areas, or "".
        edge: Colour of the outline of areas, or "".
        edge_mm: Width of that outline on the page.
        line: Colour of lines, or "".
        line_mm: Width of lines on the page, where they have no width on the ground.
        width_m: Width on the ground of lines that stand for areas, when the plan names none;
            0 where a line is a line. A drawing default: nothing is measured from it.
        dash_mm: Dashes of outline and line.
        opacity: Of the inside.
        hatch: Pattern of the inside.
        dot: Colour of points, or "".
        dot_mm: Diameter of points on the page.
        name_mm: Height of letters when features of this role are named on the map; 0 = unnamed.
        dots_to: Scale denominator up to which points are drawn; smaller maps would be peppered.
        names_to: Scale denominator up to which features are named.
    """

    order: int
    fill: str = ""
    edge: str = ""
    edge_mm: float = 0.16
    line: str = ""
    line_mm: float = 0.25
    width_m: float = 0.0
    dash_mm: tuple[float, ...] = ()
    opacity: float = 1.0
    hatch: str = ""
    dot: str = ""
    dot_mm: float = 0.9
    name_mm: float = 0.0
    dots_to: float = 10_000.0
    names_to: float = 10_000.0


ROLE_STYLES: Final[Mapping[Role, RoleStyle]] = {
    Role.CONTEXT: RoleStyle(
        order=10, edge="map.carriageway_edge", line="map.carriageway_edge", line_mm=0.14
    ),
    Role.VEGETATION: RoleStyle(
        order=20, fill="map.vegetation", line="map.tree", line_mm=0.6, name_mm=1.9
    ),
    Role.PEDESTRIAN_AREA: RoleStyle(
        order=30,
        fill="map.pedestrian",
        edge="map.carriageway_edge",
        edge_mm=0.08,
        line="map.pedestrian",
        width_m=4.0,
        name_mm=2.1,
    ),
    Role.TERRACE: RoleStyle(
        order=40, fill="map.pedestrian", edge="map.building_edge", dash_mm=(0.8, 0.6)
    ),
    Role.FOOTWAY: RoleStyle(
        order=50,
        fill="map.footway",
        edge="map.carriageway_edge",
        edge_mm=0.08,
        line="map.footway",
        width_m=2.6,
    ),
    Role.CYCLEWAY: RoleStyle(
        order=60,
        fill="map.footway",
        edge="map.carriageway_edge",
        edge_mm=0.08,
        line="map.footway",
        width_m=2.2,
    ),
    Role.STEPS: RoleStyle(
        order=70,
        fill="map.steps",
        edge="map.building_edge",
        edge_mm=0.1,
        line="map.steps",
        width_m=2.6,
        hatch="",
    ),
    Role.PARKING: RoleStyle(
        order=80,
        fill="map.carriageway",
        edge="map.carriageway_edge",
        line="map.carriageway",
        width_m=2.4,
        opacity=0.55,
    ),
    Role.CARRIAGEWAY: RoleStyle(
        order=90,
        fill="map.carriageway",
        edge="map.carriageway_edge",
        line="map.carriageway",
        width_m=6.0,
        name_mm=2.0,
    ),
    Role.WATER: RoleStyle(
        order=100,
        fill="map.water",
        edge="map.water_edge",
        line="map.water_edge",
        line_mm=0.5,
        name_mm=2.1,
    ),
    Role.KERB: RoleStyle(
        order=310, edge="map.carriageway_edge", line="map.carriageway_edge", line_mm=0.2
    ),
    Role.RAIL: RoleStyle(order=320, edge="map.rail", line="map.rail", line_mm=0.3),
    Role.BUILDING: RoleStyle(
        order=410,
        fill="map.building",
        edge="map.building_edge",
        line="map.building_edge",
        name_mm=1.9,
    ),
    Role.SHELTER: RoleStyle(
        order=420,
        fill="map.building",
        edge="map.building_edge",
        dash_mm=(0.9, 0.5),
        opacity=0.7,
        line="map.building_edge",
        dot="map.building_edge",
    ),
    Role.WALL: RoleStyle(
        order=430, fill="map.wall", edge="map.wall", line="map.wall", line_mm=0.37
    ),
    Role.BARRIER: RoleStyle(
        order=440, fill="map.wall", edge="map.wall", line="map.wall", line_mm=0.3, dot="map.wall"
    ),
    Role.GATE: RoleStyle(
        order=450, edge="map.wall", line="map.wall", line_mm=0.3, dash_mm=(0.8, 0.6), dot="map.wall"
    ),
    Role.WINDOW_FRONT: RoleStyle(
        order=455, line="family.eyes", line_mm=0.45, edge="family.eyes", edge_mm=0.3
    ),
    Role.SEAT: RoleStyle(
        order=460,
        fill="map.wall",
        edge="map.wall",
        line="family.life",
        line_mm=0.5,
        dot="family.life",
    ),
    Role.SIGN: RoleStyle(order=461, dots_to=500.0, dot="ink_3", dot_mm=0.7, line="ink_3"),
    Role.AMENITY: RoleStyle(
        order=462,
        dots_to=600.0,
        names_to=500.0,
        dot="family.life",
        edge="map.building_edge",
        line="map.building_edge",
        name_mm=1.8,
    ),
    Role.TRANSIT_STOP: RoleStyle(
        order=463,
        dots_to=1500.0,
        names_to=600.0,
        dot="family.care",
        dot_mm=1.1,
        edge="map.rail",
        line="map.rail",
        name_mm=1.9,
    ),
    Role.ENTRANCE: RoleStyle(
        order=464, dots_to=1000.0, dot="map.wall", dot_mm=0.8, line="map.wall"
    ),
    Role.VEHICLE_ENTRY: RoleStyle(
        order=465, dot="ink_3", dot_mm=1.0, line="ink_3", line_mm=0.5, edge="ink_3"
    ),
    Role.LAMP: RoleStyle(order=466, dots_to=2500.0, dot="map.lamp", dot_mm=0.9, line="map.lamp"),
    Role.CAMERA: RoleStyle(order=467, dot="family.eyes", dot_mm=1.1),
    Role.TREE: RoleStyle(
        order=500, fill="map.tree", edge="map.tree_edge", line="map.tree", line_mm=0.8, opacity=0.82
    ),
    Role.CROWD_AREA: RoleStyle(
        order=510, edge="family.crowd", edge_mm=0.25, dash_mm=(1.6, 0.9), dot="family.crowd"
    ),
    Role.EMERGENCY_ROUTE: RoleStyle(
        order=511,
        edge="family.crowd",
        line="family.crowd",
        line_mm=0.4,
        dash_mm=(2.2, 0.9),
        hatch="",
    ),
    Role.NO_DIG: RoleStyle(
        order=512, edge="ink_3", hatch="cross", fill="", line="ink_3", dash_mm=(0.6, 0.5)
    ),
    Role.INCIDENT: RoleStyle(order=513, dot="ink_2", dot_mm=1.2),
}
"""Roles that are drawn. Elevation and underlays have no strokes of their own; the square's
boundary is drawn by `sbd_tool.cartography.square`."""

UNDECIDED: Final = RoleStyle(
    order=11,
    edge="ink_3",
    edge_mm=0.14,
    line="ink_3",
    line_mm=0.16,
    dash_mm=(0.9, 0.7),
    dot="ink_3",
    dot_mm=0.6,
)
"""A layer nobody has given a role yet: dashed, because guessed things are dashed."""


def style_of(role: Role | None) -> RoleStyle | None:
    """The look of a role; None for roles that leave no mark."""
    return UNDECIDED if role is None else ROLE_STYLES.get(role)


def area_fill(style: RoleStyle, theme: Theme, opacity: float = 1.0) -> Fill | None:
    """Inside of an area."""
    if not style.fill and not style.hatch:
        return None
    colour = theme.colour(style.fill) if style.fill else ""
    hatch_colour = theme.colour(style.edge) if style.hatch else ""
    return Fill(
        colour=colour,
        opacity=style.opacity * opacity,
        hatch=style.hatch,
        hatch_colour=hatch_colour,
    )


def area_edge(style: RoleStyle, theme: Theme, opacity: float = 1.0) -> Stroke | None:
    """Outline of an area."""
    if not style.edge:
        return None
    return Stroke(
        colour=theme.colour(style.edge),
        width_mm=style.edge_mm,
        dash_mm=style.dash_mm,
        opacity=opacity,
    )


def line_stroke(style: RoleStyle, theme: Theme, opacity: float = 1.0) -> Stroke | None:
    """A line that is a line."""
    if not style.line:
        return None
    return Stroke(
        colour=theme.colour(style.line),
        width_mm=style.line_mm,
        dash_mm=style.dash_mm,
        opacity=opacity,
        cap="butt" if style.dash_mm else "round",
    )
