"""What a service vehicle meets, with everything that opens open or closed."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.attributes import number, truth
from sbd_tool.analysis.obstacles import OBSTACLE_ROLES, Obstacle, obstacles_of
from sbd_tool.analysis.prepared import prepared
from sbd_tool.analysis.swept.curve import Floats
from sbd_tool.analysis.swept.outlines import Box, Outlines, outlines_of
from sbd_tool.domain.access_results import Barriers
from sbd_tool.domain.effective import EffectiveSite, Element
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric

_FURNITURE: Final = (Role.TREE, Role.LAMP, Role.SEAT, Role.SHELTER, Role.SIGN, Role.STEPS)
_WIDTHS: Final = ("diameter_m", "diameter", "width_m", "width")
_WIDEST_CROWN_M: Final = 25.0  # greater areas are woods, nothing drives there
_WIDEST_M: Final = 3.0  # no trunk or post is wider; such a figure is of a crown or a mistake
Things = list[tuple[str, BaseGeometry]]


@dataclass(frozen=True, slots=True)
class Standing:
    """Things with their ids.

    Attributes:
        by_state: What stands in the way with barriers open and closed.
        opening: What has to be opened where the body would meet it.
        around: Box of the ground looked at; without one that of what stands.
    """

    by_state: dict[Barriers, Things]
    opening: Things
    around: Box | None = None

    def outlines(self, state: Barriers) -> Outlines:
        """Outlines of what stands in one state."""
        return self._outlines(self.by_state[state])

    def near(self, ground: Floats) -> tuple[tuple[tuple[str, bytes], ...], ...]:
        """What boxes, (n, 4), may meet, to the last bit: state by state, then what opens."""
        found = []
        for things in (*self.by_state.values(), self.opening):
            outlines = self._outlines(things)
            met = outlines.met_by(ground)
            found.append(tuple((things[one][0], outlines.wkb[one]) for one in met))
        return tuple(found)

    def only(self, state: Barriers) -> "Standing":
        """The same for one state of the barriers."""
        return replace(self, by_state={state: self.by_state[state]})

    def _outlines(self, things: Things) -> Outlines:
        return outlines_of([shape for _, shape in things], self.around)


def standing_of(
    site: EffectiveSite, rubric: Rubric, width_m: float, region: BaseGeometry
) -> Standing:
    """Read what stands in a region.

    Buildings, water, walls, fences, chains, posts, blocks, trees, lamps, seats, shelters, signs
    and steps stand. A row with gaps that let ``width_m`` through does not. Kerbs do not either.
    Gates and rows that open stand when closed, unless nothing closes them; one that says it
    cannot be operated never opens. Heights are not read: crowns and arches do not stand; a
    tree drawn by its crown stands by a trunk in its middle.
    """
    things = obstacles_of(site, rubric, wide=False)
    stuck = {
        element.id for element in site.of(*OBSTACLE_ROLES) if truth(element, "is_operable") is False
    }
    never_shut = [thing for thing in things if thing.is_open_to_vehicles and thing.id not in stuck]
    moving = [
        thing for thing in things if (thing.form.opens or thing.is_gate) and thing not in never_shut
    ]
    opened = [thing for thing in moving if thing.id not in stuck]
    passed = {id(thing) for thing in (*never_shut, *moving)}
    fixed = [(thing.id, _shape(thing)) for thing in things if _stands(thing, width_m, passed)]
    fixed += _furniture(site, rubric)
    fixed += [(thing.id, _shape(thing)) for thing in moving if thing.id in stuck]
    fixed = _near(fixed, region)
    shut = _near([(thing.id, _shape(thing)) for thing in opened], region)
    return Standing(
        by_state={
            Barriers.OPEN: _cut(fixed, [*never_shut, *opened]),
            Barriers.CLOSED: [*_cut(fixed, never_shut), *shut],
        },
        opening=shut,
        around=region.bounds,
    )


def _stands(thing: Obstacle, width_m: float, passed: set[int]) -> bool:
    if id(thing) in passed or not (thing.form.stops_vehicles or thing.stops_people):
        return False
    return thing.is_point or thing.is_solid or thing.gap_m < width_m


def _shape(thing: Obstacle) -> BaseGeometry:
    return thing.geometry.buffer(thing.radius_m) if thing.radius_m > 0 else thing.geometry


def _furniture(site: EffectiveSite, rubric: Rubric) -> Things:
    found = [(element.id, _solid(element, rubric)) for element in site.of(*_FURNITURE)]
    found += [(element.id, element.geometry) for element in site.of(Role.BUILDING)]
    return [(name, shapely.make_valid(shape)) for name, shape in found if not shape.is_empty]


def _solid(element: Element, rubric: Rubric) -> BaseGeometry:
    if element.geometry.geom_type != "Point" and not _is_crown(element):
        return element.geometry
    stated = number(element, *_WIDTHS)
    is_fit = stated is not None and 0 < stated <= _WIDEST_M
    width = stated if stated is not None and is_fit else rubric.value("bollard_width_m")
    return element.geometry.centroid.buffer(width / 2)


def _is_crown(element: Element) -> bool:
    """A tree drawn by its crown: a trunk stands in the middle of it."""
    area = element.geometry.area
    return element.role is Role.TREE and 0 < area <= math.pi / 4 * _WIDEST_CROWN_M**2


def _near(things: Things, region: BaseGeometry) -> Things:
    if not things:
        return []
    region = prepared(region)
    near = shapely.intersects(region, np.array([shape for _, shape in things], dtype=object))
    return [thing for thing, is_near in zip(things, near, strict=True) if is_near]


def _cut(things: Things, gates: Iterable[Obstacle]) -> Things:
    """Things with the openings of gates taken out of them; buildings never open."""
    openings = [gate.opening for gate in gates if gate.is_gate]
    if not openings:
        return things
    free = shapely.union_all(openings)
    cut = [(name, shape.difference(free) if shape.area == 0 else shape) for name, shape in things]
    return [(name, shape) for name, shape in cut if not shape.is_empty]
