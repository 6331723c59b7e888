"""Lamps beside buildings whose drawing left more than ground: a line, a point, a crossed ring."""

import pytest
from shapely.geometry import GeometryCollection, LineString, MultiPolygon, Point, Polygon, box

from sbd_tool.domain.roles import Role
from tests.drawn import results_of, site_of, thing

HOUSE = box(10, 10, 20, 20)
SPIKED = Polygon([(10, 10), (20, 10), (20, 20), (10, 20), (10, 30), (10, 20)])


@pytest.mark.parametrize(
    "drawn",
    [
        GeometryCollection([HOUSE, Point(40, 30)]),
        GeometryCollection([HOUSE, LineString([(30, 5), (45, 5)])]),
        GeometryCollection([MultiPolygon([HOUSE]), GeometryCollection([Point(40, 30)])]),
        SPIKED,
    ],
    ids=["a point beside", "a line beside", "nested", "a spike"],
)
def test_a_lamp_in_a_building_hangs_on_its_wall_whatever_else_was_drawn_with_it(drawn):
    lamp = thing(Role.LAMP, Point(10.5, 15), "lamp")
    plain, odd = (
        results_of(site_of([thing(Role.BUILDING, shape, "house"), lamp]), "light")["light"]
        for shape in (HOUSE, drawn)
    )
    assert plain.lamps == ("lamp",)
    assert odd.lamps == plain.lamps


def test_a_building_that_encloses_no_ground_hangs_up_no_lamp():
    things = [
        thing(Role.BUILDING, LineString([(10, 10), (20, 10)]), "line"),
        thing(Role.LAMP, Point(15, 10), "lamp"),
    ]
    assert results_of(site_of(things), "light")["light"].lamps == ("lamp",)
