"""Where people come from and where they want to go."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import shapely
from shapely.geometry import Point, Polygon
from shapely.ops import nearest_points

from sbd_tool.analysis.attributes import number, truth, word
from sbd_tool.analysis.walking.paths import Ground, ground_of
from sbd_tool.analysis.walking.pieces import Thing, pieces_of
from sbd_tool.analysis.walking.solve import MOST_PLACES
from sbd_tool.domain.effective import EffectiveSite, Element
from sbd_tool.domain.results import Arrival, Arrivals
from sbd_tool.domain.ring_results import Verdict
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.walk_results import EndKind, PinchReason, WalkEnd

_MOST_ARRIVALS: Final = 24
_NO_DOORS: Final = {"garage", "emergency", "no", "service"}
_RINGS_M: Final = 0.1
_TURNS: Final = 48
_THIN_M: Final = 0.2
_INSIDE_M: Final = 0.5
_ON_EDGE_M: Final = 0.1
_THROUGH_M: Final = 0.7  # a door is drawn up to so deep in its building


@dataclass(frozen=True, slots=True)
class Ends:
    """Ends of ways, arriving ways first, and how many destinations were left out."""

    ends: tuple[WalkEnd, ...]
    left_out: int


def ends_of(  # noqa: PLR0917 - the square, then the rules
    site: EffectiveSite,
    arrivals: Arrivals,
    ground: Polygon,
    lasting: Sequence[Thing],
    rubric: Rubric,
    widest_m: float,
) -> Ends:
    """Arriving ways, and doors, stops, groups of seats, amenities and what is tagged.

    Destinations of a sort that lie nearer together than ``walk_cluster_m`` are one; those without
    free ground before them are none. Everybody
    stands at the same place: the nearest that is free of buildings for the widest user, if there is
    one within ``walk_end_m``.

    Args:
        site: Reads entrances, stops, seats and amenities.
        arrivals: Ways of the town that meet the edge.
        ground: Where people walk.
        lasting: Buildings and drawn water.
        rubric: Distances and the highest step.
        widest_m: Clear width of the widest user.
    """
    found = [arrival_end(way) for way in arrivals.ways[:_MOST_ARRIVALS]]
    goals = _goals(site, ground, rubric)
    room = MOST_PLACES - len(found)
    ends = [*found, *goals[:room]]
    around = [*coming_from(found, site.zone, rubric), *(end.at for end in ends[len(found) :])]
    places = standing_places(ends, around, ground, lasting, rubric.value("walk_end_m"), widest_m)
    counts = {"E": 0, "D": 0}
    named = []
    for end, place in zip(ends, places, strict=True):
        if place is None and end.kind is not EndKind.ARRIVAL:
            continue
        letter = "E" if end.kind is EndKind.ARRIVAL else "D"
        counts[letter] += 1
        named.append(replace(end, key=f"{letter}{counts[letter]}", place=place or end.at))
    return Ends(tuple(named), max(0, len(goals) - room))


def arrival_end(way: Arrival) -> WalkEnd:
    """A way in as an end: steps and slopes stop wheels, an unknown slope leaves them unsure."""
    reason = PinchReason.SLOPE if way.is_steep else None
    reason = PinchReason.STEPS if way.is_stepped else reason
    is_unsure = reason is None and not way.is_slope_known
    wheels = Verdict.UNSURE if is_unsure else Verdict.PASSES
    return WalkEnd(
        key="",
        kind=EndKind.ARRIVAL,
        at=way.at,
        place=way.at,
        objects=way.ways,
        wheels=Verdict.BLOCKED if reason is not None else wheels,
        reason=reason,
        unknown=("slope",) if is_unsure else (),
    )


def _goals(site: EffectiveSite, ground: Polygon, rubric: Rubric) -> list[WalkEnd]:
    tagged = [
        element
        for role in site.elements
        for element in site.of(role)
        if truth(element, "destination")
    ]
    doors = [one for one in site.of(Role.ENTRANCE) if _is_door(one)]
    sorts: tuple[tuple[EndKind, Iterable[Element]], ...] = (
        (EndKind.TAGGED, tagged),
        (EndKind.DOOR, doors),
        (EndKind.STOP, site.of(Role.TRANSIT_STOP)),
        (EndKind.AMENITY, _outdoors(site, ground)),
        (EndKind.SEAT, site.of(Role.SEAT)),
    )
    reach = {EndKind.DOOR: rubric.value("walk_join_m"), EndKind.STOP: rubric.value("walk_join_m")}
    taken = {element.id for element in tagged}
    found: list[WalkEnd] = []
    for kind, elements in sorts:
        own = [one for one in elements if kind is EndKind.TAGGED or one.id not in taken]
        near = ground.buffer(reach.get(kind, 0.0))
        shapely.prepare(near)
        spots = [(one, _spot(one)) for one in own]
        spots = [(one, at) for one, at in spots if shapely.contains_xy(near, at.x, at.y)]
        make = _maker(kind, rubric.value("flush_kerb_m"))
        found += _grouped(spots, make, rubric.value("walk_cluster_m"))
    return found


def _outdoors(site: EffectiveSite, ground: Polygon) -> list[Element]:
    """Amenities that are not inside a building: of a shop the door is the destination."""
    houses = [shapely.force_2d(one.geometry) for one in site.of(Role.BUILDING)]
    near = [house for house in houses if shapely.intersects(house, ground)]
    inside = shapely.union_all(shapely.make_valid(near)) if near else Polygon()
    shapely.prepare(inside)
    spots = [(one, _spot(one)) for one in site.of(Role.AMENITY)]
    return [one for one, at in spots if not shapely.contains_xy(inside, at.x, at.y)]


def _is_door(element: Element) -> bool:
    return word(element, "entrance", "door") not in _NO_DOORS


def _spot(element: Element) -> Point:
    shape = shapely.force_2d(element.geometry)
    if isinstance(shape, Point):
        return shape
    if "Line" in shape.geom_type:
        middle: Point = shape.interpolate(0.5, normalized=True)
        return middle
    return nearest_points(shapely.make_valid(shape), shape.centroid)[0]


def _maker(kind: EndKind, step_m: float) -> Callable[[Element, Point], WalkEnd]:
    def make(element: Element, at: Point) -> WalkEnd:
        is_door = kind is EndKind.DOOR
        wheels = _door_verdict(element, step_m) if is_door else Verdict.PASSES
        reason = PinchReason.STEPS if wheels is Verdict.BLOCKED else None
        return WalkEnd(
            key="",
            kind=kind,
            at=at,
            place=at,
            objects=(element.id,),
            wheels=wheels,
            reason=reason,
            unknown=("step",) if wheels is Verdict.UNSURE else (),
        )

    return make


def _door_verdict(element: Element, step_m: float) -> Verdict:
    """Whether a door is level: what nobody has said is not."""
    said = truth(element, "wheelchair")
    if said is not None:
        return Verdict.PASSES if said else Verdict.BLOCKED
    step = number(element, "step_height_m", "kerb:height", "threshold_m")
    count = number(element, "step_count")
    is_level = truth(element, "is_step_free")
    if is_level or count == 0 or (step is not None and step <= step_m):
        return Verdict.PASSES
    if is_level is False or step is not None or count is not None:
        return Verdict.BLOCKED
    return Verdict.UNSURE


def _grouped(
    spots: list[tuple[Element, Point]],
    make: Callable[[Element, Point], WalkEnd],
    apart_m: float,
) -> list[WalkEnd]:
    """Each spot joins the first group whose first member is near enough."""
    groups: list[WalkEnd] = []
    for element, at in spots:
        near = next((k for k, end in enumerate(groups) if end.at.distance(at) < apart_m), None)
        if near is None:
            groups.append(make(element, at))
        else:
            groups[near] = replace(groups[near], objects=(*groups[near].objects, element.id))
    return groups


def coming_from(ends: Sequence[WalkEnd], zone: Polygon, rubric: Rubric) -> list[Point]:
    """Where people come from: outside of the edge, before what stands in a mouth."""
    away = rubric.value("walk_margin_m") - _INSIDE_M
    ring = shapely.geometry.polygon.orient(zone).exterior
    found = []
    for end in ends:
        if end.at.distance(ring) > _ON_EDGE_M:
            found.append(end.at)
            continue
        along = ring.project(end.at)
        one, other = (
            ring.interpolate((along + step) % ring.length) for step in (-_ON_EDGE_M, _ON_EDGE_M)
        )
        dx, dy = other.x - one.x, other.y - one.y
        length = math.hypot(dx, dy) or 1.0
        found.append(Point(end.at.x + away * dy / length, end.at.y - away * dx / length))
    return found


def standing_places(  # noqa: PLR0917 - ends, then the ground
    ends: Sequence[WalkEnd],
    around: Sequence[Point],
    ground: Polygon,
    lasting: Sequence[Thing],
    reach_m: float,
    widest_m: float,
) -> list[Point | None]:
    """Where one stands at each end, as near as can be to where it is looked for.

    Free for the widest user, else for somebody thin; None where there is no room.
    """
    if not ends:
        return []
    pieces = pieces_of(ground, lasting)
    walls = shapely.union_all([thing.shape for thing in lasting]) if lasting else Polygon()
    places: list[Point | None] = [None] * len(ends)
    for clear in (widest_m, _THIN_M):
        free = ground_of(pieces, clear)
        for row, end in enumerate(ends):
            if places[row] is not None:
                continue
            spots = _round(around[row], reach_m)
            local = spots - free.origin
            ok = free.is_clear(np.column_stack((local, local)))
            ok &= shapely.contains_xy(ground, spots[:, 0], spots[:, 1])
            ok &= ~shapely.contains_xy(walls, spots[:, 0], spots[:, 1])
            for x, y in spots[ok]:
                leg = shapely.LineString([(end.at.x, end.at.y), (x, y)])
                if leg.intersection(walls).length <= _THROUGH_M:
                    places[row] = Point(x, y)
                    break
    return places


def _round(at: Point, reach_m: float) -> np.ndarray:
    """Places round a point, the nearest first."""
    away = np.arange(1, round(reach_m / _RINGS_M) + 1) * _RINGS_M
    turn = np.arange(_TURNS) * 2 * np.pi / _TURNS
    ring = np.column_stack((np.cos(turn), np.sin(turn)))
    spots = (away[:, None, None] * ring[None]).reshape(-1, 2)
    here = np.array([at.x, at.y])
    return np.asarray(np.concatenate(([[0.0, 0.0]], spots)) + here)


def places_on(ground: Ground, places: np.ndarray, reach_m: float) -> tuple[np.ndarray, np.ndarray]:
    """Move places that something covers to the nearest free ones, not past anything else.

    Args:
        ground: Everything there is, for one clear width.
        places: (n, 2) project metres.
        reach_m: How far a place may be moved.

    Returns:
        (n, 2) places and (n,) how far each was moved; a place without room stays where it is.
    """
    local = places - ground.origin
    covered = np.nonzero(~ground.is_clear(np.column_stack((local, local))))[0]
    moved, legs = places.copy(), np.zeros(len(places))
    for at in covered:
        here = local[at]
        over = ground.struck_by(np.concatenate((here, here))[None])
        spots = _round(Point(*here), reach_m)
        for spot in spots[ground.is_clear(np.column_stack((spots, spots)))]:
            struck = ground.struck_by(np.concatenate((here, spot))[None])
            if np.isin(struck, over).all():
                moved[at] = spot + ground.origin
                legs[at] = float(np.hypot(*(spot - here)))
                break
    return moved, legs
