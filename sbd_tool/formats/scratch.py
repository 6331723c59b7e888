"""Folders for files that exist only while something is read: in memory where the system can.

What is pasted into a project, or worked out of one, must not lie in the open on a disk, not even
for a moment and not when the power goes. Linux keeps `/dev/shm` in memory; elsewhere, and for what
is too large for it, the folder lies in the user's temporary folder. A run that was killed leaves
its folder behind: the next start removes those of the same user that are a day old.
"""

import contextlib
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

MEMORY: Final = Path("/dev/shm")  # noqa: S108 - memory of this computer; folders in it are private
_KINDS: Final = ("export", "field", "osm", "paste", "plan")
_OURS: Final = re.compile(rf"sbd-(?:{'|'.join(_KINDS)})-[a-z0-9_]{{8}}")
_OLD_S: Final = 24 * 3600.0
_COPIES: Final = 4  # what is unpacked, copied and converted beside the first file
_SPARE_BYTES: Final = 8 * 1024**2


@contextmanager
def scratch_folder(
    kind: str, needed_bytes: int | None = None, *, beside: Path | None = None
) -> Iterator[Path]:
    """A private folder that is gone afterwards.

    Args:
        kind: What it is for: one of "export", "field", "osm", "paste", "plan".
        needed_bytes: Size of what it takes, where that must not reach a disk if the system can
            help it; None for a copy of what lies on a disk already.
        beside: The file that is read: if it lies in memory, so does the folder.

    Raises:
        OSError: There is no place for it.
    """
    is_kept_off = beside is not None and MEMORY in beside.parents
    if needed_bytes is not None and not is_kept_off:
        is_kept_off = _has_room(needed_bytes)
    root = MEMORY if is_kept_off else None
    with TemporaryDirectory(prefix=f"sbd-{kind}-", dir=root) as folder:
        yield Path(folder)


def remove_old_scratch() -> None:
    """Remove folders that killed runs of this user left, a day old and no younger."""
    oldest = time.time() - _OLD_S
    for root in dict.fromkeys((*_temporary(), MEMORY)):
        with contextlib.suppress(OSError), os.scandir(root) as entries:
            for entry in entries:
                if _OURS.fullmatch(entry.name) and _is_old_and_mine(entry, oldest):
                    shutil.rmtree(entry.path, ignore_errors=True)


def _temporary() -> Iterator[Path]:
    """Where temporary folders go; asking `tempfile` would write a file there to try it out."""
    if tempfile.tempdir:
        yield Path(tempfile.tempdir)
        return
    yield from (
        Path(os.environ[name]) for name in ("TMPDIR", "TEMP", "TMP") if os.environ.get(name)
    )
    if os.name != "nt":
        yield Path("/tmp")  # noqa: S108 - only looked through for folders of this user


def _is_old_and_mine(entry: "os.DirEntry[str]", oldest: float) -> bool:
    try:
        found = entry.stat(follow_symlinks=False)
        is_folder = entry.is_dir(follow_symlinks=False)
    except OSError:
        return False
    is_mine = os.name == "nt" or found.st_uid == os.getuid()
    return is_folder and is_mine and found.st_mtime < oldest


def _has_room(needed_bytes: int) -> bool:
    if sys.platform != "linux" or not os.access(MEMORY, os.W_OK | os.X_OK):
        return False
    try:
        free = shutil.disk_usage(MEMORY).free
    except OSError:
        return False
    return free > _COPIES * needed_bytes + _SPARE_BYTES
