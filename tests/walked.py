"""Drawn squares to walk across: two ways in, and what stands between them."""

from collections.abc import Iterable, Sequence

from shapely.geometry import Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.walking.find import walks_of
from sbd_tool.analysis.walking.paths import ground_of
from sbd_tool.analysis.walking.pieces import Thing, pieces_of
from sbd_tool.analysis.walking.solve import Way, shortest_ways
from sbd_tool.domain.effective import Element
from sbd_tool.domain.progress import SILENT
from sbd_tool.domain.results import Arrival, Arrivals
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.walk_results import Walk, Walks
from tests.drawn import RUBRIC, site_of

GROUND = box(0, 0, 50, 40)


def arrival(at: BaseGeometry, number: int = 0, **more: bool) -> Arrival:
    """A level way in at a place."""
    said = {"is_stepped": False, "is_steep": False, "is_slope_known": True, **more}
    return Arrival(
        at=Point(at.x, at.y),
        position_m=float(number),
        ways=(f"way{number}",),
        is_narrow=False,
        is_for_vehicles=False,
        **said,
    )


def walked(
    things: Iterable[Element],
    places: Sequence[BaseGeometry],
    zone: Polygon = GROUND,
    *,
    rubric: Rubric = RUBRIC,
    arrivals: Arrivals | None = None,
    users: Sequence[str] = ("wheelchair",),
    **more: object,
) -> Walks:
    """Ways between places, taken as level ways in."""
    ways = arrivals or Arrivals(ways=tuple(arrival(at, n) for n, at in enumerate(places)))
    return walks_of(site_of(things, zone, **more), ways, rubric, SILENT, users)


def only(walks: Walks, user: str = "wheelchair") -> Walk:
    """The single way of a user."""
    (walk,) = walks.users[user].walks
    return walk


def way_m(
    shapes: Iterable[tuple[BaseGeometry, float]],
    places: Sequence[tuple[float, float]],
    clear_m: float,
    ground: Polygon = GROUND,
) -> float:
    """Length of the shortest way between two places past shapes with radii; infinite for none."""
    import numpy as np

    things = [Thing(str(number), shape, radius) for number, (shape, radius) in enumerate(shapes)]
    found: dict[tuple[int, int], Way] = shortest_ways(
        ground_of(pieces_of(ground, things), clear_m), np.array(places, dtype=float), [(0, 1)]
    )
    return found[0, 1].length_m if found else float("inf")
