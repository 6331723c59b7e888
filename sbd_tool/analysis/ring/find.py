"""Rings round all protected zones of a site, with every gap and its verdicts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import shapely
from shapely.geometry import LineString, Polygon

from sbd_tool.analysis.chains import Links, Pieces
from sbd_tool.analysis.obstacles import OBSTACLE_NUMBERS
from sbd_tool.analysis.ring.around import (
    TOLERANCE_M,
    Ring,
    centre_of,
    of_pieces,
    outside_of,
    passage_m,
    ring_of,
)
from sbd_tool.analysis.ring.open_side import openings_of, ring_past_corners, with_corners
from sbd_tool.analysis.ring.pieces import longest_line, taken_apart
from sbd_tool.analysis.ring.round_links import links_round
from sbd_tool.analysis.ring.standing import VEHICLES, Hold, Standing, standing_near
from sbd_tool.analysis.ring.thirds import Centre
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.progress import Progress, Span
from sbd_tool.domain.ring_results import Passage, RingGap, Rings, Verdict, ZoneRing
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import Text, text

USERS: Final = ("wheelchair", "pram", "assistance_dog", "cargo_bike")
"""Who has to get through; the least widths are numbers of the rubric, by profile."""

RING_NUMBERS: Final = (
    *OBSTACLE_NUMBERS,
    "ring_reach_m",
    "barrier_reach_m",
    "gap_search_m",
    "drawing_accuracy_m",
    "barrier_height_m",
    *(f"passage_{user}_m" for user in USERS),
    *(f"vehicle_width_{vehicle}_m" for vehicle in VEHICLES[1:]),
    *(f"vehicle_mass_{vehicle}_kg" for vehicle in VEHICLES[1:]),
)
_LEAST_ZONE_M2: Final = 1.0
_CENTIMETRE_M: Final = 0.01  # widths are told so


@dataclass(frozen=True, slots=True)
class Zone:
    """One protected zone: a part of the crowd areas, or the square."""

    key: str
    area: Polygon
    objects: tuple[str, ...]


def zones_of(site: EffectiveSite) -> tuple[Zone, ...]:
    """The crowd areas drawn or proposed, joined where they touch; the square for want of any."""
    drawn = [(one.id, shapely.make_valid(one.geometry)) for one in site.of(Role.CROWD_AREA)]
    joined = shapely.union_all([shape for _, shape in drawn]) if drawn else Polygon()
    parts = [
        part
        for part in shapely.get_parts(joined)
        if isinstance(part, Polygon) and part.area > _LEAST_ZONE_M2
    ]
    if not parts:
        return (Zone("Z1", site.zone, ()),)
    return tuple(
        Zone(
            f"Z{number}",
            shapely.geometry.polygon.orient(part),
            tuple(dict.fromkeys(one for one, shape in drawn if shape.intersects(part))),
        )
        for number, part in enumerate(parts, start=1)
    )


def rings_of(site: EffectiveSite, rubric: Rubric, progress: Progress) -> Rings:
    """Find the ring round each protected zone, every gap of it and what gets through.

    Args:
        site: Reads crowd areas, buildings and the obstacle roles.
        rubric: ``RING_NUMBERS``.
        progress: Told after each zone; may raise ``Cancelled``.

    Returns:
        Rings. Widths are exact (bollards are points with a radius); a gap of the limit plus a
        micrometre is closed. A disc is necessary for a vehicle to pass, not sufficient, so gaps are
        rather told too wide. What nobody has said of a barrier counts for it in the likely reading
        and against it in the sure one.
    """
    zones = zones_of(site)
    found = []
    for number, zone in enumerate(zones):
        part = Span(progress, number / len(zones), (number + 1) / len(zones))
        found.append(_zone_ring(site, zone, rubric, part))
    limits = {key: rubric.value(key) for key in RING_NUMBERS if key.startswith("passage_")}
    limits["gap_limit_m"] = rubric.value("gap_limit_m")
    return Rings(zones=tuple(found), limits=limits, notes=_notes(site))


def _notes(site: EffectiveSite) -> tuple[Text, ...]:
    notes = []
    if not site.of(Role.CROWD_AREA):
        notes.append(text("closure.note_zone_is_square"))
    if not site.of(Role.CARRIAGEWAY, Role.PARKING, Role.VEHICLE_ENTRY):
        notes.append(text("closure.note_no_carriageway"))
    if not site.of(Role.BUILDING):
        notes.append(text("closure.note_no_building"))
    return tuple(notes)


def _zone_ring(site: EffectiveSite, zone: Zone, rubric: Rubric, progress: Progress) -> ZoneRing:
    region = zone.area.buffer(rubric.value("ring_reach_m"), quad_segs=8)
    shapely.prepare(region)
    things = standing_near(site, region, rubric)
    centre = centre_of(zone.area, rubric.value("barrier_reach_m"))
    usable = [thing for thing in things if thing.holds[VEHICLES[0]] is not Hold.NO]
    pieces = outside_of(taken_apart([thing.part for thing in usable]), centre)
    progress.advance(0.2)
    bare = replace(pieces, doubt=np.zeros(len(pieces.shapes)))
    links = links_round(bare, centre)
    passages = _passages(usable, pieces, links, centre)
    progress.advance(0.6)
    ring = ring_of(bare, links, centre, rubric.value("gap_limit_m"))
    if ring is None:
        bare = with_corners(bare, centre)
        ring = ring_past_corners(bare, centre, rubric.value("gap_limit_m"))
    gaps = () if ring is None else _gaps(zone, ring, bare, usable, rubric)
    limit = rubric.value("gap_limit_m") + TOLERANCE_M
    likely, sure = passages[VEHICLES[0]].likely_m, passages[VEHICLES[0]].worst_m
    return ZoneRing(
        zone=zone.key,
        objects=zone.objects,
        is_enclosed=likely is not None and likely <= limit,
        is_enclosed_for_sure=sure is not None and sure <= limit,
        passages=passages,
        gaps=gaps,
        notes=(*_ring_notes(ring, things), *_narrower(likely, gaps)),
    )


def _narrower(widest_m: float | None, gaps: Sequence[RingGap]) -> tuple[Text, ...]:
    """Said where a listed gap is wider than the widest way in, so that the two are not mixed up."""
    wide = max((gap.width_m for gap in gaps if not gap.is_row), default=0.0)
    is_narrower = widest_m is not None and widest_m < wide - _CENTIMETRE_M
    return (text("ring.note_narrower"),) if is_narrower else ()


def _ring_notes(ring: Ring | None, things: Sequence[Standing]) -> tuple[Text, ...]:
    notes = [] if ring is not None else [text("closure.note_no_ring")]
    loose = sum(thing.holds[VEHICLES[0]] is Hold.NO for thing in things)
    unrated = sum("rating" in thing.unknown for thing in things)
    if loose:
        notes.append(text("closure.note_loose", count=loose))
    if unrated:
        notes.append(text("closure.note_unrated", count=unrated))
    return tuple(notes)


def _passages(
    things: Sequence[Standing], pieces: Pieces, links: Links, centre: Centre
) -> Mapping[str, Passage]:
    """Widest way in, by class of vehicle; equal sets of obstacles are searched once.

    Args:
        things: Obstacles that stop something.
        pieces: Their pieces outside of the core, with drawing doubt.
        links: Links of all pieces without drawing doubt.
        centre: What has to be out of reach.
    """
    bare = replace(pieces, doubt=np.zeros(len(pieces.shapes)))
    known: dict[tuple[bytes, bool], float | None] = {}

    def widest(vehicle: str, least: Hold) -> float | None:
        holds = np.array([thing.holds[vehicle] >= least for thing in things], dtype=bool)
        keep = holds[pieces.owner] if len(pieces.owner) else np.empty(0, dtype=bool)
        has_doubt = least is Hold.YES and bool(pieces.doubt[keep].any())
        key = (keep.tobytes(), has_doubt)
        if key not in known:
            if keep.all() and not has_doubt:
                known[key] = passage_m(bare, links, centre)
            else:
                some = of_pieces(pieces if has_doubt else bare, keep)
                known[key] = passage_m(some, links_round(some, centre), centre)
        return known[key]

    return {
        vehicle: Passage(likely_m=widest(vehicle, Hold.UNKNOWN), worst_m=widest(vehicle, Hold.YES))
        for vehicle in VEHICLES
    }


def _gaps(
    zone: Zone, ring: Ring, pieces: Pieces, things: Sequence[Standing], rubric: Rubric
) -> tuple[RingGap, ...]:
    """Gaps between neighbours of the ring and inside its rows, along the edge of the zone."""
    edge = LineString(zone.area.exterior.coords)
    found: list[RingGap] = []
    openings = openings_of(ring, pieces)
    for one in openings:
        if one.line.length > TOLERANCE_M:
            here = (things[one.owners[0]], things[one.owners[1]])
            gap = _gap(edge, here, one.line, one.width_m, rubric, is_row=False)
            found.append(replace(gap, is_open_side=one.is_open_side))
    for owner in dict.fromkeys(owner for one in openings for owner in one.owners):
        thing = things[owner]
        if thing.part.own_gap_m > 0:
            row = longest_line(thing.part.shape)
            width = thing.part.own_gap_m
            found.append(_gap(edge, (thing, thing), row, width, rubric, is_row=True))
    return tuple(sorted(found, key=lambda gap: (round(gap.position_m, 6), gap.between)))


def _gap(
    edge: LineString,
    pair: tuple[Standing, Standing],
    line: LineString,
    width_m: float,
    rubric: Rubric,
    *,
    is_row: bool,
) -> RingGap:
    doubt = max(one.part.doubt_m for one in pair)
    low, high = max(0.0, width_m - doubt), width_m + doubt
    if is_row and "gap" in pair[0].unknown:
        low = 0.0  # nobody has said how far its elements stand apart
    middle = line.interpolate(0.5, normalized=True)
    weakest = {vehicle: min(one.holds[vehicle] for one in pair) for vehicle in VEHICLES}
    return RingGap(
        width_m=width_m,
        low_m=low,
        high_m=high,
        between=(pair[0].part.id, pair[1].part.id),
        line=line,
        midpoint=middle,
        position_m=float(edge.project(middle)),
        verdicts={
            user: _let_through(low, high, rubric.value(f"passage_{user}_m")) for user in USERS
        },
        widest_vehicle=_widest(width_m, rubric),
        vehicles=_vehicles(low, high, weakest, rubric.value("gap_limit_m")),
        not_stopped=tuple(key for key in VEHICLES if weakest[key] is not Hold.YES),
        unknown=tuple(dict.fromkeys(key for one in pair for key in one.unknown)),
        is_row=is_row,
    )


def _let_through(low_m: float, high_m: float, least_m: float) -> Verdict:
    if low_m >= least_m - TOLERANCE_M:
        return Verdict.PASSES
    return Verdict.BLOCKED if high_m < least_m - TOLERANCE_M else Verdict.UNSURE


def _widest(width_m: float, rubric: Rubric) -> str:
    """Widest class that fits; the smallest begins above the limit."""
    fits = [VEHICLES[0]] if width_m > rubric.value("gap_limit_m") + TOLERANCE_M else []
    fits += [
        vehicle
        for vehicle in VEHICLES[1:]
        if width_m > rubric.value(f"vehicle_width_{vehicle}_m") + TOLERANCE_M
    ]
    return fits[-1] if fits else ""


def _vehicles(low_m: float, high_m: float, weakest: Mapping[str, Hold], limit_m: float) -> Verdict:
    limit = limit_m + TOLERANCE_M
    if low_m > limit:
        return Verdict.PASSES
    is_sure = weakest[VEHICLES[0]] is Hold.YES
    return Verdict.BLOCKED if high_m <= limit and is_sure else Verdict.UNSURE
