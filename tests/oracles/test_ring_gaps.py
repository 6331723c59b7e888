"""Planted gaps are found, all of them, however the ring lies; a tenth of a millimetre decides."""

import math

import numpy as np
import pytest
from shapely.geometry import LineString, Point, Polygon, box

from sbd_tool.analysis.ring.find import rings_of
from sbd_tool.domain.effective import World
from sbd_tool.domain.progress import SILENT
from sbd_tool.domain.ring_results import Rings, Verdict
from sbd_tool.domain.roles import Role
from sbd_tool.formats.rules import read_rubric
from tests.drawn import RUBRIC, moved, site_of, thing

TRUCK = "V/7200[N2A]/48/90:0.0"
CAR = "V/1500[M1]/48/90:0.3"
CROWD = box(-12, -12, 12, 12)


def _post(at, name: str, radius: float = 0.1, **more):
    said = {"barrier": "bollard", "rating": TRUCK, "height": "1.0", **more}
    return thing(Role.BARRIER, Point(*at), name, diameter=str(2 * radius), **said)


def _ring(gaps: list[float], radius: float = 0.1):
    """Posts on a circle whose clear gaps, one after the other, are those."""
    chords = [gap + 2 * radius for gap in gaps]
    low, high = max(chords) / 2, 10 * sum(chords)
    for _ in range(200):
        middle = (low + high) / 2
        turned = sum(2 * math.asin(min(1.0, chord / 2 / middle)) for chord in chords)
        low, high = (middle, high) if turned > 2 * math.pi else (low, middle)
    angle, posts = 0.0, []
    for number, chord in enumerate(chords):
        at = (high * math.cos(angle), high * math.sin(angle))
        posts.append(_post(at, f"p{number}", radius))
        angle += 2 * math.asin(chord / 2 / high)
    return posts, high


def _found(things, crowd: Polygon = CROWD, rubric=RUBRIC, **more) -> Rings:
    drawn = [*things, thing(Role.CROWD_AREA, crowd, "crowd")]
    return rings_of(site_of(drawn, crowd.buffer(30), **more), rubric, SILENT)


def _posed(things, seed: int, crowd: Polygon = CROWD) -> Rings:
    from dataclasses import replace

    rng = np.random.default_rng(seed)
    degrees = float(rng.uniform(0, 360))
    shift = (float(rng.uniform(0, 8e5)), float(rng.uniform(0, 7e6)))
    posed = [replace(one, geometry=moved(one.geometry, degrees, shift)) for one in things]
    return _found(posed, moved(crowd, degrees, shift))


@pytest.mark.parametrize("seed", range(20))
def test_every_planted_gap_of_twenty_rings_is_found(seed: int) -> None:
    rng = np.random.default_rng(seed)
    gaps = [float(rng.uniform(0.95, 1.19)) for _ in range(80)]
    planted = rng.choice(80, int(rng.integers(1, 6)), replace=False)
    for place in planted:
        gaps[place] = float(rng.uniform(1.2002, 3.5))
    posts, _ = _ring(gaps)
    found = _posed(posts, seed)
    assert not found.is_enclosed
    told = {gap.between: gap.width_m for gap in found.zones[0].gaps}
    for number, gap in enumerate(gaps):
        pair = {f"p{number}", f"p{(number + 1) % 80}"}
        width = next((width for between, width in told.items() if set(between) == pair), None)
        assert width == pytest.approx(gap, abs=1e-6), (number, gap)
    assert found.zones[0].passages["small"].likely_m == pytest.approx(max(gaps), abs=1e-6)


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize(("gap", "is_closed"), [(1.1999, True), (1.2, True), (1.2001, False)])
def test_a_tenth_of_a_millimetre_decides_at_any_rotation(gap, is_closed, seed: int) -> None:
    posts, _ = _ring([1.0] * 40 + [gap] + [1.0] * 39)
    found = _posed(posts, seed)
    assert found.is_enclosed is is_closed
    assert found.is_enclosed_for_sure is is_closed
    assert max(one.width_m for one in found.zones[0].gaps) == pytest.approx(gap, abs=1e-6)


def test_verdicts_follow_the_national_profile() -> None:
    posts, _ = _ring([0.95] * 80)
    default = _found(posts).zones[0].gaps[0].verdicts
    assert default["wheelchair"] is Verdict.PASSES
    assert default["assistance_dog"] is Verdict.BLOCKED
    assert default["cargo_bike"] is Verdict.BLOCKED
    spain = _found(posts, rubric=read_rubric(profile="spain")).zones[0].gaps[0].verdicts
    assert spain["wheelchair"] is Verdict.BLOCKED


def test_the_widest_vehicle_follows_the_width() -> None:
    posts, _ = _ring([1.1] * 60 + [1.4, 1.9, 2.2, 2.4, 2.6])
    widest = {round(gap.width_m, 1): gap.widest_vehicle for gap in _found(posts).zones[0].gaps}
    assert widest == {
        1.1: "",
        1.4: "small",
        1.9: "car",
        2.2: "van",
        2.4: "truck_7t",
        2.6: "truck_18t",
    }


def _with_one(replaced) -> Rings:
    """A ring of eighty posts, one of them replaced."""
    posts, _ = _ring([1.0] * 80)
    return _found([*posts[1:], replaced(posts[0].geometry)])


def test_loose_furniture_in_a_gap_does_not_close_it() -> None:
    def bench(at):
        return thing(Role.BARRIER, at, "bench", barrier="bench", width="2.0")

    assert not _with_one(bench).is_enclosed
    assert any(note.key == "closure.note_loose" for note in _with_one(bench).zones[0].notes)


def test_founded_furniture_of_known_height_closes_it() -> None:
    def planter(at):
        return thing(
            Role.BARRIER, at, "p", barrier="planter", width="0.4", foundation="deep", height="0.9"
        )

    assert _with_one(planter).is_enclosed_for_sure


def test_a_low_thing_nobody_tested_does_not_close_a_gap() -> None:
    def stone(at):
        return thing(Role.BARRIER, at, "stone", barrier="block", width="0.4", height="0.3")

    assert not _with_one(stone).is_enclosed


def test_a_bollard_nobody_rated_may_close_it_but_not_for_sure() -> None:
    def bollard(at):
        return thing(Role.BARRIER, at, "b", barrier="bollard", width="0.2", height="1.0")

    found = _with_one(bollard)
    assert found.is_enclosed
    assert not found.is_enclosed_for_sure
    assert any("rating" in gap.unknown for gap in found.zones[0].gaps)


def test_a_rating_for_cars_keeps_no_truck_out() -> None:
    found = _with_one(lambda at: _post((at.x, at.y), "weak", rating=CAR)).zones[0]
    assert found.passages["car"].worst_m == pytest.approx(1.0, abs=1e-6)
    assert found.passages["truck_7t"].worst_m == pytest.approx(2.2, abs=1e-2)
    weak = [gap for gap in found.gaps if "weak" in gap.between]
    assert len(weak) == 2
    assert all("truck_7t" in gap.not_stopped and "car" not in gap.not_stopped for gap in weak)


def test_a_word_about_the_class_it_stops_is_respected() -> None:
    def bollard(at):
        return thing(Role.BARRIER, at, "b", barrier="bollard", width="0.2", stops_class="car")

    found = _with_one(bollard).zones[0]
    assert found.passages["car"].worst_m == pytest.approx(1.0, abs=1e-6)
    assert found.passages["van"].worst_m > 2


def test_doubt_of_the_drawing_widens_the_interval_and_never_closes_for_sure() -> None:
    from dataclasses import replace

    from sbd_tool.domain.evidence import Evidence

    posts, _ = _ring([1.1] * 80)
    drawn = [replace(post, evidence=Evidence.PLAN) for post in posts]
    found = _found(drawn, world=World())
    assert found.is_enclosed
    assert not found.is_enclosed_for_sure
    gap = found.zones[0].gaps[0]
    assert (gap.low_m, gap.high_m) == pytest.approx((0.8, 1.4))
    assert gap.vehicles is Verdict.UNSURE
    assert gap.verdicts["wheelchair"] is Verdict.UNSURE


def test_a_square_between_houses_lists_its_street_mouths_along_the_edge() -> None:
    houses = [
        thing(Role.BUILDING, box(-40, -40, -4, -15), "sw"),
        thing(Role.BUILDING, box(4, -40, 40, -15), "se"),
        thing(Role.BUILDING, box(15, -15, 40, 40), "e"),
        thing(Role.BUILDING, box(-40, 15, 9, 40), "n"),
        thing(Role.BUILDING, box(-40, -15, -15, 15), "w"),
    ]
    ring = _found(houses).zones[0]
    assert not ring.is_enclosed
    assert [(set(gap.between), round(gap.width_m, 6)) for gap in ring.gaps] == [
        ({"n", "e"}, 6.0),
        ({"sw", "se"}, 8.0),
    ]
    assert [gap.position_m for gap in ring.gaps] == sorted(gap.position_m for gap in ring.gaps)


def test_a_mouth_wider_than_any_row_is_still_a_gap_with_its_exact_width() -> None:
    wall = thing(
        Role.WALL,
        LineString([(-15, -16), (-16, 16), (16, 16), (16, -16)]),
        "wall",
        barrier="wall",
        height="2",
        foundation="deep",
    )
    gaps = _found([wall]).zones[0].gaps
    assert [round(gap.width_m, 6) for gap in gaps] == [31.0]


def test_a_row_drawn_as_a_line_tells_its_own_gap_once() -> None:
    row = thing(
        Role.BARRIER,
        CROWD.buffer(2, join_style="mitre").exterior,
        "row",
        barrier="bollard",
        rating=TRUCK,
        clear_gap_m=1.15,
    )
    ring = _found([row]).zones[0]
    assert ring.is_enclosed_for_sure
    assert [(gap.width_m, gap.is_row, gap.between) for gap in ring.gaps] == [
        (1.15, True, ("row", "row"))
    ]


def test_without_anything_that_stops_a_vehicle_there_is_no_ring_and_it_is_said() -> None:
    ring = _found([]).zones[0]
    assert not ring.is_enclosed
    assert ring.gaps == ()
    assert [note.key for note in ring.notes] == ["closure.note_no_ring"]


def test_two_crowd_areas_are_two_zones_and_each_has_its_ring() -> None:
    posts, radius = _ring([1.0] * 80)
    far = 4 * radius
    second = thing(Role.CROWD_AREA, box(far - 5, -5, far + 5, 5), "second")
    found = _found([*posts, second])
    assert [ring.objects for ring in found.zones] == [("crowd",), ("second",)]
    assert [ring.is_enclosed for ring in found.zones] == [True, False]
    assert not found.is_enclosed


def _two_houses(short_m: float):
    return [
        thing(Role.BUILDING, box(-short_m, 15, 20, 40), "n"),
        thing(Role.BUILDING, box(15, -short_m, 40, 14.5), "e"),
    ]


def _told(things):
    ring = _found(things).zones[0]
    assert not ring.is_enclosed
    told = [(set(gap.between), gap.width_m, gap.is_open_side) for gap in ring.gaps]
    return sorted(told, key=lambda one: one[1])


def test_an_open_side_is_one_gap_between_the_ends_of_what_stands() -> None:
    narrow, wide = _told(_two_houses(40))
    assert narrow == ({"n", "e"}, pytest.approx(0.5), False)
    assert wide == ({"n", "e"}, pytest.approx(math.hypot(55, 55)), False)


def test_an_open_side_that_no_straight_stretch_closes_goes_round_the_zone() -> None:
    narrow, wide = _told(_two_houses(20))
    assert narrow == ({"n", "e"}, pytest.approx(0.5), False)
    # Along the zone less its margin (half its depth: 6 m), from the one front to the other.
    assert wide == ({"n", "e"}, pytest.approx(2 * (15 + 6)), True)
