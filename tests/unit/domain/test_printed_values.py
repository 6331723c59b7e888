"""Values are said in whole words, with no more digits than a plan can bear."""

import pytest

from sbd_tool.app.language import load_words
from sbd_tool.domain.printed import printed_value, unit_words
from sbd_tool.domain.text import Day, text
from sbd_tool.formats.rules import read_rubric

SAID = [
    (0.0, "m", "less than 0.5 m", "weniger als 0,5 m"),
    (4.94, "m", "4.9 m", "4,9 m"),
    (18.38, "m", "18 m", "18 m"),
    (9.153, "/100 m", "9.2 per 100 m", "9,2 je 100 m"),
    (0.74, "/1000 m²", "0.7 per 1,000 m²", "0,7 je 1.000 m²"),
    (1.04, "m/100 m²", "1.0 m per 100 m²", "1,0 m je 100 m²"),
    (19.89, "ratio", "20 times", "20-fach"),
    (4.4, "ratio", "4.4 times", "4,4-fach"),
    (1.0, "kinds", "one kind", "eine Art"),
    (4.0, "kinds", "4 kinds", "4 Arten"),
    (3.0, "level", "level 3", "Stufe 3"),
    (1.31, "persons/m²", "1.3 persons per m²", "1,3 Personen je m²"),
    (48.2, "km/h", "48 km/h", "48 km/h"),
    (58.4, "%", "58 %", "58 %"),
]


def _said(language: str, value: object) -> str:
    words = load_words(language)
    return words(text("scoring.line_context", name="x", value=value)).replace("\u202f", " ")


@pytest.mark.parametrize(("value", "unit", "english", "german"), SAID)
def test_a_value_reads_as_a_planner_would_say_it(value, unit, english, german) -> None:
    assert f"x: {english}." in _said("en", printed_value(value, unit))
    assert f"x: {german}." in _said("de", printed_value(value, unit))


def test_a_clear_gap_is_told_to_the_centimetre() -> None:
    assert "1.24 m" in _said("en", printed_value(1.238, "m", is_gap=True))


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_unit_of_the_rubric_has_words(language) -> None:
    words = load_words(language)
    for rule in read_rubric().indicators:
        said = words(unit_words(rule.unit))
        assert "domain." not in said
        assert "/1" not in said
        assert "persons/" not in said


def test_a_day_is_told_in_the_readers_form_and_what_is_none_as_it_stands():
    for locale, told in (("de", "26.11.2026"), ("en", "Nov 26, 2026")):
        words = load_words(locale)
        said = [words(text("on {day}", day=Day(iso))) for iso in ("2026-11-26T10:00:00Z", "soon")]
        assert said == [f"on {told}", "on soon"]
