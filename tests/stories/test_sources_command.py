"""Licences of plan files: stated on import or later, printed everywhere, missed when missing."""

import json
from dataclasses import replace

import pytest

from sbd_tool.app.commands.licences import StateLicence
from sbd_tool.app.exporting import export
from sbd_tool.app.language import load_words
from sbd_tool.app.licensing import plan_sources
from sbd_tool.app.projects import open_project, save_project
from sbd_tool.app.rules import load_rules
from sbd_tool.app.session import Session
from sbd_tool.cli.main import main
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.layers import Source
from sbd_tool.domain.marking import Edition
from tests import generated_square
from tests.campaigns.actions import surroundings

SAID = ("--licence", "CC BY 4.0", "--attribution", "City of Example")
LINE = "CC BY 4.0, City of Example"


def plan_of():
    """The lowest layer from one file, the rest from another."""
    of = generated_square.project(seats=1, trees=1)
    layers = tuple(
        replace(layer, source=Source(name="town.gpkg" if number else "trees.gpkg"))
        for number, layer in enumerate(of.layers)
    )
    return replace(of, layers=layers)


@pytest.fixture
def path(tmp_path):
    found = tmp_path / "p.sbd.gpkg"
    save_project(plan_of(), found)
    return found


def told(capsys, *words):
    assert main(["sources", *map(str, words), "--json"]) == 0
    return {row["file"]: row["licence"] for row in json.loads(capsys.readouterr().out)["sources"]}


def test_a_licence_is_stated_for_one_file_for_the_silent_rest_and_taken_back(path, capsys):
    assert told(capsys, path) == {"trees.gpkg": None, "town.gpkg": None}
    assert told(capsys, path, *SAID, "--of", "trees.gpkg", "--by", "Ada")["trees.gpkg"] == LINE
    assert told(capsys, path, "--licence", "CC0") == {"trees.gpkg": LINE, "town.gpkg": "CC0"}
    both = told(capsys, path, "--source", "Base map 2026", *SAID, "--all")
    assert set(both.values()) == {f"Base map 2026, {LINE}"}
    assert told(capsys, path, "--clear", "--of", "town.gpkg")["town.gpkg"] is None
    assert main(["sources", str(path)]) == 0
    assert "town.gpkg: licence not named" in capsys.readouterr().out
    history = open_project(path).project
    assert {row.stamp.author for row in history.layers if row.source.licence} == {"Ada"}


@pytest.mark.parametrize(
    "words",
    [
        ("--licence", "x" * 161),
        ("--licence", "CC0", "--of", "elsewhere.gpkg"),
        ("--clear",),
        ("--clear", "--all", "--licence", "CC0"),
        ("--all",),
    ],
)
def test_what_cannot_be_meant_is_refused_and_changes_nothing(path, capsys, words):
    before = path.read_bytes()
    assert main(["sources", str(path), *words]) == 2
    assert path.read_bytes() == before
    assert "sources." not in capsys.readouterr().err


def test_a_statement_is_one_step_that_is_undone_exactly(path):
    with pytest.raises(InputError):
        StateLicence(layer_ids=("nowhere",), licence="CC0").apply(plan_of())
    session = Session.opened(path, surroundings(7))
    try:
        before = session.project
        (first, _) = plan_sources(before)
        session.do(StateLicence(layer_ids=first.layer_ids, licence="  CC0 \x1b "))
        assert plan_sources(session.project)[0].licence == "CC0"
        session.undo()
        assert session.project.layers == before.layers
    finally:
        session.close()


def test_import_states_it_for_files_that_are_silent_alone(tmp_path, capsys):
    ring = [[[10, 50], [10.001, 50], [10.001, 50.001], [10, 50]]]
    square = {"type": "Polygon", "coordinates": ring}
    for name, licence in (("own.geojson", {"license": "CC0"}), ("silent.geojson", {})):
        row = {"type": "Feature", "geometry": square, "properties": {"role": name[:3]}}
        plan = {"type": "FeatureCollection", "features": [row], **licence}
        (tmp_path / name).write_text(json.dumps(plan))
    made = tmp_path / "p.sbd.gpkg"
    plans = [str(tmp_path / "own.geojson"), str(tmp_path / "silent.geojson")]
    assert main(["import", *plans, "-o", str(made), *SAID, "--json"]) in {0, 1}
    layers = json.loads(capsys.readouterr().out)["layers"]
    assert {row["source"]: row["licence"] for row in layers} == {
        "own.geojson": "CC0", "silent.geojson": LINE,
    }  # fmt: skip


def test_who_publishes_hears_which_files_name_no_licence(path):
    project = open_project(path).project
    words, rules = load_words("en"), load_rules(None)
    target = path.with_name("square.geojson")

    def written(of, edition):
        exported = export(of, None, rules, target, edition=edition, words=words)
        return " ".join(words(one) for one in exported.remarks)

    assert not written(project, Edition.POLICE)
    said = written(project, Edition.PUBLIC)
    assert "2 files of the plan (trees.gpkg, town.gpkg)" in said
    ids = tuple(row.id for row in project.layers)
    project = StateLicence(layer_ids=ids, licence=LINE).apply(project)
    assert not written(project, Edition.PUBLIC)
    assert LINE in target.read_text(encoding="utf-8")
