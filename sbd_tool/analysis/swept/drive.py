"""Drive one vehicle along one route and tell what it meets."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

import numpy as np
import shapely
from shapely.geometry import LineString, Point

from sbd_tool.analysis.swept.bicycle import STEP_M, bodies_of, steps_swept
from sbd_tool.analysis.swept.curve import Floats, rounded
from sbd_tool.analysis.swept.standing import Standing, Things
from sbd_tool.analysis.swept.swing import SWINGS_M, swung_out
from sbd_tool.domain.access_results import (
    AccessConflict,
    Barriers,
    Drive,
    Passing,
    ServiceVehicle,
)

_WIDER: Final = (1.0, 1.5, 2.5)  # radii tried, as multiples of the vehicle's least
_LOOK_M: Final = 2.0  # things farther from the body are not looked at
_TOUCH_M: Final = 1e-6
_SAME_M: Final = 1e-3
_LEAD_M: Final = 20.0
_FAR_M: Final = 100.0
_MOST_KEPT: Final = 16  # lines whose swept ground is remembered, some megabytes each


@dataclass(frozen=True, slots=True)
class Ways:
    """What is tried to get round corners.

    Attributes:
        wider: Radii, as multiples of the vehicle's least.
        swings_m: How far the driver swings out before a corner, at the least radius.
    """

    wider: tuple[float, ...] = _WIDER
    swings_m: tuple[float, ...] = SWINGS_M


EVERY_WAY: Final = Ways()


@dataclass(frozen=True, slots=True)
class _Try:
    """The ground swept with one radius, step by step.

    Attributes:
        steps: Ground of each step.
        along: Position of the front axle where the step begins, from the beginning of the route.
        points: The same places, (n, 2).
        tight: Where bends begin that are too tight.
        length_m: Length of the curve.
        tree: The steps, to be searched.
    """

    steps: np.ndarray
    along: Floats
    points: Floats
    tight: tuple[float, ...]
    length_m: float
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
        is_ground_told: Whether the ground swept is joined to one shape; else it is empty.
    """
    tries = _tries(line, vehicle, ways)
    return {
        state: _best(
            [_driven(one, line.length, (things, standing.opening), margin_m) for one in tries],
            is_ground_told=is_ground_told,
        )
        for state, things in standing.by_state.items()
    }


def passing_of(
    line: LineString, vehicle: ServiceVehicle, things: Things, margin_m: float
) -> tuple[Passing, float, float]:
    """Verdict, share of the line driven, clearance: what ``drives_of`` tells, without the ground.

    The first way that passes settles it.
    """
    best = (Passing.BLOCKED, 0.0, 0.0)
    for one in _each_try(line, vehicle, EVERY_WAY):
        share, drive, _ = _driven(one, line.length, (things, []), margin_m)
        best = max(best, (drive.passing, share, drive.clearance_m), key=lambda row: row[1:])
        if drive.passing is Passing.PASSES:
            break
    return best


@lru_cache(maxsize=_MOST_KEPT)
def _tries(line: LineString, vehicle: ServiceVehicle, ways: Ways) -> tuple[_Try, ...]:
    """Everything that is tried; it hangs on nothing that stands, so edits find it done."""
    return tuple(_each_try(line, vehicle, ways))


def _each_try(line: LineString, vehicle: ServiceVehicle, ways: Ways) -> Iterable[_Try]:
    corners = _longer(shapely.get_coordinates(line))
    for one in ways.wider:
        yield _try(corners, vehicle, one)
    for swing in ways.swings_m:
        swung = swung_out(corners, vehicle.least_radius_m, swing)
        if swung is not None:
            yield _try(swung, vehicle, 1.0)


def _longer(corners: Floats) -> Floats:
    """The route going straight on before its beginning and after its end."""
    corners = _plain(corners)
    before, after = _unit(corners[1] - corners[0]), _unit(corners[-1] - corners[-2])
    return np.vstack((corners[0] - before * _LEAD_M, corners[1:-1], corners[-1] + after * _LEAD_M))


def _try(longer: Floats, vehicle: ServiceVehicle, wider: float) -> _Try:
    """Drive a lengthened route with one radius.

    Where it begins is where the plan was cut: ground behind that line is not swept.
    """
    before = _unit(longer[1] - longer[0])
    start = longer[0] + before * _LEAD_M
    least = vehicle.least_radius_m
    curve = rounded(longer, least * wider, least, STEP_M)
    along, bodies = bodies_of(curve, vehicle)
    along -= _LEAD_M
    length = float(along[-1]) - _LEAD_M
    kept = (along[1:] > _TOUCH_M) & (along[:-1] < length - _TOUCH_M)
    steps, starts = steps_swept(bodies)[kept], np.clip(along[:-1][kept], 0.0, None)
    fresh = starts < vehicle.length_m
    steps[fresh] = shapely.intersection(steps[fresh], _ahead(start, before))
    tight = tuple(min(max(0.0, one - _LEAD_M), length) for one in curve.tight)
    points = curve.points[::2][:-1][kept]
    return _Try(steps, starts, points, tight, length, shapely.STRtree(steps))


def _unit(step: Floats) -> Floats:
    return np.asarray(step / np.hypot(*step))


def _plain(corners: Floats) -> Floats:
    """Corners without those that lie on the one before."""
    apart = np.hypot(*np.diff(corners, axis=0).T) > _SAME_M
    return corners[np.concatenate(([True], apart))]


def _ahead(start: Floats, along: Floats) -> shapely.Polygon:
    left = np.array([-along[1], along[0]]) * _FAR_M
    far = start + along * _FAR_M
    return shapely.Polygon([start - left, far - left, far + left, start + left])


_Outcome = tuple[float, Drive, np.ndarray]  # share of the route driven, drive, steps driven


def _best(found: list[_Outcome], *, is_ground_told: bool) -> Drive:
    """The drive that gets farthest, then keeps farthest away; its ground joined if asked for."""
    share = max(part for part, _, _ in found)
    alike = [(drive, steps) for part, drive, steps in found if part == share]
    drive, steps = max(alike, key=lambda pair: pair[0].clearance_m)
    return replace(drive, swept=shapely.union_all(steps)) if is_ground_told else drive


def _driven(one: _Try, route_m: float, meets: tuple[Things, Things], margin_m: float) -> _Outcome:
    """What was met; the ground is joined later, for the best only."""
    things, opening = meets
    conflicts, stop, clearance = _met(one, things, margin_m)
    for start in one.tight:
        at = Point(one.points[int(np.searchsorted(one.along, start).clip(0, len(one.points) - 1))])
        conflicts.append(AccessConflict(object="", at=at, along_m=start, clearance_m=0.0))
        stop = min(stop, start)
        clearance = 0.0
    is_through = stop >= one.length_m
    driven = min(stop, one.length_m)
    steps = one.steps if is_through else one.steps[: int(np.searchsorted(one.along, driven))]
    passing = Passing.BLOCKED
    if is_through:
        passing = Passing.PASSES if clearance >= margin_m else Passing.TIGHT
    drive = Drive(
        passing=passing,
        clearance_m=clearance,
        driven_m=driven / one.length_m * route_m,
        conflicts=tuple(sorted(conflicts, key=lambda row: (row.along_m, row.object))),
        swept=Point(),
        opened=_touched(steps, opening),
    )
    return driven / one.length_m, drive, steps


def _met(one: _Try, things: Things, margin_m: float) -> tuple[list[AccessConflict], float, float]:
    """Conflicts, where the body first hits something, and the least distance to anything."""
    if not things:
        return [], float("inf"), _LOOK_M
    shapes = np.array([shape for _, shape in things], dtype=object)
    thing, step = one.tree.query(shapes, predicate="dwithin", distance=_LOOK_M)
    if not len(thing):
        return [], float("inf"), _LOOK_M
    away = shapely.distance(shapes[thing], one.steps[step])
    hits = away <= _TOUCH_M
    stop = float(one.along[step[hits].min()]) if hits.any() else float("inf")
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
                along_m=float(one.along[first]),
                clearance_m=0.0 if least <= _TOUCH_M else least,
            )
        )
    return found, stop, min(_LOOK_M, 0.0 if hits.any() else float(away.min()))


def _touched(steps: np.ndarray, opening: Things) -> tuple[str, ...]:
    if not len(steps) or not opening:
        return ()
    shapes = np.array([shape for _, shape in opening], dtype=object)
    hit = np.unique(shapely.STRtree(steps).query(shapes, predicate="intersects")[0])
    return tuple(dict.fromkeys(opening[number][0] for number in hit))
