"""How the window speaks and looks: language, theme, letters. Changing it rebuilds the window."""

from dataclasses import dataclass

from sbd_tool.app.language import load_words
from sbd_tool.cartography.tokens import Design
from sbd_tool.domain.text import Param, Text, text
from sbd_tool.domain.words import Words
from sbd_tool.gui.symbols import Symbols
from sbd_tool.gui.theme import Theme


@dataclass(frozen=True, slots=True)
class Look:
    """One choice of theme and language, with what follows from it.

    Attributes:
        theme: Tokens of the chosen theme.
        words: Sentences of the chosen language.
        symbols: Markers in that theme.
        language: Key of the language.
    """

    theme: Theme
    words: Words
    symbols: Symbols
    language: str

    def say(self, key: str, /, **params: Param) -> str:
        """Word a sentence of the window's own part of the catalogue."""
        return self.words(text(f"gui.{key}", **params))

    def words_of(self, key: str, /, **params: Param) -> str:
        """Word a sentence of another part of the catalogue."""
        return self.words(text(key, **params))

    def word(self, sentence: Text | None) -> str:
        """Word a sentence of any part; None is no sentence."""
        return "" if sentence is None else self.words(sentence)


def make_look(
    design: Design,
    *,
    theme: str = "light",
    language: str = "en",
    number_locale: str | None = None,
    text_scale: float = 1.0,
) -> Look:
    """Load what a choice of theme, language and number format needs."""
    made = Theme(design, theme, text_scale)
    return Look(made, load_words(language, number_locale), Symbols(made), language)
