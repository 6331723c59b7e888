"""A round of review without a server: handed out, read, answered by a small file, signed, seen."""

import json

import pytest
from shapely.geometry import Point

from sbd_tool.app.clock import CountedIds, FixedClock
from sbd_tool.app.commands import DeleteMeasures, MoveMeasure, SetLayer
from sbd_tool.app.commands.answers import AddNote
from sbd_tool.app.projects import open_project, save_project
from sbd_tool.app.session import Session
from sbd_tool.app.surroundings import Surroundings
from sbd_tool.cli.main import main
from sbd_tool.domain.digest import design_digest
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.project import Note
from sbd_tool.formats.age_files import new_identity
from tests.generated_square import moved, placed, project

MOVE = MoveMeasure(measure_id="measure-0", geometry=moved(Point(30, 22)))


def around(name, seed=9):
    return Surroundings(FixedClock(), CountedIds(seed), None, name)


def do(path, *commands, name="Planner"):
    session = Session.opened(path, around(name, len(open_project(path).log) + 40))
    try:
        for command in commands:
            session.do(command)
        session.save()
    finally:
        session.close()


@pytest.fixture
def told(capsys):
    def run(*words, code=0):
        capsys.readouterr()
        assert main([str(one) for one in words]) == code
        out = capsys.readouterr()
        return json.loads(out.out) if "--json" in words else out.out + out.err

    return run


@pytest.fixture
def desks(tmp_path, told):
    planner = tmp_path / "planner.sbd.gpkg"
    save_project(placed(project(seats=2), "public-seating", Point(20, 20), name="Bench"), planner)
    do(planner, DeleteMeasures(measure_ids=()))
    told("review", planner, "--add", "Please look.", "--on", "measure-0", "--by", "Planner")
    officer = tmp_path / "officer.sbd.gpkg"
    told("pack", planner, officer, "--for-review")
    return planner, officer


def test_who_opens_it_for_review_marks_and_answers_but_changes_no_design(desks, told, tmp_path):
    _, officer = desks
    before = design_digest(open_project(officer).project)
    measures = tmp_path / "more.geojson"
    measures.write_text('{"type":"FeatureCollection","features":[]}', encoding="utf-8")
    session = Session.opened(officer, around("Officer"))
    for refused in (
        MOVE,
        DeleteMeasures(measure_ids=("measure-0",)),
        SetLayer(layer_id=session.project.layers[0].id, name="x"),
    ):
        with pytest.raises(InputError):
            session.do(refused)
    assert design_digest(session.project) == before
    here = around("Officer")
    note = Note(stamp=here.stamp(Evidence.SEEN), words="Seen.", x_m=1, y_m=1)
    session.do(AddNote(note=note))
    session.do(SetLayer(layer_id=session.project.layers[0].id, is_visible=False))
    session.close()
    told("review", officer, "--answer", "1", "Too near.", "--by", "Officer")
    (comment,) = told("review", officer, "--json")["comments"]
    assert comment["entries"][0]["capacity"] == "reviewer"
    assert comment["status"] == "answered"


def test_a_reviewer_tries_things_out_and_they_are_put_back_before_saving(desks):
    _, officer = desks
    session = Session.opened(officer, around("Officer"))
    before = design_digest(session.project)
    session.history.try_out()
    session.do(MOVE)
    assert design_digest(session.project) != before
    with pytest.raises(InputError):
        session.save()
    session.history.put_back()
    assert design_digest(session.project) == before
    assert not session.redo()
    session.save()
    session.close()


def test_a_review_file_of_a_few_kilobytes_merges_after_further_edits_and_only_once(
    desks, told, tmp_path
):
    planner, officer = desks
    told("review", officer, "--add", "Dark.", "--on", "measure-0", "--by", "Officer")
    told("review", officer, "--answer", "1", "I looked.", "--by", "Officer")
    told("pack", officer, tmp_path / "back", "--review", "--by", "Officer")
    back = tmp_path / "back.sbd-review"
    assert back.stat().st_size < 6_000
    do(planner, MOVE)
    told("review", planner, "--answer", "1", "And you?", "--by", "Planner")
    receipt = told("merge", planner, back, "--json")
    assert (receipt["edits"], receipt["conflicts"]) == (2, [])
    comments = told("review", planner, "--json")["comments"]
    assert [one["words"] for one in comments] == ["Please look.", "Dark."]
    assert {one["words"] for one in comments[0]["entries"]} == {"I looked.", "And you?"}
    assert comments[1]["place"] == [500_030.0, 6_000_022.0]
    again = told("merge", planner, back, "--json")
    assert (again["edits"], again["written"]) == (0, False)


def test_the_review_of_an_encrypted_project_leaves_and_comes_back_encrypted(desks, told, tmp_path):
    planner, officer = desks
    key, (secret, public) = tmp_path / "key.txt", new_identity()
    key.write_text(f"{secret}\n")
    opening = ("--key-file", key, "--recipient", public)
    told(*opening, "encrypt", officer, "-o", tmp_path / "officer.sbd.gpkg.age")
    closed = tmp_path / "officer.sbd.gpkg.age"
    told(*opening, "review", closed, "--add", "Quartz lantern.", "--by", "Officer")
    told(*opening, "pack", closed, tmp_path / "back", "--review", "--by", "Officer")
    back = tmp_path / "back.sbd-review.age"
    assert back.read_bytes().startswith(b"age-encryption.org/v1")
    told("merge", planner, back, code=2)
    assert "Quartz lantern." not in str(told("review", planner, "--json"))
    receipt = told(*opening, "merge", planner, back, "--json")
    assert (receipt["edits"], receipt["conflicts"]) == (1, [])
    assert told("review", planner, "--json")["comments"][1]["words"] == "Quartz lantern."
    told(*opening, "pack", planner, tmp_path / "plain.sbd-review.AGE", "--review")
    assert not [one for one in tmp_path.rglob("*.sbd-review*") if b"lantern" in one.read_bytes()]


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{}",
        b"[" * 5_000,
        b'{"format":"sbd-review.1","id":"a","project":"b","author":"","when":"","rows":[[1]]}',
        b'{"format":"sbd-review.1","id":"a","project":"b","rows":[["measures","x",null,{}]]}',
    ],
)
def test_a_broken_or_foreign_review_file_changes_nothing(desks, told, tmp_path, raw):
    planner, _ = desks
    before = open_project(planner).project.records
    file = tmp_path / "bad.sbd-review"
    file.write_bytes(raw)
    told("merge", planner, file, code=2)
    assert open_project(planner).project.records == before


def test_a_look_tells_what_others_changed_since_with_who_and_why(desks, told):
    planner, _ = desks
    assert told("review", planner, "--since-last", "--by", "Officer", "--json")["last_look"] is None
    told("review", planner, "--seen", "--by", "Officer")
    do(planner, MOVE)
    told("review", planner, "--adopt", "1", "Moved.", "--by", "Planner")
    told("review", planner, "--add", "Thank you.", "--by", "Officer")
    found = told("review", planner, "--since-last", "--by", "Officer", "--json")
    told_of = {one["table"]: one for one in found["changes"]}
    assert set(told_of) == {"measures", "records"}
    assert told_of["measures"]["name"].startswith("Bench")
    assert "geometry" in told_of["measures"]["fields"]
    assert told_of["measures"]["why"]
    assert set(found["ranges"]) == {"openness", "protection"}
    assert "Moved." in told("review", planner, "--since-last", "--by", "Officer")
    told("review", planner, "--seen", "--by", "Officer")
    found = told("review", planner, "--since-last", "--by", "Officer", "--json")
    assert found["changes"] == []


def test_a_signature_holds_until_something_it_is_about_changes(desks, told, tmp_path):
    planner, _ = desks
    told("review", planner, "--sign-off", "No objection.", code=2)
    told("review", planner, "--sign-off", "No objection.", "--by", "A. Officer")
    told("review", planner, "--seen", "--by", "A. Officer")
    (signed,) = told("review", planner, "--json")["signatures"]
    assert (signed["author"], signed["still_holds"]) == ("A. Officer", True)
    do(planner, MOVE)
    (signed,) = told("review", planner, "--json")["signatures"]
    assert signed["differs"] == ["measures"]
