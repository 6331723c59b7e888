"""Tables of a GeoPackage as QGIS lists them: what they hold, and whether our own map shows it."""

from dataclasses import dataclass
from typing import Final

from sbd_tool.cartography.styles import UNDECIDED, RoleStyle, style_of
from sbd_tool.domain.layers import Level
from sbd_tool.domain.roles import Role
from sbd_tool.report.tables_out import SpatialTable

MEASURE: Final = "measure"
ANNOTATION: Final = "annotation"
PLACE_NOTE: Final = "place_note"


@dataclass(frozen=True, slots=True, kw_only=True)
class StyledTable:
    """A table of the GeoPackage that gets a style.

    Attributes:
        name: Name of the table.
        layer: Name of the layer it holds, before it was told apart by kind of geometry.
        role: Role key, or `MEASURE`, `ANNOTATION`, `PLACE_NOTE`.
        dimension: 0 points, 1 lines, 2 areas.
        is_alone: No other table holds more of the same layer.
        columns: Names of its columns.
        levels: Levels of its features, or nothing.
        is_visible: Whether our own map shows the layer.
        has_square: One of its features is the square.
    """

    name: str
    layer: str
    role: str
    dimension: int
    is_alone: bool = True
    columns: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()
    is_visible: bool = True
    has_square: bool = False


def styled(
    part: SpatialTable, name: str, layer: str, dimension: int, *, is_alone: bool, square: str
) -> StyledTable:
    """A table as it gets a style.

    Args:
        part: What it holds.
        name: Its name in the file.
        layer: Name of the layer it is of.
        dimension: 0 points, 1 lines, 2 areas.
        is_alone: No other table holds more of the layer.
        square: Id of the square, or "".
    """
    first = part.rows[0] if part.rows else {}
    return StyledTable(
        name=name,
        layer=layer,
        role=part.role,
        dimension=dimension,
        is_alone=is_alone,
        columns=frozenset(first),
        levels=frozenset(str(row["level"]) for row in part.rows if "level" in row),
        is_visible=part.is_visible,
        has_square=bool(square) and any(row.get("id") == square for row in part.rows),
    )


def role_style(table: StyledTable) -> RoleStyle:
    """The look of a table's role; a thin dashed one for roles that leave no mark on our map."""
    known = Role(table.role) if table.role in set(Role) else None
    return style_of(known) or UNDECIDED


def is_on_map(table: StyledTable) -> bool:
    """Whether our own map shows what the table holds."""
    if table.levels and Level.GROUND.value not in table.levels:
        return False
    if not table.is_visible or table.role in {MEASURE, ANNOTATION, PLACE_NOTE}:
        return table.is_visible
    leaves_mark = table.role not in set(Role) or style_of(Role(table.role)) is not None
    has_dot = bool(role_style(table).dot) or table.role == Role.TREE.value
    return leaves_mark and (table.dimension > 0 or has_dot)
