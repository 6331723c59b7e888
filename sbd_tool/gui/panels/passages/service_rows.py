"""Drives of service vehicles as cells of a table, what is in their way as rows."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import shapely

from sbd_tool.app.access_listing import drive_sentence
from sbd_tool.domain.access_results import (
    Access,
    AccessConflict,
    Barriers,
    Drive,
    Passing,
    ServiceVehicle,
)
from sbd_tool.domain.ring_results import Verdict
from sbd_tool.domain.text import Quantity, Text, text
from sbd_tool.gui.look import Look
from sbd_tool.gui.panels.passages.pass_rows import Bounds, PassRow

SIGNS: Final[Mapping[Passing, str]] = {
    Passing.PASSES: "\u2713",
    Passing.TIGHT: "(\u2713)",
    Passing.BLOCKED: "\u2717",
}
CONFLICT_M: Final = 4.0
Name = Callable[[str], Text]


@dataclass(frozen=True, slots=True)
class ServiceWays:
    """Drives, what a reader has to know, and what things are called."""

    access: Access
    notes: tuple[Text, ...]
    name: Name

    def drive(self, route: int, vehicle: int, state: Barriers) -> Drive:
        """The drive of one cell."""
        return self.access.drives[route, self.access.vehicles[vehicle].key, state]

    def bounds(self, route: int, drive: Drive) -> Bounds:
        """Where a drive is, with what is in its way."""
        shapes = [drive.swept, *(one.at for one in drive.conflicts)]
        if drive.swept.is_empty:
            shapes.append(self.access.routes[route].line)
        west, south, east, north = (float(edge) for edge in shapely.total_bounds(shapes))
        return west, south, east, north


def vehicle_words(vehicle: ServiceVehicle, look: Look) -> str:
    """What a vehicle is called."""
    return look.words_of(f"access.vehicle_{vehicle.key.value}")


def cell_words(drive: Drive, look: Look) -> str:
    """A sign and a word."""
    return f"{SIGNS[drive.passing]} {look.words_of(f'passages.{drive.passing.value}')}"


def cell_sentence(
    ways: ServiceWays, vehicle: ServiceVehicle, state: Barriers, drive: Drive, look: Look
) -> str:
    """All of a cell in one line."""
    barriers = text(f"access.barriers_{state.value}")
    words = text(f"access.vehicle_{vehicle.key.value}")
    return look.word(drive_sentence(words, barriers, drive, ways.name))


def service_verdict(ways: ServiceWays, look: Look) -> tuple[Verdict, str]:
    """Whether every vehicle gets through on some route, at least with barriers open."""
    if not ways.access.routes:
        return Verdict.UNSURE, look.words_of("access.no_routes")
    opened, closed = (_stopped(ways, state) for state in Barriers)
    if opened:
        return Verdict.BLOCKED, look.words_of("passages.stopped", count=opened)
    if closed:
        return Verdict.PASSES, look.words_of("passages.once_open")
    return Verdict.PASSES, look.words_of("passages.all_through")


def _stopped(ways: ServiceWays, state: Barriers) -> int:
    """Vehicles that get through on no route."""
    access = ways.access
    return sum(
        all(
            access.drives[route, vehicle.key, state].passing is Passing.BLOCKED
            for route in range(len(access.routes))
        )
        for vehicle in access.vehicles
    )


def reach_words(ways: ServiceWays, vehicle: ServiceVehicle, look: Look) -> str:
    """How much of the square a vehicle serves, over all routes."""
    opened, closed = (ways.access.reached[vehicle.key, state] for state in Barriers)
    return look.words_of(
        "access.reach",
        vehicle=text(f"access.vehicle_{vehicle.key.value}"),
        reach=Quantity(vehicle.reach_m, "m"),
        opened=Quantity(100 * opened, "%"),
        closed=Quantity(100 * closed, "%"),
    )


def conflict_rows(ways: ServiceWays, drive: Drive, look: Look) -> Iterator[PassRow]:
    """What is in the way, in order of the route."""
    for number, one in enumerate(drive.conflicts, 1):
        title = look.word(ways.name(one.object) if one.object else text("access.bend"))
        lines = (
            _met(one, look),
            look.words_of("passages.along", away=Quantity(one.along_m, "m", 1)),
        )
        x, y, edge = one.at.x, one.at.y, CONFLICT_M
        yield PassRow(
            title=title,
            lines=lines,
            sentence=f"{number}: {title}. {' '.join(lines)}",
            verdict=Verdict.UNSURE if one.clearance_m > 0 else Verdict.BLOCKED,
            number=str(number),
            bounds=(x - edge, y - edge, x + edge, y + edge),
        )


def _met(one: AccessConflict, look: Look) -> str:
    if not one.object:
        return look.words_of("passages.too_tight")
    if one.clearance_m > 0:
        return look.words_of("passages.near", clear=Quantity(one.clearance_m, "m", 2))
    return look.words_of("passages.hit")
