"""Whether a vehicle gets along a line: the verdict alone, without the ground it sweeps."""

from functools import lru_cache
from typing import Final

import numpy as np
from shapely.geometry import LineString

from sbd_tool.analysis.same import KeptOf
from sbd_tool.analysis.swept.courses import EVERY_WAY, Course, courses_of
from sbd_tool.analysis.swept.curve import Floats
from sbd_tool.analysis.swept.outlines import Outlines
from sbd_tool.domain.access_results import Passing, ServiceVehicle

LOOK_M: Final = 2.0
"""Things farther from the body are not looked at."""

Verdict = tuple[Passing, float, float]
_TOGETHER: Final = 16  # places of the body in one box: some metres of its way
_MOST_LINES: Final = 1024
_MOST_VERDICTS: Final = 4096
_VERDICTS: KeptOf[Verdict] = KeptOf(_MOST_VERDICTS)


def passing_of(
    line: LineString, vehicle: ServiceVehicle, standing: Outlines, margin_m: float
) -> Verdict:
    """Verdict, share of the line driven, clearance: what ``drives_of`` tells, without the ground.

    The first way that passes settles it. Verdicts are remembered with what stands near the line: a
    suggestion or an edit leaves most lines as they were.

    Args:
        line: From outside to the square.
        vehicle: What drives.
        standing: Outlines of what it meets.
        margin_m: Distance under which it is told as tight.
    """
    near = standing.met_by(ground_of(line, vehicle))
    asked = line, vehicle, margin_m, tuple(standing.wkb[near])
    known = _VERDICTS.get((), asked)
    return known or _VERDICTS.put(_passing(line, vehicle, standing, margin_m), (), asked)


def _passing(
    line: LineString, vehicle: ServiceVehicle, standing: Outlines, margin_m: float
) -> Verdict:
    best: Verdict = (Passing.BLOCKED, 0.0, 0.0)
    for course in courses_of(line, vehicle, EVERY_WAY):
        found = verdict_of(course, standing, margin_m)
        best = max(best, found, key=lambda row: row[1:])
        if found[0] is Passing.PASSES:
            break
    return best


@lru_cache(maxsize=_MOST_LINES)
def ground_of(line: LineString, vehicle: ServiceVehicle) -> Floats:
    """Boxes (n, 4) that hold everything a vehicle might meet on any course along a line."""
    found = []
    for course in courses_of(line, vehicle, EVERY_WAY):
        starts = np.arange(0, len(course.bodies), _TOGETHER)
        low = np.minimum.reduceat(course.bodies.min(axis=1), starts)
        high = np.maximum.reduceat(course.bodies.max(axis=1), starts)
        # The ground between two boxes lies in their hull: each takes in where the next begins.
        after = np.append(starts[1:], len(course.bodies) - 1)
        low = np.minimum(low, course.bodies[after].min(axis=1))
        high = np.maximum(high, course.bodies[after].max(axis=1))
        found.append(np.hstack((low - LOOK_M, high + LOOK_M)))
    return np.concatenate(found)


def verdict_of(course: Course, standing: Outlines, margin_m: float) -> Verdict:
    """Verdict, share of the course driven, clearance on it."""
    hit, clearance = standing.first_hit(course, LOOK_M)
    stop = float("inf") if hit < 0 else float(course.along[hit])
    if course.tight:
        stop, clearance = min(stop, *course.tight), 0.0
    if stop < course.length_m:
        return Passing.BLOCKED, stop / course.length_m, clearance
    return Passing.PASSES if clearance >= margin_m else Passing.TIGHT, 1.0, clearance
