"""Styles for QGIS inside the GeoPackage, so that it shows our colours and signs at once.

The table ``layer_styles`` is what QGIS itself writes when a style is saved into a GeoPackage; other
programs ignore it. Signs are SVG within the style, so that no file lies beside.
"""

import base64
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import quoteattr

from sbd_tool.cartography.drawlist import Marker
from sbd_tool.cartography.styles import RoleStyle, style_of
from sbd_tool.domain.catalogue import MeasureKind
from sbd_tool.domain.measures import MeasureState
from sbd_tool.domain.roles import Role
from sbd_tool.report.editions import EditionContent
from sbd_tool.report.look import Look
from sbd_tool.report.sign_svg import sign_svg
from sbd_tool.report.tables_out import PlainValue

TABLE: Final = "layer_styles"
MEASURE: Final = "measure"
_SIGN_MM: Final = 6.0
_LINE_MM: Final = 0.8
_MOMENT: Final = "2026-01-01T00:00:00.000Z"


@dataclass(frozen=True, slots=True, kw_only=True)
class StyledTable:
    """A table of the GeoPackage that gets a style.

    Attributes:
        name: Name of the table.
        role: Role key, or `MEASURE`.
        dimension: 0 points, 1 lines, 2 areas.
    """

    name: str
    role: str
    dimension: int


def style_rows(
    tables: Iterable[StyledTable],
    content: EditionContent,
    look: Look,
) -> list[Mapping[str, PlainValue]]:
    """Rows of the table ``layer_styles``.

    Args:
        tables: Spatial tables of the GeoPackage.
        content: What the edition holds.
        look: Colours, signs and language of names in the legend.
    """
    pen = _Pen(content, look)
    rows: list[Mapping[str, PlainValue]] = []
    for table in tables:
        written = pen.style(table)
        if written:
            rows.append(_row(table, written))
    return rows


def renderer_of(table: StyledTable, content: EditionContent, look: Look) -> str:
    """The renderer of a table as a project of QGIS holds it, or "" where it has none of ours."""
    return _Pen(content, look).renderer(table)


def _row(table: StyledTable, written: str) -> dict[str, PlainValue]:
    return {
        "f_table_catalog": "",
        "f_table_schema": "",
        "f_table_name": table.name,
        "f_geometry_column": "geom",
        "styleName": "SbD Tool",
        "styleQML": written,
        "styleSLD": "",
        "useAsDefault": True,
        "description": "",
        "owner": "",
        "ui": "",
        "update_time": _MOMENT,
    }


class _Pen:
    def __init__(self, content: EditionContent, look: Look) -> None:
        self._content, self._look = content, look
        self._design, self._theme, self._words = look.design, look.theme, look.words

    def style(self, table: StyledTable) -> str:
        """The style of a table, or "" where it has none of ours."""
        renderer = self.renderer(table)
        return _document(renderer) if renderer else ""

    def renderer(self, table: StyledTable) -> str:
        """Its renderer, or "" where it has none of ours."""
        if table.role == MEASURE:
            return self._by_kind(table.dimension)
        known = table.role in set(Role)
        look = style_of(Role(table.role)) if known else None
        return "" if look is None else self._single(look, table.dimension)

    def _single(self, look: RoleStyle, dimension: int) -> str:
        symbol = self._plain_symbol("0", look, dimension)
        return f'<renderer-v2 type="singleSymbol"><symbols>{symbol}</symbols></renderer-v2>'

    def _plain_symbol(self, name: str, look: RoleStyle, dimension: int) -> str:
        colour = self._theme.colour
        if dimension == 0:
            fill = colour(look.dot or look.fill or look.line or "ink_3")
            props = {"name": "circle", "color": _rgba(fill), "size": f"{look.dot_mm:g}"}
            return _symbol(name, "marker", "SimpleMarker", {**props, "outline_style": "no"})
        edge = colour(look.line or look.edge or "ink_3")
        if dimension == 1:
            props = {"line_color": _rgba(edge), "line_width": f"{look.line_mm:g}"}
            return _symbol(name, "line", "SimpleLine", props)
        fill = colour(look.fill) if look.fill else edge
        outline = colour(look.edge) if look.edge else fill
        return _symbol(
            name,
            "fill",
            "SimpleFill",
            {
                "color": _rgba(fill, look.opacity),
                "style": "solid" if look.fill else "no",
                "outline_color": _rgba(outline),
                "outline_width": f"{look.edge_mm:g}",
            },
        )

    def _by_kind(self, dimension: int) -> str:
        shown = sorted(self._shown_kinds(dimension))
        categories, symbols = [], []
        for place, (key, state) in enumerate(shown):
            kind = self._content.catalogue.measures[key]
            name = f"{self._words(kind.name)} ({state})"
            rule = f"\"kind\" = '{key}' AND \"state\" = '{state}'"
            categories.append(
                f"<rule key={quoteattr(f'{place}')} symbol={quoteattr(str(place))} "
                f"filter={quoteattr(rule)} label={quoteattr(name)}/>"
            )
            symbols.append(self._measure_symbol(str(place), kind, state, dimension))
        return (
            f'<renderer-v2 type="RuleRenderer"><rules key="root">{"".join(categories)}</rules>'
            f"<symbols>{''.join(symbols)}</symbols></renderer-v2>"
        )

    def _shown_kinds(self, dimension: int) -> set[tuple[str, str]]:
        return {
            (measure.kind, measure.state.value)
            for measure in self._content.project.measures.values()
            if measure.geometry is not None and _dimension(measure.geometry.geom_type) == dimension
        }

    def _measure_symbol(self, name: str, kind: MeasureKind, state: str, dimension: int) -> str:
        families = self._design.families()
        colour = self._theme.colour(f"family.{kind.family}" if kind.family in families else "ink_2")
        is_there = state == MeasureState.EXISTING.value
        if dimension == 0:
            return self._measure_sign(name, kind, state, colour)
        dash = "solid" if is_there else "dash"
        if dimension == 1:
            props = {
                "line_color": _rgba(colour),
                "line_width": f"{_LINE_MM:g}",
                "line_style": dash,
                "capstyle": "round",
            }
            return _symbol(name, "line", "SimpleLine", props)
        props = {
            "color": _rgba(colour, 0.25),
            "outline_color": _rgba(colour),
            "outline_width": "0.4",
            "outline_style": dash,
        }
        return _symbol(name, "fill", "SimpleFill", props)

    def _measure_sign(self, name: str, kind: MeasureKind, state: str, colour: str) -> str:
        if not kind.symbol:
            props = {"name": "circle", "color": _rgba(colour), "size": "2"}
            return _symbol(name, "marker", "SimpleMarker", props)
        marker = Marker(
            x_m=0, y_m=0, symbol=kind.symbol, size_mm=_SIGN_MM, family=kind.family, state=state
        )
        picture = base64.b64encode(sign_svg(marker, self._design, self._theme).encode()).decode(
            "ascii"
        )
        props = {"name": f"base64:{picture}", "size": f"{_SIGN_MM:g}", "fixedAspectRatio": "0"}
        return _symbol(name, "marker", "SvgMarker", props)


def _symbol(name: str, kind: str, layer: str, props: dict[str, str]) -> str:
    told = "".join(f"<prop k={quoteattr(k)} v={quoteattr(v)}/>" for k, v in props.items())
    return (
        f'<symbol type="{kind}" name="{name}" alpha="1" clip_to_extent="1">'
        f'<layer class="{layer}" enabled="1" locked="0" pass="0">{told}</layer></symbol>'
    )


def _document(renderer: str) -> str:
    return (
        "<!DOCTYPE qgis PUBLIC 'http:" + "//mrcc.com/qgis.dtd' 'SYSTEM'>"
        f'<qgis version="3.22.0" styleCategories="Symbology">{renderer}</qgis>'
    )


def _rgba(colour: str, opacity: float = 1.0) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"{red},{green},{blue},{round(255 * opacity)}"


def _dimension(geom_type: str) -> int:
    return {"Point": 0, "LineString": 1, "Polygon": 2}[geom_type.removeprefix("Multi")]


def styled(names: Sequence[tuple[str, str, int]]) -> tuple[StyledTable, ...]:
    """Tables from their names, roles and dimensions."""
    return tuple(StyledTable(name=n, role=r, dimension=d) for n, r, d in names)
