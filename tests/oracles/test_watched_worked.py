"""Pairs of eyes and private fronts on a small drawn square, worked out by hand."""

import numpy as np
import pytest
from shapely.geometry import LineString, Point, box

from sbd_tool.analysis.sight.field import SightField
from sbd_tool.analysis.sight.measures import isovist_measures
from sbd_tool.analysis.spec import NotAssessed
from sbd_tool.domain.effective import Leaning, World
from sbd_tool.domain.roles import Role
from sbd_tool.domain.text import text
from sbd_tool.scoring.indicators import INDICATORS
from tests.drawn import RUBRIC, results_of, site_of, thing, value

WEST = thing(Role.BUILDING, box(-12, 0, 0, 40), "west", building="retail")
FLATS = thing(Role.BUILDING, box(0, 40, 50, 52), "flats", building="apartments")
TOWN = [WEST, FLATS]
WORST = World(leanings=((Role.CAMERA, Leaning.MANY),))


def watched(*things, **more):
    found = results_of(site_of([*TOWN, *things], **more), "privacy")["privacy"]
    return [(one.id, one.private_m, one.unsaid_m) for one in found.watched]


def camera(y: float, name: str = "camera", **words):
    return thing(Role.CAMERA, Point(25, y), name, field_of_view_deg=90.0, **words)


def test_a_camera_six_metres_before_flats_watches_twelve_metres_of_them() -> None:
    """Ninety degrees at 6 m are 12 m of front; a place every metre."""
    ((_, private, unsaid),) = watched(camera(34, direction_deg=0.0))
    assert private == pytest.approx(12, abs=1)
    assert unsaid == 0
    assert watched(camera(34, direction_deg=180.0)) == [("camera", 0.0, 0.0)]
    assert watched(camera(34, direction_deg=0.0, privacy_mask="yes")) == [("camera", 0.0, 0.0)]
    ((_, chance, _),) = watched(camera(34))
    assert chance == pytest.approx(50 / 4, abs=0.5)  # it may look anywhere: a quarter of 50 m


def test_a_house_of_the_plan_hides_flats_and_a_placed_wall_does_not() -> None:
    screen = LineString([(10, 37), (40, 37)])
    hall = thing(Role.BUILDING, box(10, 36, 40, 38), "hall", building="retail")
    wall = thing(Role.WALL, screen, "wall", kind_of="solid-wall", barrier="wall", height="4")
    assert watched(hall, camera(34, direction_deg=0.0)) == [("camera", 0.0, 0.0)]
    ((_, private, _),) = watched(wall, camera(34, direction_deg=0.0))
    assert private == pytest.approx(12, abs=1)


def test_o15_private_front_weighs_like_further_cameras() -> None:
    away = value(site_of([*TOWN, camera(34, direction_deg=180.0)]), "O15")
    flats = value(site_of([*TOWN, camera(34, direction_deg=0.0)]), "O15")
    assert away == pytest.approx(0.5)
    assert flats == pytest.approx((1 + 12 / 25) / 2, abs=0.03)
    close = value(site_of([*TOWN, camera(2, direction_deg=0.0, reach_m=100, px_per_m=12.5)]), "O15")
    assert close == pytest.approx(1.0)  # 50 m of front: never more than one further camera


def test_o15_fronts_of_unsaid_use_count_in_the_worst_world_only() -> None:
    unsaid = thing(Role.BUILDING, box(0, 40, 50, 52), "block", building="yes")
    things = [WEST, unsaid, camera(34, direction_deg=0.0)]
    assert value(site_of(things), "O15") == pytest.approx(0.5)
    assert value(site_of(things, world=WORST), "O15") == pytest.approx(0.74, abs=0.03)


def test_o15_unlooked_at_takes_each_camera_twice_in_the_worst_world() -> None:
    for world, wanted in ((World(), 0.5), (WORST, 1.0)):
        site = site_of([*TOWN, camera(34, direction_deg=0.0)], world=world)
        results = results_of(site, "control") | {
            "privacy": NotAssessed(reason=text("scoring.note_not_run"))
        }
        assert INDICATORS["O15"].observe(site, results, RUBRIC).value == pytest.approx(wanted)


def eyes(*things):
    return results_of(site_of([*TOWN, *things]), "seen_by_eyes")["seen_by_eyes"]


def test_each_pair_of_eyes_has_the_weight_of_its_sort_and_its_use() -> None:
    shop = thing(Role.ENTRANCE, Point(0, 20), "shop", entrance="main")
    home = thing(Role.ENTRANCE, Point(25, 40), "home", entrance="main")
    seat = thing(Role.SEAT, Point(25, 20), "seat")
    stop = thing(Role.TRANSIT_STOP, Point(26, -3), "stop")
    glass = thing(Role.WINDOW_FRONT, LineString([(10, 40), (18, 40)]), "glass")
    found = eyes(shop, home, seat, stop, glass)
    assert sorted(found.observers) == [
        ("door_home", "home"),
        ("door_work", "shop"),
        ("seat", "seat"),
        ("stop", "stop"),
        ("window_home", "glass"),
        ("window_home", "glass"),
    ]
    near = np.hypot(*(found.cells - (20.5, 20.5)).T).argmin()
    assert found.eyes[near] == 6  # all of them lie within 25 m of it
    assert found.weighted["day"][near] == pytest.approx(1 + 0.4 + 0.5 + 0.8 + 2 * 0.3)
    assert found.weighted["night"][near] == pytest.approx(0.05 + 0.3 + 0.05 + 0.2 + 2 * 0.2)


def test_a_wall_between_takes_eyes_away_and_a_railing_does_not() -> None:
    seat = thing(Role.SEAT, Point(25, 20), "seat")
    line = LineString([(20, 24), (30, 24)])
    behind = (25.5, 28.5)
    for words, seen in (({"barrier": "wall"}, 0), ({"barrier": "fence"}, 1)):
        found = eyes(seat, thing(Role.WALL, line, "line", **words))
        assert found.eyes[np.hypot(*(found.cells - behind).T).argmin()] == seen


def test_nobody_is_a_count_of_none_and_no_failure() -> None:
    found = eyes()
    assert found.eyes.max() == 0
    assert found.observers == ()


@pytest.mark.parametrize("reach", [np.inf, 6.0])
def test_measures_of_many_isovists_are_those_of_each(reach: float) -> None:
    field = SightField([box(4, 4, 5, 5), box(10, 2, 11, 15)], box(0, 0, 30, 20))
    points = np.random.default_rng(1).uniform(0, [30, 20], (60, 2))
    found = isovist_measures(field, points, reach)
    for k, point in enumerate(points):
        one = field.isovist(point, reach)
        for name, values in found.items():
            if one is None:
                assert np.isnan(values[k])
            else:
                assert values[k] == pytest.approx(getattr(one, name), rel=1e-6, abs=1e-9), name
