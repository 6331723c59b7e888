"""Measuring distances, areas and angles; a result stays until it is pinned or given up."""

from collections.abc import Sequence
from typing import Final

import shapely
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter
from shapely.geometry.base import BaseGeometry

from sbd_tool.app.commands import AddAnnotations
from sbd_tool.app.measuring import points_accuracy_m
from sbd_tool.domain.annotations import Annotation, AnnotationKind
from sbd_tool.domain.edits.soundness import XY
from sbd_tool.domain.edits.typed_input import EntryStyle
from sbd_tool.domain.measured import (
    ANGLE_POINTS,
    Measured,
    Quantum,
    bare_words_of,
    is_measurable,
    measure,
    words_of,
)
from sbd_tool.domain.text import Text, text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.map.editing.ghosts import draw_tag, draw_trail
from sbd_tool.gui.map.editing.sketch_tools import MeasureTool
from sbd_tool.gui.map.overlays import outline_of
from sbd_tool.gui.map.tool_base import Pointer, ToolHost

SHAPES: Final = {Quantum.LENGTH: "line", Quantum.AREA: "area", Quantum.ANGLE: "line"}
TAG_OFFSET: Final = QPointF(16, -14)
NONE: Final = "\u2013"  # an action without a shortcut


class DimensionTool(MeasureTool):
    """Measures one quantum; an angle takes a place on each arm with its corner between them.

    Args:
        desk: Where a pinned result goes.
        host: The canvas.
        quantum: What is measured.
        style: How the reader types numbers.
    """

    def __init__(self, desk: Desk, host: ToolHost, quantum: Quantum, style: EntryStyle) -> None:
        super().__init__(host, SHAPES[quantum], style)
        self.key = f"measure_{quantum.value}"
        self.desk, self.quantum = desk, quantum
        self._measured: Measured | None = None
        if quantum is Quantum.ANGLE:
            self._tracer = None

    @property
    def measured(self) -> Measured | None:
        """The standing result with its accuracy, or None."""
        return self._measured

    @property
    def result(self) -> str:
        """The standing result in words, or ""."""
        return "" if self._measured is None else self.host.words(words_of(self._measured))

    @property
    def prompt(self) -> Text | None:
        if self._measured is not None and not self.points:
            pin, copy = (self.desk.shortcut_of(key) for key in ("pin_measurement", "copy"))
            return text("sketch.prompt.pin", pin=pin or NONE, copy=copy or NONE)
        if self.quantum is Quantum.ANGLE:
            return text(f"sketch.prompt.angle_{min(len(self.points), 2)}")
        return super().prompt

    def _add(self, places: Sequence[XY]) -> None:
        super()._add(places)
        if self.quantum is Quantum.ANGLE and len(self._points) >= ANGLE_POINTS:
            self.finish()

    def geometry(self) -> BaseGeometry | None:
        if self.quantum is Quantum.ANGLE and len(self._points) < ANGLE_POINTS:
            return None
        return super().geometry()

    def take(self, geometry: BaseGeometry) -> None:
        project = self.desk.project
        if project is None or not is_measurable(self.quantum, geometry):
            return
        super().take(geometry)
        self._measured = measure(self.quantum, geometry, points_accuracy_m(project, geometry))
        self.desk.measured_words = self.result

    def pin(self) -> bool:
        """Keep the standing result as a dimension on the map; False when there is none."""
        desk, shape, measured = self.desk, self.answer, self._measured
        if desk.project is None or shape is None or measured is None:
            return False
        row = Annotation(
            stamp=desk.new_stamp(),
            kind=AnnotationKind.DIMENSION,
            geometry=shape,
            quantum=self.quantum,
            accuracy_m=points_accuracy_m(desk.project, shape),
        )
        if not desk.do(AddAnnotations(annotations=(row,), by=desk.by())):
            return False
        self.cancel()
        desk.choose((row.id,))
        return True

    def cancel(self) -> None:
        self._forget()
        super().cancel()

    def press(self, at: Pointer) -> None:
        self._forget()
        super().press(at)

    def _forget(self) -> None:
        self._measured = None
        self.desk.measured_words = ""

    def paint(self, p: QPainter) -> None:
        if self._answer is None or self._measured is None:
            super().paint(p)
            return
        is_area = self.quantum is Quantum.AREA
        outline = outline_of(self._answer)
        trail = [(float(x), float(y)) for x, y in shapely.get_coordinates(outline)]
        draw_trail(p, self.host, trail, 0, is_area=is_area)
        at = trail[1] if self.quantum is Quantum.ANGLE else trail[-1]
        words = self.result
        if is_area:
            words += "  ·  " + self.host.words_length(outline.length)
        draw_tag(p, self.host, self.host.view.to_screen(*at) + TAG_OFFSET, words)

    def _read_out(self, trail: Sequence[XY]) -> str:
        if self.quantum is not Quantum.ANGLE or len(trail) < ANGLE_POINTS:
            return super()._read_out(trail)
        line = shapely.LineString(trail[:ANGLE_POINTS])
        if not is_measurable(Quantum.ANGLE, line):
            return super()._read_out(trail)
        return self.host.words(bare_words_of(measure(Quantum.ANGLE, line)))
