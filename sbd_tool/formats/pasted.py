"""What the clipboard holds: GeoJSON, WKT or a picture, read as if it were a file.

It is written to a private folder, in memory where there is one, and read like any other file:
recognised by content, parsed in a process of its own, bounded. Nothing is kept.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sbd_tool.domain.errors import PlanUnreadableError
from sbd_tool.domain.progress import SILENT, Progress
from sbd_tool.domain.rawplan import RawPlan
from sbd_tool.domain.text import Quantity, text
from sbd_tool.formats.plans import read_plan
from sbd_tool.formats.scratch import scratch_folder

MAX_PASTED_BYTES: Final = 64 * 1024**2
NAME: Final = "clipboard"
_PICTURES: Final = (
    (b"\x89PNG\r\n\x1a\n", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"II*\x00", ".tif"),
    (b"MM\x00*", ".tif"),
)
_WKT: Final = (
    "POINT", "LINESTRING", "LINEARRING", "POLYGON", "MULTIPOINT", "MULTILINESTRING",
    "MULTIPOLYGON", "GEOMETRYCOLLECTION", "SRID=",
)  # fmt: skip
_LOOKED_AT: Final = 1024


def suffix_of_pasted(content: bytes) -> str | None:
    """Ending that fits what was pasted (".geojson", ".wkt", ".png", ".jpg", ".tif"), or None."""
    for signature, suffix in _PICTURES:
        if content.startswith(signature):
            return suffix
    head = content[:_LOOKED_AT].decode("utf-8-sig", errors="replace").lstrip().upper()
    if head.startswith(("{", "[", "\x1e")):
        return ".geojson"
    return ".wkt" if head.startswith(_WKT) else None


def pasted_bytes(content: str | bytes) -> tuple[bytes, str]:
    """Bytes and file ending of what was pasted.

    Raises:
        PlanUnreadableError: Nothing, too much, or nothing we read.
    """
    if len(content) > MAX_PASTED_BYTES:
        raise _too_large()
    raw = content.encode("utf-8", "replace") if isinstance(content, str) else bytes(content)
    if len(raw) > MAX_PASTED_BYTES:
        raise _too_large()
    if not raw.strip():
        raise PlanUnreadableError(text("desk.paste_empty"), text("desk.paste_hint"), NAME)
    suffix = suffix_of_pasted(raw)
    if suffix is None:
        raise PlanUnreadableError(text("desk.paste_unknown"), text("desk.paste_hint"), NAME)
    return raw, suffix


def read_pasted(content: str | bytes, *, progress: Progress = SILENT) -> RawPlan:
    """Read what was pasted.

    Args:
        content: Text, or bytes of text or of a PNG, JPEG or TIFF picture.
        progress: Told how far it is; may raise `Cancelled`.

    Returns:
        Layers or a picture, with findings, as `plans.read_plan`.

    Raises:
        PlanUnreadableError: Nothing, too much, nothing we read, or damaged.
    """
    raw, suffix = pasted_bytes(content)
    with pasted_file(raw, suffix) as path:
        return read_plan(path, progress=progress)


@contextmanager
def pasted_file(raw: bytes, suffix: str) -> Iterator[Path]:
    """What was pasted as a file that is gone afterwards; it lies in memory where that can be."""
    with scratch_folder("paste", len(raw)) as folder:
        path = folder / f"{NAME}{suffix}"
        path.write_bytes(raw)
        yield path


def _too_large() -> PlanUnreadableError:
    limit = Quantity(MAX_PASTED_BYTES / 1024**2, "MB", 0)
    return PlanUnreadableError(
        text("desk.paste_too_large", limit=limit), text("desk.paste_too_large_hint"), NAME
    )
