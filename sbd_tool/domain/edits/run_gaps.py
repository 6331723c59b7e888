"""Clear gaps of a run: between its units, to what stands at its ends, and both verdicts."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

import numpy as np
import shapely
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.edits.segments import FloatArray
from sbd_tool.domain.edits.soundness import XY
from sbd_tool.domain.edits.tolerances import SAME_PLACE_M
from sbd_tool.domain.layers import GeometryArray


@dataclass(frozen=True, slots=True, kw_only=True)
class GapLimits:
    """Both limits of a clear gap; values of the rubric, handed in.

    Attributes:
        widest_m: Wider, and a vehicle gets through (``gap_limit_m``).
        least_m: User ("wheelchair", "pram", "cargo_bike") -> narrower, and that user does not.
    """

    widest_m: float
    least_m: Mapping[str, float] = field(default_factory=dict)


class GapPlace(StrEnum):
    """Where in the run a gap is."""

    START = "start"
    BETWEEN = "between"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunGap:
    """One clear gap.

    Attributes:
        place: Between two units, or from an end of the run to what stands there.
        first: Row of the unit before it (at the start of the run: of the first unit).
        clear_m: Clear distance between the two outlines, the narrowest there is; None when
            nothing stands within the search distance of that end.
        from_m, to_m: The narrowest place, as a line from outline to outline; None when open.
        obstacle: Row of the thing at the end in the obstacles handed in, or None.
        is_too_wide: A vehicle gets through. An open end is too wide.
        too_narrow_for: Users who do not get through, by their keys.
    """

    place: GapPlace
    first: int
    clear_m: float | None
    from_m: XY | None
    to_m: XY | None
    obstacle: int | None = None
    is_too_wide: bool = False
    too_narrow_for: tuple[str, ...] = ()

    @property
    def is_in_order(self) -> bool:
        """Too wide for no vehicle we stop, too narrow for no user we let through."""
        return not self.is_too_wide and not self.too_narrow_for


def gaps_between(solids: GeometryArray, radius_m: float) -> tuple[RunGap, ...]:
    """Clear gaps between neighbours; round units come as their centres, with a radius."""
    ways = shapely.get_coordinates(shapely.shortest_line(solids[:-1], solids[1:]))
    return tuple(
        _gap(GapPlace.BETWEEN, row, ends, (radius_m, radius_m))
        for row, ends in enumerate(ways.reshape(-1, 2, 2))
    )


def _gap(
    where: GapPlace, row: int, ends: FloatArray, radii_m: XY, obstacle: int | None = None
) -> RunGap:
    """A gap from the shortest way between two things, less the radii at its ends."""
    way = ends[1] - ends[0]
    reach = float(np.hypot(*way))
    unit = way / reach if reach > 0 else way
    start, end = ends[0] + unit * radii_m[0], ends[1] - unit * radii_m[1]
    return RunGap(
        place=where,
        first=row,
        clear_m=max(0.0, reach - sum(radii_m)),
        from_m=(float(start[0]), float(start[1])),
        to_m=(float(end[0]), float(end[1])),
        obstacle=obstacle,
    )


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a gap at an end of a run may be closed by.

    Attributes:
        things: Walls and other things, metres; not the run itself.
        search_m: How far ahead of an end unit they are looked for.
        unit_m: Largest size of a unit, so that the search begins at its outline.
        back_m: How far behind the middle of a unit the view ahead begins.
        radius_m: Radius of round units, which come as their centres; else 0.
    """

    things: GeometryArray
    search_m: float
    unit_m: float
    back_m: float
    radius_m: float

    def at_ends(
        self, solids: GeometryArray, centres: FloatArray, along: FloatArray
    ) -> tuple[RunGap, RunGap]:
        """From each end unit to the nearest thing ahead of it."""
        last = len(solids) - 1
        return (
            self._ahead(GapPlace.START, 0, solids[0], _Ray(centres[0], -along[0])),
            self._ahead(GapPlace.END, last, solids[last], _Ray(centres[last], along[last])),
        )

    def _ahead(self, where: GapPlace, row: int, solid: BaseGeometry, ray: "_Ray") -> RunGap:
        zone = _ahead_of(ray, self.search_m + self.unit_m + self.back_m, self.back_m)
        near = (
            np.flatnonzero(shapely.intersects(self.things, zone))
            if len(self.things)
            else np.empty(0, int)
        )
        if len(near):
            parts = shapely.intersection(self.things[near], zone)
            away = shapely.distance(parts, solid)
            nearest = int(away.argmin())
            if away[nearest] - self.radius_m <= self.search_m:
                ways = shapely.get_coordinates(shapely.shortest_line(solid, parts[nearest]))
                return _gap(where, row, ways, (self.radius_m, 0.0), int(near[nearest]))
        return RunGap(place=where, first=row, clear_m=None, from_m=None, to_m=None)


@dataclass(frozen=True, slots=True)
class _Ray:
    """A position and a unit vector."""

    at: FloatArray
    ahead: FloatArray


def _ahead_of(ray: _Ray, reach_m: float, back_m: float) -> Polygon:
    """What lies ahead of a unit: within 45 degrees to either side of its direction.

    A wall that runs beside the row does not close its end. The tip lies so far back that the
    whole front of a wide unit is inside.
    """
    across = np.array([-ray.ahead[1], ray.ahead[0]]) * reach_m
    tip, front = ray.at - ray.ahead * back_m, ray.ahead * reach_m
    return Polygon([tip, tip + front - across, tip + front + across])


def judged(gap: RunGap, limits: GapLimits | None) -> RunGap:
    """The gap with both verdicts; without limits it stays unjudged."""
    if limits is None:
        return gap
    if gap.clear_m is None:
        return replace(gap, is_too_wide=True)
    clear = gap.clear_m
    return replace(
        gap,
        is_too_wide=clear > limits.widest_m + SAME_PLACE_M,
        too_narrow_for=tuple(
            user for user, least in limits.least_m.items() if clear < least - SAME_PLACE_M
        ),
    )
