"""One ring in one world: what counts there, its gaps, and the widest way in."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import shapely
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.chains import Links, Pieces
from sbd_tool.analysis.ring.answers import answer_of
from sbd_tool.analysis.ring.around import (
    TOLERANCE_M,
    Ring,
    centre_of,
    outside_of,
)
from sbd_tool.analysis.ring.open_side import BARE, openings_of, with_corners
from sbd_tool.analysis.ring.pieces import longest_line, taken_apart
from sbd_tool.analysis.ring.round_links import links_round
from sbd_tool.analysis.ring.standing import VEHICLES, Hold, Standing, standing_near
from sbd_tool.domain.effective import EffectiveSite, Leaning
from sbd_tool.domain.rubric import Rubric

# What may hold counts likely and at best; in the unfavourable world only what holds for sure.
_LEAST: Final = {Leaning.FEW: Hold.YES, Leaning.LIKELY: Hold.UNKNOWN, Leaning.MANY: Hold.UNKNOWN}
_DOUBT: Final = {Leaning.FEW: 1.0, Leaning.LIKELY: 0.0, Leaning.MANY: -1.0}


@dataclass(frozen=True, slots=True)
class GapRead:
    """One gap of a ring as it counts in a world.

    Attributes:
        line: From surface to surface; of a row, the row.
        width_m: Its width, with the doubt of the drawing where the world leans on it.
        between: Ids of the two things.
    """

    line: LineString
    width_m: float
    between: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RingRead:
    """One ring as it counts in a world.

    Attributes:
        counting: What stops a vehicle of the smallest class here.
        loose: What stands there and does not count.
        members: What the ring is made of, buildings left out.
        gaps: Its gaps over a micrometre.
        closed: Links of what counts that are closed, as lines.
        passage_m: The widest way in, exact; None: wider than all widths searched.
        is_ring: Something closes, if only round an open side.
    """

    counting: tuple[Standing, ...]
    loose: tuple[Standing, ...]
    members: tuple[Standing, ...]
    gaps: tuple[GapRead, ...]
    closed: tuple[BaseGeometry, ...]
    passage_m: float | None
    is_ring: bool


def ring_read(site: EffectiveSite, area: Polygon, rubric: Rubric) -> RingRead:
    """Read the ring round one protected zone as the site's own world sees it.

    Args:
        site: Buildings and obstacles; its leaning of attributes says what doubt does.
        area: The zone.
        rubric: ``RING_NUMBERS``.
    """
    leaning = site.world.attributes
    things = _things(site, area, rubric)
    counting = [thing for thing in things if thing.holds[VEHICLES[0]] >= _LEAST[leaning]]
    loose = [thing for thing in things if thing.holds[VEHICLES[0]] < _LEAST[leaning]]
    centre = centre_of(area, rubric.value("barrier_reach_m"))
    pieces = outside_of(taken_apart([thing.part for thing in counting]), centre)
    pieces = replace(pieces, doubt=pieces.doubt * _DOUBT[leaning])
    links = links_round(pieces, centre)
    limit = rubric.value("gap_limit_m")
    found = answer_of(pieces, centre, limit)
    ring = found.ring
    standing = with_corners(pieces, centre) if found.turns_at_corners else pieces
    members = [counting[owner] for owner in _owners(standing, ring)]
    gaps = [] if ring is None else _gaps(ring, standing, counting, _DOUBT[leaning])
    return RingRead(
        counting=tuple(counting),
        loose=tuple(loose),
        members=tuple(thing for thing in members if not thing.part.is_building),
        gaps=(*gaps, *_rows(members)),
        closed=_closed(pieces, links, counting, limit),
        passage_m=found.passage_m,
        is_ring=ring is not None,
    )


def _things(site: EffectiveSite, area: Polygon, rubric: Rubric) -> list[Standing]:
    region = area.buffer(rubric.value("ring_reach_m"), quad_segs=8)
    shapely.prepare(region)
    return standing_near(site, region, rubric)


def _owners(pieces: Pieces, ring: Ring | None) -> list[int]:
    if ring is None:
        return []
    ends = np.stack((ring.links.first, ring.links.second), axis=1).ravel()
    return [owner for owner in dict.fromkeys(pieces.owner[ends].tolist()) if owner != BARE]


def _gaps(ring: Ring, pieces: Pieces, things: list[Standing], doubt: float) -> list[GapRead]:
    found = []
    for one in openings_of(ring, pieces):
        if one.line.length > TOLERANCE_M:
            pair = [things[owner].part for owner in one.owners]
            width = max(0.0, one.width_m + doubt * max(part.doubt_m for part in pair))
            found.append(GapRead(one.line, width, (pair[0].id, pair[1].id)))
    return found


def _rows(members: list[Standing]) -> list[GapRead]:
    parts = [thing.part for thing in members if thing.part.own_gap_m > 0]
    return [GapRead(longest_line(part.shape), part.own_gap_m, (part.id, part.id)) for part in parts]


def _closed(
    pieces: Pieces, links: Links, things: list[Standing], limit_m: float
) -> tuple[BaseGeometry, ...]:
    """Lines of closed links of which one side is no building."""
    if not things or not len(links.first):
        return ()
    is_building = np.array([thing.part.is_building for thing in things])[pieces.owner]
    keep = (links.width <= limit_m + TOLERANCE_M) & (shapely.length(links.lines) > 0)
    keep &= ~(is_building[links.first] & is_building[links.second])
    return tuple(links.lines[keep])
