"""What stands on the effective site in each evidence world."""

import math
from dataclasses import replace

import pytest
from shapely.geometry import LineString, Point, Polygon, box

from sbd_tool.analysis.effective_site import build
from sbd_tool.app.rules import load_rules
from sbd_tool.domain.effective import LIKELY_WORLD, ClassStatus, Leaning, World
from sbd_tool.domain.errors import SquareMissingError
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.layers import Level
from sbd_tool.domain.measures import MeasureState
from sbd_tool.domain.project import Option, TimeState
from sbd_tool.domain.roles import Role
from tests.generated_square import answered, layer, placed, project

RULES = load_rules(None)
BARE = project()


def site(of, world=LIKELY_WORLD, option="base", time_state="ordinary"):
    return build(of, RULES.catalogue, RULES.rubric, option, time_state, world)


def world(role, leaning):
    return World(leanings=((role, leaning),))


def test_the_zone_is_the_square_turned_counter_clockwise():
    assert site(BARE).zone.area == pytest.approx(3600)
    assert site(BARE).zone.exterior.is_ccw


def test_a_project_without_a_square_says_so():
    with pytest.raises(SquareMissingError):
        site(replace(BARE, square=""))


def test_a_drawn_barrier_may_be_absent_and_a_building_may_not():
    drawn = project(barriers=1)
    assert not site(drawn, world(Role.BARRIER, Leaning.FEW)).of(Role.BARRIER)
    assert len(site(drawn).of(Role.BARRIER)) == 1
    everything = World(leanings=tuple((role, Leaning.FEW) for role in Role))
    assert len(site(drawn, everything).of(Role.BUILDING)) == len(site(drawn).of(Role.BUILDING))


def test_a_barrier_a_person_confirmed_stands_in_every_world():
    seen = answered(project(barriers=1), confirmed__barrier=True)
    found = site(seen, world(Role.BARRIER, Leaning.FEW)).of(Role.BARRIER)
    assert len(found) == 1
    assert found[0].evidence is Evidence.SEEN


def test_what_is_assumed_is_absent_in_the_likely_world_and_there_where_its_class_leans_to_many():
    at = LineString([(0, 0), (60, 0)])
    assumed = placed(
        BARE,
        "bollards-rated-fixed",
        at,
        state=MeasureState.EXISTING,
        evidence=Evidence.ASSUMED,
    )
    assert not site(assumed).of(Role.BARRIER)
    assert len(site(assumed, world(Role.BARRIER, Leaning.MANY)).of(Role.BARRIER)) == 1


def test_what_is_proposed_is_there_in_every_world_of_its_option_and_in_no_other():
    options = (*BARE.options, Option(key="b", name="B", parent="base"))
    base = replace(BARE, options=options)
    row = placed(base, "seating-edge", Point(10, 10))
    measure = row.measures["measure-0"]
    moved_row = replace(measure, stamp=replace(measure.stamp, option="b"))
    designed = replace(base, measures={"measure-0": moved_row})
    few = world(Role.SEAT, Leaning.FEW)
    assert len(site(designed, few, option="b").of(Role.SEAT)) == 7
    assert len(site(designed, few).of(Role.SEAT)) == 6


def test_what_is_to_be_removed_leaves_with_the_plan_feature_it_came_from():
    seat = next(one for one in BARE.layers if one.role is Role.SEAT)
    going = placed(
        BARE,
        "seating-edge",
        Point(5, 20),
        state=MeasureState.TO_REMOVE,
        plan_feature=seat.ids[0],
    )
    assert len(site(going).of(Role.SEAT)) == 5
    assert site(going).knowledge == site(BARE).knowledge


def test_a_measure_from_the_plan_is_not_counted_twice_and_keeps_the_plan_attributes():
    seat = next(one for one in BARE.layers if one.role is Role.SEAT)
    attributes = ({"backrest": "yes"}, *seat.attributes[1:])
    layers = tuple(
        replace(one, attributes=attributes) if one is seat else one for one in BARE.layers
    )
    known = placed(
        replace(BARE, layers=layers),
        "seating-edge",
        Point(5, 20),
        state=MeasureState.EXISTING,
        plan_feature=seat.ids[0],
    )
    found = site(known).of(Role.SEAT)
    assert len(found) == 6
    measured = next(element for element in found if element.is_measure)
    assert measured.attributes["backrest"] == "yes"
    assert measured.kind == "seating-edge"


def test_a_temporary_measure_counts_only_in_its_time_states():
    states = (*BARE.time_states, TimeState(key="market", name="Market"))
    base = placed(
        replace(BARE, time_states=states), "seating-edge", Point(9, 9), state=MeasureState.TEMPORARY
    )
    measure = base.measures["measure-0"]
    stamp = replace(measure.stamp, time_states=("market",))
    market = replace(base, measures={"measure-0": replace(measure, stamp=stamp)})
    assert len(site(market).of(Role.SEAT)) == 6
    assert len(site(market, time_state="market").of(Role.SEAT)) == 7


def test_only_the_ground_is_assessed():
    below = replace(layer(Role.SEAT, [Point(1, 1)]), level=Level.UNDERGROUND)
    assert len(site(replace(BARE, layers=(*BARE.layers, below))).of(Role.SEAT)) == 6


def test_a_measure_that_clears_carriageways_takes_away_what_it_covers():
    kind = next(kind for kind in RULES.catalogue.measures if Role.CARRIAGEWAY in kind.removes)
    cleared = placed(BARE, kind.key, box(-100, -30, 100, 0))
    before = sum(one.geometry.length for one in site(BARE).of(Role.CARRIAGEWAY))
    after = sum(one.geometry.length for one in site(cleared).of(Role.CARRIAGEWAY))
    assert after == pytest.approx(before - 200 - 16, abs=1)


def test_counts_of_a_class_lie_between_a_tenth_less_and_the_spread_of_the_count():
    few = site(BARE, world(Role.SEAT, Leaning.FEW))
    many = site(BARE, world(Role.SEAT, Leaning.MANY))
    assert few.unseen[Role.SEAT] == pytest.approx(-0.6)
    assert many.unseen[Role.SEAT] == pytest.approx(2 * math.sqrt(7))
    assert Role.SEAT not in site(BARE).unseen


def test_a_count_a_person_gives_holds_in_every_world():
    counted = answered(BARE, count__seat=9.0)
    for leaning in Leaning:
        assert site(counted, world(Role.SEAT, leaning)).unseen[Role.SEAT] == 3
    assert site(counted).knowledge[Role.SEAT].status is ClassStatus.ANSWERED


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.WALL, ClassStatus.ABSENT),
        (Role.LAMP, ClassStatus.UNKNOWN),
        (Role.CAMERA, ClassStatus.UNKNOWN),
        (Role.SEAT, ClassStatus.PRESENT),
        (Role.BUILDING, ClassStatus.PRESENT),
        (Role.AMENITY, ClassStatus.PRESENT),
    ],
)
def test_an_empty_map_is_believed_by_the_kind_of_class(role, status):
    assert site(BARE).knowledge[role].status is status


def test_no_trees_here_is_believed_where_the_neighbourhood_has_many():
    treeless = project(trees=0)
    many = layer(Role.TREE, [Point(-100 + 3 * n, 150 - n) for n in range(100)])
    others = tuple(one for one in treeless.layers if one.role is not Role.TREE)
    assert site(replace(treeless, layers=(*others, many))).knowledge[Role.TREE].status is (
        ClassStatus.ABSENT
    )
    assert site(replace(treeless, layers=others)).knowledge[Role.TREE].status is (
        ClassStatus.UNKNOWN
    )


def test_an_edit_never_changes_what_is_known_of_a_class():
    edited = placed(BARE, "seating-edge", *(Point(10 + n, 10) for n in range(9)))
    edited = placed(edited, "pedestrian-lighting", Point(5, 5))
    assert site(edited).knowledge == site(BARE).knowledge


def test_seen_none_closes_the_high_end_and_leaves_what_is_drawn():
    none_more = answered(BARE, seen_none__wall=True)
    entry = site(none_more).knowledge[Role.WALL]
    assert (entry.status, entry.high) == (ClassStatus.ANSWERED, 0)
    assert Role.WALL not in site(none_more, world(Role.WALL, Leaning.MANY)).unseen


def test_a_practice_nobody_was_asked_about_widens_only_the_range():
    favourable = World(attributes=Leaning.MANY)
    assert site(BARE).practice_strengths["P17"] == ()
    assert site(BARE).practices_asked == ()
    assert site(BARE, favourable).practice_strengths["P17"]
    asked = answered(BARE, practices__P17="foot-patrols,rapid-repair")
    assert site(asked).practices_asked == ("P17",)
    assert site(asked, favourable).practice_strengths == site(asked).practice_strengths | {
        "O19": site(BARE, favourable).practice_strengths["O19"],
        "O20": site(asked, favourable).practice_strengths["O20"],
    }


def test_a_practice_reaches_the_share_of_the_zone_it_covers():
    half = placed(BARE, "foot-patrols", box(0, 0, 30, 60))
    whole = placed(BARE, "foot-patrols", None)
    (weak,) = site(half).practice_strengths["P17"]
    (strong,) = site(whole).practice_strengths["P17"]
    assert weak == pytest.approx(strong / 2, rel=0.2)


def test_a_gap_a_person_measured_stands_on_the_barrier():
    drawn = project(barriers=1)
    barrier = site(drawn).of(Role.BARRIER)[0]
    told = answered(drawn, **{f"gap__{barrier.id}": 1.1})
    assert site(told).of(Role.BARRIER)[0].attributes["clear_gap_m"] == 1.1


def test_confirming_what_is_drawn_says_nothing_about_what_is_only_assumed():
    at = LineString([(0, 0), (60, 0)])
    assumed = placed(
        BARE, "bollards-rated-fixed", at, state=MeasureState.EXISTING, evidence=Evidence.ASSUMED
    )
    assert not site(answered(assumed, confirmed__barrier=True)).of(Role.BARRIER)


def test_what_exists_stands_in_every_option_but_that_which_removes_it():
    options = (*BARE.options, Option(key="b", name="B", parent="base"))
    base = placed(replace(BARE, options=options), "seating-edge", Point(9, 9))
    row = base.measures["measure-0"]
    known = replace(row, state=MeasureState.EXISTING)
    assert len(site(replace(base, measures={"m": known}), option="b").of(Role.SEAT)) == 7
    going = replace(row, state=MeasureState.TO_REMOVE, stamp=replace(row.stamp, option="b"))
    removed = replace(base, measures={"m": going})
    assert len(site(removed, option="b").of(Role.SEAT)) == 6
    assert len(site(removed).of(Role.SEAT)) == 7


def test_what_is_drawn_by_hand_is_made_sound_before_it_is_assessed():
    crossed = Polygon([(0, 0), (10, 10), (10, 0), (0, 10)])
    found = site(placed(BARE, "shade-shelter", crossed)).of(Role.SHELTER)
    assert [element.geometry.is_valid for element in found] == [True]
    assert found[0].geometry.area == pytest.approx(50)


def test_hours_of_a_night_closure_speak_for_the_square():
    shut = placed(BARE, "night-closure", None, parameters={"open_hours_per_week": 84.0})
    assert site(shut).square_tags["open_hours_per_week"] == 84
    assert "open_hours_per_week" not in site(BARE).square_tags
