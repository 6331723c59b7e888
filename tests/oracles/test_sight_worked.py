"""Indicators of sight on a small drawn square, worked out by hand; the method pages quote them.

The square is 50 m by 40 m with a house west and north; see test_indicators_worked.
"""

import math

import numpy as np
import pytest
from shapely.geometry import LineString, Point, Polygon, box

from sbd_tool.analysis.camera_views import class_of
from sbd_tool.analysis.spec import NotAssessed
from sbd_tool.domain.effective import Leaning, World
from sbd_tool.domain.roles import Role
from sbd_tool.scoring.spec import Observed
from tests.drawn import RUBRIC, ZONE, observed, results_of, site_of, thing, value

WEST = thing(Role.BUILDING, box(-12, 0, 0, 40), "west")
NORTH = thing(Role.BUILDING, box(0, 40, 50, 52), "north")
TOWN = [WEST, NORTH]
FEW, MANY = World(attributes=Leaning.FEW), World(attributes=Leaning.MANY)
SIGHT = ("O06", "P06", "P07", "P08", "P11")


def wall(*points, name="wall", barrier="wall", **more):
    return thing(Role.WALL, LineString(points), name, barrier=barrier, **more)


def way_in(x: float = 25.0, name: str = "way"):
    return thing(Role.FOOTWAY, LineString([(x, -20), (x, 15)]), name, highway="footway")


def camera(x: float, y: float, name: str = "camera", **more):
    return thing(Role.CAMERA, Point(x, y), name, **more)


def left_from(things, x: float, y: float) -> float:
    """Percent of the view left at the cell nearest to a place."""
    found = results_of(site_of(things), "open_view")["open_view"]
    return float(found.left[np.hypot(*(found.cells - (x, y)).T).argmin()])


def test_o06_a_wall_cuts_the_angle_it_fills_and_a_railing_none() -> None:
    assert value(site_of(TOWN), "O06") == pytest.approx(100.0)
    # The wall is 0.2 m wide; the nearest cell lies at (24.5, 9.5) or (25.5, 10.5).
    cut = 100 * (math.atan(5.5 / 10.4) + math.atan(4.5 / 10.4)) / (2 * math.pi)
    assert left_from([*TOWN, wall((20, 20), (30, 20))], 24.5, 9.5) == pytest.approx(
        100 - cut, abs=0.05
    )
    one = value(site_of([*TOWN, wall((20, 20), (30, 20))]), "O06")
    two = value(site_of([*TOWN, wall((20, 20), (30, 20)), wall((10, 10), (10, 20))]), "O06")
    assert two < one < 100
    railing = wall((20, 20), (30, 20), barrier="fence", see_through="yes")
    assert value(site_of([*TOWN, railing]), "O06") == pytest.approx(100.0)


@pytest.mark.parametrize(
    ("role", "words", "cuts"),
    [
        (Role.WALL, {"barrier": "wall"}, True),
        (Role.WALL, {"barrier": "wall", "height": "0.8"}, False),
        (Role.WALL, {"barrier": "wall", "material": "glass"}, False),
        (Role.WALL, {"barrier": "fence"}, False),
        (Role.WALL, {"barrier": "fence", "opacity": "90"}, True),
        (Role.WALL, {"barrier": "hedge"}, True),
        (Role.WALL, {"barrier": "hedge", "leaves": "off"}, False),
        (Role.WALL, {"barrier": "hedge", "height": "1.0"}, False),
        (Role.VEGETATION, {"natural": "shrubbery"}, True),
        (Role.VEGETATION, {"landuse": "grass"}, False),
        (Role.TREE, {}, True),
        (Role.BARRIER, {"barrier": "bollard"}, False),
    ],
)
def test_o06_height_leaves_and_see_through_decide_what_cuts(role, words, *, cuts) -> None:
    shape = LineString([(20, 20), (30, 20)])
    share = value(site_of([*TOWN, thing(role, shape, "new", **words)]), "O06")
    assert (share < 100.0) is cuts


def test_o06_leaf_on_the_square_bares_deciduous_plants_only() -> None:
    hedges = [
        wall((20, 20), (30, 20), name="beech", barrier="hedge"),
        wall((20, 10), (30, 10), name="yew", barrier="hedge", leaf_cycle="evergreen"),
    ]
    summer = site_of([*TOWN, *hedges])
    winter = site_of([*TOWN, *hedges], square_tags={"leaves": "off"})
    assert value(summer, "O06") < value(winter, "O06") < 100.0


def test_o06_a_low_crown_hides_and_a_high_one_shows_its_trunk_only() -> None:
    def share(**words):
        return value(site_of([*TOWN, thing(Role.TREE, Point(25, 20), "tree", **words)]), "O06")

    assert share(crown_base_m="0.5") < share() < 100.0
    assert share(crown_base_m="0.5", leaves="off") == share()


def test_o06_an_open_kiosk_still_cuts_and_a_building_does_not_count() -> None:
    kiosk = thing(Role.AMENITY, box(24, 19, 27, 22), "kiosk", amenity="kiosk")
    house = thing(Role.BUILDING, box(24, 19, 27, 22), "house")
    assert value(site_of([*TOWN, kiosk]), "O06") < 100.0
    assert value(site_of([*TOWN, house]), "O06") == pytest.approx(100.0)


def test_o06_undrawn_walls_cut_what_buffons_needle_says() -> None:
    site = site_of(TOWN, unseen={Role.WALL: 2.0})
    assert value(site, "O06") == pytest.approx(100 - 100 * 2 * 25 * 20 / (math.pi * 2000))
    hedges = site_of(TOWN, unseen={Role.VEGETATION: math.inf})
    assert value(hedges, "O06") == pytest.approx(100 - 100 * 2 * 25 * 30 / (math.pi * 2000))


def doors(*xs: float):
    return [thing(Role.ENTRANCE, Point(x, 40), f"door{x}", entrance="main") for x in xs]


def test_p06_one_eye_is_not_enough_nor_are_two_that_stand_together() -> None:
    assert value(site_of([*TOWN, *doors(25)]), "P06") == 0
    assert value(site_of([*TOWN, *doors(24, 26)]), "P06") == 0


def test_p06_two_doors_overlook_what_both_half_discs_share() -> None:
    # Half of the lens of two discs of 25 m with centres 10 m apart, inside the square.
    lens = 2 * 25**2 * math.acos(5 / 25) - 5 * math.sqrt(4 * 25**2 - 10**2)
    found = value(site_of([*TOWN, *doors(20, 30)]), "P06")
    assert found == pytest.approx(100 * lens / 2 / 2000, abs=0.6)
    screened = [*TOWN, *doors(20, 30), wall((15, 35), (35, 35))]
    assert value(site_of(screened), "P06") < found


def test_p06_a_window_front_has_an_eye_every_four_metres() -> None:
    front = thing(Role.WINDOW_FRONT, LineString([(10, 40), (30, 40)]), "glass")
    site = site_of([*TOWN, front])
    found = results_of(site, "overlooked")["overlooked"]
    assert (found.doors, found.windows, found.window_front_m) == (0, 5, 20.0)
    assert value(site, "P06") > 30


def test_o13_tells_drawn_windows_and_does_not_count_them_as_doors() -> None:
    front = thing(Role.WINDOW_FRONT, LineString([(10, 40), (30, 40)]), "glass")
    bare, glazed = (
        observed(site_of([*TOWN, *doors(20, 30), *more]), "O13") for more in ([], [front])
    )
    assert glazed.value == bare.value
    assert (bare.note.key, glazed.note.key) == ("indicator.doors_only", "sight.note_windows")


def test_p06_thin_doors_only_bound_it_and_unseen_ones_widen_it() -> None:
    thin = observed(site_of([*TOWN, *doors(20, 30)], unknown=[Role.ENTRANCE]), "P06")
    assert isinstance(thin, Observed)
    assert thin.is_bound_only
    likely = value(site_of([*TOWN, *doors(20, 30)]), "P06")
    fewer = value(site_of([*TOWN, *doors(20, 30)], unseen={Role.ENTRANCE: -0.5}), "P06")
    more = value(site_of([*TOWN, *doors(20, 30)], unseen={Role.ENTRANCE: 0.5}), "P06")
    assert fewer == pytest.approx(0.75 * likely)
    assert more == pytest.approx(min(100.0, likely + 100 * 0.5 * math.pi * 625 / 2 / 2000))


def test_p07_a_walled_yard_is_a_pocket_with_a_sentence() -> None:
    assert value(site_of(TOWN), "P07") == 0
    yard = wall((49.9, 8), (42, 8), (42, 0.1), (48, 0.1), name="yard")
    house = thing(Role.BUILDING, box(50, -5, 60, 20), "east")
    site = site_of([*TOWN, house, yard])
    assert value(site, "P07") == pytest.approx(100 * 64 / 2000, abs=0.5)
    (pocket,) = results_of(site, "hidden_pockets")["hidden_pockets"].pockets
    assert pocket.area_m2 == pytest.approx(64, abs=8)
    assert pocket.ground.intersects(box(43, 1, 49, 7))
    assert pocket.hidden_by[0] == "yard"
    assert pocket.sentence.key == "sight.pocket"
    assert observed(site, "P07").objects[0] == "yard"


def test_p08_the_two_ends_of_one_opening_are_one_way_out() -> None:
    assert value(site_of(TOWN), "P08") == pytest.approx(100.0)
    ring = ZONE.exterior.buffer(0.2).difference(box(20, -5, 28, 5))
    shut = thing(Role.WALL, ring, "ring", barrier="wall", height="3")
    assert value(site_of([shut]), "P08") == 0
    two = ring.difference(box(45, 18, 55, 26))
    assert value(site_of([thing(Role.WALL, two, "ring", barrier="wall")]), "P08") > 90


def test_p11_a_camera_covers_a_way_in_it_looks_at_within_its_reach() -> None:
    def cover(world=None, **words):
        site = site_of([*TOWN, way_in(), camera(25, 30, **words)], world=world or World())
        return value(site, "P11")

    assert cover(direction_deg=180.0, field_of_view_deg=90.0) == 100
    assert cover(direction="S") == 100
    assert cover(direction_deg=0.0) == 0
    assert cover() == pytest.approx(25.0)
    assert cover(FEW) == 0
    assert cover(MANY) == 100
    assert cover(direction_deg=180.0, px_per_m=125.0) == 0  # 7.7 m
    assert cover(direction_deg=180.0, horizontal_pixels=1000.0) == 0  # 20 m


def test_p11_reach_and_class_follow_from_pixels() -> None:
    site = site_of([*TOWN, way_in(), camera(25, 30, direction_deg=180.0)])
    found = results_of(site, "camera_cover")["camera_cover"]
    assert found.cameras[0].reach_m == pytest.approx(38.4)
    assert found.classes == ("detect",)
    assert [class_of(px, RUBRIC) for px in (10, 12.5, 62.5, 130, 300, 2000)] == [
        *("", "monitor", "observe", "recognise"),
        *("identify", "inspect"),
    ]


def test_p11_a_wall_as_high_as_a_house_and_a_low_crown_cut_it() -> None:
    lens = camera(25, 30, direction_deg=180.0)
    high = wall((15, 10), (35, 10), height="4")
    tree = thing(Role.TREE, Point(25, 10), "tree", crown_base_m="1.8", height="6")
    for hides in (high, tree):
        assert value(site_of([*TOWN, way_in(), lens, hides]), "P11") == 0
    low = wall((15, 10), (35, 10), height="1")
    assert value(site_of([*TOWN, way_in(), lens, low]), "P11") == 100


def test_p11_no_camera_is_zero_only_where_cameras_are_known() -> None:
    assert value(site_of([*TOWN, way_in()]), "P11") == 0
    unknown = observed(site_of([*TOWN, way_in()], unknown=[Role.CAMERA]), "P11")
    assert isinstance(unknown, Observed)
    assert unknown.is_bound_only
    assert isinstance(observed(site_of(TOWN), "P11"), NotAssessed)


@pytest.mark.parametrize("key", SIGHT[:4])
def test_sight_is_not_assessed_without_buildings_and_never_zero(key: str) -> None:
    found = observed(site_of([], unknown=[Role.BUILDING]), key)
    assert isinstance(found, NotAssessed)
    assert found.reason.key == "indicator.class_unknown"


@pytest.mark.parametrize("key", SIGHT)
def test_what_a_person_measured_goes_first(key: str) -> None:
    assert value(site_of([*TOWN, way_in()], facts={key: 12.5}), key) == 12.5


def test_a_square_inside_a_building_is_judged_from_one_place_and_breaks_nothing() -> None:
    house = thing(Role.BUILDING, box(-5, -5, 55, 45), "hall")
    site = site_of([house])
    assert value(site, "P07") in {0.0, 100.0}
    assert value(site, "P06") == 0


def test_cells_and_what_cuts_are_shared_and_ways_out_are_marked_cell_by_cell() -> None:
    site = site_of([*TOWN, wall((20, 20), (30, 20))])
    ground = results_of(site, "view_ground")["view_ground"]
    assert len(ground.cells) == 2000
    assert ground.field.ids == ("west", "north", "wall")
    assert list(ground.is_object) == [False, False, True]
    found = results_of(site, "exit_sight")["exit_sight"]
    assert found.sees.shape == (2000,)
    assert found.sees.all()


def test_strange_shapes_are_taken_in() -> None:
    bow = thing(Role.WALL, Polygon([(10, 10), (20, 20), (20, 10), (10, 20)]), "bow", barrier="wall")
    speck = thing(Role.VEGETATION, Point(30, 30), "speck", natural="shrub")
    empty = thing(Role.TREE, Point(), "nowhere")
    assert 0 < value(site_of([*TOWN, bow, speck, empty]), "O06") < 100
