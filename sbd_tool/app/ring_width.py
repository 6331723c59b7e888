"""How wide the widest way into a zone is, and how it is said."""

from dataclasses import dataclass
from math import inf

from sbd_tool.analysis.ring.standing import VEHICLES
from sbd_tool.domain.ring_results import RingGap, ZoneRing
from sbd_tool.domain.text import Quantity, Text, text


@dataclass(frozen=True, slots=True)
class RingWidth:
    """How wide the way into a zone is: likely, at least, at most."""

    likely_m: float
    low_m: float
    high_m: float


def widest_gap(zone: ZoneRing) -> RingGap:
    """The widest single gap; the zone has some."""
    return max(zone.gaps, key=lambda gap: gap.width_m)


def span_of(zone: ZoneRing) -> RingWidth:
    """The widest way in of the smallest class: likely, with the doubt of the drawing, for sure.

    A ring's single gaps may lead nowhere, or be got round by a wider way; the largest disc that
    gets in cannot. For sure only what is known to stop that class holds.
    """
    gap, passage = widest_gap(zone), zone.passages[VEHICLES[0]]
    width = gap.width_m if passage.likely_m is None else passage.likely_m
    high = inf if passage.worst_m is None else passage.worst_m
    return RingWidth(width, max(0.0, width - (gap.width_m - gap.low_m)), max(width, high))


def width_words(likely_m: float, low_m: float, high_m: float) -> Text:
    """A width with its range; ends that print alike are printed once."""
    width, low, high = (Quantity(metres, "m", 2) for metres in (likely_m, low_m, min(high_m, 1e6)))
    if high_m == inf:
        return text("people.width_open", width=width)
    if round(low_m, 2) == round(high_m, 2):
        return text("people.width", width=width)
    return text("people.width_range", width=width, low=low, high=high)
