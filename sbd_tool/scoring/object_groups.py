"""Groups of objects that share an indicator's points: runs, clusters of one class, classes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry


@dataclass(frozen=True, slots=True, kw_only=True)
class Player:
    """An object that may bring or cost points.

    Attributes:
        id: Its id.
        cls: What it is to a reader: kind of the measure, or role and main tag of a plan object.
        geometry: Where it is, metres; None for a practice, which has no place.
        is_run: A row drawn as one line: a group by itself.
    """

    id: str
    cls: str
    geometry: BaseGeometry | None
    is_run: bool = False


def groups_of(
    players: Iterable[Player], cluster_m: float, most: int
) -> tuple[tuple[str, ...], ...]:
    """Group objects as a reader sees them.

    A run is a group by itself. Other objects of one class that stand near each other are one
    group. Where that makes more than ``most`` groups, the class with most groups becomes one, and
    so on: twenty scattered benches are then "benches".

    Args:
        players: The objects, in a fixed order.
        cluster_m: Objects of a class this near to each other are one group.
        most: Groups beyond this number are joined, class by class.

    Returns:
        Groups of ids, in the order of their first object; together they hold each id once.
    """
    entries = list({player.id: player for player in players}.values())
    by_class: dict[str, list[tuple[str, ...]]] = {}
    for cls in dict.fromkeys(player.cls for player in entries):
        own = [player for player in entries if player.cls == cls]
        by_class[cls] = _clusters(own, cluster_m)
    while sum(map(len, by_class.values())) > most:
        longest = max(by_class, key=lambda cls: len(by_class[cls]))
        if len(by_class[longest]) == 1:
            break
        by_class[longest] = [tuple(one for group in by_class[longest] for one in group)]
    order = {player.id: place for place, player in enumerate(entries)}
    found = [group for groups in by_class.values() for group in groups]
    return tuple(sorted(found, key=lambda group: min(order[one] for one in group)))


def _clusters(players: Sequence[Player], cluster_m: float) -> list[tuple[str, ...]]:
    placed = [one for one in players if one.geometry is not None and not one.is_run]
    apart: list[tuple[str, ...]] = [
        (one.id,) for one in players if one.geometry is None or one.is_run
    ]
    if not placed:
        return apart
    geometries = np.array([one.geometry for one in placed], dtype=object)
    tree = shapely.STRtree(geometries)
    first, second = tree.query(geometries, predicate="dwithin", distance=cluster_m)
    leader = _leaders(len(placed), zip(first.tolist(), second.tolist(), strict=True))
    found: dict[int, list[str]] = {}
    for place, one in enumerate(placed):
        found.setdefault(leader[place], []).append(one.id)
    return [*apart, *(tuple(ids) for ids in found.values())]


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
