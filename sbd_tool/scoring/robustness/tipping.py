"""The weight at which two options tie: closed form for families, bisection inside a family.

On the nodes that both have assessed, the gap between two options is linear in the share of one
family while the others keep their proportions to each other. With d_f the gap of family f on its
own and D the mean gap of the others by their weights, it vanishes at W = D / (D - d_f). The weight
of a chain inside its family also moves the weights of its neighbours there: that gap is no line,
and its root is bracketed and halved.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from math import fsum
from typing import Final

from sbd_tool.domain.registry import Registry
from sbd_tool.domain.robustness import TippedBy, TippingWeight
from sbd_tool.domain.rubric import LedgerKey, Rubric
from sbd_tool.domain.scores import Reading
from sbd_tool.scoring.ledger import Node, ledger_score, node_points
from sbd_tool.scoring.robustness.draws import family_shares
from sbd_tool.scoring.shared_nodes import Readings, shared_nodes, shared_readings

_NO_GAP: Final = 1e-9
_HALVINGS: Final = 40  # a share to 1e-12


def tipping_weights(
    rubric: Rubric, ledger: LedgerKey, options: Mapping[str, Readings]
) -> tuple[TippingWeight, ...]:
    """Weights that turn the order of two options, nearest to the weights in use first."""
    found: list[TippingWeight] = []
    for pair in combinations(options, 2):
        readings = shared_readings(rubric, ledger, [options[key] for key in pair])
        gap = score_gap(rubric, ledger, readings)
        if gap is None or abs(gap) < _NO_GAP:
            continue
        better, worse = pair if gap > 0 else pair[::-1]
        ordered = readings if gap > 0 else readings[::-1]
        found += _of_pair(rubric, ledger, (better, worse), ordered)
    return tuple(sorted(found, key=lambda one: (abs(one.tips_at - one.now), one.key)))


def _of_pair(
    rubric: Rubric, ledger: LedgerKey, names: tuple[str, str], readings: Sequence[Readings]
) -> list[TippingWeight]:
    better, worse = names
    shares = family_shares(rubric, ledger)
    found = []
    for family, now in shares.items():
        at = family_tips_at(rubric, ledger, readings, family)
        if at is not None:
            found.append(
                TippingWeight(
                    better=better,
                    worse=worse,
                    key=family,
                    of=TippedBy.FAMILY,
                    now=now,
                    tips_at=at,
                )
            )
    for node in shared_nodes(rubric, ledger, readings):
        at = chain_tips_at(rubric, ledger, readings, node) if node.is_chain else None
        if at is not None:
            found.append(
                TippingWeight(
                    better=better,
                    worse=worse,
                    key=node.key,
                    of=TippedBy.CHAIN,
                    now=node.weight / shares[node.family],
                    tips_at=at,
                )
            )
    return found


def score_gap(
    rubric: Rubric,
    ledger: LedgerKey,
    pair: Sequence[Mapping[str, Reading]],
    family_weights: Mapping[str, float] | None = None,
) -> float | None:
    """Points by which the first is ahead, evaluated like any score."""
    first, second = (
        ledger_score(rubric, ledger, readings, family_weights=family_weights).score
        for readings in pair
    )
    return None if first is None or second is None else first - second


def turned(rubric: Rubric, ledger: LedgerKey, family: str, share: float) -> dict[str, float]:
    """Shares with one family at ``share`` and the others in their proportions."""
    shares = family_shares(rubric, ledger)
    rest = fsum(weight for key, weight in shares.items() if key != family)
    return {
        key: share if key == family else (1.0 - share) * weight / rest if rest else 0.0
        for key, weight in shares.items()
    }


def family_tips_at(
    rubric: Rubric, ledger: LedgerKey, pair: Sequence[Readings], family: str
) -> float | None:
    """Share of a family at which two options tie, or None when no share between 0 and 1 does."""
    shares = family_shares(rubric, ledger)
    gaps = _family_gaps(rubric, ledger, pair)
    rest = fsum(share for key, share in shares.items() if key != family)
    others = fsum(shares[key] * gap for key, gap in gaps.items() if key != family)
    mean = others / rest if rest else 0.0
    own = gaps.get(family, 0.0)
    if abs(mean - own) < _NO_GAP:
        return None
    share = mean / (mean - own)
    return share if 0.0 < share < 1.0 else None


def _family_gaps(rubric: Rubric, ledger: LedgerKey, pair: Sequence[Readings]) -> dict[str, float]:
    """Per family: the weighted gap of its shared nodes; what is not shared adds nothing."""
    shares = family_shares(rubric, ledger)
    gaps: dict[str, list[float]] = {key: [] for key in shares}
    for node in shared_nodes(rubric, ledger, pair):
        first, second = (node_points(node, readings).likely or 0.0 for readings in pair)
        gaps[node.family].append(node.weight / shares[node.family] * (first - second))
    return {key: fsum(parts) for key, parts in gaps.items()}


def chain_tips_at(
    rubric: Rubric, ledger: LedgerKey, pair: Sequence[Readings], node: Node
) -> float | None:
    """Share of its family at which a chain makes two options tie, by bisection; None if none."""

    def gap(share: float) -> float:
        return score_gap(with_inner_share(rubric, node, share), ledger, pair) or 0.0

    low, high = 1e-6, 1.0 - 1e-6
    first, last = gap(low), gap(high)
    if first == 0.0 or last == 0.0 or (first > 0) == (last > 0):
        return None
    for _ in range(_HALVINGS):
        middle = (low + high) / 2.0
        if (gap(middle) > 0) == (first > 0):
            low = middle
        else:
            high = middle
    return (low + high) / 2.0


def with_inner_share(rubric: Rubric, node: Node, share: float) -> Rubric:
    """A rubric in which a node has that share of its family; its neighbours keep proportions."""
    own = {rule.key for rule in node.members}
    inside = [rule for rule in rubric.indicators if rule.family == node.family]
    held = fsum(rule.weight for rule in inside if rule.key in own)
    rest = fsum(rule.weight for rule in inside if rule.key not in own)
    factors = {
        rule.key: share / held if rule.key in own else (1.0 - share) / rest if rest else 0.0
        for rule in inside
    }
    rules = [
        replace(rule, weight=rule.weight * factors[rule.key]) if rule.key in factors else rule
        for rule in rubric.indicators
    ]
    return replace(rubric, indicators=Registry("indicator", rules))
