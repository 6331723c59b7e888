"""What is suggested to close all approaches closes the ring itself."""

import pytest
from shapely.geometry import LineString, box

from sbd_tool.domain.roles import Role
from sbd_tool.formats.rules import read_catalogue
from sbd_tool.scoring.placements import placements
from tests.drawn import RUBRIC, ZONE, moved, results_of, site_of, thing

LIMIT_M = RUBRIC.value("gap_limit_m")
TOWN = [
    thing(Role.BUILDING, box(-12, -6, 0, 40), "west"),
    thing(Role.BUILDING, box(0, 40, 50, 52), "north"),
    thing(Role.BUILDING, box(50, -6, 62, 40), "east"),
    thing(Role.CARRIAGEWAY, LineString([(-100, -16), (150, -16)]), "road", highway="residential"),
]
# Posts stand 4 m outside of the square's edge, with two wide openings between them.
POSTS = [
    thing(
        Role.BARRIER,
        LineString([(start, -4), (end, -4)]),
        f"posts{start}",
        barrier="bollard",
        clear_gap_m=1.1,
        unit_width_m=0.2,
    )
    for start, end in ((0.5, 12), (18, 31), (36, 49.5))
]


def _open_m(site):
    return max(gap.gap_m for gap in results_of(site, "gaps")["gaps"].gaps)


@pytest.mark.parametrize("degrees", [0.0, 24.0, 101.0, 250.0])
def test_closing_all_approaches_leaves_no_gap_over_the_limit(degrees: float) -> None:
    things = [
        thing(one.role, moved(one.geometry, degrees), one.id, **one.attributes)
        for one in (*TOWN, *POSTS)
    ]
    zone = moved(ZONE, degrees)
    site = site_of(things, zone)
    assert _open_m(site) == pytest.approx(6.0, abs=0.3)
    found = placements(site, results_of(site, "gaps"), read_catalogue(), RUBRIC)
    rows = next(one for one in found if one.template == "all_approaches")
    assert len(rows.geometries) == 2
    assert sum(line.length for line in rows.geometries) == pytest.approx(11.0, abs=0.6)
    closed = [
        thing(Role.BARRIER, line, f"new{n}", barrier="bollard", clear_gap_m=1.1, unit_width_m=0.2)
        for n, line in enumerate(rows.geometries)
    ]
    assert _open_m(site_of([*things, *closed], zone)) <= LIMIT_M + 1e-6
