"""How fast a vehicle can be anywhere: the upper end from the line lattice, with its settings.

The upper end relaxes clearance and friction and adds a station of run-up at both ends. It is
calibrated on random straights, bends, chicanes and rings (docs/method/analyses/approach.md), not
proved. The lower end drives the same lattice without any of that: each of its labels is a path a
disc of the vehicle's width can drive.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from sbd_tool.analysis.approach.arcs import Moves, arc_samples, middles_of
from sbd_tool.analysis.approach.clearance import Clearance, Floats
from sbd_tool.analysis.approach.lattice import UNREACHED, Lattice, Rows, free_rows
from sbd_tool.analysis.approach.motion import GRAVITY_MPS2, RunUp, bend_speed_mps
from sbd_tool.analysis.approach.rough import rough_map
from sbd_tool.analysis.approach.spread import Work, begin, spread
from sbd_tool.analysis.approach.tries import room_for_tries
from sbd_tool.domain.progress import SILENT, Progress

_STEPS: Final = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32)
_BUCKETS: Final = 4_000
_SLICE: Final = 10_000  # stations between two looks at whether somebody asked to stop


@dataclass(frozen=True, slots=True, kw_only=True)
class LatticeSetting:
    """How fine a lattice is, and how far it is relaxed.

    Attributes:
        name: "standard", "coarse" or "preview" for the high end, "low" for the low one.
        turns: Headings.
        along_m, lateral_m: Spacing of stations and lines.
        radius_ratio: Ratio of neighbouring radii.
        quantum_m: Unit of a label.
        sample_m: Spacing of collision samples.
        is_upper: Whether start and end may lie between stations.
        relax_m: Clearance given back.
        grip_factor: Factor on the lateral limit.
        spare: How many radii beyond the bend limit are tried.
    """

    name: str
    turns: int = 96
    along_m: float = 3.75
    lateral_m: float = 0.6
    radius_ratio: float = 1.2
    quantum_m: float = 0.25
    sample_m: float = 0.5
    is_upper: bool = False
    relax_m: float = 0.0
    grip_factor: float = 1.0
    spare: int = 2

    @property
    def per_m2(self) -> float:
        """Stations on a square metre of free ground."""
        return self.turns / (self.along_m * self.lateral_m)

    def need_m(self, width_m: float) -> float:
        """Clearance the middle of a vehicle of that width needs.

        The low end leaves room so that no point obstacle hides between two samples.
        """
        if self.is_upper:
            return max(_LEAST_NEED_M, width_m / 2 - self.relax_m)
        return math.hypot(width_m / 2, self.sample_m / 2)


STANDARD_HIGH: Final = LatticeSetting(name="standard", is_upper=True, relax_m=0.52, grip_factor=1.3)
COARSE_HIGH: Final = replace(
    STANDARD_HIGH, name="coarse", along_m=4.0, lateral_m=1.0, relax_m=0.8, grip_factor=1.35
)
PREVIEW_HIGH: Final = replace(
    STANDARD_HIGH,
    name="preview",
    turns=64,
    along_m=6.0,
    lateral_m=1.5,
    relax_m=1.3,
    grip_factor=1.6,
)
STANDARD_LOW: Final = LatticeSetting(
    name="low", turns=64, along_m=1.5, lateral_m=0.25, radius_ratio=1.05, sample_m=0.25
)
"""Scored beside the others; for a site the straight run is the low end."""

_LEAST_NEED_M: Final = 0.05
# Under this a straight drive is not driven on from: nobody gains speed from two metres.
_LEAST_M: Final = 2.0
_WIDEST_M: Final = 160.0


def setting_for(rim: tuple[float, float, float, float], stations: int) -> LatticeSetting | None:
    """The finest lines for a box within a budget; None where even the coarsest are too many.

    The box alone decides, not what stands in it: else another obstacle could change the lines.

    Args:
        rim: Box of the lattice.
        stations: Most stations in the box, free or not; the others may have three times as many.
    """
    area = (rim[2] - rim[0]) * (rim[3] - rim[1])
    for setting, share in ((STANDARD_HIGH, 1), (COARSE_HIGH, 3), (PREVIEW_HIGH, 3)):
        if area * setting.per_m2 <= stations * share:
            return setting
    return None


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
    lattice, moves = _lattice(clearance, driver, setting), _moves(driver, setting)
    rows = free_rows(lattice)
    places = _places(lattice, rows, clearance)
    count = len(rows.at)
    slack = setting.along_m if setting.is_upper else 0.0
    start = int(slack / setting.quantum_m) if is_standing else UNREACHED
    labels = np.full(count, start, np.int32)
    if seeds is not None:
        entry = np.floor(seeds(places) / setting.quantum_m).astype(np.int64)
        labels = np.maximum(labels, np.minimum(entry, moves.top).astype(np.int32))
    if not is_standing:
        moves = moves._replace(least=0)
    _drive(lattice, rows, moves, labels, progress)
    run = np.where(labels >= 0, labels * setting.quantum_m + slack, -1.0)
    return replace(places, run_m=run)


def _drive(
    lattice: Lattice,
    rows: Rows,
    moves: Moves,
    labels: npt.NDArray[np.int32],
    progress: Progress,
) -> None:
    count = len(labels)
    words = (len(moves.radii) - 1) // 32 + 1  # two ladders, a bit for each radius of one
    longest = 2 * int(2 * lattice.stations * lattice.along / moves.quantum)
    work = Work(
        labels=labels,
        last=np.full(count, UNREACHED, np.int32),
        is_free=np.zeros(count, np.uint8),
        promise=np.zeros(count, np.int32),
        never=np.zeros((count, 2 * len(moves.steps), words), np.uint16),
        head=np.full(((moves.top + longest) >> moves.shift) + 1, -1, np.int32),
        after=np.full(count, -1, np.int32),
        before=np.full(count, -2, np.int32),
        top=np.full(1, -1, np.int64),
        tries=room_for_tries(2 * len(moves.steps) * (len(moves.radii) // 2 + 1)),
    )
    progress.advance(0.0)
    begin(lattice, rows, moves, work)
    full = max(1, int(work.top[0]))
    while not spread(lattice, rows, moves, work, _SLICE):
        progress.advance(max(0.0, 1.0 - float(work.top[0]) / full))


def _lattice(clearance: Clearance, driver: Driver, setting: LatticeSetting) -> Lattice:
    rows, columns = clearance.grid.shape
    step = clearance.step_m
    wide, high = (columns - 4) * step, (rows - 4) * step
    half = math.hypot(wide, high) / 2 + 1
    angles = np.arange(setting.turns) * (2 * math.pi / setting.turns)
    return Lattice(
        grid=clearance.grid,
        rough=rough_map(clearance.grid, setting.need_m(driver.width_m)),
        per_m=1 / step,
        x=wide / 2 + step,
        y=high / 2 + step,
        turns=setting.turns,
        along=setting.along_m,
        lateral=setting.lateral_m,
        stations=int(half / setting.along_m) + 1,
        lines=int(half / setting.lateral_m) + 1,
        need=setting.need_m(driver.width_m),
        sample=setting.sample_m,
        cosines=np.cos(angles),
        sines=np.sin(angles),
    )


def _moves(driver: Driver, setting: LatticeSetting) -> Moves:
    # Up to the radius at which the top speed is free: a gentle bend must not cap a fast vehicle.
    grip = driver.lateral_g * setting.grip_factor * GRAVITY_MPS2
    widest = max(_WIDEST_M, driver.run_up.top_mps**2 / grip)
    count = math.log(widest / driver.turning_m) / math.log(setting.radius_ratio)
    ladder = setting.radius_ratio ** np.arange(math.ceil(count) + 1)
    radii = np.asarray(driver.turning_m * ladder, dtype=np.float64)

    def labels(grip: float) -> Floats:
        run = driver.run_up.metres_for
        metres = [run(bend_speed_mps(driver.lateral_g * grip, radius)) for radius in radii]
        return np.array(metres) / setting.quantum_m

    most = labels(setting.grip_factor)
    steps = np.array([step for step in _STEPS if step * 4 <= setting.turns], np.int64)
    angles = np.asarray(steps * (2 * math.pi / setting.turns), dtype=np.float64)
    starts, ahead, aside = arc_samples(radii, angles, setting.sample_m)
    top = int(driver.run_up.metres_for(driver.run_up.top_mps) / setting.quantum_m)
    return Moves(
        radii=radii,
        most=np.ceil(most) if setting.is_upper else np.floor(most),
        enough=labels(1.0),
        steps=steps,
        gains=radii[:, None] * angles[None, :] / setting.quantum_m,
        starts=starts,
        ahead=ahead,
        aside=aside,
        middles=middles_of(starts, ahead, aside),
        quantum=setting.quantum_m,
        top=top,
        shift=max(0, int(math.log2(max(1, top / _BUCKETS)))),
        spare=setting.spare,
        least=int(_LEAST_M / setting.quantum_m),
    )


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
