"""Files that are there whole or not at all, whenever the power goes."""

import contextlib
import hashlib
import os
import platform
import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

_HOST: Final = hashlib.sha256(platform.node().encode("utf-8", "replace")).hexdigest()[:8]
_LEFTOVER: Final = re.compile(rf"\..*\.{_HOST}-(\d+)\.part")


def write_durably(path: Path, raw: bytes, *, is_private: bool = False) -> None:
    """Write beside, sync, rename: on any failure the old file stands untouched.

    Args:
        path: The file.
        raw: Its new bytes.
        is_private: Only the user may read it; otherwise it keeps the permissions it had.

    Raises:
        OSError: The place cannot be written.
    """
    fill_durably(path, lambda part: _write(part, raw), is_private=is_private)


def fill_durably(path: Path, fill: Callable[[Path], None], *, is_private: bool = False) -> None:
    """As `write_durably`, for what is too large to be held whole.

    Args:
        path: The file.
        fill: Writes into an empty file beside it; what it raises leaves the old file as it is.
        is_private: Only the user may read it; otherwise it keeps the permissions it had.

    Raises:
        OSError: The place cannot be written.
    """
    part = path.with_name(f".{path.name}.{_HOST}-{os.getpid()}.part")
    with contextlib.suppress(FileNotFoundError):
        part.unlink()
    try:
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600))
        fill(part)
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        if not is_private:
            _keep_permissions(path, part)
        part.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink()
        raise
    sync_folder(path.parent)


def _write(part: Path, raw: bytes) -> None:
    with part.open("wb") as file:
        file.write(raw)


_BINARY: Final[int] = getattr(os, "O_BINARY", 0)


def remove_leftovers(folder: Path) -> None:
    """Remove unfinished files of this computer's processes that are gone; others' stay."""
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            match = _LEFTOVER.fullmatch(path.name)
            if match and not is_process_alive(int(match[1])):
                with contextlib.suppress(OSError):
                    path.unlink()


def is_leftover(path: Path) -> bool:
    """Whether a file is an unfinished one of ours."""
    return _LEFTOVER.fullmatch(path.name) is not None


def sync_folder(folder: Path) -> None:
    """Make a rename survive a power cut, where the system can."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # some network drives cannot; the rename stands anyway
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def is_process_alive(pid: int) -> bool:
    """Whether a process of this computer still runs."""
    if pid <= 0:
        return False
    if os.name == "nt":
        return _is_windows_process_alive(pid)
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
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


def _keep_permissions(path: Path, part: Path) -> None:
    if os.name == "nt":
        return
    if path.exists():
        mode = path.stat().st_mode & 0o7777
    else:
        mask = os.umask(0)
        os.umask(mask)
        mode = 0o666 & ~mask
    part.chmod(mode)
