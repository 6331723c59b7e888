"""Pictures without what cameras and programs write beside the pixels: place, owner, thumbnail."""

from collections.abc import Iterator
from typing import Final

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT: Final = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"gAMA", b"sRGB"})
_JPEG: Final = b"\xff\xd8"
_JPEG_DROPPED: Final = frozenset({*range(0xE1, 0xEE), 0xEF, 0xFE})  # APP1-13, APP15, comment
_JPEG_SCAN: Final = 0xDA
_JPEG_END: Final = b"\xff\xd9"


def bare_picture(raw: bytes) -> bytes:
    """The same picture with nothing but what is needed to show it.

    Args:
        raw: Bytes of a PNG or JPEG picture.

    Returns:
        The picture without text, EXIF, XMP, thumbnails and anything behind its end. Bytes that
        are neither format, or are broken, give nothing: what cannot be read cannot be cleared.
    """
    if raw.startswith(_PNG):
        return b"".join((_PNG, *_png_chunks(raw)))
    if raw.startswith(_JPEG):
        return b"".join((_JPEG, *_jpeg_segments(raw)))
    return b""


def _png_chunks(raw: bytes) -> Iterator[bytes]:
    at = len(_PNG)
    while at + 12 <= len(raw):
        size = int.from_bytes(raw[at : at + 4])
        kind = raw[at + 4 : at + 8]
        end = at + 12 + size
        if end > len(raw):
            return
        if kind in _PNG_KEPT:
            yield raw[at:end]
        if kind == b"IEND":
            return
        at = end


def _jpeg_segments(raw: bytes) -> Iterator[bytes]:
    at = len(_JPEG)
    while at + 4 <= len(raw) and raw[at] == 0xFF:  # noqa: PLR2004 - begins every marker
        marker = raw[at + 1]
        if marker == _JPEG_SCAN:
            last = raw.find(_JPEG_END, at)
            yield raw[at:] if last < 0 else raw[at : last + 2]
            return
        end = at + 2 + int.from_bytes(raw[at + 2 : at + 4])
        if marker not in _JPEG_DROPPED:
            yield raw[at:end]
        at = end
