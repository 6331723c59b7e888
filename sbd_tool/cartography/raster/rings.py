"""Rings and lines in flat arrays, with what a renderer asks of each: box and sense of turn."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sbd_tool.cartography.drawlist import FloatArray, IntArray, Paths


@dataclass(frozen=True, slots=True, eq=False)
class RingTable:
    """The rings or lines of one draw-list item.

    Attributes:
        xy: Shape (n, 2), metres.
        starts: Index of the first corner of each ring, then n.
        boxes: West, south, east, north of each ring, metres.
        signs: +1 or -1 per ring: shells one way round, holes the other.
        extent: Box of all rings.
    """

    xy: FloatArray
    starts: IntArray
    boxes: FloatArray
    signs: npt.NDArray[np.int8]
    extent: tuple[float, float, float, float]

    def __len__(self) -> int:
        return len(self.starts) - 1

    def meets(self, window: FloatArray) -> bool:
        """Whether any ring may lie in a window of west, south, east, north."""
        west, south, east, north = self.extent
        return bool(
            west <= window[2] and east >= window[0] and south <= window[3] and north >= window[1]
        )


def ring_table(paths: Paths) -> RingTable | None:
    """Boxes and turns of an item's rings; None when it is empty or does not know its holes."""
    starts = np.ascontiguousarray(paths.part_starts, dtype=np.int64)
    if len(starts) < 2 or bool(np.any(np.diff(starts) < 1)):  # noqa: PLR2004 - a start and an end
        return None
    if paths.is_closed and paths.is_hole is None:
        return None
    xy = np.ascontiguousarray(paths.coordinates, dtype=np.float64)
    firsts = starts[:-1]
    boxes = np.hstack(
        [np.minimum.reduceat(xy, firsts, axis=0), np.maximum.reduceat(xy, firsts, axis=0)]
    )
    low, high = boxes[:, :2].min(axis=0).tolist(), boxes[:, 2:].max(axis=0).tolist()
    return RingTable(xy, starts, boxes, _signs(paths, xy, starts), (*low, *high))


def _signs(paths: Paths, xy: FloatArray, starts: IntArray) -> npt.NDArray[np.int8]:
    if paths.is_hole is None:
        return np.ones(len(starts) - 1, dtype=np.int8)
    sizes = np.diff(starts)
    local = xy - np.repeat(xy[starts[:-1]], sizes, axis=0)
    cross = np.zeros(len(xy))
    cross[:-1] = local[:-1, 0] * local[1:, 1] - local[1:, 0] * local[:-1, 1]
    cross[starts[1:] - 1] = 0.0  # from the last corner of one ring to the first of the next
    area = np.add.reduceat(cross, starts[:-1])
    return np.where((area >= 0) != paths.is_hole, 1, -1).astype(np.int8)
