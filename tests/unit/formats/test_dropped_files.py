"""What a dropped folder gives, and why the rest stays."""

import pytest

from sbd_tool.domain.errors import Cancelled
from sbd_tool.formats.dropped import DEEPEST, MOST_TAKEN, sort_out

GEOJSON = '{"type":"FeatureCollection","features":[]}'


@pytest.fixture
def folder(tmp_path):
    home = tmp_path / "survey"
    (home / "deep").mkdir(parents=True)
    (home / "plan.geojson").write_text(GEOJSON, encoding="utf-8")
    (home / "deep" / "more.geojson").write_text(GEOJSON, encoding="utf-8")
    (home / "plan.pdf").write_bytes(b"%PDF-1.7\n")
    (home / "site.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    (home / "ortho.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    (home / "ortho.jgw").write_text("1\n0\n0\n-1\n0\n0\n", encoding="utf-8")
    (home / "notes.txt").write_text("remember the bench", encoding="utf-8")
    (home / "model.dwg").write_bytes(b"AC1027\x00")
    (home / "empty.gpkg").write_bytes(b"")
    (home / ".hidden.geojson").write_text(GEOJSON, encoding="utf-8")
    (home / "old.sbd.gpkg").write_bytes(b"SQLite format 3\x00")
    return home


def names(paths):
    return sorted(path.name for path in paths)


def test_a_folder_is_sorted_by_what_becomes_of_each_file(folder):
    found = sort_out([folder])
    assert names(found.plans) == ["more.geojson", "ortho.jpg", "plan.geojson"]
    assert names(found.pictures) == ["plan.pdf"]
    assert names(found.photos) == ["site.jpg"]
    assert names(found.projects) == ["old.sbd.gpkg"]
    left = {path.name: why.key for path, why in found.left}
    assert set(left) == {"notes.txt", "model.dwg", "empty.gpkg"}
    assert left["empty.gpkg"] == "desk.left_empty"
    assert not found.is_cut


def test_a_note_that_is_named_is_taken(folder):
    found = sort_out([folder / "notes.txt"])
    assert names(found.plans) == ["notes.txt"]


def test_links_are_not_followed_and_depth_is_bounded(folder):
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    deep = folder
    for number in range(DEEPEST + 1):
        deep = deep / f"d{number}"
        deep.mkdir()
    (deep / "lost.geojson").write_text(GEOJSON, encoding="utf-8")
    found = sort_out([folder])
    assert "lost.geojson" not in names(found.plans)
    assert found.is_cut
    assert names(found.plans).count("plan.geojson") == 1


def test_no_more_files_are_taken_than_an_import_reads(tmp_path):
    for number in range(MOST_TAKEN + 3):
        (tmp_path / f"p{number:03}.geojson").write_text(GEOJSON, encoding="utf-8")
    found = sort_out([tmp_path])
    assert len(found.taken) == MOST_TAKEN
    assert {why.key for _, why in found.left} == {"desk.left_too_many"}
    assert len(found.left) == 3


def test_looking_can_be_stopped(folder):
    class Stop:
        def advance(self, fraction, note=None):
            raise Cancelled

    with pytest.raises(Cancelled):
        sort_out([folder], progress=Stop())
