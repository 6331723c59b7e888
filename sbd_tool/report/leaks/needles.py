"""Many words searched for at once in much text: one pass over the text, whatever their number."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

import numpy as np
import numpy.typing as npt

from sbd_tool.domain.legible import legible

SHORTEST: Final = 5
"""Shorter words are in every file by chance and are not searched for."""

_SURE: Final = 8
"""From here on a word is searched for anywhere, also broken in two; below it must stand alone."""

_LONGEST: Final = 28
"""Of longer words the beginning is searched for: a file may cut them."""

_LAST_WORD: Final = 4
"""So many signs of a word are kept where words are cut: a beginning that ends with a blank or a
bar is the open name before it."""

_FILE_NAME: Final = re.compile(r"\S{1,120}\.[a-z0-9]{2,8}")
"""Names of files are searched for whole: that of an export may well begin as that of its plan."""

_UNSEEN: Final = re.compile(r"[\u00ad\u200c\u200d\ufe00-\ufe0f]")
"""Signs that pages keep, and the reader of a page may drop."""

_CHUNK: Final = 1 << 20
_TABLE_BITS: Final = 22
_SPREAD: Final = np.uint64(0x9E3779B97F4A7C15)
_BLANKS: Final = re.compile(r"[\s\x00-\x1f\u00ad\u200b-\u200f\ufeff]+")


def folded(words: str) -> str:
    """Words as they are compared: one form of each letter, small, blanks in a row as one."""
    return _BLANKS.sub(" ", unicodedata.normalize("NFC", words).casefold()).strip()


def tight(words: str) -> str:
    """Folded words without blanks: a page breaks lines where it likes."""
    return folded(words).replace(" ", "")


def beginning(words: str) -> str:
    """What is searched for of folded words: as long as tells them, as short as files may cut."""
    if _FILE_NAME.fullmatch(words):
        return words
    end = _LONGEST
    while end < len(words) and not words[end - _LAST_WORD : end].isalnum():
        end += 1
    return words[:end]


def _as_written(words: str) -> Iterable[str]:
    """Words as they stand, and as pages write them: without signs that nobody sees."""
    if words.isascii() and words.isprintable():
        return (words,)
    plain = legible(words)
    return dict.fromkeys((words, plain, _UNSEEN.sub("", plain)))


class Needles:
    """Words to search for.

    Args:
        words: As people and files wrote them; those too short to tell anything are left out.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._sure: dict[bytes, list[str]] = {}
        self._alone: dict[bytes, list[str]] = {}
        for found in words:
            for written in _as_written(found):
                close = tight(written)
                if len(close) >= _SURE:
                    # Words with blanks are searched for with them: two cells side by side,
                    # "Casino" and "square", are not the "Casino Square" of somewhere else.
                    form = _bytes(beginning(folded(written)))
                    self._sure.setdefault(form, []).append(found)
                elif len(close) >= SHORTEST:
                    self._alone.setdefault(_bytes(folded(written)), []).append(found)
        self._sure_heads = _Heads(self._sure)
        self._alone_heads = _Heads(self._alone)

    def __len__(self) -> int:
        return len(self._sure) + len(self._alone)

    def found_in(self, text: str, *, is_packed: bool = False) -> set[str]:
        """The words that stand in a text.

        Args:
            text: Anything readable.
            is_packed: Bytes that are no text, taken as text: only long words count there.
        """
        whole = folded(text)
        hits: set[str] = set()
        if self._sure:
            for words in {whole} if is_packed else {whole, whole.replace(" ", "")}:
                for form in self._sure_heads.found_in(_bytes(words)):
                    hits.update(self._sure[form])
        if self._alone and not is_packed:
            hay = _bytes(whole)
            for form in self._alone_heads.found_in(hay, stands_alone=True):
                hits.update(self._alone[form])
        return hits


class _Heads:
    """The first bytes of all forms in a table, so that few places of a text need a closer look."""

    def __init__(self, forms: Iterable[bytes]) -> None:
        self._by_head: dict[int, list[bytes]] = {}
        self._width = min((len(form) for form in forms), default=8)
        self._width = min(8, self._width)
        for form in forms:
            self._by_head.setdefault(int.from_bytes(form[: self._width], "little"), []).append(form)
        self._table = np.zeros(1 << _TABLE_BITS, dtype=bool)
        if self._by_head:
            self._table[_slots(np.array(list(self._by_head), dtype=np.uint64))] = True

    def found_in(self, hay: bytes, *, stands_alone: bool = False) -> set[bytes]:
        """Forms that stand in the bytes."""
        hits: set[bytes] = set()
        for head in self._present(hay):
            for form in self._by_head.get(head, ()):
                if _stands_alone_in(hay, form) if stands_alone else form in hay:
                    hits.add(form)
        return hits

    def _present(self, hay: bytes) -> set[int]:
        width, found = self._width, set[int]()
        for start in range(0, max(0, len(hay) - width + 1), _CHUNK):
            part = np.frombuffer(hay, np.uint8, min(_CHUNK + width - 1, len(hay) - start), start)
            count = len(part) - width + 1
            heads = np.zeros(count, dtype=np.uint64)
            for turn in range(width):
                heads |= part[turn : turn + count].astype(np.uint64) << np.uint64(8 * turn)
            found.update(np.unique(heads[self._table[_slots(heads)]]).tolist())
        return found


def _slots(heads: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    slots: npt.NDArray[np.uint64] = (heads * _SPREAD) >> np.uint64(64 - _TABLE_BITS)
    return slots


def _stands_alone_in(hay: bytes, form: bytes) -> bool:
    at = hay.find(form)
    while at >= 0:
        end = at + len(form)
        if not _is_letter(hay[at - 1 : at] if at else b"") and not _is_letter(hay[end : end + 1]):
            return True
        at = hay.find(form, end)
    return False


def _is_letter(sign: bytes) -> bool:
    return bool(sign) and (sign.isalnum() or sign[0] >= 0x80 or sign == b"_")  # noqa: PLR2004


def _bytes(words: str) -> bytes:
    return words.encode("utf-8", "surrogatepass")
