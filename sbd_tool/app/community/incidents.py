"""Incidents read for a look: counted at their points, never kept in the project, never scored."""

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import shapely
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.incident_points import counted, shared_share, with_catchments
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.incidents import Incidents
from sbd_tool.domain.project import Project
from sbd_tool.domain.row_table import RowTable
from sbd_tool.domain.text import Quantity, Text, text
from sbd_tool.formats.incident_file import read_incident_rules
from sbd_tool.formats.row_file import on_earth, read_rows

_LONGITUDES: Final = ("longitude", "lon", "lng", "long", "längengrad")
_LATITUDES: Final = ("latitude", "lat", "breitengrad")


def read_incidents(path: Path, project: Project, accuracy_m: float | None = None) -> Incidents:
    """Read a file of incidents and look at those near the square; nothing is changed by it.

    Raises:
        InputError: The file cannot be read or holds no places, or no square is picked.
    """
    square = project.feature(project.square) if project.square else None
    if square is None or not project.crs:
        raise InputError(text("community.no_square"), text("community.no_square_hint"))
    table, ground = read_rows(path), square[1].geometry
    return incidents_near(table, path.name, ground, project.crs, accuracy_m)


def incidents_near(
    table: RowTable, name: str, square: BaseGeometry, crs: str, accuracy_m: float | None = None
) -> Incidents:
    """Incidents of a table near a square.

    Args:
        table: Rows with WGS 84 places.
        name: Name of the file.
        square: The square in ``crs``, metres.
        crs: CRS of the square.
        accuracy_m: Accuracy somebody stated, metres.

    Raises:
        InputError: No column holds places, or the accuracy is none.
    """
    if accuracy_m is not None and not 0 < accuracy_m <= 100_000:  # noqa: PLR2004 - a country
        raise InputError(text("community.no_accuracy"), text("community.no_accuracy_hint"))
    rules, places = read_incident_rules(), places_of(table)
    counts = counted([place for place in places if place is not None])
    change = Transformer.from_crs("EPSG:4326", crs, always_xy=True)
    moved = {change.transform(*place): count for place, count in counts.items()}
    metres = {place: count for place, count in moved.items() if all(map(math.isfinite, place))}
    found = with_catchments(metres, shapely.buffer(square, rules.reach_m))
    within = sum(one.count for one in found)
    is_enough = within >= rules.least_in_all
    shown = tuple(one for one in found if is_enough and one.count >= rules.least_at_point)
    share = shared_share(counts)
    return Incidents(
        name=name, rows=len(table.rows), without_place=sum(place is None for place in places),
        within=within, shared_share=share, is_snapped=share >= rules.snapped_share,
        accuracy_m=accuracy_m, reach_m=rules.reach_m, points=shown,
        not_shown=within - sum(one.count for one in shown),
    )  # fmt: skip


def incident_lines(found: Incidents) -> Iterator[Text]:
    """All that is told, one sentence each."""
    reach = Quantity(found.reach_m, "m")
    yield text("community.incidents_within", count=found.within, reach=reach)
    if found.without_place:
        yield text("community.incidents_without", count=found.without_place)
    if found.is_snapped:
        share = Quantity(100 * found.shared_share, "%")
        yield text("community.incidents_snapped", share=share)
    if found.accuracy_m is None:
        yield text("community.accuracy_unknown")
    else:
        decimals = 0 if found.accuracy_m.is_integer() else 1
        yield text("community.accuracy", accuracy=Quantity(found.accuracy_m, "m", decimals))
    rules = read_incident_rules()
    if found.within < rules.least_in_all:
        yield text("community.incidents_too_few", least=rules.least_in_all)
    elif found.not_shown:
        yield text("community.incidents_hidden", count=found.not_shown, least=rules.least_at_point)
    yield text("community.incidents_context")


def places_of(table: RowTable) -> list[tuple[float, float] | None]:
    """Longitude and latitude of each row, or None where it has none.

    Raises:
        InputError: Neither the rows nor two columns hold places.
    """
    if any(place is not None for place in table.places):
        return list(table.places)
    small = {name.casefold(): name for name in reversed(table.columns)}
    longitude = next((small[one] for one in _LONGITUDES if one in small), "")
    latitude = next((small[one] for one in _LATITUDES if one in small), "")
    if not longitude or not latitude:
        raise InputError(text("community.no_places"), text("community.no_places_hint"))
    pairs = zip(table.column(longitude), table.column(latitude), strict=True)
    return [_place(x, y) for x, y in pairs]


def _place(longitude: str, latitude: str) -> tuple[float, float] | None:
    try:
        # Spreadsheets in many countries write decimal commas.
        x, y = (float(cell.replace(",", ".")) for cell in (longitude, latitude))
    except ValueError:
        return None
    return on_earth(x, y) if math.isfinite(x) and math.isfinite(y) else None
