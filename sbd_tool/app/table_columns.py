"""What a column of the attribute table is."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sbd_tool.domain.text import Text

ABSENT: Final = ""  # stands for "no such value" where a value is asked for


class ColumnSort(StrEnum):
    """What a column holds, as far as can be told."""

    WORDS = "words"
    NUMBER = "number"
    YES_NO = "yes_no"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column.

    Attributes:
        key: Name of the attribute, field or parameter; also the header of a CSV file.
        title: Name as shown.
        sort: What it holds.
        is_editable: Whether a person may change it.
        choices: Accepted values with their names.
        unit: Unit symbol, or "".
        is_parameter: It is a parameter of measures.
    """

    key: str
    title: Text
    sort: ColumnSort = ColumnSort.WORDS
    is_editable: bool = True
    choices: tuple[tuple[str, Text], ...] = ()
    unit: str = ""
    is_parameter: bool = False
