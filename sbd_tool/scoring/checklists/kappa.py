"""Cohen's kappa, plain and weighted, and the intraclass correlation ICC(2,1), with intervals.

Sources: J. Cohen, A coefficient of agreement for nominal scales, Educational and Psychological
Measurement 20, 1960; J. Cohen, Weighted kappa, Psychological Bulletin 70, 1968; J. Fleiss, J. Cohen
and B. Everitt, Large sample standard errors of kappa and weighted kappa, Psychological Bulletin 72,
1969; P. Shrout and J. Fleiss, Intraclass correlations, Psychological Bulletin 86, 1979.
"""

from collections.abc import Sequence
from math import sqrt
from typing import Final

import numpy as np
import numpy.typing as npt

from sbd_tool.domain.agreement import Estimate

Floats = npt.NDArray[np.float64]
_SAME: Final = 1e-12


def table_of(pairs: Sequence[tuple[str, str]], keys: Sequence[str]) -> Floats:
    """How often each pair of answers occurs: rows the first assessor, columns the second.

    Args:
        pairs: Answers of both at the same places.
        keys: All answers there are, in order.
    """
    place = {key: number for number, key in enumerate(keys)}
    found = np.zeros((len(keys), len(keys)))
    for first, second in pairs:
        found[place[first], place[second]] += 1.0
    return found


def quadratic(count: int) -> Floats:
    """Disagreement that grows with the square of the distance on a scale of so many levels."""
    steps = np.arange(count, dtype=float)
    return np.asarray((steps[:, None] - steps[None, :]) ** 2)


def nominal(count: int) -> Floats:
    """Disagreement of plain kappa: another answer is another answer."""
    return 1.0 - np.eye(count)


def kappa(table: Floats, disagreement: Floats, confidence: float = 0.95) -> Estimate | None:
    """Agreement beyond chance.

    Args:
        table: Counts, rows the first assessor, columns the second.
        disagreement: Weight of each pair of answers, 0 on the diagonal.
        confidence: Of the interval; by the large-sample standard error, cut at -1 and 1. With few
            pairs it is too narrow.

    Returns:
        The coefficient, or None where chance alone explains everything: both gave one answer.
    """
    count = float(table.sum())
    if count <= 0:
        return None
    shares = table / count
    rows, columns = shares.sum(axis=1), shares.sum(axis=0)
    weights = 1.0 - disagreement / disagreement.max()
    seen = float((weights * shares).sum())
    chance = float(rows @ weights @ columns)
    if 1.0 - chance < _SAME:
        return None
    value = (seen - chance) / (1.0 - chance)
    by_row, by_column = weights @ columns, rows @ weights
    parts = weights * (1.0 - chance) - (by_row[:, None] + by_column[None, :]) * (1.0 - seen)
    spread = float((shares * parts**2).sum()) - (seen * chance - 2.0 * chance + seen) ** 2
    error = sqrt(max(0.0, spread) / count) / (1.0 - chance) ** 2
    half = _normal(confidence) * error
    return Estimate(value=value, low=max(-1.0, value - half), high=min(1.0, value + half))


def icc(ratings: Floats, confidence: float = 0.95) -> Estimate | None:
    """ICC(2,1): absolute agreement of single ratings, places and assessors both at random.

    Args:
        ratings: One row for each place, one column for each assessor.
        confidence: Of the interval, after Shrout and Fleiss.

    Returns:
        The coefficient; None with fewer than two places, or where nothing varies at all. The
        interval is missing where assessors agree exactly.
    """
    places, raters = ratings.shape
    if places < 2 or raters < 2:  # noqa: PLR2004 - a variance needs two
        return None
    mean = float(ratings.mean())
    by_place, by_rater = ratings.mean(axis=1), ratings.mean(axis=0)
    ms_places = raters * float(((by_place - mean) ** 2).sum()) / (places - 1)
    ms_raters = places * float(((by_rater - mean) ** 2).sum()) / (raters - 1)
    left = ratings - by_place[:, None] - by_rater[None, :] + mean
    ms_error = float((left**2).sum()) / ((places - 1) * (raters - 1))
    below = ms_places + (raters - 1) * ms_error + raters * (ms_raters - ms_error) / places
    if abs(below) < _SAME:
        return None
    value = (ms_places - ms_error) / below
    ends = _icc_ends((places, raters), (ms_places, ms_raters, ms_error), value, confidence)
    return Estimate(value=value, low=ends[0], high=ends[1])


def _icc_ends(
    size: tuple[int, int], squares: tuple[float, float, float], value: float, confidence: float
) -> tuple[float | None, float | None]:
    places, raters = size
    ms_places, ms_raters, ms_error = squares
    if ms_error < _SAME:
        return None, None
    from scipy.special import fdtri

    ratio = ms_raters / ms_error
    rest = places * (1.0 + (raters - 1) * value) - raters * value
    above = (raters - 1) * (places - 1) * (raters * value * ratio + rest) ** 2
    freedom = above / ((places - 1) * raters**2 * value**2 * ratio**2 + rest**2)
    share = 1.0 - (1.0 - confidence) / 2.0
    upper = float(fdtri(places - 1, freedom, share))
    lower = float(fdtri(freedom, places - 1, share))
    noise = raters * ms_raters + (raters * places - raters - places) * ms_error
    low = places * (ms_places - upper * ms_error) / (upper * noise + places * ms_places)
    high = places * (lower * ms_places - ms_error) / (noise + places * lower * ms_places)
    return max(-1.0, low), min(1.0, high)


def _normal(confidence: float) -> float:
    from scipy.special import ndtri

    return float(ndtri(1.0 - (1.0 - confidence) / 2.0))
