"""Labels spread over the line lattice, highest first, until none can rise.

The queue is a row of buckets of linked lists: lifting a label that is already queued costs nothing
but a few links. A station opened again skips arcs that were at their bend limit the time before.
"""
# ruff: noqa: PLR0917 - compiled functions take no keywords

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sbd_tool.analysis.approach.lattice import (
    BLOCKED,
    Floats,
    Labels,
    Lattice,
    free_arc,
    free_run,
    place_of,
)
from sbd_tool.analysis.compiled import compiled

Wholes = npt.NDArray[np.int64]
_NOT_QUEUED = -2


class Moves(NamedTuple):
    """Arcs and what a label may become.

    Attributes:
        radii: Metres, two interleaved ladders.
        most: Label at which each radius is at its bend limit.
        enough: The same without the relaxed friction; larger radii are not tried far above it.
        steps: Heading steps of the arcs.
        quantum: Metres per unit of a label.
        top: Highest label.
        shift: Labels per bucket as a power of two.
        spare: How many radii beyond the bend limit are tried.
        least: Labels under it are not driven on from.
    """

    radii: Floats
    most: Floats
    enough: Floats
    steps: Wholes
    quantum: float
    top: int
    shift: int
    spare: int
    least: int


class Work(NamedTuple):
    """What changes while labels spread; a bucket queue as linked lists.

    Attributes:
        labels: Per station.
        last: Label at which a station was last driven on from.
        is_free: Whether the straight move from a station is free.
        rows: Row of a free station in ``never``.
        never: Bits of arcs that ground or lattice rule out, found when first tried: a station
            opened again does not look at them.
        head, after, before: The queue.
        top: One number: highest bucket that may hold stations.
    """

    labels: Labels
    last: Labels
    is_free: npt.NDArray[np.uint8]
    rows: Labels
    never: npt.NDArray[np.uint64]
    head: Labels
    after: Labels
    before: Labels
    top: Wholes


@compiled
def _unlink(work: Work, z: int, bucket: int) -> None:
    before, after = work.before[z], work.after[z]
    if before >= 0:
        work.after[before] = after
    else:
        work.head[bucket] = after
    if after >= 0:
        work.before[after] = before
    work.before[z] = _NOT_QUEUED


@compiled
def _link(work: Work, z: int, bucket: int) -> None:
    first = work.head[bucket]
    work.after[z] = first
    work.before[z] = -1
    if first >= 0:
        work.before[first] = z
    work.head[bucket] = z
    work.top[0] = max(work.top[0], bucket)


@compiled
def _lift(work: Work, moves: Moves, z: int, label: int) -> None:
    """Raise a label and queue the station where its label has its place."""
    old = work.labels[z]
    work.labels[z] = label
    if label < moves.least:
        return
    bucket = label >> moves.shift
    if work.before[z] != _NOT_QUEUED:
        if old >> moves.shift == bucket:
            return
        _unlink(work, z, old >> moves.shift)
    _link(work, z, bucket)


@compiled
def begin(lat: Lattice, moves: Moves, work: Work) -> None:
    """Find the free straight moves, run straight in one sweep, and queue every station."""
    wide, long = 2 * lat.lines + 1, 2 * lat.stations + 1
    step = int(lat.along / moves.quantum + 0.5)
    z = 0
    for k in range(lat.turns):
        for n in range(wide):
            for b in range(long):
                label = work.labels[z]
                if label > BLOCKED and b < long - 1 and work.labels[z + 1] > BLOCKED:
                    x, y, c, s = place_of(lat, k, n - lat.lines, b - lat.stations)
                    if free_run(lat, x, y, c, s, lat.along):
                        work.is_free[z] = 1
                        gained = min(label + step, moves.top)
                        if label >= 0 and gained > work.labels[z + 1]:
                            work.labels[z + 1] = gained
                if label >= moves.least:
                    _link(work, z, label >> moves.shift)
                z += 1


@compiled
def _landing(
    lat: Lattice, k: int, n: int, b: int, r: float, turn: int
) -> tuple[int, int, int, float, float]:
    """Heading, line, station and the two short straights of an arc; heading -1: none here."""
    sg = 1.0 if turn > 0 else -1.0
    sn, cs = lat.sines[abs(turn)], lat.cosines[abs(turn)]
    ahead = b * lat.along + r * sn
    aside = n * lat.lateral + sg * r * (1 - cs)
    line = (cs * aside - sg * sn * ahead) / lat.lateral
    target = math.floor(line) if sg > 0 else math.ceil(line)
    first = sg * (line - target) * lat.lateral / sn
    if first >= lat.along:  # the next station will do it
        return -1, 0, 0, 0.0, 0.0
    along = (cs * (ahead + first) + sg * sn * aside) / lat.along
    station = math.ceil(along - 1e-9)
    last = max(0.0, (station - along) * lat.along)
    if abs(target) > lat.lines or abs(station) > lat.stations:
        return -1, 0, 0, 0.0, 0.0
    return (k + turn) % lat.turns, int(target), int(station), first, last


@compiled
def _is_clear(lat: Lattice, work: Work, z: int, move: tuple[int, int, int, float, float],
              place: tuple[int, int, int], r: float, turn: int) -> bool:  # fmt: skip
    """Whether straight, arc and straight of a move are all free."""
    k2, n2, b2, first, last = move
    wide, long = 2 * lat.lines + 1, 2 * lat.stations + 1
    x, y, c, s = place_of(lat, place[0], place[1], place[2])
    bend = (1.0 if turn > 0 else -1.0) / r
    length = r * abs(turn) * 2 * math.pi / lat.turns
    if not free_arc(lat, x + first * c, y + first * s, c, s, bend, length):
        return False
    if work.is_free[z] == 0 and not free_run(lat, x, y, c, s, first):
        return False
    z2 = (k2 * wide + n2 + lat.lines) * long + b2 + lat.stations
    if b2 > -lat.stations and work.is_free[z2 - 1] == 1:
        return True
    x, y, c, s = place_of(lat, k2, n2, b2)
    return free_run(lat, x - last * c, y - last * s, c, s, last)


@compiled
def _turn_off(lat: Lattice, moves: Moves, work: Work, z: int, place: tuple[int, int, int],
              radius: int) -> None:  # fmt: skip
    """Try the arcs of one radius from a station."""
    wide, long = 2 * lat.lines + 1, 2 * lat.stations + 1
    r, most, label = moves.radii[radius], moves.most[radius], work.labels[z]
    row, bit = work.rows[z], (radius >> 1) * moves.steps.shape[0] * 2
    for step in moves.steps:
        arc = min(label + r * step * 2 * math.pi / lat.turns / moves.quantum, most)
        for turn in (step, -step):
            word, mask = bit >> 6, np.uint64(1) << np.uint64(bit & 63)
            bit += 1
            if work.never[row, word] & mask:
                continue
            move = _landing(lat, place[0], place[1], place[2], r, turn)
            z2 = (move[0] * wide + move[1] + lat.lines) * long + move[2] + lat.stations
            if move[0] < 0 or work.labels[z2] == BLOCKED:
                work.never[row, word] |= mask
                continue
            run = min(arc + move[3] / moves.quantum, most) + move[4] / moves.quantum
            gained = min(moves.top, int(run))
            if gained <= work.labels[z2]:
                continue
            if _is_clear(lat, work, z, move, place, r, turn):
                _lift(work, moves, z2, gained)
            else:
                work.never[row, word] |= mask


@compiled
def spread(lat: Lattice, moves: Moves, work: Work, budget: int) -> bool:
    """Drive on from the highest labels until none rises or the budget of stations is used.

    Returns:
        Whether nothing is left to do.
    """
    wide, long = 2 * lat.lines + 1, 2 * lat.stations + 1
    straight = int(lat.along / moves.quantum + 0.5)
    count = moves.radii.shape[0]
    while work.top[0] >= 0 and budget > 0:
        z = work.head[work.top[0]]
        if z < 0:
            work.top[0] -= 1
            continue
        _unlink(work, z, work.top[0])
        budget -= 1
        label = work.labels[z]
        place = (z // (wide * long), z // long % wide - lat.lines, z % long - lat.stations)
        if work.is_free[z] == 1 and min(label + straight, moves.top) > work.labels[z + 1]:
            _lift(work, moves, z + 1, min(label + straight, moves.top))
        end = 0
        while end < count - 1 and moves.enough[end] < label:
            end += 1
        end = min(count - 1, end + moves.spare)
        radius = (place[1] + place[2]) & 1  # two interleaved ladders of radii
        before = work.last[z]
        work.last[z] = label
        while radius <= end and moves.most[radius] <= before:
            radius += 2  # was already at its bend limit last time: same result
        while radius <= end:
            _turn_off(lat, moves, work, z, place, radius)
            radius += 2
    return bool(work.top[0] < 0)
