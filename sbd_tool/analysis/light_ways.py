"""Places along ways at which light is looked at, and the dark stretches between them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.prepared import prepared
from sbd_tool.domain.effective import EffectiveSite, Element
from sbd_tool.domain.light_results import DarkPocket, Floats, WayLight
from sbd_tool.domain.results import Arrival
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric

WAY_NUMBERS: Final = ("light_way_m", "light_cell_m", "dark_pocket_m")
WAY_ROLES: Final = (
    Role.FOOTWAY,
    Role.CARRIAGEWAY,
    Role.CYCLEWAY,
    Role.PEDESTRIAN_AREA,
    Role.STEPS,
)
_ON_FOOT: Final = (Role.FOOTWAY, Role.PEDESTRIAN_AREA, Role.STEPS)
_MOST_PER_LINE: Final = 400
_MOST_LINES: Final = 400


@dataclass(frozen=True, slots=True)
class Track:
    """Places along one line.

    Attributes:
        line: The line.
        along_m: (k,) distances of the places along it.
        points: (k, 2) the places.
        name: Id of its way.
    """

    line: LineString
    along_m: Floats
    points: Floats
    name: str


def track(line: LineString, step_m: float, name: str) -> Track:
    """Evenly spaced places from end to end, at most ``step_m`` apart."""
    count = int(np.clip(np.ceil(line.length / step_m - 1e-6), 1, _MOST_PER_LINE)) + 1
    along = np.linspace(0.0, line.length, count)
    return Track(line, along, shapely.get_coordinates(line.interpolate(along)), name)


def arrival_tracks(
    site: EffectiveSite, arrivals: Sequence[Arrival], built: BaseGeometry, rubric: Rubric
) -> list[list[Track]]:
    """The ways of each arrival near the edge, inside and outside; never inside a building."""
    reach, step = rubric.value("light_way_m"), rubric.value("light_cell_m")
    drawn: dict[str, list[Element]] = {}
    for element in site.of(*WAY_ROLES):
        if "Line" in element.geometry.geom_type:
            drawn.setdefault(element.id, []).append(element)
    found = []
    for arrival in arrivals:
        disc = arrival.at.buffer(reach)
        found.append(
            [
                track(line, step, name)
                for name in arrival.ways
                for element in drawn.get(name, ())
                for line in _lines(element.geometry, disc, built)
            ]
        )
    return found


def walking_tracks(
    site: EffectiveSite, region: BaseGeometry, built: BaseGeometry, rubric: Rubric
) -> list[Track]:
    """All ways on foot inside a region, outside buildings."""
    step = rubric.value("light_cell_m")
    region = prepared(region)
    found: list[Track] = []
    for element in site.of(*_ON_FOOT):
        if "Line" not in element.geometry.geom_type or not region.intersects(element.geometry):
            continue
        found += [track(line, step, element.id) for line in _lines(element.geometry, region, built)]
        if len(found) >= _MOST_LINES:
            break
    return found[:_MOST_LINES]


def _lines(
    geometry: BaseGeometry, region: BaseGeometry, built: BaseGeometry
) -> Iterable[LineString]:
    cut = shapely.intersection(shapely.force_2d(geometry), region)
    if not built.is_empty and shapely.intersects(cut, built):
        cut = shapely.difference(cut, built)
    merged = shapely.line_merge(cut) if "Multi" in cut.geom_type else cut
    return [
        part for part in shapely.get_parts(merged) if "Line" in part.geom_type and part.length > 0
    ]


def way_light(
    arrival: Arrival, tracks: Sequence[Track], lux: Sequence[Floats], minimum_lx: float
) -> WayLight | None:
    """How one arrival is lit; None where its ways run inside buildings only."""
    if not tracks:
        return None
    lowest = min(float(values.min()) for values in lux)
    return WayLight(at=arrival.at, ways=arrival.ways, lowest_lx=lowest, is_lit=lowest >= minimum_lx)


def pockets_on(
    one: Track, lux: Floats, rubric: Rubric, minimum_lx: float, *, is_indicative: bool
) -> list[DarkPocket]:
    """Runs of places under the minimum, ``dark_pocket_m`` or longer."""
    is_dark = np.concatenate(([False], lux < minimum_lx, [False]))
    turns = np.flatnonzero(is_dark[1:] != is_dark[:-1])
    found = []
    for first, end in zip(turns[::2], turns[1::2], strict=True):
        start, stop = float(one.along_m[first]), float(one.along_m[end - 1])
        if stop - start < rubric.value("dark_pocket_m"):
            continue
        darkest = first + int(np.argmin(lux[first:end]))
        found.append(
            DarkPocket(
                at=Point(*one.points[darkest]),
                line=LineString(one.points[first:end]),
                way=one.name,
                length_m=stop - start,
                lowest_lx=float(lux[darkest]),
                minimum_lx=minimum_lx,
                is_indicative=is_indicative,
            )
        )
    return found
