"""A draw list made ready for Qt: rings measured once, paths built when asked, pictures decoded."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from PySide6.QtGui import QImage

from sbd_tool.cartography.drawlist import (
    Dots,
    DrawList,
    FloatArray,
    Item,
    Label,
    Marker,
    Paths,
    Picture,
)
from sbd_tool.cartography.raster.rings import RingTable, ring_table
from sbd_tool.gui.map.paths import PathChunks, path_chunks
from sbd_tool.gui.map.viewport import Bounds

KEPT_ITEMS: Final = 20_000
CELLS: Final = 128  # into which dots are sorted along the longer side of their extent
ABOVE_GROUND: Final = frozenset(
    {"heat", "boundary", "place_notes", "annotations", "measures", "labels"}
)
"""Groups that change while somebody works; what lies below the first of them is the ground."""


class ReadyPaths:
    """Lines or areas of one style. Qt's paths are built only if Qt has to draw them."""

    def __init__(self, item: Paths, origin: tuple[float, float]) -> None:
        self.item, self._origin = item, origin
        self.table: RingTable | None = ring_table(item)

    @cached_property
    def chunks(self) -> PathChunks:
        """The same as Qt paths; asked for by the one thread that draws."""
        return path_chunks(self.item, self._origin)


class ReadyDots:
    """Dots of one look, sorted into cells, so that a window asks only for what is near."""

    def __init__(self, item: Dots) -> None:
        self.item = item
        xy = np.ascontiguousarray(item.coordinates, dtype=np.float64)
        low, high = xy.min(axis=0), xy.max(axis=0)
        side = max(float((high - low).max()) / CELLS, 1.0)
        column, row = np.floor((xy - low) / side).astype(np.int64).T
        order = np.lexsort((column, row))
        self._xy, self._rows = xy[order], row[order]
        self._low, self._side = low, side

    def near(self, window: Bounds) -> FloatArray:
        """Dots of the rows of cells that meet a window, shape (n, 2)."""
        first = np.floor((window[1] - self._low[1]) / self._side)
        last = np.floor((window[3] - self._low[1]) / self._side)
        begin, end = np.searchsorted(self._rows, (first, last + 1))
        return self._xy[begin:end]


@dataclass(frozen=True, slots=True)
class ReadyPicture:
    """A decoded underlay."""

    item: Picture
    image: QImage


Ready = ReadyPaths | ReadyPicture | ReadyDots | Marker | Label


@dataclass(frozen=True, slots=True)
class ReadyGroup:
    """Items of one group."""

    key: str
    items: tuple[Ready, ...]


class Ground:
    """What lies below everything that is worked on; equal when it holds the very same items."""

    def __init__(self, groups: tuple[ReadyGroup, ...], background: str) -> None:
        self.groups, self.background = groups, background
        self._items = tuple(item for group in groups for item in group.items)
        self._hash = hash((background, *(id(item) for item in self._items)))

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Ground)
            and other._hash == self._hash
            and other.background == self.background
            and len(other._items) == len(self._items)
            and all(a is b for a, b in zip(self._items, other._items, strict=True))
        )

    def _tables(self) -> Iterator[RingTable]:
        for item in self._items:
            if isinstance(item, ReadyPaths) and item.table is not None:
                yield item.table

    @cached_property
    def count(self) -> int:
        """Rings, lines and dots."""
        dots = sum(len(item.item.ids) for item in self._items if isinstance(item, ReadyDots))
        return dots + sum(len(table) for table in self._tables())

    @cached_property
    def bounds(self) -> Bounds | None:
        """Extent of the rings and lines, metres; None when there are none."""
        boxes = [table.boxes for table in self._tables()]
        if not boxes:
            return None
        return (
            min(float(box[:, 0].min()) for box in boxes),
            min(float(box[:, 1].min()) for box in boxes),
            max(float(box[:, 2].max()) for box in boxes),
            max(float(box[:, 3].max()) for box in boxes),
        )


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything a frame needs; immutable, so a worker may read it while the window goes on.

    Attributes:
        origin: Subtracted from all coordinates before Qt sees them: keeps centimetres at 6e6 m.
        ground: The lower groups.
        above: The upper groups, from below to above.
    """

    origin: tuple[float, float]
    ground: Ground
    above: tuple[ReadyGroup, ...]

    @property
    def groups(self) -> tuple[ReadyGroup, ...]:
        """All groups from below to above."""
        return (*self.ground.groups, *self.above)


class SceneBuilder:
    """Builds scenes and keeps what did not change between two of them."""

    def __init__(self) -> None:
        self._kept: dict[int, tuple[Item, Ready]] = {}
        self._origin: tuple[float, float] = (0.0, 0.0)

    def build(
        self,
        draw_list: DrawList,
        origin: tuple[float, float],
        is_stale: Callable[[], bool] = lambda: False,
    ) -> Scene | None:
        """Make a draw list ready, or None when it was overtaken by a newer one."""
        if origin != self._origin:
            self._kept.clear()
            self._origin = origin
        fresh: dict[int, tuple[Item, Ready]] = {}
        groups: list[ReadyGroup] = []
        for group in draw_list.groups:
            if is_stale():
                return None
            groups.append(
                ReadyGroup(group.key, tuple(self._ready(item, fresh) for item in group.items))
            )
        self._kept = fresh if len(fresh) <= KEPT_ITEMS else {}
        cut = next((at for at, group in enumerate(groups) if group.key in ABOVE_GROUND), None)
        lower = tuple(groups if cut is None else groups[:cut])
        upper = () if cut is None else tuple(groups[cut:])
        return Scene(origin, Ground(lower, draw_list.background), upper)

    def _ready(self, item: Item, fresh: dict[int, tuple[Item, Ready]]) -> Ready:
        if isinstance(item, Marker | Label):
            return item
        kept = self._kept.get(id(item))
        if kept is not None and kept[0] is item:
            fresh[id(item)] = kept
            return kept[1]
        ready: Ready
        if isinstance(item, Paths):
            ready = ReadyPaths(item, self._origin)
        elif isinstance(item, Dots):
            ready = ReadyDots(item)
        else:
            ready = ReadyPicture(item, QImage.fromData(item.data))
        fresh[id(item)] = (item, ready)
        return ready
