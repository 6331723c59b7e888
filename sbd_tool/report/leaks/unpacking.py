"""A finished file taken apart to the bottom: whatever can be unpacked is unpacked and read."""

import base64
import binascii
import html
import io
import re
import sqlite3
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import Final

from sbd_tool.report.leaks.unpack_pdf import pdf_pieces

DEEPEST: Final = 4
LARGEST_BYTES: Final = 256 * 1024 * 1024
_DATA_ADDRESS: Final = re.compile(
    rb"data:[a-zA-Z0-9/+.-]*(?:;[a-z0-9=-]+)*;base64,([A-Za-z0-9+/=]+)"
)
_LONG_BASE64: Final = re.compile(rb"(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{40,}={0,2}")
_ESCAPED: Final = re.compile(r"\\u([0-9a-fA-F]{4})")
_PERCENT: Final = re.compile(r"(?:%[0-9a-fA-F]{2})+")
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_WRITTEN: Final = re.compile(rb"[\x20-\x7e]{8,}")
_LETTERS: Final = 4
_STREAM_HEADS: Final = (b"\x1f\x8b", b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
_PACKED_CHUNKS: Final = frozenset({b"zTXt", b"iTXt", b"iCCP"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a file.

    Attributes:
        where: Its place, in the words of the format ("xl/worksheets/sheet1.xml").
        raw: Its bytes.
        is_packed: The bytes are no text.
    """

    where: str
    raw: bytes
    is_packed: bool = False


def pieces(raw: bytes, where: str = "", depth: int = 0) -> Iterator[Piece]:
    """Take a file apart; the whole of it comes first, as it lies on the disk.

    Args:
        raw: Bytes of the file.
        where: Its place in the file around it, or "".
        depth: How deep it was packed.
    """
    opener = _opener(raw)
    yield Piece(where or "bytes", raw, is_packed=opener is not None)
    if depth >= DEEPEST or len(raw) > LARGEST_BYTES:
        return
    if opener is not None:
        for inner, body in opener(raw):
            place = f"{where} / {inner}" if where else inner
            if _opener(body) is not None:
                yield from pieces(body, place, depth + 1)
            else:
                yield from _plain(body, place, depth)
    else:
        yield from (piece for piece in _plain(raw, where, depth) if piece.raw is not raw)


def readings(piece: Piece) -> Iterator[str]:
    """A piece as text: as UTF-8, as UTF-16 where it could be, and without escapes."""
    plain = piece.raw.decode("utf-8", "ignore")
    yield plain
    if b"\x00" in piece.raw:
        for shift in (0, 1):
            yield piece.raw[shift:].decode("utf-16-le", "ignore")
        return
    if piece.is_packed:
        return
    bare = plain
    if "\\u" in bare:
        bare = _ESCAPED.sub(lambda hit: chr(int(hit[1], 16)), bare)
    if "&" in bare:
        bare = html.unescape(bare)
    if "%" in bare:
        bare = _PERCENT.sub(_unquoted, bare)
    if bare != plain:
        yield bare


def _unquoted(hit: re.Match[str]) -> str:
    return bytes.fromhex(hit[0].replace("%", "")).decode("utf-8", "replace")


def _plain(raw: bytes, where: str, depth: int) -> Iterator[Piece]:
    """Text with whatever is wrapped in it."""
    yield Piece(where, raw)
    for found in (*_DATA_ADDRESS.finditer(raw), *_LONG_BASE64.finditer(raw)):
        packed = found[found.lastindex or 0]
        with suppress(binascii.Error, ValueError):
            yield from pieces(
                base64.b64decode(packed + b"=" * (-len(packed) % 4)), f"{where} / base64", depth + 1
            )


def _opener(raw: bytes) -> Callable[[bytes], Iterator[tuple[str, bytes]]] | None:
    if raw.startswith(_PNG):
        return _png
    if raw.startswith(b"SQLite format 3\x00"):
        return _tables
    if raw.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _members
    if raw.startswith(b"%PDF-"):
        return pdf_pieces
    if raw.startswith(b"\xff\xd8\xff"):
        return _nothing
    return _inflated if raw.startswith(_STREAM_HEADS) else None


def _nothing(_raw: bytes) -> Iterator[tuple[str, bytes]]:
    return iter(())


def _inflated(raw: bytes) -> Iterator[tuple[str, bytes]]:
    unpacker = zlib.decompressobj(wbits=47)  # zlib or gzip, whichever it says
    with suppress(zlib.error):
        yield "unpacked", unpacker.decompress(raw, LARGEST_BYTES)


def _png(raw: bytes) -> Iterator[tuple[str, bytes]]:
    at = len(_PNG)
    while at + 12 <= len(raw):
        size = int.from_bytes(raw[at : at + 4])
        kind, body = raw[at + 4 : at + 8], raw[at + 8 : at + 8 + size]
        at += 12 + size
        name = kind.decode("latin-1")
        if kind != b"IDAT":
            yield name, body
        for start in range(min(len(body), 90)) if kind in _PACKED_CHUNKS else ():
            with suppress(zlib.error):
                yield name, zlib.decompress(body[start:])
        if kind == b"IEND":
            break
    yield "behind the end", raw[at:]
    yield "pixels", _written_in_pixels(raw)


def _written_in_pixels(raw: bytes) -> bytes:
    """Bytes of pixels that could be words; a picture of words is not read."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(raw)) as picture:
            pixels = picture.tobytes()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        return b""
    runs = (run[0] for run in _WRITTEN.finditer(pixels))
    return b"\n".join(run for run in runs if len(set(run)) >= _LETTERS)


def _members(raw: bytes) -> Iterator[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            yield "comment", archive.comment
            for entry in archive.infolist():
                name = entry.filename
                yield f"name of {name}", name.encode() + b"\n" + entry.comment + b"\n" + entry.extra
                if entry.file_size <= LARGEST_BYTES:
                    with suppress(zipfile.BadZipFile, NotImplementedError, RuntimeError):
                        yield name, archive.read(entry)
    except (zipfile.BadZipFile, OSError):
        return


_BETWEEN_CELLS: Final = "\n\u241f\n".encode()
"""A sign no plan writes: what stands in two cells must not read as words with a bar between."""


def _tables(raw: bytes) -> Iterator[tuple[str, bytes]]:
    """Rows of all tables; what lies in free pages is in the bytes of the file."""
    with closing(sqlite3.connect(":memory:")) as base:
        base.deserialize(raw)
        base.text_factory = bytes
        try:
            listed = base.execute("select name, type, sql from sqlite_master").fetchall()
        except sqlite3.DatabaseError:
            return
        for name, kind, made in listed:
            yield "schema", name + b"\n" + (made or b"")
            if kind == b"table":
                yield from _rows(base, name.decode("utf-8", "replace"))


def _rows(base: sqlite3.Connection, name: str) -> Iterator[tuple[str, bytes]]:
    quoted = '"' + name.replace('"', '""') + '"'
    words: list[bytes] = []
    try:
        for row in base.execute(f"select * from {quoted}"):  # noqa: S608 - quoted, in memory
            for value in row:
                if isinstance(value, bytes) and _opener(value) is not None:
                    yield f"table {name}", value
                elif value is not None:
                    words.append(value if isinstance(value, bytes) else str(value).encode())
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        pass  # a table that needs an extension is in the bytes of the file all the same
    yield f"table {name}", _BETWEEN_CELLS.join(words)
