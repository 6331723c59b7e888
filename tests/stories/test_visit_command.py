"""The visit list on the command line: as JSON, in German, as a sheet to print."""

import json
from pathlib import Path

import pypdf
import pytest

from sbd_tool import api
from sbd_tool.cli.main import main
from tests.generated_square import project


@pytest.fixture
def square(tmp_path: Path) -> Path:
    target = tmp_path / "square.sbd.gpkg"
    api.save_project(project(barriers=4), target)
    return target


def test_a_visit_lists_checks_with_minutes_places_and_keys_that_answer_takes(square, capsys):
    words = ["visit", str(square), "--minutes", "30", "--quick", "--json"]
    assert main(words) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["check_min"] + found["walk_min"] <= 30
    checks = [check for stop in found["stops"] for check in stop["checks"]]
    assert checks
    assert all(check["minutes"] > 0 and sum(check["removes"].values()) > 0 for check in checks)
    taken = next(check["key"] for check in checks if check["key"].startswith("seen_none"))
    assert main(["answer", str(square), f"{taken}=yes"]) == 0
    capsys.readouterr()
    assert main(words) == 0
    again = json.loads(capsys.readouterr().out)
    assert taken not in [check["key"] for stop in again["stops"] for check in stop["checks"]]


def test_the_sheet_of_a_visit_carries_its_label_and_every_check(square, tmp_path, capsys):
    sheet = tmp_path / "visit.pdf"
    words = ["--language", "de", "visit", str(square), "--minutes", "20", "--quick"]
    assert main([*words, "-o", str(sheet)]) == 0
    said = capsys.readouterr().out
    assert "Prüfungen" in said
    assert "?  [" in said  # the question first, then the key that `sbd answer` takes
    assert "sbd answer" in said
    told = " ".join(pypdf.PdfReader(sheet).pages[0].extract_text().split())
    assert "TLP:AMBER+STRICT" in told
    assert "Begehungsliste" in told
    assert "Gefunden" in told


@pytest.mark.parametrize(
    "words", [("--minutes", "0"), ("--minutes", "9999"), ("-o", "sheet.doc"), ("--minutes", "x")]
)
def test_a_visit_that_cannot_be_is_refused_in_words(square, capsys, words):
    assert main(["visit", str(square), "--quick", *words]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 2
