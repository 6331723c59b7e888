"""Arcs of the line lattice: the same few shapes everywhere, so their samples are read from tables.

An arc that touches two lines begins a little after a station and ends a little before one. Which
ones depends on the station; its shape depends on radius and turn alone.
"""
# ruff: noqa: PLR0917 - compiled functions take no keywords

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sbd_tool.analysis.approach.lattice import Floats, Lattice, spare_at
from sbd_tool.analysis.approach.rough import BLOCKED, rough_at
from sbd_tool.analysis.compiled import compiled_bare

Wholes = npt.NDArray[np.int64]


class Moves(NamedTuple):
    """Arcs and what a label may become; one row for each of the vehicles driven together.

    Attributes:
        radii: Metres, two interleaved ladders.
        tightest: By vehicle: the first radius it can turn.
        most: By vehicle and radius: label at which it is at its bend limit.
        enough: The same without the relaxed friction; larger radii are not tried far above it.
        steps: Heading steps of the arcs.
        gains: Length of each arc in quanta, by radius and step.
        starts: Where the samples of each arc begin in ``ahead`` and ``aside``; one more at the end.
        ahead, aside: Samples of all arcs to the left from (0, 0) along the first axis, m.
        middles: By arc: the middle and the quarters of it, ahead and aside in turn.
        quantum: Metres per unit of a label.
        tops: By vehicle: highest label.
        shift: Labels per bucket as a power of two.
        spare: How many radii beyond the bend limit are tried.
        least: Labels under it are not driven on from.
    """

    radii: Floats
    tightest: Wholes
    most: Floats
    enough: Floats
    steps: Wholes
    gains: Floats
    starts: Wholes
    ahead: Floats
    aside: Floats
    middles: Floats
    quantum: float
    tops: Wholes
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


def middles_of(starts: Wholes, ahead: Floats, aside: Floats) -> Floats:
    """The middle, the first and the third quarter of each arc: most that fail, fail there."""
    quarter = np.diff(starts)[:, None] // 4
    at = starts[:-1, None] + quarter * np.array([2, 1, 3])
    return np.stack((ahead[at], aside[at]), axis=2).reshape(len(at), -1)


@compiled_bare
def may_be_free(lat: Lattice, moves: Moves, place: tuple[float, float, float, float], arc: int,
                side: float) -> bool:  # fmt: skip
    """Whether the rough map does not rule out an arc at its middle or quarters."""
    x, y, c, s = place
    for at in range(0, 6, 2):
        ahead, aside = moves.middles[arc, at], side * moves.middles[arc, at + 1]
        px, py = x + c * ahead - s * aside, y + s * ahead + c * aside
        if rough_at(lat.rough, lat.per_m, px, py) == BLOCKED:
            return False
    return True


@compiled_bare
def free_arc(lat: Lattice, moves: Moves, place: tuple[float, float, float, float], arc: int,
             length: float, side: float) -> bool:  # fmt: skip
    """Whether an arc from a place is free, its middle tested first; ``side`` 1 is to the left."""
    x, y, c, s = place
    start = moves.starts[arc]
    count = moves.starts[arc + 1] - start - 1
    for at in range(0, 6, 2):
        ahead, aside = moves.middles[arc, at], side * moves.middles[arc, at + 1]
        px, py = x + c * ahead - s * aside, y + s * ahead + c * aside
        if spare_at(lat, px, py) < 0:
            return False
    vouched = 0.7 * count / length
    at = 0
    while at <= count:
        ahead, aside = moves.ahead[start + at], side * moves.aside[start + at]
        px, py = x + c * ahead - s * aside, y + s * ahead + c * aside
        spare = spare_at(lat, px, py)
        if spare < 0:
            return False
        at += 1 + int(vouched * spare)
    return True
