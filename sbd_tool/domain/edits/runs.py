"""Parametric runs: a row of bollards, planters or benches as one object, with its clear gaps.

Spacing law: the first unit begins where the line begins, the last ends where it ends, all between
are whole and evenly spaced along the line, and there are just so many that no gap is wider than
asked. So pulling an end never opens a gap beyond the target; it adds a unit.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.edits.run_gaps import (
    GapLimits,
    RunGap,
    Surroundings,
    gaps_between,
    judged,
)
from sbd_tool.domain.edits.segments import FloatArray, as_many
from sbd_tool.domain.edits.soundness import in_range, refusal, single_line, sound
from sbd_tool.domain.edits.tolerances import MOST_UNITS, QUARTER_SEGMENTS, SAME_PLACE_M
from sbd_tool.domain.layers import GeometryArray, as_geometry_array
from sbd_tool.domain.text import text

SEARCH_M: Final = 12.0
_LARGEST_UNIT_M: Final = 30.0
_LEAST_UNIT_M: Final = 0.01
_LARGEST_GAP_M: Final = 100.0


@dataclass(frozen=True, slots=True, kw_only=True)
class RunUnit:
    """One unit on the ground.

    Attributes:
        length_m: Along the line; the diameter when round.
        width_m: Across the line; not read when round.
        is_round: A bollard rather than a planter.
    """

    length_m: float
    width_m: float
    is_round: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RunLayout:
    """A run as it stands.

    Attributes:
        centres: Shape (n, 2), metres.
        turns_deg: Shape (n,): direction of each unit, counter-clockwise from east.
        footprints: Outline of each unit.
        spacing_m: Gap along the line between neighbours; on a straight line the clear gap.
        gaps: From the start of the run to its end.
    """

    centres: FloatArray
    turns_deg: FloatArray
    footprints: tuple[Polygon, ...]
    spacing_m: float
    gaps: tuple[RunGap, ...]


def unit_count(length_m: float, unit_length_m: float, gap_m: float) -> int:
    """Least number of whole units with which no gap along the line is wider than asked.

    Examples:
        >>> unit_count(10.0, 0.2, 1.2)
        8
    """
    if length_m < 2 * unit_length_m - SAME_PLACE_M:
        return 1  # a second one would overlap the first
    fitting = math.floor((length_m + SAME_PLACE_M) / unit_length_m)
    pitch = unit_length_m + gap_m
    return min(fitting, math.ceil((length_m - unit_length_m) / pitch - SAME_PLACE_M) + 1)


def laid_out(
    line: BaseGeometry,
    unit: RunUnit,
    gap_m: float,
    *,
    limits: GapLimits | None = None,
    obstacles: Sequence[BaseGeometry] | GeometryArray = (),
    search_m: float = SEARCH_M,
    subject: str = "",
) -> RunLayout:
    """Place the units of a run and judge each clear gap.

    Args:
        line: The run's line, metres.
        unit: Its unit.
        gap_m: Clear gap that is asked for; never exceeded along the line.
        limits: Both limits, or None to judge nothing.
        obstacles: Walls and other things a gap at the ends may be closed by; not the run itself.
        search_m: How far from an end they are looked for, within 45 degrees of straight ahead.
        subject: Id of the measure, for the message.

    Raises:
        InputError: A size is out of range, the line is shorter than one unit, or there would be
            too many units.
    """
    axis = sound(single_line(line, subject), subject)
    in_range(unit.length_m, text("edits.name.unit_length"), _LEAST_UNIT_M, _LARGEST_UNIT_M)
    if not unit.is_round:
        in_range(unit.width_m, text("edits.name.unit_width"), _LEAST_UNIT_M, _LARGEST_UNIT_M)
    in_range(gap_m, text("edits.name.gap"), 0.0, _LARGEST_GAP_M)
    if axis.length < unit.length_m - SAME_PLACE_M:
        raise refusal(text("edits.run_short"), subject)
    count = unit_count(axis.length, unit.length_m, gap_m)
    if count > MOST_UNITS:
        raise refusal(text("edits.run_long", limit=MOST_UNITS), subject)
    centres, along, spacing = _placed(axis, unit.length_m, count)
    solids = _solids(centres, along, unit)
    radius = unit.length_m / 2 if unit.is_round else 0.0
    around = Surroundings(
        things=as_geometry_array(list(obstacles)),
        search_m=search_m,
        unit_m=unit.length_m + unit.width_m,
        back_m=0.0 if unit.is_round else max(0.0, unit.width_m - unit.length_m) / 2,
        radius_m=radius,
    )
    start, end = around.at_ends(solids, centres, along)
    gaps = (start, *gaps_between(solids, radius), end)
    shown = shapely.buffer(solids, unit.length_m / 2, quad_segs=QUARTER_SEGMENTS)
    return RunLayout(
        centres=centres,
        turns_deg=np.degrees(np.arctan2(along[:, 1], along[:, 0])),
        footprints=tuple(shown if unit.is_round else solids),
        spacing_m=spacing,
        gaps=tuple(judged(gap, limits) for gap in gaps),
    )


def _placed(axis: LineString, length_m: float, count: int) -> tuple[FloatArray, FloatArray, float]:
    """Centres, unit vectors along the line, and the gap along the line."""
    if count == 1:
        at, spacing = np.array([axis.length / 2]), 0.0
    else:
        spacing = (axis.length - count * length_m) / (count - 1)
        at = length_m / 2 + np.arange(count) * (length_m + spacing)
    tail = shapely.get_coordinates(shapely.line_interpolate_point(axis, at - length_m / 2))
    head = shapely.get_coordinates(shapely.line_interpolate_point(axis, at + length_m / 2))
    centres = shapely.get_coordinates(shapely.line_interpolate_point(axis, at))
    chord = head - tail
    size = np.hypot(*chord.T)
    chord[size < SAME_PLACE_M] = (1.0, 0.0)  # the line turns back on itself under the unit
    return centres, chord / np.maximum(np.hypot(*chord.T), SAME_PLACE_M)[:, None], spacing


def _solids(centres: FloatArray, along: FloatArray, unit: RunUnit) -> GeometryArray:
    """Rectangles; of round units their centres, so that distances are exact."""
    if unit.is_round:
        return as_many(shapely.points(centres))
    across = np.column_stack([-along[:, 1], along[:, 0]]) * unit.width_m / 2
    half = along * unit.length_m / 2
    corners = np.stack(
        [
            centres - half - across,
            centres + half - across,
            centres + half + across,
            centres - half + across,
        ],
        axis=1,
    )
    return as_many(shapely.polygons(corners))
