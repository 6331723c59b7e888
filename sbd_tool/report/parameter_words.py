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


def parameter_value(value: ParameterValue, words: Words) -> str:
    """A value with its unit where it is a figure."""
    return words.quantity(value) if isinstance(value, Quantity) else parameter_words(value, words)


def parameter_line(key: str, value: ParameterValue, words: Words) -> str:
    """Name and value of a parameter, as a register tells it."""
    named = f"catalogue.parameter.{key}"
    name = words(text(named)) if words.has(named) else key.replace("_", " ")
    return f"{name}: {parameter_value(value, words)}"
