"""What a report says of approach speeds, as plain values."""

from dataclasses import dataclass

from sbd_tool.domain.text import Quantity, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeedRow:
    """What a vehicle can do at one stretch of edge; for the police only.

    Attributes:
        number: Its place in the order along the edge.
        bands: Vehicle class with low and high speed; the class that decides the rating first.
        energy: Energy of that class at the high value.
        required: The rating asked for.
        stands: What stands there, and whether it is rated for it.
        standoff: Distance to the crowd.
        by_hand: Arithmetic of the straight run-up, or None.
        doubts: Why no single number may be taken.
    """

    number: int
    bands: tuple[Text, ...]
    energy: Quantity
    required: Text
    stands: Text
    standoff: Quantity
    by_hand: Text | None
    doubts: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeedSection:
    """All stretches in order along the edge, and what a reader has to know."""

    rows: tuple[SpeedRow, ...]
    notes: tuple[Text, ...]
