"""A PDF taken apart: every object and stream, metadata, attachments, and the words of each page."""

import io
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Final

_BLANKS: Final = re.compile(r"\s+")


def pdf_pieces(raw: bytes) -> Iterator[tuple[str, bytes]]:
    """All objects of a PDF, streams decoded, and what a reader sees or copies of its pages."""
    yield from _objects(raw)
    yield from _pages(raw)


def _objects(raw: bytes) -> Iterator[tuple[str, bytes]]:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError
    from pypdf.generic import StreamObject

    try:
        book = PdfReader(io.BytesIO(raw))
        size = int(str(book.trailer["/Size"]))
    except (PyPdfError, KeyError, ValueError, TypeError):
        return
    yield "metadata", repr(book.metadata).encode() + repr(book.trailer).encode()
    for number in range(1, size):
        with suppress(
            PyPdfError, ValueError, KeyError, TypeError, AttributeError, NotImplementedError
        ):
            found = book.get_object(number)
            yield f"object {number}", _told(found)
            if isinstance(found, StreamObject):
                yield f"stream {number}", found.get_data()


def _told(found: object) -> bytes:
    return repr(found).encode("utf-8", "surrogatepass")


def _pages(raw: bytes) -> Iterator[tuple[str, bytes]]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError:
        return
    try:
        for number in range(len(document)):
            words = document[number].get_textpage().get_text_bounded()
            yield f"text of page {number + 1}", words.encode("utf-8", "replace")
    finally:
        document.close()
