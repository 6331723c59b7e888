"""Walk the model space of a drawing: blocks unfolded, layers and colours resolved, all counted."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.formats.limits import MAX_BLOCK_DEPTH, MAX_FEATURES

_BY_BLOCK, _BY_LAYER, _PAPER_CONTRAST = 0, 256, 7
_BLACK: Final = "#000000"
_MAX_ARRAY: Final = 10_000
ANNOTATIONS: Final = frozenset(
    {
        "DIMENSION", "ARC_DIMENSION", "LARGE_RADIAL_DIMENSION", "LEADER", "MULTILEADER", "MLEADER",
        "TOLERANCE", "ACAD_TABLE",
    }
)  # fmt: skip
"""Arrows, measurements and tables about the plan; unfolded they would look like walls."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in the nesting of blocks an entity lies.

    Attributes:
        layer: Layer that entities on layer "0" of a block take over.
        color: "#rrggbb" that entities coloured "by block" take over.
        block: Name of the innermost block, or "".
        insert: Handle of the outermost block reference, or "".
        chain: Names of all enclosing blocks, to stop at a block that holds itself.
        clips: Outlines that cut what is drawn (XCLIP).
    """

    layer: str = ""
    color: str = _BLACK
    block: str = ""
    insert: str = ""
    chain: tuple[str, ...] = ()
    clips: tuple[BaseGeometry, ...] = ()


@dataclass(slots=True)
class Skipped:
    """What was left out and why, counted by entity type."""

    unknown: Counter[str] = field(default_factory=Counter)
    annotations: Counter[str] = field(default_factory=Counter)
    invisible: int = 0
    dots: int = 0
    broken: Counter[str] = field(default_factory=Counter)
    too_deep: int = 0
    external: int = 0
    clip_ignored: int = 0
    over_limit: bool = False


class Walk:
    """Yields every drawable entity with its place; blocks are unfolded on the way."""

    def __init__(self, doc: Any, skipped: Skipped) -> None:
        self._doc, self.skipped, self._seen = doc, skipped, 0

    def model_space(self) -> Iterator[tuple[Any, Place]]:
        """Walk everything in model space, in drawing order."""
        yield from self._entities(self._doc.modelspace(), Place())

    def _entities(self, entities: Any, place: Place) -> Iterator[tuple[Any, Place]]:
        for entity in entities:
            if self._seen >= MAX_FEATURES:
                self.skipped.over_limit = True
                return
            self._seen += 1
            yield from self._entity(entity, place)

    def _entity(self, entity: Any, place: Place) -> Iterator[tuple[Any, Place]]:
        kind = entity.dxftype()
        if entity.dxf.get("invisible", 0):
            self.skipped.invisible += 1
        elif kind in ANNOTATIONS:
            self.skipped.annotations[kind] += 1
        elif kind == "INSERT":
            yield from self._insert(entity, place)
        else:
            yield entity, self._resolved(entity, place)

    def _resolved(self, entity: Any, place: Place) -> Place:
        layer = str(entity.dxf.get("layer", "0"))
        if layer == "0" and place.block:
            layer = place.layer
        return replace(place, layer=layer, color=self._color(entity, layer, place))

    def _color(self, entity: Any, layer: str, place: Place) -> str:
        rgb = getattr(entity, "rgb", None)
        if rgb is not None:
            return as_hex(rgb)
        index = int(entity.dxf.get("color", _BY_LAYER))
        if index == _BY_BLOCK:
            return place.color
        if index == _BY_LAYER:
            return self._layer_color(layer)
        return index_color(index)

    def _layer_color(self, name: str) -> str:
        try:
            layer = self._doc.layers.get(name)
        except Exception:  # noqa: BLE001 # boundary: layers of damaged drawings raise many things
            return _BLACK
        rgb = getattr(layer, "rgb", None)
        return as_hex(rgb) if rgb is not None else index_color(abs(int(layer.dxf.color)))

    def _insert(self, insert: Any, place: Place) -> Iterator[tuple[Any, Place]]:
        name = str(insert.dxf.get("name", ""))
        inside = self._resolved(insert, place)
        block = insert.block()
        if block is None:
            self.skipped.broken["INSERT"] += 1
            return
        if block.block is not None and block.block.dxf.get("flags", 0) & 0b1100:  # an xref
            self.skipped.external += 1
            return
        if name in place.chain or len(place.chain) >= MAX_BLOCK_DEPTH:
            self.skipped.too_deep += 1
            return
        handle = place.insert or str(insert.dxf.get("handle") or "")
        inside = replace(inside, block=name, insert=handle, chain=(*place.chain, name))
        yield insert, inside
        inside = replace(inside, clips=(*place.clips, *self._clips(insert)))
        for attrib in insert.attribs:
            yield from self._entity(attrib, inside)
        for single in self._singles(insert):
            yield from self._entities(self._parts(single), inside)

    def _singles(self, insert: Any) -> Iterator[Any]:
        if insert.mcount <= 1:
            yield insert
        elif insert.mcount <= _MAX_ARRAY:
            yield from insert.multi_insert()
        else:
            self.skipped.broken["MINSERT"] += 1

    def _parts(self, insert: Any) -> Iterator[Any]:
        def note(entity: Any, _reason: str) -> None:
            self.skipped.broken[entity.dxftype()] += 1

        parts = insert.virtual_entities(skipped_entity_callback=note)
        while True:
            try:
                part = next(parts)
            except StopIteration:
                return
            except Exception:  # noqa: BLE001 # boundary: a broken part ends its block, not the drawing
                self.skipped.broken["INSERT"] += 1
                return
            if part.dxftype() != "ATTDEF":  # the template; the reference carries the values
                yield part

    def _clips(self, insert: Any) -> tuple[BaseGeometry, ...]:
        from ezdxf.xclip import XClip

        try:
            clip = XClip(insert)
            if not clip.has_clipping_path or not clip.is_clipping_enabled:
                return ()
            path = clip.get_wcs_clipping_path()
            corners = [(v.x, v.y) for v in path.vertices]
            if path.is_inverted_clip or len(corners) < 2:  # noqa: PLR2004 - a rectangle's corners
                self.skipped.clip_ignored += 1
                return ()
            if len(corners) == 2:  # noqa: PLR2004 - a rectangle by two corners
                return (shapely.box(*shapely.total_bounds(shapely.linestrings(corners))),)
            return (shapely.make_valid(shapely.Polygon(corners)),)
        except Exception:  # noqa: BLE001 # boundary: extension dictionaries of damaged drawings
            self.skipped.clip_ignored += 1
            return ()


def as_hex(rgb: Any) -> str:
    """A colour as "#rrggbb"."""
    red, green, blue = (int(part) & 255 for part in tuple(rgb)[:3])
    return f"#{red:02x}{green:02x}{blue:02x}"


def index_color(index: int) -> str:
    """Colour of an AutoCAD colour index; 7 contrasts with the sheet, which is white here."""
    from ezdxf.colors import aci2rgb

    if not 0 < index < _BY_LAYER or index == _PAPER_CONTRAST:
        return _BLACK
    return as_hex(aci2rgb(index))


def layer_states(doc: Any) -> Mapping[str, str]:
    """Layers that are switched "off" or "frozen" in the drawing."""
    states = {}
    for layer in doc.layers:
        if layer.is_frozen():
            states[str(layer.dxf.name)] = "frozen"
        elif layer.is_off():
            states[str(layer.dxf.name)] = "off"
    return states
