"""What short sheets say beside the report: handed to officers, or put up for a decision."""

from dataclasses import dataclass

from sbd_tool.domain.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """Measures of one kind and state.

    Attributes:
        name: The kind.
        state: proposed, temporary or to_remove.
        count: How many.
        why: What it is for, or None.
    """

    name: Text
    state: str
    count: int
    why: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRow:
    """An inspection.

    Attributes:
        name: What is inspected.
        due: ISO day it is due, or "".
        last: ISO day of the last one, or "".
    """

    name: Text
    due: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortSheet:
    """Beside what every report knows.

    Attributes:
        changes: What changes on the square.
        moments: Both ledgers before and after; none but for the police.
        due: Inspections; none but for the police.
        look_at: What to look at on each round.
        roles: Whom to call: role, and for what. Never a person.
        open_conditions: Conditions and required comments not yet met.
        decided: What is decided, the option first.
        cost: What the design costs, or that it is not told.
        is_whole: Whether moments and inspections may be told at all.
    """

    changes: tuple[ChangeRow, ...] = ()
    moments: tuple[Text, ...] = ()
    due: tuple[DueRow, ...] = ()
    look_at: tuple[Text, ...] = ()
    roles: tuple[tuple[Text, Text], ...] = ()
    open_conditions: tuple[Text, ...] = ()
    decided: tuple[Text, ...] = ()
    cost: Text | None = None
    is_whole: bool = False
