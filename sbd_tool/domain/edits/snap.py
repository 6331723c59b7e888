"""Object snaps: ends, crossings, middles, centres, perpendiculars, extensions, parallels."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.edits import snap_geometry as geo
from sbd_tool.domain.edits.segments import FloatArray, IntArray, as_many, points_of, segments_of
from sbd_tool.domain.edits.soundness import AREA, XY
from sbd_tool.domain.edits.tolerances import SAME_PLACE_M
from sbd_tool.domain.layers import as_geometry_array


class SnapKind(StrEnum):
    """What the pointer caught; each has a glyph of its own."""

    END = "end"
    INTERSECTION = "intersection"
    MIDDLE = "middle"
    CENTRE = "centre"
    PERPENDICULAR = "perpendicular"
    EXTENSION = "extension"
    PARALLEL = "parallel"
    NEAREST = "nearest"


PRIORITY: Final = tuple(SnapKind)
"""Best first: what has one exact place wins over what lies anywhere on a line, as in CAD."""

_REACH: Final = 20  # tolerances


@dataclass(frozen=True, slots=True)
class Snap:
    """A caught position.

    Attributes:
        kind: What was caught.
        x_m: Metres.
        y_m: Metres.
        ids: Objects it belongs to; two or more at a crossing or a shared vertex.
        guide: Where a dashed guide line to the position begins (extension, parallel,
            perpendicular), or None.
        away_m: Distance from the pointer.
    """

    kind: SnapKind
    x_m: float
    y_m: float
    ids: tuple[str, ...] = ()
    guide: XY | None = None
    away_m: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapSettings:
    """What is caught, and from how far.

    Attributes:
        tolerance_m: Farthest catch from the pointer; a screen distance turned into metres.
        kinds: Kinds that are on, best first.
        reach_m: How far beyond an end an extension is offered, and how far from the pointer a
            line may lie to be paralleled; None takes twenty tolerances.
        without: Ids that are not caught: the object that is being dragged.
    """

    tolerance_m: float
    kinds: tuple[SnapKind, ...] = PRIORITY
    reach_m: float | None = None
    without: AbstractSet[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class _Sites:
    """Positions or pieces with a tree over them, and the row of the object of each."""

    xy: FloatArray
    owner: IntArray
    tree: shapely.STRtree

    def near(self, at: FloatArray, reach_m: float, shut: IntArray) -> tuple[FloatArray, IntArray]:
        """Those whose box touches the window around a position, without shut objects."""
        box = shapely.box(at[0] - reach_m, at[1] - reach_m, at[0] + reach_m, at[1] + reach_m)
        rows = self.tree.query(box)
        if len(shut):
            rows = rows[~np.isin(self.owner[rows], shut)]
        return self.xy[rows], self.owner[rows]


class SnapIndex:
    """Finds catches near a position among many objects. Build once, ask at each move.

    Args:
        geometries: Shapes in metres.
        ids: Id of each shape.
    """

    def __init__(self, geometries: Sequence[BaseGeometry], ids: Sequence[str]) -> None:
        array = as_geometry_array(list(geometries))
        self.ids = tuple(ids)
        self._rows: dict[str, list[int]] = {}
        for row, name in enumerate(self.ids):
            self._rows.setdefault(name, []).append(row)
        found = segments_of(array)
        lines = as_many(shapely.linestrings(found.xy.reshape(-1, 2, 2)))
        self.edges = _Sites(found.xy, found.owner, shapely.STRtree(lines))
        points, owner = points_of(array)
        self.points = _Sites(points, owner, shapely.STRtree(as_many(shapely.points(points))))
        is_area = shapely.get_dimensions(array) == AREA if len(array) else np.empty(0, dtype=bool)
        centres = shapely.get_coordinates(shapely.centroid(array[is_area]))
        tree = shapely.STRtree(as_many(shapely.points(centres)))
        self.centres = _Sites(centres, np.flatnonzero(is_area).astype(np.int64), tree)

    def find(self, at: XY, settings: SnapSettings, last: XY | None = None) -> Snap | None:
        """The best catch: the first kind that has any, and its nearest.

        Args:
            at: Pointer, metres.
            settings: Kinds and tolerance.
            last: Last vertex of the sketch; perpendicular and parallel need it.
        """
        look = _Look(self, np.array(at, dtype=np.float64), settings, last)
        for kind in settings.kinds:
            found = look.catches(kind)
            if len(found):
                return look.snap(kind, found)
        return None

    def candidates(
        self, at: XY, settings: SnapSettings, last: XY | None = None
    ) -> tuple[Snap, ...]:
        """The nearest catch of each kind, best kind first; Tab cycles through them."""
        look = _Look(self, np.array(at, dtype=np.float64), settings, last)
        catches = ((kind, look.catches(kind)) for kind in settings.kinds)
        return tuple(look.snap(kind, found) for kind, found in catches if len(found))

    def rows_of(self, ids: AbstractSet[str]) -> IntArray:
        """Rows of objects by id; unknown ids have none."""
        return np.array([row for name in ids for row in self._rows.get(name, ())], dtype=np.int64)

    def segments_in(
        self, west: float, south: float, east: float, north: float
    ) -> tuple[FloatArray, IntArray]:
        """Straight pieces whose box touches a window, and the row of the object of each."""
        rows = self.edges.tree.query(shapely.box(west, south, east, north))
        return self.edges.xy[rows], self.edges.owner[rows]


class _Look:
    """One question to the index; works out only what the asked kinds need."""

    def __init__(
        self, index: SnapIndex, at: FloatArray, settings: SnapSettings, last: XY | None
    ) -> None:
        self._index, self._at = index, at
        self._last = None if last is None else np.array(last, dtype=np.float64)
        self._tolerance = settings.tolerance_m
        given = settings.reach_m
        self._reach = _REACH * settings.tolerance_m if given is None else given
        self._shut = index.rows_of(settings.without)
        self._xy, self._owner = index.edges.near(at, self._tolerance, self._shut)
        self._wide: tuple[FloatArray, IntArray] | None = None

    def catches(self, kind: SnapKind) -> geo.Catches:
        """All catches of a kind within the tolerance."""
        return self._made(kind).near(self._at, self._tolerance)

    def _made(self, kind: SnapKind) -> geo.Catches:  # noqa: PLR0911 - one way out for each kind
        edges, index = (self._xy, self._owner), self._index
        match kind:
            case SnapKind.END:
                return geo.ends(*edges, *index.points.near(self._at, self._tolerance, self._shut))
            case SnapKind.MIDDLE:
                return geo.middles(*edges)
            case SnapKind.CENTRE:
                xy, owner = index.centres.near(self._at, self._tolerance, self._shut)
                return geo.Catches(xy, owner[:, None])
            case SnapKind.NEAREST:
                return geo.nearest(*edges, self._at)
            case SnapKind.INTERSECTION:
                return geo.crossings(*edges, self._at, self._tolerance)
            case SnapKind.EXTENSION:
                return geo.extensions(*self._around(), self._at, self._reach)
        if self._last is None:
            return geo.NOTHING
        if kind is SnapKind.PERPENDICULAR:
            return geo.perpendiculars(*edges, self._last)
        return geo.parallels(*self._around(), self._at, self._last, self._tolerance)

    def _around(self) -> tuple[FloatArray, IntArray]:
        if self._wide is None:
            self._wide = self._index.edges.near(self._at, self._reach, self._shut)
        return self._wide

    def snap(self, kind: SnapKind, found: geo.Catches) -> Snap:
        """The nearest of some catches, with all objects that share its place."""
        away = np.hypot(*(found.xy - self._at).T)
        row = int(away.argmin())
        here = np.hypot(*(found.xy - found.xy[row]).T) <= SAME_PLACE_M
        owners = found.owners[here if kind is SnapKind.END else [row]].ravel()
        guide = None if found.guide is None else found.guide[row]
        return Snap(
            kind=kind,
            x_m=float(found.xy[row, 0]),
            y_m=float(found.xy[row, 1]),
            ids=tuple(dict.fromkeys(self._index.ids[owner] for owner in owners)),
            guide=None if guide is None else (float(guide[0]), float(guide[1])),
            away_m=float(away[row]),
        )
