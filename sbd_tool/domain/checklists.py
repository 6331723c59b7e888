"""Checklists bound to places: questions with a viewpoint, tasks, answers by day and by night.

A template is data (`resources/checklists`, or a file of a city). Put on the plan it becomes tasks:
one question at one place. An answer belongs to one pass, by day or by night, and the two are never
mixed. A person is told by role; initials are their own choice.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sbd_tool.domain.catalogue import Basis
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.text import Text

LIST_KIND: Final = "checklist"
TASK_KIND: Final = "task"
ANSWER_KIND: Final = "task_answer"
SETTLED_KIND: Final = "task_settled"
TEMPLATE_KIND: Final = "checklist_template"
SEAL_KIND: Final = "sealed_answers"

NOT_SEEN: Final = "not_seen"
"""An answer that says: could not be seen or said here. It feeds nothing and judges nothing."""

XY = tuple[float, float]
"""East and north in metres, in the project's CRS."""
AnswerValue = str | float


class AnswerKind(StrEnum):
    """What an answer is."""

    SCALE = "scale"
    YES_NO = "yes_no"
    NUMBER = "number"
    CHOICE = "choice"
    TEXT = "text"


class Pass(StrEnum):
    """When somebody looked. Day and night are two passes and are never mixed."""

    DAY = "day"
    NIGHT = "night"


class Spot(StrEnum):
    """Where a question is asked."""

    SQUARE = "square"
    WAYS_IN = "ways_in"
    ENTRANCES = "entrances"
    POCKETS = "pockets"
    BARRIERS = "barriers"
    SEATS = "seats"
    LAMPS = "lamps"
    CAMERAS = "cameras"
    TREES = "trees"


class Look(StrEnum):
    """Where to look from the place to stand."""

    PLACE = "place"
    MIDDLE = "middle"
    OUT = "out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One answer that can be chosen.

    Attributes:
        key: What is kept: the number of a level as words ("2"), or a key.
        name: What is shown.
    """

    key: str
    name: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class OnlyIf:
    """A rule: asked only where another question of the same place has one of these answers."""

    item: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How to find the place to stand.

    Attributes:
        back_m: Metres from the place towards the middle of the square; 0 is at the place.
        height_m: Height of the eye.
        look: Where to look.
    """

    back_m: float = 0.0
    height_m: float = 1.6
    look: Look = Look.PLACE


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One question of a template.

    Attributes:
        key: Stable key in its template.
        ask: The question.
        section: Part of the list it belongs to, or None.
        kind: What its answer is.
        choices: Answers to choose from; levels of a scale from the lowest.
        unit, minimum, maximum: Of a number.
        tolerance: Numbers so far apart at most say the same.
        spot: Where it is asked.
        standing: Where to stand and to look.
        passes: When it is asked.
        only_if: Asked only then, or None for always.
        feeds: Key of the fact an answer fills ("gap:{object}", "O22", "practice:foot-patrols"), or
            "" where it is kept as a finding of its own.
        lasts: Its fact does not depend on the time of day.
        evidence: How an answer is known: seen, or surveyed with a tape or an instrument.
        about: Indicators it tells about.
        source, basis, confidence: Where the question comes from.
    """

    key: str
    ask: Text
    section: Text | None = None
    kind: AnswerKind
    choices: tuple[Choice, ...] = ()
    unit: str = ""
    minimum: float | None = None
    maximum: float | None = None
    tolerance: float = 0.0
    spot: Spot = Spot.SQUARE
    standing: Standing = Standing()
    passes: tuple[Pass, ...] = (Pass.DAY, Pass.NIGHT)
    only_if: OnlyIf | None = None
    feeds: str = ""
    lasts: bool = True
    evidence: Evidence = Evidence.SEEN
    about: tuple[str, ...] = ()
    source: str = ""
    basis: Basis = Basis.PRODUCT
    confidence: str = "low"


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A checklist before it is put on a plan.

    Attributes:
        key: Stable key.
        name, about: Name, and what it is for and is not.
        edition: Edition of the template.
        marking: Label of what it finds; decides which editions of a report tell of it.
        most: Most places of one kind that are suggested.
        items: Questions in order.
        origin: File of a city it comes from, "" for a shipped one.
        reason: Why a city changed it, or "".
    """

    key: str
    name: Text
    about: Text
    edition: str
    marking: Tlp
    most: int
    items: tuple[Item, ...]
    origin: str = ""
    reason: str = ""

    def item(self, key: str) -> Item | None:
        """The question of that key, or None."""
        return next((one for one in self.items if one.key == key), None)
