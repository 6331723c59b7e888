"""Robustness on the command line: two options of a real plan, seed and draws, one option alone."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from shapely.geometry import Point

from sbd_tool import api
from sbd_tool.cli.main import main
from sbd_tool.domain.project import Option
from tests.generated_square import answered, placed, project


@pytest.fixture
def square(tmp_path: Path) -> Path:
    """A base, and an option with twelve more benches."""
    base = answered(project(), count__seat=6)
    benches = [Point(12 + 3 * n, 30) for n in range(12)]
    drawn = placed(base, "seating-edge", *benches)
    seats = {
        row: replace(measure, stamp=replace(measure.stamp, option="benches"))
        for row, measure in drawn.measures.items()
    }
    options = (*base.options, Option(key="benches", name="Benches", parent="base"))
    target = tmp_path / "square.sbd.gpkg"
    api.save_project(replace(base, measures=seats, options=options), target)
    return target


def told(capsys: pytest.CaptureFixture[str], *words: object) -> dict:
    assert main([*map(str, words), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_benches_are_firmly_more_open_and_change_no_protection(square, capsys) -> None:
    found = told(capsys, "robustness", square, "--draws", 500, "--seed", 4)
    assert (found["seed"], found["draws"]) == (4, 500)
    pairs = {(one["first"], one["second"]): one["share"] for one in found["openness"]["pairs"]}
    assert pairs["benches", "base"] > 0.9
    assert "Benches is more open than Base plan" in found["openness"]["sentences"][0]
    ranks = [one["ranks"] for one in found["openness"]["options"]]
    assert ranks[1][0] == pytest.approx(pairs["benches", "base"])
    for one in found["protection"]["pairs"]:
        assert one["share"] == pytest.approx(0.5)
    again = told(capsys, "robustness", square, "--draws", 500, "--seed", 4)
    assert again == found
    other = told(capsys, "robustness", square, "--draws", 500, "--seed", 5)
    assert other["openness"]["options"] != found["openness"]["options"]


def test_one_option_alone_gets_its_spread_and_what_moves_it_most(square, capsys) -> None:
    found = told(capsys, "robustness", square, "--options", "base", "--draws", 200)
    (only,) = found["openness"]["options"]
    assert told(capsys, "robustness", square, "--options", "base,base", "--draws", 200) == found
    assert only["ranks"] == [1.0]
    assert found["openness"]["pairs"] == found["openness"]["tipping"] == []
    assert found["openness"]["tornado"]["base"]
    assert main(["--language", "de", "robustness", str(square), "--draws", "200"]) == 0
    said = capsys.readouterr().out
    assert "von 100 plausiblen Ziehungen" in said
    assert "Rang 1: " in said
    assert "Rang 2: " in said


@pytest.mark.parametrize(
    "words", [("--draws", "3"), ("--seed", "-1"), ("--options", "moon"), ("--draws", "many")]
)
def test_what_cannot_be_drawn_is_refused_in_words(square, capsys, words) -> None:
    assert main(["robustness", str(square), *words]) == 2
    assert capsys.readouterr().err.strip()
