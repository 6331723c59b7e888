"""Advice is followed from its writing to the years after; a folder of projects tells how often."""

import json
import shutil
from dataclasses import replace

import pytest
from shapely.geometry import Point

from sbd_tool.app.projects import open_project, save_project
from sbd_tool.cli.main import main
from sbd_tool.domain.follow_through import inspections
from tests.generated_square import placed, project


@pytest.fixture
def desk(tmp_path):
    path = tmp_path / "town" / "desk.sbd.gpkg"
    path.parent.mkdir()
    benched = placed(project(seats=2), "public-seating", Point(20, 20), name="Long bench")
    save_project(benched, path)
    return path


@pytest.fixture
def told(capsys):
    def run(*words):
        capsys.readouterr()
        assert main([str(one) for one in words]) == 0
        out = capsys.readouterr().out
        return json.loads(out) if "--json" in words else out

    return run


@pytest.fixture
def refused(capsys):
    def run(*words):
        capsys.readouterr()
        assert main([str(one) for one in words]) == 2
        return capsys.readouterr().err

    return run


def bench(told, desk, day="2026-06-01"):
    roads = told("follow", desk, "--json", "--day", day)["roads"]
    return next(road for road in roads if road["measure"] == "measure-0")


def advise(told, desk):
    told("review", desk, "--add", "Needs a back.", "--on", "measure-0", "--open-as", "reviewer")
    return told("review", desk, "--json")["comments"][-1]["id"]


def test_a_bench_goes_its_road_from_advice_to_inspection(desk, told):
    advice = advise(told, desk)
    assert bench(told, desk)["decision"] is None
    told("review", desk, "--adopt", advice, "With a back.", "--open-as", "planner")
    told(
        "follow",
        desk,
        "--built",
        "Long bench=differs",
        "--words",
        "Oak, not larch",
        "--day",
        "2027-03-01",
    )
    told("follow", desk, "--plan", "measure-0", "--day", "2028-03-01")
    road = bench(told, desk, "2028-02-29")
    assert (road["decision"], road["reason"]) == ("adopted", "With a back.")
    assert road["built"] == {"found": "differs", "day": "2027-03-01", "words": "Oak, not larch"}
    assert (road["due"], road["overdue"], road["upkeep"]) == ("2028-03-01", False, None)
    assert bench(told, desk, "2028-03-02")["overdue"]
    told(
        "follow",
        desk,
        "--inspected",
        "measure-0=needs_work",
        "--words",
        "Slat",
        "--day",
        "2028-03-05",
    )
    after = bench(told, desk, "2029-01-01")
    assert (after["upkeep"]["found"], after["due"], after["overdue"]) == ("needs_work", None, False)


def test_the_latest_day_decides_not_the_latest_writing(desk, told):
    told("follow", desk, "--built", "measure-0=as_designed", "--day", "2027-05-01")
    told("follow", desk, "--built", "measure-0=not_built", "--day", "2027-04-01")
    assert bench(told, desk)["built"]["found"] == "as_designed"


def test_two_inspections_on_one_day_survive_a_merge_and_the_worse_one_stands(desk, told):
    other = desk.with_name("tablet.sbd.gpkg")
    shutil.copy(desk, other)
    look = ("--day", "2027-06-01")
    told("follow", other, "--inspected", "measure-0=gone", *look, "--by", "Tablet")
    told("follow", desk, "--inspected", "measure-0=in_order", *look, "--by", "Desk")
    assert told("merge", desk, other, "--json")["conflicts"] == []
    kept = inspections(open_project(desk).project.records)["measure-0"]
    assert sorted(one.upkeep.value for one in kept) == ["gone", "in_order"]
    assert bench(told, desk)["upkeep"]["found"] == "gone"


def test_both_ledgers_are_kept_before_and_after_and_stay_two(desk, told):
    told("follow", desk, "--scores", "before", "--day", "2026-01-05")
    told("follow", desk, "--scores", "after", "--day", "2028-01-05")
    found = told("follow", desk, "--json")
    now = told("assess", desk, "--json")
    assert found["comparable"]
    assert (found["before"]["day"], found["after"]["day"]) == ("2026-01-05", "2028-01-05")
    for key in ("openness", "protection"):
        assert found["before"][key]["low"] == now[key]["low"]
        assert found["before"][key]["high"] == now[key]["high"]
    assert len(found["before"]["digest"]) == 64


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--built", "moat=as_designed"), "moat"),
        (("--built", "moat"), "does not say what was found"),
        (("--built", "measure-0=lovely"), "as_designed, differs, not_built"),
        (("--built", "measure-0=differs"), "what differs"),
        (("--plan", "measure-0", "--day", "1.2.2027"), "1.2.2027"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_changes(desk, refused, words, said):
    before = desk.read_bytes()
    assert said in refused("follow", desk, *words)
    assert desk.read_bytes() == before


def test_a_folder_tells_counts_and_names_what_it_cannot_read(desk, told):
    advice = advise(told, desk)
    told("review", desk, "--reject", advice, "No room.", "--open-as", "planner")
    other = desk.parent / "deep" / "other.sbd.gpkg"
    other.parent.mkdir()
    benched = placed(project(seats=2), "public-seating", Point(20, 20), name="Long bench")
    save_project(replace(benched, id="another", title="Another"), other)
    told("review", other, "--adopt", advise(told, other), "Yes.", "--open-as", "planner")
    (desk.parent / "broken.sbd.gpkg").write_bytes(b"no project")
    found = told("portfolio", desk.parent, "--json", "--day", "2026-06-01")
    assert [row["path"] for row in found["projects"]] == ["deep/other.sbd.gpkg", "desk.sbd.gpkg"]
    assert (found["total"]["advised"], found["total"]["rejected"]) == (2, 1)
    assert found["total"]["acceptance"] == 0.5
    (kind,) = (one for one in found["kinds"] if one["kind"] == "public-seating")
    assert (kind["advised"], kind["adopted"], kind["measures"]) == (2, 1, 2)
    assert [one["path"] for one in found["unread"]] == ["broken.sbd.gpkg"]


def test_copies_of_one_project_count_once_and_the_newest_counts(desk, told):
    shutil.copy(desk, desk.parent / "a backup.sbd.gpkg")
    advise(told, desk)
    found = told("portfolio", desk.parent, "--json")
    assert [row["path"] for row in found["projects"]] == ["desk.sbd.gpkg"]
    assert (found["total"]["advised"], found["total"]["measures"]) == (1, 1)
    assert [one["path"] for one in found["unread"]] == ["a backup.sbd.gpkg"]
    assert "desk.sbd.gpkg" in found["unread"][0]["reason"]


def test_advice_about_two_measures_is_one_piece_of_advice(tmp_path, told):
    path = tmp_path / "two.sbd.gpkg"
    save_project(placed(project(), "public-seating", Point(20, 20), Point(30, 20)), path)
    told(
        "review",
        path,
        "--add",
        "Too many.",
        "--on",
        "measure-0",
        "measure-1",
        "--open-as",
        "reviewer",
    )
    found = told("portfolio", tmp_path, "--json")
    assert (found["total"]["advised"], found["total"]["measures"]) == (1, 2)
    assert found["total"]["acceptance"] is None


def test_a_page_and_a_table_are_written_escaped_and_without_a_request(desk, told, tmp_path):
    hostile = placed(project(), "public-seating", Point(20, 20))
    save_project(
        replace(hostile, id="x", title="=cmd()<script>alert(1)</script>"),
        desk.parent / "x.sbd.gpkg",
    )
    page, table = tmp_path / "out.html", tmp_path / "out.csv"
    told("portfolio", desk.parent, "-o", page)
    told("portfolio", desk.parent, "-o", table)
    written = page.read_text(encoding="utf-8")
    assert "<script" not in written
    assert "=cmd()&lt;script&gt;" in written
    assert "http" not in written.replace("http-equiv", "")
    assert "'=cmd()<script>" in table.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("name", ["p.sbd.gpkg", "p.html.txt", "folder.html"])
def test_a_portfolio_takes_the_place_of_nothing_it_should_not(desk, refused, tmp_path, name):
    (tmp_path / "folder.html").mkdir()
    assert refused("portfolio", desk.parent, "-o", tmp_path / name)
    assert not (tmp_path / name).is_file()


def test_an_empty_folder_and_no_folder_are_said(refused, tmp_path):
    assert "no project" in refused("portfolio", tmp_path)
    assert "no folder" in refused("portfolio", tmp_path / "nowhere").lower()
