"""Answers to tasks: checked, kept by pass, and told to the scores at once; each a step of undo."""

from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID, uuid5

from sbd_tool.app.checklists.feeding import Fed, feed
from sbd_tool.app.checklists.reading import answer_content
from sbd_tool.app.checklists.values import read_value
from sbd_tool.app.commands.base import NOBODY, WORDS_LIMIT, By, Command, named
from sbd_tool.app.commands.records import DropRecords, PutRecords
from sbd_tool.app.commands.together import Together
from sbd_tool.app.rules import Rules
from sbd_tool.domain.checklists import ANSWER_KIND, SEAL_KIND, SETTLED_KIND, Pass
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.project import Project
from sbd_tool.domain.records import Record, records_of
from sbd_tool.domain.tasks import Role, Settlement, Task, TaskAnswer, TaskState
from sbd_tool.domain.text import text
from sbd_tool.scoring.checklists.showing import standing

IDS: Final = UUID("5b1b7f0a-9d0e-5f6c-8f5e-2d8a7c4e1b90")
_MOST_INITIALS: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """What somebody says at a task.

    Attributes:
        words: The answer as typed or chosen.
        when: Pass.
        remark: Words beside it.
        role, initials: Who.
    """

    words: str
    when: Pass
    remark: str = ""
    role: Role = Role.PLANNER
    initials: str = ""


def answer_id(project: Project, task: Task, saying: Saying, by: By) -> str:
    """Id of an answer: that of what this person said here before, else a new one.

    Two people, or one person on two tablets, never share a row: whatever each said survives a
    merge, and where they differ the task is disputed until somebody settles it.
    """
    initials = _initials(saying)
    mine = [
        one
        for one in task.answers.get(saying.when, ())
        if one.role is saying.role
        and one.initials.casefold() == initials.casefold()
        and project.records[one.id].stamp.author in {by.author, ""}
    ]
    if mine:
        return max(mine, key=lambda one: (one.said_at, one.id)).id
    who = f"{saying.role.value}|{initials.casefold()}|{by.author}"
    return str(uuid5(IDS, f"{task.id}|{saying.when.value}|{who}|{by.when}"))


def _initials(saying: Saying) -> str:
    return "".join(saying.initials.split())[:_MOST_INITIALS]


def checked_answer(task: Task, saying: Saying, by: By, row: str) -> TaskAnswer:
    """An answer as it will be kept in a row.

    Raises:
        InputError: It does not fit the question, or the question is not asked in this pass.
    """
    if saying.when not in task.item.passes:
        raise InputError(
            text(f"checklist.not_by_{saying.when.value}", number=task.number),
            text("checklist.not_in_pass.hint"),
        )
    return TaskAnswer(
        id=row,
        task=task.id,
        when=saying.when,
        value=read_value(task.item, saying.words),
        remark=named(saying.remark, WORDS_LIMIT),
        evidence=task.item.evidence,
        role=saying.role,
        initials=_initials(saying),
        said_at=by.when,
    )


def answer_task(
    project: Project, task: Task, saying: Saying, rules: Rules, by: By = NOBODY
) -> Command:
    """The command that keeps an answer and fills the fact it feeds.

    Where others answered differently nothing is fed: the dispute is settled first.

    Args:
        project: The project as it stands.
        task: Which task.
        saying: What is said.
        rules: Accepted values of facts.
        by: Who, and when.

    Raises:
        InputError: It does not fit the question.
    """
    if is_sealed(project, task.list_id):
        raise InputError(text("checklist.is_blind"), text("checklist.is_blind.hint"), task.number)
    answer = checked_answer(task, saying, by, answer_id(project, task, saying, by))
    others = [one for one in task.answers.get(answer.when, ()) if one.id != answer.id]
    state, _ = standing((*others, answer), None, task.item)
    is_settled = answer.when in task.settled
    fed = None
    if state is not TaskState.DISPUTED and not is_settled:
        fed = feed(project, task, answer.when, answer.value, rules, by)
    return _kept(answer, task, fed, by)


def _kept(answer: TaskAnswer, task: Task, fed: Fed | None, by: By) -> Command:
    if fed is not None:
        own = next((one for one in task.answers.get(answer.when, ()) if one.id == answer.id), None)
        # Said again, what was known before anybody looked is what stands beside it.
        first = own.before if own is not None and own.fed == fed.key else ""
        answer = replace(answer, fed=fed.key, before=first or fed.before)
    says = text("checklist.do_answer", number=task.number)
    stamp = Stamp(
        id=answer.id,
        evidence=answer.evidence,
        author=by.author,
        created=by.when,
        changed=by.when,
    )
    record = Record(stamp=stamp, kind=ANSWER_KIND, content=answer_content(answer))
    put = PutRecords(records=(record,), says=says, by=by)
    return put if fed is None else Together(commands=(put, fed.command), label=says, by=by)


def is_sealed(project: Project, list_id: str) -> bool:
    """Whether a list is answered blind by two assessors: then nobody answers it in the clear."""
    sealed = records_of(project.records, SEAL_KIND)
    return any(record.content.get("list") == list_id for record in sealed)


def settle_task(
    project: Project, task: Task, saying: Saying, rules: Rules, by: By = NOBODY
) -> Command:
    """The command that keeps what people agreed on; ``saying.remark`` is the reason.

    Raises:
        InputError: There is nothing to settle, no reason, or the value does not fit the question.
    """
    said, settled = task.answers.get(saying.when, ()), task.settled.get(saying.when)
    state, _ = standing(said, settled, task.item)
    if state not in {TaskState.DISPUTED, TaskState.SETTLED}:
        raise InputError(text("checklist.no_dispute"), text("checklist.no_dispute.hint"))
    if not saying.remark.strip():
        raise InputError(text("checklist.no_reason"), text("checklist.no_reason.hint"))
    made = Settlement(
        id=str(uuid5(IDS, f"settled|{task.id}|{saying.when.value}")),
        task=task.id,
        when=saying.when,
        value=read_value(task.item, saying.words),
        reason=named(saying.remark, WORDS_LIMIT),
        role=saying.role,
    )
    content = {
        "task": made.task,
        "pass": made.when.value,
        "value": made.value,
        "reason": made.reason,
        "role": made.role.value,
    }
    stamp = Stamp(
        id=made.id, evidence=task.item.evidence, author=by.author, created=by.when, changed=by.when
    )
    says = text("checklist.do_settle", number=task.number)
    put = PutRecords(
        records=(Record(stamp=stamp, kind=SETTLED_KIND, content=content),), says=says, by=by
    )
    fed = feed(project, task, made.when, made.value, rules, by)
    return put if fed is None else Together(commands=(put, fed.command), label=says, by=by)


def take_back(task: Task, answer: str, by: By = NOBODY) -> DropRecords:
    """The command that takes one person's answer back; a fact it filled stays until asked anew.

    Raises:
        InputError: There is no such answer at this task.
    """
    if not any(one.id == answer for said in task.answers.values() for one in said):
        raise InputError(text("checklist.no_answer"), text("checklist.no_answer.hint"), answer)
    says = text("checklist.do_take_back", number=task.number)
    return DropRecords(record_ids=(answer,), says=says, by=by)
