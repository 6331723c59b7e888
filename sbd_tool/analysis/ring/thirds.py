"""Gaps that are no gaps: links with a third piece between their two."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import Polygon

from sbd_tool.analysis.chains import Ints, Links, Pieces
from sbd_tool.analysis.prepared import prepared
from sbd_tool.analysis.ring.neighbours import samples_of

_NEARER_M: Final = 1e-7
_SLACK_M: Final = 0.5  # half of how far samples of walls stand apart
_INSIDE_M: Final = 1e-3

UNKNOWN, CLEAR, PARTED, PARTED_FOR_GOOD = 0, 1, 2, 3
"""What is said of a link; for good: the core is out of reach, so nothing more can undo it."""

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Verdicts = npt.NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Centre:
    """What has to be out of reach.

    Attributes:
        outline: The zone without its margin, in one part; barriers may stand in the margin.
        core: The same, a micrometre smaller: what touches its edge does not cut it.
        place: (2,) a point inside of it.
    """

    outline: Polygon
    core: Polygon
    place: Floats


@dataclass(frozen=True, slots=True)
class Circles:
    """Circles over the clear gaps of some links.

    Attributes:
        ends: (m, 2, 2) where the gaps begin and end.
        middles: (m, 2).
        half: (m,) radii: half the clear widths.
    """

    ends: Floats
    middles: Floats
    half: Floats


@dataclass(frozen=True, slots=True)
class _Alike:
    """Pieces of one radius, to be searched: their numbers, samples on them, and themselves."""

    radius: float
    numbers: Ints
    slack_m: float
    samples: Any
    tree: shapely.STRtree


class Thirds:
    """Pieces that may stand in the gaps of others; sorted for the search when first asked."""

    def __init__(self, pieces: Pieces, centre: Centre) -> None:
        self._pieces, self._centre = pieces, centre

    def verdicts(self, links: Links) -> Verdicts:
        """Whether no third piece stands in the circle over the gap: then it is two gaps, not one.

        Where the core lies between the gap and the third piece, the link stays: the way past that
        piece is another one.

        Args:
            links: Links between the pieces.

        Returns:
            (m,) ``CLEAR``, ``PARTED`` or ``PARTED_FOR_GOOD``.
        """
        found = np.full(len(links.first), CLEAR, dtype=np.int8)
        if len(found):
            circles = circles_of(self._pieces, links)
            for alike in self._by_radius:
                self._judge(alike, links, circles, found)
        return found

    @cached_property
    def _by_radius(self) -> list[_Alike]:
        from scipy.spatial import cKDTree

        radii, found = self._pieces.radius, []
        for radius in np.unique(radii):
            numbers = np.nonzero(radii == radius)[0]
            shapes = self._pieces.shapes[numbers]
            points, _ = samples_of(shapes)
            slack = _SLACK_M if (shapely.length(shapes) > 0).any() else 0.0
            sampled, tree = cKDTree(points), shapely.STRtree(shapes)
            found.append(_Alike(float(radius), numbers, slack, sampled, tree))
        return found

    def _judge(self, alike: _Alike, links: Links, circles: Circles, found: Verdicts) -> None:
        """Part what is clear yet and has one of some pieces in its circle.

        A sample in the circle is enough where the core is out of reach.
        """
        at = np.nonzero(found == CLEAR)[0]
        half = circles.half[at]
        far, _ = alike.samples.query(circles.middles[at])
        clear = far - alike.radius - half + _NEARER_M
        # Drawn to touch: its own side may be the nearest.
        sure = at[(clear < 0) & (half > _NEARER_M)]
        found[sure[~self._is_core_near(circles, sure)]] = PARTED_FOR_GOOD
        may_be = at[(clear < alike.slack_m) & (found[at] == CLEAR)]
        if len(may_be):
            self._judge_exactly(alike, links, circles, may_be, found)

    def _judge_exactly(
        self, alike: _Alike, links: Links, circles: Circles, at: Ints, found: Verdicts
    ) -> None:
        """Part links which the nearest of some pieces parts, by exact distances."""
        middles = np.asarray(shapely.points(circles.middles[at]))
        nearest, far = alike.tree.query_nearest(middles, return_distance=True, all_matches=False)
        third = alike.numbers[nearest[1]]
        parts = (third != links.first[at]) & (third != links.second[at])
        parts &= far - alike.radius < circles.half[at] - _NEARER_M
        at, third, middles = at[parts], third[parts], middles[parts]
        near = self._is_core_near(circles, at)
        found[at[~near]] = PARTED_FOR_GOOD
        at = at[near]
        beyond = self._is_beyond(circles.ends[at], middles[near], self._pieces.shapes[third[near]])
        found[at] = np.where(beyond, CLEAR, PARTED)

    def _is_core_near(self, circles: Circles, at: Ints) -> Bools:
        """Whether some circles reach the core."""
        middles, half = circles.middles[at], circles.half[at]
        far = np.hypot(*(middles - self._centre.place).T)
        near: Bools = np.asarray(far < half - _INSIDE_M)
        rest = np.nonzero(~near)[0]
        points = shapely.points(middles[rest])
        near[rest] = shapely.distance(self._centre.core, points) < half[rest]
        return near

    def _is_beyond(
        self,
        ends: Floats,
        middles: npt.NDArray[np.object_],
        thirds: npt.NDArray[np.object_],
    ) -> Bools:
        """Whether the way past a third piece is another one: round the core, or through it."""
        lines = shapely.shortest_line(middles, thirds)
        tops = shapely.get_coordinates(lines).reshape(-1, 2, 2)[:, 1]
        corners = np.stack((ends[:, 0], ends[:, 1], tops), axis=1)
        sides = np.roll(corners, -1, axis=1) - corners
        from_corner = self._centre.place - corners
        turned = sides[..., 0] * from_corner[..., 1] - sides[..., 1] * from_corner[..., 0]
        is_beyond: Bools = np.asarray((turned > 0).all(axis=1) | (turned < 0).all(axis=1))
        core = prepared(self._centre.core)
        for side in (0, 1):
            rest = np.nonzero(~is_beyond)[0]
            legs = shapely.linestrings(np.stack((ends[rest, side], tops[rest]), axis=1))
            is_beyond[rest] = shapely.intersects(core, legs)
        return is_beyond


def circles_of(pieces: Pieces, links: Links) -> Circles:
    """Circles over the clear gaps of links."""
    ends = _clear_ends(pieces, links)
    half = np.hypot(*(ends[:, 1] - ends[:, 0]).T) / 2
    return Circles(ends, ends.mean(axis=1), half)


def clear_lines(pieces: Pieces, links: Links) -> npt.NDArray[np.object_]:
    """Shortest lines from surface to surface: radii taken off both ends."""
    return np.asarray(shapely.linestrings(_clear_ends(pieces, links)))


def _clear_ends(pieces: Pieces, links: Links) -> Floats:
    ends = shapely.get_coordinates(links.lines).reshape(-1, 2, 2)
    along = ends[:, 1] - ends[:, 0]
    length = np.hypot(along[:, 0], along[:, 1])
    unit = along / np.where(length > 0, length, 1.0)[:, None]
    first = np.minimum(pieces.radius[links.first], length)
    second = np.minimum(pieces.radius[links.second], length - first)
    start = ends[:, 0] + unit * first[:, None]
    end = ends[:, 1] - unit * second[:, None]
    return np.stack((start, end), axis=1)
