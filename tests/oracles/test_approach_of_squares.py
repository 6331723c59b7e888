"""Approach speed of a small drawn square, its rating, and who may read it.

The court is 50 m by 40 m, open to the south only; the road runs along y = -10 between two end
walls. Bends are driven within 6 m here, so that the tests stay short.
"""

import math
from dataclasses import replace

import pytest
import shapely
from shapely.geometry import LineString, Point, box

from sbd_tool.analysis.approach.find import approach_speeds
from sbd_tool.analysis.approach.ground import driving_ground
from sbd_tool.analysis.approach.side_by_side import side_by_side
from sbd_tool.domain.approach_results import EdgeSpeeds
from sbd_tool.domain.errors import Cancelled
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.progress import SILENT
from sbd_tool.domain.registry import Registry
from sbd_tool.domain.roles import Role
from tests.drawn import RUBRIC, ZONE, moved, results_of, site_of, thing

RATED = "V/7200[N2A]/80/90:0.0"
COURT = [
    thing(Role.BUILDING, box(-12, 0, 0, 40), "west"),
    thing(Role.BUILDING, box(0, 40, 50, 52), "north"),
    thing(Role.BUILDING, box(50, 0, 62, 40), "east"),
    thing(Role.BUILDING, box(-30, -32, 90, -16), "opposite"),
    thing(Role.BUILDING, box(92, -40, 96, 60), "end"),
    thing(Role.BUILDING, box(-64, -40, -60, 60), "start"),
    thing(Role.CARRIAGEWAY, LineString([(-59, -10), (90, -10)]), "road", highway="residential"),
]
ENTRY = thing(Role.VEHICLE_ENTRY, Point(-50, -10), "entry", entry_speed_kmh=30.0)


def numbers(**values: float):
    changed = [replace(entry, value=values.get(entry.key, entry.value)) for entry in RUBRIC.numbers]
    return replace(RUBRIC, numbers=Registry("number", changed))


SHORT = numbers(approach_bends_m=6.0)


def row(rating: str = "", y: float = 0.0):
    words = {"barrier": "bollard", "clear_gap_m": 1.2, "unit_width_m": 0.2}
    shape = LineString([(0.5, y), (49.5, y)])
    return thing(Role.BARRIER, shape, "row", **words | ({"rating": rating} if rating else {}))


def speeds_of(things, rubric=SHORT, zone=ZONE, *, bends: bool = False) -> EdgeSpeeds:
    found = site_of(things, zone)
    results = results_of(found, "approaches")
    return approach_speeds(found, rubric, results["approaches"], SILENT, has_lattice=bends)


@pytest.fixture(scope="module")
def court() -> EdgeSpeeds:
    return speeds_of([*COURT, ENTRY], bends=True)


@pytest.fixture(scope="module")
def straight() -> EdgeSpeeds:
    return speeds_of([*COURT, ENTRY])


def test_stretches_are_listed_along_the_edge_and_never_by_severity(court: EdgeSpeeds) -> None:
    assert {edge.key for edge in court.edges} == {f"A1.{k}" for k in range(1, 6)}
    starts = [edge.start for edge in court.edges]
    assert starts == sorted(starts)
    assert {edge.approach for edge in court.edges} == {"A1"}
    assert all(len(edge.classes) == 4 for edge in court.edges)


def test_a_bracket_explains_itself_by_its_straight_run(court: EdgeSpeeds) -> None:
    for edge in court.edges:
        for entry in edge.classes:
            assert 0 <= entry.low_mps <= entry.high_mps
            assert entry.normal_mps <= entry.high_mps + 1e-9
            assert entry.run_line is not None
            assert entry.run_line.length == pytest.approx(entry.run_m)
            end = Point(entry.run_line.coords[-1])
            assert end.distance(edge.line) < 1e-6
            mass = {"car": 1500, "van": 3500, "truck_7t": 7200, "truck_18t": 18000}[entry.vehicle]
            assert entry.energy_kj == pytest.approx(0.5 * mass * entry.high_mps**2 / 1000)
            a = {"car": 4.5, "van": 3.0, "truck_7t": 2.0, "truck_18t": 1.5}[entry.vehicle]
            if entry.entry_mps == 0 and entry.run_m < 20:
                assert entry.high_mps >= math.sqrt(2 * a * entry.run_m) - 1e-6


def test_the_required_rating_is_the_next_test_speed_of_the_design_vehicle(court) -> None:
    for edge in court.edges:
        chosen = edge.of("truck_7t")
        assert edge.vehicle == "truck_7t"
        step = int(edge.required.split("/")[2])
        assert step >= chosen.high_mps * 3.6 > step - 16
        assert not edge.is_adequate
        assert edge.rating_ratio is None


def test_a_row_at_the_edge_changes_no_speed_and_is_judged_by_its_rating(straight) -> None:
    plain = speeds_of([*COURT, ENTRY, row()])
    rated = speeds_of([*COURT, ENTRY, row(RATED)])
    for before, unrated, after in zip(straight.edges, plain.edges, rated.edges, strict=True):
        assert before.classes == unrated.classes == after.classes
        assert unrated.rating_ratio == 0
        needed = max(after.of(key).normal_energy_kj for key in ("car", "van", "truck_7t"))
        rating_kj = 0.5 * 7200 * (80 / 3.6) ** 2 / 1000
        assert after.rating_ratio == pytest.approx(rating_kj / needed)
        assert after.is_adequate == (
            rating_kj >= max(after.of(key).energy_kj for key in ("car", "van", "truck_7t"))
        )


def test_a_rating_for_a_lighter_class_counts_nothing() -> None:
    light = speeds_of([*COURT, ENTRY, row("V/1500[M1]/80/90:0.5")])
    assert {edge.rating_ratio for edge in light.edges} == {0}


def test_a_rated_block_in_the_street_never_raises_a_speed(court: EdgeSpeeds) -> None:
    block = thing(Role.BARRIER, box(-5, -14, -3, -9), "block", barrier="block", rating=RATED)
    bent = speeds_of([*COURT, ENTRY, block], bends=True)
    for before, after in zip(court.edges, bent.edges, strict=True):
        for entry in after.classes:
            assert entry.high_mps <= before.of(entry.vehicle).high_mps + 1e-9
            assert entry.low_mps <= before.of(entry.vehicle).low_mps + 1e-9


def test_a_longer_street_never_lowers_a_speed(straight: EdgeSpeeds) -> None:
    longer = speeds_of([*COURT[:-2], COURT[-1], ENTRY])
    for before, after in zip(straight.edges, longer.edges, strict=True):
        for found in before.classes:
            assert after.of(found.vehicle).high_mps >= found.high_mps - 1e-9
            assert after.of(found.vehicle).run_m >= found.run_m - 1e-9
    assert max(edge.of("truck_7t").run_m for edge in longer.edges) > max(
        edge.of("truck_7t").run_m for edge in straight.edges
    )


@pytest.mark.parametrize("degrees", [31.0])
def test_turning_the_plan_changes_no_straight_run_and_no_bracket(court, degrees: float) -> None:
    turned = [replace(t, geometry=moved(t.geometry, degrees, (40, 7))) for t in [*COURT, ENTRY]]
    zone = moved(ZONE, degrees, (40, 7))
    for before, after in zip(
        court.edges, speeds_of(turned, zone=zone, bends=True).edges, strict=True
    ):
        for entry in before.classes:
            same = after.of(entry.vehicle)
            assert same.low_mps == pytest.approx(entry.low_mps, rel=0.03)
            assert same.high_mps == pytest.approx(entry.high_mps, rel=0.03)


def test_trees_count_for_the_low_end_only() -> None:
    tree = thing(Role.TREE, Point(25, -12), "tree")
    ground = driving_ground(site_of([*COURT, tree]), SHORT)
    assert ground.drawn.area > ground.sure.area
    assert shapely.area(ground.sure) == pytest.approx(12 * 40 * 2 + 50 * 12 + 120 * 16 + 800)


def test_an_unstated_entry_speed_is_said_and_no_single_number_is_given(court) -> None:
    found = speeds_of(COURT)
    assert found.is_entry_assumed
    assert "approach.note_no_entry" in {note.key for note in found.notes}
    assert all("no_entry" in edge.doubts for edge in found.edges)
    assert not court.is_entry_assumed
    assert all("no_entry" not in edge.doubts for edge in court.edges)
    assert court.marking is Tlp.AMBER_STRICT


def street(turn: float, **entry: float):
    """A street 8 m wide and 100 m long, straight to the south side; an entry at its far end."""
    things = [
        thing(Role.BUILDING, box(-40, -120, 21, -0.01), "left"),
        thing(Role.BUILDING, box(29, -120, 90, -0.01), "right"),
        thing(Role.BUILDING, box(-40, 0, -0.01, 60), "west"),
        thing(Role.BUILDING, box(50.01, 0, 90, 60), "east"),
        thing(Role.BUILDING, box(-0.01, 40.01, 50.01, 60), "north"),
        thing(Role.CARRIAGEWAY, LineString([(25, -120), (25, 0)]), "road"),
        thing(Role.VEHICLE_ENTRY, LineString([(21, -80.3), (29, -80.3)]), "gate", **entry),
    ]
    turned = [replace(one, geometry=moved(one.geometry, turn)) for one in things]
    return speeds_of(turned, zone=moved(ZONE, turn))


@pytest.mark.parametrize("turn", [float(step * 37) for step in range(10)])
def test_a_truck_enters_at_30_kmh_and_carries_what_the_hand_reckoning_gives(turn: float) -> None:
    found = street(turn, entry_speed_kmh=30.0, downhill_percent=0.0)
    truck = max((edge.of("truck_7t") for edge in found.edges), key=lambda one: one.run_m)
    assert truck.run_m == pytest.approx(80.3, abs=0.1)
    assert truck.entry_mps == pytest.approx(30 / 3.6)
    knee = 20 / 2.0  # power limits it from here
    first = (knee**2 - truck.entry_mps**2) / (2 * 2.0)
    by_hand = (knee**3 + 3 * 20 * (truck.run_m - first)) ** (1 / 3)
    assert truck.run_mps == pytest.approx(by_hand)
    assert truck.low_mps == pytest.approx(by_hand)
    assert truck.high_mps == 60.0  # bends were not driven: said, never hidden
    assert all("no_bends" in edge.doubts for edge in found.edges)


def test_what_is_not_stated_widens_the_band() -> None:
    stated = street(0.0, entry_speed_kmh=30.0, downhill_percent=0.0)
    steep = street(0.0, entry_speed_kmh=30.0, downhill_percent=5.0)
    silent = street(0.0, entry_speed_kmh=30.0)
    for level, down, open_ in zip(stated.edges, steep.edges, silent.edges, strict=True):
        one, two, three = (edge.of("truck_7t") for edge in (level, down, open_))
        assert three.low_mps < one.low_mps < two.low_mps
    assert "approach.note_no_grade" in {note.key for note in silent.notes}


def test_without_any_road_the_whole_edge_is_looked_at_and_it_is_said() -> None:
    found = speeds_of([thing(Role.BUILDING, box(-12, 0, 0, 40), "west")])
    assert "approach.note_no_road" in {note.key for note in found.notes}
    assert sum(edge.line.length for edge in found.edges) > 130


def test_the_long_run_can_be_stopped() -> None:
    class Stop:
        def advance(self, fraction: float, note=None) -> None:
            raise Cancelled

    def work(progress):
        while True:
            progress.advance(0.1)

    with pytest.raises(Cancelled):
        side_by_side([work, work], Stop())


def test_no_vehicle_no_stretch() -> None:
    closed = thing(Role.BUILDING, box(0, -5, 50, 0), "south")
    assert speeds_of([*COURT, closed]).edges == ()
