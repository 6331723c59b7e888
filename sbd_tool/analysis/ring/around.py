"""The closed chain of gaps round a zone: the ring with the least open width."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import Polygon

from sbd_tool.analysis.chains import Links, Pieces, by_width, chosen, closing_link
from sbd_tool.analysis.closure.cover import Cover, CoverLinks
from sbd_tool.analysis.closure.rays import quietest_ray
from sbd_tool.analysis.prepared import prepared
from sbd_tool.analysis.ring.neighbourhood import Neighbourhood, is_uncut, neighbourhood_of
from sbd_tool.analysis.ring.neighbours import NEAR_M, beside, links_of
from sbd_tool.analysis.ring.thirds import Centre

TOLERANCE_M: Final = 1e-6
"""Gaps equal to the limit up to this are closed: two ways of rounding must not differ."""

_CLOSED_SHARE: Final = 1e-4  # of rings with the same open width, the one with the least closed gaps
_SHRUNK_M: Final = 1e-6
_LEAST_CORE_M: Final = 0.5
_DEPTH_M: Final = 0.05
_FIRST_WIDTH_M: Final = 10.0  # links up to this are looked at first
_WIDER: Final = 4.0

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Ring:
    """Links of a ring in order, and all links they were chosen from.

    Attributes:
        links: The links of the ring, from piece to piece.
        open_m: What is open of it in total: widths over the limit, less the limit.
        cost: The same and a small share of all its gaps: what the ring has least of all.
    """

    links: Links
    open_m: float
    cost: float


def centre_of(zone: Polygon, margin_m: float) -> Centre:
    """Shrink a zone by the margin in which its own barriers may stand, but never to nothing.

    It is at most half of how deep the zone is: a ring round a monument in the middle of a small
    square is in the core, and closes nothing. It is halved until what is left hangs together.
    """
    depth = float(shapely.maximum_inscribed_circle(zone, tolerance=_DEPTH_M).length)
    margin, core = min(margin_m, depth / 2), zone
    while margin > _LEAST_CORE_M:
        shrunk = zone.buffer(-margin, quad_segs=4)
        if len(shapely.get_parts(shrunk)) == 1 and shrunk.area > 1.0:
            core = Polygon(shapely.get_exterior_ring(shrunk))
            break
        margin /= 2
    filled = Polygon(core.exterior)
    place = shapely.get_coordinates(shapely.maximum_inscribed_circle(filled, tolerance=0.1))[0]
    return Centre(filled, filled.buffer(-_SHRUNK_M), place)


def outside_of(pieces: Pieces, centre: Centre) -> Pieces:
    """Pieces without those that stand in the core: they are round no zone."""
    return of_pieces(pieces, ~shapely.intersects(prepared(centre.core), pieces.shapes))


def of_pieces(pieces: Pieces, keep: Bools) -> Pieces:
    """Some of the pieces."""
    return Pieces(
        shapes=pieces.shapes[keep],
        radius=pieces.radius[keep],
        own_gap=pieces.own_gap[keep],
        doubt=pieces.doubt[keep],
        owner=pieces.owner[keep],
    )


def passage_m(pieces: Pieces, links: Links, centre: Centre) -> float | None:
    """Diameter of the largest disc that gets from outside to the core; None: over all widths.

    Exact: the least width at which linked pieces close an odd chain round the core.
    """
    if not len(links.first):
        return None
    _, odd = quietest_ray(_paths(pieces, links), centre.place)
    at = closing_link(links, odd, len(pieces.shapes))
    return None if at is None else float(links.width[at])


def ring_of(pieces: Pieces, links: Links, centre: Centre, limit_m: float) -> Ring | None:
    """The ring with the least open width, or None when nothing closes at any width searched.

    Gaps are pairs with nothing nearer between them. Every gap over the limit costs what it is over
    it, so the ring follows what stands, and crosses what is open where that is narrowest.

    Args:
        pieces: Pieces outside of the core, without drawing doubt.
        links: ``links_round`` of them.
        centre: What has to be out of reach.
        limit_m: Gaps up to this are closed.
    """
    known = neighbourhood_of(pieces, centre)
    tight = known.parted_out(chosen(links, links.width <= limit_m + TOLERANCE_M))
    ring = cheapest_chain(pieces, tight, centre, limit_m)
    if ring is not None:
        return ring
    ring, parted = _by_rising_width(pieces, links, known, limit_m)
    if ring is None or not (ring.links.width > NEAR_M).any():
        return ring
    wide = chosen(ring.links, ring.links.width > NEAR_M)
    more = links_of(pieces, *beside(pieces, wide))
    more = chosen(more, is_uncut(more.lines, centre))
    count = len(pieces.shapes)
    tried = parted.first * count + parted.second
    fresh = chosen(more, ~np.isin(more.first * count + more.second, tried))
    fresh = known.parted_out(fresh)
    if not len(fresh.first):
        return ring
    return cheapest_chain(pieces, joined(parted, fresh), centre, limit_m) or ring


def _by_rising_width(
    pieces: Pieces, links: Links, known: Neighbourhood, limit_m: float
) -> tuple[Ring | None, Links]:
    """The cheapest chain of links with nothing between their pieces, and all such links looked at.

    No link of it is wider over the limit than the whole chain is open, so links are looked at up to
    a width, which rises until nothing wider could be of use.
    """
    low, width = -1.0, _FIRST_WIDTH_M
    parted = chosen(links, np.zeros(len(links.width), dtype=bool))
    while True:
        fresh = chosen(links, (links.width > low) & (links.width <= width))
        parted = joined(parted, known.parted_out(fresh))
        ring = cheapest_chain(pieces, parted, known.centre, limit_m)
        useful = width * _WIDER if ring is None else ring.cost + limit_m + TOLERANCE_M
        if useful <= width or not (links.width > width).any():
            return ring, parted
        low, width = width, useful


def joined(links: Links, more: Links) -> Links:
    """Both sets of links by rising width."""
    return by_width(
        Links(
            np.concatenate((links.first, more.first)),
            np.concatenate((links.second, more.second)),
            np.concatenate((links.width, more.width)),
            np.concatenate((links.lines, more.lines)),
        )
    )


def cheapest_chain(pieces: Pieces, links: Links, centre: Centre, limit_m: float) -> Ring | None:
    """The chain of some links with the least open width, then with the least closed gaps."""
    if not len(links.first):
        return None
    _, odd = quietest_ray(_paths(pieces, links), centre.place)
    is_open = links.width > limit_m + TOLERANCE_M
    over = np.where(is_open, links.width - limit_m, 0.0)
    cost = over + _CLOSED_SHARE * links.width
    cover = Cover(
        CoverLinks(links.first, links.second, odd.astype(np.int64), cost), len(pieces.shapes), 1
    )
    chain = cover.shortest(1)
    if chain is None:
        return None
    row = np.array(chain.links, dtype=np.int64)
    ordered = Links(links.first[row], links.second[row], links.width[row], links.lines[row])
    return Ring(ordered, float(over[row].sum()), float(cost[row].sum()))


def _paths(pieces: Pieces, links: Links) -> Floats:
    """(m, 4, 2) from middle to middle of the two pieces of each link."""
    anchors = shapely.get_coordinates(shapely.centroid(pieces.shapes))
    ends = shapely.get_coordinates(links.lines).reshape(-1, 2, 2)
    middle_first, middle_second = anchors[links.first], anchors[links.second]
    return np.stack((middle_first, ends[:, 0], ends[:, 1], middle_second), axis=1)
