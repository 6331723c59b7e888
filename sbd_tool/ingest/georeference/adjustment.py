"""Least squares of plane transformations, in centred and scaled coordinates.

Helmert and affine are linear in their parameters, and both coordinates share one design, so each
control point has one leverage h. The residual a fit without the point would leave follows without
refitting: v / (1 - h). Source: any textbook of adjustment, e.g. Ghilani, Adjustment Computations
(chapters on coordinate transformations and on blunder detection).
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from sbd_tool.domain.control_points import Coordinates, Transform
from sbd_tool.domain.georeference import Model

PARAMETERS: Final = {Model.HELMERT: 4, Model.AFFINE: 6}
_SINGULAR: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Adjusted:
    """What least squares gave.

    Attributes:
        transform: Best transformation.
        missed: Given minus fitted, one row per point.
        leverage: Between 0 and 1: how much a point holds its own residual down.
    """

    transform: Transform
    missed: Coordinates
    leverage: npt.NDArray[np.float64]


class SingularFitError(ValueError):
    """Points coincide, or lie on one line where a line does not suffice."""


def adjusted(source: Coordinates, target: Coordinates, model: Model) -> Adjusted:
    """Fit a transformation.

    Args:
        source: Points in the drawing, right-handed axes, shape (n, 2).
        target: The same points on the ground, metres.
        model: Helmert or affine.

    Raises:
        SingularFitError: The points do not determine it.
    """
    origin, goal = source.mean(axis=0), target.mean(axis=0)
    centred, wanted = source - origin, target - goal
    size = float(np.abs(centred).max(initial=0.0))
    if not size > 0.0:
        raise SingularFitError
    centred = centred / size
    if model is Model.HELMERT:
        linear, leverage = _helmert(centred, wanted)
    else:
        linear, leverage = _affine(centred, wanted)
    linear = linear / size
    shift = goal - linear @ origin
    (a, b), (d, e) = ((float(row[0]), float(row[1])) for row in linear)
    transform = Transform(a, b, float(shift[0]), d, e, float(shift[1]))
    missed = wanted - (centred * size) @ linear.T
    return Adjusted(transform, missed, np.minimum(leverage, 1.0))


def _helmert(
    centred: Coordinates, wanted: Coordinates
) -> tuple[Coordinates, npt.NDArray[np.float64]]:
    squares = (centred**2).sum(axis=1)
    total = float(squares.sum())
    along = float((centred * wanted).sum()) / total
    across = float((centred[:, 0] * wanted[:, 1] - centred[:, 1] * wanted[:, 0]).sum()) / total
    linear = np.array([[along, -across], [across, along]])
    return linear, 1.0 / len(centred) + squares / total


def _affine(
    centred: Coordinates, wanted: Coordinates
) -> tuple[Coordinates, npt.NDArray[np.float64]]:
    left, sizes, right = np.linalg.svd(centred, full_matrices=False)
    if sizes[-1] <= _SINGULAR * sizes[0]:
        raise SingularFitError
    linear = (right.T @ ((left.T @ wanted) / sizes[:, None])).T
    return linear, 1.0 / len(centred) + (left**2).sum(axis=1)


def thinness(source: Coordinates) -> float:
    """Spread of points across their main direction over that along it: 0 on a line, 1 in a ring."""
    sizes = np.linalg.svd(source - source.mean(axis=0), compute_uv=False)
    return float(sizes[-1] / sizes[0]) if len(sizes) > 1 and sizes[0] > 0.0 else 0.0
