"""Conditions on service vehicles: what opens is open, and the body has to get through."""

from collections.abc import Callable
from typing import Final

import shapely
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

from sbd_tool.app.conditions.ledgers import STATE
from sbd_tool.app.conditions.situation import Situation
from sbd_tool.app.conditions.spec import Blank, ConditionKind, Outcome, in_states
from sbd_tool.domain.access_results import (
    Access,
    AccessConflict,
    Barriers,
    Drive,
    Passing,
    Service,
    ServiceVehicle,
)
from sbd_tool.domain.conditions import Bounds, Condition, Verdict
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.roles import Role
from sbd_tool.domain.text import Param, Quantity, Text, text

_AROUND_M: Final = 4.0


def _vehicle(key: str, access: Access) -> ServiceVehicle:
    found = next((one for one in access.vehicles if one.key.value == key), None)
    if found is None:
        raise InputError(
            text("conditions.no_vehicle", vehicle=key[:40]),
            text("domain.known_keys", keys=", ".join(one.value for one in Service)),
            key,
        )
    return found


def _drives(access: Access, vehicle: ServiceVehicle) -> list[Drive]:
    return [
        access.drives[number, vehicle.key, Barriers.OPEN] for number in range(len(access.routes))
    ]


def _in_states(
    condition: Condition,
    situation: Situation,
    judge: Callable[[str, Access, ServiceVehicle], Outcome],
) -> Outcome:
    def with_access(state: str) -> Outcome:
        access = situation.access(state)
        if not access.routes:
            return Outcome(verdict=Verdict.NOT_CHECKED, sentence=text("conditions.found_no_route"))
        return judge(state, access, _vehicle(condition.key("vehicle"), access))

    return in_states(condition, situation, with_access)


def _reaches_square(condition: Condition, situation: Situation) -> Outcome:
    least = condition.number("least")

    def judge(state: str, access: Access, vehicle: ServiceVehicle) -> Outcome:
        share = 100 * access.reached[vehicle.key, Barriers.OPEN]
        drives = _drives(access, vehicle)
        is_sure = any(one.passing is not Passing.TIGHT and one.driven_m > 0 for one in drives)
        if share >= least:
            verdict = Verdict.MET if is_sure else Verdict.NOT_DECIDED
        else:
            verdict = Verdict.NOT_MET
        hit = _in_the_way(access, vehicle, situation.site(state).zone)
        is_hit = hit is not None and verdict is not Verdict.MET
        return Outcome(
            verdict=verdict,
            sentence=text(
                "conditions.found_reach_stopped" if is_hit else "conditions.found_reach",
                vehicle=text(f"access.vehicle_{vehicle.key.value}"),
                share=Quantity(share, "%"),
                state=situation.state_name(state),
                **({"what": _what(hit, situation)} if is_hit and hit else {}),
            ),
            objects=_objects(hit) if is_hit else (),
            bounds=_bounds(hit) if is_hit else None,
        )

    return _in_states(condition, situation, judge)


def _reaches_object(condition: Condition, situation: Situation) -> Outcome:
    row = condition.key("place")
    place = situation.geometry(row)
    if place is None:
        return Outcome(
            verdict=Verdict.NOT_CHECKED, sentence=text("conditions.object_gone", id=row[:60])
        )

    def judge(state: str, access: Access, vehicle: ServiceVehicle) -> Outcome:
        built = _built(situation, state, row)
        sure = _distance(access, vehicle, place, built, is_sure=True)
        widest = _distance(access, vehicle, place, built, is_sure=False)
        told = widest
        if sure is not None and sure <= vehicle.reach_m:
            verdict, told = Verdict.MET, sure
        elif widest is not None and widest <= vehicle.reach_m:
            verdict = Verdict.NOT_DECIDED
        else:
            verdict = Verdict.NOT_MET
        hit = None if verdict is Verdict.MET else _in_the_way(access, vehicle, place)
        words: dict[str, Param] = {
            "vehicle": text(f"access.vehicle_{vehicle.key.value}"),
            "place": situation.name(row),
            "reach": Quantity(vehicle.reach_m, "m"),
            "state": situation.state_name(state),
        }
        key = "conditions.found_place_hidden"
        if told is not None:
            key, words = "conditions.found_place", {**words, "distance": Quantity(told, "m", 1)}
        if hit is not None:
            key, words = f"{key}_stopped", {**words, "what": _what(hit, situation)}
        return Outcome(
            verdict=verdict,
            sentence=text(key, **words),
            objects=tuple(dict.fromkeys((*_objects(hit), row))),
            bounds=_bounds(hit),
        )

    return _in_states(condition, situation, judge)


def _distance(
    access: Access,
    vehicle: ServiceVehicle,
    place: BaseGeometry,
    built: BaseGeometry,
    *,
    is_sure: bool,
) -> float | None:
    """Shortest straight way from what is driven to a place; None where a building hides it."""
    lanes = [
        substring(route.line, 0.0, min(drive.driven_m, route.line.length))
        for route, drive in zip(access.routes, _drives(access, vehicle), strict=True)
        if drive.driven_m > 0 and not (is_sure and drive.passing is Passing.TIGHT)
    ]
    found = []
    for lane in lanes:
        body = lane.buffer(vehicle.width_m / 2, quad_segs=2)
        line = shapely.shortest_line(place, body)
        if built.is_empty or not shapely.intersects(built, line):
            found.append(float(line.length))
    return min(found, default=None)


def _built(situation: Situation, state: str, but: str) -> BaseGeometry:
    site = situation.site(state)
    shapes = [
        shapely.make_valid(element.geometry)
        for element in site.of(Role.BUILDING, Role.WATER)
        if element.id != but
    ]
    return shapely.union_all(shapes)


def _in_the_way(
    access: Access, vehicle: ServiceVehicle, place: BaseGeometry
) -> AccessConflict | None:
    """What stops the vehicle on the route that is meant for it, else on the one to the place."""
    stopped = [
        (not route.is_drawn_for_it, route.line.distance(place), number, drive)
        for number, (route, drive) in enumerate(
            zip(access.routes, _drives(access, vehicle), strict=True)
        )
        if drive.conflicts and drive.passing is not Passing.PASSES
    ]
    if not stopped:
        return None
    nearest = min(stopped, key=lambda one: one[:3])[3]
    return min(nearest.conflicts, key=lambda one: (one.clearance_m, one.along_m))


def _what(hit: AccessConflict, situation: Situation) -> Text:
    return situation.name(hit.object) if hit.object else text("access.bend")


def _objects(hit: AccessConflict | None) -> tuple[str, ...]:
    return (hit.object,) if hit is not None and hit.object else ()


def _bounds(hit: AccessConflict | None) -> Bounds | None:
    if hit is None:
        return None
    x, y = hit.at.x, hit.at.y
    return (x - _AROUND_M, y - _AROUND_M, x + _AROUND_M, y + _AROUND_M)


_VEHICLE: Final = Blank(key="vehicle", fills="vehicle")

KINDS: Final = (
    ConditionKind(
        key="vehicle_reaches_square",
        is_slow=True,
        blanks=(_VEHICLE, Blank(key="least", unit="%", start=100.0, most=100.0), STATE),
        check=_reaches_square,
    ),
    ConditionKind(
        key="vehicle_reaches_object",
        is_slow=True,
        blanks=(_VEHICLE, Blank(key="place", fills="object"), STATE),
        check=_reaches_object,
    ),
)
