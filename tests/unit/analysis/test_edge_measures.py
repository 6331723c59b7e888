"""The tools of the analyses: attributes, stretches, shadows, chains, hours, walks."""

import math

import numpy as np
import pytest
import shapely
from shapely.geometry import LineString, Point, box

from sbd_tool.analysis.attributes import number, parsed, truth, word
from sbd_tool.analysis.cells import crowd_cells, lattice
from sbd_tool.analysis.obstacle_forms import form_of
from sbd_tool.analysis.obstacles import obstacles_of
from sbd_tool.analysis.open_hours import weekly_hours
from sbd_tool.analysis.perimeter import (
    joined_over_start,
    line_of,
    merged,
    perimeter_of,
    shadows,
    shared,
    without,
)
from sbd_tool.analysis.sightlines import corners_of, walks_between
from sbd_tool.analysis.spec import NotAssessed
from sbd_tool.analysis.streets import half_width
from sbd_tool.analysis.walkgrid import walk_grid
from sbd_tool.domain.roles import Role
from tests.drawn import RUBRIC, ZONE, results_of, site_of, thing

NOWHERE = shapely.Point()


@pytest.mark.parametrize(
    ("words", "metres"),
    [("1.5", 1.5), ("1,5 m", 1.5), ("80 cm", 0.8), ("10 ft", 3.048), (2, 2.0)],
)
def test_a_number_is_read_with_its_unit(words, metres: float) -> None:
    assert parsed(words) == pytest.approx(metres)


@pytest.mark.parametrize(
    "words", ["wide", "", None, True, "1e400", "9" * 400, float("nan"), "2 to 3"]
)
def test_what_is_no_number_is_none(words) -> None:
    assert parsed(words) is None


def test_attributes_are_words_numbers_and_truth() -> None:
    element = thing(Role.SEAT, Point(0, 0), "s", backrest="Yes", width="2", note="x" * 500)
    assert truth(element, "backrest") is True
    assert truth(element, "note") is None
    assert number(element, "height", "width") == 2
    assert len(word(element, "note")) == 80


def test_stretches_are_joined_cut_and_shared() -> None:
    assert merged([(5, 6), (0, 2), (1, 3)]) == ((0, 3), (5, 6))
    assert without(((0, 10),), [(-1, 1), (4, 5)]) == ((1, 4), (5, 10))
    assert shared(((0, 4), (6, 9)), ((3, 7),)) == ((3, 4), (6, 7))
    assert joined_over_start(((0, 2), (8, 10)), 10) == [(8, 12)]


def test_a_shadow_is_exact_on_a_slanted_edge() -> None:
    zone = shapely.affinity.rotate(ZONE, 33.0, origin=(0, 0))
    wall = shapely.affinity.rotate(LineString([(10, -1), (28, -2)]), 33.0, origin=(0, 0))
    found = shadows(perimeter_of(zone), [wall], 2.5, 2.5)
    assert sum(end - start for _, start, end in found) == pytest.approx(18.0)


def test_a_wall_square_to_the_edge_casts_no_shadow() -> None:
    wall = LineString([(20, -2), (20, 2)])
    found = shadows(perimeter_of(ZONE), [wall], 2.5, 2.5)
    assert sum(end - start for _, start, end in found) == pytest.approx(0.0)


def test_a_stretch_over_the_first_vertex_is_one_line() -> None:
    edge = perimeter_of(ZONE)
    assert line_of(edge, 170.0, 190.0).length == pytest.approx(20.0)


@pytest.mark.parametrize(
    ("words", "hours"),
    [
        ("24/7", 168.0),
        ("Mo-Su 06:00-23:00", 119.0),
        ("08:00-12:00,13:00-18:00", 63.0),
        ("Mo-Fr 22:00-02:00", 20.0),
        ("Mo-Su 10:00-20:00; We off", 60.0),
        ("Fr-Mo 10:00-11:00", 4.0),
    ],
)
def test_weekly_hours_of_simple_rules(words: str, hours: float) -> None:
    assert weekly_hours(words) == pytest.approx(hours)


@pytest.mark.parametrize("words", ["sunrise-sunset", "PH off", "Mo 99:00-10:00", "x" * 9999, ""])
def test_hours_beyond_our_reading_say_nothing(words: str) -> None:
    assert weekly_hours(words) is None


def test_cells_lie_inside_and_off_the_buildings() -> None:
    kiosk = thing(Role.BUILDING, box(20, 15, 30, 25), "kiosk")
    cells = crowd_cells(site_of([kiosk]), 600)
    assert not shapely.contains_xy(box(20, 15, 30, 25), cells[:, 0], cells[:, 1]).any()
    assert len(cells) == pytest.approx(500 * 0.95, rel=0.06)


def test_a_crowd_area_confines_the_cells() -> None:
    area = thing(Role.CROWD_AREA, box(0, 0, 10, 10), "crowd")
    cells = crowd_cells(site_of([area]), 600)
    assert cells.max() < 10


def test_the_lattice_fills_the_rectangle_evenly() -> None:
    centres, (rows, columns) = lattice(ZONE, 2.0)
    assert rows * columns == len(centres) == 500
    assert centres.mean(axis=0) == pytest.approx((25, 20))


def test_a_walk_round_a_wall_is_exact() -> None:
    wall = LineString([(25, -1), (25, 20)])
    places = np.array([(10.0, 0.1), (40.0, 0.1)])
    corners = corners_of(ZONE, wall)
    walk = walks_between(ZONE, wall, corners, places)[0, 1]
    assert walk == pytest.approx(2 * math.hypot(15, 19.9), abs=0.15)
    shut = walks_between(ZONE, LineString([(25, -1), (25, 41)]), corners, places)[0, 1]
    assert math.isinf(shut)


def test_the_grid_is_never_short_and_at_most_three_percent_long() -> None:
    from scipy.sparse.csgraph import dijkstra

    grid = walk_grid(ZONE, NOWHERE, NOWHERE, 1.0)
    start = grid.nearest(np.array([(0.5, 0.5)]))
    away = dijkstra(grid.graph + grid.graph.T, directed=False, indices=start)[0]
    straight = np.hypot(*(grid.points - grid.points[start]).T)
    assert (away >= straight - 1e-9).all()
    assert (away <= straight * 1.03 + 1e-9).all()


def test_width_comes_from_tag_then_lanes_then_class() -> None:
    line = LineString([(0, 0), (10, 0)])
    stated = thing(Role.CARRIAGEWAY, line, "a", width="7 m")
    lanes = thing(Role.CARRIAGEWAY, line, "b", lanes="2")
    guess = thing(Role.CARRIAGEWAY, line, "c", highway="primary_link")
    given = thing(Role.CARRIAGEWAY, line, "d", width_m=6.0, width_basis="assumed")
    assert half_width(stated, RUBRIC) == (3.5, False)
    assert half_width(lanes, RUBRIC) == (3.25, False)
    assert half_width(guess, RUBRIC) == (3.0, True)
    assert half_width(given, RUBRIC) == (3.0, True)


def test_forms_say_what_stops_whom() -> None:
    fence = form_of(thing(Role.WALL, LineString([(0, 0), (1, 0)]), "f", barrier="fence"))
    chain = form_of(thing(Role.BARRIER, LineString([(0, 0), (1, 0)]), "c", barrier="chain"))
    kerb = form_of(thing(Role.BARRIER, LineString([(0, 0), (1, 0)]), "k", barrier="kerb"))
    assert fence.stops_people
    assert fence.stops_vehicles
    assert chain.stops_people
    assert not chain.stops_vehicles
    assert not kerb.stops_vehicles


def test_a_lawn_is_no_obstacle_and_a_rail_with_gaps_is_a_row() -> None:
    lawn = thing(Role.VEGETATION, box(0, 0, 5, 5), "lawn", landuse="grass")
    rail = thing(
        Role.BARRIER,
        LineString([(0, 0), (9, 0)]),
        "rail",
        barrier="guard_rail",
        clear_gap_m=1.2,
        is_crossable_on_foot=True,
    )
    found = obstacles_of(site_of([lawn, rail]), RUBRIC, wide=True)
    assert [one.id for one in found] == ["rail"]
    assert found[0].gap_m == 1.2
    assert not found[0].stops_people


def test_a_map_without_roads_gives_a_bound_or_no_answer() -> None:
    away = results_of(site_of([]), "lawful_traffic")["lawful_traffic"]
    assert away.median_m > 350
    lost = site_of([])
    from dataclasses import replace

    lost = replace(lost, surroundings=None)
    for key in ("lawful_traffic", "approaches", "emergency"):
        assert isinstance(results_of(lost, key)[key], NotAssessed)


@pytest.mark.parametrize("key", ["fronts", "arrivals", "crossability", "widths", "overtness"])
def test_nothing_drawn_breaks_nothing(key: str) -> None:
    assert results_of(site_of([]), key)[key] is not None


def test_a_bow_tie_and_an_empty_shape_break_nothing() -> None:
    bow = shapely.Polygon([(0, 0), (10, 10), (10, 0), (0, 10)])
    things = [
        thing(Role.BUILDING, bow, "bow"),
        thing(Role.WALL, shapely.Polygon(), "empty", barrier="wall"),
        thing(Role.TREE, shapely.MultiPoint([(5, 5), (6, 6)]), "trees"),
        thing(Role.CARRIAGEWAY, LineString([(-50, -9), (90, -9)]), "road"),
        thing(Role.WATER, bow, "pond"),
        thing(Role.TERRACE, bow, "terrace"),
        thing(Role.SHELTER, bow, "roof"),
    ]
    found = results_of(site_of(things))
    for key in ("canopy", "terraces", "doors", "control", "seating", "amenities", "open_hours"):
        assert found[key] is not None
    assert found["detour"] is not None
    assert found["egress"].rings
