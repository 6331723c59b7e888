"""States in reports: both ledgers per state, the worst named, for the police alone."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from shapely.geometry import LineString

from sbd_tool.app.exporting import export_job
from sbd_tool.app.language import load_words
from sbd_tool.app.pipeline import assess
from sbd_tool.app.rules import load_rules
from sbd_tool.domain.evidence import Evidence, Stamp
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.overrides import Override, override_id
from sbd_tool.domain.project import TimeState
from sbd_tool.domain.roles import Role
from sbd_tool.report.html_report import report_html
from tests.generated_square import layer, project

RULES = load_rules()
NOW = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def square():
    """On market days a wall of containers stands all round and nobody gets in."""
    ring = LineString([(0, 0), (60, 0), (60, 60), (0, 60), (0, 0)])
    plain = project()
    walls = layer(
        Role.WALL, [ring], [{"barrier": "wall"}], ids=["walls"], evidence=Evidence.SURVEYED
    )
    made = replace(plain, layers=(*plain.layers, walls))
    stamp = Stamp(
        id=override_id("base", "ordinary", "walls"),
        option="base",
        time_states=("ordinary",),
        evidence=Evidence.PLAN,
    )
    gone = Override(stamp=stamp, target="walls", is_present=False)
    market = TimeState(key="market", name="Market", when="Saturday, 8 to 14")
    return replace(made, time_states=(*made.time_states, market), overrides={gone.id: gone})


def _told(square, edition, language="en", template="planner"):
    card = assess(square, RULES, with_suggestions=False)
    job = export_job(
        square,
        card,
        RULES,
        edition=edition,
        scale=None,
        words=load_words(language),
        now=NOW,
        template=template,
    )
    return job, report_html(job).decode()


@pytest.mark.parametrize("template", ["planner", "liaison", "crime_impact"])
def test_the_police_edition_tells_every_state_and_names_the_worst(square, template) -> None:
    job, page = _told(square, Edition.POLICE, template=template)
    assert [row.is_shown for row in job.model.states.rows] == [True, False]
    assert "States of the square" in page
    assert "Saturday, 8 to 14" in page
    assert "Worst in openness: Market." in page


def test_wider_editions_hold_no_state_but_the_one_shown(square) -> None:
    for edition in (Edition.PARTNER, Edition.PUBLIC):
        job, page = _told(square, edition)
        assert job.model.states.rows == ()
        assert "Saturday, 8 to 14" not in page


def test_it_is_told_in_german(square) -> None:
    _, page = _told(square, Edition.POLICE, "de")
    assert "Zustände des Platzes" in page
    assert "Am schlechtesten bei der Offenheit: Market." in page


def test_with_one_state_there_is_no_chapter() -> None:
    job, page = _told(project(), Edition.POLICE)
    assert job.model.states.rows == ()
    assert "States of the square" not in page
