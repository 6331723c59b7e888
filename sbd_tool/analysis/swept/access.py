"""Access of service vehicles to a square: every vehicle on every route, open and closed."""

from sbd_tool.analysis.swept.fleet import fleet_of
from sbd_tool.analysis.swept.lines import lines_of, wanted_of
from sbd_tool.analysis.swept.reached import (
    driven_to,
    places_of,
    region_of,
    served_by,
    wheel_of,
)
from sbd_tool.domain.access_results import Access, Barriers, Drive, Service
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import text


def access_of(site: EffectiveSite, rubric: Rubric, progress: Progress) -> Access:
    """Drive every vehicle along every route.

    All vehicles take the line on which the fire engine gets through best. What each serves is
    worked out by ``served_by``; the share of the fire engine with open barriers is P15's figure.
    """
    region = region_of(site, rubric)
    wheels = [wheel_of(vehicle, site, rubric, region) for vehicle in fleet_of(rubric)]
    engine = next(one for one in wheels if one.vehicle.key is Service.FIRE)
    lines = lines_of(wanted_of(site, rubric, region), engine)
    drives: dict[tuple[int, Service, Barriers], Drive] = {}
    reached: dict[tuple[Service, Barriers], float] = {}
    for count, wheel in enumerate(wheels):
        key = wheel.vehicle.key
        places = {state: places_of(site, rubric, region, wheel, state) for state in Barriers}
        driven = driven_to(places[Barriers.OPEN], wheel, lines)
        known = {id(route): by_state for route, by_state in driven}
        for number, route in enumerate(lines.routes):
            found = known.get(id(route)) or wheel.drives(route.line)
            drives |= {(number, key, state): drive for state, drive in found.items()}
        for state in Barriers:
            reached[key, state] = served_by(places[state], wheel, driven, state).share
        progress.advance((count + 1) / len(wheels), text("access.list_access"))
    return Access(
        vehicles=tuple(wheel.vehicle for wheel in wheels),
        routes=lines.routes,
        drives=drives,
        reached=reached,
    )
