"""An officer comments by command, the planner answers, the copies join and nothing is lost."""

import json

import pytest
from shapely.geometry import Point

from sbd_tool.app.clock import CountedIds, FixedClock
from sbd_tool.app.commands import MoveMeasure
from sbd_tool.app.projects import open_project, save_project
from sbd_tool.app.session import Session
from sbd_tool.app.surroundings import Surroundings
from sbd_tool.cli.main import main
from tests.generated_square import X0, Y0, moved, placed, project


@pytest.fixture
def desk(tmp_path):
    path = tmp_path / "desk.sbd.gpkg"
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


def test_a_comment_from_a_phrase_is_written_listed_answered_and_settled(desk, told):
    told(
        "review",
        desk,
        "--phrase",
        "keep_tree",
        "--on",
        "measure-0",
        "--source",
        "GEHL",
        "--by",
        "Officer",
    )
    told("review", desk, "--add", "Dark here.", "--at", f"{X0 + 5},{Y0 + 5}", "--severity", "high")
    first, second = told("review", desk, "--json")["comments"]
    by_words = {one["words"][:5]: one for one in (first, second)}
    bench, dark = by_words["Pleas"], by_words["Dark "]
    assert bench["about"] == "Long bench"
    assert (bench["source"], bench["author"], bench["status"]) == ("GEHL", "Officer", "open")
    assert dark["place"] == [X0 + 5, Y0 + 5]
    told("review", desk, "--adopt", bench["id"], "Kept.", "--open-as", "planner", "--by", "Planner")
    told("review", desk, "--settle", dark["id"])
    found = told("review", desk, "--json", "--status", "answered")
    assert found["counts"] == {"open": 0, "answered": 1, "settled": 1}
    assert [one["decision"] for one in found["comments"]] == ["adopted"]
    listed = told("review", desk)
    assert "Long bench: Please keep this" in listed
    assert "Planner (planner) adopted the advice: Kept." in listed


def test_a_comment_becomes_a_condition_that_check_judges(desk, told, capsys):
    told("review", desk, "--phrase", "keep_tree", "--on", "measure-0")
    told("review", desk, "--condition", "1")
    assert "Long bench" in told("check", desk)
    assert told("review", desk, "--json")["comments"][0]["condition"]


def test_two_desks_answer_at_once_and_both_answers_stay(desk, told, tmp_path):
    told("review", desk, "--add", "Why here?", "--on", "measure-0", "--by", "Officer")
    other = tmp_path / "other.sbd.gpkg"
    told("pack", desk, other)
    told("review", desk, "--answer", "1", "For the shade.", "--open-as", "planner", "--by", "A")
    told("review", other, "--answer", "1", "And at noon?", "--by", "Officer")
    receipt = told("merge", desk, other, "--json")
    assert receipt["conflicts"] == []
    (thread,) = told("review", desk, "--json")["comments"]
    assert {entry["words"] for entry in thread["entries"]} == {"For the shade.", "And at noon?"}


def test_a_comment_keeps_its_pin_when_the_planner_moved_the_object_meanwhile(desk, told, tmp_path):
    other = tmp_path / "officer.sbd.gpkg"
    told("pack", desk, other)
    told("review", other, "--add", "Too near.", "--on", "measure-0", "--by", "Officer")
    session = Session.opened(desk, Surroundings(FixedClock(), CountedIds(3), None, "Planner"))
    session.do(MoveMeasure(measure_id="measure-0", geometry=moved(Point(30, 22))))
    session.save()
    session.close()
    told("merge", desk, other)
    (thread,) = told("review", desk, "--json")["comments"]
    assert thread["place"] == [X0 + 30, Y0 + 22]
    assert thread["is_moved"]


@pytest.mark.parametrize(
    "wrong",
    [
        ("--add", "x", "--on", "nothing"),
        ("--add", "x", "--at", "here"),
        ("--reject", "1"),
        ("--settle", "7"),
        ("--phrase", "none"),
        ("--condition", "1"),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(desk, told, wrong, capsys):
    told("review", desk, "--add", "Why?", "--on", "measure-0")
    before = open_project(desk).project.records
    assert main(["review", str(desk), *wrong]) == 2
    assert capsys.readouterr().err.strip()
    assert open_project(desk).project.records == before


def test_phrases_are_listed_in_the_readers_language(told, desk):
    assert "Bitte zeigen, wie das Ende geschlossen ist." in told(
        "--language", "de", "review", desk, "--phrases"
    )
