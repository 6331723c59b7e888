"""Viewpoints: a place and a direction from which photos are taken again, to see what changed."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.records import Record, records_of

KIND: Final = "viewpoint"
LONGEST_NAME: Final = 200
MOST_LATER: Final = 200
_HALF_TURN_DEG: Final = 180.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewpoint:
    """Where from, which way, and the photos taken there.

    Attributes:
        stamp: Row data.
        name: What people call it.
        x_m, y_m: Place, metres, project CRS.
        height_m: Height of the camera above ground, metres.
        heading_deg: Where it looks, clockwise from north as the first photo says.
        earlier: Id of the first photo.
        later: Ids of photos taken again, in order.
    """

    stamp: Stamp
    name: str
    x_m: float
    y_m: float
    height_m: float
    heading_deg: float
    earlier: str
    later: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The viewpoint's id."""
        return self.stamp.id

    def as_record(self) -> Record:
        """The record that keeps it."""
        content: dict[str, object] = {
            "name": self.name,
            "x_m": self.x_m,
            "y_m": self.y_m,
            "height_m": self.height_m,
            "heading_deg": self.heading_deg,
            "earlier": self.earlier,
            "later": self.later,
        }
        return Record(stamp=self.stamp, kind=KIND, content=content)

    def again(self, photo_id: str) -> "Viewpoint":
        """The viewpoint with one more photo taken there; each once."""
        kept = tuple(one for one in self.later if one != photo_id)
        return replace(self, later=(*kept, photo_id)[-MOST_LATER:])


def viewpoints_of(records: Mapping[str, Record]) -> tuple[Viewpoint, ...]:
    """Viewpoints in order of creation; what does not read is left out."""
    found = (_read(record) for record in records_of(records, KIND))
    return tuple(one for one in found if one is not None)


def turned_by(heading_deg: float, other_deg: float) -> float:
    """By how much the second heading is turned against the first: -180 to 180, to the right plus.

    Examples:
        >>> turned_by(350.0, 10.0)
        20.0
        >>> turned_by(10.0, 350.0)
        -20.0
    """
    turn = (other_deg - heading_deg) % 360.0
    return turn - 360.0 if turn > _HALF_TURN_DEG else turn


def place_in_picture(off_axis_deg: float, view_deg: float) -> float | None:
    """Where something stands in a picture: 0 is its left edge, 1 the right; None outside of it.

    A lens without distortion is assumed: positions go with the tangent of the angle.

    Args:
        off_axis_deg: Angle from the middle of the view, to the right plus.
        view_deg: Width of the view, degrees, less than 180.

    Examples:
        >>> place_in_picture(0.0, 60.0)
        0.5
        >>> round(place_in_picture(30.0, 60.0), 6)
        1.0
        >>> place_in_picture(31.0, 60.0) is None
        True
    """
    if abs(off_axis_deg) > view_deg / 2 + 1e-9 or not 0 < view_deg < _HALF_TURN_DEG:
        return None
    half = math.tan(math.radians(view_deg / 2))
    return 0.5 + math.tan(math.radians(off_axis_deg)) / (2 * half)


def _read(record: Record) -> Viewpoint | None:
    told = record.content
    name, earlier, later = told.get("name"), told.get("earlier"), told.get("later")
    figures = [told.get(key) for key in ("x_m", "y_m", "height_m", "heading_deg")]
    if not isinstance(name, str) or not isinstance(earlier, str) or not isinstance(later, tuple):
        return None
    if not all(_is_figure(one) for one in figures) or not all(
        isinstance(one, str) for one in later
    ):
        return None
    x_m, y_m, height_m, heading_deg = (float(one) for one in figures)  # type: ignore[arg-type]
    return Viewpoint(
        stamp=record.stamp,
        name=name[:LONGEST_NAME],
        x_m=x_m,
        y_m=y_m,
        height_m=height_m,
        heading_deg=heading_deg % 360.0,
        earlier=earlier,
        later=later[:MOST_LATER],
    )


def _is_figure(value: object) -> bool:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and math.isfinite(value)  # type: ignore[arg-type]
