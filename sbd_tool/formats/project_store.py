"""Where journal, lock and backup of a project live: opaque records, bytes in and bytes out.

Whoever keeps records encrypted wraps a `ProjectStore`; nothing above it writes a plaintext file.
"""

import contextlib
import os
import re
import shutil
from pathlib import Path
from typing import Final, Protocol

from sbd_tool.domain.errors import ProjectFileError
from sbd_tool.domain.text import text
from sbd_tool.formats.durable import (
    fill_durably,
    is_leftover,
    remove_leftovers,
    write_durably,
)
from sbd_tool.formats.folders import state_folder

_KEY: Final = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")
_LONGEST_KEY: Final = 200
_COPY_BYTES: Final = 1 << 20
_LARGEST_RECORD: Final = 2 * 1024 * 1024 * 1024


class ProjectStore(Protocol):
    """Opaque records by key; a key is words of letters, digits and "._-" joined by "/"."""

    def put(self, key: str, record: bytes) -> None:
        """Keep a record so that it survives a crash at once; replaces one of the same key."""
        ...

    def put_new(self, key: str, record: bytes) -> bool:
        """Keep a record only if the key is free; False when somebody was faster."""
        ...

    def get(self, key: str) -> bytes | None:
        """The record, or None."""
        ...

    def list(self, prefix: str = "") -> tuple[str, ...]:
        """Keys that are ``prefix`` or lie under it, in order."""
        ...

    def delete(self, key: str) -> None:
        """Forget a record; a missing one is no error."""
        ...


class FolderStore:
    """Records as files in a folder of the user, readable by that user only.

    Args:
        folder: Where; by default the state folder (`SBD_STATE_DIR` moves it).
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._root = state_folder("projects") if folder is None else folder

    def put(self, key: str, record: bytes) -> None:
        """Write beside, sync, rename: a record is there whole or not at all.

        Raises:
            ProjectFileError: The folder cannot be written.
        """
        path = self._path(key)
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_durably(path, record, is_private=True)
        except OSError as error:
            raise _not_kept() from error

    def put_file(self, key: str, source: Path) -> None:
        """Keep a copy of a file as a record; as `put`, without holding it whole.

        Raises:
            ProjectFileError: The folder cannot be written, or the file not read.
        """
        path = self._path(key)
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            fill_durably(path, lambda part: _copy(source, part), is_private=True)
        except OSError as error:
            raise _not_kept() from error

    def put_new(self, key: str, record: bytes) -> bool:
        """Write the record if its file is not there yet.

        Raises:
            ProjectFileError: The folder cannot be written.
        """
        path = self._path(key)
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            for folder in (path.parent, *filter(Path.is_dir, path.parent.iterdir())):
                remove_leftovers(folder)
            with open(path, "xb", opener=_private) as file:
                file.write(record)
                file.flush()
                os.fsync(file.fileno())
        except FileExistsError:
            return False
        except OSError as error:
            raise _not_kept() from error
        return True

    def get(self, key: str) -> bytes | None:
        """Read the record, or None when it is not there or cannot be read."""
        try:
            with self._path(key).open("rb") as file:
                return file.read(_LARGEST_RECORD)
        except OSError:
            return None

    def list(self, prefix: str = "") -> tuple[str, ...]:
        """Keys under a prefix, in order."""
        start = self._path(prefix) if prefix else self._root
        if start.is_file():
            return (prefix,)
        if not start.is_dir():
            return ()
        found = (path for path in start.rglob("*") if path.is_file() and not is_leftover(path))
        keys = (path.relative_to(self._root).as_posix() for path in found)
        return tuple(sorted(keys))

    def delete(self, key: str) -> None:
        """Remove the file, and its folder when it was the last."""
        path = self._path(key)
        with contextlib.suppress(OSError):
            path.unlink()
        with contextlib.suppress(OSError):
            path.parent.rmdir()

    def _path(self, key: str) -> Path:
        if len(key) > _LONGEST_KEY or not _KEY.fullmatch(key):
            raise ValueError("no key of a record")
        return self._root / key


def _private(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)


def _not_kept() -> ProjectFileError:
    return ProjectFileError(text("app.store.not_kept"), text("app.store.not_kept.hint"))


def _copy(source: Path, target: Path) -> None:
    with source.open("rb") as old, target.open("wb") as new:
        shutil.copyfileobj(old, new, _COPY_BYTES)
