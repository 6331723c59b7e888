"""Ways across a square against closed forms, at many rotations; a millimetre decides."""

import math
from dataclasses import replace

import pytest
from shapely.geometry import LineString, Point, Polygon, box

from sbd_tool.domain.effective import Element
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.results import Arrivals
from sbd_tool.domain.ring_results import Verdict
from sbd_tool.domain.roles import Role
from sbd_tool.domain.walk_results import PinchReason
from sbd_tool.formats.rules import read_rubric
from tests.drawn import moved, thing
from tests.walked import GROUND, arrival, only, walked, way_m

TURNS = [(7.0 + 31.7 * k, (1000.0 * k + 0.3, 5e6 + 333.3 * k)) for k in range(12)]
WEST, EAST = Point(5, 20), Point(45, 20)


def _posed(things: list[Element], pose, places=(WEST, EAST), **more):
    """Ways with everything turned and moved alike."""
    degrees, shift = pose
    turned = [replace(one, geometry=moved(one.geometry, degrees, shift)) for one in things]
    spots = [moved(at, degrees, shift) for at in places]
    return walked(turned, spots, moved(GROUND, degrees, shift), **more)


def _wall(*points, name="wall") -> Element:
    return thing(Role.WALL, LineString(points), name)


def _gate_of_posts(gap: float, radius: float = 0.1) -> list[Element]:
    """A wall from side to side with a gap between two bollards."""
    reach = gap / 2 + radius
    said = {"barrier": "bollard", "diameter": str(2 * radius)}
    return [
        _wall((25, -10), (25, 20 - reach), name="south"),
        _wall((25, 20 + reach), (25, 50), name="north"),
        thing(Role.BARRIER, Point(25, 20 - reach), "low", **said),
        thing(Role.BARRIER, Point(25, 20 + reach), "high", **said),
    ]


@pytest.mark.parametrize("pose", TURNS)
@pytest.mark.parametrize(
    ("gap", "verdict"),
    [
        (0.89, Verdict.BLOCKED),
        (0.8999, Verdict.BLOCKED),
        (0.9, Verdict.PASSES),
        (0.9001, Verdict.PASSES),
        (0.91, Verdict.PASSES),
    ],
)
def test_a_pair_of_bollards_lets_a_wheelchair_of_90_cm_through_or_not(gap, verdict, pose):
    walk = only(_posed(_gate_of_posts(gap), pose))
    assert walk.verdict is verdict
    if verdict is Verdict.PASSES:
        assert walk.length_m == pytest.approx(40.0, abs=1e-4)
        assert walk.min_clear_m == pytest.approx(gap, abs=1e-6)
        assert walk.pinch is None
    else:
        assert walk.length_m is None
        assert walk.pinch.reason is PinchReason.GAP
        assert {walk.pinch.id, walk.pinch.other} == {"low", "high"}
        assert walk.pinch.clear_width_m == pytest.approx(gap, abs=1e-6)


def test_each_user_needs_its_own_width():
    walks = walked(_gate_of_posts(0.85), [WEST, EAST], users=("wheelchair", "pram", "cargo_bike"))
    told = {key: found.walks[0].verdict for key, found in walks.users.items()}
    assert told == {
        "wheelchair": Verdict.BLOCKED,
        "pram": Verdict.PASSES,
        "cargo_bike": Verdict.BLOCKED,
    }


def test_the_national_profile_decides_the_width():
    spain = read_rubric(profile="spain")
    assert only(walked(_gate_of_posts(1.5), [WEST, EAST])).verdict is Verdict.PASSES
    assert only(walked(_gate_of_posts(1.5), [WEST, EAST], rubric=spain)).verdict is Verdict.BLOCKED


def _round_one_end(half: float) -> float:
    """From (5, 20) to (45, 20) round the end (25, 30) of a wall, at a distance from it."""
    away = math.hypot(20, 10)
    straight = math.sqrt(away**2 - half**2)
    turn = 2 * (math.atan2(10, 20) + math.asin(half / away))
    return 2 * straight + half * turn


@pytest.mark.parametrize("pose", TURNS)
def test_a_way_round_the_end_of_a_wall_is_two_tangents_and_an_arc(pose):
    walk = only(_posed([_wall((25, -10), (25, 30))], pose))
    assert walk.length_m == pytest.approx(_round_one_end(0.45), abs=1e-6)
    assert walk.bare_m == pytest.approx(40.0, abs=1e-6)
    assert walk.detour == pytest.approx(_round_one_end(0.45) / 40, abs=1e-6)
    assert walk.directness == pytest.approx(walk.detour)
    assert walk.line.length == pytest.approx(walk.length_m, abs=0.01)


@pytest.mark.parametrize("pose", TURNS)
def test_a_way_round_a_kiosk_is_tangents_arcs_and_its_side(pose):
    kiosk = thing(Role.BUILDING, box(20, 10, 30, 26), "kiosk")
    walk = only(_posed([kiosk], pose))
    half, away = 0.45, math.hypot(15, 6)
    turn = math.atan2(6, 15) + math.asin(half / away)
    expected = 2 * (math.sqrt(away**2 - half**2) + half * turn) + 10
    assert walk.length_m == pytest.approx(expected, abs=1e-6)
    assert walk.detour == pytest.approx(1.0), "buildings are no detour by what is designed"


def test_a_round_post_is_passed_along_its_circle():
    post = [(Point(25, 20), 1.0)]
    kept = 1.0 + 0.45
    turn = math.pi - 2 * math.acos(kept / 20)
    expected = 2 * math.sqrt(20**2 - kept**2) + kept * turn
    assert way_m(post, [(5, 20), (45, 20)], 0.9) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("pose", TURNS[:3])
def test_steps_stop_wheels_and_not_a_cane(pose):
    flight = thing(Role.STEPS, box(24, -10, 26, 50), "flight")
    walks = _posed([flight], pose, users=("wheelchair", "pram", "cane", "cargo_bike"))
    for user in ("wheelchair", "pram", "cargo_bike"):
        walk = only(walks, user)
        assert walk.verdict is walk.step_free is Verdict.BLOCKED
        assert (walk.pinch.reason, walk.pinch.id) == (PinchReason.STEPS, "flight")
    cane = only(walks, "cane")
    assert cane.verdict is Verdict.PASSES
    assert cane.step_free is Verdict.BLOCKED
    assert walks.users["cane"].step_free_share(Verdict.PASSES) == 0.0


def test_a_ramp_beside_steps_is_for_those_it_is_stated_for():
    flight = thing(Role.STEPS, box(24, -10, 26, 50), "flight", ramp__stroller="yes")
    walks = walked([flight], [WEST, EAST], users=("wheelchair", "pram"))
    assert only(walks, "pram").verdict is Verdict.PASSES
    assert only(walks).verdict is Verdict.BLOCKED


@pytest.mark.parametrize(
    ("said", "verdict", "unknown"),
    [
        ({"height_m": 0.03}, Verdict.PASSES, ()),
        ({"kerb": "flush"}, Verdict.PASSES, ()),
        ({"height_m": 0.12}, Verdict.BLOCKED, ()),
        ({"kerb": "raised"}, Verdict.BLOCKED, ()),
        ({}, Verdict.UNSURE, ("kerb",)),
    ],
)
def test_a_kerb_nobody_has_measured_is_never_taken_as_flush(said, verdict, unknown):
    kerb = thing(Role.KERB, LineString([(25, -10), (25, 50)]), "kerb", **said)
    walk = only(walked([kerb], [WEST, EAST]))
    assert walk.verdict is verdict
    assert walk.unknown == unknown
    assert (walk.high_m is None) == (verdict is not Verdict.PASSES)


@pytest.mark.parametrize(
    ("said", "verdict", "unknown"),
    [
        ({"clear_gap_m": 0.95}, Verdict.PASSES, ()),
        ({"clear_gap_m": 0.85}, Verdict.BLOCKED, ()),
        ({}, Verdict.UNSURE, ("gap",)),
    ],
)
def test_a_row_of_unknown_gaps_is_never_taken_as_passable(said, verdict, unknown):
    row = thing(Role.BARRIER, LineString([(25, -10), (25, 50)]), "row", barrier="bollard", **said)
    walk = only(walked([row], [WEST, EAST]))
    assert walk.verdict is verdict
    assert walk.unknown == unknown
    if verdict is Verdict.BLOCKED:
        assert (walk.pinch.reason, walk.pinch.id) == (PinchReason.ROW, "row")
        assert walk.pinch.clear_width_m == pytest.approx(0.85)
    else:
        assert walk.min_clear_m == pytest.approx(said.get("clear_gap_m", 1.2))


def test_a_drawn_gap_near_the_limit_is_unsure_where_the_accuracy_decides():
    drawn = [replace(one, evidence=Evidence.PLAN) for one in _gate_of_posts(1.0)]
    near = only(walked(drawn, [WEST, EAST]))
    assert near.verdict is Verdict.UNSURE
    assert near.unknown == ("drawing",)
    assert near.length_m == pytest.approx(40.0, abs=1e-4)
    assert near.high_m is None
    wide = [replace(one, evidence=Evidence.PLAN) for one in _gate_of_posts(1.3)]
    assert only(walked(wide, [WEST, EAST])).verdict is Verdict.PASSES


def test_what_closes_the_way_altogether_is_named():
    walk = only(walked([_wall((25, -10), (25, 50), name="across")], [WEST, EAST]))
    assert walk.verdict is Verdict.BLOCKED
    assert (walk.pinch.reason, walk.pinch.id) == (PinchReason.OBJECT, "across")
    assert walk.pinch.clear_width_m == 0.0
    assert walk.bare_m == pytest.approx(40.0)


def test_a_gate_that_everybody_may_use_opens_its_own_width():
    wall = _wall((25, -10), (25, 50))
    for width, verdict in ((0.89, Verdict.BLOCKED), (0.91, Verdict.PASSES)):
        gate = thing(Role.GATE, Point(25, 20), "gate", width_m=width, access="yes")
        walk = only(walked([wall, gate], [WEST, EAST]))
        assert walk.verdict is verdict
        if verdict is Verdict.PASSES:
            assert walk.min_clear_m == pytest.approx(width, abs=1e-3)


def test_the_longer_way_round_names_what_pinches_the_direct_one():
    things = [*_gate_of_posts(0.6)[:1], *_gate_of_posts(0.6)[2:]]
    things.append(_wall((25, 20.4), (25, 30), name="north"))
    walk = only(walked(things, [WEST, EAST]))
    assert walk.verdict is Verdict.PASSES
    assert walk.length_m == pytest.approx(_round_one_end(0.45), abs=1e-6)
    assert walk.pinch.clear_width_m == pytest.approx(0.6, abs=1e-6)


def test_ways_in_with_steps_a_slope_or_an_unknown_slope_say_so():
    for said, verdict, reason in (
        ({"is_stepped": True}, Verdict.BLOCKED, PinchReason.STEPS),
        ({"is_steep": True}, Verdict.BLOCKED, PinchReason.SLOPE),
        ({"is_slope_known": False}, Verdict.UNSURE, None),
    ):
        ways = Arrivals(ways=(arrival(WEST, 0, **said), arrival(EAST, 1)))
        walks = walked([], [], arrivals=ways, users=("wheelchair", "cane"))
        assert only(walks).verdict is verdict
        assert (only(walks).pinch and only(walks).pinch.reason) == reason
        assert only(walks, "cane").verdict is Verdict.PASSES


def test_doors_stops_and_tagged_things_are_destinations_and_near_ones_are_one():
    things = [
        thing(Role.BUILDING, box(10, 40, 40, 60), "house"),
        thing(Role.ENTRANCE, Point(15, 40), "shop", wheelchair="yes"),
        thing(Role.ENTRANCE, Point(20, 40), "beside"),
        thing(Role.ENTRANCE, Point(35, 40), "cafe"),
        thing(Role.TRANSIT_STOP, Point(45, 5), "stop"),
        thing(Role.TREE, Point(8, 35), "oak", destination="yes"),
        thing(Role.ENTRANCE, Point(38, 40), "garage", entrance="garage"),
    ]
    walks = walked(things, [WEST])
    ends = {key: end for key, end in walks.ends.items() if key.startswith("D")}
    assert [(end.kind.value, end.objects) for end in ends.values()] == [
        ("tagged", ("oak",)),
        ("door", ("shop", "beside")),
        ("door", ("cafe",)),
        ("stop", ("stop",)),
    ]
    told = {walk.end: walk.verdict for walk in walks.users["wheelchair"].walks}
    assert list(told.values()) == [
        Verdict.PASSES,
        Verdict.PASSES,
        Verdict.UNSURE,
        Verdict.PASSES,
    ]
    for end in ends.values():
        assert end.place.distance(end.at) < 1.0
        assert end.place.distance(things[0].geometry) >= 0.75 - 1e-6


def test_desire_lines_are_what_most_pairs_share_and_say_what_stands_on_them():
    kiosk = thing(Role.BUILDING, box(20, -10, 30, 20), "block")
    post = thing(Role.BARRIER, Point(25, 20.5), "post", barrier="bollard")
    places = [Point(3, 3), Point(3, 10), Point(47, 3), Point(47, 10)]
    desire = walked([kiosk, post], places).users["wheelchair"].desire
    assert desire[0].pairs == 4
    assert desire[0].objects == ("post",)
    assert desire[0].line.length == pytest.approx(10.0, abs=0.3)


def test_a_place_that_a_thing_covers_is_left_on_the_near_side_of_a_wall():
    post = thing(Role.BARRIER, Point(5, 20), "post", barrier="bollard")
    wall = _wall((5.9, 0), (5.9, 40))
    walk = only(walked([post, wall], [WEST, EAST]))
    assert walk.verdict is Verdict.PASSES
    assert walk.length_m > 2 * 20, "somebody has to go round the wall, not through it"


def test_a_square_without_ways_in_says_so():
    walks = walked([], [])
    assert walks.users["wheelchair"].walks == ()
    assert walks.users["wheelchair"].mean_detour is None
    assert [note.key for note in walks.notes] == [
        "walking.note_no_arrivals",
        "walking.note_no_destinations",
    ]


def test_a_wheelchair_does_not_fit_through_a_corridor_that_narrows():
    """Two walls that run together: 1.4 m wide in the west, 0.86 m in the east."""
    walls = [
        thing(Role.BUILDING, Polygon([(10, -10), (40, -10), (40, 19.57), (10, 19.3)]), "south"),
        thing(Role.BUILDING, Polygon([(10, 50), (40, 50), (40, 20.43), (10, 20.7)]), "north"),
    ]
    walk = only(walked(walls, [WEST, EAST]))
    assert walk.verdict is Verdict.BLOCKED
    assert walk.pinch.clear_width_m == pytest.approx(0.86, abs=0.005)
    assert only(walked(walls, [WEST, EAST], users=("pram",)), "pram").verdict is Verdict.PASSES
