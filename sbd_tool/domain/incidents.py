"""Incidents around a square: counts at points, never a surface and never a forecast."""

from dataclasses import dataclass

from shapely.geometry.base import BaseGeometry


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentRules:
    """The data file of incidents.

    Attributes:
        least_in_all: Incidents within reach from which anything is shown.
        least_at_point: Incidents at one point from which it is shown.
        snapped_share: Share of incidents at shared coordinates from which places count as snapped.
        reach_m: How far from the square incidents are looked at, metres.
    """

    least_in_all: int
    least_at_point: int
    snapped_share: float
    reach_m: float


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentPoint:
    """Incidents at identical coordinates.

    Attributes:
        x, y: Place in the project's CRS, metres.
        count: Incidents there.
        catchment: What lies nearer to this point than to any other of the file, cut to the reach:
            the largest area the incidents can come from where places are snapped.
    """

    x: float
    y: float
    count: int
    catchment: BaseGeometry


@dataclass(frozen=True, slots=True, kw_only=True)
class Incidents:
    """What a file says about the surroundings of a square.

    Attributes:
        name: Name of the file.
        rows: Rows of the file.
        without_place: Rows without coordinates.
        within: Incidents within reach.
        shared_share: Share of placed incidents of the whole file at coordinates that others have.
        is_snapped: Whether places look snapped to anchor points.
        accuracy_m: Accuracy somebody stated, metres, or None.
        reach_m: How far from the square was looked, metres.
        points: Points that are shown, the fullest first; empty with too few incidents.
        not_shown: Incidents within reach at points with too few of them, or all with too few.
    """

    name: str
    rows: int
    without_place: int
    within: int
    shared_share: float
    is_snapped: bool
    accuracy_m: float | None
    reach_m: float
    points: tuple[IncidentPoint, ...]
    not_shown: int
