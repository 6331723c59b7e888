"""What the report says, as values: compared with files a person has read."""

import json
import os
from datetime import date
from pathlib import Path

import pytest

from sbd_tool.app.language import load_words
from sbd_tool.app.rules import load_rules
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.printed import value_of
from sbd_tool.domain.text import Quantity
from sbd_tool.report.chapters import subtitle
from sbd_tool.report.ledger_rows import indicator_quantity
from sbd_tool.report.modelling import crs_words
from sbd_tool.report.parameter_words import parameter_words
from sbd_tool.report.sections import _narrowing
from tests.report_site import content, job

GOLDEN = Path(__file__).resolve().parents[2] / "golden"
RUBRIC = load_rules(None).rubric


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
    ("key", "value", "shown"),
    [
        ("P02", 1.204, Quantity(1.2, "m", 2)),
        ("P05", 33.4, Quantity(33.0, "m", 0)),
        ("P05", 0.004, Quantity(0.0, "m", 0)),
        ("O01", 88.8, Quantity(89.0, "%", 0)),
        ("P03", 4.85, Quantity(4.8, "", 1)),
        ("P03", 4.35, Quantity(4.4, "", 1)),
    ],
)
def test_readings_have_as_many_digits_as_they_deserve(key, value, shown):
    assert indicator_quantity(value, RUBRIC.indicators[key]) == shown


@pytest.mark.parametrize("key", [rule.key for rule in RUBRIC.indicators])
def test_a_figure_reads_in_the_table_as_in_its_sentence(key):
    rule, words = RUBRIC.indicators[key], load_words("en")
    for value in (1.62, 4.35, 4.85, 9.2, 12.34, 45.3):
        figure = indicator_quantity(value, rule)
        said = value_of(rule, value)
        assert words.number(figure.value, figure.decimals) in (
            words.quantity(said) if isinstance(said, Quantity) else words(said)
        )


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
