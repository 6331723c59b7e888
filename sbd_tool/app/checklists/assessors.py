"""Two assessors answer the same list blind: begin, answer, lock, open, compare; each a step."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final
from uuid import uuid5

from sbd_tool.app.checklists.answering import IDS, Saying, checked_answer
from sbd_tool.app.checklists.feeding import feed
from sbd_tool.app.checklists.reading import answer_content, lists_of
from sbd_tool.app.checklists.sealing import (
    ASSESSORS,
    Seal,
    answers_in,
    as_record,
    check_seals,
    lock_of,
    new_seal,
    seals_of,
    with_answers,
)
from sbd_tool.app.commands.base import NOBODY, By, Command
from sbd_tool.app.commands.records import PutRecords
from sbd_tool.app.commands.together import Together
from sbd_tool.app.rules import Rules
from sbd_tool.domain.agreement import Agreement
from sbd_tool.domain.checklists import ANSWER_KIND, Pass
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.project import Project
from sbd_tool.domain.records import Record
from sbd_tool.domain.tasks import PlacedList, Task, TaskAnswer, TaskState
from sbd_tool.domain.text import text
from sbd_tool.formats.checklist_file import read_agreement_rules
from sbd_tool.scoring.checklists.agreement import agreements
from sbd_tool.scoring.checklists.showing import entries_of

_OTHER: Final = dict(zip(ASSESSORS, reversed(ASSESSORS), strict=True))


class Stage(StrEnum):
    """How far a blind assessment is."""

    NONE = "none"  # nobody began
    ANSWERING = "answering"  # at least one can still change
    LOCKED = "locked"  # both are locked, at least one key is missing
    OPEN = "open"  # both keys are there
    COMPARED = "compared"  # the answers of both are tasks' answers


@dataclass(frozen=True, slots=True, kw_only=True)
class Blind:
    """A blind assessment of a list as it stands.

    Attributes:
        stage: How far it is.
        locked: Assessors who locked.
        opened: Assessors whose key is there.
        begun: Assessors who began.
    """

    stage: Stage
    begun: tuple[str, ...] = ()
    locked: tuple[str, ...] = ()
    opened: tuple[str, ...] = ()


def blind_of(project: Project, placed: PlacedList) -> Blind:
    """How far the blind assessment of a list is."""
    seals = seals_of(project, placed.id)
    begun = tuple(key for key in ASSESSORS if key in seals)
    locked = tuple(key for key in begun if seals[key].is_locked)
    opened = tuple(key for key in begun if seals[key].is_open)
    stage = Stage.NONE if not begun else Stage.ANSWERING
    if locked == ASSESSORS:
        stage = Stage.OPEN if opened == ASSESSORS else Stage.LOCKED
    if stage is Stage.OPEN and any(one.assessor for one in _said(placed)):
        stage = Stage.COMPARED
    return Blind(stage=stage, begun=begun, locked=locked, opened=opened)


def begin(
    project: Project, placed: PlacedList, assessor: str, passphrase: str, by: By = NOBODY
) -> tuple[PutRecords, str]:
    """The command that begins a blind assessment for one assessor, and their secret key.

    Raises:
        InputError: They began already, somebody answered the list openly, or the passphrase is
            too short.
    """
    if assessor in seals_of(project, placed.id):
        raise InputError(text("checklist.begun"), text("checklist.begun.hint"), assessor)
    if any(not one.assessor for one in _said(placed)):
        raise InputError(text("checklist.answered_openly"), text("checklist.answered_openly.hint"))
    seal, secret = new_seal(placed.id, assessor, passphrase)
    return _put(seal, by, "checklist.do_begin"), secret


def answer_sealed(  # noqa: PLR0917 - whose key, which task, what
    project: Project, placed: PlacedList, assessor: str, secret: str, task: Task, saying: Saying,
    by: By = NOBODY,
) -> PutRecords:  # fmt: skip
    """The command that closes one more answer in.

    Raises:
        InputError: It does not fit, the assessor did not begin, or locked already.
        ProjectFileError: The key is not theirs.
    """
    seal = _unlocked(project, placed, assessor)
    row = str(uuid5(IDS, f"{task.id}|{saying.when.value}|assessor|{assessor}"))
    answer = replace(checked_answer(task, saying, by, row), assessor=assessor)
    others = [one for one in answers_in(seal, secret) if one.id != answer.id]
    return _put(with_answers(seal, (*others, answer)), by, "checklist.do_seal")


def own_answers(
    project: Project, placed: PlacedList, assessor: str, secret: str
) -> tuple[TaskAnswer, ...]:
    """What an assessor answered so far, with their key.

    Raises:
        InputError: They did not begin.
        ProjectFileError: The key is not theirs.
    """
    return answers_in(_known(project, placed, assessor), secret)


def lock(
    project: Project, placed: PlacedList, assessor: str, secret: str, by: By = NOBODY
) -> PutRecords:
    """The command that locks an assessor's answers: from now on they cannot change.

    Raises:
        InputError: There is nothing to lock, or it is locked already.
        ProjectFileError: The key is not theirs.
    """
    seal = _unlocked(project, placed, assessor)
    if not answers_in(seal, secret):
        raise InputError(text("checklist.nothing_to_lock"), text("checklist.nothing_to_lock.hint"))
    return _put(replace(seal, lock=lock_of(seal, _tasks(placed))), by, "checklist.do_lock")


def open_seal(
    project: Project, placed: PlacedList, assessor: str, secret: str, by: By = NOBODY
) -> PutRecords:
    """The command that puts an assessor's key beside their answers, once both are locked.

    Raises:
        InputError: The other has not locked yet; then no key leaves this hand.
        ProjectFileError: The key is not theirs.
    """
    seal, seals = _known(project, placed, assessor), seals_of(project, placed.id)
    other = seals.get(_OTHER[assessor])
    if not seal.is_locked or other is None or not other.is_locked:
        raise InputError(text("checklist.not_both_locked"), text("checklist.not_both_locked.hint"))
    answers_in(seal, secret)
    opened = replace(seal, secret=secret, saw=other.lock)
    return _put(opened, by, "checklist.do_open")


def compare(project: Project, placed: PlacedList, rules: Rules, by: By = NOBODY) -> Command:
    """The command that makes the answers of both assessors answers of the tasks.

    Both sides get the very same rows, whoever compares first. Where both agree the fact the
    question feeds is filled; where they do not, the dispute is settled first.

    Raises:
        InputError: A key is missing, or something was changed after it was locked.
    """
    seals = seals_of(project, placed.id)
    if blind_of(project, placed).stage not in {Stage.OPEN, Stage.COMPARED}:
        raise InputError(text("checklist.not_open"), text("checklist.not_open.hint"))
    check_seals(seals, _tasks(placed))
    known = set(_tasks(placed))
    rows = [
        _record(answer)
        for key in ASSESSORS
        for answer in answers_in(seals[key], seals[key].secret)
        if answer.task in known
    ]
    says = text("checklist.do_compare")
    put = PutRecords(records=tuple(rows), says=says, by=by)
    fed = tuple(_fed(put.apply(project), placed.id, rules, by))
    return Together(commands=(put, *fed), label=says, by=by) if fed else put


def _fed(project: Project, list_id: str, rules: Rules, by: By) -> Iterator[Command]:
    placed = next(one for one in lists_of(project) if one.id == list_id)
    for entry in entries_of(placed):
        if entry.state is TaskState.ANSWERED and entry.value is not None:
            found = feed(project, entry.task, entry.when, entry.value, rules, by)
            if found is not None:
                yield found.command


def agreement_of(placed: PlacedList) -> tuple[Agreement, ...]:
    """How far both agree, question by question and pass by pass."""
    return agreements(placed, read_agreement_rules())


def _record(answer: TaskAnswer) -> Record:
    stamp = Stamp(
        id=answer.id, evidence=answer.evidence, created=answer.said_at, changed=answer.said_at
    )
    return Record(stamp=stamp, kind=ANSWER_KIND, content=answer_content(answer))


def _said(placed: PlacedList) -> Iterable[TaskAnswer]:
    return (one for task in placed.tasks for when in Pass for one in task.answers.get(when, ()))


def _tasks(placed: PlacedList) -> tuple[str, ...]:
    return tuple(task.id for task in placed.tasks)


def _known(project: Project, placed: PlacedList, assessor: str) -> Seal:
    seal = seals_of(project, placed.id).get(assessor)
    if seal is None:
        raise InputError(text("checklist.not_begun"), text("checklist.not_begun.hint"), assessor)
    return seal


def _unlocked(project: Project, placed: PlacedList, assessor: str) -> Seal:
    seal = _known(project, placed, assessor)
    if seal.is_locked:
        raise InputError(text("checklist.is_locked"), text("checklist.is_locked.hint"), assessor)
    return seal


def _put(seal: Seal, by: By, says: str) -> PutRecords:
    # No author: who is A and who is B is for them to tell.
    row = as_record(seal, "", by.when)
    return PutRecords(records=(row,), says=text(says, assessor=seal.assessor), by=By("", by.when))
