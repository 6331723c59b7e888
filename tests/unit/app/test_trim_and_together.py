"""Trimming into two pieces, several edits as one step, and moving several vertices at once."""

import math

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import LineString, Point, Polygon

from sbd_tool.app.commands.base import By
from sbd_tool.app.commands.geometry import TransformObjects
from sbd_tool.app.commands.joining import TrimObject
from sbd_tool.app.commands.together import Together
from sbd_tool.app.history import History
from sbd_tool.domain.edits.placing import Move
from sbd_tool.domain.edits.typed_input import EntryStyle, parse_number
from sbd_tool.domain.edits.vertices import Vertex, move_vertex, move_vertices, paths_of
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import Evidence, Stamp
from sbd_tool.domain.measures import Measure
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import text

BY = By("Ada", "2026-05-04T03:02:01Z")
ROW = LineString([(0, 0), (10, 0)])
POSTS = (LineString([(3, -1), (3, 1)]), LineString([(6, -1), (6, 1)]))
METRES = st.floats(-50, 50).map(lambda value: round(value, 3))


def a_project(*shapes):
    rows = [
        Measure(
            stamp=Stamp(id=f"m{n}", author="Bob", created="2025", evidence=Evidence.SURVEYED),
            kind="bollards",
            geometry=shape,
            parameters={"clear_gap_m": 1.2},
        )
        for n, shape in enumerate(shapes)
    ]
    return Project(id="p", title="", crs="EPSG:25832", measures={row.id: row for row in rows})


def trim(at, edges=POSTS, new_id="new"):
    return TrimObject(object_id="m0", edges=edges, at=at, new_id=new_id, by=BY)


def test_taking_the_middle_away_leaves_two_objects_that_know_the_same():
    after = trim((4.5, 0)).apply(a_project(ROW))
    assert [tuple(xy) for xy in after.measures["m0"].geometry.coords] == [(0, 0), (3, 0)]
    new = after.measures["new"]
    assert [tuple(xy) for xy in new.geometry.coords] == [(6, 0), (10, 0)]
    assert new.parameters == {"clear_gap_m": 1.2}
    assert new.stamp.evidence is Evidence.SURVEYED


def test_taking_an_end_away_makes_no_second_object():
    after = trim((1, 0)).apply(a_project(ROW))
    assert after.measures.keys() == {"m0"}
    assert after.measures["m0"].geometry.length == pytest.approx(7)


def test_a_line_that_nothing_crosses_is_not_trimmed():
    with pytest.raises(InputError):
        trim((1, 0), edges=(LineString([(0, 5), (9, 5)]),)).apply(a_project(ROW))


@given(at=st.floats(0, 10), cut=st.floats(1, 9))
def test_a_trimmed_line_is_never_longer_and_both_pieces_lie_on_it(at, cut):
    edge = LineString([(cut, -1), (cut, 1)])
    after = trim((at, 0), edges=(edge, *POSTS)).apply(a_project(ROW))
    pieces = [row.geometry for row in after.measures.values()]
    assert sum(piece.length for piece in pieces) < ROW.length
    assert all(piece.within(ROW.buffer(1e-9)) for piece in pieces)


def test_several_edits_are_one_step_and_one_refusal_leaves_all_as_it_was():
    history = History(a_project(ROW, Point(1, 1)))
    before = history.project
    moves = tuple(
        TransformObjects(object_ids=(name,), transform=Move(dx_m=1, dy_m=0), by=BY)
        for name in ("m0", "m1")
    )
    history.do(Together(commands=moves, label=text("edits.do.move", count=2), by=BY))
    assert history.project.measures["m1"].geometry.x == 2
    history.undo()
    assert history.project is before
    gone = TransformObjects(object_ids=("gone",), transform=Move(dx_m=1, dy_m=0))
    with pytest.raises(InputError):
        history.do(Together(commands=(*moves, gone), label=text("edits.do.move", count=3)))
    assert history.project is before


@given(dx=METRES, dy=METRES, row=st.integers(0, 3))
def test_moving_one_vertex_among_several_is_moving_that_vertex(dx, dy, row):
    shape = LineString([(0, 0), (100, 0), (200, 150), (400, 0)])
    x, y = shape.coords[row]
    together = move_vertices(shape, [Vertex(0, row)], dx, dy)
    assert together.equals_exact(move_vertex(shape, Vertex(0, row), (x + dx, y + dy)), 1e-9)


@given(dx=METRES, dy=METRES)
def test_moving_every_vertex_moves_the_shape_and_the_input_stays(dx, dy):
    hole = [(2, 2), (4, 2), (4, 4), (2, 4)]
    area = Polygon([(0, 0), (10, 0), (10, 10), (0, 10)], [hole])
    every = [Vertex(p, n) for p, path in enumerate(paths_of(area)) for n in range(len(path))]
    moved = move_vertices(area, every, dx, dy)
    assert moved.equals_exact(shapely.transform(area, lambda xy: np.add(xy, (dx, dy))), 1e-9)
    assert area.bounds == (0, 0, 10, 10)


def test_the_start_of_a_closed_line_takes_its_end_along():
    ring = LineString([(0, 0), (10, 0), (10, 10), (0, 0)])
    moved = move_vertices(ring, [Vertex(0, 0)], 1, 1)
    assert moved.coords[0] == moved.coords[-1] == (1, 1)


@given(st.text(max_size=30))
def test_whatever_is_typed_as_a_number_is_a_number_or_a_sentence(words):
    try:
        value = parse_number(words, EntryStyle(decimal=","))
    except InputError:
        return
    assert math.isfinite(value)
