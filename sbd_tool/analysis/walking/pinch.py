"""Clear widths that a way goes through, and what is in the way of a direct one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.walking.pieces import EDGE, Pieces, Thing
from sbd_tool.analysis.walking.standing import Sort, Stand
from sbd_tool.domain.walk_results import Pinch, PinchReason, WalkUser

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_SLIT_M: Final = 0.02  # narrower: rounding between outlines that touch
_SAME_M: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Passages:
    """Lines between neighbouring things, with the clear width on each.

    Attributes:
        lines: Shortest line from surface to surface; of a row, the row.
        width: (n,) clear width, metres.
        pair: (n, 2) index of the things; twice the same inside a row or one outline.
        things: What the indices stand for.
        tree: Finds lines.
    """

    lines: npt.NDArray[np.object_]
    width: Floats
    pair: Ints
    things: Sequence[Thing]
    tree: shapely.STRtree

    def crossed_by(self, line: BaseGeometry) -> Ints:
        """Passages that a way goes through."""
        return np.asarray(self.tree.query(line, predicate="intersects"))

    def narrowest(self, line: BaseGeometry) -> float | None:
        """Least clear width that a way goes through; None where none was looked at."""
        at = self.crossed_by(line)
        return float(self.width[at].min()) if len(at) else None


def passages_of(
    pieces: Pieces, things: Sequence[Thing], rows: Sequence[Stand], reach_m: float
) -> Passages:
    """All passages up to a width.

    Args:
        pieces: Segments of things; the edge of the ground is no wall.
        things: Whose they are.
        rows: Rows with gaps that a walker gets through.
        reach_m: Wider passages are not told apart.
    """
    own = np.nonzero(pieces.owner != EDGE)[0]
    shapes = _shapes(pieces.segments[own])
    radius, owner = pieces.radius[own], pieces.owner[own]
    wide = reach_m + 2 * float(radius.max(initial=0.0))
    first, second = shapely.STRtree(shapes).query(shapes, predicate="dwithin", distance=wide)
    keep = first < second
    first, second = first[keep], second[keep]
    clear = shapely.distance(shapes[first], shapes[second]) - radius[first] - radius[second]
    keep = (clear <= reach_m) & (clear > _SLIT_M)
    first, second, clear = first[keep], second[keep], clear[keep]
    lines = np.asarray(shapely.shortest_line(shapes[first], shapes[second]))
    all_things = [*things, *(row.thing for row in rows)]
    number = np.arange(len(things), len(all_things))
    pair = np.concatenate(
        (np.column_stack((owner[first], owner[second])), np.column_stack((number, number)))
    )
    widths = np.concatenate((clear, [row.gap_m or 0.0 for row in rows]))
    joined = np.concatenate(
        (lines, np.array([row.thing.shape for row in rows], dtype=object))
    ).astype(object)
    return Passages(joined, widths, pair.astype(np.int64), all_things, shapely.STRtree(joined))


def _shapes(segments: Floats) -> npt.NDArray[np.object_]:
    """Points where both ends are one, else lines."""
    shapes = np.asarray(shapely.linestrings(segments.reshape(-1, 2, 2)), dtype=object)
    is_point = (segments[:, :2] == segments[:, 2:]).all(axis=1)
    shapes[is_point] = shapely.points(segments[is_point, :2])
    return shapes


def pinch_of(
    direct: LineString,
    user: WalkUser,
    passages: Passages,
    stands: Sequence[Stand],
    *,
    is_thin: bool,
) -> Pinch | None:
    """What is in the way of a user on the direct way.

    Args:
        direct: The way of somebody thin, who walks over steps; where even that is closed, the way
            past buildings and water alone.
        user: Who does not get through.
        passages: Clear widths.
        stands: What is in the way of the user.
        is_thin: Which of the two the direct way is.
    """
    closed = None if is_thin else _closing(direct, stands, (Sort.OBJECT, Sort.ROW))
    if closed is not None:
        return closed
    at = passages.crossed_by(direct)
    at = at[passages.width[at] < user.clear_m - _SAME_M]
    if len(at):
        narrow = at[np.argmin(passages.width[at])]
        return _gap(passages, int(narrow), stands)
    return _closing(direct, stands, (Sort.STEPS, Sort.KERB))


def _gap(passages: Passages, at: int, stands: Sequence[Stand]) -> Pinch:
    one, other = (passages.things[k].id for k in passages.pair[at])
    lasting = {stand.thing.id for stand in stands if stand.sort is Sort.LASTING}
    if one in lasting and other not in lasting:
        one, other = other, one
    is_row = one == other
    return Pinch(
        reason=PinchReason.ROW if is_row else PinchReason.GAP,
        id=one,
        other="" if is_row else other,
        clear_width_m=float(passages.width[at]),
        at=passages.lines[at],
    )


def _closing(direct: LineString, stands: Sequence[Stand], sorts: tuple[Sort, ...]) -> Pinch | None:
    """The first thing of those sorts that the direct way runs into."""
    reasons = {Sort.STEPS: PinchReason.STEPS, Sort.KERB: PinchReason.KERB}
    hits = []
    for stand in stands:
        if stand.sort in sorts:
            wide = stand.thing.shape.buffer(max(stand.thing.radius_m, _SAME_M))
            if wide.intersects(direct):
                place = wide.intersection(direct)
                hits.append((direct.project(place.centroid), stand, place))
    if not hits:
        return None
    _, stand, place = min(hits, key=lambda hit: hit[0])
    return Pinch(
        reason=reasons.get(stand.sort, PinchReason.OBJECT),
        id=stand.thing.id,
        other="",
        clear_width_m=None if stand.sort in reasons else 0.0,
        at=place,
    )
