"""The waterfall of a ledger: from nothing to its score by families and indicators, then to 100."""

from dataclasses import dataclass
from math import fsum

from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.domain.scores import IndicatorState, ObjectShare


@dataclass(frozen=True, slots=True, kw_only=True)
class PointShares:
    """Points of one indicator, or of the chain it is a link of, by groups of objects.

    Attributes:
        shares: By group, most telling first; a share that lowers the points stands under ``lost``.
        rest: Ledger points that stay when all these objects are gone.
        is_exact: False when the split was sampled with a fixed seed.
        covers: Keys of the indicators whose points are split: one, or the links of a chain.
    """

    shares: tuple[ObjectShare, ...]
    rest: float
    is_exact: bool
    covers: tuple[str, ...]

    @property
    def total(self) -> float:
        """What all groups and the rest earn together: the points of ``covers``."""
        return fsum(
            [self.rest, *(one.earned for one in self.shares), *(-one.lost for one in self.shares)]
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class WaterfallLine:
    """One indicator of a ledger: what it earns, what it costs, on what it rests.

    Attributes:
        key, family, chain: Indicator, its family, and its chain or "".
        value: Likely value in the indicator's unit, or None.
        points: Points 0 to 100, or None when not assessed.
        weight: Share of the ledger, assessed or not.
        earned, lost: Ledger points, both at least 0.
        earned_from: Points of the ledger earned by the lines before this one.
        lost_from: Points of the ledger still there before this line's loss, counted from 100 down.
        state: Assessed or not.
        evidence: Weakest evidence it rests on.
        objects: Ids it comes from, most telling first.
        sources, cards: Keys of guidance sources and cards behind its scale.
    """

    key: str
    family: str
    chain: str
    value: float | None
    points: float | None
    weight: float
    earned: float
    lost: float
    earned_from: float
    lost_from: float
    state: IndicatorState
    evidence: Evidence
    objects: tuple[str, ...]
    sources: tuple[str, ...]
    cards: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WaterfallFamily:
    """A family with its lines; its points are their sums, rounded once.

    Attributes:
        key: Family key.
        weight: Share of the ledger, assessed or not.
        lines: In rubric order.
    """

    key: str
    weight: float
    lines: tuple[WaterfallLine, ...]

    @property
    def earned(self) -> float:
        """Ledger points its lines earn."""
        return fsum(line.earned for line in self.lines)

    @property
    def lost(self) -> float:
        """Ledger points its lines cost."""
        return fsum(line.lost for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waterfall:
    """One ledger taken apart. Earned and ``held`` sum to the score, lost less ``held`` to the rest.

    Attributes:
        ledger: Which ledger.
        score: The score; None when nothing is assessed. Shown only when ``fit_to_print``.
        low, high: Its range.
        fit_to_print: Whether the score may stand as one number.
        held: Points by which partly known items move the score into its own range.
        families: In rubric order, those with weight.
    """

    ledger: LedgerKey
    score: float | None
    low: float
    high: float
    fit_to_print: bool
    held: float
    families: tuple[WaterfallFamily, ...]

    @property
    def lines(self) -> tuple[WaterfallLine, ...]:
        """All lines, in order."""
        return tuple(line for family in self.families for line in family.lines)

    @property
    def earned(self) -> float:
        """Points all lines earn; with ``held`` it is the score."""
        return fsum(line.earned for line in self.lines)

    @property
    def lost(self) -> float:
        """Points all lines cost; less ``held`` it is 100 minus the score."""
        return fsum(line.lost for line in self.lines)

    @property
    def costliest(self) -> tuple[WaterfallLine, ...]:
        """Why it is not higher: lines by points lost, the most first; ties in rubric order."""
        return tuple(sorted((one for one in self.lines if one.lost > 0), key=lambda one: -one.lost))
