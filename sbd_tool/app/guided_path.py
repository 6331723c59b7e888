"""The guided path: steps of the EU vulnerability checklist, with what people wrote and ticked."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID, uuid5

from sbd_tool.app.commands.base import NOBODY, By, named
from sbd_tool.app.commands.records import PutRecords
from sbd_tool.app.threats import threat_rules
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import Evidence, Stamp
from sbd_tool.domain.project import Project
from sbd_tool.domain.records import Record
from sbd_tool.domain.text import text
from sbd_tool.domain.threats import StepRule

KIND: Final = "checklist_step"
LONGEST_WORDS: Final = 4_000
_IDS: Final = UUID("3f0a6b1e-5d0f-5c7e-8a41-7d1f0c2b9e55")


@dataclass(frozen=True, slots=True, kw_only=True)
class StepState:
    """One step as it stands in a project.

    Attributes:
        rule: The step.
        is_done: Ticked by a person.
        words: What they wrote.
        author: Who changed it last.
    """

    rule: StepRule
    is_done: bool
    words: str
    author: str


def step_id(key: str) -> str:
    """The id of a step's record: the same in all projects, so that two people meet in one row."""
    return str(uuid5(_IDS, key))


def steps_of(project: Project) -> tuple[StepState, ...]:
    """All steps in order."""
    return tuple(
        _state(rule, project.records.get(step_id(rule.key))) for rule in threat_rules().steps
    )


def _state(rule: StepRule, record: Record | None) -> StepState:
    content: Mapping[str, object] = {} if record is None else record.content
    words = content.get("words")
    return StepState(
        rule=rule,
        is_done=content.get("is_done") is True,
        words=words if isinstance(words, str) else "",
        author="" if record is None else record.stamp.author,
    )


def set_step(
    project: Project,
    key: str,
    *,
    is_done: bool | None = None,
    words: str | None = None,
    by: By = NOBODY,
) -> PutRecords:
    """The command that ticks a step or keeps words with it; None leaves a thing as it is.

    Raises:
        InputError: There is no such step, or the words are too long.
    """
    state = next((one for one in steps_of(project) if one.rule.key == key), None)
    if state is None:
        raise InputError(
            text("threats.no_step", key=key[:80]),
            text("domain.known_keys", keys=", ".join(one.key for one in threat_rules().steps)),
            key,
        )
    content = {
        "step": key,
        "is_done": state.is_done if is_done is None else is_done,
        "words": state.words if words is None else named(words, LONGEST_WORDS),
    }
    stamp = Stamp(id=step_id(key), evidence=Evidence.SEEN, author=by.author)
    record = Record(stamp=replace(stamp, changed=by.when), kind=KIND, content=content)
    return PutRecords(records=(record,), says=text("threats.do_step"), by=by)
