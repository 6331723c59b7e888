"""Annotations under the pointer: words and cards have a size on the screen, not the ground."""

from collections.abc import Callable
from typing import Final

import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.cartography.annotation_words import word_area
from sbd_tool.cartography.annotations import Part, shapes_of, shown_annotations
from sbd_tool.domain.annotations import Annotation
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.map.picking import Hit
from sbd_tool.gui.map.tool_base import PICK_PX
from sbd_tool.gui.map.viewport import View

FARTHEST_MM: Final = 300.0
"""No part of an annotation lies farther from its geometry on the page."""

Page = tuple[float, float]


class AnnotationReaches:
    """Finds annotations; what one covers is worked out once for a scale and a turn of the map.

    Args:
        desk: The project and the look.
        viewed: The view as it is.
    """

    def __init__(self, desk: Desk, viewed: Callable[[], View]) -> None:
        self._desk, self._viewed = desk, viewed
        self._known: dict[str, tuple[Annotation, Page, BaseGeometry]] = {}

    def under(self, x_m: float, y_m: float) -> list[Hit]:
        """Annotations under a place, the topmost first: they lie above everything else."""
        project = self._desk.project
        if project is None or not project.annotations:
            self._known.clear()
            return []
        view, at = self._viewed(), shapely.Point(x_m, y_m)
        air, far = PICK_PX / 2 * view.m_per_px, FARTHEST_MM * view.scale / 1000
        return [
            Hit(row.id, is_measure=True)
            for row in reversed(shown_annotations(project))
            if shapely.dwithin(row.geometry, at, far)
            and shapely.dwithin(self._reach(row, view), at, air)
        ]

    def _reach(self, row: Annotation, view: View) -> BaseGeometry:
        page = view.scale, view.rotation_deg
        known = self._known.get(row.id)
        if known is not None and known[0] is row and known[1] == page:
            return known[2]
        look = self._desk.look
        shapes = shapes_of(row, look.theme.design, look.words, *page)
        words = word_area(row, look.theme.design, look.words, *page)
        lines = [one.shape for one in shapes if one.part is not Part.AREA]
        made = shapely.union_all([words, *lines, shapely.boundary(row.geometry)])
        self._known[row.id] = row, page, made
        return made
