"""States in time: a bollard left out in the market opens the ring in the market only."""

from dataclasses import replace
from pathlib import Path

import pytest
from shapely.geometry import LineString, box

from sbd_tool.app.closing import GATE, accept, propose_closure
from sbd_tool.app.commands import (
    By,
    EditInPlace,
    EditMeasures,
    EditTimeState,
    OrderTimeStates,
    RemoveTimeState,
    SetAnswer,
    SetInPlace,
    SetLock,
)
from sbd_tool.app.designs import free_key, new_state, operable, state_templates, template_of
from sbd_tool.app.history import History
from sbd_tool.app.listing import listed
from sbd_tool.app.rules import load_rules
from sbd_tool.app.side_by_side import all_places, compared, evaluate_places, worst_places
from sbd_tool.domain.deployment import Deed, deployments
from sbd_tool.domain.digest import design_digest
from sbd_tool.domain.errors import InputError, SbdError
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.list_result import ListWish
from sbd_tool.domain.measures import Measure, MeasureState
from sbd_tool.domain.overrides import Place
from sbd_tool.domain.project import TimeState
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.domain.standing import as_it_stands
from sbd_tool.formats.project_file import project_bytes, project_from_bytes
from tests.generated_square import layer, project

RULES = load_rules()
BY = By("A. Planner", "2026-01-01T00:00:00Z")
CROWD = layer(Role.CROWD_AREA, [box(5, 5, 55, 55)], ids=["crowd"])
ROUTE = layer(Role.EMERGENCY_ROUTE, [LineString([(30, -60), (30, 30)])], ids=["fire"])


def closed_square():
    """A square closed to vehicles with a gate on the fire engine's way, in three states."""
    plain = project()
    square = replace(plain, layers=(*plain.layers, CROWD, ROUTE))
    found = propose_closure(square, RULES, ListWish(rating="V/7200[N2A]/48/90:0.0"))
    square = accept(found, BY).apply(square)
    for key in ("market", "night"):
        state = TimeState(key=key, name=key.title(), template=key)
        square = new_state(square, RULES, state, by=BY).apply(square)
    return square


SQUARE = closed_square()
POSTS = next(m.id for m in SQUARE.measures.values() if m.kind == GATE)
FIXED = next(m.id for m in SQUARE.measures.values() if m.kind != GATE)


def is_closed(square, state: str) -> bool:
    return bool(listed("gaps", square, RULES, ListWish(time_state=state)).content["enclosed"])


def left_out(target: str, state: str | None = "market", **more):
    said = {"is_present": False, **more}
    return SetInPlace(targets=(target,), option="base", time_state=state, by=BY, **said)


def test_a_removable_bollard_left_out_in_the_market_opens_that_states_ring_only():
    after = left_out(POSTS).apply(SQUARE)
    assert [is_closed(after, state) for state in ("ordinary", "market", "night")] == [
        True,
        False,
        True,
    ]


def test_a_gate_that_stands_open_opens_the_ring_as_one_left_out_does():
    opened = left_out(POSTS, is_present=None, values={"is_open": True}).apply(SQUARE)
    assert is_closed(opened, "night")
    assert not is_closed(opened, "market")


def test_the_worst_state_of_a_ledger_is_named_and_no_state_is_averaged():
    after = left_out(FIXED).apply(SQUARE)
    found = evaluate_places(after, RULES, all_places(after, ["base"]))
    worst = worst_places({place: one.ledgers for place, one in found.items()}, RULES.rubric)
    assert worst[LedgerKey.PROTECTION] == Place("base", "market")
    ordinary, market = found[Place("base", "ordinary")], found[Place("base", "market")]
    change = compared(
        RULES.rubric,
        ordinary.ledgers[LedgerKey.PROTECTION],
        market.ledgers[LedgerKey.PROTECTION],
    )
    assert change.move.low_delta < 0
    assert change.move.high_delta <= 0
    same = found[Place("base", "night")].ledgers[LedgerKey.PROTECTION]
    assert (same.low, same.high) == (
        ordinary.ledgers[LedgerKey.PROTECTION].low,
        ordinary.ledgers[LedgerKey.PROTECTION].high,
    )


def test_where_all_states_are_alike_none_is_called_the_worst():
    found = evaluate_places(SQUARE, RULES, all_places(SQUARE))
    worst = worst_places({place: one.ledgers for place, one in found.items()}, RULES.rubric)
    assert set(worst.values()) == {None}


def test_no_clear_difference_between_a_state_and_itself():
    found = evaluate_places(SQUARE, RULES, [Place()])[Place()]
    for key in LedgerKey:
        assert not compared(RULES.rubric, found.ledgers[key], found.ledgers[key]).is_clear


def test_the_crowd_of_a_state_is_that_states():
    said = SetAnswer(question="occupancy", value=2000.0, new_id="crowd-answer", by=BY)
    place = Place("base", "market")
    after = EditInPlace(command=said, place=place, here_only=True).apply(SQUARE)
    found = evaluate_places(after, RULES, all_places(after, ["base"]))
    people = {place.time_state: one.site.facts.get("occupancy") for place, one in found.items()}
    assert people["ordinary"] is None
    assert people["market"].value == 2000.0


def test_the_crowd_area_of_a_state_may_be_another():
    from sbd_tool.app.commands import SetFeatureGeometry

    shape = box(*SQUARE.feature("crowd")[1].geometry.bounds).buffer(-10)
    edit = SetFeatureGeometry(feature_id="crowd", geometry=shape, by=BY)
    after = EditInPlace(command=edit, place=Place("base", "market"), here_only=True).apply(SQUARE)
    assert as_it_stands(after, "base", "market").feature("crowd")[1].geometry.equals(shape)
    assert as_it_stands(after, "base", "night").layers is SQUARE.layers


def test_six_templates_are_shipped_and_the_evacuation_opens_what_opens():
    keys = ["ordinary", "weekday", "market", "night", "concert", "evacuation"]
    assert [one.key for one in state_templates()] == keys
    assert [one.key for one in state_templates() if one.opens] == ["evacuation"]
    state = TimeState(key="evacuation", name="Evacuation")
    after = new_state(SQUARE, RULES, state, opens=True, by=BY).apply(SQUARE)
    assert POSTS in operable(after, RULES)
    stands = as_it_stands(after, "base", "evacuation").measures[POSTS]
    assert stands.parameters["is_open"] is True
    assert "is_open" not in as_it_stands(after, "base", "night").measures[POSTS].parameters


def test_a_template_nobody_knows_is_refused_with_those_there_are():
    with pytest.raises(InputError) as refusal:
        template_of("carnival")
    assert "market" in str(refusal.value.hint)


def test_keys_that_are_taken_get_a_number():
    assert free_key("market", ["ordinary"]) == "market"
    assert free_key("market", ["market", "market-2"]) == "market-3"


def test_a_state_is_renamed_ordered_and_removed_and_undo_gives_everything_back():
    history = History(left_out(POSTS).apply(SQUARE))
    start = design_digest(history.project)
    history.do(EditTimeState(time_state="market", name="Christmas market", when="Advent", by=BY))
    history.do(OrderTimeStates(time_states=("ordinary", "night", "market"), by=BY))
    assert [one.name for one in history.project.time_states][2] == "Christmas market"
    history.do(RemoveTimeState(time_state="market", by=BY))
    assert not history.project.overrides
    while history.undo():
        pass
    assert design_digest(history.project) == start


@pytest.mark.parametrize(
    "command",
    [
        RemoveTimeState(time_state="ordinary"),
        RemoveTimeState(time_state="carnival"),
        EditTimeState(time_state="market", name="  "),
        OrderTimeStates(time_states=("market", "ordinary", "night")),
        left_out("nothing"),
        left_out(POSTS, "carnival"),
    ],
)
def test_what_cannot_be_done_is_refused(command):
    with pytest.raises(InputError):
        command.apply(SQUARE)


def test_a_measure_that_holds_in_one_state_goes_with_it():
    tent = Measure(
        stamp=Stamp(id="tent", time_states=("market",)),
        kind="shade-shelter",
        geometry=box(0, 0, 2, 2),
        state=MeasureState.TEMPORARY,
    )
    square = replace(SQUARE, measures={**SQUARE.measures, "tent": tent})
    assert "tent" not in RemoveTimeState(time_state="market").apply(square).measures


def test_a_locked_object_cannot_be_left_out_in_a_state_either():
    history = History(SetLock(object_ids=(POSTS,), is_locked=True).apply(SQUARE))
    with pytest.raises(SbdError):
        history.do(left_out(POSTS))


def test_an_edit_for_all_states_shows_where_a_state_had_its_own_value():
    after = left_out(POSTS, is_present=None, values={"height_m": 0.5}).apply(SQUARE)
    edit = EditMeasures(measure_ids=(POSTS,), parameters={"height_m": 0.8}, by=BY)
    after = EditInPlace(command=edit, place=Place("base", "night")).apply(after)
    for state in ("ordinary", "market", "night"):
        assert as_it_stands(after, "base", state).measures[POSTS].parameters["height_m"] == 0.8
    assert not after.overrides


def test_the_deployment_sheet_says_who_what_where_when_and_from_which_store():
    said = {"placed_by": "Yard crew", "placed_from": "Depot 2", "placed_when": "06:00"}
    edit = EditMeasures(measure_ids=(POSTS,), parameters=said, by=BY)
    after = left_out(POSTS).apply(edit.apply(SQUARE))
    (row,) = deployments(after, RULES.catalogue, "base")
    assert (row.time_state, row.measure, row.deed) == ("market", POSTS, Deed.TAKE_AWAY)
    assert (row.who, row.store, row.when, row.missing) == ("Yard crew", "Depot 2", "06:00", ())
    place = SQUARE.measures[POSTS].geometry.centroid
    assert (row.x_m, row.y_m) == (place.x, place.y)


def test_a_file_of_schema_2_opens_with_nothing_overridden(tmp_path: Path):
    import sqlite3

    path = tmp_path / "old.sbd.gpkg"
    path.write_bytes(project_bytes(SQUARE))
    connection = sqlite3.connect(path)
    connection.execute("UPDATE sbd_schema SET version = 2")
    connection.execute("DROP TABLE overrides")
    for column in ("template", "when", "note"):
        connection.execute(f'ALTER TABLE time_states DROP COLUMN "{column}"')
    connection.commit()
    connection.close()
    found = project_from_bytes(path.read_bytes(), "old.sbd.gpkg")
    assert [notice.key for notice in found.notices] == ["app.file.migrated"]
    assert [one.key for one in found.project.time_states] == ["ordinary", "market", "night"]
    assert not found.project.overrides
