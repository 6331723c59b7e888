"""The review file: what a reviewer wrote, as a few kilobytes that go by mail and merge back."""

import contextlib
import json
from pathlib import Path
from typing import Any, Final

from sbd_tool.app.capacities import handed_out_at
from sbd_tool.app.commands.base import By
from sbd_tool.app.exchange.taking_in import Copy
from sbd_tool.app.export_target import check_closing
from sbd_tool.app.projects import AGE, Opened, is_closed_file, open_project
from sbd_tool.app.vaults import Vault, plain_bytes
from sbd_tool.domain.changelog import DO, LogEntry, logged_rows
from sbd_tool.domain.delta import Delta, RowChange, patched
from sbd_tool.domain.errors import ExportError, InputError, SbdError
from sbd_tool.domain.merge.since import delta_since
from sbd_tool.domain.plain import Plain, canonical
from sbd_tool.domain.text import literal, text
from sbd_tool.formats.age_files import is_closed
from sbd_tool.formats.durable import write_durably
from sbd_tool.formats.project_file import read_bytes

SUFFIX: Final = ".sbd-review"
FORMAT: Final = "sbd-review.1"
LARGEST_BYTES: Final = 5_000_000
_MOST_ROWS: Final = 20_000
_TABLES: Final = frozenset({"records", "notes", "annotations", "answers"})
_BESIDE: Final = frozenset({"review_request", "receipt"})


def is_review_file(path: Path) -> bool:
    """Whether the path looks like a review file, plain or encrypted; nothing is read."""
    return path.name.lower().endswith((SUFFIX, SUFFIX + AGE))


def review_path(target: Path, *, is_encrypted: bool) -> Path:
    """The file a review goes to: with its suffix, and with that of age where it is encrypted."""
    name = target.name
    is_closed = is_encrypted or name.lower().endswith(AGE)
    stem = name[: -len(AGE)] if name.lower().endswith(AGE) else name
    if not stem.lower().endswith(SUFFIX):
        stem = f"{stem}{SUFFIX}"
    return target.with_name(stem + AGE if is_closed else stem)


def write_review(
    here: Copy, target: Path, file_id: str, by: By, vault: Vault | None = None
) -> Path:
    """Write everything written here in records, notes, annotations and answers.

    The review of an encrypted project leaves encrypted; any other does when the name ends in
    ".age". It is encrypted in memory: nothing plain reaches the disk.

    Args:
        here: The reviewer's project with its log.
        target: The file; its suffix is added.
        file_id: A new id: a file taken in twice is known by it.
        by: Who hands it back, and when.
        vault: What the project here is encrypted with, or None; it closes the file too.

    Raises:
        ExportError: It cannot be written.
        LockedError: It is to be encrypted and nobody named a passphrase or key.
    """
    target = review_path(target, is_encrypted=vault is not None)
    vault = check_closing(target, vault, "")
    until = handed_out_at(here.project)
    start = next((n for n, entry in enumerate(here.log, 1) if entry.id == until), 0)
    delta = delta_since(here.project, here.log, start)
    told: dict[str, Plain] = {
        "format": FORMAT,
        "id": file_id,
        "project": here.project.id,
        "author": by.author,
        "when": by.when,
        "rows": [
            [row.table, row.id, row.before, row.after] for row in delta.rows if _is_review(row)
        ],
    }
    raw = canonical(told).encode("ascii")
    raw = raw if vault is None else vault.close(raw)
    try:
        write_durably(target, raw)
    except OSError as fault:
        raise ExportError(
            text("report.write_failed", name=target.name), text("report.write_hint"), str(target)
        ) from fault
    return target


def copy_at(path: Path, ours: Copy, vault: Vault | None = None) -> Copy:
    """A copy that came back: a package, or a review file laid over our project.

    Args:
        path: The file.
        ours: The project here.
        vault: What the project here is encrypted with; tried where the file is encrypted, before
            anybody is asked.

    Raises:
        InputError: A review file belongs to another project or does not read.
        LockedError: It is encrypted and nobody named what opens it.
        ProjectFileError: A package cannot be opened.
    """
    if not is_review_file(path):
        found = _package(path, vault)
        return Copy(project=found.project, log=found.log, name=path.name)
    told = _read(path, vault)
    if told["project"] != ours.project.id:
        raise InputError(
            text("review.other_project", file=literal(path.name)),
            text("exchange.other_project.hint"),
        )
    try:
        delta = Delta(tuple(RowChange(*row) for row in told["rows"]))
        project = patched(ours.project, delta)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as fault:
        raise _unreadable(path) from fault
    entry = LogEntry(
        id=str(told["id"]),
        when=str(told["when"]),
        author=str(told["author"]),
        action=DO,
        command="exchange.take_in",
        label=text("exchange.do.take_in"),
        rows=logged_rows(delta),
    )
    return Copy(project=project, log=(*ours.log, entry), name=path.name)


def _package(path: Path, vault: Vault | None) -> Opened:
    if vault is not None and is_closed_file(path):
        with contextlib.suppress(SbdError):  # closed for somebody else, or by another passphrase
            return open_project(path, vault=vault)
    return open_project(path)


def _opened(raw: bytes, path: Path, vault: Vault | None) -> bytes:
    """The plain bytes: by what opens the project here, else by what a person names."""
    if vault is None or not is_closed(raw):
        return plain_bytes(raw, path)
    with contextlib.suppress(SbdError):
        return vault.open(raw, path.name)
    return plain_bytes(raw, path)


def _read(path: Path, vault: Vault | None) -> dict[str, Any]:
    raw = _opened(read_bytes(path), path, vault)
    if len(raw) > LARGEST_BYTES:
        raise _unreadable(path)
    try:
        told = json.loads(raw)
        rows = told["rows"]
        is_sound = (
            told["format"] == FORMAT
            and len(rows) <= _MOST_ROWS
            and all(_is_sound(row) for row in rows)
            and all(isinstance(told[name], str) for name in ("id", "project", "author", "when"))
        )
    except (ValueError, KeyError, TypeError, RecursionError) as fault:
        raise _unreadable(path) from fault
    if not is_sound:
        raise _unreadable(path)
    found: dict[str, Any] = told
    return found


def _is_sound(row: Any) -> bool:
    return (
        isinstance(row, list)
        and len(row) == 4  # noqa: PLR2004 - table, id, before, after
        and row[0] in _TABLES
        and isinstance(row[1], str)
        and all(one is None or isinstance(one, dict) for one in row[2:])
    )


def _is_review(row: RowChange) -> bool:
    told = row.after if row.after is not None else row.before
    kind = told.get("kind") if isinstance(told, dict) else ""
    return row.table in _TABLES and not (row.table == "records" and kind in _BESIDE)


def _unreadable(path: Path) -> InputError:
    return InputError(
        text("review.file_unreadable", file=literal(path.name)), text("exchange.unreadable.hint")
    )
