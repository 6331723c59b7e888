"""Desire lines: straight pieces that many pairs share when only buildings and water stand."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import numpy as np
import shapely
from shapely.geometry import LineString

from sbd_tool.analysis.walking.pieces import Thing
from sbd_tool.domain.walk_results import DesireLine

_LEAST_M: Final = 5.0
_MOST: Final = 12
_SHARED: Final = 0.5
_BEND_M: Final = 0.25


def desire_lines(
    lines: Sequence[LineString], things: Sequence[Thing], band_m: float
) -> tuple[DesireLine, ...]:
    """Straight pieces by how many ways run along them.

    A way runs along a piece when at least half of the piece lies within the band round the way.
    Pieces that mostly lie in the band of one already taken are left out.

    Args:
        lines: Ways past buildings and water alone, one per pair.
        things: What stands there as designed.
        band_m: How near to each other ways run together.
    """
    pieces = [piece for line in lines for piece in _straight(line)]
    if not pieces:
        return ()
    bands = np.array([line.buffer(band_m, quad_segs=4) for line in lines], dtype=object)
    shapely.prepare(bands)
    wanted = np.array(pieces, dtype=object)
    length = shapely.length(wanted)
    piece, band = shapely.STRtree(bands).query(wanted, predicate="intersects")
    along = shapely.length(shapely.intersection(wanted[piece], bands[band]))
    counts = np.bincount(piece[along >= _SHARED * length[piece]], minlength=len(wanted))
    taken: list[DesireLine] = []
    covered = shapely.Polygon()
    for at in np.lexsort((-length, -counts)):
        if covered.intersection(wanted[at]).length > _SHARED * length[at]:
            continue
        strip = wanted[at].buffer(band_m, quad_segs=4)
        covered = covered.union(strip)
        on_it = [
            one.id for one in things if wanted[at].distance(one.shape) <= one.radius_m + _BEND_M
        ]
        objects = tuple(dict.fromkeys(on_it))
        taken.append(DesireLine(line=wanted[at], pairs=int(counts[at]), objects=objects))
        if len(taken) == _MOST:
            break
    return tuple(taken)


def _straight(line: LineString) -> list[LineString]:
    """The straight pieces of a way that are worth drawing."""
    points = shapely.get_coordinates(line.simplify(_BEND_M))
    pieces = [LineString(pair) for pair in pairwise(points)]
    return [piece for piece in pieces if piece.length >= _LEAST_M]
