"""What checklists found, as a report tells it: counts by question, and remarks for the police."""

from dataclasses import dataclass

from sbd_tool.domain.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRow:
    """One question in one pass.

    Attributes:
        ask: The question.
        when: day or night.
        said: Each answer with how often it was given; of numbers and words only how many.
        count: Answers in all.
        open, disputed: Tasks still open, and those in dispute; None where withheld.
        agreement: How far two assessors agree, or None.
    """

    ask: Text
    when: str
    said: tuple[tuple[Text, int], ...]
    count: int
    open: int | None
    disputed: int | None
    agreement: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkRow:
    """What was written at one place; for the police only.

    Attributes:
        number: Number of the task.
        ask: The question.
        when: day or night.
        value: What was answered.
        who: Role.
        words: The remark, or the reason of what was settled.
    """

    number: str
    ask: Text
    when: str
    value: Text
    who: Text
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistSection:
    """One checklist.

    Attributes:
        name: Its name.
        about: What it rests on and is not.
        places: How many places it was asked at; None where withheld.
        rows: By question and pass.
        remarks: By task; empty but for the police.
    """

    name: Text
    about: Text
    places: int | None
    rows: tuple[FoundRow, ...]
    remarks: tuple[RemarkRow, ...] = ()
