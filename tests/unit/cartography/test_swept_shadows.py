"""Shadows of houses: the ground their walls sweep along the sun, whatever their outline."""

import numpy as np
import pytest
import shapely
from shapely.affinity import translate
from shapely.geometry import LineString, Polygon

from sbd_tool.cartography.shadows import _SUN, _swept

HOUSES = {
    "box": Polygon([(0, 0), (10, 0), (10, 6), (0, 6)]),
    "turned the other way": Polygon([(0, 0), (0, 6), (10, 6), (10, 0)]),
    "with a bay": Polygon([(0, 0), (12, 0), (12, 10), (8, 10), (6, 2), (4, 10), (0, 10)]),
    "with a yard": Polygon(
        [(0, 0), (20, 0), (20, 20), (0, 20)], [[(5, 5), (15, 5), (15, 15), (5, 15)]]
    ),
    "crossing itself": Polygon([(0, 0), (10, 10), (10, 0), (0, 10)]),
}
HEIGHT_M = 9.0


def by_steps(house):
    """The house pushed along its shadow, wall by wall."""
    move = [HEIGHT_M * part for part in _SUN]
    ring = shapely.get_exterior_ring(house)
    parts = [shapely.make_valid(Polygon(ring.coords))]
    for start, end in zip(ring.coords, ring.coords[1:], strict=False):
        wall = LineString([start, end])
        parts.append(shapely.union_all([wall, translate(wall, *move)]).convex_hull)
    return shapely.union_all([part for part in parts if part.area > 0])


@pytest.mark.parametrize("kind", sorted(HOUSES))
def test_a_shadow_is_the_ground_its_walls_sweep(kind):
    house = HOUSES[kind]
    swept = _swept(np.array([house], dtype=object), np.array([HEIGHT_M]))
    assert shapely.symmetric_difference(swept, by_steps(house)).area < 0.05


def test_houses_that_touch_and_houses_apart_cast_their_own_shadows():
    houses = np.array(
        [translate(house, 9.5 * n, 0) for n, house in enumerate(HOUSES.values())]
        + [translate(HOUSES["box"], 500, 0)],
        dtype=object,
    )
    swept = _swept(houses, np.full(len(houses), HEIGHT_M))
    wished = shapely.union_all([by_steps(house) for house in houses])
    assert shapely.symmetric_difference(swept, wished).area < 0.5
