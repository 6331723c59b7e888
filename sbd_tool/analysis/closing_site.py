"""The cheapest closure of a site: what stands, what is to be protected, what the rules are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import shapely
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.closure.pricing import ClosureRules, Demand, ElementKind
from sbd_tool.analysis.closure.rows import rows_of
from sbd_tool.analysis.closure.solve import MOST_ZONES, Task, binding_rules, solve
from sbd_tool.analysis.closure.walls import (
    Standing,
    Walls,
    convex_corners,
    outside,
    walls_of,
)
from sbd_tool.analysis.ring.find import RING_NUMBERS, zones_of
from sbd_tool.analysis.ring.standing import VEHICLES, Hold, standing_near
from sbd_tool.analysis.ring.standing import Standing as Obstruction
from sbd_tool.domain.closure_results import Closure
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import Quantity, Text, text

SHARES: Final = ("car", "van", "truck_18t")
CLOSURE_NUMBERS: Final = (
    *RING_NUMBERS,
    "gap_limit_m",
    "emergency_gate_m",
    "closure_span_m",
    "closure_span_most_m",
    "closure_reach_m",
    "closure_price_gate",
    *(f"closure_price_{vehicle}_share" for vehicle in SHARES),
)
STANDARD: Final = "truck_7t"
"""The class that prices are for."""

_PIECE_M: Final = 5.0
_LEAST_ZONE_M2: Final = 1.0
_EDGE_M: Final = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """What kind of closure is looked for.

    Attributes:
        kinds: Elements to choose from.
        objective: "cost" or "load" (least visual load).
        required: Class of vehicle to be stopped where no approach says otherwise.
        approaches: Lines of approaches with the class that each one asks for; none: the same class
            everywhere.
        keeps_gates: Routes that cross the line get an operable element; else they are closed off.
    """

    kinds: tuple[ElementKind, ...]
    objective: str = "cost"
    required: str = STANDARD
    approaches: tuple[tuple[BaseGeometry, str], ...] = ()
    keeps_gates: bool = True


def closure_of(site: EffectiveSite, rubric: Rubric, wish: Closing, progress: Progress) -> Closure:
    """Find the cheapest line that closes all vehicle routes to the protected zones.

    Args:
        site: Reads crowd areas, buildings, obstacles, emergency routes, vehicle entries drawn as
            lines, and ground without digging.
        rubric: ``CLOSURE_NUMBERS``.
        wish: Kinds, objective and classes.
        progress: Told on the way; may raise ``Cancelled``.

    Returns:
        The closure. Lengths are exact between the walls drawn; buildings and what is known to stop
        the class count as standing, what nobody rated does not, so the line is rather told too
        long. Walls farther than ``closure_reach_m`` are not looked at.

    Raises:
        InputError: There are more zones than can be searched together.
    """
    zones = _free_zones(site)
    if len(zones) > MOST_ZONES:
        raise InputError(
            text("closure.too_many_zones", count=len(zones), most=MOST_ZONES),
            text("closure.too_many_zones.hint"),
        )
    rules = _rules(site, rubric, wish)
    region = shapely.union_all(zones).buffer(rubric.value("closure_reach_m"), quad_segs=8)
    things = standing_near(site, region, rubric)
    walls = _walls(site, things, region, zones, rules)
    task = Task(walls, zones, rules)
    progress.advance(0.1)
    solution, is_proven = solve(task, progress)
    progress.advance(0.8)
    notes = _notes(site, things, rubric, wish)
    reach = rubric.value("closure_reach_m")
    if solution is None:
        return _impossible(task, reach, notes)
    stretches = rows_of(solution, task)
    return Closure(
        stretches=stretches,
        objective=rules.objective,
        length_m=sum(one.length_m for one in stretches),
        cost=sum(one.cost for one in stretches),
        load=sum(one.load for one in stretches),
        is_proven=is_proven,
        is_possible=True,
        binding=(),
        within_m=reach,
        span_m=solution.span_m,
        notes=notes,
    )


def _impossible(task: Task, reach_m: float, notes: tuple[Text, ...]) -> Closure:
    return Closure(
        stretches=(),
        objective=task.rules.objective,
        length_m=0.0,
        cost=0.0,
        load=0.0,
        is_proven=False,
        is_possible=False,
        binding=binding_rules(task),
        within_m=reach_m,
        span_m=task.rules.span_most_m,
        notes=notes,
    )


def _free_zones(site: EffectiveSite) -> tuple[Polygon, ...]:
    """Parts of the zones in which somebody can stand: buildings taken out."""
    solid = [shapely.make_valid(one.geometry) for one in site.of(Role.BUILDING)]
    found: list[Polygon] = []
    for zone in zones_of(site):
        near = [shape for shape in solid if shape.intersects(zone.area)]
        free = shapely.difference(zone.area, shapely.union_all(near)) if near else zone.area
        found += [
            Polygon(part.exterior)
            for part in shapely.get_parts(free)
            if part.geom_type == "Polygon" and part.area > _LEAST_ZONE_M2
        ]
    return tuple(found)


def _rules(site: EffectiveSite, rubric: Rubric, wish: Closing) -> ClosureRules:
    share = {key: rubric.value(f"closure_price_{key}_share") for key in SHARES}
    share |= {STANDARD: 1.0, VEHICLES[0]: share["car"]}
    limit = rubric.value("gap_limit_m")
    crossing = site.of(Role.EMERGENCY_ROUTE, Role.VEHICLE_ENTRY) if wish.keeps_gates else ()
    routes = [(one.id, _route(one.geometry)) for one in crossing]
    return ClosureRules(
        kinds=wish.kinds,
        demand=Demand(
            standard=wish.required,
            share=share,
            lines=tuple(line for line, _ in wish.approaches),
            classes=tuple(vehicle for _, vehicle in wish.approaches),
        ),
        objective=wish.objective,
        closed_m=limit,
        passage_m=min(limit, rubric.value("passage_wheelchair_m")),
        routes=tuple((key, shape) for key, shape in routes if not shape.is_empty),
        gate_m=rubric.value("emergency_gate_m"),
        gate_price=rubric.value("closure_price_gate"),
        gate_load=max(kind.load_per_m for kind in wish.kinds),
        no_dig=tuple(
            shapely.make_valid(one.geometry)
            for one in site.of(Role.NO_DIG)
            if one.geometry.area > 0
        ),
        span_m=rubric.value("closure_span_m"),
        span_most_m=rubric.value("closure_span_most_m"),
    )


def _route(drawn: BaseGeometry) -> BaseGeometry:
    """A route as its areas where it has any, else as its lines; points are none."""
    parts = shapely.get_parts(shapely.make_valid(shapely.force_2d(drawn)))
    parts = shapely.get_parts(parts)  # a mended collection may hold collections
    areas = [part for part in parts if part.area > 0]
    return shapely.union_all(areas or [part for part in parts if part.length > 0])


def _walls(
    site: EffectiveSite,
    found: Sequence[Obstruction],
    region: BaseGeometry,
    zones: tuple[Polygon, ...],
    rules: ClosureRules,
) -> Walls:
    areas = {one.id: one.geometry for one in site.of(Role.BUILDING)}
    inner = shapely.union_all([zone.buffer(-_EDGE_M) for zone in zones])
    things = []
    required = rules.demand.standard
    for thing in found:
        part = thing.part
        if part.is_building:
            things.append(Standing(part.id, areas[part.id]))
        elif thing.holds[required] is Hold.YES and part.own_gap_m <= rules.closed_m + _EDGE_M:
            rest = part.shape.difference(inner) if part.shape.length > 0 else part.shape
            things.append(Standing(part.id, rest, part.radius_m))
    solids = [thing.shape for thing in things if thing.shape.area > 0]
    corners = outside(convex_corners([*zones, *rules.no_dig]), solids)
    return walls_of(things, corners, region, _PIECE_M)


def _notes(
    site: EffectiveSite, found: Sequence[Obstruction], rubric: Rubric, wish: Closing
) -> tuple[Text, ...]:
    notes = []
    unsure = sum(thing.holds[wish.required] is not Hold.YES for thing in found)
    if unsure:
        notes.append(text("closure.note_not_counted", count=unsure))
    passage, limit = rubric.value("passage_wheelchair_m"), rubric.value("gap_limit_m")
    if passage > limit:
        notes.append(
            text(
                "closure.conflict_passage",
                passage=Quantity(passage, "m", 2),
                limit=Quantity(limit, "m", 2),
            )
        )
    if not site.of(Role.CROWD_AREA):
        notes.append(text("closure.note_zone_is_square"))
    if not site.of(Role.CARRIAGEWAY, Role.PARKING, Role.VEHICLE_ENTRY):
        notes.append(text("closure.note_no_carriageway"))
    if not site.of(Role.BUILDING):
        notes.append(text("closure.note_no_building"))
    if not site.of(Role.NO_DIG):
        notes.append(text("closure.note_no_dig_unknown"))
    if not wish.keeps_gates and site.of(Role.EMERGENCY_ROUTE, Role.VEHICLE_ENTRY):
        notes.append(text("ring.note_no_gates"))
    if not site.of(Role.EMERGENCY_ROUTE):
        notes.append(text("closure.note_no_route"))
    return tuple(notes)
