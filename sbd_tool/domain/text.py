"""Everything shown to a person is a key with parameters; words are found at the door."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

LITERAL: Final = ""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, worded in the reader's number format.

    Attributes:
        value: The bare number, in ``unit``.
        unit: Unit symbol as printed ("m", "%", "km/h"), or "" for a pure number.
        decimals: Digits after the decimal sign; never more than the figure deserves.
    """

    value: float
    unit: str = ""
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Day:
    """A day, worded in the reader's form.

    Attributes:
        iso: ISO 8601 date, or the beginning of a time; what reads as no date is shown as it is.
    """

    iso: str


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence not yet in any language: a catalogue key and its parameters.

    Attributes:
        key: Dotted key ("ingest.layer_repaired"); the empty key marks literal user text.
        params: Sorted pairs; a parameter ``count`` selects the plural form.
    """

    key: str
    params: "tuple[tuple[str, Param], ...]" = ()

    def as_mapping(self) -> "Mapping[str, Param]":
        """Parameters by name."""
        return dict(self.params)


def text(key: str, /, **params: "Param") -> Text:
    """Name a sentence of the catalogue.

    Examples:
        >>> text("ingest.layer_repaired", layer="Kerbs", count=3).key
        'ingest.layer_repaired'
    """
    return Text(key, tuple(sorted(params.items(), key=lambda pair: pair[0])))


def literal(words: str) -> Text:
    """Wrap what a person or a file said; it is never translated and never formatted."""
    return Text(LITERAL, (("words", words),))


Param = str | int | float | bool | Quantity | Day | Text
