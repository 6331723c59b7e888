"""What the pointer can catch, from an index that somebody keeps."""

from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.edits.snap import PRIORITY, Snap, SnapIndex, SnapKind, SnapSettings
from sbd_tool.domain.edits.soundness import XY
from sbd_tool.gui.map.viewport import Bounds, View

SNAP_PX: Final = 10.0
USUAL_KINDS: Final = frozenset(PRIORITY)
FAR: Final = frozenset({SnapKind.EXTENSION, SnapKind.PARALLEL})
COARSE_M_PER_PX: Final = 2.0
"""On a map coarser than that, lines reach for kilometres: what lies on them is not caught."""


class Snaps:
    """Finds catches; children keep the index in step with what is drawn.

    Args:
        index: What can be caught.
    """

    def __init__(self, index: SnapIndex) -> None:
        self.is_on = True
        self.kinds: frozenset[SnapKind] = USUAL_KINDS
        self._fixed = index

    @property
    def index(self) -> SnapIndex:
        """The index as it stands; it may be that of a moment ago."""
        return self._fixed

    def refresh(self, view: View) -> None:
        """Bring the index up to date with what is on screen."""

    def find(
        self,
        view: View,
        at: XY,
        last: XY | None = None,
        without: Iterable[str] = (),
        fitting: frozenset[SnapKind] = USUAL_KINDS,
    ) -> Snap | None:
        """The best catch under the pointer, or None when snapping is off.

        Args:
            view: What is on screen.
            at: The pointer, metres.
            last: Last vertex; perpendiculars and parallels start there.
            without: Objects that are not caught.
            fitting: Kinds that make sense for the tool in hand.
        """
        kinds = self.kinds & fitting
        if view.m_per_px > COARSE_M_PER_PX:
            kinds -= FAR
        if not self.is_on or not kinds:
            return None
        self.refresh(view)
        settings = SnapSettings(
            tolerance_m=SNAP_PX * view.m_per_px,
            kinds=tuple(kind for kind in PRIORITY if kind in kinds),
            without=frozenset(without),
        )
        return self.index.find(at, settings, last)

    def edges_near(self, view: View, bounds: Bounds, without: str = "") -> tuple[BaseGeometry, ...]:
        """Drawn edges whose box touches a stretch of map, as one shape; () when there are none."""
        self.refresh(view)
        xy, owner = self.index.segments_in(*bounds)
        if without:
            xy = xy[~np.isin(owner, self.index.rows_of({without}))]
        if not len(xy):
            return ()
        return (shapely.MultiLineString(list(xy.reshape(-1, 2, 2))),)

    def ids_near(self, view: View, bounds: Bounds) -> tuple[str, ...]:
        """Objects with an edge in a stretch of map, each once."""
        self.refresh(view)
        owners = self.index.segments_in(*bounds)[1]
        return tuple(self.index.ids[row] for row in np.unique(owners).tolist())


def kinds_named(names: Sequence[str]) -> frozenset[SnapKind]:
    """Kinds by their names; unknown names are left out."""
    known = {kind.value: kind for kind in SnapKind}
    return frozenset(known[name] for name in names if name in known)
