"""A brief as tests: conditions on a drawn square, judged on what is known, and the object named."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import LineString, Point, box

from sbd_tool.app.conditions import CONDITION_KINDS
from sbd_tool.app.conditions.checking import check_all, check_at_once, check_brief
from sbd_tool.app.conditions.situation import Situation
from sbd_tool.app.conditions.writing import (
    conditions_of,
    cross_out,
    rewrite_condition,
    write_condition,
)
from sbd_tool.app.history import History
from sbd_tool.app.language import load_words
from sbd_tool.app.pipeline import assess
from sbd_tool.app.pricing import load_prices
from sbd_tool.app.result_cache import ResultCache
from sbd_tool.app.ring_width import width_words
from sbd_tool.app.rules import load_rules
from sbd_tool.domain.conditions import KIND_KEYS, Verdict, at_least, at_most
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.measures import MeasureState
from sbd_tool.domain.progress import SILENT
from sbd_tool.domain.project import TimeState
from sbd_tool.domain.roles import Role
from sbd_tool.scoring.costs import cost_of, cost_of_all
from tests.generated_square import SQUARE, answered, layer, placed, project

RULES = load_rules()
CACHE = ResultCache()
ENGLISH, GERMAN = load_words("en"), load_words("de")
RATED = {"barrier": "bollard", "diameter": 0.2, "rating": "V/7200[N2A]/48/90:0.0", "height": 1.0}


def with_condition(of, kind, **blanks):
    command = write_condition(of, kind, blanks, f"c{len(of.records)}", RULES.rubric)
    return command.apply(of)


def judged(of, kind, **blanks):
    found = check_brief(with_condition(of, kind, **blanks), RULES, cache=CACHE)
    return found.judgements[-1]


def posts(but: int | None = None):
    side = [13 + 1.3 * step for step in range(26)]
    low, high = side[0], side[-1] + 1.3
    south = [Point(x, low) for n, x in enumerate(side) if n != but]
    east = [Point(high, y) for y in side]
    north = [Point(high + low - x, high) for x in side]
    west = [Point(low, high + low - y) for y in side]
    return [*south, *east, *north, *west]


def ringed(but: int | None = None):
    """A crowd behind posts 1.1 m apart in the clear; one of them may be missing."""
    points = posts(but)
    plain = project()
    more = (
        layer(Role.CROWD_AREA, [box(18, 18, 42, 42)], ids=["crowd"]),
        layer(
            Role.BARRIER, points, [RATED] * len(points), ids=[f"p{n}" for n in range(len(points))]
        ),
    )
    return replace(plain, layers=(*plain.layers, *more))


def test_a_gap_under_the_limit_meets_the_condition_and_the_widest_is_named() -> None:
    found = judged(ringed(), "no_gap_above", limit=2.0)
    assert found.verdict is Verdict.MET
    assert "1.10" in ENGLISH(found.sentence)


def test_a_gap_whose_drawing_may_hide_a_wider_one_is_not_decided() -> None:
    found = judged(ringed(), "no_gap_above", limit=1.2)
    assert found.verdict is Verdict.NOT_DECIDED


def test_a_missing_post_breaks_the_condition_and_both_neighbours_are_named() -> None:
    found = judged(ringed(but=10), "no_gap_above", limit=1.2)
    assert found.verdict is Verdict.NOT_MET
    assert set(found.objects) == {"p9", "p10"}
    assert "2.40" in ENGLISH(found.sentence)
    assert found.bounds is not None


def test_without_a_ring_a_gap_condition_is_not_met() -> None:
    found = judged(project(), "no_gap_above")
    assert found.verdict is Verdict.NOT_MET


@given(
    low=st.floats(0, 100), width=st.floats(0, 50), limit=st.floats(0, 100), step=st.floats(0, 20)
)
def test_a_verdict_rests_on_the_whole_range(low, width, limit, step) -> None:
    high = low + width
    found = at_least(low, high, limit)
    assert (found is Verdict.MET) == (low >= limit)
    assert (found is Verdict.NOT_MET) == (high < limit)
    order = [Verdict.NOT_MET, Verdict.NOT_DECIDED, Verdict.MET]
    assert order.index(at_least(low + step, high + step, limit)) >= order.index(found)
    assert at_most(-high, -low, -limit) is found


def test_a_ledger_is_judged_on_its_range() -> None:
    plain = project()
    found = {n: judged(plain, "openness_at_least", least=n) for n in (1.0, 50.0, 99.0)}
    assert [one.verdict for one in found.values()] == [
        Verdict.MET,
        Verdict.NOT_DECIDED,
        Verdict.NOT_MET,
    ]


def test_in_any_state_the_worst_state_speaks_by_name() -> None:
    plain = replace(
        project(),
        time_states=(*project().time_states, TimeState(key="market", name="Market day")),
    )
    shut = placed(plain, "reinforced-wall", box(-1, -1, 61, 61).exterior)
    rows = {
        key: replace(one, stamp=replace(one.stamp, time_states=("market",)))
        for key, one in shut.measures.items()
    }
    shut = replace(shut, measures=rows)
    assert judged(shut, "ways_wide", least=1.0, state="ordinary").verdict is Verdict.MET
    found = judged(shut, "ways_wide", least=1.0)
    assert found.verdict is not Verdict.MET
    assert found.state == "market"
    written = with_condition(shut, "ways_wide", least=1.0, state="market")
    gone = check_brief(replace(written, time_states=written.time_states[:1]), RULES, cache=CACHE)
    assert gone.verdict is Verdict.NOT_CHECKED


def test_an_indicator_that_is_not_assessed_cannot_be_checked_and_is_never_met() -> None:
    found = judged(project(), "indicator_at_most", indicator="P07", most=100)
    assert found.verdict is Verdict.NOT_CHECKED


def test_an_answer_decides_an_indicator() -> None:
    open_all_week = answered(project(), O14=168)
    assert judged(open_all_week, "indicator_at_least", indicator="O14", least=100).verdict in {
        Verdict.MET,
        Verdict.NOT_DECIDED,
    }
    half = answered(project(), O14=50)
    assert judged(half, "indicator_at_least", indicator="O14", least=90).verdict is Verdict.NOT_MET


def test_a_fire_engine_without_drawn_ways_cannot_be_checked() -> None:
    bare = project()
    bare = replace(
        bare,
        layers=tuple(
            one for one in bare.layers if one.role not in {Role.CARRIAGEWAY, Role.FOOTWAY}
        ),
    )
    found = judged(bare, "vehicle_reaches_square", vehicle="fire")
    assert found.verdict is Verdict.NOT_CHECKED


def _with_fire_route(*more):
    plain = project(seats=0)
    bare = tuple(one for one in plain.layers if one.role is not Role.TREE)
    routes = layer(Role.EMERGENCY_ROUTE, [LineString([(30, -120), (30, 30)])], ids=["route"])
    return replace(plain, layers=(*bare, routes, *more))


def test_a_fire_engine_reaches_a_front_until_something_stands_in_its_way() -> None:
    stall = layer(Role.BUILDING, [box(27, 58, 33, 60.5)], ids=["stall"])
    free = _with_fire_route(stall)
    found = judged(free, "vehicle_reaches_object", vehicle="fire", place="stall")
    assert found.verdict is Verdict.MET
    wall = layer(Role.WALL, [LineString([(20, -40), (40, -40)])], [{"height": 2.0}], ids=["wall"])
    shut = _with_fire_route(stall, wall)
    found = judged(shut, "vehicle_reaches_object", vehicle="fire", place="stall")
    assert found.verdict is Verdict.NOT_MET
    assert "wall" in found.objects
    written = with_condition(free, "vehicle_reaches_object", vehicle="fire", place="stall")
    gone = check_brief(replace(written, layers=_with_fire_route().layers), RULES, cache=CACHE)
    assert gone.verdict is Verdict.NOT_CHECKED


def test_the_mean_detour_bounds_the_longest_one() -> None:
    assert judged(project(), "no_route_longer", most=20).verdict is Verdict.MET
    walled = project()
    fence = layer(Role.WALL, [LineString([(5, 5), (25, 25)])], [{"height": 1.5}], ids=["fence"])
    walled = replace(walled, layers=(*walled.layers, fence))
    found = judged(walled, "no_route_longer", most=0)
    assert found.verdict in {Verdict.NOT_MET, Verdict.NOT_DECIDED}


def test_cost_is_a_range_and_its_middle_decides_nothing() -> None:
    square = placed(project(), "bollards-rated-fixed", LineString([(0, 0), (10, 0)]))
    cost = cost_of_all(square.measures.values(), load_prices())
    assert (cost.low, cost.high) == (7.0, 13.0)
    assert judged(square, "cost_at_most", most=13).verdict is Verdict.MET
    assert judged(square, "cost_at_most", most=10).verdict is Verdict.NOT_DECIDED
    assert judged(square, "cost_at_most", most=6).verdict is Verdict.NOT_MET


def test_what_stands_already_costs_nothing_and_what_has_no_price_is_told() -> None:
    built = placed(project(), "bollards-rated-fixed", Point(1, 1), state=MeasureState.EXISTING)
    assert cost_of_all(built.measures.values(), load_prices()).mid == 0
    strange = next(iter(placed(project(), "bollards-rated-fixed", Point(1, 1)).measures.values()))
    assert cost_of(replace(strange, kind="nothing"), load_prices()).unpriced == 1


def test_every_kind_of_the_catalogue_has_a_price_for_each_way_it_is_drawn() -> None:
    units = {"point": "piece", "line": "m", "area": "m2", "site-wide": "site"}
    prices = load_prices()
    for kind in RULES.catalogue.measures:
        band = prices.bands[kind.key]
        assert all(low <= high for low, high in band.per.values())
        for drawn in (kind.geometry, *kind.also_drawn_as):
            fits = {units[drawn.value], "year", "site"}
            assert fits & set(band.per), f"{kind.key} drawn as {drawn.value}"


def test_an_object_that_goes_breaks_its_condition() -> None:
    square = placed(project(), "shade-shelter", Point(20, 20))
    row = next(iter(square.measures))
    written = with_condition(square, "object_kept", object=row)
    assert check_brief(written, RULES, cache=CACHE).verdict is Verdict.MET
    gone = replace(written, measures={})
    assert check_brief(gone, RULES, cache=CACHE).verdict is Verdict.NOT_MET
    marked = replace(
        written,
        measures={row: replace(square.measures[row], state=MeasureState.TO_REMOVE)},
    )
    assert check_brief(marked, RULES, cache=CACHE).verdict is Verdict.NOT_MET


def test_hostile_devices_are_named_and_their_absence_has_to_be_seen() -> None:
    assert judged(project(), "no_hostile").verdict is Verdict.NOT_CHECKED
    assert judged(answered(project(), O17=0), "no_hostile").verdict is Verdict.MET
    spiked = placed(answered(project(), O17=0), "hostile-architecture", Point(10, 10))
    found = judged(spiked, "no_hostile")
    assert found.verdict is Verdict.NOT_MET
    assert found.objects == tuple(spiked.measures)


def test_writing_changing_and_crossing_out_are_steps_of_undo() -> None:
    history = History(project())
    history.do(
        write_condition(history.project, "openness_at_least", {"least": 60}, "c", RULES.rubric)
    )
    history.do(rewrite_condition(history.project, "c", {"least": 70.0}, RULES.rubric))
    assert conditions_of(history.project)[0].number("least") == 70
    history.undo()
    assert conditions_of(history.project)[0].number("least") == 60
    history.do(cross_out(history.project, "c"))
    assert not conditions_of(history.project)
    history.undo()
    assert len(conditions_of(history.project)) == 1


@pytest.mark.parametrize(
    ("kind", "blanks"),
    [
        ("nonsense", {}),
        ("openness_at_least", {"least": 101}),
        ("openness_at_least", {"least": "many"}),
        ("openness_at_least", {"most": 3}),
        ("indicator_at_least", {"indicator": "O99"}),
        ("vehicle_reaches_square", {"vehicle": "tank"}),
        ("object_kept", {"object": " "}),
        ("object_kept", {"object": "nix"}),
        ("vehicle_reaches_object", {"vehicle": "fire", "place": "nix"}),
        ("openness_at_least", {"least": 60, "state": "nix"}),
        ("openness_at_least", {"least": "nan"}),
        ("indicator_at_least", {"indicator": "O01", "least": 101}),
        ("indicator_at_most", {"indicator": "P10", "most": -0.1}),
    ],
)
def test_a_sentence_that_cannot_be_filled_in_so_is_refused(kind, blanks) -> None:
    with pytest.raises(InputError):
        write_condition(project(), kind, blanks, "c", RULES.rubric)


def test_every_kind_of_condition_has_a_name_for_lists_of_differences() -> None:
    assert {kind.key for kind in CONDITION_KINDS} == KIND_KEYS


@pytest.mark.parametrize("words", [ENGLISH, GERMAN], ids=["en", "de"])
def test_every_sentence_is_worded_with_all_its_blanks(words) -> None:
    filled = {"indicator": "O04", "vehicle": "fire", "place": SQUARE, "object": SQUARE}
    for kind in CONDITION_KINDS:
        blanks = {b.key: filled[b.key] for b in kind.blanks if b.key in filled}
        found = judged(project(), kind.key, **blanks)
        for told in (found.said, found.sentence):
            assert "{" not in words(told)
            assert "conditions." not in words(told)


def test_a_square_that_is_not_picked_leaves_conditions_unchecked() -> None:
    found = judged(replace(project(), square=""), "openness_at_least")
    assert found.verdict is Verdict.NOT_CHECKED


def test_right_after_an_edit_what_is_quick_is_decided_and_the_rest_says_it_is_being_checked() -> (
    None
):
    square = replace(
        project(),
        time_states=(*project().time_states, TimeState(key="market", name="Market day")),
    )
    square = with_condition(square, "cost_at_most", most=1.0)
    square = with_condition(square, "vehicle_reaches_square", vehicle="fire")
    square = with_condition(square, "openness_at_least", least=0.0)
    square = with_condition(square, "openness_at_least", least=100.0, state="ordinary")
    whole = check_brief(square, RULES, cache=CACHE)
    situation = Situation(square, RULES, load_prices(), cache=CACHE)
    situation.known["ordinary"] = assess(square, RULES, with_suggestions=False, cache=CACHE)
    found = check_at_once(situation, SILENT, has_stale=False)
    assert found.pending == {"c1", "c2"}  # slow, and a state that nobody has assessed yet
    settled = {one.condition.id: one.verdict for one in found.settled}
    wanted = {one.condition.id: one.verdict for one in whole.judgements}
    assert settled == {key: wanted[key] for key in settled}
    assert found.verdict is Verdict.NOT_MET
    assert not check_all(situation, SILENT).pending


def test_what_stale_figures_leave_open_is_pending_and_never_called_met() -> None:
    square = with_condition(project(), "openness_at_least", least=50.0)
    square = with_condition(square, "openness_at_least", least=0.0)
    situation = Situation(square, RULES, load_prices(), cache=CACHE)
    situation.known["ordinary"] = assess(square, RULES, with_suggestions=False, cache=CACHE)
    found = check_at_once(situation, SILENT, has_stale=True)
    assert found.pending == {"c0"}
    assert found.verdict is None
    assert [one.verdict for one in found.settled] == [Verdict.MET]


def test_a_width_whose_ends_print_alike_is_printed_once() -> None:
    told = [ENGLISH(width_words(15.0, low, high)) for low, high in ((15.0, 15.001), (14.9, 15.1))]
    assert [one.count("15.00") for one in told] == [1, 1]
    assert [one.count("(") for one in told] == [0, 1]
