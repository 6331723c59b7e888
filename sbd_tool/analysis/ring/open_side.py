"""A ring with an open side: where no chain closes, it may turn at bare corners of the core."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import LineString

from sbd_tool.analysis.chains import Ints, Links, Pieces
from sbd_tool.analysis.ring.around import Ring, cheapest_chain
from sbd_tool.analysis.ring.round_links import links_round
from sbd_tool.analysis.ring.thirds import Centre, clear_lines

BARE: Final = -1
"""Owner of a corner at which nothing stands."""

_LEAST_M: Final = 1e-6
_DEAR: Final = 100.0


@dataclass(frozen=True, slots=True)
class Opening:
    """What lies between two neighbours of a ring.

    Attributes:
        owners: Numbers of the two things.
        line: From surface to surface, past the corners between them.
        width_m: Its length: the clear distance, or the open way round the core.
        is_open_side: It turns at corners: no straight stretch closes it.
    """

    owners: tuple[int, int]
    line: LineString
    width_m: float
    is_open_side: bool


def with_corners(pieces: Pieces, centre: Centre) -> Pieces:
    """Pieces and the corners of the core."""
    corners = np.asarray(shapely.points(shapely.get_coordinates(centre.outline.exterior)[:-1]))
    zeros = np.zeros(len(corners))
    return Pieces(
        shapes=np.concatenate((pieces.shapes, corners)),
        radius=np.concatenate((pieces.radius, zeros)),
        own_gap=np.concatenate((pieces.own_gap, zeros)),
        doubt=np.concatenate((pieces.doubt, zeros)),
        owner=np.concatenate((pieces.owner, np.full(len(corners), BARE, dtype=np.int64))),
    )


def ring_past_corners(pieces: Pieces, centre: Centre, limit_m: float) -> Ring | None:
    """The ring that may turn at corners; None where nothing stands on it.

    Args:
        pieces: From ``with_corners``.
        centre: What has to be out of reach.
        limit_m: Gaps up to this are closed, unless they end at a bare corner.
    """
    links = links_round(pieces, centre)
    bare = (pieces.owner[links.first] == BARE).astype(float)
    bare += pieces.owner[links.second] == BARE
    # A bare corner closes nothing: the whole way to it is open. From corner to corner it costs far
    # more, or the ring would leave what stands and close in on the core.
    width = np.where(bare > 0, limit_m + np.maximum(links.width, _LEAST_M), links.width)
    width = np.where(bare > 1, limit_m + _DEAR * links.width, width)
    priced = Links(links.first, links.second, width, links.lines)
    ring = cheapest_chain(pieces, priced, centre, limit_m)
    if ring is None or (pieces.owner[ring.links.first] == BARE).all():
        return None
    return ring


def openings_of(ring: Ring, pieces: Pieces) -> list[Opening]:
    """Neighbours of a ring in order; ways past bare corners are one opening."""
    links = ring.links
    lines = clear_lines(pieces, links)
    ends = np.stack((links.first, links.second), axis=1)
    found: list[Opening] = []
    for run in _runs(ends, pieces):
        things = [int(piece) for at in run for piece in ends[at] if pieces.owner[piece] != BARE]
        if len(things) == 2:  # noqa: PLR2004 - an opening has two sides
            found.append(_opening(run, things, lines, pieces))
    return found


def _opening(
    run: list[int], things: list[int], lines: npt.NDArray[np.object_], pieces: Pieces
) -> Opening:
    owners = (int(pieces.owner[things[0]]), int(pieces.owner[things[1]]))
    line = lines[run[0]]
    if len(run) > 1:
        line = shapely.line_merge(shapely.union_all(lines[run]))
    return Opening(owners, line, float(line.length), is_open_side=len(run) > 1)


def _runs(ends: Ints, pieces: Pieces) -> list[list[int]]:
    """Links that hang together at bare corners, in order; the first run starts at a thing."""
    count = len(ends)

    def hangs(at: int) -> bool:
        shared = set(ends[at].tolist()) & set(ends[(at - 1) % count].tolist())
        return any(pieces.owner[piece] == BARE for piece in shared)

    starts = [at for at in range(count) if not hangs(at)]
    if not starts:
        return []
    runs = []
    for place, at in enumerate(starts):
        after = starts[place + 1] if place + 1 < len(starts) else starts[0] + count
        runs.append([number % count for number in range(at, after)])
    return runs
