"""`sbd explain`: from a score to families, indicators, objects and sources, and what moves it."""

import json
from pathlib import Path

import pytest
from shapely.geometry import Point

from sbd_tool import api
from sbd_tool.cli.main import main
from sbd_tool.domain.measures import MeasureState
from tests.generated_square import placed, project


@pytest.fixture(scope="module")
def square(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("explained") / "square.sbd.gpkg"
    api.save_project(project(), target)
    return target


def test_both_ledgers_are_taken_apart_down_to_objects_and_sources(square, capsys):
    assert main(["explain", str(square), "--json", "--shares", "O09"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["marking"].startswith("TLP:")
    for ledger in ("openness", "protection"):
        part = told[ledger]
        if part["score"] is not None:
            assert part["earned"] + part["held"] == pytest.approx(part["score"], abs=1e-9)
        lines = [line for family in part["families"] for line in family["indicators"]]
        assert all(line["sources"] for line in lines if line["state"] == "assessed")
        assert part["low"] <= part["high"]
    seats = next(
        line
        for family in told["openness"]["families"]
        for line in family["indicators"]
        if line["key"] == "O09"
    )
    groups = seats["shares"]["groups"]
    assert seats["shares"]["exact"]
    total = sum(one["earned"] - one["lost"] for one in groups) + seats["shares"]["rest"]
    assert total == pytest.approx(seats["earned"], abs=1e-9)
    assert told["changes"]
    assert {"openness", "protection"} <= set(told["changes"][0])


def test_a_person_reads_families_and_changes_in_sentences(square, capsys):
    assert main(["--language", "de", "explain", str(square)]) == 0
    said = capsys.readouterr().out
    assert "TLP:" in said
    assert "Offenheit" in said
    assert "nicht bewertet" in said
    assert "Was am meisten" in said


def test_an_unknown_indicator_is_refused_and_the_known_ones_are_named(square, capsys):
    assert main(["explain", str(square), "--shares", "O99"]) == 2
    said = capsys.readouterr().err
    assert "O99" in said
    assert "O09" in said


def test_what_is_worth_taking_away_is_told_with_both_effects(tmp_path, capsys):
    target = tmp_path / "spiked.sbd.gpkg"
    spikes = placed(project(), "hostile-architecture", Point(20, 20), state=MeasureState.EXISTING)
    api.save_project(spikes, target)
    assert main(["explain", str(target)]) == 0
    said = capsys.readouterr().out.partition("Worth taking away")[2]
    assert "Take away" in said
    assert "Openness" in said
    assert "protection" in said
    assert main(["assess", str(target), "--json"]) == 0
    removal = json.loads(capsys.readouterr().out)["removals"][0]
    assert removal["removes"] == list(spikes.measures)
    assert removal["openness"]["high_delta"] > 0
