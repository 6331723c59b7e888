"""Photographs as pictures under a plan: turned as the camera was held, reduced, nothing else."""

from pathlib import Path
from typing import Final

from sbd_tool.domain.layers import Source
from sbd_tool.domain.progress import SILENT, Progress
from sbd_tool.domain.rawplan import RawPicture
from sbd_tool.formats.attribute_values import clean_name
from sbd_tool.formats.isolation import run_apart
from sbd_tool.formats.limits import (
    MAX_FILE_BYTES,
    WORKER_SECONDS,
)
from sbd_tool.formats.photos import WORLD_ENDINGS
from sbd_tool.formats.problems import unreadable

_JPEG: Final = b"\xff\xd8\xff"


def is_plain_jpeg(path: Path) -> bool:
    """Whether a file is a JPEG by its content and no world file says where it lies."""
    try:
        with path.open("rb") as file:
            if file.read(len(_JPEG)) != _JPEG:
                return False
    except OSError:
        return False
    beside = (path.with_suffix(one) for end in WORLD_ENDINGS for one in (end, end.upper()))
    return not any(one.exists() for one in beside)


def read_turned(path: Path, *, progress: Progress = SILENT) -> RawPicture:
    """Read a JPEG upright, in a process of its own, at most 4,096 pixels on its longer side.

    Raises:
        PlanUnreadableError: Damaged, or unreasonably large.
    """
    name = clean_name(path.name)
    if path.stat().st_size > MAX_FILE_BYTES:
        raise unreadable("too_large", "too_large", name)
    found: RawPicture = run_apart(
        "read_turned",
        name,
        progress,
        WORKER_SECONDS,
        path=path,
        source=Source(name=name, format="jpeg"),
    )
    return found
