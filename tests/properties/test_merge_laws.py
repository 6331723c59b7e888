"""Laws of the merge: what both sides did is there, whoever merges, however often."""

import random

import hypothesis.strategies as st
from hypothesis import given, settings

from sbd_tool.app.clock import CountedIds
from sbd_tool.app.session import Session
from sbd_tool.domain.delta import difference
from sbd_tool.domain.merge import merged
from sbd_tool.domain.merge.rows import PlainRows
from sbd_tool.domain.merge.since import delta_since
from sbd_tool.domain.merge.values import same
from tests.campaigns.actions import random_project, random_step, surroundings
from tests.campaigns.merge import content, grown


def start(seed: int):
    return random_project(random.Random(seed), CountedIds(seed))


seeds = st.integers(0, 10**6)


@settings(max_examples=25, deadline=None)
@given(seeds, seeds, st.integers(0, 12), st.integers(0, 12))
def test_where_nothing_conflicts_both_sides_come_to_the_same_project(one, other, here, there):
    base = start(one)
    ours = grown(one + 1, base, here)
    theirs = grown(other + 10**7, base, there)
    forth = merged(ours, difference(base, theirs))
    back = merged(theirs, difference(base, ours))
    assert bool(forth.conflicts) == bool(back.conflicts)
    if not forth.conflicts:
        assert content(forth.project) == content(back.project)


@settings(max_examples=25, deadline=None)
@given(seeds, seeds, st.integers(0, 12), st.integers(0, 12))
def test_no_edit_is_lost_each_is_in_the_project_or_in_a_conflict(one, other, here, there):
    base = start(one)
    ours = grown(one + 1, base, here)
    theirs = grown(other + 10**7, base, there)
    found = merged(ours, difference(base, theirs))
    staked = {(conflict.table, conflict.id) for conflict in found.conflicts}
    layers = {conflict.id for conflict in found.conflicts if conflict.table == "layers"}
    for side in (ours, theirs):
        for row in difference(base, side).rows:
            layer = row.table.removeprefix("features/")
            if (row.table, row.id) in staked or layer in layers or row.table == "blobs":
                continue
            now = PlainRows(found.project).row(row.table, row.id)
            if row.after is None or row.table == "project":
                continue
            assert now is not None, "a row that a side made or changed is there"


@settings(max_examples=25, deadline=None)
@given(seeds, seeds, st.integers(0, 10))
def test_merging_twice_is_merging_once(one, other, steps):
    base = start(one)
    ours = grown(one + 1, base, 6)
    theirs = grown(other + 10**7, base, steps)
    changes = difference(base, theirs)
    once = merged(ours, changes)
    if once.conflicts:
        return
    twice = merged(once.project, changes)
    assert content(twice.project) == content(once.project)
    assert twice.conflicts == ()


@settings(max_examples=25, deadline=None)
@given(seeds, seeds, st.integers(0, 12))
def test_no_photo_is_without_its_bytes_and_no_picture_without_a_row(one, other, steps):
    base = start(one)
    ours = grown(one + 1, base, steps)
    theirs = grown(other + 10**7, base, steps)
    project = merged(ours, difference(base, theirs)).project
    shown = {photo.blob for photo in project.photos.values()}
    shown |= {one.blob for one in project.underlays}
    assert shown <= set(project.blobs)


@settings(max_examples=25, deadline=None)
@given(seeds, st.integers(0, 15))
def test_the_log_tells_what_changed_since_the_copies_parted(seed, steps):
    base = start(seed)
    rng, around = random.Random(seed + 1), surroundings(seed + 1)
    session = Session(base, around)
    for _ in range(steps):
        random_step(rng, session, around)
    theirs, log = session.project, session.log
    told = {(row.table, row.id): row for row in delta_since(theirs, log, 0).rows}
    for row in difference(base, theirs).rows:
        found = told.pop((row.table, row.id))
        if row.table != "blobs":
            assert same(found.before, row.before)
        assert same(found.after, row.after)
    assert told == {}
