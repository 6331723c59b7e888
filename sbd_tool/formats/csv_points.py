"""Tables of text with coordinates: points, lines by two end points, or well-known text."""

import csv
import io
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import shapely
import shapely.errors

from sbd_tool.domain.findings import Finding, Severity
from sbd_tool.domain.layers import AttributeValue, Source, as_geometry_array
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.rawplan import RawLayer, RawPlan
from sbd_tool.formats.attribute_values import Tally, clean_name, clean_row
from sbd_tool.formats.limits import MAX_COLUMNS, MAX_FEATURES, MAX_TABLE_BYTES
from sbd_tool.formats.problems import noted, on_shapes, on_values, unreadable
from sbd_tool.formats.shapes import flatten

_WGS84: Final = "EPSG:4326"
_DEGREES: Final = (
    (("longitude", "long", "lon", "lng"), ("latitude", "lat")),
    (("l\u00e4nge", "laenge", "l\u00e4ngengrad"), ("breite", "breitengrad")),
)
_PLANE: Final = (
    (("x", "easting", "east", "rechtswert", "e", "xcoord", "x_coord", "coord_x"),
     ("y", "northing", "north", "hochwert", "n", "ycoord", "y_coord", "coord_y")),
)  # fmt: skip
_ENDS: Final = ("x1", "y1", "x2", "y2")
_WKT: Final = ("wkt", "geometry", "geom", "the_geom", "wkt_geom", "shape")
_DELIMITERS: Final = ",;\t|"
_EVERY: Final = 5_000


@dataclass(frozen=True, slots=True)
class _Layout:
    """Which columns hold the place of a row."""

    columns: tuple[int, ...]
    crs: str | None
    make: Callable[[list[str]], Any]


def read(path: Path, source: Source, progress: Progress) -> RawPlan:
    """Read a table whose first row names its columns.

    Longitude and latitude are taken as WGS 84; x/y, x1/y1/x2/y2 and well-known text have no CRS.

    Raises:
        SbdError: The table is too large, or no column holds a place.
    """
    if path.stat().st_size > MAX_TABLE_BYTES:
        raise unreadable("too_large", "too_large", source.name)
    words = decode_text(path.read_bytes())
    rows = csv.reader(io.StringIO(words, newline=""), delimiter=_delimiter(words))
    csv.field_size_limit(4 * 1024**2)
    try:
        header = [name.strip() for name in next(rows)]
    except (StopIteration, csv.Error):
        raise unreadable("empty", "empty", source.name) from None
    layout = find_layout(header)
    if layout is None or len(header) > MAX_COLUMNS:
        raise unreadable("table_without_places", "table_without_places", source.name)
    return _read_rows(rows, header, layout, source, progress)


def decode_text(content: bytes) -> str:
    """Text of a file in UTF-8, UTF-16 with a mark, or else Windows-1252."""
    for encoding in ("utf-8-sig", "utf-16"):
        if encoding == "utf-16" and content[:2] not in {b"\xff\xfe", b"\xfe\xff"}:
            continue
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("cp1252", errors="replace")


def _delimiter(words: str) -> str:
    first = words.split("\n", 1)[0]
    return max(_DELIMITERS, key=first.count)


def find_layout(header: list[str]) -> _Layout | None:
    """Find the columns that place a row, or None."""
    names = [name.casefold() for name in header]
    for pairs, crs in ((_DEGREES, _WGS84), (_PLANE, None)):
        for x_names, y_names in pairs:
            x = next((names.index(name) for name in x_names if name in names), None)
            y = next((names.index(name) for name in y_names if name in names), None)
            if x is not None and y is not None:
                return _Layout((x, y), crs, _point)
    if all(name in names for name in _ENDS):
        return _Layout(tuple(names.index(name) for name in _ENDS), None, _line)
    found = next((names.index(name) for name in _WKT if name in names), None)
    return None if found is None else _Layout((found,), None, _from_wkt)


def _number(words: str) -> float:
    written = words.strip()
    value = float(written.replace(",", ".") if "." not in written else written.replace(",", ""))
    if not math.isfinite(value):
        raise ValueError(words)
    return value


def _point(cells: list[str]) -> Any:
    return shapely.Point(*(_number(cell) for cell in cells))


def _line(cells: list[str]) -> Any:
    x1, y1, x2, y2 = (_number(cell) for cell in cells)
    return shapely.LineString([(x1, y1), (x2, y2)])


def _from_wkt(cells: list[str]) -> Any:
    return shapely.from_wkt(cells[0])


def _read_rows(
    rows: Any, header: list[str], layout: _Layout, source: Source, progress: Progress
) -> RawPlan:
    geometries: list[Any] = []
    kept: list[Mapping[str, AttributeValue]] = []
    tally, lost, is_cut = Tally(), 0, False
    while (row := _next(rows)) is not None:
        if len(kept) % _EVERY == 0:
            progress.advance(min(0.9, len(kept) / MAX_FEATURES))
        if len(kept) >= MAX_FEATURES:
            is_cut = True
            break
        if not any(cell.strip() for cell in row):
            continue
        try:
            geometry = layout.make([row[column] for column in layout.columns])
        except (ValueError, IndexError, shapely.errors.ShapelyError):
            lost += 1
            continue
        geometries.append(geometry)
        kept.append(clean_row(_typed(header, row, layout), tally))
    label = clean_name(source.name.rsplit(".", 1)[0])
    flat = flatten(as_geometry_array(geometries))
    said: list[Finding] = [*on_values(tally, label), *on_shapes(flat, label)]
    if lost:
        said.append(noted("rows_without_place", label, Severity.WARNING, count=lost))
    if is_cut:
        said.append(
            noted("features_limit", label, Severity.WARNING, "too_large",
                  count=MAX_FEATURES, limit=MAX_FEATURES)
        )  # fmt: skip
    attributes = tuple(kept[row] for row in flat.rows)
    layer = RawLayer(
        name=label, geometry=flat.geometry, attributes=attributes, crs=layout.crs, source=source
    )
    return RawPlan(source=source, layers=(layer,), findings=tuple(said))


def _next(rows: Any) -> list[str] | None:
    while True:
        try:
            row: list[str] = next(rows)
        except StopIteration:
            return None
        except csv.Error:
            continue
        return row


def _typed(header: list[str], row: list[str], layout: _Layout) -> list[tuple[str, Any]]:
    places = set(layout.columns)
    return [
        (name, _value(cell))
        for column, (name, cell) in enumerate(zip(header, row, strict=False))
        if column not in places and cell.strip()
    ]


def _value(cell: str) -> Any:
    """A number where the cell is written like one without leading zeros, else its text."""
    written = cell.strip()
    if written.lstrip("-").startswith("0") and written.lstrip("-")[1:2].isdigit():
        return written
    try:
        return int(written)
    except ValueError:
        try:
            return float(written)
        except ValueError:
            return written
