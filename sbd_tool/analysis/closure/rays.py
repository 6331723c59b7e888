"""Rays from a place to the outside, and which links cross them."""

from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

_DIRECTIONS: Final = 16
# First direction: along no usual street grid.
_TURN: Final = 0.7309
_FAR_M: Final = 1e5
_SAMPLE: Final = 4000  # of so many paths the quietest direction is told well enough


def crossing(paths: Floats, ray: Floats) -> Bools:
    """Which polylines cross a ray an odd number of times.

    Args:
        paths: (m, k, 2) corners of polylines.
        ray: (2, 2) from the place to far outside.

    Returns:
        (m,); a corner on the ray counts to one side, so that chains add up right.
    """
    (ax, ay), (bx, by) = ray
    side = (bx - ax) * (paths[..., 1] - ay) - (by - ay) * (paths[..., 0] - ax) > 0
    crossed = side[:, :-1] != side[:, 1:]
    row, leg = np.nonzero(crossed)  # few legs reach over the line of the ray
    start, along = paths[row, leg], paths[row, leg + 1] - paths[row, leg]

    def hand(x: float, y: float) -> Bools:
        turned = along[:, 0] * (y - start[:, 1])
        turned -= along[:, 1] * (x - start[:, 0])
        return np.asarray(turned > 0)

    crossed[row, leg] = hand(ax, ay) != hand(bx, by)
    return np.asarray(np.bitwise_xor.reduce(crossed, axis=1))


def quietest_ray(paths: Floats, place: Floats) -> tuple[Floats, Bools]:
    """The ray from a place that fewest polylines cross, and those that do.

    Any ray gives the same chains; one that few links cross is soonest searched.
    """
    some = paths[:: max(1, len(paths) // _SAMPLE)]
    turns = _TURN + 2 * np.pi * np.arange(_DIRECTIONS) / _DIRECTIONS
    rays = [
        np.stack((place, place + _FAR_M * np.array([np.cos(turn), np.sin(turn)]))) for turn in turns
    ]
    ray = min(rays, key=lambda tried: int(crossing(some, tried).sum()))
    return ray, crossing(paths, ray)
