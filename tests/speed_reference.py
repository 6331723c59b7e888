"""Roads with a known attainable speed, worked out without the lattice: closed forms, and for
roads with random blocks the largest least radius by sequential linear programming."""

import math
from dataclasses import dataclass

import numpy as np
import shapely
from scipy.optimize import linprog
from scipy.sparse import coo_matrix, csr_matrix, diags, hstack, vstack
from shapely import affinity
from shapely.geometry import Polygon, box
from shapely.geometry.base import BaseGeometry

G = 9.81
WIDTH = 2.0
GRIP = 0.7
ENTRY = 45.0
FLAT = 0.01  # acceleration so small that bends alone decide


@dataclass(frozen=True)
class Road:
    """A road, where vehicles enter it, where they are judged, and the true speed there."""

    kind: str
    ground: BaseGeometry
    entry: BaseGeometry
    exit: BaseGeometry
    true_mps: float
    acceleration: float = FLAT
    is_seeded: bool = True

    def turned(self, degrees: float, x: float, y: float) -> "Road":
        moved = [
            affinity.translate(affinity.rotate(shape, degrees, origin=(0, 0)), x, y)
            for shape in (self.ground, self.entry, self.exit)
        ]
        return Road(self.kind, *moved, self.true_mps, self.acceleration, self.is_seeded)


def straight(rng: np.random.Generator) -> Road:
    """The longest straight run is the diagonal of the road shrunk by half a vehicle."""
    long, wide = rng.uniform(60, 180), rng.uniform(2.6, 8.0)
    ground = box(0, 0, long, wide)
    run = math.hypot(long - WIDTH, wide - WIDTH)
    return Road("straight", ground, ground, ground, math.sqrt(2 * 3.0 * run), 3.0, is_seeded=False)


def bend(inner: float, outer: float, turn: float, leg: float = 45.0) -> Road:
    """Racing line of constant radius, or the entry speed."""
    angle = np.linspace(-math.pi / 2, -math.pi / 2 + turn, 200)
    ahead = np.array([math.cos(turn), math.sin(turn)])
    arcs = [np.column_stack((r * np.cos(angle), r * np.sin(angle))) for r in (outer, inner)]
    sides = [np.vstack(([[-leg, arc[0, 1]]], arc, [arc[-1] + leg * ahead])) for arc in arcs]
    ground = Polygon(np.vstack((sides[0], sides[1][::-1])))
    i, o = inner + WIDTH / 2, outer - WIDTH / 2
    radius = i + (o - i) / (1 - math.cos(turn / 2))
    far = shapely.LineString([sides[0][-1], sides[1][-1]]).buffer(6.0)
    start = box(-leg, -outer, -leg + 6, -inner)
    return Road("bend", ground, start, far, min(ENTRY, math.sqrt(GRIP * G * radius)))


def random_bend(rng: np.random.Generator) -> Road:
    inner = rng.uniform(2, 20)
    return bend(inner, inner + rng.uniform(4, 12), rng.uniform(0.7, 2.4))


def blocks_road(half: float, blocks: list[tuple[float, float, float, int]], lead: float) -> Road:
    """A straight road with blocks; block: start, end, tip, side (+1 hangs from the left wall)."""
    end = max(block[1] for block in blocks) + lead
    taken = [
        box(x0, tip, x1, half + 1) if side > 0 else box(x0, -half - 1, x1, tip)
        for x0, x1, tip, side in blocks
    ]
    ground = box(-lead, -half, end, half).difference(shapely.union_all(taken))
    radius = least_radius(half, blocks, -lead, end)
    speed = min(ENTRY, math.sqrt(GRIP * G * radius)) if radius > 0 else 0.0
    start, far = box(-lead, -half, -lead + 6, half), box(end - 8, -half, end, half)
    return Road("chicane", ground, start, far, speed)


def random_chicane(rng: np.random.Generator) -> Road:
    half = rng.uniform(2.5, 5.5)
    x, side, blocks = 0.0, 1 if rng.random() < 0.5 else -1, []
    for _ in range(rng.integers(1, 5)):
        overlap = rng.uniform(-0.5, min(1.6, half - WIDTH - 0.3))
        thick = rng.uniform(0.3, 2.0)
        blocks.append((x, x + thick, -side * overlap, side))
        x += thick + rng.uniform(7, 25)
        side = -side
    return blocks_road(half, blocks, 40.0)


def ring(rng: np.random.Generator) -> Road:
    """Round and round at the outer radius, as long as it takes."""
    inner = rng.uniform(6, 16)
    outer = inner + rng.uniform(4, 8)
    ground = shapely.Point(0, 0).buffer(outer, quad_segs=64)
    ground = ground.difference(shapely.Point(0, 0).buffer(inner, quad_segs=64))
    return Road("ring", ground, ground, ground, math.sqrt(GRIP * G * (outer - WIDTH / 2)))


def _bounds(half, blocks, x):
    r = WIDTH / 2
    low, high = np.full(len(x), -half + r), np.full(len(x), half - r)
    for x0, x1, tip, side in blocks:
        away = np.maximum(0, np.maximum(x0 - x, x - x1))
        near, lift = away < r, np.sqrt(np.maximum(0, r * r - away * away))
        if side > 0:
            high = np.where(near, np.minimum(high, tip - lift), high)
        else:
            low = np.where(near, np.maximum(low, tip + lift), low)
    return low, high


def least_radius(half, blocks, first, last, *, step=0.25, rounds=40):
    """Largest least radius of a path along the road, by linear programmes in a trust region."""
    x = np.arange(first, last + step / 2, step)
    low, high = _bounds(half, blocks, x)
    if (low > high).any():
        return 0.0
    n = len(x)
    i, one = np.arange(1, n - 1), np.ones(n - 2)
    rows = np.tile(np.arange(n - 2), 3)
    second = coo_matrix(
        (np.concatenate([one, -2 * one, one]) / step**2, (rows, np.concatenate([i - 1, i, i + 1]))),
        shape=(n - 2, n),
    ).tocsr()
    slope = coo_matrix(
        (
            np.concatenate([-one, one]) / (2 * step),
            (np.tile(np.arange(n - 2), 2), np.concatenate([i - 1, i + 1])),
        ),
        shape=(n - 2, n),
    ).tocsr()
    y = bent = trust = None
    for _ in range(rounds):
        if y is None:
            weight, tilt = np.ones(n - 2), np.zeros(n - 2)
            shift = np.zeros(n - 2)
        else:
            p = slope @ y
            weight, tilt = (1 + p * p) ** 1.5, bent * 3 * p * (1 + p * p) ** 0.5
            shift = -tilt * p
        turned = diags(tilt) @ slope
        limit = csr_matrix(-weight[:, None])
        matrix = vstack(
            [hstack([second - turned, limit]), hstack([-second - turned, limit])]
        ).tocsr()
        lower = low if y is None else np.maximum(low, y - trust)
        upper = high if y is None else np.minimum(high, y + trust)
        found = linprog(
            np.r_[np.zeros(n), 1.0],
            A_ub=matrix,
            b_ub=np.concatenate([shift, shift]),
            bounds=[*zip(lower, upper, strict=True), (0, None)],
            method="highs",
        )
        if found.status != 0:
            trust = (trust or 1.0) / 2
        else:
            path = found.x[:n]
            p = slope @ path
            now = np.abs(second @ path / (1 + p * p) ** 1.5).max()
            if bent is None or now < bent * (1 - 1e-9):
                gained = 1.0 if bent is None else 1 - now / bent
                y, bent = path, now
                trust = 1.0 if trust is None else min(trust * 1.5, 3.0)
                if gained < 1e-5:
                    break
            else:
                trust /= 3
        if trust is not None and trust < 1e-4:
            break
    return 1 / bent if bent else math.inf
