"""Letters no face holds: named by their script, so that a page never shows empty boxes.

Faces for Hebrew and Arabic need their reading order and, for Arabic, joined forms; faces for
Chinese and Japanese weigh more than the product. What cannot be set right is named instead:
"[Hebrew] 12". Formats that set no letters themselves keep the words as they are.
"""

import unicodedata
from collections.abc import Iterator
from typing import Final

SYMBOL: Final = "symbol"
OTHER: Final = "other"
_SCRIPTS: Final = {
    "HEBREW": "hebrew",
    "ARABIC": "arabic",
    "CJK": "chinese",
    "IDEOGRAPHIC": "chinese",
    "BOPOMOFO": "chinese",
    "HIRAGANA": "japanese",
    "KATAKANA": "japanese",
    "HANGUL": "korean",
    "THAI": "thai",
    "DEVANAGARI": "devanagari",
    "BENGALI": "bengali",
    "TAMIL": "tamil",
    "ARMENIAN": "armenian",
    "GEORGIAN": "georgian",
    "ETHIOPIC": "ethiopic",
    "KHMER": "khmer",
}
"""First word of the Unicode name of a letter -> its script."""
SCRIPTS: Final = (*dict.fromkeys(_SCRIPTS.values()), OTHER, SYMBOL)
_SIMPLER: Final = {"\u2300": "\u00d8", "\ufffd": "?"}
_UNSEEN: Final = frozenset({"Cc", "Cf", "Zl", "Zp"})
_VARIANTS: Final = range(0xFE00, 0xFE10)
_FIRST_KANA: Final = "\u3041"


def script_of(letter: str) -> str:
    """Script of a letter: one of `SCRIPTS`.

    Examples:
        >>> script_of("ש"), script_of("広"), script_of("🌳")
        ('hebrew', 'chinese', 'symbol')
    """
    first = unicodedata.name(letter, "").replace("-", " ").partition(" ")[0]
    if first in _SCRIPTS:
        return _SCRIPTS[first]
    return OTHER if unicodedata.category(letter)[0] in "LMN" else SYMBOL


def is_unseen(letter: str) -> bool:
    """Whether a letter only steers others: joiners, marks of direction, choices of a variant."""
    return unicodedata.category(letter) in _UNSEEN or ord(letter) in _VARIANTS


def plainer(letter: str) -> str:
    """The same meaning in simpler letters, where there are some ("㎡" is "m2", "⌀" is "Ø")."""
    return _SIMPLER.get(letter) or unicodedata.normalize("NFKC", letter)


def runs_of(words: str, known: frozenset[int]) -> Iterator[tuple[str, str]]:
    """Split words into ("", what can be set) and (script, what cannot), in their order.

    Blanks between letters of one script belong to its run; Chinese signs beside kana are Japanese.

    Args:
        words: Any words.
        known: Code points the faces hold.

    Examples:
        >>> known = frozenset(map(ord, "Platz 12"))
        >>> [run for run in runs_of("שלום עליכם 12", known)]
        [('hebrew', 'שלום עליכם'), ('', ' 12')]
    """
    found: list[tuple[str, str]] = []
    for letter, script in _told(words, known):
        last = found[-1] if found else ("-", "")
        if last[0] == script:
            found[-1] = (script, last[1] + letter)
        elif script and len(found) > 1 and found[-2][0] == script and last[1].isspace():
            found[-2:] = [(script, found[-2][1] + last[1] + letter)]
        else:
            found.append((script, letter))
    yield from found


def _told(words: str, known: frozenset[int]) -> Iterator[tuple[str, str]]:
    """Each letter that is seen with its script, "" where it can be set."""
    is_japanese = any(script_of(letter) == "japanese" for letter in words if letter >= _FIRST_KANA)
    for letter in words:
        if letter.isascii():
            yield letter, ""
        elif is_unseen(letter):
            continue
        elif ord(letter) in known:
            yield letter, ""
        elif all(ord(one) in known for one in plainer(letter)):
            yield from ((one, "") for one in plainer(letter))
        else:
            script = script_of(plainer(letter)[0])
            yield letter, "japanese" if is_japanese and script == "chinese" else script
