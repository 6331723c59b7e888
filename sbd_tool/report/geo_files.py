"""GeoPackage and GeoJSON of an edition: layers, measures, scores, findings."""

import io
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import shapely
from pyproj import Transformer
from shapely.geometry import mapping

from sbd_tool.domain.coordinates import reprojected
from sbd_tool.domain.words import Words
from sbd_tool.report.annotation_tables import annotation_tables
from sbd_tool.report.editions import EditionContent
from sbd_tool.report.joined_geopackage import joined
from sbd_tool.report.look import Look
from sbd_tool.report.model import ReportModel
from sbd_tool.report.note_tables import note_tables
from sbd_tool.report.qgis_styles import TABLE, style_rows
from sbd_tool.report.qgis_tables import StyledTable, styled
from sbd_tool.report.tables_out import (
    PlainValue,
    SpatialTable,
    about_rows,
    finding_rows,
    indicator_rows,
    layer_tables,
    measure_tables,
    score_rows,
    site_wide_rows,
)

FIXED_MOMENT: Final = "2026-01-01T00:00:00.000Z"
DEGREES_PLACES: Final = 8
KEPT_PREFIXES: Final = ("gpkg_", "sqlite_", "rtree_", "ogr_")
Rows = Sequence[Mapping[str, PlainValue]]


@dataclass(frozen=True, slots=True)
class Packed:
    """A GeoPackage with what stands in it.

    Attributes:
        raw: The file.
        tables: Its spatial tables, bottom first.
    """

    raw: bytes
    tables: tuple[StyledTable, ...]


def geopackage(
    content: EditionContent, model: ReportModel, words: Words, look: Look | None = None
) -> bytes:
    """An edition as a GeoPackage any GIS opens; see `packed_geopackage`."""
    return packed_geopackage(content, model, words, look).raw


def packed_geopackage(
    content: EditionContent, model: ReportModel, words: Words, look: Look | None = None
) -> Packed:
    """An edition as a GeoPackage any GIS opens, with the names of its spatial tables.

    Args:
        content: What the edition holds.
        model: What the report says about it.
        words: Language of names.
        look: Colours and signs for QGIS, or None for a file without styles.
    """
    import geopandas
    import pandas as pd
    import pyogrio

    names = _Names((TABLE, *(name for name, _ in _plain_tables(content, model, words))))
    parts: list[bytes] = []
    tables: list[StyledTable] = []
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": FIXED_MOMENT})
    try:
        for table in _spatial_tables(content, words):
            for kind, part in _by_dimension(table):
                frame = geopandas.GeoDataFrame(
                    [dict(row) for row in part.rows],
                    geometry=list(part.geometries),
                    crs=content.project.crs,
                )
                name = part.name if not kind else f"{part.name} ({kind})"
                free = names.free(name)
                parts.append(_alone(frame, free))
                dimension = int(shapely.get_dimensions(part.geometries[0]))
                square, is_alone = content.project.square, not kind
                tables.append(
                    styled(part, free, table.name, dimension, is_alone=is_alone, square=square)
                )
        for name, rows in _plain_tables(content, model, words):
            if rows:
                parts.append(_alone(pd.DataFrame([dict(row) for row in rows]), name))
        styles = [] if look is None else style_rows(tables, content, look)
        parts += [_alone(pd.DataFrame(styles), TABLE)] if styles else []
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})
    return Packed(joined(parts), tuple(tables))


class _Names:
    """Names of tables, each given once: those of our own tables and of the format are taken.

    GDAL refuses names that begin with a sign.
    """

    def __init__(self, own: Iterable[str]) -> None:
        self._taken = {name.casefold() for name in own}

    def free(self, wished: str) -> str:
        """A name like the one wished for that no other table has."""
        is_kept = wished.casefold().startswith(KEPT_PREFIXES) or not wished[:1].isalnum()
        name = f"plan {wished}" if is_kept else wished
        base, turn = name, 1
        while name.casefold() in self._taken:
            turn += 1
            name = f"{base} ({turn})"
        self._taken.add(name.casefold())
        return name


def _alone(frame: Any, name: str) -> bytes:
    """A table as a GeoPackage of its own, in memory."""
    import pyogrio

    raw = io.BytesIO()
    # Version 1.2 is read without a warning by every GDAL.
    pyogrio.write_dataframe(
        frame, raw, layer=name, driver="GPKG", dataset_options={"VERSION": "1.2"}
    )
    return raw.getvalue()


def geojson(content: EditionContent, model: ReportModel, words: Words) -> bytes:
    """An edition as one GeoJSON FeatureCollection in WGS84 (RFC 7946).

    Scores, findings and what the file is stand in the foreign member ``sbd``.
    """
    to_degrees = Transformer.from_crs(content.project.crs, "EPSG:4326", always_xy=True)
    features: list[dict[str, Any]] = []
    for table in _spatial_tables(content, words):
        features += _features(table, to_degrees)
    features += [
        {"type": "Feature", "geometry": None, "properties": {"layer": "measures_site", **row}}
        for row in site_wide_rows(content, words)
    ]
    tables = _plain_tables(content, model, words)
    told = {name: [dict(row) for row in rows] for name, rows in tables[1:]}
    whole = {"type": "FeatureCollection", "features": features, "sbd": told}
    return (json.dumps(_finite(whole), ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _spatial_tables(content: EditionContent, words: Words) -> tuple[SpatialTable, ...]:
    return (
        *layer_tables(content),
        *measure_tables(content, words),
        *annotation_tables(content, words),
        *note_tables(content, words),
    )


def _plain_tables(
    content: EditionContent, model: ReportModel, words: Words
) -> tuple[tuple[str, Rows], ...]:
    return (
        ("measures_site", site_wide_rows(content, words)),
        ("scores", score_rows(model, words)),
        ("indicators", indicator_rows(model, words)),
        ("findings", finding_rows(model, words)),
        ("about", about_rows(model, words)),
    )


def _by_dimension(table: SpatialTable) -> list[tuple[str, SpatialTable]]:
    """A GeoPackage layer holds one kind of geometry; mixed tables become several."""
    dimensions = [int(shapely.get_dimensions(found)) for found in table.geometries]
    present = sorted({dimension for dimension in dimensions if dimension >= 0})
    names = {0: "points", 1: "lines", 2: "areas"}
    parts = []
    for dimension in present:
        rows = [place for place, found in enumerate(dimensions) if found == dimension]
        parts.append(
            (
                names[dimension] if len(present) > 1 else "",
                SpatialTable(
                    name=table.name,
                    role=table.role,
                    geometries=tuple(table.geometries[place] for place in rows),
                    rows=tuple(table.rows[place] for place in rows),
                    is_visible=table.is_visible,
                ),
            )
        )
    return parts


def _features(table: SpatialTable, to_degrees: Transformer) -> list[dict[str, Any]]:
    found = []
    for geometry, row in zip(table.geometries, table.rows, strict=True):
        placed = reprojected(geometry, to_degrees, DEGREES_PLACES)
        oriented = shapely.orient_polygons(placed)
        properties: dict[str, Any] = {"layer": table.name}
        properties |= {key: value for key, value in row.items() if value is not None}
        found.append(
            {
                "type": "Feature",
                "id": row.get("id"),
                "geometry": mapping(oriented),
                "properties": properties,
            }
        )
    return found


def _finite(value: Any) -> Any:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {key: _finite(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_finite(inner) for inner in value]
    return value
