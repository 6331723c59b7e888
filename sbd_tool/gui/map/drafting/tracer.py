"""Tracing: the way along drawn edges from the last vertex to the pointer."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import shapely

from sbd_tool.domain.edits.segments import FloatArray
from sbd_tool.domain.edits.soundness import XY, refusal
from sbd_tool.domain.edits.tracing import TraceGraph
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.text import Text, text
from sbd_tool.gui.map.drafting.snaps import SNAP_PX, Snaps
from sbd_tool.gui.map.viewport import Bounds, View

MOST_EDGES: Final = 2_500
"""Edges of one graph: about 60 ms once for each place the map stands at."""


class Tracer:
    """Keeps the graph of what is on screen.

    Args:
        stock: Edges to follow.
    """

    def __init__(self, stock: Snaps) -> None:
        self._stock = stock
        self._graph: tuple[object, Bounds, TraceGraph] | None = None
        self._shut: tuple[object, Bounds] | None = None

    def way(self, view: View, start: XY, end: XY) -> tuple[tuple[XY, ...], Text | None]:
        """Vertices after the start, and why it is just the straight way, or None.

        Args:
            view: What is on screen.
            start: Last vertex.
            end: The pointer.
        """
        try:
            graph = self._graph_of(view, (start, end))
            line = graph.path(start, end, SNAP_PX * view.m_per_px)
        except InputError as refused:
            return (end,), refused.what
        xy: FloatArray = shapely.get_coordinates(line)
        return tuple((float(x), float(y)) for x, y in xy[1:]), None

    def _graph_of(self, view: View, ends: Sequence[XY]) -> TraceGraph:
        self._stock.refresh(view)
        index = self._stock.index
        window = _around(view.bounds, ends)
        if self._shut == (index, window):
            raise refusal(text("tools.trace_many", limit=MOST_EDGES))
        kept = self._graph
        if kept is not None and kept[0] is index and kept[1] == window:
            return kept[2]
        edges, _ = index.segments_in(*window)
        if len(edges) > MOST_EDGES:
            self._shut = index, window
            raise refusal(text("tools.trace_many", limit=MOST_EDGES))
        graph = TraceGraph(np.asarray(edges, dtype=np.float64))
        self._graph = index, window, graph
        return graph


def _around(bounds: Bounds, ends: Sequence[XY]) -> Bounds:
    """The view, wide enough for the last vertex too."""
    xs, ys = [x for x, _ in ends], [y for _, y in ends]
    return (
        min(bounds[0], *xs),
        min(bounds[1], *ys),
        max(bounds[2], *xs),
        max(bounds[3], *ys),
    )
