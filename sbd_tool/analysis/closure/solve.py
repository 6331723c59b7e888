"""The cheapest line round one or several zones, proven, or the rule that stands against it."""

from dataclasses import dataclass
from itertools import combinations
from typing import Final

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import Polygon

from sbd_tool.analysis.closure.candidates import (
    Stretches,
    affordable_m,
    runs_through,
    stretches_of,
)
from sbd_tool.analysis.closure.cover import Chain, Cover, CoverLinks
from sbd_tool.analysis.closure.pricing import TOLERANCE_M, ClosureRules, Priced, priced
from sbd_tool.analysis.closure.rays import quietest_ray
from sbd_tool.analysis.closure.walls import Ints, Walls
from sbd_tool.domain.closure_results import ClosureRule
from sbd_tool.domain.progress import Progress

MOST_ZONES: Final = 5
"""Rings round several zones are searched together up to this number."""

_RETRIES: Final = 200
_GIVEN_UP: Final = (ClosureRule.NO_DIG, ClosureRule.GATE_WIDTH, ClosureRule.PASSAGE)


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be closed.

    Attributes:
        walls: Pieces a line may end on.
        zones: One to five areas in one part each.
        rules: What the line has to keep to.
    """

    walls: Walls
    zones: tuple[Polygon, ...]
    rules: ClosureRules


@dataclass(frozen=True, slots=True)
class Solution:
    """Chosen stretches.

    Attributes:
        stretches: All candidates that were left.
        prices: Their prices.
        rings: Numbers of stretches of each ring, in order.
        objective: What was made least.
        span_m: Longest stretch that was looked at.
    """

    stretches: Stretches
    prices: Priced
    rings: tuple[tuple[int, ...], ...]
    objective: float
    span_m: float


def solve(task: Task, progress: Progress) -> tuple[Solution | None, bool]:
    """Find the cheapest line and say whether it is proven.

    Returns:
        The solution, or None where the rules allow no line; and whether no other line between
        these walls does it for less. A stretch longer than what the whole line may cost is of no
        use, so the search is complete once it went that far.
    """
    rules = task.rules
    most = affordable_m(task.walls, rules.span_most_m)
    span = min(rules.span_m, most)
    found = _solved(task, span)
    progress.advance(0.5)
    while span < most:
        useful = most
        if found is not None:
            useful = found.objective / max(rules.least_per_m, 1e-9)
            if useful <= span:
                break
        span = min(max(useful, span * 1.5), most)
        found = _solved(task, span) or found
    is_complete = found is not None and found.objective <= span * rules.least_per_m + TOLERANCE_M
    has_one_price = len({rules.demand.standard, *rules.demand.classes}) == 1
    return found, is_complete and has_one_price


def binding_rules(task: Task) -> tuple[ClosureRule, ...]:
    """Which rules stand against any line: alone where one is enough, else all together."""
    rules = task.rules
    most = affordable_m(task.walls, rules.span_most_m)
    for number in range(1, len(_GIVEN_UP) + 1):
        found: list[ClosureRule] = []
        for some in combinations(_GIVEN_UP, number):
            freed = Task(task.walls, task.zones, rules.without(*some))
            if _solved(freed, most) is not None:
                found += [rule for rule in some if rule not in found]
        if found:
            return tuple(found)
    far = affordable_m(task.walls, 4 * rules.span_most_m)
    is_too_long = far > most and _solved(Task(task.walls, task.zones, rules), far) is not None
    return (ClosureRule.SPAN,) if is_too_long else (ClosureRule.REACH,)


def _solved(task: Task, span_m: float) -> Solution | None:
    """The cheapest line of stretches up to a length, none of them through a building."""
    closed = task.rules.closed_m + TOLERANCE_M
    areas = np.array(task.zones, dtype=object)
    found = stretches_of(task.walls, areas, span_m, closed)
    prices = priced(found, task.rules)
    bits = _bits(found, task.zones)
    solids = np.array(task.walls.solids, dtype=object)
    cost = np.where(found.is_standing, 0.0, prices.objective)
    for _ in range(_RETRIES):
        rings = _rings(found, bits, cost, len(task.walls), len(task.zones))
        if rings is None:
            return None
        used = np.array([link for ring in rings for link in ring], dtype=np.int64)
        blocked = used[runs_through(found.lines[used], solids)]
        if not len(blocked):
            total = float(cost[used].sum())
            return Solution(found, prices, rings, total, span_m)
        cost[blocked] = np.inf
    return None


def _bits(found: Stretches, zones: tuple[Polygon, ...]) -> Ints:
    """Which zones' rays each stretch crosses an odd number of times."""
    bits = np.zeros(len(found), dtype=np.int64)
    for number, zone in enumerate(zones):
        place = shapely.get_coordinates(shapely.maximum_inscribed_circle(zone, tolerance=0.1))[0]
        bits |= quietest_ray(found.paths, place)[1].astype(np.int64) << number
    return bits


def _rings(
    found: Stretches, bits: Ints, cost: npt.NDArray[np.float64], pieces: int, zones: int
) -> tuple[tuple[int, ...], ...] | None:
    """Chains that go round all zones for the least: each zone in one of them, or in its own."""
    usable = np.nonzero(np.isfinite(cost))[0]
    links = CoverLinks(found.first[usable], found.second[usable], bits[usable], cost[usable])
    cover = Cover(links, pieces, zones)
    chains = {some: cover.shortest(some) for some in range(1, 1 << zones)}
    best = _parted(chains, (1 << zones) - 1)
    if best is None:
        return None
    return tuple(tuple(int(usable[link]) for link in chain.links) for chain in best)


def _parted(chains: dict[int, Chain | None], every: int) -> tuple[Chain, ...] | None:
    """The cheapest set of chains such that every zone is in one."""
    best: dict[int, tuple[float, tuple[Chain, ...]]] = {0: (0.0, ())}
    for done in range(every + 1):
        if done not in best:
            continue
        cost, chosen = best[done]
        for some, chain in chains.items():
            if chain is None or not some & ~done:
                continue
            after, total = done | some, cost + chain.cost
            if after not in best or total < best[after][0]:
                best[after] = (total, (*chosen, chain))
    return best[every][1] if every in best else None
