"""Where somebody stands: readings of a receiver, and how far off they may be."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sbd_tool.domain.role_rules import Limit


class Skip(StrEnum):
    """Why a line of a receiver was not used."""

    NOT_NMEA = "not_nmea"
    TOO_LONG = "too_long"
    NO_CHECKSUM = "no_checksum"
    WRONG_CHECKSUM = "wrong_checksum"
    BAD_VALUE = "bad_value"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One position as a receiver told it.

    Attributes:
        longitude_deg: WGS 84, east positive.
        latitude_deg: WGS 84, north positive.
        second: Second of the UTC day, or None when it was not told.
        satellites: In use, or None.
        hdop: Horizontal dilution of precision, or None.
        error_m: Root mean square of the horizontal error that the receiver itself states
            (from GST), or None.
    """

    longitude_deg: float
    latitude_deg: float
    second: float | None = None
    satellites: int | None = None
    hdop: float | None = None
    error_m: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A place on the map with its accuracy.

    Attributes:
        x_m: Map position in the project's coordinate system.
        y_m: Map position in the project's coordinate system.
        radius_m: About 95 of 100 readings lie within this distance of the true place;
            None = not stated, never zero.
        is_told_by_receiver: Whether the receiver stated the error itself.
        is_tapped: Whether a person put it on the map instead of a receiver.
    """

    x_m: float
    y_m: float
    radius_m: float | None = None
    is_told_by_receiver: bool = False
    is_tapped: bool = False


@dataclass(frozen=True, slots=True)
class PositionRules:
    """Numbers of positions, each with its source: `resources/field/receiver.yaml`."""

    limits: Mapping[str, Limit]

    def __getitem__(self, key: str) -> float:
        return self.limits[key].value


def radius_m(reading: Reading, rules: PositionRules) -> float | None:
    """Radius that holds about 95 of 100 readings; None when nothing is known of the error.

    HDOP times a stated range error is too small between tall buildings and under trees, because
    reflected signals are not part of the dilution.

    Args:
        reading: What the receiver told.
        rules: Range error and factor.

    Examples:
        >>> from sbd_tool.domain.catalogue import Basis
        >>> def limit(key, value):
        ...     return Limit(key=key, value=value, basis=Basis.PRODUCT, source="")
        >>> rules = PositionRules(
        ...     {
        ...         "user_range_error_m": limit("user_range_error_m", 5.0),
        ...         "circle_factor": limit("circle_factor", 2.0),
        ...     }
        ... )
        >>> radius_m(Reading(longitude_deg=11.9, latitude_deg=43.5, hdop=1.2), rules)
        12.0
    """
    if reading.error_m is not None:
        return reading.error_m * rules["circle_factor"]
    if reading.hdop is None:
        return None
    return reading.hdop * rules["user_range_error_m"] * rules["circle_factor"]
