"""Tasks on the plan: one question of a checklist at one place, with what was said about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sbd_tool.domain.checklists import XY, AnswerValue, Item, Pass, Template
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.text import Text


class TaskState(StrEnum):
    """Where a task of one pass stands."""

    NOT_ASKED = "not_asked"  # its condition is not met
    OPEN = "open"
    ANSWERED = "answered"
    DISPUTED = "disputed"  # people answered differently and nobody settled it
    SETTLED = "settled"


class Role(StrEnum):
    """Who answers: a role, never a name."""

    PLANNER = "planner"
    POLICE = "police"
    UPKEEP = "upkeep"
    RESIDENT = "resident"
    USER = "user"
    EXPERT = "expert"


class Form(StrEnum):
    """Form of a place."""

    POINT = "point"
    LINE = "line"
    AREA = "area"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Where a task lies.

    Attributes:
        points: One point, the points of a line, or the ring of an area.
        form: Point, line or area.
        object: Id of the object it is about, or "".
        stand: Where to stand.
        look: Where to look.
        height_m: Height of the eye above the ground.
    """

    points: tuple[XY, ...]
    form: Form = Form.POINT
    object: str = ""
    stand: XY = (0.0, 0.0)
    look: XY = (0.0, 0.0)
    height_m: float = 1.6

    @property
    def middle(self) -> XY:
        """Mean of its points (of an area without the closing one)."""
        points = self.points[:-1] if self.form is Form.AREA else self.points
        count = len(points)
        return sum(x for x, _ in points) / count, sum(y for _, y in points) / count


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskAnswer:
    """What somebody found at a task in one pass.

    Attributes:
        id: Id of its record.
        task: Id of the task.
        when: Pass.
        value: Level, key, words, or number in the unit of the question.
        remark: Words beside it.
        evidence: How it is known.
        role: Who.
        initials: Their own choice, or "".
        assessor: "A" or "B" in a blind assessment, else "".
        said_at: ISO 8601 time.
        before: What the project held before about the same fact, in words, or "".
        fed: Key of the fact it filled, or "".
    """

    id: str
    task: str
    when: Pass
    value: AnswerValue
    remark: str = ""
    evidence: Evidence = Evidence.SEEN
    role: Role = Role.PLANNER
    initials: str = ""
    assessor: str = ""
    said_at: str = ""
    before: str = ""
    fed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """What people who answered differently agreed on.

    Attributes:
        id: Id of its record.
        task, when: Task and pass.
        value: What holds.
        reason: Why.
        role: Who wrote it down.
    """

    id: str
    task: str
    when: Pass
    value: AnswerValue
    reason: str = ""
    role: Role = Role.PLANNER


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One question at one place.

    Attributes:
        id: Id of its record.
        list_id: Id of its list.
        number: Shown number: list and place in it ("1.12").
        spot: Number of its place in the list; questions of one place share it.
        item: The question.
        site: Where.
        answers, settled: What was said, by pass.
    """

    id: str
    list_id: str
    number: str
    spot: int
    item: Item
    site: Site
    answers: Mapping[Pass, tuple[TaskAnswer, ...]] = field(default_factory=dict)
    settled: Mapping[Pass, Settlement] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedList:
    """A checklist on the plan.

    Attributes:
        id: Id of its record.
        number: From 1, in order of creation.
        template: What it was made from.
        tasks: In order.
    """

    id: str
    number: int
    template: Template
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A task in one pass, as lists and maps show it.

    Attributes:
        task: The task.
        when: The pass.
        state: Where it stands.
        value: What holds; None while open or disputed.
    """

    task: Task
    when: Pass
    state: TaskState
    value: AnswerValue | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTask:
    """An open task with its point: for whatever wants to be near one, such as a photo.

    Attributes:
        id: Id of the task.
        number: Shown number.
        at: Middle of its place.
        stand: Where it is looked at from.
        ask: The question.
        when: Passes in which it is open.
    """

    id: str
    number: str
    at: XY
    stand: XY
    ask: Text
    when: tuple[Pass, ...]
