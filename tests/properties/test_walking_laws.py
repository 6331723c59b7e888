"""Laws of ways, and an oracle that knows no tangents: corners of buffered shapes, one by one."""

import heapq
import math
from itertools import pairwise

import numpy as np
import pytest
import shapely
from shapely.geometry import LineString, Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from tests.drawn import moved
from tests.walked import way_m

GROUND = box(0, 0, 30, 30)
PLACES = [(2.0, 15.0), (28.0, 15.0)]
Shapes = list[tuple[BaseGeometry, float]]


def _drawn(seed: int, count: int = 9) -> Shapes:
    """Posts, walls and blocks at random between the two places."""
    rng = np.random.default_rng(seed)
    shapes: Shapes = []
    while len(shapes) < count:
        x, y = rng.uniform(4, 26), rng.uniform(2, 28)
        turn, size = rng.uniform(0, math.pi), rng.uniform(1.0, 9.0)
        form = rng.integers(0, 3)
        if form == 0:
            shapes.append((Point(x, y), float(rng.uniform(0.1, 0.8))))
        else:
            across = np.array([math.cos(turn), math.sin(turn)]) * size
            ends = np.array([(x, y) - across / 2, (x, y) + across / 2])
            wall = LineString(ends)
            shapes.append((wall, 0.0) if form == 1 else (wall.buffer(0.7, cap_style="flat"), 0.0))
        if any(shapes[-1][0].distance(Point(at)) < 2.0 for at in PLACES):
            shapes.pop()
    return shapes


def _oracle_m(shapes: Shapes, half: float, scale: float) -> float:
    """Shortest way between corners of buffered shapes; scale 1 is too short, over 1 too long."""
    zones = [shape.buffer((half + radius) * scale, quad_segs=8) for shape, radius in shapes]
    taken = shapely.union_all(zones)
    free = GROUND.difference(taken)
    skin = free.buffer(1e-7)
    shapely.prepare(skin)
    corners = shapely.get_coordinates(taken)
    corners = corners[shapely.contains_xy(GROUND, corners[:, 0], corners[:, 1])]
    nodes = np.concatenate((PLACES, corners))
    best = np.full(len(nodes), math.inf)
    best[0], queue, done = 0.0, [(0.0, 0)], set()
    while queue:
        length, at = heapq.heappop(queue)
        if at == 1:
            return length
        if at in done:
            continue
        done.add(at)
        away = np.hypot(*(nodes - nodes[at]).T)
        wanted = np.nonzero(length + away < best - 1e-12)[0]
        lines = shapely.linestrings(
            np.stack((np.broadcast_to(nodes[at], (len(wanted), 2)), nodes[wanted]), axis=1)
        )
        for other in wanted[shapely.covers(skin, lines)]:
            best[other] = length + away[other]
            heapq.heappush(queue, (best[other], int(other)))
    return math.inf


@pytest.mark.parametrize("seed", range(12))
def test_random_ways_lie_between_the_bounds_of_an_oracle_without_tangents(seed: int) -> None:
    shapes = _drawn(seed)
    clear = float(np.random.default_rng(seed + 1000).uniform(0.3, 1.6))
    found = way_m(shapes, PLACES, clear, GROUND)
    least = _oracle_m(shapes, clear / 2, 1.0)
    most = _oracle_m(shapes, clear / 2, 1.0 / math.cos(math.pi / 32))
    assert least - 1e-6 <= found <= most + 1e-6
    if math.isfinite(most):
        assert most - least < 0.15, "the bounds are close"


@pytest.mark.parametrize("seed", range(8))
def test_a_further_thing_never_shortens_a_way(seed: int) -> None:
    shapes = _drawn(seed, 14)
    lengths = [way_m(shapes[:count], PLACES, 0.9, GROUND) for count in range(15)]
    assert lengths[0] == pytest.approx(26.0)
    assert all(more >= less - 1e-6 for less, more in pairwise(lengths))


@pytest.mark.parametrize("seed", range(8))
def test_somebody_wider_never_has_a_shorter_way(seed: int) -> None:
    shapes = _drawn(seed, 12)
    lengths = [way_m(shapes, PLACES, clear, GROUND) for clear in (0.2, 0.6, 0.9, 1.1, 1.5, 2.2)]
    assert all(more >= less - 1e-6 for less, more in pairwise(lengths))


@pytest.mark.parametrize("seed", range(12))
def test_turning_the_plan_and_walking_back_change_nothing(seed: int) -> None:
    shapes = _drawn(seed)
    plain = way_m(shapes, PLACES, 0.9, GROUND)
    assert way_m(shapes, PLACES[::-1], 0.9, GROUND) == pytest.approx(plain, abs=1e-6)
    degrees, shift = 17.0 + 29.0 * seed, (3e5 + seed, 5e6 - seed)
    turned = [(moved(shape, degrees, shift), radius) for shape, radius in shapes]
    spots = [moved(Point(at), degrees, shift) for at in PLACES]
    posed = way_m(turned, [(at.x, at.y) for at in spots], 0.9, moved(GROUND, degrees, shift))
    assert posed == pytest.approx(plain, abs=1e-5)


@pytest.mark.parametrize("seed", range(12))
def test_rings_of_posts_cut_off_exactly_when_their_widest_gap_does(seed: int) -> None:
    rng = np.random.default_rng(seed)
    gaps = rng.uniform(0.3, 0.88, 40)
    gaps[int(rng.integers(0, 40))] = 0.9 + (1e-4 if seed % 2 else -1e-4)
    chords = gaps + 0.2
    low, high = float(chords.max()) / 2, float(chords.sum())
    for _ in range(200):
        radius = (low + high) / 2
        turned = 2 * np.arcsin(np.minimum(1.0, chords / 2 / radius)).sum()
        low, high = (radius, high) if turned > 2 * math.pi else (low, radius)
    angles = np.concatenate(([0.0], np.cumsum(2 * np.arcsin(chords / 2 / radius))))[:-1]
    places = 15 + radius * np.column_stack((np.cos(angles), np.sin(angles)))
    posts: Shapes = [(Point(at), 0.1) for at in places]
    inside = way_m(posts, [(15.0, 15.0), (2.0, 2.0)], 0.9, GROUND)
    assert math.isfinite(inside) is bool(seed % 2)


def test_many_rooms_and_a_door_between_each_are_told_apart() -> None:
    walls: Shapes = []
    for x in (5, 10, 15, 20, 25):
        door = 3 + (x * 7) % 20
        walls += [
            (LineString([(x, -1), (x, door)]), 0.0),
            (LineString([(x, door + 0.95), (x, 31)]), 0.0),
        ]
    assert math.isfinite(way_m(walls, PLACES, 0.9, GROUND))
    walls.append((Polygon([(12, -1), (12.5, -1), (12.5, 31), (12, 31)]), 0.0))
    assert way_m(walls, PLACES, 0.9, GROUND) == math.inf
