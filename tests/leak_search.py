"""Search an exported file to the bottom: packed streams, chunks, parts, tables, metadata."""

import base64
import io
import re
import sqlite3
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pypdf

_PACKED = re.compile(rb"data:[a-z/+-]+;base64,([A-Za-z0-9+/=]+)")
_ESCAPED = re.compile(rb"\\u([0-9a-fA-F]{4})")


def everything(path: Path) -> bytes:
    """All a file holds, unpacked and joined; beside it, whatever was left in its folder."""
    raw = path.read_bytes()
    parts = [raw, *_unpacked(path, raw)]
    parts += [_unescaped(part) for part in tuple(parts)]
    parts += [base64.b64decode(found) for found in _PACKED.findall(raw)]
    parts += [name.name.encode() + name.read_bytes() for name in path.parent.glob(f"{path.name}?*")]
    return b"\n".join(parts)


def found_in(whole: bytes, words: str) -> bool:
    """Whether words are there, in any case, in UTF-8 or UTF-16, with or without blanks."""
    lower = whole.lower()
    wanted = words.lower()
    close = wanted.replace(" ", "")
    return any(
        form in lower
        for form in (
            wanted.encode(),
            close.encode(),
            wanted.encode("utf-16-le"),
            wanted.encode("utf-16-be"),
        )
    )


def holds_place(whole: bytes, x: float, y: float, decimals: int = 1) -> bool:
    """Whether a place stands in the file: as stored doubles, or written as x and then y."""
    if any(struct.pack(f"{order}dd", x, y) in whole for order in "<>"):
        return True
    first, second = (re.escape(f"{one:.{decimals + 1}f}"[:-1]) for one in (x, y))
    return re.search(rf"\b{first}\d*[\s,;]+{second}".encode(), whole) is not None


def _unescaped(raw: bytes) -> bytes:
    plain = _ESCAPED.sub(lambda hit: chr(int(hit[1], 16)).encode("utf-8", "replace"), raw)
    for sign, code in ((b"<", b"&lt;"), (b">", b"&gt;"), (b'"', b"&quot;"), (b"&", b"&amp;")):
        plain = plain.replace(code, sign)
    return plain if plain != raw else b""


def _unpacked(path: Path, raw: bytes) -> Iterator[bytes]:
    readers = {".pdf": _pdf, ".png": _png, ".gpkg": _tables, ".xlsx": _parts}
    readers |= {".docx": _parts, ".bcfzip": _parts}
    yield from readers.get(path.suffix, _nothing)(path, raw)


def _nothing(_path: Path, _raw: bytes) -> Iterator[bytes]:
    return iter(())


def _pdf(_path: Path, raw: bytes) -> Iterator[bytes]:
    book = pypdf.PdfReader(io.BytesIO(raw))
    yield repr(book.metadata).encode()
    yield repr(book.trailer).encode()
    for number in range(1, int(book.trailer["/Size"])):
        part = book.get_object(number)
        yield repr(part).encode()
        if isinstance(part, pypdf.generic.StreamObject):
            yield part.get_data()
    for page in book.pages:
        written = page.extract_text()
        yield written.encode()
        yield re.sub(r"\s+", "", written).encode()


def _png(_path: Path, raw: bytes) -> Iterator[bytes]:
    at = 8
    while at < len(raw):
        size = int.from_bytes(raw[at : at + 4])
        kind, body = raw[at + 4 : at + 8], raw[at + 8 : at + 8 + size]
        yield kind + body
        for start in range(min(len(body), 90)) if kind in {b"zTXt", b"iTXt", b"iCCP"} else ():
            try:
                yield zlib.decompress(body[start:])
            except zlib.error:
                continue
        at += 12 + size


def _tables(path: Path, _raw: bytes) -> Iterator[bytes]:
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as base:
        names = [row[0] for row in base.execute("select name from sqlite_master")]
        for name in names:
            yield str(name).encode()
            try:
                rows = base.execute(f'select * from "{name}"')  # noqa: S608 - names of its own
            except sqlite3.DatabaseError:
                continue
            for row in rows:
                for value in row:
                    yield value if isinstance(value, bytes) else str(value).encode()


def _parts(_path: Path, raw: bytes) -> Iterator[bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        yield archive.comment
        for entry in archive.infolist():
            yield entry.filename.encode() + entry.comment + entry.extra
            yield archive.read(entry)
