"""Where journal, lock and backup of a project live: opaque records, bytes in and bytes out.

Whoever keeps records encrypted wraps a `ProjectStore`; nothing above it writes a plaintext file.
"""

import contextlib
import os
import re
import tempfile
from pathlib import Path
from typing import Final, Protocol

from sbd_tool.domain.errors import ProjectFileError
from sbd_tool.domain.text import text
from sbd_tool.formats.folders import state_folder
from sbd_tool.formats.project_file import sync_folder

_KEY: Final = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")
_LONGEST_KEY: Final = 200
_LARGEST_RECORD: Final = 2 * 1024 * 1024 * 1024
_TEMPORARY: Final = ".tmp-"


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
            temporary = self._written(path, record)
            os.replace(temporary, path)  # noqa: PTH105 - mkstemp gives text
            sync_folder(path.parent)
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
            with path.open("xb") as file:
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
        found = (path for path in start.rglob("*") if path.is_file())
        keys = (path.relative_to(self._root).as_posix() for path in found)
        return tuple(sorted(key for key in keys if _TEMPORARY not in key))

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

    def _written(self, path: Path, record: bytes) -> str:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(prefix=_TEMPORARY, dir=path.parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(record)
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            Path(temporary).unlink(missing_ok=True)
            raise
        return temporary


def is_process_alive(pid: int) -> bool:
    """Whether a process of this machine still runs."""
    if pid <= 0:
        return False
    if os.name == "nt":
        return _is_windows_process_alive(pid)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def _is_windows_process_alive(pid: int) -> bool:
    # os.kill(pid, 0) would send Ctrl+C there, so the handle is asked instead.
    import ctypes

    query_limited, still_active = 0x1000, 259
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - only there on Windows
    handle = kernel.OpenProcess(query_limited, False, pid)  # noqa: FBT003 - a C function
    if not handle:
        return False
    code = ctypes.c_ulong()
    kernel.GetExitCodeProcess(handle, ctypes.byref(code))
    kernel.CloseHandle(handle)
    return code.value == still_active


def _not_kept() -> ProjectFileError:
    return ProjectFileError(text("app.store.not_kept"), text("app.store.not_kept.hint"))
