"""What the pointer can catch around the view: built once for a stretch of map, never in its way.

A small plan is indexed at the first move of the pointer, in a few milliseconds. A large one is
indexed as a job for three views across; until that is done the former index answers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely

from sbd_tool.domain.edits.segments import IntArray
from sbd_tool.domain.edits.snap import SnapIndex
from sbd_tool.domain.layers import GeometryArray, as_geometry_array
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.map.drafting.snaps import Snaps
from sbd_tool.gui.map.viewport import Bounds, View

AT_ONCE: Final = 8_000
"""Coordinates that are indexed in the window's own thread: about 10 ms."""
MOST: Final = 400_000
"""Coordinates of one index; beyond that only what lies nearest to the middle of the view."""
FEATURES_AT_ONCE: Final = 20_000


@dataclass(frozen=True, slots=True)
class Stock:
    """An index and what it is good for.

    Attributes:
        project: The project it was made of, by identity.
        window: West, south, east, north of the indexed stretch, metres.
        index: Finds catches.
        is_cut: More lies in the window than is indexed.
    """

    project: Project | None
    window: Bounds
    index: SnapIndex
    is_cut: bool = False


NOTHING: Final = Stock(None, (0.0, 0.0, 0.0, 0.0), SnapIndex((), ()))


class SnapStock(Snaps):
    """Finds what the pointer catches; keeps its index in step with project and view.

    Args:
        desk: The project, and where jobs run.
        at_once: Coordinates that are indexed without a job.
    """

    def __init__(self, desk: Desk, at_once: int = AT_ONCE) -> None:
        super().__init__(NOTHING.index)
        self.desk, self.at_once = desk, at_once
        self._stock = NOTHING
        self._wanted: tuple[Project, Bounds] | None = None

    @property
    def index(self) -> SnapIndex:
        return self._stock.index

    @property
    def is_current(self) -> bool:
        """Whether the index is of the project as it stands."""
        return self._stock.project is self.desk.project

    def refresh(self, view: View) -> None:
        project = self.desk.project
        if project is None or self._fits(project, view):
            return
        window = grown(view.bounds)
        if _is_small(project, window, self.at_once):
            self.hold(stock_of(project, window))
            return
        wanted = self._wanted
        if wanted is not None and wanted[0] is project and holds(wanted[1], view.bounds):
            return  # a job for this is on its way
        self._wanted = project, window

        def task(progress: Progress) -> Stock:
            progress.advance(0.0)
            return stock_of(project, window)

        self.desk.run(text("tools.job.snaps"), task, self._take, key="snaps")

    def hold(self, stock: Stock) -> None:
        """Catch from an index that was made elsewhere."""
        self._stock, self._wanted = stock, None

    def _fits(self, project: Project, view: View) -> bool:
        stock = self._stock
        if stock.project is not project or not holds(stock.window, view.bounds):
            return False
        width = stock.window[2] - stock.window[0]
        is_far_closer = width > 12 * (view.bounds[2] - view.bounds[0])
        return not (stock.is_cut and is_far_closer)

    def _take(self, stock: Stock) -> None:
        if self._wanted is not None and stock.project is self._wanted[0]:
            self.hold(stock)


def grown(bounds: Bounds) -> Bounds:
    """A window three times as wide and high."""
    west, south, east, north = bounds
    width, height = east - west, north - south
    return west - width, south - height, east + width, north + height


def holds(frame: Bounds, inner: Bounds) -> bool:
    """Whether one window lies wholly inside another."""
    is_west_south = frame[0] <= inner[0] and frame[1] <= inner[1]
    return is_west_south and frame[2] >= inner[2] and frame[3] >= inner[3]


def stock_of(project: Project, window: Bounds, most: int = MOST) -> Stock:
    """Index measures and visible plan features in a window, at most so many coordinates."""
    shapes, ids = _shapes_in(project, window)
    counts = np.asarray(shapely.get_num_coordinates(shapes), dtype=np.int64)
    is_cut = int(counts.sum()) > most
    if is_cut:
        middle = shapely.Point((window[0] + window[2]) / 2, (window[1] + window[3]) / 2)
        order = np.argsort(shapely.distance(shapes, middle), kind="stable")
        kept = order[counts[order].cumsum() <= most]
        shapes, ids = shapes[kept], [ids[row] for row in kept.tolist()]
    return Stock(project, window, SnapIndex(list(shapes), ids), is_cut)


def _shapes_in(project: Project, window: Bounds) -> tuple[GeometryArray, list[str]]:
    placed = [m for m in project.measures.values() if m.geometry is not None]
    parts: list[tuple[GeometryArray, Sequence[str]]] = [
        (as_geometry_array([m.geometry for m in placed]), [m.id for m in placed])
    ]
    parts += [(layer.geometry, layer.ids) for layer in project.layers if layer.is_visible]
    shapes: list[GeometryArray] = []
    ids: list[str] = []
    for geometry, names in parts:
        rows = _rows_in(geometry, window)
        shapes.append(geometry[rows])
        ids += [names[row] for row in rows.tolist()]
    return np.concatenate(shapes), ids


def _rows_in(geometry: GeometryArray, window: Bounds) -> IntArray:
    if not len(geometry):
        return np.empty(0, dtype=np.int64)
    edges = shapely.bounds(geometry)  # NaN where there is no shape: compares as outside
    is_in = (edges[:, 0] <= window[2]) & (edges[:, 2] >= window[0])
    is_in &= (edges[:, 1] <= window[3]) & (edges[:, 3] >= window[1])
    return np.flatnonzero(is_in).astype(np.int64)


def _is_small(project: Project, window: Bounds, at_once: int) -> bool:
    features = sum(len(layer) for layer in project.layers) + len(project.measures)
    if features > FEATURES_AT_ONCE:
        return False
    shapes, _ = _shapes_in(project, window)
    return int(shapely.get_num_coordinates(shapes).sum()) <= at_once
