"""Compiled inner loops for lines and dots.

``cover`` is flat, one byte per pixel; ``marks`` are as in `areas`. Thin lines are drawn as Qt draws
hairlines: column by column along their longer axis, shared between the two nearest pixels, one
over another. Thick lines go by the distance of a pixel's middle and have round ends.
"""

from typing import Any, Final

import numpy as np
import numpy.typing as npt

from sbd_tool.cartography.raster.areas import SKIP_PX, is_seen
from sbd_tool.cartography.raster.blending import BLOCK_BITS
from sbd_tool.cartography.raster.compiling import compiled

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]

THIN_PX: Final = 1.3
FULL: Final = 255
EDGE_PX: Final = 2.5
"""Hairlines that keep this far from the frame need not be cut to it."""
SHORT_PX: Final = 24.0
BOX_PX: Final = 10.0
"""Marked boxes stay about this small, so that little is looked at in vain."""


@compiled
def _add(cover: Bytes, at: Any, share: Any) -> None:
    """One layer of ink over another, as if each line were drawn by itself."""
    found, more = np.int64(cover[at]), np.int64(share)
    both: Any = found + more - ((found * more + 127) >> 8)
    cover[at] = min(both, FULL)


@compiled
def _run(  # noqa: PLR0917 - a buffer, its two strides, a line along the first of them
    cover: Bytes, step: int, side: int, x0: float, y0: float, x1: float, y1: float, ink: float
) -> None:
    """A hairline that lies inside, ``x1 > x0`` and runs along ``step`` rather than ``side``."""
    slope = (y1 - y0) / (x1 - x0)
    at = int(x0)
    y = y0 - 0.5
    while x0 < x1:
        there = min(at + 1.0, x1)
        part = there - x0
        middle = y + slope * part * 0.5
        row = int(middle)
        below = (middle - row) * part * ink
        place = np.uint64(at * step + row * side)
        _add(cover, place, part * ink - below + 0.5)
        _add(cover, place + np.uint64(side), below + 0.5)
        y += slope * part
        x0 = there
        at += 1


@compiled
def _hairline(  # noqa: PLR0917 - a buffer, its stride, two ends, how dark
    cover: Bytes, columns: int, x0: float, y0: float, x1: float, y1: float, ink: float
) -> None:
    """A hairline that lies inside by a pixel at least."""
    if abs(y1 - y0) > abs(x1 - x0):
        if y1 > y0:
            _run(cover, columns, 1, y0, x0, y1, x1, ink)
        else:
            _run(cover, columns, 1, y1, x1, y0, x0, ink)
    elif x1 > x0:
        _run(cover, 1, columns, x0, y0, x1, y1, ink)
    elif x0 > x1:
        _run(cover, 1, columns, x1, y1, x0, y0, ink)


@compiled
def _mark_box(marks: Bytes, left: float, top: float, right: float, bottom: float) -> None:
    """Mark a box and a pixel around it."""
    first, last = int(left - 1.0) >> BLOCK_BITS, int(right + 1.0) >> BLOCK_BITS
    for row in range(max(0, int(top - 1.0)), min(marks.shape[0] - 1, int(bottom + 1.0)) + 1):
        for block in range(max(0, first), min(marks.shape[1] - 1, last) + 1):
            marks[row, block] = 1


@compiled
def _narrowed(  # noqa: PLR0917 - a stretch, and where it meets two borders
    enters: float, leaves: float, begin: float, run: float, low: float, high: float
) -> tuple[float, float]:
    """The part of a line, as shares of its length, between two borders (after Liang, Barsky)."""
    if run == 0.0:
        return (enters, leaves) if low <= begin <= high else (1.0, 0.0)
    one, other = (low - begin) / run, (high - begin) / run
    return max(enters, min(one, other)), min(leaves, max(one, other))


@compiled
def _cut_hairline(  # noqa: PLR0917 - two buffers, two ends, how dark
    cover: Bytes, marks: Bytes, x0: float, y0: float, x1: float, y1: float, ink: float
) -> None:
    """A hairline cut to the frame less a pixel, marked piece by piece."""
    rows = marks.shape[0]
    columns = len(cover) // rows
    dx, dy = x1 - x0, y1 - y0
    enters, leaves = _narrowed(0.0, 1.0, x0, dx, 1.0, columns - 1.5)
    enters, leaves = _narrowed(enters, leaves, y0, dy, 1.0, rows - 1.5)
    if enters >= leaves:
        return
    ax, ay, bx, by = x0 + dx * enters, y0 + dy * enters, x0 + dx * leaves, y0 + dy * leaves
    pieces = int(max(abs(bx - ax), abs(by - ay)) / BOX_PX) + 1
    sx, sy = (bx - ax) / pieces, (by - ay) / pieces
    for piece in range(pieces):
        cx, cy = ax + sx * piece, ay + sy * piece
        _mark_box(marks, min(cx, cx + sx), min(cy, cy + sy), max(cx, cx + sx), max(cy, cy + sy))
    _hairline(cover, columns, ax, ay, bx, by, ink)


@compiled
def _disc(cover: Bytes, marks: Bytes, x: float, y: float, width: float) -> None:
    """A round dot; also the end of a thick line."""
    reach = width * 0.5 + 0.5
    rows = marks.shape[0]
    columns = len(cover) // rows
    top, bottom = max(0, int(np.floor(y - reach))), min(rows - 1, int(np.floor(y + reach)))
    left, right = max(0, int(np.floor(x - reach))), min(columns - 1, int(np.floor(x + reach)))
    if left > right:
        return
    outer, inner = reach * reach, max(0.0, reach - 1.0) ** 2
    most = min(width, 1.0)
    for row in range(top, bottom + 1):
        away = (row + 0.5 - y) ** 2
        for block in range(left >> BLOCK_BITS, (right >> BLOCK_BITS) + 1):
            marks[row, block] = 1
        for column in range(left, right + 1):
            distance = away + (column + 0.5 - x) ** 2
            if distance >= outer:
                continue
            share = most if distance <= inner else min(reach - np.sqrt(distance), most)
            found = np.uint8(share * 255.0 + 0.5)
            at = row * columns + column
            cover[at] = max(cover[at], found)


@compiled
def _thick(  # noqa: PLR0917 - two buffers, two ends, a width
    cover: Bytes, marks: Bytes, x0: float, y0: float, x1: float, y1: float, width: float
) -> None:
    """The straight part of a thick line; its ends are discs."""
    reach = width * 0.5 + 0.5
    dx, dy = x1 - x0, y1 - y0
    length = np.sqrt(dx * dx + dy * dy)
    ux, uy = dx / length, dy / length
    rows = marks.shape[0]
    columns = len(cover) // rows
    top = max(0, int(np.floor(min(y0, y1) - reach)))
    bottom = min(rows - 1, int(np.floor(max(y0, y1) + reach)))
    low, high = min(x0, x1) - reach, max(x0, x1) + reach
    is_flat = abs(uy) < 1e-9  # noqa: PLR2004 - level to the eye of a float
    spread = 0.0 if is_flat else reach / abs(uy)
    for row in range(top, bottom + 1):
        y = row + 0.5
        left, right = low, high
        if not is_flat:
            middle = x0 + (y - y0) * dx / dy
            left, right = max(low, middle - spread), min(high, middle + spread)
        first, last = max(0, int(np.floor(left))), min(columns - 1, int(np.floor(right)))
        if first > last:
            continue
        for block in range(first >> BLOCK_BITS, (last >> BLOCK_BITS) + 1):
            marks[row, block] = 1
        for column in range(first, last + 1):
            bx, by = column + 0.5 - x0, y - y0
            along = bx * ux + by * uy
            if 0.0 <= along <= length:
                share = min(reach - abs(bx * uy - by * ux), width, 1.0)
                at = row * columns + column
                if share > 0.0:
                    cover[at] = max(cover[at], np.uint8(share * 255.0 + 0.5))


@compiled
def _pixel(xy: Floats, at: int, place: Floats) -> tuple[float, float]:
    x, y = xy[at, 0] - place[6], xy[at, 1] - place[7]
    return (
        place[0] * x + place[1] * y + place[4],
        place[2] * x + place[3] * y + place[5],
    )


@compiled
def _thick_line(  # noqa: PLR0917 - a line, where it goes, how wide, and what it is added to
    xy: Floats, first: int, last: int, place: Floats, width: float, cover: Bytes, marks: Bytes
) -> None:
    reach = width + 1.0
    rows = marks.shape[0]
    columns = len(cover) // rows
    px, py = _pixel(xy, first, place)
    _disc(cover, marks, px, py, width)
    for at in range(first + 1, last):
        qx, qy = _pixel(xy, at, place)
        if at < last - 1 and abs(qx - px) < SKIP_PX and abs(qy - py) < SKIP_PX:
            continue
        is_off = max(px, qx) < -reach or min(px, qx) > columns + reach
        is_off = is_off or max(py, qy) < -reach or min(py, qy) > rows + reach
        if not is_off and (px != qx or py != qy):
            _thick(cover, marks, px, py, qx, qy, width)
            _disc(cover, marks, qx, qy, width)
        px, py = qx, qy


@compiled
def add_thick(  # noqa: PLR0917 - lines, where they go, how wide, and what they are added to
    xy: Floats,
    starts: Ints,
    boxes: Floats,
    window: Floats,
    place: Floats,
    width: float,
    cover: Bytes,
    marks: Bytes,
) -> None:
    """Add thick lines, or outlines of rings, whose boxes meet the window to a style's cover."""
    for ring in range(len(starts) - 1):
        if is_seen(boxes, ring, window):
            _thick_line(xy, starts[ring], starts[ring + 1], place, width, cover, marks)


@compiled
def _thin_line(  # noqa: PLR0917 - a line, where it goes, how dark, and what it is added to
    xy: Floats, first: int, last: int, place: Floats, ink: float, cover: Bytes, marks: Bytes
) -> None:
    rows = marks.shape[0]
    columns = len(cover) // rows
    px, py = _pixel(xy, first, place)
    left = right = px
    top = bottom = py
    was_in = EDGE_PX < px < columns - EDGE_PX and EDGE_PX < py < rows - EDGE_PX
    for at in range(first + 1, last):
        qx, qy = _pixel(xy, at, place)
        reach = max(abs(qx - px), abs(qy - py))
        if at < last - 1 and reach < SKIP_PX:
            continue
        is_in = EDGE_PX < qx < columns - EDGE_PX and EDGE_PX < qy < rows - EDGE_PX
        if was_in and is_in and reach < SHORT_PX:
            _hairline(cover, columns, px, py, qx, qy, ink)
            left, right = min(left, qx), max(right, qx)
            top, bottom = min(top, qy), max(bottom, qy)
        else:
            _cut_hairline(cover, marks, px, py, qx, qy, ink)
            _mark_box(marks, left, top, right, bottom)
            left = right = qx
            top = bottom = qy
        if max(right - left, bottom - top) > BOX_PX:
            _mark_box(marks, left, top, right, bottom)
            left = right = qx
            top = bottom = qy
        px, py, was_in = qx, qy, is_in
    _mark_box(marks, left, top, right, bottom)


@compiled
def add_thin(  # noqa: PLR0917 - lines, where they go, how wide, and what they are added to
    xy: Floats,
    starts: Ints,
    boxes: Floats,
    window: Floats,
    place: Floats,
    width: float,
    cover: Bytes,
    marks: Bytes,
) -> None:
    """Add hairlines, or outlines of rings, whose boxes meet the window to a style's cover."""
    ink = min(width, 1.0) * FULL
    for ring in range(len(starts) - 1):
        if is_seen(boxes, ring, window):
            _thin_line(xy, starts[ring], starts[ring + 1], place, ink, cover, marks)


@compiled
def add_dots(xy: Floats, place: Floats, width: float, cover: Bytes, marks: Bytes) -> None:
    """Add round dots to the cover of a style."""
    reach = width * 0.5 + 0.5
    rows = marks.shape[0]
    columns = len(cover) // rows
    for at in range(len(xy)):
        x, y = xy[at, 0] - place[6], xy[at, 1] - place[7]
        px = place[0] * x + place[1] * y + place[4]
        py = place[2] * x + place[3] * y + place[5]
        if -reach < px < columns + reach and -reach < py < rows + reach:
            _disc(cover, marks, px, py, width)
