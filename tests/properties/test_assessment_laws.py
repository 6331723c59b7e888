"""Laws 12 to 16 and 19 of docs/method/scoring.md, through the whole pipeline on a drawn square."""

import os
from dataclasses import replace

import pytest
import shapely
from shapely.affinity import rotate, scale, translate
from shapely.geometry import LineString, Point, box

from sbd_tool.app.evaluation import evaluate
from sbd_tool.app.pipeline import assess, standard_method
from sbd_tool.app.proposing import moves, touched_by, with_measures
from sbd_tool.app.result_cache import ResultCache
from sbd_tool.app.rules import load_rules
from sbd_tool.domain.catalogue import Door, GeometryKind
from sbd_tool.domain.layers import as_geometry_array
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.domain.scores import IndicatorState
from tests.generated_square import X0, Y0, answered, placed, project

RULES = load_rules(None)
METHOD = standard_method(with_slow=True)
CACHE = ResultCache()
BARE = project(lamps=6)
ALL_KINDS = [kind.key for kind in RULES.catalogue.measures]
# A fixed third of the kinds in each run; `./run campaign laws` takes all of them.
KINDS = ALL_KINDS if os.environ.get("SBD_HYPOTHESIS") == "wide" else ALL_KINDS[::3]
SHAPES = {
    GeometryKind.POINT: Point(30, 4),
    GeometryKind.LINE: LineString([(5, 0), (55, 0)]),
    GeometryKind.AREA: box(20, 4, 26, 8),
    GeometryKind.SITE_WIDE: None,
}


def evaluated(of):
    return evaluate(
        of,
        RULES.catalogue,
        RULES.rubric,
        METHOD,
        option="base",
        time_state="ordinary",
        cache=CACHE,
    )


def read_where_touched(kind, edited):
    """The square edited by a measure of a kind: only what the kind touches is read again."""
    return evaluate(
        edited,
        RULES.catalogue,
        RULES.rubric,
        METHOD,
        option="base",
        time_state="ordinary",
        cache=CACHE,
        known=evaluated(BARE),
        touched=touched_by(METHOD, kind),
    )


def lines(state):
    return {
        key: line for ledger in LedgerKey for key, line in state.ledgers[ledger].indicators.items()
    }


def with_kind(key, of=BARE):
    kind = RULES.catalogue.measures[key]
    return placed(of, key, SHAPES[kind.geometry])


def test_what_a_suggestion_predicts_is_what_applying_it_gives_bit_for_bit():
    for of in (BARE, answered(BARE, practices__O19="none", practices__P17="none")):
        before = evaluated(of)
        suggestions = assess(of, RULES, with_slow=True).suggestions
        assert suggestions
        for suggestion in suggestions:
            after = evaluated(with_measures(of, suggestion.measures))
            openness, protection = moves(RULES.rubric, before.ledgers, after.ledgers)
            assert (suggestion.openness, suggestion.protection) == (openness, protection)


def test_a_fresh_evaluation_and_a_cached_one_agree_bit_for_bit():
    edited = with_kind("rated-planters")
    fresh = evaluate(
        edited,
        RULES.catalogue,
        RULES.rubric,
        METHOD,
        option="base",
        time_state="ordinary",
        cache=ResultCache(),
    )
    assert fresh.ledgers == evaluated(edited).ledgers
    assert evaluated(BARE).ledgers == evaluated(project(lamps=6)).ledgers


@pytest.mark.parametrize("key", KINDS)
def test_an_edit_moves_nothing_outside_its_door_and_changes_nothing_that_is_assessed(key):
    before, after = lines(evaluated(BARE)), lines(evaluated(with_kind(key)))
    door = RULES.catalogue.measures[key].door
    allowed = {*door.openness, *door.protection}
    moved = {
        one
        for one, line in before.items()
        if (line.low, line.likely, line.high)
        != (after[one].low, after[one].likely, after[one].high)
    }
    assert moved <= allowed, f"{key} moves {sorted(moved - allowed)}"
    for one, line in before.items():
        was = line.state is IndicatorState.ASSESSED
        assert (after[one].state is IndicatorState.ASSESSED) is was, one


@pytest.mark.parametrize("key", KINDS)
def test_reading_only_what_an_edit_touches_gives_the_bits_of_reading_everything(key):
    edited = with_kind(key)
    quick = read_where_touched(RULES.catalogue.measures[key], edited)
    assert quick.ledgers == evaluated(edited).ledgers


HELPING = {
    "seating-edge": (Role.SEAT, "O09"),
    "movable-seating": (Role.SEAT, "O09"),
    "shade-shelter": (Role.SHELTER, "O11"),
    "public-toilets": (Role.AMENITY, "O12"),
    "staffed-kiosk": (Role.ENTRANCE, "O13"),
    "rated-planters": (Role.BARRIER, "P01"),
    "tree-row-barrier": (Role.TREE, "O11"),
}


@pytest.mark.parametrize("key", HELPING)
@pytest.mark.parametrize("at", [(5, 5), (30, 30), (58, 2)])
def test_more_of_what_helps_never_lowers_what_it_helps(key, at):
    _, indicator = HELPING[key]
    kind = RULES.catalogue.measures[key]
    shape = translate(SHAPES[kind.geometry], at[0] - 30, at[1] - 4)
    before, after = lines(evaluated(BARE)), lines(evaluated(placed(BARE, key, shape)))
    for end in ("low", "likely", "high"):
        old, new = getattr(before[indicator], end), getattr(after[indicator], end)
        assert old is None or new >= old - 1e-9, f"{indicator} {end}: {old} to {new}"


@pytest.mark.parametrize("key", [kind.key for kind in RULES.catalogue.measures if kind.is_flagged])
def test_what_is_flagged_never_gains_a_point_and_is_never_suggested(key):
    before, after = evaluated(BARE), evaluated(with_kind(key))
    for ledger in LedgerKey:
        assert after.ledgers[ledger].low <= before.ledgers[ledger].low + 1e-9
        assert after.ledgers[ledger].high <= before.ledgers[ledger].high + 1e-9
    assert key not in {one.kind for one in assess(BARE, RULES).suggestions}


def test_threat_only_measures_change_no_bit_of_either_ledger():
    before = evaluated(BARE).ledgers
    for kind in RULES.catalogue.measures:
        if kind.door.door is Door.THREAT:
            assert evaluated(with_kind(kind.key)).ledgers == before, kind.key


PLACES = {
    GeometryKind.POINT: [Point(8, 4), Point(30, 56), Point(30, 30)],
    GeometryKind.LINE: [LineString([(2, 2), (8, 2)]), LineString([(45, 3), (52, 3)])],
    GeometryKind.AREA: [box(3, 3, 6, 6), box(20, 50, 24, 54), box(-100, -20, 100, -8)],
    GeometryKind.SITE_WIDE: [None],
}
WIN_WIN = [
    kind.key
    for kind in RULES.catalogue.measures
    if kind.effect.openness > 0 and kind.effect.protection > 0
]


def least_move(kind, shape):
    """The worst change of any figure of either ledger."""
    before, after = evaluated(BARE), read_where_touched(kind, placed(BARE, kind.key, shape))
    return min(
        getattr(after.ledgers[ledger], end) - getattr(before.ledgers[ledger], end)
        for ledger in LedgerKey
        for end in ("low", "score", "high")
    )


@pytest.mark.parametrize("key", WIN_WIN)
def test_what_the_catalogue_calls_good_for_both_has_a_place_where_it_lowers_neither(key):
    kind = RULES.catalogue.measures[key]
    shapes = [place for way in (kind.geometry, *kind.also_drawn_as) for place in PLACES[way]]
    assert any(least_move(kind, shape) >= -1e-9 for shape in shapes)


def transformed(of, change):
    layers = tuple(
        replace(one, geometry=as_geometry_array([change(shape) for shape in one.geometry]))
        for one in of.layers
    )
    return replace(of, layers=layers)


CHANGES = {
    "shifted": lambda shape: translate(shape, 1234.5, -987.25),
    "turned": lambda shape: rotate(shape, 37, origin=(X0 + 30, Y0 + 30)),
    "mirrored": lambda shape: scale(shape, -1, 1, origin=(X0 + 30, Y0 + 30)),
}
TOLERANCE_POINTS = 4.0


@pytest.mark.parametrize("name", CHANGES)
def test_where_north_is_and_where_the_square_lies_changes_no_point(name):
    """Raster steps may cost a little; what is asked of the plan does not hang on its frame."""
    before = lines(evaluated(BARE))
    after = lines(evaluated(transformed(BARE, CHANGES[name])))
    for key, line in before.items():
        assert after[key].state is line.state
        if line.likely is not None:
            assert after[key].likely == pytest.approx(line.likely, abs=TOLERANCE_POINTS), key


def test_the_order_of_features_changes_no_point():
    turned = []
    for one in BARE.layers:
        order = slice(None, None, -1)
        turned.append(
            replace(
                one,
                ids=one.ids[order],
                geometry=one.geometry[order],
                attributes=one.attributes[order],
            )
        )
    before = evaluated(BARE)
    after = evaluated(replace(BARE, layers=tuple(reversed(turned))))
    for ledger in LedgerKey:
        old, new = before.ledgers[ledger], after.ledgers[ledger]
        assert (new.score, new.low, new.high) == pytest.approx((old.score, old.low, old.high))


def test_the_same_project_gives_the_same_assessment_bit_for_bit():
    first, second = assess(BARE, RULES), assess(BARE, RULES)
    assert first.scorecard == second.scorecard
    assert first.findings == second.findings
    assert [one.key for one in first.suggestions] == [one.key for one in second.suggestions]
    assert all(
        shapely.equals_exact(a.geometry, b.geometry) if a.geometry is not None else True
        for one, two in zip(first.suggestions, second.suggestions, strict=True)
        for a, b in zip(one.measures, two.measures, strict=True)
    )
