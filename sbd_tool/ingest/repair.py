"""Bring geometry into the project's metres and mend what is broken; nothing is lost in silence."""

import math
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.findings import Finding, Severity
from sbd_tool.domain.layers import AttributeValue, GeometryArray, as_geometry_array
from sbd_tool.domain.rawplan import RawLayer
from sbd_tool.domain.role_rules import AREA, LINE, POINT, RoleRules
from sbd_tool.domain.text import Text, text
from sbd_tool.ingest import crs as crs_choice

Indices = npt.NDArray[np.intp]
_POINT, _LINE, _AREA, _MIXED = 0, 1, 2, 3
_SHAPE_OF_TYPE: Final = {0: _POINT, 1: _LINE, 2: _LINE, 3: _AREA, 4: _POINT, 5: _LINE, 6: _AREA}
_SHAPE_NAMES: Final = (POINT, LINE, AREA)


@dataclass(frozen=True, slots=True, kw_only=True)
class Repaired:
    """What is left of a raw layer, in the project's CRS.

    Attributes:
        geometry: Valid, finite, two-dimensional geometries in metres.
        rows: Row of the raw layer each geometry came from; a mixed collection gives several.
        shapes: "point", "line" or "area" per geometry.
        heights_m: Third coordinate of points that had one, by position in ``geometry``.
        counts: How many features each kind of repair touched.
    """

    geometry: GeometryArray
    rows: Indices
    shapes: tuple[str, ...]
    heights_m: Mapping[int, float] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)


def shape_of(geometry: BaseGeometry) -> str:
    """Whether a geometry is a point, a line or an area (multi-parts alike)."""
    return _SHAPE_NAMES[_SHAPE_OF_TYPE.get(int(shapely.get_type_id(geometry)), _LINE)]


def repair(
    layer: RawLayer, source_crs: str | None, target_crs: str, factor: float, rules: RoleRules
) -> Repaired:
    """Reproject and mend one layer.

    Args:
        layer: As read; never changed.
        source_crs: CRS of its coordinates after scaling by ``factor``, or None in a local project.
        target_crs: The project's metric CRS.
        factor: From drawing units to units of ``source_crs``, or to metres in a local project.
        rules: Holds the limits below which a thing is a drawing error.
    """
    counts: Counter[str] = Counter()
    rows = _drawn(layer.geometry, counts)
    flat = shapely.force_2d(layer.geometry[rows])
    heights = _heights(layer.geometry[rows])
    flat, rows, heights = _to_metres(
        flat, rows, heights, source_crs, target_crs, factor, rules, counts
    )
    flat = _valid(flat, counts)
    flat, rows, heights = _unmixed(flat, rows, heights, counts)
    keep = _large_enough(flat, rules, counts)
    keep &= _first_of_equals(flat, rows, layer.attributes, keep, counts)
    kept = np.flatnonzero(keep)
    types = shapely.get_type_id(flat[kept])
    return Repaired(
        geometry=flat[kept],
        rows=rows[kept],
        shapes=tuple(_SHAPE_NAMES[_SHAPE_OF_TYPE[int(kind)]] for kind in types),
        heights_m={
            place: float(heights[row])
            for place, row in enumerate(kept)
            if math.isfinite(heights[row])
        },
        counts=dict(counts),
    )


def _drawn(geometry: GeometryArray, counts: Counter[str]) -> Indices:
    missing = shapely.is_missing(geometry) | shapely.is_empty(geometry)
    counts["empty"] += int(missing.sum())
    rows = np.flatnonzero(~missing)
    finite = _is_finite(shapely.force_2d(geometry[rows]))
    counts["non_finite"] += int((~finite).sum())
    return rows[finite]


def _is_finite(geometry: GeometryArray) -> npt.NDArray[np.bool_]:
    coordinates, owner = shapely.get_coordinates(geometry, return_index=True)
    finite = np.ones(len(geometry), dtype=bool)
    finite[owner[~np.isfinite(coordinates).all(axis=1)]] = False
    return finite


def _heights(geometry: GeometryArray) -> npt.NDArray[np.float64]:
    """Third coordinate of single points; NaN elsewhere."""
    heights = np.full(len(geometry), np.nan)
    tall = (shapely.get_type_id(geometry) == 0) & shapely.has_z(geometry)
    heights[tall] = shapely.get_z(geometry[tall])
    return heights


def _to_metres(  # noqa: PLR0917 - one step of one road
    flat: GeometryArray,
    rows: Indices,
    heights: npt.NDArray[np.float64],
    source: str | None,
    target: str,
    factor: float,
    rules: RoleRules,
    counts: Counter[str],
) -> tuple[GeometryArray, Indices, npt.NDArray[np.float64]]:
    if not len(flat):
        return flat, rows, heights
    if factor != 1.0:
        flat = shapely.transform(flat, lambda xy: xy * factor)
    if source is None or crs_choice.is_local(target):
        return flat, rows, heights
    near = _within_use(flat, source, rules, counts)
    flat, rows, heights = flat[near], rows[near], heights[near]
    if crs_choice.stored(source) != target:
        road = crs_choice.between(source, target)
        flat = shapely.transform(
            flat, lambda xy: np.column_stack(road.transform(xy[:, 0], xy[:, 1], errcheck=False))
        )
        finite = _is_finite(flat)
        counts["unplaceable"] += int((~finite).sum())
        flat, rows, heights = flat[finite], rows[finite], heights[finite]
    return flat, rows, heights


def _within_use(
    flat: GeometryArray, source: str, rules: RoleRules, counts: Counter[str]
) -> npt.NDArray[np.bool_]:
    """Strays far outside where the CRS holds; if most are outside, the CRS is doubted instead."""
    area = crs_choice.understand(source).area_of_use
    everything = np.ones(len(flat), dtype=bool)
    if area is None:
        return everything
    bounds = shapely.bounds(flat)
    x, y = (bounds[:, 0] + bounds[:, 2]) / 2, (bounds[:, 1] + bounds[:, 3]) / 2
    lon, lat = crs_choice.between(source, "EPSG:4326").transform(x, y, errcheck=False)
    margin = rules.limit("area_of_use_margin_deg")
    width = (area.east - area.west) % 360 or 360.0
    with np.errstate(invalid="ignore"):
        east_of_west = (np.asarray(lon) - area.west + margin) % 360
        inside = (
            (east_of_west <= width + 2 * margin)
            & (lat >= area.south - margin)
            & (lat <= area.north + margin)
        )
    if inside.mean() <= 0.5:  # noqa: PLR2004 - the greater part
        counts["outside_crs"] += int((~inside).sum())
        return everything
    counts["stray"] += int((~inside).sum())
    return np.asarray(inside, dtype=bool)


def _valid(flat: GeometryArray, counts: Counter[str]) -> GeometryArray:
    broken = (~shapely.is_valid(flat)) & (shapely.get_dimensions(flat) == _AREA)
    if not broken.any():
        return flat
    mended = flat.copy()
    for row in np.flatnonzero(broken):
        mended[row] = _mended(flat[row])
    counts["invalid"] += int(broken.sum())
    return mended


def _mended(geometry: BaseGeometry) -> BaseGeometry:
    try:
        mended: BaseGeometry = shapely.make_valid(
            geometry, method="structure", keep_collapsed=False
        )
    except shapely.GEOSException:
        mended = shapely.Polygon()
    return mended


def _unmixed(
    flat: GeometryArray,
    rows: Indices,
    heights: npt.NDArray[np.float64],
    counts: Counter[str],
) -> tuple[GeometryArray, Indices, npt.NDArray[np.float64]]:
    """Take collections apart into one geometry a shape."""
    mixed = shapely.get_type_id(flat) > 6  # noqa: PLR2004 - GeometryCollection
    if not mixed.any():
        return flat, rows, heights
    counts["collection"] += int(mixed.sum())
    pieces: list[tuple[BaseGeometry, int]] = []
    for row, geometry in enumerate(flat):
        parts = _by_shape(geometry) if mixed[row] else [geometry]
        pieces.extend((part, row) for part in parts)
    origin = np.array([row for _, row in pieces], dtype=np.intp)
    return as_geometry_array([part for part, _ in pieces]), rows[origin], heights[origin]


def _by_shape(collection: BaseGeometry) -> list[BaseGeometry]:
    leaves = _leaves(collection)
    makers: tuple[Callable[..., BaseGeometry], ...] = (
        shapely.multipoints,
        shapely.multilinestrings,
        shapely.multipolygons,
    )
    found = []
    for shape, make in enumerate(makers):
        same = [leaf for leaf in leaves if shapely.get_dimensions(leaf) == shape]
        if same:
            found.append(same[0] if len(same) == 1 else make(same))
    return [part for part in found if not part.is_empty]


def _leaves(geometry: BaseGeometry) -> list[BaseGeometry]:
    found, waiting = [], [geometry]
    while waiting:
        part = waiting.pop()
        if hasattr(part, "geoms"):
            waiting.extend(reversed(list(part.geoms)))
        elif not part.is_empty:
            found.append(part)
    return found


def _large_enough(
    flat: GeometryArray, rules: RoleRules, counts: Counter[str]
) -> npt.NDArray[np.bool_]:
    dimensions = shapely.get_dimensions(flat)
    empty = shapely.is_empty(flat)
    sliver = (dimensions == _AREA) & (shapely.area(flat) < rules.limit("sliver_area_m2"))
    short = (dimensions == _LINE) & (shapely.length(flat) < rules.limit("short_line_m"))
    counts["sliver"] += int((sliver | empty).sum())
    counts["short"] += int(short.sum())
    return np.asarray(~(sliver | short | empty), dtype=bool)


def _first_of_equals(
    flat: GeometryArray,
    rows: Indices,
    attributes: tuple[Mapping[str, AttributeValue], ...],
    keep: npt.NDArray[np.bool_],
    counts: Counter[str],
) -> npt.NDArray[np.bool_]:
    """Equal geometry with equal attributes is one object drawn twice."""
    first = np.ones(len(flat), dtype=bool)
    seen: set[tuple[bytes, frozenset[tuple[str, str]]]] = set()
    for place, shape in enumerate(shapely.to_wkb(flat)):
        if not keep[place]:
            continue
        told = frozenset((key, str(value)) for key, value in attributes[rows[place]].items())
        first[place] = (shape, told) not in seen
        seen.add((shape, told))
    counts["duplicate"] += int((~first).sum())
    return first


TOLD: Final = (
    ("empty", Severity.INFO),
    ("non_finite", Severity.WARNING),
    ("stray", Severity.WARNING),
    ("unplaceable", Severity.WARNING),
    ("outside_crs", Severity.DANGER),
    ("invalid", Severity.INFO),
    ("collection", Severity.INFO),
    ("sliver", Severity.INFO),
    ("short", Severity.INFO),
    ("duplicate", Severity.INFO),
)


def repair_findings(layer: RawLayer, repaired: Repaired) -> tuple[Finding, ...]:
    """Say how many features of a layer were mended or left out, by kind."""
    return tuple(
        Finding(
            key=f"ingest.{kind}",
            severity=severity,
            sentence=_sentence(kind, layer.name, count),
            remedy=text("ingest.outside_crs_remedy") if kind == "outside_crs" else None,
            layer=layer.name,
            is_open=kind == "outside_crs",
        )
        for kind, severity in TOLD
        if (count := repaired.counts.get(kind, 0))
    )


def _sentence(kind: str, layer: str, count: int) -> Text:
    return text(f"ingest.repair_{kind}", layer=layer, count=count)
