"""Bounds and numbers of luminaire files: nothing a file announces is believed."""

import math
import re
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from sbd_tool.domain.errors import SbdError
from sbd_tool.domain.photometry import Floats
from sbd_tool.domain.text import text

MAX_BYTES: Final = 4_000_000
MAX_ANGLES: Final = 1_441  # a quarter of a degree all round
MAX_VALUES: Final = 1_000_000
MAX_CANDELA: Final = 1e8
MAX_SETS: Final = 20
NAME_LENGTH: Final = 120
_NUMBER: Final = re.compile(r"^[-+]?(\d{1,12}(\.\d*)?|\.\d+)(e[-+]?\d{1,2})?$", re.IGNORECASE)


class PhotometryFileError(SbdError):
    """A luminaire file cannot be used."""


def refused(name: str, reason: str, **words: str | int) -> PhotometryFileError:
    """The failure of a luminaire file, in the planner's words."""
    why = text(f"light.file_{reason}", **words)
    return PhotometryFileError(
        text("light.file_refused", file=name, reason=why), text("light.file_hint"), name
    )


def number(word: str, name: str, place: str) -> float:
    """A finite number with a point or a comma.

    Raises:
        PhotometryFileError: It is none.
    """
    plain = word.strip().replace(",", ".")
    if not _NUMBER.match(plain):
        raise refused(name, "no_number", place=place, word=word.strip()[:40])
    return float(plain)


def count(word: str, name: str, place: str, most: int, least: int = 1) -> int:
    """A whole number within bounds.

    Raises:
        PhotometryFileError: It is none, or out of bounds.
    """
    value = number(word, name, place)
    if not math.isfinite(value) or value != int(value) or not least <= value <= most:
        raise refused(name, "bad_count", place=place, word=word.strip()[:40])
    return int(value)


def ascending(values: Sequence[float], name: str, place: str, most_deg: float) -> Floats:
    """Angles in order within 0 and the most.

    Raises:
        PhotometryFileError: They are not.
    """
    angles = np.array(values, dtype=float)
    if (np.diff(angles) <= 0).any() or angles[0] < 0 or angles[-1] > most_deg:
        raise refused(name, "bad_angles", place=place)
    return angles


def intensities(values: Sequence[float], rows: int, name: str) -> Floats:
    """The table of intensities; small negative values of a measurement are 0.

    Raises:
        PhotometryFileError: A value is not possible, or all are 0.
    """
    table = np.array(values, dtype=float).reshape(rows, -1)
    if table.max(initial=0.0) <= 0 or table.max() > MAX_CANDELA or table.min() < -table.max() / 10:
        raise refused(name, "bad_values")
    return np.asarray(np.maximum(table, 0.0), dtype=float)


def name_of(words: str, otherwise: str) -> str:
    """A name of bounded length without control characters."""
    plain = " ".join("".join(c if c.isprintable() else " " for c in words).split())
    return (plain.strip('" ') or otherwise)[:NAME_LENGTH]


class Lines:
    """Lines of a file one by one; the end of the file is a failure."""

    def __init__(self, lines: Sequence[str], name: str) -> None:
        self._left: Iterator[str] = iter(lines)
        self._name = name

    def word(self) -> str:
        """The next line.

        Raises:
            PhotometryFileError: There is none.
        """
        line = next(self._left, None)
        if line is None:
            raise refused(self._name, "ends_early")
        return line.strip()

    def skip(self, lines: int) -> None:
        """Pass over lines nobody needs."""
        for _ in range(lines):
            self.word()

    def number(self, place: str) -> float:
        """The next line as a number."""
        return number(self.word(), self._name, place)

    def numbers(self, how_many: int, place: str) -> list[float]:
        """The next lines as numbers."""
        return [self.number(place) for _ in range(how_many)]

    def count(self, place: str, most: int, least: int = 1) -> int:
        """The next line as a whole number within bounds."""
        return count(self.word(), self._name, place, most, least)
