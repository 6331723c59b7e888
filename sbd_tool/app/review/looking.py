"""What changed since somebody's last look: objects, rules, comments, with who, when and why."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sbd_tool.app.commands.base import NOBODY, By
from sbd_tool.app.commands.records import PutRecords
from sbd_tool.app.exchange.differences import Difference, differences
from sbd_tool.app.rules import Rules
from sbd_tool.domain.changelog import LogEntry
from sbd_tool.domain.delta import Delta, RowChange, patched
from sbd_tool.domain.digest import design_digest
from sbd_tool.domain.evidence import Evidence, Stamp
from sbd_tool.domain.merge.since import delta_since
from sbd_tool.domain.project import Project
from sbd_tool.domain.records import Record
from sbd_tool.domain.text import Text, text
from sbd_tool.domain.threads import Capacity

LOOK: Final = "last_look"
_KEPT: Final = 200
_NAMESPACE: Final = uuid.UUID("f3c0b0de-52d4-4a0e-8a69-0f5c7f1f6a11")
_QUIET: Final = frozenset({LOOK, "review_request", "receipt"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """One object that changed since the look.

    Attributes:
        difference: What changed about it.
        why: What was done last that touched it, or None where the log does not say.
        author: Who did that, else who the object's own stamp names.
        when: ISO 8601 time of that.
    """

    difference: Difference
    why: Text | None = None
    author: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SinceLook:
    """Everything since the last look.

    Attributes:
        when: ISO 8601 time of the look.
        before: The project as it was then.
        changes: What changed, in the order of the log.
    """

    when: str
    before: Project
    changes: tuple[Changed, ...]


def since_look(
    project: Project, log: Sequence[LogEntry], rules: Rules, capacity: Capacity, author: str
) -> SinceLook | None:
    """Tell what changed since the last look of somebody in a capacity.

    Args:
        project: The whole project.
        log: Its log.
        rules: Names of kinds.
        capacity: In which capacity it was looked at.
        author: Who looked.

    Returns:
        None before the first look, or where the log no longer reaches back to it.
    """
    record = project.records.get(_look_id(project, capacity, author))
    start = None if record is None else _start(record.content, log)
    if record is None or start is None:
        return None
    delta = delta_since(project, log, start)
    rows = tuple(row for row in delta.rows if not _is_quiet(row, author))
    back = Delta(tuple(RowChange(row.table, row.id, row.after, row.before) for row in rows))
    before = patched(project, back)
    touched = {(row.table, row.id): entry for entry in log[start:] for row in entry.rows}
    told = differences(before, project, Delta(rows), rules)
    last = {(_table(row), row.id): touched.get((row.table, row.id)) for row in rows}
    return SinceLook(
        when=record.stamp.changed or record.stamp.created,
        before=before,
        changes=tuple(_changed(one, last.get((one.table, one.id))) for one in told),
    )


def _changed(difference: Difference, entry: LogEntry | None) -> Changed:
    if entry is None:
        return Changed(difference=difference, author=difference.author, when=difference.when)
    return Changed(
        difference=difference,
        why=entry.label,
        author=entry.author or difference.author,
        when=entry.when or difference.when,
    )


def keep_look(
    project: Project,
    log: Sequence[LogEntry],
    capacity: Capacity,
    author: str,
    by: By = NOBODY,
) -> PutRecords:
    """The command that remembers a look: from here on only what comes later is new."""
    stamp = Stamp(
        id=_look_id(project, capacity, author),
        evidence=Evidence.SEEN,
        author=author,
        created=by.when,
        changed=by.when,
    )
    content = {
        "capacity": capacity.value,
        "digest": design_digest(without_looks(project)),
        "known": tuple(entry.id for entry in log[-_KEPT:]),
    }
    record = Record(stamp=stamp, kind=LOOK, content=content)
    return PutRecords(records=(record,), says=text("review.do_look"), by=by)


def without_looks(project: Project) -> Project:
    """The project without what is only bookkeeping of looks, requests and receipts."""
    rows = {key: row for key, row in project.records.items() if row.kind not in _QUIET}
    return replace(project, records=rows)


def _look_id(project: Project, capacity: Capacity, author: str) -> str:
    return str(uuid.uuid5(_NAMESPACE, f"{project.id}/{capacity.value}/{author}"))


def _start(content: Mapping[str, object], log: Sequence[LogEntry]) -> int | None:
    """How many entries of the log were known at the look; None where none is left."""
    known = content.get("known")
    ids = set(known) if isinstance(known, tuple | list) else set()
    if not ids:
        return 0
    found = [number for number, entry in enumerate(log, 1) if entry.id in ids]
    return max(found) if found else None


def _is_quiet(row: RowChange, author: str) -> bool:
    """Bookkeeping, and what the person wrote in the review: that is no news to them."""
    told = row.after if row.after is not None else row.before
    if row.table != "records" or not isinstance(told, dict):
        return False
    stamp = told.get("stamp")
    is_own = isinstance(stamp, dict) and stamp.get("author") == author != ""
    is_said = told.get("kind") in {"thread", "thread_entry", "sign_off"}
    return told.get("kind") in _QUIET or (is_own and is_said)


def _table(row: RowChange) -> str:
    return "features" if row.table.startswith("features/") else row.table
