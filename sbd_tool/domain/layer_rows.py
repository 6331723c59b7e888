"""Features of a layer by id, and those in which two states of a layer differ."""

from collections.abc import Iterable, Mapping
from typing import Any

from sbd_tool.domain.layers import AttributeValue, Layer

FeatureRows = dict[str, tuple[Any, Mapping[str, AttributeValue]]]


def features_by_id(layer: Layer | None, rows: Iterable[int] | None = None) -> FeatureRows:
    """Geometry and attributes by id, in order; of some rows only, where they are named."""
    if layer is None:
        return {}
    if rows is None:
        body = zip(layer.ids, layer.geometry, layer.attributes, strict=True)
        return {key: (geometry, attributes) for key, geometry, attributes in body}
    return {layer.ids[row]: (layer.geometry[row], layer.attributes[row]) for row in rows}


def features_that_may_differ(
    old: Layer | None, new: Layer | None
) -> tuple[FeatureRows, FeatureRows]:
    """Both states without the rows that are the very same values at the very same place.

    An edit of a few features keeps the tuple of ids, and every row it does not touch, so finding
    those few out of a hundred thousand costs a look at each and no more.
    """
    if old is None or new is None or old.ids is not new.ids or len(set(old.ids)) < len(old.ids):
        return features_by_id(old), features_by_id(new)
    pairs = zip(old.geometry, new.geometry, old.attributes, new.attributes, strict=True)
    rows = [
        row
        for row, (shape, other, facts, others) in enumerate(pairs)
        if shape is not other or facts is not others
    ]
    return features_by_id(old, rows), features_by_id(new, rows)
