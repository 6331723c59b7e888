"""A closure is proposed, shown with its effect on both ledgers, and accepted as measures."""

from dataclasses import replace
from functools import cache

import pytest
from shapely.affinity import scale
from shapely.geometry import LineString, Point, Polygon, box

from sbd_tool.app.closing import GATE, accept, find_closure, propose_closure, reweigh
from sbd_tool.app.commands.base import By
from sbd_tool.app.history import History
from sbd_tool.app.language import load_words
from sbd_tool.app.listing import LISTS, listed
from sbd_tool.app.pipeline import assess
from sbd_tool.app.rules import load_rules
from sbd_tool.domain.digest import design_digest
from sbd_tool.domain.errors import Cancelled, InputError
from sbd_tool.domain.list_result import ListWish
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.measures import MeasureState
from sbd_tool.domain.project import Project
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import LedgerKey
from tests import dead_end_court
from tests.generated_square import layer, project

RULES = load_rules()
RATED = "V/7200[N2A]/48/90:0.0"
CROWD = layer(Role.CROWD_AREA, [box(5, 5, 55, 55)], ids=["crowd"])
ROUTE = layer(Role.EMERGENCY_ROUTE, [LineString([(30, -60), (30, 30)])], ids=["fire"])
ROOTS = layer(Role.NO_DIG, [box(-90, -40, 90, 8)], ids=["roots"])


def _square(*more):
    plain = project()
    return replace(plain, layers=(*plain.layers, CROWD, *more))


def test_a_proposal_changes_nothing_and_says_what_it_would_do() -> None:
    square = _square()
    before = design_digest(square)
    found = propose_closure(square, RULES, ListWish())
    assert design_digest(square) == before
    assert found.closure.is_proven
    assert found.measures
    assert all(one.state is MeasureState.PROPOSED for one in found.measures)
    assert found.protection.high_delta <= 0  # nobody has said a rating: nothing is sure to hold


def test_a_proposal_of_a_named_rating_raises_protection_at_the_least() -> None:
    found = propose_closure(_square(), RULES, ListWish(rating=RATED))
    assert found.protection.low_delta > 0


def test_accepting_gives_just_the_ledgers_that_were_shown() -> None:
    square = _square()
    found = propose_closure(square, RULES, ListWish())
    after = accept(found, By("A. Planner", "2026-01-01T00:00:00Z")).apply(square)
    card = assess(after, RULES, with_suggestions=False).scorecard
    for key in LedgerKey:
        shown, real = found.after[key], card.ledger(key)
        assert (shown.low, shown.high) == (real.low, real.high)


def test_what_was_accepted_closes_the_ring() -> None:
    square = _square()
    assert listed("gaps", square, RULES, ListWish()).content["enclosed"] is False
    after = accept(propose_closure(square, RULES, ListWish())).apply(square)
    content = listed("gaps", after, RULES, ListWish()).content
    assert content["enclosed"] is True
    assert content["enclosed_for_sure"] is False  # nobody has rated them yet
    assert max(gap["width_m"] for gap in content["gaps"]) <= 1.2


def test_a_line_far_from_the_zone_closes_the_ring_too() -> None:
    # A funnel of two houses, 60 m wide at the crowd and 4 m wide 90 m south of it.
    west = Polygon([(-10, 60), (0, 60), (0, 0), (28, -90), (28, -100), (-10, -100)])
    houses = [west, scale(west, -1, origin=(30, 0)), box(-10, 60, 70, 70)]
    square = layer(Role.PEDESTRIAN_AREA, [box(0, 0, 60, 60)], ids=["square"])
    funnel = Project(
        id="funnel",
        title="Funnel",
        crs="EPSG:25832",
        layers=(square, layer(Role.BUILDING, houses)),
        square="square",
    )
    found = propose_closure(funnel, RULES, ListWish())
    assert found.closure.length_m == pytest.approx(4.0)
    assert listed("gaps", funnel, RULES, ListWish()).content["enclosed"] is False
    after = accept(found).apply(funnel)
    assert listed("gaps", after, RULES, ListWish()).content["enclosed"] is True


def test_a_proposal_without_a_rating_says_that_it_is_not_sure_to_hold() -> None:
    notes = [one.key for one in listed("closure", _square(), RULES, ListWish()).notes]
    assert "ring.note_no_rating" in notes
    rated = listed("closure", _square(), RULES, ListWish(rating=RATED)).notes
    assert "ring.note_no_rating" not in [one.key for one in rated]


def test_a_named_rating_is_carried_by_every_measure_and_closes_the_ring_for_sure() -> None:
    square = _square()
    wish = ListWish(rating="V/30000[N3C]/80/90:0.5")
    after = accept(propose_closure(square, RULES, wish)).apply(square)
    content = listed("gaps", after, RULES, ListWish()).content
    assert content["enclosed_for_sure"] is True
    assert content["zones"][0]["classes"]["truck_18t"]["widest_for_sure_m"] <= 1.2


def test_a_rating_that_nobody_can_read_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        find_closure(_square(), RULES, ListWish(rating="very strong"))
    assert caught.value.what.key == "closure.no_rating"


def test_a_line_round_a_rounded_zone_is_one_row() -> None:
    round_one = layer(Role.CROWD_AREA, [Point(20, 30).buffer(12, quad_segs=24)])
    plain = project()
    closure = find_closure(replace(plain, layers=(*plain.layers, round_one)), RULES, ListWish())
    assert len(closure.stretches) == 1
    row = closure.stretches[0]
    assert row.line.length == pytest.approx(row.length_m, abs=1e-6)
    assert row.line.is_ring
    assert row.elements > 50


def test_accepted_measures_say_who_accepted_them_and_undo_in_one_step() -> None:
    square = _square()
    history = History(square)
    history.do(accept(propose_closure(square, RULES, ListWish()), By("A. Planner", "2026-01-01")))
    added = [one for key, one in history.project.measures.items() if key not in square.measures]
    assert {(one.stamp.author, one.stamp.created) for one in added} == {
        ("A. Planner", "2026-01-01")
    }
    history.undo()
    assert design_digest(history.project) == design_digest(square)


def test_rejected_measures_are_left_out_and_the_rest_stays_editable() -> None:
    found = propose_closure(_square(), RULES, ListWish())
    gone = found.measures[0].id
    command = accept(found, without=frozenset({gone}))
    assert gone not in {one.id for one in command.measures}
    assert len(command.measures) == len(found.measures) - 1


def test_without_a_measure_both_ledgers_are_weighed_as_accepting_the_rest_gives_them() -> None:
    square, wish = _square(ROUTE), ListWish(rating=RATED)
    whole = propose_closure(square, RULES, wish)
    gone = frozenset({whole.measures[0].id})
    found = reweigh(whole, square, RULES, wish, without=gone)
    assert found.measures == whole.measures
    after = accept(found, By("A. Planner", "2026-01-01"), without=gone).apply(square)
    card = assess(after, RULES, with_suggestions=False).scorecard
    for key in LedgerKey:
        shown, real = found.after[key], card.ledger(key)
        assert (shown.low, shown.high) == (real.low, real.high)
    assert found.protection != whole.protection


def test_with_every_measure_taken_out_nothing_moves() -> None:
    square = _square()
    whole = propose_closure(square, RULES, ListWish())
    found = reweigh(
        whole, square, RULES, ListWish(), without=frozenset(one.id for one in whole.measures)
    )
    assert (found.protection.low_delta, found.protection.high_delta) == (0.0, 0.0)
    assert (found.openness.low_delta, found.openness.high_delta) == (0.0, 0.0)


def test_gates_that_are_given_up_are_said() -> None:
    kept = find_closure(_square(ROUTE), RULES, ListWish())
    given_up = find_closure(_square(ROUTE), RULES, ListWish(keeps_gates=False))
    assert any(one.gates for one in kept.stretches)
    assert not any(one.gates for one in given_up.stretches)
    assert "ring.note_no_gates" in {note.key for note in given_up.notes}
    assert "ring.note_no_gates" not in {note.key for note in kept.notes}
    assert given_up.cost <= kept.cost


def test_asking_twice_gives_the_same_measures_and_none_that_is_there_already() -> None:
    square = _square()
    one, two = (propose_closure(square, RULES, ListWish()) for _ in range(2))
    assert [each.id for each in one.measures] == [each.id for each in two.measures]


def test_a_route_gets_an_operable_row_as_wide_as_its_gate() -> None:
    found = propose_closure(_square(ROUTE), RULES, ListWish())
    gates = [one for one in found.measures if one.kind == GATE]
    assert len(gates) == 1
    width = RULES.rubric.value("emergency_gate_m")
    assert gates[0].geometry.length == pytest.approx(width, abs=1e-6)
    built = sum(one.geometry.length for one in found.measures)
    assert built == pytest.approx(found.closure.length_m, abs=1e-2)


def test_over_roots_the_line_is_built_without_digging() -> None:
    closure = find_closure(_square(ROOTS), RULES, ListWish())
    over = [one for one in closure.stretches if one.is_on_no_dig]
    assert {one.kind for one in over} == {"rated-planters"}


@pytest.mark.parametrize("more", [(ROOTS,), (ROUTE,), (ROUTE, ROOTS)])
def test_whatever_the_rules_the_accepted_line_closes_the_ring(more) -> None:
    square = _square(*more)
    after = accept(propose_closure(square, RULES, ListWish())).apply(square)
    assert listed("gaps", after, RULES, ListWish()).content["enclosed"] is True


def test_less_visual_load_may_cost_more_but_never_looks_like_more() -> None:
    cheap = find_closure(_square(), RULES, ListWish())
    quiet = find_closure(_square(), RULES, ListWish(objective="load"))
    assert quiet.load <= cheap.load
    assert quiet.cost >= cheap.cost


def test_a_line_against_cars_costs_less_than_one_against_trucks() -> None:
    trucks = find_closure(_square(), RULES, ListWish())
    cars = find_closure(_square(), RULES, ListWish(required="car"))
    share = RULES.rubric.value("closure_price_car_share")
    assert cars.cost == pytest.approx(trucks.cost * share)


@pytest.mark.parametrize("wish", [ListWish(objective="beauty"), ListWish(required="tank")])
def test_a_wish_nobody_knows_is_refused_with_those_that_are_known(wish) -> None:
    with pytest.raises(InputError) as caught:
        find_closure(_square(), RULES, wish)
    assert caught.value.hint.key == "domain.known_keys"


def test_too_many_zones_are_refused_in_words() -> None:
    crowds = layer(Role.CROWD_AREA, [box(x, 20, x + 4, 24) for x in range(0, 60, 10)])
    plain = project()
    with pytest.raises(InputError) as caught:
        find_closure(replace(plain, layers=(*plain.layers, crowds)), RULES, ListWish())
    assert caught.value.what.key == "closure.too_many_zones"


def test_the_work_can_be_stopped() -> None:
    class Stop:
        def advance(self, fraction, note=None):
            raise Cancelled

    for key in ("gaps", "closure"):
        with pytest.raises(Cancelled):
            listed(key, _square(), RULES, ListWish(), Stop())


@cache
def _listed(key):
    """Worked out once for both languages; speeds on a small court, where they take a second."""
    site = dead_end_court.project() if key == "approach" else _square(ROUTE, ROOTS)
    return listed(key, site, RULES, ListWish())


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("key", [listing.key for listing in LISTS])
def test_every_line_and_note_has_words_and_is_for_the_narrowest_circle(key, language) -> None:
    words, found = load_words(language), _listed(key)
    assert found.marking is Tlp.AMBER_STRICT
    told = [words(line) for line in (*found.lines, *found.notes)]
    assert len(told) > 2
    assert not [line for line in told if "closure." in line or "{" in line or "map." in line]


def test_no_carriageway_is_said_and_nothing_gets_safer_by_it() -> None:
    bare = _square()
    without = replace(
        bare, layers=tuple(one for one in bare.layers if one.role is not Role.CARRIAGEWAY)
    )
    found = listed("gaps", without, RULES, ListWish())
    assert "closure.note_no_carriageway" in {note.key for note in found.notes}
    assert found.content["gaps"] == listed("gaps", bare, RULES, ListWish()).content["gaps"]
