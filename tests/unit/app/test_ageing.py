"""On what a score rests: old facts count by the weight of what they carry."""

from dataclasses import replace
from datetime import date

import pytest

from sbd_tool import api
from sbd_tool.app.ageing import footing_of
from tests.generated_square import answered, project

TODAY = date(2026, 6, 1)


def dated(of, key, moment):
    rows = {
        name: replace(row, stamp=replace(row.stamp, changed=moment)) if row.key == key else row
        for name, row in of.answers.items()
    }
    return replace(of, answers=rows)


def test_an_answer_of_ten_years_ago_makes_its_weight_old_and_a_new_one_does_not():
    told = answered(project(), O14=100, O22=3)
    rubric = api.load_rules(told).rubric
    ledger = api.assess(told).scorecard.openness
    shares = [
        footing_of(dated(told, "O14", moment), rubric, ledger, TODAY).old
        for moment in ("2016-01-01T00:00:00Z", "2025-01-01T00:00:00Z", "", "long ago")
    ]
    carried = ledger.indicators["O14"].weight / ledger.coverage
    assert shares == pytest.approx([carried, 0, 0, 0])


def test_assumed_and_drawn_shares_are_those_of_the_ledger():
    found = project()
    rubric, card = api.load_rules(found).rubric, api.assess(found).scorecard
    footing = footing_of(found, rubric, card.openness, TODAY)
    assert footing.assumed == card.openness.assumed_share
    assert footing.assumed + footing.drawn == pytest.approx(card.openness.unverified_share)
    assert footing.years == 5


def test_a_plan_brought_in_long_ago_is_old_wherever_its_objects_carry_points():
    found = project()
    layers = tuple(
        replace(one, stamp=replace(one.stamp, changed="2012-05-05T00:00:00Z"))
        for one in found.layers
    )
    rubric, card = api.load_rules(found).rubric, api.assess(found).scorecard
    assert footing_of(replace(found, layers=layers), rubric, card.openness, TODAY).old > 0.5
