"""Read measures from GeoJSON: `kind`, `state` and parameters as properties, WGS84 coordinates."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any, Final

import shapely
from shapely.errors import GEOSException
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.errors import PlanUnreadableError
from sbd_tool.domain.text import Text, text
from sbd_tool.formats.attribute_values import Tally, clean_text, clean_value

LARGEST_BYTES: Final = 50_000_000
MOST_FEATURES: Final = 20_000
_FAULTS: Final = (
    GEOSException, ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError,
    RecursionError,
)  # fmt: skip


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


def read_measures(path: Path, wanted: Text | None = None) -> tuple[TaggedFeature, ...]:
    """Read every feature of a GeoJSON file.

    Args:
        path: The file.
        wanted: What to write instead of a file that is none; measures by default.

    Raises:
        PlanUnreadableError: The file is missing, too large, or no GeoJSON FeatureCollection.
    """
    hint = wanted or text("tag.write_geojson")
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
            text("tag.not_geojson", file=path.name), hint, path.name
        ) from error
    features = content.get("features") if isinstance(content, dict) else None
    if isinstance(content, dict) and content.get("type") == "Feature":
        features = [content]
    if not isinstance(features, list) or len(features) > MOST_FEATURES:
        raise PlanUnreadableError(text("tag.not_geojson", file=path.name), hint, path.name)
    parts = (part for row, found in enumerate(features, start=1) for part in _parts(row, found))
    return tuple(islice(parts, MOST_FEATURES))


def _parts(row: int, found: Any) -> Iterator[TaggedFeature]:
    """A feature of several points, lines or areas is as many measures."""
    whole = _feature(row, found)
    parts = getattr(whole.geometry, "geoms", None)
    if parts is None:
        yield whole
        return
    for part in parts:
        yield replace(whole, geometry=part)


def _feature(row: int, found: Any) -> TaggedFeature:
    properties = found.get("properties") if isinstance(found, dict) else None
    plain = {
        clean_text(str(key), limit=200): _plain(value)
        for key, value in (properties.items() if isinstance(properties, dict) else ())
    }
    raw = found.get("geometry") if isinstance(found, dict) else None
    if raw is None:
        return TaggedFeature(row=row, geometry=None, properties=plain)
    try:
        geometry = shapely.force_2d(shape(raw))
    except _FAULTS:
        return TaggedFeature(row=row, geometry=None, properties=plain, fault=True)
    is_good = not geometry.is_empty and bool(shapely.is_valid(geometry))
    return TaggedFeature(
        row=row, geometry=geometry if is_good else None, properties=plain, fault=not is_good
    )


def _plain(value: Any) -> str | float | int | bool | None:
    return clean_value(value, Tally()) if isinstance(value, str | int | float | bool) else None
