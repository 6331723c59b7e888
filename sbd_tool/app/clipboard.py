"""Chosen objects as text for other programs: GeoJSON in longitude and latitude."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from shapely.geometry import mapping

from sbd_tool.domain.coordinates import reprojected
from sbd_tool.domain.layers import Feature
from sbd_tool.domain.measures import Measure
from sbd_tool.domain.project import Project

DEGREES_PLACES: Final = 8  # about a millimetre
MOST_OBJECTS: Final = 20_000


def geojson_of(
    project: Project, measures: Iterable[Measure], features: Iterable[Feature]
) -> str | None:
    """Objects as a GeoJSON feature collection (RFC 7946), or None where no place on earth is known.

    Args:
        project: Whose coordinate system their coordinates are in.
        measures: Those for the whole site have no place and are left out.
        features: Features of the plan with their attributes.
    """
    from pyproj import Transformer
    from pyproj.exceptions import ProjError

    try:
        to_degrees = Transformer.from_crs(project.crs, "EPSG:4326", always_xy=True)
    except ProjError:
        return None
    rows: list[tuple[Any, Mapping[str, Any]]] = [
        (one.geometry, _facts(one)) for one in measures if one.geometry is not None
    ]
    rows += [(one.geometry, one.attributes) for one in features]
    written = [
        {
            "type": "Feature",
            "properties": dict(facts),
            "geometry": mapping(reprojected(geometry, to_degrees, DEGREES_PLACES)),
        }
        for geometry, facts in rows[:MOST_OBJECTS]
    ]
    collection = {"type": "FeatureCollection", "features": written}
    return json.dumps(collection, ensure_ascii=False, default=str)


def _facts(measure: Measure) -> dict[str, Any]:
    named = {"name": measure.name} if measure.name else {}
    return {"kind": measure.kind, "state": measure.state.value, **named, **measure.parameters}
