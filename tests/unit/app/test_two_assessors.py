"""Two assessors, blind: sealed until both are locked, then compared; changes are noticed."""

import json
from dataclasses import replace

import pytest

from sbd_tool.app.checklists import assessors as blind
from sbd_tool.app.checklists.answering import Saying, answer_task
from sbd_tool.app.checklists.placing import suggest
from sbd_tool.app.checklists.reading import entries_in, lists_of
from sbd_tool.app.checklists.sealing import answers_in, seals_of, secret_of, with_answers
from sbd_tool.app.checklists.templates import template_named
from sbd_tool.app.checklists.writing import put_list
from sbd_tool.app.clock import CountedIds
from sbd_tool.app.commands.base import By
from sbd_tool.app.commands.records import PutRecords
from sbd_tool.app.rules import load_rules
from sbd_tool.domain.checklists import Pass
from sbd_tool.domain.delta import difference
from sbd_tool.domain.errors import InputError, ProjectFileError
from sbd_tool.domain.merge import merged
from sbd_tool.domain.plain import to_plain
from sbd_tool.domain.tasks import TaskState
from tests.generated_square import project

RULES = load_rules()
BY = By("", "2026-06-01T10:00:00Z")
WORDS = {"A": "first passphrase", "B": "second passphrase"}
REMARK = "Behind the kiosk nobody sees you"


@pytest.fixture(scope="module")
def start():
    """The square with a safety walk, before anybody looked."""
    square = project()
    template = template_named(square, "safety_walk")
    places = suggest(square, RULES.catalogue, RULES.rubric, template)
    return put_list(square, template, places, CountedIds(5).new_id, BY).command.apply(square)


def list_in(of):
    return lists_of(of)[0]


def feeling(of):
    return [task for task in list_in(of).tasks if task.item.key == "feeling"]


def answered(of, who, levels):
    command, secret = blind.begin(of, list_in(of), who, WORDS[who], BY)
    of = command.apply(of)
    for task, level in zip(feeling(of), levels, strict=False):
        saying = Saying(words=str(level), when=Pass.NIGHT, remark=REMARK)
        of = blind.answer_sealed(of, list_in(of), who, secret, task, saying, BY).apply(of)
    return of, secret


def locked(of, who, levels):
    of, secret = answered(of, who, levels)
    return blind.lock(of, list_in(of), who, secret, BY).apply(of), secret


@pytest.fixture(scope="module")
def first_locked(start):
    """A locked, and their key."""
    return locked(start, "A", [0, 1, 2, 3, 2])


@pytest.fixture(scope="module")
def second_answering(first_locked):
    """B got the locked copy of A and answers; and B's key."""
    return answered(first_locked[0], "B", [0, 1, 3, 3, 2])


@pytest.fixture(scope="module")
def both(first_locked, second_answering):
    """Both locked, with their keys."""
    of, second = second_answering
    return blind.lock(of, list_in(of), "B", second, BY).apply(of), first_locked[1], second


def everything(of):
    return json.dumps([to_plain(dict(row.content)) for row in of.records.values()], default=str)


def test_a_locked_file_tells_nothing_and_its_size_does_not_either(first_locked):
    of, secret = first_locked
    said = everything(of)
    assert REMARK not in said
    assert "AGE-SECRET-KEY" not in said
    assert not any(task.answers[Pass.NIGHT] for task in feeling(of))
    seal = seals_of(of, list_in(of).id)["A"]
    one = with_answers(seal, answers_in(seal, secret)[:1])
    # The age format adds a stanza of random length; a page of answers is 11,000 signs.
    assert abs(len(one.box) - len(seal.box)) < 1000


def test_the_second_assessors_file_holds_no_key_to_the_first(second_answering):
    of, second = second_answering
    seal = seals_of(of, list_in(of).id)["A"]
    with pytest.raises(ProjectFileError):
        answers_in(seal, second)
    with pytest.raises(ProjectFileError):
        secret_of(seal, WORDS["B"])
    assert not seal.secret


def test_no_key_leaves_a_hand_before_both_are_locked(first_locked, second_answering):
    for of, _ in (first_locked, second_answering):
        with pytest.raises(InputError):
            blind.open_seal(of, list_in(of), "A", first_locked[1], BY)
        with pytest.raises(InputError):
            blind.compare(of, list_in(of), RULES, BY)


def test_what_is_locked_cannot_change_and_is_not_answered_in_the_clear(both):
    of, first, _ = both
    saying = Saying(words="3", when=Pass.NIGHT)
    with pytest.raises(InputError):
        blind.answer_sealed(of, list_in(of), "A", first, feeling(of)[0], saying, BY)
    with pytest.raises(InputError):
        answer_task(of, feeling(of)[0], saying, RULES, BY)


def test_both_copies_come_together_and_give_the_same_rows(first_locked, both):
    here = first_locked[0]
    there, first, second = both  # B got A's locked copy, answered and locked
    there = blind.open_seal(there, list_in(there), "B", second, BY).apply(there)
    here = merged(here, difference(here, there)).project
    here = blind.open_seal(here, list_in(here), "A", first, BY).apply(here)
    there = merged(there, difference(there, here)).project
    one = blind.compare(here, list_in(here), RULES, BY).apply(here)
    other = blind.compare(there, list_in(there), RULES, BY).apply(there)
    assert one.records == other.records
    state = [e for e in entries_in(one) if e.task.item.key == "feeling" and e.when is Pass.NIGHT]
    assert [e.state for e in state[:5]] == [
        TaskState.ANSWERED,
        TaskState.ANSWERED,
        TaskState.DISPUTED,
        TaskState.ANSWERED,
        TaskState.ANSWERED,
    ]
    assert blind.blind_of(one, list_in(one)).stage is blind.Stage.COMPARED
    found = blind.agreement_of(list_in(one))[0]
    assert (found.pairs, found.same, found.is_few) == (5, 4, True)
    # 4 of 5 the same; by chance (1*1 + 1*1 + 2*1 + 1*2) / 25 = .24; (.8 - .24) / .76
    assert found.kappa.value == pytest.approx(0.7368, abs=1e-4)
    assert found.weighted.value > found.kappa.value


def test_an_answer_exchanged_after_the_other_looked_is_noticed(both):
    of, first, second = both
    for who, secret in (("A", first), ("B", second)):
        of = blind.open_seal(of, list_in(of), who, secret, BY).apply(of)
    seal = seals_of(of, list_in(of).id)["B"]
    said = answers_in(seal, second)
    forged = with_answers(seal, [replace(one, value=0.0) for one in said])
    record = of.records[seal.id]
    content = {**record.content, "box": (forged.box,)}
    bad = PutRecords(records=(replace(record, content=content),), by=BY).apply(of)
    with pytest.raises(InputError):
        blind.compare(bad, list_in(bad), RULES, BY)


def test_a_list_answered_in_the_clear_is_not_made_blind(start):
    saying = Saying(words="2", when=Pass.NIGHT)
    of = answer_task(start, feeling(start)[0], saying, RULES, BY).apply(start)
    with pytest.raises(InputError):
        blind.begin(of, list_in(of), "A", WORDS["A"], BY)
