"""What is typed while drawing: lengths, angles, bearings and coordinates.

==========================  ====================================================================
``2.4``                     length in metres (``240cm``, ``2400mm``)
``<90``                     angle, degrees counter-clockwise from east (CAD and QGIS)
``2.4<90``                  length and angle from the last vertex
``2.4<<90``                 length and angle measured from the last leg
``2.4<N30E``, ``N30E 2.4``  length and quadrant bearing: from north 30 degrees towards east
``2.4<az120``, ``az120``    length and full-circle bearing, clockwise from north
``@1.5,-2``                 metres east and north of the last vertex
``476512.3,6500120.7``      coordinates of the project
==========================  ====================================================================

Two numbers are set apart by a semicolon, a space or, where the reader's decimal sign is a point, a
comma. Whoever writes a decimal comma may also type a point, but never both for one number.
"""

import math
import re
from dataclasses import dataclass
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.numbers import get_decimal_symbol

from sbd_tool.domain.edits.entries import Entry, EntryKind
from sbd_tool.domain.edits.soundness import refusal
from sbd_tool.domain.edits.tolerances import FARTHEST_M, SAME_PLACE_M
from sbd_tool.domain.text import text

MAX_LENGTH: Final = 80
_UNITS: Final = {"": 1.0, "m": 1.0, "cm": 0.01, "mm": 0.001, "km": 1000.0}
_LARGEST_ANGLE: Final = 3600.0
_QUARTER: Final = 90.0
_FULL: Final = 360.0
_NUMBER: Final = r"[+-]?(?:[0-9]{1,15}(?:[.,][0-9]{0,12})?|[.,][0-9]{1,12})"
_LENGTH: Final = re.compile(rf"(?P<number>{_NUMBER})\s*(?P<unit>km|cm|mm|m|)", re.IGNORECASE)
_ANGLE: Final = re.compile(rf"(?P<number>{_NUMBER})\s*(?:°|deg)?", re.IGNORECASE)
_AZIMUTH: Final = re.compile(rf"az\s*(?P<number>{_NUMBER})\s*°?", re.IGNORECASE)
_QUADRANT: Final = re.compile(rf"(?P<from>[a-z])\s*(?P<number>{_NUMBER})\s*°?\s*(?P<to>[a-z])")
_FIRST_BEARING: Final = re.compile(
    rf"(?P<bearing>az\s*{_NUMBER}°?|[a-z]\s*{_NUMBER}°?\s*[a-z]|[a-z]{{1,2}})"
    rf"(?:\s+(?P<rest>\S.*))?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryStyle:
    """How a reader writes.

    Attributes:
        decimal: "." or ",".
        compass: Lower-case letter -> n, e, s or w.
    """

    decimal: str
    compass: tuple[tuple[str, str], ...] = (("n", "n"), ("e", "e"), ("s", "s"), ("w", "w"))


PLAIN: Final = EntryStyle(decimal=".")
# East is Ost, oost, ost in the Germanic languages; in the Romance ones the letter means west.
_O_IS: Final = {"de": "e", "nl": "e", "fr": "w", "it": "w", "es": "w", "pt": "w"}


def entry_style(number_locale: str, language: str = "") -> EntryStyle:
    """How entries are written in a number format and a language.

    Args:
        number_locale: Decides the decimal sign ("de", "en_GB"); unknown ones write a point.
        language: Decides compass letters; the locale's own when "".
    """
    try:
        locale = Locale.parse(number_locale)
        symbol = str(get_decimal_symbol(locale))
    except (UnknownLocaleError, ValueError):
        return PLAIN
    meaning = _O_IS.get(language or str(locale.language))
    more = (("o", meaning),) if meaning else ()
    return EntryStyle(decimal="," if symbol == "," else ".", compass=(*PLAIN.compass, *more))


def parse_entry(words: str, style: EntryStyle = PLAIN) -> Entry:
    """Read one entry.

    Args:
        words: What was typed; at most `MAX_LENGTH` characters.
        style: How the reader writes.

    Raises:
        InputError: In words, whatever is typed; nothing else is ever raised.

    Examples:
        >>> parse_entry("2.4<90").angle_deg
        90.0
        >>> parse_entry("N30E 12").angle_deg
        60.0
    """
    typed = words[: MAX_LENGTH + 1].strip()
    if not typed:
        raise refusal(text("edits.entry_empty"))
    if len(words) > MAX_LENGTH:
        raise refusal(text("edits.entry_long", limit=MAX_LENGTH))
    typed = typed.replace("\u2212", "-").casefold()
    if typed.startswith("@"):
        inner = typed[1:].strip()
        if "<" in inner:  # AutoCAD writes @2.4<90 for the same thing
            return _polar(inner, style)
        return _pair(inner, style, EntryKind.RELATIVE)
    if "<" in typed:
        return _polar(typed, style)
    if typed[0].isalpha():
        return _bearing_first(typed, style)
    if _LENGTH.fullmatch(typed) and not _is_pair(typed, style):
        return Entry(kind=EntryKind.LENGTH, length_m=_length(typed, style))
    return _pair(typed, style, EntryKind.ABSOLUTE)


def parse_number(words: str, style: EntryStyle = PLAIN) -> float:
    """Read a plain number: a scale factor, a count.

    Raises:
        InputError: In words, whatever is typed.

    Examples:
        >>> parse_number("1.5")
        1.5
    """
    typed = words[:MAX_LENGTH].strip().replace("\u2212", "-")
    if not typed:
        raise refusal(text("edits.entry_empty"))
    if not re.fullmatch(_NUMBER, typed):
        raise _unreadable(typed)
    return _number(typed, style)


def _polar(typed: str, style: EntryStyle) -> Entry:
    before, _, after = typed.partition("<")
    is_from_leg = after.startswith("<")
    angle_words = after[1:].strip() if is_from_leg else after.strip()
    angle = _direction(angle_words, style)
    if is_from_leg and angle_words[:1].isalpha():
        raise refusal(text("edits.entry_bearing_leg"))
    if not before.strip():
        return Entry(kind=EntryKind.ANGLE, angle_deg=angle, is_from_leg=is_from_leg)
    length = _length(before.strip(), style)
    return Entry(kind=EntryKind.POLAR, length_m=length, angle_deg=angle, is_from_leg=is_from_leg)


def _bearing_first(typed: str, style: EntryStyle) -> Entry:
    found = _FIRST_BEARING.fullmatch(typed)
    if found is None:
        raise _unreadable(typed)
    angle = _direction(found["bearing"], style)
    if found["rest"] is None:
        return Entry(kind=EntryKind.ANGLE, angle_deg=angle)
    return Entry(
        kind=EntryKind.POLAR, length_m=_length(found["rest"].strip(), style), angle_deg=angle
    )


def _direction(typed: str, style: EntryStyle) -> float:
    """An angle or bearing as degrees counter-clockwise from east, in (-180, 180] for bearings."""
    found = _ANGLE.fullmatch(typed)
    if found is not None:
        angle = _number(found["number"], style)
        if abs(angle) > _LARGEST_ANGLE:
            raise refusal(text("edits.entry_angle"))
        return angle
    found = _AZIMUTH.fullmatch(typed)
    if found is not None:
        azimuth = _number(found["number"], style)
        if not 0 <= azimuth <= _FULL:
            raise refusal(text("edits.entry_azimuth"))
        return angle_of_azimuth(azimuth)
    return angle_of_azimuth(_quadrant(typed, style))


def _quadrant(typed: str, style: EntryStyle) -> float:
    compass = dict(style.compass)
    whole = {"n": 0.0, "e": 90.0, "s": 180.0, "w": 270.0}
    if typed in compass:
        return whole[compass[typed]]
    found = _QUADRANT.fullmatch(typed)
    start, end, turn = "", "", 45.0
    if found is not None:
        start, end = compass.get(found["from"], ""), compass.get(found["to"], "")
        turn = _number(found["number"], style)
    elif len(typed) == 2:  # noqa: PLR2004 - NE, SW
        start, end = (compass.get(letter, "") for letter in typed)
    if start not in {"n", "s"} or end not in {"e", "w"}:
        raise _unreadable(typed)
    if not 0 <= turn <= _QUARTER:
        raise refusal(text("edits.entry_quadrant"))
    from_north = turn if start == "n" else 180.0 - turn
    return from_north if end == "e" else (_FULL - from_north) % _FULL


def angle_of_azimuth(azimuth_deg: float) -> float:
    """Degrees counter-clockwise from east, in (-180, 180], of a bearing clockwise from north.

    Examples:
        >>> angle_of_azimuth(90.0)
        0.0
    """
    angle = (_QUARTER - azimuth_deg) % _FULL
    return angle - _FULL if angle > _FULL / 2 else angle


def _length(typed: str, style: EntryStyle) -> float:
    found = _LENGTH.fullmatch(typed)
    if found is None:
        raise _unreadable(typed)
    length = _number(found["number"], style) * _UNITS[found["unit"].lower()]
    if not SAME_PLACE_M < length <= FARTHEST_M:
        raise refusal(text("edits.entry_length"))
    return length


def _is_pair(typed: str, style: EntryStyle) -> bool:
    return style.decimal == "." and "," in typed


def _pair(typed: str, style: EntryStyle, kind: EntryKind) -> Entry:
    numbers = _two(typed, style)
    if numbers is None:
        if _LENGTH.fullmatch(typed) or typed.count(",") > 1:
            raise refusal(text("edits.entry_two_numbers"))
        raise _unreadable(typed)
    x, y = (_number(words, style) for words in numbers)
    if max(abs(x), abs(y)) > FARTHEST_M:
        raise refusal(text("edits.too_far"))
    return Entry(kind=kind, x_m=x, y_m=y)


def _two(typed: str, style: EntryStyle) -> tuple[str, str] | None:
    """The words of two numbers, or None when they cannot be told apart."""
    halves = re.split(r"\s*;\s*|\s+", typed)
    if style.decimal == "." and len(halves) != 2:  # noqa: PLR2004 - a pair
        halves = re.split(r"\s*,\s*", typed)
    elif len(halves) == 1 and typed.count(",") == 1 and typed.count(".") == 2:  # noqa: PLR2004
        halves = typed.split(",")  # 1.5,2.5: each has its decimal point already
    elif style.decimal == ".":
        halves = [half.rstrip(",") for half in halves]
    if len(halves) != 2 or not all(re.fullmatch(_NUMBER, half) for half in halves):  # noqa: PLR2004
        return None
    return halves[0], halves[1]


def _number(words: str, style: EntryStyle) -> float:
    if style.decimal == "." and "," in words:
        raise refusal(text("edits.entry_comma"))
    value = float(words.replace(",", "."))
    if not math.isfinite(value):
        raise _unreadable(words)
    return value


def _unreadable(typed: str) -> Exception:
    return refusal(text("edits.entry_unreadable", entry=typed))


def written(entry: Entry, style: EntryStyle = PLAIN) -> str:
    """The shortest words that read back as the same entry."""
    mark = "<<" if entry.is_from_leg else "<"

    def number(value: float | None) -> str:
        return format(value or 0.0, ".12f").rstrip("0").rstrip(".").replace(".", style.decimal)

    if entry.kind in {EntryKind.RELATIVE, EntryKind.ABSOLUTE}:
        sign = "@" if entry.kind is EntryKind.RELATIVE else ""
        between = "," if style.decimal == "." else ";"
        return f"{sign}{number(entry.x_m)}{between}{number(entry.y_m)}"
    length = "" if entry.length_m is None else number(entry.length_m)
    return length if entry.angle_deg is None else f"{length}{mark}{number(entry.angle_deg)}"
