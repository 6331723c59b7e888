"""Widths on the ground as expressions of QGIS, by the rules our own map draws with.

See `sbd_tool.cartography.street_widths` and `sbd_tool.cartography.plan.crown_radius_m`: the plan's
own size comes first, then what is usual. Only the drawing uses them.
"""

from collections.abc import Iterable
from typing import Final

from sbd_tool.cartography.plan import CROWN_COLUMNS, CROWN_M, CROWN_RANGE_M
from sbd_tool.cartography.street_widths import (
    LANE_M,
    MOST_LANES,
    NARROWEST_M,
    STREET_WIDTH_M,
    WIDEST_M,
    WIDTH_COLUMNS,
)
from sbd_tool.cartography.styles import ROLE_STYLES, RoleStyle
from sbd_tool.domain.roles import Role
from sbd_tool.report.qgis_xml import column, quoted

_NUMBER: Final = r"'^([-+0-9.]+)\\s*m?(\\s|$)'"


def width_expression(look: RoleStyle, columns: frozenset[str]) -> str:
    """Width of a line of a role in metres, or "" where no column of its table says any."""
    cases = [
        (f"{_number(key)} BETWEEN {NARROWEST_M:g} AND {WIDEST_M:g}", _number(key))
        for key in WIDTH_COLUMNS
        if key in columns
    ]
    if look.order == ROLE_STYLES[Role.CARRIAGEWAY].order:
        if "lanes" in columns:
            lanes = _number("lanes")
            cases.append((f"{lanes} BETWEEN 1 AND {MOST_LANES}", f"{lanes} * {LANE_M:g}"))
        if "highway" in columns:
            cases += [
                (f"{column('highway')} = {quoted(key)}", f"{width:g}")
                for key, width in STREET_WIDTH_M.items()
            ]
    return _case(cases, f"{look.width_m:g}")


def crown_expression(columns: frozenset[str]) -> tuple[str, float]:
    """Diameter of a tree's crown in metres, or "", and the usual one."""
    low, high = CROWN_RANGE_M
    cases = [
        (
            f"{_number(key)} * {part:g} BETWEEN {low:g} AND {high:g}",
            f"{_number(key)} * {2 * part:g}",
        )
        for key, part in CROWN_COLUMNS
        if key in columns
    ]
    return _case(cases, f"{2 * CROWN_M:g}"), 2 * CROWN_M


def _case(cases: Iterable[tuple[str, str]], rest: str) -> str:
    told = " ".join(f"WHEN {when} THEN {then}" for when, then in cases)
    return f"CASE {told} ELSE {rest} END" if told else ""


def _number(key: str) -> str:
    """The number at the beginning of a column of any file, or 0."""
    words = f"replace(to_string({column(key)}), ',', '.')"
    return f"coalesce(try(to_real(regexp_substr({words}, {_NUMBER})), 0), 0)"
