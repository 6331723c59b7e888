"""What a project changed since two copies parted, read off its own log."""

from collections.abc import Sequence

from sbd_tool.domain.changelog import LogEntry, LoggedRow
from sbd_tool.domain.delta import (
    BLOBS,
    Delta,
    RowChange,
)
from sbd_tool.domain.merge.rows import PlainRows
from sbd_tool.domain.merge.values import same
from sbd_tool.domain.project import Project


def shared_length(ours: Sequence[LogEntry], theirs: Sequence[LogEntry]) -> int:
    """How many entries at the head of both logs are the same."""
    for number, (one, other) in enumerate(zip(ours, theirs, strict=False)):
        if one.id != other.id:
            return number
    return min(len(ours), len(theirs))


def delta_since(project: Project, log: Sequence[LogEntry], start: int) -> Delta:
    """What the entries from ``start`` on changed in all, each row with the value it had before.

    Args:
        project: The project as it is.
        log: Its whole log.
        start: Number of entries that both copies share.

    Returns:
        Rows whose value differs from before; what was changed and changed back is left out.
    """
    first: dict[tuple[str, str], LoggedRow] = {}
    for entry in log[start:]:
        for row in entry.rows:
            first.setdefault((row.table, row.id), row)
    here = PlainRows(project)
    rows = (_changed(here, row) for row in first.values())
    return Delta(tuple(row for row in rows if row is not None))


def _changed(here: PlainRows, row: LoggedRow) -> RowChange | None:
    after = here.row(row.table, row.id)
    before = row.before
    if row.table == BLOBS:  # the log names pictures and does not keep them twice
        before = "" if row.is_deleted else None
        return (
            None if (after is None) is (before is None) else RowChange(BLOBS, row.id, None, after)
        )
    return None if same(before, after) else RowChange(row.table, row.id, before, after)
