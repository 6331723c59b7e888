"""Laws of editing: what goes there comes back, nothing unsound comes out, words for the rest."""

import math
from collections.abc import Callable

import numpy as np
import pytest
import shapely
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.edits import cutting, offsets, placing, reshaping, vertices
from sbd_tool.domain.edits.offsets import Join, Side
from sbd_tool.domain.errors import InputError

CALM = settings(deadline=None, max_examples=60)
COORDINATE = st.floats(-500, 500).map(lambda value: round(value, 3))
PLACE = st.tuples(COORDINATE, COORDINATE)
OFF = st.integers(-9000, 9000).map(lambda value: value / 1000)
ANGLE = st.floats(-720, 720)
GRID = (476_512.3, 6_500_120.7)  # a place on a national grid


@st.composite
def stars(draw: st.DrawFn) -> Polygon:
    """Sound areas, convex or not, sometimes with a hole."""
    corners = draw(st.integers(3, 12))
    reach = draw(st.lists(st.floats(2, 40), min_size=corners, max_size=corners))
    x, y = draw(PLACE)
    turns = np.linspace(0, 2 * np.pi, corners, endpoint=False)
    ring = [(x + r * math.cos(t), y + r * math.sin(t)) for r, t in zip(reach, turns, strict=True)]
    holes = [shapely.box(x - 0.2, y - 0.1, x + 0.2, y + 0.3).exterior.coords]
    area = Polygon(ring, holes if draw(st.booleans()) else [])
    assume(area.is_valid and area.area > 0.01)
    return area


@st.composite
def lines(draw: st.DrawFn) -> LineString:
    path = draw(st.lists(PLACE, min_size=2, max_size=8, unique=True))
    line = LineString(path)
    assume(line.length > 0.01)
    return line


@st.composite
def cut_areas(draw: st.DrawFn) -> tuple[Polygon, LineString]:
    """An area and a line that goes right through it, straight or with a bend inside."""
    area = draw(stars())
    middle = area.representative_point()
    turn, bend = draw(st.floats(0, 6.28)), draw(st.floats(-1, 1))
    ends = [
        (middle.x + 300 * math.cos(angle), middle.y + 300 * math.sin(angle))
        for angle in (turn, turn + math.pi + bend)
    ]
    return area, LineString([ends[0], (middle.x, middle.y), ends[1]])


@st.composite
def sketched(draw: st.DrawFn) -> tuple[BaseGeometry, LineString]:
    """A shape and a sketch that meets its outline twice at least, mostly."""
    shape = draw(st.one_of(stars(), lines()))
    outline = shape.exterior if isinstance(shape, Polygon) else shape
    shares = draw(st.lists(st.integers(0, 1000), min_size=2, max_size=2, unique=True))
    start, end = (outline.interpolate(share / 1000, normalized=True) for share in shares)
    by = draw(st.lists(st.tuples(OFF, OFF), max_size=3))
    between = [(start.x + dx, start.y + dy) for dx, dy in by]
    sketch = LineString([(start.x, start.y), *between, (end.x, end.y)])
    assume(sketch.length > 0.01)
    return shape, sketch


SHAPES = st.one_of(stars(), lines(), PLACE.map(Point))


def farthest(first: BaseGeometry, second: BaseGeometry) -> float:
    """Largest difference between vertices in their order."""
    a, b = shapely.get_coordinates(first), shapely.get_coordinates(second)
    assert a.shape == b.shape
    return float(np.abs(a - b).max())


def sound(shape: BaseGeometry) -> bool:
    return bool(shape.is_valid and not shape.is_empty)


def or_words(edit: Callable[[], BaseGeometry]) -> BaseGeometry | None:
    """The result, or None when the edit was refused in words; nothing else may be raised."""
    try:
        return edit()
    except InputError as refusal:
        if not refusal.what.key.startswith("edits."):
            raise
        return None


@CALM
@given(SHAPES, ANGLE, PLACE)
def test_turned_there_and_back_is_where_it_was(shape: BaseGeometry, angle: float, about):
    back = placing.rotate(placing.rotate(shape, angle, about), -angle, about)
    assert farthest(shape, back) < 1e-9


@CALM
@given(SHAPES, ANGLE)
def test_turning_keeps_its_digits_on_a_national_grid(shape: BaseGeometry, angle: float):
    there = placing.move(shape, *GRID)
    back = placing.rotate(placing.rotate(there, angle, GRID), -angle, GRID)
    assert farthest(there, back) < 1e-8


@CALM
@given(SHAPES, PLACE, PLACE)
def test_mirrored_twice_is_where_it_was(shape: BaseGeometry, first, second):
    assume(math.dist(first, second) > 0.1)
    once = placing.mirror(shape, first, second)
    assert math.isclose(once.area, shape.area, rel_tol=1e-9)
    if isinstance(shape, Polygon):
        assert shapely.is_ccw(once.exterior) == shapely.is_ccw(shape.exterior)
    assert farthest(shape, placing.mirror(once, first, second)) < 1e-9


@CALM
@given(SHAPES, st.floats(0.1, 10), st.floats(0.1, 10), PLACE)
def test_scaling_multiplies_areas_and_its_inverse_undoes_it(shape, east, north, about):
    scaled = or_words(lambda: placing.scale(shape, east, about, north))
    assume(scaled is not None)
    assert math.isclose(scaled.area, shape.area * east * north, rel_tol=1e-9)
    assert farthest(shape, placing.scale(scaled, 1 / east, about, 1 / north)) < 1e-7


@CALM
@given(stars(), st.integers(2, 24), PLACE)
def test_a_full_circle_of_copies_spreads_evenly(area: Polygon, count: int, centre):
    copies = placing.arrayed(area, placing.PolarArray(count=count, centre=centre))
    assert len(copies) == count - 1
    closed = placing.rotate(copies[-1], 360 / count, centre)
    assert farthest(area, closed) < 1e-8


@CALM
@given(
    st.tuples(st.floats(5, 40), st.floats(5, 40)), st.floats(0.01, 2), ANGLE, st.sampled_from(Join)
)
def test_an_oblong_grown_and_shrunk_is_what_it_was(sides, distance: float, angle: float, join):
    area = placing.rotate(shapely.box(0, 0, *sides), angle, (3, 4))
    grown = offsets.offset(area, distance, Side.OUT, join)
    back = offsets.offset(grown, distance, Side.IN, Join.MITRE)
    assert sound(grown)
    assert grown.area > area.area
    if join is Join.MITRE:
        assert back.boundary.hausdorff_distance(area.boundary) < 1e-6


@CALM
@given(st.floats(5, 40), st.floats(5, 40), st.floats(0.01, 2), ANGLE)
def test_the_parallel_of_a_parallel_is_the_line(east, north, distance, angle):
    line = placing.rotate(LineString([(0, 0), (east, 0), (east, north)]), angle, (3, 4))
    there = offsets.offset(line, distance, Side.LEFT)
    back = offsets.offset(there, distance, Side.RIGHT)
    assert back.hausdorff_distance(line) < 1e-6
    assert math.isclose(there.distance(line), distance, rel_tol=1e-6)


@CALM
@given(cut_areas())
def test_split_areas_merge_to_the_same_area(cut: tuple[Polygon, LineString]):
    area, blade = cut
    try:
        pieces = cutting.split(area, blade)
    except InputError as refusal:
        slivers = "edits.split_sliver"
        if refusal.what.key != slivers:
            raise
        return
    assert len(pieces) > 1
    assert all(sound(piece) for piece in pieces)
    assert math.isclose(sum(piece.area for piece in pieces), area.area, rel_tol=1e-9)
    whole = cutting.merge(pieces)
    assert math.isclose(whole.area, area.area, rel_tol=1e-9)
    assert whole.boundary.hausdorff_distance(area.boundary) < 1e-6


@CALM
@given(lines(), lines())
def test_split_lines_keep_their_length_and_merge_again(line: LineString, blade: LineString):
    try:
        pieces = cutting.split(line, blade)
    except InputError:
        return
    assert math.isclose(sum(piece.length for piece in pieces), line.length, rel_tol=1e-9)
    assert all(piece.distance(blade) < 1e-6 for piece in pieces)
    if line.is_simple and not line.is_closed:
        assert math.isclose(cutting.merge(pieces).length, line.length, rel_tol=1e-9)


@CALM
@given(lines(), st.lists(st.one_of(lines(), stars()), min_size=1, max_size=3), PLACE)
def test_trimming_never_lengthens(line: LineString, edges, at):
    try:
        (kept,) = cutting.trim(line, edges, at)
        rest = cutting.trim(line, edges, at, keeps_clicked=False)
    except InputError:
        return
    assert kept.length < line.length
    assert math.isclose(kept.length + sum(part.length for part in rest), line.length, rel_tol=1e-9)
    pieces = [kept, *rest]
    assert min(piece.distance(Point(at)) for piece in pieces) >= kept.distance(Point(at)) - 1e-9
    assert shapely.union_all(edges).distance(Point(kept.coords[0])) < 1e-6 or (
        shapely.union_all(edges).distance(Point(kept.coords[-1])) < 1e-6
    )


@CALM
@given(lines(), st.lists(st.one_of(lines(), stars()), min_size=1, max_size=3), PLACE)
def test_extending_meets_the_boundary_straight_on(line: LineString, boundaries, at):
    try:
        longer = cutting.extend(line, boundaries, at)
    except InputError:
        return
    assert longer.length > line.length
    ends = [Point(longer.coords[0]), Point(longer.coords[-1])]
    edge = shapely.union_all([shapely.boundary(b) if b.area else b for b in boundaries])
    assert min(end.distance(edge) for end in ends) < 1e-6
    assert line.hausdorff_distance(shapely.intersection(longer, line.buffer(1e-6))) < 1e-3


@CALM
@given(sketched())
def test_reshaping_gives_a_sound_shape_of_the_same_dimension_or_words(drawn):
    shape, sketch = drawn
    made = or_words(lambda: reshaping.reshape(shape, sketch))
    if made is not None:
        assert sound(made)
        assert shapely.get_dimensions(made) == shapely.get_dimensions(shape)
        assert shapely.get_num_geometries(made) == 1
        outlines = shapely.union_all([shapely.boundary(shape) if shape.area else shape, sketch])
        corners = shapely.points(shapely.get_coordinates(made))
        assert shapely.distance(corners, outlines).max() < 1e-6, "no vertex from nowhere"


@CALM
@given(SHAPES, PLACE, PLACE, st.integers(0, 11), st.floats(0.001, 50))
def test_vertex_edits_give_sound_shapes_or_words(shape, at, to, index, tolerance):
    chosen = vertices.Vertex(0, index)
    edits: list[Callable[[], BaseGeometry]] = [
        lambda: vertices.insert_vertex(shape, at, to)[0],
        lambda: vertices.move_vertex(shape, chosen, to),
        lambda: vertices.delete_vertices(shape, [chosen]),
        lambda: vertices.simplify(shape, tolerance),
        lambda: vertices.close(shape),
        lambda: vertices.open_at(vertices.close(shape), at),
        lambda: vertices.reverse(shape),
    ]
    for edit in edits:
        made = or_words(edit)
        assert made is None or sound(made)


@CALM
@given(st.one_of(stars(), lines()), PLACE)
def test_an_inserted_vertex_changes_nothing_until_moved_and_can_be_deleted(shape, at):
    try:
        more, vertex = vertices.insert_vertex(shape, at)
    except InputError:
        return
    assert more.hausdorff_distance(shape) < 1e-6
    assert (
        len(vertices.paths_of(more)[vertex.path]) == len(vertices.paths_of(shape)[vertex.path]) + 1
    )
    assert farthest(vertices.delete_vertices(more, [vertex]), shape) == 0


@CALM
@given(st.one_of(stars(), lines()))
def test_reversed_twice_is_the_very_same(shape: BaseGeometry):
    assert vertices.reverse(vertices.reverse(shape)).equals_exact(shape, 0)


@CALM
@given(lines())
def test_a_closed_line_opened_at_the_leg_that_closed_it_is_the_line(line: LineString):
    assume(len(line.coords) > 2 and not line.is_closed)
    closed = vertices.close(line)
    assert closed.is_closed
    a, b = np.array(line.coords[0]), np.array(line.coords[-1])
    middle = Point((a + b) / 2)
    assume(line.distance(middle) > 1e-6)
    assert vertices.open_at(closed, (middle.x, middle.y)).equals_exact(line, 0)


@CALM
@given(
    st.sampled_from([math.nan, math.inf, -math.inf, 1e300]),
    st.one_of(stars(), lines(), PLACE.map(Point), st.just(MultiPolygon())),
)
def test_numbers_that_are_none_are_refused_in_words(bad: float, shape: BaseGeometry):
    for edit in (
        lambda: placing.move(shape, bad, 0),
        lambda: placing.rotate(shape, bad, (0, 0)),
        lambda: placing.rotate(shape, 10, (bad, 0)),
        lambda: placing.scale(shape, bad, (0, 0)),
        lambda: placing.mirror(shape, (0, 0), (bad, 1)),
        lambda: offsets.offset(shape, bad, Side.OUT),
        lambda: vertices.simplify(shape, bad),
    ):
        with pytest.raises(InputError):
            edit()
