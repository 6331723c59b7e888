"""Everything a walker keeps away from, prepared for one clear width."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from sbd_tool.analysis.walking.pieces import Pieces

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

_MOST_CELLS: Final = 400_000
_SAME_M: Final = 1e-7
_BESIDE_M: Final = 2.5


@dataclass(frozen=True, slots=True)
class Ground:
    """Capsules of everything, in the cells of a grid, for one clear width.

    Attributes:
        origin: Added to local coordinates it gives the project's.
        capsules: (n, 5) both ends and the distance kept, local metres.
        owner: (n,) whose they are.
        grid: What the kernels need to find capsules: starts, listed, corner, size, shape.
        circles: (m, 3) corners that a way may bend round, with the distance kept.
        corner_of: (n, 2) circles at both ends of each capsule.
        first, arcs: Free arcs of the circles.
        posts: Capsules that are single points.
    """

    origin: Floats
    capsules: Floats
    owner: Ints
    grid: tuple[Any, ...]
    circles: Floats
    corner_of: Ints
    first: Ints
    arcs: Floats
    posts: Ints

    def is_clear(self, segments: Floats) -> Bools:
        """Whether (n, 4) local segments keep their distance."""
        from sbd_tool.analysis.walking.kernels import are_clear

        return np.asarray(are_clear(np.ascontiguousarray(segments), self.capsules, *self.grid))

    def struck_by(self, segments: Floats) -> Ints:
        """Capsules that (n, 4) local segments come too near to."""
        from sbd_tool.analysis.walking.kernels import struck

        return np.asarray(struck(np.ascontiguousarray(segments), self.capsules, *self.grid))

    def beside(self, some: Ints) -> Ints:
        """Some capsules and the single posts near them: who goes round one meets the next."""
        posts = self.posts
        if not len(posts):
            return some
        at, here = self.capsules[posts, :2], self.capsules[some, :2]
        away = np.abs(at[:, None] - here[None, :]).max(axis=2).min(axis=1)
        return np.union1d(some, posts[away <= _BESIDE_M])


def ground_of(pieces: Pieces, clear_m: float) -> Ground:
    """Prepare everything for a walker that needs this clear width."""
    from sbd_tool.analysis.segment_kernels import cells_of
    from sbd_tool.analysis.walking.arc_kernels import free_arcs

    ends = pieces.segments
    origin = np.round(ends.reshape(-1, 2).mean(axis=0))
    local = ends - np.tile(origin, 2)
    capsules = np.column_stack((local, pieces.kept_m(clear_m / 2)))
    low = local.reshape(-1, 2).min(axis=0) - capsules[:, 4].max() - 1.0
    high = local.reshape(-1, 2).max(axis=0) + capsules[:, 4].max() + 1.0
    size = max(1.0, float(np.sqrt(np.prod(high - low) / min(_MOST_CELLS, 4 * len(local) + 400))))
    shape = np.ceil((high - low) / size).astype(np.int64)
    starts, listed = cells_of(capsules, low, size, shape)
    grid = (starts, listed, low, size, shape)
    circles, corner_of = _circles(capsules)
    first, arcs = free_arcs(circles, capsules, *grid)
    posts = np.nonzero((capsules[:, 0] == capsules[:, 2]) & (capsules[:, 1] == capsules[:, 3]))[0]
    return Ground(origin, capsules, pieces.owner, grid, circles, corner_of, first, arcs, posts)


def _circles(capsules: Floats) -> tuple[Floats, Ints]:
    """Both ends of every capsule, each place once with the largest distance kept there."""
    both = np.concatenate((capsules[:, [0, 1, 4]], capsules[:, [2, 3, 4]]))
    order = np.lexsort((-both[:, 2], both[:, 1], both[:, 0]))
    ordered = both[order]
    is_new = np.ones(len(both), dtype=bool)
    is_new[1:] = np.abs(np.diff(ordered[:, :2], axis=0)).max(axis=1) > _SAME_M
    number = np.empty(len(both), dtype=np.int64)
    number[order] = np.cumsum(is_new) - 1
    return np.ascontiguousarray(ordered[is_new]), number.reshape(2, -1).T
