"""Compiled inner loops for areas: exact coverage of rings by signed-area accumulation.

After R. Levien's font-rs (2016): every edge leaves the change of coverage it causes in the pixels
it crosses, and one sum along the row gives the coverage of all areas of a style at once. Areas
that share a pixel add up instead of fading each other, and areas that overlap unite.

``sums`` is flat, ``columns + 2`` per row; ``marks`` (rows, blocks of eight columns) tells which
of them were touched. ``place`` maps metres to pixels:
``column = place[0] * (x - place[6]) + place[1] * (y - place[7]) + place[4]`` and
``row = place[2] * (x - place[6]) + place[3] * (y - place[7]) + place[5]``.
"""

from typing import Final

import numpy as np
import numpy.typing as npt

from sbd_tool.cartography.raster.blending import BLOCK_BITS
from sbd_tool.cartography.raster.compiling import compiled

Floats = npt.NDArray[np.float64]
Sums = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]
Signs = npt.NDArray[np.int8]

SKIP_PX: Final = 0.4
"""Corners nearer than this to the one before are passed over; the error stays below that."""
NARROW_PX: Final = 40.0
"""Rings up to this width are marked as a box, wider ones edge by edge."""


@compiled
def _mark(marks: Bytes, row: int, first: int, last: int) -> None:
    for block in range(first >> BLOCK_BITS, (last >> BLOCK_BITS) + 1):
        marks[row, block] = 1


@compiled
def _spread(sums: Sums, base: int, left: float, right: float, height: float) -> None:
    """One edge within one row: spread the change of coverage over the pixels it crosses.

    Places are unsigned, so that no compiled loop asks whether they count from the end.
    """
    first = np.int64(left)
    at = np.uint64(base + first)
    one = np.uint64(1)
    if right <= first + 1.0:
        share = height * ((left + right) * 0.5 - first)
        sums[at] += height - share
        sums[at + one] += share
        return
    last = np.int64(np.ceil(right))
    slope = 1.0 / (right - left)
    lead = 1.0 - (left - first)
    start = 0.5 * slope * lead * lead
    tail = right - last + 1.0
    end = 0.5 * slope * tail * tail
    sums[at] += height * start
    if last == first + 2:
        sums[at + one] += height * (1.0 - start - end)
    else:
        second = slope * (0.5 + lead)
        sums[at + one] += height * (second - start)
        for column in range(np.uint64(base + first + 2), np.uint64(base + last - 1)):
            sums[column] += height * slope
        before = second + (last - first - 3) * slope
        sums[np.uint64(base + last - 1)] += height * (1.0 - before - end)
    sums[np.uint64(base + last)] += height * end


@compiled
def _inside(  # noqa: PLR0917 - a buffer and two ends
    sums: Sums, stride: int, x0: float, y0: float, x1: float, y1: float, sign: float
) -> None:
    """An edge that lies wholly inside the frame."""
    if y0 > y1:
        x0, y0, x1, y1, sign = x1, y1, x0, y0, -sign
    row = int(y0)
    if y1 <= row + 1.0:
        left, right = (x0, x1) if x0 < x1 else (x1, x0)
        _spread(sums, row * stride, left, right, sign * (y1 - y0))
        return
    slope = (x1 - x0) / (y1 - y0)
    x = x0
    while y0 < y1:
        below = row + 1.0
        there = x + slope * (below - y0)
        if below >= y1:
            below, there = y1, x1
        left, right = (x, there) if x < there else (there, x)
        _spread(sums, row * stride, left, right, sign * (below - y0))
        x, y0 = there, below
        row += 1


@compiled
def _clipped(  # noqa: PLR0917 - two buffers and two ends
    sums: Sums,
    marks: Bytes,
    columns: float,
    x0: float,
    y0: float,
    x1: float,
    y1: float,
    sign: float,
) -> None:
    """An edge cut to the frame; left of it, it counts at its border, right of it nowhere."""
    rows = float(marks.shape[0])
    if (y0 <= 0.0 and y1 <= 0.0) or (y0 >= rows and y1 >= rows) or y0 == y1:
        return
    slope = (x1 - x0) / (y1 - y0)
    start, end = min(max(y0, 0.0), rows), min(max(y1, 0.0), rows)
    low, high = min(start, end), max(start, end)
    one = other = start
    if slope != 0.0:  # where it crosses the left and the right border of the frame
        one = min(max(y0 - x0 / slope, low), high)
        other = min(max(y0 + (columns - x0) / slope, low), high)
    if abs(one - start) > abs(other - start):
        one, other = other, one
    top = start
    for bottom in (one, other, end):
        if top != bottom:
            left, right = x0 + (top - y0) * slope, x0 + (bottom - y0) * slope
            middle = (left + right) * 0.5
            if middle < columns:
                left = min(max(left, 0.0), columns) if middle > 0.0 else 0.0
                right = min(max(right, 0.0), columns) if middle > 0.0 else 0.0
                _inside(sums, int(columns) + 2, left, top, right, bottom, sign)
                _mark_edge(marks, left, top, right, bottom)
            top = bottom


@compiled
def _mark_edge(marks: Bytes, x0: float, y0: float, x1: float, y1: float) -> None:
    """Mark what an edge touches, row by row."""
    if y0 > y1:
        x0, y0, x1, y1 = x1, y1, x0, y0
    rows = marks.shape[0]
    slope = (x1 - x0) / (y1 - y0) if y1 > y0 else 0.0
    for row in range(int(y0), min(rows, int(np.ceil(y1)))):
        a = x0 + (max(float(row), y0) - y0) * slope
        b = x0 + (min(row + 1.0, y1) - y0) * slope
        _mark(marks, row, int(max(0.0, min(a, b) - 0.01)), int(max(a, b) + 1.01))


@compiled
def _ring(  # noqa: PLR0917 - a ring, where it goes, and where its pixels are put down
    xy: Floats, first: int, last: int, place: Floats, at_x: Floats, at_y: Floats
) -> int:
    """Corners of a ring in pixels, without those that crowd; returns their count."""
    count = 0
    px = py = -1e30
    for at in range(first, last):
        x, y = xy[at, 0] - place[6], xy[at, 1] - place[7]
        qx = place[0] * x + place[1] * y + place[4]
        qy = place[2] * x + place[3] * y + place[5]
        if abs(qx - px) < SKIP_PX and abs(qy - py) < SKIP_PX:
            continue
        at_x[count], at_y[count] = qx, qy
        px, py = qx, qy
        count += 1
    return count


@compiled
def is_seen(boxes: Floats, ring: int, window: Floats) -> bool:
    """Whether the box of a ring meets the window."""
    return bool(
        boxes[ring, 0] <= window[2]
        and boxes[ring, 2] >= window[0]
        and boxes[ring, 1] <= window[3]
        and boxes[ring, 3] >= window[1]
    )


@compiled
def _longest(starts: Ints) -> int:
    longest = 0
    for ring in range(len(starts) - 1):
        longest = max(longest, starts[ring + 1] - starts[ring])
    return longest


@compiled
def _add_whole(  # noqa: PLR0917 - two buffers, corners, which way round, how wide
    sums: Sums, marks: Bytes, at_x: Floats, at_y: Floats, count: int, sign: float, width: float
) -> None:
    """Add a ring that lies inside the frame."""
    stride = len(sums) // marks.shape[0]
    for at in range(count):
        to = at + 1 if at + 1 < count else 0
        if at_y[at] == at_y[to]:
            continue
        _inside(sums, stride, at_x[at], at_y[at], at_x[to], at_y[to], sign)
        if width >= NARROW_PX:
            _mark_edge(marks, at_x[at], at_y[at], at_x[to], at_y[to])


@compiled
def _add_ring(  # noqa: PLR0917 - two buffers, corners, which way round
    sums: Sums, marks: Bytes, at_x: Floats, at_y: Floats, count: int, sign: float
) -> None:
    rows = marks.shape[0]
    columns = len(sums) // rows - 2
    left = right = at_x[0]
    top = bottom = at_y[0]
    for at in range(1, count):
        left, right = min(left, at_x[at]), max(right, at_x[at])
        top, bottom = min(top, at_y[at]), max(bottom, at_y[at])
    if left < 0.0 or right > columns or top < 0.0 or bottom > rows:
        for at in range(count):
            to = at + 1 if at + 1 < count else 0
            _clipped(sums, marks, float(columns), at_x[at], at_y[at], at_x[to], at_y[to], sign)
        return
    if right - left < NARROW_PX:
        for row in range(int(top), min(rows, int(bottom) + 1)):
            _mark(marks, row, int(left), int(right) + 1)
    _add_whole(sums, marks, at_x, at_y, count, sign, right - left)


@compiled
def add_rings(  # noqa: PLR0917 - rings, where they go, and what they are added to
    xy: Floats,
    starts: Ints,
    boxes: Floats,
    signs: Signs,
    window: Floats,
    place: Floats,
    sums: Sums,
    marks: Bytes,
) -> None:
    """Add the rings whose boxes meet the window to the sums of a style.

    ``signs`` turns every shell one way and every hole the other, whatever way they were drawn.
    """
    longest = _longest(starts)
    at_x, at_y = np.empty(longest, dtype=np.float64), np.empty(longest, dtype=np.float64)
    for ring in range(len(starts) - 1):
        if is_seen(boxes, ring, window):
            count = _ring(xy, starts[ring], starts[ring + 1], place, at_x, at_y)
            if count > 1:
                _add_ring(sums, marks, at_x, at_y, count, float(signs[ring]))
