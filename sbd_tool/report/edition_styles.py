"""What of a layer's look a wider circle gets: never by what it may not read."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sbd_tool.domain.layer_style import LayerStyle, Scheme, value_words
from sbd_tool.domain.layers import AttributeValue


def open_style(
    style: LayerStyle | None, rows: Sequence[Mapping[str, AttributeValue]]
) -> LayerStyle | None:
    """The look of a layer for an edition.

    Colours, widths and patterns of the whole layer stay. An attribute that no feature of the
    edition carries any more is neither written beside features nor tells them apart, and a category
    stays only where the edition still holds its value: which features share a withheld value would
    say something about it.

    Args:
        style: The look in the whole project.
        rows: The attributes the edition gives away, per feature.
    """
    if style is None:
        return None
    known = {name for row in rows for name in row}
    if style.label not in known:
        style = replace(style, label="")
    if style.by not in known:
        return replace(style, scheme=Scheme.SINGLE, by="", classes=())
    if style.scheme is Scheme.CATEGORIES:
        values = {value_words(row.get(style.by)) for row in rows}
        return replace(style, classes=tuple(one for one in style.classes if one.value in values))
    return style
