"""Layers as keys of what is kept of them, and whether they are drawn at all."""

from sbd_tool.domain.layers import Layer, Level


class Same:
    """A layer compared by identity: an edit makes a new layer, so its picture may be kept."""

    __slots__ = ("layer",)

    def __init__(self, layer: Layer) -> None:
        self.layer = layer

    def __hash__(self) -> int:
        return id(self.layer)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.layer is self.layer


def is_drawn(layer: Layer, hidden: frozenset[str]) -> bool:
    """Whether a layer is on the map: visible, on the ground, not switched off."""
    return layer.is_visible and layer.level is Level.GROUND and layer.id not in hidden
