"""A PDF under a passphrase: AES-256 as in ISO 32000-2, made in memory."""

import io
import re
import secrets
from typing import Final

from sbd_tool.domain.errors import ExportError
from sbd_tool.domain.text import text

_ALGORITHM: Final = "AES-256"
_ID: Final = re.compile(rb"/ID \[[^\]]*\]")
"""Drawn anew each time a PDF is written."""


def locked_pdf(raw: bytes, passphrase: str) -> bytes:
    """The same PDF, readable with the passphrase only; also its metadata.

    Two locked copies of one file differ: they are compared after opening.

    Args:
        raw: A PDF of ours.
        passphrase: What a reader types; the owner's is drawn at random and thrown away.
    """
    from pypdf import PdfWriter

    book = PdfWriter(clone_from=io.BytesIO(raw))
    book.encrypt(passphrase, secrets.token_urlsafe(32), algorithm=_ALGORITHM)
    stream = io.BytesIO()
    book.write(stream)
    return stream.getvalue()


def unlocked_pdf(raw: bytes, passphrase: str, name: str = "") -> bytes:
    """A PDF as it was before it was locked, but for the order of its objects.

    Raises:
        ExportError: The passphrase does not fit.
    """
    from pypdf import PdfReader, PdfWriter

    book = PdfReader(io.BytesIO(raw))
    if book.is_encrypted and not book.decrypt(passphrase):
        raise ExportError(text("vault.wrong", file=name), text("vault.wrong_hint"), name)
    open_book = PdfWriter(clone_from=book)
    stream = io.BytesIO()
    open_book.write(stream)
    return stream.getvalue()


def is_same_unlocked(unlocked: bytes, raw: bytes, passphrase: str) -> bool:
    """Whether a PDF that was unlocked is another one that never was locked.

    Locking orders objects anew; so the other one is locked and unlocked too.

    Args:
        unlocked: What `unlocked_pdf` gave.
        raw: A PDF of ours.
        passphrase: Any.
    """
    again = unlocked_pdf(locked_pdf(raw, passphrase), passphrase)
    return _ID.sub(b"", again) == _ID.sub(b"", unlocked)
