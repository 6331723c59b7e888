"""Classes of a layer by an attribute: categories, or steps of a number."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import numpy as np

from sbd_tool.cartography.layer_looks import PALETTE
from sbd_tool.cartography.ramps import even_ramp, hex_colour
from sbd_tool.domain.layer_style import StyleClass, value_words
from sbd_tool.domain.layers import Layer

STEPS: Final = (3, 4, 5, 6, 7)


def attributes_of(layer: Layer) -> tuple[str, ...]:
    """Names of all attributes, in order of appearance."""
    return tuple(dict.fromkeys(name for row in layer.attributes for name in row))


def numeric_attributes(layer: Layer) -> tuple[str, ...]:
    """Attributes that hold numbers, and nothing else."""
    found = []
    for name in attributes_of(layer):
        values = [row[name] for row in layer.attributes if row.get(name) is not None]
        if values and all(_is_number(value) for value in values):
            found.append(name)
    return tuple(found)


def categories(layer: Layer, attribute: str) -> tuple[StyleClass, ...]:
    """The commonest values, at most as many as there are colours to tell apart, each with one."""
    counts = Counter(value_words(row.get(attribute)) for row in layer.attributes)
    counts.pop("", None)
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[: len(PALETTE)]
    return tuple(
        StyleClass(colour=colour, value=value)
        for (value, _), colour in zip(ranked, PALETTE, strict=False)
    )


def graduated(
    layer: Layer, attribute: str, steps: int, ramp: Sequence[str]
) -> tuple[StyleClass, ...]:
    """Steps that hold about equally many features, light to dark; () when there is no number.

    Args:
        layer: The layer.
        attribute: Attribute with numbers; other values belong to no step.
        steps: Steps wanted; equal numbers may make fewer.
        ramp: Colours from low to high.
    """
    values = [value for row in layer.attributes if _is_number(value := row.get(attribute))]
    numbers = np.array(values, dtype=np.float64)
    numbers = numbers[np.isfinite(numbers)]
    if not len(numbers):
        return ()
    edges = np.unique(np.quantile(numbers, np.linspace(0.0, 1.0, steps + 1)))
    if len(edges) == 1:
        edges = np.array([edges[0], edges[0]])
    colours = even_ramp(tuple(ramp), len(edges) + 1)[1:]  # the palest would not show on paper
    return tuple(
        StyleClass(colour=hex_colour(colours[row]), low=float(low), high=float(high))
        for row, (low, high) in enumerate(pairwise(edges))
    )


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
