"""Sets of measures that no other set beats in openness, protection and cost at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sbd_tool.domain.measures import Measure
from sbd_tool.domain.prices import Cost
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.domain.text import Text


class Search(StrEnum):
    """How sets were looked for."""

    EXHAUSTIVE = "exhaustive"  # every set by the true model
    SURROGATE = "surrogate"  # proven best on a stated surrogate, then evaluated by the true model


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A measure at a place that a set may hold.

    Attributes:
        key: Stable key: kind, template and place.
        kind: Catalogue key.
        sentence: What to do and where.
        measures: What accepting it adds.
        cost: Its price.
    """

    key: str
    kind: str
    sentence: Text
    measures: tuple[Measure, ...]
    cost: Cost


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One ledger of a design: the range, its middle (by which sets are compared), the score.

    Attributes:
        low, high: Ends of the range, points.
        score: The score, or None where it is not fit to print.
    """

    low: float
    high: float
    score: float | None = None

    @property
    def mid(self) -> float:
        """Middle of the range; what is not assessed counts 50."""
        return (self.low + self.high) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureSet:
    """A set of candidates and what it does.

    Attributes:
        candidates: Keys of its candidates, in the order of the list.
        openness, protection: Both ledgers with it, by the true model.
        cost: Price of the whole design with it.
        predicted: Ledger -> middle of the range the surrogate said; empty where none was used.
        is_proven: Its search ended with a proof.
        gap_points: Points of protection by which the search may have missed a better one.
    """

    candidates: tuple[str, ...]
    openness: Standing
    protection: Standing
    cost: Cost
    predicted: Mapping[LedgerKey, float] = field(default_factory=dict)
    is_proven: bool = True
    gap_points: float = 0.0

    @property
    def figures(self) -> tuple[float, float, float]:
        """Openness, protection and cost as they are compared; cost counts downwards."""
        return self.openness.mid, self.protection.mid, -self.cost.mid


@dataclass(frozen=True, slots=True, kw_only=True)
class HandMade:
    """An option somebody made, on the same chart.

    Attributes:
        option: Its key.
        name: Its name.
        openness, protection, cost: As of a set.
        is_dominated: Some set is as good in all three and better in one.
    """

    option: str
    name: str
    openness: Standing
    protection: Standing
    cost: Cost
    is_dominated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BestSets:
    """What a search found.

    Attributes:
        search: How.
        option, time_state: Of which design.
        candidates: By key.
        conflicts: Pairs of candidates that cannot stand together.
        needs: Candidate -> candidates of which it needs at least one.
        sets: Not dominated by the true model, dearest protection first.
        dropped: Sets of the surrogate that the true model showed to be dominated.
        is_whole: The search came to its end: no set is missing (on the surrogate, if one was used).
        solves: Programs solved.
        proven: Sets found with a proof, before any was dropped.
        error_mean, error_max: Ledger -> points between surrogate and true model.
        hand_made: Options on the same chart, the design as it stands first.
    """

    search: Search
    option: str
    time_state: str
    candidates: Mapping[str, Candidate]
    conflicts: tuple[tuple[str, str], ...]
    needs: Mapping[str, tuple[str, ...]]
    sets: tuple[MeasureSet, ...]
    dropped: int = 0
    is_whole: bool = True
    solves: int = 0
    proven: int = 0
    error_mean: Mapping[LedgerKey, float] = field(default_factory=dict)
    error_max: Mapping[LedgerKey, float] = field(default_factory=dict)
    hand_made: tuple[HandMade, ...] = ()
