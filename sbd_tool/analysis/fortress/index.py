"""The fortress index: how much of what people see from ways in and seats looks like security.

From each place the angle of every barrier, wall and fence in sight within ``view_reach_m`` is
multiplied by its overtness (wall, fence, block 1; bollard .5; planter, bench, rack .15; tree, hedge
0): that is the discount for things with a second use and for planting. Where things stand before
each other the most overt one counts. The sum over a whole turn is the load of the place; the index
is the mean of the loads, each place weighted by the ground seen from it.

The idea is a criterion of the JRC handbook (no fortress), the measure is our own (basis c).
Direction of error: rows count with their solid share (unit over unit plus gap), so a row seen along
its length is told rather too low; heights are not looked at, so low things are told rather too
high.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.fortress.angles import Intervals, disc, outline, weighted_width
from sbd_tool.analysis.obstacles import Obstacle, obstacles_of
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.fairness import FortressIndex, FortressView, ViewPlace
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric

ROLES: Final = (Role.BARRIER, Role.WALL, Role.GATE, Role.VEGETATION)
_FACE_M: Final = 0.3  # what ends the view stands just outside of what is seen
_OWN_M: Final = 0.6  # nobody is fenced in by the bench he sits on


class Seen(Protocol):
    """The ground seen from a place."""

    @property
    def polygon(self) -> BaseGeometry:
        """The ground, metres."""
        ...

    @property
    def area_m2(self) -> float:
        """Its area."""
        ...


class Sight(Protocol):
    """Looks round on the square."""

    def at(self, x: float, y: float, reach_m: float) -> Seen | None:
        """What is seen from a place, or None inside a thing."""
        ...


@dataclass(frozen=True, slots=True)
class _Thing:
    """An overt thing: shape, radius where it is a point, weight with the solid share of a row."""

    id: str
    shape: BaseGeometry
    radius_m: float
    weight: float


def fortress_index(
    site: EffectiveSite,
    rubric: Rubric,
    places: Sequence[ViewPlace],
    sight: Sight,
    progress: Progress,
) -> FortressIndex:
    """Look round from each place.

    Args:
        site: The site in the likely world.
        rubric: Overtness and reach.
        places: Ways in and seats.
        sight: What is seen from where.
        progress: Told after each place; may raise ``Cancelled``.

    Returns:
        Load of each place and their mean; the index is None when no place can be looked from.
    """
    things = list(_things(site, rubric))
    reach = rubric.value("view_reach_m")
    views: list[FortressView] = []
    for number, place in enumerate(places):
        progress.advance((number + 1) / len(places))
        seen = sight.at(place.x_m, place.y_m, reach)
        if seen is not None and seen.area_m2 > 0:
            views.append(_view(place, seen, things, reach))
    ground = math.fsum(view.area_m2 for view in views)
    index = math.fsum(view.load * view.area_m2 for view in views) / ground if ground else None
    ordered = sorted(views, key=lambda view: (-view.load, view.place.id))
    return FortressIndex(index=index, views=tuple(ordered))


def _things(site: EffectiveSite, rubric: Rubric) -> Iterable[_Thing]:
    for one in obstacles_of(site, rubric, ROLES, wide=False):
        if one.overtness > 0:
            yield _Thing(one.id, one.geometry, one.radius_m, one.overtness * _solid_share(one))


def _solid_share(one: Obstacle) -> float:
    if one.is_point or one.is_solid or one.gap_m <= 0 or one.unit_m <= 0:
        return 1.0
    return one.unit_m / (one.unit_m + one.gap_m)


def _view(place: ViewPlace, seen: Seen, things: Sequence[_Thing], reach_m: float) -> FortressView:
    eye = Point(place.x_m, place.y_m)
    ground = seen.polygon.buffer(_FACE_M)
    found = []
    for thing in things:
        away = eye.distance(thing.shape)
        if _OWN_M < away <= reach_m:
            parts = _seen_parts(thing, ground, place)
            if parts:
                found.append((thing.id, thing.weight, parts))
    told = weighted_width([(weight, parts) for _, weight, parts in found])
    loads: dict[str, float] = {}
    for (name, _, _), radians in zip(found, told, strict=True):
        loads[name] = loads.get(name, 0.0) + radians / (2 * math.pi)
    ordered = sorted((name for name in loads if loads[name] > 0), key=lambda n: (-loads[n], n))
    return FortressView(
        place=place,
        area_m2=seen.area_m2,
        load=math.fsum(loads.values()),
        objects=tuple((name, loads[name]) for name in ordered),
    )


def _seen_parts(thing: _Thing, ground: BaseGeometry, place: ViewPlace) -> Intervals:
    eye = (place.x_m, place.y_m)
    if isinstance(thing.shape, Point):
        if ground.distance(thing.shape) > thing.radius_m:
            return ()
        return disc(thing.shape.x - eye[0], thing.shape.y - eye[1], thing.radius_m)
    if not ground.intersects(thing.shape):
        return ()
    return outline(ground.intersection(thing.shape), eye)
