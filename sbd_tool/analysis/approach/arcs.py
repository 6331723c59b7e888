"""Arcs of the line lattice: the same few shapes everywhere, so their samples are read from tables.

An arc that touches two lines begins a little after a station and ends a little before one. Which
ones depends on the station; its shape depends on radius and turn alone.
"""
# ruff: noqa: PLR0917 - compiled functions take no keywords

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sbd_tool.analysis.approach.clearance import clear_at
from sbd_tool.analysis.approach.lattice import Floats, Lattice
from sbd_tool.analysis.compiled import compiled_bare

Wholes = npt.NDArray[np.int64]


class Moves(NamedTuple):
    """Arcs and what a label may become.

    Attributes:
        radii: Metres, two interleaved ladders.
        most: Label at which each radius is at its bend limit.
        enough: The same without the relaxed friction; larger radii are not tried far above it.
        steps: Heading steps of the arcs.
        gains: Length of each arc in quanta, by radius and step.
        starts: Where the samples of each arc begin in ``ahead`` and ``aside``; one more at the end.
        ahead, aside: Samples of all arcs to the left from (0, 0) along the first axis, m.
        quantum: Metres per unit of a label.
        top: Highest label.
        shift: Labels per bucket as a power of two.
        spare: How many radii beyond the bend limit are tried.
        least: Labels under it are not driven on from.
    """

    radii: Floats
    most: Floats
    enough: Floats
    steps: Wholes
    gains: Floats
    starts: Wholes
    ahead: Floats
    aside: Floats
    quantum: float
    top: int
    shift: int
    spare: int
    least: int


def arc_samples(radii: Floats, angles: Floats, sample_m: float) -> tuple[Wholes, Floats, Floats]:
    """Samples along all arcs, by radius and angle.

    Args:
        radii: Metres.
        angles: Angles turned through, rad.
        sample_m: Longest spacing of samples.

    Returns:
        (where each arc begins, places along the first axis, places to its left). The number of
        steps of each arc is a multiple of four, so that its middle and quarters are samples.
    """
    starts, ahead, aside = [0], [], []
    for radius in radii:
        for angle in angles:
            count = math.ceil(radius * angle / sample_m / 4) * 4
            turned = np.linspace(0.0, angle, count + 1)
            ahead.append(radius * np.sin(turned))
            aside.append(radius * (1 - np.cos(turned)))
            starts.append(starts[-1] + count + 1)
    return np.array(starts, np.int64), np.concatenate(ahead), np.concatenate(aside)


@compiled_bare
def free_arc(lat: Lattice, moves: Moves, place: tuple[float, float, float, float], arc: int,
             length: float, side: float) -> bool:  # fmt: skip
    """Whether an arc from a place is free, its middle tested first; ``side`` 1 is to the left."""
    x, y, c, s = place
    start = moves.starts[arc]
    count = moves.starts[arc + 1] - start - 1
    for at in (start + count // 2, start + count // 4, start + 3 * count // 4):
        ahead, aside = moves.ahead[at], side * moves.aside[at]
        px, py = x + c * ahead - s * aside, y + s * ahead + c * aside
        if clear_at(lat.grid, lat.per_m, px, py) < lat.need:
            return False
    step = length / count
    at = 0
    while at <= count:
        ahead, aside = moves.ahead[start + at], side * moves.aside[start + at]
        px, py = x + c * ahead - s * aside, y + s * ahead + c * aside
        spare = clear_at(lat.grid, lat.per_m, px, py) - lat.need
        if spare < 0:
            return False
        at += 1 + int(0.7 * spare / step)
    return True
