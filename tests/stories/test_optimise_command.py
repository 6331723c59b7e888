"""`sbd optimise`: best sets as lines and JSON, one of them made an option."""

import json
from pathlib import Path

import pytest

from sbd_tool import api
from sbd_tool.cli.main import main
from tests.generated_square import project


@pytest.fixture
def square(tmp_path: Path) -> Path:
    target = tmp_path / "square.sbd.gpkg"
    api.save_project(project(), target)
    return target


def test_best_sets_are_told_with_ranges_and_one_becomes_an_option(square, capfd) -> None:
    assert main(["optimise", str(square), "--candidates", "4", "--json"]) == 0
    found = json.loads(capfd.readouterr().out)
    assert found["search"] == "exhaustive"
    assert found["whole"] is True
    assert found["sets"]
    assert {"openness", "protection", "cost"} <= set(found["sets"][0])
    words = ["optimise", str(square), "--candidates", "4", "--accept", "1", "--by", "A. Planner"]
    assert main(words) == 0
    spoken = capfd.readouterr()
    assert spoken.out.startswith("TLP:AMBER+STRICT")
    assert "optimise." not in spoken.out + spoken.err
    kept = api.open_project(square).project
    assert [option.key for option in kept.options] == ["base", "set-1"]
    assert {one.stamp.author for one in kept.measures.values()} == {"A. Planner"}
    assert {one.stamp.option for one in kept.measures.values()} == {"set-1"}


def test_a_search_on_a_surrogate_says_so_and_keeps_its_output_clean(square, capfd) -> None:
    words = ["optimise", str(square), "--candidates", "14", "--points", "6", "--json"]
    assert main(words) == 0
    spoken = capfd.readouterr()
    found = json.loads(spoken.out)
    assert found["search"] == "surrogate"
    assert set(found["surrogate_error_max"]) == {"openness", "protection"}
    assert "surrogate" in spoken.err


@pytest.mark.parametrize(
    "words",
    [
        ("--candidates", "0"),
        ("--candidates", "500"),
        ("--points", "0"),
        ("--budget", "-3"),
        ("--budget", "nan"),
        ("--accept", "9999", "--candidates", "2"),
        ("--option", "nowhere"),
    ],
)
def test_what_cannot_be_is_refused_in_words(square, words, capsys) -> None:
    assert main(["optimise", str(square), *words]) == 2
    spoken = capsys.readouterr()
    assert "Traceback" not in spoken.err
    assert spoken.err.strip()
