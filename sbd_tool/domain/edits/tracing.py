"""Tracing: the shortest way along drawn edges between two places."""

import heapq

import numpy as np
import shapely
from shapely.geometry import LineString

from sbd_tool.domain.edits.segments import (
    FloatArray,
    IntArray,
    as_many,
    feet,
    meet,
    pairs_near,
    slack_of,
    touches,
    within,
)
from sbd_tool.domain.edits.soundness import XY, place, refusal, sound
from sbd_tool.domain.edits.tolerances import SAME_PLACE_M
from sbd_tool.domain.text import text

MOST_SEGMENTS = 20_000
_START, _END = -1, -2


class TraceGraph:
    """Edges that meet, as a graph. Build once for what is on screen, ask at each move.

    Args:
        segments: Shape (n, 4), metres; `SnapIndex.segments_in` gives those of a window.

    Raises:
        InputError: More edges than can be traced at the speed of a pointer.
    """

    def __init__(self, segments: FloatArray) -> None:
        if len(segments) > MOST_SEGMENTS:
            raise refusal(text("edits.trace_many", limit=MOST_SEGMENTS))
        pieces = _noded(segments)
        ends = np.concatenate([pieces[:, :2], pieces[:, 2:]])
        label = _same_places(ends)
        half = len(pieces)
        self._from, self._to = label[:half], label[half:]
        real = self._from != self._to
        self._from, self._to = self._from[real], self._to[real]
        self._xy = ends
        self._edges = np.concatenate([ends[self._from], ends[self._to]], axis=1)
        self._length = np.hypot(*(self._edges[:, 2:] - self._edges[:, :2]).T)
        self._next: dict[int, list[tuple[int, float]]] = {}
        rows = zip(self._from.tolist(), self._to.tolist(), self._length.tolist(), strict=True)
        for a, b, length in rows:
            self._next.setdefault(a, []).append((b, length))
            self._next.setdefault(b, []).append((a, length))

    def path(self, start: XY, end: XY, tolerance_m: float) -> LineString:
        """The shortest way along edges; its ends lie on the edges nearest to the two places.

        Raises:
            InputError: A place lies on no edge, both are one, or no way joins them.
        """
        first, second = self._attached(start, tolerance_m), self._attached(end, tolerance_m)
        begin, finish = first[1], second[1]
        if np.hypot(*(begin - finish)) <= SAME_PLACE_M:
            raise refusal(text("edits.trace_same"))
        if first[0] == second[0]:
            return sound(LineString([begin, finish]))
        way = self._shortest(first, second)
        if way is None:
            raise refusal(text("edits.trace_apart"))
        xy = np.concatenate([begin[None], self._xy[way], finish[None]])
        steps = np.concatenate([[True], np.hypot(*np.diff(xy, axis=0).T) > SAME_PLACE_M])
        return sound(LineString(xy[steps]))

    def _attached(self, at: XY, tolerance_m: float) -> tuple[int, FloatArray]:
        here = np.array(place(at))
        onto, _ = feet(self._edges, here)
        away = np.hypot(*(onto - here).T)
        if not len(away) or away.min() > tolerance_m:
            raise refusal(text("edits.trace_off"))
        row = int(away.argmin())
        return row, onto[row]

    def _shortest(
        self, first: tuple[int, FloatArray], second: tuple[int, FloatArray]
    ) -> list[int] | None:
        """Nodes on the way, by A* with the straight distance as the bound."""
        goal = second[1]
        last_leg = self._ends_of(second)
        best: dict[int, float] = {}
        came: dict[int, int] = {}
        queue: list[tuple[float, float, int, int]] = []
        for node, length in self._ends_of(first).items():
            heapq.heappush(queue, (length + self._left(node, goal), length, node, _START))
        while queue:
            _, length, node, before = heapq.heappop(queue)
            if node in best:
                continue
            best[node], came[node] = length, before
            if node == _END:
                return _walked(came)
            if node in last_leg:
                whole = length + last_leg[node]
                heapq.heappush(queue, (whole, whole, _END, node))
            for other, step in self._next[node]:
                if other not in best:
                    reach = length + step
                    heapq.heappush(queue, (reach + self._left(other, goal), reach, other, node))
        return None

    def _ends_of(self, attached: tuple[int, FloatArray]) -> dict[int, float]:
        row, at = attached
        nodes = (int(self._from[row]), int(self._to[row]))
        return {node: self._left(node, at) for node in nodes}

    def _left(self, node: int, goal: FloatArray) -> float:
        x, y = self._xy[node]
        return float(((x - goal[0]) ** 2 + (y - goal[1]) ** 2) ** 0.5)


def _walked(came: dict[int, int]) -> list[int]:
    way: list[int] = []
    node = came[_END]
    while node != _START:
        way.append(node)
        node = came[node]
    return way[::-1]


def _noded(segments: FloatArray) -> FloatArray:
    """The pieces, cut wherever they cross or touch."""
    rows, cols = pairs_near(segments, segments)
    rows, cols = rows[rows != cols], cols[rows != cols]
    first, second = segments[rows], segments[cols]
    met = meet(first, second)
    slack = slack_of(first)
    on = within(met.first, slack) & within(met.second, slack_of(second))
    touch = [touches(first, second[:, pick], slack) for pick in (slice(0, 2), slice(2, 4))]
    owner = np.concatenate(
        [rows[on], *(rows[hit] for _, hit in touch), *[np.arange(len(segments))] * 2]
    )
    share = np.concatenate(
        [
            met.first[on],
            *(where[hit] for where, hit in touch),
            np.zeros(len(segments)),
            np.ones(len(segments)),
        ]
    )
    share = np.clip(share, 0.0, 1.0)
    order = np.lexsort((share, owner))
    owner, share = owner[order], share[order]
    base = segments[owner]
    xy = base[:, :2] * (1 - share)[:, None] + base[:, 2:] * share[:, None]
    same = owner[:-1] == owner[1:]
    pieces = np.concatenate([xy[:-1], xy[1:]], axis=1)[same]
    is_real = np.hypot(*(pieces[:, 2:] - pieces[:, :2]).T) > SAME_PLACE_M
    return np.asarray(pieces[is_real], dtype=np.float64)


def _same_places(xy: FloatArray) -> IntArray:
    """For each position the first row that lies at the same place."""
    if not len(xy):
        return np.empty(0, dtype=np.int64)
    points = as_many(shapely.points(xy))
    pairs = shapely.STRtree(points).query(points, predicate="dwithin", distance=2 * SAME_PLACE_M)
    label = np.arange(len(xy))
    while True:  # chains of near places settle in a few rounds
        lower = label.copy()
        np.minimum.at(lower, pairs[0], label[pairs[1]])
        if (lower == label).all():
            return label
        label = lower
