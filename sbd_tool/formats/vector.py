"""Vector files through GDAL: a bad feature costs that feature, never its layer."""

import warnings
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import shapely

from sbd_tool.domain.findings import Finding, Severity
from sbd_tool.domain.layers import AttributeValue, Source
from sbd_tool.domain.progress import Progress, Span
from sbd_tool.domain.rawplan import RawLayer, RawPlan
from sbd_tool.domain.text import text
from sbd_tool.formats.attribute_values import Tally, clean_name, clean_row
from sbd_tool.formats.gdal_settings import load_pyogrio
from sbd_tool.formats.limits import MAX_COLUMNS, MAX_FEATURES
from sbd_tool.formats.problems import damaged, noted, on_shapes, on_values
from sbd_tool.formats.shapes import decode_wkb, flatten
from sbd_tool.formats.stated_licence import licensed

_DERIVED_GPX: Final = frozenset({"route_points", "track_points"})
"""The vertices of routes and tracks once more."""
_FAILED_READS_ALLOWED: Final = 64
LOST: Final = "formats.layer_unreadable"
_MAX_LAYERS: Final = 500
_NO_CRS: Final = ("undefined geographic", "undefined cartesian", "local_cs", "engcrs", "nonearth")


@dataclass(slots=True)
class _Table:
    """One chunk of a layer: well-known binary and columns."""

    blobs: npt.NDArray[np.object_]
    columns: dict[str, npt.NDArray[Any]]


class _LayerLostError(Exception):
    """Not one feature of a layer could be read."""


def read(path: Path, source: Source, progress: Progress) -> RawPlan:
    """Read every layer of a vector file.

    Raises:
        SbdError: GDAL does not understand the file at all.
    """
    pyogrio = load_pyogrio()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            names = [str(name) for name, _ in pyogrio.list_layers(path)]
        except (pyogrio.errors.DataSourceError, ValueError, TypeError, UnicodeError):
            raise damaged(source.name, text(f"formats.title_{source.format}")) from None
        layers: list[RawLayer] = []
        findings: list[Finding] = []
        if len(names) > _MAX_LAYERS:
            findings.append(_too_many(source.name, "layers_limit", len(names), _MAX_LAYERS))
        for index, name in enumerate(names[:_MAX_LAYERS]):
            progress.advance(index / len(names))
            if source.format == "gpx" and name in _DERIVED_GPX:
                continue
            span = Span(progress, index / len(names), (index + 1) / len(names))
            _add_layer(
                pyogrio, path, replace(source, layer=name), span, layers=layers, findings=findings
            )
    if findings and not layers and all(said.key == LOST for said in findings):
        raise damaged(source.name, text(f"formats.title_{source.format}"))
    if source.format == "pmtiles":
        findings.append(noted("tiles_simplified", source.name, Severity.WARNING))
    read = RawPlan(source=source, layers=tuple(layers), findings=tuple(findings))
    return read if source.format == "gpkg" else licensed(read, "")


def _add_layer(
    pyogrio: Any,
    path: Path,
    source: Source,
    progress: Progress,
    *,
    layers: list[RawLayer],
    findings: list[Finding],
) -> None:
    label = clean_name(source.layer)
    try:
        layer, said = _read_layer(pyogrio, path, source, progress)
    except (
        _LayerLostError, pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError,
        ValueError, TypeError,
    ):  # fmt: skip
        findings.append(noted("layer_unreadable", label, Severity.WARNING))
        return
    if layer is not None:
        layers.append(layer)
    findings.extend(said)


def _read_layer(
    pyogrio: Any, path: Path, source: Source, progress: Progress
) -> tuple[RawLayer | None, list[Finding]]:
    label = clean_name(source.layer)
    about = pyogrio.read_info(path, layer=source.layer, **_options(source.format))
    if about["geometry_type"] is None:
        return None, [noted("table_skipped", label)]
    findings: list[Finding] = []
    chunks, lost = _read_chunks(pyogrio, path, source, about, progress)
    if lost:
        findings.append(
            noted("features_skipped", label, Severity.WARNING, "features_skipped", count=lost)
        )
    total = sum(len(chunk.blobs) for chunk in chunks)
    if total >= MAX_FEATURES:
        findings.append(_too_many(label, "features_limit", total, MAX_FEATURES))
    if lost and not chunks:
        raise _LayerLostError
    layer, said = _as_layer(chunks, about, source, label)
    return layer, findings + said


def _as_layer(
    chunks: list[_Table], about: Mapping[str, Any], source: Source, label: str
) -> tuple[RawLayer, list[Finding]]:
    tally = Tally()
    blobs = np.concatenate([np.empty(0, dtype=object), *(chunk.blobs for chunk in chunks)])
    rows = [row for chunk in chunks for row in _rows(chunk, about, tally)]
    decoded = decode_wkb(blobs)
    flat = flatten(decoded.geometry)
    findings = [*on_values(tally, label), *on_shapes(flat, label)]
    if decoded.repaired:
        findings.append(noted("geometry_rewritten", label, count=decoded.repaired))
    if decoded.broken:
        findings.append(noted("geometry_unreadable", label, Severity.WARNING, count=decoded.broken))
    lost_columns = len(about["fields"]) - len({name for chunk in chunks for name in chunk.columns})
    if chunks and lost_columns:
        findings.append(noted("columns_unreadable", label, Severity.WARNING, count=lost_columns))
    layer = RawLayer(
        name=label,
        geometry=flat.geometry,
        attributes=tuple(rows[row] for row in flat.rows),
        crs=known_crs(about["crs"]),
        source=source,
    )
    return layer, findings


def known_crs(crs: str | None) -> str | None:
    """None where a file says in many words that it does not know its CRS."""
    if not crs or any(word in crs[:200].casefold() for word in _NO_CRS):
        return None
    return str(crs)


def _rows(
    chunk: _Table, about: Mapping[str, Any], tally: Tally
) -> list[Mapping[str, AttributeValue]]:
    whole = {
        str(name)
        for name, kind in zip(about["fields"], about["dtypes"], strict=True)
        if str(kind).startswith(("int", "uint"))
    }
    names = list(chunk.columns)[:MAX_COLUMNS]
    tally.columns_dropped += max(0, len(chunk.columns) - MAX_COLUMNS)
    columns = [_as_list(chunk.columns[name], is_whole=name in whole) for name in names]
    if not columns:
        return [{} for _ in chunk.blobs]
    return [
        clean_row(zip(names, values, strict=True), tally) for values in zip(*columns, strict=True)
    ]


def _as_list(column: npt.NDArray[Any], *, is_whole: bool) -> list[Any]:
    values: list[Any] = column.tolist()
    if is_whole and column.dtype.kind == "f":  # a whole-number column with gaps comes as floats
        return [None if value != value else int(value) for value in values]  # noqa: PLR0124 - NaN
    return values


def _options(key: str) -> dict[str, str]:
    return {"DOWNLOAD_SCHEMA": "NO"} if key == "gml" else {}


def _read_chunks(
    pyogrio: Any, path: Path, source: Source, about: Mapping[str, Any], progress: Progress
) -> tuple[list[_Table], int]:
    """Read all at once, or, when that fails, in halves down to single features."""
    reader = _LayerReader(pyogrio, path, source)
    whole = reader.chunk(0, MAX_FEATURES)
    if whole is not None:
        return [whole], 0
    announced = int(about["features"])
    total = announced if announced >= 0 else reader.count()
    progress.advance(0.3)
    chunks: list[_Table] = []
    lost = reader.halves(0, min(total, MAX_FEATURES), chunks)
    return chunks, lost


class _LayerReader:
    """Reads parts of one layer and remembers how often that failed."""

    def __init__(self, pyogrio: Any, path: Path, source: Source) -> None:
        self._pyogrio, self._path, self._source = pyogrio, path, source
        self._failures = 0

    def _raw(self, skip: int, count: int, columns: list[str] | None) -> _Table:
        meta, _, blobs, values = self._pyogrio.raw.read(
            self._path,
            layer=self._source.layer,
            columns=columns,
            skip_features=skip,
            max_features=count,
            datetime_as_string=True,
            **_options(self._source.format),
        )
        if blobs is None:
            blobs = np.empty(len(values[0]) if values else 0, dtype=object)
        names = [str(name) for name in meta["fields"]]
        return _Table(np.asarray(blobs, dtype=object), dict(zip(names, values, strict=True)))

    def chunk(self, skip: int, count: int) -> _Table | None:
        """Read features ``skip`` to ``skip + count``, or None when one of them is broken."""
        try:
            return self._raw(skip, count, None)
        except self._pyogrio.errors.FeatureError:
            return None
        except (ValueError, TypeError, NotImplementedError, OverflowError, UnicodeError):
            return self._by_column(skip, count)

    def _by_column(self, skip: int, count: int) -> _Table | None:
        """Read geometry first and then each column alone: one odd column costs that column."""
        try:
            table = self._raw(skip, count, [])
            fields = self._pyogrio.read_info(self._path, layer=self._source.layer)["fields"]
        except (self._pyogrio.errors.FeatureError, ValueError, TypeError):
            return None
        for name in fields[:MAX_COLUMNS]:
            try:
                alone = self._raw(skip, count, [str(name)])
            except (self._pyogrio.errors.FeatureError, ValueError, TypeError, UnicodeError):
                continue
            if len(alone.blobs) == len(table.blobs):
                table.columns.update(alone.columns)
        return table

    def count(self) -> int:
        """How many features a driver finds that announces none."""
        try:
            about = self._pyogrio.read_info(
                self._path, layer=self._source.layer, force_feature_count=True
            )
        except (self._pyogrio.errors.DataSourceError, ValueError):
            return 0
        return max(0, int(about["features"]))

    def halves(self, start: int, end: int, chunks: list[_Table]) -> int:
        """Collect what can be read between two rows; gives how many could not."""
        if start >= end:
            return 0
        if self._failures >= _FAILED_READS_ALLOWED:
            return end - start
        table = self.chunk(start, end - start)
        if table is not None:
            chunks.append(table)
            return 0
        self._failures += 1
        if end - start == 1:
            return 1
        middle = (start + end) // 2
        return self.halves(start, middle, chunks) + self.halves(middle, end, chunks)


def _too_many(label: str, key: str, count: int, limit: int) -> Finding:
    return replace(
        noted(key, label, Severity.WARNING, "too_large", count=count, limit=limit), is_open=True
    )


def drawable_count(layers: tuple[RawLayer, ...]) -> int:
    """How many objects have a geometry that can be drawn."""
    return sum(
        int(
            np.count_nonzero(
                ~shapely.is_missing(layer.geometry) & ~shapely.is_empty(layer.geometry)
            )
        )
        for layer in layers
    )
