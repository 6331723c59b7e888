"""Robustness of one or several options: draws, ranks, tipping weights and swings together."""

from collections.abc import Mapping
from math import fsum

import numpy as np

from sbd_tool.domain.robustness import (
    LedgerRobustness,
    OptionSpread,
    Robustness,
    Sampling,
)
from sbd_tool.domain.rubric import LedgerKey, Rubric
from sbd_tool.domain.weighting import WeightBounds
from sbd_tool.scoring.ledger import ledger_score
from sbd_tool.scoring.robustness.draws import Matrix, sample_scores
from sbd_tool.scoring.robustness.ranks import pair_shares, rank_shares
from sbd_tool.scoring.robustness.tipping import tipping_weights
from sbd_tool.scoring.robustness.tornado import tornado
from sbd_tool.scoring.shared_nodes import Readings, shared_nodes, shared_readings

_ENDS = (5.0, 50.0, 95.0)


def standard_sampling(rubric: Rubric, *, seed: int = 1, draws: int | None = None) -> Sampling:
    """Sampling by the numbers of the rubric.

    Args:
        rubric: Numbers ``robust_draws``, ``robust_concentration``, ``robust_bend``.
        seed: Fixes all draws.
        draws: Another number of draws.
    """
    return Sampling(
        draws=int(rubric.value("robust_draws")) if draws is None else draws,
        seed=seed,
        concentration=rubric.value("robust_concentration"),
        bend=rubric.value("robust_bend"),
    )


def robustness(
    rubric: Rubric,
    options: Mapping[str, Readings],
    bounds: WeightBounds,
    sampling: Sampling,
) -> Robustness:
    """Judge how firm the order of options is, ledger by ledger.

    Args:
        rubric: Worth of values and weights in use.
        options: Option key -> readings by indicator; one option gets spread and tornado only.
        bounds: Ends between which a family's share is swung.
        sampling: Draws, seed and how far things move.

    Returns:
        Both ledgers; one in which nothing is assessed in all options is missing.
    """
    drawn: dict[LedgerKey, Matrix] = {}
    for ledger in LedgerKey:
        scores = sample_scores(rubric, ledger, list(options.values()), sampling)
        if scores is not None:
            drawn[ledger] = scores
    used = rubric.weights_in_use
    keys = list(options)
    is_joint = len(drawn) == len(LedgerKey)
    return Robustness(
        sampling=sampling,
        weights="" if used is None else used.key,
        ledgers={
            ledger: _ledger(rubric, ledger, options, scores, bounds, sampling)
            for ledger, scores in drawn.items()
        },
        both=pair_shares(keys, list(drawn.values())) if is_joint else (),
    )


def _ledger(  # noqa: PLR0917 - one ledger and everything about its draws
    rubric: Rubric,
    ledger: LedgerKey,
    options: Mapping[str, Readings],
    scores: Matrix,
    bounds: WeightBounds,
    sampling: Sampling,
) -> LedgerRobustness:
    readings = list(options.values())
    shared = shared_readings(rubric, ledger, readings)
    ranks = rank_shares(scores)
    spreads = []
    for column, option in enumerate(options):
        low, middle, high = (float(end) for end in np.percentile(scores[:, column], _ENDS))
        spreads.append(
            OptionSpread(
                option=option,
                score=ledger_score(rubric, ledger, shared[column]).score or 0.0,
                low=low,
                middle=middle,
                high=high,
                ranks=tuple(float(share) for share in ranks[column]),
            )
        )
    return LedgerRobustness(
        ledger=ledger,
        coverage=fsum(node.weight for node in shared_nodes(rubric, ledger, readings)),
        options=tuple(spreads),
        pairs=pair_shares(list(options), [scores]),
        tipping=tipping_weights(rubric, ledger, options),
        tornado={
            option: tornado(rubric, ledger, own, bounds, sampling)
            for option, own in options.items()
        },
    )
