"""What stands on the ground of walkers, and for whom it is in the way."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

import shapely
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.attributes import number, truth, word
from sbd_tool.analysis.obstacles import OBSTACLE_ROLES, Obstacle, obstacles_of
from sbd_tool.analysis.walking.pieces import Thing
from sbd_tool.domain.effective import EffectiveSite, Element, Leaning, World
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.measures import MeasureState
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.walk_results import WalkUser

STANDING_ROLES: Final = (
    *OBSTACLE_ROLES,
    Role.BUILDING,
    Role.SEAT,
    Role.TREE,
    Role.LAMP,
    Role.STEPS,
    Role.KERB,
)
_GAPS: Final = ("clear_gap_m", "clear_gap_max_m", "passage_width_m", "gap_m", "maxwidth:physical")
_FLUSH: Final = frozenset({"flush", "lowered", "no"})
_RAMPS: Final = {
    "wheelchair": "ramp:wheelchair",
    "pram": "ramp:stroller",
    "cargo_bike": "ramp:bicycle",
}
_REACH_M: Final = 3.0
_SAME_M: Final = 1e-6


class Sort(StrEnum):
    """How something is in the way."""

    LASTING = "lasting"  # buildings and drawn water: there in every design
    OBJECT = "object"
    ROW = "row"  # a line of elements with gaps: in the way of who is wider than a gap
    STEPS = "steps"
    KERB = "kerb"


@dataclass(frozen=True, slots=True)
class Stand:
    """One thing with what decides for whom it is in the way.

    Attributes:
        thing: Shape, id, half width, doubt of the drawing.
        sort: How it is in the way.
        gap_m: Clear gap of a row; height of a kerb or None where nobody has said.
        is_known: The gap or height is stated.
        ramps: Users who get past the steps by a ramp.
    """

    thing: Thing
    sort: Sort
    gap_m: float | None = None
    is_known: bool = True
    ramps: tuple[str, ...] = ()


def stands_of(
    site: EffectiveSite, ground: Polygon, rubric: Rubric, leaning: Leaning
) -> list[Stand]:
    """Read everything on the ground and near it.

    Args:
        site: Reads ``STANDING_ROLES``.
        ground: Where people walk.
        rubric: Numbers of the obstacles and sizes of posts, trunks and seats.
        leaning: FEW: what is not known is against the walker, drawn things stand nearer; MANY: the
            other way round.
    """
    seen = replace(site, world=World(attributes=leaning))
    region = ground.buffer(_REACH_M)
    shapely.prepare(region)
    doubt = _doubt_m(rubric, leaning)
    found = [
        *_lasting(seen, region),
        *_obstacles(seen, region, rubric, doubt),
        *_furniture(seen, region, rubric, doubt),
        *_steps(seen, region, rubric),
        *_kerbs(seen, region),
    ]
    return sorted(found, key=lambda stand: stand.sort is not Sort.LASTING)


def barriers_of(
    site: EffectiveSite, ground: Polygon, rubric: Rubric, leaning: Leaning
) -> list[Stand]:
    """Buildings, drawn water and obstacles alone, without furniture, steps and kerbs."""
    seen = replace(site, world=World(attributes=leaning))
    region = ground.buffer(_REACH_M)
    shapely.prepare(region)
    found = [
        *_lasting(seen, region),
        *_obstacles(seen, region, rubric, _doubt_m(rubric, leaning)),
    ]
    return [stand for stand in found if stand.sort is not Sort.STEPS]


def _doubt_m(rubric: Rubric, leaning: Leaning) -> float:
    """Half the accuracy of the drawing: two doubtful things share it."""
    accuracy = rubric.value("drawing_accuracy_m") / 2
    return {Leaning.FEW: accuracy, Leaning.MANY: -accuracy}.get(leaning, 0.0)


def things_for(stands: Iterable[Stand], user: WalkUser | None, leaning: Leaning) -> list[Thing]:
    """What is in the way of one user; None: of somebody thin who walks over steps."""
    return [stand.thing for stand in stands if is_in_way(stand, user, leaning)]


def is_in_way(stand: Stand, user: WalkUser | None, leaning: Leaning) -> bool:
    """Whether one thing stops a user, or has to be walked round."""
    if stand.sort in (Sort.LASTING, Sort.OBJECT):
        return True
    if user is None:
        return False
    if stand.sort is Sort.ROW:
        return _is_row_in_way(stand, user, leaning)
    if user.max_step_m is None:
        return False
    if stand.sort is Sort.STEPS:
        return user.key not in stand.ramps
    height = stand.gap_m if stand.gap_m is not None or leaning is not Leaning.FEW else math.inf
    return height is not None and height > user.max_step_m + _SAME_M


def _is_row_in_way(stand: Stand, user: WalkUser, leaning: Leaning) -> bool:
    is_against = not stand.is_known and leaning is Leaning.FEW
    gap = (stand.gap_m or 0.0) - 2 * stand.thing.doubt_m
    return is_against or gap < user.clear_m - _SAME_M


def _lasting(site: EffectiveSite, region: BaseGeometry) -> list[Stand]:
    ponds = [element for element in site.of(Role.WATER) if not element.is_measure]
    return [
        Stand(Thing(element.id, area), Sort.LASTING)
        for element in (*site.of(Role.BUILDING), *ponds)
        if shapely.intersects(region, element.geometry)
        for area in _areas(element.geometry)
    ]


def _areas(shape: BaseGeometry) -> list[BaseGeometry]:
    parts = shapely.get_parts(shapely.make_valid(shapely.force_2d(shape)))
    return [part for part in parts if not part.is_empty and part.geom_type != "Point"]


def _obstacles(
    site: EffectiveSite, region: BaseGeometry, rubric: Rubric, doubt_m: float
) -> list[Stand]:
    ponds = {element.id for element in site.of(Role.WATER) if not element.is_measure}
    drawn = {element.id: element for element in site.of(*OBSTACLE_ROLES)}
    obstacles = obstacles_of(site, rubric, wide=False)
    openings = [one.opening for one in obstacles if one.is_gate and not one.stops_people]
    cut = shapely.union_all(openings) if openings else None
    found = []
    for one in obstacles:
        is_open = one.is_gate and not one.stops_people
        if one.id in ponds or is_open or not shapely.intersects(region, one.geometry):
            continue
        shape = one.geometry
        if cut is not None and not one.is_point:
            shape = shape.difference(cut)
        stand = _obstacle(one, drawn[one.id], shape, doubt_m if one.is_in_doubt else 0.0)
        if stand is not None and not shape.is_empty:
            found.append(replace(stand, is_known=stand.is_known or _is_told(site, one.id)))
    return found


def _is_told(site: EffectiveSite, row: str) -> bool:
    return f"gap:{row}" in site.facts


def _obstacle(one: Obstacle, element: Element, shape: BaseGeometry, doubt_m: float) -> Stand | None:
    is_area = "Polygon" in shape.geom_type
    is_row = "Line" in shape.geom_type and one.gap_m > 0 and not one.stops_people
    if is_row:
        thing = Thing(one.id, shape, one.unit_m / 2, doubt_m)
        stated = number(element, *_GAPS)
        return Stand(thing, Sort.ROW, one.gap_m, is_known=stated is not None)
    if one.is_solid and not one.stops_people and not one.is_point:
        told = f"{word(element, 'barrier')} {element.kind}"
        if "steps" in told:
            return Stand(Thing(one.id, shape, 0.0), Sort.STEPS)
        return Stand(Thing(one.id, shape, 0.0, doubt_m), Sort.OBJECT) if is_area else None
    if one.form.stops_vehicles or one.stops_people:
        return Stand(Thing(one.id, shape, one.radius_m, doubt_m), Sort.OBJECT)
    return None


def _furniture(
    site: EffectiveSite, region: BaseGeometry, rubric: Rubric, doubt_m: float
) -> list[Stand]:
    """Seats, trunks and lamp posts; a mast on a building stands in nobody's way."""
    radius = {
        Role.SEAT: rubric.value("seat_half_depth_m"),
        Role.TREE: rubric.value("trunk_radius_m"),
        Role.LAMP: rubric.value("lamp_radius_m"),
    }
    found = []
    for role, half in radius.items():
        for element in site.of(role):
            shape = shapely.force_2d(element.geometry)
            if role is not Role.SEAT and shape.geom_type != "Point":
                continue
            if shapely.intersects(region, shape):
                own = doubt_m if _is_drawn(element) else 0.0
                is_area = "Polygon" in shape.geom_type
                thing = Thing(element.id, shape, 0.0 if is_area else half, own)
                found.append(Stand(thing, Sort.OBJECT))
    return found


def _is_drawn(element: Element) -> bool:
    return element.state is MeasureState.EXISTING and element.evidence in {
        Evidence.PLAN,
        Evidence.ASSUMED,
    }


def _steps(site: EffectiveSite, region: BaseGeometry, rubric: Rubric) -> list[Stand]:
    found = []
    for element in site.of(Role.STEPS):
        shape = shapely.force_2d(element.geometry)
        if not shapely.intersects(region, shape):
            continue
        if "Line" in shape.geom_type:
            width = number(element, "width_m", "width") or rubric.value("walk_steps_width_m")
            shape = shape.buffer(width / 2, cap_style="flat")
        ramps = _ramps(element)
        found += [
            Stand(Thing(element.id, part), Sort.STEPS, ramps=ramps)
            for part in shapely.get_parts(shape)
            if not part.is_empty
        ]
    return found


def _ramps(element: Element) -> tuple[str, ...]:
    if truth(element, "wheelchair") or truth(element, "ramp:wheelchair"):
        return ("wheelchair", "pram", "cargo_bike")
    return tuple(user for user, key in _RAMPS.items() if truth(element, key))


def _kerbs(site: EffectiveSite, region: BaseGeometry) -> list[Stand]:
    """Kerbs drawn as lines; one that is flush or lowered is no step."""
    found = []
    for element in site.of(Role.KERB):
        shape = shapely.force_2d(element.geometry)
        is_line = "Line" in shape.geom_type
        if not is_line or word(element, "kerb") in _FLUSH or not shapely.intersects(region, shape):
            continue
        height = number(element, "height_m", "kerb:height", "height")
        if height is None and word(element, "kerb") == "raised":
            height = math.inf
        found.append(Stand(Thing(element.id, shape), Sort.KERB, height, height is not None))
    return found


def lasting(stands: Sequence[Stand]) -> list[Thing]:
    """Buildings and drawn water alone."""
    return [stand.thing for stand in stands if stand.sort is Sort.LASTING]
