"""Labels spread over the line lattice until none can rise: one for each vehicle driven together.

The queue is a row of buckets of linked lists: lifting a label that is already queued costs nothing
but a few links. First come the stations that promise most: their label and what the straight road
ahead can add to it. A label is then seldom raised again, and the result is the same in any order. A
station opened again skips arcs that were at their bend limit the time before.

Vehicles that need the same room look at ground and arcs once for all of them. No label of one
depends on another, so each comes out as if it were driven alone.
"""
# ruff: noqa: PLR0917 - compiled functions take no keywords

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sbd_tool.analysis.approach.arcs import Moves, Wholes, free_arc
from sbd_tool.analysis.approach.lattice import Labels, Lattice, Rows, free_run, place_of
from sbd_tool.analysis.approach.tries import Tries, find_tries, rule_out
from sbd_tool.analysis.compiled import compiled_bare

_NOT_QUEUED = -2


class Work(NamedTuple):
    """What changes while labels spread; one entry per free station, a bucket queue as linked lists.

    Attributes:
        labels: Per station and vehicle.
        last: Label at which a station was last driven on from, by vehicle.
        is_free: Whether the straight move from a station is free.
        promise: What the straight road ahead is reckoned to add, for the order of work only.
        never: Bits of arcs that ground or lattice rule out, by turn and radius, found when first
            tried: a station opened again does not look at them.
        head, after, before: The queue.
        top: One number: highest bucket that may hold stations.
        tries: Room for the arcs tried from one station.
        ladders: By vehicle: first and last radius tried from it; the last is less where none is.
    """

    labels: Labels
    last: Labels
    is_free: npt.NDArray[np.uint8]
    promise: Labels
    never: npt.NDArray[np.uint16]
    head: Labels
    after: Labels
    before: Labels
    top: Wholes
    tries: Tries
    ladders: Wholes


@compiled_bare
def _bucket(moves: Moves, work: Work, row: int) -> int:
    """Where a station has its place in the queue; -1 where nothing is driven on from it."""
    label = work.labels[row, 0]
    for vehicle in range(1, work.labels.shape[1]):
        label = max(label, work.labels[row, vehicle])
    if label < moves.least:
        return -1
    return min(len(work.head) - 1, int(label + work.promise[row]) >> moves.shift)


@compiled_bare
def _unlink(work: Work, row: int, bucket: int) -> None:
    before, after = work.before[row], work.after[row]
    if before >= 0:
        work.after[before] = after
    else:
        work.head[bucket] = after
    if after >= 0:
        work.before[after] = before
    work.before[row] = _NOT_QUEUED


@compiled_bare
def _link(work: Work, row: int, bucket: int) -> None:
    first = work.head[bucket]
    work.after[row] = first
    work.before[row] = -1
    if first >= 0:
        work.before[first] = row
    work.head[bucket] = row
    work.top[0] = max(work.top[0], bucket)


@compiled_bare
def _lift(moves: Moves, work: Work, row: int, vehicle: int, label: int) -> None:
    """Raise a label and queue the station where it has its place."""
    queued = _bucket(moves, work, row) if work.before[row] != _NOT_QUEUED else -1
    work.labels[row, vehicle] = label
    bucket = _bucket(moves, work, row)
    if bucket == queued:
        return
    if queued >= 0:
        _unlink(work, row, queued)
    _link(work, row, bucket)


@compiled_bare
def begin(lat: Lattice, rows: Rows, moves: Moves, work: Work) -> None:
    """Find the free straight moves, run straight in one sweep, and queue every station."""
    wide, long = 2 * lat.lines + 1, 2 * lat.stations + 1
    step = int(lat.along / moves.quantum + 0.5)
    count = len(rows.at)
    for row in range(count - 1):
        at = rows.at[row]
        if rows.at[row + 1] != at + 1 or at % long == long - 1:
            continue
        line, b = at // long, at % long
        x, y, c, s = place_of(lat, line // wide, line % wide - lat.lines, b - lat.stations)
        if free_run(lat, x, y, c, s, lat.along):
            work.is_free[row] = 1
            for vehicle in range(len(moves.tops)):
                label = work.labels[row, vehicle]
                if label >= 0:
                    gained = min(label + step, moves.tops[vehicle])
                    work.labels[row + 1, vehicle] = max(work.labels[row + 1, vehicle], gained)
    for row in range(count - 2, -1, -1):
        if work.is_free[row] == 1:
            work.promise[row] = work.promise[row + 1] + 2 * step
    for row in range(count):
        bucket = _bucket(moves, work, row)
        if bucket >= 0:
            _link(work, row, bucket)


@compiled_bare
def _is_clear(lat: Lattice, rows: Rows, moves: Moves, work: Work, row: int, i: np.uintp,
              place: tuple[int, int, int]) -> bool:  # fmt: skip
    """Whether straight, arc and straight of a try are all free."""
    tries = work.tries
    turn, radius, row2 = tries.turn[i], tries.radius[i], tries.row[i]
    number, side = turn >> 1, 1.0 - 2.0 * (turn & 1)
    first, last = tries.first[i], tries.last[i]
    x, y, c, s = place_of(lat, place[0], place[1], place[2])
    start = (x + first * c, y + first * s, c, s)
    length = moves.gains[radius, number] * moves.quantum
    if not free_arc(lat, moves, start, radius * len(moves.steps) + number, length, side):
        return False
    if work.is_free[row] == 0 and not free_run(lat, x, y, c, s, first):
        return False
    wide, long = 2 * lat.lines + 1, 2 * lat.stations + 1
    at = rows.at[row2]
    if at % long > 0 and row2 > 0 and work.is_free[row2 - 1] == 1:
        return True
    line = at // long
    x, y, c, s = place_of(lat, line // wide, line % wide - lat.lines, at % long - lat.stations)
    return free_run(lat, x - last * c, y - last * s, c, s, last)


@compiled_bare
def _gained(moves: Moves, work: Work, row: int, i: np.uintp, vehicle: int) -> int:
    """What a try makes of a vehicle's label; -1 where it does not try that radius."""
    tries, radius = work.tries, work.tries.radius[i]
    if radius < work.ladders[vehicle, 0] or radius > work.ladders[vehicle, 1]:
        return -1
    most, label = moves.most[vehicle, radius], work.labels[row, vehicle]
    gain = moves.gains[radius, tries.turn[i] >> 1]
    run = min(min(label + gain, most) + tries.first[i] / moves.quantum, most)
    return int(min(moves.tops[vehicle], int(run + tries.last[i] / moves.quantum)))


@compiled_bare
def _turn_off(lat: Lattice, rows: Rows, moves: Moves, work: Work, row: int,
              place: tuple[int, int, int], ladder: tuple[int, int]) -> None:  # fmt: skip
    """Try the arcs of all turns from a station."""
    tries, never = work.tries, work.never[row]
    for number in range(find_tries(lat, rows, moves, work.labels, tries, never, place, ladder)):
        i = np.uintp(number)
        row2, is_tested = tries.row[i], False
        for vehicle in range(len(moves.tops)):
            gained = _gained(moves, work, row, i, vehicle)
            if gained <= work.labels[row2, vehicle]:
                continue
            if not is_tested and not _is_clear(lat, rows, moves, work, row, i, place):
                rule_out(never, tries.turn[i], tries.radius[i])
                break
            is_tested = True
            _lift(moves, work, row2, vehicle, gained)


@compiled_bare
def _ladder(moves: Moves, work: Work, row: int, parity: int) -> tuple[int, int]:
    """First and last radius to try from a station: of the one of two ladders that is its own."""
    count, low, high = len(moves.radii), len(moves.radii), -1
    for vehicle in range(len(moves.tops)):
        label, before = work.labels[row, vehicle], work.last[row, vehicle]
        if label <= before or label < moves.least:
            work.ladders[vehicle, 0], work.ladders[vehicle, 1] = 0, -1  # nothing new
            continue
        end = 0
        while end < count - 1 and moves.enough[vehicle, end] < label:
            end += 1
        radius = moves.tightest[vehicle]
        radius += (radius + parity) & 1
        while radius < count and moves.most[vehicle, radius] <= before:
            radius += 2  # was already at its bend limit last time: same result
        end = min(count - 1, end + moves.spare)
        work.ladders[vehicle, 0], work.ladders[vehicle, 1] = radius, end
        low, high = min(low, radius), max(high, end)
    return low, high


@compiled_bare
def _go_straight(moves: Moves, work: Work, row: int, straight: int) -> None:
    for vehicle in range(len(moves.tops)):
        label = work.labels[row, vehicle]
        gained = min(label + straight, moves.tops[vehicle])
        if label >= moves.least and gained > work.labels[row + 1, vehicle]:
            _lift(moves, work, row + 1, vehicle, gained)


@compiled_bare
def spread(lat: Lattice, rows: Rows, moves: Moves, work: Work, budget: int) -> bool:
    """Drive on from the most promising stations until no label rises or the budget is used.

    Returns:
        Whether nothing is left to do.
    """
    wide, long = 2 * lat.lines + 1, 2 * lat.stations + 1
    straight = int(lat.along / moves.quantum + 0.5)
    while work.top[0] >= 0 and budget > 0:
        row = work.head[work.top[0]]
        if row < 0:
            work.top[0] -= 1
            continue
        _unlink(work, row, work.top[0])
        budget -= 1
        at = rows.at[row]
        place = (at // (wide * long), at // long % wide - lat.lines, at % long - lat.stations)
        if work.is_free[row] == 1:
            _go_straight(moves, work, row, straight)
        ladder = _ladder(moves, work, row, (place[1] + place[2]) & 1)
        for vehicle in range(len(moves.tops)):
            if work.labels[row, vehicle] >= moves.least:
                work.last[row, vehicle] = work.labels[row, vehicle]
        _turn_off(lat, rows, moves, work, row, place, ladder)
    return bool(work.top[0] < 0)
