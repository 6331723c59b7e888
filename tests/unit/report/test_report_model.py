"""What the report says, as values: compared with files a person has read."""

import json
import os
from datetime import date
from pathlib import Path

import pytest

from sbd_tool.app.language import load_words
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.text import Quantity
from sbd_tool.report.chapters import subtitle
from sbd_tool.report.ledger_rows import indicator_quantity
from sbd_tool.report.modelling import crs_words
from sbd_tool.report.parameter_words import parameter_words
from sbd_tool.report.sections import _narrowing
from tests.report_site import content, job

GOLDEN = Path(__file__).resolve().parents[2] / "golden"


@pytest.mark.parametrize("edition", list(Edition))
def test_the_report_says_what_it_said(edition):
    """To renew after a wanted change: `SBD_RENEW_GOLDEN=1 pytest tests/unit/report`, then read."""
    plain = job(edition).model.as_plain()
    # Digests and citations have tests of their own and change with every catalogue.
    plain["versions"] = [name for name, _ in plain["versions"]]
    plain["guidance"] = [name for name, _ in plain["guidance"]]
    written = json.dumps(plain, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    path = GOLDEN / f"report_model_{edition.value}.json"
    if os.environ.get("SBD_RENEW_GOLDEN"):
        path.write_text(written, encoding="utf-8")
    assert written == path.read_text(encoding="utf-8")


def test_measures_that_differ_only_in_place_share_a_line():
    rows = job().model.measures
    assert sum(row.count for row in rows) == len(content().project.measures)
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))


def test_openness_comes_first_always():
    assert [section.key for section in job().model.ledgers] == ["openness", "protection"]


def test_findings_stand_the_gravest_first():
    assert [row.severity for row in job().model.findings] == ["danger", "warning"]


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (1.204, "m", Quantity(1.2, "m", 2)),
        (33.4, "m", Quantity(33.0, "m", 0)),
        (88.8, "%", Quantity(89.0, "%", 0)),
        (1.256, "ratio", Quantity(1.26, "", 2)),
        (3.0, "kinds", Quantity(3.0, "", 0)),
        (7.07, "/100 m", Quantity(7.1, "/100 m", 1)),
    ],
)
def test_readings_have_as_many_digits_as_they_deserve(value, unit, shown):
    assert indicator_quantity(value, unit) == shown


@pytest.mark.parametrize(
    ("value", "fine_up_to_m", "shown"),
    [
        (0.004, 0.0, Quantity(0.0, "m", 0)),
        (1.45, 0.0, Quantity(1.0, "m", 0)),
        (1.204, 5.0, Quantity(1.2, "m", 2)),
        (8.704, 5.0, Quantity(8.7, "m", 1)),
        (20.4, 5.0, Quantity(20.0, "m", 0)),
    ],
)
def test_centimetres_are_told_of_gaps_only(value, fine_up_to_m, shown):
    assert indicator_quantity(value, "m", fine_up_to_m) == shown


def test_values_of_parameters_are_told_in_the_readers_language():
    german = load_words("de")
    told = [parameter_words(value, german) for value in ("lift_gate", True, 1.25, "Typ 7")]
    assert told == ["Schranke", "ja", "1,25", "Typ 7"]


def test_what_an_answer_narrows_is_told_in_whole_points():
    look = job().look
    told = [_narrowing(look, points) for points in (11.4, 11.0, 0.4, 0.01, None)]
    assert told == ["\u221211", "\u221211", "<\u20091", "", ""]


def test_a_coordinate_system_is_told_by_name_and_code():
    assert crs_words("EPSG:3879") == "ETRS89 / GK25FIN (EPSG:3879)"
    assert crs_words("not a system") == "not a system"


def test_the_line_under_the_title_writes_the_day_as_its_readers_do():
    made = job(language="de")
    day = made.look.words.day(date.fromisoformat(made.model.made))
    assert subtitle(made.look, made.model).endswith(day)
    assert made.model.made not in subtitle(made.look, made.model)
