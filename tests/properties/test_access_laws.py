"""Laws of access: more in the way never lets more through, moving the site changes nothing."""

from dataclasses import replace

import numpy as np
import pytest
from shapely.geometry import LineString, Point, box

from sbd_tool.analysis.swept.access import access_of
from sbd_tool.domain.access_results import Barriers, Passing, Service
from sbd_tool.domain.progress import SILENT
from sbd_tool.domain.roles import Role
from tests.drawn import RUBRIC, ZONE, moved, site_of, thing

ORDER = (Passing.BLOCKED, Passing.TIGHT, Passing.PASSES)
STREETS = [
    thing(Role.CARRIAGEWAY, LineString([(-120, -20), (25, -20), (170, -14)]), "main"),
    thing(Role.CARRIAGEWAY, LineString([(25, -20), (25, -120)]), "side"),
    thing(Role.EMERGENCY_ROUTE, LineString([(25, -17), (25, 8), (38, 20)]), "fire"),
    thing(Role.BUILDING, box(-60, 0, -1, 40), "house"),
]
GATE = thing(Role.BARRIER, LineString([(18, -2), (32, -2)]), "gate", bollard="rising")


def _posts(seed):
    rng = np.random.default_rng(seed)
    spots = zip(rng.uniform(0, 50, 14), rng.uniform(-40, 20, 14), strict=True)
    return [
        thing(Role.BARRIER, Point(float(x), float(y)), f"post{n}", barrier="bollard", diameter=0.3)
        for n, (x, y) in enumerate(spots)
    ]


def _access(things, zone=ZONE):
    return access_of(site_of(things, zone), RUBRIC, SILENT)


@pytest.mark.parametrize("seed", range(2))
def test_a_further_obstacle_never_lets_more_through(seed: int) -> None:
    posts = _posts(seed)
    fewer, more = _access([*STREETS, *posts[:5]]), _access([*STREETS, *posts])
    assert len(fewer.routes) == len(more.routes) == 3
    for key, drive in more.drives.items():
        before = fewer.drives[key]
        assert ORDER.index(drive.passing) <= ORDER.index(before.passing)
        assert drive.driven_m <= before.driven_m + 1e-9
        if drive.passing is not Passing.BLOCKED:
            assert drive.clearance_m <= before.clearance_m + 1e-9
    assert all(share <= fewer.reached[key] + 1e-9 for key, share in more.reached.items())


@pytest.mark.parametrize("seed", range(2))
def test_turning_and_moving_the_site_changes_nothing(seed: int) -> None:
    rng = np.random.default_rng(40 + seed)
    degrees = float(rng.uniform(0, 360))
    shift = (float(rng.uniform(0, 9e5)), float(rng.uniform(0, 6e6)))
    things = [*STREETS, GATE, *_posts(seed)[:4]]
    plain = _access(things)
    turned = [replace(one, geometry=moved(one.geometry, degrees, shift)) for one in things]
    other = _access(turned, moved(ZONE, degrees, shift))
    assert sorted(round(one.line.length, 1) for one in other.routes) == sorted(
        round(one.line.length, 1) for one in plain.routes
    )
    for service in Service:
        for state in Barriers:
            assert _told(other, service, state) == _told(plain, service, state)


def _told(access, service, state):
    """Verdicts, metres driven and conflicts, whatever the order of the routes."""
    rows = [access.drives[number, service, state] for number in range(len(access.routes))]
    return sorted(
        (row.passing.value, round(row.driven_m), sorted({one.object for one in row.conflicts}))
        for row in rows
    )


def test_what_is_open_never_lets_less_through_than_what_is_closed() -> None:
    found = _access([*STREETS, GATE])
    for (number, service, state), drive in found.drives.items():
        if state is Barriers.CLOSED:
            opened = found.drives[number, service, Barriers.OPEN]
            assert opened.driven_m > drive.driven_m
            assert opened.opened == ("gate",)
            assert [one.object for one in drive.conflicts] == ["gate"]
