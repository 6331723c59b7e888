"""The ring at each approach of the square: its widest gap there, and how much of it is closed."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.perimeter import Perimeter, merged, perimeter_of, shadows, shared, total_m
from sbd_tool.analysis.ring.around import TOLERANCE_M
from sbd_tool.analysis.ring.find import zones_of
from sbd_tool.analysis.ring.reading import GapRead, RingRead, ring_read
from sbd_tool.analysis.ring.standing import VEHICLES, Hold, Standing
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.results import Approach, Approaches, ApproachGap, ClearGaps, Stretches
from sbd_tool.domain.rubric import Rubric


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an approach is: its line, and the strip in which its own barriers stand."""

    approach: Approach
    strip: BaseGeometry


@dataclass(frozen=True, slots=True)
class _Owned:
    """A ring, and of each of its gaps and members the keys of the approaches they belong to."""

    ring: RingRead
    gaps: list[set[str]]
    members: list[set[str]]


def gaps_by_approach(
    site: EffectiveSite, approaches: Approaches, rubric: Rubric, progress: Progress
) -> ClearGaps:
    """Say of each approach how wide the ring is open there; the worst first.

    Each gap of a ring belongs to the approaches in whose strip it lies, else to the nearest one.
    None is told wider than the widest way in, so the worst of all is the diameter of the largest
    disc that gets from outside to the core of a protected zone.

    Args:
        site: Buildings, obstacles and crowd areas in its own world.
        approaches: Edge that vehicles can come to when barriers are ignored.
        rubric: ``RING_NUMBERS``.
        progress: Told after each zone; may raise ``Cancelled``.
    """
    zones = zones_of(site)
    rings = []
    for number, zone in enumerate(zones):
        progress.advance(number / len(zones))
        rings.append(ring_read(site, zone.area, rubric))
    edge = perimeter_of(site.zone)
    reach = rubric.value("barrier_reach_m")
    places = [
        _Place(one, one.line.buffer(reach + TOLERANCE_M, cap_style="flat"))
        for one in approaches.approaches
    ]
    owned = [
        _Owned(ring, _gap_owners(ring, places), _member_owners(ring, places)) for ring in rings
    ]
    found = [_approach_gap(edge, place, owned, rubric) for place in places]
    ordered = sorted(found, key=lambda gap: (-gap.gap_m, gap.approach))
    return ClearGaps(gaps=tuple(ordered), exposed_m=approaches.exposed_m)


def _gap_owners(ring: RingRead, places: Sequence[_Place]) -> list[set[str]]:
    return _owners([gap.line for gap in ring.gaps], places)


def _member_owners(ring: RingRead, places: Sequence[_Place]) -> list[set[str]]:
    return _owners([thing.part.shape for thing in ring.members], places)


def _owners(shapes: Sequence[BaseGeometry], places: Sequence[_Place]) -> list[set[str]]:
    """Keys of the approaches each shape belongs to: in whose strip it lies, else the nearest."""
    if not shapes:
        return []
    things = np.array(shapes, dtype=object)
    strips = np.array([place.strip for place in places], dtype=object)
    lines = np.array([place.approach.line for place in places], dtype=object)
    hits = np.asarray(shapely.intersects(things[:, None], strips[None, :]))
    lost = ~hits.any(axis=1)
    if lost.any():
        nearest = shapely.distance(things[lost][:, None], lines[None, :]).argmin(axis=1)
        hits[np.nonzero(lost)[0], nearest] = True
    keys = [place.approach.key for place in places]
    return [{keys[int(at)] for at in np.nonzero(row)[0]} for row in hits]


def _approach_gap(
    edge: Perimeter, place: _Place, owned: Sequence[_Owned], rubric: Rubric
) -> ApproachGap:
    approach, limit = place.approach, rubric.value("gap_limit_m") + TOLERANCE_M
    worst = _worst(approach, owned, rubric)
    here = [
        thing
        for one in owned
        for thing, own in zip(one.ring.members, one.members, strict=True)
        if approach.key in own
    ]
    closed = approach.length_m
    if worst.width_m > limit:
        closed = min(closed, _closed_m(edge, place, owned, rubric))
    near = [thing for one in owned for thing in _beside(place, one.ring)]
    return ApproachGap(
        approach=approach.key,
        length_m=approach.length_m,
        gap_m=worst.width_m,
        at=worst.line,
        objects=tuple(dict.fromkeys(worst.between)),
        barriers=tuple(dict.fromkeys(thing.part.id for thing in (*here, *near))),
        closed_m=closed,
        is_rating_open=any(thing.holds[VEHICLES[0]] is Hold.UNKNOWN for thing in here),
        open_lines=_open_lines(approach, owned, limit),
        members=tuple(dict.fromkeys(thing.part.id for thing in here)),
    )


def _open_lines(
    approach: Approach, owned: Sequence[_Owned], limit_m: float
) -> tuple[LineString, ...]:
    """What has to be closed at an approach, along the rings; each line once."""
    found = {
        gap.line.wkb: gap.line
        for one in owned
        for gap, own in zip(one.ring.gaps, one.gaps, strict=True)
        if approach.key in own and gap.width_m > limit_m and gap.line.length > limit_m
    }
    return tuple(found.values())


def _worst(approach: Approach, owned: Sequence[_Owned], rubric: Rubric) -> GapRead:
    """The widest gap at an approach; the whole approach where nothing stands anywhere."""
    found = [GapRead(approach.line, 0.0, ())]
    for one in owned:
        if not one.ring.is_ring:
            width = max(rubric.value("gap_search_m"), approach.length_m)
            return GapRead(approach.line, width, ())
        most = float("inf") if one.ring.passage_m is None else one.ring.passage_m
        found += [
            GapRead(gap.line, min(gap.width_m, most), gap.between)
            for gap, own in zip(one.ring.gaps, one.gaps, strict=True)
            if approach.key in own
        ]
    return max(found, key=lambda gap: gap.width_m)


def _beside(place: _Place, ring: RingRead) -> list[Standing]:
    """What stands at an approach, whether it counts or not, buildings left out."""
    things = [one for one in (*ring.counting, *ring.loose) if not one.part.is_building]
    if not things:
        return []
    shapes = np.array([thing.part.shape for thing in things], dtype=object)
    hits = shapely.intersects(place.strip, shapes)
    return [thing for thing, hit in zip(things, hits, strict=True) if hit]


def _closed_m(edge: Perimeter, place: _Place, owned: Sequence[_Owned], rubric: Rubric) -> float:
    """Length of the approach in the shadow of what counts, and of closed gaps beside it."""
    limit = rubric.value("gap_limit_m") + TOLERANCE_M
    shapes: list[BaseGeometry] = []
    for one in owned:
        shapes += [
            thing.part.shape
            for thing in one.ring.counting
            if thing.part.own_gap_m <= limit and not thing.part.is_building
        ]
        shapes += one.ring.closed
    near = [shape for shape in shapes if shapely.intersects(place.strip, shape)]
    reach = rubric.value("barrier_reach_m")
    cast = shadows(edge, near, reach, reach)
    return total_m(shared(merged(one[1:] for one in cast), _within(edge, place.approach)))


def _within(edge: Perimeter, approach: Approach) -> Stretches:
    if approach.end > approach.start:
        return ((approach.start, approach.end),)
    return ((0.0, approach.end), (approach.start, edge.length_m))
