"""Checklists put on a plan, answered by day and night, told to the scores, undone exactly."""

from dataclasses import replace

import pytest
from shapely.geometry import LineString, box

from sbd_tool.api import assess
from sbd_tool.app.checklists.answering import Saying, answer_task, settle_task, take_back
from sbd_tool.app.checklists.from_visit import tasks_from_visit
from sbd_tool.app.checklists.placing import suggest
from sbd_tool.app.checklists.reading import entries_in, lists_of, open_tasks
from sbd_tool.app.checklists.templates import template_named
from sbd_tool.app.checklists.writing import drop_list, move_spot, put_list, task_with
from sbd_tool.app.clock import CountedIds
from sbd_tool.app.commands.base import By
from sbd_tool.app.rules import load_rules
from sbd_tool.app.visiting import plan_visit
from sbd_tool.domain import roles
from sbd_tool.domain.checklists import Pass, Spot
from sbd_tool.domain.delta import difference
from sbd_tool.domain.digest import design_digest
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.measures import MeasureState
from sbd_tool.domain.merge import merged
from sbd_tool.domain.project import TimeState
from sbd_tool.domain.tasks import Role, TaskState
from tests.generated_square import answered, layer, placed, project

RULES = load_rules()
DAY, NIGHT = Pass.DAY, Pass.NIGHT
BY = By("", "2026-06-01T10:00:00Z")


def with_list(of, key, results=None):
    ids = CountedIds(7)
    template = template_named(of, key)
    places = suggest(of, RULES.catalogue, RULES.rubric, template, results)
    put = put_list(of, template, places, ids.new_id, BY)
    return put.command.apply(of), put


def task_of(of, item, spot=None):
    return next(
        task
        for placed_list in lists_of(of)
        for task in placed_list.tasks
        if task.item.key == item and spot in {None, task.spot}
    )


def say(of, task, words, when=DAY, **more):
    saying = Saying(words=words, when=when, **more)
    return answer_task(of, task, saying, RULES, BY).apply(of)


def taped(of):
    return [row.value for row in of.answers.values() if row.key.startswith("gap:")]


def state_of(of, item, when=DAY):
    return next(e for e in entries_in(of) if e.task.item.key == item and e.when is when)


def barriers(gap_m=None):
    """A court open to the street only, across which stands a row of rated bollards."""
    court = project()
    sides = layer(roles.Role.BUILDING, [box(-6, -6, -0.5, 66), box(60.5, -6, 66, 66)])
    sides = replace(sides, stamp=replace(sides.stamp, id="sides"), ids=("west", "east"))
    court = answered(replace(court, layers=(*court.layers, sides)), seen_none__barrier=True)
    return placed(
        court,
        "bollards-rated-fixed",
        LineString([(0, -1), (60, -1)]),
        state=MeasureState.EXISTING,
        evidence=Evidence.SEEN,
        parameters={"clear_gap_m": gap_m, "rating": "V/7200[N2A]/48/90:0.0", "foundation": "deep"},
    )


def test_a_question_stands_at_each_place_of_its_kind_with_a_viewpoint():
    square, put = with_list(project(lamps=3), "cpted_walk")
    lamps = [task for task in lists_of(square)[0].tasks if task.item.key == "face"]
    assert len(lamps) == 3
    for task in lamps:
        x, y = task.site.middle
        far = ((task.site.stand[0] - x) ** 2 + (task.site.stand[1] - y) ** 2) ** 0.5
        assert far == pytest.approx(10.0, abs=0.01)
        assert task.site.look == task.site.middle
        assert task.site.object
    assert {item.spot for item in put.without_place} == {Spot.POCKETS}


def test_putting_a_list_is_one_step_and_dropping_it_leaves_nothing():
    before = project()
    square, put = with_list(before, "eu_vulnerability")
    assert len(open_tasks(square)) == 7  # two questions wait for another answer
    bare = drop_list(square, put.list_id, BY).apply(square)
    assert design_digest(bare) == design_digest(before)


def test_a_taped_gap_narrows_the_range_at_once_and_leaves_the_drawing_alone():
    square, _ = with_list(barriers(), "barrier_inspection")
    task = task_of(square, "gap_width")
    before = assess(square, rules=RULES).scorecard.protection
    after_square = say(square, task, "1.34 m", role=Role.POLICE)
    after = assess(after_square, rules=RULES).scorecard.protection
    answer = task_of(after_square, "gap_width").answers[DAY][0]
    assert (answer.value, answer.evidence) == (pytest.approx(1.34), Evidence.SURVEYED)
    fact = next(row for row in after_square.answers.values() if row.key == answer.fed)
    assert (fact.value, fact.stamp.evidence) == (pytest.approx(1.34), Evidence.SURVEYED)
    assert after.indicators["P02"].reading.worst == pytest.approx(1.34)
    assert after.high - after.low < before.high - before.low - 5
    assert square.measures == after_square.measures


def test_the_assumed_value_stays_beside_the_taped_one_however_often_it_is_said_again():
    square, _ = with_list(barriers(1.2), "barrier_inspection")
    for words in ("1.34 m", "136 cm"):
        square = say(square, task_of(square, "gap_width"), words)
    said = task_of(square, "gap_width").answers[DAY]
    assert [(one.value, one.before) for one in said] == [(pytest.approx(1.36), "1.2")]


def test_day_and_night_are_never_mixed():
    square, _ = with_list(project(), "safety_walk")
    square = say(square, task_of(square, "feeling"), "3")
    assert state_of(square, "feeling", DAY).state is TaskState.ANSWERED
    assert state_of(square, "feeling", NIGHT).state is TaskState.OPEN


def test_what_hangs_on_daylight_fills_the_states_of_its_own_pass_only():
    night = TimeState(key="night", name="Night", template="night")
    base = project()
    square, _ = with_list(replace(base, time_states=(*base.time_states, night)), "insight")
    square = say(square, task_of(square, "watch"), "yes", NIGHT)
    fact = next(row for row in square.answers.values() if row.key == "practice:foot-patrols")
    assert fact.stamp.time_states == ("night",)


def test_a_night_answer_fills_nothing_where_there_is_no_night():
    square, _ = with_list(project(), "insight")
    square = say(square, task_of(square, "watch"), "yes", NIGHT)
    assert not square.answers
    assert state_of(square, "watch", NIGHT).value == "yes"


def test_a_question_waits_for_the_answer_it_hangs_on_in_the_same_pass():
    square, _ = with_list(barriers(), "barrier_inspection")
    assert state_of(square, "opens_closed", NIGHT).state is TaskState.NOT_ASKED
    square = say(square, task_of(square, "damage"), "yes")
    assert state_of(square, "damage_what").state is TaskState.OPEN
    square = say(square, task_of(square, "damage"), "no")
    assert state_of(square, "damage_what").state is TaskState.NOT_ASKED


def test_not_seen_is_an_answer_that_fills_nothing():
    square, _ = with_list(barriers(), "barrier_inspection")
    square = say(square, task_of(square, "gap_width"), "?")
    assert not taped(square)
    assert state_of(square, "gap_width").value == "not_seen"


def test_two_people_who_differ_make_a_dispute_that_is_settled_with_a_reason():
    square, _ = with_list(barriers(), "barrier_inspection")
    square = say(square, task_of(square, "gap_width"), "1.34")
    square = say(square, task_of(square, "gap_width"), "1.10", role=Role.POLICE)
    entry = state_of(square, "gap_width")
    assert (entry.state, entry.value) == (TaskState.DISPUTED, None)
    assert taped(square) == [pytest.approx(1.34)]
    saying = Saying(words="1.2", when=DAY)
    with pytest.raises(InputError):
        settle_task(square, entry.task, saying, RULES, BY)
    reasoned = replace(saying, remark="Taped together at the foot")
    square = settle_task(square, entry.task, reasoned, RULES, BY).apply(square)
    entry = state_of(square, "gap_width")
    assert (entry.state, entry.value) == (TaskState.SETTLED, pytest.approx(1.2))
    assert taped(square) == [pytest.approx(1.2)]


def test_two_copies_answered_apart_come_together_and_lose_nothing():
    start, _ = with_list(barriers(), "barrier_inspection")
    here = say(start, task_of(start, "gap_width"), "1.34", role=Role.PLANNER)
    there = say(start, task_of(start, "gap_width"), "1.10", role=Role.POLICE, remark="By tape")
    there = say(there, task_of(there, "damage"), "no", role=Role.POLICE)
    found = merged(here, difference(start, there))
    assert {one.role for one in task_of(found.project, "gap_width").answers[DAY]} == {
        Role.PLANNER,
        Role.POLICE,
    }
    assert state_of(found.project, "gap_width").state is TaskState.DISPUTED
    assert state_of(found.project, "damage").value == "no"
    assert len(taped(found.project)) == 1
    saying = Saying(words="1.2", when=DAY, remark="Taped together")
    entry = state_of(found.project, "gap_width")
    settled = settle_task(found.project, entry.task, saying, RULES, BY).apply(found.project)
    assert taped(settled) == [pytest.approx(1.2)]
    again = merged(found.project, difference(start, there))
    assert again.project.records == found.project.records


def test_two_nameless_tablets_of_one_role_on_one_day_lose_no_answer():
    start, _ = with_list(barriers(), "barrier_inspection")

    def said(words, at):
        task, saying = task_of(start, "gap_width"), Saying(words=words, when=DAY, role=Role.POLICE)
        return answer_task(start, task, saying, RULES, By("", f"2026-06-01T{at}Z")).apply(start)

    here, there = said("1.34", "10:00:00"), said("1.10", "10:05:00")
    one = merged(here, difference(start, there)).project
    other = merged(there, difference(start, here)).project
    for found in (one, other):
        answers = task_of(found, "gap_width").answers[DAY]
        assert sorted(answer.value for answer in answers) == [1.10, 1.34]
        assert state_of(found, "gap_width").state is TaskState.DISPUTED
    assert one.records == other.records
    again = say(here, task_of(here, "gap_width"), "1.3", role=Role.POLICE)
    (mine,) = task_of(again, "gap_width").answers[DAY]
    assert mine.value == 1.3, "who says it again on the same tablet says it instead"


def test_an_answer_taken_back_opens_the_task_again():
    square, _ = with_list(project(), "safety_walk")
    square = say(square, task_of(square, "feeling"), "2")
    task = task_of(square, "feeling")
    square = take_back(task, task.answers[DAY][0].id, BY).apply(square)
    assert state_of(square, "feeling").state is TaskState.OPEN


@pytest.mark.parametrize(
    ("item", "words"),
    [("feeling", "4"), ("feeling", "good"), ("feeling", ""), ("lighting", "2")],
)
def test_what_does_not_fit_is_refused(item, words):
    square, _ = with_list(project(), "safety_walk")  # lighting is asked by night only
    with pytest.raises(InputError):
        say(square, task_of(square, item), words)


def test_a_moved_place_takes_its_viewpoint_along_and_lets_its_object_go():
    square, _ = with_list(project(lamps=2), "cpted_walk")
    task = task_of(square, "face")
    placed_list, _ = task_with(square, task.id)
    x, y = task.site.middle
    moved = move_spot(square, placed_list, task.spot, (x + 3, y), BY).apply(square)
    after = task_with(moved, task.id)[1].site
    assert after.middle == pytest.approx((x + 3, y))
    assert after.stand == pytest.approx((task.site.stand[0] + 3, task.site.stand[1]))
    assert (task.site.object != "", after.object) == (True, "")


def test_checks_of_a_visit_become_tasks_that_fill_the_same_facts():
    square = barriers()
    visit = plan_visit(square, RULES.rubric, assess(square, rules=RULES), 45.0)
    command = tasks_from_visit(square, visit.checks, RULES, CountedIds(3).new_id, BY)
    square = command.apply(square)
    found = lists_of(square)[0].tasks
    assert [task.item.feeds for task in found] == [check.key for check in visit.checks]
    yes_no = next(task for task in found if task.item.choices)
    square = say(square, yes_no, "yes")
    assert yes_no.item.feeds in {row.key for row in square.answers.values()}
