"""What in a table is personal: told by the name of a column and by what stands in it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sbd_tool.domain.row_table import RowTable

_MAIL: Final = re.compile(r"[^@\s]{1,64}@[^@\s]{1,190}\.[A-Za-z]{2,24}")
_PHONE: Final = re.compile(r"(?:\+|\b0)[\d /().-]{6,24}\d")
_LONG: Final = 40
_LOOKED_AT: Final = 2_000


class Why(StrEnum):
    """Why something is taken for personal."""

    NAME = "name"
    MAIL = "mail"
    PHONE = "phone"
    FREE_TEXT = "free_text"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class PersonalColumn:
    """A column that is left out, and why."""

    column: str
    why: Why


def personal_columns(table: RowTable, named: Sequence[str]) -> tuple[PersonalColumn, ...]:
    """Columns of a table that hold something personal, in its order.

    Args:
        table: The table.
        named: Parts of names that give a column away.
    """
    found = []
    for at, column in enumerate(table.columns):
        why = _why(column, [row[at] for row in table.rows[:_LOOKED_AT]], named)
        if why is not None:
            found.append(PersonalColumn(column, why))
    return tuple(found)


def personal_words(words: str) -> Why | None:
    """What in running words is personal, as far as a pattern can tell: mail and phone."""
    if _MAIL.search(words):
        return Why.MAIL
    return Why.PHONE if _PHONE.search(words) else None


def _why(column: str, cells: Sequence[str], named: Sequence[str]) -> Why | None:
    parts = set(re.split(r"[\W_]+", column.casefold()))
    if parts & set(named):
        return Why.NAME
    for cell in cells:
        why = personal_words(cell)
        if why is not None:
            return why
    return Why.FREE_TEXT if any(len(cell) > _LONG for cell in cells) else None
