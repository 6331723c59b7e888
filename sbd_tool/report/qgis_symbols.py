"""Symbols for QGIS: how roles and measures look there, after the look of our own map."""

import base64
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sbd_tool.cartography.drawlist import Marker
from sbd_tool.cartography.styles import RoleStyle
from sbd_tool.cartography.tokens import Design, Theme
from sbd_tool.domain.measures import MeasureState
from sbd_tool.report.qgis_widths import crown_expression, width_expression
from sbd_tool.report.qgis_xml import SymbolLayer, rgba
from sbd_tool.report.sign_svg import SIGN_REACH, sign_svg

SIGN_MM: Final = 6.0
_LINE_MM: Final = 0.8
_KINDS: Final = ("marker", "line", "fill")
Layers = tuple[SymbolLayer, ...]


def kind_of(dimension: int) -> str:
    """What QGIS calls the symbols of a dimension."""
    return _KINDS[dimension]


def role_symbol(
    look: RoleStyle, dimension: int, theme: Theme, columns: frozenset[str], role: str
) -> Layers:
    """The symbol of a plan layer: dots, lines or ribbons with a width on the ground, areas."""
    if dimension == 0:
        return _crown(look, theme, columns) if role == "tree" else (_dot(look, theme),)
    if dimension == 1:
        return _ribbon(look, theme, columns) if look.width_m else (_line(look, theme),)
    return (_area(look, theme),)


def _dot(look: RoleStyle, theme: Theme) -> SymbolLayer:
    fill = theme.colour(look.dot or look.fill or look.line or "ink_3")
    return disc_layer(fill, look.dot_mm)


def disc_layer(colour: str, size_mm: float, opacity: float = 1.0) -> SymbolLayer:
    """A filled disc of a size on the page."""
    props = {"name": "circle", "color": rgba(colour, opacity), "size": f"{size_mm:g}"}
    return SymbolLayer("SimpleMarker", {**props, "outline_style": "no"})


def _crown(look: RoleStyle, theme: Theme, columns: frozenset[str]) -> Layers:
    expression, usual = crown_expression(columns)
    crown = {
        "name": "circle",
        "color": rgba(theme.colour(look.fill), look.opacity),
        "size": f"{usual:g}",
        "size_unit": "MapUnit",
        "outline_color": rgba(theme.colour(look.edge), 0.75),
        "outline_width": f"{look.edge_mm:g}",
    }
    trunk = {
        "name": "circle",
        "color": rgba(theme.colour(look.edge), 0.6),
        "size": "0.8",
        "size_unit": "MapUnit",
        "outline_style": "no",
    }
    defined = {"size": expression} if expression else {}
    return (SymbolLayer("SimpleMarker", crown, defined), SymbolLayer("SimpleMarker", trunk))


def _line(look: RoleStyle, theme: Theme) -> SymbolLayer:
    colour = theme.colour(look.line or look.edge or "ink_3")
    return stroke_layer(colour, look.line_mm, look.dash_mm)


def _ribbon(look: RoleStyle, theme: Theme, columns: frozenset[str]) -> Layers:
    """A street drawn as wide as it is; edges go first, so that streets merge where they meet."""
    wide = width_expression(look, columns) or f"{look.width_m:g}"
    edge, inside = look.edge_mm, rgba(theme.colour(look.fill or look.line), look.opacity)
    usual = {"line_width": f"{look.width_m:g}", "line_width_unit": "MapUnit", "capstyle": "round"}
    usual |= {"joinstyle": "round"}
    around = {**usual, "line_color": rgba(theme.colour(look.edge or look.line))}
    # Both edges of the outline, from millimetres of the page to metres on the ground.
    outer = f"({wide}) + {2 * edge / 1000:g} * @map_scale"
    return (
        SymbolLayer("SimpleLine", around, {"outlineWidth": outer}),
        SymbolLayer("SimpleLine", {**usual, "line_color": inside}, {"outlineWidth": wide}, turn=1),
    )


def _area(look: RoleStyle, theme: Theme) -> SymbolLayer:
    edge = theme.colour(look.edge or look.line or "ink_3")
    is_bare = look.fill and not look.edge
    style = "no" if is_bare else "dash" if look.dash_mm else "solid"
    fill = theme.colour(look.fill) if look.fill else edge
    props = {
        "color": rgba(fill, look.opacity),
        "style": "solid" if look.fill else {"cross": "diagonal_x"}.get(look.hatch, "no"),
        "outline_color": rgba(edge),
        "outline_width": f"{look.edge_mm:g}",
        "outline_style": style,
    }
    return SymbolLayer("SimpleFill", props)


def stroke_layer(
    colour: str,
    width_mm: float,
    dash_mm: Sequence[float] = (),
    cap: str = "",
    opacity: float = 1.0,
) -> SymbolLayer:
    """A line of a width on the page."""
    props = {
        "line_color": rgba(colour, opacity),
        "line_width": f"{width_mm:g}",
        "capstyle": cap or ("flat" if dash_mm else "round"),
        "joinstyle": "round",
    }
    if dash_mm:
        dashes = ";".join(f"{part:g}" for part in dash_mm)
        props |= {"use_custom_dash": "1", "customdash": dashes, "customdash_unit": "MM"}
    return SymbolLayer("SimpleLine", props)


def square_symbol(theme: Theme) -> Layers:
    """The bright ground of the square and its boundary of dashes and dots."""
    ground = rgba(theme.colour("map.square"), 0.86)
    around = (
        stroke_layer(theme.colour("map.halo"), 1.25),
        stroke_layer(theme.colour("map.boundary"), 0.45, (3.2, 1.0, 0.5, 1.0)),
    )
    outer = (replace(one, props={**one.props, "ring_filter": "1"}) for one in around)
    inside = {"color": ground, "style": "solid", "outline_style": "no"}
    return (SymbolLayer("SimpleFill", inside), *outer)  # islands in the square have no boundary


def measure_symbol(sign: Marker, dimension: int, design: Design, theme: Theme) -> Layers:
    """A measure: its sign, on a line or an area that shows its state as the sign does.

    Args:
        sign: Symbol, family and state.
        dimension: 0 points, 1 lines, 2 areas.
        design: Signs.
        theme: Colours.
    """
    families = design.families()
    colour = theme.colour(f"family.{sign.family}" if sign.family in families else "ink_2")
    marker = sign_layer(sign, design, theme) if sign.symbol else None
    if dimension == 0:
        return (marker or disc_layer(colour, 2.0),)
    lines = _state_lines(sign, colour, theme)
    if dimension == 1:
        placed = () if marker is None else (_once(marker, "MarkerLine"),)
        return (*lines, *placed)
    is_there = sign.state == MeasureState.EXISTING
    fill = {"color": rgba(colour, 0.25 if is_there else 0.08), "outline_style": "no"}
    placed = () if marker is None else (_once(marker, "CentroidFill"),)
    return (SymbolLayer("SimpleFill", {**fill, "style": "solid"}), *lines, *placed)


def _state_lines(sign: Marker, colour: str, theme: Theme) -> Layers:
    """Solid existing, hollow proposed, dashed temporary, grey when it goes."""
    halo, grey = theme.colour("map.halo"), theme.colour("ink_3")
    if not sign.symbol:  # stands for many kinds, and does not say which
        return (stroke_layer(halo, 1.5), stroke_layer(grey, 0.9, (0.01, 1.7), "round"))
    if sign.state == MeasureState.TO_REMOVE:
        return (stroke_layer(grey, 0.5, (0.5, 0.9)),)
    dash = (1.5, 0.9) if sign.state == MeasureState.TEMPORARY else ()
    under = (stroke_layer(halo, _LINE_MM * 2.2), stroke_layer(colour, _LINE_MM, dash))
    is_hollow = sign.state == MeasureState.PROPOSED
    return (*under, stroke_layer(halo, _LINE_MM * 0.4)) if is_hollow else under


def sign_layer(sign: Marker, design: Design, theme: Theme, rise: float = 0.0) -> SymbolLayer:
    """Our sign as SVG within the style, raised by so many of its diameters above its place."""
    picture = base64.b64encode(sign_svg(sign, design, theme).encode()).decode("ascii")
    props = {"name": f"base64:{picture}", "size": f"{sign.size_mm:g}", "fixedAspectRatio": "0"}
    if rise:
        up = rise * sign.size_mm / (2 * SIGN_REACH)
        props |= {"offset": f"0,{-up:.2f}", "offset_unit": "MM"}
    return SymbolLayer("SvgMarker", props)


def head_layer(colour: str, size_mm: float) -> SymbolLayer:
    """The head of an arrow at the end of a line."""
    props = {
        "name": "filled_arrowhead",
        "color": rgba(colour),
        "size": f"{size_mm:g}",
        "outline_style": "no",
    }
    head = SymbolLayer("SimpleMarker", props)
    at_end = {"placement": "lastvertex", "rotate": "1"}
    return SymbolLayer("MarkerLine", at_end, inner=("marker", (head,)))


def _once(marker: SymbolLayer, kind: str) -> SymbolLayer:
    """A sign in the middle of a line or an area."""
    props = {"placement": "centralpoint", "rotate": "0", "point_on_surface": "1"}
    return SymbolLayer(kind, props, inner=("marker", (marker,)))
