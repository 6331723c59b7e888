"""Three worlds into one reading; a person's measurement stands first."""

import math

import pytest

from sbd_tool.analysis.spec import NotAssessed
from sbd_tool.app.evaluation import in_order
from sbd_tool.app.pipeline import standard_method
from sbd_tool.domain.effective import LIKELY_WORLD, Fact, Leaning
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.domain.scores import Move, Reading
from sbd_tool.domain.text import text
from sbd_tool.formats.rules import read_rubric
from sbd_tool.scoring.bands import band, is_clear
from sbd_tool.scoring.curve import points, top, triple
from sbd_tool.scoring.ledger import ledger_score
from sbd_tool.scoring.readings import disagrees, read, stated
from sbd_tool.scoring.spec import IndicatorSpec, Observed
from sbd_tool.scoring.worlds import worlds_of

RUBRIC = read_rubric()
WHY = NotAssessed(reason=text("scoring.note_not_run"))


def seen(value, **more):
    return Observed(value=value, evidence=Evidence.PLAN, **more)


def test_the_worst_world_has_few_of_what_helps_and_many_of_what_hurts():
    spec = IndicatorSpec(
        key="O11", observe=lambda *_: WHY, helped_by=(Role.TREE,), hurt_by=(Role.BUILDING,)
    )
    worlds = worlds_of(spec)
    assert worlds.worst.leaning(Role.TREE) is Leaning.FEW
    assert worlds.worst.leaning(Role.BUILDING) is Leaning.MANY
    assert worlds.best.leaning(Role.TREE) is Leaning.MANY
    assert worlds.likely == LIKELY_WORLD
    assert worlds.worst.attributes is Leaning.LIKELY


def test_a_role_that_works_both_ways_stays_likely():
    spec = IndicatorSpec(
        key="O11", observe=lambda *_: WHY, helped_by=(Role.TREE,), hurt_by=(Role.TREE,)
    )
    assert worlds_of(spec).worst.leaning(Role.TREE) is Leaning.LIKELY


def test_readings_are_put_in_the_order_of_the_curve():
    down = RUBRIC.indicators["O15"]
    reading = read(down, seen(1), seen(2), seen(0))
    assert (reading.worst, reading.likely, reading.best) == (2, 2, 0)


def test_a_bound_alone_leaves_an_indicator_not_assessed():
    rule = RUBRIC.indicators["O09"]
    reading = read(rule, seen(1, is_bound_only=True), seen(1, is_bound_only=True), WHY)
    assert (reading.worst, reading.likely, reading.best) == (1, None, None)
    assert reading.evidence is Evidence.NONE
    assert triple(rule, reading) == (30, None, 100)


def test_a_value_that_is_no_number_is_no_value():
    reading = read(RUBRIC.indicators["O09"], seen(math.nan), seen(math.nan), seen(math.nan))
    assert reading.likely is None
    assert triple(RUBRIC.indicators["O09"], reading) == (0, None, 100)


def test_a_measurement_stands_before_what_was_computed_and_a_gap_between_them_is_noticed():
    rule = RUBRIC.indicators["P04"]
    computed = Reading(worst=60, likely=50, best=45, evidence=Evidence.PLAN)
    fact = Fact(value=30.0, evidence=Evidence.SURVEYED, answer_id="a")
    stands = stated(rule, computed, fact)
    assert stands.reading.likely == 30
    assert stands.reading.evidence is Evidence.SURVEYED
    assert stands.computed == computed
    assert disagrees(rule, stands, RUBRIC)
    inside = stated(rule, computed, Fact(value=50.0, evidence=Evidence.SURVEYED, answer_id="a"))
    assert not disagrees(rule, inside, RUBRIC)


def test_the_curve_is_flat_outside_and_the_speed_never_gives_more_than_sixty():
    assert points(RUBRIC.indicators["O01"], 1000) == 100
    assert points(RUBRIC.indicators["O01"], -5) == 0
    assert points(RUBRIC.indicators["P04"], math.inf) == 0
    assert top(RUBRIC.indicators["P04"]) == 60


@pytest.mark.parametrize(
    ("score", "number"), [(0, 1), (19.99, 1), (20, 2), (59, 3), (60, 4), (80, 5), (100, 5)]
)
def test_a_band_ends_below_the_next(score, number):
    assert band(score, RUBRIC) == number


def test_a_small_difference_and_one_that_goes_both_ways_are_not_called_one():
    assert is_clear(Move(delta=3, low_delta=2, high_delta=4), RUBRIC)
    assert not is_clear(Move(delta=1.9, low_delta=2, high_delta=4), RUBRIC)
    assert not is_clear(Move(delta=3, low_delta=-1, high_delta=4), RUBRIC)
    assert not is_clear(Move(delta=None, low_delta=3, high_delta=4), RUBRIC)


def test_every_analysis_runs_after_those_it_needs():
    analyses = standard_method().analyses
    place = {spec.key: number for number, spec in enumerate(in_order(reversed(analyses)))}
    assert len(place) == len(analyses)
    for spec in analyses:
        assert all(place[need] < place[spec.key] for need in spec.needs_results)


def test_analyses_that_need_each_other_are_refused():
    with pytest.raises(ValueError, match="need"):
        in_order([next(spec for spec in standard_method().analyses if spec.needs_results)])


def test_every_indicator_of_the_rubric_is_read_and_reads_only_what_there_is():
    method = standard_method(with_speeds=True)
    keys = {spec.key for spec in method.analyses}
    assert {spec.key for spec in method.indicators} == {rule.key for rule in RUBRIC.indicators}
    for spec in method.indicators:
        assert keys.issuperset(spec.needs_results), spec.key


def test_an_unknown_speed_leaves_the_ring_open_and_the_score_withheld():
    nothing = Reading(worst=9, likely=9, best=9, evidence=Evidence.SEEN)
    unrated = Reading(worst=0, likely=0, best=0, evidence=Evidence.SEEN)
    ledger = ledger_score(RUBRIC, LedgerKey.PROTECTION, {"P02": nothing, "P03": unrated})
    assert ledger.chains["ring"] == (0, None, 60)
    slow = Reading(worst=32, likely=32, best=32, evidence=Evidence.SURVEYED)
    known = ledger_score(
        RUBRIC, LedgerKey.PROTECTION, {"P02": nothing, "P03": unrated, "P04": slow}
    )
    assert known.chains["ring"] == (45, 45, 45)
