"""Planner, officer and tablet exchange copies of a project as files and lose nothing."""

import json
from dataclasses import replace

import pytest
from shapely.geometry import Point

from sbd_tool.app.clock import CountedIds, FixedClock
from sbd_tool.app.commands import AddMeasures, AddNote, DeleteMeasures, EditMeasures, SetLock
from sbd_tool.app.projects import open_project, save_project
from sbd_tool.app.session import Session
from sbd_tool.app.surroundings import Surroundings
from sbd_tool.cli.main import main
from sbd_tool.domain.digest import design_digest
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.measures import Measure, MeasureState
from sbd_tool.domain.project import Note
from tests.generated_square import project


def person(name: str, seed: int) -> Surroundings:
    return Surroundings(FixedClock(), CountedIds(seed), None, name)


class Desk:
    """One person with one copy."""

    def __init__(self, path, name, seed):
        self.path, self.around = path, person(name, seed)

    def do(self, *makers):
        session = Session.opened(self.path, self.around)
        try:
            for make in makers:
                session.do(make(self.around))
            session.save()
        finally:
            session.close()

    @property
    def project(self):
        return open_project(self.path).project


def bench(around):
    return AddMeasures(
        measures=(
            Measure(
                stamp=around.stamp(Evidence.SEEN),
                kind="public-seating",
                geometry=Point(20, 20),
                state=MeasureState.PROPOSED,
                name="Bench",
            ),
        ),
        by=around.by(),
    )


def remark(words):
    return lambda around: AddNote(
        note=Note(stamp=around.stamp(Evidence.SEEN), words=words, x_m=1, y_m=1), by=around.by()
    )


@pytest.fixture
def desks(tmp_path):
    first = tmp_path / "desk.sbd.gpkg"
    save_project(project(seats=2), first)
    planner = Desk(first, "Planner", 1)
    planner.do(bench)
    other = tmp_path / "tablet.sbd.gpkg"
    assert main(["pack", str(first), str(other)]) == 0
    return planner, Desk(other, "Officer", 2)


def test_a_package_is_the_project_and_says_what_it_lacks(desks, capsys, tmp_path):
    planner, officer = desks
    assert design_digest(planner.project) == design_digest(officer.project)
    capsys.readouterr()
    assert main(["pack", str(planner.path), str(tmp_path / "b.sbd.gpkg"), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["measures"] == len(planner.project.measures)
    assert any("basemap" in words for words in found["lacking"])


def test_both_sides_work_and_everything_is_there_afterwards(desks, capsys):
    planner, officer = desks
    planner.do(remark("from the desk"))
    officer.do(remark("from the site"), bench)
    capsys.readouterr()
    assert main(["merge", str(planner.path), str(officer.path), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["edits"], found["conflicts"]) == (2, [])
    assert {note.words for note in planner.project.notes.values()} == {
        "from the desk",
        "from the site",
    }
    before = design_digest(planner.project)
    assert main(["merge", str(planner.path), str(officer.path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["edits"] == 0
    assert design_digest(planner.project) == before, "taking it in again is harmless"


def test_what_both_changed_is_a_conflict_that_a_side_wins(desks, capsys):
    planner, officer = desks
    (key,) = [key for key, row in planner.project.measures.items() if row.name == "Bench"]

    def renamed(name):
        return lambda around: EditMeasures(measure_ids=(key,), name=name, by=around.by())

    planner.do(renamed("Desk"))
    officer.do(renamed("Site"))
    capsys.readouterr()
    code = main(["merge", str(planner.path), str(officer.path), "--dry-run", "--json"])
    (conflict,) = json.loads(capsys.readouterr().out)["conflicts"]
    assert code == 1
    assert (conflict["field"], conflict["base"]) == ("name", "Bench")
    assert planner.project.measures[key].name == "Desk", "a dry run writes nothing"
    args = ["merge", str(planner.path), str(officer.path), "--choose", "theirs"]
    assert main(args) == 0
    assert planner.project.measures[key].name == "Site"
    planner.do(renamed("Later"))
    assert main(args) == 0
    assert planner.project.measures[key].name == "Later", "old news does not come back"


def test_a_thing_that_one_side_changed_is_not_deleted(desks, capsys):
    planner, officer = desks
    (key,) = [key for key, row in planner.project.measures.items() if row.name == "Bench"]
    planner.do(lambda around: DeleteMeasures(measure_ids=(key,), by=around.by()))
    officer.do(lambda around: EditMeasures(measure_ids=(key,), note="keep", by=around.by()))
    assert main(["merge", str(planner.path), str(officer.path)]) == 1
    assert planner.project.measures[key].note == "keep"
    assert "1 conflict." in capsys.readouterr().out


def test_a_lock_here_does_not_keep_out_what_was_done_there(desks):
    planner, officer = desks
    (key,) = [key for key, row in planner.project.measures.items() if row.name == "Bench"]
    planner.do(lambda around: SetLock(object_ids=(key,)))
    officer.do(lambda around: EditMeasures(measure_ids=(key,), note="seen", by=around.by()))
    assert main(["merge", str(planner.path), str(officer.path)]) == 0
    assert planner.project.measures[key].note == "seen"


def test_a_copy_of_another_project_is_refused(desks, tmp_path, capsys):
    planner, _ = desks
    other = tmp_path / "other.sbd.gpkg"
    save_project(replace(project(seats=1), id="another", title="Elsewhere"), other)
    before = planner.path.read_bytes()
    assert main(["merge", str(planner.path), str(other)]) == 2
    assert "Elsewhere" in capsys.readouterr().err
    assert planner.path.read_bytes() == before


def test_differences_are_told_by_object_with_who_and_when(desks, capsys):
    planner, officer = desks
    officer.do(remark("dark corner"))
    capsys.readouterr()
    assert main(["diff", str(planner.path), str(officer.path), "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)["differences"]
    assert (found["kind"], found["table"], found["author"]) == ("added", "notes", "Officer")
    assert found["name"] == "dark corner"
    assert main(["diff", str(planner.path), str(planner.path)]) == 0
    assert "same" in capsys.readouterr().out


def test_a_folder_is_no_place_for_a_package(desks, tmp_path, capsys):
    planner, _ = desks
    folder = tmp_path / "folder"
    folder.mkdir()
    assert main(["pack", str(planner.path), str(folder)]) == 2
    assert not (tmp_path / "folder.sbd.gpkg").exists()
    assert "folder" in capsys.readouterr().err


def test_a_difference_is_told_by_kind_and_title_and_never_by_an_id(tmp_path, capsys) -> None:
    before, after = tmp_path / "a.sbd.gpkg", tmp_path / "b.sbd.gpkg"
    save_project(project(), before)
    save_project(project(), after)
    story = tmp_path / "words.txt"
    story.write_text("A square.", encoding="utf-8")
    assert main(["write", str(after), "context", str(story)]) == 0
    assert main(["check", str(after), "--write", "openness_at_least", "least=1"]) in {0, 1}
    assert main(["threats", str(after), "--done", "site"]) == 0
    assert main(["state", str(after), "add", "market", "--template", "market"]) == 0
    assert main(["state", str(after), "set", "market", "square", "--be", "absent"]) == 0
    capsys.readouterr()
    assert main(["diff", str(before), str(after)]) == 0
    told = capsys.readouterr().out
    assert "words for the report: The place and the occasion" in told
    assert "condition of the brief: Openness at least" in told
    assert "step of the guided path: Site and team" in told
    assert "difference in an option or a state: Test Square" in told
    assert "exchange." not in told
    assert "entry:" not in told
