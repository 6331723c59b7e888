"""Lengths, areas and angles as they are read beside the pointer."""

from sbd_tool.domain.text import Quantity
from sbd_tool.domain.words import Words


class Readings:
    """Words for what is measured on a map; the number format is the reader's."""

    words: Words

    def words_length(self, metres: float) -> str:
        """A length with a fitting count of decimals."""
        return self.words.quantity(Quantity(metres, "m", 2 if metres < 100 else 1))  # noqa: PLR2004

    def words_area(self, square_metres: float) -> str:
        """An area with a fitting count of decimals."""
        decimals = 1 if square_metres < 1000 else 0  # noqa: PLR2004 - a tenth of what is walked
        return self.words.quantity(Quantity(square_metres, "m²", decimals))

    def words_angle(self, degrees: float) -> str:
        """An angle to a tenth of a degree."""
        return f"{self.words.number(degrees, 1)}°"
