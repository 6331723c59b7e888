"""Weights on the command line: list, use, add, drop, compare."""

import json
from pathlib import Path

import pytest

from sbd_tool import api
from sbd_tool.cli.main import main
from tests.generated_square import project

ALL_ONE_WAY = ("vehicle=9", "watch=1", "crowd=1", "care=1")


@pytest.fixture
def square(tmp_path: Path) -> Path:
    target = tmp_path / "square.sbd.gpkg"
    api.save_project(project(), target)
    return target


def told(capsys: pytest.CaptureFixture[str], *words: object) -> dict:
    assert main([*map(str, words), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_sets_are_listed_used_added_compared_and_dropped(square, capsys) -> None:
    listed = told(capsys, "weights", square)
    assert listed["in_use"] is None
    assert [one["key"] for one in listed["sets"]][1] == "police_liaison"
    assert all(one["basis"] == "c" for one in listed["sets"])
    assert told(capsys, "weights", square, "use", "residents")["in_use"] == "residents"
    assessed = told(capsys, "assess", square)
    assert assessed["provenance"]["rubric"].endswith("+ weights residents")
    added = told(
        capsys,
        "weights",
        square,
        "add",
        "Council",
        "--weights",
        *("access=30", "stay=30", "life=20", "free=10", "look=10"),
        "--by",
        "B. Mayor",
        "--reason",
        "Agreed in March",
    )["set"]
    assert added["author"] == "B. Mayor"
    assert sum(added["shares"]["openness"].values()) == pytest.approx(1)
    compared = told(capsys, "weights", square, "compare")
    assert len(compared["openness"]["scores"]) == 6
    low, high = compared["openness"]["spread"]["base"]
    scores = [one["score"] for one in compared["openness"]["scores"]]
    assert (low, high) == (min(scores), max(scores))
    assert main(["weights", str(square), "compare"]) == 0
    assert "Police liaison" in capsys.readouterr().out
    assert main(["weights", str(square), "use", "Nobody"]) == 2
    refused = capsys.readouterr().err
    assert "Council" in refused
    assert added["key"] not in refused
    assert main(["weights", str(square)]) == 0
    listed_families = capsys.readouterr().out
    assert "  access: Openness, Getting in and through" in listed_families
    dropped = told(capsys, "weights", square, "drop", added["key"])
    assert len(dropped["sets"]) == 5
    assert told(capsys, "weights", square, "use", "none")["in_use"] is None


@pytest.mark.parametrize(
    "words",
    [
        ("use",),
        ("use", "nobody"),
        ("drop", "traders"),
        ("add", "Council", "--weights", *ALL_ONE_WAY[1:], "vehicle=1"),
        ("add", "Council", "--weights", "access=9", "--by", "B", "--reason", "r"),
        ("add", "Council", "--weights", *ALL_ONE_WAY, "--by", "B", "--reason", "r"),
        ("add", "Council", "--weights", "moon=1", "--by", "B", "--reason", "r"),
        ("add", "Council", "--weights", "access", "--by", "B", "--reason", "r"),
    ],
)
def test_what_is_no_set_is_refused_in_words_and_nothing_is_written(square, capsys, words) -> None:
    before = square.read_bytes()
    assert main(["weights", str(square), *words]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 2
    assert square.read_bytes() == before
