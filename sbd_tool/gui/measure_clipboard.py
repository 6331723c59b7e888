"""Measures copied in this program: pasted where the pointer is, also into another project."""

from dataclasses import dataclass, replace

import numpy as np
import shapely
from PySide6.QtGui import QGuiApplication

from sbd_tool.app.commands import AddMeasures
from sbd_tool.domain.measures import Measure
from sbd_tool.domain.text import text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.map.sketching.copied_words import copy_words
from sbd_tool.gui.panels.indicator_page import object_name


@dataclass(frozen=True, slots=True)
class Copied:
    """What was copied, and in which coordinates."""

    measures: tuple[Measure, ...]
    crs: str


class MeasureClipboard:
    """One for the program, so that it outlives a change of language or project."""

    def __init__(self) -> None:
        self._copied: Copied | None = None

    def copy(self, desk: Desk) -> None:
        """Keep the chosen measures; their names go to the clipboard for other programs.

        A measurement that stands on the map goes first, then the words of chosen annotations.
        """
        if copy_words(desk):
            return
        measures, project = desk.chosen_measures(), desk.project
        if not measures or project is None:
            return
        self._copied = Copied(measures, project.crs)
        # Plain text only: the platform keeps what it is given beyond the end of Python.
        names = "\n".join(object_name(desk, measure.id) for measure in measures)
        QGuiApplication.clipboard().setText(names)
        desk.told.emit(text("gui.copied", count=len(measures)))

    def paste(self, desk: Desk, at_m: tuple[float, float]) -> None:
        """Add what was copied, its middle at a place; one step for all of it."""
        project, copied = desk.project, self._copied
        if project is None or copied is None:
            desk.told.emit(text("gui.paste_nothing"))
            return
        if copied.crs != project.crs:
            desk.told.emit(text("gui.paste_other_crs"))
            return
        shapes = [m.geometry for m in copied.measures if m.geometry is not None]
        dx, dy = 0.0, 0.0
        if shapes:
            west, south, east, north = (float(v) for v in shapely.total_bounds(shapes))
            dx, dy = at_m[0] - (west + east) / 2, at_m[1] - (south + north) / 2
        fresh = tuple(_moved(desk, measure, dx, dy) for measure in copied.measures)
        if desk.do(AddMeasures(measures=fresh, by=desk.by())):
            desk.choose(measure.id for measure in fresh)


def _moved(desk: Desk, measure: Measure, dx: float, dy: float) -> Measure:
    """The same measure elsewhere; it comes from nobody's plan any more."""
    stamp = replace(desk.new_stamp(), marking=measure.stamp.marking)
    geometry = measure.geometry
    if geometry is not None:
        geometry = shapely.transform(geometry, lambda xy: np.add(xy, (dx, dy)))
    return replace(measure, stamp=stamp, geometry=geometry, plan_feature="")


CLIPBOARD = MeasureClipboard()
