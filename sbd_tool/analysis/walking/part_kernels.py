"""Numerics of being cut off: which places lie in the same part of the free ground.

Capsules that are nearer than the walker is wide make walls. Two places are in different parts
exactly if a closed chain of such walls is crossed an odd number of times by a line between them.
"""

# ruff: noqa: PLR0917 - compiled code takes no keywords

import numpy as np

from sbd_tool.analysis.compiled import compiled
from sbd_tool.analysis.segment_kernels import segment_away
from sbd_tool.analysis.walking.kernels import TOLERANCE_M


@compiled
def foot(px: float, py: float, c: np.ndarray, out: np.ndarray) -> float:
    """Write the point of a segment nearest to a place; their squared distance."""
    dx, dy = c[2] - c[0], c[3] - c[1]
    length = dx * dx + dy * dy
    t = 0.0
    if length > 0.0:
        t = min(1.0, max(0.0, ((px - c[0]) * dx + (py - c[1]) * dy) / length))
    out[0], out[1] = c[0] + t * dx, c[1] + t * dy
    return float((px - out[0]) ** 2 + (py - out[1]) ** 2)


@compiled
def shortest_line(a: np.ndarray, b: np.ndarray, out: np.ndarray) -> None:
    """Write the shortest line from one segment to another; where they cross, the crossing."""
    dx, dy = a[2] - a[0], a[3] - a[1]
    ex, ey = b[2] - b[0], b[3] - b[1]
    if segment_away(a, b) <= 0.0:
        turn = dx * ey - dy * ex
        if turn != 0.0:
            t = ((b[0] - a[0]) * ey - (b[1] - a[1]) * ex) / turn
            out[0] = out[2] = a[0] + t * dx
            out[1] = out[3] = a[1] + t * dy
            return
    best = np.inf
    spot = np.empty(2)
    for end in range(2):
        away = foot(a[2 * end], a[2 * end + 1], b, spot)
        if away < best:
            best = away
            out[0], out[1], out[2], out[3] = a[2 * end], a[2 * end + 1], spot[0], spot[1]
        away = foot(b[2 * end], b[2 * end + 1], a, spot)
        if away < best:
            best = away
            out[0], out[1], out[2], out[3] = spot[0], spot[1], b[2 * end], b[2 * end + 1]


@compiled
def side(ax: float, ay: float, bx: float, by: float, x: float, y: float) -> bool:
    """Whether a place lies to the left of a line."""
    return bool((bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0.0)


@compiled
def crossed(line: np.ndarray, rays: np.ndarray) -> int:
    """Bits of the rays that a line of points crosses an odd number of times.

    ``rays`` is (m, 3, 2): three points each.
    """
    bits = 0
    for ray in range(len(rays)):
        odd = False
        for leg in range(2):
            ax, ay = rays[ray, leg, 0], rays[ray, leg, 1]
            bx, by = rays[ray, leg + 1, 0], rays[ray, leg + 1, 1]
            for k in range(len(line) - 1):
                px, py, qx, qy = line[k, 0], line[k, 1], line[k + 1, 0], line[k + 1, 1]
                if side(ax, ay, bx, by, px, py) == side(ax, ay, bx, by, qx, qy):
                    continue
                if side(px, py, qx, qy, ax, ay) != side(px, py, qx, qy, bx, by):
                    odd = not odd
        if odd:
            bits |= 1 << ray
    return bits


@compiled
def root_of(parent: np.ndarray, bits: np.ndarray, at: int) -> tuple[int, int]:
    """Root of a capsule's chain, and the bits of the way to it; shortens the way."""
    told, root = 0, at
    while parent[root] != root:
        told ^= bits[root]
        root = parent[root]
    left = told
    while parent[at] != at:
        above, own = parent[at], bits[at]
        parent[at], bits[at] = root, left
        left ^= own
        at = above
    return root, told


@compiled
def odd_chains(
    capsules: np.ndarray, rays: np.ndarray, starts: np.ndarray, listed: np.ndarray
) -> np.ndarray:
    """Bits of every closed chain of walls: which rays it crosses an odd number of times."""
    parent = np.arange(len(capsules))
    bits = np.zeros(len(capsules), dtype=np.int64)
    found = np.empty(1024, dtype=np.int64)
    total = 0
    line, ends = np.empty((4, 2)), np.empty(4)
    for cell in range(len(starts) - 1):
        for one in range(starts[cell], starts[cell + 1]):
            i = listed[one]
            for other in range(one + 1, starts[cell + 1]):
                j = listed[other]
                near = capsules[i, 4] + capsules[j, 4] - TOLERANCE_M
                if near <= 0.0 or segment_away(capsules[i], capsules[j]) >= near * near:
                    continue
                shortest_line(capsules[i], capsules[j], ends)
                line[0] = (capsules[i, :2] + capsules[i, 2:4]) / 2.0
                line[1], line[2] = ends[:2], ends[2:]
                line[3] = (capsules[j, :2] + capsules[j, 2:4]) / 2.0
                told = crossed(line, rays)
                root_i, to_i = root_of(parent, bits, i)
                root_j, to_j = root_of(parent, bits, j)
                if root_i != root_j:
                    parent[root_i], bits[root_i] = root_j, to_i ^ to_j ^ told
                    continue
                loop = to_i ^ to_j ^ told
                is_new = loop != 0
                for k in range(total):
                    if found[k] == loop:
                        is_new = False
                        break
                if is_new and total < len(found):
                    found[total] = loop
                    total += 1
    return found[:total].copy()
