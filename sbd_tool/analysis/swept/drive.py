"""Drive one vehicle along one route and tell what it meets."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

import numpy as np
import shapely
from shapely.geometry import LineString, Point

from sbd_tool.analysis.same import KeptOf
from sbd_tool.analysis.swept.bicycle import steps_swept
from sbd_tool.analysis.swept.courses import EVERY_WAY, Course, Ways, courses_of
from sbd_tool.analysis.swept.curve import Floats
from sbd_tool.analysis.swept.passing import LOOK_M, ground_of, verdict_of
from sbd_tool.analysis.swept.standing import Standing, Things
from sbd_tool.domain.access_results import (
    AccessConflict,
    Barriers,
    Drive,
    Passing,
    ServiceVehicle,
)

_TOUCH_M: Final = 1e-6
_FAR_M: Final = 100.0
_MOST_DRIVES: Final = 2048
_DRIVES: KeptOf[dict[Barriers, Drive]] = KeptOf(_MOST_DRIVES)
_MOST_KEPT: Final = 16  # courses whose swept ground is remembered, a megabyte each


@dataclass(frozen=True, slots=True)
class _Try:
    """The ground swept on one course, step by step.

    Attributes:
        course: Where the body is.
        steps: (n,) ground of each step.
        tree: The steps, to be searched.
    """

    course: Course
    steps: np.ndarray
    tree: shapely.STRtree


def drives_of(
    line: LineString,
    vehicle: ServiceVehicle,
    standing: Standing,
    margin_m: float,
    ways: Ways = EVERY_WAY,
    *,
    is_ground_told: bool = True,
) -> dict[Barriers, Drive]:
    """Drive a route with barriers open and closed.

    The front axle follows the line, its corners rounded with the vehicle's least radius or, where
    there is room, one of two wider ones; or it swings out before every corner that leaves room
    for it, by one of three shifts. The best of these counts. Nothing else is tried: a driver who
    leaves the line further finds ways that this does not.

    Args:
        line: From outside to the square.
        vehicle: What drives.
        standing: What it meets.
        margin_m: Distance under which it is told as tight.
        ways: What is tried.
        is_ground_told: Whether the ground swept is joined to one shape; else it is empty, and what
            was found is remembered with what stands near the line.
    """
    if is_ground_told or ways != EVERY_WAY:
        return _drives(line, vehicle, standing, margin_m, ways, is_ground_told=is_ground_told)
    asked = (
        line,
        vehicle,
        margin_m,
        tuple(standing.by_state),
        standing.near(ground_of(line, vehicle)),
    )
    known = _DRIVES.get((), asked)
    if known is not None:
        return known
    found = _drives(line, vehicle, standing, margin_m, ways, is_ground_told=False)
    return _DRIVES.put(found, (), asked)


def _drives(
    line: LineString,
    vehicle: ServiceVehicle,
    standing: Standing,
    margin_m: float,
    ways: Ways,
    *,
    is_ground_told: bool,
) -> dict[Barriers, Drive]:
    courses = courses_of(line, vehicle, ways)
    found = {}
    for state, things in standing.by_state.items():
        outlines = standing.outlines(state)
        best = max(courses, key=lambda one: verdict_of(one, outlines, margin_m)[1:])
        drive, steps = _driven(_try(best), line.length, (things, standing.opening), margin_m)
        found[state] = replace(drive, swept=shapely.union_all(steps)) if is_ground_told else drive
    return found


@lru_cache(maxsize=_MOST_KEPT)
def _try(course: Course) -> _Try:
    """The ground that is swept on a course; that behind the beginning of the route is left out."""
    steps, fresh = steps_swept(course.bodies)[course.kept], course.fresh
    steps[:fresh] = shapely.intersection(steps[:fresh], _ahead(course.start, course.ahead))
    return _Try(course, steps, shapely.STRtree(steps))


def _ahead(start: Floats, along: Floats) -> shapely.Polygon:
    left = np.array([-along[1], along[0]]) * _FAR_M
    far = start + along * _FAR_M
    return shapely.Polygon([start - left, far - left, far + left, start + left])


def _driven(
    one: _Try, route_m: float, meets: tuple[Things, Things], margin_m: float
) -> tuple[Drive, np.ndarray]:
    """What was met, and the steps driven; their ground is not joined yet."""
    things, opening = meets
    course = one.course
    conflicts, stop, clearance = _met(one, things, margin_m)
    for start in course.tight:
        place = int(np.searchsorted(course.along, start).clip(0, len(course.points) - 1))
        at = Point(course.points[place])
        conflicts.append(AccessConflict(object="", at=at, along_m=start, clearance_m=0.0))
        stop = min(stop, start)
        clearance = 0.0
    is_through = stop >= course.length_m
    driven = min(stop, course.length_m)
    steps = one.steps if is_through else one.steps[: int(np.searchsorted(course.along, driven))]
    passing = Passing.BLOCKED
    if is_through:
        passing = Passing.PASSES if clearance >= margin_m else Passing.TIGHT
    drive = Drive(
        passing=passing,
        clearance_m=clearance,
        driven_m=driven / course.length_m * route_m,
        conflicts=tuple(sorted(conflicts, key=lambda row: (row.along_m, row.object))),
        swept=Point(),
        opened=_touched(steps, opening),
    )
    return drive, steps


def _met(one: _Try, things: Things, margin_m: float) -> tuple[list[AccessConflict], float, float]:
    """Conflicts, where the body first hits something, and the least distance to anything."""
    if not things:
        return [], float("inf"), LOOK_M
    shapes = np.array([shape for _, shape in things], dtype=object)
    thing, step = one.tree.query(shapes, predicate="dwithin", distance=LOOK_M)
    if not len(thing):
        return [], float("inf"), LOOK_M
    away = shapely.distance(shapes[thing], one.steps[step])
    hits = away <= _TOUCH_M
    stop = float(one.course.along[step[hits].min()]) if hits.any() else float("inf")
    found = []
    for number in np.unique(thing):
        mine = np.nonzero(thing == number)[0]
        least = float(away[mine].min())
        if least >= margin_m:
            continue
        worst = mine[away[mine] <= least + _TOUCH_M]
        first = step[worst].min()
        line = shapely.shortest_line(shapes[number], one.steps[first])
        found.append(
            AccessConflict(
                object=things[number][0],
                at=Point(shapely.get_coordinates(line)[0]),
                along_m=float(one.course.along[first]),
                clearance_m=0.0 if least <= _TOUCH_M else least,
            )
        )
    return found, stop, min(LOOK_M, 0.0 if hits.any() else float(away.min()))


def _touched(steps: np.ndarray, opening: Things) -> tuple[str, ...]:
    if not len(steps) or not opening:
        return ()
    shapes = np.array([shape for _, shape in opening], dtype=object)
    hit = np.unique(shapely.STRtree(steps).query(shapes, predicate="intersects")[0])
    return tuple(dict.fromkeys(opening[number][0] for number in hit))
