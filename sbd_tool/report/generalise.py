"""Places made coarse on purpose, so that an exact one cannot be read back."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

import shapely
from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

ZONE_M: Final = 25.0
"""Side of the cell that stands for a camera in the partner edition."""

_SIDE_TOLERANCE_M: Final = 8.0
_SHORTEST_SIDE_M: Final = 12.0
_NEAR_SIDE_M: Final = 30.0
_SAMPLE_M: Final = 4.0
_SHARE: Final = 0.2
_INSET_M: Final = 2.5
_JOINED_M: Final = 6.0
_RUN_M: Final = 1.0


def cell_of(geometry: BaseGeometry) -> Polygon:
    """The cell of a fixed lattice a geometry's middle lies in; nothing finer is kept."""
    middle = geometry.centroid
    column, row = math.floor(middle.x / ZONE_M), math.floor(middle.y / ZONE_M)
    return shapely.box(column * ZONE_M, row * ZONE_M, (column + 1) * ZONE_M, (row + 1) * ZONE_M)


def runs_of(geometries: Iterable[BaseGeometry]) -> tuple[BaseGeometry, ...]:
    """Lines along which objects stand, so coarse that no gap between two can be read.

    Neighbours are joined across gaps of up to six metres and places are whole metres: that
    a line of objects stands here is told, where it lets something through is not.

    Args:
        geometries: Points, lines and areas, metres.

    Returns:
        One geometry a run, in order of place.
    """
    pieces = [
        part for whole in geometries for part in shapely.get_parts(whole) if not part.is_empty
    ]
    if not pieces:
        return ()
    groups: dict[int, list[BaseGeometry]] = {}
    bridges, root = _joined(pieces)
    for place, piece in enumerate(pieces):
        groups.setdefault(root[place], []).append(piece)
    for place, bridge in bridges:
        groups[root[place]].append(bridge)
    runs = [_coarse(group) for group in groups.values()]
    return tuple(sorted(runs, key=lambda run: (run.bounds, run.wkt)))


def _joined(
    pieces: Sequence[BaseGeometry],
) -> tuple[list[tuple[int, LineString]], Sequence[int]]:
    """Shortest bridges that join near pieces without a loop, and the group of each piece."""
    tree = shapely.STRtree(pieces)
    first, second = tree.query(pieces, predicate="dwithin", distance=_JOINED_M)
    distances = shapely.distance(tree.geometries[first], tree.geometries[second])
    root = list(range(len(pieces)))

    def top(place: int) -> int:
        while root[place] != place:
            root[place] = root[root[place]]
            place = root[place]
        return place

    bridges = []
    for _, one, other in sorted(zip(distances, first, second, strict=True)):
        here, there = top(int(one)), top(int(other))
        if here != there:
            root[max(here, there)] = min(here, there)
            bridges.append((here, shapely.shortest_line(pieces[int(one)], pieces[int(other)])))
    return bridges, [top(place) for place in range(len(pieces))]


def _coarse(group: Sequence[BaseGeometry]) -> BaseGeometry:
    """A run on whole metres: one line where it can be, a point where it has no length."""
    outlines = [piece.boundary if piece.area else piece for piece in group]
    found = shapely.union_all([line for line in outlines if line.length])
    if found.geom_type == "MultiLineString":
        found = shapely.line_merge(found)
    found = shapely.set_precision(found.simplify(_RUN_M), _RUN_M)
    if not found.is_empty:
        return found.normalize()
    middle = shapely.union_all(outlines).centroid
    return Point(round(middle.x), round(middle.y))


def sides_with(
    square: BaseGeometry, objects: Iterable[BaseGeometry]
) -> tuple[tuple[int, LineString], ...]:
    """Sides of a square along which any of the objects stand.

    A side is told, not a place: the drawn line is the side itself, a little inside, whatever the
    objects look like and wherever along it they stand.

    Args:
        square: Area, metres.
        objects: Geometries, metres.

    Returns:
        Number of the side, counted from the ring's first vertex, and its line.
    """
    area = max(
        (part for part in shapely.get_parts(square) if isinstance(part, Polygon)),
        key=lambda part: part.area,
        default=None,
    )
    if area is None:
        return ()
    sides = _sides(area)
    taken: set[int] = set()
    for geometry in objects:
        taken |= _sides_of(geometry, sides)
    return tuple((number, _inset(sides[number], area)) for number in sorted(taken))


def _sides(area: Polygon) -> Sequence[LineString]:
    corners = list(area.exterior.simplify(_SIDE_TOLERANCE_M).coords)
    lines = [LineString(pair) for pair in pairwise(corners)]
    return [line for line in lines if line.length >= _SHORTEST_SIDE_M] or lines


def _sides_of(geometry: BaseGeometry, sides: Sequence[LineString]) -> set[int]:
    near: Counter[int] = Counter()
    samples = list(_samples(geometry))
    for at in samples:
        distances = [(side.distance(at), number) for number, side in enumerate(sides)]
        away, number = min(distances)
        if away <= _NEAR_SIDE_M:
            near[number] += 1
    return {number for number, count in near.items() if count >= _SHARE * len(samples)}


def _samples(geometry: BaseGeometry) -> Iterable[Point]:
    for part in shapely.get_parts(geometry):
        if isinstance(part, LineString) and part.length > _SAMPLE_M:
            steps = min(500, math.ceil(part.length / _SAMPLE_M))
            for step in range(steps + 1):
                yield part.interpolate(step / steps, normalized=True)
        elif not part.is_empty:
            yield part.centroid


def _inset(side: LineString, area: Polygon) -> LineString:
    (x1, y1), (x2, y2) = side.coords
    length = side.length
    nx, ny = -(y2 - y1) / length * _INSET_M, (x2 - x1) / length * _INSET_M
    middle = Point((x1 + x2) / 2 + nx, (y1 + y2) / 2 + ny)
    if not area.contains(middle):
        nx, ny = -nx, -ny
    cut = min(0.2, 4.0 / length)
    dx, dy = (x2 - x1) * cut, (y2 - y1) * cut
    return LineString([(x1 + dx + nx, y1 + dy + ny), (x2 - dx + nx, y2 - dy + ny)])
