"""Photos, packages, review files and merges of an encrypted project leave nothing plain behind."""

import tempfile
from dataclasses import replace

import pyrage
import pytest

from sbd_tool.app.projects import save_project
from sbd_tool.cli.main import main
from tests import generated_square
from tests.made_photos import made_photo

REMARK = "Quartz lantern forty"
OF_PICTURES = (b"\xff\xd8\xff", b"SQLite format 3", b"\x89PNG")


@pytest.fixture
def desk(tmp_path, monkeypatch):
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("SBD_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", None)
    plain, closed = tmp_path / "p.sbd.gpkg", tmp_path / "p.sbd.gpkg.age"
    save_project(replace(generated_square.project(seats=1), title=REMARK), plain)
    identity = pyrage.x25519.Identity.generate()  # opens at once, where a passphrase takes a second
    key = tmp_path / "key.txt"
    key.write_text(f"{identity}\n", encoding="utf-8")
    opening = ("--key-file", str(key))
    receiving = ("--recipient", str(identity.to_public()))
    assert main([*opening, *receiving, "encrypt", str(plain), "-o", str(closed)]) == 0
    plain.unlink()
    return tmp_path, closed, opening


def test_what_goes_between_desks_is_closed_and_so_is_all_that_is_left(desk, capsys):
    folder, closed, opening = desk
    other, review = folder / "q.sbd.gpkg.age", folder / "r.sbd-review.age"
    photo = folder / "camera" / "IMG_1.jpg"
    photo.parent.mkdir()
    made_photo(photo)
    picture = photo.read_bytes()[600:664]

    def run(*words):
        assert main([*opening, *map(str, words)]) == 0

    run("pack", closed, other)
    run("photos", other, "--add", photo)
    run("notes", other, "--add", REMARK, "--at", "500030,6000030")
    run("review", other, "--add", REMARK, "--at", "500030,6000030")
    run("pack", other, review, "--review")
    run("merge", closed, other)
    run("diff", closed, other)
    photo.unlink()
    capsys.readouterr()
    left = [one for one in folder.rglob("*") if one.is_file() and one.name != "key.txt"]
    assert {closed, other, review} <= set(left)
    for one in left:
        raw = one.read_bytes()
        assert REMARK.encode() not in raw, one.name
        assert picture not in raw, one.name
        assert not raw.startswith(OF_PICTURES), one.name
    assert not list((folder / "temporary").iterdir())
