"""The report for the police tells approach speeds where they are part; no other edition does."""

import re
from datetime import UTC, datetime

import pytest

from sbd_tool.app.clock import FixedClock
from sbd_tool.app.exporting import export, export_job
from sbd_tool.app.language import load_words
from sbd_tool.app.pipeline import assess
from sbd_tool.app.result_cache import ResultCache
from sbd_tool.app.rules import load_rules
from sbd_tool.domain.marking import Edition
from sbd_tool.report.telling import TEMPLATES
from tests import dead_end_court

RULES, CACHE = load_rules(None), ResultCache()
PROJECT = dead_end_court.project()
NOW = datetime(2026, 5, 4, tzinfo=UTC)
TOLD = ("planner", "liaison", "crime_impact")


@pytest.fixture(scope="module")
def assessments():
    return {
        is_deep: assess(PROJECT, RULES, with_suggestions=False, with_speeds=is_deep, cache=CACHE)
        for is_deep in (True, False)
    }


def written(assessment, path, edition, template="planner", language="en"):
    export(
        PROJECT, assessment, RULES, path, edition=edition, template=template,
        words=load_words(language), clock=FixedClock(NOW),
    )  # fmt: skip
    return " ".join(re.sub("<[^>]*>", " ", path.read_text(encoding="utf-8")).split())


@pytest.mark.parametrize("template", TOLD)
def test_the_police_read_every_stretch_and_how_to_check_it(assessments, tmp_path, template) -> None:
    page = written(
        assessments[True], tmp_path / "a.report.html", Edition.POLICE, template=template
    ).replace("\u202f", " ")
    assert "Approach speeds" in page
    assert "truck of 7.2 t 52 to 56 km/h" in page
    assert "V/7200[N2A]/64/90" in page
    assert "= 14.33 m/s = 51.6 km/h" in page
    assert "Nothing stands there" in page


def test_in_german_too(assessments, tmp_path) -> None:
    page = written(assessments[True], tmp_path / "a.report.html", Edition.POLICE, language="de")
    assert "Anfahrgeschwindigkeiten" in page
    assert "Dort steht nichts" in page


def test_without_speeds_there_is_no_chapter(assessments, tmp_path) -> None:
    page = written(assessments[False], tmp_path / "a.report.html", Edition.POLICE)
    assert "Between which speeds" not in page
    assert "14.33" not in page


@pytest.mark.parametrize("edition", [Edition.PARTNER, Edition.PUBLIC])
def test_no_other_edition_tells_a_speed(assessments, tmp_path, edition) -> None:
    job = export_job(
        PROJECT, assessments[True], RULES, edition=edition, scale=None,
        words=load_words("en"), now=NOW,
    )  # fmt: skip
    assert job.model.speeds is None
    assert not job.content.results
    for template in TEMPLATES:
        page = written(
            assessments[True], tmp_path / f"{template.key}.report.html", edition, template.key
        )
        for word in ("14.33", "km/h", "7200", "Approach speed", "run-up"):
            assert word not in page, (template.key, word)
