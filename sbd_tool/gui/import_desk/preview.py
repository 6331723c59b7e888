"""A drawing before it is brought in: its own colours, the current layer in front."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np
import shapely
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent

from sbd_tool.app.drawing_desk import Drawing
from sbd_tool.cartography.drawlist import DrawList, Fill, Group, Item, Label, Marker, Stroke
from sbd_tool.cartography.ragged import area_paths, line_paths, split_kinds
from sbd_tool.domain.layers import GeometryArray, as_geometry_array
from sbd_tool.domain.text import Quantity
from sbd_tool.gui import paint
from sbd_tool.gui.import_desk.preview_tools import (
    Corners,
    KnownLengthTool,
    PickLayerTool,
    Place,
)
from sbd_tool.gui.look import Look
from sbd_tool.gui.map.canvas import MapCanvas
from sbd_tool.gui.map.picking import PickIndex
from sbd_tool.gui.map.surface import MapContent
from sbd_tool.gui.map.viewport import Bounds

SIDE: Final = 100.0  # a drawing of any unit is shown a hundred canvas metres wide
STRAYS: Final = (1.0, 99.0)
MOST_POINTS, MOST_TEXTS = 8_000, 120
LEAST_CONTRAST: Final = 90
MARK: Final = "\x1f"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One layer, in canvas coordinates."""

    name: str
    color: str
    geometry: GeometryArray
    texts: tuple[tuple[float, float, str], ...]


@dataclass(frozen=True, slots=True)
class Scenery:
    """Everything the preview shows; made off the window's thread.

    Attributes:
        sheets: Layers from below to above.
        bounds: What to show first: all but the outer percent of objects.
        per_unit: Canvas metres per drawing unit.
        index, corners: What can be picked and caught.
    """

    sheets: tuple[Sheet, ...]
    bounds: Bounds | None
    per_unit: float
    index: PickIndex
    corners: Corners


def scenery_of(drawings: Sequence[Drawing]) -> Scenery:
    """Bring drawings of any unit and place to the size of the canvas."""
    layers = [layer for drawing in drawings for layer in drawing.layers]
    arrays = [layer.geometry for layer in layers]
    whole = np.concatenate(arrays) if arrays else np.empty(0, dtype=object)
    west, south, longest = _frame(whole)
    per_unit = SIDE / longest

    def moved(xy: "np.typing.NDArray[np.float64]") -> "np.typing.NDArray[np.float64]":
        return (xy - (west, south)) * per_unit

    colors = {one.name: one.color for drawing in drawings for one in drawing.inspection.layers}
    sheets = []
    for layer in layers:
        geometry = shapely.transform(layer.geometry, moved)
        texts = [
            (float(shape.centroid.x), float(shape.centroid.y), str(row["text"]))
            for shape, row in zip(geometry, layer.attributes, strict=True)
            if row.get("text") and shape is not None and not shape.is_empty
        ][:MOST_TEXTS]
        sheets.append(Sheet(layer.name, colors.get(layer.name, "#000000"), geometry, tuple(texts)))
    rows = [
        (f"{sheet.name}{MARK}{number}", False, shape)
        for sheet in sheets
        for number, shape in enumerate(sheet.geometry)
        if shape is not None and not shape.is_empty
    ]
    drawn = [shape for *_, shape in rows]
    shapes = as_geometry_array(drawn)
    return Scenery(tuple(sheets), _robust(shapes), per_unit, PickIndex(rows), Corners(shapes))


def _frame(whole: GeometryArray) -> tuple[float, float, float]:
    """Corner and longest side, in drawing units."""
    box = _robust(whole)
    if box is None:
        return 0.0, 0.0, SIDE
    return box[0], box[1], max(box[2] - box[0], box[3] - box[1], 1e-9)


def _robust(whole: GeometryArray) -> Bounds | None:
    boxes = shapely.bounds(whole) if len(whole) else np.empty((0, 4))
    boxes = boxes[np.isfinite(boxes).all(axis=1)]
    if not len(boxes):
        return None
    west, south = np.percentile(boxes[:, :2], STRAYS[0], axis=0)
    east, north = np.percentile(boxes[:, 2:], STRAYS[1], axis=0)
    return float(west), float(south), float(east), float(north)


class DrawingPreview(MapCanvas):
    """Pan and zoom as on the map; a click picks the layer of what lies there."""

    def __init__(self, look: Look) -> None:
        super().__init__(look.theme, look.words)
        self.look = look
        self.setObjectName("desk_preview")
        self.setAccessibleName(look.words_of("desk.preview"))
        self.setAccessibleDescription(look.words_of("desk.preview_keys"))
        self.scenery: Scenery | None = None
        self._front: frozenset[str] = frozenset()
        self._version = 0

    def show_scenery(self, scenery: Scenery) -> None:
        """Show drawings."""
        self.scenery = scenery
        self.stop_measuring()
        self._show(is_new_place=True)

    def bring_forward(self, layers: frozenset[str]) -> None:
        """Show these layers strongly and the others faintly; none makes all equal."""
        if layers != self._front:
            self._front = layers
            self._show(is_new_place=False)

    def measure(self, on_done: Callable[[float], None]) -> None:
        """Let two ends be clicked; the length in drawing units is handed on."""

        def done(first: Place, second: Place) -> None:
            on_done(self.units(math.dist(first, second)))

        if self.scenery is not None:
            self.use_tool(KnownLengthTool(self, self.scenery.corners, self._unit_words, done))

    def stop_measuring(self) -> None:
        """Back to picking layers."""
        if self.scenery is not None:
            pick = PickLayerTool(self, self.scenery.index, lambda key: self.choose((key,)))
            self.use_tool(pick)

    def units(self, canvas_m: float) -> float:
        """Drawing units of a length on the canvas."""
        return canvas_m / (self.scenery.per_unit if self.scenery is not None else 1.0)

    def _unit_words(self, canvas_m: float) -> str:
        return self.look.words.quantity(Quantity(self.units(canvas_m), "", 2))

    def _show(self, *, is_new_place: bool) -> None:
        scenery = self.scenery
        if scenery is None:
            return
        self._version += 1
        compose = partial(_composed, scenery, self._front, self.look)
        content = MapContent(compose, scenery.bounds, self._version)
        self.show_content(content, is_new_place=is_new_place)

    def paintEvent(self, event: QPaintEvent) -> None:
        """As the map, without scale and north: neither is known of a drawing yet."""
        del event
        p = QPainter(self)
        p.fillRect(self.rect(), self.theme.color("map.ground"))
        self._draw_frame(p)
        paint.hints(p)
        self.paint_over(p)
        if self.hasFocus():
            paint.focus_ring(p, self.theme, QRectF(self.rect()), 2)
        p.end()


def _composed(scenery: Scenery, front: frozenset[str], look: Look, _scale: float) -> DrawList:
    sheets = sorted(scenery.sheets, key=lambda sheet: sheet.name in front)
    groups = tuple(
        Group(
            key=sheet.name,
            title=sheet.name,
            items=_items(sheet, look, is_front=sheet.name in front, is_faint=bool(front)),
        )
        for sheet in sheets
    )
    return DrawList(groups=groups, background=look.theme["map.ground"])


def _items(sheet: Sheet, look: Look, *, is_front: bool, is_faint: bool) -> tuple[Item, ...]:
    theme = look.theme
    colour = _visible(sheet.color, theme.color("map.ground"), theme["ink"])
    opacity = 1.0 if is_front or not is_faint else 0.35
    casing = theme["select"] if is_front else ""
    stroke = Stroke(
        colour=colour,
        width_mm=0.5 if is_front else 0.25,
        opacity=opacity,
        casing=casing,
        casing_width_mm=1.5 if is_front else 0.0,
    )
    fill = Fill(colour=theme["select"], opacity=0.18) if is_front else None
    (areas, area_rows), (lines, line_rows), (points, _) = split_kinds(sheet.geometry)
    ids = [""] * len(sheet.geometry)
    items: list[Item] = [
        paths
        for paths in (
            area_paths(areas, area_rows, ids, fill=fill, stroke=stroke),
            line_paths(lines, line_rows, ids, stroke=stroke),
        )
        if paths is not None
    ]
    size = 2.2 if is_front else 1.0
    items += [
        Marker(x_m=x, y_m=y, symbol="", size_mm=size, colour=colour, opacity=opacity)
        for x, y in shapely.get_coordinates(points)[:MOST_POINTS]
    ]
    if is_front or not is_faint:
        items += [
            Label(
                x_m=x, y_m=y, words=words[:40], size_mm=2.4, colour=theme["ink"],
                halo=theme["map.ground"], anchor="start",
            )
            for x, y, words in sheet.texts
        ]  # fmt: skip
    return tuple(items)


def _visible(color: str, ground: QColor, ink: str) -> str:
    """The drawing's colour, or ink where it would not show on the ground."""
    own = QColor(color)
    away = sum(
        abs(a - b)
        for a, b in zip(own.getRgb()[:3], ground.getRgb()[:3], strict=True)  # type: ignore[index]
    )
    return color if away >= LEAST_CONTRAST else ink
