"""What a removal predicts is what taking it away gives, in both ledgers, bit for bit."""

from dataclasses import replace

import pytest
from shapely.geometry import LineString, Point

from sbd_tool.app.commands import EditInPlace
from sbd_tool.app.evaluation import evaluate
from sbd_tool.app.pipeline import assess, standard_method
from sbd_tool.app.proposing import moves
from sbd_tool.app.removing import taken_away
from sbd_tool.app.result_cache import ResultCache
from sbd_tool.app.rules import load_rules
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.measures import MeasureState
from sbd_tool.domain.overrides import Place
from sbd_tool.domain.project import Option
from sbd_tool.domain.registry import Registry
from sbd_tool.domain.standing import as_it_stands
from sbd_tool.scoring.moves import gain
from tests.generated_square import placed, project

RULES = load_rules(None)
METHOD = standard_method()
CACHE = ResultCache()
ROWS = {
    "planters": ("rated-planters", LineString([(5, 0), (55, 0)])),
    "blocks": ("concrete-blocks-temporary", LineString([(5, 0), (55, 0)])),
    "guards": ("private-guards", None),
    "steps": ("steps-level-change", LineString([(5, 0), (55, 0)])),
    "bench": ("movable-seating", Point(30, 4)),
}


def crowded():
    """A square with what blocks, what watches, and what only helps."""
    of = project(lamps=6, barriers=1)
    for kind, shape in ROWS.values():
        of = placed(of, kind, shape)
    built = MeasureState.EXISTING
    of = placed(of, "hostile-architecture", Point(20, 20), Point(24, 20), state=built)
    bollards = next(one for one in of.layers if one.role.value == "barrier")
    feature = bollards.ids[0]
    line = LineString([(0, -0.5), (60, -0.5)])
    return placed(of, "bollards-rated-fixed", line, state=built, plan_feature=feature)


CROWDED = crowded()


def evaluated(of, option="base"):
    return evaluate(
        of,
        RULES.catalogue,
        RULES.rubric,
        METHOD,
        option=option,
        time_state="ordinary",
        cache=CACHE,
    )


def removals_of(of, option="base", rules=RULES):
    return assess(of, rules, option=option, cache=CACHE).removals


def with_numbers(**numbers):
    rubric = RULES.rubric
    rows = [replace(one, value=numbers.get(one.key, one.value)) for one in rubric.numbers]
    return replace(RULES, rubric=replace(rubric, numbers=Registry("number", rows)))


def test_every_removal_shown_gives_exactly_what_it_predicts():
    # A limit below any move keeps those in that raise nothing, so that all of them are tried.
    rules = with_numbers(win_win_points=-1000.0, removals_tried=50.0, removals_most=50.0)
    before, removals = evaluated(CROWDED), removals_of(CROWDED, rules=rules)
    gone = {name for one in removals for name in one.removes}
    assert gone == set(CROWDED.measures)
    for one in removals:
        after = evaluated(taken_away(CROWDED, one.removes).apply(CROWDED))
        assert (one.openness, one.protection) == moves(
            RULES.rubric, before.ledgers, after.ledgers
        ), one.key


def test_only_what_raises_a_ledger_is_shown_and_a_loss_of_the_other_is_told_beside_it():
    removals = removals_of(CROWDED)
    assert removals
    assert all(max(gain(one.openness), gain(one.protection)) > 0 for one in removals)
    steps = next(one for one in removals if one.kind == "steps-level-change")
    assert gain(steps.openness) > 0 > gain(steps.protection)
    assert not steps.is_win_win


def test_things_of_one_kind_that_stand_as_points_go_together():
    spikes = next(one for one in removals_of(CROWDED) if one.kind == "hostile-architecture")
    assert len(spikes.removes) == 2
    assert gain(spikes.openness) > 0


def test_no_more_is_tried_or_shown_than_the_rules_say():
    assert len(removals_of(CROWDED, rules=with_numbers(removals_most=1.0))) == 1
    assert removals_of(CROWDED, rules=with_numbers(removals_tried=0.0)) == ()


def test_what_is_built_is_marked_and_what_is_only_drawn_is_deleted():
    names = {one.kind: one.id for one in CROWDED.measures.values()}
    both = (names["bollards-rated-fixed"], names["movable-seating"])
    after = taken_away(CROWDED, both).apply(CROWDED)
    assert after.measures[both[0]].state is MeasureState.TO_REMOVE
    assert both[1] not in after.measures
    assert len(after.measures) == len(CROWDED.measures) - 1


def test_what_is_not_there_any_more_is_refused_in_words():
    with pytest.raises(InputError):
        taken_away(CROWDED, ("measure-none",))


def test_in_an_option_the_base_keeps_what_the_option_takes_away():
    of = replace(CROWDED, options=(*CROWDED.options, Option(key="calm", name="Calm")))
    seen = as_it_stands(of, "calm", "ordinary")
    spikes = next(one for one in removals_of(of, "calm") if one.kind == "hostile-architecture")
    before = evaluated(of, "calm")
    place = Place("calm")
    done = EditInPlace(command=taken_away(seen, spikes.removes), place=place).apply(of)
    after = evaluated(done, "calm")
    told = (spikes.openness, spikes.protection)
    assert told == moves(RULES.rubric, before.ledgers, after.ledgers)
    assert evaluated(done).ledgers == evaluated(of).ledgers
