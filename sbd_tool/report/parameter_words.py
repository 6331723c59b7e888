"""Values of parameters in the reader's language: words of the catalogue, yes and no."""

from sbd_tool.domain.text import Quantity, text
from sbd_tool.domain.words import Words

ParameterValue = str | bool | Quantity
"""A parameter of a measure: a word, yes or no, or a number with its unit."""


def parameter_words(value: object, words: Words) -> str:
    """A value as it is read: a word of the catalogue translated, anything else as it is."""
    if isinstance(value, bool):
        return words(text("table.yes" if value else "table.no"))
    if isinstance(value, float):
        return words.number(value, len(f"{value:.3f}".rstrip("0").partition(".")[2]))
    named = f"catalogue.choice.{value}"
    return words(text(named)) if words.has(named) else str(value)
