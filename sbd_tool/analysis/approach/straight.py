"""Straight runs to a stretch of the edge: what an officer can check with a map and a calculator."""

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

import numpy as np
import shapely
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.approach.motion import RunUp
from sbd_tool.analysis.approach.straight_runs import Run, Sight
from sbd_tool.analysis.approach.task import Task
from sbd_tool.domain.progress import SILENT, Progress

LEAST_SINE: Final = 0.17  # a vehicle that only brushes along the edge does not come through it
_STEP_M: Final = 2.0  # spacing of the points straight runs are looked for
_MM: Final = 1e-3
_BESIDE_M: Final = 2.0  # ground this near to a stated entry begins there
Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Seen:
    """The straight run to a stretch that gives the highest speed.

    Attributes:
        speed_mps: Speed at its end.
        normal_mps: Highest speed square to the edge over all runs to the stretch.
        run: Length and direction back.
        at: Where it meets the edge.
        entry_mps: Speed at its start.
        is_from_limit: It starts where the plan ends.
        is_from_entry: It starts at a stated entry.
    """

    speed_mps: float
    normal_mps: float
    run: Run
    at: Place
    entry_mps: float
    is_from_limit: bool = False
    is_from_entry: bool = False

    @property
    def line(self) -> LineString | None:
        """From its start to the edge; None where the vehicle stands at the edge."""
        if self.run.metres <= 0:
            return None
        x, y = self.at
        start = (x + self.run.back_x * self.run.metres, y + self.run.back_y * self.run.metres)
        return LineString([start, (x, y)])


def connected(middles: BaseGeometry, task: Task) -> BaseGeometry:
    """Ground of the vehicle's middle that hangs together with a road or the end of the plan."""
    parts = shapely.get_parts(middles)
    touches = shapely.intersects(parts, task.roads)
    touches |= shapely.dwithin(parts, task.ground.far.exterior, _MM)
    for gate in task.entries:
        touches |= shapely.dwithin(parts, gate.place, _BESIDE_M)
    return shapely.union_all(parts[touches])


def sight_of(task: Task, half_m: float, *, is_upper: bool) -> Sight:
    """Ground of the middle of a vehicle of that half width, ready to be asked for runs."""
    return Sight(connected(task.ground.middles(half_m, is_upper=is_upper), task))


def straight_runs(
    task: Task,
    sight: Sight,
    half_m: float,
    run_up: RunUp,
    *,
    is_upper: bool,
    progress: Progress = SILENT,
) -> list[Seen | None]:
    """The best straight run to each stretch; None where the vehicle does not get straight there.

    Args:
        task: Ground, edge, entries.
        sight: ``sight_of`` this half width and this end.
        half_m: Half the width of the vehicle.
        run_up: Its acceleration at this end of the bracket.
        is_upper: The high end credits only what surely stands and comes over the end of the plan
            at the limit; the low end credits all that is drawn and comes from rest. Both come from
            a stated entry at its speed.
        progress: Told at each stretch; may raise ``Cancelled``.
    """
    limit = task.limit_mps if is_upper else 0.0
    asked = _Asked(sight, task, half_m, run_up, limit)
    found = []
    for number, edge in enumerate(task.edges):
        progress.advance(number / len(task.edges))
        found.append(_to_stretch(edge, asked))
    return found


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a straight run is looked for on, and how fast a vehicle gets."""

    sight: Sight
    task: Task
    half_m: float
    run_up: RunUp
    limit_mps: float


def _to_stretch(edge: LineString, asked: _Asked) -> Seen | None:
    best: Seen | None = None
    for x, y, outward in _points(edge):
        for found in _to_point((x, y), outward, asked):
            speed = asked.run_up.speed_after(found.run.metres, found.entry_mps)
            sine = found.run.back_x * outward[0] + found.run.back_y * outward[1]
            normal = max(speed * sine, best.normal_mps if best else 0.0)
            if best is None or speed > best.speed_mps:
                best = replace(found, speed_mps=speed, normal_mps=normal)
            elif normal > best.normal_mps:
                best = replace(best, normal_mps=normal)
    return best


def _to_point(at: Place, outward: Place, asked: _Asked) -> list[Seen]:
    """The longest run from anywhere, and the run from each stated entry in sight."""
    found = []
    run = asked.sight.longest(*at, outward, LEAST_SINE)
    if run.metres > 0:
        start = shapely.Point(at[0] + run.back_x * run.metres, at[1] + run.back_y * run.metres)
        is_limit = bool(asked.task.ground.far.exterior.distance(start) < _MM)
        entry = asked.limit_mps if is_limit else 0.0
        found.append(Seen(0.0, 0.0, run, at, entry, is_from_limit=is_limit))
    for gate in asked.task.entries:
        x, y = gate.at[0] - at[0], gate.at[1] - at[1]
        metres = float(np.hypot(x, y))
        if metres < _MM or (x * outward[0] + y * outward[1]) / metres < LEAST_SINE:
            continue
        back = Run(metres, x / metres, y / metres)
        # Ground ends at an entry: what is in sight of its rim is in sight of its middle.
        if _free_m(at, back, asked.sight) >= metres - gate.radius_m - asked.half_m - _MM:
            found.append(Seen(0.0, 0.0, back, at, gate.speed_mps, is_from_entry=True))
    return found


def _free_m(at: Place, back: Run, sight: Sight) -> float:
    x, y, c, s = (np.array([value]) for value in (*at, back.back_x, back.back_y))
    return float(sight.back_m(x, y, c, s)[0])


def _points(edge: LineString) -> list[tuple[float, float, Place]]:
    """Points along a stretch with the direction out of the square."""
    found = []
    points = shapely.get_coordinates(edge)
    for (ax, ay), (bx, by) in pairwise(points):
        length = float(np.hypot(bx - ax, by - ay))
        if length <= 0:
            continue
        # Inward is to the left of a ring that runs counter-clockwise.
        outward = ((by - ay) / length, -(bx - ax) / length)
        count = max(1, int(np.ceil(length / _STEP_M)))
        found += [
            (ax + share * (bx - ax), ay + share * (by - ay), outward)
            for share in np.linspace(0.0, 1.0, count + 1)
        ]
    return found
