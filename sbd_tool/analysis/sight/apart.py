"""Seen by enough eyes that stand apart: a count no further eye can lower."""

import numpy as np

from sbd_tool.analysis.sight.mesh import Floats


def seen_by_enough(seen: np.ndarray, eyes: Floats, apart_m: float, wanted: int) -> np.ndarray:
    """Whether cells are seen by enough eyes that stand apart.

    Args:
        seen: (eyes, cells) matrix.
        eyes: (eyes, 2) places, metres.
        apart_m: How far apart two eyes have to stand to count as two.
        wanted: How many are enough; more than six are not asked for.

    Returns:
        (cells,) marks. An eye more never takes one away.
    """
    from sbd_tool.analysis.sight.apart_kernels import by_cell

    away = np.hypot(*(eyes[:, None] - eyes[None]).transpose(2, 0, 1))
    is_apart = np.ascontiguousarray(away >= apart_m - 1e-3)
    return np.asarray(by_cell(np.ascontiguousarray(seen), is_apart, min(6, max(1, wanted))))
