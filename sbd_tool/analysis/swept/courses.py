"""What is tried to get along a line: courses of the body with wider bends, or swinging out."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
import shapely
from shapely.geometry import LineString

from sbd_tool.analysis.swept.bicycle import STEP_M, bodies_of
from sbd_tool.analysis.swept.curve import Floats, rounded
from sbd_tool.analysis.swept.swing import SWINGS_M, swung_out
from sbd_tool.domain.access_results import ServiceVehicle

_WIDER: Final = (1.0, 1.5, 2.5)  # radii tried, as multiples of the vehicle's least
_TOUCH_M: Final = 1e-6
_SAME_M: Final = 1e-3
_LEAD_M: Final = 20.0
_MOST_KEPT: Final = 16  # lines whose courses are remembered, some hundred kilobytes each


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


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """Where the body is, step by step; the ground of a step lies between one place and the next.

    Attributes:
        bodies: (m, 4, 2) corners of the body, metres.
        kept: (n,) numbers of the bodies where the steps of the route begin.
        along: (n,) position of the front axle there, from the beginning of the route.
        points: (n, 2) the same places.
        tight: Where bends begin that are too tight.
        length_m: Length of the curve.
        fresh: In so many steps the body is not yet wholly on the route: ground behind the line
            where the plan was cut is not swept.
        start: Where the route begins.
        ahead: Unit vector of its direction there.
    """

    bodies: Floats
    kept: np.ndarray
    along: Floats
    points: Floats
    tight: tuple[float, ...]
    length_m: float
    fresh: int
    start: Floats
    ahead: Floats


@lru_cache(maxsize=_MOST_KEPT)
def courses_of(line: LineString, vehicle: ServiceVehicle, ways: Ways) -> tuple[Course, ...]:
    """Everything that is tried along a line; it hangs on nothing that stands, so edits find it.

    The front axle follows the line, its corners rounded with the vehicle's least radius or wider
    ones; or it swings out before every corner that leaves room for it.
    """
    return tuple(_each(_longer(shapely.get_coordinates(line)), vehicle, ways))


def _each(corners: Floats, vehicle: ServiceVehicle, ways: Ways) -> Iterator[Course]:
    for one in ways.wider:
        yield _course(corners, vehicle, one)
    for swing in ways.swings_m:
        swung = swung_out(corners, vehicle.least_radius_m, swing)
        if swung is not None:
            yield _course(swung, vehicle, 1.0)


def _longer(corners: Floats) -> Floats:
    """The route going straight on before its beginning and after its end."""
    corners = _plain(corners)
    before, after = _unit(corners[1] - corners[0]), _unit(corners[-1] - corners[-2])
    return np.vstack((corners[0] - before * _LEAD_M, corners[1:-1], corners[-1] + after * _LEAD_M))


def _course(longer: Floats, vehicle: ServiceVehicle, wider: float) -> Course:
    """Drive a lengthened route with one radius."""
    ahead = _unit(longer[1] - longer[0])
    least = vehicle.least_radius_m
    curve = rounded(longer, least * wider, least, STEP_M)
    along, bodies = bodies_of(curve, vehicle)
    along -= _LEAD_M
    length = float(along[-1]) - _LEAD_M
    kept = np.nonzero((along[1:] > _TOUCH_M) & (along[:-1] < length - _TOUCH_M))[0]
    starts = np.clip(along[kept], 0.0, None)
    return Course(
        bodies=bodies,
        kept=kept,
        along=starts,
        points=curve.points[::2][kept],
        tight=tuple(min(max(0.0, one - _LEAD_M), length) for one in curve.tight),
        length_m=length,
        fresh=int(np.count_nonzero(starts < vehicle.length_m)),
        start=longer[0] + ahead * _LEAD_M,
        ahead=ahead,
    )


def _unit(step: Floats) -> Floats:
    return np.asarray(step / np.hypot(*step))


def _plain(corners: Floats) -> Floats:
    """Corners without those that lie on the one before."""
    apart = np.hypot(*np.diff(corners, axis=0).T) > _SAME_M
    return corners[np.concatenate(([True], apart))]
