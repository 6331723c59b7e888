"""`sbd threats`: tick, look, and go the guided path, all from the command line."""

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


def test_threats_are_ticked_kept_and_looked_at(square, capsys):
    words = ["threats", str(square), "--tick", "ramming", "theft", "--by", "A. Officer"]
    assert main([*words, "--done", "site", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["marking"] == "TLP:AMBER+STRICT"
    assert told["ticked"] == ["theft", "ramming"]
    assert {cell["threat"] for cell in told["zones"][0]["cells"]} == {"theft", "ramming"}
    assert [step["done"] for step in told["path"]] == [True, False, False, False, False]
    kept = api.open_project(square).project
    assert kept.rules.threats == ("theft", "ramming")


def test_a_person_reads_words_and_that_nothing_is_predicted(square, capsys):
    assert main(["--language", "de", "threats", str(square), "--tick", "theft"]) == 0
    said = capsys.readouterr().out
    assert "keine Vorhersage" in said
    assert "nicht gefragt" in said
    assert "  site: " in said  # what --done takes
    assert "--done SCHRITT" in said


def test_an_unknown_threat_changes_nothing(square, capsys):
    assert main(["threats", str(square), "--tick", "nobody"]) == 2
    assert "nobody" in capsys.readouterr().err
    assert api.open_project(square).project.rules.threats == ()
