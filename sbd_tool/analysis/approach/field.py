"""How fast vehicles can be anywhere, from the line lattice.

The upper end relaxes clearance and friction and adds a station of run-up at both ends. It is
calibrated on random straights, bends, chicanes and rings (docs/method/analyses/approach.md), not
proved. The lower end drives the same lattice without any of that: each of its labels is a path a
disc of the vehicle's width can drive.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from sbd_tool.analysis.approach.arcs import Moves, arc_samples, middles_of
from sbd_tool.analysis.approach.clearance import Clearance, Floats
from sbd_tool.analysis.approach.lattice import UNREACHED, Lattice, Rows, free_rows
from sbd_tool.analysis.approach.lines import LatticeSetting
from sbd_tool.analysis.approach.motion import GRAVITY_MPS2, RunUp, bend_speed_mps
from sbd_tool.analysis.approach.rough import rough_map
from sbd_tool.analysis.approach.spread import Work, begin, spread
from sbd_tool.analysis.approach.tries import room_for_tries
from sbd_tool.domain.progress import SILENT, Progress

_STEPS: Final = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32)
_BUCKETS: Final = 4_000
# Under this a straight drive is not driven on from: nobody gains speed from two metres.
_LEAST_M: Final = 2.0
_WIDEST_M: Final = 160.0
_HAIR: Final = 1e-9  # a radius that is the tightest turn but for rounding
_SLICE: Final = 2_000  # stations between two looks at whether somebody asked to stop


@dataclass(frozen=True, slots=True, kw_only=True)
class Driver:
    """What the field needs to know of a vehicle.

    Attributes:
        width_m: Width of its body.
        lateral_g: Lateral acceleration it can use.
        turning_m: Tightest radius.
        run_up: Its acceleration.
    """

    width_m: float
    lateral_g: float
    turning_m: float
    run_up: RunUp


@dataclass(frozen=True, slots=True, kw_only=True)
class Stations:
    """Free stations of a lattice: place, direction of travel, run-up from rest (-1: unreached)."""

    x: Floats
    y: Floats
    heading_x: Floats
    heading_y: Floats
    run_m: Floats


Seeds = Callable[[Stations], Floats]


def solve_field(
    clearance: Clearance,
    driver: Driver,
    setting: LatticeSetting,
    *,
    seeds: Seeds | None = None,
    is_standing: bool = True,
    progress: Progress = SILENT,
) -> Stations:
    """Spread run-ups over a lattice.

    Args:
        clearance: Free ground.
        driver: The vehicle.
        setting: Fineness and relaxation.
        seeds: Run-up in metres with which a vehicle enters at each station, or -1.
        is_standing: Whether a vehicle may start from rest anywhere on free ground.
        progress: Told now and then; may raise ``Cancelled``.

    Returns:
        All free stations.
    """
    entering = None if seeds is None else lambda places: [seeds(places)]
    found = solve_fields(
        clearance,
        (driver,),
        setting,
        seeds=entering,
        is_standing=is_standing,
        progress=progress,
    )
    return found[0]


def solve_fields(
    clearance: Clearance,
    drivers: Sequence[Driver],
    setting: LatticeSetting,
    *,
    seeds: Callable[[Stations], list[Floats]] | None = None,
    is_standing: bool = True,
    progress: Progress = SILENT,
) -> list[Stations]:
    """Spread run-ups of several vehicles over one lattice.

    Ground and arcs are looked at once. The room is that of the least wide vehicle, and the radii
    are those of the one that turns tightest: another starts from the next smaller one of them. So
    no value is less than if the vehicle were driven alone.

    Args:
        clearance: Free ground.
        drivers: The vehicles.
        setting: Fineness and relaxation.
        seeds: Run-up in metres with which each vehicle enters at each station, or -1.
        is_standing: Whether a vehicle may start from rest anywhere on free ground.
        progress: Told now and then; may raise ``Cancelled``.

    Returns:
        All free stations, for each vehicle.
    """
    width = min(driver.width_m for driver in drivers)
    lattice, moves = _lattice(clearance, width, setting), _moves(drivers, setting)
    rows = free_rows(lattice)
    progress.advance(0.0)
    places = _places(lattice, rows, clearance)
    slack = setting.along_m if setting.is_upper else 0.0
    start = int(slack / setting.quantum_m) if is_standing else UNREACHED
    labels = np.full((len(rows.at), len(drivers)), start, np.int32)
    for vehicle, entering in enumerate(seeds(places) if seeds is not None else ()):
        entry = np.floor(entering / setting.quantum_m).astype(np.int64)
        entry = np.minimum(entry, moves.tops[vehicle]).astype(np.int32)
        labels[:, vehicle] = np.maximum(labels[:, vehicle], entry)
    if not is_standing:
        moves = moves._replace(least=0)
    _drive(lattice, rows, moves, labels, progress)
    run = np.where(labels >= 0, labels * setting.quantum_m + slack, -1.0)
    return [replace(places, run_m=np.ascontiguousarray(one)) for one in run.T]


def _drive(
    lattice: Lattice,
    rows: Rows,
    moves: Moves,
    labels: npt.NDArray[np.int32],
    progress: Progress,
) -> None:
    count = len(labels)
    top = int(moves.tops.max())
    words = (len(moves.radii) - 1) // 32 + 1  # two ladders, a bit for each radius of one
    longest = 2 * int(2 * lattice.stations * lattice.along / moves.quantum)
    work = Work(
        labels=labels,
        last=np.full(labels.shape, UNREACHED, np.int32),
        is_free=np.zeros(count, np.uint8),
        promise=np.zeros(count, np.int32),
        never=np.zeros((count, 2 * len(moves.steps), words), np.uint16),
        head=np.full(((top + longest) >> moves.shift) + 1, -1, np.int32),
        after=np.full(count, -1, np.int32),
        before=np.full(count, -2, np.int32),
        top=np.full(1, -1, np.int64),
        tries=room_for_tries(2 * len(moves.steps) * (len(moves.radii) // 2 + 1)),
        ladders=np.zeros((labels.shape[1], 2), np.int64),
    )
    progress.advance(0.0)
    begin(lattice, rows, moves, work)
    progress.advance(0.0)
    full = max(1, int(work.top[0]))
    while not spread(lattice, rows, moves, work, _SLICE):
        progress.advance(max(0.0, 1.0 - float(work.top[0]) / full))


def _lattice(clearance: Clearance, width_m: float, setting: LatticeSetting) -> Lattice:
    rows, columns = clearance.grid.shape
    step = clearance.step_m
    wide, high = (columns - 4) * step, (rows - 4) * step
    half = math.hypot(wide, high) / 2 + 1
    angles = np.arange(setting.turns) * (2 * math.pi / setting.turns)
    return Lattice(
        grid=clearance.grid,
        rough=rough_map(clearance.grid, setting.need_m(width_m)),
        per_m=1 / step,
        x=wide / 2 + step,
        y=high / 2 + step,
        turns=setting.turns,
        along=setting.along_m,
        lateral=setting.lateral_m,
        stations=int(half / setting.along_m) + 1,
        lines=int(half / setting.lateral_m) + 1,
        need=setting.need_m(width_m),
        sample=setting.sample_m,
        cosines=np.cos(angles),
        sines=np.sin(angles),
    )


def _moves(drivers: Sequence[Driver], setting: LatticeSetting) -> Moves:
    radii = _radii(drivers, setting)

    def labels(factor: float) -> Floats:
        metres = [
            [
                driver.run_up.metres_for(bend_speed_mps(driver.lateral_g * factor, radius))
                for radius in radii
            ]
            for driver in drivers
        ]
        return np.array(metres) / setting.quantum_m

    most = labels(setting.grip_factor)
    steps = np.array([step for step in _STEPS if step * 4 <= setting.turns], np.int64)
    angles = np.asarray(steps * (2 * math.pi / setting.turns), dtype=np.float64)
    starts, ahead, aside = arc_samples(radii, angles, setting.sample_m)
    tops = [
        int(driver.run_up.metres_for(driver.run_up.top_mps) / setting.quantum_m)
        for driver in drivers
    ]
    turning = [driver.turning_m * (1 + _HAIR) for driver in drivers]
    return Moves(
        radii=radii,
        tightest=np.searchsorted(radii, turning, side="right") - 1,
        most=np.ceil(most) if setting.is_upper else np.floor(most),
        enough=labels(1.0),
        steps=steps,
        gains=radii[:, None] * angles[None, :] / setting.quantum_m,
        starts=starts,
        ahead=ahead,
        aside=aside,
        middles=middles_of(starts, ahead, aside),
        quantum=setting.quantum_m,
        tops=np.array(tops, np.int64),
        shift=max(0, int(math.log2(max(1, max(tops) / _BUCKETS)))),
        spare=setting.spare,
        least=int(_LEAST_M / setting.quantum_m),
    )


def _radii(drivers: Sequence[Driver], setting: LatticeSetting) -> Floats:
    """Radii from the tightest turn to that at which the top speed of every vehicle is free.

    A gentle bend must not cap a fast vehicle.
    """
    tightest = min(driver.turning_m for driver in drivers)
    widest = _WIDEST_M
    for driver in drivers:
        grip = driver.lateral_g * setting.grip_factor * GRAVITY_MPS2
        widest = max(widest, driver.run_up.top_mps**2 / grip)
    count = math.log(widest / tightest) / math.log(setting.radius_ratio)
    ladder = setting.radius_ratio ** np.arange(math.ceil(count) + 2)  # the last for each ladder
    return np.asarray(tightest * ladder, dtype=np.float64)


def _places(lattice: Lattice, rows: Rows, clearance: Clearance) -> Stations:
    wide, long = 2 * lattice.lines + 1, 2 * lattice.stations + 1
    k = rows.at // (wide * long)
    across = (rows.at // long % wide - lattice.lines) * lattice.lateral
    along = (rows.at % long - lattice.stations) * lattice.along
    c, s = lattice.cosines[k], lattice.sines[k]
    return Stations(
        x=clearance.x + lattice.x + along * c - across * s,
        y=clearance.y + lattice.y + along * s + across * c,
        heading_x=c,
        heading_y=s,
        run_m=np.full(len(rows.at), -1.0),
    )
