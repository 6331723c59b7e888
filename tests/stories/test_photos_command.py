"""`sbd photos`: two hundred photos go in one by one, and a killed import loses none it named."""

import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image
from pyproj import Transformer

from sbd_tool.app.clock import FixedClock
from sbd_tool.app.project_edit import open_to_edit
from sbd_tool.app.projects import open_project, save_project
from sbd_tool.cli.main import main
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.project import Note, Project
from tests.made_photos import made_photo

EAST, NORTH = 690_000.0, 5_330_000.0


@pytest.fixture(autouse=True)
def _own_state(tmp_path, monkeypatch):
    monkeypatch.setenv("SBD_STATE_DIR", str(tmp_path / "state"))


@pytest.fixture
def project(tmp_path):
    note = Note(stamp=Stamp(id="task-1"), words="Is the hedge too high?", x_m=EAST, y_m=NORTH)
    path = tmp_path / "square.sbd.gpkg"
    save_project(Project(id="p", title="Square", crs="EPSG:25832", notes={"task-1": note}), path)
    return path


def degrees(x_m, y_m):
    return Transformer.from_crs("EPSG:25832", "EPSG:4326", always_xy=True).transform(x_m, y_m)


def run(capsys, *argv):
    code = main([str(one) for one in argv])
    told = capsys.readouterr()
    return code, told.out, told.err


def test_a_folder_of_photos_is_placed_headed_gathered_and_known_again(project, tmp_path, capsys):
    folder = tmp_path / "DCIM"
    folder.mkdir()
    made_photo(folder / "a.jpg", place=degrees(EAST + 4, NORTH), heading=90, north="M")
    made_photo(folder / "b.jpg", place=degrees(EAST + 60, NORTH), heading=0, tint=1)
    made_photo(folder / "c.jpg", tint=2, taken="2026:05:01 13:00:00")
    (folder / "same.jpg").write_bytes((folder / "a.jpg").read_bytes())
    (folder / "broken.jpg").write_bytes(b"\xff\xd8\xff nothing")
    code, out, err = run(capsys, "photos", project, "--add", folder, "--json", "--by", "Ada")
    told = json.loads(out)
    assert code == 0
    assert (len(told["added"]), told["known"]) == (3, ["same.jpg"])
    assert len(told["unplaced"]) == 1
    assert [row["file"] for row in told["refused"]] == ["broken.jpg"]
    assert (told["with_heading"], told["near_something"]) == (2, 1)
    assert err.count("saved: ") == 3
    code, out, _ = run(capsys, "photos", project, "--list", "--json")
    first, second, third = json.loads(out)["photos"]
    assert (first["file"], first["x_m"], first["placed_by"]) == ("c.jpg", None, "")
    assert second["near"] == "task-1"
    assert second["near_m"] == pytest.approx(4.0, abs=0.1)
    assert (second["heading_deg"], second["north"], second["accuracy_m"]) == (90, "magnetic", 6)
    assert third["near"] == ""
    kept = open_project(project).project
    for row in (first, second, third):
        assert kept.blobs[row["sha256"]] == (folder / row["file"]).read_bytes()
    _, out, _ = run(capsys, "photos", project, "--add", folder, "--json")
    again = json.loads(out)
    assert (again["added"], len(again["known"])) == ([], 4)


def test_a_person_places_checks_and_blurs_by_number(project, tmp_path, capsys):
    picture = made_photo(tmp_path / "a.jpg")
    run(capsys, "photos", project, "--add", picture)
    before = open_project(project).project.blobs
    assert run(capsys, "photos", project, "--place", 1, EAST + 3, NORTH, 45)[0] == 0
    assert run(capsys, "photos", project, "--mark-checked", "all")[0] == 0
    _, out, _ = run(capsys, "photos", project, "--json")
    (row,) = json.loads(out)["photos"]
    assert (row["x_m"], row["heading_deg"], row["placed_by"]) == (EAST + 3, 45, "person")
    assert (row["near"], row["is_checked"]) == ("task-1", True)
    assert run(capsys, "photos", project, "--blur", 1, "0.5,0.5,0.1")[0] == 0
    _, out, _ = run(capsys, "photos", project, "--json")
    (row,) = json.loads(out)["photos"]
    assert (row["is_checked"], row["is_blurred"]) == (False, True)  # another picture is to be seen
    assert open_project(project).project.blobs == before
    _, out, _ = run(capsys, "photos", project, "--unchecked")
    assert "not checked" in out
    for wrong in (("--place", 1, "here"), ("--mark-checked", "9"), ("--blur", 1, "x,y")):
        code, _, err = run(capsys, "photos", project, *wrong)
        assert code == 2
        assert "Traceback" not in err


def test_real_photos_are_read_as_their_readme_says(project, real_data, capsys):
    _, out, _ = run(capsys, "photos", project, "--add", real_data / "photos-tracks", "--json")
    told = json.loads(out)
    assert (len(told["added"]), len(told["unplaced"]), told["refused"]) == (6, 3, [])
    _, out, _ = run(capsys, "photos", project, "--json")
    rows = {row["file"]: row for row in json.loads(out)["photos"]}
    back = Transformer.from_crs("EPSG:25832", "EPSG:4326", always_xy=True)
    place = back.transform(rows["DSCN0010.jpg"]["x_m"], rows["DSCN0010.jpg"]["y_m"])
    assert place == pytest.approx((11.885127, 43.467448), abs=1e-6)
    assert rows["no_exif.jpg"]["x_m"] is None


def test_killed_on_the_way_nothing_called_saved_is_lost(project, tmp_path, capsys):
    folder = tmp_path / "DCIM"
    folder.mkdir()
    files = {}
    for number in range(40):
        picture = made_photo(folder / f"{number:03}.jpg", tint=number, size=(64 + number, 48))
        files[picture.name] = picture.read_bytes()
    argv = [sys.executable, "-m", "sbd_tool", "photos", str(project), "--add", str(folder)]
    root = Path(__file__).resolve().parents[2]
    env = {**os.environ, "PYTHONPATH": str(root), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(argv, stderr=subprocess.PIPE, text=True, env=env, cwd=root) as child:
        saved = []
        for line in child.stderr:
            saved.append(line.removeprefix("saved: ").strip())
            if len(saved) == 7:
                child.send_signal(signal.SIGKILL)
                break
        saved += [line.removeprefix("saved: ").strip() for line in child.stderr]
    assert child.returncode == -signal.SIGKILL
    assert 7 <= len(saved) < 40
    session, _ = open_to_edit(project, author="Ada", clock=FixedClock())
    kept = {session.project.blobs[photo.blob] for photo in session.project.photos.values()}
    assert {files[name] for name in saved} <= kept
    session.close()
    code, out, _ = run(capsys, "photos", project, "--add", folder, "--json")
    told = json.loads(out)
    assert code == 0
    assert len(told["added"]) + len(told["known"]) == 40
    assert len(told["known"]) >= len(saved)
    whole = open_project(project).project
    assert {whole.blobs[photo.blob] for photo in whole.photos.values()} == set(files.values())


def test_bombs_are_refused_or_taken_without_their_words(project, tmp_path, capsys):
    held = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(held, "PNG", compress_level=1)
    (tmp_path / "bomb.png").write_bytes(held.getvalue())
    chatty = made_photo(tmp_path / "chatty.jpg", place=(11.0, 48.0))
    raw = chatty.read_bytes()
    segment = b"\xff\xe1" + (65_535).to_bytes(2) + b"Exif\0\0" + bytes(65_527)
    chatty.write_bytes(raw[:2] + segment * 12 + raw[2:])
    phone = tmp_path / "phone.HEIC"
    phone.write_bytes(b"\0\0\0\x18ftypheic" + bytes(200))
    files = (tmp_path / "bomb.png", chatty, phone)
    _, out, _ = run(capsys, "photos", project, "--add", *files, "--json")
    told = json.loads(out)
    assert [row["file"] for row in told["refused"]] == ["bomb.png", "phone.HEIC"]
    assert "HEIC" in told["refused"][1]["why"]
    assert "JPEG" in told["refused"][1]["hint"]
    assert len(told["unplaced"]) == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes on this system")
def test_a_pipe_named_as_a_photo_is_left_and_never_waited_for(project, tmp_path, capsys):
    folder = tmp_path / "DCIM"
    folder.mkdir()
    os.mkfifo(folder / "pipe.jpg")
    made_photo(folder / "a.jpg")
    for added in (folder, (folder / "pipe.jpg")):
        run(capsys, "photos", project, "--add", added)
    _, out, _ = run(capsys, "photos", project, "--json")
    assert len(json.loads(out)["photos"]) == 1
