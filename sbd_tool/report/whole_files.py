"""What a finished file is by its content, and whether its end is there: copies get cut off."""

import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping
from typing import Final

_HEADS: Final = (
    (b"%PDF", ("pdf", "sheet.pdf")),
    (b"\x89PNG\r\n\x1a\n", ("png",)),
    (b"PK\x03\x04", ("docx", "xlsx", "qgis.zip", "bcfzip")),
    (b"SQLite format 3\x00", ("gpkg",)),
)
_TEXTS: Final = (
    (re.compile(rb"<!doctype html|<html", re.IGNORECASE), ("html", "report.html")),
    (re.compile(rb"<\?xml|<svg", re.IGNORECASE), ("svg",)),
    (re.compile(rb"\{"), ("geojson",)),
    (re.compile(rb"(?:999|0)\s*\r?\n"), ("dxf",)),
)
_LINES: Final = ("csv", "comments.csv")
_FOOT_BYTES: Final = 1024


def formats_of(raw: bytes) -> tuple[str, ...]:
    """Keys of the export formats that a file may be by its content; several look alike.

    Examples:
        >>> formats_of(b"%PDF-1.7"), formats_of(b"id;kind")
        (('pdf', 'sheet.pdf'), ('csv', 'comments.csv'))
    """
    for head, keys in _HEADS:
        if raw.startswith(head):
            return keys
    start = raw[:_FOOT_BYTES].removeprefix(b"\xef\xbb\xbf").lstrip()
    return next((keys for pattern, keys in _TEXTS if pattern.match(start)), _LINES)


def is_whole(raw: bytes) -> bool:
    """Whether the end of a file is there, as far as its format tells: of a table its last line."""
    return _ENDS[formats_of(raw)[0]](raw)


def is_locked_pdf(raw: bytes) -> bool:
    """Whether a PDF opens with a passphrase only."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    if not raw.startswith(b"%PDF") or b"/Encrypt" not in raw:
        return False
    try:
        book = PdfReader(io.BytesIO(raw))
        return book.is_encrypted and not book.decrypt("")
    except (PyPdfError, ValueError, KeyError, TypeError):
        return False


def _holds_its_pages(raw: bytes) -> bool:
    """Size and number of pages stand in the head of an SQLite file; 1 means 65,536 bytes."""
    size, pages = int.from_bytes(raw[16:18], "big"), int.from_bytes(raw[28:32], "big")
    return len(raw) >= (65_536 if size == 1 else size) * pages


def _is_json(raw: bytes) -> bool:
    try:
        json.loads(raw)
    except (ValueError, RecursionError):
        return False
    return True


def _ends_in(sign: bytes) -> Callable[[bytes], bool]:
    return lambda raw: raw[-_FOOT_BYTES:].rstrip().endswith(sign)


_ENDS: Final[Mapping[str, Callable[[bytes], bool]]] = {
    "pdf": lambda raw: b"%%EOF" in raw[-_FOOT_BYTES:],
    "png": lambda raw: b"IEND" in raw[-12:],
    "docx": lambda raw: zipfile.is_zipfile(io.BytesIO(raw)),
    "gpkg": _holds_its_pages,
    "html": _ends_in(b"</html>"),
    "svg": _ends_in(b"</svg>"),
    "geojson": _is_json,
    "dxf": _ends_in(b"EOF"),
    "csv": lambda raw: raw.endswith(b"\n"),
}
