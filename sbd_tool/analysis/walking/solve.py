"""Shortest ways of a walker with a clear width: exact, of straight pieces and arcs.

A walker is a disc of half its clear width. Its middle keeps that distance from everything, so its
shortest way runs along lines that touch circles round corners, and along those circles. Only a few
things matter to one way: it is looked for among those that are in its way, and those that it then
runs into are added, until it runs into nothing. Leaving things out can only shorten a way, so the
first that runs into nothing is the shortest.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from sbd_tool.analysis.walking.graph import Shortest, WayGraph
from sbd_tool.analysis.walking.paths import Ground

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

MOST_PLACES: Final = 60
_WHOLE: Final = 48  # things of up to so many segments are added whole, of larger ones the nearest
_BESIDE: Final = 12
_ONE: Final = np.array([1, 1])
_ROUNDS: Final = 200


@dataclass(frozen=True, slots=True)
class Way:
    """A shortest way: its length and its line, project metres; arcs are drawn as chords."""

    length_m: float
    line: Floats


def parts_of(ground: Ground, places: Floats) -> Ints:
    """Number of the part of the free ground that each of up to ``MOST_PLACES`` places lies in.

    Places that are themselves too near to something are in part -1.
    """
    from sbd_tool.analysis.walking.part_kernels import odd_chains

    local = places - ground.origin
    away = local - local[0]
    bent = local[0] + away / 2 + np.column_stack((-away[:, 1], away[:, 0])) * 0.013717
    rays = np.stack((np.broadcast_to(local[0], local.shape), bent, local), axis=1)
    starts, listed = ground.grid[0], ground.grid[1]
    loops = odd_chains(ground.capsules, np.ascontiguousarray(rays), starts, listed)
    told = (loops[None, :] >> np.arange(len(places))[:, None]) & 1
    _, part = np.unique(told, axis=0, return_inverse=True)
    is_free = ground.is_clear(np.column_stack((local, local)))
    return np.where(is_free, part.reshape(-1), -1)


def shortest_ways(
    ground: Ground, places: Floats, pairs: Iterable[tuple[int, int]]
) -> dict[tuple[int, int], Way]:
    """Shortest ways between pairs of places.

    Args:
        ground: Everything there is, for one clear width.
        places: (n, 2) project metres.
        pairs: Indices of the places.

    Returns:
        pair -> way, for the pairs that are linked at this width. Lengths are exact.
    """
    wanted = list(pairs)
    if not wanted:
        return {}
    part = parts_of(ground, places)
    local = places - ground.origin
    linked = [(i, j) for i, j in wanted if part[i] >= 0 and part[i] == part[j]]
    if not linked:
        return {}
    row = np.array(linked)
    straight = np.column_stack((local[row[:, 0]], local[row[:, 1]]))
    is_clear = ground.is_clear(straight)
    found = {}
    for (one, other), is_free in zip(linked, is_clear, strict=True):
        ends = local[[one, other]]
        if is_free:
            found[one, other] = Way(float(np.hypot(*(ends[1] - ends[0]))), places[[one, other]])
            continue
        way = _Search(ground, ends).run()
        if way is not None:
            found[one, other] = way
    return found


class _Search:
    """One way: the things that matter to it so far, and the straight pieces between them."""

    def __init__(self, ground: Ground, ends: Floats) -> None:
        self._ground, self._ends = ground, ends
        self._capsules = np.empty(0, dtype=np.int64)
        self._corners = np.empty(0, dtype=np.int64)
        self._is_in = np.zeros(len(ground.capsules), dtype=bool)
        self._is_corner = np.zeros(len(ground.circles), dtype=bool)
        self._links = np.empty((0, 4), dtype=np.int64)
        self._sizes = np.empty((0, 7))
        self._first = np.zeros(3, dtype=np.int64)
        self._arcs = np.empty((0, 2))
        self._is_begun = False

    def run(self) -> Way | None:
        """The shortest way, or None where there is none after all."""
        struck = self._ground.struck_by(self._ends.reshape(1, 4))
        for _ in range(_ROUNDS):
            if not len(struck) or not self._add(struck):
                return None
            graph = WayGraph(self._circles(), 2, self._arcs, self._links, self._sizes)
            way = graph.shortest(0, 1)
            if not math.isfinite(way.length_m):
                return None
            struck = self._struck(way)
            if not len(struck):
                return Way(way.length_m, graph.line_of(way) + self._ground.origin)
        return None

    def _struck(self, way: Shortest) -> Ints:
        """What a way runs into that does not matter yet."""
        from sbd_tool.analysis.walking.arc_kernels import not_on_free_arcs

        ground = self._ground
        bends = way.bends.copy()
        bends[:, 0] = self._corners[bends[:, 0].astype(np.int64) - 2]
        round_bends = not_on_free_arcs(
            bends, ground.circles, ground.first, ground.arcs, ground.capsules, *ground.grid
        )
        struck: Ints = np.union1d(ground.struck_by(way.straight), round_bends)
        return struck[~self._is_in[struck]]

    def _circles(self) -> Floats:
        spots = np.column_stack((self._ends, np.zeros(2)))
        return np.ascontiguousarray(np.concatenate((spots, self._ground.circles[self._corners])))

    def _add(self, struck: Ints) -> bool:
        """Let more things matter; whether there were any that did not yet."""
        ground = self._ground
        fresh = _with_neighbours(ground.owner, ground.beside(struck))
        fresh = fresh[~self._is_in[fresh]]
        if not len(fresh):
            return False
        older = 2 + len(self._corners)
        corners = np.unique(ground.corner_of[fresh])
        corners = corners[~self._is_corner[corners]]
        self._is_in[fresh], self._is_corner[corners] = True, True
        self._capsules = np.concatenate((self._capsules, fresh))
        self._corners = np.concatenate((self._corners, corners))
        self._lay_arcs()
        self._keep_clear(ground.capsules[fresh])
        self._link(older)
        return True

    def _lay_arcs(self) -> None:
        """Free arcs round the corners, past what matters so far."""
        from sbd_tool.analysis.walking.arc_kernels import free_arcs

        capsules = self._matters()
        low = capsules[:, :4].reshape(-1, 2).min(axis=0) - capsules[:, 4].max() - 1.0
        one_cell = (np.array([0, len(capsules)]), np.arange(len(capsules)), low, 1e9, _ONE)
        first, self._arcs = free_arcs(self._circles()[2:], capsules, *one_cell)
        self._first = np.concatenate(([0, 0], first))

    def _keep_clear(self, capsules: Floats) -> None:
        """Drop straight pieces that run into new things, or begin on an arc that is gone."""
        from sbd_tool.analysis.walking.tangent_kernels import arcs_again, still_clear

        if not len(self._links):
            return
        segments = np.ascontiguousarray(self._sizes[:, 3:])
        kept = np.asarray(still_clear(segments, np.ascontiguousarray(capsules)))
        self._links, self._sizes = self._links[kept], self._sizes[kept]
        kept = np.asarray(arcs_again(self._links, self._sizes, 2, self._first, self._arcs))
        self._links, self._sizes = self._links[kept], self._sizes[kept]

    def _link(self, older: int) -> None:
        """Add straight pieces from and to the new corners."""
        from sbd_tool.analysis.walking.tangent_kernels import tangents

        begun = older if self._is_begun else 0
        links, sizes = tangents(self._circles(), begun, 2, self._first, self._arcs, self._matters())
        self._is_begun = True
        self._links = np.concatenate((self._links, links))
        self._sizes = np.concatenate((self._sizes, sizes))

    def _matters(self) -> Floats:
        return np.ascontiguousarray(self._ground.capsules[self._capsules])


def _with_neighbours(owner: Ints, struck: Ints) -> Ints:
    """Segments and the others of their things, of large things those next to them."""
    low = np.searchsorted(owner, owner[struck], side="left")
    high = np.searchsorted(owner, owner[struck], side="right")
    is_large = high - low > _WHOLE
    low = np.where(is_large, np.maximum(low, struck - _BESIDE), low)
    high = np.where(is_large, np.minimum(high, struck + _BESIDE + 1), high)
    rows = [np.arange(start, stop) for start, stop in zip(low, high, strict=True)]
    return np.unique(np.concatenate(rows))
