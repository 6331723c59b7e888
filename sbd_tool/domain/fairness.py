"""What the look at fairness finds: the fortress index, who loses what, and the tool's own check."""

from dataclasses import dataclass
from enum import StrEnum

from sbd_tool.domain.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewPlace:
    """A place people look from.

    Attributes:
        id: Id of the seat, or of the way in ("way-1", counter-clockwise).
        sort: "way_in" or "seat".
        x_m, y_m: Where, project CRS.
    """

    id: str
    sort: str
    x_m: float
    y_m: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FortressView:
    """What one place shows.

    Attributes:
        place: Where.
        area_m2: Ground seen from there within the reach.
        load: Share of a whole turn taken by overtly defensive things, each times its overtness.
        objects: (id, its part of the load), most first.
    """

    place: ViewPlace
    area_m2: float
    load: float
    objects: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FortressIndex:
    """Loads of all places and their mean, weighted by the ground seen.

    Attributes:
        index: 0 (nothing looks like security) to 1; None where nothing can be looked from.
        views: By place, the heaviest load first.
    """

    index: float | None
    views: tuple[FortressView, ...]


class Change(StrEnum):
    """How an item of the exclusion check moves between today and the design."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedRule:
    """One thing people need of a square, as data.

    Attributes:
        key: "seats", "shade", …
        name: Shown name.
        unit: Unit of the value.
        is_up: More is better.
        least_change: Smaller changes are none, in the unit.
        groups: Keys of the groups of people who need it most.
        sources: Keys of guidance sources.
    """

    key: str
    name: Text
    unit: str
    is_up: bool
    least_change: float
    groups: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustRule:
    """One requirement of trustworthy AI held against the scoring itself, as data.

    Attributes:
        key: Key of the requirement.
        name: Its name.
        how: What the scoring does about it.
        gap: What it does not do; always said.
        status: "met", "partly" or "open": our own judgement.
        evidence: Pages and tests that show it.
    """

    key: str
    name: Text
    how: Text
    gap: Text
    status: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FairnessRules:
    """The data of the check.

    Attributes:
        needs: Items of the exclusion check, in order.
        groups: Key -> shown name of a group of people.
        trust: The seven requirements.
    """

    needs: tuple[NeedRule, ...]
    groups: dict[str, Text]
    trust: tuple[TrustRule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedChange:
    """One item before and after.

    Attributes:
        rule: What is needed.
        before, after: Values in the rule's unit; None when nothing is known.
        is_known: False when the class of things is not known: then only what is drawn counts.
        change: How it moves.
        objects: Ids of what is there after, or was before.
    """

    rule: NeedRule
    before: float | None
    after: float | None
    is_known: bool
    change: Change
    objects: tuple[str, ...]
