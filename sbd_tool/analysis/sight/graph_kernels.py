"""Numerics of the visibility graph: rows of bits, shortest paths, clustering, through vision.

Bit j of row i says that i sees j. Points are in an order in which 64 neighbours of a list are
neighbours on the ground, so that one word stands for one patch of ground.
"""
# ruff: noqa: PLR0917 - compiled code takes no keywords

from collections.abc import Callable
from typing import Any, cast

import numpy as np
from numba.core import types
from numba.extending import intrinsic

from sbd_tool.analysis.compiled import compiled
from sbd_tool.analysis.sight.kernels import sees_from
from sbd_tool.analysis.sight.mesh import Floats, Indices, Mesh

ONE = np.uint64(1)
_COVERS = 96  # rows that reached much from the last source are tried first from the next


@intrinsic
def _ones(context: Any, word: Any) -> Any:
    """How many bits of a word are set: one machine instruction."""
    del context, word

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        del context, signature
        return builder.ctpop(arguments[0])

    return types.uint64(types.uint64), generate


ones = cast("Callable[[Any], Any]", _ones)


@compiled
def lowest(word: np.uint64) -> int:
    """Number of the lowest bit that is set."""
    return int(ones((word - ONE) & ~word))


@compiled
def row_block(
    mesh: Mesh,
    eyes: Floats,
    reach: float,
    targets: tuple[Floats, Indices, Indices],
    rows: np.ndarray,
) -> None:
    """Write the rows of some eyes; no eye sees itself."""
    stack = np.empty((len(mesh.corners) + 64, 4), dtype=np.int64)
    seen = np.empty(len(targets[0]), dtype=np.bool_)
    for k in range(len(eyes)):
        seen[:] = False
        sees_from(mesh, eyes[k, 0], eyes[k, 1], reach, targets, stack, seen)
        for j in range(len(seen)):
            if seen[j]:
                rows[k, j >> 6] |= ONE << np.uint64(j & 63)


@compiled
def mirror(rows: np.ndarray, count: int) -> Indices:
    """Clear the diagonal; returns how many points each sees."""
    connectivity = np.zeros(count, dtype=np.int64)
    for i in range(count):
        rows[i, i >> 6] &= ~(ONE << np.uint64(i & 63))
        for w in range(rows.shape[1]):
            connectivity[i] += np.int64(ones(rows[i, w]))
    return connectivity


@compiled
def summaries(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Which words of each row hold anything; what each patch sees together; the same of that."""
    count, words = rows.shape
    short = (words + 63) // 64
    short_rows = np.zeros((count, short), dtype=np.uint64)
    patches = np.zeros((words, words), dtype=np.uint64)
    short_patches = np.zeros((words, short), dtype=np.uint64)
    for i in range(count):
        for w in range(words):
            if rows[i, w]:
                short_rows[i, w >> 6] |= ONE << np.uint64(w & 63)
                patches[i >> 6, w] |= rows[i, w]
    for t in range(words):
        for w in range(words):
            if patches[t, w]:
                short_patches[t, w >> 6] |= ONE << np.uint64(w & 63)
    return short_rows, patches, short_patches


@compiled
def meet(one: np.ndarray, short: np.ndarray, reached: np.ndarray, short_reached: np.ndarray) -> int:
    """First word in which a row meets what is reached, or -1."""
    for z in range(len(short)):
        words = short[z] & short_reached[z]
        while words:
            w = z * 64 + lowest(words)
            words &= words - ONE
            if one[w] & reached[w]:
                return w
    return -1


@compiled
def reach_patch(
    rows: np.ndarray,
    short_rows: np.ndarray,
    patch: int,
    left: np.uint64,
    bits: tuple[np.ndarray, np.ndarray, np.ndarray],
    hints: Indices,
    covers: Indices,
) -> None:
    """Reach the points of one patch that are left; see ``step_on``."""
    reached, short_reached, after = bits
    while left:
        v = patch * 64 + lowest(left)
        left &= left - ONE
        word = hints[v]
        if not rows[v, word] & reached[word]:
            word = meet(rows[v], short_rows[v], reached, short_reached)
            if word < 0:
                continue
            hints[v] = word
        u = word * 64 + lowest(rows[v, word] & reached[word])
        after |= rows[u]
        after[patch] |= ONE << np.uint64(v & 63)
        left &= ~after[patch]
        covers[1 + covers[0] % _COVERS] = u
        covers[0] += 1


@compiled
def step_on(
    rows: np.ndarray,
    sums: tuple[np.ndarray, np.ndarray, np.ndarray],
    reached: np.ndarray,
    after: np.ndarray,
    hints: Indices,
    covers: Indices,
) -> None:
    """Everything seen from what is reached.

    Args:
        rows: The graph.
        sums: From ``summaries``.
        reached: Bits of the points reached.
        after: Filled with what is reached one step on.
        hints: Word in which each point last met what was reached.
        covers: Points whose rows reached much; entry 0 holds how many were ever noted.
    """
    short_rows, patches, short_patches = sums
    count, words = rows.shape
    short_reached = np.zeros(short_rows.shape[1], dtype=np.uint64)
    for w in range(words):
        after[w] = reached[w]
        if reached[w]:
            short_reached[w >> 6] |= ONE << np.uint64(w & 63)
    for c in range(1, min(covers[0], _COVERS) + 1):
        u = covers[c]
        if reached[u >> 6] >> np.uint64(u & 63) & ONE:
            after |= rows[u]
    for t in range(words):
        left = ~after[t]
        if t == words - 1 and count & 63:
            left &= (ONE << np.uint64(count & 63)) - ONE
        if left and meet(patches[t], short_patches[t], reached, short_reached) >= 0:
            reach_patch(rows, short_rows, t, left, (reached, short_reached, after), hints, covers)


@compiled
def depths_from(
    rows: np.ndarray,
    sums: tuple[np.ndarray, np.ndarray, np.ndarray],
    sources: Indices,
    hints: Indices,
    covers: Indices,
) -> tuple[Indices, Indices]:
    """Sum of the depths to all points reached from each source, and how many those are."""
    total, many = np.zeros(len(sources), dtype=np.int64), np.zeros(len(sources), dtype=np.int64)
    words = rows.shape[1]
    after = np.empty(words, dtype=np.uint64)
    for k in range(len(sources)):
        source = sources[k]
        reached = rows[source].copy()
        reached[source >> 6] |= ONE << np.uint64(source & 63)
        before, depth = np.int64(1), 1
        while True:
            now = np.int64(0)
            for w in range(words):
                now += np.int64(ones(reached[w]))
            total[k] += depth * (now - before)
            if now == before and depth > 1:
                break
            before = now
            if now == len(rows):
                break
            step_on(rows, sums, reached, after, hints, covers)
            reached, after = after, reached
            depth += 1
        many[k] = before
    return total, many


@compiled
def clustering_of(rows: np.ndarray, chosen: Indices, connectivity: Indices) -> Floats:
    """Share of the pairs of points each sees that see each other."""
    found = np.full(len(chosen), np.nan)
    for k in range(len(chosen)):
        i, links = chosen[k], np.int64(0)
        many = connectivity[i]
        for w in range(rows.shape[1]):
            word = rows[i, w]
            while word:
                j = w * 64 + lowest(word)
                word &= word - ONE
                for x in range(rows.shape[1]):
                    links += np.int64(ones(rows[i, x] & rows[j, x]))
        if many > 1:
            found[k] = links / (many * (many - 1))
    return found


@compiled
def through(rows: np.ndarray, chosen: Indices, grid: Indices, at: Indices, passed: Indices) -> None:
    """Count the lines of sight from the chosen points that pass over each point.

    Args:
        rows: The graph.
        chosen: Where lines begin.
        grid: Point by column and row, -1 for none.
        at: (n, 2) column and row by point.
        passed: Counts, added to.
    """
    for k in range(len(chosen)):
        i = chosen[k]
        for w in range(rows.shape[1]):
            word = rows[i, w]
            while word:
                j = w * 64 + lowest(word)
                word &= word - ONE
                dx, dy = at[j, 0] - at[i, 0], at[j, 1] - at[i, 1]
                steps = max(abs(dx), abs(dy))
                for s in range(1, steps):
                    column = at[i, 0] + int(np.floor(dx * s / steps + 0.5))
                    row = at[i, 1] + int(np.floor(dy * s / steps + 0.5))
                    if grid[column, row] >= 0:
                        passed[grid[column, row]] += 1
