"""NMEA 0183 in words: GGA, RMC, GSA and GST; every line is checked, a bad one is told and skipped.

Source: NMEA 0183 as receivers send it; field numbers as in gpsd's description of the sentences.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from sbd_tool.domain.positions import Reading, Skip

MAX_LINE: Final = 120
"""The standard allows 82 characters; receivers that keep more decimals send somewhat more."""
MAX_DOP: Final = 99.9
MAX_ERROR_M: Final = 10_000.0
DAY_S: Final = 86_400.0
_LINE: Final = re.compile(rb"\$([A-Z]{2})([A-Z]{3}),([\x20-\x7e]*?)\*([0-9A-Fa-f]{2})")
_NUMBER: Final = re.compile(r"\d{1,12}(\.\d{1,12})?")
_ANGLE: Final = re.compile(r"(\d{2,3})([0-5]\d(?:\.\d{1,12})?)")
_TIME: Final = re.compile(r"([01]\d|2[0-3])([0-5]\d)([0-5]\d(?:\.\d{1,6})?)")


class Receiver:
    """Puts the sentences of one receiver together.

    Args:
        fresh_s: How long an error that the receiver stated is used.
    """

    def __init__(self, fresh_s: float) -> None:
        self._fresh_s = fresh_s
        self._hdop: float | None = None
        self._error: tuple[float, float] | None = None  # second of the day, metres
        self._has_gga = False
        self.lines = 0
        self.skipped: Counter[Skip] = Counter()

    def take(self, line: bytes) -> Reading | None:
        """One line; the reading it completes, or None.

        A line that is damaged, or says what cannot be, is counted in `skipped` and not used.
        """
        line = line.strip()
        if not line:
            return None
        self.lines += 1
        kind, fields, wrong = _split(line)
        if wrong is not None:
            self.skipped[wrong] += 1
            return None
        telling: Mapping[str, Callable[[Sequence[str]], Reading | None]] = {
            "GGA": self._gga,
            "RMC": self._rmc,
            "GSA": self._gsa,
            "GST": self._gst,
        }
        if kind not in telling:
            return None
        try:
            return telling[kind](fields)
        except (ValueError, IndexError):
            self.skipped[Skip.BAD_VALUE] += 1
            return None

    def _gga(self, fields: Sequence[str]) -> Reading | None:
        self._has_gga = True
        if fields[5] in {"", "0"}:
            return None  # no fix yet: not an error, and no position
        hdop = _bounded(fields[7], MAX_DOP)
        if hdop is not None:
            self._hdop = hdop
        satellites = _bounded(fields[6], 200.0)
        return self._reading(
            fields[0], fields[1:5], None if satellites is None else int(satellites)
        )

    def _rmc(self, fields: Sequence[str]) -> Reading | None:
        if fields[1] != "A" or self._has_gga:
            return None  # GGA tells the same with its dilution
        return self._reading(fields[0], fields[2:6], None)

    def _gsa(self, fields: Sequence[str]) -> None:
        self._hdop = _bounded(fields[15], MAX_DOP)

    def _gst(self, fields: Sequence[str]) -> None:
        north, east = _bounded(fields[5], MAX_ERROR_M), _bounded(fields[6], MAX_ERROR_M)
        second = _second(fields[0])
        if north is not None and east is not None and second is not None:
            self._error = second, math.hypot(north, east)

    def _reading(self, time: str, place: Sequence[str], satellites: int | None) -> Reading:
        second = _second(time)
        return Reading(
            longitude_deg=_angle(place[2], place[3], "EW", 180.0),
            latitude_deg=_angle(place[0], place[1], "NS", 90.0),
            second=second,
            satellites=satellites,
            hdop=self._hdop,
            error_m=self._fresh_error(second),
        )

    def _fresh_error(self, second: float | None) -> float | None:
        if self._error is None or second is None:
            return None
        told, error_m = self._error
        return error_m if (second - told) % DAY_S <= self._fresh_s else None


def checksum(body: bytes) -> int:
    """Exclusive or of all bytes between "$" and "*".

    Examples:
        >>> f"{checksum(b'GPGLL,5300.97914,N,00259.98174,E,125926,A'):02X}"
        '28'
    """
    total = 0
    for byte in body:
        total ^= byte
    return total


def _split(line: bytes) -> tuple[str, Sequence[str], Skip | None]:
    if len(line) > MAX_LINE:
        return "", (), Skip.TOO_LONG
    if not line.startswith(b"$"):
        return "", (), Skip.NOT_NMEA
    if line.startswith(b"$P"):
        return "", (), None  # a maker's own sentence
    found = _LINE.fullmatch(line)
    if found is None:
        return "", (), Skip.NOT_NMEA if b"*" in line else Skip.NO_CHECKSUM
    if checksum(line[1:-3]) != int(found[4], 16):
        return "", (), Skip.WRONG_CHECKSUM
    return found[2].decode("ascii"), found[3].decode("ascii").split(","), None


def _bounded(words: str, most: float) -> float | None:
    """A number from 0 to ``most``; None when the field is empty.

    Raises:
        ValueError: It is none, or beyond the bound.
    """
    if not words:
        return None
    if not _NUMBER.fullmatch(words) or float(words) > most:
        raise ValueError(words)
    return float(words)


def _second(words: str) -> float | None:
    if not words:
        return None
    found = _TIME.fullmatch(words)
    if found is None:
        raise ValueError(words)
    return int(found[1]) * 3600.0 + int(found[2]) * 60.0 + float(found[3])


def _angle(words: str, side: str, sides: str, most_deg: float) -> float:
    """Degrees of "ddmm.mmm" with its side of the world.

    Raises:
        ValueError: It is none.
    """
    found = _ANGLE.fullmatch(words)
    if found is None or len(side) != 1 or side not in sides:
        raise ValueError(words)
    degrees = int(found[1]) + float(found[2]) / 60.0
    if degrees > most_deg:
        raise ValueError(words)
    return degrees if side == sides[0] else -degrees
