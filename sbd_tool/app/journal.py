"""The journal: each edit as a record of its own, kept the moment it is made.

A record is a line with the SHA-256 of the JSON line after it, so a torn one is seen. The first
record names the file's content it starts from, or holds the whole project when no file does. A
record written right before a save names what the save will leave, so that it does not matter on
which side of the save the power went.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sbd_tool.domain.changelog import LogEntry, logged_rows
from sbd_tool.domain.delta import Delta, RowChange, difference, patched
from sbd_tool.domain.digest import design_digest
from sbd_tool.domain.plain import Plain, canonical, from_plain, to_plain
from sbd_tool.domain.project import SCHEMA_VERSION, Project
from sbd_tool.formats.project_store import ProjectStore

_JOURNAL: Final = "journal"
_EMPTY: Final = Project(id="", title="", crs="")


@dataclass(frozen=True, slots=True)
class Recovery:
    """Work that the last session did not save.

    Attributes:
        project: The project as it stood.
        records: Edits that would be lost.
        when: ISO 8601 UTC time of the last of them.
        log: Their history entries.
        path: File that was being edited, or "" for a project never saved.
    """

    project: Project
    records: int
    when: str
    log: tuple[LogEntry, ...] = ()
    path: str = ""


@dataclass(frozen=True, slots=True)
class UnsavedWork:
    """A journal with work in it.

    Attributes:
        project_id: Id of the project, as the store knows it.
        path: File to open for recovery, or "" when the project was never saved.
        when: ISO 8601 UTC time of the last edit.
    """

    project_id: str
    path: str
    when: str


class Journal:
    """Writes the journal of one project.

    Args:
        store: Where records go.
        project_id: The project's id; its records lie under it.
    """

    def __init__(self, store: ProjectStore, project_id: str) -> None:
        self._store = store
        self._prefix = f"{store_key(project_id)}/{_JOURNAL}"
        self._next = 0

    def begin(
        self,
        project: Project,
        path: str,
        *,
        is_saved: bool,
        when: str,
        first: tuple[Delta, LogEntry] | None = None,
    ) -> None:
        """Start anew: from what the file holds, or from a copy of a project that no file holds.

        Args:
            project: The project as the file holds it, or as it stands when no file does.
            path: The file, or "".
            is_saved: A file holds ``project``.
            when: ISO 8601 UTC time.
            first: Edits that lead on from there, kept in the same record.
        """
        old = self._store.list(self._prefix)
        self._next = 1 + max((_number(key) for key in old), default=0)
        head: dict[str, Plain] = {
            "kind": "begin",
            "schema": SCHEMA_VERSION,
            "path": path,
            "when": when,
            "digest": design_digest(project) if is_saved else "",
        }
        if not is_saved:
            head["delta"] = _delta_plain(difference(_EMPTY, project))
        if first is not None:
            head["first"] = _edit_plain(*first)
        self._append(head)
        for key in old:  # only now: whenever the power goes, one of the two journals is whole
            self._store.delete(key)

    def add(self, delta: Delta, entry: LogEntry) -> None:
        """Keep one edit."""
        self._append(_edit_plain(delta, entry))

    def saving(self, project: Project) -> None:
        """Say what the file will hold when the save that follows has happened."""
        self._append({"kind": "saving", "digest": design_digest(project)})

    def set_aside(self) -> None:
        """Keep a journal that fits no file any more out of the way, for somebody who looks."""
        for key in self._store.list(self._prefix):
            record = self._store.get(key)
            if record is not None:
                self._store.put(key.replace(f"/{_JOURNAL}/", "/journal-aside/"), record)

    def end(self) -> None:
        """Forget the journal: everything is saved, or was given up."""
        for key in reversed(self._store.list(self._prefix)):
            self._store.delete(key)

    def _append(self, record: dict[str, Plain]) -> None:
        self._store.put(f"{self._prefix}/{self._next:08d}", _sealed(record))
        self._next += 1


def recovery_of(store: ProjectStore, project_id: str, saved: Project | None) -> Recovery | None:
    """What the journal holds beyond the file, or None.

    Args:
        store: Where records lie.
        project_id: The project's id.
        saved: The project as its file holds it, or None when there is no file.

    Returns:
        None when nothing is missing, the journal does not belong to this content of the file, or
        it does not read. A torn last record is the one action that may be lost.
    """
    records = _records(store, f"{store_key(project_id)}/{_JOURNAL}")
    if not records:
        return None
    start = _start(records, saved)
    if start is None:
        return None
    project, behind = start
    edits = [record for record in records[behind:] if record.get("kind") == "edit"]
    log: list[LogEntry] = []
    try:
        for record in edits:
            delta = _delta_from(record.get("delta"))
            entry: LogEntry = from_plain(LogEntry, record.get("entry"))
            after = patched(project, delta)
            log.append(replace(entry, rows=logged_rows(difference(project, after))))
            project = after
    except ValueError:
        return None
    is_new = saved is None
    if not edits and not is_new:
        return None
    head = records[0]
    when = str((edits[-1] if edits else head).get("when", ""))
    return Recovery(project, len(edits), when, tuple(log), str(head.get("path", "")))


def unsaved_work(store: ProjectStore) -> tuple[UnsavedWork, ...]:
    """Journals that a session left behind, the newest first; those of running sessions too."""
    marker = f"/{_JOURNAL}/"
    keys = dict.fromkeys(key.split("/")[0] for key in store.list() if marker in key)
    found = []
    for key in keys:
        records = _records(store, f"{key}/{_JOURNAL}")
        edits = [record for record in records if record.get("kind") == "edit"]
        if records and (edits or "delta" in records[0]):
            last = (edits or records)[-1]
            path = str(records[0].get("path", ""))
            found.append(UnsavedWork(key, path, str(last.get("when", ""))))
    return tuple(sorted(found, key=lambda work: (work.when, work.project_id), reverse=True))


def is_left_unfit(store: ProjectStore, saved: Project) -> bool:
    """Whether a journal is left that leads on from another content than the file has now."""
    prefix = f"{store_key(saved.id)}/{_JOURNAL}"
    if not store.list(prefix):
        return False
    records = _records(store, prefix)
    return not records or _start(records, saved) is None


def store_key(project_id: str) -> str:
    """A project id as part of a record key, whatever a foreign file calls its project."""
    is_plain = len(project_id) <= 64 and project_id.replace("-", "").isalnum()  # noqa: PLR2004
    if is_plain and project_id.isascii():
        return project_id
    return "x-" + hashlib.sha256(project_id.encode("utf-8", "replace")).hexdigest()[:40]


def _start(records: Sequence[dict[str, Any]], saved: Project | None) -> tuple[Project, int] | None:
    head = records[0]
    if head.get("kind") != "begin" or head.get("schema") != SCHEMA_VERSION:
        return None
    if saved is None:
        return _from_copy(head)
    content = design_digest(saved)
    marks = [row for row, record in enumerate(records) if record.get("digest") == content]
    if marks:
        return saved, marks[-1] + 1
    # A project saved nowhere at the start, whose first save did not happen before the file was
    # written otherwise, has no common ground with this file.
    return None


def _from_copy(head: dict[str, Any]) -> tuple[Project, int] | None:
    if "delta" not in head:
        return None
    try:
        return patched(_EMPTY, _delta_from(head["delta"])), 1
    except ValueError:
        return None


def _records(store: ProjectStore, prefix: str) -> list[dict[str, Any]]:
    """Records of the newest journal up to the first that is torn or missing."""
    read = [(_number(key), _opened(store.get(key))) for key in store.list(prefix)]
    begins = [row for row, (_, record) in enumerate(read) if record and record["kind"] == "begin"]
    records: list[dict[str, Any]] = []
    expected = None
    for number, record in read[begins[-1] :] if begins else []:
        if record is None or (expected is not None and number != expected):
            break
        records.append(record)
        if isinstance(record.get("first"), dict):
            records.append(record["first"])
        expected = number + 1
    return records


def _sealed(record: dict[str, Plain]) -> bytes:
    body = canonical(record).encode("ascii")
    return hashlib.sha256(body).hexdigest().encode("ascii") + b"\n" + body


def _opened(sealed: bytes | None) -> dict[str, Any] | None:
    if sealed is None:
        return None
    seal, _, body = sealed.partition(b"\n")
    if hashlib.sha256(body).hexdigest().encode("ascii") != seal:
        return None
    try:
        record = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) and "kind" in record else None


def _number(key: str) -> int:
    digits = key.rpartition("/")[2]
    return int(digits) if digits.isdigit() else 0


def _edit_plain(delta: Delta, entry: LogEntry) -> dict[str, Plain]:
    return {
        "kind": "edit",
        "when": entry.when,
        "delta": _delta_plain(delta),
        "entry": to_plain(replace(entry, rows=())),
    }


def _delta_plain(delta: Delta) -> Plain:
    rows: list[Plain] = [[row.table, row.id, row.after] for row in delta.rows]
    orders: dict[str, Plain] = {table: list(order) for table, order in delta.orders.items()}
    return {"rows": rows, "orders": orders}


def _delta_from(plain: Any) -> Delta:
    try:
        rows = tuple(
            RowChange(str(table), str(row_id), None, after)
            for table, row_id, after in plain["rows"]
        )
        orders = {str(table): tuple(map(str, order)) for table, order in plain["orders"].items()}
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError("a record of the journal does not read") from error
    return Delta(rows, orders)
