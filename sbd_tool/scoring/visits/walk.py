"""The order in which places are walked: the shortest open path, from any one to any other.

Exact by dynamic programming (Held and Karp 1962) up to ten places; more are begun at the nearest
neighbour and mended by turning stretches round (2-opt) until no turn helps. How far it is from one
place to another is given; it is the same both ways round.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise
from math import fsum, hypot
from typing import Final

from sbd_tool.domain.visits import Place

Far = Callable[[Place, Place], float]
"""Metres on foot from one place to another."""

MOST_EXACT: Final = 10
_HELPS: Final = 1e-9


def distance(first: Place, second: Place) -> float:
    """Metres in a straight line."""
    return hypot(first[0] - second[0], first[1] - second[1])


def walking_order(places: Sequence[Place], far: Far = distance) -> tuple[tuple[int, ...], bool]:
    """The order of places and whether it is proven shortest.

    The path that begins with the smaller index is given; both ways round are as long.

    Args:
        places: East and north, metres.
        far: How far it is between two of them.
    """
    count = len(places)
    if count <= 1:
        return tuple(range(count)), True
    is_exact = count <= MOST_EXACT
    order = _exact(places, far) if is_exact else _mended(places, _nearest(places, far), far)
    return (order if order[0] < order[-1] else order[::-1]), is_exact


def path_length(places: Sequence[Place], order: Sequence[int], far: Far = distance) -> float:
    """Metres of a path."""
    return fsum(far(places[a], places[b]) for a, b in pairwise(order))


def _exact(places: Sequence[Place], metres: Far) -> tuple[int, ...]:
    count = len(places)
    far = [[metres(a, b) for b in places] for a in places]
    shortest: dict[tuple[int, int], tuple[float, int]] = {
        (1 << last, last): (0.0, -1) for last in range(count)
    }
    for visited in range(1, 1 << count):
        for last in range(count):
            here = shortest.get((visited, last))
            if here is None:
                continue
            for following in range(count):
                if visited >> following & 1:
                    continue
                key = (visited | 1 << following, following)
                length = here[0] + far[last][following]
                if key not in shortest or length < shortest[key][0] - _HELPS:
                    shortest[key] = (length, last)
    visited = (1 << count) - 1
    last = min(range(count), key=lambda end: shortest[visited, end][0])
    order = [last]
    while (before := shortest[visited, last][1]) >= 0:
        visited, last = visited ^ 1 << last, before
        order.append(last)
    return tuple(reversed(order))


def _nearest(places: Sequence[Place], far: Far) -> tuple[int, ...]:
    """Begin at the place farthest from the middle and go to the nearest left."""
    middle = (
        fsum(x for x, _ in places) / len(places),
        fsum(y for _, y in places) / len(places),
    )
    left = list(range(len(places)))
    order = [max(left, key=lambda place: distance(places[place], middle))]
    left.remove(order[0])
    while left:
        here = places[order[-1]]
        order.append(min(left, key=lambda place: far(places[place], here)))
        left.remove(order[-1])
    return tuple(order)


def _mended(places: Sequence[Place], order: tuple[int, ...], far: Far) -> tuple[int, ...]:
    best, length = order, path_length(places, order, far)
    helped = True
    while helped:
        helped = False
        for start in range(len(best) - 1):
            for end in range(start + 2, len(best) + 1):
                other = best[:start] + best[start:end][::-1] + best[end:]
                found = path_length(places, other, far)
                if found < length - _HELPS:
                    best, length, helped = other, found, True
    return best
