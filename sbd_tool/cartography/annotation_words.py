"""Where the words of an annotation stand, and how much room they take on the page."""

import math
import textwrap
from typing import Final

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import Point, Polygon
from shapely.geometry.base import BaseGeometry

from sbd_tool.cartography.labels import LINE_HEIGHT
from sbd_tool.cartography.runs import oblong
from sbd_tool.cartography.tokens import DEFAULT_ADVANCE_EM, Design
from sbd_tool.domain.annotations import Annotation, AnnotationKind
from sbd_tool.domain.measured import Quantum, words_of
from sbd_tool.domain.words import Words

FloatArray = npt.NDArray[np.float64]
_ARC_MM: Final = 7.0
_OFF_MM: Final = 1.2  # between a line and its words
_STRAIGHT: Final = 1e-6  # arms that point away from each other have no middle direction
_LONGEST_LINE: Final = 42
_MOST_LINES: Final = 12


def spoken(annotation: Annotation, words: Words) -> tuple[str, ...]:
    """What stands on the map, line by line: the figure of a dimension, then the words."""
    measured = annotation.measured
    lines = [] if measured is None else [words(words_of(measured))]
    for line in annotation.words.splitlines():
        lines += textwrap.wrap(line, _LONGEST_LINE) or [""]
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], "\u2026"]
    return tuple(lines)


def word_size(
    annotation: Annotation, design: Design, words: Words, scale: float
) -> tuple[float, float]:
    """Width and height of the block of words, metres; nothing where there are none."""
    lines, size = spoken(annotation, words), annotation.size_mm * scale / 1000
    widest = max((design.width_em(line) for line in lines), default=0.0)
    return widest * size, len(lines) * LINE_HEIGHT * size


def word_area(
    annotation: Annotation,
    design: Design,
    words: Words,
    scale: float,
    turned_deg: float = 0.0,
    *,
    pad_mm: tuple[float, float] = (0.0, 0.0),
) -> Polygon:
    """The ground under the block of words, upright on the page."""
    width, height = word_size(annotation, design, words, scale)
    at, mm = words_place(annotation, words, scale, turned_deg), scale / 1000
    turn = math.radians(turned_deg)
    return oblong(at.x, at.y, width + 2 * pad_mm[0] * mm, height + 2 * pad_mm[1] * mm, turn)


def words_place(
    annotation: Annotation, words: Words, scale: float, turned_deg: float = 0.0
) -> Point:
    """Middle of the block of words."""
    return Point(words_at(annotation, spoken(annotation, words), scale, turned_deg))


def words_at(
    annotation: Annotation, lines: tuple[str, ...], scale: float, turned_deg: float
) -> tuple[float, float]:
    """Middle of the block of words, metres."""
    points, mm = shapely.get_coordinates(annotation.geometry), scale / 1000
    half_h = len(lines) * LINE_HEIGHT * annotation.size_mm / 2
    up = page_up(turned_deg)
    lift = up * (_OFF_MM + half_h) * mm
    widest = max((len(line) for line in lines), default=0)
    half_m = widest * DEFAULT_ADVANCE_EM * annotation.size_mm / 2 * mm, half_h * mm
    if annotation.kind in (AnnotationKind.TEXT, AnnotationKind.CALLOUT):
        at = points[-1]
    elif annotation.quantum is Quantum.ANGLE:
        at = _in_the_angle(points, half_m, up, mm)
    elif annotation.quantum is Quantum.AREA:
        at = shapely.get_coordinates(annotation.geometry.representative_point())[0]
    elif annotation.kind is AnnotationKind.DIMENSION:
        at = _beside_the_line(annotation.geometry, half_m, up, mm)
    else:  # beyond the tail, so that the words never lie on the arrow
        is_up = float((points[0] - points[1]) @ up) >= 0
        at = points[0] + (lift if is_up else -lift)
    return float(at[0]), float(at[1])


def page_up(turned_deg: float) -> FloatArray:
    """The direction on the ground that is up on the page, one metre long."""
    turn = math.radians(turned_deg)
    return np.array([-math.sin(turn), math.cos(turn)])


def _beside_the_line(
    line: BaseGeometry, half_m: tuple[float, float], up: FloatArray, mm: float
) -> FloatArray:
    """Beside the middle of a line, on its upper side, so far off that the words clear it."""
    places = [line.interpolate(share, normalized=True) for share in (0.48, 0.5, 0.52)]
    before, middle, after = shapely.get_coordinates(places)
    along = after - before
    across = np.array([-along[1], along[0]]) / max(float(np.hypot(*along)), _STRAIGHT)
    across = across if float(across @ up) >= 0 else -across
    at: FloatArray = middle + across * (_clear(across, half_m, up) + _OFF_MM * mm)
    return at


def _clear(ahead: FloatArray, half_m: tuple[float, float], up: FloatArray) -> float:
    """How far a block of words reaches in a direction."""
    right = np.array([up[1], -up[0]])
    return abs(float(ahead @ right)) * half_m[0] + abs(float(ahead @ up)) * half_m[1]


def _in_the_angle(
    points: FloatArray, half_m: tuple[float, float], up: FloatArray, mm: float
) -> FloatArray:
    """Between the arms, so far out that the words never cover the arc."""
    corner = points[1]
    arms = np.array([points[0] - corner, points[2] - corner])
    reach = np.hypot(*arms.T)
    units = arms / np.maximum(reach, _STRAIGHT)[:, None]
    middle = units.sum(axis=0)
    size = float(np.hypot(*middle))
    ahead = middle / size if size > _STRAIGHT else np.array([-units[0][1], units[0][0]])
    off = _clear(ahead, half_m, up) + _OFF_MM * mm
    at: FloatArray = corner + ahead * (arc_radius(reach, mm) + off)
    return at


def arc_radius(reach: FloatArray, mm: float) -> float:
    """Radius of the arc of an angle: it keeps its size on the page unless an arm is short."""
    return min(float(reach.min()) * 0.6, _ARC_MM * mm)
