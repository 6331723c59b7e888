"""The line lattice: families of parallel lines, joined by arcs that touch two lines exactly.

Each of ``turns`` headings has its own family of parallel lines, ``lateral_m`` apart, cut into
stations ``along_m`` apart. Two lines of different heading cross once, and for each radius one arc
touches both, so "straight, arc, straight" joins them without position error. A label is the
equivalent run-up from rest in whole quanta. Moves are tested at fixed samples and labels are whole
numbers, so the result is the unique least fixed point: order of work changes no bit.
"""
# ruff: noqa: PLR0917 - compiled functions take no keywords

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sbd_tool.analysis.approach.clearance import Grid, clear_at
from sbd_tool.analysis.compiled import compiled

Floats = npt.NDArray[np.float64]
Labels = npt.NDArray[np.int32]
BLOCKED = -2
UNREACHED = -1


class Lattice(NamedTuple):
    """Stations on a clearance grid; places are metres from the grid's first node.

    Attributes:
        grid, per_m: Clearance, nodes per metre.
        x, y: Centre of the lattice.
        turns: Number of headings.
        along, lateral: Spacing of stations and of lines, m.
        stations, lines: Highest index to either side of the centre.
        need: Clearance the vehicle's middle needs, m.
        sample: Spacing of collision samples, m.
        cosines, sines: Of the headings.
    """

    grid: Grid
    per_m: float
    x: float
    y: float
    turns: int
    along: float
    lateral: float
    stations: int
    lines: int
    need: float
    sample: float
    cosines: Floats
    sines: Floats


@compiled
def free_run(lat: Lattice, x: float, y: float, c: float, s: float, length: float) -> bool:
    """Whether a straight run is free; samples that clearance vouches for are skipped."""
    count = math.ceil(length / lat.sample)
    if count == 0:
        return True
    step = length / count
    at = 0
    while at <= count:
        spare = clear_at(lat.grid, lat.per_m, x + c * at * step, y + s * at * step) - lat.need
        if spare < 0:
            return False
        at += 1 + int(0.7 * spare / step)
    return True


@compiled
def free_arc(lat: Lattice, x: float, y: float, c: float, s: float, bend: float, n: float) -> bool:
    """Whether an arc of curvature ``bend`` and length ``n`` is free, its middle tested first."""
    count = math.ceil(n / lat.sample)
    count += (4 - count % 4) % 4
    step = n / count
    ux, uy = c / bend, s / bend
    for at in (count // 2, count // 4, 3 * count // 4):
        sn, cs = math.sin(bend * at * step), 1 - math.cos(bend * at * step)
        if clear_at(lat.grid, lat.per_m, x + ux * sn - uy * cs, y + uy * sn + ux * cs) < lat.need:
            return False
    at = 0
    while at <= count:
        sn, cs = math.sin(bend * at * step), 1 - math.cos(bend * at * step)
        px, py = x + ux * sn - uy * cs, y + uy * sn + ux * cs
        spare = clear_at(lat.grid, lat.per_m, px, py) - lat.need
        if spare < 0:
            return False
        at += 1 + int(0.7 * spare / step)
    return True


@compiled
def place_of(lat: Lattice, k: int, n: int, b: float) -> tuple[float, float, float, float]:
    """Place and direction of station ``b`` on line ``n`` of heading ``k``."""
    c, s = lat.cosines[k], lat.sines[k]
    along, across = b * lat.along, n * lat.lateral
    return lat.x + along * c - across * s, lat.y + along * s + across * c, c, s


@compiled
def stations_of(lat: Lattice) -> Labels:
    """Labels of all stations, heading by heading, line by line: blocked, or not yet reached."""
    wide, long = 2 * lat.lines + 1, 2 * lat.stations + 1
    labels = np.full(lat.turns * wide * long, BLOCKED, np.int32)
    z = 0
    for k in range(lat.turns):
        for n in range(-lat.lines, lat.lines + 1):
            for b in range(-lat.stations, lat.stations + 1):
                x, y, _, _ = place_of(lat, k, n, b)
                if clear_at(lat.grid, lat.per_m, x, y) >= lat.need:
                    labels[z] = UNREACHED
                z += 1
    return labels
