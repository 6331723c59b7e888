"""What can close an approach, taken apart into points and straight segments."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.chains import Pieces
from sbd_tool.analysis.obstacles import Obstacle, obstacles_of
from sbd_tool.analysis.perimeter import Perimeter
from sbd_tool.domain.effective import EffectiveSite, Leaning
from sbd_tool.domain.results import Approach
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric

_ARC: int = 64  # segments per quarter of a gate's opening: under 0.1 mm for a 1.5 m gate


@dataclass(frozen=True, slots=True)
class Part:
    """One obstacle near the edge: its shape, its row's gap, its radius, its drawing doubt."""

    id: str
    shape: BaseGeometry
    radius_m: float
    own_gap_m: float
    doubt_m: float
    is_building: bool
    rating: str


def parts_near(site: EffectiveSite, edge: Perimeter, rubric: Rubric) -> list[Part]:
    """Everything within reach of the edge that stops vehicles, rated or not.

    Openings without a closure are cut out of what they stand in. Drawing doubt widens gaps in the
    unfavourable world and narrows them in the favourable one; what is proposed has none.
    """
    strip = edge.ring.buffer(rubric.value("barrier_reach_m"), quad_segs=8)
    shapely.prepare(strip)
    obstacles = obstacles_of(site, rubric, wide=True)
    openings = [
        thing.geometry.buffer(thing.unit_m / 2, quad_segs=_ARC)
        for thing in obstacles
        if thing.is_open_to_vehicles
    ]
    cut = shapely.union_all(openings) if openings else None
    accuracy = rubric.value("drawing_accuracy_m")
    doubt = {Leaning.FEW: accuracy, Leaning.MANY: -accuracy}.get(site.world.attributes, 0.0)
    near = shapely.intersects(
        strip, np.array([thing.geometry for thing in obstacles], dtype=object)
    )
    found = []
    for thing, is_near in zip(obstacles, near, strict=True):
        if is_near and thing.form.stops_vehicles and not thing.is_open_to_vehicles:
            found += _parts(thing, strip, cut, doubt if thing.is_in_doubt else 0.0)
    for element in site.of(Role.BUILDING):
        if shapely.intersects(strip, element.geometry):
            front = _outline(element.geometry).intersection(strip)
            found.append(Part(element.id, front, 0.0, 0.0, 0.0, is_building=True, rating=""))
    return found


def _outline(shape: BaseGeometry) -> BaseGeometry:
    """Outlines of the areas of a shape, invalid ones mended."""
    parts = shapely.get_parts(shapely.make_valid(shapely.force_2d(shape)))
    return shapely.union_all([part.boundary for part in parts if part.geom_type == "Polygon"])


def _parts(
    thing: Obstacle, strip: BaseGeometry, cut: BaseGeometry | None, doubt_m: float
) -> list[Part]:
    shape = thing.geometry
    if shape.geom_type == "Polygon":
        shape = shape.boundary
    if not thing.is_point:
        shape = shape.intersection(strip)
        shape = shape.difference(cut) if cut is not None else shape
    if shape.is_empty:
        return []
    gap = thing.gap_m + doubt_m if thing.gap_m > 0 else 0.0
    return [
        Part(
            thing.id,
            shape,
            thing.radius_m,
            max(0.0, gap),
            doubt_m,
            is_building=False,
            rating=thing.rating,
        )
    ]


def taken_apart(parts: Sequence[Part]) -> Pieces:
    """Points and straight segments of parts; ``owner`` is the index of the part."""
    shapes: list[BaseGeometry] = []
    owner: list[int] = []
    for index, part in enumerate(parts):
        is_point = part.shape.geom_type == "Point"
        is_point = is_point and not part.shape.is_empty
        pieces = [part.shape] if is_point else list(segments_of(part.shape))
        shapes += pieces
        owner += [index] * len(pieces)
    own = np.array(owner, dtype=np.int64)
    return Pieces(
        shapes=np.array(shapes, dtype=object),
        radius=np.array([part.radius_m for part in parts])[own] if len(own) else np.empty(0),
        own_gap=np.array([part.own_gap_m for part in parts])[own] if len(own) else np.empty(0),
        doubt=np.array([part.doubt_m for part in parts])[own] if len(own) else np.empty(0),
        owner=own,
    )


def segments_of(shape: BaseGeometry) -> npt.NDArray[np.object_]:
    """Points as they are, lines as two-point segments."""
    found: list[npt.NDArray[np.object_]] = []
    for part in shapely.get_parts(shape):
        points = shapely.get_coordinates(part)
        if len(points) == 1:
            found.append(np.array([part], dtype=object))
        elif len(points) > 1:
            found.append(
                np.asarray(shapely.linestrings(np.stack((points[:-1], points[1:]), axis=1)))
            )
    return np.concatenate(found) if found else np.empty(0, dtype=object)


def sealed(edge: Perimeter, approach: Approach, solid: BaseGeometry, near_m: float) -> BaseGeometry:
    """The rest of the edge, as a wall that lets nothing through.

    Where a building stands at an end of the approach, the seal is drawn back behind its corner, so
    that clear gaps are measured to the building and not to the seal.
    """
    start, end, length = approach.start, approach.end, edge.length_m
    if approach.length_m >= length - 1e-6:
        return shapely.Point()
    first, last = (end, start) if end < start else (end, start + length)
    spots = shapely.line_interpolate_point(edge.ring, [end % length, start % length])
    back = [
        near_m if not solid.is_empty and spot.distance(solid) <= near_m else 0.0 for spot in spots
    ]
    first, last = first + back[0], last - back[1]
    if last - first <= 0:
        return shapely.Point()
    from sbd_tool.analysis.perimeter import line_of

    if first >= length:
        return line_of(edge, first - length, last - length)
    return line_of(edge, first, last)
