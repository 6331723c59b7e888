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
"""Columns are marked as touched in blocks of eight; eight marks are looked at in one go.

Rows of sums and cover are whole blocks long, so that a block is a few machine words: what is zero
is passed over without a look at its columns.
"""
WORD: Final = 8
ALL: Final = 256
PAD: Final = 8
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
def _is_touched(wide: Words, at: int) -> bool:
    """Whether a block of eight sums holds anything: it is four machine words."""
    to = np.uint64(at)
    one = np.uint64(1)
    low = wide[to] | wide[to + one]
    return bool((low | wide[to + one + one] | wide[to + one + one + one]) != 0)


@compiled
def lay_sums(  # noqa: PLR0917 - a picture, a coverage twice, its marks, a colour
    pixels: Pixels, sums: Sums, wide: Words, marks: Words, columns: int, colour: int, opacity: float
) -> None:
    """Colour the areas of a style and clear its sums; ``pixels`` are flat.

    ``wide`` are the same sums as machine words.
    """
    rows = marks.shape[0]
    stride = len(sums) // rows
    full = np.float32(opacity * ALL)
    for row in range(rows):
        base, line = row * stride, row * columns
        height, share, done = np.float32(0.0), 0, 0
        for word in range(marks.shape[1]):
            if marks[row, word] == 0:
                continue
            marks[row, word] = 0
            begin = word * WORD * BLOCK
            for first in range(begin, min(begin + WORD * BLOCK, stride), BLOCK):
                if _is_touched(wide, (base + first) >> 1):
                    if share > 0 and done < first:
                        _paint(pixels, line + done, line + min(first, columns), colour, share)
                    last = min(first + BLOCK, columns)
                    height, share = _lay_block(
                        pixels, sums, line, base, first, last, colour, full, height, share
                    )
                    done = first + BLOCK
        if share > 0 and done < columns:
            _paint(pixels, line + done, line + columns, colour, share)
        for column in range(columns, stride):
            sums[base + column] = 0.0


@compiled
def _ink_block(pixels: Pixels, covered: Any, first: int, last: int, ink: tuple[int, int]) -> None:
    """Eight bytes of cover over the pixels from ``first`` on, as far as ``last``."""
    colour, full = ink
    for at in range(np.uint64(first), np.uint64(last)):
        byte = np.int64(covered & np.uint64(255))
        covered >>= np.uint64(8)
        if byte != 0:
            share = min((byte * full + 128) >> 8, ALL)
            pixels[at] = _blend(np.int64(pixels[at]), colour, share)


@compiled
def _ink_row(  # noqa: PLR0917 - a picture, a coverage and its marks, which row, which ink
    pixels: Pixels, wide: Words, marks: Words, row: int, columns: int, ink: tuple[int, int]
) -> None:
    """A row of cover, which has a border of `PAD` pixels around the picture; it is cleared."""
    blocks = len(wide) // marks.shape[0]
    line = (row - PAD) * columns
    is_shown = PAD <= row < marks.shape[0] - PAD
    for word in range(marks.shape[1]):
        if marks[row, word] == 0:
            continue
        marks[row, word] = 0
        for block in range(word * WORD, min((word + 1) * WORD, blocks)):
            at = np.uint64(row * blocks + block)
            covered = wide[at]
            if covered == 0:
                continue
            wide[at] = 0
            first = block * BLOCK - PAD
            if is_shown and 0 <= first < columns:
                _ink_block(pixels, covered, line + first, line + min(first + BLOCK, columns), ink)


@compiled
def lay_cover(  # noqa: PLR0917 - a picture, a coverage, a colour
    pixels: Pixels, wide: Words, marks: Words, columns: int, colour: int, opacity: float
) -> None:
    """Colour the lines or dots of a style and clear its cover, given as machine words."""
    full = int(opacity * ALL * ALL / 255.0 + 0.5)
    for row in range(marks.shape[0]):
        _ink_row(pixels, wide, marks, row, columns, (colour, full))
