"""How fast a vehicle gets: straight run-up, bends and chicanes in closed form.

Textbook mechanics on dry ground. Left out, and each omission raises the result: weight transfer,
the friction ellipse, steering rate, clothoids, body length, gear changes, the driver.
"""

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

from sbd_tool.domain.vehicles import VehicleProfile

Floats = npt.NDArray[np.float64]
GRAVITY_MPS2: Final = 9.81
_WIDE: Final = 1e5  # radius from which a bend is a straight road
_TIGHT: Final = 1e-9
_LEAST_MPS2: Final = 0.01  # a vehicle that cannot climb a grade still creeps
_GAUSS: Final = np.polynomial.legendre.leggauss(12)
_STEP_MPS: Final = 0.02


@dataclass(frozen=True, slots=True)
class RunUp:
    """Acceleration ``min(a, p / v) + g sin(grade)``: speed after a distance, distance for a speed.

    Attributes:
        acceleration_mps2: From rest on the level.
        power_w_per_kg: Power per mass; 0 means that power sets no limit.
        top_mps: Speed above which nothing is told apart.
        grade_mps2: What the grade adds all along the way; downhill is positive.
    """

    acceleration_mps2: float
    power_w_per_kg: float = 0.0
    top_mps: float = 60.0
    grade_mps2: float = 0.0

    def _knee_mps(self) -> float:
        has_limit = self.power_w_per_kg > 0
        return self.power_w_per_kg / self.acceleration_mps2 if has_limit else math.inf

    def metres_for(self, speed_mps: float) -> float:
        """Run-up from rest that gives a speed, m; exact on the level, by quadrature on a grade."""
        speed, knee = min(speed_mps, self.top_mps), self._knee_mps()
        start = min(speed, knee)
        metres = start**2 / (2 * max(_LEAST_MPS2, self.acceleration_mps2 + self.grade_mps2))
        if speed <= knee:
            return metres
        if self.grade_mps2 == 0:
            return metres + (speed**3 - knee**3) / (3 * self.power_w_per_kg)
        return metres + self._limited_m(knee, speed)

    def _limited_m(self, low_mps: float, high_mps: float) -> float:
        """Metres from one speed to another while power is the limit (Gauss points)."""
        half = (high_mps - low_mps) / 2
        speeds = low_mps + half * (_GAUSS[0] + 1)
        pull = np.maximum(_LEAST_MPS2, self.power_w_per_kg / speeds + self.grade_mps2)
        return float((_GAUSS[1] * speeds / pull).sum() * half)

    def speed_after(self, run_m: float, entry_mps: float = 0.0) -> float:
        """Speed after a straight run, m/s.

        Examples:
            >>> round(RunUp(3.0).speed_after(100.0), 3)
            24.495
            >>> round(RunUp(1.5).speed_after(80.0, 30 / 3.6), 3)
            17.591
        """
        run = max(0.0, run_m) + self.metres_for(entry_mps)
        knee = self._knee_mps()
        pull = max(_LEAST_MPS2, self.acceleration_mps2 + self.grade_mps2)
        speed = math.sqrt(2 * pull * run)
        if speed > knee:
            speed = self._past_knee(run, knee)
        return min(speed, self.top_mps)

    def _past_knee(self, run_m: float, knee: float) -> float:
        if self.grade_mps2 == 0:
            rest = run_m - knee**2 / (2 * self.acceleration_mps2)
            return float((knee**3 + 3 * self.power_w_per_kg * rest) ** (1 / 3))
        return float(np.interp(run_m, *_table(self)))

    def speeds_after(self, runs_m: Floats) -> Floats:
        """Speeds after straight runs from rest, m/s; on a grade read from a fine table."""
        if self.grade_mps2 != 0:
            return np.interp(runs_m, *_table(self))
        knee = self._knee_mps()
        start = knee**2 / (2 * self.acceleration_mps2)
        slow = np.sqrt(2 * self.acceleration_mps2 * np.maximum(0.0, runs_m))
        fast = np.zeros(len(runs_m))
        if math.isfinite(knee):
            rest = np.maximum(0.0, runs_m - start)
            fast = np.cbrt(knee**3 + 3 * self.power_w_per_kg * rest)
        return np.minimum(np.where(slow > knee, fast, slow), self.top_mps)


@lru_cache(maxsize=64)
def _table(run_up: RunUp) -> tuple[Floats, Floats]:
    """(metres from rest, speeds) on a grade, in steps of 0.02 m/s, read linearly."""
    speeds = np.linspace(0.0, run_up.top_mps, int(run_up.top_mps / _STEP_MPS) + 1)
    return np.array([run_up.metres_for(float(speed)) for speed in speeds]), speeds


def run_up_of(profile: VehicleProfile, top_mps: float, downhill_percent: float = 0.0) -> RunUp:
    """The acceleration of a vehicle class on a grade; downhill is positive."""
    grade = on_grade_mps2(0.0, downhill_percent)
    return RunUp(profile.acceleration_mps2, profile.power_w_per_kg, top_mps, grade)


def bend_speed_mps(lateral_g: float, radius_m: float, superelevation: float = 0.0) -> float:
    """Speed at which a bend is left: ``v2 = g r (mu + e) / (1 - mu e)``.

    Examples:
        >>> round(bend_speed_mps(0.7, 15.0), 3)
        10.149
    """
    grip = (lateral_g + superelevation) / max(_TIGHT, 1 - lateral_g * superelevation)
    return math.sqrt(max(0.0, GRAVITY_MPS2 * radius_m * grip))


def on_grade_mps2(acceleration_mps2: float, downhill_percent: float) -> float:
    """Acceleration on a grade; downhill is positive and adds."""
    slope = math.atan(downhill_percent / 100.0)
    return acceleration_mps2 + GRAVITY_MPS2 * math.sin(slope)


def bend_radius_m(inner_m: float, outer_m: float, turn_rad: float, width_m: float) -> float:
    """Largest constant radius through a bend between two wall radii (the racing line).

    The middle of the road would say less: 7.6 m/s in place of 12.6 in a bend 5 to 12 m.

    Args:
        inner_m: Radius of the inner wall.
        outer_m: Radius of the outer wall.
        turn_rad: Angle turned through, over 0 and at most pi.
        width_m: Width of the vehicle.

    Returns:
        Radius of the vehicle's middle; 0 where it does not pass.

    Examples:
        >>> round(bend_radius_m(5, 12, math.pi / 2, 2.0), 3)
        23.071
    """
    inner, outer = inner_m + width_m / 2, outer_m - width_m / 2
    if outer < inner:
        return 0.0
    return min(_WIDE, inner + (outer - inner) / max(_TIGHT, 1 - math.cos(turn_rad / 2)))


def chicane_radius_m(
    half_width_m: float, overlap_m: float, spacing_m: float, width_m: float
) -> float:
    """Largest radius of the S through two blocks that reach over the middle of a straight road.

    Args:
        half_width_m: Half the width of the road.
        overlap_m: How far each block's tip reaches over the middle line; negative leaves a lane.
        spacing_m: Distance between the near corners of the blocks along the road.
        width_m: Width of the vehicle.

    Returns:
        Radius of the vehicle's middle; infinity where it need not turn, 0 where it cannot pass.

    Examples:
        >>> round(chicane_radius_m(4, 1, 15, 2), 2), round(chicane_radius_m(4, 1.5, 15, 2), 2)
        (53.98, 28.44)
    """
    half = width_m / 2
    room = half_width_m - half
    if overlap_m + half > room:
        return 0.0
    if overlap_m + half <= 0:
        return math.inf

    def short_of(radius: float) -> float:
        square = 8 * radius * room - 4 * room * room
        lead = (math.sqrt(max(0.0, square)) - spacing_m) / 2
        return math.hypot(lead, -overlap_m + room - radius) - (radius - half)

    low = (spacing_m**2 + 4 * room**2) / (8 * room)
    if short_of(low) >= 0:
        return low
    high = low
    while short_of(high) < 0:
        low, high = high, high * 1.3
        if high > _WIDE:
            return math.inf
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if short_of(middle) < 0 else (low, middle)
    return high


@dataclass(frozen=True, slots=True)
class Leg:
    """One part of a drawn route: a straight run, then a bend of some radius.

    Attributes:
        straight_m: Straight run before the bend.
        radius_m: Radius of the bend; infinity where there is none.
        turn_rad: Angle turned through.
    """

    straight_m: float
    radius_m: float = math.inf
    turn_rad: float = 0.0


def route_speed_mps(
    legs: tuple[Leg, ...], run_up: RunUp, lateral_g: float, entry_mps: float = 0.0
) -> float:
    """Speed at the end of a drawn route: accelerate, never leave a bend faster than it allows.

    No braking is modelled and none is needed: who would have to brake could have accelerated less.

    Examples:
        >>> bend = (Leg(200.0, 15.0, 1.0), Leg(40.0))
        >>> round(route_speed_mps(bend, RunUp(3.0), 0.7), 3)
        18.52
    """
    run = run_up.metres_for(entry_mps)
    for leg in legs:
        run += leg.straight_m
        if math.isfinite(leg.radius_m):
            most = run_up.metres_for(bend_speed_mps(lateral_g, leg.radius_m))
            run = min(run + leg.radius_m * leg.turn_rad, most)
    return run_up.speed_after(run)


def normal_mps(speed_mps: float, angle_rad: float) -> float:
    """Part of a speed square to a barrier that is met at an angle (a right angle: all of it)."""
    return abs(speed_mps * math.sin(angle_rad))


def turning_in_rad(speed_mps: float, lateral_g: float, room_m: float) -> float:
    """Angle at which a vehicle meets a line when it turns in from a lane along it.

    ``r = v2 / (mu g)``, ``theta = arccos(1 - d / r)``; square on where the room allows.

    Args:
        speed_mps: Speed.
        lateral_g: Lateral acceleration it can use, g.
        room_m: Distance of the lane from the line.
    """
    radius = speed_mps**2 / (lateral_g * GRAVITY_MPS2)
    return math.pi / 2 if room_m >= radius else math.acos(1 - room_m / radius)
