"""Pairwise comparison (AHP): shares as the principal eigenvector, and how well judgements fit.

Source: T. L. Saaty (1980), The Analytic Hierarchy Process. The method may reverse ranks when an
alternative is added; here it weighs families only, whose list is fixed.
"""

from collections.abc import Mapping, Sequence
from itertools import combinations
from math import isfinite, log
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sbd_tool.domain.weighting import PairwiseWeights, RandomIndex
from sbd_tool.scoring.weighting.shares import as_shares

Judgements = Mapping[tuple[str, str], float]

STRONGEST: Final = 9.0
SCALE: Final = (*(1.0 / value for value in range(9, 1, -1)), *map(float, range(1, 10)))
"""Saaty's scale: 1 equal, 3 somewhat more, 5 clearly more, 7 very much more, 9 utterly more."""

_SMALLEST: Final = 3  # two families are always consistent
_FITTING: Final = 1e-9
_ROUNDS: Final = 10_000


def pairwise_weights(
    families: Sequence[str], judgements: Judgements, index: RandomIndex
) -> PairwiseWeights:
    """Weights from judgements of pairs.

    Args:
        families: All families of the ledger, at least two.
        judgements: (first, second) -> how much more first counts than second, 1/9 to 9; each pair
            once, in either direction.
        index: Saaty's random index and the limit of the ratio.

    Returns:
        Shares, consistency ratio and the judgement that fits least.

    Raises:
        ValueError: A pair is missing, judged twice, or lies outside 1/9 to 9; or the random index
            knows no matrix of that size.
    """
    matrix = reciprocal_matrix(families, judgements)
    weights, greatest = principal_eigenvector(matrix)
    ratio = consistency_ratio(greatest, len(families), index)
    shares = as_shares(dict(zip(families, map(float, weights), strict=True)))
    weakest = _weakest(families, matrix, shares)
    is_perfect = ratio <= _FITTING or weakest is None
    return PairwiseWeights(
        shares=shares,
        consistency_ratio=ratio,
        is_consistent=ratio <= index.limit,
        weakest=None if is_perfect else weakest,
        suggested=None if is_perfect or weakest is None else _nearest(shares, weakest),
    )


def reciprocal_matrix(families: Sequence[str], judgements: Judgements) -> NDArray[np.float64]:
    """Judgements as a matrix with a[j, i] = 1 / a[i, j] and ones on the diagonal.

    Raises:
        ValueError: A pair is missing, unknown, judged twice, or outside 1/9 to 9.
    """
    place = {key: row for row, key in enumerate(families)}
    matrix = np.ones((len(families), len(families)))
    judged: set[frozenset[str]] = set()
    for (first, second), value in judgements.items():
        pair = frozenset((first, second))
        if len(pair) != 2 or not pair <= set(place) or pair in judged:  # noqa: PLR2004 - a pair
            raise ValueError(f"not one judgement of one pair: {first}, {second}")
        if not isfinite(value) or not 1.0 / STRONGEST - 1e-12 <= value <= STRONGEST + 1e-12:
            raise ValueError("a judgement lies between 1/9 and 9")
        judged.add(pair)
        matrix[place[first], place[second]] = value
        matrix[place[second], place[first]] = 1.0 / value
    missing = [pair for pair in combinations(families, 2) if frozenset(pair) not in judged]
    if missing:
        raise ValueError(f"a pair is not judged: {missing[0][0]}, {missing[0][1]}")
    return matrix


def principal_eigenvector(matrix: NDArray[np.float64]) -> tuple[NDArray[np.float64], float]:
    """Principal eigenvector of a positive matrix, summing to 1, and its eigenvalue.

    By repeated multiplication, which a positive matrix always lets converge (Perron).

    Args:
        matrix: (n, n), positive.

    Returns:
        (n,) shares and the greatest eigenvalue.
    """
    weights = np.full(len(matrix), 1.0 / len(matrix))
    for _ in range(_ROUNDS):
        image = matrix @ weights
        following = image / image.sum()
        if np.abs(following - weights).max() < 1e-15:  # noqa: PLR2004 - as near as doubles come
            weights = following
            break
        weights = following
    return weights, float((matrix @ weights).sum() / weights.sum())


def consistency_ratio(greatest_eigenvalue: float, size: int, index: RandomIndex) -> float:
    """Saaty's CR = ((λ - n) / (n - 1)) / RI; 0 for two families.

    Raises:
        ValueError: The random index knows no matrix of that size.
    """
    if size < _SMALLEST:
        return 0.0
    if size not in index.values:
        raise ValueError(f"no random index for {size} families")
    deviation = max(0.0, greatest_eigenvalue - size) / (size - 1)
    return deviation / index.values[size]


def _weakest(
    families: Sequence[str], matrix: NDArray[np.float64], shares: Mapping[str, float]
) -> tuple[str, str] | None:
    """The pair whose judgement is farthest from the proportion of its shares."""
    pairs = [(i, j) for i, j in combinations(range(len(families)), 2)]
    if len(families) < _SMALLEST:
        return None
    misfit = {
        (i, j): abs(log(matrix[i, j] * shares[families[j]] / shares[families[i]])) for i, j in pairs
    }
    i, j = max(pairs, key=lambda pair: (misfit[pair], -pair[0], -pair[1]))
    return families[i], families[j]


def _nearest(shares: Mapping[str, float], pair: tuple[str, str]) -> float:
    wanted = log(shares[pair[0]] / shares[pair[1]])
    return min(SCALE, key=lambda value: abs(log(value) - wanted))
