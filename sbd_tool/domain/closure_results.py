"""A line that closes all vehicle routes to zones: its stretches, its cost, what binds it."""

from dataclasses import dataclass
from enum import StrEnum

from shapely.geometry import LineString, Point

from sbd_tool.domain.text import Text


class ClosureRule(StrEnum):
    """A rule that can make a closure impossible."""

    NO_DIG = (
        "no_dig"  # nothing without a foundation is allowed, and the line must cross such ground
    )
    GATE_WIDTH = "gate_width"  # a route needs a gate wider than the opening it runs through
    PASSAGE = "passage"  # no element leaves room for the people who have to get through
    SPAN = "span"  # a stretch would be longer than the longest searched
    REACH = "reach"  # nothing to end on within reach, even with all other rules given up


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """An operable element where a route crosses the line."""

    route: str
    at: Point
    width_m: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosureStretch:
    """One row to build: straight, or turning at bare corners of a zone.

    Attributes:
        line: From surface to surface, metres.
        length_m: Clear metres.
        kind: Catalogue key of its elements.
        between: Ids of what it ends on; "" for a bare corner of a zone.
        elements: Number of elements.
        required: Class of vehicle it has to stop.
        cost: Relative price; 1 is a metre of fixed bollards.
        load: Visual load: metres times how much they look like security.
        gates: Operable elements in it.
        is_on_no_dig: It crosses ground without digging.
    """

    line: LineString
    length_m: float
    kind: str
    between: tuple[str, str]
    elements: int
    required: str
    cost: float
    load: float
    gates: tuple[Gate, ...]
    is_on_no_dig: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """The cheapest line found, or what stands against any.

    Attributes:
        stretches: In order along each ring; empty when the zones are closed already or no line is
            possible.
        objective: "cost" or "load": what was made least.
        length_m, cost, load: Sums over the stretches.
        is_proven: No other line within reach does it for less under the same prices.
        is_possible: Whether there is a line.
        binding: Rules each of which makes it impossible; all of them together when only that does.
        within_m: Walls this near to a zone were looked at.
        span_m: Longest stretch looked at.
        notes: What a reader has to know; conflicts between rules first.
    """

    stretches: tuple[ClosureStretch, ...]
    objective: str
    length_m: float
    cost: float
    load: float
    is_proven: bool
    is_possible: bool
    binding: tuple[ClosureRule, ...]
    within_m: float
    span_m: float
    notes: tuple[Text, ...] = ()
