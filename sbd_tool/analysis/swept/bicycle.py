"""The bicycle model: the front wheel follows a curve, the rear wheel is drawn after it.

With heading t of the vehicle and p of the curve at distance s: dt/ds = sin(p - t) / wheelbase.
Slow driving without slip; the rear axle of a vehicle with three axles stands for the middle of
its rear axles.
"""

from typing import Final

import numpy as np
import shapely

from sbd_tool.analysis.swept.curve import Curve, Floats
from sbd_tool.domain.access_results import ServiceVehicle

STEP_M: Final = 0.1  # points of the curve; the model takes every second one, RK4 reads the middles


def headings_of(curve: Curve, wheelbase_m: float) -> tuple[Floats, Floats]:
    """Headings of a vehicle whose front axle follows a curve, beginning in line with it.

    Args:
        curve: An odd number of points.
        wheelbase_m: Distance of the axles.

    Returns:
        (m,) positions along the curve and (m,) headings in radians, at every second point.
    """
    from sbd_tool.analysis.swept.bicycle_kernel import headings

    step = 2.0 * float(curve.along[1] - curve.along[0])
    return curve.along[::2], headings(curve.headings, step, wheelbase_m)


def bodies_of(curve: Curve, vehicle: ServiceVehicle) -> tuple[Floats, Floats]:
    """Corners of the body along a curve.

    Returns:
        (m,) positions of the front axle along the curve, and (m, 4, 2) corners: front left, front
        right, rear right, rear left.
    """
    along, headings = headings_of(curve, vehicle.wheelbase_m)
    front = curve.points[::2]
    ahead = np.column_stack((np.cos(headings), np.sin(headings)))
    left = np.column_stack((-ahead[:, 1], ahead[:, 0])) * (vehicle.width_m / 2)
    nose = front + ahead * vehicle.front_overhang_m
    tail = nose - ahead * vehicle.length_m
    return along, np.stack((nose + left, nose - left, tail - left, tail + left), axis=1)


def steps_swept(bodies: Floats) -> np.ndarray:
    """Ground swept between neighbouring places: the hull of both bodies, an array of polygons.

    Hulls of places 0.2 m apart miss less than 2 mm of an arc of 3 m.
    """
    pairs = np.concatenate((bodies[:-1], bodies[1:]), axis=1)
    return np.asarray(shapely.convex_hull(shapely.linestrings(pairs)))
