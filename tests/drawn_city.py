"""A small city as a draw list: courtyards, lines, dashes, hatches, dots, signs, words."""

import numpy as np
import shapely

from sbd_tool.cartography.drawlist import Dots, DrawList, Fill, Group, Label, Marker, Stroke
from sbd_tool.cartography.ragged import area_paths, line_paths

WEST, SOUTH = 500_000.0, 5_800_000.0
SIDE = 25  # plots in a row
STEP_M = 20.0
EXTENT = (WEST, SOUTH, WEST + SIDE * STEP_M, SOUTH + SIDE * STEP_M)


def plots(seed=3):
    rng = np.random.default_rng(seed)
    turns = np.linspace(0, 2 * np.pi, 10)[:-1]
    out = np.empty(SIDE * SIDE, dtype=object)
    for row in range(SIDE * SIDE):
        x, y = WEST + (row % SIDE + 0.5) * STEP_M, SOUTH + (row // SIDE + 0.5) * STEP_M
        reach = rng.uniform(5, 9, 9)
        ring = np.column_stack([x + np.cos(turns) * reach, y + np.sin(turns) * reach])
        holes = [ring[::-1] * 0.3 + np.array([x, y]) * 0.7] if row % 7 == 0 else []
        out[row] = shapely.Polygon(ring, holes)
    return out


def lines(seed=4, count=40):
    rng = np.random.default_rng(seed)
    starts = rng.uniform(EXTENT[:2], EXTENT[2:], (count, 1, 2))
    steps = rng.normal(0, 14, (count, 12, 2)).cumsum(axis=1)
    return np.asarray(shapely.linestrings(starts + steps), dtype=object)


def ground_items(shapes=None):
    houses = plots() if shapes is None else shapes
    streets = lines()
    ids = tuple(map(str, range(max(len(houses), len(streets)))))
    rng = np.random.default_rng(5)
    edge = Stroke(colour="#B0A694", width_mm=0.16)
    wide = Stroke(colour="#BEBCB5", width_mm=1.2, casing="#FFFFFF", casing_width_mm=1.8)
    dashed = Stroke(colour="#5F646C", width_mm=0.3, dash_mm=(1.6, 0.9), cap="butt")
    half = len(streets) // 2
    hatched = np.asarray([shapely.box(WEST + 60, SOUTH + 60, WEST + 210, SOUTH + 170)])
    hatch = Fill(colour="", hatch="cross", hatch_colour="#5F646C")
    return (
        line_paths(streets[:half], np.arange(half), ids, stroke=wide),
        area_paths(houses, np.arange(len(houses)), ids, fill=Fill(colour="#D8D1C4"), stroke=edge),
        line_paths(streets[half:], np.arange(len(streets) - half), ids, stroke=dashed),
        area_paths(hatched, np.arange(1), ids, fill=hatch, stroke=dashed),
        Dots(
            coordinates=rng.uniform(EXTENT[:2], EXTENT[2:], (300, 2)),
            ids=tuple(map(str, range(300))),
            size_mm=0.9,
            colour="#7A5B00",
        ),
    )


def above_items(count=12, seed=6):
    rng = np.random.default_rng(seed)
    places = rng.uniform(EXTENT[:2], EXTENT[2:], (count, 2)).tolist()
    signs = [
        Marker(x_m=x, y_m=y, symbol="bollard", size_mm=6.35, family="vehicles") for x, y in places
    ]
    words = [
        Label(x_m=x, y_m=y - 12, words=f"Plot {n}", size_mm=2.1, colour="#57524A", halo="#FFFDF7")
        for n, (x, y) in enumerate(places)
    ]
    return tuple(signs), tuple(words)


def city(ground=None, seed=6):
    signs, words = above_items(seed=seed)
    groups = (
        Group(key="plan", title="", items=ground if ground is not None else ground_items()),
        Group(key="measures", title="", items=signs),
        Group(key="labels", title="", items=words),
    )
    return DrawList(groups=groups, background="#ECE9E1")
