"""What a look at the ring round a zone finds: gaps, and what each lets through."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from shapely.geometry import LineString, Point

from sbd_tool.domain.text import Text


class Verdict(StrEnum):
    """Whether somebody or something gets through a gap."""

    PASSES = "passes"
    BLOCKED = "blocked"
    UNSURE = "unsure"  # the drawing, or what nobody has said, allows both


@dataclass(frozen=True, slots=True, kw_only=True)
class RingGap:
    """One gap of a ring.

    Attributes:
        width_m: Clear width between the two things, or inside one row.
        low_m, high_m: The same with the doubt of the drawing.
        between: Ids of the two things; twice the same id for the gaps inside one row.
        line: From surface to surface; of a row, the row.
        midpoint: Its middle.
        position_m: Metres along the zone's edge, counter-clockwise; lists run along it.
        verdicts: User key -> verdict under the profile in use.
        widest_vehicle: Widest class of vehicle that fits by its width, or "".
        vehicles: Verdict for any vehicle: blocked at the limit and under.
        not_stopped: Classes of vehicle that one of the two things is not known to stop.
        unknown: What nobody has said of the two things: "rating", "height", "gap".
        is_row: It lies inside one row that is drawn as a line.
        is_open_side: No straight stretch closes it; the line goes round the zone, and the width is
            its length.
    """

    width_m: float
    low_m: float
    high_m: float
    between: tuple[str, str]
    line: LineString
    midpoint: Point
    position_m: float
    verdicts: Mapping[str, Verdict]
    widest_vehicle: str
    vehicles: Verdict
    not_stopped: tuple[str, ...]
    unknown: tuple[str, ...]
    is_row: bool
    is_open_side: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """How wide a vehicle of one class can be and still get to the zone.

    Attributes:
        likely_m: Largest disc when every barrier drawn holds; None: wider than all widths searched.
        worst_m: The same when only what is known to stop the class holds.
    """

    likely_m: float | None
    worst_m: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneRing:
    """The ring round one zone.

    Attributes:
        zone: Key, "Z1" and so on.
        objects: Ids of the crowd areas it is made of, or of none where it is the square.
        is_enclosed: No gap is over the limit when every barrier drawn holds.
        is_enclosed_for_sure: The same when only what is known to hold counts, gaps at their
            widest.
        passages: Class of vehicle -> how wide the way in is.
        gaps: All gaps of the ring, along the edge; empty when no ring closes.
        notes: What a reader has to know.
    """

    zone: str
    objects: tuple[str, ...]
    is_enclosed: bool
    is_enclosed_for_sure: bool
    passages: Mapping[str, Passage]
    gaps: tuple[RingGap, ...]
    notes: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rings:
    """Rings of all protected zones.

    Attributes:
        zones: One per zone, in drawing order.
        limits: Numbers the verdicts rest on, by rubric key.
        notes: What holds for all of them.
    """

    zones: tuple[ZoneRing, ...]
    limits: Mapping[str, float] = field(default_factory=dict)
    notes: tuple[Text, ...] = ()

    @property
    def is_enclosed(self) -> bool:
        """Every zone is."""
        return bool(self.zones) and all(ring.is_enclosed for ring in self.zones)

    @property
    def is_enclosed_for_sure(self) -> bool:
        """Every zone is, for sure."""
        return bool(self.zones) and all(ring.is_enclosed_for_sure for ring in self.zones)
