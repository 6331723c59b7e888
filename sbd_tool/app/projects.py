"""Opening, saving and beginning projects: what a window and the command line share."""

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sbd_tool.app import vaults
from sbd_tool.app.clock import IdSource, RandomIds
from sbd_tool.app.journal import Recovery, is_left_unfit, recovery_of, store_key
from sbd_tool.domain.changelog import LogEntry
from sbd_tool.domain.errors import InputError, SbdError
from sbd_tool.domain.file_names import file_stem
from sbd_tool.domain.findings import Finding, Severity
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import text
from sbd_tool.formats import age_files, project_file
from sbd_tool.formats.age_files import Vault, is_closed, opened_bytes
from sbd_tool.formats.closed_store import ClosedStore
from sbd_tool.formats.project_store import FolderStore, ProjectStore

SUFFIX: Final = project_file.SUFFIX
AGE: Final = age_files.SUFFIX
ENDINGS: Final = (SUFFIX, SUFFIX + AGE)
_BACKUP: Final = "backup"
_OF: Final = "-of"  # record beside a backup that names the file


@dataclass(frozen=True, slots=True)
class Opened:
    """A project as its file holds it.

    Attributes:
        project: The project.
        path: Its file.
        log: Who changed what when.
        is_read_only: The file cannot be replaced where it lies.
        recovery: Edits of a session that ended without saving, or None.
        notices: What a person should know.
        vault: Opens and closes the file where it is encrypted, or None.
        store: Where records of this project lie; encrypted where its file is.
    """

    project: Project
    path: Path
    log: tuple[LogEntry, ...] = ()
    is_read_only: bool = False
    recovery: Recovery | None = None
    notices: tuple[Finding, ...] = ()
    vault: Vault | None = None
    store: ProjectStore | None = None


def open_project(
    path: Path, store: ProjectStore | None = None, vault: Vault | None = None
) -> Opened:
    """Read a project; neither the file nor its folder is touched.

    Args:
        path: The project file.
        store: Where journals lie; by default the user's state folder.
        vault: Opens it where it is encrypted; by default the one in hand (`vaults.in_hand`).

    Raises:
        LockedError: It is encrypted and there is no vault.
        SchemaTooNewError: A newer version wrote it.
        ProjectFileError: It cannot be read, is damaged or no project of ours.
    """
    vault = vaults.for_file(path) if vault is None and is_closed_file(path) else vault
    stored = project_file.read_project_file(path, vault)
    store = FolderStore() if store is None else store
    if vault is not None:
        store = ClosedStore(store, store_key(stored.project.id), vault)
    recovery = recovery_of(store, stored.project.id, stored.project)
    is_read_only = not project_file.is_writable(path)
    notices = list(stored.notices)
    if is_read_only:
        notices.append(_notice("app.file.read_only", path, Severity.INFO))
    if recovery is not None:
        notices.append(_notice("app.recovery.offered", path, count=recovery.records))
    elif is_left_unfit(store, stored.project):
        notices.append(_notice("app.recovery.unfit", path))
    return Opened(
        stored.project, path, stored.log, is_read_only, recovery, tuple(notices), vault, store
    )


def save_project(
    project: Project,
    path: Path,
    *,
    log: Sequence[LogEntry] = (),
    store: ProjectStore | None = None,
    vault: Vault | None = None,
) -> None:
    """Write a project; the version before is kept as a backup in the user's state folder.

    Args:
        project: The project.
        path: Its file; one that ends in ".age" is encrypted.
        log: Who changed what when.
        store: Where the backup goes.
        vault: Closes it; by default the one in hand.

    Raises:
        LockedError: The file is to be encrypted and there is no vault.
        ProjectFileError: It cannot be written; the old file then stands untouched.
    """
    if vault is None and is_closed_name(path):
        vault = vaults.for_file(path)
    if vault is None and path.is_file() and is_closed_file(path):
        raise InputError(text("vault.would_open", file=path.name), text("vault.would_open_hint"))
    store = FolderStore() if store is None else store
    if vault is None:
        project_file.save_project_file(
            path, project, log, lambda: _back_up(path, project.id, store)
        )
        return
    raw = vault.close(project_file.project_bytes(project, log))
    _back_up(path, project.id, store)
    project_file.write_project_file(path, raw)


def _back_up(path: Path, project_id: str, store: ProjectStore) -> None:
    """Keep what stands in the file; a state folder that is full must not stop the save."""
    if not path.is_file():
        return
    with contextlib.suppress(SbdError):
        if isinstance(store, FolderStore):
            store.put_file(backup_key(project_id), path)
        else:
            store.put(backup_key(project_id), project_file.read_bytes(path))
        store.put(backup_key(project_id) + _OF, str(path.absolute()).encode("utf-8", "replace"))


def forget_plain_backup(project_id: str, store: ProjectStore | None = None) -> bool:
    """Delete what the last save kept of a project in plain; returns whether there was any.

    An encrypted copy of a project is of little use beside a readable one that nobody sees. Its
    journal stays: unsaved work of the plain file is still offered (`forget_plain` deletes it too).
    """
    store = FolderStore() if store is None else store
    raw = store.get(backup_key(project_id))
    if raw is None or is_closed(raw):
        return False
    for key in (backup_key(project_id), backup_key(project_id) + _OF):
        store.delete(key)
    return True


def backup_of(
    project_id: str, store: ProjectStore | None = None, vault: Vault | None = None
) -> Project | None:
    """The project as it was before the last save, or None.

    Args:
        project_id: Its id.
        store: Where the backup lies; that of the opened project where it is encrypted.
        vault: Opens it where it is encrypted.
    """
    raw = (FolderStore() if store is None else store).get(backup_key(project_id))
    raw = None if raw is None else opened_bytes(raw, vault)
    return None if raw is None else project_file.project_from_bytes(raw).project


def backup_of_file(path: Path, store: ProjectStore | None = None) -> Project | None:
    """What a file held before its last save, even if the file itself no longer reads; or None."""
    store = FolderStore() if store is None else store
    name = str(path.absolute()).encode("utf-8", "replace")
    for key in store.list():
        if key.endswith(f"/{_BACKUP}{_OF}") and store.get(key) == name:
            raw = store.get(key.removesuffix(_OF))
            return None if raw is None else project_file.project_from_bytes(raw).project
    return None


def new_project(
    title: str, crs: str, *, ids: IdSource | None = None, catalogue_edition: str = ""
) -> Project:
    """Begin an empty project.

    Args:
        title: Its name.
        crs: Metric CRS of all its coordinates.
        ids: Where its id comes from.
        catalogue_edition: Edition it is made with.
    """
    project_id = (ids or RandomIds()).new_id()
    return Project(id=project_id, title=title, crs=crs, catalogue_edition=catalogue_edition)


def project_path(path: Path) -> Path:
    """The path with the suffix of a project file, whichever part of it was typed."""
    name = path.name
    if not name:  # "/" or "."
        raise InputError(
            text("cli.target_is_folder", file=str(path)), text("cli.choose_export_name"), str(path)
        )
    if name.lower().endswith(ENDINGS):
        return path
    if name.lower().endswith(AGE):
        inner = project_path(path.with_name(name[: -len(AGE)]))
        return inner.with_name(inner.name + AGE)
    stem = name[: -len(".gpkg")] if name.lower().endswith(".gpkg") else name
    return path.with_name(stem.removesuffix(".sbd") + SUFFIX)


def saved_path(is_encrypted: bool, path: Path) -> Path:  # noqa: FBT001 - one fact, one path
    """Where a project goes that is saved under a path: with the endings it needs."""
    target = project_path(path)
    is_bare = is_encrypted and not is_closed_name(target)
    return target.with_name(target.name + AGE) if is_bare else target


def is_closed_name(path: Path) -> bool:
    """Whether a file of that name is to be encrypted."""
    return path.name.lower().endswith(AGE)


def is_closed_file(path: Path) -> bool:
    """Whether the file is encrypted; only its first bytes are read."""
    try:
        with path.open("rb") as file:
            return is_closed(file.read(64))
    except OSError:
        return False


def file_name_for(title: str) -> str:
    """A file name for a project of that title that every system accepts."""
    return file_stem(title, "project") + SUFFIX


def backup_key(project_id: str) -> str:
    """Key of the record that holds the version before the last save."""
    return f"{store_key(project_id)}/{_BACKUP}"


def _notice(key: str, path: Path, severity: Severity = Severity.WARNING, **params: int) -> Finding:
    return Finding(
        key=key,
        severity=severity,
        sentence=text(key, file=path.name, **params),
        remedy=text(f"{key}.hint"),
    )
