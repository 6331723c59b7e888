"""Numerics of straight pieces that touch two circles."""

# ruff: noqa: PLR0917 - compiled code takes no keywords

import math

import numpy as np

from sbd_tool.analysis.compiled import compiled
from sbd_tool.analysis.segment_kernels import segment_away
from sbd_tool.analysis.walking.arc_kernels import FULL, SAME_M, arc_at
from sbd_tool.analysis.walking.kernels import TOLERANCE_M

INNER = 2


@compiled
def tangent_of(
    circles: np.ndarray, i: int, j: int, form: int, angles: np.ndarray, s: np.ndarray
) -> bool:
    """Write one of the four lines that touch both circles; whether there is one.

    Forms 0 and 1 leave both circles on one side, 2 and 3 cross between them.
    """
    dx, dy = circles[j, 0] - circles[i, 0], circles[j, 1] - circles[i, 1]
    away = math.sqrt(dx * dx + dy * dy)
    is_inner = form >= INNER
    over = circles[i, 2] + (circles[j, 2] if is_inner else -circles[j, 2])
    if away < SAME_M or abs(over) > away + TOLERANCE_M:
        return False
    half = math.acos(min(1.0, max(-1.0, over / away)))
    angles[0] = (math.atan2(dy, dx) + (half if form % 2 == 0 else -half)) % FULL
    angles[1] = (angles[0] + math.pi) % FULL if is_inner else angles[0]
    s[0] = circles[i, 0] + circles[i, 2] * math.cos(angles[0])
    s[1] = circles[i, 1] + circles[i, 2] * math.sin(angles[0])
    s[2] = circles[j, 0] + circles[j, 2] * math.cos(angles[1])
    s[3] = circles[j, 1] + circles[j, 2] * math.sin(angles[1])
    return True


@compiled
def forms_of(i: int, j: int, ends: int) -> int:
    """How many different tangents there can be: a place has no inner ones, two places only one."""
    if j < ends:
        return 1
    return 2 if i < ends else 4


@compiled
def keeps_away(s: np.ndarray, capsules: np.ndarray) -> bool:
    """Whether a segment keeps its distance from each of a few capsules."""
    low_x, high_x = min(s[0], s[2]), max(s[0], s[2])
    low_y, high_y = min(s[1], s[3]), max(s[1], s[3])
    for k in range(len(capsules)):
        c = capsules[k]
        kept = c[4] - TOLERANCE_M
        if kept <= 0.0 or max(c[0], c[2]) + kept < low_x or min(c[0], c[2]) - kept > high_x:
            continue
        if max(c[1], c[3]) + kept < low_y or min(c[1], c[3]) - kept > high_y:
            continue
        if segment_away(s, c) < kept * kept:
            return False
    return True


@compiled
def tangents(
    circles: np.ndarray,
    older: int,
    ends: int,
    first: np.ndarray,
    arcs: np.ndarray,
    capsules: np.ndarray,
) -> tuple[np.ndarray, np.ndarray]:
    """Straight pieces between circles that touch both and keep their distance.

    The first ``ends`` of the (n, 3) ``circles`` are places: circles without a radius. Pairs of
    which both are among the first ``older`` are left out. ``first`` and ``arcs`` are free arcs of
    the circles.

    Returns:
        (m, 4) circle and arc of both ends (arc -1 for places), and (m, 7) length, both angles
        and both ends.
    """
    links = np.empty((1024, 4), dtype=np.int64)
    sizes = np.empty((1024, 7))
    s, angles = np.empty(4), np.empty(2)
    total = 0
    for j in range(max(1, older), len(circles)):
        for i in range(j):
            for form in range(forms_of(i, j, ends)):
                if not tangent_of(circles, i, j, form, angles, s):
                    continue
                arc_i = arc_at(angles[0], first[i], first[i + 1], arcs)
                arc_j = arc_at(angles[1], first[j], first[j + 1], arcs)
                if (i >= ends and arc_i < 0) or (j >= ends and arc_j < 0):
                    continue
                if not keeps_away(s, capsules):
                    continue
                if total == len(links):
                    links = np.concatenate((links, np.empty_like(links)))
                    sizes = np.concatenate((sizes, np.empty_like(sizes)))
                links[total] = np.array([i, j, arc_i, arc_j])
                sizes[total, 0] = math.hypot(s[2] - s[0], s[3] - s[1])
                sizes[total, 1:3] = angles
                sizes[total, 3:] = s
                total += 1
    return links[:total].copy(), sizes[:total].copy()


@compiled
def still_clear(segments: np.ndarray, capsules: np.ndarray) -> np.ndarray:
    """Which of (n, 4) segments keep their distance from each of a few capsules."""
    clear = np.empty(len(segments), dtype=np.bool_)
    for k in range(len(segments)):
        clear[k] = keeps_away(segments[k], capsules)
    return clear


@compiled
def arcs_again(
    links: np.ndarray, sizes: np.ndarray, ends: int, first: np.ndarray, arcs: np.ndarray
) -> np.ndarray:
    """Find the arcs of straight pieces anew; which pieces still have one at both ends."""
    kept = np.ones(len(links), dtype=np.bool_)
    for k in range(len(links)):
        for side in range(2):
            circle = links[k, side]
            if circle < ends:
                continue
            found = arc_at(sizes[k, 1 + side], first[circle], first[circle + 1], arcs)
            links[k, 2 + side] = found
            kept[k] = kept[k] and found >= 0
    return kept
