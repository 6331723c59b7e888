"""How a driver swings out: to the far side before a corner, so that the body clears it."""

import math
from typing import Final

import numpy as np

from sbd_tool.analysis.swept.curve import Floats

SWINGS_M: Final = (1.0, 2.0, 3.0)
"""How far drivers swing out: ways tried, own judgement (more ways tried never block more)."""

_LEAST_TURN: Final = math.radians(20)
_MOST_TURN: Final = math.radians(150)


def swung_out(corners: Floats, radius_m: float, swing_m: float) -> Floats | None:
    """A line that goes to the outer side before each corner that leaves room for it.

    The line leaves its leg by an S of two arcs (lateral shift y in a length X: R = X² / 4y), runs
    beside it, and meets the next leg where the two lines cross.

    Args:
        corners: (n, 2) corners of a route, no two neighbours the same, metres.
        radius_m: Least radius of the front axle.
        swing_m: Lateral shift.

    Returns:
        (m, 2) corners, or None where no corner leaves room.
    """
    made, is_changed = [corners[0]], False
    for before, corner, after in zip(corners[:-2], corners[1:-1], corners[2:], strict=True):
        shifted = _shifted(made[-1], corner, after, radius_m, swing_m)
        is_changed |= shifted is not None and bool(np.hypot(*(corner - before)) > 0)
        made += [corner] if shifted is None else shifted
    return np.array([*made, corners[-1]]) if is_changed else None


def _shifted(
    start: Floats, corner: Floats, after: Floats, radius_m: float, swing_m: float
) -> list[Floats] | None:
    leg, room = _unit(corner - start)
    out, _ = _unit(after - corner)
    cross = float(leg[0] * out[1] - leg[1] * out[0])
    turn = abs(math.atan2(cross, float(leg @ out)))
    if not _LEAST_TURN <= turn <= _MOST_TURN:
        return None
    side = np.array([leg[1], -leg[0]]) * math.copysign(1.0, cross)  # away from the turn
    beyond = -swing_m * float(side[0] * out[1] - side[1] * out[0]) / cross
    meeting = corner + side * swing_m + leg * beyond
    tangent = radius_m * math.tan(turn / 2)
    shift = 2.0 * math.sqrt(radius_m * swing_m)
    slope = swing_m / shift
    bend = radius_m * math.tan(math.atan(slope) / 2)  # cut off either end of the slanted piece
    beside = tangent + bend
    if room + beyond - beside - shift - bend < 0:
        return None
    end = meeting - leg * beside
    return [end - side * swing_m - leg * shift, end, meeting]


def _unit(step: Floats) -> tuple[Floats, float]:
    length = float(np.hypot(*step))
    return step / length, length
