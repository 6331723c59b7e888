"""Points of a GeoJSON file, with the coordinate system it names."""

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from sbd_tool.domain.errors import PlanUnreadableError
from sbd_tool.domain.text import literal, text

LARGEST_BYTES: Final = 100_000_000
MOST_POINTS: Final = 250_000


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FilePoints:
    """Points as written.

    Attributes:
        xy: (n, 2) coordinates, x before y.
        crs: Name of the coordinate system the file states in its member ``crs``, or "".
    """

    xy: npt.NDArray[np.float64]
    crs: str


def read_points(path: Path) -> FilePoints:
    """Read points, points of multipoints and corners of nothing else.

    Raises:
        PlanUnreadableError: The file is missing, too large, or no GeoJSON.
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
        raise _no_geojson(path) from error
    if not isinstance(content, dict) or not isinstance(content.get("type"), str):
        raise _no_geojson(path)
    found = list(_points(content))
    if len(found) > MOST_POINTS:
        raise PlanUnreadableError(
            text("sight.too_many_points", file=literal(path.name), most=MOST_POINTS),
            text("tag.split_file"),
            path.name,
        )
    xy = np.array(found, dtype=float).reshape(-1, 2)
    return FilePoints(xy=xy, crs=_crs_name(content.get("crs")))


def _no_geojson(path: Path) -> PlanUnreadableError:
    return PlanUnreadableError(
        text("sight.points_not_geojson", file=literal(path.name)),
        text("sight.points_hint"),
        path.name,
    )


def _points(content: dict[str, Any]) -> Iterator[tuple[float, float]]:
    features = content.get("features")
    for feature in features if isinstance(features, list) else [content]:
        if not isinstance(feature, dict):
            continue
        geometry = feature.get("geometry", feature)
        if not isinstance(geometry, dict):
            continue
        written = geometry.get("coordinates")
        if geometry.get("type") == "Point":
            written = [written]
        elif geometry.get("type") != "MultiPoint":
            continue
        yield from (pair for one in _listed(written) if (pair := _pair(one)) is not None)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _pair(written: Any) -> tuple[float, float] | None:
    if not isinstance(written, list) or len(written) < 2:  # noqa: PLR2004 - x and y
        return None
    x, y = written[0], written[1]
    if isinstance(x, bool) or isinstance(y, bool):
        return None
    if not isinstance(x, int | float) or not isinstance(y, int | float):
        return None
    return (float(x), float(y)) if math.isfinite(x) and math.isfinite(y) else None


def _crs_name(member: Any) -> str:
    """The name in the ``crs`` member of older GeoJSON, or ""."""
    properties = member.get("properties") if isinstance(member, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    return name[:200] if isinstance(name, str) else ""
