"""Who changed what when: the history that a project file carries and undo never rewrites."""

from dataclasses import dataclass, field
from typing import Final

from sbd_tool.domain.delta import BLOBS, Delta
from sbd_tool.domain.plain import Plain
from sbd_tool.domain.text import Text

DO: Final = "do"
UNDO: Final = "undo"
REDO: Final = "redo"
RECOVER: Final = "recover"


@dataclass(frozen=True, slots=True)
class LoggedRow:
    """A row that a change touched.

    Attributes:
        table: Table of the row.
        id: Id of the row.
        before: Predecessor that the change replaced, or None when the row is new.
        is_deleted: The row is gone after the change: its tombstone.
    """

    table: str
    id: str
    before: Plain
    is_deleted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """One change.

    Attributes:
        id: UUID text.
        when: ISO 8601 UTC time.
        author: Who did it.
        action: "do", "undo", "redo" or "recover".
        command: Key of the command ("measures.add").
        label: What the menu said.
        rows: Touched rows with their predecessors.
    """

    id: str
    when: str
    author: str
    action: str
    command: str
    label: Text
    rows: tuple[LoggedRow, ...] = field(default=())


def logged_rows(delta: Delta) -> tuple[LoggedRow, ...]:
    """What the log keeps of a delta; bytes of pictures are named by digest and not kept twice."""
    return tuple(
        LoggedRow(row.table, row.id, None if row.table == BLOBS else row.before, row.after is None)
        for row in delta.rows
    )


def joined_rows(
    first: tuple[LoggedRow, ...], second: tuple[LoggedRow, ...]
) -> tuple[LoggedRow, ...] | None:
    """Rows of two changes in a row as those of one, or None where both touch the same row.

    Two hundred photos are one step; to compare both ends anew for each would read all bytes of
    all photos each time.
    """
    touched = {(row.table, row.id) for row in first}
    is_apart = all((row.table, row.id) not in touched for row in second)
    return (*first, *second) if is_apart else None
