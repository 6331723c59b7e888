"""The officer's road: a package opened, read, answered and signed; the planner merges it back."""

import csv
import json
import shutil
import zipfile

import pytest
from pyproj import Transformer
from shapely.geometry import LineString, Point

from sbd_tool.app.clock import CountedIds, FixedClock
from sbd_tool.app.commands import MoveMeasure
from sbd_tool.app.projects import save_project
from sbd_tool.app.session import Session
from sbd_tool.app.surroundings import Surroundings
from sbd_tool.cli.main import main
from sbd_tool.formats.age_files import new_identity
from tests.generated_square import X0, Y0, moved, placed, project

CANARY = "CANARY second cordon"


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
    """The planner's project: a bench, a row of planters that ends half way."""
    path = tmp_path / "town" / "desk.sbd.gpkg"
    path.parent.mkdir()
    found = placed(project(seats=1, trees=2), "public-seating", Point(20, 20), name="Long bench")
    row = LineString([(0, -1), (28, -1)])
    save_project(placed(found, "rated-planters", row, name="South row"), path)
    return path


def drawn(path, geometry, **properties):
    """A drawing of one object in degrees, as a police desk or a planner hands it over."""
    degrees = Transformer.from_crs("EPSG:32632", "EPSG:4326", always_xy=True)
    line = [degrees.transform(X0 + x, Y0 + y) for x, y in geometry]
    shape = {"type": "LineString", "coordinates": line}
    feature = {"type": "Feature", "geometry": shape, "properties": properties}
    path.write_text(
        json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8"
    )
    return path


def moved_bench(path):
    session = Session.opened(path, Surroundings(FixedClock(), CountedIds(7), None, "Planner"))
    session.do(MoveMeasure(measure_id="measure-0", geometry=moved(Point(32, 24))))
    session.save()
    session.close()


def test_a_locked_package_opens_for_reading_and_tells_first_what_changed(desk, told, tmp_path):
    told("review", desk, "--seen", "--by", "Officer", "--open-as", "reviewer")
    more = drawn(tmp_path / "more.geojson", [(32, -1), (60, -1)], kind="rated-planters")
    told("tag", desk, more, "--by", "Planner")
    passphrase, package = tmp_path / "words.txt", tmp_path / "mail.sbd.gpkg.age"
    passphrase.write_text("a ferry in the fog\n", encoding="utf-8")
    key = ("--passphrase-file", passphrase)
    handed = told(*key, "pack", desk, package, "--for-review", "--json")
    assert handed["measures"] == 3
    assert handed["size_bytes"] == package.stat().st_size
    assert any("basemap" in words for words in handed["lacking"])
    told("review", package, code=2)
    officer = tmp_path / "officer.sbd.gpkg"
    told(*key, "decrypt", package, "-o", officer)
    for words in (
        ("tag", officer, more),
        ("state", officer, "add", "market", "--template", "market"),
        ("option", officer, "branch", "b"),
    ):
        assert "the design stays as it is" in told(*words, code=2)
    since = told("review", officer, "--since-last", "--by", "Officer", "--json")
    (change,) = since["changes"]
    assert (change["kind"], change["table"], change["author"]) == ("added", "measures", "Planner")
    assert change["why"] == "Add a measure"
    gaps = told("analyse", officer, "gaps", "--json")
    assert gaps["marking"] == "TLP:AMBER+STRICT"
    open_ways = [gap for gap in gaps["gaps"] if gap["vehicles"] == "passes"]
    assert sorted(gap["width_m"] for gap in open_ways) == pytest.approx([4.0, 62.0])
    assert all(gap["not_stopped_for_sure"] for gap in open_ways)


def reviewed(told, officer, tmp_path):
    """Everything an officer writes, ending in the small file for the mail; and the key."""
    told("review", officer, "--phrase", "rating_unproven", "--on", "measure-1", "--by", "Officer")
    told("review", officer, "--phrase", "keep_tree", "--on", "measure-0", "--by", "Officer")
    told(
        "review", officer, "--add", "Lamp is out.", "--at", f"{X0 + 5},{Y0 + 5}",
        "--severity", "medium", "--advised", "--reason", "Seen at dusk", "--by", "Officer",
    )  # fmt: skip
    told("review", officer, "--condition", "2", "--by", "Officer")
    key = tmp_path / "officer.key"
    key.write_text(f"{new_identity()[0]}\n", encoding="utf-8")
    layer = drawn(tmp_path / "layer.geojson", [(0, 5), (60, 5)], words=CANARY)
    told(
        "seal-layer", officer, "--objects", layer, "--vehicle", "truck_7t", "--speed", "48",
        "--goal", "South side first.", "--by", "Officer", "--layer-key-file", key,
    )  # fmt: skip
    told("review", officer, "--sign-off", "No objection once rated.", "--by", "A. Officer")
    told("pack", officer, tmp_path / "back", "--review", "--by", "Officer")
    return tmp_path / "back.sbd-review", key


def test_what_the_officer_wrote_comes_home_after_the_planner_went_on(desk, told, tmp_path):
    officer = tmp_path / "officer.sbd.gpkg"
    told("pack", desk, officer, "--for-review")
    back, key = reviewed(told, officer, tmp_path)
    assert back.stat().st_size < 200_000
    assert CANARY.encode() not in back.read_bytes() + officer.read_bytes()
    (signed,) = told("review", officer, "--json")["signatures"]
    assert (signed["capacity"], signed["still_holds"]) == ("reviewer", True)

    moved_bench(desk)
    receipt = told("merge", desk, back, "--by", "Planner", "--json")
    assert receipt["conflicts"] == []
    assert receipt["edits"] > 0
    found = told("review", desk, "--json")
    row, bench, lamp = found["comments"]
    assert (row["about"], row["is_required"], row["is_moved"]) == ("South row", True, False)
    assert (bench["about"], bench["is_moved"]) == ("Long bench", True)
    assert bench["place"] == [X0 + 32, Y0 + 24], "the thread went along with its bench"
    assert (lamp["place"], lamp["reason"]) == ([X0 + 5, Y0 + 5], "Seen at dusk")
    assert all(one["capacity"] == "reviewer" for one in found["comments"])
    (signed,) = found["signatures"]
    assert "measures" in signed["differs"], "it was signed before the bench moved"
    again = told("merge", desk, back, "--json")
    assert (again["edits"], again["written"]) == (0, False)

    assert "South side first." in told("seal-layer", desk)
    assert CANARY not in told("seal-layer", desk) + told("diff", officer, desk)
    told("seal-layer", desk, "--show", code=2)
    assert CANARY in told("seal-layer", desk, "--show", "--layer-key-file", key)
    assert "Long bench" in told("check", desk)

    told("review", desk, "--adopt", "1", "Certificate follows.", "--open-as", "planner")
    roads = told("follow", desk, "--json", "--day", "2026-06-01")["roads"]
    advice = {road["measure"]: road["decision"] for road in roads}
    assert advice["measure-1"] == "adopted"
    total = told("portfolio", desk.parent, "--json")["total"]
    assert (total["advised"], total["adopted"], total["acceptance"]) == (3, 1, 1.0)


def test_what_is_written_for_the_file_is_verified_until_the_design_changes(desk, told, tmp_path):
    officer, report = tmp_path / "officer.sbd.gpkg", tmp_path / "review.pdf"
    told("review", desk, "--phrase", "keep_tree", "--on", "measure-0", "--by", "Officer")
    shutil.copy(desk, officer)
    comments = ("--csv", tmp_path / "review.csv", "--bcf", tmp_path / "review.bcfzip")
    told("review", officer, "--pdf", report, *comments, "--by", "Officer")
    with zipfile.ZipFile(tmp_path / "review.bcfzip") as archive:
        assert sum(name.endswith("markup.bcf") for name in archive.namelist()) == 1
    (table,) = tmp_path.glob("review*.csv")
    text = table.read_text(encoding="utf-8-sig")
    assert any("Please keep this" in " ".join(row) for row in csv.reader(text.splitlines()))
    assert told("verify", report, desk, "--json")["same"] is True
    moved_bench(desk)
    found = told("verify", report, desk, "--json", code=1)
    assert [one["what"] for one in found["differences"]] == ["project.measures"]
