"""The deployment sheet in a report: for the police, state by state, and nobody else."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from shapely.geometry import LineString, box

from sbd_tool.app.clock import FixedClock
from sbd_tool.app.commands import By, EditMeasures, SetInPlace
from sbd_tool.app.designs import new_state
from sbd_tool.app.rules import load_rules
from sbd_tool.app.samples import build_sample, sample
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.measures import MeasureState
from sbd_tool.domain.project import TimeState
from sbd_tool.domain.text import literal
from sbd_tool.report.deployment_section import deployment
from sbd_tool.report.editions import rebuild
from sbd_tool.report.modelling import report_model
from sbd_tool.report.story import Story, Table
from tests.generated_square import placed, project
from tests.report_site import job

RULES = load_rules()
BY = By("A. Planner", "2026-01-01T00:00:00Z")
STORE = "Depot Nebelgasse"


def square():
    """The market square with a market, for which a mobile barrier is taken away."""
    project = build_sample(sample("market-square"), clock=FixedClock())
    mouth = next(m.id for m in project.measures.values() if m.name == "West mouth")
    state = TimeState(key="market", name="Market", when="Saturday")
    project = new_state(project, RULES, state, by=BY).apply(project)
    said = {"placed_by": "Yard crew", "placed_from": STORE, "placed_when": "05:30"}
    project = EditMeasures(measure_ids=(mouth,), parameters=said, by=BY).apply(project)
    out = SetInPlace(targets=(mouth,), option="base", time_state="market", is_present=False, by=BY)
    return out.apply(project)


def model_of(edition):
    content = rebuild(square(), None, RULES.catalogue, edition)
    return report_model(content, RULES.rubric, datetime(2026, 1, 2, tzinfo=UTC))


def test_the_police_read_who_takes_away_what_when_and_to_which_store():
    rows = [row for row in model_of(Edition.POLICE).deployment if row.state == literal("Market")]
    (row,) = rows
    assert (row.deed, row.who, row.store, row.when) == (
        "take_away",
        "Yard crew",
        STORE,
        "05:30",
    )
    assert row.state_when == "Saturday"


@pytest.mark.parametrize("edition", [Edition.PARTNER, Edition.PUBLIC])
def test_no_wider_circle_reads_the_sheet_or_the_store(edition):
    model = model_of(edition)
    assert model.deployment == ()
    assert STORE not in str(model.as_plain())
    content = rebuild(square(), None, RULES.catalogue, edition)
    assert STORE not in str(content.project.measures)
    assert not content.project.overrides


def test_things_of_one_name_in_one_street_are_told_apart_by_their_places():
    blocks = (LineString([(2, 1), (6, 1)]), LineString([(40, 1), (48, 1)]))
    site = placed(project(), "concrete-blocks-temporary", *blocks)
    site = placed(site, "market-food-stalls", box(34, 10, 48, 22), state=MeasureState.TEMPORARY)
    content = rebuild(site, None, RULES.catalogue, Edition.POLICE)
    model = report_model(content, RULES.rubric, datetime(2026, 1, 2, tzinfo=UTC))
    model = replace(model, deployment=tuple(replace(x, near="Quay") for x in model.deployment))
    story = Story(job().look)
    deployment(story, model)
    (rows,) = [block.rows for block in story.blocks if isinstance(block, Table)]
    places = {row[2] for row in rows if row[1] == "Unrated concrete blocks or big bags"}
    assert len(places) == 2
    assert all(place.startswith("Quay, ") and " / " in place for place in places)
    assert "Quay" in {row[2] for row in rows}
