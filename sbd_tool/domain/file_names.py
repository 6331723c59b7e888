"""Names of files made of words people wrote: no path, no device, nothing unseen."""

import re
from typing import Final

from sbd_tool.domain.legible import legible

LONGEST: Final = 80
_UNSAFE: Final = re.compile(r"[\x00-\x1f\x7f\u2028\u2029<>:\"/\\|?*]+")
_DEVICE: Final = re.compile(r"(?i:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])")
"""Names Windows keeps for devices, with any ending or none."""
_BLIND: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_LONGEST_BYTES: Final = 200
"""Systems take 255; what lies beside a file while it is written needs the rest."""


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


def name_fault(name: str) -> str:
    r"""What is wrong with a name somebody typed for a file: "" where every system takes it.

    Args:
        name: Name of the file without its folder.

    Returns:
        "unseen" (a line break or another control), "too_long", "device" (a name Windows keeps),
        "ends" (a dot or blank at its end, which Windows drops), or "".

    Examples:
        >>> name_fault("a\nb.pdf"), name_fault("nul.pdf"), name_fault("Mill Square.pdf")
        ('unseen', 'device', '')
    """
    if _BLIND.search(name) or legible(name) != name:
        return "unseen"
    if len(name.encode()) > _LONGEST_BYTES:
        return "too_long"
    if _DEVICE.fullmatch(name.partition(".")[0].strip()):
        return "device"
    return "ends" if name != name.rstrip(". ") else ""
