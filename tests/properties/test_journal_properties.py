"""Laws of the journal: whatever part of it survived, that part gives a state that was there."""

import random

import hypothesis.strategies as st
from hypothesis import given, settings

from sbd_tool.app.clock import CountedIds
from sbd_tool.app.journal import recovery_of
from sbd_tool.app.session import Session
from sbd_tool.domain.digest import design_digest
from tests.campaigns.actions import random_project, random_step, surroundings


class MemoryStore:
    """Records in a dictionary."""

    def __init__(self) -> None:
        self.records: dict[str, bytes] = {}

    def put(self, key: str, record: bytes) -> None:
        self.records[key] = record

    def put_new(self, key: str, record: bytes) -> bool:
        return self.records.setdefault(key, record) is record

    def get(self, key: str) -> bytes | None:
        return self.records.get(key)

    def list(self, prefix: str = "") -> tuple[str, ...]:
        return tuple(sorted(key for key in self.records if key.startswith(prefix)))

    def delete(self, key: str) -> None:
        self.records.pop(key, None)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 12), st.randoms(use_true_random=False))
def test_every_prefix_of_a_journal_gives_the_state_it_ends_with(seed, steps, damage):
    store, rng = MemoryStore(), random.Random(seed)
    around = surroundings(seed, store)
    session = Session.begun(random_project(rng, CountedIds(seed + 1)), around)
    states = [design_digest(session.project)]
    for _ in range(steps):
        before = len(store.list(f"{session.project.id}/journal"))
        random_step(rng, session, around)
        if len(store.list(f"{session.project.id}/journal")) > before:
            states.append(design_digest(session.project))
    keys = store.list(f"{session.project.id}/journal")
    assert len(keys) == len(states)
    survived = damage.randint(1, len(keys))
    for key in keys[survived:]:
        whole = store.records[key]
        kept = damage.randrange(len(whole))
        store.records[key] = whole[:kept] + bytes(damage.randrange(3))
    found = recovery_of(store, session.project.id, None)
    assert found is not None
    assert found.records == survived - 1
    assert design_digest(found.project) == states[survived - 1]


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6), st.binary(max_size=300))
def test_a_journal_of_nonsense_recovers_nothing_and_raises_nothing(seed, nonsense):
    store = MemoryStore()
    project = random_project(random.Random(seed), CountedIds(seed))
    session = Session.begun(project, surroundings(seed, store))
    (key,) = store.list(f"{project.id}/journal")
    store.records[key] = nonsense
    assert recovery_of(store, project.id, None) is None
    assert recovery_of(store, project.id, project) is None
    session.close()
    assert store.list(f"{project.id}/journal") == ()
