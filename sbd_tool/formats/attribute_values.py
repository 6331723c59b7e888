"""Attribute values of unknown files, brought to bounded plain values."""

import datetime as dt
import json
import math
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from sbd_tool.domain.layers import AttributeValue
from sbd_tool.formats.limits import MAX_COLUMNS, MAX_NAME_CHARS, MAX_TEXT_CHARS

_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufeff]")
"""Control characters except tab and line breaks, and marks that turn the reading direction."""
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
MAX_DIGITS: Final = 18
"""Whole numbers beyond this do not fit a column of 64 bits and are kept as text."""


class Tally:
    """Counts what cleaning took away, so that it can be said once per file."""

    def __init__(self) -> None:
        self.bytes_dropped = 0
        self.shortened = 0
        self.cleaned = 0
        self.columns_dropped = 0


def clean_text(words: str, tally: Tally | None = None, limit: int = MAX_TEXT_CHARS) -> str:
    """Remove control characters and bound the length."""
    kept = _SURROGATE.sub("\ufffd", _CONTROL.sub("", words))
    if tally is not None:
        tally.cleaned += kept != words
        tally.shortened += len(kept) > limit
    return kept[:limit]


def clean_name(words: str) -> str:
    """Clean a layer, column or file name; one line, never empty."""
    name = " ".join(clean_text(words, limit=MAX_NAME_CHARS).split())
    return name or "-"


def clean_value(value: Any, tally: Tally) -> AttributeValue:
    """Bring any value to text, number, truth value or None; nested values become JSON text."""
    if hasattr(value, "item") and getattr(value, "ndim", 1) == 0:
        value = value.item()
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return clean_text(value, tally)
    if isinstance(value, (int, float)):
        return _clean_number(value)
    if isinstance(value, (bytes, bytearray, memoryview)):
        tally.bytes_dropped += 1
        return None
    if isinstance(value, (dt.date, dt.time)):
        return value.isoformat()
    return clean_text(_as_json(value), tally)


def _clean_number(value: float) -> AttributeValue:
    if isinstance(value, int):
        return value if abs(value) < 10**MAX_DIGITS else str(value)[:MAX_TEXT_CHARS]
    return value if math.isfinite(value) else None


def _as_json(value: Any) -> str:
    if hasattr(value, "tolist"):
        value = value.tolist()
    try:
        return json.dumps(value, ensure_ascii=False, default=str)
    except (ValueError, TypeError, RecursionError):
        return str(type(value).__name__)


def clean_row(pairs: Iterable[tuple[Any, Any]], tally: Tally) -> Mapping[str, AttributeValue]:
    """Clean one row; empty values are left out, so a missing key means "the file is silent"."""
    row: dict[str, AttributeValue] = {}
    for name, value in pairs:
        if len(row) >= MAX_COLUMNS:
            tally.columns_dropped += 1
            break
        cleaned = clean_value(value, tally)
        if cleaned is not None:
            row[clean_name(str(name))] = cleaned
    return row
