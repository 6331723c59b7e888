"""Then and now: headings, distances, and landmarks at the bearings a drawing gives them."""

import math
from dataclasses import replace

import pytest
from shapely.geometry import Point, box

from sbd_tool.app.commands.base import By
from sbd_tool.app.photos.viewpoints import (
    compared,
    keep_viewpoint,
    landmarks_of,
    note_difference,
    take_again,
    viewpoint_of,
)
from sbd_tool.app.rules import load_rules
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.photo_facts import PhotoFacts
from sbd_tool.domain.project import Photo
from sbd_tool.domain.roles import Role
from sbd_tool.domain.viewpoints import turned_by, viewpoints_of
from tests.generated_square import X0, Y0, layer, project

BY = By("Ada", "2026-05-02T10:00:00Z")


def photo(name, x, y, heading):
    place = (None, None) if x is None else (X0 + x, Y0 + y)
    return Photo(
        stamp=Stamp(id=name),
        blob=name,
        media_type="image/jpeg",
        x_m=place[0],
        y_m=place[1],
        heading_deg=heading,
    )


@pytest.fixture
def square():
    """Two lamps north of the viewpoint (30, 10): one in sight, one behind a house on the square."""
    found = project(seats=0, trees=0, lamps=0)
    lamps = layer(Role.LAMP, [Point(20, 50), Point(40, 50)], ids=["seen", "hidden"])
    house = layer(Role.BUILDING, [box(36, 30, 44, 40)], [{"height": 9}], ids=["house"])
    photos = [
        photo("then", 30, 10, 0.0),
        photo("now", 31, 12, 4.0),
        photo("askew", 30, 10, 340.0),
        photo("lost", None, None, None),
    ]
    return replace(
        found, layers=(*found.layers, lamps, house), photos={one.id: one for one in photos}
    )


def kept(square, *later):
    command = keep_viewpoint(square, "then", "South side", stamp=Stamp(id="view"), by=BY)
    found = command.apply(square)
    for one in later:
        found = take_again(found, "view", one, by=BY).apply(found)
    return found


def test_a_photo_taken_again_says_how_far_it_is_turned_and_off(square):
    found = kept(square, "now", "askew", "lost")
    now, askew, lost = compared(found, viewpoint_of(found, "1"))
    assert (now.turned_deg, now.is_same) == (4.0, True)
    assert now.off_m == pytest.approx(math.sqrt(5))
    assert (askew.turned_deg, askew.off_m, askew.is_same) == (-20.0, 0.0, False)
    assert (lost.turned_deg, lost.off_m, lost.is_same) == (None, None, False)
    keys = [one.key for one in askew.sentences()]
    assert keys == ["photo.view_turned_left", "photo.view_off", "photo.view_differs"]


def test_landmarks_in_sight_stand_at_the_bearings_of_the_plan(square):
    found = kept(square)
    facts = PhotoFacts(stamp=Stamp(id="f"), photo="then", view_deg=60.0).as_record()
    found = replace(found, records={**found.records, facts.id: facts})
    marks = {
        one.id: one for one in landmarks_of(found, load_rules(found), viewpoint_of(found, "view"))
    }
    assert "hidden" not in marks
    seen = marks["seen"]
    bearing = math.degrees(math.atan2(-10, 40)) % 360
    assert seen.bearing_deg == pytest.approx(bearing)
    assert seen.off_axis_deg == pytest.approx(bearing - 360)
    assert seen.distance_m == pytest.approx(math.hypot(10, 40))
    across = 0.5 + (-10 / 40) / (2 * math.tan(math.radians(30)))
    assert seen.across == pytest.approx(across)
    turned = replace(viewpoint_of(found, "view"), heading_deg=180.0)
    assert "seen" not in {one.id for one in landmarks_of(found, load_rules(found), turned)}


def test_a_difference_becomes_a_remark_pinned_to_the_viewpoint(square):
    found = kept(square)
    view = viewpoint_of(found, "view")
    command = note_difference(view, "lamp dead", ["seen"], stamp=Stamp(id="n"), by=BY)
    (note,) = command.apply(found).notes.values()
    assert (note.words, note.objects) == ("lamp dead", ("seen",))
    assert (note.x_m, note.y_m) == (view.x_m, view.y_m)


def test_what_is_no_viewpoint_is_refused_in_words(square):
    with pytest.raises(InputError):
        keep_viewpoint(square, "lost", "?", stamp=Stamp(id="v"), by=BY)
    found = kept(square)
    with pytest.raises(InputError):
        take_again(found, "view", "then", by=BY)
    with pytest.raises(InputError):
        viewpoint_of(found, "7")
    record = found.records["view"]
    broken = replace(record, content={**record.content, "x_m": "here"})
    assert viewpoints_of({"view": broken}) == ()


@pytest.mark.parametrize(
    ("then", "now", "turn"), [(0, 180, 180), (350, 5, 15), (5, 350, -15), (90, 90, 0)]
)
def test_turns_go_the_short_way_round(then, now, turn):
    assert turned_by(then, now) == turn
