"""What lies under the pointer: measures before plan objects, small things before large ones."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.cartography.annotations import shown_annotations
from sbd_tool.domain.layers import Level
from sbd_tool.domain.project import Note, Photo, Project
from sbd_tool.gui.map.viewport import Bounds

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
    """Geometry of everything visible, ready for clicks and boxes."""

    def __init__(self, rows: Sequence[tuple[str, bool, BaseGeometry]]) -> None:
        self._hits = [Hit(row_id, is_measure) for row_id, is_measure, _ in rows]
        self._geometry = np.asarray([geometry for *_, geometry in rows], dtype=object)
        self._tree = shapely.STRtree(self._geometry)
        self._row_of = {hit.id: row for row, hit in enumerate(self._hits)}
        self._area = shapely.area(self._geometry) if len(rows) else np.empty(0)
        self.on_top: Callable[[float, float], list[Hit]] | None = None
        """What lies above everything and has its size on the screen, not on the ground."""

    def __contains__(self, object_id: str) -> bool:
        return object_id in self._row_of

    def geometry(self, object_id: str) -> BaseGeometry | None:
        """Geometry of an object, or None when it is not drawn."""
        row = self._row_of.get(object_id)
        return None if row is None else self._geometry[row]

    def at(self, x_m: float, y_m: float, tolerance_m: float) -> list[Hit]:
        """All objects under a position, the likeliest first."""
        first = [] if self.on_top is None else self.on_top(x_m, y_m)
        rows = self._near(x_m, y_m, tolerance_m)
        point = shapely.Point(x_m, y_m)

        def rank(row: int) -> tuple[bool, float, float]:
            is_plan = not self._hits[row].is_measure
            away = float(shapely.distance(self._geometry[row], point))
            return is_plan, float(self._area[row]), away

        return [
            *first,
            *(hit for row in sorted(rows, key=rank) if (hit := self._hits[row]) not in first),
        ]

    def around(self, x_m: float, y_m: float, most: int = MOST_AROUND) -> list[tuple[str, float]]:
        """Objects by their distance from a position in metres, the nearest first."""
        if not len(self._geometry):
            return []
        away = shapely.distance(self._geometry, shapely.Point(x_m, y_m))
        is_plan = np.array([not hit.is_measure for hit in self._hits])
        order = np.lexsort((is_plan, np.round(away, 2)))[:most]
        return [(self._hits[int(row)].id, float(away[row])) for row in order]

    def within(self, box: Bounds, *, is_crossing: bool) -> list[Hit]:
        """Objects wholly inside a box, or with ``is_crossing`` also those it touches."""
        if not len(self._geometry):
            return []
        frame = shapely.box(*box)
        found = (
            self._tree.query(frame, predicate="intersects")
            if is_crossing
            else self._tree.query(frame, predicate="contains")
        )
        rows = sorted(int(row) for row in found)
        measures = [self._hits[row] for row in rows if self._hits[row].is_measure]
        return measures or [self._hits[row] for row in rows]

    def bounds(self, ids: Iterable[str]) -> Bounds | None:
        """Bounds of some objects, or None when none of them is drawn."""
        found = [self._geometry[self._row_of[i]] for i in ids if i in self._row_of]
        if not found:
            return None
        west, south, east, north = (float(v) for v in shapely.total_bounds(found))
        return west, south, east, north

    def _near(self, x_m: float, y_m: float, tolerance_m: float) -> list[int]:
        if not len(self._geometry):
            return []
        found = self._tree.query(shapely.Point(x_m, y_m), predicate="dwithin", distance=tolerance_m)
        return [int(row) for row in found]


def pick_index(project: Project) -> PickIndex:
    """Index what the layer tree shows of a project."""
    rows: list[tuple[str, bool, BaseGeometry]] = []
    for layer in project.layers:
        if not layer.is_visible or layer.level is not Level.GROUND:
            continue
        rows += [
            (feature_id, False, geometry)
            for feature_id, geometry in zip(layer.ids, layer.geometry, strict=True)
            if geometry is not None and not geometry.is_empty
        ]
    remarks: tuple[Note | Photo, ...] = (*project.notes.values(), *project.photos.values())
    rows += [
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
    return PickIndex(rows)
