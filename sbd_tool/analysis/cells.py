"""Cells of the crowd area: a regular grid along the square, so that turning it changes none."""

import math

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.roles import Role

SLACK_STEPS = 1e-2  # least rectangles are good to some tenths of a millimetre far from the origin

Floats = npt.NDArray[np.float64]


def frame_of(zone: Polygon) -> tuple[Floats, Floats, Floats, float, float]:
    """Least rectangle round the zone: corner, two unit vectors, two side lengths in metres."""
    box = shapely.get_coordinates(shapely.oriented_envelope(zone))
    first, second = box[1] - box[0], box[3] - box[0]
    wide, high = float(np.hypot(*first)), float(np.hypot(*second))
    return box[0], first / max(wide, 1e-9), second / max(high, 1e-9), wide, high


def lattice(zone: Polygon, step_m: float) -> tuple[Floats, tuple[int, int]]:
    """Cell centres filling the least rectangle, row by row.

    Returns:
        (n, 2) centres and (rows, columns); the step is shortened to fit the sides.
    """
    corner, right, up, wide, high = frame_of(zone)
    # A side of exactly n steps has n cells, whichever way rounding turns it.
    columns, rows = (max(1, math.ceil(side / step_m - SLACK_STEPS)) for side in (wide, high))
    x = (np.arange(columns) + 0.5) * wide / columns
    y = (np.arange(rows) + 0.5) * high / rows
    flat_x, flat_y = (grid.ravel() for grid in np.meshgrid(x, y))
    return corner + flat_x[:, None] * right + flat_y[:, None] * up, (rows, columns)


def crowd_area(site: EffectiveSite) -> BaseGeometry:
    """Where people are: the drawn crowd areas inside the zone, or the whole zone."""
    drawn = [element.geometry for element in site.of(Role.CROWD_AREA)]
    inside = shapely.intersection(site.zone, shapely.union_all(shapely.make_valid(drawn)))
    return inside if inside.area > 1.0 else site.zone


def crowd_cells(site: EffectiveSite, number: float) -> Floats:
    """Centres of about that many cells of the crowd area outside buildings and water.

    Args:
        site: Reads roles CROWD_AREA, BUILDING and WATER.
        number: Number of cells aimed at; a cell is never under 2 m wide.

    Returns:
        (n, 2) centres, metres; one point at least.
    """
    area = crowd_area(site)
    step = max(2.0, math.sqrt(site.zone.area / number))
    centres, _ = lattice(site.zone, step)
    taken = [
        element.geometry
        for element in site.of(Role.BUILDING, Role.WATER)
        if not element.is_measure and element.geometry.intersects(site.zone)
    ]
    free = shapely.difference(area, shapely.union_all(shapely.make_valid(taken))) if taken else area
    shapely.prepare(free)
    chosen = centres[shapely.contains_xy(free, centres[:, 0], centres[:, 1])]
    if not len(chosen):
        chosen = shapely.get_coordinates(shapely.point_on_surface(site.zone))
    return np.asarray(chosen, dtype=float)
