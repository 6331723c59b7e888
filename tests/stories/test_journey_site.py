"""The road over the square: packed, answered by day and night, photographed, merged back."""

import json
from pathlib import Path

import pytest
from pyproj import Transformer
from shapely.geometry import LineString

from sbd_tool.app.projects import open_project, save_project
from sbd_tool.cli.main import main
from tests.generated_square import X0, Y0, placed, project
from tests.made_photos import made_photo


@pytest.fixture
def told(capsys):
    def run(*words, code=0):
        capsys.readouterr()
        assert main([str(one) for one in words]) == code, capsys.readouterr().err
        out = capsys.readouterr()
        return json.loads(out.out) if "--json" in words else out.out + out.err

    return run


@pytest.fixture
def desk(tmp_path):
    """The desk's project: a row of planters whose clear gaps nobody has measured."""
    path = tmp_path / "desk.sbd.gpkg"
    row = LineString([(0, -1), (28, -1)])
    found = placed(project(seats=1, trees=2), "rated-planters", row, name="South row")
    save_project(found, path)
    return path


@pytest.fixture
def tablet(desk, told, tmp_path):
    """A copy for the square, with the walk at two own places."""
    places = (f"{X0 + 10},{Y0 + 10}", f"{X0 + 50},{Y0 + 50}")
    told("checklist", desk, "--put", "safety_walk", "--at", *places)
    path = tmp_path / "tablet.sbd.gpkg"
    told("pack", desk, path, "--json")
    return path


def photo(path, x, y, **more):
    degrees = Transformer.from_crs("EPSG:32632", "EPSG:4326", always_xy=True)
    return made_photo(path, place=degrees.transform(X0 + x, Y0 + y), **more)


def width_of(told, path):
    """Verdict and clear width of the gap inside the row, and how far protection is open."""
    (gap,) = (g for g in told("analyse", path, "gaps", "--json")["gaps"] if g["inside_row"])
    protection = told("assess", path, "--json")["protection"]
    return gap["vehicles"], gap["width_m"], protection["high"] - protection["low"]


def test_a_gap_taped_on_site_replaces_the_guess_keeps_both_values_and_comes_home(
    desk, told, tmp_path
):
    told("checklist", desk, "--put", "barrier_inspection", "--quick")
    tablet = tmp_path / "tablet.sbd.gpkg"
    told("pack", desk, tablet)
    guessed, guess_m, open_before = width_of(told, tablet)
    tasks = told("checklist", tablet, "--here", f"{X0 + 14},{Y0}", "--json")["tasks"]
    task = next(row for row in tasks if row["item"] == "gap_width")
    assert (task["object"], task["unit"], task["state"]) == ("measure-0", "m", "open")
    assert task["look"]
    taped = (f"{task['number']}=1.34", "--when", "day", "--role", "police", "--by", "Officer")
    found = told("checklist", tablet, "--answer", *taped, "--json")
    (answer,) = next(row["answers"] for row in found["tasks"] if row["item"] == "gap_width")
    assert (answer["before"], answer["value"]) == (str(guess_m), 1.34)
    assert answer["evidence"] == "surveyed"
    verdict, width_m, open_after = width_of(told, tablet)
    assert (guessed, guess_m) == ("unsure", 1.2)
    assert (verdict, width_m) == ("passes", 1.34)
    assert open_after < open_before, "the range is narrower at once"
    receipt = told("merge", desk, tablet, "--json")
    assert receipt["conflicts"] == []
    (gap,) = (g for g in told("analyse", desk, "gaps", "--json")["gaps"] if g["inside_row"])
    assert (gap["vehicles"], gap["width_m"]) == ("passes", 1.34)


def answered(told, path, when, **values):
    pairs = [f"1.{number[1:]}={value}" for number, value in values.items()]
    told("checklist", path, "--answer", *pairs, "--when", when, "--role", "police", "--by", "A")


def said(told, path):
    rows = told("checklist", path, "--json")["tasks"]
    return {(row["number"], row["when"]): row["value"] for row in rows if row["answers"]}


def test_day_and_night_are_asked_apart_and_photos_come_home_whole_and_only_once(
    desk, tablet, told, tmp_path
):
    answered(told, tablet, "day", n2=3, n9=3)
    answered(told, tablet, "night", n2=1, n9=0)
    both = {("1.2", "day"): 3, ("1.9", "day"): 3, ("1.2", "night"): 1, ("1.9", "night"): 0}
    assert said(told, tablet) == both
    folder = tmp_path / "DCIM"
    folder.mkdir()
    pictures = [
        photo(folder / f"{n}.jpg", 10 + n, 12, heading=90 * n, tint=5 * n) for n in range(3)
    ]
    taken = told("photos", tablet, "--add", folder, "--by", "Officer", "--json")
    assert (len(taken["added"]), taken["with_heading"], taken["unplaced"]) == (3, 3, [])
    told("photos", tablet, "--mark-checked", 1, "--by", "Officer")
    receipt = told("merge", desk, tablet, "--by", "Planner", "--json")
    assert (receipt["photos"], receipt["photos_sent"], receipt["conflicts"]) == (3, 3, [])
    assert receipt["edits"] >= 4 + 3 + 1
    kept = open_project(desk).project
    raws = {kept.blobs[one.blob] for one in kept.photos.values()}
    assert raws == {picture.read_bytes() for picture in pictures}, "originals, byte by byte"
    assert said(told, desk) == both
    before = desk.read_bytes()
    again = told("merge", desk, tablet, "--json")
    assert (again["edits"], again["written"]) == (0, False)
    assert desk.read_bytes() == before
    out = told("photos", desk, "--export-out", tmp_path / "out", "--edition", "public")
    assert "2 photos are left out: not checked." in out
    (copy,) = (tmp_path / "out").glob("*.jpg")
    assert b"Exif" not in copy.read_bytes()


def test_two_people_answer_one_list_blind_on_two_tablets_and_are_compared_at_the_desk(
    desk, told, tablet, tmp_path
):
    other = tmp_path / "other.sbd.gpkg"
    told("pack", desk, other)
    said_by = {"A": (tablet, ("1.2=3", "1.9=1")), "B": (other, ("1.2=3", "1.9=2"))}
    keys = {}
    for who, (path, pairs) in said_by.items():
        file = tmp_path / f"{who}.txt"
        file.write_text(f"passphrase of {who}\n", encoding="utf-8")
        keys[who] = ("--who", who, "--seal-file", file)
        told("assessors", path, "begin", *keys[who])
        told("assessors", path, "answer", *pairs, "--when", "day", *keys[who])
        told("assessors", path, "lock", *keys[who])
    told("merge", desk, tablet)
    assert said(told, desk) == {}, "sealed: the planner reads nothing yet"
    assert told("assessors", desk, "open", *keys["A"], code=2)
    told("merge", desk, other)
    found = told("assessors", desk, "--json")
    assert (found["begun"], found["locked"], found["opened"]) == (["A", "B"], ["A", "B"], [])
    for who in said_by:
        told("assessors", desk, "open", *keys[who])
    found = told("assessors", desk, "compare", "--json")
    assert found["disputes"] == [{"task": "1.9", "when": "day"}]
    agreed = {one["item"]: one for one in found["agreement"]}
    assert (agreed["openness"]["pairs"], agreed["openness"]["same"]) == (1, 1)
    assert (agreed["feeling"]["pairs"], agreed["feeling"]["same"]) == (1, 0)
    assert all(one["too_few"] for one in agreed.values()), "one place carries no kappa"
    again = told("merge", desk, other, "--json")
    assert (again["edits"], again["written"]) == (0, False)


def test_real_photos_of_phones_come_home_as_they_were_taken(desk, told, real_data, tmp_path):
    tablet = tmp_path / "tablet.sbd.gpkg"
    told("pack", desk, tablet)
    folder: Path = real_data / "photos-tracks"
    taken = told("photos", tablet, "--add", folder, "--json")
    receipt = told("merge", desk, tablet)
    count = len(taken["added"])
    assert f"{count} of {count} photos" in receipt
    kept = open_project(desk).project
    originals = {path.read_bytes() for path in folder.glob("*.jpg")}
    assert {kept.blobs[one.blob] for one in kept.photos.values()} == originals
