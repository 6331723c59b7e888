"""P03 and P04 with approach speeds, worked by hand at the end of a straight street.

40 m of straight street, in at 30 km/h: a car at 4.5 m/s2 comes with sqrt(8.333^2 + 2 x 4.5 x 40) =
20.71 m/s = 74.56 km/h. A truck of 7.2 t takes 7.64 m at 2 m/s2 to 10 m/s, where its 20 W/kg limit
it; over the other 32.36 m to (1000 + 3 x 20 x 32.36)^(1/3) = 14.33 m/s = 51.6 km/h, 739 kJ. These
are the low ends; the high ends come from the lattice.
"""

from dataclasses import replace

import pytest
from shapely.geometry import Point

from sbd_tool.analysis.spec import NotAssessed
from sbd_tool.domain.effective import Leaning, World
from sbd_tool.domain.roles import Role
from sbd_tool.scoring.indicators import INDICATORS
from sbd_tool.scoring.spec import Observed
from tests.dead_end_court import bollards, court, things
from tests.drawn import RUBRIC, results_of, thing

RATED = "V/7200[N2A]/80/90:0.0"
FEW, MANY = World(attributes=Leaning.FEW), World(attributes=Leaning.MANY)
CAR_KMH = 3.6 * ((30 / 3.6) ** 2 + 2 * 4.5 * 40) ** 0.5
TRUCK_M = 40 - (10**2 - (30 / 3.6) ** 2) / (2 * 2.0)
TRUCK_KJ = 0.5 * 7200 * (10**3 + 3 * 20 * TRUCK_M) ** (2 / 3) / 1000
RATED_KJ = 0.5 * 7200 * (80 / 3.6) ** 2 / 1000


def speeds_of(site):
    return results_of(site, "gaps", "approach")


@pytest.fixture(scope="module")
def bare():
    return speeds_of(court())


@pytest.fixture(scope="module")
def rated():
    return speeds_of(court([*things(), bollards(RATED)]))


@pytest.fixture(scope="module")
def unstated():
    return speeds_of(court(things({})))


def read(key, drawn, found, world=None, **more):
    """An indicator in a world; speeds are worked out once, gaps in the world itself."""
    site = court(drawn, **more, **({"world": world} if world else {}))
    results = {**results_of(site, "gaps"), "approach": found["approach"]}
    return INDICATORS[key].observe(site, results, RUBRIC)


def test_p04_is_the_band_of_the_fastest_stretch_rated_by_its_high_end(bare) -> None:
    likely = read("P04", things(), bare)
    assert isinstance(likely, Observed)
    assert not likely.is_bound_only
    assert CAR_KMH < likely.value < 1.25 * CAR_KMH
    assert read("P04", things(), bare, FEW).value == likely.value
    best = read("P04", things(), bare, MANY)
    assert best.value == pytest.approx(CAR_KMH, rel=1e-3) == pytest.approx(74.56, abs=0.1)
    assert likely.objects == ("entry",)


def test_p04_without_a_stated_entry_has_no_upper_end_and_no_single_number(unstated) -> None:
    assert isinstance(read("P04", things({}), unstated), NotAssessed)
    assert isinstance(read("P04", things({}), unstated, FEW), NotAssessed)
    best = read("P04", things({}), unstated, MANY)
    assert isinstance(best, Observed)
    assert best.value > CAR_KMH  # from rest, over 400 m


def test_p04_where_barriers_are_not_known_is_only_bounded_above(bare) -> None:
    unknown = {"unknown": [Role.BARRIER]}
    assert read("P04", things(), bare, **unknown).is_bound_only
    assert isinstance(read("P04", things(), bare, MANY, **unknown), NotAssessed)
    assert read("P04", things(), bare, FEW, **unknown).value > CAR_KMH


def test_p04_of_a_wide_band_is_a_range(bare) -> None:
    slow = [
        replace(edge, classes=tuple(replace(one, low_mps=one.low_mps / 2) for one in edge.classes))
        for edge in bare["approach"].edges
    ]
    wide = {"approach": replace(bare["approach"], edges=tuple(slow))}
    assert read("P04", things(), wide).is_bound_only
    assert read("P04", things(), wide, FEW).value == read("P04", things(), bare).value


def test_p03_is_rated_over_full_energy_of_the_class_that_asks_for_most(rated) -> None:
    drawn = [*things(), bollards(RATED)]
    best = read("P03", drawn, rated, MANY)
    assert pytest.approx(739, abs=0.5) == TRUCK_KJ
    assert best.value == pytest.approx(RATED_KJ / TRUCK_KJ, rel=1e-3)
    likely = read("P03", drawn, rated)
    assert 1 < likely.value < best.value
    assert not likely.is_bound_only
    assert likely.objects == ("row",)
    assert read("P03", drawn, rated, FEW).value == likely.value
    assert rated["approach"].edges[0].is_adequate


def test_p03_is_nothing_where_nothing_or_something_unrated_stands(bare) -> None:
    for drawn in (things(), [*things(), bollards()]):
        found = read("P03", drawn, bare)
        assert (found.value, found.is_bound_only) == (0, False)
        assert read("P03", drawn, bare, FEW).value == 0


def test_p03_of_a_drawn_barrier_may_be_nothing_and_of_a_seen_one_is_what_it_says(rated) -> None:
    drawn = [*things(), replace(bollards(RATED), is_in_doubt=True)]
    assert read("P03", drawn, rated, FEW).value == 0
    assert read("P03", drawn, rated).value > 1


def test_p03_of_something_founded_without_a_rating_is_not_assessed(bare) -> None:
    founded = [*things(), bollards(foundation="deep", height=1.0)]
    found = speeds_of(court(founded))
    assert isinstance(read("P03", founded, found), NotAssessed)
    assert read("P03", founded, found, FEW).value == 0
    assert isinstance(read("P03", founded, found, MANY), NotAssessed)


def test_loose_furniture_beside_a_rated_row_moves_nothing(rated) -> None:
    planter = thing(Role.BARRIER, Point(10, 0.5), "loose", barrier="planter", diameter=0.8)
    drawn = [*things(), bollards(RATED), planter]
    found = speeds_of(court(drawn))
    assert read("P03", drawn, found).value == read("P03", [*things(), bollards(RATED)], rated).value


def test_a_thing_in_the_way_never_raises_a_speed(bare) -> None:
    block = bollards(RATED, y=-25.0)
    found = speeds_of(court([*things(), replace(block, id="row25")]))
    if not found["approach"].edges:
        assert isinstance(read("P04", [*things(), block], found), NotAssessed)
    for before, after in zip(bare["approach"].edges, found["approach"].edges, strict=False):
        assert after.fastest.high_mps <= before.fastest.high_mps
