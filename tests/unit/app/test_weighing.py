"""Sets of weights in a project: kept, used, removed, undone, saved, damaged."""

from dataclasses import replace

import pytest

from sbd_tool import api
from sbd_tool.app.clock import CountedIds, FixedClock
from sbd_tool.app.commands.base import By
from sbd_tool.app.rules import load_rules
from sbd_tool.app.session import Session
from sbd_tool.app.surroundings import Surroundings
from sbd_tool.app.weighing import (
    IN_USE_ID,
    drop_set,
    keep_set,
    own_set,
    set_in_use,
    use_set,
    weight_sets,
)
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.formats.rules import read_rubric
from tests.generated_square import project

RUBRIC = read_rubric()
BY = By("A. Planner", "2026-03-01T10:00:00Z")
ROW = "11111111-1111-4111-8111-111111111111"
SHARES = {
    LedgerKey.OPENNESS: {"access": 0.3, "stay": 0.3, "life": 0.2, "free": 0.1, "look": 0.1},
    LedgerKey.PROTECTION: {"vehicle": 0.25, "watch": 0.25, "crowd": 0.25, "care": 0.25},
}


def council(**changes):
    asked = {
        "key": ROW,
        "name": "Council",
        "author": "B. Mayor",
        "date": "2026-03-01",
        "reason": "Agreed in the council of March",
        "shares": SHARES,
    }
    return own_set(**(asked | changes))


def session() -> Session:
    return Session(project(), Surroundings(clock=FixedClock(), ids=CountedIds(), author="A"))


def test_a_set_of_the_project_is_used_by_every_assessment_and_undone_exactly():
    work = session()
    before = work.project
    plain = load_rules(before).rubric
    work.do(keep_set(council(), BY))
    work.do(use_set(work.project, plain, ROW, BY))
    rubric = load_rules(work.project).rubric
    assert rubric.families["access"].weight == 0.3
    assert rubric.weights_in_use is not None
    assert rubric.weights_in_use.author == "B. Mayor"
    assert rubric.version.endswith("+ weights own")
    assert rubric.numbers is plain.numbers
    weights = api.assess(work.project).scorecard.openness.indicators
    family = sum(line.weight for line in weights.values() if line.family == "access")
    assert family == pytest.approx(0.3)
    work.undo()
    assert load_rules(work.project).rubric.weights_in_use is None
    work.undo()
    assert work.project == before
    work.redo()
    work.redo()
    assert set_in_use(work.project, RUBRIC).key == ROW


def test_going_back_to_the_rubric_and_removing_a_set_in_use_both_leave_nothing_behind():
    work = session()
    work.do(use_set(work.project, RUBRIC, "residents", BY))
    assert load_rules(work.project).rubric.families["stay"].weight == pytest.approx(2 / 6)
    work.do(use_set(work.project, RUBRIC, "", BY))
    assert IN_USE_ID not in work.project.records
    work.do(keep_set(council(), BY))
    work.do(use_set(work.project, RUBRIC, "Council", BY))
    work.do(drop_set(work.project, RUBRIC, ROW, BY))
    assert not work.project.records
    with pytest.raises(InputError):
        drop_set(work.project, RUBRIC, "traders", BY)


@pytest.mark.parametrize(
    "change",
    [
        {"name": " "},
        {"author": ""},
        {"reason": ""},
        {"date": "soon"},
        {"name": "x" * 81},
        {
            "shares": SHARES
            | {LedgerKey.PROTECTION: {"vehicle": 0.5, "watch": 0.2, "crowd": 0.2, "care": 0.1}}
        },
        {
            "shares": SHARES
            | {LedgerKey.PROTECTION: {"vehicle": 0.4, "watch": 0.4, "crowd": 0.16, "care": 0.04}}
        },
    ],
)
def test_a_set_without_name_author_reason_date_or_balance_is_refused(change):
    with pytest.raises(InputError):
        keep_set(council(**change), BY)


def test_a_damaged_row_is_no_set_and_breaks_nothing():
    work = session()
    work.do(keep_set(council(), BY))
    work.do(use_set(work.project, RUBRIC, ROW, BY))
    row = work.project.records[ROW]
    for content in (
        {},
        {**row.content, "shares": {"openness": {"access": 1.0}}},
        {**row.content, "method": "guess"},
        {**row.content, "name": 3},
        {**row.content, "shares": ("x",)},
    ):
        hurt = replace(
            work.project,
            records={**work.project.records, ROW: replace(row, content=content)},
        )
        assert len(weight_sets(hurt, RUBRIC)) == 5
        assert load_rules(hurt).rubric.weights_in_use is None


def test_a_set_survives_saving_and_opening(tmp_path):
    work = session()
    work.do(keep_set(council(), BY))
    work.do(use_set(work.project, RUBRIC, ROW, BY))
    target = tmp_path / "square.sbd.gpkg"
    api.save_project(work.project, target)
    opened = api.open_project(target).project
    assert opened.records == work.project.records
    found = set_in_use(opened, RUBRIC)
    assert found.shares[LedgerKey.OPENNESS] == pytest.approx(SHARES[LedgerKey.OPENNESS])
