"""Vehicle speeds worked out by hand, at any rotation, and the fixed part of the speed campaign."""

import math

import numpy as np
import pytest
import shapely
from shapely import affinity
from shapely.geometry import box

from sbd_tool.analysis.approach.clearance import clearance_of
from sbd_tool.analysis.approach.field import Driver, solve_field, solve_fields
from sbd_tool.analysis.approach.lines import (
    PREVIEW_HIGH,
    STANDARD_HIGH,
    STANDARD_LOW,
    setting_for,
)
from sbd_tool.analysis.approach.motion import (
    Leg,
    RunUp,
    bend_radius_m,
    bend_speed_mps,
    chicane_radius_m,
    normal_mps,
    on_grade_mps2,
    route_speed_mps,
    turning_in_rad,
)
from sbd_tool.analysis.approach.straight_runs import Sight
from sbd_tool.domain.vehicles import next_test_speed_kmh, vehicle_profiles
from tests.campaigns.speed import attained, ratios
from tests.drawn import RUBRIC
from tests.speed_reference import Road, bend, blocks_road

POSES = np.random.default_rng(11).uniform((0, -50, -50), (360, 50, 50), (10, 3))


def kj(mass_kg: float, speed_mps: float) -> float:
    return 0.5 * mass_kg * speed_mps**2 / 1000


def test_a_car_reaches_88_kmh_in_100_m() -> None:
    speed = RunUp(3.0).speed_after(100.0)
    assert speed * 3.6 == pytest.approx(88.18, abs=0.01)
    assert kj(1500, speed) == pytest.approx(450)


def test_a_truck_entering_at_30_kmh_carries_1114_kj_after_80_m() -> None:
    speed = RunUp(1.5).speed_after(80.0, 30 / 3.6)
    assert speed == pytest.approx(17.591, abs=1e-3)
    assert kj(7200, speed) == pytest.approx(1114, abs=0.5)


def test_a_bend_caps_what_a_straight_run_then_adds_to() -> None:
    route = (Leg(300.0, 15.0, 1.2), Leg(40.0))
    assert bend_speed_mps(0.7, 15.0) == pytest.approx(10.149, abs=1e-3)
    speed = route_speed_mps(route, RunUp(3.0), 0.7)
    assert speed == pytest.approx(18.520, abs=1e-3)
    assert kj(3500, speed) == pytest.approx(600.3, abs=0.1)


def test_the_racing_line_is_far_faster_than_the_middle_of_the_road() -> None:
    radius = bend_radius_m(5, 12, math.pi / 2, 2)
    assert radius == pytest.approx(23.071, abs=1e-3)
    assert bend_speed_mps(0.7, radius) == pytest.approx(12.587, abs=1e-3)
    assert bend_radius_m(5, 6, math.pi / 2, 2) == 0


@pytest.mark.parametrize(("overlap", "radius", "speed"), [(1, 53.98, 19.25), (1.5, 28.44, 13.98)])
def test_a_chicane_of_two_blocks(overlap: float, radius: float, speed: float) -> None:
    found = chicane_radius_m(4, overlap, 15, 2)
    assert found == pytest.approx(radius, abs=0.01)
    assert bend_speed_mps(0.7, found) == pytest.approx(speed, abs=0.01)
    assert chicane_radius_m(4, 2.5, 15, 2) == 0
    assert math.isinf(chicane_radius_m(4, -1.0, 15, 2))


def test_a_quarter_of_the_energy_is_square_to_a_barrier_met_at_30_degrees() -> None:
    whole = kj(7200, 60 / 3.6)
    square = kj(7200, normal_mps(60 / 3.6, math.radians(30)))
    assert (whole, square) == (pytest.approx(1000), pytest.approx(250))
    assert turning_in_rad(60 / 3.6, 0.7, 100) == pytest.approx(math.pi / 2)
    assert turning_in_rad(60 / 3.6, 0.7, 3) < math.radians(25)


def test_five_percent_downhill_adds() -> None:
    speed = RunUp(on_grade_mps2(3.0, 5.0)).speed_after(100.0)
    assert speed * 3.6 == pytest.approx(95.11, abs=0.02)


def test_power_limits_acceleration_at_speed() -> None:
    run_up = RunUp(2.0, 20.0)
    for speed in (5.0, 10.0, 25.0):
        metres = run_up.metres_for(speed)
        assert run_up.speed_after(metres) == pytest.approx(speed)
        assert run_up.speeds_after(np.array([metres]))[0] == pytest.approx(speed)
    assert run_up.speed_after(200) < RunUp(2.0).speed_after(200)


def test_profiles_are_data_and_test_speeds_round_up() -> None:
    keys = [(profile.key, profile.mass_kg) for profile in vehicle_profiles(RUBRIC)]
    assert keys == [("car", 1500), ("van", 3500), ("truck_7t", 7200), ("truck_18t", 18000)]
    assert vehicle_profiles(RUBRIC)[2].lateral_g == 0.5
    assert next_test_speed_kmh(64.0) == 64
    assert next_test_speed_kmh(64.1) == 80
    assert next_test_speed_kmh(113) is None


@pytest.mark.parametrize("pose", POSES, ids=lambda pose: f"{pose[0]:.0f}")
def test_the_longest_straight_run_is_exact_at_any_rotation(pose: np.ndarray) -> None:
    road = box(0, 0, 100, 8)
    turn = math.radians(pose[0])
    middles = affinity.translate(
        affinity.rotate(road.buffer(-1), pose[0], origin=(0, 0)), *pose[1:]
    )
    at = affinity.translate(
        affinity.rotate(shapely.Point(98.9, 4), pose[0], origin=(0, 0)), *pose[1:]
    )
    run = Sight(middles).longest(at.x, at.y, (-math.cos(turn), -math.sin(turn)), 0.17)
    assert run.metres == pytest.approx(math.hypot(97.9, 3), abs=1e-5)


def test_a_post_in_the_way_ends_the_run_behind_it() -> None:
    road = box(0, 0, 100, 3)
    post = shapely.Point(40, 1.5).buffer(1.2, quad_segs=64)
    run = Sight(road.buffer(-1).difference(post)).longest(99.0, 1.5, (-1.0, 0.0), 0.17)
    assert run.metres < 60


@pytest.fixture(scope="module")
def worked_roads() -> list[Road]:
    """The bend of 5 to 12 m, and the chicanes whose tips reach 1 m and 1.5 m over the middle."""
    chicanes = [
        blocks_road(4.0, [(-0.4, 0.0, -tip, 1), (15.0, 15.4, tip, -1)], 40.0) for tip in (1.0, 1.5)
    ]
    return [bend(5, 12, math.pi / 2), *chicanes]


@pytest.mark.parametrize("pose", POSES, ids=lambda pose: f"{pose[0]:.0f}")
def test_bend_and_chicane_are_never_under_stated_at_any_rotation(pose, worked_roads) -> None:
    for road in worked_roads:
        turned = road.turned(*pose)
        assert attained(turned, STANDARD_HIGH) / road.true_mps >= 1.0


@pytest.mark.parametrize("pose", POSES[:3], ids=lambda pose: f"{pose[0]:.0f}")
def test_the_low_value_is_near_under_the_truth_in_a_bend_at_any_rotation(pose, worked_roads):
    road = worked_roads[0]
    assert 0.95 <= attained(road.turned(*pose), STANDARD_LOW) / road.true_mps <= 1.005


def test_lines_follow_from_the_size_of_the_box_alone() -> None:
    def lines(side: float) -> str:
        reach = RUBRIC.value("approach_bends_m")
        box_of = (-reach, -reach, side + reach, side + reach)
        setting = setting_for(box_of, int(RUBRIC.value("approach_stations")))
        return setting.name if setting else "none"

    assert [lines(side) for side in (60, 300, 800, 1_000, 5_000)] == [
        "standard",
        "standard",
        "coarse",
        "preview",
        "none",
    ]


@pytest.mark.parametrize("case", [44, *range(1, 8)])
def test_the_high_value_never_under_states(case: int) -> None:
    found = ratios(2026, case)
    assert found["high"] >= 1.0, found
    assert found["coarse"] >= 1.0, found
    assert found["preview"] >= 1.0, found
    assert found["low"] <= 1.02, found


def plaza(seed: int):
    rng = np.random.default_rng(seed)
    solids = [shapely.Point(*rng.uniform(2, 30, 2)).buffer(rng.uniform(0.5, 4)) for _ in range(9)]
    return box(0, 0, 18, 18), solids


@pytest.mark.parametrize("seed", range(2))
def test_adding_an_obstacle_never_raises_a_speed_anywhere(seed: int) -> None:
    ground, solids = plaza(seed)
    driver = Driver(width_m=2.0, lateral_g=0.7, turning_m=6.0, run_up=RunUp(3.0, 35.0, 45.0))
    fields = []
    for count in (4, 9):
        free = ground.difference(shapely.union_all(solids[:count]))
        clearance = clearance_of(free, (0, 0, 18, 18), 0.25)
        for setting in (STANDARD_HIGH, STANDARD_LOW):
            found = solve_field(clearance, driver, setting)
            place = zip(found.x, found.y, found.heading_x, found.heading_y, strict=True)
            keys = (tuple(np.round(spot, 6)) for spot in place)
            fields.append(dict(zip(keys, found.run_m, strict=True)))
    for before, after in ((fields[0], fields[2]), (fields[1], fields[3])):
        assert set(after) <= set(before)
        assert all(run <= before[key] for key, run in after.items())


def test_vehicles_driven_together_are_as_fast_as_each_alone() -> None:
    ground, solids = plaza(3)
    clearance = clearance_of(ground.difference(shapely.union_all(solids[:4])), (0, 0, 18, 18), 0.25)
    quick = Driver(width_m=1.8, lateral_g=0.9, turning_m=5.0, run_up=RunUp(4.5, 90.0, 45.0))
    heavy = Driver(width_m=2.5, lateral_g=0.45, turning_m=5.0, run_up=RunUp(1.5, 12.0, 35.0))
    together = solve_fields(clearance, (quick, heavy), PREVIEW_HIGH)
    for driver, found in zip((quick, heavy), together, strict=True):
        alone = solve_field(clearance, driver, PREVIEW_HIGH)
        assert len(found.run_m) == len(alone.run_m)
        assert np.array_equal(found.run_m, alone.run_m)


def test_the_order_of_work_changes_no_bit() -> None:
    ground, solids = plaza(7)
    clearance = clearance_of(ground.difference(shapely.union_all(solids)), (0, 0, 18, 18), 0.25)
    driver = Driver(width_m=2.0, lateral_g=0.7, turning_m=6.0, run_up=RunUp(3.0, 35.0, 45.0))
    first, second = (solve_field(clearance, driver, STANDARD_HIGH).run_m for _ in range(2))
    assert np.array_equal(first, second)
