"""Changed rules are printed: what, from what to what, and by whom for those who may read it."""

import re
import zipfile

import pytest

from sbd_tool.app.clock import FixedClock
from sbd_tool.app.commands.base import By
from sbd_tool.app.exporting import export
from sbd_tool.app.language import load_words
from sbd_tool.app.pipeline import assess
from sbd_tool.app.rule_edits import change_indicator, change_numbers
from sbd_tool.app.rules import load_rules
from sbd_tool.domain.marking import Edition
from sbd_tool.report.rules_section import rule_change_rows
from tests.generated_square import project

BY = By("A. Planner", "2026-03-01T10:00:00Z")
SEATS = [(0.0, 0.0), (2.5, 100.0)]


def with_changes(of):
    rubric = load_rules(of).rubric
    seats, ring = rubric.indicators["O09"], rubric.indicators["P01"]
    steps = (
        lambda now: change_indicator(now, seats, SEATS, seats.weight, "Few sit here", BY),
        lambda now: change_indicator(
            now, ring, ring.breaks, ring.weight / 2, "Ring counts less", BY
        ),
        lambda now: change_numbers(now, {"visit_look_min": 4.0}, "Slow walk", BY),
    )
    for step in steps:
        of = step(of).apply(of)
    return of


@pytest.fixture(scope="module")
def changed():
    square = with_changes(project())
    rules = load_rules(square)
    return square, rules, assess(square, rules, with_suggestions=False)


def words_in(path) -> str:
    if path.suffix == ".pdf":
        from pypdf import PdfReader

        told = " ".join(page.extract_text() for page in PdfReader(path).pages)
    elif path.suffix == ".docx":
        told = zipfile.ZipFile(path).read("word/document.xml").decode()
    else:
        told = path.read_text(encoding="utf-8")
    return " ".join(re.sub(r"<[^>]+>", " ", told).replace("\xa0", " ").split())


def exported(changed, target, edition, language="en"):
    square, rules, found = changed
    words, clock = load_words(language), FixedClock()
    export(square, found, rules, target, edition=edition, words=words, clock=clock)
    return words_in(target)


@pytest.mark.parametrize("name", ["a.pdf", "a.report.html", "a.docx"])
def test_every_report_tells_what_was_changed_from_what_to_what_by_whom_and_why(
    changed, name, tmp_path
):
    told = exported(changed, tmp_path / name, Edition.POLICE)
    assert "Rules this project changed" in told
    assert "2.5 m/100 m²: 100 points" in told
    assert "From 2 min to 4 min" in told
    assert "A. Planner: Few sit here" in told
    assert "A. Planner: Ring counts less" in told


def test_the_public_edition_tells_openness_alone_and_no_words_of_persons(changed, tmp_path):
    told = exported(changed, tmp_path / "a.report.html", Edition.PUBLIC)
    assert "2.5 m/100 m²: 100 points" in told
    assert "Other rules were changed too" in told
    for hidden in ("A. Planner", "Few sit here", "Ring counts less", "From 2 min"):
        assert hidden not in told


def test_partners_read_every_change_but_no_words_of_persons(changed, tmp_path):
    told = exported(changed, tmp_path / "a.report.html", Edition.PARTNER)
    assert "From 2 min to 4 min" in told
    assert "Other rules were changed too" not in told
    for hidden in ("A. Planner", "Few sit here", "Ring counts less"):
        assert hidden not in told


def test_shipped_rules_print_nothing():
    assert rule_change_rows(load_rules(None).rubric, Edition.POLICE) == ()


def test_a_change_taken_back_to_the_shipped_value_is_no_change():
    square = with_changes(project())
    back = change_numbers(square, {"visit_look_min": 2.0}, "Was right", BY).apply(square)
    paths = [one.path for one in load_rules(back).rubric.changes]
    assert paths == ["indicators.O09.breaks", "indicators.P01.weight"]


def test_a_changed_number_is_named_in_the_readers_words():
    before = project()
    numbers = {"gap_limit_m": 1.1, "walk_band_m": 3.0}
    after = change_numbers(before, numbers, "Narrow cars", BY).apply(before)
    rows = rule_change_rows(load_rules(after).rubric, Edition.POLICE)
    told = {load_words("de")(row.name) for row in rows}
    assert "Zahl der Regeln: Breiteste Lücke, die Fahrzeuge abhält" in told
    assert "Zahl der Regeln: Schlüssel „walk_band_m“" in told
