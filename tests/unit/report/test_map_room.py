"""What lies over a map covers little of the square."""

import pytest
from shapely.geometry import box

from sbd_tool.cartography.drawlist import Viewport
from sbd_tool.report.map_room import covered_m2

VIEW = Viewport(centre_x_m=500.0, centre_y_m=200.0, scale=500, width_mm=200.0, height_mm=100.0)
FRAME = (10.0, 20.0, 200.0, 100.0)  # shows 100 m by 50 m: from 450, 175 to 550, 225


@pytest.mark.parametrize(
    ("place", "covered"),
    [
        ((10.0, 20.0, 200.0, 100.0), 400.0),  # the whole frame covers the whole square
        ((110.0, 70.0, 20.0, 20.0), 100.0),  # from the middle 10 m east and 10 m south
        ((10.0, 20.0, 40.0, 20.0), 0.0),  # the north-west corner is free
    ],
)
def test_a_box_on_the_page_covers_the_ground_under_it(place, covered: float) -> None:
    square = box(490.0, 190.0, 510.0, 210.0)
    assert covered_m2(square, VIEW, FRAME, place) == pytest.approx(covered)


def test_without_a_square_nothing_is_covered() -> None:
    assert covered_m2(None, VIEW, FRAME, FRAME) == 0.0
