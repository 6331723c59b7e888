"""What people said: notes at places and who was asked; nothing of a person leaves uncleared."""

import csv
import json

import pytest
from docx import Document
from pyproj import Transformer

from sbd_tool.app.clock import FixedClock
from sbd_tool.app.exporting import export
from sbd_tool.app.language import load_words
from sbd_tool.app.projects import open_project, save_project
from sbd_tool.app.rules import load_rules
from sbd_tool.cli.main import main
from sbd_tool.domain.lowering import lowerings_of
from sbd_tool.domain.marking import Edition
from tests.generated_square import X0, Y0, moved, placed, project

WHY = ("--by", "A. Planner", "--reason", "she agreed")


@pytest.fixture
def desk(tmp_path):
    path = tmp_path / "desk.sbd.gpkg"
    save_project(placed(project(), "staffed-kiosk", moved_point(30, 30), name="Kiosk"), path)
    return path


def moved_point(x, y):
    from shapely.geometry import Point

    return Point(x, y)


@pytest.fixture
def told(capsys):
    def run(*words, code=0):
        capsys.readouterr()
        assert main([str(one) for one in words]) == code
        out = capsys.readouterr()
        return out.err if code else json.loads(out.out) if "--json" in words else out.out

    return run


def degrees(x, y):
    made = project()
    there = moved(moved_point(x, y))
    return Transformer.from_crs(made.crs, "EPSG:4326", always_xy=True).transform(there.x, there.y)


def sheet(path, rows):
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("lon", "lat", "text", "kind", "when", "topic"), *rows])
    return path


def report(desk, folder, edition):
    whole = open_project(desk).project
    path = folder / f"{edition.value}.docx"
    words, clock = load_words("en"), FixedClock()
    export(whole, None, load_rules(whole), path, edition=edition, words=words, clock=clock)
    body = Document(path)
    parts = [one.text for one in body.paragraphs]
    parts += [cell.text for table in body.tables for row in table.rows for cell in row.cells]
    return "\n".join(parts)


def test_notes_come_from_a_file_bounded_and_with_what_is_left_out_said(desk, told, tmp_path):
    near = degrees(30, 50)
    file = sheet(
        tmp_path / "workshop.csv",
        [
            (*near, "So dark here", "schlecht", "nachts", "Licht"),
            (*near, "I like to sit here", "like", "", "bench"),
            (*near, "", "", "", ""),
            ("", "", "Nowhere", "idea", "", ""),
            (near[0] + 1, near[1], "Far away", "idea", "", ""),
            (*near, "Ask Frau Yilmaz, 030 1234567", "idea", "", ""),
        ],
    )
    out = told("notes", desk, file, "--workshop", "Spring walk", "--json")
    read = out["read"]
    assert [read[key] for key in ("rows", "notes", "without_place", "too_far", "empty")] == [
        6, 3, 1, 1, 1,
    ]  # fmt: skip
    kinds = [(one["kind"], one["hour"], one["about"]) for one in out["notes"]]
    assert kinds == [
        ("dislike", "night", "light"), ("like", "any", "seats"), ("idea", "any", "other"),
    ]  # fmt: skip
    assert out["notes"][2]["looks_personal"] == ["person", "phone"]
    assert out["notes"][0]["where"] == "north of the square"
    told("notes", desk, "--drop", out["notes"][1]["id"][:12])
    assert len(told("notes", desk, "--json")["notes"]) == 2


def test_what_looks_personal_leaves_in_no_edition_until_a_person_has_cleared_it(
    desk, told, tmp_path
):
    said = "Mrs Okafor sits here"
    place = moved(moved_point(30, 30))
    at = f"{place.x},{place.y}"
    told("notes", desk, "--add", said, "--at", at, "--kind", "like", "--about", "seats")
    row = told("notes", desk, "--json")["notes"][0]["id"]
    told("notes", desk, "--publish", row, code=2)
    for edition in (Edition.POLICE, Edition.PUBLIC):
        words = report(desk, tmp_path, edition)
        assert said not in words
        assert "looks personal" in words
    told("notes", desk, "--clear", row)
    assert said in report(desk, tmp_path, Edition.POLICE)
    assert said not in report(desk, tmp_path, Edition.PUBLIC), "amber until somebody says else"
    assert "only with a name and a reason" in told("notes", desk, "--publish", row, code=2)
    told("notes", desk, "--publish", row, *WHY)
    words = report(desk, tmp_path, Edition.PUBLIC)
    assert said in words
    assert "middle of the square" in words
    police = report(desk, tmp_path, Edition.POLICE)
    assert "A. Planner" in police
    assert "she agreed" in police
    told("notes", desk, "--keep", row)
    assert said not in report(desk, tmp_path, Edition.PUBLIC)
    assert not lowerings_of(open_project(desk).project.records)


def test_who_was_asked_what_was_done_and_who_was_not_heard(desk, told, tmp_path):
    told(
        "engagement", desk, "--group", "young", "--way", "walk", "--day", "2026-05-04",
        "--count", "7", "--said", "Nowhere to sit", "--done", "measure", "--target", "Kiosk",
    )  # fmt: skip
    row = told("engagement", desk, "--json")["engagements"][0]["id"]
    told("engagement", desk, "--to", row, "--said", "A skate ramp", "--done", "rejected", code=2)
    told(
        "engagement", desk, "--to", row[:12], "--said", "A skate ramp", "--done", "rejected",
        "--reason", "too loud at night",
    )  # fmt: skip
    told("engagement", desk, "--group", "traders", "--count", "0")
    found = told("engagement", desk, "--json")
    assert "Traders" in found["not_heard"], "nobody came"
    assert "Young people" not in found["not_heard"]
    police = report(desk, tmp_path, Edition.POLICE)
    for words in ("7 people", "measure: Kiosk", "not followed: too loud at night", "Not heard: "):
        assert words in police, words
    public = report(desk, tmp_path, Edition.PUBLIC)
    assert "Young people" in public
    assert "fewer than 10 people" in public
    assert "2 things that were said are not told" in public
    assert "skate" not in public


def test_a_survey_stands_in_the_consultation_once_it_may(desk, told, tmp_path):
    with (tmp_path / "spring.csv").open("w", newline="") as file:
        csv.writer(file).writerows([("after dark",), *[("very safe",)] * 12])
    told("survey", desk, tmp_path / "spring.csv", "--name", "Spring")
    assert "12 answers" in report(desk, tmp_path, Edition.POLICE)
    public = report(desk, tmp_path, Edition.PUBLIC)
    assert "One survey is not told" in public
    assert "Spring" not in public
    row = told("survey", desk, "--json")["surveys"][0]["id"]
    told("survey", desk, "--publish", row, *WHY)
    assert "12 answers" in report(desk, tmp_path, Edition.PUBLIC)


def test_words_added_to_a_published_entry_wait_until_they_are_published_too(desk, told, tmp_path):
    told("engagement", desk, "--group", "young", "--said", "Nowhere to sit")
    row = told("engagement", desk, "--json")["engagements"][0]["id"]
    told("engagement", desk, "--publish", row, *WHY)
    assert "Nowhere to sit" in report(desk, tmp_path, Edition.PUBLIC)
    told("engagement", desk, "--to", row, "--said", "The guard leaves at ten")
    words = report(desk, tmp_path, Edition.PUBLIC)
    assert "The guard leaves" not in words
    assert told("engagement", desk, "--json")["engagements"][0]["marking"] == "TLP:AMBER"
    told("engagement", desk, "--publish", row, *WHY)
    assert "The guard leaves" in report(desk, tmp_path, Edition.PUBLIC)


def test_words_that_belong_to_nobody_who_was_asked_are_refused_not_dropped(desk, told):
    assert "who was asked" in told("engagement", desk, "--said", "Too dark", code=2)
    assert "who was asked" in told("engagement", desk, "--count", "4", code=2)
    lost = ("--done", "rejected", "--reason", "no money")
    assert "what was said" in told("engagement", desk, "--group", "young", *lost, code=2)
    assert not told("engagement", desk, "--json")["engagements"]


def test_a_place_without_words_is_refused_and_a_trial_keeps_nothing(desk, told):
    before = desk.read_bytes()
    assert "what was said" in told("notes", desk, "--at", "1,1", code=2)
    told("notes", desk, "--add", "Dark here", "--at", f"{X0},{Y0}", "--try")
    assert desk.read_bytes() == before


def test_notes_of_a_spreadsheet_with_decimal_commas_are_placed_and_long_ones_are_told(
    desk, told, tmp_path
):
    x, y = (str(one).replace(".", ",") for one in degrees(30, 50))
    file = tmp_path / "notes.csv"
    file.write_text(f"lon;lat;Kommentar\n{x};{y};{'w' * 1200}\n", encoding="utf-8-sig")
    read = told("notes", desk, file, "--try", "--json")["read"]
    assert (read["notes"], read["without_place"], read["shortened"]) == (1, 0, 1)
