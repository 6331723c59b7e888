"""What an analysis lists: things with values of their own, not points of a grid."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sbd_tool.domain.evidence import BASE_OPTION, ORDINARY_STATE
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ListWish:
    """Of which design a list is wanted, and for what.

    Attributes:
        option: Design option.
        time_state: State in time.
        objective: What a proposal makes least: "cost" or "load".
        required: Class of vehicle that a proposal has to stop, or "" for the standard.
        rating: Rating that proposed barriers are to have, as a data sheet writes it; "" for none.
        keeps_gates: A proposal keeps an operable element where an emergency route or a vehicle
            entry crosses it.
        against_option, against_state: Design that a list compares the first one with; "" is the
            same option or state.
    """

    option: str = BASE_OPTION
    time_state: str = ORDINARY_STATE
    objective: str = "cost"
    required: str = ""
    rating: str = ""
    keeps_gates: bool = True
    against_option: str = ""
    against_state: str = ""

    @property
    def compares(self) -> bool:
        """Whether two designs are to be compared."""
        return bool(self.against_option or self.against_state)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListResult:
    """A list and what it says altogether.

    Attributes:
        content: Plain values by stable name: numbers, words, lists, mappings. Coordinates are
            metres in the project CRS.
        lines: The same for a person, a sentence each.
        notes: What a reader has to know: assumptions, what is missing.
        marking: For whom it is; lists of weak places are for the narrowest circle.
    """

    content: Mapping[str, Any]
    lines: tuple[Text, ...]
    notes: tuple[Text, ...] = ()
    marking: Tlp = Tlp.AMBER_STRICT
