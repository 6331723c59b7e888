"""P15 and the list of access: one figure, on the line with most room."""

from functools import cache

import pytest
from shapely.geometry import LineString, Point, box

from sbd_tool.analysis.spec import NotAssessed
from sbd_tool.analysis.swept.access import access_of
from sbd_tool.analysis.swept.fleet import fleet_of
from sbd_tool.analysis.swept.lines import lines_of, wanted_of
from sbd_tool.analysis.swept.reached import driven_to, places_of, region_of, served_by, wheel_of
from sbd_tool.domain.access_results import Barriers, Passing, Service
from sbd_tool.domain.effective import Leaning, World
from sbd_tool.domain.progress import SILENT
from sbd_tool.domain.roles import Role
from sbd_tool.domain.text import text
from sbd_tool.scoring.indicators import INDICATORS
from sbd_tool.scoring.spec import Observed
from tests.drawn import RUBRIC, moved, results_of, site_of, thing, turned, value

DEEP = box(0, 0, 50, 100)
COURT = [
    thing(Role.BUILDING, box(-12, 0, 0, 100), "w"),
    thing(Role.BUILDING, box(50, 0, 62, 100), "e"),
    thing(Role.BUILDING, box(0, 100, 50, 112), "n"),
    thing(Role.CARRIAGEWAY, LineString([(-130, -10), (180, -10)]), "road", highway="residential"),
]
ROW = thing(Role.BARRIER, LineString([(0, 0), (50, 0)]), "row", barrier="bollard", clear_gap_m=1.2)
GATE = thing(Role.GATE, Point(25, 0), "gate", barrier="lift_gate", width="4")
SIDES = [
    thing(Role.WALL, LineString([(x, -6.5), (x, 8), (far, 8)]), f"side{x}", barrier="wall")
    for x, far in ((23, -1), (27, 51))
]
COURTS = {"gate": [ROW, GATE], "walled": SIDES}
STREET = [
    thing(Role.CARRIAGEWAY, LineString([(-130, 20), (20, 20)]), "street", highway="residential"),
    thing(Role.BUILDING, box(-90, 24.5, 0, 40), "left"),
    thing(Role.BUILDING, box(-90, 0, 0, 13), "right"),
    *(
        thing(Role.BARRIER, Point(x, 20), f"post{x}", barrier="bollard", diameter=0.2)
        for x in range(-60, -20, 4)
    ),
]
SQUARE = box(0, 0, 50, 40)


def _fire(site):
    """What the fire engine serves, as the list of access works it out."""
    region = region_of(site, RUBRIC)
    wheel = wheel_of(fleet_of(RUBRIC)[0], site, RUBRIC, region)
    lines = lines_of(wanted_of(site, RUBRIC, region), wheel)
    places = places_of(site, RUBRIC, region, wheel, Barriers.OPEN)
    driven = driven_to(places, wheel, lines)
    drives = [drive[Barriers.OPEN] for _, drive in driven]
    return served_by(places, wheel, driven, Barriers.OPEN).share, drives


@cache
def _court(name):
    return site_of([*COURT, *COURTS[name]], DEEP)


@cache
def _whole(name):
    return value(_court(name), "P15")


def _quick(site):
    """P15 before anything is driven."""
    results = results_of(site, "emergency")
    results["fire_ways"] = NotAssessed(reason=text("scoring.note_not_run"))
    found = INDICATORS["P15"].observe(site, results, RUBRIC)
    assert isinstance(found, Observed)
    return found.value


@pytest.mark.parametrize(("name", "low", "high"), [("gate", 99, 100), ("walled", 40, 50)])
def test_the_score_tells_what_is_driven(name: str, low: float, high: float) -> None:
    share, _ = _fire(_court(name))
    assert 100 * share == _whole(name)
    assert low <= _whole(name) <= high


def test_the_list_tells_the_share_of_the_score() -> None:
    found = access_of(_court("gate"), RUBRIC, SILENT)
    assert 100 * found.reached[Service.FIRE, Barriers.OPEN] == _whole("gate")


@pytest.mark.parametrize("name", ["gate", "walled"])
def test_the_quick_range_holds_what_driving_finds(name: str) -> None:
    at_least = site_of([*COURT, *COURTS[name]], DEEP, world=World(attributes=Leaning.FEW))
    assert _quick(at_least) <= _whole(name) <= _quick(_court(name)) == 100
    assert _quick(at_least) < 50


@pytest.mark.parametrize("degrees", [0.0, 33.0, 217.0])
def test_beside_posts_on_the_middle_line_the_engine_takes_the_side_with_room(
    degrees: float,
) -> None:
    things = [turned(one, degrees) for one in STREET]
    share, drives = _fire(site_of(things, moved(SQUARE, degrees)))
    assert [one for one in drives if one.passing is not Passing.BLOCKED]
    assert share == 1


def test_a_tree_drawn_by_its_crown_is_passed_under_and_a_wood_is_not() -> None:
    street = [*STREET[:3]]
    crown = thing(Role.TREE, Point(-40, 23.5).buffer(6), "crown")
    wood = thing(Role.TREE, box(-80, 10, -20, 26), "wood")
    under, blocked = (_fire(site_of([*street, one], SQUARE))[1][0] for one in (crown, wood))
    assert under.passing is not Passing.BLOCKED
    assert blocked.passing is Passing.BLOCKED


def test_roads_drawn_as_areas_are_driven_as_well() -> None:
    area = thing(Role.CARRIAGEWAY, box(-130, 16, 0, 24), "area")
    share, drives = _fire(site_of([area], SQUARE))
    assert share == 1
    assert drives[0].passing is Passing.PASSES
