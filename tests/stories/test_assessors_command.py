"""`sbd assessors`: two people, one list, sealed, locked, opened and compared."""

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
    main(["checklist", str(target), "--put", "safety_walk", "--quick"])
    return target


def test_two_people_answer_lock_open_and_compare(square, tmp_path, capsys) -> None:
    for who, value in (("A", "1"), ("B", "2")):
        file = tmp_path / f"{who}.txt"
        file.write_text(f"passphrase of {who}\n", "utf-8")
        more = ["--who", who, "--seal-file", str(file)]
        assert main(["assessors", str(square), "begin", *more]) == 0
        pairs = [f"1.9={value}", "1.18=3"]
        assert main(["assessors", str(square), "answer", *pairs, "--when", "day", *more]) == 0
        assert main(["assessors", str(square), "lock", *more]) == 0
    assert main(["assessors", str(square), "compare"]) == 2  # nobody has opened
    for who in "AB":
        more = ["--who", who, "--seal-file", str(tmp_path / f"{who}.txt")]
        assert main(["assessors", str(square), "open", *more]) == 0
    capsys.readouterr()
    assert main(["assessors", str(square), "compare", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["stage"] == "compared"
    assert found["disputes"] == [{"task": "1.9", "when": "day"}]
    feeling = found["agreement"][0]
    assert (feeling["pairs"], feeling["same"], feeling["too_few"]) == (2, 1, True)
    assert main(["checklist", str(square), "--settle", "1.9=1", "--when", "day",
                 "--reason", "Seen together"]) == 0  # fmt: skip


def test_without_a_passphrase_nothing_begins(square) -> None:
    assert main(["assessors", str(square), "begin", "--who", "A"]) == 2
