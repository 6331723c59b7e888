"""`sbd checklist`: put, listed, answered, settled, moved, dropped; a city's own list."""

import json
from pathlib import Path

import pytest

from sbd_tool import api
from sbd_tool.cli.main import main
from tests.generated_square import project
from tests.unit.formats.test_checklist_files import OWN


@pytest.fixture
def square(tmp_path: Path) -> Path:
    target = tmp_path / "square.sbd.gpkg"
    api.save_project(project(), target)
    return target


def told(capsys, path, *words):
    capsys.readouterr()
    assert main(["checklist", str(path), *map(str, words), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_list_is_put_answered_and_read_back(square, capsys):
    found = told(capsys, square, "--put", "safety_walk", "--quick")
    assert found["counts"]["open"] == len(found["tasks"]) > 0
    first = next(row for row in found["tasks"] if row["item"] == "feeling" and row["when"] == "day")
    pair = f"{first['number']}=2"
    found = told(
        capsys, square, "--answer", pair, "--when", "day", "--role", "police", "--remark", "Windy"
    )
    row = next(r for r in found["tasks"] if r["number"] == first["number"] and r["when"] == "day")
    assert (row["state"], row["value"], row["answers"][0]["role"]) == ("answered", 2.0, "police")


def test_a_dispute_is_settled_and_the_nearest_open_task_comes_first(square, capsys):
    told(capsys, square, "--put", "safety_walk", "--quick")
    for role, value in (("planner", "1"), ("police", "3")):
        told(capsys, square, "--answer", f"1.9={value}", "--when", "night", "--role", role)
    found = told(capsys, square, "--settle", "1.9=2", "--when", "night", "--reason", "Both agree")
    assert found["counts"]["settled"] == 1
    found = told(capsys, square, "--open", "--here", "500054,6000061")
    far = [(r["stand"][0] - 500054) ** 2 + (r["stand"][1] - 6000061) ** 2 for r in found["tasks"]]
    assert far == sorted(far)


def test_an_answer_without_day_or_night_is_refused(square, capsys):
    told(capsys, square, "--put", "safety_walk", "--quick")
    assert main(["checklist", str(square), "--answer", "1.1=2"]) == 2


def test_a_citys_own_list_travels_with_the_project(square, tmp_path, capsys):
    file = tmp_path / "market.yaml"
    file.write_text(OWN, "utf-8")
    told(capsys, square, "--add", file)
    file.unlink()
    found = told(capsys, square, "--put", "our_market", "--quick")
    assert found["lists"][0]["name"] == "Market walk of our city"


def test_a_list_of_the_rules_folder_goes_into_the_project_when_it_is_put(
    square, tmp_path, capsys, monkeypatch
):
    monkeypatch.setenv("SBD_CONFIG_DIR", str(tmp_path / "config"))
    folder = tmp_path / "config" / "checklists"
    folder.mkdir(parents=True)
    (folder / "market.yaml").write_text(OWN, "utf-8")
    told(capsys, square, "--put", "our_market", "--quick")
    (folder / "market.yaml").unlink()
    assert told(capsys, square)["lists"][0]["template"] == "our_market"


def test_places_are_given_moved_and_dropped(square, capsys):
    found = told(capsys, square, "--put", "safety_walk", "--at", "500010,6000010", "500050,6000010")
    assert {row["place"] for row in found["tasks"]} == {1, 2}
    found = told(capsys, square, "--move", "1.2=500040,6000020")
    assert [500040.0, 6000020.0] in [row["points"][0] for row in found["tasks"]]
    assert told(capsys, square, "--drop", "1")["lists"] == []
