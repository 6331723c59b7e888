"""Places a checklist can be asked at: read from plan and assessment, each with a viewpoint."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import hypot
from typing import Final

import shapely
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.catalogue import Catalogue
from sbd_tool.domain.checklists import XY, Item, Look, Spot, Template
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.project import Project
from sbd_tool.domain.results import Arrivals
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.sight_results import Pockets
from sbd_tool.domain.tasks import Form, Site
from sbd_tool.domain.text import text

_ROLES: Final[Mapping[Spot, tuple[Role, ...]]] = {
    Spot.ENTRANCES: (Role.ENTRANCE,),
    Spot.BARRIERS: (Role.BARRIER, Role.GATE),
    Spot.SEATS: (Role.SEAT,),
    Spot.LAMPS: (Role.LAMP,),
    Spot.CAMERAS: (Role.CAMERA,),
    Spot.TREES: (Role.TREE,),
}
_FAR_M: Final = 30.0  # how far "outwards" is shown on the map
_MOST_POINTS: Final = 60
_ROUGH_M: Final = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """A place that is suggested.

    Attributes:
        spot: What kind of place.
        form, points: Where.
        object: The object it is, or "".
    """

    spot: Spot
    form: Form
    points: tuple[XY, ...]
    object: str = ""

    @property
    def middle(self) -> XY:
        """Mean of its points."""
        return Site(points=self.points, form=self.form).middle


def suggest(
    project: Project,
    catalogue: Catalogue,
    rubric: Rubric,
    template: Template,
    results: Mapping[str, object] | None = None,
) -> tuple[Suggested, ...]:
    """Places for a template, spread over the square: at most ``template.most`` of each kind.

    Ways in and hidden pockets come from an assessment; without one the ways in are the entrances
    near the square, and hidden pockets are not known.

    Args:
        project: Plan and measures as they stand.
        catalogue: Says what a measure acts as.
        rubric: How near the square "near" is.
        template: What is to be asked.
        results: Results of an assessment of this project, or None.

    Raises:
        InputError: No square is picked.
    """
    finder = _Finder(project, catalogue, rubric, results or {})
    wanted = dict.fromkeys(item.spot for item in template.items)
    return tuple(
        one for spot in wanted for one in _spread(finder.of(spot), finder.middle, template.most)
    )


def site_of(item: Item, place: Suggested, middle: XY) -> Site:
    """A task's place with where to stand and to look, by the rule of its question.

    Args:
        item: The question.
        place: Where it is asked.
        middle: A point inside the square.
    """
    at = middle if place.spot is Spot.SQUARE else place.middle
    stand = _towards(at, middle, item.standing.back_m)
    look = {Look.PLACE: at, Look.MIDDLE: middle, Look.OUT: _towards(at, middle, -_FAR_M)}
    return Site(
        points=place.points,
        form=place.form,
        object=place.object,
        stand=stand,
        look=look[item.standing.look],
        height_m=item.standing.height_m,
    )


def middle_of(project: Project) -> XY:
    """A point inside the square.

    Raises:
        InputError: No square is picked.
    """
    return _xy(_zone(project).representative_point())


class _Finder:
    def __init__(
        self,
        project: Project,
        catalogue: Catalogue,
        rubric: Rubric,
        results: Mapping[str, object],
    ) -> None:
        self._project, self._catalogue, self._results = project, catalogue, results
        self._zone = _zone(project)
        self._near = self._zone.buffer(rubric.value("near_zone_m"))
        self.middle = _xy(self._zone.representative_point())

    def of(self, spot: Spot) -> list[Suggested]:
        if spot is Spot.SQUARE:
            ring = _ring(self._zone)
            return [Suggested(spot=spot, form=Form.AREA, points=ring, object=self._project.square)]
        if spot is Spot.WAYS_IN:
            return self._ways_in()
        if spot is Spot.POCKETS:
            return self._pockets()
        return self._of_roles(spot, _ROLES[spot])

    def _ways_in(self) -> list[Suggested]:
        found = self._results.get("arrivals")
        if not isinstance(found, Arrivals) or not found.ways:
            return self._of_roles(Spot.WAYS_IN, (Role.ENTRANCE,))
        return [
            Suggested(spot=Spot.WAYS_IN, form=Form.POINT, points=(_xy(way.at),))
            for way in found.ways
        ]

    def _pockets(self) -> list[Suggested]:
        found = self._results.get("hidden_pockets")
        if not isinstance(found, Pockets):
            return []
        largest = sorted(found.pockets, key=lambda one: -one.area_m2)
        return [
            Suggested(spot=Spot.POCKETS, form=Form.AREA, points=_ring(one.ground))
            for one in largest
        ]

    def _of_roles(self, spot: Spot, roles: Iterable[Role]) -> list[Suggested]:
        wanted = set(roles)
        found: dict[str, BaseGeometry] = {
            name: geometry
            for layer in self._project.layers
            if layer.role in wanted
            for name, geometry in zip(layer.ids, layer.geometry, strict=True)
        }
        for measure in self._project.measures.values():
            if measure.geometry is None or measure.kind not in self._catalogue.measures:
                continue
            if wanted & set(self._catalogue.measures[measure.kind].acts_as):
                found.pop(measure.plan_feature, None)
                found[measure.id] = measure.geometry
        return [
            _suggested(spot, name, geometry)
            for name, geometry in found.items()
            if not geometry.is_empty and self._near.intersects(geometry)
        ]


def _suggested(spot: Spot, name: str, geometry: BaseGeometry) -> Suggested:
    shape = shapely.force_2d(geometry)
    if shape.geom_type in ("LineString", "MultiLineString"):
        longest = max(shapely.get_parts(shape), key=lambda part: part.length)
        points = tuple((float(x), float(y)) for x, y in shapely.get_coordinates(longest))
        return Suggested(spot=spot, form=Form.LINE, points=_few(points), object=name)
    if shape.geom_type in ("Polygon", "MultiPolygon"):
        return Suggested(spot=spot, form=Form.AREA, points=_ring(shape), object=name)
    point = _xy(shape.representative_point())
    return Suggested(spot=spot, form=Form.POINT, points=(point,), object=name)


def _spread(found: Sequence[Suggested], middle: XY, most: int) -> list[Suggested]:
    """At most so many, each as far from those before as can be; the first is in the middle."""
    if len(found) <= most:
        return list(found)
    left = sorted(found, key=lambda one: (_apart(one.middle, middle), one.object))
    kept = [left.pop(0)]
    while left and len(kept) < most:
        far = max(left, key=lambda one: min(_apart(one.middle, two.middle) for two in kept))
        left.remove(far)
        kept.append(far)
    order = {id(one): number for number, one in enumerate(found)}
    return sorted(kept, key=lambda one: order[id(one)])


def _zone(project: Project) -> BaseGeometry:
    found = project.feature(project.square) if project.square else None
    if found is None:
        raise InputError(text("checklist.no_square"), text("checklist.no_square.hint"))
    return shapely.make_valid(shapely.force_2d(found[1].geometry))


def _ring(shape: BaseGeometry) -> tuple[XY, ...]:
    """The outer ring of the largest part, with few points."""
    largest = max(shapely.get_parts(shape), key=lambda part: part.area)
    simple = largest.simplify(_ROUGH_M)
    ring = largest if simple.is_empty or simple.geom_type != "Polygon" else simple
    outer = shapely.get_exterior_ring(ring)
    points = tuple((float(x), float(y)) for x, y in shapely.get_coordinates(outer))
    kept = _few(points[:-1])
    return (*kept, kept[0])


def _few(points: tuple[XY, ...]) -> tuple[XY, ...]:
    if len(points) <= _MOST_POINTS:
        return points
    step = (len(points) - 1) / (_MOST_POINTS - 1)
    return tuple(points[round(number * step)] for number in range(_MOST_POINTS))


def _towards(start: XY, goal: XY, metres: float) -> XY:
    """The point so far from a start towards a goal; negative goes away from it."""
    far = _apart(start, goal)
    if far < 1e-9:  # noqa: PLR2004 - the same point has no direction
        return (start[0], start[1] - metres)
    step = min(metres, far) / far
    return start[0] + step * (goal[0] - start[0]), start[1] + step * (goal[1] - start[1])


def _apart(one: XY, other: XY) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])


def _xy(point: BaseGeometry | Point) -> XY:
    x, y = shapely.get_coordinates(point)[0]
    return float(x), float(y)
