"""What QGIS keeps of a layer beside its symbols: names on the map, scales, words of its columns."""

from dataclasses import dataclass
from typing import Final

from sbd_tool.cartography.styles import RoleStyle
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.measures import MeasureState
from sbd_tool.domain.roles import Role
from sbd_tool.report.look import Look
from sbd_tool.report.qgis_symbols import SIGN_MM
from sbd_tool.report.qgis_tables import ANNOTATION, MEASURE, PLACE_NOTE, StyledTable, role_style
from sbd_tool.report.qgis_xml import attribute, body, column, quoted, rgba

_PARTS: Final = ("points", "lines", "areas")
_NAMED_TO: Final = 2500.0  # smaller maps would be all names
_HALO: Final = 0.16  # of the height of the letters
_OWN: Final = {MEASURE: "measures", ANNOTATION: "annotations", PLACE_NOTE: "place_notes"}


def title_of(table: StyledTable, look: Look, *, by_role: bool) -> str:
    """What a layer is called in the list of layers.

    Args:
        table: The table.
        look: Language.
        by_role: Layers are known by their role only, as in wider editions.
    """
    name = table.layer
    if table.role in _OWN:
        name = look.words_of(f"qgis.{_OWN[table.role]}")
    elif by_role and look.words.has(f"map.role_{table.role}"):
        name = look.words_of(f"map.role_{table.role}")
    if table.is_alone and table.role != MEASURE:
        return name
    kind = look.words_of(f"qgis.{_PARTS[table.dimension]}")
    return name if name.endswith(f"({kind})") else look.words_of("qgis.part", name=name, kind=kind)


@dataclass(frozen=True, slots=True)
class _Lettering:
    """How the names of a layer are set.

    Attributes:
        words: Expression of what is written.
        size_mm: Height of letters on the page.
        weight: 50 plain, 75 bold.
        scale: Scale denominator up to which names are set, or 0 for all.
        colour, halo: Of the letters and around them.
        place: Attributes that say where the name stands.
        is_obstacle: Other names keep off what is drawn.
    """

    words: str
    size_mm: float
    colour: str
    halo: str
    place: str
    weight: int = 50
    scale: float = 0.0
    is_obstacle: bool = False


def labelling(table: StyledTable, look: Look, square: str) -> str:
    """Names on the map, or "" where our own map names nothing of the kind.

    Args:
        table: The table.
        look: Colours and sizes.
        square: Id of the square, which has a layer and a name of its own.
    """
    halo, place = look.colour("map.halo"), _places(table)
    if table.role in (MEASURE, ANNOTATION):
        words = column("name" if table.role == MEASURE else "spoken")
        weight = 75 if table.role == MEASURE else 50
        size, ink = look.design.label_mm, look.colour("ink")
        return _labels(
            _Lettering(words, size, ink, halo, place, weight, _NAMED_TO, is_obstacle=True)
        )
    style: RoleStyle = role_style(table)
    if table.role not in set(Role) or not style.name_mm or "name" not in table.columns:
        return ""
    words = column("name")
    if table.has_square:
        words = f"if({column('id')} = {quoted(square)}, NULL, {words})"
    colour = look.colour("map.label")
    return _labels(_Lettering(words, style.name_mm, colour, halo, place, scale=style.names_to))


def square_labelling(look: Look) -> str:
    """The name of the square, larger than the rest and clear of signs."""
    ink, halo = look.colour("ink"), look.colour("map.halo")
    place = 'placement="4" priority="10"'  # anywhere inside, level
    return _labels(_Lettering(column("name"), 3.0, ink, halo, place, 75))


def _places(table: StyledTable) -> str:
    if table.dimension == 0:  # around the sign, clear of it
        return 'placement="6" offsetType="1" dist="0.6" distUnits="MM"'
    if table.dimension == 1:  # along the line: beside the sign of a measure, on a street
        own = {MEASURE: ("10", SIGN_MM / 2), ANNOTATION: ("10", 0.8)}
        flags, dist = own.get(table.role, ("9", 0.0))
        return f'placement="2" placementFlags="{flags}" dist="{dist:g}" distUnits="MM"'
    if table.role == MEASURE:  # under the sign in the middle
        low = f'yOffset="{SIGN_MM * 0.75:g}" offsetUnits="MM"'
        return f'placement="1" quadOffset="7" {low} centroidWhole="1"'
    return 'placement="1" centroidInside="1"'


def _labels(told: _Lettering) -> str:
    scale, size = told.scale, told.size_mm
    scaled = f' scaleVisibility="1" scaleMax="{scale:g}" scaleMin="0"' if scale else ""
    return (
        '<labeling type="simple"><settings calloutType="simple">'
        f'<text-style fieldName={attribute(told.words)} isExpression="1" fontSize="{size:g}" '
        f'fontSizeUnit="MM" fontWeight="{told.weight}" textColor="{rgba(told.colour)}" '
        'textOpacity="1">'
        f'<text-buffer bufferDraw="1" bufferSize="{size * _HALO:g}" bufferSizeUnits="MM" '
        f'bufferColor="{rgba(told.halo)}" bufferOpacity="0.92" bufferJoinStyle="128"/></text-style>'
        f"<placement {told.place}/>"
        f'<rendering drawLabels="1" mergeLines="1" obstacle="{int(told.is_obstacle)}"{scaled}/>'
        "</settings></labeling>"
    )


def scales_of(table: StyledTable) -> str:
    """Attributes of a layer that keep points away where they would pepper the map."""
    is_peppered = table.dimension == 0 and table.role in set(Role)
    if not is_peppered:
        return 'hasScaleBasedVisibilityFlag="0"'
    widest = role_style(table).dots_to
    return f'hasScaleBasedVisibilityFlag="1" minScale="{widest:g}" maxScale="0"'


def form_of(table: StyledTable, look: Look) -> str:
    """Words for the columns of measures, and lists for those that hold one of a few values."""
    if table.role != MEASURE:
        return ""
    states = {state.value: look.words_of(f"map.state_{state.value}") for state in MeasureState}
    sureness = {one.value: look.words_of(f"report.evidence_{one.value}") for one in Evidence}
    names = {
        key: look.words_of(f"qgis.column_{key}")
        for key in ("kind_name", "state", "name", "evidence", "note", "option", "time_states")
    }
    fields = "".join(
        f'<field name="{key}"><editWidget type="ValueMap"><config>{_choices(rows)}</config>'
        "</editWidget></field>"
        for key, rows in (("state", states), ("evidence", sureness))
    )
    aliases = "".join(
        f'<alias field="{key}" index="-1" name={attribute(said)}/>' for key, said in names.items()
    )
    shown = body('coalesce(nullif("name", \'\'), "kind_name")')
    return (
        f"<fieldConfiguration>{fields}</fieldConfiguration><aliases>{aliases}</aliases>"
        f"<previewExpression>{shown}</previewExpression>"
    )


def _choices(rows: dict[str, str]) -> str:
    told = "".join(
        f'<Option type="Map"><Option type="QString" name={attribute(said)} value="{key}"/></Option>'
        for key, said in rows.items()
    )
    return f'<Option type="Map"><Option type="List" name="map">{told}</Option></Option>'
