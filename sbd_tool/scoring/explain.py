"""Explain a ledger: its sentences and warnings, and its points shared among objects."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.scores import LedgerScore, ObjectShare
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """Points of one indicator by object group.

    Attributes:
        shares: By group, most telling first; they sum to what the groups change together.
        rest: Points that stay when all groups are gone.
        is_exact: False when the split was sampled with a fixed seed.
    """

    shares: tuple[ObjectShare, ...]
    rest: float
    is_exact: bool


def groups_of(
    objects: Iterable[tuple[str, BaseGeometry]], cluster_m: float
) -> tuple[tuple[str, ...], ...]:
    """Group objects that stand close together: a row of bollards is one thing to a reader.

    Args:
        objects: Id and geometry, metres.
        cluster_m: Objects this near to each other are one group.

    Returns:
        Groups of ids, in the order of their first object.
    """
    entries = list(objects)
    if not entries:
        return ()
    geometries = np.array([geometry for _, geometry in entries], dtype=object)
    tree = shapely.STRtree(geometries)
    first, second = tree.query(geometries, predicate="dwithin", distance=cluster_m)
    leader = _leaders(len(entries), zip(first.tolist(), second.tolist(), strict=True))
    found: dict[int, dict[str, None]] = {}
    for place, (one, _) in enumerate(entries):
        found.setdefault(leader[place], {})[one] = None
    return tuple(tuple(ids) for ids in found.values())


def _leaders(count: int, pairs: Iterable[tuple[int, int]]) -> list[int]:
    leader = list(range(count))

    def top(place: int) -> int:
        while leader[place] != place:
            leader[place] = leader[leader[place]]
            place = leader[place]
        return place

    for one, other in pairs:
        low, high = sorted((top(one), top(other)))
        leader[high] = low
    return [top(place) for place in range(count)]


def object_shares(
    groups: Sequence[tuple[str, ...]], worth: Worth, factor: float, rubric: Rubric
) -> Shares:
    """Split an indicator's ledger points among groups of objects (Shapley).

    Exact up to the rubric's number of groups; above it by permutations of a fixed seed, which
    keeps the sum exact and is marked.

    Args:
        groups: Ids by group.
        worth: Points (0 to 100) when exactly those objects are there.
        factor: Ledger points per point of the indicator.
        rubric: Holds the limits.

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
    return Shares(shares=tuple(shares), rest=factor * left, is_exact=is_exact)


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
