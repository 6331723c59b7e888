"""Explain a ledger: its sentences and warnings, and its points shared among objects."""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.scores import LedgerScore, ObjectShare
from sbd_tool.domain.waterfall import PointShares
from sbd_tool.scoring.chain import shapley
from sbd_tool.scoring.sentences import (
    NameOf,
    carries,
    costs,
    floor_warnings,
    line_sentence,
    unfit_reasons,
)

Worth = Callable[[frozenset[str]], float]
"""Points of an indicator when exactly these objects of its class are there."""


def annotate(rubric: Rubric, ledger: LedgerScore, name_of: NameOf) -> LedgerScore:
    """Put words on a ledger: sentences, what carries it, what it costs, warnings, reasons.

    Args:
        rubric: Names, floors, print rule.
        ledger: From `scoring.ledger.ledger_score`.
        name_of: Names objects.

    Returns:
        The same numbers with words.
    """
    lines = {
        key: replace(line, sentence=line_sentence(rubric, ledger, line, name_of))
        for key, line in ledger.indicators.items()
    }
    return replace(
        ledger,
        indicators=lines,
        carries=carries(lines),
        costs=costs(lines),
        warnings=floor_warnings(rubric, ledger),
        unfit_reasons=unfit_reasons(rubric, ledger),
    )


def object_shares(
    groups: Sequence[tuple[str, ...]],
    worth: Worth,
    factor: float,
    rubric: Rubric,
    covers: tuple[str, ...],
) -> PointShares:
    """Split an indicator's ledger points among groups of objects (Shapley).

    Exact up to the rubric's number of groups; above it by permutations of a fixed seed, which
    keeps the sum exact and is marked.

    Args:
        groups: Ids by group.
        worth: Points (0 to 100) when exactly those objects are there.
        factor: Ledger points per point of the indicator.
        rubric: Holds the limits.
        covers: Keys of the indicators whose points these are.

    Returns:
        Positive shares as earned, negative ones as lost.
    """
    everyone = frozenset(one for group in groups for one in group)

    def value(team: frozenset[int]) -> float:
        return worth(frozenset(one for place in team for one in groups[place]))

    is_exact = len(groups) <= rubric.value("shapley_exact_groups")
    split = (
        shapley(value, len(groups))
        if is_exact
        else _sampled(value, len(groups), int(rubric.value("shapley_permutations")))
    )
    shares = [
        ObjectShare(objects=group, earned=max(part, 0.0), lost=max(-part, 0.0))
        for group, part in zip(groups, (factor * share for share in split), strict=True)
    ]
    shares.sort(key=lambda share: -(share.earned + share.lost))
    left = worth(frozenset()) if everyone else worth(everyone)
    return PointShares(shares=tuple(shares), rest=factor * left, is_exact=is_exact, covers=covers)


def _sampled(
    value: Callable[[frozenset[int]], float], players: int, permutations: int
) -> tuple[float, ...]:
    known: dict[frozenset[int], float] = {}

    def worth(team: frozenset[int]) -> float:
        if team not in known:
            known[team] = value(team)
        return known[team]

    generator = np.random.default_rng(0)  # a fixed seed: the same points on every machine
    sums: list[list[float]] = [[] for _ in range(players)]
    for _ in range(permutations):
        team: frozenset[int] = frozenset()
        before = worth(team)
        for player in generator.permutation(players).tolist():
            team |= {player}
            after = worth(team)
            sums[player].append(after - before)
            before = after
    return tuple(math.fsum(parts) / permutations for parts in sums)
