"""Ways of a visit: round what stands there, and straight where there is no way."""

import math

import pytest
from shapely.geometry import LineString, Point, box

from sbd_tool.app.visit_ways import VisitWays
from sbd_tool.domain.roles import Role
from sbd_tool.domain.visits import Stop
from sbd_tool.report.visit_sheet import stop_title
from sbd_tool.scoring.visits.walk import path_length, walking_order
from tests.drawn import RUBRIC, site_of, thing
from tests.walked import GROUND

WEST, EAST, NORTH = (20.0, 5.0), (30.0, 5.0), (22.0, 38.0)


def ways(*standing):
    found = VisitWays(site_of(standing, GROUND), RUBRIC)
    found.look_up([WEST, EAST, NORTH])
    return found


def test_with_nothing_between_a_way_is_the_straight_line_and_walked():
    leg = ways().leg(WEST, EAST)
    assert leg.is_walked
    assert leg.metres == pytest.approx(10.0)


def test_a_wall_between_two_checks_is_walked_round():
    wall = thing(Role.WALL, LineString([(25, -40), (25, 30)]))
    found = ways(wall)
    leg = found.leg(WEST, EAST)
    round_m = math.dist(WEST, (25, 30)) + math.dist((25, 30), EAST)
    assert leg.is_walked
    assert round_m < leg.metres < round_m + 2.0  # half a width away from its end
    assert (leg.way[0], leg.way[-1]) == (WEST, EAST)
    assert found.leg(EAST, WEST).way == leg.way[::-1]


def test_the_order_of_stops_follows_the_ways_and_not_the_straight_lines():
    wall = thing(Role.WALL, LineString([(25, -40), (25, 30)]))
    places = [WEST, EAST, NORTH]
    assert walking_order(places)[0] == (1, 0, 2)
    order, is_shortest = walking_order(places, ways(wall).far)
    assert order == (0, 2, 1)
    assert is_shortest
    assert path_length(places, order, ways(wall).far) < path_length(
        places, (1, 0, 2), ways(wall).far
    )


def test_a_check_in_a_closed_yard_is_told_as_a_straight_line():
    yard = thing(Role.WALL, box(28, 3, 34, 9).boundary)
    leg = ways(yard).leg(WEST, EAST)
    assert not leg.is_walked
    assert leg.metres == pytest.approx(10.0)
    told = stop_title(Stop(number=2, place=EAST, walk_m=10.0, checks=(), way=leg.way))
    assert told.key == "visit.go_straight"


def test_somebody_stands_beside_what_covers_a_check():
    trunk = thing(Role.TREE, Point(*EAST))
    leg = ways(trunk).leg(WEST, EAST)
    assert leg.is_walked
    assert leg.metres == pytest.approx(11.5, abs=0.5)
