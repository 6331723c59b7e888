"""Maps by sight: their limits, their classes, and what has to be said of them."""

import numpy as np
import pytest
from shapely.geometry import LineString, Point, box

from sbd_tool.app.camera_fans import camera_fans
from sbd_tool.app.field_maps import (
    FIELD_MAPS,
    cannot_be_shown,
    design_of,
    heat_of,
    is_same_design,
    legend_notes,
    work_out,
)
from sbd_tool.app.language import load_words
from sbd_tool.app.rules import load_rules
from sbd_tool.domain.errors import Cancelled, SquareMissingError
from sbd_tool.domain.project import Project
from sbd_tool.domain.roles import Role
from tests.generated_square import SQUARE, X0, Y0, layer

RULES = load_rules(None)
WORDS = load_words("en")
ZONE = box(0, 0, 60, 60)
HOUSES = layer(Role.BUILDING, [box(-20, 62, 80, 80), box(62, 0, 80, 62)])


def project(*layers, square=SQUARE):
    ground = layer(Role.PEDESTRIAN_AREA, [ZONE], [{}], ids=[SQUARE])
    return Project(id="p", title="", crs="EPSG:32632", square=square, layers=(ground, *layers))


def cameras(*directions):
    tags = [{} if one is None else {"direction": str(one)} for one in directions]
    places = [Point(30, 2 + n) for n in range(len(directions))]
    return layer(Role.CAMERA, places, tags, ids=[f"camera-{n}" for n in range(len(directions))])


def heat(found, key, result=None):
    one = FIELD_MAPS[key]
    return heat_of(one, result or work_out(found, RULES, one.subject), RULES.rubric)


def test_cells_of_a_map_hold_the_values_of_their_points():
    found = project(HOUSES, layer(Role.WALL, [LineString([(20, 20), (40, 20)])], [{"height": "3"}]))
    result = work_out(found, RULES, "visibility")
    shown = heat(found, "area", result)
    for number in (0, 100, len(result.x) - 1):
        value = shown.value_at(result.x[number], result.y[number])
        assert value == pytest.approx(result.columns["area_m2"][number])
    assert shown.value_at(X0 - 50, Y0 - 50) is None


def test_a_large_square_gets_coarser_cells_and_a_small_one_two_metres():
    small = work_out(project(), RULES, "surveillance")
    wide = layer(Role.PEDESTRIAN_AREA, [box(0, 0, 600, 400)], [{}], ids=[SQUARE])
    large = work_out(
        Project(id="p", title="", crs="EPSG:32632", square=SQUARE, layers=(wide,)),
        RULES,
        "surveillance",
    )
    assert small.raster.step_m == 2.0
    assert large.raster.step_m > 2.0
    assert len(large.x) <= 6_600


def test_limits_rise_even_where_every_place_sees_the_same():
    shown = heat(project(), "connectivity")
    assert shown.stops[0] < shown.stops[-1]


def test_nobody_is_a_class_of_its_own():
    doors = layer(Role.ENTRANCE, [Point(30, 62)])
    shown = heat(project(HOUSES, doors), "eyes")
    assert [WORDS(shown.class_at(n)) for n in (0, 1, 4, 30)] == [
        "nobody",
        "1",
        "3 to 4",
        "10 or more",
    ]


def test_a_camera_shows_classes_in_front_and_none_behind():
    found = project(HOUSES, cameras(0))
    shown = heat(found, "cameras")
    near, behind = shown.value_at(X0 + 30, Y0 + 11), shown.value_at(X0 + 5, Y0 + 1)
    assert WORDS(shown.class_at(near)).startswith("Observe")
    assert behind == 0
    assert "Blind" in WORDS(shown.class_at(behind))


def test_fans_tell_the_same_class_as_the_map_and_blind_ground_is_the_rest():
    wall = layer(Role.WALL, [LineString([(25, 20), (35, 20)])], [{"height": "5"}])
    found = project(HOUSES, wall, cameras(0))
    result, fans = work_out(found, RULES, "cameras"), camera_fans(found, RULES)
    (fan,) = fans.fans
    checked = 0
    for x, y, key in zip(result.x, result.y, result.columns["class"], strict=True):
        spot = Point(x, y)
        if any(band.ground.boundary.distance(spot) < 0.05 for band in fan.bands):
            continue
        inside = [band.key for band in fan.bands if band.ground.contains(spot)]
        assert inside == ([key] if key else [])
        assert fans.blind.contains(spot) == (not key)
        checked += 1
    assert checked > 500


def test_of_a_camera_that_looks_nobody_knows_where_no_band_is_drawn():
    fans = camera_fans(project(HOUSES, cameras(90, None)), RULES)
    assert [bool(fan.bands) for fan in fans.fans] == [True, False]


@pytest.mark.parametrize(
    ("key", "layers", "reason"),
    [
        ("cameras", (HOUSES,), "fields.no_cameras"),
        ("cameras", (HOUSES, cameras(None)), "fields.no_directions"),
        ("eyes", (HOUSES,), "fields.no_eyes"),
        ("cameras", (HOUSES, cameras(0)), None),
        ("area", (), None),
    ],
)
def test_what_nobody_drew_makes_no_map_of_nothing(key, layers, reason):
    one = FIELD_MAPS[key]
    refused = cannot_be_shown(one, work_out(project(*layers), RULES, one.subject))
    assert (refused.key if refused else None) == reason


def test_a_plan_without_buildings_is_said_to_show_too_much():
    notes = [note.key for note in legend_notes(work_out(project(), RULES, "visibility"))]
    assert "fields.note_no_buildings" in notes


def test_a_map_needs_a_square():
    with pytest.raises(SquareMissingError):
        work_out(project(square=""), RULES, "visibility")


def test_a_map_is_given_up_when_asked():
    class Stop:
        def advance(self, fraction, note=None):
            raise Cancelled

    with pytest.raises(Cancelled):
        work_out(project(HOUSES), RULES, "visibility", Stop())


def test_a_new_title_is_the_same_design_and_a_new_layer_is_not():
    from dataclasses import replace

    before = project(HOUSES)
    assert is_same_design(design_of(before), design_of(replace(before, title="Another")))
    more = replace(before, layers=(*before.layers, cameras(0)))
    assert not is_same_design(design_of(before), design_of(more))


def test_every_map_has_words_and_a_rising_scale():
    values = np.array([0.0, 3.0, 900.0])
    for one in FIELD_MAPS:
        scale = one.scale(values, RULES.rubric)
        assert list(scale.stops) == sorted(set(scale.stops))
        assert WORDS(one.title)
