"""Letters of the page: registered faces, their widths, line breaks and stand-ins."""

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from sbd_tool.domain.text import text
from sbd_tool.domain.words import Words
from sbd_tool.report.writable import runs_of

PT_PER_MM: Final = 72.0 / 25.4
MM_PER_PT: Final = 25.4 / 72.0
_STYLES: Final = {400: "Regular", 500: "Medium", 600: "SemiBold", 700: "Bold"}
_FALLBACK: Final = "Fallback"


class Letters:
    """Measure and split text in the faces of the product.

    Args:
        faces: Style name -> font file, as cut by the product; "Fallback" stands in for letters
            the others lack.
        words: Name the scripts that no face holds; without them such letters stand as "[?]".
    """

    def __init__(self, faces: Mapping[str, Path], words: Words | None = None) -> None:
        from reportlab.pdfbase import pdfmetrics

        self._names: dict[str, str] = {}
        self._fonts: dict[str, Any] = {}
        self._words = words
        self.is_live = False
        self._unset: dict[str, set[str]] = {}
        for style, path in faces.items():
            name = f"Inter-{style}" if style != _FALLBACK else "NotoSans-Regular"
            pdfmetrics.registerFont(_font(name, str(path)))
            self._names[style] = name
            self._fonts[style] = pdfmetrics.getFont(name)
        held = (font.face.charToGlyph for font in self._fonts.values())
        self._known: frozenset[int] = frozenset[int]().union(*held)

    def live(self) -> "Letters":
        """The same for drawings whose words the reader's own faces set: none is replaced."""
        other = copy(self)
        other.is_live = True
        return other

    @property
    def unset(self) -> Mapping[str, frozenset[str]]:
        """Script -> letters of it that were asked for and that no face holds, so far."""
        return {script: frozenset(letters) for script, letters in sorted(self._unset.items())}

    def said(self, words: str) -> str:
        """The same words with the name of its script in place of what no face holds."""
        if self.is_live or words.isascii() or self._known.issuperset(map(ord, words)):
            return words
        runs = runs_of(words, self._known)
        return "".join(self._named(script, run) if script else run for script, run in runs)

    def _named(self, script: str, letters: str) -> str:
        self._unset.setdefault(script, set()).update(letters.replace(" ", ""))
        return f"[{'?' if self._words is None else self._words(text(f'scripts.{script}'))}]"

    def name(self, weight: int) -> str:
        """Name under which the face of a weight is registered."""
        return self._names[_STYLES.get(weight, "Regular")]

    def runs(self, words: str, weight: int) -> Iterator[tuple[str, str]]:
        """Split a text into (face name, letters): what the face lacks is set in the stand-in."""
        style = _STYLES.get(weight, "Regular")
        known = self._fonts[style].face.charToGlyph
        spare = self._fonts.get(_FALLBACK)
        run, current = "", style
        for letter in self.said(words):
            wanted = style
            if ord(letter) not in known and spare and ord(letter) in spare.face.charToGlyph:
                wanted = _FALLBACK
            if wanted != current and run:
                yield self._names[current], run
                run = ""
            current = wanted
            run += letter
        if run:
            yield self._names[current], run

    def width_mm(self, words: str, size_pt: float, weight: int = 400) -> float:
        """Length of a line of text."""
        from reportlab.pdfbase import pdfmetrics

        total = sum(
            pdfmetrics.stringWidth(run, name, size_pt) for name, run in self.runs(words, weight)
        )
        return float(total) * MM_PER_PT

    def lines(self, words: str, size_pt: float, width_mm: float, weight: int = 400) -> list[str]:
        """Break a text into lines that fit; a word longer than a line is broken anywhere."""
        found: list[str] = []
        for paragraph in self.said(words).split("\n"):
            line = ""
            for word in paragraph.split():
                joined = f"{line} {word}" if line else word
                if self.width_mm(joined, size_pt, weight) <= width_mm:
                    line = joined
                    continue
                if line:
                    found.append(line)
                pieces = self._broken(word, size_pt, width_mm, weight)
                found.extend(pieces[:-1])
                line = pieces[-1]
            found.append(line)
        return found

    def elided(self, words: str, size_pt: float, width_mm: float, weight: int = 400) -> str:
        """A text cut at its end with an ellipsis, if it does not fit."""
        words = self.said(words)
        if self.width_mm(words, size_pt, weight) <= width_mm:
            return words
        low, high = 0, len(words)
        while low < high:
            middle = (low + high + 1) // 2
            cut = words[:middle].rstrip() + "…"
            if self.width_mm(cut, size_pt, weight) <= width_mm:
                low = middle
            else:
                high = middle - 1
        return words[:low].rstrip() + "…"

    def _broken(self, word: str, size_pt: float, width_mm: float, weight: int) -> Sequence[str]:
        if self.width_mm(word, size_pt, weight) <= width_mm:
            return [word]
        pieces, piece = [], ""
        for letter in word:
            if piece and self.width_mm(piece + letter, size_pt, weight) > width_mm:
                pieces.append(piece)
                piece = ""
            piece += letter
        return [*pieces, piece]


@lru_cache(maxsize=16)
def _font(name: str, path: str) -> Any:
    from reportlab.pdfbase.ttfonts import TTFont

    return TTFont(name, path)
