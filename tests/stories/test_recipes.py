"""A recipe renders many projects unattended; one failure stops nothing and is told."""

import json
import os
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

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


def test_two_files_of_one_name_are_refused_before_anything_is_written(kitchen, capsys):
    (kitchen / "more").mkdir()
    (kitchen / "north.sbd.gpkg").rename(kitchen / "more" / "south.sbd.gpkg")
    assert run(kitchen, "south", "more/south") == 2
    assert "“south-public.geojson” would be written" in capsys.readouterr().err
    assert not (kitchen / "out").exists()


def test_an_output_never_takes_the_place_of_another_project_of_the_run(kitchen, capsys):
    (kitchen / "south.sbd.gpkg").rename(kitchen / "north.gpkg")
    told = {"schema_version": 1, "outputs": [{"file": "{project}.gpkg", "edition": "public"}]}
    (kitchen / "r.json").write_text(json.dumps(told), encoding="utf-8")
    before = (kitchen / "north.gpkg").read_bytes()
    asked = [str(kitchen / name) for name in ("north.sbd.gpkg", "north.gpkg")]
    assert main(["export", "--recipe", str(kitchen / "r.json"), *asked]) == 2
    assert "is a project" in capsys.readouterr().err
    assert (kitchen / "north.gpkg").read_bytes() == before


def test_a_project_named_twice_is_cooked_once_and_each_output_is_told_as_it_is_done(
    kitchen, capsys
):
    assert run(kitchen, "south", "./south") == 1
    told = capsys.readouterr()
    assert len(json.loads(told.out)["outputs"]) == 3
    assert told.err.splitlines() == [
        "1 of 3: south-public.geojson",
        "2 of 3: south register.xlsx",
        "3 of 3: south.plan was not written",
    ]


@pytest.mark.parametrize("option", ["--maps", "--edition=police", "--scale=500", "--option=other"])
def test_what_each_output_says_itself_is_refused_beside_a_recipe(kitchen, capsys, option):
    project = str(kitchen / "south.sbd.gpkg")
    assert main(["export", "--recipe", str(kitchen / "council.yaml"), project, option]) == 2
    assert option.partition("=")[0] in capsys.readouterr().err
    assert not (kitchen / "out").exists()


@pytest.mark.skipif(os.name == "nt", reason="no Ctrl+C for one process alone")
def test_a_run_that_is_stopped_leaves_whole_files_and_says_how_far_it_got(kitchen):
    outputs = [{"file": f"{{project}} {turn}.xlsx", "edition": "police"} for turn in range(40)]
    told = {"schema_version": 1, "folder": "out", "outputs": outputs}
    (kitchen / "r.json").write_text(json.dumps(told), encoding="utf-8")
    asked = ["export", "--json", "--recipe", str(kitchen / "r.json"), kitchen / "south.sbd.gpkg"]
    running = subprocess.Popen(
        [sys.executable, "-m", "sbd_tool", *asked], text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    first = running.stderr.readline()
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=120)
    assert first == "1 of 40: south 0.xlsx\n"
    assert running.returncode == 130
    found = json.loads(out)
    assert found["stopped"]
    assert 0 < found["written"] < 40
    assert err.splitlines()[-1].startswith(f"Stopped after {found['written']} of 40.")
    written = sorted((kitchen / "out").iterdir())
    assert written == sorted(Path(one["file"]) for one in found["outputs"])
    assert all(zipfile.is_zipfile(one) for one in written)


def test_a_recipe_may_be_json(kitchen, capsys):
    told = {"schema_version": 1, "outputs": [{"file": "{project}.svg", "edition": "public"}]}
    (kitchen / "r.json").write_text(json.dumps(told), encoding="utf-8")
    assert run(kitchen, "south", recipe="r.json") == 0
    assert (kitchen / "south.svg").exists()
    capsys.readouterr()
