"""Which pieces may bound a gap: near ones all, far ones by the triangulation of what stands.

A gap is a pair with nothing nearer between; such pairs are neighbours in the Delaunay
triangulation. Segments are sampled for it, so a pair found there may be off by one neighbour along
a wall: what stands beside both ends is tried again where a ring crosses a wide gap.
"""

from typing import Final

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import Polygon

from sbd_tool.analysis.chains import Floats, Ints, Links, Pieces

NEAR_M: Final = 3.0
"""Up to this clear width all pairs are looked at."""

FAR_M: Final = 150.0
"""Wider gaps are no gaps."""

_FEW: Final = 300  # pieces of which all pairs are looked at
_SAMPLE_M: Final = 1.0
_ROUND: Final = 6
_BESIDE_M: Final = 2.0
_LEAST_POINTS: Final = 4
_MOST_PAIRS: Final = 20_000
_MOST_FRONT: Final = 600
_CORE: Final = -1


def pairs_of(pieces: Pieces, core: Polygon) -> tuple[Ints, Ints]:
    """Pairs of pieces that may bound a gap, each once, smaller number first.

    Args:
        pieces: What stands, none of it in the core.
        core: What the gaps lie round: a link may pass close by it, with others beyond it, so all
            pairs that have only the core between them count as well.
    """
    count = len(pieces.shapes)
    if is_few(count):
        first, second = np.triu_indices(count, 1)
        return first.astype(np.int64), second.astype(np.int64)
    span = NEAR_M + 2 * float(pieces.radius.max(initial=0.0))
    tree = shapely.STRtree(pieces.shapes)
    near = tree.query(pieces.shapes, predicate="dwithin", distance=span)
    return _unique(np.concatenate((near.T, _triangulated(pieces, core))), count)


def is_few(count: int) -> bool:
    """Whether all pairs of so many pieces are looked at."""
    return count <= _FEW


def links_of(
    pieces: Pieces,
    first: Ints,
    second: Ints,
    known: npt.NDArray[np.object_] | None = None,
) -> Links:
    """Links of some pairs with clear widths, sorted; doubt is added where they do not touch.

    Args:
        pieces: What stands.
        first: Number of one piece of each pair.
        second: Number of the other.
        known: Their shortest lines, where those have been worked out.
    """
    lines = known
    if lines is None:
        lines = np.asarray(shapely.shortest_line(pieces.shapes[first], pieces.shapes[second]))
    clear = shapely.length(lines) - pieces.radius[first] - pieces.radius[second]
    one, other = pieces.doubt[first], pieces.doubt[second]
    doubt = np.where(np.abs(one) >= np.abs(other), one, other)
    clear = np.maximum(0.0, clear + np.where(clear <= 10.0**-9, 0.0, doubt))
    width = np.maximum(clear, np.maximum(pieces.own_gap[first], pieces.own_gap[second]))
    order = np.argsort(width, kind="stable")
    order = order[width[order] <= FAR_M]
    return Links(first[order], second[order], width[order], lines[order])


def beside(pieces: Pieces, links: Links) -> tuple[Ints, Ints]:
    """Pairs of what stands beside both ends of some links: the exact shortest is among them."""
    tree = shapely.STRtree(pieces.shapes)
    ends = shapely.get_coordinates(links.lines).reshape(-1, 2, 2)
    found = []
    for start, end in ends:
        sides = [
            tree.query(shapely.Point(at), predicate="dwithin", distance=_BESIDE_M)
            for at in (start, end)
        ]
        found.append(np.stack(np.meshgrid(*sides), axis=-1).reshape(-1, 2))
    pairs = np.concatenate(found) if found else np.empty((0, 2), dtype=np.int64)
    return _unique(pairs[:_MOST_PAIRS], len(pieces.shapes))


def _unique(pairs: npt.NDArray[np.integer], count: int) -> tuple[Ints, Ints]:
    low, high = pairs.min(axis=1), pairs.max(axis=1)
    keys = np.unique(low[low < high].astype(np.int64) * count + high[low < high])
    return keys // count, keys % count


def _triangulated(pieces: Pieces, core: Polygon) -> Ints:
    """(k, 2) pairs of pieces with samples that share an edge of the triangulation."""
    from scipy.spatial import Delaunay, QhullError

    points, owner = samples_of(pieces.shapes)
    rim = shapely.get_coordinates(shapely.segmentize(core.exterior, _SAMPLE_M))[:-1]
    points = np.concatenate((points, rim))
    owner = np.concatenate((owner, np.full(len(rim), _CORE, dtype=np.int64)))
    if len(points) < _LEAST_POINTS:
        return np.empty((0, 2), dtype=np.int64)
    try:
        corners = Delaunay(points - points.mean(axis=0)).simplices
    except QhullError:  # all on one line: nothing encloses anything
        return np.empty((0, 2), dtype=np.int64)
    edges = np.concatenate((corners[:, [0, 1]], corners[:, [1, 2]], corners[:, [2, 0]]))
    pairs = np.asarray(owner[edges], dtype=np.int64)
    at_core = (pairs == _CORE).any(axis=1)
    front = np.unique(pairs[at_core])[1:][:_MOST_FRONT]
    across = np.stack(np.triu_indices(len(front), 1), axis=1)
    return np.concatenate((pairs[~at_core], front[across]))


def samples_of(shapes: npt.NDArray[np.object_]) -> tuple[Floats, Ints]:
    """Points at most a metre apart on all shapes and whose they are; of equal ones the first."""
    is_line = shapely.length(shapes) > 0
    dense = shapes.copy()
    dense[is_line] = shapely.segmentize(shapes[is_line], _SAMPLE_M)
    points, owner = shapely.get_coordinates(dense, return_index=True)
    _, first = np.unique(np.round(points, _ROUND), axis=0, return_index=True)
    return points[first], owner[first].astype(np.int64)
