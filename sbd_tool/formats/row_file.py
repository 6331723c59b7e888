"""Rows of a CSV table or of GeoJSON features, bounded: no size a file announces is believed."""

import csv
import io
import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from sbd_tool.domain.errors import InputError
from sbd_tool.domain.row_table import RowTable
from sbd_tool.domain.text import text
from sbd_tool.formats.csv_points import decode_text

MAX_BYTES: Final = 32 * 1024**2
MAX_ROWS: Final = 100_000
MAX_COLUMNS: Final = 300
MAX_CELL: Final = 2_000
_JSON: Final = frozenset((".geojson", ".json"))
LARGEST_CELL: Final = 100_000
_DELIMITERS: Final = ",;\t|"


def read_rows(path: Path) -> RowTable:
    """Read a table whose first row names its columns, or GeoJSON features.

    Raises:
        InputError: It is missing, too large, damaged, or has no rows.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as fault:
        raise _refused("missing", path) from fault
    if len(raw) > MAX_BYTES:
        raise _refused("too_large", path)
    words = decode_text(raw)
    is_json = path.suffix.lower() in _JSON
    table = _features(words, path) if is_json else _table(words, path)
    if not table.rows:
        raise _refused("empty", path)
    return table


def _refused(key: str, path: Path) -> InputError:
    return InputError(
        text(f"community.file_{key}", name=path.name), text("community.file_hint"), path.name
    )


def _table(words: str, path: Path) -> RowTable:
    first = words.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(words, newline=""), delimiter=delimiter)
    rows: list[tuple[str, ...]] = []
    try:
        columns = tuple(_cell(name) for name in next(reader, []))
        if not columns or len(columns) > MAX_COLUMNS:
            raise _refused("damaged", path)
        for row in reader:
            if len(rows) >= MAX_ROWS:
                raise _refused("too_large", path)
            # Said here: csv's own bound is one for the whole program, and others raise it.
            if any(len(cell) > LARGEST_CELL for cell in row):
                raise _refused("damaged", path)
            if any(cell.strip() for cell in row):
                rows.append(_fitted(row, len(columns)))
    except csv.Error as fault:
        raise _refused("damaged", path) from fault
    return RowTable(columns=columns, rows=tuple(rows))


def _fitted(row: list[str], width: int) -> tuple[str, ...]:
    cells = [_cell(cell) for cell in row[:width]]
    return tuple(cells + [""] * (width - len(cells)))


def _features(words: str, path: Path) -> RowTable:
    try:
        document = json.loads(words)
    except (ValueError, RecursionError) as fault:
        raise _refused("damaged", path) from fault
    listed = document.get("features") if isinstance(document, dict) else None
    if not isinstance(listed, list):
        raise _refused("damaged", path)
    if len(listed) > MAX_ROWS:
        raise _refused("too_large", path)
    features = [one for one in listed if isinstance(one, dict)]
    names: dict[str, None] = {}
    for one in features:
        names.update(dict.fromkeys(_properties(one)))
        if len(names) > MAX_COLUMNS:
            raise _refused("damaged", path)
    columns = tuple(names)
    rows = tuple(tuple(_plain(_properties(one).get(name)) for name in columns) for one in features)
    return RowTable(
        columns=tuple(_cell(name) for name in columns),
        rows=rows,
        places=tuple(_place(one) for one in features),
    )


def _properties(feature: dict[str, Any]) -> dict[str, Any]:
    found = feature.get("properties")
    return found if isinstance(found, dict) else {}


def _place(feature: dict[str, Any]) -> tuple[float, float] | None:
    geometry = feature.get("geometry")
    if not isinstance(geometry, dict) or geometry.get("type") != "Point":
        return None
    numbers = list(_numbers(geometry.get("coordinates")))
    if len(numbers) < 2:  # noqa: PLR2004 - longitude and latitude
        return None
    return on_earth(numbers[0], numbers[1])


def on_earth(longitude: float, latitude: float) -> tuple[float, float] | None:
    """A pair of degrees, or None where it lies nowhere on earth."""
    is_there = abs(longitude) <= 180 and abs(latitude) <= 90  # noqa: PLR2004 - degrees
    return (longitude, latitude) if is_there else None


def _numbers(coordinates: object) -> Iterator[float]:
    for one in coordinates if isinstance(coordinates, list) else ():
        if isinstance(one, bool) or not isinstance(one, int | float):
            return
        try:
            value = float(one)
        except OverflowError:
            return
        if not math.isfinite(value):
            return
        yield value


def _plain(value: object) -> str:
    if value is None or isinstance(value, dict | list):
        return ""
    return _cell(str(value))


def _cell(words: str) -> str:
    return " ".join(words[:MAX_CELL].split())
