"""Monte-Carlo scores of options, with common random numbers.

Every family, indicator and curve has a stream of chance of its own, named by seed and key. So an
option or an indicator that is added leaves all other draws as they are, the order of input changes
nothing, and a doubt that all options share cancels between them.
"""

from collections.abc import Mapping, Sequence
from math import fsum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sbd_tool.domain.robustness import Sampling
from sbd_tool.domain.rubric import IndicatorRule, LedgerKey, Rubric
from sbd_tool.domain.scores import Reading
from sbd_tool.scoring.curve import top, triple
from sbd_tool.scoring.ledger import FULL, Node
from sbd_tool.scoring.shared_nodes import Readings, shared_nodes

Matrix = NDArray[np.float64]

_TINY: Final = 1e-12
SAME_POINTS: Final = 6
"""Scores that agree to so many decimals are a tie."""


def sample_scores(
    rubric: Rubric, ledger: LedgerKey, options: Sequence[Readings], sampling: Sampling
) -> Matrix | None:
    """Scores of options over draws of weights, curves and inputs.

    Weights of families: Dirichlet around those in use. Curves: points s become
    ``s + 4 b s (T - s) / T`` with b uniform up to the bend, which keeps ends and order. Inputs:
    triangular over the three worlds, on the scale of points, one uniform number for all options.

    Args:
        rubric: Worth of values and weights in use.
        ledger: Which ledger.
        options: Readings of each option.
        sampling: Draws, seed and how far things move.

    Returns:
        (draws, options), 0 to 100; None when nothing is assessed in all options.
    """
    nodes = shared_nodes(rubric, ledger, options)
    if not nodes:
        return None
    weights = family_draws(rubric, ledger, sampling)
    total = np.zeros((len(options), sampling.draws))
    norm = np.zeros(sampling.draws)
    shares = family_shares(rubric, ledger)
    for node in nodes:
        inner = node.weight / shares[node.family]
        drawn = weights[node.family] * inner
        total += drawn * _node_points(node, options, sampling)
        norm += drawn
    scores: Matrix = (total / norm).T
    return scores


def family_shares(rubric: Rubric, ledger: LedgerKey) -> dict[str, float]:
    """Share of each family of a ledger as it is in use."""
    weights = {one.key: one.weight for one in rubric.families if one.ledger is ledger}
    total = fsum(weights.values())
    return {key: weight / total for key, weight in weights.items()}


def family_draws(
    rubric: Rubric, ledger: LedgerKey, sampling: Sampling
) -> Mapping[str, NDArray[np.float64]]:
    """Draws of family weights: Dirichlet, as independent gammas divided by their sum.

    Returns:
        Family -> (draws,); a family without weight stays without.
    """
    shares = family_shares(rubric, ledger)
    strength = sampling.concentration * len(shares)
    drawn = {
        key: stream(sampling, f"weight {key}").standard_gamma(strength * share, sampling.draws)
        if share > 0
        else np.zeros(sampling.draws)
        for key, share in shares.items()
    }
    total = np.sum([drawn[key] for key in sorted(drawn)], axis=0)
    return {key: gamma / total for key, gamma in drawn.items()}


def stream(sampling: Sampling, name: str) -> np.random.Generator:
    """The stream of chance of one thing."""
    seeds = np.random.SeedSequence([sampling.seed, *name.encode()])
    return np.random.Generator(np.random.PCG64(seeds))


def _node_points(node: Node, options: Sequence[Readings], sampling: Sampling) -> Matrix:
    """(options, draws) points of a node."""
    drawn = [
        _drawn(rule, [readings[rule.key] for readings in options], sampling)
        for rule in node.members
    ]
    if not node.is_chain:
        return drawn[0]
    stop = np.minimum(drawn[0], drawn[1])
    chained: Matrix = stop + drawn[2] - stop * drawn[2] / FULL
    return chained


def _drawn(rule: IndicatorRule, readings: Sequence[Reading], sampling: Sampling) -> Matrix:
    """(options, draws) points of one indicator."""
    triples = [triple(rule, reading) for reading in readings]
    low, mid, high = (np.array([[float(part[end] or 0.0)] for part in triples]) for end in range(3))
    chance = stream(sampling, f"input {rule.key}").random(sampling.draws)
    bend = stream(sampling, f"curve {rule.key}").uniform(
        -sampling.bend, sampling.bend, sampling.draws
    )
    points = triangular(low, mid, high, chance)
    most = top(rule)
    bent: Matrix = np.clip(points + 4.0 * bend * points * (most - points) / most, 0.0, most)
    return bent


def triangular(low: Matrix, mid: Matrix, high: Matrix, chance: Matrix) -> Matrix:
    """Inverse of the triangular distribution; a point where low and high meet.

    Args:
        low: Least points, (options, 1).
        mid: Likely points, (options, 1).
        high: Most points, (options, 1).
        chance: Uniform numbers, (draws,).

    Returns:
        (options, draws)
    """
    span = np.maximum(high - low, _TINY)
    turn = (mid - low) / span
    rising = low + np.sqrt(chance * span * np.maximum(mid - low, 0.0))
    falling = high - np.sqrt((1.0 - chance) * span * np.maximum(high - mid, 0.0))
    found: Matrix = np.clip(np.where(chance < turn, rising, falling), low, high)
    return found
