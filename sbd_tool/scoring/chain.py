"""The barrier ring as a chain: gap and rating are a minimum, stopping or slowness an OR.

The exact Shapley split says what each link earns and what it costs. Source: Shapley (1953), A value
for n-person games; the chain itself is our own judgement (docs/method/scoring.md).
"""

from collections.abc import Callable, Sequence
from itertools import combinations
from math import factorial, fsum


def link(gap: float, rating: float, slowness: float) -> float:
    """Points of one approach: it fails only if nothing adequate stops the vehicle and it is fast.

    Args:
        gap: Points of the largest clear gap, 0 to 100.
        rating: Points of the weakest rating there, 0 to 100.
        slowness: Points of the speed there, 0 to 60.

    Returns:
        0 to 100; never under max(min(gap, rating), slowness).

    Examples:
        >>> round(link(100, 25, 30), 6)
        47.5
    """
    stop = min(gap, rating)
    return stop + slowness - stop * slowness / 100.0


def shapley(value: Callable[[frozenset[int]], float], players: int) -> tuple[float, ...]:
    """Exact Shapley values by enumeration.

    Args:
        value: Worth of a coalition; called once per coalition (2 to the power of ``players``).
        players: Number of players, at most 8 in this product.

    Returns:
        One share per player; they sum to value(all) - value(none).
    """
    worth = {
        frozenset(team): value(frozenset(team))
        for size in range(players + 1)
        for team in combinations(range(players), size)
    }
    return tuple(_share(worth, player, players) for player in range(players))


def _share(worth: dict[frozenset[int], float], player: int, players: int) -> float:
    weights = [
        factorial(size) * factorial(players - size - 1) / factorial(players)
        for size in range(players)
    ]
    return fsum(
        weights[len(team)] * (worth[team | {player}] - worth[team])
        for team in worth
        if player not in team
    )


def _split(
    points: Sequence[float], anchor: Sequence[float], join: Callable[..., float]
) -> tuple[float, ...]:
    def value(team: frozenset[int]) -> float:
        return join(*(points[i] if i in team else anchor[i] for i in range(len(points))))

    return shapley(value, len(points))


def earned_split(
    points: Sequence[float],
    bottoms: Sequence[float] | None = None,
    join: Callable[..., float] = link,
) -> tuple[float, ...]:
    """What each link earns: the split of the chain's points, starting from nothing.

    Args:
        points: Points of the links in chain order.
        bottoms: Fewest points each can have; zeros when not given.
        join: The chain.

    Returns:
        Shares >= 0 that sum to the chain's points.
    """
    return _split(points, bottoms or [0.0] * len(points), join)


def lost_split(
    points: Sequence[float], tops: Sequence[float], join: Callable[..., float] = link
) -> tuple[float, ...]:
    """What each link costs: the split of what is missing, starting from the ideal.

    Args:
        points: Points of the links in chain order.
        tops: Most points each can have.
        join: The chain.

    Returns:
        Shares >= 0 that sum to join(tops) minus the chain's points.
    """
    return tuple(-share for share in _split(points, tops, join))
