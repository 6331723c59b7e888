"""Options side by side: what differs, what it does to both ledgers, what it costs."""

from dataclasses import replace

import pytest
from shapely.affinity import translate

from sbd_tool.app.clock import FixedClock
from sbd_tool.app.commands import (
    AddMeasures,
    AddOption,
    By,
    DeleteMeasures,
    EditInPlace,
    EditMeasures,
    MoveMeasure,
)
from sbd_tool.app.option_comparison import compare_options, option_cost
from sbd_tool.app.pricing import load_prices
from sbd_tool.app.rules import load_rules
from sbd_tool.app.samples import build_sample, sample
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.measures import Measure, MeasureState
from sbd_tool.domain.object_changes import Change, changes_between
from sbd_tool.domain.overrides import Place
from sbd_tool.domain.project import Option
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.domain.seen import as_seen

RULES = load_rules()
BY = By("A. Planner", "2026-01-01T00:00:00Z")
BASE, GREEN = Place(), Place("green", "ordinary")


def begun():
    """The market square with an option of its own."""
    project = build_sample(sample("market-square"), clock=FixedClock())
    return AddOption(option=Option(key="green", name="Green", parent="base")).apply(project)


SQUARE = begun()
MOUTH = next(m for m in SQUARE.measures.values() if m.name == "West mouth")


def in_green(project, command):
    return EditInPlace(command=command, place=GREEN).apply(project)


def edited():
    """One measure moved and told apart, one left out, one more."""
    posts = [m for m in SQUARE.measures.values() if m.kind == "bollards-rated-fixed"]
    moved = translate(posts[0].geometry, 3, 2)
    after = in_green(SQUARE, MoveMeasure(measure_id=posts[0].id, geometry=moved, by=BY))
    said = EditMeasures(measure_ids=(posts[0].id,), parameters={"height_m": 0.7}, by=BY)
    after = in_green(after, said)
    after = in_green(after, DeleteMeasures(measure_ids=(MOUTH.id,), by=BY))
    planter = replace(
        MOUTH, stamp=Stamp(id="planter"), kind="rated-planters", state=MeasureState.PROPOSED
    )
    return in_green(after, AddMeasures(measures=(planter,), by=BY)), posts[0].id


def test_every_object_that_differs_is_told_and_no_other():
    after, moved = edited()
    found = {one.object_id: one for one in changes_between(after, BASE, GREEN)}
    assert {name: one.change for name, one in found.items()} == {
        moved: Change.CHANGED,
        MOUTH.id: Change.REMOVED,
        "planter": Change.ADDED,
    }
    assert found[moved].is_moved
    assert found[moved].values["height_m"][1] == 0.7
    back = {one.object_id: one.change for one in changes_between(after, GREEN, BASE)}
    assert back["planter"] is Change.REMOVED
    assert changes_between(after, GREEN, GREEN) == ()


def test_an_option_costs_what_stands_in_any_of_its_states():
    after, _ = edited()
    prices = load_prices()
    base, green = option_cost(after, "base", prices), option_cost(after, "green", prices)
    length = MOUTH.geometry.length
    low, high = prices.bands["rated-planters"].per["m"]
    gone_low, gone_high = prices.bands[MOUTH.kind].per["m"]
    assert green.low == pytest.approx(base.low + (low - gone_low) * length)
    assert green.high == pytest.approx(base.high + (high - gone_high) * length)


def test_an_option_without_edits_shows_no_clear_difference_in_any_state():
    found = compare_options(SQUARE, RULES, ["base", "green"])
    pair = found.pairs["green"]["ordinary"]
    assert pair.changes == ()
    for key in LedgerKey:
        assert not pair.ledgers[key].is_clear
        assert (pair.ledgers[key].move.low_delta, pair.ledgers[key].move.high_delta) == (0.0, 0.0)
    assert found.cards["base"].cost == found.cards["green"].cost


def test_what_is_compared_is_what_an_assessment_says():
    after, _ = edited()
    found = compare_options(after, RULES, ["base", "green"])
    for key in LedgerKey:
        base = found.cards["base"].states["ordinary"][key]
        green = found.cards["green"].states["ordinary"][key]
        move = found.pairs["green"]["ordinary"].ledgers[key].move
        assert move.low_delta == pytest.approx(green.low - base.low)
        assert move.high_delta == pytest.approx(green.high - base.high)


def test_an_option_nobody_knows_is_refused():
    with pytest.raises(InputError):
        compare_options(SQUARE, RULES, ["base", "nothing"])


def test_a_project_seen_from_a_branch_is_what_stands_there_and_nothing_else():
    after, moved = edited()
    seen = as_seen(after, GREEN)
    assert MOUTH.id not in seen.measures
    assert seen.measures["planter"].stamp.option == "base"
    assert seen.measures[moved].parameters["height_m"] == 0.7
    assert as_seen(after, BASE).measures.keys() == SQUARE.measures.keys()
    assert as_seen(SQUARE, BASE) is SQUARE


def test_a_seen_project_is_assessed_as_the_place_itself():
    from sbd_tool.app.pipeline import assess

    after, _ = edited()
    there = assess(after, RULES, option="green", with_suggestions=False).scorecard
    seen = assess(as_seen(after, GREEN), RULES, with_suggestions=False).scorecard
    for key in LedgerKey:
        one, other = there.ledger(key), seen.ledger(key)
        assert (one.low, one.high, one.score) == (other.low, other.high, other.score)


def test_a_measure_of_the_whole_site_that_differs_has_no_place():
    patrol = Measure(stamp=Stamp(id="patrol"), kind="foot-patrols", geometry=None)
    after = in_green(SQUARE, AddMeasures(measures=(patrol,), by=BY))
    (change,) = changes_between(after, BASE, GREEN)
    assert change.geometry is None
