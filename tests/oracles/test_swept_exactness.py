"""Swept paths against closed forms of the bicycle model: 90 degrees, S and U, at any rotation.

With a = heading of the curve - heading of the vehicle and t = tan(a / 2): on a straight piece
t = t0 exp(-s / L); on an arc of radius R, with t1 < t2 the roots of t**2 - 2 (R / L) t + 1,
(t - t1) / (t - t2) = (t0 - t1) / (t0 - t2) exp((t1 - t2) s / (2 R)).
"""

import math

import numpy as np
import pytest
import shapely
import shapely.affinity
from shapely.geometry import LineString, Point, Polygon

from sbd_tool.analysis.swept.bicycle import STEP_M, bodies_of, headings_of
from sbd_tool.analysis.swept.curve import rounded
from sbd_tool.analysis.swept.drive import Ways, drives_of
from sbd_tool.analysis.swept.fleet import fleet_of
from sbd_tool.analysis.swept.standing import Standing
from sbd_tool.domain.access_results import Barriers, Passing
from tests.drawn import RUBRIC, moved

FLEET = fleet_of(RUBRIC)
FIRE = FLEET[0]
SHAPES = ("quarter", "s_bend", "u_turn")
FAR = (4.1e5, 5.9e6)


def _corners(shape, radius):
    lines = {
        "quarter": [(0, 0), (40, 0), (40, 40)],
        "s_bend": [(0, 0), (30, 0), (30, 2 * radius), (60, 2 * radius)],
        "u_turn": [(0, 0), (30, 0), (30, 2 * radius), (0, 2 * radius)],
    }
    return lines[shape]


def _pieces(shape, radius):
    """(length, turn) of the pieces of each shape; turn in radians, left positive."""
    quarter = (math.pi / 2 * radius, math.pi / 2)
    right = (math.pi / 2 * radius, -math.pi / 2)
    run = 30 - radius
    return {
        "quarter": [(40 - radius, 0.0), quarter, (40 - radius, 0.0)],
        "s_bend": [(run, 0.0), quarter, right, (run, 0.0)],
        "u_turn": [(run, 0.0), quarter, quarter, (run, 0.0)],
    }[shape]


def _exact(shape, radius, base, along):
    """Front axle and heading at each place along the curve, in closed form."""
    found = []
    for place in along:
        at, course, t, left = np.zeros(2), 0.0, 0.0, float(place)
        for length, turn in _pieces(shape, radius):
            run = min(left, length)
            if turn == 0.0:
                at = at + run * np.array([math.cos(course), math.sin(course)])
                t *= math.exp(-run / base)
            else:
                sign = math.copysign(1.0, turn)
                normal = sign * np.array([-math.sin(course), math.cos(course)])
                centre = at + radius * normal
                course += sign * run / radius
                at = centre - radius * sign * np.array([-math.sin(course), math.cos(course)])
                t = sign * _on_arc(sign * t, run, radius, base)
            left -= run
            if left <= 0:
                break
        found.append((*at, course - 2 * math.atan(t)))
    return np.array(found)


def _on_arc(t, run, radius, base):
    middle = radius / base
    root = math.sqrt(middle**2 - 1)
    low, high = middle - root, middle + root
    ratio = (t - low) / (t - high) * math.exp((low - high) * run / (2 * radius))
    return (low - ratio * high) / (1 - ratio)


def _bodies(exact, vehicle):
    ahead = np.column_stack((np.cos(exact[:, 2]), np.sin(exact[:, 2])))
    left = np.column_stack((-ahead[:, 1], ahead[:, 0])) * vehicle.width_m / 2
    nose = exact[:, :2] + ahead * vehicle.front_overhang_m
    tail = nose - ahead * vehicle.length_m
    return np.stack((nose + left, nose - left, tail - left, tail + left), axis=1)


@pytest.mark.parametrize("degrees", [0, 15, 37, 45, 90, 128, 201, 270, 299, 341])
@pytest.mark.parametrize("shape", SHAPES)
def test_every_corner_of_the_body_is_within_five_centimetres(shape: str, degrees: int) -> None:
    for vehicle in FLEET:
        radius = vehicle.least_radius_m * 1.001
        line = moved(LineString(_corners(shape, radius)), degrees, FAR)
        curve = rounded(shapely.get_coordinates(line), radius, radius - 1e-3, STEP_M)
        assert curve.tight == ()
        along, bodies = bodies_of(curve, vehicle)
        exact = _bodies(_exact(shape, radius, vehicle.wheelbase_m, along), vehicle)
        turned = shapely.get_coordinates(
            moved(shapely.MultiPoint(exact.reshape(-1, 2)), degrees, FAR)
        )
        assert np.abs(turned.reshape(bodies.shape) - bodies).max() < 0.005  # goal: 0.05


def test_in_a_long_bend_the_rear_axle_settles_on_the_circle_of_pythagoras() -> None:
    radius, base = 9.0, FIRE.wheelbase_m
    corners = _polygon(radius)
    curve = rounded(corners, radius, radius - 1e-6, STEP_M)
    _, headings = headings_of(curve, base)
    lag = curve.headings[::2] - headings
    assert lag.max() == pytest.approx(math.asin(base / radius), abs=1e-4)


def _polygon(radius):
    """A polyline of five turns of 60 degrees round a circle."""
    side = 2 * radius * math.tan(math.pi / 6)
    at, course, found = np.zeros(2), 0.0, [np.zeros(2)]
    for _ in range(24):
        at = at + side * np.array([math.cos(course), math.sin(course)])
        found.append(at)
        course += math.pi / 3
    return np.array(found)


def test_the_worked_example_of_the_method_page() -> None:
    assert FIRE.least_radius_m == pytest.approx(7.344, abs=1e-3)
    rear = math.sqrt(FIRE.least_radius_m**2 - FIRE.wheelbase_m**2)
    assert rear == pytest.approx(6.025, abs=1e-3)
    front = FIRE.wheelbase_m + FIRE.front_overhang_m
    assert 2 * math.hypot(rear + FIRE.width_m / 2, front) == pytest.approx(19.2, abs=0.1)


@pytest.mark.parametrize("degrees", [33, 247])
@pytest.mark.parametrize("shape", SHAPES)
def test_posts_five_centimetres_off_the_exact_envelope_are_passed_and_inside_hit(
    shape: str, degrees: int
) -> None:
    radius = FIRE.least_radius_m
    corners = _corners(shape, radius)
    total = sum(length for length, _ in _pieces(shape, radius))
    exact = _bodies(_exact(shape, radius, FIRE.wheelbase_m, np.arange(0, total, 0.05)), FIRE)
    outline = shapely.union_all(shapely.convex_hull(shapely.multipoints(exact)))
    line = moved(LineString(corners), degrees, FAR)
    for side, is_hit in ((0.05, False), (-0.05, True)):
        ring = outline.buffer(side).exterior
        spots = [ring.interpolate(share, normalized=True) for share in np.linspace(0, 1, 24)]
        for spot in spots:
            if not _is_beside(spot, corners):
                continue
            post = ("post", moved(spot, degrees, FAR))
            standing = Standing(by_state={Barriers.OPEN: [post]}, opening=[])
            found = drives_of(line, FIRE, standing, 0.0, Ways(wider=(1.0,), swings_m=()))[
                Barriers.OPEN
            ]
            assert (found.passing is Passing.BLOCKED) is is_hit


def _is_beside(spot, corners):
    """Away from both ends of the route, where the plan is cut."""
    return all(Point(end).distance(spot) > 9.0 for end in (corners[0], corners[-1]))


def test_a_bend_without_room_for_the_turning_circle_blocks_and_is_told_as_one() -> None:
    line = LineString([(0, 0), (30, 0), (30, 4), (0, 4)])
    nothing = Standing(by_state={Barriers.OPEN: []}, opening=[])
    found = drives_of(line, FIRE, nothing, 0.25)[Barriers.OPEN]
    assert found.passing is Passing.BLOCKED
    assert found.conflicts[0].object == ""
    assert found.driven_m < 30


def _corner(inner_m: float, south_m: float, degrees: int, side: int):
    """A street corner of 90 degrees: a house on the near side, walls on the far ones."""
    house = Polygon([(-60, inner_m), (-inner_m, inner_m), (-inner_m, 60), (-60, 60)])
    walls = LineString([(-60, -south_m), (2.8, -south_m), (2.8, 60)])
    line = LineString([(-60, 0), (0, 0), (0, 60)])
    placed = [
        moved(shapely.affinity.scale(one, yfact=side, origin=(0, 0)), degrees, FAR)
        for one in (house, walls, line)
    ]
    things = [("house", placed[0]), ("walls", placed[1])]
    return placed[2], Standing(by_state={Barriers.OPEN: things}, opening=[])


@pytest.mark.parametrize("degrees", range(0, 360, 36))
@pytest.mark.parametrize("side", [1, -1])
def test_a_driver_who_swings_out_passes_a_corner_that_blocks_the_drawn_line(
    degrees: int, side: int
) -> None:
    # On the drawn line the body meets the house at the near corner; swinging out it does not.
    line, standing = _corner(3.2, 5.0, degrees, side)
    kept = drives_of(line, FIRE, standing, 0.0, Ways(swings_m=()))[Barriers.OPEN]
    swung = drives_of(line, FIRE, standing, 0.0)[Barriers.OPEN]
    assert kept.passing is Passing.BLOCKED
    assert swung.passing is Passing.PASSES


def test_there_is_no_swinging_out_without_room_for_it() -> None:
    line, standing = _corner(3.2, 2.0, 0, 1)
    assert drives_of(line, FIRE, standing, 0.0)[Barriers.OPEN].passing is Passing.BLOCKED
