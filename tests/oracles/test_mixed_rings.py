"""Rings of posts, walls, planters and houses: every planted gap is told, none is missed."""

from dataclasses import dataclass, replace

import numpy as np
import pytest
from shapely.geometry import LineString, Point, box

from sbd_tool.analysis.ring.find import rings_of
from sbd_tool.domain.progress import SILENT
from sbd_tool.domain.roles import Role
from tests.drawn import RUBRIC, moved, site_of, thing

HALF = 30.0
CROWD = box(-18, -18, 18, 18)
RATED = {"rating": "V/7200[N2A]/48/90:0.0"}


@dataclass(frozen=True)
class _Planted:
    """One gap between two neighbours of a ring."""

    pair: frozenset[str]
    width: float


def _piece(kind: str, start: float, name: str):
    """A thing along the x axis at y = -HALF that begins at ``start``; and where it ends."""
    if kind == "post":
        at = Point(start + 0.15, -HALF)
        return thing(Role.BARRIER, at, name, barrier="bollard", width="0.3", **RATED), start + 0.3
    if kind == "wall":
        line = LineString([(start, -HALF), (start + 2.5, -HALF)])
        return thing(Role.WALL, line, name, barrier="wall", **RATED), start + 2.5
    area = box(start, -HALF - 0.5, start + 1.5, -HALF + 0.5)
    return thing(Role.BARRIER, area, name, barrier="planter", **RATED), start + 1.5


def _side(rng: np.random.Generator, number: int, planted: int):
    """Things from corner to corner of one side, and the gaps between them."""
    things, gaps, last, at, count = [], [], f"corner{number}", -HALF + 0.4, 0
    wide = set(rng.choice(np.arange(2, 14), planted, replace=False).tolist())
    while True:
        gap = float(rng.uniform(1.3, 3.2) if count in wide else rng.uniform(0.4, 1.19))
        kind = str(rng.choice(["post", "wall", "planter"]))
        name = f"s{number}-{count}"
        one, end = _piece(kind, at + gap, name)
        if end > HALF - 1.6:
            break
        things.append(one)
        gaps.append(_Planted(frozenset((last, name)), gap))
        last, at, count = name, end, count + 1
    # A wall fills up what is left, so that the last gap is as exact as the others.
    fill = LineString([(at + 0.5, -HALF), (HALF + 1.0, -HALF)])
    name = f"fill{number}"
    things.append(thing(Role.WALL, fill, name, barrier="wall", **RATED))
    gaps.append(_Planted(frozenset((last, name)), 0.5))
    return things, gaps


def _ring(seed: int):
    rng = np.random.default_rng(seed)
    things, gaps = [], []
    for number in range(4):
        turn = 90.0 * number
        corner = box(-HALF - 6, -HALF - 6, -HALF + 0.4, -HALF + 0.4)
        side, planted = _side(rng, number, int(rng.integers(0, 3)))
        corner = thing(Role.BUILDING, corner, f"corner{number}")
        things += [replace(one, geometry=moved(one.geometry, turn)) for one in [corner, *side]]
        gaps += planted
    degrees, shift = float(rng.uniform(0, 360)), tuple(rng.uniform(0, 6e6, 2))
    posed = [replace(one, geometry=moved(one.geometry, degrees, shift)) for one in things]
    crowd = moved(CROWD, degrees, shift)
    return [*posed, thing(Role.CROWD_AREA, crowd, "crowd")], crowd, gaps


@pytest.mark.parametrize("seed", range(20))
def test_no_planted_gap_of_a_mixed_ring_is_missed(seed: int) -> None:
    things, crowd, gaps = _ring(seed)
    ring = rings_of(site_of(things, crowd.buffer(40)), RUBRIC, SILENT).zones[0]
    told = {frozenset(gap.between): gap.width_m for gap in ring.gaps}
    for gap in gaps:
        assert told.pop(gap.pair) == pytest.approx(gap.width, abs=1e-5)
    assert not told
    widest = max(gap.width for gap in gaps)
    assert ring.is_enclosed is (widest <= 1.2)
    assert ring.passages["small"].likely_m == pytest.approx(widest, abs=1e-5)
