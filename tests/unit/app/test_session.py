"""An open project: undo, journal, lock, recovery and saving."""

import os
import random
from dataclasses import replace
from pathlib import Path

import pytest

from sbd_tool.app import commands as c
from sbd_tool.app.clock import CountedIds
from sbd_tool.app.commands.together import Together
from sbd_tool.app.journal import unsaved_work
from sbd_tool.app.language import load_words
from sbd_tool.app.locks import Holder, Lock
from sbd_tool.app.projects import backup_of, new_project, open_project, save_project
from sbd_tool.app.session import Session
from sbd_tool.app.surroundings import Surroundings
from sbd_tool.domain.changelog import logged_rows
from sbd_tool.domain.delta import difference
from sbd_tool.domain.digest import design_digest
from sbd_tool.domain.errors import InputError, ProjectFileError
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.project import Note, Project
from sbd_tool.formats.project_store import FolderStore
from tests.campaigns import kill, undo
from tests.campaigns.actions import CLOCK, random_project, random_step, surroundings


class Desk:
    """A file, a store and a way to open sessions that end without a goodbye."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "plans" / "square.sbd.gpkg"
        self.path.parent.mkdir()
        self.store = FolderStore(folder / "state")
        self.ids = CountedIds(5)
        self.project = random_project(random.Random(5), CountedIds(6))
        save_project(self.project, self.path, store=self.store)

    @property
    def around(self) -> Surroundings:
        return Surroundings(CLOCK, self.ids, self.store, "Ada")

    def open(self) -> Session:
        return Session.opened(self.path, self.around)

    def rename(self, session: Session, title: str) -> None:
        session.do(c.RenameProject(title=title, by=self.around.by()))

    def crash(self, session: Session) -> None:
        """As if the power had gone: nothing is closed; the lock names a process that is gone."""
        Lock(self.store, session.project.id)
        self.store.delete(f"{session.project.id}/lock")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_a_run_of_commands_is_one_step_and_one_entry_and_each_survives_a_crash(desk: Desk):
    session = desk.open()
    before = session.project
    for words in ("One", "Two", "Three"):
        note = Note(stamp=desk.around.stamp(Evidence.SEEN), words=words)
        add = c.AddNote(note=note, by=desk.around.by())
        session.do(Together(commands=(add,), label=add.label, by=add.by, run="visit"))
    (entry,) = session.log
    expected = logged_rows(difference(before, session.project))
    assert set(entry.rows) == set(expected)
    assert len(entry.rows) == len(expected) == 3
    after = session.project
    session.undo()
    assert session.project.notes == before.notes
    session.redo()
    desk.crash(session)
    again = desk.open()
    again.recover()
    assert again.project.notes == after.notes


def test_unsaved_edits_of_a_crashed_session_are_offered_and_become_one_undoable_step(desk: Desk):
    session = desk.open()
    desk.rename(session, "One")
    desk.rename(session, "Two")
    session.undo()
    desk.rename(session, "Three")
    desk.crash(session)

    again = desk.open()
    assert again.project.title == desk.project.title, "the file is shown until the person decides"
    assert again.recovery is not None
    assert (again.recovery.records, again.recovery.when) == (4, "2026-05-04T03:02:01Z")
    again.recover()
    assert again.project.title == "Three"
    assert again.is_dirty
    assert [entry.action for entry in again.log] == ["do", "do", "undo", "do", "recover"]
    again.undo()
    assert again.project.title == desk.project.title
    again.close()
    assert desk.open().recovery is None


def test_a_second_crash_right_after_recovering_loses_nothing(desk: Desk):
    session = desk.open()
    desk.rename(session, "One")
    desk.crash(session)
    again = desk.open()
    again.recover()
    desk.crash(again)
    third = desk.open()
    assert third.recovery is not None
    assert third.recovery.project.title == "One"


def test_a_torn_last_record_costs_only_the_last_action(desk: Desk):
    session = desk.open()
    desk.rename(session, "One")
    desk.rename(session, "Two")
    desk.crash(session)
    last = desk.store.list(f"{desk.project.id}/journal")[-1]
    whole = desk.store.get(last)
    assert whole is not None
    desk.store.put(last, whole[: len(whole) // 2])
    again = desk.open()
    assert again.recovery is not None
    assert again.recovery.project.title == "One"


@pytest.mark.parametrize("has_replaced_file", [True, False])
def test_it_does_not_matter_on_which_side_of_a_save_the_power_goes(
    desk: Desk, *, has_replaced_file: bool
):
    session = desk.open()
    desk.rename(session, "One")
    session._journal.saving(session.project)
    if has_replaced_file:
        save_project(session.project, desk.path, store=desk.store)
    desk.crash(session)
    again = desk.open()
    found = again.recovery.project if again.recovery else again.project
    assert found.title == "One"
    assert (again.recovery is None) is has_replaced_file


def test_a_saved_session_leaves_nothing_to_recover(desk: Desk):
    session = desk.open()
    desk.rename(session, "One")
    session.save()
    assert not session.is_dirty
    desk.crash(session)
    again = desk.open()
    assert again.recovery is None
    assert again.project.title == "One"
    assert [entry.command for entry in again.log] == ["project.rename"]
    assert backup_of(desk.project.id, desk.store).title == desk.project.title


def test_edits_that_no_longer_fit_the_file_are_kept_aside_and_announced(desk: Desk):
    session = desk.open()
    desk.rename(session, "One")
    desk.crash(session)
    save_project(replace(desk.project, title="From elsewhere"), desk.path, store=desk.store)
    again = desk.open()
    assert again.recovery is None
    assert [notice.key for notice in again.notices] == ["app.recovery.unfit"]
    assert desk.store.list(f"{desk.project.id}/journal-aside")


def test_declining_or_working_on_keeps_the_old_edits_aside(desk: Desk):
    for decline in (Session.drop_recovery, lambda session: desk.rename(session, "Mine")):
        session = desk.open()
        desk.rename(session, "One")
        desk.crash(session)
        again = desk.open()
        decline(again)
        assert again.recovery is None
        assert desk.store.list(f"{desk.project.id}/journal-aside")
        title = again.project.title
        desk.crash(again)
        third = desk.open()
        assert (third.recovery.project if third.recovery else third.project).title == title
        third.close()


def test_a_project_never_saved_comes_back_from_its_journal_alone(desk: Desk):
    fresh = random_project(random.Random(9), CountedIds(9))
    session = Session.begun(fresh, desk.around)
    desk.rename(session, "Never saved")
    desk.crash(session)
    (work,) = unsaved_work(desk.store)
    assert (work.project_id, work.path) == (fresh.id, "")
    again = Session.recovered(work.project_id, desk.around)
    assert again is not None
    assert again.is_dirty
    assert design_digest(again.project) == design_digest(replace(fresh, title="Never saved"))
    again.save(desk.path.with_name("new.sbd.gpkg"))
    again.close()
    assert unsaved_work(desk.store) == ()


def test_whoever_comes_second_reads_only_and_is_told_who_was_first(desk: Desk):
    first = desk.open()
    second = desk.open()
    assert not first.is_read_only
    assert second.is_read_only
    assert second.holder is not None
    assert second.holder.is_me
    assert [notice.key for notice in second.notices] == ["app.file.locked"]
    desk.rename(second, "Other")
    with pytest.raises(ProjectFileError) as refusal:
        second.save()
    assert refusal.value.what.key == "app.save.read_only"
    second.save(desk.path.with_name("copy.sbd.gpkg"))
    second.close()
    desk.rename(first, "Mine")
    first.save()
    first.close()
    assert not desk.open().is_read_only


def test_the_lock_of_a_dead_process_is_stale_and_that_of_another_computer_is_not():
    alive = Holder("Ada", "elsewhere", 1, "")
    assert not alive.is_stale
    import platform

    dead = os.fork()
    if dead == 0:
        os._exit(0)
    os.waitpid(dead, 0)
    assert Holder("Ada", platform.node(), dead, "").is_stale
    assert not Holder("Ada", platform.node(), os.getpid(), "").is_stale


def test_a_file_changed_by_somebody_else_is_not_overwritten_unasked(desk: Desk):
    session = desk.open()
    desk.rename(session, "Mine")
    save_project(replace(desk.project, title="A longer title of theirs"), desk.path)
    with pytest.raises(ProjectFileError) as refusal:
        session.save()
    assert refusal.value.what.key == "app.save.changed_elsewhere"
    assert open_project(desk.path, desk.store).project.title == "A longer title of theirs"
    session.save(over_changes=True)
    assert open_project(desk.path, desk.store).project.title == "Mine"


def test_a_journal_that_cannot_be_written_never_costs_the_edit(desk: Desk):
    class FullStore(FolderStore):
        is_full = False

        def put(self, key: str, record: bytes) -> None:
            if self.is_full:
                raise ProjectFileError(*_full())
            super().put(key, record)

    store = FullStore(desk.path.parent.parent / "state")
    session = Session.opened(desk.path, Surroundings(CLOCK, desk.ids, store, "Ada"))
    store.is_full = True
    desk.rename(session, "One")
    assert session.project.title == "One"
    assert session.journal_failure is not None
    store.is_full = False
    desk.rename(session, "Two")
    assert session.journal_failure is None
    desk.crash(session)
    assert desk.open().recovery.project.title == "Two", "the journal caught up with what it missed"


def _full() -> tuple:
    from sbd_tool.domain.text import text

    return text("app.store.not_kept"), text("app.store.not_kept.hint")


def test_a_refused_command_changes_neither_project_nor_log(desk: Desk):
    session = desk.open()
    before = session.project
    with pytest.raises(InputError):
        session.do(c.DeleteMeasures(measure_ids=("nobody",)))
    assert session.project is before
    assert session.log == ()


def test_a_drag_is_one_step_of_undo_and_one_line_of_the_log(desk: Desk):
    from shapely.geometry import Point

    from sbd_tool.domain.measures import Measure

    session = desk.open()
    measure = Measure(stamp=desk.around.stamp(), kind="bollard", geometry=Point(0, 0))
    session.do(c.AddMeasures(measures=(measure,), by=desk.around.by()))
    for x in range(1, 6):
        session.do(c.MoveMeasure(measure_id=measure.id, geometry=Point(x, 0), drag="d1"))
    assert session.history.position == 2
    assert [entry.command for entry in session.log] == ["measures.add", "measures.move"]
    (moved,) = [row for row in session.log[-1].rows if row.table == "measures"]
    assert moved.before["geometry"] == Point(0, 0).wkb_hex.lower()
    session.undo()
    assert session.project.measures[measure.id].geometry == Point(0, 0)


def test_undo_has_no_limit():
    session = Session(new_project("x", "EPSG:3879", ids=CountedIds(1)), surroundings(1))
    for number in range(600):
        session.do(c.RenameProject(title=f"Title {number}"))
    session.jump(0)
    assert session.project.title == "x"
    assert len(session.log) == 601, "a jump is one action"
    assert load_words("en")(session.log[-1].label) == "Go back 600 steps"


def test_a_store_can_be_wrapped_so_that_no_plain_word_lies_on_the_disk(desk: Desk):
    class Locked:
        """Stands for encryption: every byte turned over."""

        def __init__(self, inner: FolderStore) -> None:
            self.inner = inner
            self.list, self.delete = inner.list, inner.delete

        def put(self, key: str, record: bytes) -> None:
            self.inner.put(key, bytes(255 - byte for byte in record))

        def put_new(self, key: str, record: bytes) -> bool:
            return self.inner.put_new(key, bytes(255 - byte for byte in record))

        def get(self, key: str) -> bytes | None:
            record = self.inner.get(key)
            return None if record is None else bytes(255 - byte for byte in record)

    folder = desk.path.parent.parent / "locked"
    around = Surroundings(CLOCK, desk.ids, Locked(FolderStore(folder)), "Ada Secret")
    session = Session.opened(desk.path, around)
    desk.rename(session, "Confidential")
    session.save()
    desk.rename(session, "Confidential too")
    kept = [path for path in folder.rglob("*") if path.is_file()]
    assert len(kept) >= 4
    for path in kept:
        raw = path.read_bytes()
        assert b"Confidential" not in raw
        assert b"Secret" not in raw
        assert b"SQLite" not in raw
    around.store.delete(f"{desk.project.id}/lock")
    assert Session.opened(desk.path, around).recovery.project.title == "Confidential too"


@pytest.mark.parametrize("seed", range(40))
def test_undoing_and_redoing_everything_comes_back(seed: int):
    undo.one(seed)


@pytest.mark.skipif(os.name == "nt", reason="kill -9 is POSIX")
@pytest.mark.parametrize("seed", range(4))
def test_kill_9_loses_no_acknowledged_edit(seed: int, tmp_path: Path):
    kill.one(seed, tmp_path)


def test_a_journal_of_a_foreign_project_id_stays_inside_the_store(desk: Desk):
    project = Project(id="../../etc", title="x", crs="EPSG:3879")
    session = Session.begun(project, desk.around)
    desk.rename(session, "y")
    assert all(key.startswith(("x-", desk.project.id)) for key in desk.store.list())
    session.close()


def test_random_steps_are_the_same_for_the_same_seed():
    digests = set()
    for _ in range(2):
        around, rng = surroundings(3), random.Random(3)
        session = Session(random_project(rng, CountedIds(4)), around)
        for _ in range(30):
            random_step(rng, session, around)
        digests.add(design_digest(session.project))
    assert len(digests) == 1
