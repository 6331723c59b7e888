"""`sbd check`: conditions written, judged, crossed out; the exit code says what came of it."""

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


def told(capsys, *words) -> tuple[int, dict]:
    capsys.readouterr()
    code = main(["check", *map(str, words), "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_a_brief_without_conditions_is_done(square, capsys) -> None:
    code, found = told(capsys, square)
    assert code == 0
    assert found["conditions"] == []
    assert found["verdict"] is None


def test_a_condition_that_is_not_met_ends_with_one_and_names_what_breaks_it(square, capsys) -> None:
    assert main(["check", str(square), "--write", "no_gap_above", "limit=1.2"]) == 1
    code, found = told(capsys, square)
    assert code == 1
    assert found["conditions"][0]["verdict"] == "not_met"
    assert found["conditions"][0]["objects"]
    assert found["marking"] == "TLP:AMBER+STRICT"


def test_what_is_not_decided_is_said_and_fails_only_when_asked_to(square, capsys) -> None:
    assert main(["check", str(square), "--write", "openness_at_least", "least=50"]) == 0
    code, found = told(capsys, square)
    assert (code, found["conditions"][0]["verdict"]) == (0, "not_decided")
    assert main(["check", str(square), "--strict"]) == 3
    assert main(["check", str(square)]) == 0
    spoken = capsys.readouterr().out
    assert "? 1. Openness at least 50" in spoken
    assert "Not decided" in spoken


def test_a_condition_is_crossed_out_by_its_id(square, capsys) -> None:
    main(["check", str(square), "--write", "no_gap_above", "--by", "A. Planner"])
    _, found = told(capsys, square)
    assert found["conditions"][0]["author"] == "A. Planner"
    code, found = told(capsys, square, "--cross-out", found["conditions"][0]["id"])
    assert (code, found["conditions"]) == (0, [])


@pytest.mark.parametrize(
    "words",
    [
        ("--write", "nonsense"),
        ("--write", "openness_at_least", "least=500"),
        ("--write", "openness_at_least", "least"),
        ("--cross-out", "nobody"),
        ("--option", "nowhere"),
    ],
)
def test_what_cannot_be_is_refused_in_words(square, words, capsys) -> None:
    assert main(["check", str(square), *words]) == 2
    spoken = capsys.readouterr()
    assert not spoken.out
    assert "Traceback" not in spoken.err
    assert spoken.err.strip()


def test_the_sentences_are_listed(square, capsys) -> None:
    assert main(["check", str(square), "--sentences"]) == 0
    assert "no_gap_above" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        ("object_kept", "object=nix"),
        ("vehicle_reaches_object", "vehicle=fire", "place=nix"),
        ("vehicle_reaches_square", "vehicle=tank"),
        ("openness_at_least", "least=60", "state=nix"),
        ("openness_at_least", "least=101"),
        ("indicator_at_least", "indicator=O99", "least=1"),
        ("no_gap_above", "limit=nan"),
    ],
)
def test_what_is_not_there_is_refused_in_words_and_the_brief_stays(square, capsys, words) -> None:
    before = square.read_bytes()
    assert main(["check", str(square), "--write", *words]) == 2
    told_words = capsys.readouterr().err
    assert words[-1].partition("=")[2] in told_words or "O99" in told_words
    assert "{" not in told_words
    assert square.read_bytes() == before


def test_an_object_may_be_given_by_its_name(square, capsys) -> None:
    code, found = told(capsys, square, "--write", "object_kept", "object=Test Square")
    assert (code, found["conditions"][0]["verdict"]) == (0, "met")
    assert found["conditions"][0]["blanks"]["object"] == "square"
