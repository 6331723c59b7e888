"""Numerics of being seen by enough eyes that stand apart."""

import numpy as np

from sbd_tool.analysis.compiled import compiled


@compiled
def has_apart(listed: np.ndarray, count: int, is_apart: np.ndarray, wanted: int) -> bool:
    """Whether so many of the listed eyes stand pairwise apart."""
    picked = np.empty(wanted, dtype=np.int64)
    depth, at = 0, 0
    while depth < wanted:
        if at == count:
            if depth == 0:
                return False
            depth -= 1
            at = picked[depth] + 1
            continue
        fits = True
        for k in range(depth):
            if not is_apart[listed[picked[k]], listed[at]]:
                fits = False
                break
        if fits:
            picked[depth] = at
            depth += 1
        at += 1
    return True


@compiled
def by_cell(seen: np.ndarray, is_apart: np.ndarray, wanted: int) -> np.ndarray:
    """Whether each cell is seen by so many eyes that stand pairwise apart."""
    eyes, cells = seen.shape
    enough = np.zeros(cells, dtype=np.bool_)
    listed = np.empty(eyes, dtype=np.int64)
    for cell in range(cells):
        count = 0
        for eye in range(eyes):
            if seen[eye, cell]:
                listed[count] = eye
                count += 1
        enough[cell] = count >= wanted and has_apart(listed, count, is_apart, wanted)
    return enough
