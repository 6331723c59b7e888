"""A report as it came back: read, opened, whole, and what it may be called by its content."""

from collections.abc import Callable
from pathlib import Path

from sbd_tool.app.exporting import exporter_of
from sbd_tool.app.vaults import plain_bytes
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.text import literal, text
from sbd_tool.formats.project_file import read_bytes
from sbd_tool.report.locked_pdf import is_same_unlocked, unlocked_pdf
from sbd_tool.report.whole_files import formats_of, is_locked_pdf, is_whole

Matches = Callable[[bytes], bool]
"""Whether a file made anew is the one that came back."""


def report_bytes(path: Path, pdf_passphrase: str = "") -> tuple[bytes, Matches]:
    """Read a report; what encrypts it is taken off.

    Args:
        path: The report.
        pdf_passphrase: Opens a locked PDF, or "".

    Returns:
        Its plain bytes, and what tells whether a file made anew is the same.

    Raises:
        InputError: It is no file, its end is missing, or it is a PDF under a passphrase.
        ExportError: The passphrase of a PDF does not fit.
        LockedError: It is encrypted and nobody knows the passphrase.
        ProjectFileError: It cannot be read.
    """
    name = literal(path.name)
    if not path.is_file():
        raise InputError(
            text("outputs.no_report", file=name), text("outputs.no_report.hint"), path.name
        )
    raw = plain_bytes(read_bytes(path), path)
    if not is_whole(raw):
        raise InputError(
            text("outputs.cut_off", file=name), text("outputs.cut_off.hint"), path.name
        )
    if not is_locked_pdf(raw):
        return raw, raw.__eq__
    if not pdf_passphrase:
        raise InputError(
            text("outputs.locked_pdf", file=name), text("outputs.locked_pdf.hint"), path.name
        )
    opened = unlocked_pdf(raw, pdf_passphrase, path.name)
    return opened, lambda again: is_same_unlocked(opened, again, pdf_passphrase)


def names_by_content(path: Path, raw: bytes) -> tuple[Path, ...]:
    """Names of the formats a file may be of, that of its own name first: files get renamed.

    Args:
        path: The file.
        raw: Its plain bytes.
    """
    keys = formats_of(raw)
    try:
        own = exporter_of(path).key
    except InputError:
        own = ""
    names = [path] if own in keys else []
    return (*names, *(path.with_name(f"report.{key}") for key in keys if key != own))
