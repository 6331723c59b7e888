"""Labels spread over the line lattice until none can rise.

The queue is a row of buckets of linked lists: lifting a label that is already queued costs nothing
but a few links. First come the stations that promise most: their label and what the straight road
ahead can add to it. A label is then seldom raised again, and the result is the same in any order. A
station opened again skips arcs that were at their bend limit the time before.
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
        labels: Per station.
        last: Label at which a station was last driven on from.
        is_free: Whether the straight move from a station is free.
        promise: What the straight road ahead is reckoned to add, for the order of work only.
        never: Bits of arcs that ground or lattice rule out, by turn and radius, found when first
            tried: a station opened again does not look at them.
        head, after, before: The queue.
        top: One number: highest bucket that may hold stations.
        tries: Room for the arcs tried from one station.
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


@compiled_bare
def _bucket(moves: Moves, work: Work, row: int, label: int) -> int:
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
def _lift(moves: Moves, work: Work, row: int, label: int) -> None:
    """Raise a label and queue the station where it has its place."""
    old = work.labels[row]
    work.labels[row] = label
    if label < moves.least:
        return
    bucket = _bucket(moves, work, row, label)
    if work.before[row] != _NOT_QUEUED:
        queued = _bucket(moves, work, row, old)
        if queued == bucket:
            return
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
            label = work.labels[row]
            if label >= 0:
                gained = min(label + step, moves.top)
                work.labels[row + 1] = max(work.labels[row + 1], gained)
    for row in range(count - 2, -1, -1):
        if work.is_free[row] == 1:
            work.promise[row] = work.promise[row + 1] + 2 * step
    for row in range(count):
        if work.labels[row] >= moves.least:
            _link(work, row, _bucket(moves, work, row, work.labels[row]))


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
def _turn_off(lat: Lattice, rows: Rows, moves: Moves, work: Work, row: int,
              place: tuple[int, int, int], ladder: tuple[int, int]) -> None:  # fmt: skip
    """Try the arcs of all turns from a station."""
    tries, label, never = work.tries, work.labels[row], work.never[row]
    for number in range(find_tries(lat, rows, moves, work.labels, tries, never, place, ladder)):
        i = np.uintp(number)
        radius, row2 = tries.radius[i], tries.row[i]
        most = moves.most[radius]
        gain = moves.gains[radius, tries.turn[i] >> 1]
        run = min(min(label + gain, most) + tries.first[i] / moves.quantum, most)
        gained = min(moves.top, int(run + tries.last[i] / moves.quantum))
        # The label read before may have risen since.
        if gained <= tries.label[i] or gained <= work.labels[row2]:
            continue
        if _is_clear(lat, rows, moves, work, row, i, place):
            _lift(moves, work, row2, gained)
        else:
            rule_out(never, tries.turn[i], radius)


@compiled_bare
def _ladder(moves: Moves, work: Work, row: int, parity: int) -> tuple[int, int]:
    """First and last radius to try from a station: of the one of two ladders that is its own."""
    label, before, count = work.labels[row], work.last[row], len(moves.radii)
    end = 0
    while end < count - 1 and moves.enough[end] < label:
        end += 1
    radius = parity
    while radius < count and moves.most[radius] <= before:
        radius += 2  # was already at its bend limit last time: same result
    return radius, min(count - 1, end + moves.spare)


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
        label, at = work.labels[row], rows.at[row]
        place = (at // (wide * long), at // long % wide - lat.lines, at % long - lat.stations)
        gained = min(label + straight, moves.top)
        if work.is_free[row] == 1 and gained > work.labels[row + 1]:
            _lift(moves, work, row + 1, gained)
        ladder = _ladder(moves, work, row, (place[1] + place[2]) & 1)
        work.last[row] = label
        _turn_off(lat, rows, moves, work, row, place, ladder)
    return bool(work.top[0] < 0)
