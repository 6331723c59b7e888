"""Numerics of the bicycle model: the heading of a vehicle step by step."""

import math

import numpy as np

from sbd_tool.analysis.compiled import compiled


@compiled
def headings(course: np.ndarray, step: float, wheelbase: float) -> np.ndarray:
    """Headings at every second point of a curve, by a Runge-Kutta step of fourth order.

    ``course`` is (n,) headings of the curve, n odd; ``step`` the length from one point told to the
    next. The vehicle begins in line with the curve.
    """
    found = np.empty((len(course) + 1) // 2)
    ahead = course[0]
    found[0] = ahead
    for number in range(1, len(found)):
        first, middle, last = course[2 * number - 2], course[2 * number - 1], course[2 * number]
        one = math.sin(first - ahead) / wheelbase
        two = math.sin(middle - ahead - step / 2 * one) / wheelbase
        three = math.sin(middle - ahead - step / 2 * two) / wheelbase
        four = math.sin(last - ahead - step * three) / wheelbase
        ahead += step / 6 * (one + 2 * two + 2 * three + four)
        found[number] = ahead
    return found
