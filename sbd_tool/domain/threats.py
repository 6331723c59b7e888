"""The threat view: which strategies stand against a ticked threat, by zone. Never one number."""

from dataclasses import dataclass
from enum import StrEnum

from sbd_tool.domain.text import Text


class Cover(StrEnum):
    """What is said of one strategy against one threat."""

    STRONG = "strong"
    SOME = "some"
    THIN = "thin"
    MISSING = "missing"
    NOT_ASKED = "not_asked"
    NOT_ASSESSED = "not_assessed"
    LITTLE = "little_on_offer"

    @property
    def is_in_place(self) -> bool:
        """Whether something stands."""
        return self in (Cover.STRONG, Cover.SOME, Cover.THIN)


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnRule:
    """One column: a strategy, as data.

    Attributes:
        key: Its key; ``name`` is what is shown.
        strategy: Key of the ISO 22341 strategy, or "" where the standard has none.
        categories: Categories of the catalogue that belong to it.
        shown_by: Indicators that show it on the plan.
        shown_for: Threats for which they do; () means for all.
    """

    key: str
    name: Text
    strategy: str
    categories: tuple[str, ...]
    shown_by: tuple[str, ...]
    shown_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRule:
    """One step of the guided path.

    Attributes:
        key: Its key.
        name, words: What it is, what to do, in our own words.
        source: Key of the guidance source.
        basis: Whether the step was seen (a) or is known (b).
    """

    key: str
    name: Text
    words: Text
    source: str
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreatRules:
    """The data of the view.

    Attributes:
        indicator_share: Most that indicators alone give a cell.
        strong, some, least: Limits of the covers.
        offer_effect, offer_count: When the catalogue has something strong on offer.
        columns: In order.
        beside_ring: Threats beside which the ring stands.
        steps: The guided path, in order.
    """

    indicator_share: float
    strong: float
    some: float
    least: float
    offer_effect: int
    offer_count: int
    columns: tuple[ColumnRule, ...]
    beside_ring: tuple[str, ...]
    steps: tuple[StepRule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreatCell:
    """One strategy against one threat in one zone.

    Attributes:
        threat, column: Keys.
        low, likely, high: Strength 0 to 1 in the three worlds; never shown as a score.
        cover: What is said.
        in_place: (kind, share of the zone it reaches), strongest first.
        objects: Ids of the measures in place.
        offer: Kinds of the catalogue that are not in place, strongest first.
        shown_by: Indicators that show something.
    """

    threat: str
    column: str
    low: float
    likely: float
    high: float
    cover: Cover
    in_place: tuple[tuple[str, float], ...]
    objects: tuple[str, ...]
    offer: tuple[str, ...]
    shown_by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneThreats:
    """All cells of one zone.

    Attributes:
        zone: Id of the crowd area, or of the square where none is drawn.
        cells: By threat in catalogue order, then by column.
    """

    zone: str
    cells: tuple[ThreatCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreatView:
    """The whole view.

    Attributes:
        ticked: Threats ticked as relevant, catalogue order.
        zones: By zone.
        ring: Points of the ring (low, likely, high), likely None when not assessed.
    """

    ticked: tuple[str, ...]
    zones: tuple[ZoneThreats, ...]
    ring: tuple[float, float | None, float]
