"""From scores over draws to shares: ranks of options, and how often one is ahead of another."""

from collections.abc import Sequence
from itertools import permutations
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sbd_tool.domain.robustness import PairShare
from sbd_tool.scoring.robustness.draws import SAME_POINTS, Matrix

_TIE: Final = 0.5


def rank_shares(scores: Matrix) -> Matrix:
    """Rank acceptability: share of draws in which option i takes rank r.

    Source: Lahdelma and Salminen (2001), SMAA-2. Options that tie share their ranks equally.

    Args:
        scores: (draws, options), larger is better.

    Returns:
        (options, ranks); rows and columns sum to 1.
    """
    draws, count = scores.shape
    rounded = np.round(scores, SAME_POINTS)
    shares = np.zeros((count, count))
    for option in range(count):
        own = rounded[:, [option]]
        above = (rounded > own).sum(axis=1)
        equal = (rounded == own).sum(axis=1)
        for rank in range(count):
            takes = (above <= rank) & (rank < above + equal)
            shares[option, rank] = float((takes / equal).sum()) / draws
    return shares


def lead(scores: Matrix, first: int, second: int) -> NDArray[np.float64]:
    """(draws,) 1 where the first is ahead of the second, 0.5 where they tie, else 0."""
    gap = np.round(scores[:, first], SAME_POINTS) - np.round(scores[:, second], SAME_POINTS)
    ahead: NDArray[np.float64] = (np.sign(gap) + 1.0) / 2.0
    return ahead


def pair_shares(options: Sequence[str], ledgers: Sequence[Matrix]) -> tuple[PairShare, ...]:
    """How often the first of each ordered pair is ahead in all of the ledgers at once.

    Args:
        options: Keys in the order of the columns.
        ledgers: Scores per ledger, drawn together.
    """
    return tuple(
        PairShare(
            first=options[first],
            second=options[second],
            share=_share([lead(one, first, second) for one in ledgers]),
            tied=_tied([lead(one, first, second) for one in ledgers]),
        )
        for first, second in permutations(range(len(options)), 2)
    )


def _share(leads: Sequence[NDArray[np.float64]]) -> float:
    """Share of draws ahead: in one ledger a tie counts half, in several it is not ahead."""
    if len(leads) == 1:
        return float(np.mean(leads[0]))
    return float(np.mean(np.all([one == 1.0 for one in leads], axis=0)))


def _tied(leads: Sequence[NDArray[np.float64]]) -> float:
    return float(np.mean(np.all([one == _TIE for one in leads], axis=0)))
