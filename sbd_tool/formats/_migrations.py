"""From an older schema to today's, one pure step at a time: tables in, tables out.

Each step is proven by a test with a file of its old schema. Keys that files hold are never renamed
elsewhere: a rename is a step here.
"""

from collections.abc import Callable, Mapping
from typing import Final

from sbd_tool.domain.evidence import BASE_OPTION, Evidence
from sbd_tool.domain.project import SCHEMA_VERSION
from sbd_tool.formats._geopackage_read import Row, Tables

_STAMPED: Final = ("measures", "answers", "notes", "photos", "sbd_layers", "sbd_underlays")


def migrated(tables: Tables, version: int) -> Tables:
    """Bring tables of an older schema to the current one; the ones handed in stay as they are.

    Raises:
        ValueError: No step leads on from that version.
    """
    while version < SCHEMA_VERSION:
        step = STEPS.get(version)
        if step is None:
            raise ValueError(f"schema {version} is not known")
        tables = step(tables)
        version += 1
    return tables


def _stamp_every_row(tables: Tables) -> Tables:
    """Schema 0 knew neither options nor evidence, and kept all measures in one table.

    What was drawn then belongs to the base and holds in all states; how it was known was not
    asked, so it counts as assumed.
    """
    stamped = dict(tables)
    for name in _STAMPED:
        if name in tables:
            stamped[name] = [_stamped(row) for row in tables[name]]
    measures = stamped.pop("measures", [])
    stamped["measures_points"] = [row for row in measures if row.get("geom") is not None]
    stamped["measures_site_wide"] = [row for row in measures if row.get("geom") is None]
    return stamped


def _stamped(row: Row) -> Row:
    defaults: Row = {
        "option": BASE_OPTION,
        "time_states": None,
        "marking": None,
        "evidence": str(Evidence.ASSUMED),
        "author": "",
        "created": "",
        "changed": "",
    }
    return {**defaults, **row, "sequence": row.get("fid", 0)}


def _nothing_locked(tables: Tables) -> Tables:
    """Schema 1 knew neither locks nor annotations: what is missing is right as it is."""
    return tables


def _nothing_overridden(tables: Tables) -> Tables:
    """Schema 2 knew options and states by name, and nothing that differs in them."""
    return tables


STEPS: Final[Mapping[int, Callable[[Tables], Tables]]] = {
    0: _stamp_every_row,
    1: _nothing_locked,
    2: _nothing_overridden,
}
