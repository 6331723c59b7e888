"""GeoJSON and GeoJSON text sequences, read with the standard library: nothing is guessed away."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import shapely
import shapely.errors
import shapely.geometry

from sbd_tool.domain.findings import Finding, Severity
from sbd_tool.domain.layers import AttributeValue, Source, as_geometry_array
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.rawplan import RawLayer, RawPlan
from sbd_tool.domain.text import text
from sbd_tool.formats import vector
from sbd_tool.formats.attribute_values import Tally, clean_name, clean_row, clean_text
from sbd_tool.formats.limits import MAX_FEATURES, MAX_JSON_BYTES
from sbd_tool.formats.problems import damaged, noted, on_shapes, on_values, unreadable
from sbd_tool.formats.shapes import flatten
from sbd_tool.formats.stated_licence import licensed, stated

_GEOMETRIES: Final = frozenset(
    {
        "Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon",
        "GeometryCollection",
    }
)  # fmt: skip
_WGS84: Final = "EPSG:4326"
_RECORD_SEPARATOR: Final = "\x1e"
_EVERY: Final = 5_000


@dataclass(slots=True)
class _Gathered:
    geometries: list[Any] = field(default_factory=list)
    rows: list[Mapping[str, AttributeValue]] = field(default_factory=list)
    broken: int = 0
    over_limit: int = 0
    tally: Tally = field(default_factory=Tally)


def read(path: Path, source: Source, progress: Progress) -> RawPlan:
    """Read GeoJSON after RFC 7946, with the older ``crs`` member.

    Raises:
        SbdError: The text is no JSON, or holds no features.
    """
    if path.stat().st_size > MAX_JSON_BYTES:
        return vector.read(path, source, progress)
    documents = _documents(path, source)
    gathered = _Gathered()
    crs: list[str | None] = []
    for document in documents:
        crs.append(_crs(document))
        for feature in _features(document, source):
            if len(gathered.rows) % _EVERY == 0:
                progress.advance(min(0.9, len(gathered.rows) / MAX_FEATURES))
            _gather(feature, gathered)
    return licensed(_plan(gathered, crs, source), _licence(documents[0]))


def _documents(path: Path, source: Source) -> list[Any]:
    title = text("formats.title_geojson")
    try:
        words = path.read_text(encoding="utf-8-sig")
        if words.lstrip()[:1] == _RECORD_SEPARATOR:
            return [json.loads(part) for part in words.split(_RECORD_SEPARATOR) if part.strip()]
        try:
            return [json.loads(words)]
        except json.JSONDecodeError:
            return [json.loads(line) for line in words.splitlines() if line.strip()]
    except RecursionError:
        raise unreadable("nested_too_deep", "damaged", source.name) from None
    except (ValueError, UnicodeError):
        raise damaged(source.name, title) from None


def _licence(document: Any) -> str:
    """What the collection says beside its features, or in the member called metadata."""
    if not isinstance(document, dict) or document.get("type") != "FeatureCollection":
        return ""
    about = document.get("metadata")
    return stated(document) or (stated(about) if isinstance(about, dict) else "")


def _crs(document: Any) -> str | None:
    member = document.get("crs", _WGS84) if isinstance(document, dict) else _WGS84
    if member is None or isinstance(member, str):
        return member
    properties = member.get("properties") if isinstance(member, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    if not isinstance(name, str):
        return None
    return _WGS84 if "CRS84" in name.upper() else clean_text(name, limit=200)


def _features(document: Any, source: Source) -> Iterator[Any]:
    kind = document.get("type") if isinstance(document, dict) else None
    if kind == "FeatureCollection" and isinstance(document.get("features"), list):
        yield from document["features"]
    elif kind == "Feature":
        yield document
    elif kind in _GEOMETRIES:
        yield {"type": "Feature", "geometry": document, "properties": None}
    else:
        raise damaged(source.name, text("formats.title_geojson"))


def _gather(feature: Any, gathered: _Gathered) -> None:
    if len(gathered.rows) >= MAX_FEATURES:
        gathered.over_limit += 1
        return
    try:
        geometry = _geometry(feature["geometry"])
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, RecursionError,
            shapely.errors.ShapelyError):  # fmt: skip
        gathered.broken += 1
        return
    properties = feature.get("properties")
    pairs = list(properties.items()) if isinstance(properties, dict) else []
    if feature.get("id") is not None and "id" not in dict(pairs):
        pairs.append(("id", feature["id"]))
    gathered.geometries.append(geometry)
    gathered.rows.append(clean_row(pairs, gathered.tally))


def _geometry(member: Any) -> Any:
    if member is None:
        return None
    if member["type"] not in _GEOMETRIES:
        raise ValueError(member["type"])
    return shapely.geometry.shape(member)


def _plan(gathered: _Gathered, crs: list[str | None], source: Source) -> RawPlan:
    label = clean_name(source.name.rsplit(".", 1)[0])
    flat = flatten(as_geometry_array(gathered.geometries))
    findings: list[Finding] = [*on_values(gathered.tally, label), *on_shapes(flat, label)]
    if gathered.broken:
        findings.append(
            noted(
                "features_skipped", label, Severity.WARNING, "features_skipped",
                count=gathered.broken,
            )
        )  # fmt: skip
    if gathered.over_limit:
        findings.append(
            noted(
                "features_limit", label, Severity.WARNING, "too_large",
                count=MAX_FEATURES + gathered.over_limit, limit=MAX_FEATURES,
            )
        )  # fmt: skip
    layer = RawLayer(
        name=label,
        geometry=flat.geometry,
        attributes=tuple(gathered.rows[row] for row in flat.rows),
        crs=_one_crs(crs),
        source=source,
    )
    return RawPlan(source=source, layers=(layer,), findings=tuple(findings))


def _one_crs(crs: list[str | None]) -> str | None:
    return crs[0] if len(set(crs)) == 1 else (_WGS84 if not crs else None)
