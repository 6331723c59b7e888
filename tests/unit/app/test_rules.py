"""The rules of a project: the shipped ones with its own changes on them."""

from dataclasses import replace

import pytest

from sbd_tool.app.rules import load_rules
from sbd_tool.domain.errors import RuleFileError
from sbd_tool.domain.project import Project, Rules

PROJECT = Project(id="p", title="Square", crs="EPSG:3879")
OVERLAY = "edition: City\nmeasures:\n- {id: night-closure, reason: local, confidence: low}\n"


def with_rules(**changes: object) -> Project:
    return replace(PROJECT, rules=replace(Rules(), **changes))


def test_a_project_without_changes_has_the_shipped_rules():
    assert load_rules(PROJECT) == load_rules()
    assert load_rules(PROJECT).rubric.version == "2026.1"


def test_the_overlay_of_a_project_reaches_its_catalogue_only():
    rules = load_rules(with_rules(catalogue_overlay=OVERLAY))
    assert rules.catalogue.measures["night-closure"].confidence == "low"
    assert rules.catalogue.edition == "2026.1 + City"
    assert load_rules().catalogue.measures["night-closure"].confidence == "high"


def test_overrides_and_profile_reach_the_rubric():
    rules = load_rules(
        with_rules(
            rubric_overrides={"floors.O01": (30, "council", "A. Planner")},
            national_profile="egress_measured",
        )
    )
    assert rules.rubric.floors["O01"] == 30
    assert rules.rubric.value("egress_rate_p_per_m_min") == 60


def test_a_broken_overlay_stops_in_words():
    with pytest.raises(RuleFileError):
        load_rules(with_rules(catalogue_overlay="measures: ["))
