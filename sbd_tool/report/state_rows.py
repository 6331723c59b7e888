"""What a report says of the states of the square."""

from dataclasses import dataclass

from sbd_tool.domain.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class StateRow:
    """One state.

    Attributes:
        state: Name, with when it holds where somebody said so.
        openness, protection: Score and range, or the range alone, in words.
        is_shown: The report is of this state.
    """

    state: Text
    openness: Text
    protection: Text
    is_shown: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StatesSection:
    """All states of the option shown.

    Attributes:
        rows: States in the project's order; none where there is only one.
        worst: Which is worst in each ledger, in words.
    """

    rows: tuple[StateRow, ...] = ()
    worst: tuple[Text, ...] = ()
