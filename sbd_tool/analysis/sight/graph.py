"""Visibility graph on a grid: connectivity, areas, depths, integration, clustering, through vision.

Terms are those of space syntax. Connectivity: how many other points are seen. Mean depth: mean
number of lines of sight to every other point. Integration: Hillier and Hanson's, the larger the
shallower. Clustering: share of the pairs of points seen that see each other. Through vision: lines
of sight that pass over a point.
"""

import math
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from sbd_tool.analysis.sight.field import SightField
from sbd_tool.analysis.sight.mesh import MM, Floats, Indices
from sbd_tool.domain.progress import SILENT, Progress, Span
from sbd_tool.domain.sight_results import VisibilityGraph

MOST_POINTS: Final = 25_000
"""Points of which the whole graph is held (80 MB); of more, an even part is taken."""

_BLOCK: Final = 64
_WORDS_COUNTED: Final = 4_000_000_000
_CELLS_PASSED: Final = 400_000_000
_FAR_MM: Final = 2.0**27
Words = npt.NDArray[np.uint64]


def visibility_graph(
    field: SightField,
    points: Any,
    step_m: float,
    *,
    reach_m: float = math.inf,
    progress: Progress = SILENT,
    most_points: int = MOST_POINTS,
    with_passing: bool = True,
) -> VisibilityGraph:
    """Analyse what points of a grid see of each other.

    Args:
        field: What cuts the view.
        points: (n, 2) metres; those inside things see nothing.
        step_m: Distance between neighbouring points.
        reach_m: How far sight goes.
        progress: Told after each block; may raise ``Cancelled``.
        most_points: Above so many points depths, clustering and through vision are those of an even
            part of them (``is_sampled``), the others have no value; connectivity then counts the
            points of that part, scaled up. Areas are always exact.
        with_passing: Also count through vision; needs the points of a grid.

    Returns:
        Values in the order of the points; not a number where there is none.
    """
    given = np.asarray(points, dtype=float).reshape(-1, 2)
    order = _patch_order(given)
    stride = -(-len(given) // most_points) if len(given) > most_points else 1
    nodes = order[::stride]
    rows, connectivity = _rows(field, given[nodes], reach_m, Span(progress, 0.0, 0.3))
    area = field.areas_m2(given, reach_m)
    depth, many = _depths(rows, Span(progress, 0.3, 0.9))
    thin = max(1, math.ceil(connectivity.sum() * rows.shape[1] / _WORDS_COUNTED))
    clustering = _clustering(rows, connectivity, thin, Span(progress, 0.9, 0.95))
    passed = np.full(len(nodes), np.nan)
    if with_passing:
        passed = _through(rows, given[nodes], step_m * math.sqrt(stride), Span(progress, 0.95, 1.0))

    def spread(values: npt.NDArray[Any]) -> Floats:
        full = np.full(len(given), np.nan)
        full[nodes] = values
        return full

    return VisibilityGraph(
        points=given,
        connectivity=spread(connectivity.astype(float) * stride),
        area_m2=area,
        mean_depth=spread(depth),
        integration=spread(_integration(depth, many)),
        clustering=spread(clustering),
        through_vision=spread(passed),
        is_sampled=stride > 1,
        is_clustering_sampled=thin > 1,
    )


def _patch_order(points: Floats) -> Indices:
    """Order in which neighbours of the list are neighbours on the ground: bits of x and y mixed."""
    if not len(points):
        return np.zeros(0, dtype=np.int64)
    low = points.min(axis=0)
    size = max(float((points.max(axis=0) - low).max()), 1e-9)
    cell = np.minimum(((points - low) / size * 65_535).astype(np.uint64), 65_535)
    code = np.zeros(len(points), dtype=np.uint64)
    for bit in range(16):
        for axis in range(2):
            part = cell[:, axis] >> np.uint64(bit) & np.uint64(1)
            code |= part << np.uint64(2 * bit + axis)
    return np.argsort(code, kind="stable")


def _rows(
    field: SightField, points: Floats, reach_m: float, progress: Progress
) -> tuple[Words, Indices]:
    from sbd_tool.analysis.sight.graph_kernels import mirror, row_block
    from sbd_tool.analysis.sight.kernels import list_by_triangle

    places = field.places(points)
    targets = (places, *list_by_triangle(field.mesh, places))
    reach = min(float(reach_m) * MM, _FAR_MM)
    rows = np.zeros((len(places), (len(places) + 63) // 64), dtype=np.uint64)
    for k in range(0, len(places), _BLOCK):
        part = slice(k, k + _BLOCK)
        row_block(field.mesh, places[part], reach, targets, rows[part])
        progress.advance(min(1.0, (k + _BLOCK) / len(places)))
    return rows, np.asarray(mirror(rows, len(places)))


def _depths(rows: Words, progress: Progress) -> tuple[Floats, Indices]:
    """Mean depth from each point to those it reaches, and how many those are, itself included."""
    from sbd_tool.analysis.sight.graph_kernels import depths_from, summaries

    count = len(rows)
    depth, many = np.full(count, np.nan), np.ones(count, dtype=np.int64)
    sums = summaries(rows)
    hints, covers = np.zeros(count, dtype=np.int64), np.zeros(128, dtype=np.int64)
    for k in range(0, count, _BLOCK):
        sources = np.arange(k, min(count, k + _BLOCK))
        total, reached = depths_from(rows, sums, sources, hints, covers)
        many[sources] = reached
        depth[sources] = np.where(reached > 1, total / np.maximum(1, reached - 1), np.nan)
        progress.advance(min(1.0, (k + _BLOCK) / count))
    return depth, many


def _integration(depth: Floats, many: Indices) -> Floats:
    """Inverse of relative asymmetry over that of a diamond-shaped graph of as many points."""
    k = np.maximum(many, 3).astype(float)
    asymmetry = 2.0 * (depth - 1.0) / (k - 2.0)
    diamond = 2.0 * (k * (np.log2((k + 2.0) / 3.0) - 1.0) + 1.0) / ((k - 1.0) * (k - 2.0))
    is_known = (many > 2) & (asymmetry > 0)  # noqa: PLR2004 - of two points there is no depth
    return np.where(is_known, diamond / np.where(is_known, asymmetry, 1.0), np.nan)


def _clustering(rows: Words, connectivity: Indices, thin: int, progress: Progress) -> Floats:
    from sbd_tool.analysis.sight.graph_kernels import clustering_of

    found = np.full(len(rows), np.nan)
    chosen = np.arange(0, len(rows), thin)
    for k in range(0, len(chosen), _BLOCK):
        part = chosen[k : k + _BLOCK]
        found[part] = clustering_of(rows, part, connectivity)
        progress.advance(min(1.0, (k + _BLOCK) / len(chosen)))
    return found


def _through(rows: Words, points: Floats, step_m: float, progress: Progress) -> Floats:
    """Lines of sight over each point, each counted once from each end; scaled up where sampled."""
    from sbd_tool.analysis.sight.graph_kernels import through

    passed = np.zeros(len(points), dtype=np.int64)
    if not len(points):
        return passed.astype(float)
    at = np.round((points - points.min(axis=0)) / step_m).astype(np.int64)
    grid = np.full(tuple(at.max(axis=0) + 1), -1, dtype=np.int64)
    grid[at[:, 0], at[:, 1]] = np.arange(len(points))
    lines = float(np.bitwise_count(rows).sum()) * float(max(grid.shape)) / 3.0
    thin = max(1, math.ceil(lines / _CELLS_PASSED))
    chosen = np.arange(0, len(points), thin)
    for k in range(0, len(chosen), _BLOCK):
        through(rows, chosen[k : k + _BLOCK], grid, at, passed)
        progress.advance(min(1.0, (k + _BLOCK) / len(chosen)))
    return passed.astype(float) * thin
