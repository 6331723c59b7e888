"""Arcs tried from one station: where they come to, looked up together.

A processor waits for memory longer than it reckons. So the rough map, which it holds near, first
rules out what it can; what is left is looked up in loops that do nothing else, many reads at once.
"""
# ruff: noqa: PLR0917 - compiled functions take no keywords

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sbd_tool.analysis.approach.arcs import Moves, Wholes, may_be_free
from sbd_tool.analysis.approach.lattice import (
    WORD,
    Bits,
    Floats,
    Labels,
    Lattice,
    Rows,
    ones,
    place_of,
    words_of,
)
from sbd_tool.analysis.approach.rough import BLOCKED, rough_at
from sbd_tool.analysis.compiled import compiled_bare

_TIE = 1e-9  # lines that meet a station but for rounding
Never = npt.NDArray[np.uint16]


class Tries(NamedTuple):
    """Room for the arcs tried from one station.

    Attributes:
        turn, radius: Which arc.
        at: Number of the station it comes to among all bits of all words.
        first, last: Straights before and after it, m.
        bits, before: Word of bits of the station, and how many free ones lie before the word.
        row, label: Row of the station and a label of it, read so that it is near.
    """

    turn: Wholes
    radius: Wholes
    at: Wholes
    first: Floats
    last: Floats
    bits: Bits
    before: Bits
    row: Wholes
    label: Wholes


def room_for_tries(count: int) -> Tries:
    """Make room for a number of tries."""
    whole, real, bits = (np.zeros((size, count)) for size in (5, 2, 2))
    turn, radius, at, row, label = whole.astype(np.int64)
    word, before = bits.astype(np.uint64)
    return Tries(
        turn=turn,
        radius=radius,
        at=at,
        first=real[0],
        last=real[1],
        bits=word,
        before=before,
        row=row,
        label=label,
    )


@compiled_bare
def rule_out(never: Never, turn: int, radius: int) -> None:
    """Remember that ground or lattice rule out an arc from the station whose bits these are."""
    never[turn, radius >> 5] |= 1 << ((radius >> 1) & 15)


@compiled_bare
def _is_open(lat: Lattice, moves: Moves, place: tuple[int, int, int], target: tuple[int, int, int],
             first: float, arc: int, side: float) -> bool:  # fmt: skip
    """Whether the rough map rules out neither the station an arc comes to nor the arc."""
    x, y, _, _ = place_of(lat, target[0], target[1], target[2])
    if rough_at(lat.rough, lat.per_m, x, y) == BLOCKED:
        return False
    x, y, c, s = place_of(lat, place[0], place[1], place[2])
    return may_be_free(lat, moves, (x + first * c, y + first * s, c, s), arc, side)


@compiled_bare
def _aim(lat: Lattice, moves: Moves, tries: Tries, never: Never, place: tuple[int, int, int],
         turn: int, ladder: tuple[int, int], count: int) -> int:  # fmt: skip
    """Note the stations that arcs of one turn (each step to the left, then to the right) come to.

    Returns:
        Number of tries noted so far.
    """
    k, n, b = place
    number, side = turn >> 1, 1.0 - 2.0 * (turn & 1)
    step, count_of_steps = moves.steps[number], len(moves.steps)
    sn, cs = lat.sines[step], lat.cosines[step]
    along, lateral = lat.along, lat.lateral
    k2 = (k + int(side) * step + lat.turns) % lat.turns
    base = (k2 * (2 * lat.lines + 1) + lat.lines) * words_of(lat) * WORD + lat.stations
    # Line and station an arc of no radius would come to, and what each metre of radius adds.
    line0 = cs * n - side * sn * b * (along / lateral)
    per_line, per_station = side * (cs - 1) / lateral, sn / along
    station0 = cs * b + side * sn * n * (lateral / along)
    for radius in range(ladder[0], ladder[1] + 1, 2):
        if never[turn, radius >> 5] & (1 << ((radius >> 1) & 15)):
            continue
        line = line0 + moves.radii[radius] * per_line
        n2 = math.floor(line + _TIE) if side > 0 else math.ceil(line - _TIE)
        first = max(0.0, side * (line - n2) * (lateral / sn))
        station = station0 + moves.radii[radius] * per_station + cs * first / along
        b2, arc = math.ceil(station - _TIE), radius * count_of_steps + number
        # From a longer first straight on the next station will do it.
        is_inside = first < along and abs(n2) <= lat.lines and abs(b2) <= lat.stations
        if not is_inside or not _is_open(lat, moves, place, (k2, n2, b2), first, arc, side):
            rule_out(never, turn, radius)
            continue
        i = np.uintp(count)
        tries.turn[i], tries.radius[i] = turn, radius
        tries.first[i], tries.last[i] = first, max(0.0, (b2 - station) * along)
        tries.at[i] = base + n2 * words_of(lat) * WORD + b2
        count += 1
    return count


@compiled_bare
def _look_up(rows: Rows, labels: Labels, tries: Tries, never: Never, count: int) -> int:
    """Find the rows of the stations aimed at and keep the tries that come to a free one."""
    kept, one = np.uintp(0), np.uint64(1)
    for number in range(count):
        i = np.uintp(number)
        word = np.uintp(tries.at[i] >> 6)
        tries.bits[i] = rows.words[word, np.uintp(0)]
        tries.before[i] = rows.words[word, np.uintp(1)]
    for number in range(count):
        i = np.uintp(number)
        mask = one << np.uint64(tries.at[i] & (WORD - 1))
        if tries.bits[i] & mask == np.uint64(0):
            rule_out(never, tries.turn[i], tries.radius[i])
            continue
        tries.turn[kept], tries.radius[kept] = tries.turn[i], tries.radius[i]
        tries.first[kept], tries.last[kept] = tries.first[i], tries.last[i]
        tries.row[kept] = np.int64(tries.before[i]) + ones(tries.bits[i] & (mask - one))
        kept += np.uintp(1)
    for number in range(kept):
        i = np.uintp(number)
        tries.label[i] = labels[np.uintp(tries.row[i]), np.uintp(0)]
    return int(kept)


@compiled_bare
def find_tries(lat: Lattice, rows: Rows, moves: Moves, labels: Labels, tries: Tries, never: Never,
               place: tuple[int, int, int], ladder: tuple[int, int]) -> int:  # fmt: skip
    """Note all arcs from a station that come to a free one; returns how many."""
    count = 0
    for turn in range(2 * len(moves.steps)):
        count = _aim(lat, moves, tries, never, place, turn, ladder, count)
    return _look_up(rows, labels, tries, never, count)
