"""The graph of straight pieces and arcs between some circles, and the lines of its paths."""

import itertools
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_NO_COST_M: Final = 1e-12
_ARC_STEP: Final = math.radians(9)


@dataclass(frozen=True, slots=True)
class Shortest:
    """A shortest way in a graph.

    Attributes:
        length_m: Its length; infinite where there is no way.
        nodes: Its nodes in order.
        straight: (m, 4) its straight pieces.
        bends: (k, 3) its arcs: circle, angle from and angle to.
    """

    length_m: float
    nodes: tuple[int, ...]
    straight: Floats
    bends: Floats


def _both_ways(row: Ints, column: Ints, weight: Floats, total: int) -> "csr_matrix":
    """Edges in both directions; laid out here: the detour by pairs takes most of a small graph."""
    from scipy.sparse import csr_matrix

    start, end = np.concatenate((row, column)), np.concatenate((column, row))
    order = np.argsort(start, kind="stable")
    first = np.zeros(total + 1, dtype=np.int32)
    np.cumsum(np.bincount(start, minlength=total), out=first[1:])
    cost = np.concatenate((weight, weight))[order]
    return csr_matrix((cost, end[order].astype(np.int32), first), shape=(total, total))


class WayGraph:
    """Places and points of touch as nodes; straight pieces and arcs as edges.

    Args:
        circles: (n, 3); the first ``places`` of them have no radius.
        places: How many of them are ends of ways.
        arcs: Free arcs, from and to.
        links: (m, 4) circle and arc of both ends of each straight piece.
        sizes: (m, 7) length, both angles and both ends of each.
    """

    def __init__(
        self, circles: Floats, places: int, arcs: Floats, links: Ints, sizes: Floats
    ) -> None:
        count = len(links)
        circle = np.concatenate((links[:, 0], links[:, 1]))
        arc = np.concatenate((links[:, 2], links[:, 3]))
        is_place = circle < places
        node = np.where(is_place, circle, places + np.arange(2 * count))
        self._circles, self._places = circles, places
        self._circle = circle
        self._angle = np.concatenate((sizes[:, 1], sizes[:, 2]))
        first, second, angle = self._bends(np.nonzero(~is_place)[0], arc, arcs)
        self._bent = (first, second, angle)
        cost = angle * circles[circle[first], 2]
        row = np.concatenate((node[:count], places + first))
        column = np.concatenate((node[count:], places + second))
        weight = np.concatenate((sizes[:, 0], cost)) + _NO_COST_M
        total = places + 2 * count
        self.matrix = _both_ways(row, column, weight, total)

    def shortest(self, source: int, target: int) -> Shortest:
        """The shortest way; its length is infinite where there is none."""
        from scipy.sparse.csgraph import dijkstra

        away, before = dijkstra(
            self.matrix, directed=True, indices=source, return_predecessors=True
        )
        length = float(away[target])
        if not math.isfinite(length):
            return Shortest(length, (), np.empty((0, 4)), np.empty((0, 3)))
        return self._traced(length, before, target)

    def _bends(self, at: Ints, arc: Ints, arcs: Floats) -> tuple[Ints, Ints, Floats]:
        """Edges between points of touch that follow each other on one free arc."""
        if not len(at):
            return at, at, np.empty(0)
        start = arcs[arc[at], 0]
        turned = (self._angle[at] - start + 1e-5) % (2 * math.pi)
        order = np.lexsort((turned, arc[at]))
        at, turned = at[order], turned[order]
        is_same = arc[at[1:]] == arc[at[:-1]]
        first, second = at[:-1][is_same], at[1:][is_same]
        angle = np.diff(turned)[is_same]
        whole = self._round(at, arc, arcs, turned)
        first = np.concatenate((first, whole[0]))
        second = np.concatenate((second, whole[1]))
        angle = np.concatenate((angle, whole[2]))
        return first, second, angle

    def _round(
        self, at: Ints, arc: Ints, arcs: Floats, turned: Floats
    ) -> tuple[Ints, Ints, Floats]:
        """Edges over the beginning of arcs that are whole circles: from the last to the first."""
        change = np.nonzero(np.diff(arc[at]))[0]
        starts = np.concatenate(([0], change + 1))
        stops = np.concatenate((change, [len(at) - 1]))
        is_whole = np.diff(arcs[arc[at[starts]]], axis=1)[:, 0] > 2 * math.pi - 1e-5
        is_whole &= starts < stops
        low, high = starts[is_whole], stops[is_whole]
        return at[high], at[low], turned[low] + 2 * math.pi - turned[high]

    def _traced(self, length: float, before: Ints, target: int) -> Shortest:
        nodes = [target]
        while before[nodes[-1]] >= 0:
            nodes.append(int(before[nodes[-1]]))
        nodes.reverse()
        straight, bends = [], []
        for one, other in itertools.pairwise(nodes):
            angle = self._angle_between(one - self._places, other - self._places)
            if angle is None:
                straight.append(np.concatenate((self._point(one), self._point(other))))
                continue
            last = self._angle[other - self._places]
            low, high = sorted((last - angle, last))
            bends.append((self._circle[other - self._places], low, high))
        found = np.array(bends, dtype=float).reshape(-1, 3)
        return Shortest(length, tuple(nodes), np.array(straight), found)

    def line_of(self, way: Shortest) -> Floats:
        """(n, 2) the points of a way, arcs as chords."""
        points = [self._point(way.nodes[0])]
        for one, other in itertools.pairwise(way.nodes):
            angle = self._angle_between(one - self._places, other - self._places)
            if angle is None:
                points.append(self._point(other))
            else:
                points += self._chords(other - self._places, angle)
        return np.array(points)

    def _point(self, node: int) -> Floats:
        if node < self._places:
            return self._circles[node, :2]
        touch = node - self._places
        x, y, radius = self._circles[self._circle[touch]]
        angle = self._angle[touch]
        return np.array([x + radius * math.cos(angle), y + radius * math.sin(angle)])

    def _angle_between(self, one: int, other: int) -> float | None:
        """Angle of the arc from one point of touch to another; None for a straight piece."""
        if one < 0 or other < 0 or self._circle[one] != self._circle[other]:
            return None
        first, second, angle = self._bent
        at = np.nonzero((first == one) & (second == other))[0]
        if len(at):
            return float(angle[at[0]])
        at = np.nonzero((first == other) & (second == one))[0]
        return -float(angle[at[0]]) if len(at) else None

    def _chords(self, other: int, angle: float) -> list[Floats]:
        """Points of an arc that ends at a point of touch."""
        x, y, radius = self._circles[self._circle[other]]
        steps = max(1, math.ceil(abs(angle) / _ARC_STEP))
        last = self._angle[other]
        angles = [last - angle * (steps - k) / steps for k in range(1, steps + 1)]
        return [np.array([x + radius * math.cos(a), y + radius * math.sin(a)]) for a in angles]
