"""Following an edit gives the bits of a full evaluation; what takes longer loses its figure."""

from dataclasses import replace

import pytest
from shapely.geometry import LineString, Point, box

from sbd_tool.app.evaluation import evaluate
from sbd_tool.app.following import Followed, follow, lagging, touched_between, waits_for_slow
from sbd_tool.app.pipeline import standard_method
from sbd_tool.app.result_cache import ResultCache
from sbd_tool.app.rules import load_rules
from sbd_tool.domain.rubric import LedgerKey
from tests.generated_square import answered, placed, project

RULES = load_rules(None)
METHOD = standard_method()
CACHE = ResultCache()
BARE = project(lamps=6)
EDITS = {
    "seating-edge": placed(BARE, "seating-edge", Point(30, 30)),
    "public-toilets": placed(BARE, "public-toilets", Point(20, 20)),
    "cameras": placed(BARE, "cctv-overview", Point(20, 20)),
    "bollards": placed(BARE, "bollards-rated-fixed", LineString([(0, 0), (60, 0)])),
    "planters": placed(BARE, "rated-planters", LineString([(5, 0), (55, 0)])),
    "pedestrian-zone": placed(BARE, "pedestrian-zone", box(0, -20, 60, 0)),
    "night-closure": placed(BARE, "night-closure", None),
    "foot-patrols": placed(BARE, "foot-patrols", None),
    "seats counted": answered(BARE, count__seat=9.0),
    "no walls": answered(BARE, seen_none__wall=True),
    "hours": answered(BARE, O14=70.0),
    "practices": answered(BARE, practices__P17="none"),
    "speed measured": answered(BARE, surveyed__P04=30.0),
}
EDITS = {
    name: edit
    for name, edit in EDITS.items()
    if all(one.kind in RULES.catalogue.measures for one in edit.measures.values())
}


def evaluated(of, cache=CACHE):
    return evaluate(
        of,
        RULES.catalogue,
        RULES.rubric,
        METHOD,
        option="base",
        time_state="ordinary",
        cache=cache,
    )


START = Followed(project=BARE, evaluation=evaluated(BARE), method=METHOD)


def checked(found, of):
    whole = evaluated(of)
    for key, entry in whole.stated.items():
        mine = found.evaluation.stated[key]
        if key in found.stale:
            assert (mine.reading.worst, mine.reading.likely, mine.reading.best) == (None,) * 3
        else:
            assert mine == entry, key
    for ledger in LedgerKey:
        old, new = whole.ledgers[ledger], found.evaluation.ledgers[ledger]
        if not found.stale:
            assert new == old
        assert new.low <= old.low + 1e-9, "a range with stale parts holds the true one"
        assert new.high >= old.high - 1e-9


def test_the_list_of_edits_covers_points_rows_areas_practices_and_answers():
    assert len(EDITS) >= 11


@pytest.mark.parametrize("name", EDITS)
def test_what_is_followed_has_the_bits_of_a_full_evaluation_and_the_rest_no_figure(name):
    found = follow(START, EDITS[name], RULES, CACHE)
    checked(found, EDITS[name])
    assert found.stale <= lagging(METHOD)
    assert not found.read & found.stale


def test_taking_an_edit_back_is_followed_too_and_stale_parts_wait_for_the_job():
    there = follow(START, EDITS["bollards"], RULES, CACHE)
    back = follow(there, BARE, RULES, CACHE)
    assert there.stale == back.stale
    checked(back, BARE)


def test_a_point_edit_leaves_the_heavy_ones_as_they_are():
    found = follow(START, EDITS["seating-edge"], RULES, CACHE)
    assert not found.stale & {"O08", "P12", "P14"}
    assert not waits_for_slow(found)
    row = follow(START, EDITS["bollards"], RULES, CACHE)
    assert {"P12", "P14"} <= row.stale


def test_a_stale_part_is_dropped_from_the_score_and_says_why():
    found = follow(START, EDITS["bollards"], RULES, CACHE)
    ledger = found.evaluation.ledgers[LedgerKey.PROTECTION]
    line = ledger.indicators["P12"]
    assert (line.low, line.likely, line.high) == (0.0, None, 100.0)
    assert line.reading.note.key == "waterfall.note_stale"


def test_a_change_of_the_plan_touches_everything():
    other = replace(BARE, layers=BARE.layers[:-1])
    everything = {one.key for one in METHOD.indicators}
    assert touched_between(BARE, other, RULES, METHOD) == (everything, everything)
    assert touched_between(BARE, BARE, RULES, METHOD) == (frozenset(), frozenset())
