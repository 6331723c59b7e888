"""Compiled inner loops that colour pixels by the coverage of a style, and clear it."""

from typing import Any, Final

import numpy as np
import numpy.typing as npt

from sbd_tool.cartography.raster.compiling import compiled

Sums = npt.NDArray[np.float32]
Bytes = npt.NDArray[np.uint8]
Pixels = npt.NDArray[np.uint32]
Words = npt.NDArray[np.uint64]

BLOCK_BITS: Final = 3
BLOCK: Final = 1 << BLOCK_BITS
"""Columns are marked as touched in blocks of eight; eight marks are looked at in one go."""
WORD: Final = 8
ALL: Final = 256
PAD: Final = 4
"""Border of the cover around a picture, so that lines are whole up to its edge."""


@compiled
def _blend(under: Any, colour: int, share: Any) -> Any:
    """A colour over a pixel; ``share`` of 256."""
    red_blue = under & 0xFF00FF
    green = under & 0x00FF00
    mixed = (red_blue + ((((colour & 0xFF00FF) - red_blue) * share) >> 8)) & 0xFF00FF
    tinted = (green + ((((colour & 0x00FF00) - green) * share) >> 8)) & 0x00FF00
    return 0xFF000000 | mixed | tinted


@compiled
def _paint(pixels: Pixels, first: int, last: int, colour: int, share: int) -> None:
    """One colour over pixels side by side; unsigned places are not asked whether they wrap."""
    if share >= ALL:
        solid = np.uint32(0xFF000000 | colour)
        for at in range(np.uint64(first), np.uint64(last)):
            pixels[at] = solid
    elif share > 0:
        for at in range(np.uint64(first), np.uint64(last)):
            pixels[at] = _blend(np.int64(pixels[at]), colour, share)


@compiled
def _lay_block(  # noqa: PLR0917 - a picture, a coverage, from, to, a colour, what was before
    pixels: Pixels,
    sums: Sums,
    line: int,
    base: int,
    first: int,
    last: int,
    colour: int,
    full: Any,
    height: Any,
    share: int,
) -> tuple[Any, int]:
    """Columns that were touched: the sum goes on from pixel to pixel."""
    one, half = np.float32(1.0), np.float32(0.5)
    for column in range(first, last):
        at, to = np.uint64(base + column), np.uint64(line + column)
        change = sums[at]
        if change != 0.0:
            height += change
            sums[at] = 0.0
            share = int(min(abs(height), one) * full + half)
        if share > 0:
            if share >= ALL:
                pixels[to] = np.uint32(0xFF000000 | colour)
            else:
                pixels[to] = _blend(np.int64(pixels[to]), colour, share)
    return height, share


@compiled
def lay_sums(pixels: Pixels, sums: Sums, marks: Words, colour: int, opacity: float) -> None:
    """Colour the areas of a style and clear its sums; ``pixels`` are flat."""
    rows = marks.shape[0]
    columns = len(pixels) // rows
    full = np.float32(opacity * ALL)
    for row in range(rows):
        base, line = row * (columns + 2), row * columns
        height, share = np.float32(0.0), 0
        for word in range(marks.shape[1]):
            bits = marks[row, word]
            begin = word * WORD * BLOCK
            if bits == 0:
                if share > 0:
                    end = min(begin + WORD * BLOCK, columns)
                    _paint(pixels, line + begin, line + end, colour, share)
                continue
            marks[row, word] = 0
            for block in range(WORD):
                first = begin + block * BLOCK
                last = min(first + BLOCK, columns)
                if (bits >> np.uint64(block * 8)) & np.uint64(255) != 0:
                    height, share = _lay_block(
                        pixels, sums, line, base, first, last, colour, full, height, share
                    )
                elif share > 0:
                    _paint(pixels, line + first, line + last, colour, share)
        sums[base + columns] = 0.0
        sums[base + columns + 1] = 0.0


@compiled
def _ink_block(  # noqa: PLR0917 - a picture, a coverage, from, to, how far apart, which ink
    pixels: Pixels, cover: Bytes, first: int, last: int, shift: int, ink: tuple[int, int]
) -> None:
    colour, full = ink
    for at in range(np.uint64(first), np.uint64(last)):
        covered = np.int64(cover[at])
        if covered != 0:
            share = min((covered * full + 128) >> 8, ALL)
            to = np.uint64(np.int64(at) + shift)
            pixels[to] = _blend(np.int64(pixels[to]), colour, share)


@compiled
def _ink_row(  # noqa: PLR0917 - a picture, a coverage and its marks, which row, which ink
    pixels: Pixels, cover: Bytes, marks: Words, row: int, columns: int, ink: tuple[int, int]
) -> None:
    """A row of cover, which has a border of `PAD` pixels around the picture."""
    wide = columns + 2 * PAD
    base, line = row * wide, (row - PAD) * columns
    for word in range(marks.shape[1]):
        bits = marks[row, word]
        if bits == 0:
            continue
        for block in range(WORD):
            if (bits >> np.uint64(block * 8)) & np.uint64(255) != 0:
                first = max(PAD, (word * WORD + block) * BLOCK)
                last = min((word * WORD + block + 1) * BLOCK, columns + PAD)
                if first < last:
                    shift = line - PAD - base
                    _ink_block(pixels, cover, base + first, base + last, shift, ink)


@compiled
def lay_cover(  # noqa: PLR0917 - a picture, a coverage, a colour
    pixels: Pixels, cover: Bytes, marks: Words, columns: int, colour: int, opacity: float
) -> None:
    """Colour the lines or dots of a style and clear its cover; both are flat."""
    rows = marks.shape[0]
    wide = columns + 2 * PAD
    full = int(opacity * ALL * ALL / 255.0 + 0.5)
    for row in range(rows):
        if PAD <= row < rows - PAD:
            _ink_row(pixels, cover, marks, row, columns, (colour, full))
        for word in range(marks.shape[1]):
            if marks[row, word] != 0:
                marks[row, word] = 0
                first = row * wide + word * WORD * BLOCK
                last = min(first + WORD * BLOCK, (row + 1) * wide)
                for at in range(np.uint64(first), np.uint64(last)):
                    cover[at] = 0
