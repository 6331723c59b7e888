"""Read measures from GeoJSON: `kind`, `state` and parameters as properties, WGS84 coordinates."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import shapely
from shapely.errors import GEOSException
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.errors import PlanUnreadableError
from sbd_tool.domain.text import text

LARGEST_BYTES: Final = 50_000_000
MOST_FEATURES: Final = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class TaggedFeature:
    """One feature as written: nothing is believed yet.

    Attributes:
        row: Place in the file, from 1.
        geometry: Longitude and latitude in degrees, or None when the feature has none.
        properties: As the file gives them; values are plain.
        fault: True when the geometry could not be read.
    """

    row: int
    geometry: BaseGeometry | None
    properties: Mapping[str, str | float | int | bool | None]
    fault: bool = False


def read_measures(path: Path) -> tuple[TaggedFeature, ...]:
    """Read every feature of a GeoJSON file.

    Raises:
        PlanUnreadableError: The file is missing, too large, or no GeoJSON FeatureCollection.
    """
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise PlanUnreadableError(
                text("tag.file_too_large", file=path.name), text("tag.split_file"), path.name
            )
        content = json.loads(path.read_bytes())
    except OSError as error:
        raise PlanUnreadableError(
            text("tag.file_missing", file=path.name), text("tag.check_path"), path.name
        ) from error
    except (ValueError, RecursionError) as error:
        raise PlanUnreadableError(
            text("tag.not_geojson", file=path.name), text("tag.write_geojson"), path.name
        ) from error
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list) or len(features) > MOST_FEATURES:
        raise PlanUnreadableError(
            text("tag.not_geojson", file=path.name), text("tag.write_geojson"), path.name
        )
    return tuple(_feature(row, found) for row, found in enumerate(features, start=1))


def _feature(row: int, found: Any) -> TaggedFeature:
    properties = found.get("properties") if isinstance(found, dict) else None
    plain = {
        str(key)[:200]: value if isinstance(value, (str, int, float, bool)) else None
        for key, value in (properties.items() if isinstance(properties, dict) else ())
    }
    raw = found.get("geometry") if isinstance(found, dict) else None
    if raw is None:
        return TaggedFeature(row=row, geometry=None, properties=plain)
    try:
        geometry = shapely.force_2d(shape(raw))
    except (GEOSException, ValueError, TypeError, KeyError, AttributeError, IndexError):
        return TaggedFeature(row=row, geometry=None, properties=plain, fault=True)
    is_good = not geometry.is_empty and bool(shapely.is_valid(geometry))
    return TaggedFeature(
        row=row, geometry=geometry if is_good else None, properties=plain, fault=not is_good
    )
