"""Names of files made of words people wrote: no path, no device, nothing unseen."""

import re
from typing import Final

from sbd_tool.domain.legible import legible

LONGEST: Final = 80
_UNSAFE: Final = re.compile(r"[\x00-\x1f\x7f\u2028\u2029<>:\"/\\|?*]+")
_DEVICE: Final = re.compile(r"(?i:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])")
"""Names Windows keeps for devices, with any ending or none."""


def file_stem(words: str, otherwise: str) -> str:
    r"""Words as the first part of a file name that every system accepts.

    Args:
        words: Anything.
        otherwise: Used where nothing is left.

    Examples:
        >>> file_stem("../Mill:Square\n", "project")
        'Mill Square'
        >>> file_stem("nul.tar", "project")
        '_nul.tar'
    """
    found = " ".join(_UNSAFE.sub(" ", legible(words)).split()).strip(" .")
    found = found[:LONGEST].strip(" .") or otherwise
    return f"_{found}" if _DEVICE.fullmatch(found.partition(".")[0].strip()) else found
