"""Where two sides changed the same thing in different ways, and which of them was chosen."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sbd_tool.domain.plain import Plain


class Side(StrEnum):
    """Whose value stands."""

    OURS = "ours"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class Conflict:
    """One field that both sides changed, or a row that one changed and the other deleted.

    Attributes:
        table: Table of the row ("measures", "features/<layer>", "project").
        id: Id of the row.
        field: Name of the field, dotted where it lies deeper ("parameters.rating"); "" means that
            the whole row is at stake: one side deleted it.
        base, ours, theirs: The three values; None where the row or the field is not there.
        stands: Whose value the merged project holds.
        is_chosen: A person chose it; else it follows the rule: what was changed last stands, and
            a row that one side changed is not deleted.
    """

    table: str
    id: str
    field: str
    base: Plain
    ours: Plain
    theirs: Plain
    stands: Side
    is_chosen: bool = False

    @property
    def key(self) -> tuple[str, str, str]:
        """What a choice is made for."""
        return (self.table, self.id, self.field)


Choice = Mapping[tuple[str, str, str], Side]
"""Table, id and field of a conflict -> whose value stands."""
