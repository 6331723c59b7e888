"""Undo everything, redo everything: the first and the last project come back, digest by digest."""

import random

from sbd_tool.app.clock import CountedIds
from sbd_tool.app.session import Session
from sbd_tool.domain.delta import difference, patched
from sbd_tool.domain.digest import design_digest
from tests.campaigns.actions import random_project, random_step, surroundings


def one(seed: int) -> dict[str, int]:
    """One random sequence; raises AssertionError when it does not come back."""
    rng = random.Random(seed)
    around = surroundings(seed)
    project = random_project(rng, CountedIds(seed + 1_000_000))
    session = Session(project, around)
    first = design_digest(project)
    actions = rng.randint(5, 60)
    for _ in range(actions):
        before = session.project
        random_step(rng, session, around)
        delta = difference(before, session.project)
        assert design_digest(patched(before, delta)) == design_digest(session.project), seed
    actions_logged = len(session.log)
    session.jump(10**6)
    last, steps = design_digest(session.project), session.history.position
    session.jump(0)
    assert design_digest(session.project) == first, f"undo-all of seed {seed}"
    session.jump(steps)
    assert design_digest(session.project) == last, f"redo-all of seed {seed}"
    assert len(session.log) >= actions_logged, "the audit log never shrinks"
    return {"actions": actions, "steps": steps, "log": len(session.log)}


def run(seed: int, cases: int) -> dict[str, object]:
    """The campaign; its worst case is the longest sequence."""
    done, failures = [], []
    for number in range(cases):
        try:
            done.append(one(seed + number))
        except AssertionError as failure:
            failures.append(str(failure))
    return {
        "actions": sum(case["actions"] for case in done),
        "worst": max(done, key=lambda case: case["steps"]),
        "failures": failures,
    }
