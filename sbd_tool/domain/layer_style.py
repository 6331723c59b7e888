"""How a layer is drawn where somebody wants it otherwise than its role is drawn by default."""

import math
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

AttributeValue = str | int | float | bool | None  # as in `layers`, which needs this module

MOST_CLASSES: Final = 24
LEAST_WIDTH_MM: Final = 0.05
MOST_WIDTH_MM: Final = 5.0
LONGEST: Final = 200
NO_FILL: Final = "none"
_COLOUR: Final = re.compile(r"#[0-9a-f]{6}")


class Hatch(StrEnum):
    """A pattern over an area."""

    NONE = "none"
    DIAGONAL = "diagonal"
    CROSS = "cross"


class Scheme(StrEnum):
    """By what the features of a layer are told apart."""

    SINGLE = "single"
    CATEGORIES = "categories"
    GRADUATED = "graduated"


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleClass:
    """One colour and the features that wear it.

    Attributes:
        colour: "#rrggbb".
        value: The attribute's value in words, for categories.
        low: Least number, for graduated classes.
        high: Greatest number; it belongs to the next class, where there is one.
    """

    colour: str
    value: str = ""
    low: float = 0.0
    high: float = 0.0

    def __post_init__(self) -> None:
        _check_colour(self.colour)
        if len(self.value) > LONGEST or not (math.isfinite(self.low) and math.isfinite(self.high)):
            raise ValueError("a class of a style is out of bounds")


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerStyle:
    """What differs from the look of the layer's role; "" and None leave that as it is.

    Attributes:
        fill: Colour inside areas and of points, "#rrggbb", or `NO_FILL`.
        line: Colour of lines and outlines, "#rrggbb".
        width_mm: Width of lines and outlines on the page.
        point_mm: Diameter of points on the page.
        hatch: Pattern over areas.
        opacity: Of the inside, 0 to 1.
        label: Attribute whose value is written beside each feature, or "".
        scheme: By what features are told apart.
        by: Attribute that tells them apart, or "".
        classes: Classes of that attribute; features in none of them look like the layer.
        tint: Colour of one class alone, set where a layer is taken apart for drawing.

    Raises:
        ValueError: A colour, number or length is out of bounds.
    """

    fill: str = ""
    line: str = ""
    width_mm: float | None = None
    point_mm: float | None = None
    hatch: Hatch | None = None
    opacity: float | None = None
    label: str = ""
    scheme: Scheme = Scheme.SINGLE
    by: str = ""
    classes: tuple[StyleClass, ...] = ()
    tint: str = ""

    def __post_init__(self) -> None:
        if self.fill != NO_FILL:
            _check_colour(self.fill)
        _check_colour(self.line)
        _check_colour(self.tint)
        for width in (self.width_mm, self.point_mm):
            if width is not None and not LEAST_WIDTH_MM <= width <= MOST_WIDTH_MM:
                raise ValueError("a width is out of bounds")
        if self.opacity is not None and not 0.0 <= self.opacity <= 1.0:
            raise ValueError("an opacity is out of bounds")
        too_long = max(len(self.label), len(self.by)) > LONGEST
        if too_long or len(self.classes) > MOST_CLASSES:
            raise ValueError("a style is out of bounds")

    @property
    def is_classed(self) -> bool:
        """Whether features of the layer look different from each other."""
        return self.scheme is not Scheme.SINGLE and bool(self.classes) and bool(self.by)


def value_words(value: AttributeValue) -> str:
    """The words by which a value belongs to a category; numbers that are equal read the same.

    Examples:
        >>> value_words(2.0)
        '2'
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and math.isfinite(value) and value == int(value):
        return str(int(value))
    return "" if value is None else str(value)[:LONGEST]


def class_of(style: LayerStyle, value: AttributeValue) -> int:
    """Place of the class a value belongs to, or -1.

    Examples:
        >>> low = StyleClass(colour="#000000", low=0.0, high=1.0)
        >>> top = StyleClass(colour="#ffffff", low=1.0, high=2.0)
        >>> style = LayerStyle(scheme=Scheme.GRADUATED, by="h", classes=(low, top))
        >>> [class_of(style, value) for value in (0.5, 1, 2, 3, None)]
        [0, 1, 1, -1, -1]
    """
    if style.scheme is Scheme.CATEGORIES:
        words = value_words(value)
        found = (row for row, one in enumerate(style.classes) if words and one.value == words)
        return next(found, -1)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return -1
    last = len(style.classes) - 1
    for row, one in enumerate(style.classes):
        if one.low <= value < one.high or (row == last and value == one.high):
            return row
    return -1


def _check_colour(colour: str) -> None:
    if colour and not _COLOUR.fullmatch(colour):
        raise ValueError(f"{colour[:20]!r} is no colour")
