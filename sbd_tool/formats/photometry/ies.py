"""IES LM-63 (.ies): editions 1986, 1991, 1995, 2002 and 2019, photometry of type C.

Source: ANSI/IES LM-63 as described in public pages. TILT=NONE and TILT=INCLUDE are read (the tilt
table changes nothing for a luminaire that hangs as measured); a tilt in a file of its own is not.
"""

import re
from collections.abc import Iterator
from typing import Final

import numpy as np

from sbd_tool.domain.photometry import FULL_TURN_DEG, Floats, Opening, Photometry, full_circle
from sbd_tool.formats.photometry.numbers import (
    MAX_ANGLES,
    MAX_VALUES,
    ascending,
    count,
    intensities,
    name_of,
    number,
    refused,
)

_FOOT_M: Final = 0.3048
_TYPE_C: Final = 1
_TILT: Final = re.compile(r"^\s*TILT\s*=\s*(\S+)\s*$", re.IGNORECASE | re.MULTILINE)
_KEYWORD: Final = re.compile(r"^\s*\[(LUMINAIRE|LUMCAT)\](.*)$", re.IGNORECASE | re.MULTILINE)
_EDITION: Final = re.compile(r"^IES(?:NA)?:LM-63-(\d{4})", re.IGNORECASE)
_FLAGS_INSTEAD: Final = 2002  # from this edition on the second factor of the line is no factor
_HALF, _QUARTER = 180.0, 90.0


class _Words:
    """Numbers after the TILT line, wherever the file breaks its lines."""

    def __init__(self, content: str, name: str) -> None:
        self._left: Iterator[str] = iter(re.split(r"[\s,]+", content.strip()))
        self.name = name

    def word(self) -> str:
        found = next(self._left, "")
        if not found:
            raise refused(self.name, "ends_early")
        return found

    def number(self, place: str) -> float:
        return number(self.word(), self.name, place)

    def numbers(self, how_many: int, place: str) -> list[float]:
        return [self.number(place) for _ in range(how_many)]

    def count(self, place: str, most: int, least: int = 1) -> int:
        return count(self.word(), self.name, place, most, least)


def read_ies(content: str, name: str) -> Photometry:
    """Read one luminaire.

    Candela are those of the file times its multiplier and ballast factor. Lumens of -1 mean
    absolute photometry: the declared flux is then None.

    Args:
        content: The file as text.
        name: File name, for failures and where the file names nothing.

    Raises:
        PhotometryFileError: It is no such file, broken, of type A or B, or beyond bounds.
    """
    tilt = _TILT.search(content)
    if tilt is None:
        raise refused(name, "not_known")
    words = _Words(content[tilt.end() :], name)
    _pass_tilt(tilt.group(1).upper(), words)
    lamps = words.count("lamps", 1000)
    lumens = words.number("lumens")
    factor = words.number("multiplier")
    drops, turns = words.count("vertical", MAX_ANGLES, 2), words.count("horizontal", MAX_ANGLES)
    if drops * turns > MAX_VALUES:
        raise refused(name, "too_large")
    if words.count("type", 3) != _TYPE_C:
        raise refused(name, "type")
    opening = _opening(words)
    factor *= _ballast(words, content)
    gamma = ascending(words.numbers(drops, "vertical"), name, "vertical", _HALF)
    across = ascending(words.numbers(turns, "horizontal"), name, "horizontal", FULL_TURN_DEG)
    table = intensities(words.numbers(drops * turns, "candela"), turns, name)
    if factor <= 0:
        raise refused(name, "bad_values")
    c_deg, rows = _circle(across, table, name)
    return Photometry(
        name=_title(content, name),
        c_deg=c_deg,
        gamma_deg=gamma,
        intensity=rows * factor,
        is_absolute=True,
        flux_lm=lumens * lamps if lumens > 0 else None,
        opening=opening,
    )


def _pass_tilt(kind: str, words: _Words) -> None:
    if kind == "NONE":
        return
    if kind != "INCLUDE":
        raise refused(words.name, "tilt")
    words.number("tilt")
    pairs = words.count("tilt", MAX_ANGLES)
    words.numbers(2 * pairs, "tilt")


def _opening(words: _Words) -> Opening:
    scale = _FOOT_M if words.count("units", 2) == 1 else 1.0
    width, length, height = words.numbers(3, "opening")
    is_round = width < 0  # a negative width is a diameter
    return Opening(
        length_m=abs(length or (width if is_round else 0.0)) * scale,
        width_m=abs(width) * scale,
        height_m=abs(height) * scale,
        is_round=is_round,
    )


def _ballast(words: _Words, content: str) -> float:
    """Ballast factor; up to 1995 times the ballast-lamp factor, later a flag stands there."""
    ballast, second, _ = words.numbers(3, "ballast")
    edition = _EDITION.match(content.lstrip())
    is_old = edition is None or int(edition.group(1)) < _FLAGS_INSTEAD
    return ballast * (second if is_old and second > 0 else 1.0)


def _circle(across: Floats, table: Floats, name: str) -> tuple[Floats, Floats]:
    """The full circle; which part of it is stored says which symmetry is meant."""
    first, last = float(across[0]), float(across[-1])
    if len(across) == 1:
        return np.zeros(1), table
    mirrors: dict[tuple[float, float], tuple[float, ...]] = {
        (0.0, _QUARTER): (0.0, _QUARTER),
        (0.0, _HALF): (0.0,),
        (_QUARTER, _HALF + _QUARTER): (_QUARTER,),
        (0.0, FULL_TURN_DEG): (),
    }
    if (first, last) in mirrors:
        return full_circle(across, table, mirrors[first, last])
    if first == 0.0 and last > _HALF:
        return across, table  # a full circle whose last plane is not repeated
    raise refused(name, "bad_angles", place="horizontal")


def _title(content: str, name: str) -> str:
    for _, words in _KEYWORD.findall(content[:20_000]):
        if words.strip():
            return name_of(words, name)
    return name_of("", name)
