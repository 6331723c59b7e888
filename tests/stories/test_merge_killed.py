"""A merge that is killed, refused or meets unsaved work: both files whole, nothing lost."""

import os
import shutil
import signal
import sys

import pytest

from sbd_tool.app.clock import FixedClock
from sbd_tool.app.commands import AddNote
from sbd_tool.app.photos.into_file import change
from sbd_tool.app.project_edit import open_to_edit, opened_to_edit
from sbd_tool.app.projects import open_project, save_project
from sbd_tool.cli.main import main
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.project import Note, Project
from sbd_tool.domain.text import text
from tests.made_photos import made_photo

WRITING = os.O_WRONLY | os.O_RDWR
NEVER = 10**9


@pytest.fixture(autouse=True)
def _own_state(tmp_path, monkeypatch):
    monkeypatch.setenv("SBD_STATE_DIR", str(tmp_path / "state"))


def remark(session, around, words):
    note = Note(stamp=around.stamp(Evidence.SEEN), words=words, x_m=1, y_m=1)
    session.do(AddNote(note=note, by=around.by()))


def written(path, words):
    with opened_to_edit(path, author=words, clock=FixedClock()) as (session, around):
        remark(session, around, words)


@pytest.fixture
def desks(tmp_path):
    """Two copies in one folder: each with a remark of its own, one with two photos."""
    folder = tmp_path / "mail"
    folder.mkdir()
    ours, theirs = folder / "desk.sbd.gpkg", folder / "tablet.sbd.gpkg"
    save_project(Project(id="p", title="Square", crs="EPSG:25832"), ours)
    assert main(["pack", str(ours), str(theirs)]) == 0
    written(ours, "from the desk")
    written(theirs, "from the site")
    shots = [made_photo(tmp_path / f"{tint}.jpg", tint=tint) for tint in range(2)]
    assert main(["photos", str(theirs), "--add", *map(str, shots)]) == 0
    return ours, theirs


def standing(path):
    """What a person would miss."""
    project = open_project(path).project
    shown = {photo.blob for photo in project.photos.values()}
    assert shown <= set(project.blobs), "an orphan"
    words = sorted(note.words for note in project.notes.values())
    return words, sorted(project.blobs[blob] for blob in shown)


def merged_until(ours, theirs, root, killed_at):
    """Merge in a process of its own that kills itself before its n-th change of a file.

    Returns:
        Its signal, and how many changes it began.
    """
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        _merge_and_die(ours, theirs, str(root), killed_at, writer)
    os.close(writer)
    _, status = os.waitpid(child, 0)
    with os.fdopen(reader, "rb") as told:
        return (status & 0x7F), len(told.read())


def _merge_and_die(ours, theirs, root, killed_at, writer):
    begun = 0

    def watch(event, arguments):
        nonlocal begun
        is_change = event in {"os.rename", "os.remove", "os.chmod", "os.mkdir"}
        if event == "open":
            mode, flags = arguments[1] or "", arguments[2] or 0
            is_change = bool(set(mode) & set("wa+")) or bool(flags & WRITING)
        if not is_change or root not in str(arguments[0]):
            return
        begun += 1
        if begun == killed_at:
            os.kill(os.getpid(), signal.SIGKILL)
        os.write(writer, b".")

    try:
        sys.addaudithook(watch)
        os._exit(main(["merge", str(ours), str(theirs)]))
    finally:
        os._exit(99)


def test_killed_before_any_of_its_changes_a_merge_loses_nothing_and_is_repeated(desks, tmp_path):
    ours, theirs = desks
    state = tmp_path / "state"
    before, sent = standing(ours), theirs.read_bytes()
    kept = tmp_path / "kept"
    shutil.copytree(ours.parent, kept / "mail")
    shutil.copytree(state, kept / "state")
    _, changes = merged_until(ours, theirs, tmp_path, NEVER)
    whole = standing(ours)
    assert whole[0] == ["from the desk", "from the site"]
    assert len(whole[1]) == 2
    assert changes >= 8
    seen = set()
    for point in range(1, changes + 1):
        shutil.rmtree(ours.parent)
        shutil.rmtree(state)
        shutil.copytree(kept / "mail", ours.parent)
        shutil.copytree(kept / "state", state)
        killed_by, begun = merged_until(ours, theirs, tmp_path, point)
        assert (killed_by, begun) == (signal.SIGKILL, point - 1)
        found = standing(ours)
        assert found in (before, whole), f"half a merge at {point}"
        seen.add(found == whole)
        assert theirs.read_bytes() == sent
        assert main(["merge", str(ours), str(theirs)]) == 0
        assert standing(ours) == whole, f"lost at {point}"
        assert theirs.read_bytes() == sent
        assert sorted(one.name for one in ours.parent.iterdir()) == [ours.name, theirs.name]
        assert not list(state.rglob("*.part"))
        assert open_project(ours).recovery is None
    assert seen == {False, True}, "killed before and after the file was replaced"


def die_with_unsaved_work(path, words):
    child = os.fork()
    if child == 0:
        try:
            session, around = open_to_edit(path, author="Ada", clock=FixedClock())
            remark(session, around, words)
        finally:
            os._exit(9)
    os.waitpid(child, 0)
    assert open_project(path).recovery is not None


def test_unsaved_edits_of_a_killed_session_are_in_the_file_after_a_merge(desks):
    ours, theirs = desks
    die_with_unsaved_work(ours, "never saved")
    assert main(["merge", str(ours), str(theirs)]) == 0
    assert standing(ours)[0] == ["from the desk", "from the site", "never saved"]


def test_a_command_that_is_refused_does_not_throw_away_unsaved_edits(desks):
    ours, _ = desks
    die_with_unsaved_work(ours, "never saved")

    def refuse(_project, _around):
        raise InputError(text("photo.none_found"), text("photo.none_found.hint"))

    with pytest.raises(InputError):
        change(ours, "Bo", refuse, FixedClock())
    assert "never saved" in standing(ours)[0]


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_project_that_is_open_elsewhere_is_not_merged_into_and_says_who_has_it(
    desks, capsys, language
):
    ours, theirs = desks
    session, _ = open_to_edit(ours, author="Ada", clock=FixedClock())
    before = ours.read_bytes()
    assert main(["--language", language, "merge", str(ours), str(theirs)]) != 0
    told = capsys.readouterr().err
    assert "Ada" in told
    assert ours.name in told
    assert ("run the command again" if language == "en" else "den Befehl erneut") in told
    assert ours.read_bytes() == before
    assert main(["merge", str(ours), str(theirs), "--dry-run"]) == 0, "looking is allowed"
    session.close()
    assert main(["merge", str(ours), str(theirs)]) == 0
