"""A recipe renders many projects unattended; one failure stops nothing and is told."""

import json
import zipfile

import pytest

from sbd_tool.app.projects import save_project
from sbd_tool.cli.main import main
from tests import generated_square

RECIPE = """
schema_version: 1
title: For the council
folder: out
outputs:
  - {file: "{project}-{edition}.geojson", edition: public}
  - {file: "{project} register.xlsx", edition: police, language: de}
  - {file: "{project}.plan", edition: partner}
"""


@pytest.fixture
def kitchen(tmp_path, monkeypatch):
    monkeypatch.setenv("SBD_STATE_DIR", str(tmp_path / "state"))
    site = generated_square.project(seats=1, trees=1, lamps=0)
    for name in ("north", "south"):
        save_project(site, tmp_path / f"{name}.sbd.gpkg")
    (tmp_path / "broken.sbd.gpkg").write_bytes(b"SQLite format 3\0 no more")
    recipe = tmp_path / "council.yaml"
    recipe.write_text(RECIPE, encoding="utf-8")
    return tmp_path


def run(kitchen, *names, recipe="council.yaml"):
    paths = [str(kitchen / f"{name}.sbd.gpkg") for name in names]
    return main(["export", "--json", "--recipe", str(kitchen / recipe), *paths])


def test_every_project_gets_its_set_and_failures_are_told(kitchen, capsys):
    assert run(kitchen, "north", "broken", "south") == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["written"], told["failed"]) == (4, 3)
    names = {path.name for path in (kitchen / "out").iterdir()}
    assert names == {
        "north-public.geojson",
        "north register.xlsx",
        "south-public.geojson",
        "south register.xlsx",
    }
    failed = [entry for entry in told["outputs"] if not entry["written"]]
    assert all(entry["problem"] and entry["hint"] for entry in failed)
    assert [entry["file"] is None for entry in failed] == [False, True, False]
    with zipfile.ZipFile(kitchen / "out" / "north register.xlsx") as book:
        assert "Bilanz" in book.read("xl/sharedStrings.xml").decode("utf-8")


def test_all_written_is_no_failure(kitchen, capsys):
    (kitchen / "council.yaml").write_text(RECIPE.rsplit("\n", 2)[0], encoding="utf-8")
    assert run(kitchen, "south") == 0
    assert json.loads(capsys.readouterr().out)["written"] == 2


@pytest.mark.parametrize(
    "broken",
    [
        RECIPE.replace("edition: public", "edition: secret"),
        RECIPE.replace("{project}-{edition}", "../{project}"),
        RECIPE.replace("{project}-{edition}", "/etc/{project}"),
        RECIPE.replace("{edition}", "{edition.__class__}"),
        RECIPE.replace("{project}.plan", "{project} register.xlsx"),
        RECIPE.replace("schema_version: 1", "schema_version: 2"),
        RECIPE + "shell: rm\n",
        "outputs: []",
        "{}",
        "no: [yaml",
    ],
)
def test_a_recipe_that_breaks_its_rules_writes_nothing(kitchen, capsys, broken):
    (kitchen / "council.yaml").write_text(broken, encoding="utf-8")
    assert run(kitchen, "north") == 2
    assert not (kitchen / "out").exists()
    assert capsys.readouterr().err.strip()


def test_two_projects_of_one_name_do_not_overwrite_each_other(kitchen, capsys):
    (kitchen / "more").mkdir()
    (kitchen / "north.sbd.gpkg").rename(kitchen / "more" / "south.sbd.gpkg")
    (kitchen / "council.yaml").write_text(RECIPE.rsplit("\n", 2)[0], encoding="utf-8")
    assert run(kitchen, "south", "more/south") == 1
    assert json.loads(capsys.readouterr().out)["written"] == 2


def test_a_recipe_may_be_json(kitchen, capsys):
    told = {"schema_version": 1, "outputs": [{"file": "{project}.svg", "edition": "public"}]}
    (kitchen / "r.json").write_text(json.dumps(told), encoding="utf-8")
    assert run(kitchen, "south", recipe="r.json") == 0
    assert (kitchen / "south.svg").exists()
    capsys.readouterr()
