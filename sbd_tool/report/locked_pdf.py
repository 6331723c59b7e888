"""A PDF under a passphrase: AES-256 as in ISO 32000-2, made in memory."""

import io
import secrets
from typing import Final

from sbd_tool.domain.errors import ExportError
from sbd_tool.domain.text import text

_ALGORITHM: Final = "AES-256"


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
