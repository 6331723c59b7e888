"""Large layers in blocks of ground: an edit draws the blocks it touches anew, not the layer.

Features are sorted into square cells by the middle of their box. A cell is compared with what it
held before by the identity of its geometries, because geometries are never edited in place.
"""

import math
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely

from sbd_tool.cartography.drawlist import IntArray, Item
from sbd_tool.cartography.ragged import ObjectArray
from sbd_tool.domain.layers import Layer

BLOCKS_FROM: Final = 4000
"""Features from which a layer is drawn in blocks."""
PER_BLOCK: Final = 2000
KEPT_LAYERS: Final = 24
FEW_SHARE: Final = 0.1

Make = Callable[[ObjectArray, tuple[str, ...]], tuple[Item | None, ...]]
"""Draws some features by geometries and ids: always as many items, from below to above."""


@dataclass(frozen=True, slots=True)
class _Sorted:
    """The features of one version of a layer.

    Attributes:
        geometry: The layer's own array; keeps its geometries alive, so that ids stay true.
        names: Ids of the features.
        known: ``id()`` of every geometry.
        cells: Cell of every feature.
        side_m: Side of the cells.
        blocks: Items by cell.
    """

    geometry: ObjectArray
    names: tuple[str, ...]
    known: IntArray
    cells: IntArray
    side_m: float
    blocks: dict[int, tuple[Item | None, ...]]


_kept: OrderedDict[Hashable, _Sorted] = OrderedDict()
_lock = threading.Lock()


def block_items(layer: Layer, look: Hashable, make: Make) -> tuple[Item, ...]:
    """Items of a large layer, block by block; first the lowest item of every block.

    Args:
        layer: What is drawn.
        look: What else the items depend on.
        make: Draws the features of one block.

    Returns:
        Items; those of blocks that did not change since the last call are the very same objects.
    """
    key = (layer.id, look)
    with _lock:
        before = _kept.get(key)
    now = _sorted(layer, before, make)
    with _lock:
        _kept[key] = now
        _kept.move_to_end(key)
        while len(_kept) > KEPT_LAYERS:
            _kept.popitem(last=False)
    columns = zip(*(now.blocks[cell] for cell in sorted(now.blocks)), strict=True)
    return tuple(item for column in columns for item in column if item is not None)


def _sorted(layer: Layer, before: _Sorted | None, make: Make) -> _Sorted:
    geometry = layer.geometry
    known = np.fromiter(map(id, geometry), dtype=np.int64, count=len(geometry))
    changed = None
    if before is not None and len(before.known) == len(known) and before.names == layer.ids:
        changed = np.flatnonzero(before.known != known)
    if before is None or changed is None or len(changed) > FEW_SHARE * len(known):
        return _all_sorted(layer, known, before, make)
    cells = before.cells.copy()
    cells[changed] = _cells(geometry[changed], before.side_m)
    touched = np.unique(np.concatenate([before.cells[changed], cells[changed]]))
    blocks = dict(before.blocks)
    for cell in touched.tolist():
        rows = np.flatnonzero(cells == cell)
        if len(rows):
            blocks[cell] = _made(layer, rows, make)
        else:
            blocks.pop(cell, None)
    return _Sorted(geometry, layer.ids, known, cells, before.side_m, blocks)


def _all_sorted(layer: Layer, known: IntArray, before: _Sorted | None, make: Make) -> _Sorted:
    """Sort anew, as after features came or went; blocks that hold the same stay."""
    geometry = layer.geometry
    side_m = _side_m(geometry)
    cells = _cells(geometry, side_m)
    order = np.argsort(cells, kind="stable")
    cuts = np.flatnonzero(np.diff(cells[order])) + 1
    same = before if before is not None and before.side_m == side_m else None
    blocks: dict[int, tuple[Item | None, ...]] = {}
    for rows in np.split(order, cuts):
        cell = int(cells[rows[0]])
        old = None if same is None else np.flatnonzero(same.cells == cell)
        if (
            same is not None
            and old is not None
            and len(old) == len(rows)
            and bool((same.known[old] == known[rows]).all())
            and [same.names[row] for row in old] == [layer.ids[row] for row in rows]
        ):
            blocks[cell] = same.blocks[cell]
        else:
            blocks[cell] = _made(layer, rows, make)
    return _Sorted(geometry, layer.ids, known, cells, side_m, blocks)


def _made(layer: Layer, rows: IntArray, make: Make) -> tuple[Item | None, ...]:
    names = layer.ids
    return make(layer.geometry[rows], tuple(map(names.__getitem__, rows.tolist())))


def _side_m(geometry: ObjectArray) -> float:
    """Side of the cells, a power of two, for about `PER_BLOCK` features in each."""
    west, south, east, north = (float(edge) for edge in shapely.total_bounds(geometry))
    if math.isnan(west):
        return 1.0
    area = max(east - west, 1.0) * max(north - south, 1.0)
    return float(2.0 ** round(math.log2(math.sqrt(area * PER_BLOCK / len(geometry)))))


def _cells(geometry: ObjectArray, side_m: float) -> IntArray:
    boxes = shapely.bounds(geometry)
    middle = np.nan_to_num((boxes[:, :2] + boxes[:, 2:]) / 2)
    column, row = np.floor(middle / side_m).astype(np.int64).T
    found: IntArray = (row << 32) + column
    return found
