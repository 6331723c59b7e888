"""Shapes that can be picked, layer by layer: a layer is indexed once, an edit of it beside it."""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Literal

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.layers import GeometryArray, Layer, as_geometry_array

KEPT_LAYERS: Final = 48
MOST_EDITED: Final = 500
"""Up to so many changed features stand beside the index of a layer; then it is built anew."""


@dataclass(frozen=True, eq=False)
class Shapes:
    """Some objects with an index over them, built when it is first asked.

    Attributes:
        ids: Ids of the objects.
        geometry: Their shapes; None or empty ones are never found.
        is_measure: Whether a person drew them here.
        hidden: Rows that were changed since and stand elsewhere.
        base: Shapes whose index is used, when these differ from it by hidden rows only.
    """

    ids: tuple[str, ...]
    geometry: GeometryArray
    is_measure: bool
    hidden: frozenset[int] = frozenset()
    base: "Shapes | None" = field(default=None, repr=False)

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def tree(self) -> shapely.STRtree:
        """Index of the boxes."""
        return self.base.tree if self.base is not None else shapely.STRtree(self.geometry)

    @cached_property
    def row_of(self) -> dict[str, int]:
        """Row of each id."""
        if self.base is not None:
            return self.base.row_of
        return {name: row for row, name in enumerate(self.ids)}

    @cached_property
    def area(self) -> npt.NDArray[np.float64]:
        """Area of each shape, square metres."""
        if self.base is not None:
            return self.base.area
        found: npt.NDArray[np.float64] = shapely.area(self.geometry)
        return found

    def shape(self, name: str) -> BaseGeometry | None:
        """The shape of an id; None when it is not here or empty."""
        row = self.row_of.get(name)
        if row is None or row in self.hidden:
            return None
        shape = self.geometry[row]
        return None if shape is None or shape.is_empty else shape

    def near(self, shape: BaseGeometry, away_m: float) -> list[int]:
        """Rows within a distance of a shape, in order."""
        if not len(self):
            return []
        return self._seen(self.tree.query(shape, predicate="dwithin", distance=away_m))

    def framed(self, frame: BaseGeometry, *, is_crossing: bool) -> list[int]:
        """Rows inside a frame, or with ``is_crossing`` also those it touches, in order."""
        if not len(self):
            return []
        predicate: Literal["intersects", "contains"] = "intersects" if is_crossing else "contains"
        return self._seen(self.tree.query(frame, predicate=predicate))

    def _seen(self, rows: npt.NDArray[np.int64]) -> list[int]:
        return sorted(row for row in rows.tolist() if row not in self.hidden)


@dataclass(frozen=True, eq=False)
class _Indexed:
    """A layer as it was when its index was built."""

    layer: Layer
    known: npt.NDArray[np.int64]
    shapes: Shapes


_kept: OrderedDict[str, _Indexed] = OrderedDict()
_lock = threading.Lock()


def layer_shapes(layer: Layer) -> tuple[Shapes, ...]:
    """Shapes of a layer: its index as it was, and beside it what was edited since.

    A layer is told from its earlier self by the identity of its geometries, which are never
    edited in place.
    """
    known = np.fromiter(map(id, layer.geometry), dtype=np.int64, count=len(layer.geometry))
    with _lock:
        before = _kept.get(layer.id)
    if before is not None and before.layer.ids == layer.ids:
        changed = np.flatnonzero(before.known != known).tolist()
        if not changed:
            return (before.shapes,)
        if len(changed) <= MOST_EDITED:
            return (_without(before.shapes, changed), _only(layer, changed))
    fresh = _Indexed(layer, known, Shapes(layer.ids, layer.geometry, is_measure=False))
    with _lock:
        _kept[layer.id] = fresh
        _kept.move_to_end(layer.id)
        while len(_kept) > KEPT_LAYERS:
            _kept.popitem(last=False)
    return (fresh.shapes,)


def _without(shapes: Shapes, rows: Sequence[int]) -> Shapes:
    return Shapes(
        shapes.ids, shapes.geometry, is_measure=False, hidden=frozenset(rows), base=shapes
    )


def _only(layer: Layer, rows: Sequence[int]) -> Shapes:
    return Shapes(
        tuple(layer.ids[row] for row in rows),
        as_geometry_array([layer.geometry[row] for row in rows]),
        is_measure=False,
    )
