"""What is kept of things an edit leaves alone changes no answer; what changed is read anew."""

from dataclasses import replace

import pytest
from shapely.geometry import LineString, Point, box

from sbd_tool.analysis import answers, obstacles, standing_measures, streets
from sbd_tool.analysis.effective_site import in_world, standing
from sbd_tool.analysis.obstacles import obstacles_of
from sbd_tool.analysis.same import KeptOf, Same
from sbd_tool.analysis.site_survey import survey
from sbd_tool.analysis.streets import grounds
from sbd_tool.analysis.swept.free_ground import ROAD_ROLES, free_ground
from sbd_tool.app.rules import load_rules
from sbd_tool.domain.effective import Leaning, World
from sbd_tool.domain.registry import Registry
from sbd_tool.domain.roles import Role
from tests.generated_square import answered, placed, project

RULES = load_rules(None)
BARE = project(barriers=1)
PLAN = survey(BARE.layers, BARE.square, RULES.rubric)
ROW = placed(BARE, "bollards-rated-fixed", LineString([(0, -1), (40, -1)]))
EDITS = (
    BARE,
    placed(BARE, "seating-edge", Point(30, 30)),
    ROW,
    placed(ROW, "rated-planters", LineString([(0, 30), (20, 30)])),
    answered(ROW, rating__measure_0="V/7200[N2A]/48/90:0.0", gap__measure_0=1.9),
    answered(ROW, seen_none__wall=True, confirmed__barrier=True, confirmed__tree=True),
    placed(ROW, "pedestrian-zone", box(0, -20, 60, 0)),
    BARE,
)
WORLDS = tuple(World(attributes=leaning) for leaning in Leaning)
KEPT = (
    (obstacles, "_READ"),
    (obstacles, "_WHOLE"),
    (streets, "_READ"),
    (standing_measures, "_MADE"),
    (answers, "_SEEN"),
)


def _site(of, world=WORLDS[1], rubric=RULES.rubric):
    return in_world(standing(of, RULES.catalogue, rubric, PLAN, ("base", "ordinary")), world)


def _read(of, world, rubric=RULES.rubric):
    site = _site(of, world, rubric)
    ground = free_ground(site, rubric, 4.0, site.zone.buffer(80))
    return (
        site.elements,
        [obstacles_of(site, rubric, wide=wide) for wide in (True, False)],
        grounds(site, rubric, ROAD_ROLES),
        (ground.whole.wkb, ground.outside.wkb, ground.built.wkb, ground.stops),
    )


@pytest.mark.parametrize("world", WORLDS, ids=[leaning.value for leaning in Leaning])
def test_edits_one_after_the_other_are_read_as_if_nothing_had_been_read_before(world, monkeypatch):
    after_others = [_read(of, world) for of in EDITS]
    for number, of in enumerate(EDITS):
        for module, name in KEPT:
            monkeypatch.setattr(module, name, KeptOf(1))
        assert _read(of, world) == after_others[number]


def test_other_numbers_of_the_rules_are_not_answered_by_those_kept():
    numbers = [
        replace(one, value=7.0) if one.key == "gap_unknown_wide_m" else one
        for one in RULES.rubric.numbers
    ]
    other = replace(RULES.rubric, numbers=Registry("number", numbers))
    gaps = [
        {thing.gap_m for thing in obstacles_of(_site(BARE, WORLDS[1], rubric), rubric, wide=True)}
        for rubric in (RULES.rubric, other, RULES.rubric)
    ]
    assert gaps[0] == gaps[2]
    assert 7.0 in gaps[1] - gaps[0]


def test_elements_of_a_role_stay_the_very_same_when_another_role_is_edited():
    seated = placed(ROW, "seating-edge", Point(30, 30))
    before, after = _site(ROW).elements, _site(seated).elements
    assert after[Role.BARRIER] is before[Role.BARRIER]
    assert after[Role.SEAT] is not before[Role.SEAT]


def test_a_key_is_equal_only_to_one_of_the_very_same_objects_in_order():
    one, like, other = Point(1, 1), Point(1, 1), Point(2, 2)
    assert one == like
    assert Same((one, other)) == Same([one, other])
    assert Same((one, other)) != Same((like, other))
    assert Same((one, other)) != Same((other, one))
    assert Same((one,)) != Same((one, one))
    assert Same(()) != ()


def test_what_is_kept_stays_bounded_and_forgets_everything_at_once():
    kept, things = KeptOf[int](3), [Point(n, n) for n in range(5)]
    for number, thing in enumerate(things):
        kept.put(number, (thing,), "told")
    assert [kept.get((thing,), "told") for thing in things] == [None, None, None, 3, 4]
    assert kept.get((things[4],)) is None
