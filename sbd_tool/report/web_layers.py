"""Layers of the interactive map: what an edition holds, as GeoJSON in longitude and latitude."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from pyproj import Transformer
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from sbd_tool.cartography.drawlist import Marker
from sbd_tool.cartography.kept_layers import is_drawn
from sbd_tool.cartography.layer_looks import drawn_parts
from sbd_tool.cartography.measures import is_quiet, shown_measures
from sbd_tool.cartography.plan import crown_radius_m
from sbd_tool.cartography.street_widths import ground_width_m
from sbd_tool.cartography.styles import RoleStyle, style_of
from sbd_tool.cartography.tokens import Design, Theme
from sbd_tool.domain.catalogue import MeasureKind
from sbd_tool.domain.coordinates import reprojected
from sbd_tool.domain.layers import Feature, Layer
from sbd_tool.domain.measures import Measure
from sbd_tool.domain.roles import Role
from sbd_tool.domain.text import text
from sbd_tool.domain.words import Words
from sbd_tool.report.editions import EditionContent
from sbd_tool.report.generic_kinds import BARRIER, FURNITURE

DEGREES_PLACES: Final = 7  # about a centimetre
MOST_ROWS: Final = 12
LONGEST_WORDS: Final = 200
FEW: Final = 9
"""Up to so many unseen measures of one kind get a sign each, as on the printed map."""
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


def measure_layers(pencil: Pencil, signs: dict[str, Marker]) -> list[dict[str, Any]]:
    """One map layer per kind of measure; its signs are collected in ``signs``."""
    content = pencil.content
    by_kind: dict[str, list[Measure]] = {}
    for measure in shown_measures(content.project, content.option, content.time_state):
        if measure.kind in content.catalogue.measures:
            by_kind.setdefault(measure.kind, []).append(measure)
    order = {kind.key: rank for rank, kind in enumerate(content.catalogue.measures)}
    return [
        _measure_layer(pencil, content.catalogue.measures[key], by_kind[key], signs)
        for key in sorted(by_kind, key=lambda key: order[key])
    ]


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
    features = [_feature(pencil, found[1].geometry, title, ())]
    return [_layer("square", title, style, features, is_interactive=False)]


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
    drawn = _layer(key, title, look, features, is_interactive=role not in GROUND_ROLES)
    drawn["visible"] = role not in QUIET_ROLES
    drawn["isDots"] = all(_is_point(feature) for feature in features)
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
        return [_feature(pencil, geometry, "", ())]
    name = feature.attributes.get("name")
    key = role.value if role is not None else "undecided"
    title = str(name)[:LONGEST_WORDS] if name else pencil.words(text(f"map.role_{key}"))
    rows = tuple(
        (attribute[:60], str(value)[:LONGEST_WORDS])
        for attribute, value in feature.attributes.items()
        if value is not None and attribute not in HIDDEN_ATTRIBUTES
    )[:MOST_ROWS]
    return [_feature(pencil, geometry, title, rows)]


def _measure_layer(
    pencil: Pencil, kind: MeasureKind, members: list[Measure], signs: dict[str, Marker]
) -> dict[str, Any]:
    hue = pencil.theme.colours.get(f"family.{kind.family}", pencil.theme.colour("ink_3"))
    features: list[dict[str, Any]] = []
    sign = ""
    is_few = sum(is_quiet(measure) for measure in members) <= FEW
    for measure in members:
        found = _measure_features(pencil, measure, kind, signs, is_few=is_few)
        features += found
        sign = found[-1]["properties"].get("sign", "") if found and not sign else sign
    look = {
        "color": hue,
        "weight": 3.0,
        "fill": True,
        "fillColor": hue,
        "fillOpacity": 0.18,
        "radius": 3.5,
        "fillAreas": True,
    }
    if kind.key in (FURNITURE, BARRIER):
        look |= {"dashArray": "1 8", "lineCap": "round", "weight": 5.0}
    layer = _layer(kind.key, pencil.words(kind.name), look, features, is_interactive=True)
    layer |= {"sign": sign, "count": len(members), "group": "measures"}
    layer["isDots"] = not sign and all(_is_point(feature) for feature in features)
    return layer


def _measure_features(
    pencil: Pencil,
    measure: Measure,
    kind: MeasureKind,
    signs: dict[str, Marker],
    *,
    is_few: bool,
) -> list[dict[str, Any]]:
    geometry = measure.geometry
    if geometry is None:
        return []
    title = measure.name[:LONGEST_WORDS] or pencil.words(kind.name)
    rows = tuple(_measure_rows(pencil, measure, kind))
    is_point = geometry.geom_type == "Point"
    features = [] if is_point else [_feature(pencil, geometry, title, rows)]
    if kind.symbol and (is_few or not is_point or not is_quiet(measure)):
        sign = f"{kind.symbol}-{kind.family}-{measure.state.value}"
        marker = Marker(
            x_m=0,
            y_m=0,
            symbol=kind.symbol,
            size_mm=pencil.design.marker_mm,
            family=kind.family,
            state=measure.state.value,
        )
        signs.setdefault(sign, marker)
        at = geometry if is_point else geometry.representative_point()
        if geometry.geom_type == "LineString":
            at = geometry.interpolate(0.5, normalized=True)
        features.append(_feature(pencil, at, title, rows, sign))
    elif is_point:
        # many that came from the plan unseen are dots: no forest of signs
        features.append(_feature(pencil, geometry, title, rows))
    return features


def _is_point(feature: Mapping[str, Any]) -> bool:
    return str(feature["geometry"]["type"]) == "Point"


def _measure_rows(pencil: Pencil, measure: Measure, kind: MeasureKind) -> Iterable[tuple[str, str]]:
    words = pencil.words
    yield words(text("web.kind")), words(kind.name)
    yield words(text("web.state")), words(text(f"map.state_{measure.state.value}"))
    yield words(text("web.evidence")), words(text(f"web.evidence_{measure.stamp.evidence.value}"))
    for key, value in list(measure.parameters.items())[:MOST_ROWS]:
        if value is not None:
            yield _parameter_name(words, key), str(value)[:LONGEST_WORDS]
    if measure.note:
        yield words(text("web.note")), measure.note[:LONGEST_WORDS]


def _parameter_name(words: Words, key: str) -> str:
    named = f"catalogue.parameter.{key}"
    return words(text(named)) if words.has(named) else key[:60]


def _feature(
    pencil: Pencil,
    geometry: BaseGeometry,
    title: str,
    rows: tuple[tuple[str, str], ...],
    sign: str = "",
) -> dict[str, Any]:
    properties: dict[str, Any] = {"title": title, "rows": rows}
    if sign:
        properties["sign"] = sign
    return {"type": "Feature", "properties": properties, "geometry": pencil.degrees(geometry)}


def _layer(
    key: str,
    title: str,
    style: Mapping[str, Any],
    features: list[dict[str, Any]],
    *,
    is_interactive: bool,
) -> dict[str, Any]:
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
