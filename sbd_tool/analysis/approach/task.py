"""What the speed brackets of all vehicle classes share: ground, edge, roads, entries."""

from dataclasses import dataclass

from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.approach.ground import DrivingGround


@dataclass(frozen=True, slots=True)
class Entry:
    """A stated place where vehicles enter, in the frame.

    Attributes:
        place: Ground cut out for it; what is beside it starts at the stated speed.
        at: (x, y) its middle, from which a straight run may start.
        radius_m: How far the cut reaches from its middle or its line.
        speed_mps: Stated speed there.
    """

    place: BaseGeometry
    at: tuple[float, float]
    radius_m: float
    speed_mps: float


@dataclass(frozen=True, slots=True)
class Task:
    """What all classes share.

    Attributes:
        ground: Free ground.
        edges: Stretches of the edge, counter-clockwise round the square, in the frame.
        roads: Where vehicles are at home; ground not connected with it is left out.
        entries: Stated entries.
        limit_mps: Speed at which a vehicle may cross the end of the plan.
        rim_mps: Speed at which it may come round a bend from beyond the lattice.
        top_mps: Speed above which nothing is told apart.
        low_percent, high_percent: Downhill grade at either end of the bracket.
        stations: Most stations of the lattice per class.
        has_lattice: Whether bends are driven at all; without them the high end is ``top_mps``.
    """

    ground: DrivingGround
    edges: tuple[LineString, ...]
    roads: BaseGeometry
    entries: tuple[Entry, ...]
    limit_mps: float
    rim_mps: float
    top_mps: float
    low_percent: float
    high_percent: float
    stations: int
    has_lattice: bool = True
