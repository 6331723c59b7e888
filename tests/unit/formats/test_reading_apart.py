"""Reading happens in a process of its own: it can be stopped, runs out of time, leaves nothing."""

import json
import queue
import re
import stat
from pathlib import Path

import pytest

from sbd_tool.app.language import load_words
from sbd_tool.domain.errors import Cancelled, PlanUnreadableError
from sbd_tool.formats import plans
from sbd_tool.formats.isolation import _await_answer, run_apart
from sbd_tool.formats.plans import read_plan
from sbd_tool.formats.readers import READERS
from sbd_tool.formats.refused import REFUSALS


@pytest.fixture
def plan(tmp_path) -> Path:
    path = tmp_path / "plan.geojson"
    points = [
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": [i, 1]}, "properties": {}}
        for i in range(100)
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": points}))
    return path


class Log:
    """Remembers what it was told and stops when asked to."""

    def __init__(self, stop_after: int = 1_000_000) -> None:
        self.told: list[float] = []
        self._stop_after = stop_after

    def advance(self, fraction, note=None):
        self.told.append(fraction)
        if len(self.told) > self._stop_after:
            raise Cancelled


def chatter() -> queue.SimpleQueue:
    """Answers of a reader that has something to say before each wait is over."""
    answers = queue.SimpleQueue()
    for step in range(1000):
        answers.put(("progress", (step / 1000, None)))
    return answers


def test_progress_rises_to_the_end(plan):
    log = Log()
    read_plan(plan, progress=log)
    assert log.told == sorted(log.told)
    assert log.told[-1] == 1.0
    assert len(log.told) >= 3


def test_whoever_asks_to_stop_is_heard_while_the_file_is_read(plan):
    with pytest.raises(Cancelled):
        read_plan(plan, progress=Log(stop_after=1))


def test_reading_that_takes_too_long_ends_in_words(plan, monkeypatch):
    monkeypatch.setattr(plans, "WORKER_SECONDS", 0.0)
    monkeypatch.setattr(plans, "WORKER_SECONDS_PER_MB", 0.0)
    with pytest.raises(PlanUnreadableError) as raised:
        read_plan(plan)
    assert raised.value.what.key == "formats.took_too_long"


def test_a_reader_that_keeps_telling_how_far_it_is_still_runs_out_of_time():
    with pytest.raises(PlanUnreadableError) as raised:
        _await_answer(chatter(), "plan.geojson", Log(), 0.0)
    assert raised.value.what.key == "formats.took_too_long"


def test_a_process_that_dies_ends_in_words():
    with pytest.raises(PlanUnreadableError) as raised:
        run_apart("no such task", "plan.gpkg", Log(), 10.0)
    assert raised.value.what.key == "formats.reader_stopped"


def test_nothing_stays_in_the_temporary_folder(plan, tmp_path, monkeypatch):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    read_plan(plan)
    with pytest.raises(Cancelled):
        read_plan(plan, progress=Log(stop_after=1))
    assert list(scratch.iterdir()) == []


def test_a_plan_in_a_folder_nobody_may_write_to_is_read(plan):
    folder = plan.parent
    folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        assert len(read_plan(plan).layers[0]) == 100
    finally:
        folder.chmod(stat.S_IRWXU)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("plan.geojson", b"", "empty"), ("plan.xyz", b"1 2 3", "unknown_format"),
        ("plan.qgs", b"<qgis/>", "is_project"), ("plan.vrt", b"<VRTDataset/>", "is_pointer"),
        ("plan.parquet", b"PAR1", "is_parquet"), ("model.ifc", b"ISO-10303-21;", "is_city_model"),
        ("track.log", b"$GPGGA,1", "is_nmea"), ("plan.rar", b"Rar!", "is_archive"),
        ("base.sqlite", b"SQLite format 3\x00", "is_database"),
        ("plan.gpkg", b"no database", "damaged"), ("plan.pdf", b"no page", "damaged"),
        ("plan.tif", b"II*\x00", "damaged"),
        ("plan.osm.pbf", b"\x00\x00\x00\x0d\x0a\x09OSMHeader", "damaged"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_a_reason_and_a_way_out(
    tmp_path, name, content, reason
):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(PlanUnreadableError) as raised:
        read_plan(path)
    assert raised.value.what.key == f"formats.{reason}"
    assert raised.value.hint.key.startswith("formats.hint_")
    assert raised.value.subject == name


def test_missing_files_and_folders_are_told_apart(tmp_path):
    with pytest.raises(PlanUnreadableError) as missing:
        read_plan(tmp_path / "nothing.gpkg")
    with pytest.raises(PlanUnreadableError) as folder:
        read_plan(tmp_path)
    assert missing.value.what.key == "formats.not_found"
    assert folder.value.what.key == "formats.is_folder"


def named_keys() -> set[str]:
    """Every reason, hint and finding the readers name by the last part of its key."""
    refused = re.compile(r'unreadable\(\s*"(\w+)",\s*"(\w+)"')
    told = re.compile(
        r'(?:noted\(|^ *\()\s*"((?:dxf|osm|values|heights|collections)?_?\w+)",', re.MULTILINE
    )
    keys = {f"formats.{entry.reason}" for entry in REFUSALS}
    keys |= {f"formats.hint_{entry.hint}" for entry in REFUSALS}
    for path in Path(plans.__file__).parent.glob("*.py"):
        source = path.read_text(encoding="utf-8")
        keys |= {f"formats.{reason}" for reason, _ in refused.findall(source)}
        keys |= {f"formats.hint_{hint}" for _, hint in refused.findall(source)}
        if "import noted" in source or "noted(" in source:
            keys |= {f"formats.{key}" for key in told.findall(source) if "_" in key}
    return keys


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_format_reason_and_hint_has_a_sentence(language):
    words = load_words(language)
    named = named_keys() | {reader.title.key for reader in READERS}
    assert len(named) > 90
    assert sorted(key for key in named if not words.has(key)) == []
