"""Colours, letters and words of a page, handed around as one value."""

from dataclasses import dataclass

from sbd_tool.cartography.tokens import Design, Theme
from sbd_tool.domain.text import Quantity, Text, text
from sbd_tool.domain.words import Words
from sbd_tool.report.letters import Letters

PLUS_MINUS = "\u00b1"


@dataclass(frozen=True)
class Look:
    """What every part of a page draws and speaks with.

    Attributes:
        design: Tokens and symbols.
        theme: Colours; paper is always light.
        words: Language and number format of the reader.
        letters: Faces.
    """

    design: Design
    theme: Theme
    words: Words
    letters: Letters

    def colour(self, key: str) -> str:
        """Colour of a token."""
        return self.theme.colour(key)

    def say(self, key: str, /, **params: str | float | Quantity | Text) -> str:
        """A sentence of the report."""
        return self.words(text(f"report.{key}", **params))

    def words_of(self, key: str, /, **params: str | float | Quantity | Text) -> str:
        """The words of any key of the catalogue."""
        return self.words(text(key, **params))

    def signed(self, value: float | None, decimals: int = 1) -> str:
        """A gain or a loss with its sign; nothing when it is not known."""
        if value is None:
            return ""
        if round(value, decimals) == 0:
            return f"{PLUS_MINUS}0"
        written = self.words.number(value, decimals)
        return f"+{written}" if value > 0 else written
