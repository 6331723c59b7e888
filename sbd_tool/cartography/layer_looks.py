"""Layers with a look of their own: taken apart by class, each part drawn like a layer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from sbd_tool.cartography.styles import RoleStyle, style_of
from sbd_tool.domain.layer_style import NO_FILL, Hatch, LayerStyle, Scheme, StyleClass, class_of
from sbd_tool.domain.layers import Layer
from sbd_tool.domain.text import Quantity, literal
from sbd_tool.domain.words import Words

PALETTE: Final = (
    "#0072b2",
    "#e69f00",
    "#009e73",
    "#cc79a7",
    "#56b4e9",
    "#d55e00",
    "#f0e442",
    "#000000",
)
"""Eight colours that people with colour-blindness tell apart.

Source: M. Okabe, K. Ito, "Color Universal Design" (2002, revised 2008), in an order of ours.
"""

LABEL_MM: Final = 2.5  # letters of a label somebody asked for: large enough for the screen too
_LONGEST: Final = 44


def look_of(layer: Layer) -> RoleStyle | None:
    """The look of a layer: its role's, with what somebody changed; None leaves no mark."""
    base, own = style_of(layer.role), layer.style
    if base is None or own is None:
        return base
    fill = own.tint or ("" if own.fill == NO_FILL else own.fill or base.fill)
    edge = own.line or base.edge
    hatch = base.hatch if own.hatch is None else own.hatch.value
    hatch = "" if hatch == Hatch.NONE else hatch
    point = own.tint or (own.fill if own.fill != NO_FILL else "") or base.dot
    return replace(
        base,
        fill=fill,
        edge=edge or ("ink_3" if hatch else ""),
        line=own.tint or own.line or base.line,
        edge_mm=own.width_mm or base.edge_mm,
        line_mm=own.width_mm or base.line_mm,
        hatch=hatch,
        opacity=base.opacity if own.opacity is None else own.opacity,
        dot=point,
        dot_mm=own.point_mm or base.dot_mm,
        name_mm=max(base.name_mm, LABEL_MM) if own.label else base.name_mm,
        names_to=max(base.names_to, 10_000.0) if own.label else base.names_to,
    )


def parts_of(layer: Layer) -> tuple[tuple[StyleClass | None, Layer], ...]:
    """The layer class by class, those in no class first; a layer without classes is one part."""
    style = layer.style
    if style is None or not style.is_classed:
        return ((None, layer),)
    rows = [class_of(style, row.get(style.by)) for row in layer.attributes]
    places = np.array(rows, dtype=np.int64)
    plain = replace(style, scheme=Scheme.SINGLE, by="", classes=())
    parts: list[tuple[StyleClass | None, Layer]] = []
    for number, one in ((-1, None), *enumerate(style.classes)):
        chosen = np.flatnonzero(places == number)
        if len(chosen):
            own = plain if one is None else replace(plain, tint=one.colour)
            parts.append((one, _part(layer, chosen.tolist(), own)))
    return tuple(parts)


@dataclass(frozen=True, slots=True)
class DrawnPart:
    """One row of the legend that a layer makes.

    Attributes:
        suffix: Tells its key from those of the other parts.
        words: What follows the layer's role in the legend, or "".
        style: Its look.
        layer: Its features.
    """

    suffix: str
    words: str
    style: RoleStyle
    layer: Layer


def drawn_parts(words: Words, layer: Layer) -> tuple[DrawnPart, ...]:
    """The parts of a layer that leave a mark, worded for a legend."""
    found = []
    for number, (one, part) in enumerate(parts_of(layer)):
        style = look_of(part)
        if style is not None:
            told = "" if layer.style is None else _class_words(words, layer.style, one)
            found.append(DrawnPart(f":{number}", told, style, part))
    return tuple(found)


def _class_words(words: Words, style: LayerStyle, one: StyleClass | None) -> str:
    """What a class is called in the legend; no class is the rest."""
    if not style.is_classed:
        return ""
    if one is None:
        return ": \u2026"
    if style.scheme is Scheme.CATEGORIES:
        return ": " + words(literal(one.value[:_LONGEST]))
    decimals = 0 if one.low == int(one.low) and one.high == int(one.high) else 2
    low, high = (words.quantity(Quantity(edge, "", decimals)) for edge in (one.low, one.high))
    return f": {low} \u2013 {high}"


def label_words(layer: Layer, row: int) -> str | None:
    """What is written beside a feature; None where the layer leaves that to its role."""
    if layer.style is None or not layer.style.label:
        return None
    value = layer.attributes[row].get(layer.style.label)
    words = "" if value is None else " ".join(str(value).split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"


def _part(layer: Layer, rows: Sequence[int], style: LayerStyle) -> Layer:
    return replace(
        layer,
        ids=tuple(layer.ids[row] for row in rows),
        geometry=layer.geometry[np.array(rows, dtype=np.int64)],
        attributes=tuple(layer.attributes[row] for row in rows),
        style=style,
    )
