"""Pairs of eyes: doors, windows, seats and stops that look at the square, and what each is worth.

What they are worth by day, in the evening and at night hangs on what they are and on the use behind
them. All weights are numbers of the rubric and our own judgement (basis c).
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely

from sbd_tool.analysis.attributes import number, word
from sbd_tool.analysis.sight.field import SightField
from sbd_tool.domain.effective import EffectiveSite, Element
from sbd_tool.domain.place_results import Doors
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.sight_results import EYE_TIMES, Floats

EYE_ROLES: Final = (
    *(Role.ENTRANCE, Role.AMENITY, Role.WINDOW_FRONT, Role.BUILDING),
    *(Role.SEAT, Role.TRANSIT_STOP),
)
SORTS: Final = ("door_work", "door_home", "window_work", "window_home", "seat", "stop")
EYE_NUMBERS: Final = (
    *(f"eyes_{sort}_{time}" for sort in SORTS for time in EYE_TIMES),
    *("front_reach_m", "window_every_m", "camera_off_m", "view_reach_m"),
)
_HOMES: Final = frozenset(
    {"apartments", "residential", "house", "detached", "terrace", "semidetached_house", "dormitory"}
)
_HOME_DOORS: Final = frozenset({"home", "staircase", "residence"})
_MOST: Final = 400
_BESIDE_M: Final = 1.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Eyes:
    """Places people look from.

    Attributes:
        at: (n, 2) metres.
        sorts: What each is, of ``SORTS``.
        ids: Id each belongs to, of a plan feature or measure.
        weights: (n, times) what each is worth, 0 to 1, in the order of ``EYE_TIMES``.
    """

    at: Floats
    sorts: tuple[str, ...]
    ids: tuple[str, ...]
    weights: Floats


def eyes_of(site: EffectiveSite, doors: Doors, field: SightField, rubric: Rubric) -> Eyes:
    """List the eyes within ``front_reach_m`` of the square.

    Args:
        site: Reads ``EYE_ROLES``.
        doors: Doors on the fronts.
        field: Eyes drawn inside a thing look out of its face.
        rubric: Numbers of ``EYE_NUMBERS``.
    """
    near = site.zone.buffer(rubric.value("front_reach_m"))
    shapely.prepare(near)
    homes = _homes(site)
    spots = [*_at_doors(site, doors, homes), *_at_windows(site, near, homes, rubric)]
    for role, sort in ((Role.SEAT, "seat"), (Role.TRANSIT_STOP, "stop")):
        spots += [
            (float(x), float(y), sort, element.id)
            for element in site.of(role)
            if shapely.intersects(near, element.geometry)
            for x, y in shapely.get_coordinates(element.geometry.centroid)
        ]
    at = np.array([spot[:2] for spot in spots], dtype=float).reshape(-1, 2)
    worth = [[rubric.value(f"eyes_{spot[2]}_{time}") for time in EYE_TIMES] for spot in spots]
    return Eyes(
        at=field.outside(at, rubric.value("camera_off_m")),
        sorts=tuple(spot[2] for spot in spots),
        ids=tuple(spot[3] for spot in spots),
        weights=np.array(worth, dtype=float).reshape(-1, len(EYE_TIMES)),
    )


def window_eyes(element: Element, every_m: float) -> Floats:
    """One eye for a point or an area; along a line one in the middle of every piece."""
    shape = shapely.force_2d(element.geometry)
    if "Line" not in shape.geom_type:
        return np.asarray(shapely.get_coordinates(shape.centroid))
    count = max(1, min(_MOST, round(shape.length / every_m)))
    steps = (np.arange(count) + 0.5) / count
    spots = shapely.line_interpolate_point(shapely.line_merge(shape), steps, normalized=True)
    return np.asarray(shapely.get_coordinates(spots))


_Spot = tuple[float, float, str, str]


def _homes(site: EffectiveSite) -> shapely.STRtree:
    found = [e.geometry for e in site.of(Role.BUILDING) if word(e, "building") in _HOMES]
    return shapely.STRtree(found)


def _is_at_home(homes: shapely.STRtree, x: float, y: float) -> bool:
    beside = homes.query(shapely.Point(x, y), predicate="dwithin", distance=_BESIDE_M)
    return len(beside) > 0


def _at_doors(site: EffectiveSite, doors: Doors, homes: shapely.STRtree) -> list[_Spot]:
    owners = [e for e in site.of(Role.ENTRANCE, Role.AMENITY) if e.id in set(doors.objects)]
    if not owners or not doors.at:
        return []
    tree = shapely.STRtree([element.geometry for element in owners])
    places = np.array(doors.at, dtype=object)
    _, owner = tree.query_nearest(places, all_matches=False)
    found = []
    for at, k in zip(doors.at, owner, strict=True):
        element = owners[k]
        said = word(element, "entrance", "door")
        is_home = element.role is Role.ENTRANCE and (
            said in _HOME_DOORS or _is_at_home(homes, at.x, at.y)
        )
        found.append((at.x, at.y, "door_home" if is_home else "door_work", element.id))
    return found


def _at_windows(
    site: EffectiveSite, near: shapely.Polygon, homes: shapely.STRtree, rubric: Rubric
) -> list[_Spot]:
    """Windows of active fronts and drawn window fronts; a front says how many a unit it has."""
    found = []
    for element in site.of(Role.WINDOW_FRONT):
        if not shapely.intersects(near, element.geometry):
            continue
        stated = number(element, "window_every_m")
        every = stated if stated is not None and stated > 0 else rubric.value("window_every_m")
        for x, y in window_eyes(element, every):
            use = word(element, "use", "building")
            is_home = use in _HOMES or use == "home" or (not use and _is_at_home(homes, x, y))
            sort = "window_home" if is_home else "window_work"
            found.append((float(x), float(y), sort, element.id))
    return found
