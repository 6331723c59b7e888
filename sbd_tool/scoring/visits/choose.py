"""Which checks fit into a budget and remove most doubt: an exact knapsack over groups.

Checks that narrow the same node overlap: together they count the larger of both there. So checks
are grouped by shared nodes; inside a group every combination is an alternative, between groups
worths add, and a dynamic programme over minutes picks one alternative of each group at most.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import ceil, fsum
from typing import Final

from sbd_tool.domain.visits import BestSet, Check

STEPS_PER_MINUTE: Final = 2
"""Minutes are counted in halves, rounded up: a check never takes less than it says."""
LARGEST_GROUP: Final = 10
_SAME: Final = 1e-9


@dataclass(frozen=True, slots=True)
class _Choice:
    keys: tuple[str, ...]
    cost: int
    worth: float


def joint_worth(checks: Sequence[Check]) -> float:
    """Points of range that checks remove together: at each node what the best of them removes."""
    return fsum(joint_removes(checks).values())


def joint_removes(checks: Sequence[Check]) -> dict[str, float]:
    """Node -> points of range removed by checks together, at the least."""
    most: dict[str, float] = {}
    for check in checks:
        for node, points in check.removes.items():
            most[node] = max(most.get(node, 0.0), points)
    return most


def best_within(checks: Sequence[Check], minutes: float) -> BestSet:
    """The checks that remove most doubt within some minutes, walking not counted."""
    costs = {check.key: ceil(check.minutes * STEPS_PER_MINUTE - _SAME) for check in checks}
    return _best(checks, costs, int(minutes * STEPS_PER_MINUTE + _SAME))


def best_few(checks: Sequence[Check], count: int) -> BestSet:
    """The checks, at most so many, that remove most doubt."""
    return _best(checks, {check.key: 1 for check in checks}, count)


def _best(checks: Sequence[Check], costs: Mapping[str, int], budget: int) -> BestSet:
    groups, is_proven = [], True
    for group in _groups(checks):
        kept = _undominated(group, costs)
        if len(kept) > LARGEST_GROUP:
            kept, is_proven = _strongest(kept, costs), False
        groups.append(_alternatives(kept, costs, budget))
    best: list[_Choice] = [_Choice((), 0, 0.0)] * (max(budget, 0) + 1)
    for group_choices in groups:
        best = [_better_of(best, group_choices, capacity) for capacity in range(len(best))]
    chosen = set(best[-1].keys)
    keys = tuple(check.key for check in checks if check.key in chosen)
    return BestSet(keys=keys, worth=best[-1].worth, is_proven=is_proven)


def _better_of(best: Sequence[_Choice], choices: Sequence[_Choice], capacity: int) -> _Choice:
    """The best at a capacity when at most one of the choices is added."""
    found = best[capacity]
    for choice in choices:
        if choice.cost <= capacity:
            before = best[capacity - choice.cost]
            joined = _Choice(
                (*before.keys, *choice.keys), before.cost + choice.cost, before.worth + choice.worth
            )
            if _is_better(joined, found):
                found = joined
    return found


def _is_better(one: _Choice, other: _Choice) -> bool:
    if abs(one.worth - other.worth) > _SAME:
        return one.worth > other.worth
    return one.cost < other.cost


def _groups(checks: Sequence[Check]) -> Iterator[list[Check]]:
    """Checks that share a node, directly or through others; in the order given."""
    left = [check for check in checks if check.worth > 0]
    while left:
        group, nodes = [left.pop(0)], set[str]()
        nodes.update(group[0].removes)
        grown = True
        while grown:
            near = [check for check in left if nodes & set(check.removes)]
            grown = bool(near)
            for check in near:
                left.remove(check)
                group.append(check)
                nodes.update(check.removes)
        yield group


def _undominated(group: Sequence[Check], costs: Mapping[str, int]) -> list[Check]:
    """Checks without those that another one of the group replaces everywhere for no more time."""
    kept: list[Check] = []
    for check in sorted(group, key=lambda one: (costs[one.key], -one.worth, one.key)):
        if not any(
            all(other.removes.get(node, 0.0) >= points for node, points in check.removes.items())
            for other in kept
        ):
            kept.append(check)
    return kept


def _strongest(group: Sequence[Check], costs: Mapping[str, int]) -> list[Check]:
    ranked = sorted(group, key=lambda one: (-one.worth / max(costs[one.key], 1), one.key))
    return ranked[:LARGEST_GROUP]


def _alternatives(group: Sequence[Check], costs: Mapping[str, int], budget: int) -> list[_Choice]:
    """Every combination of a group that fits and is not beaten by a cheaper one."""
    found = []
    for size in range(1, len(group) + 1):
        for picked in combinations(group, size):
            cost = sum(costs[check.key] for check in picked)
            if cost <= budget:
                keys = tuple(check.key for check in picked)
                found.append(_Choice(keys, cost, joint_worth(picked)))
    kept: list[_Choice] = []
    for choice in sorted(found, key=lambda one: (one.cost, -one.worth, one.keys)):
        if not kept or choice.worth > kept[-1].worth + _SAME:
            kept.append(choice)
    return kept
