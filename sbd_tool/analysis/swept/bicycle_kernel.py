"""Numerics of the bicycle model: the curve of the front wheel, and the heading step by step."""

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


@compiled
def places_on(pieces: np.ndarray, along: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Places and headings of a curve at distances from its beginning, (n, 2) and (n,).

    ``pieces`` is (m, 5): start, heading there, turn (counter-clockwise positive, 0 on a straight
    piece) and length of each straight piece or arc; ``along`` does not fall.
    """
    points, headings = np.empty((len(along), 2)), np.empty(len(along))
    at, begun = 0, 0.0
    for number in range(len(along)):
        while at < len(pieces) - 1 and begun + pieces[at, 4] < along[number]:
            begun += pieces[at, 4]
            at += 1
        x, y, heading, turn, length = pieces[at]
        since = along[number] - begun
        if turn == 0.0:
            points[number, 0] = x + since * math.cos(heading)
            points[number, 1] = y + since * math.sin(heading)
            headings[number] = heading
            continue
        radius = length / turn  # negative to the right
        now = heading + since / radius
        points[number, 0] = x + radius * (math.sin(now) - math.sin(heading))
        points[number, 1] = y + radius * (math.cos(heading) - math.cos(now))
        headings[number] = now
    return points, headings
