"""`sbd label`: the set beside TLP and labels of objects, from the command line to the page."""

import json
from datetime import timedelta

import pytest
from shapely.geometry import Point

from sbd_tool.app.clock import FixedClock, SystemClock
from sbd_tool.app.commands import AddAnnotations
from sbd_tool.app.labels.files import set_labels
from sbd_tool.app.projects import open_project, save_project
from sbd_tool.cli.main import main
from sbd_tool.domain.annotations import Annotation, AnnotationKind
from sbd_tool.domain.evidence import Evidence, Stamp
from tests import generated_square
from tests.generated_square import placed


@pytest.fixture
def path(tmp_path):
    of = placed(
        generated_square.project(seats=1), "cctv-overview", Point(41.25, 33.75), name="Lens"
    )
    found = tmp_path / "p.sbd.gpkg"
    save_project(of, found)
    return found


def told(capsys, *words):
    assert main(["label", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_set_is_chosen_and_a_label_lowered_only_with_name_and_reason(path, capsys):
    assert told(capsys, str(path), "--set", "de_vs")["mark"] == "VS-NfD"
    camera = next(row for row in _measures(path) if row.name == "Lens").id
    before = path.read_bytes()
    assert main(["label", str(path), "--objects", camera, "--as", "TLP:CLEAR"]) == 2
    assert main(["label", str(path), "--objects", camera, "--as", "Geheim", "--by", "A"]) == 2
    assert path.read_bytes() == before
    assert main(["label", str(path), "--reason", "x", "--as", "TLP:CLEAR"]) == 2
    by = ("--by", "A. Planner", "--reason", "Everybody sees it")
    (row,) = told(capsys, str(path), "--objects", camera, "--as", "TLP:CLEAR", *by)["objects"]
    assert (row["is_lowered"], row["lowered_by"], row["inherited"]) == (
        True, "A. Planner", "TLP:AMBER",
    )  # fmt: skip
    assert told(capsys, str(path), "--objects", camera, "--as", "inherited")["objects"] == []


def test_sets_are_listed_with_their_sources_and_what_is_our_judgement(path, capsys):
    assert main(["label", str(path), "--sets"]) == 0
    words = capsys.readouterr().out
    assert "VS-NfD, VS-NUR FÜR DEN DIENSTGEBRAUCH, handled as TLP:AMBER [c]" in words
    assert "GEHEIM, not in this tool" in words


def _measures(path):
    return open_project(path).project.measures.values()


def test_an_export_names_the_national_label_beside_tlp(path, tmp_path, capsys):
    told(capsys, str(path), "--set", "de_vs")
    for edition, label in (("partner", "TLP:GREEN"), ("police", "VS-NfD, TLP:AMBER+STRICT")):
        target = tmp_path / f"{edition}.csv"
        assert main(["export", str(path), str(target), "--edition", edition]) == 0
        assert f"({label})" in capsys.readouterr().out


def test_two_desks_that_lower_one_label_leave_the_narrower_with_its_own_name_and_reason(
    path, tmp_path, capsys
):
    copy = tmp_path / "copy.sbd.gpkg"
    camera = next(row for row in _measures(path) if row.name == "Lens").id
    assert main(["pack", str(path), str(copy)]) == 0
    lower = ("--objects", camera, "--by")
    capsys.readouterr()
    told(capsys, str(path), *lower, "Eva", "--reason", "seen", "--as", "TLP:GREEN")
    later = FixedClock(SystemClock().now() + timedelta(hours=1))
    clear = {"objects": (camera,), "label": "TLP:CLEAR", "reason": "public", "author": "Bob"}
    set_labels(copy, **clear, clock=later)
    assert main(["--language", "de", "merge", str(path), str(copy)]) == 1
    conflicts = capsys.readouterr().out
    assert "Lens, Kennzeichnung: Der Wert hier gilt" in conflicts
    assert "stamp." not in conflicts
    assert "content." not in conflicts
    (row,) = told(capsys, str(path))["objects"]
    assert (row["label"], row["lowered_by"], row["reason"]) == ("TLP:GREEN", "Eva", "seen")


def test_measures_annotations_and_texts_are_labelled_by_what_people_call_them(
    path, tmp_path, capsys
):
    opened = open_project(path).project
    note = Annotation(
        stamp=Stamp(id="note", evidence=Evidence.SEEN),
        kind=AnnotationKind.TEXT,
        geometry=Point(20, 20),
        words="Keep this  way free",
    )
    save_project(AddAnnotations(annotations=(note,)).apply(opened), path)
    story = tmp_path / "story.txt"
    story.write_text("Market on Saturdays.", encoding="utf-8")
    assert main(["write", str(path), "context", str(story)]) == 0
    capsys.readouterr()
    names = ("--objects", "Lens", "Keep this way free", "context", "--as", "TLP:GREEN")
    before = path.read_bytes()
    assert main(["label", str(path), *names]) == 2, "no name, no reason"
    assert main(["label", str(path), "--objects", "Nowhere", "--as", "TLP:RED"]) == 2
    assert "Nowhere" in capsys.readouterr().err
    assert path.read_bytes() == before
    by = ("--by", "A. Planner", "--reason", "It is published")
    rows = told(capsys, str(path), *names, *by)["objects"]
    assert [(row["kind"], row["inherited"], row["lowered_by"]) for row in rows] == [
        ("cctv-overview", "TLP:AMBER", "A. Planner"),
        ("text", "TLP:AMBER", "A. Planner"),
        ("written", "TLP:AMBER", "A. Planner"),
    ]
    assert main(["label", str(path)]) == 0
    said = capsys.readouterr().out
    assert "Text “Keep this way free”" in said
    assert not any(row["id"] in said for row in rows), "nobody is shown an id"
