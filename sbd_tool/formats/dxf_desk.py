"""The import desk's look into a drawing, in a process of its own like all reading."""

from pathlib import Path
from typing import Any, Final

from sbd_tool.domain.dxf_inspection import DxfInspection
from sbd_tool.domain.layers import Source
from sbd_tool.domain.progress import SILENT, Progress
from sbd_tool.domain.rawplan import RawLayer, RawPlan
from sbd_tool.formats.archives import GZIP, Member, unpack_gzip
from sbd_tool.formats.attribute_values import clean_name
from sbd_tool.formats.isolation import run_apart
from sbd_tool.formats.limits import (
    HEAD_BYTES,
    MAX_FILE_BYTES,
    WORKER_SECONDS,
    WORKER_SECONDS_PER_MB,
)
from sbd_tool.formats.problems import unreadable
from sbd_tool.formats.readers import reader_for
from sbd_tool.formats.scratch import scratch_folder

_DXF: Final = "dxf"


def inspect_dxf(path: Path, *, progress: Progress = SILENT) -> DxfInspection:
    """Say what a drawing holds, for the dialog that maps its layers and blocks to roles.

    Args:
        path: A DXF file, in text or binary form, also compressed with gzip. It is only read.
        progress: Told how far it is; may raise `Cancelled`.

    Raises:
        PlanUnreadableError: It is no drawing, or neither library can read it.
    """
    found: DxfInspection = _apart("inspect_dxf", path, progress)
    return found


def look_into_dxf(
    path: Path, *, progress: Progress = SILENT
) -> tuple[DxfInspection, tuple[RawLayer, ...]]:
    """The same with what is drawn, one layer per drawing layer, for a preview.

    Raises:
        PlanUnreadableError: As `inspect_dxf`.
    """
    found: tuple[DxfInspection, RawPlan] = _apart("look_into_dxf", path, progress)
    return found[0], found[1].layers


def _apart(task: str, path: Path, progress: Progress) -> Any:
    name = clean_name(path.name)
    try:
        with scratch_folder("plan", beside=path) as folder:
            return _unpacked(task, path, folder, name, progress)
    except OSError:
        raise unreadable("not_readable", "not_readable", name) from None


def _unpacked(task: str, path: Path, folder: Path, name: str, progress: Progress) -> Any:
    if not path.is_file():
        raise unreadable("not_found", "choose_file", name)
    if path.stat().st_size > MAX_FILE_BYTES:
        raise unreadable("too_large", "too_large", name)
    member = Member(path, name)
    if _head(path).startswith(GZIP):
        member = unpack_gzip(path, folder, name)
    head = _head(member.path)
    if not head:
        raise unreadable("empty", "empty", name)
    if reader_for(head, member.label).key != _DXF:
        raise unreadable("unknown_format", "known_formats", name)
    found = run_apart(
        task,
        name,
        progress,
        WORKER_SECONDS + WORKER_SECONDS_PER_MB * member.path.stat().st_size / 1e6,
        path=member.path,
        source=Source(name=name, format=_DXF),
    )
    progress.advance(1.0)
    return found


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(HEAD_BYTES)
