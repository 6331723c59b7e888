"""Numerics of the measures of many isovists at once, without their outlines."""

import numpy as np

from sbd_tool.analysis.compiled import compiled
from sbd_tool.analysis.sight.kernels import expand
from sbd_tool.analysis.sight.mesh import Floats, Mesh
from sbd_tool.analysis.sight.outlines import in_turn, outline


@compiled
def drift_of(ring: Floats) -> float:
    """Distance from the eye, the origin, to the centre of an outline round it."""
    doubled, x, y = 0.0, 0.0, 0.0
    for i in range(len(ring)):
        ax, ay = ring[i - 1, 0], ring[i - 1, 1]
        bx, by = ring[i, 0], ring[i, 1]
        cross = ax * by - ay * bx
        doubled += cross
        x += (ax + bx) * cross
        y += (ay + by) * cross
    if doubled <= 0.0:
        return 0.0
    return float(np.hypot(x, y)) / (3.0 * doubled)


@compiled
def measures_of(mesh: Mesh, eyes: Floats, reach: float) -> Floats:
    """Area, perimeter, occlusivity, longest view and drift from each eye, in (square) millimetres.

    Not a number where the eye stands in a thing.
    """
    found = np.full((len(eyes), 5), np.nan)
    stack = np.empty((len(mesh.corners) + 64, 4), dtype=np.int64)
    room = 2 * len(mesh.corners) + 64
    pieces, faces = np.empty((room, 4)), np.empty(room, dtype=np.int64)
    for k in range(len(eyes)):
        x, y = eyes[k, 0], eyes[k, 1]
        count = expand(mesh, x, y, reach, stack, pieces, faces)
        if count <= 0:
            continue
        seen = pieces[:count]
        ring, told = outline(x, y, seen[in_turn(x, y, seen)], reach)
        found[k, :4] = told
        found[k, 4] = drift_of(ring)
    return found
