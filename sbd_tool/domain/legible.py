"""Words of unknown origin without what no reader could see and no file format may hold."""

import re
from typing import Final

_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
"""Controls but for tab and line breaks, and marks that turn the reading direction."""
_LAST: Final = "".join(
    chr((plane << 16) + last) for plane in range(17) for last in (0xFFFE, 0xFFFF)
)
_NO_CHARACTER: Final = re.compile(f"[\ud800-\udfff\ufdd0-\ufdef{_LAST}]")
"""Halves of characters, and the code points that never are one: the last two of each plane too."""


def legible(words: str) -> str:
    r"""The same words without controls, with a sign in place of what is no character.

    Examples:
        >>> legible("caf\xe9\x1b[31m \u202egepard")
        'café[31m gepard'
    """
    if words.isprintable():
        return words  # the common case, at the speed of C; surrogates are not printable
    return _NO_CHARACTER.sub("\ufffd", _UNSEEN.sub("", words))
