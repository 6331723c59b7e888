"""Styles for QGIS inside the GeoPackage, so that it shows our colours and signs at once.

The table ``layer_styles`` is what QGIS itself writes when a style is saved into a GeoPackage; other
programs ignore it. Signs are SVG within the style, so that no file lies beside.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sbd_tool.cartography.drawlist import Marker
from sbd_tool.cartography.place_notes import RISE, note_sign
from sbd_tool.domain.annotations import AnnotationKind
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.layers import Level
from sbd_tool.domain.measures import Measure
from sbd_tool.domain.shown_notes import shown_place_notes
from sbd_tool.domain.standing import holds, option_line
from sbd_tool.domain.text import text
from sbd_tool.report.editions import EditionContent
from sbd_tool.report.look import Look
from sbd_tool.report.qgis_layers import labelling, scales_of
from sbd_tool.report.qgis_symbols import (
    SIGN_MM,
    Layers,
    disc_layer,
    head_layer,
    kind_of,
    measure_symbol,
    role_symbol,
    sign_layer,
    square_symbol,
    stroke_layer,
)
from sbd_tool.report.qgis_tables import ANNOTATION, MEASURE, PLACE_NOTE, StyledTable, role_style
from sbd_tool.report.qgis_xml import DOCTYPE, VERSION, SymbolLayer, attribute, column, quoted, rgba
from sbd_tool.report.qgis_xml import symbol as written_symbol
from sbd_tool.report.tables_out import PlainValue

TABLE: Final = "layer_styles"
_MOMENT: Final = "2026-01-01T00:00:00.000Z"


@dataclass(frozen=True, slots=True)
class Ruled:
    """One line of a legend: which features, what it is called, how they look."""

    condition: str
    title: str
    layers: Layers
    is_shown: bool = True


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
    return [_row(table, _document(table, content, look)) for table in tables]


def renderer_of(table: StyledTable, content: EditionContent, look: Look) -> str:
    """How QGIS draws a table: a symbol, or rules with a symbol each."""
    kind = kind_of(table.dimension)
    if table.role == MEASURE:
        return _ruled(_measures(table.dimension, content, look), kind)
    if table.role == ANNOTATION:
        return _ink(table.dimension, look)
    if table.role == PLACE_NOTE:
        return _ruled(_notes(content, look), kind)
    layers = role_symbol(role_style(table), table.dimension, look.theme, table.columns, table.role)
    ground = Level.GROUND.value
    if len(table.levels) < 2 or ground not in table.levels:  # noqa: PLR2004 - one level or more
        return _single(layers, kind)
    here = f"{column('level')} = {quoted(ground)}"
    above = look.words_of("qgis.on_ground")
    apart = look.words_of("qgis.other_levels")
    return _ruled((Ruled(here, above, layers), Ruled("ELSE", apart, layers, is_shown=False)), kind)


def square_renderer(look: Look) -> str:
    """The square that is assessed: its bright ground and its boundary."""
    return _single(square_symbol(look.theme), kind_of(2))


def _measures(dimension: int, content: EditionContent, look: Look) -> list[Ruled]:
    """A rule for each kind and state; what stands in other options or states is switched off."""
    options = option_line(content.project, content.option)
    groups: dict[tuple[str, str], dict[tuple[str, str], bool]] = {}
    for measure in content.project.measures.values():
        is_known = measure.kind in content.catalogue.measures  # others have no sign on our map
        if is_known and _dimension(measure) == dimension:
            group = groups.setdefault((measure.kind, measure.state.value), {})
            group[_where(measure.stamp)] = holds(measure.stamp, options, content.time_state)
    found = []
    for (key, state), found_at in sorted(groups.items()):
        kind = content.catalogue.measures[key]
        title = f"{look.words(kind.name)} ({look.words(text(f'map.state_{state}'))})"
        sign = Marker(
            x_m=0, y_m=0, symbol=kind.symbol, size_mm=SIGN_MM, family=kind.family, state=state
        )
        drawn = measure_symbol(sign, dimension, look.design, look.theme)
        rule = f'"kind" = {quoted(key)} AND "state" = {quoted(state)}'
        there = [place for place, is_there in found_at.items() if is_there]
        apart = [place for place, is_there in found_at.items() if not is_there]
        if not apart:
            found.append(Ruled(rule, title, drawn))
            continue
        elsewhere = look.words_of("qgis.elsewhere", title=title)
        for places, told, is_shown in ((there, title, True), (apart, elsewhere, False)):
            if places:
                found.append(Ruled(f"{rule} AND ({_any_of(places)})", told, drawn, is_shown))
    return found


def _where(stamp: Stamp) -> tuple[str, str]:
    """Option and states as the columns of a measure tell them."""
    return stamp.option, ",".join(stamp.time_states or ())


def _any_of(places: Iterable[tuple[str, str]]) -> str:
    return " OR ".join(
        f'("option" = {quoted(option)} AND "time_states" = {quoted(states)})'
        for option, states in sorted(places)
    )


def _dimension(measure: Measure) -> int:
    if measure.geometry is None:
        return -1
    return {"Point": 0, "LineString": 1, "Polygon": 2}.get(
        measure.geometry.geom_type.removeprefix("Multi"), -1
    )


def _ink(dimension: int, look: Look) -> str:
    """What somebody wrote or drew on the map; arrows have heads."""
    ink, kind = look.colour("ink"), kind_of(dimension)
    if dimension == 0:
        return _single((disc_layer(ink, 0.8),), kind)
    stroke = stroke_layer(ink, 0.35)
    if dimension == 1:
        arrow = f"{column('kind')} = {quoted(AnnotationKind.ARROW.value)}"
        arrows, lines = (look.words_of(f"qgis.{key}") for key in ("arrows", "other_lines"))
        headed = (stroke, head_layer(ink, 2.2))
        return _ruled((Ruled(arrow, arrows, headed), Ruled("ELSE", lines, (stroke,))), kind)
    fill = {"color": rgba(ink, 0.08), "style": "solid", "outline_style": "no"}
    return _single(
        (SymbolLayer("SimpleFill", fill), stroke_layer(ink, 0.35, (1.8, 1.0))),
        kind,
    )


def _notes(content: EditionContent, look: Look) -> list[Ruled]:
    """Signs of what residents said, by sort and hour."""
    found = {}
    for note in shown_place_notes(content.project.records):
        liking = look.words_of(f"heard.liking_{note.liking.value}")
        hour = look.words_of(f"heard.hour_{note.hour.value}")
        sign = sign_layer(
            note_sign(note.liking, SIGN_MM, note.hour), look.design, look.theme, rise=RISE
        )
        rule = f'"liking" = {quoted(liking)} AND "hour" = {quoted(hour)}'
        found[liking, hour] = Ruled(rule, f"{liking} ({hour})", (sign,))
    return [found[key] for key in sorted(found)]


def _single(layers: Layers, kind: str) -> str:
    return (
        f'<renderer-v2 type="singleSymbol"{_turns(layers)}>'
        f"<symbols>{written_symbol('0', kind, layers)}</symbols></renderer-v2>"
    )


def _ruled(rules: Sequence[Ruled], kind: str) -> str:
    lines = "".join(
        f'<rule key="{place}" symbol="{place}" filter={attribute(one.condition)} '
        f'label={attribute(one.title)} checkstate="{int(one.is_shown)}"/>'
        for place, one in enumerate(rules)
    )
    symbols = "".join(
        written_symbol(str(place), kind, one.layers) for place, one in enumerate(rules)
    )
    turns = _turns([layer for one in rules for layer in one.layers])
    return (
        f'<renderer-v2 type="RuleRenderer"{turns}><rules key="root">{lines}</rules>'
        f"<symbols>{symbols}</symbols></renderer-v2>"
    )


def _turns(layers: Iterable[SymbolLayer]) -> str:
    """Symbols merge where their layers are drawn in turns."""
    return ' symbollevels="1"' if any(layer.turn for layer in layers) else ""


def _document(table: StyledTable, content: EditionContent, look: Look) -> str:
    renderer, names = (
        renderer_of(table, content, look),
        labelling(table, look, content.project.square),
    )
    return (
        f'{DOCTYPE}<qgis version="{VERSION}" styleCategories="Symbology|Labeling|Rendering" '
        f'labelsEnabled="{int(bool(names))}" {scales_of(table)}>{renderer}{names}</qgis>'
    )


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
