"""A gap of 1.1999 m is closed and one of 1.2001 m is open, however the town is turned."""

from dataclasses import replace

import numpy as np
import pytest
from shapely.geometry import LineString, Point, box

from sbd_tool.analysis.ring.find import rings_of
from sbd_tool.domain.effective import LIKELY_WORLD, EffectiveSite, Leaning, World
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.progress import SILENT
from sbd_tool.domain.roles import Role
from tests.drawn import RUBRIC, ZONE, moved, results_of, site_of, thing

COURT = [
    thing(Role.BUILDING, box(-12, -12, 0, 52), "west"),
    thing(Role.BUILDING, box(-12, 40, 62, 52), "north"),
    thing(Role.BUILDING, box(50, -12, 62, 52), "east"),
    thing(Role.CARRIAGEWAY, LineString([(-100, -16), (150, -16)]), "road", highway="residential"),
]
POSES = [(k, bool(k % 2)) for k in range(12)]


def _site(extra, pose: tuple[int, bool]) -> EffectiveSite:
    seed, mirror = pose
    rng = np.random.default_rng(seed)
    degrees = float(rng.uniform(0, 360))
    shift = (float(rng.uniform(-5e5, 5e5)), float(rng.uniform(0, 7e6)))
    things = [
        replace(one, geometry=moved(one.geometry, degrees, shift, mirror=mirror))
        for one in [*COURT, *extra]
    ]
    return site_of(things, moved(ZONE, degrees, shift, mirror=mirror))


def _bollards(gap: float, radius: float = 0.1):
    """A row from wall to wall; the last space is closed by a block of its own."""
    places, x = [], gap + radius
    while x + radius < 50:
        places.append(x)
        x += gap + 2 * radius
    row = [
        thing(Role.BARRIER, Point(x, 0), f"b{k}", barrier="bollard", width=str(2 * radius))
        for k, x in enumerate(places)
    ]
    block = box(places[-1] + radius + 0.3, -0.3, 50, 0.3)
    return [*row, thing(Role.BARRIER, block, "block", barrier="block")]


@pytest.mark.parametrize("pose", POSES)
@pytest.mark.parametrize(("gap", "is_closed"), [(1.1999, True), (1.2, True), (1.2001, False)])
def test_a_tenth_of_a_millimetre_decides(gap: float, is_closed, pose) -> None:
    found = results_of(_site(_bollards(gap), pose), "gaps")["gaps"].gaps
    assert len(found) == 1
    assert found[0].gap_m == pytest.approx(gap, abs=1e-6)
    assert (found[0].closed_m == found[0].length_m) is is_closed


@pytest.mark.parametrize("pose", POSES[:6])
def test_the_gap_between_a_wall_and_a_facade_is_measured_to_the_facade(pose) -> None:
    wall = thing(Role.WALL, LineString([(1.9, -2), (50, -2)]), "wall", barrier="wall")
    gap = results_of(_site([wall], pose), "gaps")["gaps"].gaps[0]
    assert gap.gap_m == pytest.approx(1.9, abs=1e-6)
    assert set(gap.objects) == {"wall", "west"}


@pytest.mark.parametrize("pose", POSES[:4])
def test_staggered_rows_are_measured_between_nearest_neighbours(pose) -> None:
    # Two rows 1 m apart in depth, 1.6 m pitch, offset by half: neighbours sqrt(0.8^2 + 1) apart.
    posts = [(0.4 + 0.8 * k, -1.0 * (k % 2)) for k in range(62)]
    row = [
        thing(Role.BARRIER, Point(*at), f"b{k}", barrier="bollard", width="0.2")
        for k, at in enumerate(posts)
    ]
    gap = results_of(_site(row, pose), "gaps")["gaps"].gaps[0]
    assert gap.gap_m == pytest.approx(np.hypot(0.8, 1.0) - 0.2, abs=1e-6)


def test_an_opening_placed_in_a_wall_is_as_wide_as_it_says() -> None:
    wall = thing(Role.WALL, LineString([(0, 0), (50, 0)]), "wall", barrier="wall")
    opening = thing(
        Role.GATE, Point(20, 0), "way", clear_gap_m=1.5, kind_of="cycle-wide-gap-managed"
    )
    gap = results_of(_site([wall, opening], (3, False)), "gaps")["gaps"].gaps[0]
    assert gap.gap_m == pytest.approx(1.5, abs=2e-4)


def test_a_square_open_all_round_is_closed_only_by_a_whole_ring() -> None:
    road = thing(Role.CARRIAGEWAY, LineString([(-100, -16), (150, -16)]), "road")
    ring = ZONE.buffer(1.0, join_style="mitre").exterior
    whole = thing(Role.BARRIER, ring, "ring", barrier="bollard", clear_gap_m=1.2)
    found = results_of(site_of([road, whole]), "gaps")["gaps"]
    assert found.gaps[0].gap_m == pytest.approx(1.2)
    assert found.closed_m == pytest.approx(found.exposed_m)
    part = LineString(list(ring.coords)[:-1])
    open_ring = thing(Role.BARRIER, part, "ring", barrier="bollard", clear_gap_m=1.2)
    assert results_of(site_of([road, open_ring]), "gaps")["gaps"].gaps[0].gap_m > 6


def test_a_ring_in_the_middle_of_a_small_square_does_not_close_it() -> None:
    zone = box(0, 0, 20, 20)
    court = [
        thing(Role.BUILDING, box(-12, -12, 0, 32), "west"),
        thing(Role.BUILDING, box(-12, 20, 32, 32), "north"),
        thing(Role.BUILDING, box(20, -12, 32, 32), "east"),
        COURT[3],
    ]
    ring = thing(
        Role.BARRIER, Point(10, 10).buffer(5).exterior, "ring", barrier="bollard", clear_gap_m=1.0
    )
    assert results_of(site_of([*court, ring], zone), "gaps")["gaps"].gaps[0].gap_m > 3


def test_a_row_five_metres_inside_the_edge_closes_it() -> None:
    row = thing(
        Role.BARRIER, LineString([(0, 5), (50, 5)]), "row", barrier="bollard", clear_gap_m=1.2
    )
    assert results_of(site_of([*COURT, row]), "gaps")["gaps"].gaps[0].gap_m == 1.2


def test_a_ring_round_a_monument_inside_does_not_close_the_square() -> None:
    statue = ZONE.centroid.buffer(3.0).exterior
    ring = thing(Role.BARRIER, statue, "statue", barrier="bollard", clear_gap_m=1.0)
    assert results_of(site_of([*COURT, ring]), "gaps")["gaps"].gaps[0].gap_m > 6


def _planters(**said: str):
    """A row of planters across the mouth, 1.1 m apart; the last one fills up what is left."""
    return [
        thing(Role.BARRIER, box(x, -0.5, x + 2.0, 0.5), f"p{k}", barrier="planter", **said)
        for k, x in enumerate([1.1 + 3.1 * k for k in range(15)] + [47.6])
    ]


def test_loose_planters_close_nothing_and_rated_ones_do() -> None:
    loose = results_of(site_of([*COURT, *_planters()]), "gaps")["gaps"].gaps[0]
    assert loose.gap_m == pytest.approx(50.0)
    assert loose.closed_m == pytest.approx(0.0)
    assert "p0" in loose.barriers
    rated = _planters(rating="V/7200[N2A]/48/90:0.0")
    assert results_of(site_of([*COURT, *rated]), "gaps")["gaps"].gaps[0].gap_m < 1.2


def test_a_rating_that_a_person_states_makes_a_planter_count() -> None:
    row = _planters(rating="V/7200[N2A]/48/90:0.0")
    bare = [replace(row[7], attributes={"barrier": "planter"}), *row[:7], *row[8:]]
    assert results_of(site_of([*COURT, *bare]), "gaps")["gaps"].gaps[0].gap_m > 1.2
    told = site_of([*COURT, *bare], facts={"rating:p7": "V/7200[N2A]/48/90:0.0"})
    assert results_of(told, "gaps")["gaps"].gaps[0].gap_m < 1.2


@pytest.mark.parametrize("leaning", list(Leaning))
@pytest.mark.parametrize("pose", POSES[:3])
def test_the_worst_approach_is_as_wide_as_the_widest_way_in(pose, leaning: Leaning) -> None:
    posts = [
        replace(one, evidence=Evidence.PLAN) if k % 3 else one
        for k, one in enumerate(_bollards(1.15 if pose[0] else 1.4))
    ]
    site = replace(_site(posts, pose), world=World(attributes=leaning))
    found = results_of(site, "gaps")["gaps"].gaps[0].gap_m
    ring = rings_of(replace(site, world=LIKELY_WORLD), RUBRIC, SILENT).zones[0].passages["small"]
    if leaning is Leaning.LIKELY:
        assert found == pytest.approx(ring.likely_m, abs=1e-9)
    elif leaning is Leaning.FEW:
        assert found == pytest.approx(ring.worst_m, abs=1e-9)
    else:
        assert found <= ring.likely_m
