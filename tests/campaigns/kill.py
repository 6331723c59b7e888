"""kill -9 while a child edits and saves: nothing it acknowledged is lost, no file is damaged."""

import os
import random
import signal
import sqlite3
import tempfile
import time
from pathlib import Path

from sbd_tool.app.clock import CountedIds
from sbd_tool.app.projects import open_project, save_project
from sbd_tool.app.session import Session
from sbd_tool.domain.digest import design_digest
from sbd_tool.formats.project_store import FolderStore
from tests.campaigns.actions import random_project, random_step, surroundings

MOST_EDITS = 2_000
LONGEST_LIFE_S = 0.6


def one(seed: int, folder: Path) -> dict[str, int]:
    """One life of a child; raises AssertionError when its work is not there afterwards."""
    path, store = folder / "square.sbd.gpkg", FolderStore(folder / "state")
    project = random_project(random.Random(seed), CountedIds(seed + 1_000_000))
    save_project(project, path, store=store)
    acknowledged = _live_and_die(seed, path, store)
    raw = sqlite3.connect(":memory:")
    raw.deserialize(path.read_bytes())
    assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",), f"damaged, seed {seed}"
    raw.close()
    found = open_project(path, store)
    is_unsaved = found.recovery is not None
    state = design_digest(found.recovery.project if found.recovery else found.project)
    before, after = _replay(seed, project, acknowledged)
    assert state in {before, after}, f"work was lost, seed {seed}, {acknowledged} edits"
    session = Session.opened(path, surroundings(seed, store))
    assert not session.is_read_only, "the dead process still holds the lock"
    session.recover()
    session.save()
    assert design_digest(open_project(path, store).project) == state, f"seed {seed}"
    session.close()
    left = sorted(entry.name for entry in folder.iterdir())
    assert left == ["square.sbd.gpkg", "state"], f"left beside the file: {left}"
    return {"edits": acknowledged, "recovered": int(is_unsaved), "ahead": int(state != before)}


def _live_and_die(seed: int, path: Path, store: FolderStore) -> int:
    """Let a child edit until it is killed; how many edits it acknowledged."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        _live(seed, path, store, writer)
    os.close(writer)
    time.sleep(random.Random(seed * 7 + 1).uniform(0.02, LONGEST_LIFE_S))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    count = 0
    while chunk := os.read(reader, 65536):
        count += len(chunk)
    os.close(reader)
    return count


def _live(seed: int, path: Path, store: FolderStore, writer: int) -> None:
    try:
        around, rng = surroundings(seed, store), random.Random(seed)
        saving = random.Random(seed + 1)
        session = Session.opened(path, around)
        for _ in range(MOST_EDITS):
            random_step(rng, session, around)
            os.write(writer, b".")
            if saving.random() < 0.2:
                session.save()
        time.sleep(60)
    finally:
        os._exit(1)


def _replay(seed: int, project: object, acknowledged: int) -> tuple[str, str]:
    """Digest after the acknowledged edits, and after one more."""
    around, rng = surroundings(seed), random.Random(seed)
    session = Session(project, around)  # type: ignore[arg-type]
    for _ in range(acknowledged):
        random_step(rng, session, around)
    before = design_digest(session.project)
    random_step(rng, session, around)
    return before, design_digest(session.project)


def run(seed: int, cases: int) -> dict[str, object]:
    """The campaign; its worst case is the longest life."""
    done, failures = [], []
    for number in range(cases):
        with tempfile.TemporaryDirectory() as folder:
            try:
                done.append(one(seed + number, Path(folder)))
            except AssertionError as failure:
                failures.append(str(failure))
    return {
        "edits": sum(case["edits"] for case in done),
        "recovered": sum(case["recovered"] for case in done),
        "edits_journaled_but_not_acknowledged": sum(case["ahead"] for case in done),
        "worst": max(done, key=lambda case: case["edits"]),
        "failures": failures,
    }
