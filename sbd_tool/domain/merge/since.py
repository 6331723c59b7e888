"""What a project changed since two copies parted, read off its own log."""

from collections.abc import Sequence
from typing import Any

from sbd_tool.domain.changelog import LogEntry, LoggedRow
from sbd_tool.domain.delta import (
    BLOBS,
    FEATURES,
    Delta,
    RowChange,
    by_id,
    feature_plain,
    layer_head,
    project_fields,
)
from sbd_tool.domain.layer_rows import features_by_id
from sbd_tool.domain.merge.values import same
from sbd_tool.domain.plain import Plain, to_plain
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
    rows = (_changed(project, row) for row in first.values())
    return Delta(tuple(row for row in rows if row is not None))


def _changed(project: Project, row: LoggedRow) -> RowChange | None:
    after = plain_row(project, row.table, row.id)
    before = row.before
    if row.table == BLOBS:  # the log names pictures and does not keep them twice
        before = "" if row.is_deleted else None
        return (
            None if (after is None) is (before is None) else RowChange(BLOBS, row.id, None, after)
        )
    return None if same(before, after) else RowChange(row.table, row.id, before, after)


def plain_row(project: Project, table: str, key: str) -> Plain:
    """One row of a project as plain values, or None where it is not there."""
    if table == "project":
        return project_fields(project).get(key)
    if table.startswith(FEATURES):
        layer = project.layer(table.removeprefix(FEATURES))
        found = None if layer is None else features_by_id(layer).get(key)
        return None if found is None else feature_plain(found)
    rows: Any = getattr(project, table, {})
    row = (by_id(rows) if isinstance(rows, tuple) else rows).get(key)
    if row is None:
        return None
    return layer_head(row) if table == "layers" else to_plain(row, type(row))
