"""A visit: checks that remove most doubt in a given time, and the walk that does them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.domain.text import Text

Place = tuple[float, float]
"""East and north in metres, in the project's CRS."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One question that a person on the square can answer.

    Attributes:
        key: Key of the question, as ``sbd answer`` takes it.
        ask: The question.
        minutes: How long it takes, without walking.
        removes: Node (indicator or chain) -> points of range that an answer removes at the least.
        narrows: The same by ledger.
        place: Where to do it.
        objects: Objects to look at; empty for the square as a whole.
    """

    key: str
    ask: Text
    minutes: float
    removes: Mapping[str, float]
    narrows: Mapping[LedgerKey, float]
    place: Place
    objects: tuple[str, ...] = ()

    @property
    def worth(self) -> float:
        """Points of range it removes, over both ledgers: a measure of doubt, not of the square."""
        return sum(self.removes.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """One place of a walk with the checks to do there.

    Attributes:
        number: Number on the map and on paper, from 1.
        place: Where.
        walk_m: Metres from the stop before.
        checks: What to do there.
        is_walked: They are walked round what stands there; else they are a straight line.
        way: Places of the way from the stop before; empty at the first.
    """

    number: int
    place: Place
    walk_m: float
    checks: tuple[Check, ...]
    is_walked: bool = False
    way: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A walk.

    Attributes:
        budget_min: Minutes given.
        stops: In walking order.
        check_min, walk_min: Minutes of checks and of walking.
        narrows: Ledger -> points of range that the checks remove together, at the least.
        before: Ledger -> low and high as they stand.
        left: Checks that did not fit, most worth first.
        is_best_set: The chosen checks are proven best for their minutes.
        is_shortest_walk: The order is proven shortest.
    """

    budget_min: float
    stops: tuple[Stop, ...]
    check_min: float
    walk_min: float
    narrows: Mapping[LedgerKey, float]
    before: Mapping[LedgerKey, tuple[float, float]]
    left: tuple[Check, ...] = ()
    is_best_set: bool = True
    is_shortest_walk: bool = True

    @property
    def checks(self) -> tuple[Check, ...]:
        """All checks in walking order."""
        return tuple(check for stop in self.stops for check in stop.checks)

    @property
    def straight_legs(self) -> int:
        """How many ways between stops are told as straight lines."""
        return sum(not stop.is_walked for stop in self.stops[1:])


@dataclass(frozen=True, slots=True, kw_only=True)
class BestSet:
    """Checks chosen within a budget.

    Attributes:
        keys: Keys of the checks, in the order given.
        worth: Points of range they remove together.
        is_proven: No other set within the budget removes more.
    """

    keys: tuple[str, ...] = field(default=())
    worth: float = 0.0
    is_proven: bool = True
