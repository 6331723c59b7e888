"""The project file NAME.sbd.gpkg: one GeoPackage, read whole and replaced whole.

Reading never opens the file as a database, so nothing is written to it or beside it, and a
read-only folder is no obstacle. Writing replaces it in one step: whoever pulls the plug finds the
old file or the new one. A plain file is filled beside the old one, so that hundreds of photos are
not held a second time; what is to be encrypted is made in memory, so that nothing plain is written.
"""

import contextlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sbd_tool import __version__
from sbd_tool.domain.changelog import LogEntry
from sbd_tool.domain.errors import ProjectFileError, SchemaTooNewError
from sbd_tool.domain.findings import Finding, Severity
from sbd_tool.domain.project import SCHEMA_VERSION, Project
from sbd_tool.domain.text import Text, text
from sbd_tool.formats._geopackage_read import MAGIC, Tables, read_tables
from sbd_tool.formats._migrations import migrated
from sbd_tool.formats._project_rows import project_from_tables, wanted_columns
from sbd_tool.formats._project_tables import project_tables
from sbd_tool.formats.age_files import Vault, opened_bytes
from sbd_tool.formats.durable import fill_durably, remove_leftovers, write_durably
from sbd_tool.formats.geopackage import fill_geopackage, geopackage_bytes

SUFFIX: Final = ".sbd.gpkg"
LARGEST_BYTES: Final = 1024 * 1024 * 1024
_NO_MOMENT: Final = "1970-01-01T00:00:00.000Z"


@dataclass(frozen=True, slots=True)
class StoredProject:
    """What a project file holds.

    Attributes:
        project: The project.
        log: Who changed what when.
        schema: Schema the file was written in; an older one has been migrated.
        notices: What a person should know about the file.
    """

    project: Project
    log: tuple[LogEntry, ...] = ()
    schema: int = SCHEMA_VERSION
    notices: tuple[Finding, ...] = ()


def project_bytes(project: Project, log: Sequence[LogEntry] = ()) -> bytes:
    """Write a project as a GeoPackage; equal project and log give equal bytes.

    Raises:
        ProjectFileError: It is larger than a project file may be.
    """
    tables = project_tables(project, log, __version__)
    raw = geopackage_bytes(tables, crs=project.crs, moment=_moment(project, log))
    if len(raw) > LARGEST_BYTES:
        raise _failure("too_large", project.title)
    return raw


def project_from_bytes(raw: bytes, name: str = "") -> StoredProject:
    """Read a project.

    Args:
        raw: Bytes of the file.
        name: File name for messages.

    Raises:
        SchemaTooNewError: A newer version wrote it.
        ProjectFileError: It is damaged, or no project of ours.
    """
    if not raw.startswith(MAGIC):
        raise _failure("not_project", name)
    try:
        tables = read_tables(raw, wanted_columns)
    except ValueError as error:
        raise _failure("damaged", name) from error
    version = _schema(tables, name)
    try:
        rebuilt = project_from_tables(migrated(tables, version))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise _failure("damaged", name) from error
    notices = tuple(
        _notice("app.file.rows_lost", name, table=table, count=count)
        for table, count in rebuilt.damaged.items()
    )
    if version < SCHEMA_VERSION:
        notices += (_notice("app.file.migrated", name, Severity.INFO),)
    return StoredProject(rebuilt.project, rebuilt.log, version, notices)


def read_project_file(path: Path, vault: Vault | None = None) -> StoredProject:
    """Read a project file without touching it or its folder.

    Args:
        path: The file.
        vault: Opens it where it is encrypted.

    Raises:
        LockedError: It is encrypted and there is no vault.
        SchemaTooNewError: A newer version wrote it.
        ProjectFileError: It is not there, cannot be read, is damaged, or no project of ours.
    """
    stored = project_from_bytes(opened_bytes(read_bytes(path), vault, path.name), path.name)
    log = path.with_name(path.name + "-wal")
    with contextlib.suppress(OSError):
        if log.stat().st_size > 0:
            busy = _notice("app.file.open_elsewhere", path.name)
            return StoredProject(stored.project, stored.log, stored.schema, (*stored.notices, busy))
    return stored


def read_bytes(path: Path) -> bytes:
    """Read a file whole, within the bounds of a project file.

    Raises:
        ProjectFileError: It is not there, no file, too large or cannot be read.
    """
    try:
        if not path.is_file():
            raise _failure("not_there", path.name)
        with path.open("rb") as file:
            raw = file.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise _failure("unreadable", path.name) from error
    if len(raw) > LARGEST_BYTES:
        raise _failure("too_large", path.name)
    return raw


def write_project_file(path: Path, raw: bytes) -> None:
    """Put bytes in place of a file in one step; on any failure the old file stands untouched.

    Raises:
        ProjectFileError: The place cannot be written.
    """
    try:
        target = path.resolve() if path.is_symlink() else path  # the link stays a link
        remove_leftovers(target.parent)
        write_durably(target, raw)
    except OSError as error:
        raise _failure("not_written", path.name) from error


def save_project_file(
    path: Path,
    project: Project,
    log: Sequence[LogEntry] = (),
    before_replacing: Callable[[], None] = lambda: None,
) -> None:
    """Write a project in place of a file in one step, without holding its bytes a second time.

    Args:
        path: The file.
        project: The project.
        log: Who changed what when.
        before_replacing: Called when the new file is whole and the old one still stands.

    Raises:
        ProjectFileError: It is too large, or the place cannot be written; the old file stands.
    """
    tables = project_tables(project, log, __version__)

    def fill(part: Path) -> None:
        fill_geopackage(part, tables, crs=project.crs, moment=_moment(project, log))
        if part.stat().st_size > LARGEST_BYTES:
            raise _failure("too_large", project.title)
        before_replacing()

    try:
        target = path.resolve() if path.is_symlink() else path  # the link stays a link
        remove_leftovers(target.parent)
        fill_durably(target, fill)
    except OSError as error:
        raise _failure("not_written", path.name) from error


def is_writable(path: Path) -> bool:
    """Whether the file could be replaced: its folder takes files and the file is not protected."""
    is_open = not path.exists() or os.access(path, os.W_OK)
    return is_open and os.access(path.parent, os.W_OK)


def _schema(tables: Tables, name: str) -> int:
    rows = tables.get("sbd_schema", [])
    version = rows[0].get("version") if rows else None
    if not isinstance(version, int):
        raise _failure("not_project", name)
    if version > SCHEMA_VERSION:
        raise SchemaTooNewError(
            text("app.file.too_new", file=name, schema=version),
            text("app.file.too_new.hint"),
            name,
        )
    return version


def _moment(project: Project, log: Sequence[LogEntry]) -> str:
    moments = [entry.when for entry in log]
    moments += [measure.stamp.changed for measure in project.measures.values()]
    moments += [layer.stamp.changed for layer in project.layers]
    latest = max((when for when in moments if _is_moment(when)), default="")
    return latest[:19] + ".000Z" if latest else _NO_MOMENT


def _is_moment(when: str) -> bool:
    from datetime import datetime

    try:
        datetime.fromisoformat(when)
    except ValueError:
        return False
    return len(when) >= len("2026-01-01T00:00:00")


def _failure(kind: str, name: str) -> ProjectFileError:
    return ProjectFileError(
        text(f"app.file.{kind}", file=name), text(f"app.file.{kind}.hint"), name
    )


def _notice(
    key: str, name: str, severity: Severity = Severity.WARNING, **params: str | int
) -> Finding:
    remedy: Text = text(f"{key}.hint")
    return Finding(
        key=key, severity=severity, sentence=text(key, file=name, **params), remedy=remedy
    )
