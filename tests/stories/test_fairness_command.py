"""`sbd fairness`: the index, the losses by name, and the scoring's own check."""

import json
from pathlib import Path

import pytest
from shapely.geometry import LineString, Point

from sbd_tool import api
from sbd_tool.cli.main import main
from tests.generated_square import placed, project


@pytest.fixture(scope="module")
def square(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("fair") / "square.sbd.gpkg"
    design = placed(project(), "bollards-rated-fixed", LineString([(0, 0), (60, 0)]))
    api.save_project(placed(design, "hostile-architecture", Point(30, 30)), target)
    return target


def test_a_design_with_bollards_and_spikes_is_told_as_it_is(square, capsys):
    assert main(["fairness", str(square), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    index = told["fortress_index"]
    assert index["today"]["index"] == 0.0
    assert 0.0 < index["design"]["index"] < 1.0
    loads = [view["load"] for view in index["design"]["views"]]
    assert loads == sorted(loads, reverse=True)
    assert {one["key"] for one in told["findings"]} >= {"fairness.hostile"}
    assert len(told["trust"]) == 7


def test_a_person_reads_it_in_sentences(square, capsys):
    assert main(["--language", "de", "fairness", str(square)]) == 0
    said = capsys.readouterr()
    assert "Festungsindex" in said.out
    assert "Abwehrende Einbauten" in said.err
