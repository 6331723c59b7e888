"""Laws of options and states: a branch never changes the base, the base shows in the branch."""

import random
from dataclasses import replace

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from sbd_tool.app.clock import CountedIds
from sbd_tool.app.commands import (
    AddOption,
    AddTimeState,
    DuplicateTimeState,
    EditInPlace,
    FollowBase,
    MergeOption,
    RemoveOption,
    SetInPlace,
)
from sbd_tool.app.history import History
from sbd_tool.domain.delta import difference, patched
from sbd_tool.domain.digest import design_digest
from sbd_tool.domain.errors import SbdError
from sbd_tool.domain.overrides import Place
from sbd_tool.domain.plain import canonical, to_plain
from sbd_tool.domain.project import Option, Project, TimeState
from sbd_tool.domain.standing import as_it_stands, holds, option_line, strength
from sbd_tool.domain.wkb import wkb_of
from sbd_tool.formats.project_file import project_bytes, project_from_bytes
from tests.campaigns.actions import random_command, random_project, surroundings

STATES = ("ordinary", "market", "night")
SEEDS = st.integers(0, 10**6)
QUICK = settings(max_examples=25, deadline=None)


def begun(rng: random.Random, around) -> Project:
    """A random project with two options, one on the other, and three states."""
    project = random_project(rng, around.ids)
    for key, parent in (("b", "base"), ("c", "b")):
        project = AddOption(option=Option(key=key, name=key, parent=parent)).apply(project)
    for key in STATES[1:]:
        project = AddTimeState(time_state=TimeState(key=key, name=key)).apply(project)
    for _ in range(4):
        project = done(project, rng, around, Place("base", "ordinary"), here_only=False)
    return project


def done(project, rng, around, place, *, here_only):
    """The project after one random edit in a place; an edit that is refused changes nothing."""
    seen = as_it_stands(project, place.option, place.time_state)
    inner = random_command(rng, seen, around)
    if inner.key.startswith(("options.", "time_states.")) or getattr(inner, "time_states", None):
        return project  # one that names its states itself means those
    try:
        return EditInPlace(command=inner, place=place, here_only=here_only).apply(project)
    except SbdError:
        return project


def anywhere(project, rng, around, options=("base", "b", "c"), edits=6):
    """Random edits in random places."""
    for _ in range(edits):
        place = Place(rng.choice(options), rng.choice(STATES))
        project = done(project, rng, around, place, here_only=rng.random() < 0.5)
    return project


def view(project: Project, option: str, state: str) -> dict[str, str]:
    """Everything that stands in a place, as words by id."""
    seen, line = as_it_stands(project, option, state), option_line(project, option)
    found: dict[str, str] = {}
    for name, row in seen.measures.items():
        if holds(row.stamp, line, state):
            stamp = replace(row.stamp, option="", time_states=None, author="", changed="")
            found[name] = canonical(to_plain(replace(row, stamp=stamp)))
    for layer in seen.layers:
        for name, shape, values in zip(layer.ids, layer.geometry, layer.attributes, strict=True):
            found[name] = wkb_of(shape).hex() + canonical(to_plain(values))
    answers = [row for row in seen.answers.values() if holds(row.stamp, line, state)]
    for row in sorted(answers, key=lambda one: strength(one.stamp, line)):
        found[row.key] = canonical([to_plain(row.value), to_plain(row.stamp.evidence)])
    return found


def views(project: Project, option: str) -> dict[str, dict[str, str]]:
    """What stands in each state of an option."""
    return {state: view(project, option, state) for state in STATES}


@QUICK
@given(SEEDS)
def test_no_edit_in_a_branch_ever_changes_the_base(seed):
    rng, around = random.Random(seed), surroundings(seed)
    project = begun(rng, around)
    before = views(project, "base")
    after = anywhere(project, rng, around, options=("b", "c"))
    assert views(after, "base") == before


@QUICK
@given(SEEDS)
def test_an_edit_here_only_changes_no_other_state(seed):
    rng, around = random.Random(seed), surroundings(seed)
    project = anywhere(begun(rng, around), rng, around)
    option = rng.choice(("base", "b"))
    before = views(project, option)
    after = project
    for _ in range(4):
        after = done(after, rng, around, Place(option, "market"), here_only=True)
    for state in ("ordinary", "night"):
        assert view(after, option, state) == before[state]


@QUICK
@given(SEEDS, st.sampled_from(("base", "b", "c")), st.sampled_from(STATES), st.booleans())
def test_what_is_edited_in_a_place_is_seen_there_as_it_was_edited(seed, option, state, here_only):
    rng, around = random.Random(seed), surroundings(seed)
    project = anywhere(begun(rng, around), rng, around)
    seen = as_it_stands(project, option, state)
    inner = random_command(rng, seen, around)
    if inner.key.startswith(("options.", "time_states.", "answers.")):
        return  # an answer asked for all states gives way to one of the state: tested by itself
    edit = EditInPlace(command=inner, place=Place(option, state), here_only=here_only)
    try:
        after = edit.apply(project)
    except SbdError:
        return
    assert view(after, option, state) == view(inner.apply(seen), option, state)


@QUICK
@given(SEEDS)
def test_an_edit_of_the_base_shows_in_a_branch_unless_it_is_overridden(seed):
    rng, around = random.Random(seed), surroundings(seed)
    project = anywhere(begun(rng, around), rng, around, options=("b",))
    touched = {row.target for row in project.overrides.values()}
    after = project
    for _ in range(4):
        after = done(after, rng, around, Place("base", "ordinary"), here_only=False)
    for state in STATES:
        base, branch = view(after, "base", state), view(after, "b", state)
        own = {m.id for m in after.measures.values() if m.stamp.option == "b"}
        own |= {n for layer in after.layers if layer.stamp.option == "b" for n in layer.ids}
        told = {a.key for a in after.answers.values() if a.stamp.option == "b"}
        hidden = {n for layer in after.layers if layer.id in touched for n in layer.ids}
        for name in (base.keys() | branch.keys()) - touched - own - told - hidden:
            assert branch.get(name) == base.get(name)


@QUICK
@given(SEEDS)
def test_undoing_all_gives_back_the_very_same_project(seed):
    rng, around = random.Random(seed), surroundings(seed)
    history = History(begun(rng, around))
    start = design_digest(history.project)
    for _ in range(6):
        seen = as_it_stands(history.project, "b", "market")
        inner = random_command(rng, seen, around)
        command = EditInPlace(
            command=inner, place=Place("b", "market"), here_only=rng.random() < 0.5
        )
        if inner.key.startswith(("options.", "time_states.")):
            continue
        try:
            history.do(command)
        except SbdError:
            continue
    while history.undo():
        pass
    assert design_digest(history.project) == start


@QUICK
@given(SEEDS)
def test_saving_and_journal_give_back_what_differs(seed):
    rng, around = random.Random(seed), surroundings(seed)
    start = begun(rng, around)
    project = anywhere(start, rng, around)
    again = project_from_bytes(project_bytes(project), "p.sbd.gpkg").project
    assert design_digest(again) == design_digest(project)
    assert design_digest(patched(start, difference(start, project))) == design_digest(project)


@QUICK
@given(SEEDS)
def test_a_merged_option_stands_in_its_parent_as_it_stood(seed):
    rng, around = random.Random(seed), surroundings(seed)
    project = anywhere(begun(rng, around), rng, around)
    was, child = views(project, "b"), views(project, "c")
    after = MergeOption(option="b").apply(project)
    assert [one.key for one in after.options] == ["base", "c"]
    assert views(after, "base") == was
    assert views(after, "c") == child


@QUICK
@given(SEEDS)
def test_a_removed_option_leaves_the_others_as_they_were(seed):
    rng, around = random.Random(seed), surroundings(seed)
    project = anywhere(begun(rng, around), rng, around)
    was = views(project, "b")
    after = RemoveOption(option="c").apply(project)
    assert views(after, "b") == was
    rows = (*after.measures.values(), *after.overrides.values(), *after.layers)
    assert not any(row.stamp.option == "c" for row in rows)


@QUICK
@given(SEEDS)
def test_a_double_of_a_state_stands_as_the_state_does(seed):
    rng, around = random.Random(seed), surroundings(seed)
    project = anywhere(begun(rng, around), rng, around)
    double = TimeState(key="fair", name="Fair")
    after = DuplicateTimeState(source="market", time_state=double).apply(project)
    for option in ("base", "b", "c"):
        assert view(after, option, "fair") == view(project, option, "market")
        assert views(after, option) == views(project, option)


@QUICK
@given(SEEDS, st.sampled_from(("base", "b", "c")), st.sampled_from(STATES))
def test_what_stands_stands_so_when_asked_again(seed, option, state):
    rng, around = random.Random(seed), surroundings(seed)
    project = anywhere(begun(rng, around), rng, around)
    once = as_it_stands(project, option, state)
    assert as_it_stands(project, option, state) is once
    assert design_digest(as_it_stands(once, option, state)) == design_digest(once)


@QUICK
@given(SEEDS)
def test_taking_all_overrides_back_leaves_the_base(seed):
    rng, around = random.Random(seed), surroundings(seed)
    project = begun(rng, around)
    after = project
    for name in list(project.measures)[:3]:
        here = SetInPlace(targets=(name,), option="b", time_state="night", values={"is_open": True})
        after = here.apply(after)
        after = SetInPlace(targets=(name,), option="b", is_present=False).apply(after)
    back = FollowBase(overrides=tuple(after.overrides)).apply(after)
    assert views(back, "b") == views(project, "b")


@pytest.mark.parametrize("order", [("ordinary", "market"), ("market", "ordinary")])
def test_an_answer_for_a_state_counts_there_whichever_came_first(order):
    from sbd_tool.analysis.answers import facts_of
    from sbd_tool.app.commands import SetAnswer

    rng, around = random.Random(1), surroundings(1)
    project = begun(rng, around)
    people = {"ordinary": 100.0, "market": 900.0}
    for state in order:
        said = SetAnswer(question="occupancy", value=people[state], new_id=CountedIds(9).new_id())
        said = replace(said, new_id=f"answer-{state}")
        place = Place("base", state)
        edit = EditInPlace(command=said, place=place, here_only=state == "market")
        project = edit.apply(project)
    for state in ("ordinary", "market", "night"):
        facts = facts_of(project, option_line(project, "base"), state)
        assert facts["occupancy"].value == people.get(state, 100.0)
