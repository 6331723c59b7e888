"""Editing operations against cases worked by hand."""

import math

import pytest
import shapely
from shapely.geometry import LineString, MultiLineString, Point, Polygon, box

from sbd_tool.domain.edits import constraints, cutting, offsets, placing, reshaping, vertices
from sbd_tool.domain.edits.offsets import Join, Side
from sbd_tool.domain.edits.snap import SnapIndex, SnapKind, SnapSettings
from sbd_tool.domain.edits.tracing import TraceGraph
from sbd_tool.domain.edits.vertices import Vertex
from sbd_tool.domain.errors import InputError

SQUARE = box(0, 0, 10, 10)
STREET = LineString([(0, 0), (10, 0)])


def corners(shape) -> list[tuple[float, float]]:
    return [(round(x, 9) + 0.0, round(y, 9) + 0.0) for x, y in shapely.get_coordinates(shape)]


def refused(edit) -> str:
    with pytest.raises(InputError) as refusal:
        edit()
    return refusal.value.what.key.removeprefix("edits.")


def test_quarter_turns_are_exact_and_counter_clockwise():
    assert placing.rotate(Point(5, 1), 90, (1, 1)).wkt == "POINT (1 5)"
    assert placing.rotate(Point(5, 1), -90, (1, 1)).wkt == "POINT (1 -3)"


def test_scaling_about_a_corner_leaves_the_corner():
    assert corners(placing.scale(STREET, 2, (10, 0))) == [(-10, 0), (10, 0)]
    assert refused(lambda: placing.scale(STREET, -1, (0, 0))) == "out_of_range"
    assert (
        refused(
            lambda: (
                placing.scale(STREET, 1e-4, (0, 0)) and placing.scale(box(0, 0, 1, 1), 1e-3, (0, 0))
            )
        )
        == "too_small"
    )


def test_a_mirror_at_the_diagonal_swaps_east_and_north():
    assert corners(placing.mirror(STREET, (0, 0), (1, 1))) == [(0, 0), (0, 10)]
    assert refused(lambda: placing.mirror(STREET, (1, 1), (1, 1))) == "mirror_point"


def test_arrays_count_the_original():
    row = placing.arrayed(Point(0, 0), placing.LinearArray(count=4, dx_m=1.5, dy_m=0))
    assert [point.x for point in row] == [1.5, 3.0, 4.5]
    ring = placing.arrayed(Point(2, 0), placing.PolarArray(count=4, centre=(0, 0)))
    assert [corners(point)[0] for point in ring] == [(0, 2), (-2, 0), (0, -2)]
    fan = placing.PolarArray(count=3, centre=(0, 0), sweep_deg=90, turns_items=False)
    last = placing.arrayed(LineString([(1, 0), (3, 0)]), fan)[-1]
    assert corners(last) == [(-1, 2), (1, 2)], "it keeps its direction"
    assert (
        refused(lambda: placing.arrayed(Point(0, 0), placing.LinearArray(count=1, dx_m=1, dy_m=0)))
        == "out_of_range"
    )
    assert (
        refused(lambda: placing.arrayed(Point(0, 0), placing.LinearArray(count=3, dx_m=0, dy_m=0)))
        == "array_no_step"
    )


def test_offsets_go_left_right_out_and_in():
    assert corners(offsets.offset(STREET, 2, Side.LEFT)) == [(0, 2), (10, 2)]
    assert corners(offsets.offset(STREET, 2, Side.RIGHT)) == [(0, -2), (10, -2)]
    assert offsets.offset(SQUARE, 1, Side.OUT, Join.MITRE).area == pytest.approx(144)
    bevelled = offsets.offset(SQUARE, 1, Side.OUT, Join.BEVEL)
    assert bevelled.area == pytest.approx(144 - 4 * 0.5)
    rounded = offsets.offset(SQUARE, 1, Side.OUT, Join.ROUND)
    assert rounded.area == pytest.approx(140 + math.pi, abs=0.03)
    assert offsets.offset(SQUARE, 2, Side.IN).area == pytest.approx(36)
    assert refused(lambda: offsets.offset(SQUARE, 5, Side.IN)) == "offset_vanishes"
    assert refused(lambda: offsets.offset(SQUARE, 1, Side.LEFT)) == "offset_side"
    assert refused(lambda: offsets.offset(Point(0, 0), 1, Side.OUT)) == "offset_side"


def test_an_area_splits_where_the_blade_runs_right_through():
    blade = LineString([(-1, 3), (11, 3)])
    assert [piece.area for piece in cutting.split(SQUARE, blade)] == pytest.approx([70, 30])
    dead_end = LineString([(-1, 3), (5, 3)])
    assert refused(lambda: cutting.split(SQUARE, dead_end)) == "split_ends_inside"
    assert refused(lambda: cutting.split(SQUARE, LineString([(20, 0), (30, 0)]))) == "split_misses"
    ring = SQUARE.difference(box(4, 4, 6, 6))
    left, right = cutting.split(ring, LineString([(5, -1), (5, 11)]))
    assert left.area == right.area == pytest.approx(48)
    assert refused(lambda: cutting.split(Point(0, 0), blade)) == "split_point"


def test_a_line_splits_at_each_crossing_and_a_ring_at_two():
    comb = LineString([(2, -1), (2, 1), (5, 1), (5, -1)])
    assert [piece.length for piece in cutting.split(STREET, comb)] == [2, 3, 5]
    ring = LineString([*SQUARE.exterior.coords])
    halves = cutting.split(ring, LineString([(-1, 5), (11, 5)]))
    assert sorted(piece.length for piece in halves) == [20, 20]
    once = LineString([(5, 5), (11, 5)])
    assert refused(lambda: cutting.split(ring, once)) == "split_misses"


def test_merging_joins_what_meets():
    whole = cutting.merge([STREET, LineString([(10, 5), (10, 0)])])
    assert whole.length == 15
    assert cutting.merge([SQUARE, box(10, 0, 12, 10)]).area == 120
    assert refused(lambda: cutting.merge([SQUARE, box(20, 0, 22, 10)])) == "merge_apart"
    apart = cutting.merge([SQUARE, box(20, 0, 22, 10)], may_lie_apart=True)
    assert apart.geom_type == "MultiPolygon"
    assert refused(lambda: cutting.merge([SQUARE, STREET])) == "merge_mixture"
    assert refused(lambda: cutting.merge([SQUARE])) == "merge_one"
    assert refused(lambda: cutting.merge([Point(0, 0), Point(1, 0)])) == "merge_points"


def test_trimming_keeps_the_clicked_stretch_or_takes_it_away():
    edges = [LineString([(3, -5), (3, 5)]), box(7, -1, 8, 1)]
    (kept,) = cutting.trim(STREET, edges, (5, 1))
    assert corners(kept) == [(3, 0), (7, 0)]
    rest = cutting.trim(STREET, edges, (5, 1), keeps_clicked=False)
    assert [part.length for part in rest] == [3, 3]
    assert (
        refused(lambda: cutting.trim(STREET, [LineString([(0, 1), (9, 1)])], (5, 0)))
        == "trim_misses"
    )
    ring = LineString([*SQUARE.exterior.coords])
    (lower,) = cutting.trim(ring, [LineString([(-1, 5), (11, 5)])], (5, 0))
    assert lower.length == 20
    assert not lower.is_closed


def test_trimming_at_an_edge_that_runs_along_cuts_where_it_begins_and_ends():
    (kept,) = cutting.trim(STREET, [LineString([(4, 0), (6, 0)])], (1, 0))
    assert corners(kept) == [(0, 0), (4, 0)]


def test_extending_goes_straight_on_to_the_first_boundary():
    walls = [
        LineString([(15, -5), (15, 5)]),
        LineString([(12, -5), (14, 5)]),
        LineString([(-3, 1), (-3, -1)]),
    ]
    assert corners(cutting.extend(STREET, walls, (9, 0))) == [(0, 0), (13, 0)]
    assert corners(cutting.extend(STREET, walls, (1, 0))) == [(-3, 0), (10, 0)]
    assert (
        refused(lambda: cutting.extend(STREET, [LineString([(0, 4), (20, 4)])], (9, 0)))
        == "extend_misses"
    )
    ring = LineString([*SQUARE.exterior.coords])
    assert refused(lambda: cutting.extend(ring, walls, (9, 0))) == "extend_closed"


def test_reshaping_grows_and_shrinks_an_area_and_keeps_the_larger_part():
    out = reshaping.reshape(SQUARE, LineString([(2, 10), (2, 12), (6, 12), (6, 10)]))
    assert out.area == pytest.approx(108)
    inward = reshaping.reshape(SQUARE, LineString([(2, 11), (2, 8), (6, 8), (6, 11)]))
    assert inward.area == pytest.approx(92)
    assert (
        refused(lambda: reshaping.reshape(SQUARE, LineString([(2, 11), (2, 8)])))
        == "reshape_misses"
    )
    ring = Polygon(SQUARE.exterior, [box(4, 4, 6, 6).exterior.coords])
    hole = reshaping.reshape(ring, LineString([(4, 5), (3, 5), (3, 6), (4, 6)]))
    assert hole.area == pytest.approx(95)
    # The outline begins at (10, 0): this sketch leaves that corner on the smaller side.
    corner = LineString([(5, -1), (5, 4), (6, 5), (11, 5)])
    assert reshaping.reshape(SQUARE, corner).area == pytest.approx(75.5)
    assert reshaping.reshape(SQUARE, LineString(corner.coords[::-1])).area == pytest.approx(75.5)
    cut = LineString([(-1, 5), (5, 5), (5, 11)])
    assert reshaping.reshape(SQUARE, cut).area == pytest.approx(75)


def test_reshaping_a_line_replaces_the_stretch_or_goes_on_from_its_end():
    detour = LineString([(3, 0), (3, 2), (6, 2), (6, 0)])
    assert reshaping.reshape(STREET, detour).length == 14
    backwards = LineString(detour.coords[::-1])
    assert reshaping.reshape(STREET, backwards).equals_exact(reshaping.reshape(STREET, detour), 0)
    longer = reshaping.reshape(STREET, LineString([(10, 0), (10, 4)]))
    assert corners(longer) == [(0, 0), (10, 0), (10, 4)]
    before = reshaping.reshape(STREET, LineString([(-2, 3), (0, 0)]))
    assert corners(before) == [(-2, 3), (0, 0), (10, 0)]


def test_vertices_of_rings_lines_and_closed_lines():
    assert vertices.vertex_near(SQUARE, (9.9, 0.1), 0.5) == Vertex(0, 0)
    more, new = vertices.insert_vertex(SQUARE, (5, 0.2), to=(5, -2))
    assert more.area == 110
    assert vertices.move_vertex(more, new, (5, -4)).area == 120
    assert vertices.delete_vertices(more, [new]).equals(SQUARE)
    closed = LineString([(0, 0), (4, 0), (4, 4), (0, 0)])
    moved = vertices.move_vertex(closed, Vertex(0, 3), (1, 1))
    assert moved.is_closed
    fewer = vertices.delete_vertices(
        vertices.close(LineString([(0, 0), (4, 0), (4, 4), (0, 4)])), [Vertex(0, 0)]
    )
    assert corners(fewer) == [(4, 0), (4, 4), (0, 4), (4, 0)]
    triangle = Polygon([(0, 0), (4, 0), (0, 3)])
    assert refused(lambda: vertices.delete_vertices(triangle, [Vertex(0, 1)])) == "too_few_corners"
    assert refused(lambda: vertices.delete_vertices(STREET, [Vertex(0, 1)])) == "too_few_points"
    assert refused(lambda: vertices.move_vertex(SQUARE, Vertex(0, 0), (-5, 5))) == "crosses_itself"
    assert refused(lambda: vertices.move_vertex(SQUARE, Vertex(1, 0), (0, 5))) == "vertex_missing"


def test_vertices_of_several_parts_stay_several_parts():
    two = MultiLineString([[(0, 0), (5, 0)], [(0, 2), (5, 2)]])
    moved = vertices.move_vertex(two, Vertex(1, 1), (5, 3))
    assert moved.geom_type == "MultiLineString"
    assert corners(moved)[-1] == (5, 3)


def test_simplifying_drops_what_lies_within_the_tolerance():
    bent = LineString([(0, 0), (5, 0.1), (10, 0)])
    assert len(vertices.simplify(bent, 0.2).coords) == 2
    assert len(vertices.simplify(bent, 0.05).coords) == 3


def snapped(at, *, last=None, tolerance=0.5, shapes=None, kinds=tuple(SnapKind)):
    drawn = shapes or [SQUARE, LineString([(5, -5), (5, 5)]), Point(20, 0)]
    index = SnapIndex(drawn, [chr(97 + row) for row in range(len(drawn))])
    found = index.find(at, SnapSettings(tolerance_m=tolerance, kinds=kinds), last)
    return (
        None
        if found is None
        else (found.kind.value, round(found.x_m, 9), round(found.y_m, 9), found.ids)
    )


def test_each_kind_of_snap_is_caught_where_it_is():
    assert snapped((9.8, 0.1)) == ("end", 10, 0, ("a",))
    assert snapped((20.1, 0)) == ("end", 20, 0, ("c",))
    assert snapped((5.1, 0.2)) == ("intersection", 5, 0, ("a", "b"))
    assert snapped((0.1, 5.2)) == ("middle", 0, 5, ("a",))
    assert snapped((5.1, 5.3), kinds=(SnapKind.CENTRE,)) == ("centre", 5, 5, ("a",))
    assert snapped((7.1, 9.9), last=(7, 3)) == ("perpendicular", 7, 10, ("a",))
    assert snapped((13, 0.2)) == ("extension", 13, 0, ("a",))
    assert snapped((8.1, 9.8)) == ("nearest", 8.1, 10, ("a",))
    assert snapped((16, 4.2), last=(14, 4)) == ("parallel", 16, 4, ("a",))
    assert snapped((60, 60)) is None
    assert snapped((19, 10.2)) == ("extension", 19, 10, ("a",))
    assert snapped((21, 10.2)) is None, "beyond twenty tolerances nothing is offered"
    slanting = [LineString([(-5, -5), (0, 0)])]
    assert snapped((7, 7), shapes=slanting) == ("extension", 7, 7, ("a",))
    assert snapped((9, 9), shapes=slanting) is None, "its end is 12.7 m away, the reach 10 m"


def test_a_corner_shared_by_two_objects_names_both():
    kind, _, _, ids = snapped((10, 10), shapes=[SQUARE, box(10, 10, 12, 12)])
    assert (kind, set(ids)) == ("end", {"a", "b"})


def test_ortho_and_bearings_by_hand():
    assert constraints.ortho((1, 1), (4, 1.5)) == (4, 1)
    assert constraints.ortho((1, 1), (1.5, -4)) == (1, -4)
    x, y = constraints.ortho((0, 0), (3, 2.5), step_deg=45)
    assert (x, y) == pytest.approx((2.75, 2.75))
    assert constraints.bearing_deg((0, 0), (1, 1)) == pytest.approx(45)
    assert constraints.bearing_deg((0, 0), (-1e-17, 1)) == 0
    assert refused(lambda: constraints.ortho((0, 0), (1, 1), step_deg=0)) == "out_of_range"
    assert refused(lambda: constraints.at_length((1, 1), (1, 1), 3)) == "entry_no_pointer"
    assert constraints.at_length((0, 0), (3, 4), 10) == pytest.approx((6, 8))


def test_tracing_takes_the_short_way_round():
    graph = TraceGraph(
        shapely.get_coordinates(shapely.boundary(SQUARE))[[0, 1, 1, 2, 2, 3, 3, 4]].reshape(-1, 4)
    )
    way = graph.path((2, 0), (0, 3), 0.1)
    assert corners(way) == [(2, 0), (0, 0), (0, 3)]
    assert graph.path((2, 0.01), (6, 0), 0.1).length == pytest.approx(4)
    with pytest.raises(InputError):
        graph.path((2, 5), (0, 3), 0.1)


def test_tracing_turns_at_crossings_and_refuses_islands():
    cross = [[0, 0, 10, 0], [5, -5, 5, 5], [20, 0, 30, 0]]
    graph = TraceGraph(
        shapely.get_coordinates(
            shapely.multilinestrings([[row[:2], row[2:]] for row in cross])
        ).reshape(-1, 4)
    )
    assert graph.path((1, 0), (5, 4), 0.1).length == pytest.approx(8)
    with pytest.raises(InputError) as refusal:
        graph.path((1, 0), (25, 0), 0.1)
    assert refusal.value.what.key == "edits.trace_apart"
