"""The line lattice: families of parallel lines, joined by arcs that touch two lines exactly.

Each of ``turns`` headings has its own family of parallel lines, ``lateral_m`` apart, cut into
stations ``along_m`` apart. Two lines of different heading cross once, and for each radius one arc
touches both, so "straight, arc, straight" joins them without position error. A label is the
equivalent run-up from rest in whole quanta. Moves are tested at fixed samples and labels are whole
numbers, so the result is the unique least fixed point: order of work changes no bit.

Only free stations have a row; a bit for each station and a count for each word of bits give the
row of a station, so that even a large box fits into the cache of a processor.
"""
# ruff: noqa: PLR0917 - compiled functions take no keywords

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sbd_tool.analysis.approach.clearance import Grid, clear_at
from sbd_tool.analysis.approach.rough import BLOCKED, FREE, PER_STEP, Rough, rough_at
from sbd_tool.analysis.compiled import compiled_bare

Floats = npt.NDArray[np.float64]
Labels = npt.NDArray[np.int32]
Bits = npt.NDArray[np.uint64]
UNREACHED = -1
WORD = 64


class Lattice(NamedTuple):
    """Stations on a clearance grid; places are metres from the grid's first node.

    Attributes:
        grid, rough, per_m: Clearance, its rough map, nodes per metre.
        x, y: Centre of the lattice.
        turns: Number of headings.
        along, lateral: Spacing of stations and of lines, m.
        stations, lines: Highest index to either side of the centre.
        need: Clearance the vehicle's middle needs, m.
        sample: Spacing of collision samples, m.
        cosines, sines: Of the headings.
    """

    grid: Grid
    rough: Rough
    per_m: float
    x: float
    y: float
    turns: int
    along: float
    lateral: float
    stations: int
    lines: int
    need: float
    sample: float
    cosines: Floats
    sines: Floats


class Rows(NamedTuple):
    """Free stations in order of heading, line, station.

    Attributes:
        words: By word: a bit for each station, set where it is free, and how many free stations
            lie before the word. Each line begins a new word.
        at: Number of each free station among all: ``(heading * lines + line) * stations + b``.
    """

    words: Bits
    at: Labels


@compiled_bare
def spare_at(lat: Lattice, x: float, y: float) -> float:
    """Clearance beyond need at a place, at most; negative where it is blocked."""
    code = rough_at(lat.rough, lat.per_m, x, y)
    if code >= FREE:
        return (code - FREE) / PER_STEP
    if code == BLOCKED:
        return -1.0
    return float(clear_at(lat.grid, lat.per_m, x, y) - lat.need)


@compiled_bare
def free_run(lat: Lattice, x: float, y: float, c: float, s: float, length: float) -> bool:
    """Whether a straight run is free; samples that clearance vouches for are skipped."""
    count = math.ceil(length / lat.sample)
    if count == 0:
        return True
    step = length / count
    vouched = 0.7 / step
    at = 0
    while at <= count:
        spare = spare_at(lat, x + c * at * step, y + s * at * step)
        if spare < 0:
            return False
        at += 1 + int(vouched * spare)
    return True


@compiled_bare
def place_of(lat: Lattice, k: int, n: int, b: float) -> tuple[float, float, float, float]:
    """Place and direction of station ``b`` on line ``n`` of heading ``k``."""
    c, s = lat.cosines[k], lat.sines[k]
    along, across = b * lat.along, n * lat.lateral
    return lat.x + along * c - across * s, lat.y + along * s + across * c, c, s


@compiled_bare
def ones(word: np.uint64) -> np.int64:
    """Number of set bits."""
    word -= (word >> np.uint64(1)) & np.uint64(0x5555555555555555)
    pair = np.uint64(0x3333333333333333)
    word = (word & pair) + ((word >> np.uint64(2)) & pair)
    word = (word + (word >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return np.int64((word * np.uint64(0x0101010101010101)) >> np.uint64(56))


@compiled_bare
def row_of(rows: Rows, words: int, line: int, b: int) -> int:
    """Row of station ``b`` (counted from 0) on a line (counted over all headings); -1: blocked."""
    word = line * words + (b >> 6)
    mask = np.uint64(1) << np.uint64(b & 63)
    bits = rows.words[word, 0]
    if bits & mask == np.uint64(0):
        return -1
    return int(np.int64(rows.words[word, 1]) + ones(bits & (mask - np.uint64(1))))


@compiled_bare
def _find_free(lat: Lattice, words: int, table: Bits) -> int:
    """Set bits of free stations and how many lie before each word; returns how many there are."""
    wide, long = 2 * lat.lines + 1, 2 * lat.stations + 1
    found = 0
    for line in range(lat.turns * wide):
        k, n = line // wide, line % wide - lat.lines
        for word in range(words):
            bits, start = np.uint64(0), word * WORD
            table[line * words + word, 1] = found
            for b in range(start, min(start + WORD, long)):
                x, y, _, _ = place_of(lat, k, n, b - lat.stations)
                if spare_at(lat, x, y) >= 0:
                    bits |= np.uint64(1) << np.uint64(b - start)
                    found += 1
            table[line * words + word, 0] = bits
    return found


@compiled_bare
def _number(table: Bits, words: int, long: int, at: Labels) -> None:
    """Write the numbers of the free stations."""
    row = 0
    for word in range(len(table)):
        if table[word, 0] == np.uint64(0):
            continue
        for bit in range(WORD):
            if (table[word, 0] >> np.uint64(bit)) & np.uint64(1):
                at[row] = word // words * long + word % words * WORD + bit
                row += 1


@compiled_bare
def words_of(lat: Lattice) -> int:
    """Words of bits on each line."""
    return (2 * lat.stations) // WORD + 1


def free_rows(lat: Lattice) -> Rows:
    """Find the free stations."""
    words = words_of(lat)
    table = np.zeros((lat.turns * (2 * lat.lines + 1) * words, 2), np.uint64)
    at = np.empty(_find_free(lat, words, table), np.int32)
    _number(table, words, 2 * lat.stations + 1, at)
    return Rows(table, at)
