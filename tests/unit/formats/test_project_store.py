"""Opaque records in the user's state folder."""

import os
from pathlib import Path

import pytest

from sbd_tool.domain.errors import ProjectFileError
from sbd_tool.formats.durable import is_process_alive, remove_leftovers, write_durably
from sbd_tool.formats.project_store import FolderStore


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "state")


def test_a_record_is_given_back_as_it_was_put(store: FolderStore):
    store.put("p/journal/00000001", b"\0\xff")
    store.put("p/journal/00000001", b"second")
    assert store.get("p/journal/00000001") == b"second"
    assert store.get("p/nothing") is None


def test_records_are_listed_in_order_under_their_prefix(store: FolderStore):
    for key in ("p/journal/2", "p/journal/1", "p/lock", "q/lock"):
        store.put(key, b"")
    assert store.list("p") == ("p/journal/1", "p/journal/2", "p/lock")
    assert store.list("p/lock") == ("p/lock",)
    assert store.list("r") == ()
    assert len(store.list()) == 4


def test_only_the_first_gets_a_free_key(store: FolderStore):
    assert store.put_new("p/lock", b"me")
    assert not store.put_new("p/lock", b"you")
    assert store.get("p/lock") == b"me"
    store.delete("p/lock")
    store.delete("p/lock")
    assert store.put_new("p/lock", b"you")


@pytest.mark.parametrize(
    "key", ["", "../x", "a/../b", "/etc/x", "a//b", "a\\b", "a\nb", ".x", "C:x"]
)
def test_no_key_leads_out_of_the_folder(store: FolderStore, key: str):
    with pytest.raises(ValueError, match="no key"):
        store.put(key, b"")


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_records_are_the_users_own(store: FolderStore, tmp_path: Path):
    store.put("p/journal/1", b"x")
    store.put_new("p/lock", b"x")
    for name in ("journal/1", "lock"):
        assert (tmp_path / "state/p" / name).stat().st_mode & 0o077 == 0


def test_a_store_that_cannot_be_written_says_so(tmp_path: Path):
    (tmp_path / "state").write_text("a file where the folder should be")
    with pytest.raises(ProjectFileError) as refusal:
        FolderStore(tmp_path / "state").put("p/lock", b"")
    assert refusal.value.what.key == "app.store.not_kept"


def test_unfinished_files_of_dead_processes_are_removed_and_others_stay(tmp_path: Path):
    write_durably(tmp_path / "a", b"1")
    dead = os.fork()
    if dead == 0:
        os._exit(0)
    os.waitpid(dead, 0)
    assert not is_process_alive(dead)
    from sbd_tool.formats.durable import _HOST

    (tmp_path / f".a.{_HOST}-{dead}.part").write_bytes(b"torn")
    (tmp_path / f".a.{_HOST}-{os.getppid()}.part").write_bytes(b"being written")
    (tmp_path / f".a.00000000-{dead}.part").write_bytes(b"of another computer")
    remove_leftovers(tmp_path)
    assert len(list(tmp_path.iterdir())) == 3
    assert not (tmp_path / f".a.{_HOST}-{dead}.part").exists()


def test_writing_keeps_the_permissions_of_the_file(tmp_path: Path):
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_durably(path, b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640
