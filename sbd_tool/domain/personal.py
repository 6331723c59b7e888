"""Words that look as if they told of a person: names after a title, phones, mail, number plates.

A search by pattern. It errs to the side of finding too much; a bare first name, or a description
of somebody, is not found.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Trace(StrEnum):
    """What in some words looks personal."""

    PERSON = "person"
    MAIL = "mail"
    PHONE = "phone"
    PLATE = "plate"


_NAME: Final = r"[^\W\d_][\w'\u2019-]*"
_CAPITAL: Final = r"[A-Z\u00c0-\u00de][\w'\u2019-]*"
_PATTERNS: Final[Mapping[Trace, re.Pattern[str]]] = {
    Trace.PERSON: re.compile(
        rf"\b(?i:mr|mrs|ms|miss|mx|mme|mlle)\b\.?\s+{_NAME}"
        rf"|\b(?i:dr|prof)\b\.?\s+{_NAME}"
        rf"|\b(?i:herrn?|frau|familie|fam|family|signora?|se\u00f1ora?|monsieur|madame)\b\.?\s+"
        rf"{_CAPITAL}"
        rf"|\b(?i:my name is|i am called|mein name ist|ich hei(?:\u00df|ss)e)\s+{_NAME}"
    ),
    Trace.MAIL: re.compile(
        r"[^@\s]{1,64}\s?(?:@|\(at\)|\[at\])\s?[^@\s]{1,190}\.[A-Za-z]{2,24}"
        r"|(?<![\w@])@\w{3,40}"
    ),
    Trace.PHONE: re.compile(r"(?:\+|\b0)[\d /().-]{6,24}\d"),
    Trace.PLATE: re.compile(
        r"\b[A-Z\u00c4\u00d6\u00dc]{1,3}[- ][A-Z]{1,2}[- ]?\d{1,4}[EH]?\b"
        r"|\b[A-Z]{2}\d{2} ?[A-Z]{3}\b"
        r"|\b[A-Z]{2}[- ]?\d{3}[- ]?[A-Z]{2}\b"
        r"|\b\d{4} ?[BCDFGHJKLMNPRSTVWXYZ]{3}\b"
    ),
}


def traces_in(words: str) -> tuple[Trace, ...]:
    """What in some words looks personal, each kind once.

    Examples:
        >>> [one.value for one in traces_in("Frau Yilmaz parks B-XY 123, call 030 1234567")]
        ['person', 'phone', 'plate']
        >>> traces_in("Dark here, and the bench is broken")
        ()
    """
    return tuple(trace for trace, pattern in _PATTERNS.items() if pattern.search(words))
