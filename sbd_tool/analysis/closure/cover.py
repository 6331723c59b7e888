"""Shortest closed chains that go round places an odd number of times.

Every place has a ray to the outside; a link carries one bit per place: whether it crosses that
ray an odd number of times. A closed chain goes round exactly the places whose bits add up to one.
On the cover of the links (a node for each piece and each sum of bits) such a chain is a path from a
node to the same piece with the wished bits; the least one is found by Dijkstra's method from the
pieces that touch a ray. What costs nothing is joined first, so that walls of a block are one node.
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
_SLACK: Final = 1e-12


@dataclass(frozen=True, slots=True)
class CoverLinks:
    """Links between numbered pieces.

    Attributes:
        first, second: (m,) numbers of pieces.
        bits: (m,) bit z is set where the link crosses the ray of place z an odd number of times.
        cost: (m,) not negative; 0 joins the pieces.
    """

    first: Ints
    second: Ints
    bits: Ints
    cost: Floats


@dataclass(frozen=True, slots=True)
class Chain:
    """A closed chain.

    Attributes:
        cost: Sum of the costs of its links.
        links: Numbers of its links that cost something, in order.
    """

    cost: float
    links: tuple[int, ...]


class Cover:
    """The cover of some links round one to five places."""

    def __init__(self, links: CoverLinks, pieces: int, places: int) -> None:
        self._links = links
        self._sums = 1 << places
        self._label = self._joined(pieces)
        self._shifted = self._shifts(pieces)
        self._graph, self._origin = self._arcs()

    def _joined(self, pieces: int) -> Ints:
        """(pieces, sums) number of the group that each node belongs to."""
        from scipy.sparse import coo_matrix
        from scipy.sparse.csgraph import connected_components

        free = np.nonzero(self._links.cost <= 0)[0]
        rows, columns = self._nodes(free)
        size = pieces * self._sums
        matrix = coo_matrix((np.ones(len(rows)), (rows, columns)), shape=(size, size))
        _, label = connected_components(matrix, directed=False)
        return np.asarray(label, dtype=np.int64).reshape(pieces, self._sums)

    def _nodes(self, chosen: Ints) -> tuple[Ints, Ints]:
        """Both ends of the arcs of some links, all sums of one link after the other."""
        links, sums = self._links, np.arange(self._sums)
        rows = links.first[chosen][:, None] * self._sums + sums
        columns = links.second[chosen][:, None] * self._sums + (sums ^ links.bits[chosen][:, None])
        return rows.ravel(), columns.ravel()

    def _shifts(self, pieces: int) -> Ints:
        """(sums, groups) the group that a group becomes when bits are added."""
        count = int(self._label.max(initial=-1)) + 1
        shifted = np.zeros((self._sums, count), dtype=np.int64)
        sums = np.arange(self._sums)
        for bits in range(self._sums):
            if pieces:
                shifted[bits, self._label.ravel()] = self._label[:, sums ^ bits].ravel()
        return shifted

    def _arcs(self) -> tuple[Any, tuple[Ints, Ints]]:
        """The cheapest arc between each two groups, both ways; sorted keys and their links."""
        from scipy.sparse import csr_matrix

        paid = self._cheapest(np.nonzero(self._links.cost > 0)[0])
        rows, columns = (self._label.ravel()[end] for end in self._nodes(paid))
        link = np.repeat(paid, self._sums)
        rows, columns = np.concatenate((rows, columns)), np.concatenate((columns, rows))
        link = np.concatenate((link, link))
        order = np.lexsort((link, self._links.cost[link], columns, rows))
        rows, columns, link = rows[order], columns[order], link[order]
        is_first = np.ones(len(rows), dtype=bool)
        is_first[1:] = (rows[1:] != rows[:-1]) | (columns[1:] != columns[:-1])
        rows, columns, link = rows[is_first], columns[is_first], link[is_first]
        size = self._shifted.shape[1]
        graph = csr_matrix((self._links.cost[link], (rows, columns)), shape=(size, size))
        return graph, (rows * size + columns, link)

    def _cheapest(self, paid: Ints) -> Ints:
        """Of the links that join the same two groups, the cheapest; none within one group."""
        links = self._links
        one = self._label[links.first[paid], 0]
        other = self._label[links.second[paid], links.bits[paid]]
        apart = one != other
        paid, one, other = paid[apart], one[apart], other[apart]
        keys = one * self._shifted.shape[1] + other
        order = np.lexsort((paid, links.cost[paid], keys))
        is_first = np.ones(len(order), dtype=bool)
        is_first[1:] = keys[order][1:] != keys[order][:-1]
        return np.asarray(paid[order][is_first])

    def is_free(self, bits: int) -> bool:
        """Whether a chain that costs nothing goes round exactly these places."""
        groups = self._shifted[bits]
        return bool((groups == np.arange(len(groups))).any())

    def shortest(self, bits: int) -> Chain | None:
        """The cheapest chain round exactly these places, or None when there is none."""
        from scipy.sparse.csgraph import dijkstra

        if self.is_free(bits):
            return Chain(0.0, ())
        best: tuple[float, int, Ints] | None = None
        for start in self._starts(bits):
            goal = int(self._shifted[bits, start])
            limit = np.inf if best is None else best[0]
            far, before = dijkstra(
                self._graph, indices=start, limit=limit, return_predecessors=True
            )
            if np.isfinite(far[goal]) and (best is None or far[goal] < best[0] - _SLACK):
                best = (float(far[goal]), int(start), before)
        return None if best is None else self._chain(best, bits)

    def _starts(self, bits: int) -> list[int]:
        """Groups one of which every such chain touches: ends of links that cross a ray."""
        lowest = bits & -bits
        links = self._links
        odd = np.nonzero((links.bits & lowest) > 0)[0]
        label = self._label[:, 0]
        sides = [np.unique(label[end[odd]]) for end in (links.first, links.second)]
        least = min(sides, key=len)
        return [int(group) for group in least]

    def _chain(self, found: tuple[float, int, Ints], bits: int) -> Chain:
        cost, start, before = found
        keys, origin = self._origin
        at, links = int(self._shifted[bits, start]), []
        while at != start:
            last = int(before[at])
            place = int(np.searchsorted(keys, last * self._shifted.shape[1] + at))
            links.append(int(origin[place]))
            at = last
        return Chain(cost, tuple(reversed(links)))
