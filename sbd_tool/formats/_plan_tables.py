"""Plan layers as feature tables that a GIS shows with sensible names."""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from sbd_tool.domain.layers import Layer
from sbd_tool.domain.plain import Plain, to_plain
from sbd_tool.formats.geopackage import Column, Table

PREFIX: Final = "plan_"
_MOST_COLUMNS: Final = 32
_NAME_LENGTH: Final = 40
_STAMP: Final = (
    "option",
    "time_states",
    "marking",
    "evidence",
    "author",
    "created",
    "changed",
)
_RESERVED: Final = frozenset({"fid", "geom", "rowid", "oid", "_rowid_", "uuid", "attributes"})
_UNSHOWN: Final = re.compile(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_LARGEST: Final = 2**63 - 1


def plan_tables(layers: Sequence[Layer]) -> list[Table]:
    """One table per layer, lowest first."""
    taken: set[str] = set()
    return [_table(layer, _table_name(layer.name, taken)) for layer in layers]


def json_text(plain: Plain) -> str:
    """JSON that a person can read in a table; lone surrogates, which no file can hold, escaped."""
    written = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
    try:
        written.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(plain, separators=(",", ":"))
    return written


def storable(words: str) -> str:
    """Words as UTF-8 can hold them."""
    return words.encode("utf-8", "replace").decode("utf-8")


def _table(layer: Layer, name: str) -> Table:
    shown = _shown_columns(layer)
    stamp = layer.stamp
    states = None if stamp.time_states is None else json_text(list(stamp.time_states))
    common = (
        *(storable(stamp.option), states, stamp.marking, str(stamp.evidence)),
        *(storable(words) for words in (stamp.author, stamp.created, stamp.changed)),
    )
    rows = [
        (
            storable(row_id),
            *common,
            json_text(to_plain(attributes)),
            *(_shown_cell(attributes.get(key), column.type) for key, column in shown),
        )
        for row_id, attributes in zip(layer.ids, layer.attributes, strict=True)
    ]
    return Table(
        name=name,
        identifier=_UNSHOWN.sub("", f"Plan \u2013 {layer.name}")[:200],
        columns=(
            Column("uuid"),
            *(Column(part) for part in _STAMP),
            Column("attributes"),
            *(column for _, column in shown),
        ),
        rows=rows,
        geometry=layer.geometry,
        description="" if layer.role is None else f"Role: {layer.role}",
    )


def _table_name(name: str, taken: set[str]) -> str:
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    slug = re.sub(r"[^a-z0-9]+", "_", ascii_name.lower()).strip("_")[:_NAME_LENGTH] or "layer"
    candidate, number = PREFIX + slug, 1
    while candidate in taken:
        number += 1
        candidate = f"{PREFIX}{slug}_{number}"
    taken.add(candidate)
    return candidate


def _shown_columns(layer: Layer) -> list[tuple[str, Column]]:
    counts: Counter[str] = Counter()
    for attributes in layer.attributes:
        counts.update(attributes.keys())
    taken = _RESERVED | set(_STAMP)
    shown: list[tuple[str, Column]] = []
    for key, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST_COLUMNS]:
        name = _UNSHOWN.sub("", key)[:_NAME_LENGTH].strip() or "column"
        while name.casefold() in taken:
            name += "_"
        taken = taken | {name.casefold()}
        shown.append((key, Column(name, _column_type(layer, key))))
    return shown


def _column_type(layer: Layer, key: str) -> str:
    kinds = {
        type(value) for attributes in layer.attributes if (value := attributes.get(key)) is not None
    }
    if kinds == {bool}:
        return "BOOLEAN"
    if kinds == {int}:
        return "INTEGER"
    return "REAL" if kinds and kinds <= {int, float} else "TEXT"


def _shown_cell(value: Any, kind: str) -> Any:
    if value is None:
        return None
    if kind == "TEXT":
        return _UNSHOWN.sub("\ufffd", str(value))
    if isinstance(value, int) and abs(value) > _LARGEST:
        return None  # the exact value stands in ``attributes``
    return value
