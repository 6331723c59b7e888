"""The composed map: order, runs, labels, legend of what is visible, true widths."""

from dataclasses import replace

import numpy as np
import pytest
import shapely
from shapely.geometry import LineString, Point, box

from sbd_tool.app.language import load_words
from sbd_tool.cartography.compose import compose
from sbd_tool.cartography.drawlist import Label, Marker, Paths
from sbd_tool.cartography.labels import Occupied, disc, label_boxes, place
from sbd_tool.cartography.ragged import area_paths, geometry_paths, seen
from sbd_tool.cartography.runs import Unit, footprints, unit_of
from sbd_tool.cartography.scalebar import PRESETS, fitting_scale, scale_bar
from sbd_tool.cartography.street_widths import as_metres
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.layers import Level, as_geometry_array
from sbd_tool.domain.measures import MeasureState
from sbd_tool.formats.design import read_design
from sbd_tool.formats.rules import read_catalogue
from tests.generated_square import X0, Y0, placed, project

DESIGN, CATALOGUE, WORDS = read_design(), read_catalogue(), load_words("en")


def drawn(of, scale=500.0, **more):
    return compose(of, CATALOGUE, DESIGN, WORDS, scale=scale, **more)


def group(drawing, key):
    return next(entry for entry in drawing.groups if entry.key == key)


def paths_extent(paths):
    return (*paths.coordinates.min(axis=0), *paths.coordinates.max(axis=0))


def test_measures_lie_above_the_boundary_and_labels_above_measures():
    keys = [entry.key for entry in drawn(project()).groups]
    order = [keys.index(key) for key in ("square", "shadow", "boundary", "measures", "labels")]
    assert order == sorted(order)


def test_a_street_drawn_as_a_line_gets_its_width_on_the_ground():
    drawing = drawn(project())
    street = group(drawing, next(e.key for e in drawing.groups if "carriageway" in e.key))
    surface = street.items[0]
    assert isinstance(surface, Paths)
    assert surface.is_closed
    _, south, _, north = paths_extent(surface)
    assert north - (Y0 - 14) == pytest.approx(3.5, abs=0.06)  # residential: half of 7 m
    assert south < Y0 - 190


def test_no_name_is_set_where_a_scale_bar_will_lie():
    names = group(drawn(project()), "labels").items
    assert names
    name = names[0]
    room = (name.x_m - 5, name.y_m - 5, name.x_m + 5, name.y_m + 5)
    for moved in group(drawn(project(), kept_clear=(room,)), "labels").items:
        left, bottom, right, top = (value * 0.5 for value in label_boxes(moved, DESIGN, 500.0)[0])
        apart = left >= room[2] or right <= room[0] or bottom >= room[3] or top <= room[1]
        assert apart, moved.words


def test_the_width_of_the_plan_comes_first():
    of = project()
    layers = tuple(
        replace(entry, attributes=tuple({**row, "width": "12 m"} for row in entry.attributes))
        if entry.role and entry.role.value == "carriageway"
        else entry
        for entry in of.layers
    )
    drawing = drawn(replace(of, layers=layers))
    street = group(drawing, next(e.key for e in drawing.groups if "carriageway" in e.key))
    assert paths_extent(street.items[0])[3] - (Y0 - 14) == pytest.approx(6.0, abs=0.06)


def test_a_run_near_by_is_footprints_with_one_sign():
    of = placed(project(), "bollards-rated-fixed", LineString([(0, 0), (30, 0)]))
    items = group(drawn(of, 500.0), "measures").items
    signs = [item for item in items if isinstance(item, Marker) and item.symbol]
    feet = next(item for item in items if isinstance(item, Paths))
    assert len(signs) == 1
    assert len(feet.ids) == 23  # 30 m at 0.2 m plus at most 1.2 m clear
    assert signs[0].x_m == pytest.approx(X0 + 15)


def test_a_run_far_away_is_a_line():
    of = placed(project(), "bollards-rated-fixed", LineString([(0, 0), (30, 0)]))
    items = group(drawn(of, 2500.0), "measures").items
    line = next(item for item in items if isinstance(item, Paths))
    assert not line.is_closed
    assert len(line.ids) == 1


def test_bollards_mapped_one_by_one_get_one_sign_for_the_row():
    row = [Point(5 + 1.5 * n, 0) for n in range(20)]
    of = placed(project(), "bollards-rated-fixed", *row, state=MeasureState.EXISTING)
    items = group(drawn(of), "measures").items
    assert sum(isinstance(item, Marker) and bool(item.symbol) for item in items) == 1
    assert len(next(item for item in items if isinstance(item, Paths)).ids) == 20


def test_many_lamps_of_the_plan_are_dots_and_never_a_forest_of_icons():
    of = project()
    for number in range(30):
        where = Point(2 * number, 30)
        of = placed(of, "pedestrian-lighting", where, plan_feature=f"lamp-{number}")
    items = group(drawn(of), "measures").items
    assert all(item.symbol == "" for item in items if isinstance(item, Marker))
    one = placed(project(), "pedestrian-lighting", Point(30, 30), evidence=Evidence.SEEN)
    assert any(item.symbol == "lamp" for item in group(drawn(one), "measures").items)


def test_the_sign_of_a_run_makes_room_for_the_sign_of_a_place():
    of = placed(project(), "staffed-kiosk", Point(30, 0), evidence=Evidence.SEEN)
    of = placed(of, "rated-planters", LineString([(0, 0), (60, 0)]))
    signs = [item for item in group(drawn(of), "measures").items if isinstance(item, Marker)]
    first, second = (box(*disc(sign.x_m, sign.y_m, sign.size_mm, 500.0)) for sign in signs)
    assert first.intersection(second).area == 0


def test_the_chosen_measure_is_marked():
    of = placed(project(), "staffed-kiosk", Point(30, 30))
    items = group(drawn(of, selection=frozenset({"measure-0"})), "measures").items
    assert [item.is_selected for item in items if isinstance(item, Marker)] == [True]


def test_hidden_and_underground_layers_leave_no_mark():
    of = project()
    trees = next(entry for entry in of.layers if entry.role and entry.role.value == "tree")
    assert trees.id in {entry.key for entry in drawn(of).groups}
    hidden = drawn(of, hidden_layers=frozenset({trees.id}))
    assert trees.id not in {entry.key for entry in hidden.groups}
    below = replace(
        of, layers=tuple(replace(entry, level=Level.UNDERGROUND) for entry in of.layers)
    )
    keys = {entry.key for entry in drawn(below).groups}
    assert not keys & {entry.id for entry in of.layers}


def test_the_legend_lists_what_is_in_the_window_and_nothing_else():
    of = placed(project(lamps=2), "staffed-kiosk", Point(30, 30))
    all_of_it = {entry.key for entry in drawn(of).legend}
    assert {"tree", "lamp", "building", "staffed-kiosk", "square", "state_proposed"} <= all_of_it
    west = (X0 - 300, Y0 + 0, X0 - 200, Y0 + 100)
    there = {entry.key for entry in drawn(of, extent=west).legend}
    assert "staffed-kiosk" not in there
    assert "lamp" not in there


def test_the_square_is_named_and_labels_never_lie_on_a_sign_or_on_each_other():
    of = project()
    for number in range(12):
        where = Point(5 * number, 30)
        of = placed(of, "staffed-kiosk", where, evidence=Evidence.SEEN, name=f"Kiosk {number}")
    drawing = drawn(of, 1000.0)
    labels = group(drawing, "labels").items
    assert "Test Square" in {label.words for label in labels}
    boxes = [box(*part) for label in labels for part in label_boxes(label, DESIGN, 1000.0)]
    signs = [
        box(*disc(item.x_m, item.y_m, item.size_mm, 1000.0))
        for item in group(drawing, "measures").items
        if isinstance(item, Marker) and item.symbol
    ]
    assert len(signs) == 12
    assert all(not one.intersects(sign) for one in boxes for sign in signs)
    for first, one in enumerate(boxes):
        for other in boxes[first + 1 :]:
            assert one.intersection(other).area < 1e-9


def test_the_more_important_label_stays():
    words = {"words": "Old Market", "size_mm": 2.0, "colour": "#000000"}
    minor = Label(x_m=0, y_m=0, priority=1, **words)
    major = Label(x_m=1, y_m=0, priority=9, **words)
    assert place([(minor,), (major,)], DESIGN, 1000.0, Occupied()) == (major,)


def test_equal_input_gives_an_equal_map():
    of = placed(project(), "staffed-kiosk", Point(30, 30))
    first, second = drawn(of), drawn(of)
    assert [entry.key for entry in first.groups] == [entry.key for entry in second.groups]
    assert first.legend == second.legend


def test_footprints_begin_and_end_with_the_line():
    feet = footprints(LineString([(0, 0), (10, 0)]), Unit(2.0, 0.9, 1.2))
    assert feet[0].bounds[0] == pytest.approx(0)
    assert feet[-1].bounds[2] == pytest.approx(10)
    assert all(foot.area == pytest.approx(1.8) for foot in feet)


def test_sizes_named_by_a_measure_are_used():
    unit = unit_of("planter", {"unit_length_m": 3.0, "clear_gap_m": "0,9"})
    assert unit is not None
    assert (unit.length_m, unit.clear_m) == (3.0, 0.9)
    assert unit_of("kiosk", {}) is None


def test_holes_and_parts_keep_their_places_in_ragged_arrays():
    with_hole = box(0, 0, 10, 10).difference(box(4, 4, 6, 6))
    two = shapely.MultiPolygon([box(20, 0, 30, 10), box(40, 0, 50, 10)])
    geometries = as_geometry_array([with_hole, two])
    parts, rows = shapely.get_parts(geometries, return_index=True)
    paths = area_paths(parts, rows, ("a", "b"), fill=None, stroke=None)
    assert paths is not None
    assert paths.ids == ("a", "b")
    assert paths.feature_starts.tolist() == [0, 2, 4]
    assert np.diff(paths.part_starts).tolist() == [5, 5, 5, 5]
    right = seen(paths, (15, -5, 60, 15))
    assert right is not None
    assert right.ids == ("b",)
    assert right.coordinates[:, 0].min() == 20
    assert seen(paths, (100, 100, 110, 110)) is None
    assert geometry_paths(Point(0, 0), "p") == ()


@pytest.mark.parametrize("scale", PRESETS)
def test_scale_bars_are_round_and_fit(scale):
    bar = scale_bar(scale, 60)
    assert bar.length_mm <= 60
    assert bar.length_mm == pytest.approx(bar.length_m * 1000 / scale)
    first = f"{bar.length_m:e}"[0]
    assert first in "125"
    assert bar.ticks_m[0] == 0
    assert bar.ticks_m[-1] == bar.length_m


def test_a_scale_is_chosen_at_which_the_square_fits():
    assert fitting_scale(100, 50, 250, 200) == 500
    assert fitting_scale(100_000, 50, 250, 200) % 5000 == 0


@pytest.mark.parametrize(
    ("value", "metres"),
    [("7,5 m", 7.5), ("12", 12.0), (3, 3.0), (True, 0.0), (None, 0.0), ("nan", 0.0), ("1e99", 0.0)],
)
def test_widths_written_by_anybody_are_read_or_ignored(value, metres):
    assert as_metres(value) == metres
