"""Speed bracket of each vehicle class at every stretch of the edge, in the square's frame."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import LineString

from sbd_tool.analysis.approach.clearance import Floats, clearance_of
from sbd_tool.analysis.approach.field import (
    Driver,
    Stations,
    solve_fields,
)
from sbd_tool.analysis.approach.ground import GRID_M
from sbd_tool.analysis.approach.lines import PREVIEW_HIGH, LatticeSetting, setting_for
from sbd_tool.analysis.approach.motion import RunUp, run_up_of
from sbd_tool.analysis.approach.straight import LEAST_SINE, Seen, connected, sight_of, straight_runs
from sbd_tool.analysis.approach.straight_runs import Sight
from sbd_tool.analysis.approach.task import Task
from sbd_tool.domain.progress import Progress, Span
from sbd_tool.domain.vehicles import VehicleProfile

Profiles = tuple[VehicleProfile, ...]
_MM: Final = 1e-3
_SLICE: Final = 2_000  # stations between two looks at whether somebody asked to stop
_STEPS: Final = 1.5  # a station in a band this many steps deep: every line has one


@dataclass(frozen=True, slots=True)
class Bracket:
    """Bracket of one class at one stretch: speeds in m/s, the run-up in the frame.

    Attributes:
        low_mps, high_mps: Its ends.
        normal_mps: High value of the part square to the edge.
        run: The straight run that explains the low end, or the high one where there is no low.
        lines: Which lines the high end rests on: "standard", "coarse", "preview" or "none".
    """

    low_mps: float
    high_mps: float
    normal_mps: float
    run: Seen | None
    lines: str


@dataclass(frozen=True, slots=True)
class DrivenEnds:
    """(speed, speed square to the edge) per stretch, and the lines it rests on."""

    ends: list[tuple[float, float]]
    lines: str


@dataclass(frozen=True, slots=True)
class StraightEnds:
    """Best straight run per stretch on the ground of what surely stands, and on that as drawn."""

    sure: list[Seen | None]
    drawn: list[Seen | None]


def straight_ends(task: Task, profile: VehicleProfile, progress: Progress) -> StraightEnds:
    """Straight runs of a class; ``progress`` is told at each stretch, may raise ``Cancelled``."""
    half = profile.width_m / 2
    fast = run_up_of(profile, task.top_mps, task.high_percent)
    slow = run_up_of(profile, task.top_mps, task.low_percent)
    early, late = Span(progress, 0.0, 0.5), Span(progress, 0.5, 1.0)
    sight = sight_of(task, half, is_upper=True)
    sure = straight_runs(task, sight, half, fast, is_upper=True, progress=early)
    if not task.ground.sure.equals_exact(task.ground.drawn, 0.0):
        sight = sight_of(task, half, is_upper=False)
    drawn = straight_runs(task, sight, half, slow, is_upper=False, progress=late)
    return StraightEnds(sure, drawn)


def driven_together(task: Task, profiles: Sequence[VehicleProfile]) -> list[Profiles]:
    """Classes whose bends are driven at once: on preview lines all need the same room.

    Two groups, because two are driven at a time; neighbours in speed, so that they gain at the
    same places.
    """
    setting = setting_for(task.ground.rim, task.stations)
    if setting is not PREVIEW_HIGH:
        return [(profile,) for profile in profiles]
    middle = (len(profiles) + 1) // 2
    groups = tuple(profiles[:middle]), tuple(profiles[middle:])
    return [group for group in groups if group]


def driven_ends(task: Task, profiles: Profiles, progress: Progress) -> list[DrivenEnds]:
    """The high end of bends, for classes driven together.

    Args:
        task: What all classes share.
        profiles: The classes.
        progress: Told between slices; may raise ``Cancelled``.
    """
    drivers = [
        _driver(profile, run_up_of(profile, task.top_mps, task.high_percent))
        for profile in profiles
    ]
    setting = setting_for(task.ground.rim, task.stations) if task.has_lattice else None
    if setting is None:
        return [_unbounded(task, driver) for driver in drivers]
    driven = _driven(task, drivers, setting, progress)
    return [DrivenEnds(ends, setting.name) for ends in driven]


def brackets(driven: DrivenEnds, straight: StraightEnds) -> tuple[Bracket | None, ...]:
    """Bracket of a class at every stretch; None where it does not get."""
    return tuple(
        _joined(end, high, low, driven.lines)
        for end, high, low in zip(driven.ends, straight.sure, straight.drawn, strict=True)
    )


def _driver(profile: VehicleProfile, run_up: RunUp) -> Driver:
    return Driver(
        width_m=profile.width_m,
        lateral_g=profile.lateral_g,
        turning_m=profile.turning_m,
        run_up=run_up,
    )


def _joined(
    end: tuple[float, float], sure: Seen | None, drawn: Seen | None, lines: str
) -> Bracket | None:
    """Join both ends: what the lattice and the straight runs say of one stretch."""
    if end[0] <= 0 and sure is None:
        return None
    straight = (sure.speed_mps, sure.normal_mps) if sure else (0.0, 0.0)
    least = drawn.speed_mps if drawn else 0.0
    return Bracket(
        low_mps=least,
        high_mps=max(end[0], straight[0], least),  # what can be driven is never over the high end
        normal_mps=max(end[1], straight[1]),
        run=drawn or sure,
        lines=lines,
    )


def _unbounded(task: Task, driver: Driver) -> DrivenEnds:
    """Without driving bends: the speed nothing is told apart above, wherever the class gets."""
    half = driver.width_m / 2
    middles = connected(task.ground.middles(half, is_upper=True), task)
    top = task.top_mps
    here = [bool(middles.distance(edge) <= half) for edge in task.edges]
    return DrivenEnds([(top, top) if is_here else (0.0, 0.0) for is_here in here], "none")


def _driven(
    task: Task, drivers: Sequence[Driver], setting: LatticeSetting, progress: Progress
) -> list[list[tuple[float, float]]]:
    """(speed, speed square to the edge) at each stretch from the lattice, for each vehicle."""
    half = setting.need_m(min(driver.width_m for driver in drivers))
    middles = connected(task.ground.middles(half, is_upper=True), task)
    progress.advance(0.0)
    kept = middles.buffer(half * 1.01, quad_segs=16)
    near = shapely.intersection(task.ground.near(is_upper=True), kept)
    if near.is_empty:
        return [[(0.0, 0.0)] * len(task.edges) for _ in drivers]
    progress.advance(0.0)
    sight = Sight(middles)
    fields = solve_fields(
        clearance_of(near, task.ground.rim, GRID_M),
        drivers,
        setting,
        seeds=lambda found: _entering(found, sight, task, drivers, setting, progress=progress),
        progress=progress,
    )
    near_edges = _near_edges(fields[0], task, setting)
    return [
        [
            _best(field, at, edge, driver, _band_m(setting))
            for at, edge in zip(near_edges, task.edges, strict=True)
        ]
        for field, driver in zip(fields, drivers, strict=True)
    ]


def _entering(
    stations: Stations,
    sight: Sight,
    task: Task,
    drivers: Sequence[Driver],
    setting: LatticeSetting,
    *,
    progress: Progress,
) -> list[Floats]:
    """Run-up with which each vehicle comes in: the run outside, and what limits allow."""
    half = setting.need_m(min(driver.width_m for driver in drivers))
    deep = 2 * setting.along_m + setting.lateral_m
    at = np.flatnonzero(_is_inward(stations, task.ground.rim, deep))
    run, ends = _behind(stations, at, sight, progress)
    is_limit = shapely.dwithin(ends, task.ground.far.exterior, _MM)
    found = []
    for run_up in (driver.run_up for driver in drivers):
        straight = run + np.where(is_limit, run_up.metres_for(task.limit_mps), 0.0)
        entering = np.full(len(stations.x), -1.0)
        entering[at] = np.maximum(straight, run_up.metres_for(task.rim_mps))
        found.append(entering)
    for gate in task.entries:
        beside = gate.place.buffer(half + deep, quad_segs=8)
        shapely.prepare(beside)
        here = shapely.contains_xy(beside, stations.x, stations.y)
        is_gate = shapely.dwithin(ends, gate.place, half + _MM) & (run > 0)
        for driver, entering in zip(drivers, found, strict=True):
            start = driver.run_up.metres_for(gate.speed_mps) + gate.radius_m + half
            entering[here] = np.maximum(entering[here], start + deep)
            entering[at] = np.maximum(entering[at], np.where(is_gate, run + start, -1.0))
    return found


def _is_inward(
    stations: Stations, rim: tuple[float, float, float, float], deep_m: float
) -> npt.NDArray[np.bool_]:
    """Stations near the rim that head inward."""
    inward = np.zeros(len(stations.x), dtype=bool)
    for place, heading, low, high in (
        (stations.x, stations.heading_x, rim[0], rim[2]),
        (stations.y, stations.heading_y, rim[1], rim[3]),
    ):
        inward |= (place < low + deep_m) & (heading > 0)
        inward |= (place > high - deep_m) & (heading < 0)
    return inward


def _behind(
    stations: Stations, at: npt.NDArray[np.int64], sight: Sight, progress: Progress
) -> tuple[Floats, npt.NDArray[np.object_]]:
    """Free straight run behind stations, and where it begins; in slices, others wait for it."""
    run, ends = np.zeros(len(at)), np.empty(len(at), dtype=object)
    for start in range(0, len(at), _SLICE):
        part = slice(start, start + _SLICE)
        x, y = stations.x[at[part]], stations.y[at[part]]
        back_x, back_y = -stations.heading_x[at[part]], -stations.heading_y[at[part]]
        run[part] = sight.back_m(x, y, back_x, back_y)
        ends[part] = shapely.points(x + back_x * run[part], y + back_y * run[part])
        progress.advance(0.0)
    return run, ends


def _band_m(setting: LatticeSetting) -> float:
    """How far from a stretch stations speak for it."""
    return max(_STEPS, setting.along_m * 0.5 + setting.lateral_m * 0.5)


def _near_edges(
    field: Stations, task: Task, setting: LatticeSetting
) -> list[npt.NDArray[np.int64]]:
    """Stations near each stretch."""
    order = np.argsort(field.x, kind="stable")
    x, band = field.x[order], _band_m(setting)
    found = []
    for edge in task.edges:
        x0, y0, x1, y1 = edge.bounds
        low, high = np.searchsorted(x, (x0 - band, x1 + band))
        at = order[low:high]
        y = field.y[at]
        found.append(at[(y >= y0 - band) & (y <= y1 + band)])
    return found


def _best(
    field: Stations, at: npt.NDArray[np.int64], edge: LineString, driver: Driver, band_m: float
) -> tuple[float, float]:
    """Best stations near a stretch that head into the square."""
    points = shapely.get_coordinates(edge)
    speed = normal = 0.0
    for (ax, ay), (bx, by) in pairwise(points):
        length = float(np.hypot(bx - ax, by - ay))
        if length <= 0:
            continue
        # Inward is to the left of a ring that runs counter-clockwise.
        nx, ny = -(by - ay) / length, (bx - ax) / length
        sine = field.heading_x[at] * nx + field.heading_y[at] * ny
        along = ((field.x[at] - ax) * (bx - ax) + (field.y[at] - ay) * (by - ay)) / length
        away = np.abs((field.x[at] - ax) * nx + (field.y[at] - ay) * ny)
        fits = (sine >= LEAST_SINE) & (field.run_m[at] >= 0) & (away <= band_m)
        fits &= (along >= -band_m) & (along <= length + band_m)
        if fits.any():
            pace = driver.run_up.speeds_after(field.run_m[at][fits])
            speed = max(speed, float(pace.max()))
            normal = max(normal, float((pace * sine[fits]).max()))
    return speed, normal
