"""Reading attributes of elements: numbers with units, words, truth; never trusting their size."""

import math
import re
from typing import Final

from sbd_tool.domain.effective import Element
from sbd_tool.domain.ratings import parse_rating

_NUMBER: Final = re.compile(
    r"^\s*([-+]?\d{1,7}(?:[.,]\d{1,6})?)\s*(m|mm|cm|km|ft|%|°)?\s*$", re.IGNORECASE
)
_FACTOR: Final = {"mm": 0.001, "cm": 0.01, "km": 1000.0, "ft": 0.3048}
_YES: Final = frozenset({"yes", "true", "1", "designated", "permissive"})
_NO: Final = frozenset({"no", "false", "0", "private"})


def parsed(value: object) -> float | None:
    """A finite number in metres (or bare), or None when it is not one.

    Examples:
        >>> parsed("1,5 m"), parsed("120 cm"), parsed("wide"), parsed(True)
        (1.5, 1.2, None, None)
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return float(value) if math.isfinite(value) else None
    match = _NUMBER.match(str(value)[:40])
    if match is None:
        return None
    unit = (match.group(2) or "").lower()
    return float(match.group(1).replace(",", ".")) * _FACTOR.get(unit, 1.0)


def number(element: Element, *keys: str) -> float | None:
    """The first of these attributes that is a number, metres or bare."""
    for key in keys:
        found = parsed(element.attributes.get(key))
        if found is not None:
            return found
    return None


def word(element: Element, *keys: str) -> str:
    """The first of these attributes that holds a word, lower case; "" when none does."""
    for key in keys:
        value = element.attributes.get(key)
        if isinstance(value, str) and value.strip():
            return value.strip().lower()[:80]
    return ""


def rating_of(element: Element) -> str:
    """The rating as written, or "" where there is none that can be read: unreadable is unrated."""
    for key in ("rating", "crash_rating"):
        if parse_rating(element.attributes.get(key)) is not None:
            return str(element.attributes[key])
    return ""


def truth(element: Element, key: str) -> bool | None:
    """Whether an attribute says yes or no; None when it says neither."""
    value = element.attributes.get(key)
    if isinstance(value, bool):
        return value
    said = str(value).strip().lower() if value is not None else ""
    return True if said in _YES else False if said in _NO else None
