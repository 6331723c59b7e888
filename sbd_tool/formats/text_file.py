"""A text file as words: bounded, in UTF-8 or as older editors wrote it."""

from pathlib import Path

from sbd_tool.domain.errors import InputError
from sbd_tool.domain.text import literal, text


def read_text(path: Path, most: int) -> str:
    """Read a text file of at most so many characters.

    Raises:
        InputError: It is not there, cannot be opened, is longer, or is no text.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(4 * most + 4)
    except OSError as fault:
        raise InputError(
            text("report.text_missing", name=literal(path.name[:80])),
            text("report.text_missing.hint"),
            path.name,
        ) from fault
    try:
        words = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        words = raw.decode("cp1252", errors="replace")
    if len(words) > most or "\x00" in words:
        raise _refused(path, most)
    return words.replace("\r\n", "\n")


def _refused(path: Path, most: int) -> InputError:
    return InputError(
        text("report.text_refused", name=literal(path.name[:80]), most=most),
        text("report.text_refused.hint"),
        path.name,
    )
