"""Annotations on the map: words, arrows, callouts, freehand lines and dimensions.

Positions are metres, sizes are millimetres on the page, so that words can be read at every scale.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from sbd_tool.cartography.annotation_words import (
    arc_radius,
    page_up,
    spoken,
    word_area,
    words_at,
)
from sbd_tool.cartography.drawlist import Fill, Group, Item, Label, Stroke
from sbd_tool.cartography.labels import LINE_HEIGHT
from sbd_tool.cartography.measure_styles import Look
from sbd_tool.cartography.ragged import geometry_paths
from sbd_tool.cartography.tokens import Design
from sbd_tool.domain.annotations import Annotation, AnnotationKind
from sbd_tool.domain.evidence import BASE_OPTION, ORDINARY_STATE
from sbd_tool.domain.measured import Quantum
from sbd_tool.domain.project import Project
from sbd_tool.domain.standing import holds, option_line
from sbd_tool.domain.words import Words

FloatArray = npt.NDArray[np.float64]
ORDER_ANNOTATIONS: Final = 950
LINE_MM: Final = 0.42
_CASING_MM: Final = 1.1
_HEAD_MM: Final = (3.2, 1.25)  # length, half width of an arrow's head
_TICK_MM: Final = 1.3  # half length of the stroke at an end of a dimension
_PAD_MM: Final = (1.3, 0.9)  # between the words of a callout and its edge


class Part(StrEnum):
    """How a shape of an annotation is drawn."""

    LINE = "line"
    SOLID = "solid"
    AREA = "area"
    CARD = "card"


@dataclass(frozen=True, slots=True)
class Drawn:
    """One shape of an annotation, metres."""

    part: Part
    shape: BaseGeometry


def shown_annotations(
    project: Project, option: str = BASE_OPTION, time_state: str = ORDINARY_STATE
) -> tuple[Annotation, ...]:
    """Annotations that are switched on and hold in an option and a state of time."""
    options = option_line(project, option)
    return tuple(
        row
        for row in project.annotations.values()
        if row.is_visible and holds(row.stamp, options, time_state)
    )


def annotation_group(annotations: Iterable[Annotation], look: Look, words: Words) -> Group:
    """All annotations as one group, each below the next one."""
    items = [item for row in annotations for item in draw_annotation(row, look, words)]
    return Group(key="annotations", title="", items=tuple(items))


def draw_annotation(annotation: Annotation, look: Look, words: Words) -> tuple[Item, ...]:
    """One annotation as items, its words on top."""
    lines = spoken(annotation, words)
    items: list[Item] = []
    for drawn in shapes_of(annotation, look.design, words, look.scale, look.turned_deg):
        fill, stroke = _style(drawn.part, annotation, look)
        items += geometry_paths(drawn.shape, annotation.id, fill=fill, stroke=stroke)
    return (*items, *_labels(annotation, lines, look))


def shapes_of(
    annotation: Annotation, design: Design, words: Words, scale: float, turned_deg: float = 0.0
) -> tuple[Drawn, ...]:
    """Lines and areas of an annotation on the ground, from below to above.

    Args:
        annotation: What is drawn.
        design: Letter widths, for the card of a callout.
        words: Language and number format.
        scale: Scale denominator: heads, ticks and cards keep their size on the page.
        turned_deg: Clockwise turn of the map: cards stay upright on the page.
    """
    mm = scale / 1000
    points = shapely.get_coordinates(annotation.geometry)
    kind = annotation.kind
    if kind is AnnotationKind.ARROW:
        return (*_arrow(points, mm),)
    if kind is AnnotationKind.FREEHAND:
        return (Drawn(Part.LINE, annotation.geometry),)
    if kind is AnnotationKind.CALLOUT:
        card = word_area(annotation, design, words, scale, turned_deg, pad_mm=_PAD_MM)
        return (*_arrow(points[::-1], mm, head=0.6), Drawn(Part.CARD, card))
    if kind is AnnotationKind.DIMENSION:
        return _dimension(annotation, points, mm)
    return ()


def _arrow(points: FloatArray, mm: float, *, head: float = 1.0) -> list[Drawn]:
    """A line to its last point, with a head there that keeps its size on the page."""
    tip = points[-1]
    step = tip - points[-2]
    reach = float(np.hypot(*step))
    if reach <= 0:
        return [Drawn(Part.LINE, LineString(points))]
    ahead = step / reach
    length, half = (part * mm * head for part in _HEAD_MM)
    neck = tip - ahead * min(length, reach)
    across = np.array([-ahead[1], ahead[0]]) * half
    drawn = [Drawn(Part.SOLID, Polygon([tip, neck + across, neck - across]))]
    line = LineString([*points[:-1], neck])
    return [Drawn(Part.LINE, line), *drawn] if line.length > 0 else drawn


def _dimension(annotation: Annotation, points: FloatArray, mm: float) -> tuple[Drawn, ...]:
    if annotation.quantum is Quantum.AREA:
        return (Drawn(Part.AREA, annotation.geometry),)
    line = Drawn(Part.LINE, annotation.geometry)
    if annotation.quantum is Quantum.ANGLE:
        return (line, Drawn(Part.LINE, _arc(points, mm)))
    ends = ((points[0], points[1] - points[0]), (points[-1], points[-1] - points[-2]))
    return (line, *(Drawn(Part.LINE, tick) for tick in (_tick(*end, mm) for end in ends) if tick))


def _tick(at: FloatArray, along: FloatArray, mm: float) -> LineString | None:
    reach = float(np.hypot(*along))
    if reach <= 0:
        return None
    across = np.array([-along[1], along[0]]) / reach * _TICK_MM * mm
    return LineString([at - across, at + across])


def _arc(points: FloatArray, mm: float) -> LineString:
    """The arc between both arms, on the side of the smaller angle."""
    corner = points[1]
    arms = np.array([points[0] - corner, points[2] - corner])
    radius = arc_radius(np.hypot(*arms.T), mm)
    start, end = (float(turn) for turn in np.arctan2(arms[:, 1], arms[:, 0]))
    sweep = math.remainder(end - start, 2 * math.pi)
    turns = start + np.linspace(0.0, sweep, 25)
    return LineString(corner + radius * np.column_stack([np.cos(turns), np.sin(turns)]))


def _style(part: Part, annotation: Annotation, look: Look) -> tuple[Fill | None, Stroke | None]:
    tone, halo = look.theme.colour(annotation.tone.value), look.theme.colour("map.halo")
    line = Stroke(colour=tone, width_mm=LINE_MM, casing=halo, casing_width_mm=_CASING_MM)
    if part is Part.LINE:
        return None, line
    if part is Part.SOLID:
        return Fill(colour=tone), Stroke(colour=halo, width_mm=0.15)
    if part is Part.CARD:
        paper = look.theme.colour("surface")
        return Fill(colour=paper, opacity=0.94), Stroke(colour=tone, width_mm=0.3)
    edge = Stroke(
        colour=tone,
        width_mm=LINE_MM,
        dash_mm=(2.0, 1.0),
        casing=halo,
        casing_width_mm=_CASING_MM,
        cap="butt",
    )
    return Fill(colour=tone, opacity=0.08), edge


def _labels(annotation: Annotation, lines: tuple[str, ...], look: Look) -> tuple[Label, ...]:
    x, y = words_at(annotation, lines, look.scale, look.turned_deg)
    up = page_up(look.turned_deg)
    step = LINE_HEIGHT * annotation.size_mm * look.scale / 1000
    is_card = annotation.kind is AnnotationKind.CALLOUT
    return tuple(
        Label(
            x_m=x + float(up[0]) * ((len(lines) - 1) / 2 - row) * step,
            y_m=y + float(up[1]) * ((len(lines) - 1) / 2 - row) * step,
            words=line,
            size_mm=annotation.size_mm,
            colour=look.theme.colour(annotation.tone.value),
            halo="" if is_card else look.theme.colour("map.halo"),
            weight=600 if annotation.kind is AnnotationKind.DIMENSION and row == 0 else 500,
            id=annotation.id,
        )
        for row, line in enumerate(lines)
        if line
    )
