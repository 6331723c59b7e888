"""Laws of rings and closures: turning changes nothing, more obstacles never open a way."""

from dataclasses import replace

import numpy as np
import pytest
from shapely import affinity
from shapely.geometry import Point, box

from sbd_tool.analysis.closing_site import Closing, closure_of
from sbd_tool.analysis.closure.pricing import ElementKind
from sbd_tool.analysis.ring.find import rings_of
from sbd_tool.domain.progress import SILENT
from sbd_tool.domain.roles import Role
from tests.drawn import RUBRIC, moved, site_of, thing

CROWD = box(-6, -6, 6, 6)
KINDS = (
    ElementKind(key="fixed", unit_m=0.2, price_per_m=1, load_per_m=0.5, needs_digging=True),
    ElementKind(key="loose", unit_m=1.5, price_per_m=1.3, load_per_m=0.15, needs_digging=False),
)
FAR = 1e9


def _scene(seed: int):
    """Blocks and bollards at random round a crowd."""
    rng = np.random.default_rng(seed)
    things = []
    for number in range(9):
        angle, far = rng.uniform(0, 360), rng.uniform(18, 30)
        block = affinity.rotate(box(-5, -3, 5, 3), float(rng.uniform(0, 90)))
        block = affinity.rotate(affinity.translate(block, far, 0), angle, origin=(0, 0))
        things.append(thing(Role.BUILDING, block, f"h{number}"))
    for number in range(60):
        angle, far = rng.uniform(0, 2 * np.pi), rng.uniform(10, 16)
        at = Point(far * np.cos(angle), far * np.sin(angle))
        rating = "V/7200[N2A]/48/90:0.0" if number % 3 else ""
        things.append(
            thing(Role.BARRIER, at, f"b{number}", barrier="bollard", width="0.3", rating=rating)
        )
    return things


def _site(things, crowd=CROWD):
    return site_of([*things, thing(Role.CROWD_AREA, crowd, "crowd")], crowd.buffer(30))


def _rings(things, crowd=CROWD):
    return rings_of(_site(things, crowd), RUBRIC, SILENT).zones[0]


def _width(width) -> float:
    return FAR if width is None else width


@pytest.mark.parametrize("seed", range(12))
def test_turning_and_shifting_changes_no_gap_and_no_length(seed: int) -> None:
    things, rng = _scene(seed % 4), np.random.default_rng(seed)
    degrees, shift = float(rng.uniform(0, 360)), tuple(rng.uniform(0, 7e6, 2))
    turned = [replace(one, geometry=moved(one.geometry, degrees, shift)) for one in things]
    one, other = _rings(things), _rings(turned, moved(CROWD, degrees, shift))
    widths = [sorted(gap.width_m for gap in ring.gaps) for ring in (one, other)]
    assert widths[0] == pytest.approx(widths[1], abs=1e-5)
    for vehicle, passage in one.passages.items():
        assert _width(other.passages[vehicle].likely_m) == pytest.approx(
            _width(passage.likely_m), abs=1e-5
        )
    lengths = [
        closure_of(_site(*scene), RUBRIC, Closing(kinds=KINDS), SILENT).cost
        for scene in ((things, CROWD), (turned, moved(CROWD, degrees, shift)))
    ]
    assert lengths[0] == pytest.approx(lengths[1], abs=1e-4)


@pytest.mark.parametrize("seed", range(8))
def test_another_obstacle_never_widens_a_way_and_never_lengthens_the_line(seed: int) -> None:
    things, rng = _scene(seed), np.random.default_rng(100 + seed)
    angle = rng.uniform(0, 2 * np.pi)
    at = Point(14 * np.cos(angle), 14 * np.sin(angle))
    more = [
        *things,
        thing(Role.BARRIER, at, "new", barrier="block", width="1", rating="V/7200[N2A]/48/90:0.0"),
    ]
    before, after = _rings(things), _rings(more)
    for vehicle, passage in before.passages.items():
        now = after.passages[vehicle]
        assert _width(now.likely_m) <= _width(passage.likely_m) + 1e-6
        assert _width(now.worst_m) <= _width(passage.worst_m) + 1e-6
    costs = [
        closure_of(_site(scene), RUBRIC, Closing(kinds=KINDS), SILENT).cost
        for scene in (things, more)
    ]
    assert costs[1] <= costs[0] + 1e-6


@pytest.mark.parametrize("seed", range(6))
def test_the_sure_reading_is_never_safer_than_the_likely_one_nor_a_truck_safer_than_a_car(
    seed: int,
) -> None:
    passages = _rings(_scene(seed)).passages
    for passage in passages.values():
        assert _width(passage.worst_m) >= _width(passage.likely_m) - 1e-9
    order = [_width(passage.worst_m) for passage in passages.values()]
    assert order == sorted(order)


@pytest.mark.parametrize("seed", range(6))
def test_no_ring_has_only_gaps_narrower_than_the_widest_way_in(seed: int) -> None:
    ring = _rings(_scene(seed))
    widest = max((gap.width_m for gap in ring.gaps), default=0.0)
    assert widest >= _width(ring.passages["small"].likely_m) - 1e-6
