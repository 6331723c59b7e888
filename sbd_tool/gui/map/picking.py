"""What lies under the pointer: measures before plan objects, small things before large ones."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from PySide6.QtCore import QPointF
from shapely.geometry.base import BaseGeometry

from sbd_tool.cartography.annotations import shown_annotations
from sbd_tool.domain.layers import Level, as_geometry_array
from sbd_tool.domain.project import Note, Photo, Project
from sbd_tool.gui.map.pick_parts import Shapes, layer_shapes
from sbd_tool.gui.map.viewport import Bounds, View

PICK_PX: Final = 8.0
MOST_AROUND: Final = 40


@dataclass(frozen=True, slots=True)
class Hit:
    """One object under the pointer.

    Attributes:
        id: Its id.
        is_measure: A person drew it here: a measure or an annotation.
    """

    id: str
    is_measure: bool


class PickIndex:
    """Geometry of everything visible, ready for clicks and boxes.

    Args:
        rows: Id, whether it is a measure, shape.
        parts: More shapes, indexed layer by layer.
    """

    def __init__(
        self,
        rows: Sequence[tuple[str, bool, BaseGeometry]],
        parts: Sequence[Shapes] = (),
    ) -> None:
        self._parts = (*parts, *(_shapes(rows, kind) for kind in (False, True)))
        self.on_top: Callable[[float, float], list[Hit]] | None = None
        """What lies above everything and has its size on the screen, not on the ground."""

    def __contains__(self, object_id: str) -> bool:
        return self.geometry(object_id) is not None

    def geometry(self, object_id: str) -> BaseGeometry | None:
        """Geometry of an object, or None when it is not drawn."""
        found = (part.shape(object_id) for part in self._parts)
        return next((shape for shape in found if shape is not None), None)

    def at(self, x_m: float, y_m: float, tolerance_m: float) -> list[Hit]:
        """All objects under a position, the likeliest first."""
        first = [] if self.on_top is None else self.on_top(x_m, y_m)
        point = shapely.Point(x_m, y_m)
        ranked = sorted(
            (
                not part.is_measure,
                float(part.area[row]),
                part.geometry[row].distance(point),
                at,
                row,
            )
            for at, part in enumerate(self._parts)
            for row in part.near(point, tolerance_m)
        )
        hits = (self._hit(at, row) for *_, at, row in ranked)
        return [*first, *(hit for hit in hits if hit not in first)]

    def around(self, x_m: float, y_m: float, most: int = MOST_AROUND) -> list[tuple[str, float]]:
        """Objects by their distance from a position in metres, the nearest first."""
        point = shapely.Point(x_m, y_m)
        found: list[tuple[float, bool, int, str, float]] = []
        for at, part in enumerate(self._parts):
            away = shapely.distance(part.geometry, point)
            away[list(part.hidden)] = np.nan
            for row in np.argsort(away, kind="stable")[:most].tolist():
                if not np.isnan(away[row]):
                    name, apart = part.ids[row], float(away[row])
                    found.append((round(apart, 2), not part.is_measure, at, name, apart))
        return [(name, apart) for *_, name, apart in sorted(found, key=lambda one: one[:3])[:most]]

    def within(self, box: Bounds | BaseGeometry, *, is_crossing: bool) -> list[Hit]:
        """Objects wholly inside a box or a shape, or with ``is_crossing`` also those it touches."""
        frame = box if isinstance(box, BaseGeometry) else shapely.box(*box)
        hits = [
            self._hit(at, row)
            for at, part in enumerate(self._parts)
            for row in part.framed(frame, is_crossing=is_crossing)
        ]
        return [hit for hit in hits if hit.is_measure] or hits

    def bounds(self, ids: Iterable[str]) -> Bounds | None:
        """Bounds of some objects, or None when none of them is drawn."""
        shapes = [self.geometry(one) for one in ids]
        found = [shape for shape in shapes if shape is not None]
        if not found:
            return None
        west, south, east, north = (float(v) for v in shapely.total_bounds(found))
        return west, south, east, north

    def _hit(self, at: int, row: int) -> Hit:
        part = self._parts[at]
        return Hit(part.ids[row], part.is_measure)


def screen_frame(view: View, one: QPointF, other: QPointF) -> BaseGeometry:
    """The rectangle between two pixels as it lies on the ground, however the map is turned."""
    corners = (one, QPointF(other.x(), one.y()), other, QPointF(one.x(), other.y()))
    return shapely.Polygon([view.to_map(corner) for corner in corners])


def _shapes(rows: Sequence[tuple[str, bool, BaseGeometry]], is_measure: bool) -> Shapes:  # noqa: FBT001 - one of two kinds
    chosen = [(name, shape) for name, kind, shape in rows if kind is is_measure]
    ids = tuple(name for name, _ in chosen)
    return Shapes(ids, as_geometry_array([shape for _, shape in chosen]), is_measure)


def pick_index(project: Project) -> PickIndex:
    """Index what the layer tree shows of a project; layers that stayed keep their index."""
    parts = [
        part
        for layer in project.layers
        if layer.is_visible and layer.level is Level.GROUND
        for part in layer_shapes(layer)
    ]
    remarks: tuple[Note | Photo, ...] = (*project.notes.values(), *project.photos.values())
    rows: list[tuple[str, bool, BaseGeometry]] = [
        (one.id, False, shapely.Point(one.x_m, one.y_m))
        for one in remarks
        if one.x_m is not None and one.y_m is not None
    ]
    rows += [(row.id, True, row.geometry) for row in shown_annotations(project)]
    rows += [
        (measure.id, True, measure.geometry)
        for measure in project.measures.values()
        if measure.geometry is not None and not measure.geometry.is_empty
    ]
    return PickIndex(rows, parts)
