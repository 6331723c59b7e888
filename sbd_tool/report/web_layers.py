"""Layers of the interactive map: what an edition holds, as GeoJSON in longitude and latitude."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from pyproj import Transformer
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from sbd_tool.cartography.kept_layers import is_drawn
from sbd_tool.cartography.layer_looks import drawn_parts
from sbd_tool.cartography.plan import crown_radius_m
from sbd_tool.cartography.street_widths import ground_width_m
from sbd_tool.cartography.styles import RoleStyle, style_of
from sbd_tool.cartography.tokens import Design, Theme
from sbd_tool.domain.coordinates import reprojected
from sbd_tool.domain.layers import Feature, Layer
from sbd_tool.domain.roles import Role
from sbd_tool.domain.text import text
from sbd_tool.domain.words import Words
from sbd_tool.report.editions import EditionContent

DEGREES_PLACES: Final = 7  # about a centimetre
MOST_ROWS: Final = 12
LONGEST_WORDS: Final = 200
HIDDEN_ATTRIBUTES: Final = frozenset({"osm_id", "tags", "role", "source", "fid"})
QUIET_ROLES: Final = frozenset(
    {Role.SIGN, Role.TRANSIT_STOP, Role.AMENITY, Role.ENTRANCE, Role.CONTEXT, None}
)
"""Listed, and drawn when asked for: dots in their hundreds hide the square."""
GROUND_ROLES: Final = frozenset(
    {Role.CARRIAGEWAY, Role.FOOTWAY, Role.CYCLEWAY, Role.PEDESTRIAN_AREA, Role.CONTEXT}
)


@dataclass(frozen=True, slots=True)
class Pencil:
    """What every layer of one map needs.

    Attributes:
        content: What the edition holds.
        design: Tokens and symbols.
        theme: Colours.
        words: Language of the map.
        to_degrees: From the project's metres to longitude and latitude.
    """

    content: EditionContent
    design: Design
    theme: Theme
    words: Words
    to_degrees: Transformer

    def degrees(self, geometry: BaseGeometry) -> dict[str, Any]:
        """A geometry as GeoJSON, rounded; coordinates are lon, lat."""
        found: dict[str, Any] = mapping(reprojected(geometry, self.to_degrees, DEGREES_PLACES))
        return found


def plan_layers(pencil: Pencil) -> list[dict[str, Any]]:
    """One map layer per role, in drawing order from below."""
    by_role: dict[Role | None, list[Layer]] = {}
    styled: list[tuple[int, dict[str, Any]]] = []
    for layer in pencil.content.project.layers:
        if style_of(layer.role) is None or not is_drawn(layer, frozenset()):
            continue
        if layer.style is None:
            by_role.setdefault(layer.role, []).append(layer)
        else:
            for part in drawn_parts(pencil.words, layer):
                drawn = _plan_layer(pencil, layer.role, [part.layer], part.style)
                named = {"key": drawn["key"] + part.suffix, "title": drawn["title"] + part.words}
                styled.append((part.style.order, drawn | named))
    plain = [
        (_style(role).order, _plan_layer(pencil, role, members, _style(role)))
        for role, members in by_role.items()
    ]
    ordered = sorted((*plain, *styled), key=lambda pair: pair[0])
    return [layer for _, layer in ordered if layer["count"]]


def square_layer(pencil: Pencil) -> list[dict[str, Any]]:
    """The square's boundary, on top of the plan."""
    found = pencil.content.project.feature(pencil.content.project.square)
    if found is None:
        return []
    style = {
        "color": pencil.theme.colour("map.boundary"),
        "weight": 2.4,
        "dashArray": "12 4 2 4",
        "fill": False,
    }
    title = pencil.words(text("map.square"))
    features = [feature_of(pencil, found[1].geometry, title, ())]
    return [layer_of("square", title, style, features, is_interactive=False)]


def _style(role: Role | None) -> RoleStyle:
    style = style_of(role)
    if style is None:  # callers keep to roles with a look
        raise KeyError(role)
    return style


def _plan_layer(
    pencil: Pencil, role: Role | None, members: list[Layer], style: RoleStyle
) -> dict[str, Any]:
    theme = pencil.theme
    features: list[dict[str, Any]] = []
    taken = {measure.plan_feature for measure in pencil.content.project.measures.values()}
    for layer in members:
        for feature in layer:
            if feature.id in taken and role is not Role.TREE:
                continue
            features += _plan_feature(pencil, feature, style, role)
    colour = theme.colour(style.edge or style.line or style.dot or "map.building_edge")
    look = {
        "color": colour,
        "weight": 1.0 if style.fill else 1.6,
        "fill": bool(style.fill or style.dot),
        "fillColor": theme.colour(style.fill or style.dot or style.line or "map.building"),
        "fillOpacity": 0.95 * style.opacity,
        "radius": 2.5,
        "fillAreas": bool(style.fill),
    }
    if role is Role.TREE and not style.fill.startswith("#"):
        look |= {"fill": True, "fillColor": theme.colour("map.tree"), "fillOpacity": 0.8}
    key = role.value if role is not None else "undecided"
    title = pencil.words(text(f"map.role_{key}"))
    drawn = layer_of(key, title, look, features, is_interactive=role not in GROUND_ROLES)
    drawn["visible"] = role not in QUIET_ROLES
    drawn["ground"] = role in GROUND_ROLES
    drawn["isDots"] = all(is_point(feature) for feature in features)
    return drawn


def _plan_feature(
    pencil: Pencil, feature: Feature, style: RoleStyle, role: Role | None
) -> list[dict[str, Any]]:
    geometry = feature.geometry
    if role is Role.TREE and geometry.geom_type == "Point":
        geometry = geometry.buffer(crown_radius_m(feature.attributes), quad_segs=6)
    elif style.width_m and geometry.geom_type.endswith("LineString"):
        width_m = ground_width_m(feature.attributes, style)
        geometry = geometry.buffer(width_m / 2, cap_style="flat", quad_segs=4)
    if geometry.is_empty:
        return []
    if role in GROUND_ROLES:
        return [feature_of(pencil, geometry, "", ())]
    name = feature.attributes.get("name")
    key = role.value if role is not None else "undecided"
    title = str(name)[:LONGEST_WORDS] if name else pencil.words(text(f"map.role_{key}"))
    rows = tuple(
        (attribute[:60], str(value)[:LONGEST_WORDS])
        for attribute, value in feature.attributes.items()
        if value is not None and attribute not in HIDDEN_ATTRIBUTES
    )[:MOST_ROWS]
    return [feature_of(pencil, geometry, title, rows)]


def is_point(feature: Mapping[str, Any]) -> bool:
    """Whether a GeoJSON feature is a point."""
    return str(feature["geometry"]["type"]) == "Point"


def feature_of(
    pencil: Pencil,
    geometry: BaseGeometry,
    title: str,
    rows: tuple[tuple[str, str], ...],
    sign: str = "",
    **more: Any,
) -> dict[str, Any]:
    """A GeoJSON feature with what its card says.

    Args:
        pencil: What every layer needs.
        geometry: Where it is, metres in the project's CRS.
        title: Heading of its card, or "" for none.
        rows: Name and value of each row of the card.
        sign: Key of its sign, or "".
        more: Further properties for the page's script.
    """
    properties: dict[str, Any] = {"title": title, "rows": rows, **more}
    if sign:
        properties["sign"] = sign
    return {"type": "Feature", "properties": properties, "geometry": pencil.degrees(geometry)}


def layer_of(
    key: str,
    title: str,
    style: Mapping[str, Any],
    features: list[dict[str, Any]],
    *,
    is_interactive: bool,
) -> dict[str, Any]:
    """A layer of the page: its look and its features, from below."""
    return {
        "key": key,
        "title": title,
        "style": dict(style),
        "interactive": is_interactive,
        "group": "plan",
        "visible": True,
        "count": len(features),
        "features": {"type": "FeatureCollection", "features": features},
    }
