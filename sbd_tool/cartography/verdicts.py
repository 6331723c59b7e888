"""What the vehicle analyses found, on the map: the ring outside the boundary and its gaps.

Only the narrowest circle of readers is given these results; the renderers of wider editions never
hold them.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry

from sbd_tool.cartography.drawlist import Fill, Group, Item, Label, LegendEntry, Stroke
from sbd_tool.cartography.names import Lettering
from sbd_tool.cartography.ragged import geometry_paths
from sbd_tool.cartography.styles import ORDER_LABELS, ORDER_MEASURES
from sbd_tool.cartography.tokens import Theme
from sbd_tool.domain.results import Approach, Approaches, ApproachGap, ClearGaps
from sbd_tool.domain.text import Quantity, text
from sbd_tool.domain.words import Words

ORDER_RING: Final = ORDER_MEASURES - 10
ORDER_VERDICTS: Final = ORDER_LABELS + 10
PASSES, FAILS = "\u2713", "\u00d7"
_OUTSIDE_MM: Final = 1.7
_STEM_MM: Final = 4.0
_LABEL_MM: Final = 2.5
_HALF_HIGH_MM: Final = 2.0
_MOST_GAPS: Final = 12
_FAR_M: Final = 3.0  # wider than any gap somebody would measure: the approach is open
_TOLERANCE_M: Final = 1e-6


@dataclass(frozen=True, slots=True)
class GapLimits:
    """Numbers of the rubric: widest gap that stops a car, least gap that lets a person through."""

    vehicle_m: float
    person_m: float


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Groups with their place in the order, and the rows of the legend."""

    groups: tuple[tuple[int, Group], ...]
    legend: tuple[LegendEntry, ...]


def ring_state(gap: ApproachGap, limits: GapLimits) -> str:
    """Whether the ring holds at an approach: the verdict of its weakest gap."""
    if gap.gap_m > limits.vehicle_m + _TOLERANCE_M:
        return "fails"
    return "unknown" if gap.is_rating_open else "holds"


def ring_strokes(theme: Theme) -> Mapping[str, Stroke]:
    """Solid where it holds, dots where it fails, dashes where it is not known."""
    halo = theme.colour("map.halo")
    return {
        "holds": Stroke(
            colour=theme.colour("protection"), width_mm=1.1, casing=halo, casing_width_mm=1.7
        ),
        "fails": Stroke(
            colour=theme.colour("danger"),
            width_mm=1.1,
            dash_mm=(0.01, 1.9),
            casing=halo,
            casing_width_mm=1.7,
        ),
        "unknown": Stroke(
            colour=theme.colour("ink_3"),
            width_mm=1.0,
            dash_mm=(2.4, 1.5),
            casing=halo,
            casing_width_mm=1.6,
            cap="butt",
        ),
    }


def open_stroke(theme: Theme) -> Stroke:
    """The line across a gap too wide to be called one."""
    return Stroke(colour=theme.colour("danger"), width_mm=0.3, dash_mm=(1.4, 1.0), cap="butt")


def ring_verdicts(
    results: Mapping[str, object],
    limits: GapLimits,
    lettering: Lettering,
    words: Words,
) -> Verdicts | None:
    """The ring and its gaps, or None where these analyses did not run.

    Args:
        results: Values of analyses by key; others than approaches and gaps are not looked at.
        limits: Numbers of the rubric.
        lettering: Letters, colours and scale of the map.
        words: Number format.
    """
    found = {type(value): value for value in results.values()}
    approaches, gaps = found.get(Approaches), found.get(ClearGaps)
    if not isinstance(approaches, Approaches) or not isinstance(gaps, ClearGaps):
        return None
    by_key = {approach.key: approach for approach in approaches.approaches}
    strokes = ring_strokes(lettering.theme)
    ring: list[Item] = []
    told: list[Item] = []
    states: dict[str, None] = {}
    for place, gap in enumerate(gaps.gaps):
        approach = by_key.get(gap.approach)
        if approach is None:
            continue
        state = ring_state(gap, limits)
        states[state] = None
        ring.extend(
            geometry_paths(_outside(approach, lettering), gap.approach, stroke=strokes[state])
        )
        if place < _MOST_GAPS:
            told.extend(_gap_label(gap, approach, limits, lettering, words))
    legend = tuple(
        LegendEntry(
            key=f"ring_{state}", title=words(text(f"map.ring_{state}")), stroke=strokes[state]
        )
        for state in ("holds", "fails", "unknown")
        if state in states
    )
    if any(gap.gap_m > _FAR_M for gap in gaps.gaps[:_MOST_GAPS] if gap.approach in by_key):
        title = words(text("map.ring_open"))
        legend += (LegendEntry(key="ring_open", title=title, stroke=open_stroke(lettering.theme)),)
    return Verdicts(
        (
            (ORDER_RING, Group(key="ring", title="", items=tuple(ring))),
            (ORDER_VERDICTS, Group(key="gaps", title="", items=tuple(told))),
        ),
        legend,
    )


def _outside(approach: Approach, lettering: Lettering) -> BaseGeometry:
    """The approach beside the boundary: the ring runs counter-clockwise, outside is right."""
    moved = approach.line.offset_curve(-lettering.metres(_OUTSIDE_MM), join_style="mitre")
    return approach.line if moved.is_empty else moved


def _gap_words(gap: ApproachGap, limits: GapLimits, words: Words) -> tuple[str, bool]:
    """People on the left, vehicles on the right, the clear width between them; is all well?"""
    stops = gap.gap_m <= limits.vehicle_m + _TOLERANCE_M
    lets_people = gap.gap_m >= limits.person_m - _TOLERANCE_M
    if gap.gap_m > _FAR_M:
        return words(text("map.gap_open", width=Quantity(gap.gap_m, "m"))), False
    width = words.quantity(Quantity(gap.gap_m, "m", 2))
    told = f"{PASSES if lets_people else FAILS} {width} {PASSES if stops else FAILS}"
    return told, stops and lets_people


def _gap_label(
    gap: ApproachGap, approach: Approach, limits: GapLimits, lettering: Lettering, words: Words
) -> tuple[Item, ...]:
    """A pill outside the ring on a stem, so that the gap itself stays visible."""
    told, is_well = _gap_words(gap, limits, words)
    theme = lettering.theme
    hue = theme.colour("ink" if is_well else "danger")
    at = gap.at.interpolate(0.5, normalized=True)
    nx, ny = _outward(approach.line, at)
    half_mm = lettering.length_m(told, _LABEL_MM) / lettering.metres(1.0) / 2 + 1.4
    away = lettering.metres(_STEM_MM + abs(nx) * half_mm + abs(ny) * _HALF_HIGH_MM)
    x, y = at.x + nx * away, at.y + ny * away
    half, high = lettering.metres(half_mm), lettering.metres(_HALF_HIGH_MM)
    bar = LineString([(x - half + high, y), (x + half - high, y)])
    pill = bar.buffer(high, quad_segs=6)
    edge = Stroke(colour=hue, width_mm=0.22)
    stem = LineString([(at.x, at.y), (x, y)])
    label = Label(
        x_m=x,
        y_m=y,
        words=told,
        size_mm=_LABEL_MM,
        colour=hue,
        weight=600,
        priority=1000,
        id=gap.approach,
    )
    foot = at.buffer(lettering.metres(0.55), quad_segs=4)
    paper = Fill(colour=theme.colour("surface"))
    across = (gap.at,) if gap.gap_m > _FAR_M else ()  # where it lies is not seen otherwise
    return (
        *(
            path
            for one in across
            for path in geometry_paths(one, gap.approach, stroke=open_stroke(theme))
        ),
        *geometry_paths(stem, gap.approach, stroke=edge),
        *geometry_paths(foot, gap.approach, fill=paper, stroke=edge),
        *geometry_paths(pill, gap.approach, fill=paper, stroke=edge),
        label,
    )


def _outward(line: LineString, at: Point) -> tuple[float, float]:
    """Unit vector out of the square beside a point: to the right of the ring's direction."""
    along = line.project(at)
    first, last = line.interpolate(max(0.0, along - 0.5)), line.interpolate(along + 0.5)
    dx, dy = last.x - first.x, last.y - first.y
    length = math.hypot(dx, dy) or 1.0
    return dy / length, -dx / length
