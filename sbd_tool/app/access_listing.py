"""Access of emergency and service vehicles as a list: route by route, vehicle by vehicle."""

from collections.abc import Callable
from typing import Any

from sbd_tool.analysis.effective_site import build
from sbd_tool.analysis.swept.access import access_of
from sbd_tool.analysis.swept.fleet import number_keys
from sbd_tool.app.rules import Rules
from sbd_tool.app.thing_names import names_of
from sbd_tool.domain.access_results import (
    Access,
    AccessConflict,
    AccessRoute,
    Barriers,
    Drive,
    Passing,
    Service,
    ServiceVehicle,
)
from sbd_tool.domain.effective import LIKELY_WORLD, EffectiveSite
from sbd_tool.domain.list_result import ListResult, ListWish
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import Quantity, Text, text
from sbd_tool.scoring.observing import is_unknown

_AT_ONCE_M = 0.5  # what would be told as 0 m
NOT_KNOWN = ("height", "load", "slope", "kerb", "key", "turning_round")


def access_seen(
    project: Project, rules: Rules, wish: ListWish, progress: Progress
) -> tuple[Access, tuple[Text, ...]]:
    """Every vehicle on every route with the ground it sweeps, and what a reader has to know."""
    site = build(project, rules.catalogue, rules.rubric, wish.option, wish.time_state, LIKELY_WORLD)
    found = access_of(site, rules.rubric, progress)
    return found, tuple(_notes(site, found))


def list_access(project: Project, rules: Rules, wish: ListWish, progress: Progress) -> ListResult:
    """Every route with every vehicle, barriers open and closed, and what is in the way.

    Where no way is drawn as a line nothing is told of any vehicle.
    """
    rubric = rules.rubric
    found, notes = access_seen(project, rules, wish, progress)
    is_told = bool(found.routes)
    content = {
        "assessed": is_told,
        "margin_m": rubric.value("service_margin_m"),
        "vehicles": [_vehicle(one, rubric) for one in found.vehicles],
        "routes": [_route(number, one, found) for number, one in enumerate(found.routes)],
        "reach": [_reach(one, state, found) for one in found.vehicles for state in Barriers]
        if is_told
        else [],
        "not_known": list(NOT_KNOWN),
    }
    lines = _lines(found, names_of(project, rules)) if is_told else [text("access.no_routes")]
    return ListResult(content=content, lines=tuple(lines), notes=notes)


def _vehicle(one: ServiceVehicle, rubric: Rubric) -> dict[str, Any]:
    numbers = [rubric.numbers[key] for key in number_keys(one.key)]
    return {
        "vehicle": one.key.value,
        "length_m": one.length_m,
        "width_m": one.width_m,
        "wheelbase_m": one.wheelbase_m,
        "front_overhang_m": one.front_overhang_m,
        "turn_radius_m": one.turn_radius_m,
        "front_axle_radius_m": one.least_radius_m,
        "reach_m": one.reach_m,
        "sources": {
            number.key: {"basis": number.basis.value, "source": number.source or None}
            for number in numbers
        },
    }


def _route(number: int, route: AccessRoute, found: Access) -> dict[str, Any]:
    return {
        "route": number + 1,
        "line": [list(at) for at in route.line.coords],
        "length_m": route.line.length,
        "ways": list(route.ways),
        "drawn_for_emergency": route.is_drawn_for_it,
        "drives": [
            {
                "vehicle": vehicle.key.value,
                "barriers": state.value,
                **_drive(found.drives[number, vehicle.key, state]),
            }
            for vehicle in found.vehicles
            for state in Barriers
        ],
    }


def _drive(drive: Drive) -> dict[str, Any]:
    return {
        "verdict": drive.passing.value,
        "clearance_m": drive.clearance_m,
        "driven_m": drive.driven_m,
        "opened": list(drive.opened),
        "conflicts": [_conflict(one) for one in drive.conflicts],
        "swept_area_m2": drive.swept.area,
    }


def _conflict(one: AccessConflict) -> dict[str, Any]:
    return {
        "object": one.object or None,
        "reason": "object" if one.object else "bend",
        "at": [one.at.x, one.at.y],
        "along_m": one.along_m,
        "clearance_m": one.clearance_m,
    }


def _reach(one: ServiceVehicle, state: Barriers, found: Access) -> dict[str, Any]:
    return {
        "vehicle": one.key.value,
        "barriers": state.value,
        "reach_m": one.reach_m,
        "share": found.reached[one.key, state],
    }


def _notes(site: EffectiveSite, found: Access) -> list[Text]:
    notes = [text("access.note_not_known"), text("access.note_sizes")]
    if not found.routes:
        return [text("access.note_no_ways"), *notes]
    if not any(route.is_drawn_for_it for route in found.routes):
        notes.append(text("access.note_no_emergency_route"))
    if is_unknown(site, Role.BUILDING):
        notes.append(text("access.note_building_unknown"))
    if is_unknown(site, Role.WALL) or is_unknown(site, Role.BARRIER):
        notes.append(text("access.note_barrier_unknown"))
    return notes


def _lines(found: Access, name: Callable[[str], Text]) -> list[Text]:
    lines = []
    for number, route in enumerate(found.routes):
        lines.append(
            text("access.route", number=number + 1, length=Quantity(route.line.length, "m"))
        )
        for vehicle in found.vehicles:
            drives = [found.drives[number, vehicle.key, state] for state in Barriers]
            lines += _drive_lines(vehicle.key, drives, name)
    for vehicle in found.vehicles:
        opened, closed = (found.reached[vehicle.key, state] for state in Barriers)
        lines.append(
            text(
                "access.reach",
                vehicle=text(f"access.vehicle_{vehicle.key.value}"),
                reach=Quantity(vehicle.reach_m, "m"),
                opened=Quantity(100 * opened, "%"),
                closed=Quantity(100 * closed, "%"),
            )
        )
    return lines


def _drive_lines(key: Service, drives: list[Drive], name: Callable[[str], Text]) -> list[Text]:
    """One line where open and closed are alike, else one each."""
    opened, closed = drives
    vehicle = text(f"access.vehicle_{key.value}")
    if (opened.passing, opened.driven_m) == (closed.passing, closed.driven_m):
        return [drive_sentence(vehicle, text("access.barriers_any"), opened, name)]
    return [
        drive_sentence(vehicle, text("access.barriers_open"), opened, name),
        drive_sentence(vehicle, text("access.barriers_closed"), closed, name),
    ]


def drive_sentence(vehicle: Text, state: Text, drive: Drive, name: Callable[[str], Text]) -> Text:
    """Whether a vehicle gets through, and what is in its way, in one line."""
    if drive.passing is Passing.PASSES:
        return text("access.passes", vehicle=vehicle, state=state)
    hit = min(drive.conflicts, key=lambda one: (one.clearance_m, one.along_m))
    what = name(hit.object) if hit.object else text("access.bend")
    if drive.passing is Passing.TIGHT:
        clear = Quantity(drive.clearance_m, "m", 2)
        return text("access.tight", vehicle=vehicle, state=state, what=what, clear=clear)
    if drive.driven_m < _AT_ONCE_M:
        return text("access.blocked_at_once", vehicle=vehicle, state=state, what=what)
    driven = Quantity(drive.driven_m, "m")
    return text("access.blocked", vehicle=vehicle, state=state, what=what, driven=driven)
