"""Dead ends at a small drawn square, worked out by hand, and the list of hidden places."""

import pytest
from shapely.affinity import rotate
from shapely.geometry import LineString, box

from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.roles import Role
from sbd_tool.scoring.hidden_places import hidden_places
from tests.drawn import ZONE, results_of, site_of, thing

WEST = thing(Role.BUILDING, box(-20, -10, 0, 60), "west")
NORTH_LEFT = thing(Role.BUILDING, box(0, 40, 20, 60), "left")
NORTH_RIGHT = thing(Role.BUILDING, box(23, 40, 60, 60), "right")
BACK = thing(Role.BUILDING, box(15, 50, 30, 60), "back")


def found(*things, zone=ZONE):
    return results_of(site_of(things, zone), "dead_ends")["dead_ends"].found


def test_an_alley_closed_behind_is_a_dead_end_as_deep_as_it_is() -> None:
    """Three metres wide, ten deep, its mouth in the north edge at x = 21.5."""
    (end,) = found(WEST, NORTH_LEFT, NORTH_RIGHT, BACK)
    assert end.depth_m == pytest.approx(10, abs=0.8)
    assert end.ground.area == pytest.approx(30, abs=2)
    # Counter-clockwise from (50, 0): 40 up the east edge, then west to x = 21.5.
    assert end.position_m == pytest.approx(40 + (50 - 21.5), abs=0.1)
    assert set(end.objects) == {"left", "right", "back"}


def test_an_alley_that_leads_on_a_wide_yard_and_a_shallow_niche_are_none() -> None:
    assert found(WEST, NORTH_LEFT, NORTH_RIGHT) == ()
    wide = thing(Role.BUILDING, box(28, 40, 60, 60), "right")
    assert found(WEST, NORTH_LEFT, wide, BACK) == ()
    shallow = thing(Role.BUILDING, box(15, 42, 30, 60), "back")
    assert found(WEST, NORTH_LEFT, NORTH_RIGHT, shallow) == ()
    assert found() == ()


def test_a_wall_closes_an_alley_and_a_gap_in_it_opens_it_again() -> None:
    alley = [WEST, NORTH_LEFT, NORTH_RIGHT]
    shut = thing(Role.WALL, LineString([(20, 55), (23, 55)]), "wall", barrier="wall")
    (end,) = found(*alley, shut)
    assert end.depth_m == pytest.approx(15, abs=0.8)
    ajar = thing(Role.WALL, LineString([(20, 55), (22, 55)]), "wall", barrier="wall")
    assert found(*alley, ajar) == ()


def test_turning_the_plan_changes_no_dead_end() -> None:
    things = [WEST, NORTH_LEFT, NORTH_RIGHT, BACK]
    turned = [
        thing(one.role, rotate(one.geometry, 33, origin=(0, 0)), one.id, **one.attributes)
        for one in things
    ]
    (before,), (after,) = found(*things), found(*turned, zone=rotate(ZONE, 33, origin=(0, 0)))
    assert after.depth_m == pytest.approx(before.depth_m, abs=0.01)
    assert after.position_m == pytest.approx(before.position_m, abs=0.05)


def test_hidden_places_are_listed_along_the_edge_with_what_hides_them() -> None:
    yard = thing(
        Role.WALL,
        LineString([(49.9, 8), (42, 8), (42, 0.1), (48, 0.1)]),
        "yard",
        barrier="wall",
    )
    east = thing(Role.BUILDING, box(50, -5, 60, 20), "east")
    site = site_of([WEST, NORTH_LEFT, NORTH_RIGHT, BACK, east, yard])
    listed = hidden_places(results_of(site, "hidden_pockets", "dead_ends"))
    keys = [one.key for one in listed]
    assert set(keys) == {"sight.pocket", "sight.dead_end"}
    places = [dict(one.sentence.params)["at"].value for one in listed]
    assert places == sorted(places)
    assert all(one.objects and one.marking is Tlp.AMBER and one.remedy for one in listed)
    assert hidden_places({}) == ()
