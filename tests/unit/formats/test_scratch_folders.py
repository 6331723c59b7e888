"""Folders that exist only while something is read: off the disk, private, swept when old."""

import os
import sys
import tempfile
import time
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from sbd_tool.app.analysing import write_field
from sbd_tool.app.language import load_words
from sbd_tool.domain.field_result import FieldResult
from sbd_tool.formats import scratch
from sbd_tool.formats.pasted import read_pasted
from sbd_tool.formats.scratch import remove_old_scratch, scratch_folder
from tests import generated_square

DAY_S = 24 * 3600
in_memory = pytest.mark.skipif(
    sys.platform != "linux" or not os.access(scratch.MEMORY, os.W_OK), reason="no folder in memory"
)


@pytest.fixture
def no_disk(monkeypatch, tmp_path):
    """Whoever asks for the temporary folder fails: it is not there."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))


def png():
    raw = BytesIO()
    Image.new("RGB", (8, 6), (90, 120, 30)).save(raw, "PNG")
    return raw.getvalue()


@in_memory
@pytest.mark.usefixtures("no_disk")
def test_what_is_pasted_never_lies_on_a_disk():
    before = set(scratch.MEMORY.iterdir())
    assert len(read_pasted(png()).pictures) == 1
    (layer,) = read_pasted("POINT (11.5 48.7)").layers
    assert len(layer) == 1
    assert not [one for one in set(scratch.MEMORY.iterdir()) - before if "sbd-" in one.name]


@in_memory
@pytest.mark.usefixtures("no_disk")
def test_values_of_an_analysis_lie_nowhere_but_in_their_file(tmp_path):
    of = generated_square.project()
    two = np.array([0.0, 1.0])
    result = FieldResult(x=two, y=two, columns={"light_lx": two}, summary={"points": 2})
    write_field(result, "light", of, tmp_path / "a.gpkg", load_words("en"))
    assert [one.name for one in tmp_path.iterdir()] == ["a.gpkg"]


def test_without_room_in_memory_the_temporary_folder_serves(monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(scratch, "MEMORY", tmp_path / "none")
    with scratch_folder("paste", 1) as folder:
        assert folder.parent == tmp_path
        assert os.name == "nt" or folder.stat().st_mode & 0o077 == 0
    assert not folder.exists()


def test_a_start_removes_what_killed_runs_left_a_day_ago_and_nothing_else(monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(scratch, "MEMORY", tmp_path)
    names = {
        "sbd-paste-abcdefg1": True, "sbd-osm-ab_defg2": True, "sbd-export-abcdefg3": True,
        "sbd-plan-abcdefg4": False, "sbd-mine-abcdefg5": True, "sbd-paste-notes": True,
        "other": True,
    }  # fmt: skip
    for name, is_old in names.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "clipboard.png").write_bytes(b"picture")
        when = time.time() - (DAY_S + 60 if is_old else DAY_S - 600)
        os.utime(tmp_path / name, (when, when))
    kept = tmp_path / "other"
    (tmp_path / "sbd-plan-abcdefg6").symlink_to(kept)
    os.utime(tmp_path / "sbd-plan-abcdefg6", (0, 0), follow_symlinks=False)
    remove_old_scratch()
    assert {one.name for one in tmp_path.iterdir()} == {
        "sbd-plan-abcdefg4", "sbd-plan-abcdefg6", "sbd-mine-abcdefg5", "sbd-paste-notes", "other",
    }  # fmt: skip
    assert (kept / "clipboard.png").exists()


@pytest.mark.skipif(os.name == "nt", reason="folders there are of one user anyway")
def test_what_runs_of_somebody_else_left_stays(monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(scratch, "MEMORY", tmp_path)
    left = tmp_path / "sbd-paste-abcdefg1"
    left.mkdir()
    os.utime(left, (0, 0))
    owner = left.stat().st_uid
    monkeypatch.setattr(os, "getuid", lambda: owner + 1)
    remove_old_scratch()
    assert left.exists()
    monkeypatch.setattr(os, "getuid", lambda: owner)
    remove_old_scratch()
    assert not left.exists()
