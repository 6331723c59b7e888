"""Gaps that are no gaps: links with a third piece between their two."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import Polygon

from sbd_tool.analysis.chains import Links, Pieces, chosen
from sbd_tool.analysis.ring.neighbours import samples_of

_NEARER_M: Final = 1e-7
_SLACK_M: Final = 0.5  # half of how far samples of walls stand apart

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


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


def parted_out(pieces: Pieces, links: Links, centre: Centre) -> Links:
    """Links with nothing between their pieces; the others are two gaps, not one."""
    return chosen(links, has_nothing_between(pieces, links, centre)) if len(links.first) else links


def has_nothing_between(pieces: Pieces, links: Links, centre: Centre) -> Bools:
    """Whether no third piece stands in the circle over the gap: then it is two gaps, not one.

    Where the core lies between the gap and the third piece, the link stays: the way past that piece
    is another one.
    """
    ends = _clear_ends(pieces, links)
    half = np.hypot(*(ends[:, 1] - ends[:, 0]).T) / 2
    middles = ends.mean(axis=1)
    is_parted = np.zeros(len(half), dtype=bool)
    for radius in np.unique(pieces.radius):
        some = np.nonzero(pieces.radius == radius)[0]
        is_sure, may_be = _thirds_by_samples(pieces.shapes[some], radius, middles, half)
        may_be |= is_sure & (half <= _NEARER_M)  # drawn to touch: its own side may be the nearest
        is_sure &= half > _NEARER_M
        at_core = shapely.distance(centre.core, shapely.points(middles[is_sure])) < half[is_sure]
        is_parted[np.nonzero(is_sure)[0][~at_core]] = True
        may_be[np.nonzero(is_sure)[0][at_core]] = True
        at = np.nonzero(may_be & ~is_parted)[0]
        circles = (ends[at], middles[at], half[at])
        is_parted[at] = _is_parted(pieces, some, _at(links, at), circles, centre)
    return ~is_parted


def _thirds_by_samples(
    shapes: npt.NDArray[np.object_], radius: float, middles: Floats, half: Floats
) -> tuple[Bools, Bools]:
    """Circles in which some sample stands for sure, and those that have to be looked at."""
    from scipy.spatial import cKDTree

    points, _ = samples_of(shapes)
    far, _ = cKDTree(points).query(middles)
    clear = far - radius - half + _NEARER_M
    slack = _SLACK_M if (shapely.length(shapes) > 0).any() else 0.0
    return clear < 0, (clear >= 0) & (clear < slack)


def _at(links: Links, places: npt.NDArray[np.int64]) -> Links:
    return Links(
        links.first[places], links.second[places], links.width[places], links.lines[places]
    )


def _is_parted(
    pieces: Pieces,
    some: npt.NDArray[np.int64],
    links: Links,
    circles: tuple[Floats, Floats, Floats],
    centre: Centre,
) -> Bools:
    """Whether the nearest of some pieces parts a link, by exact distances."""
    ends, half = circles[0], circles[2]
    middles = np.asarray(shapely.points(circles[1]))
    if not len(half):
        return np.zeros(0, dtype=bool)
    nearest, far = shapely.STRtree(pieces.shapes[some]).query_nearest(
        middles, return_distance=True, all_matches=False
    )
    third = some[nearest[1]]
    parts = (third != links.first) & (third != links.second)
    parts &= far - pieces.radius[third] < half - _NEARER_M
    doubted = np.nonzero(parts)[0]
    near = shapely.distance(centre.core, middles[doubted]) < half[doubted]
    doubted = doubted[near]
    parts[doubted] = ~_is_beyond(
        centre, ends[doubted], middles[doubted], pieces.shapes[third[doubted]]
    )
    return np.asarray(parts)


def _is_beyond(
    centre: Centre,
    ends: Floats,
    middles: npt.NDArray[np.object_],
    thirds: npt.NDArray[np.object_],
) -> Bools:
    """Whether the way past a third piece is another one: round the core, or through it."""
    tops = shapely.get_coordinates(shapely.shortest_line(middles, thirds)).reshape(-1, 2, 2)[:, 1]
    corners = np.stack((ends[:, 0], ends[:, 1], tops), axis=1)
    sides = np.roll(corners, -1, axis=1) - corners
    from_corner = centre.place - corners
    turned = sides[..., 0] * from_corner[..., 1] - sides[..., 1] * from_corner[..., 0]
    is_inside = (turned > 0).all(axis=1) | (turned < 0).all(axis=1)
    legs = [shapely.linestrings(np.stack((ends[:, side], tops), axis=1)) for side in (0, 1)]
    is_cut = shapely.intersects(centre.core, legs[0]) | shapely.intersects(centre.core, legs[1])
    return np.asarray(is_inside | is_cut)


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
