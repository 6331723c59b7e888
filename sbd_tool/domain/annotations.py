"""Annotations: words, arrows, sketches and dimensions a person put on the map.

They explain a plan and change no score. What they say is free text, so unless a person labels one
otherwise it stays within the circle that remarks stay in.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.measured import Measured, Quantum, is_measurable, measure

WORDS_LIMIT: Final = 2000
INHERITED: Final = Tlp.AMBER
"""Label of an annotation that nobody labelled, as of every free remark."""
MOST_POINTS: Final = 5000
LEAST_SIZE_MM: Final = 1.5
LARGEST_SIZE_MM: Final = 12.0


class AnnotationKind(StrEnum):
    """What an annotation is; decides its geometry.

    TEXT is a point, its words in the middle. ARROW is a line from its tail to its tip. CALLOUT is
    a line from what it points at to where its words stand. FREEHAND is a line. DIMENSION is what
    was measured: a line, an area, or a line of three points around an angle.
    """

    TEXT = "text"
    ARROW = "arrow"
    CALLOUT = "callout"
    FREEHAND = "freehand"
    DIMENSION = "dimension"


class Tone(StrEnum):
    """Colour of an annotation, by token: plain, urgent or factual."""

    INK = "ink"
    DANGER = "danger"
    INFO = "info"


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """One annotation.

    Attributes:
        stamp: Row data; ``stamp.marking`` is the label a person gave it.
        kind: Text, arrow, callout, freehand or dimension.
        geometry: See `AnnotationKind`; project CRS, metres.
        words: Free text; for a dimension what is said beside the figure.
        quantum: What a dimension measures; None for all others.
        accuracy_m: One sigma of a coordinate of a dimension's points, metres; None when nobody
            knows.
        tone: Colour.
        size_mm: Height of its letters on the page.
        is_visible: Whether the map shows it.
    """

    stamp: Stamp
    kind: AnnotationKind
    geometry: BaseGeometry
    words: str = ""
    quantum: Quantum | None = None
    accuracy_m: float | None = None
    tone: Tone = Tone.INK
    size_mm: float = 2.6
    is_visible: bool = True

    @property
    def id(self) -> str:
        """The annotation's id."""
        return self.stamp.id

    @property
    def marking(self) -> Tlp:
        """Its label: a person's word, else amber as for every free remark."""
        marking = self.stamp.marking
        return Tlp(marking) if marking and marking in set(Tlp) else INHERITED

    @property
    def measured(self) -> Measured | None:
        """What a dimension says as a number, or None."""
        if self.quantum is None or not is_measurable(self.quantum, self.geometry):
            return None
        return measure(self.quantum, self.geometry, self.accuracy_m)


def fits(kind: AnnotationKind, geometry: BaseGeometry | None, quantum: Quantum | None) -> bool:
    """Whether a geometry is one of that kind: finite, not too long, of the right shape."""
    if geometry is None or geometry.is_empty:
        return False
    points = shapely.get_coordinates(geometry)
    if len(points) > MOST_POINTS or not np.isfinite(points).all():
        return False
    if kind is AnnotationKind.DIMENSION:
        return quantum is not None and is_measurable(quantum, geometry)
    if quantum is not None:
        return False
    if kind is AnnotationKind.TEXT:
        return geometry.geom_type == "Point"
    return geometry.geom_type == "LineString" and geometry.length > 0
