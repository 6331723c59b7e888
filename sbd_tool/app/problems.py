"""One way to turn any exception into words, used by window and command line alike."""

import errno
import traceback
from dataclasses import dataclass
from typing import Final

from sbd_tool.domain.errors import SbdError
from sbd_tool.domain.text import Text, text


@dataclass(frozen=True, slots=True)
class Problem:
    """A failure in words.

    Attributes:
        title: What happened.
        hint: What to do next.
        subject: File, layer or object it is about, or "".
        details: Traceback for *Copy details*; never shown by itself.
        expected: False for a fault of the program.
    """

    title: Text
    hint: Text
    subject: str
    details: str
    expected: bool


_BY_ERRNO: Final = {
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EROFS: "read_only_place",
    errno.EACCES: "not_allowed",
    errno.EPERM: "not_allowed",
    errno.ENOENT: "not_there",
    errno.EISDIR: "is_folder",
}


def describe(exc: BaseException) -> Problem:
    """Word an exception for a planner; the only such place."""
    details = "".join(traceback.format_exception(exc))
    if isinstance(exc, SbdError):
        return Problem(exc.what, exc.hint, exc.subject, details, expected=True)
    if isinstance(exc, OSError) and exc.errno in _BY_ERRNO:
        kind, subject = _BY_ERRNO[exc.errno], _name(exc)
        return Problem(
            text(f"app.os.{kind}", file=subject),
            text(f"app.os.{kind}.hint"),
            subject,
            details,
            expected=True,
        )
    if isinstance(exc, MemoryError):
        return Problem(
            text("app.out_of_memory"), text("app.out_of_memory.hint"), "", details, expected=True
        )
    return Problem(text("app.bug"), text("app.bug.hint"), "", details, expected=False)


def _name(exc: OSError) -> str:
    path = exc.filename if isinstance(exc.filename, str) else ""
    return path.replace("\\", "/").rpartition("/")[2]
