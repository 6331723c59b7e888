"""Laws of snapping, tracing and constraints."""

import math

import numpy as np
import shapely
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, Point, Polygon

from sbd_tool.domain.edits import constraints
from sbd_tool.domain.edits.segments import segments_of
from sbd_tool.domain.edits.snap import Snap, SnapIndex, SnapKind, SnapSettings
from sbd_tool.domain.edits.tracing import TraceGraph
from sbd_tool.domain.errors import InputError

CALM = settings(deadline=None, max_examples=60)
COORDINATE = st.integers(-2000, 2000).map(lambda value: value / 100)
PLACE = st.tuples(COORDINATE, COORDINATE)
ORIGIN = np.array([476_000.0, 6_500_000.0])
ON_LINE = (SnapKind.END, SnapKind.MIDDLE, SnapKind.INTERSECTION, SnapKind.NEAREST)


@st.composite
def drawings(draw: st.DrawFn) -> list:
    shapes = []
    for path in draw(
        st.lists(st.lists(PLACE, min_size=1, max_size=5, unique=True), min_size=1, max_size=8)
    ):
        xy = ORIGIN + np.array(path)
        if len(path) == 1:
            shapes.append(Point(xy[0]))
        elif len(path) > 2 and Polygon(xy).is_valid and Polygon(xy).area > 0:
            shapes.append(Polygon(xy))
        else:
            shapes.append(LineString(xy))
    return shapes


def seen(shapes: list, at, last, tolerance: float) -> tuple[Snap, ...]:
    index = SnapIndex(shapes, [str(row) for row in range(len(shapes))])
    place = (ORIGIN[0] + at[0], ORIGIN[1] + at[1])
    before = None if last is None else (ORIGIN[0] + last[0], ORIGIN[1] + last[1])
    return index.candidates(place, SnapSettings(tolerance_m=tolerance), before)


@CALM
@given(drawings(), PLACE, st.none() | PLACE, st.floats(0.1, 20))
def test_a_catch_lies_on_its_objects_and_within_the_tolerance(shapes, at, last, tolerance):
    for snap in seen(shapes, at, last, tolerance):
        here = Point(snap.x_m, snap.y_m)
        assert here.distance(Point(ORIGIN + np.array(at))) <= tolerance + 1e-9
        owners = [shapes[int(name)] for name in snap.ids]
        assert owners
        if snap.kind in {*ON_LINE, SnapKind.PERPENDICULAR}:
            edges = [shapely.boundary(o) if o.area else o for o in owners]
            assert max(here.distance(edge) for edge in edges) < 1e-6


@CALM
@given(drawings(), PLACE, st.floats(0.1, 20))
def test_the_nearest_catch_is_the_nearest_place_by_brute_force(shapes, at, tolerance):
    here = Point(ORIGIN + np.array(at))
    lines = [shapely.boundary(shape) if shape.area else shape for shape in shapes]
    away = min((line.distance(here) for line in lines if line.length), default=math.inf)
    found = {snap.kind: snap for snap in seen(shapes, at, None, tolerance)}
    assert (SnapKind.NEAREST in found) == (away <= tolerance) or abs(away - tolerance) < 1e-6
    if SnapKind.NEAREST in found:
        assert math.isclose(found[SnapKind.NEAREST].away_m, away, abs_tol=1e-6)
    corners = shapely.get_coordinates(shapes)
    away = float(np.hypot(*(corners - ORIGIN - at).T).min())
    if SnapKind.END in found:
        assert math.isclose(found[SnapKind.END].away_m, away, abs_tol=1e-6)
    else:
        assert away > tolerance - 1e-6


@CALM
@given(drawings(), PLACE, PLACE, st.floats(0.1, 20))
def test_guides_are_square_or_parallel_or_straight_on(shapes, at, last, tolerance):
    pieces = segments_of(shapes).xy
    along = pieces[:, 2:] - pieces[:, :2]
    for snap in seen(shapes, at, last, tolerance):
        if snap.guide is None:
            continue
        way = np.array([snap.x_m, snap.y_m]) - snap.guide
        reach = np.hypot(*way) * np.hypot(*along.T)
        assume(np.hypot(*way) > 1e-3)
        if snap.kind is SnapKind.PERPENDICULAR:
            assert (np.abs(along @ way) / reach).min() < 1e-5
        else:
            cross = along[:, 0] * way[1] - along[:, 1] * way[0]
            assert (np.abs(cross) / reach).min() < 1e-5


@CALM
@given(drawings(), PLACE, st.floats(0.1, 20))
def test_find_is_the_first_candidate_and_what_is_left_out_is_never_caught(shapes, at, tolerance):
    index = SnapIndex(shapes, [str(row) for row in range(len(shapes))])
    place = (ORIGIN[0] + at[0], ORIGIN[1] + at[1])
    settings = SnapSettings(tolerance_m=tolerance)
    several = index.candidates(place, settings)
    assert index.find(place, settings) == (several[0] if several else None)
    without = SnapSettings(tolerance_m=tolerance, without=frozenset({"0"}))
    assert all("0" not in snap.ids for snap in index.candidates(place, without))


@CALM
@given(PLACE, PLACE, st.floats(-180, 180), st.sampled_from([90.0, 45.0, 15.0]))
def test_ortho_leads_along_one_of_its_directions(last, pointer, base: float, step: float):
    assume(math.dist(last, pointer) > 1e-3)
    x, y = constraints.ortho(last, pointer, base_deg=base, step_deg=step)
    assert math.dist((x, y), pointer) <= math.dist(last, pointer) + 1e-9
    if math.dist((x, y), last) > 1e-6:
        turn = (constraints.direction_deg(last, (x, y)) - base) / step
        assert abs(turn - round(turn)) < 1e-5


@CALM
@given(drawings(), st.floats(0, 1), st.floats(0, 1))
def test_a_trace_runs_along_edges_and_is_no_longer_than_the_line_it_began_on(shapes, first, second):
    pieces = segments_of(shapes).xy
    assume(len(pieces) > 0)
    graph = TraceGraph(pieces)
    edges = shapely.multilinestrings(pieces.reshape(-1, 2, 2))
    one = next(shape for shape in shapes if shape.length)
    path = one.exterior if isinstance(one, Polygon) else one
    ends = [path.interpolate(share, normalized=True) for share in (first, second)]
    try:
        way = graph.path(*((end.x, end.y) for end in ends), 1e-3)
    except InputError as refusal:
        assert ends[0].distance(ends[1]) < 1e-2, refusal.what  # noqa: PT017 - one path, one way
        return
    corners = shapely.points(shapely.get_coordinates(way))
    assert shapely.distance(corners, edges).max() < 1e-6
    halves = [(way.interpolate(s, normalized=True)) for s in (0.25, 0.5, 0.75)]
    assert max(half.distance(edges) for half in halves) < 1e-5
    assert way.length <= abs(first - second) * path.length + 1e-4
    assert Point(way.coords[0]).distance(ends[0]) < 1e-3
    assert Point(way.coords[-1]).distance(ends[1]) < 1e-3
