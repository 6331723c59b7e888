"""The surrogate: effects of single candidates and of pairs, node by node, and where they saturate.

A node of a ledger (an indicator or the ring) is told by what single candidates and pairs do to it
in the true model. Where a node only gains and nears its top, effects add up on the scale
-ln(1 - points/top), on which independent practices add exactly, and are brought back by the least
of several tangents. Everything is linear in choices and products of two choices.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np

TOP: Final = 100.5  # a node of 100 points has a finite place on the scale
KNOTS: Final = 9
_SLIGHT: Final = 5e-3  # on the scale; less is half a per cent of the room left
_DEEPEST: Final = 5.0  # on the scale: all but a hundredth of the room is taken


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeEffects:
    """What candidates do to one node, in ledger points or on the scale of saturation.

    Attributes:
        single: Candidate -> effect.
        pair: (candidate, candidate), the smaller number first -> effect beyond the two singles.
        caps: Lines (offset, slope): the points gained are the least of ``offset + slope * sum``;
            empty where effects are points.
    """

    single: Mapping[int, float]
    pair: Mapping[tuple[int, int], float] = field(default_factory=dict)
    caps: tuple[tuple[float, float], ...] = ()

    def points(self, chosen: np.ndarray) -> float:
        """Ledger points gained by a choice (booleans by candidate)."""
        total = sum(effect for number, effect in self.single.items() if chosen[number])
        total += sum(effect for (a, b), effect in self.pair.items() if chosen[a] and chosen[b])
        if not self.caps:
            return float(total)
        return float(min(offset + slope * total for offset, slope in self.caps))


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEffects:
    """One ledger: where it stands without candidates, and its nodes."""

    base: float
    nodes: tuple[NodeEffects, ...]

    def points(self, chosen: np.ndarray) -> float:
        """Points of a choice."""
        return self.base + sum(node.points(chosen) for node in self.nodes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surrogate:
    """Both ledgers, costs and rules of choice for candidates 0 to n - 1.

    Attributes:
        openness, protection: Ledgers.
        costs: Price of each candidate; not negative.
        conflicts: Pairs of which at most one is chosen.
        needs: (candidate, those of which at least one is needed).
    """

    openness: LedgerEffects
    protection: LedgerEffects
    costs: tuple[float, ...]
    conflicts: tuple[tuple[int, int], ...] = ()
    needs: tuple[tuple[int, tuple[int, ...]], ...] = ()

    @property
    def count(self) -> int:
        """How many candidates there are."""
        return len(self.costs)

    def figures(self, chosen: np.ndarray) -> tuple[float, float, float]:
        """Openness, protection, and cost counted downwards."""
        cost = float(np.dot(self.costs, chosen))
        return self.openness.points(chosen), self.protection.points(chosen), -cost

    def is_allowed(self, chosen: np.ndarray) -> bool:
        """Whether a choice keeps the rules."""
        free = not any(chosen[a] and chosen[b] for a, b in self.conflicts)
        return free and all(
            not chosen[one] or any(chosen[other] for other in others) for one, others in self.needs
        )


def saturating(
    weight: float,
    before: float,
    single: Mapping[int, float],
    pair: Mapping[tuple[int, int], float],
) -> NodeEffects | None:
    """A node on the scale of saturation, or None where some candidate lowers it.

    Args:
        weight: Share of the ledger.
        before: Points of the node without candidates.
        single: Candidate -> points of the node with it alone.
        pair: Pair -> points of the node with both.
    """
    if before >= TOP or any(points < before for points in single.values()):
        return None

    def scale(points: float) -> float:
        return float(-np.log(max(TOP - min(points, TOP - 0.5), 0.5) / (TOP - before)))

    one = {number: scale(points) for number, points in single.items()}
    two = {
        key: scale(points) - one[key[0]] - one[key[1]]
        for key, points in pair.items()
        if key[0] in one and key[1] in one
    }
    most = sum(one.values()) + sum(max(0.0, value) for value in two.values())
    room = weight * (TOP - before)
    caps = []
    for knot in np.linspace(0.0, min(most, _DEEPEST), KNOTS):
        left = float(np.exp(-knot))
        caps.append((room * (1.0 - left - knot * left), room * left))
    return NodeEffects(
        single=one, pair={k: v for k, v in two.items() if abs(v) > _SLIGHT}, caps=tuple(caps)
    )
