"""The project file: what others see in it, and what it refuses."""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import shapely
from shapely.geometry import box

from sbd_tool.app.clock import CountedIds
from sbd_tool.app.commands import DeleteMeasures, SetAnswer
from sbd_tool.app.language import load_words
from sbd_tool.app.projects import open_project, save_project
from sbd_tool.app.session import Session
from sbd_tool.domain.digest import design_digest
from sbd_tool.domain.errors import ProjectFileError, SchemaTooNewError
from sbd_tool.domain.layers import as_geometry_array
from sbd_tool.formats.project_file import project_bytes, project_from_bytes
from sbd_tool.formats.project_store import FolderStore
from tests.campaigns.actions import random_project, random_step, surroundings

ROOT = Path(__file__).resolve().parents[3]
WORDS = load_words("en")


def edited(seed: int = 2) -> Session:
    rng, around = random.Random(seed), surroundings(seed)
    session = Session(random_project(rng, CountedIds(seed + 1)), around)
    for _ in range(40):
        random_step(rng, session, around)
    for question in ("O14", "P05", "O02"):
        new = around.ids.new_id()
        session.do(SetAnswer(question=question, value=True, new_id=new, by=around.by()))
    return session


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    session = edited()
    path = tmp_path / "square.sbd.gpkg"
    save_project(session.project, path, log=session.log)
    return path


def changed(path: Path, *statements: str) -> bytes:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()
    return path.read_bytes()


def said(refusal: pytest.ExceptionInfo) -> str:
    return f"{WORDS(refusal.value.what)} {WORDS(refusal.value.hint)}"


def test_ogrinfo_lists_every_layer_without_a_complaint(saved: Path):
    if shutil.which("ogrinfo") is None:
        pytest.skip("ogrinfo is not installed (package gdal-bin)")
    shown = subprocess.run(
        ["ogrinfo", "-ro", "-al", "-so", str(saved)], capture_output=True, text=True, check=True
    )
    assert shown.stderr == ""
    layers = edited().project.layers
    titles = [line for line in shown.stdout.splitlines() if line.startswith("Layer name: plan_")]
    assert len(titles) == len(layers)
    for name in ("measures_points", "measures_site_wide", "answers", "notes", "history"):
        assert f"Layer name: {name}\n" in shown.stdout
    assert 'PROJCRS["ETRS89 / GK25FIN"' in shown.stdout


def test_a_gis_sees_plan_attributes_as_columns_and_the_exact_ones_as_json(tmp_path: Path):
    import pyogrio

    project = edited().project
    layer = replace(
        project.layers[0],
        name="Straßen & Wege",
        ids=("a", "b"),
        geometry=as_geometry_array([box(0, 0, 4, 3), box(9, 0, 13, 3)]),
        attributes=({"name": "Hof", "lanes": 2}, {"lanes": 3, "fid": "x"}),
    )
    path = tmp_path / "p.sbd.gpkg"
    save_project(replace(project, layers=(layer,)), path)
    table = pyogrio.read_dataframe(path, layer="plan_straen_wege")
    assert list(table["lanes"]) == [2, 3]
    assert table["fid_"][1] == "x", "an attribute called like our key column steps aside"
    assert table["attributes"][0] == '{"name":"Hof","lanes":2}'
    assert table.crs.to_epsg() == 3879


def test_the_file_says_that_it_is_a_geopackage_of_version_1_3(saved: Path):
    connection = sqlite3.connect(saved)
    assert connection.execute("PRAGMA application_id").fetchone() == (0x47504B47,)
    assert connection.execute("PRAGMA user_version").fetchone() == (10300,)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()


def test_every_row_carries_what_options_states_and_merge_will_need(saved: Path):
    connection = sqlite3.connect(saved)
    tables = [
        name
        for (name,) in connection.execute("SELECT table_name FROM gpkg_contents")
        if name.startswith(("plan_", "measures_")) or name in {"answers", "notes", "photos"}
    ]
    wanted = {
        "uuid",
        "option",
        "time_states",
        "marking",
        "evidence",
        "author",
        "created",
        "changed",
    }
    for name in tables:
        columns = {row[1] for row in connection.execute(f'PRAGMA table_info("{name}")')}
        assert wanted <= columns, name
    assert len(tables) > 6
    connection.close()


def test_a_deleted_measure_leaves_a_tombstone_with_its_last_value(tmp_path: Path):
    session = edited()
    first = next(iter(session.project.measures))
    session.do(DeleteMeasures(measure_ids=(first,)))
    gone = set()
    for entry in session.log:
        for row in entry.rows:
            if row.table == "measures":
                (gone.add if row.is_deleted else gone.discard)(row.id)
    assert gone
    raw = project_bytes(session.project, session.log)
    connection = sqlite3.connect(":memory:")
    connection.deserialize(raw)
    stones = connection.execute(
        "SELECT uuid, last FROM deleted_rows WHERE table_name = 'measures'"
    ).fetchall()
    connection.close()
    assert {uuid for uuid, _ in stones} == gone
    assert all('"kind"' in last for _, last in stones)


def test_opening_leaves_file_and_folder_as_they_were(saved: Path):
    before = (saved.read_bytes(), saved.stat().st_mtime_ns, sorted(saved.parent.iterdir()))
    session = Session.opened(saved, surroundings(1, FolderStore()))
    random_step(random.Random(1), session, surroundings(1))
    session.close()
    after = (saved.read_bytes(), saved.stat().st_mtime_ns, sorted(saved.parent.iterdir()))
    assert after == before


def test_a_read_only_folder_opens_and_says_so(saved: Path):
    if os.name == "nt":
        pytest.skip("POSIX permissions")
    code = """
import os, sys, pyproj, shapely
from pathlib import Path
from sbd_tool.app.projects import open_project, save_project
from sbd_tool.domain.errors import ProjectFileError
from sbd_tool.formats.project_store import FolderStore
if os.getuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
path = Path(sys.argv[1])
found = open_project(path, FolderStore(Path(sys.argv[2])))
print(found.is_read_only, [notice.key for notice in found.notices])
try:
    save_project(found.project, path, store=FolderStore(Path(sys.argv[2])))
except ProjectFileError as refusal:
    print(refusal.what.key)
"""
    place = Path("/tmp") / f"sbd-read-only-{os.getpid()}"  # noqa: S108 - others may pass through it
    place.mkdir()
    shutil.copy(saved, place / "p.sbd.gpkg")
    place.chmod(0o555)
    try:
        shown = subprocess.run(
            [sys.executable, "-c", code, str(place / "p.sbd.gpkg"), str(place / "state")],
            capture_output=True,
            text=True,
            check=False,
            cwd=ROOT,
        )
        assert sorted(entry.name for entry in place.iterdir()) == ["p.sbd.gpkg"]
    finally:
        place.chmod(0o755)
        shutil.rmtree(place)
    assert shown.stdout.splitlines()[0] == "True ['app.file.read_only']", shown.stderr
    assert shown.stdout.splitlines()[1:] == ["app.file.not_written"], shown.stderr


def test_a_file_that_qgis_left_in_wal_mode_opens(saved: Path):
    connection = sqlite3.connect(saved)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()
    assert saved.read_bytes()[18:20] == b"\2\2"
    assert design_digest(open_project(saved).project) == design_digest(edited().project)


def test_changes_another_program_has_not_written_yet_are_announced(saved: Path):
    saved.with_name(saved.name + "-wal").write_bytes(b"x")
    assert [notice.key for notice in open_project(saved).notices] == ["app.file.open_elsewhere"]


def test_a_newer_schema_is_refused_in_words(saved: Path):
    raw = changed(saved, "UPDATE sbd_schema SET version = 99")
    with pytest.raises(SchemaTooNewError) as refusal:
        project_from_bytes(raw, "square.sbd.gpkg")
    assert "newer version of SbD Tool (schema 99)" in said(refusal)
    assert "unchanged" in said(refusal)


def test_a_file_of_schema_0_is_brought_up_to_date(saved: Path):
    raw = changed(
        saved,
        "UPDATE sbd_schema SET version = 0",
        "DROP TABLE measures_points",
        "DROP TABLE measures_lines",
        "DROP TABLE measures_areas",
        "DROP TABLE measures_site_wide",
        "CREATE TABLE measures (fid INTEGER PRIMARY KEY, geom BLOB, uuid TEXT, kind TEXT)",
        "INSERT INTO measures SELECT 1, NULL, 'old-1', 'foot-patrols'",
        f"INSERT INTO measures VALUES (2, x'{point_blob().hex()}', 'old-2', 'bollard')",  # noqa: S608
        "ALTER TABLE answers DROP COLUMN evidence",
        "ALTER TABLE sbd_layers DROP COLUMN option",
    )
    found = project_from_bytes(raw, "old.sbd.gpkg")
    assert [notice.key for notice in found.notices] == ["app.file.migrated"]
    assert list(found.project.measures) == ["old-1", "old-2"]
    bollard = found.project.measures["old-2"]
    assert (bollard.kind, bollard.stamp.option, bollard.stamp.evidence) == (
        "bollard",
        "base",
        "assumed",
    )
    assert bollard.geometry == shapely.Point(5, 6)
    assert {row.stamp.evidence for row in found.project.answers.values()} == {"assumed"}
    assert project_from_bytes(project_bytes(found.project)).notices == ()


def point_blob() -> bytes:
    return b"GP\0\1" + (3879).to_bytes(4, "little") + shapely.to_wkb(shapely.Point(5, 6))


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"", "is not an SbD Tool project"),
        (b"hello", "is not an SbD Tool project"),
        (b"SQLite format 3\0" + b"\xff" * 4000, "is damaged"),
    ],
)
def test_what_is_no_project_is_refused_in_words(raw: bytes, expected: str):
    with pytest.raises(ProjectFileError) as refusal:
        project_from_bytes(raw, "x.gpkg")
    assert expected in said(refusal)


def test_a_plain_geopackage_is_pointed_to_import(tmp_path: Path):
    import geopandas

    path = tmp_path / "plan.gpkg"
    geopandas.GeoDataFrame(geometry=[shapely.Point(0, 0)], crs=3879).to_file(path)
    with pytest.raises(ProjectFileError) as refusal:
        open_project(path)
    assert "import it into a new project" in said(refusal)


def test_a_torn_file_never_gives_a_traceback(saved: Path):
    raw, rng = saved.read_bytes(), random.Random(3)
    for _ in range(60):
        damaged = bytearray(raw)
        for _ in range(rng.choice((1, 5, 300))):
            damaged[rng.randrange(len(damaged))] = rng.randrange(256)
        cut = len(damaged) if rng.random() < 0.5 else rng.randrange(len(damaged))
        try:
            project_from_bytes(bytes(damaged[:cut]), "x")
        except ProjectFileError as refusal:
            assert WORDS.has(refusal.what.key)  # noqa: PT017 - some damage is harmless


def test_cells_of_any_kind_in_any_place_never_give_a_traceback(saved: Path):
    raw, rng = saved.read_bytes(), random.Random(5)
    odd = (
        None,
        "",
        "x",
        b"\xff",
        -1,
        2**62,
        float("inf"),
        "[]",
        "{}",
        "[[1]]",
        '{"$": "Text"}',
        "NaN",
    )
    refused = 0
    for _ in range(150):
        connection = sqlite3.connect(":memory:")
        connection.deserialize(raw)
        tables = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if not name.startswith(("gpkg_", "sqlite_"))
        ]
        for _ in range(rng.choice((1, 4))):
            table = rng.choice(tables)
            columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
            column = rng.choice(columns[1:]).replace('"', '""')
            connection.execute(f'UPDATE "{table}" SET "{column}" = ?', (rng.choice(odd),))  # noqa: S608
        connection.commit()
        damaged = connection.serialize()
        connection.close()
        try:
            found = project_from_bytes(damaged, "x")
        except ProjectFileError:
            refused += 1
        else:
            project_bytes(found.project, found.log)
    assert refused < 60, "most damage costs rows, not the project"


def test_one_table_cannot_be_asked_for_many_times(saved: Path):
    raw = changed(saved, "UPDATE sbd_layers SET table_name = 'plan_square'")
    found = project_from_bytes(raw, "x")
    assert len(found.project.layers) == 1
    assert [notice.key for notice in found.notices] == ["app.file.rows_lost"]


def test_a_damaged_row_loses_no_other_row(saved: Path):
    raw = changed(
        saved,
        "UPDATE answers SET value = '{' WHERE fid = 1",
        "UPDATE sbd_layers SET role = 'no such role' WHERE fid = 1",
    )
    whole, found = edited().project, project_from_bytes(raw, "x")
    assert {notice.key for notice in found.notices} == {"app.file.rows_lost"}
    assert len(found.project.answers) == len(whole.answers) - 1
    assert len(found.project.layers) == len(whole.layers) - 1
    assert found.project.measures.keys() == whole.measures.keys()


def test_views_triggers_and_generated_columns_of_a_file_are_not_run(saved: Path):
    raw = changed(
        saved,
        "ALTER TABLE notes RENAME TO notes_real",
        "CREATE VIEW notes AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM n) "
        "SELECT x AS fid, x AS words FROM n",
        "CREATE TRIGGER t AFTER INSERT ON answers BEGIN DELETE FROM photos; END",
    )
    assert project_from_bytes(raw, "x").project.notes == {}
    bomb = changed(
        saved,
        "CREATE TABLE options_2 (fid INTEGER PRIMARY KEY, "
        "key TEXT GENERATED ALWAYS AS (hex(zeroblob(400000000))) VIRTUAL, name TEXT)",
        "INSERT INTO options_2 (fid, name) VALUES (1, 'x')",
    )
    with pytest.raises(ProjectFileError):
        project_from_bytes(bomb, "x")


def test_a_save_that_fails_leaves_the_old_file(saved: Path, monkeypatch: pytest.MonkeyPatch):
    before = saved.read_bytes()

    def no_room(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", no_room)
    with pytest.raises(ProjectFileError):
        save_project(edited(8).project, saved, store=FolderStore(saved.parent / "s"))
    assert saved.read_bytes() == before
    assert [p.name for p in saved.parent.iterdir() if p.name.startswith(".")] == []


def test_words_that_no_file_can_hold_are_saved_as_near_as_possible():
    project = replace(edited().project, title="a\ud800b")
    assert project_from_bytes(project_bytes(project)).project.title == "a\ud800b"


def test_saving_through_a_link_writes_the_file_and_keeps_the_link(saved: Path):
    link = saved.with_name("link.sbd.gpkg")
    link.symlink_to(saved)
    save_project(replace(edited().project, title="Linked"), link)
    assert link.is_symlink()
    assert open_project(saved).project.title == "Linked"
