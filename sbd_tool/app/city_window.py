"""The part of a city that is read around a square."""

import math
from typing import Final

Bbox = tuple[float, float, float, float]
_SLACK: Final = 1.2  # degrees of longitude shrink, outlines reach beyond their boxes
_METRES_PER_DEGREE: Final = 111_000.0


def grown(box: Bbox, reach_m: float) -> Bbox:
    """A box of longitudes and latitudes, grown by a reach in metres and a little more."""
    west, south, east, north = box
    up = _SLACK * reach_m / _METRES_PER_DEGREE
    across = up / max(math.cos(math.radians(min(89.0, max(abs(south), abs(north))))), 0.01)
    return west - across, south - up, east + across, north + up
