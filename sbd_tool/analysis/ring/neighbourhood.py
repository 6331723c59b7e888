"""Pairs of neighbours round a core and what has been found out of them, remembered between looks.

The worlds of a site mostly differ in what is believed of things, not in where they stand, and an
edit moves a few things among hundreds. So all that follows from places alone is kept: shortest
lines, and whether a third piece stands in a gap. What a look shares with an earlier one is taken
over; a gap is judged again only where something came or went in its circle. The answers are those
from scratch, to the bit. Widths, which follow from doubts, are taken anew each time.
"""

from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import shapely

from sbd_tool.analysis.chains import Bools, Floats, Ints, Links, Pieces, chosen
from sbd_tool.analysis.prepared import prepared
from sbd_tool.analysis.ring.neighbours import is_few, pairs_of
from sbd_tool.analysis.ring.thirds import (
    CLEAR,
    PARTED_FOR_GOOD,
    UNKNOWN,
    Centre,
    Thirds,
    Verdicts,
    circles_of,
)

_MOST_KEPT: Final = 24
_MOST_PAIRS: Final = 400_000  # of all neighbourhoods kept
_LEAST_SHARED: Final = 0.5  # of the pieces, or nothing is taken over
_REACH_M: Final = 1e-3  # further than rounding errors

_Lines = npt.NDArray[np.object_]


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Pieces round a core, by place alone.

    Attributes:
        key: Equal where all of it lies the same to the last bit.
        pieces: What stands; doubts and gaps of rows play no part.
        rows: (n, 5) both ends and radius of each piece.
        centre: What has to be out of reach.
        first, second: (m,) numbers of pieces of each pair, sorted.
        lines: (m,) their shortest lines.
        is_free: (m,) whether the line stays out of the core.
        thirds: What may stand in the gaps.
        known: (m,) what has been found out of the gaps so far; filled as it is asked for.
        answers: What others have found by doubts, gaps of rows and limit.
    """

    key: tuple[bytes, ...]
    pieces: Pieces
    rows: Floats
    centre: Centre
    first: Ints
    second: Ints
    lines: _Lines
    is_free: Bools
    thirds: Thirds
    known: Verdicts = field(compare=False)
    answers: dict[tuple[bytes, bytes, float], Any] = field(default_factory=dict, compare=False)

    def verdicts(self, links: Links) -> Verdicts:
        """Whether something stands in the gap of each link; remembered for pairs of these."""
        at = self._places(links.first, links.second)
        found = np.full(len(at), UNKNOWN, dtype=np.int8)
        found[at >= 0] = self.known[at[at >= 0]]
        fresh = found == UNKNOWN
        if fresh.any():
            found[fresh] = self.thirds.verdicts(chosen(links, fresh))
            kept = fresh & (at >= 0)
            self.known[at[kept]] = found[kept]
        return found

    def parted_out(self, links: Links) -> Links:
        """Links with nothing between their pieces; the others are two gaps, not one."""
        return chosen(links, self.verdicts(links) == CLEAR)

    def _places(self, first: Ints, second: Ints) -> Ints:
        """Where pairs are found, -1 where they are none of these."""
        return _found(self.first * len(self.rows) + self.second, first * len(self.rows) + second)

    def taken_over(self, rows: Floats, first: Ints, second: Ints) -> tuple[Ints, Ints]:
        """Which pairs were here before.

        Args:
            rows: Pieces as they stand now.
            first: Number of one piece of each pair.
            second: Number of the other.

        Returns:
            (n,) the number each piece had here, and (m,) that of each pair; -1 where it had none.
        """
        was = _matched(self.rows, rows)
        at = self._places(was[first], was[second])
        return was, np.where((was[first] >= 0) & (was[first] < was[second]), at, -1)


_REMEMBERED: Final[list[Neighbourhood]] = []  # the latest first; replaced as a whole


def neighbourhood_of(pieces: Pieces, centre: Centre) -> Neighbourhood:
    """The neighbours round a core, with all that is remembered of them."""
    rows = _rows(pieces)
    core = (shapely.to_wkb(centre.outline), shapely.to_wkb(centre.core))
    key = (*core, bytes([is_few(len(rows))]), rows.tobytes())
    kept = list(_REMEMBERED)
    found = next((one for one in kept if one.key == key), None)
    if found is None:
        alike = [one for one in kept if one.key[:3] == key[:3]]
        found = _made(key, pieces, rows, centre, _nearest(alike, rows))
    rest, pairs = [], len(found.first)
    for one in kept[:_MOST_KEPT]:
        pairs += len(one.first)
        if one is not found and pairs <= _MOST_PAIRS:
            rest.append(one)
    _REMEMBERED[:] = [found, *rest]
    return found


def _nearest(alike: list[Neighbourhood], rows: Floats) -> Neighbourhood | None:
    """The one that shares most pieces, if they are many; told by where they begin."""
    shares = [int(np.isin(rows[:, 0], one.rows[:, 0]).sum()) for one in alike]
    most = max(shares, default=0)
    return alike[shares.index(most)] if most > _LEAST_SHARED * len(rows) else None


def _made(
    key: tuple[bytes, ...],
    pieces: Pieces,
    rows: Floats,
    centre: Centre,
    old: Neighbourhood | None,
) -> Neighbourhood:
    first, second = pairs_of(pieces, centre.outline)
    lines = np.empty(len(first), dtype=object)
    is_free = np.zeros(len(first), dtype=bool)
    known = np.full(len(first), UNKNOWN, dtype=np.int8)
    fresh = np.ones(len(first), dtype=bool)
    if old is not None:
        was, at = old.taken_over(rows, first, second)
        fresh, same = at < 0, at >= 0
        lines[same], is_free[same] = old.lines[at[same]], old.is_free[at[same]]
        known[same] = old.known[at[same]]
        gone = np.ones(len(old.rows), dtype=bool)
        gone[was[was >= 0]] = False
        pairs = Links(first, second, np.zeros(len(first)), lines)
        _forget(known, pieces, pairs, (pieces, was < 0), is_new=True)
        _forget(known, pieces, pairs, (old.pieces, gone), is_new=False)
    lines[fresh] = shapely.shortest_line(pieces.shapes[first[fresh]], pieces.shapes[second[fresh]])
    is_free[fresh] = is_uncut(lines[fresh], centre)
    thirds = Thirds(pieces, centre)
    return Neighbourhood(key, pieces, rows, centre, first, second, lines, is_free, thirds, known)


def _forget(
    known: Verdicts,
    pieces: Pieces,
    pairs: Links,
    changed: tuple[Pieces, Bools],
    *,
    is_new: bool,
) -> None:
    """Forget what was found of gaps in whose circle something came or went.

    What comes undoes nothing that holds for good.
    """
    others, which = changed
    at = np.nonzero((known != UNKNOWN) & ~(is_new & (known == PARTED_FOR_GOOD)))[0]
    if not which.any() or not len(at):
        return
    circles = circles_of(pieces, chosen(pairs, at))
    reach = circles.half + float(others.radius[which].max()) + _REACH_M
    tree = shapely.STRtree(others.shapes[which])
    near = tree.query(shapely.points(circles.middles), predicate="dwithin", distance=reach)[0]
    known[at[near]] = UNKNOWN


def is_uncut(lines: _Lines, centre: Centre) -> Bools:
    """Whether each line stays out of the core."""
    return ~np.asarray(shapely.intersects(prepared(centre.core), lines), dtype=bool)


def _rows(pieces: Pieces) -> Floats:
    """(n, 5) both ends of each piece and its radius; a point has no second end."""
    points, owner = shapely.get_coordinates(pieces.shapes, return_index=True)
    rows = np.full((len(pieces.shapes), 5), np.nan)
    rows[:, 4] = pieces.radius
    start = np.searchsorted(owner, np.arange(len(rows)))
    rows[:, :2] = points[start]
    is_line = shapely.get_num_coordinates(pieces.shapes) > 1
    rows[is_line, 2:4] = points[start[is_line] + 1]
    return rows


def _prints(rows: Floats) -> list[bytes]:
    found: list[bytes] = rows.view(f"V{rows.itemsize * rows.shape[1]}").ravel().tolist()
    return found


def _matched(old: Floats, new: Floats) -> Ints:
    """(n,) the number of each new row among the old ones, -1 where there is none; equal in turn."""
    places: dict[bytes, list[int]] = {}
    for number, row in reversed(list(enumerate(_prints(old)))):
        places.setdefault(row, []).append(number)
    found = (places[row].pop() if places.get(row) else -1 for row in _prints(new))
    return np.fromiter(found, dtype=np.int64, count=len(new))


def _found(keys: Ints, wanted: Ints) -> Ints:
    """Where wanted numbers stand in sorted ones, -1 where they do not."""
    if not len(keys):
        return np.full(len(wanted), -1, dtype=np.int64)
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[at] == wanted, at, -1)
