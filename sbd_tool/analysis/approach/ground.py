"""Ground a vehicle may drive on, kerbs or not, for both ends of the speed bracket.

The upper end credits only what surely stops a vehicle: buildings, water, and things with a readable
rating whose gaps it does not fit through. The lower end credits everything drawn that is in the
way, trees included. What stands within reach of the edge is what gets hit, so it is no obstacle
here. Kerbs, steps, lawns, opposing lanes, footways and forecourts are ground. What passes a
stated entry passes it at the stated speed, so ground ends there and begins again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, TypeVar, cast

import numpy as np
import shapely
from shapely.geometry import LineString, Polygon, box
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.approach.clearance import Floats
from sbd_tool.analysis.cells import frame_of
from sbd_tool.analysis.obstacles import Obstacle, obstacles_of
from sbd_tool.analysis.prepared import prepared
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric

_Shape = TypeVar("_Shape", bound=BaseGeometry)
GRID_M: Final = 0.25
_ARC: Final = 4  # chords per quarter: corners a little too round, the side that over-states


@dataclass(frozen=True, slots=True)
class Frame:
    """Coordinates along the square, so that turning a plan changes nothing.

    Attributes:
        x, y: Middle of the least rectangle round the square.
        along: Unit vector along its side.
    """

    x: float
    y: float
    along: tuple[float, float]

    def into(self, shape: _Shape) -> _Shape:
        """A geometry in this frame."""
        c, s = self.along

        def moved(points: Floats) -> Floats:
            dx, dy = points[:, 0] - self.x, points[:, 1] - self.y
            return np.column_stack((c * dx + s * dy, c * dy - s * dx))

        return shapely.transform(shape, moved)

    def back(self, shape: _Shape) -> _Shape:
        """A geometry of this frame in the project's coordinates."""
        c, s = self.along

        def moved(points: Floats) -> Floats:
            x, y = points[:, 0], points[:, 1]
            return np.column_stack((self.x + c * x - s * y, self.y + s * x + c * y))

        return shapely.transform(shape, moved)


@dataclass(frozen=True, slots=True, eq=False)
class DrivingGround:
    """Everything in the square's frame.

    Attributes:
        frame: That frame.
        rim: Box of the lattice.
        far: Region within which straight runs are looked for.
        sure, drawn: What stands in the way at the upper and at the lower end.
        core: The part of the square no run-up crosses: inside it the line has been passed.
        zone: The square.
    """

    frame: Frame
    rim: tuple[float, float, float, float]
    far: Polygon
    sure: BaseGeometry
    drawn: BaseGeometry
    core: BaseGeometry
    zone: Polygon

    def middles(self, half_m: float, *, is_upper: bool) -> BaseGeometry:
        """Where the middle of a vehicle of that half width can be, as far as the plan goes."""
        solid = self.sure if is_upper else self.drawn
        taken = shapely.union(solid.buffer(half_m, quad_segs=_ARC), self.core)
        return shapely.difference(self.far, taken)

    def near(self, *, is_upper: bool) -> BaseGeometry:
        """Free ground inside the lattice's box, not yet shrunk."""
        solid = self.sure if is_upper else self.drawn
        return shapely.difference(box(*self.rim), shapely.union(solid, self.core))


def driving_ground(
    site: EffectiveSite, rubric: Rubric, cuts: Sequence[BaseGeometry] = ()
) -> DrivingGround:
    """Read the ground of a site.

    Args:
        site: Reads ``GROUND_ROLES`` and the surroundings.
        rubric: Numbers of ``GROUND_NUMBERS``.
        cuts: Places of stated entries, where ground ends.
    """
    corner, right, up, wide, high = frame_of(site.zone)
    middle = corner + right * wide / 2 + up * high / 2
    frame = Frame(float(middle[0]), float(middle[1]), (float(right[0]), float(right[1])))
    reach = rubric.value("approach_bends_m")
    half = [np.ceil((side / 2 + reach) / GRID_M) * GRID_M for side in (wide, high)]
    rim = (-float(half[0]), -float(half[1]), float(half[0]), float(half[1]))
    zone = frame.into(site.zone)
    far: BaseGeometry = zone.buffer(rubric.value("vehicle_reach_m"), quad_segs=4)
    if site.surroundings is not None:
        far = shapely.intersection(frame.into(site.surroundings), zone.buffer(2_000.0))
    far = shapely.union_all([far, box(*rim)]).convex_hull
    built = _built(site)
    things = obstacles_of(site, rubric, wide=True)
    strip = site.zone.exterior.buffer(rubric.value("barrier_reach_m"), quad_segs=8)
    limit = rubric.value("gap_limit_m")
    sure = _without(_linked(_rated(things, limit), limit), strip)
    drawn = [*sure, *_without(_drawn(site, things, limit, rubric.value("trunk_radius_m")), strip)]
    return DrivingGround(
        frame=frame,
        rim=rim,
        far=cast("Polygon", far),
        sure=frame.into(shapely.union_all([*built, *sure, *cuts])),
        drawn=frame.into(shapely.union_all([*built, *drawn, *cuts])),
        core=zone.buffer(-rubric.value("approach_inner_m")),
        zone=zone,
    )


def _built(site: EffectiveSite) -> list[BaseGeometry]:
    shapes = [
        element.geometry
        for element in site.of(Role.BUILDING, Role.WATER)
        if not element.is_measure and not element.geometry.is_empty
    ]
    sound = shapely.make_valid(shapely.force_2d(np.array(shapes, dtype=object)))
    return [shape for shape in shapely.get_parts(sound) if shape.geom_type == "Polygon"]


def _shape(thing: Obstacle) -> BaseGeometry:
    half = thing.radius_m if thing.is_point else max(0.02, thing.unit_m / 2)
    return thing.geometry.buffer(half, cap_style="round" if thing.is_point else "flat")


def _rated(things: list[Obstacle], limit_m: float) -> list[BaseGeometry]:
    """What surely stops a vehicle: rated, verified or specified, without a gap to drive through."""
    return [
        _shape(thing)
        for thing in things
        if thing.rating
        and thing.form.stops_vehicles
        and not thing.is_in_doubt
        and not thing.is_open_to_vehicles
        and thing.gap_m <= limit_m
    ]


def _linked(shapes: list[BaseGeometry], limit_m: float) -> list[BaseGeometry]:
    """Close the gaps between neighbours that no vehicle fits through."""
    if len(shapes) < 2:  # noqa: PLR2004 - a pair
        return shapes
    drawn = np.array(shapes, dtype=object)
    first, second = shapely.STRtree(drawn).query(drawn, predicate="dwithin", distance=limit_m)
    keep = first < second
    links = shapely.shortest_line(drawn[first[keep]], drawn[second[keep]])
    return [*shapes, *shapely.buffer(links[shapely.length(links) > 0], 0.02)]


def _drawn(
    site: EffectiveSite, things: list[Obstacle], limit_m: float, trunk_m: float
) -> list[BaseGeometry]:
    """Everything drawn that is in the way, rated or not, and trunks of trees."""
    trunks = [
        element.geometry.buffer(trunk_m)
        for element in site.of(Role.TREE)
        if element.geometry.geom_type == "Point" and not element.geometry.is_empty
    ]
    kept = [
        _shape(thing)
        for thing in things
        if thing.form.stops_vehicles and not thing.is_open_to_vehicles and thing.gap_m <= limit_m
    ]
    return [*kept, *trunks]


def _without(shapes: list[BaseGeometry], strip: BaseGeometry) -> list[BaseGeometry]:
    strip = prepared(strip)
    return [
        shapely.difference(shape, strip) if shapely.intersects(strip, shape) else shape
        for shape in shapes
    ]


def pieces_of(line: LineString, longest_m: float) -> list[tuple[float, float]]:
    """Cut a line into equal stretches: (start, end) in metres from its start."""
    count = max(1, int(np.ceil(line.length / longest_m - 0.02)))
    cuts = np.linspace(0.0, line.length, count + 1)
    return [(float(low), float(high)) for low, high in pairwise(cuts)]
