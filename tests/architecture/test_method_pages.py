"""Each analysis and indicator has a method page with its breakpoints, and a test that names it."""

import re
from pathlib import Path

import pytest

from sbd_tool.analysis import ANALYSES
from sbd_tool.formats.rules import read_rubric
from sbd_tool.scoring.indicators import INDICATORS

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "docs" / "method"
RUBRIC = read_rubric()
TESTS = "\n".join(
    path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "tests").rglob("test_*.py"))
    if path.name != Path(__file__).name
)


@pytest.mark.parametrize("key", [spec.key for spec in INDICATORS])
def test_an_indicator_has_a_page_with_the_breakpoints_of_the_rubric(key: str) -> None:
    page = (PAGES / "indicators" / f"{key}.md").read_text(encoding="utf-8")
    told = re.search(r"\*\*Points\.\*\* ([^(]*)", page)
    assert told is not None
    pairs = re.findall(r"([\d.]+) → ([\d.]+)", told.group(1))
    breaks = RUBRIC.indicators[key].breaks
    assert [(float(value), float(points)) for value, points in pairs] == [*breaks]
    for heading in ("Question", "Value", "Worlds", "Assumptions and limits", "Worked example"):
        assert f"**{heading}.**" in page


@pytest.mark.parametrize("key", [spec.key for spec in INDICATORS])
def test_an_indicator_is_named_by_a_test(key: str) -> None:
    assert re.search(rf"\b{key}\b", TESTS)


@pytest.mark.parametrize("key", [spec.key for spec in ANALYSES])
def test_an_analysis_has_a_page_and_is_named_by_a_test(key: str) -> None:
    page = (PAGES / "analyses" / f"{key}.md").read_text(encoding="utf-8")
    for heading in ("Question", "How", "Limits and direction of error", "Used by"):
        assert f"**{heading}.**" in page
    assert re.search(rf"\"{key}\"", TESTS)


def test_the_rubric_and_the_registry_hold_the_same_indicators() -> None:
    assert {rule.key for rule in RUBRIC.indicators} == {spec.key for spec in INDICATORS}


@pytest.mark.parametrize("key", [spec.key for spec in INDICATORS])
def test_an_indicator_names_analyses_that_exist(key: str) -> None:
    assert set(INDICATORS[key].needs_results) <= {spec.key for spec in ANALYSES}


@pytest.mark.parametrize("key", [spec.key for spec in ANALYSES])
def test_an_analysis_names_numbers_and_analyses_that_exist(key: str) -> None:
    spec = ANALYSES[key]
    assert all(number in RUBRIC.numbers for number in spec.reads_numbers)
    assert set(spec.needs_results) <= {other.key for other in ANALYSES}
