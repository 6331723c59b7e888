"""Answers of checklists told to the scores: the same facts a person answers at the desk.

What holds at any hour fills its fact for all states. What depends on daylight fills it for the
states of its own pass only: a night answer never stands for the day. Where the project has no state
of that pass the answer is kept in its list and fills nothing.
"""

from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid5

from sbd_tool.app.answering import typed_answer
from sbd_tool.app.commands.answers import SetAnswer, answer_to
from sbd_tool.app.commands.base import By
from sbd_tool.app.rules import Rules
from sbd_tool.domain.catalogue import Catalogue
from sbd_tool.domain.checklists import NOT_SEEN, AnswerKind, AnswerValue, Pass
from sbd_tool.domain.evidence import BASE_OPTION
from sbd_tool.domain.measures import ParameterValue
from sbd_tool.domain.project import Project
from sbd_tool.domain.tasks import Task
from sbd_tool.formats.state_templates import read_state_templates
from sbd_tool.scoring.question_forms import GAP, RATING

_IDS: Final = UUID("0d6f6c0e-1d5e-5a0b-9b0e-51f0a4c5d7a3")
# The same fact filled on two devices is one row: whoever merges sees it as one conflict.
_FILLS: Final = {GAP: "clear_gap_m", RATING: "rating"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fed:
    """A fact that is filled.

    Attributes:
        key: Its key.
        command: The step that fills it.
        before: What was held before, as typed, or "" where nothing was.
    """

    key: str
    command: SetAnswer
    before: str


def fact_of(task: Task) -> str:
    """Key of the fact a task fills, or "" where it fills none (or is bound to no object)."""
    key = task.item.feeds
    if "{object}" not in key:
        return key
    return key.replace("{object}", task.site.object) if task.site.object else ""


def feed(  # noqa: PLR0917 - a fact, what it says, and who says it
    project: Project,
    task: Task,
    when: Pass,
    value: AnswerValue,
    rules: Rules,
    by: By,
) -> Fed | None:
    """The step that fills a task's fact; None where there is nothing to fill.

    Raises:
        InputError: The value does not fit the fact.
    """
    key = fact_of(task)
    states = None if task.item.lasts else states_of(project, when)
    if not key or value == NOT_SEEN or states == ():
        return None
    typed = typed_answer(key, _typed(task.item.kind, value), rules)
    command = SetAnswer(
        question=key,
        value=typed,
        new_id=str(uuid5(_IDS, f"{key}|{','.join(states or ())}")),
        evidence=task.item.evidence,
        time_states=states,
        by=by,
    )
    return Fed(key=key, command=command, before=_before(project, key, states, rules.catalogue))


def states_of(project: Project, when: Pass) -> tuple[str, ...]:
    """Keys of the project's states that are by day, or after dark."""
    dark = {one.key for one in read_state_templates() if one.is_dark}
    wants_dark = when is Pass.NIGHT
    return tuple(
        state.key for state in project.time_states if (state.template in dark) is wants_dark
    )


def _typed(kind: AnswerKind, value: AnswerValue) -> str:
    if kind is AnswerKind.NUMBER or not isinstance(value, str):
        return repr(float(value))
    return value


def _before(
    project: Project, key: str, states: tuple[str, ...] | None, catalogue: Catalogue
) -> str:
    """What the project held: a former answer, else the attribute of the object, else its kind's."""
    answer = answer_to(project, key, BASE_OPTION, states)
    if answer is not None:
        return _said(answer.value)
    for prefix, name in _FILLS.items():
        if key.startswith(prefix):
            return _said(_attribute(project, key.removeprefix(prefix), name, catalogue))
    return ""


def _attribute(project: Project, object_id: str, name: str, catalogue: Catalogue) -> ParameterValue:
    measure = project.measures.get(object_id)
    if measure is not None and measure.kind in catalogue.measures:
        specs = catalogue.measures[measure.kind].parameters
        assumed = next((spec.value for spec in specs if spec.key == name), None)
        return measure.parameters.get(name, assumed)
    found = project.feature(object_id)
    return None if found is None else found[1].attributes.get(name)


def _said(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, int | float) else str(value)[:200]
