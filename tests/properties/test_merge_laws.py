"""Laws of the merge: what both sides did is there, whoever merges, however often."""

import random

import hypothesis.strategies as st
from hypothesis import given, settings

from sbd_tool.app.clock import CountedIds
from sbd_tool.app.session import Session
from sbd_tool.domain.delta import difference, project_fields
from sbd_tool.domain.merge import merged
from sbd_tool.domain.merge.since import delta_since, plain_row
from sbd_tool.domain.merge.values import same
from tests.campaigns.actions import random_project, random_step, surroundings


class MemoryStore:
    """Records in memory."""

    def __init__(self) -> None:
        self.records: dict[str, bytes] = {}

    def put(self, key, record):
        self.records[key] = record

    def put_new(self, key, record):
        return self.records.setdefault(key, record) is record

    def get(self, key):
        return self.records.get(key)

    def list(self, prefix=""):
        return tuple(sorted(key for key in self.records if key.startswith(prefix)))

    def delete(self, key):
        self.records.pop(key, None)


def grown(seed: int, base, steps: int):
    """A project after random steps of one person, with what was done."""
    rng = random.Random(seed)
    around = surroundings(seed, MemoryStore())
    session = Session(base, around)
    for _ in range(steps):
        random_step(rng, session, around)
    return session.project, session.log


def start(seed: int):
    return random_project(random.Random(seed), CountedIds(seed))


def content(project):
    """Everything a project holds, without the order of rows."""
    tables = {
        table: {key: plain_row(project, table, key) for key in rows}
        for table, rows in (
            *(
                (name, getattr(project, name))
                for name in ("measures", "answers", "notes", "photos", "annotations", "records")
            ),
            ("layers", [layer.id for layer in project.layers]),
            *((f"features/{layer.id}", layer.ids) for layer in project.layers),
            ("underlays", [one.id for one in project.underlays]),
        )
    }
    fields = project_fields(project)
    fields["locked"] = sorted(fields["locked"])
    for name in ("options", "time_states", "bookmarks", "findings"):
        fields[name] = sorted(map(str, fields[name]))
    return tables | {"project": fields, "blobs": set(project.blobs)}


seeds = st.integers(0, 10**6)


@settings(max_examples=25, deadline=None)
@given(seeds, seeds, st.integers(0, 12), st.integers(0, 12))
def test_where_nothing_conflicts_both_sides_come_to_the_same_project(one, other, here, there):
    base = start(one)
    ours, _ = grown(one + 1, base, here)
    theirs, _ = grown(other + 10**7, base, there)
    forth = merged(ours, difference(base, theirs))
    back = merged(theirs, difference(base, ours))
    assert bool(forth.conflicts) == bool(back.conflicts)
    if not forth.conflicts:
        assert content(forth.project) == content(back.project)


@settings(max_examples=25, deadline=None)
@given(seeds, seeds, st.integers(0, 12), st.integers(0, 12))
def test_no_edit_is_lost_each_is_in_the_project_or_in_a_conflict(one, other, here, there):
    base = start(one)
    ours, _ = grown(one + 1, base, here)
    theirs, _ = grown(other + 10**7, base, there)
    found = merged(ours, difference(base, theirs))
    staked = {(conflict.table, conflict.id) for conflict in found.conflicts}
    layers = {conflict.id for conflict in found.conflicts if conflict.table == "layers"}
    for side in (ours, theirs):
        for row in difference(base, side).rows:
            layer = row.table.removeprefix("features/")
            if (row.table, row.id) in staked or layer in layers or row.table == "blobs":
                continue
            now = plain_row(found.project, row.table, row.id)
            if row.after is None or row.table == "project":
                continue
            assert now is not None, "a row that a side made or changed is there"


@settings(max_examples=25, deadline=None)
@given(seeds, seeds, st.integers(0, 10))
def test_merging_twice_is_merging_once(one, other, steps):
    base = start(one)
    ours, _ = grown(one + 1, base, 6)
    theirs, _ = grown(other + 10**7, base, steps)
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
    ours, _ = grown(one + 1, base, steps)
    theirs, _ = grown(other + 10**7, base, steps)
    project = merged(ours, difference(base, theirs)).project
    shown = {photo.blob for photo in project.photos.values()}
    shown |= {one.blob for one in project.underlays}
    assert shown <= set(project.blobs)


@settings(max_examples=25, deadline=None)
@given(seeds, st.integers(0, 15))
def test_the_log_tells_what_changed_since_the_copies_parted(seed, steps):
    base = start(seed)
    theirs, log = grown(seed + 1, base, steps)
    told = {(row.table, row.id): row for row in delta_since(theirs, log, 0).rows}
    for row in difference(base, theirs).rows:
        found = told.pop((row.table, row.id))
        if row.table != "blobs":
            assert same(found.before, row.before)
        assert same(found.after, row.after)
    assert told == {}
