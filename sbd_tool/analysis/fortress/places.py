"""From where people look: a few steps before each way in, and every seat."""

from typing import Final

import shapely
from shapely.geometry import Point, Polygon

from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.fairness import ViewPlace
from sbd_tool.domain.results import Arrivals
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric

_TANGENT_M: Final = 0.5


def view_places(site: EffectiveSite, arrivals: Arrivals, rubric: Rubric) -> tuple[ViewPlace, ...]:
    """Ways in, then seats on the square, at most ``fortress_views_most`` of them.

    Of a row of seats only the middle looks. Where there are more seats than fit, every second,
    third, … of them in the order of their ids is kept.
    """
    step = rubric.value("fortress_step_back_m")
    ways = [
        _placed(f"way-{number + 1}", "way_in", _before(site.zone, way.at, step))
        for number, way in enumerate(arrivals.ways)
    ]
    seats = {
        element.id: element.geometry.representative_point()
        for element in site.of(Role.SEAT)
        if not element.geometry.is_empty and site.zone.intersects(element.geometry)
    }
    room = max(1, int(rubric.value("fortress_views_most")) - len(ways))
    every = -(-len(seats) // room) if seats else 1
    kept = sorted(seats)[::every]
    return (*ways, *(_placed(name, "seat", seats[name]) for name in kept))


def _placed(name: str, sort: str, at: Point) -> ViewPlace:
    return ViewPlace(id=name, sort=sort, x_m=float(at.x), y_m=float(at.y))


def _before(zone: Polygon, at: Point, step_m: float) -> Point:
    """The place at right angles to the edge, outside of it: what one sees who comes."""
    ring = zone.exterior
    along = ring.project(at)
    one = ring.interpolate((along - _TANGENT_M) % ring.length)
    two = ring.interpolate((along + _TANGENT_M) % ring.length)
    dx, dy = two.x - one.x, two.y - one.y
    length = (dx**2 + dy**2) ** 0.5 or 1.0
    for side in (1.0, -1.0):
        place = Point(at.x + side * step_m * dy / length, at.y - side * step_m * dx / length)
        if not shapely.contains_properly(zone, place):
            return place
    return at
