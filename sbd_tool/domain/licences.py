"""Whose work a plan is and on what terms: one line, printed wherever plan data are named."""

from typing import Final

from sbd_tool.domain.errors import InputError
from sbd_tool.domain.legible import legible
from sbd_tool.domain.text import text

LONGEST: Final = 160
"""Characters that reports and sheets print of one source."""


def licence_line(licence: str = "", attribution: str = "", source: str = "") -> str:
    """Source, licence and attribution as one line; what is missing is left out, nothing is added.

    Args:
        licence: Name of the licence.
        attribution: Whom the licence asks to name.
        source: What the plan is and who gave it out.

    Raises:
        InputError: The line is longer than what is printed of it.

    Examples:
        >>> licence_line("ODbL 1.0", "OpenStreetMap contributors")
        'ODbL 1.0, OpenStreetMap contributors'
        >>> licence_line(" ")
        ''
    """
    parts = (" ".join(legible(part).split()) for part in (source, licence, attribution))
    line = ", ".join(dict.fromkeys(part for part in parts if part))
    if len(line) > LONGEST:
        raise InputError(
            text("sources.too_long", limit=LONGEST, count=len(line)), text("sources.too_long.hint")
        )
    return line
