"""`sbd state`, `sbd option`, `assess --all-states` and the deployment sheet on a sample square."""

import csv
import json
from pathlib import Path

import pytest

from sbd_tool.cli.main import main


@pytest.fixture(scope="module")
def square(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("square")
    assert main(["sample", "market-square", str(folder)]) == 0
    return folder / "market-square.sbd.gpkg"


def told(capsys, *words: str) -> dict:
    capsys.readouterr()
    assert main([*words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_state_begins_from_a_template_and_differs_where_it_is_told_to(square, capsys, tmp_path):
    path = str(square)
    market = ("add", "market", "--template", "market", "--when", "Saturday, 8 to 14")
    states = told(capsys, "state", path, *market)["states"]
    assert [one["key"] for one in states] == ["ordinary", "market"]
    assert (states[1]["name"], states[1]["when"]) == ("Market", "Saturday, 8 to 14")
    sheet = told(capsys, "analyse", path, "deployment")["deployments"]
    mouth = next(row for row in sheet if row["name"] == "West mouth")
    assert (mouth["time_state"], mouth["deed"]) == ("ordinary", "place")
    out = told(capsys, "state", path, "set", "market", "West mouth", "--be", "absent")
    assert out["states"][1]["overrides"] == 1
    sheet = told(capsys, "analyse", path, "deployment")["deployments"]
    assert [row["deed"] for row in sheet if row["time_state"] == "market"] == ["take_away"]
    target = tmp_path / "sheet.csv"
    assert main(["analyse", path, "deployment", "-o", str(target)]) == 0
    rows = list(csv.reader(target.read_text("utf-8-sig").splitlines()))
    assert rows[0][0] == "State"
    assert any(row[0] == "Market" and row[3] == "West mouth" for row in rows)


def test_every_state_is_assessed_and_the_worst_is_named(square, capsys):
    path = str(square)
    states = told(capsys, "assess", path, "--all-states")
    assert [one["time_state"] for one in states["states"]] == ["ordinary", "market"]
    assert states["worst"]["protection"] in {None, "ordinary", "market"}
    alone = told(capsys, "assess", path, "--time-state", "market")
    market = states["states"][1]
    assert (market["protection"]["low"], market["protection"]["high"]) == (
        alone["protection"]["low"],
        alone["protection"]["high"],
    )
    assert main(["assess", path, "--all-states"]) == 0
    assert "Market: openness" in capsys.readouterr().out


def test_an_option_branches_is_renamed_merged_and_removed(square, capsys):
    path = str(square)
    rows = told(capsys, "option", path, "branch", "green", "--name", "Green edge")["options"]
    assert (rows[1]["key"], rows[1]["name"], rows[1]["parent"]) == ("green", "Green edge", "base")
    told(capsys, "option", path, "rename", "green", "--name", "Green")
    told(capsys, "option", path, "branch", "greener", "--from", "green")
    assert main(["option", path, "remove", "green"]) == 2
    assert "build on this one" in capsys.readouterr().err
    rows = told(capsys, "option", path, "merge", "green")["options"]
    assert [(one["key"], one["parent"]) for one in rows] == [("base", None), ("greener", "base")]
    rows = told(capsys, "option", path, "remove", "greener")["options"]
    assert [one["key"] for one in rows] == ["base"]


@pytest.mark.parametrize(
    "words",
    [
        ("state", "add", "Market Day"),
        ("state", "add", "x", "--template", "carnival"),
        ("state", "set", "market", "Nothing", "--be", "absent"),
        ("option", "merge", "base"),
        ("option", "branch", "x", "--from", "nothing"),
    ],
)
def test_what_is_not_there_is_refused_and_nothing_is_written(square, capsys, words):
    before = square.read_bytes()
    assert main([words[0], str(square), *words[1:]]) == 2
    assert capsys.readouterr().err.strip()
    assert square.read_bytes() == before
