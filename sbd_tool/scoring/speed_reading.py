"""What indicators read from the approach speeds: the worst stretch, and how firm it is.

Each link of the ring is read where it is worst, over all stretches: a thing that is added never
raises a speed, so it never worsens a link. Rate by the high value; the low one is the best end.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from sbd_tool.domain.approach_results import KMH, ClassSpeed, EdgeSpeed, EdgeSpeeds, StandRating

_UNBOUNDED: Final = frozenset({"no_entry", "plan_end"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Attainable:
    """The speed square to the edge at the worst stretch, km/h.

    Attributes:
        low: At least this fast somewhere along the edge.
        high: At most this fast anywhere; holds only where it is bounded.
        is_bounded: Entry speeds are stated, and no deciding run begins where the plan ends.
        doubts: Why no single number may be taken, keys of ``DOUBTS``; empty: none.
    """

    low: float
    high: float
    is_bounded: bool
    doubts: tuple[str, ...]


def attainable(speeds: EdgeSpeeds) -> Attainable | None:
    """The worst speed along the edge; None where no vehicle class gets to it."""
    found = [(edge, entry) for edge in speeds.edges for entry in edge.classes]
    if not found:
        return None
    edge, worst = max(found, key=lambda pair: pair[1].normal_mps)
    unbounded = [key for one in speeds.edges for key in one.doubts if key in _UNBOUNDED]
    is_from_end = any(entry.is_from_limit for _, entry in found)
    doubts = dict.fromkeys(
        (
            *(("no_entry",) if speeds.is_entry_assumed else ()),
            *(("plan_end",) if is_from_end else ()),
            *unbounded,
            *_doubts_of(worst),
            *edge.doubts,
        )
    )
    return Attainable(
        low=float(KMH * max(entry.low_normal_mps for _, entry in found)),
        high=float(KMH * worst.normal_mps),
        is_bounded=not _UNBOUNDED & doubts.keys(),
        doubts=tuple(doubts),
    )


def _doubts_of(entry: ClassSpeed) -> tuple[str, ...]:
    told = {
        "wide": entry.is_wide,
        "no_bends": entry.lines == "none",
        "coarse": entry.lines == "coarse",
    }
    return tuple(key for key, is_so in told.items() if is_so)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeakestRating:
    """The weakest rating of the ring along the edge, rated over needed energy.

    Attributes:
        ratio: At the high speed, over what is rated; None where nothing rated stands.
        best_ratio: The same at the low speed.
        is_whole: At each stretch that vehicles come to something of the ring stands, and all of it
            is rated.
        is_away: At some stretch nothing of the ring stands: it is closed elsewhere, if at all.
        doubts: Why the ratio is no single number.
        objects: Ids of what stands where it is weakest.
    """

    ratio: float | None
    best_ratio: float | None
    is_whole: bool
    is_away: bool
    doubts: tuple[str, ...]
    objects: tuple[str, ...]

    @property
    def is_bounded(self) -> bool:
        """Whether what is needed has an upper end."""
        return not _UNBOUNDED & set(self.doubts)


def weakest_rating(speeds: EdgeSpeeds, members: Collection[str]) -> WeakestRating:
    """The weakest rating among what forms the ring; of two rows in depth the weaker one counts.

    Args:
        speeds: Approach speeds.
        members: Ids of what forms the ring.
    """
    pairs = [(edge, _ring_of(edge, members)) for edge in speeds.edges if edge.vehicle]
    rated = [(edge, one) for edge, stands in pairs for one in stands if one.is_rated]
    is_away = not pairs or any(not stands for _, stands in pairs)
    is_unrated = any(not one.is_rated for _, stands in pairs for one in stands)
    doubts: dict[str, None] = dict.fromkeys(("no_entry",) if speeds.is_entry_assumed else ())
    for edge, _ in pairs:
        doubts |= dict.fromkeys(key for key in edge.doubts if key in _UNBOUNDED)
    weak = min(rated, key=lambda pair: pair[1].ratio, default=None)
    if weak is not None:
        doubts |= dict.fromkeys(weak[0].doubts)
    return WeakestRating(
        ratio=None if weak is None else weak[1].ratio,
        best_ratio=min((one.best_ratio for _, one in rated), default=None),
        is_whole=not is_away and not is_unrated,
        is_away=is_away,
        doubts=tuple(doubts),
        objects=() if weak is None else (weak[1].id,),
    )


def _ring_of(edge: EdgeSpeed, members: Collection[str]) -> list[StandRating]:
    return [one for one in edge.stands if one.id in members]
