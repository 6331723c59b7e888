"""What the assessment says beside its numbers, and in which order it suggests."""

from dataclasses import replace

import pytest
from shapely.geometry import LineString, Point

from sbd_tool.app.explaining import explain
from sbd_tool.app.language import load_words
from sbd_tool.app.pipeline import assess
from sbd_tool.app.rules import load_rules
from sbd_tool.domain.catalogue import Door
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.scores import Move, Suggestion
from sbd_tool.domain.text import text
from sbd_tool.scoring.suggestions import in_order, shortlist
from tests.generated_square import answered, placed, project

RULES = load_rules(None)
WORDS = load_words("en")
BARE = project()


def findings(of):
    return {finding.key: finding for finding in assess(of, RULES, with_suggestions=False).findings}


def said(of):
    state = assess(of, RULES, with_suggestions=False)
    return [WORDS(finding.sentence) for finding in state.findings]


def test_a_square_with_no_lamps_mapped_says_no_data_on_lighting_and_not_dark():
    assert any(sentence.startswith("No data on lighting") for sentence in said(BARE))
    assert not any("No data on lighting" in sentence for sentence in said(project(lamps=9)))


def test_an_open_fast_approach_is_a_danger_only_the_police_edition_may_tell():
    fast = answered(BARE, surveyed__P04=90.0, seen_none__barrier=True)
    floor = findings(fast)["score.floor"]
    assert "Barrier ring" in WORDS(floor.sentence)
    assert floor.marking is Tlp.AMBER_STRICT
    assert floor.restricted_to == ("P02", "P03", "P04")


def test_a_measurement_that_contradicts_the_plan_is_for_a_person_to_decide():
    odd = answered(BARE, surveyed__O24=10.0)
    finding = findings(odd)["score.disagreement"]
    assert finding.is_open
    line = assess(odd, RULES, with_suggestions=False).scorecard.openness.indicators["O24"]
    assert line.reading.likely == 10


def test_a_flagged_measure_is_named():
    hostile = placed(BARE, "hostile-architecture", Point(10, 10))
    assert "score.flagged" in findings(hostile)
    assert "score.flagged" not in findings(BARE)


def test_an_unknown_option_is_refused_in_words():
    with pytest.raises(InputError):
        assess(BARE, RULES, option="nowhere")


def move(value):
    return Move(delta=value, low_delta=value, high_delta=value)


def suggestion(key, openness, protection, kind="seating-edge"):
    return Suggestion(
        key=key,
        kind=kind,
        sentence=text("scoring.suggest_one", measure="x"),
        openness=move(openness),
        protection=move(protection),
        is_win_win=False,
    )


def test_win_win_comes_first_by_its_smaller_gain_then_gains_then_trades_never_by_a_sum():
    found = [
        suggestion("trade", -9.0, 30.0),
        suggestion("gain", 5.0, 0.0),
        suggestion("even", 2.0, 2.5),
        suggestion("lopsided", 3.0, 1.0),
        suggestion("nothing", 0.0, 0.0),
        suggestion("harm", -1.0, -1.0),
    ]
    keys = [one.key for one in in_order(found, RULES.rubric)]
    assert keys == ["even", "lopsided", "gain", "trade"]


def test_what_is_worse_in_both_ledgers_comes_after_what_is_better():
    found = [suggestion("worse", 1.0, 1.0), suggestion("better", 2.0, 2.0)]
    assert [one.key for one in in_order(found, RULES.rubric)] == ["better", "worse"]


def test_practices_fill_at_most_half_of_the_list():
    many = [suggestion(f"p{n}", 1.0, 1.0, kind="foot-patrols") for n in range(9)]
    ordered = [*many, suggestion("bench", 0.5, 0.0)]
    short = shortlist(ordered, frozenset({"foot-patrols"}), 6)
    assert [one.kind for one in short].count("foot-patrols") == 3
    assert short[-1].key == "bench"


def test_suggestions_name_what_exists_and_nothing_that_is_already_there():
    state = assess(BARE, RULES)
    for one in state.suggestions:
        kind = RULES.catalogue.measures[one.kind]
        assert not kind.is_flagged
        assert kind.door.door in (Door.SITE, Door.PRACTICE)
        assert one.measures
    first = state.suggestions[0]
    measures = {measure.id: measure for measure in first.measures}
    again = assess(replace(BARE, measures=measures), RULES)
    assert first.key not in {one.key for one in again.suggestions}


def test_shares_of_objects_sum_to_the_points_they_explain():
    seen = answered(BARE, evidence=Evidence.SEEN, count__seat=6.0)
    state = assess(seen, RULES, with_suggestions=False)
    for key in ("O09", "O11", "O12"):
        line = state.scorecard.openness.indicators[key]
        shares = explain(seen, RULES, key)
        total = sum(one.earned - one.lost for one in shares.shares) + shares.rest
        assert total == pytest.approx(line.earned, abs=1e-9), key


def test_every_bench_of_a_row_has_its_share():
    shares = explain(BARE, RULES, "O09")
    assert shares.is_exact
    objects = [one for share in shares.shares for one in share.objects]
    assert len(objects) == 6
    assert all(share.earned > 0 for share in shares.shares)


def test_a_row_along_an_open_edge_raises_the_share_of_it_that_is_closed():
    known = answered(BARE, surveyed__P04=50.0, seen_none__barrier=True)
    edge = LineString([(0, 0), (60, 0)])
    before = assess(known, RULES, with_suggestions=False).scorecard.protection
    closed = placed(known, "rated-planters", edge)
    after = assess(closed, RULES, with_suggestions=False).scorecard.protection
    assert after.indicators["P01"].likely > before.indicators["P01"].likely
