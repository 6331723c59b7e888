"""What changed since the last look, over a map that is dimmed everywhere else."""

from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from shapely.geometry.base import BaseGeometry

from sbd_tool.app.exchange.differences import Difference, Kind
from sbd_tool.app.review.looking import SinceLook
from sbd_tool.domain.object_changes import Change, ObjectChange
from sbd_tool.domain.project import Project
from sbd_tool.gui.designs.difference_drawing import draw_differences
from sbd_tool.gui.map.tool_base import Drafts, ToolHost
from sbd_tool.gui.panels.review.state import ReviewState

DIMMED: Final = 0.58
_CHANGES: Final = {
    Kind.ADDED: Change.ADDED,
    Kind.REMOVED: Change.REMOVED,
    Kind.CHANGED: Change.CHANGED,
}


class SinceVeil:
    """Painted over the map while the list of changes is shown."""

    def __init__(self, state: ReviewState) -> None:
        self._state = state
        self._of: tuple[SinceLook, Project] | None = None
        self._changes: tuple[ObjectChange, ...] = ()

    def paint(self, p: QPainter, host: ToolHost, drafts: Drafts) -> None:
        """Draw in screen pixels."""
        del drafts
        state, project = self._state, self._state.desk.whole
        if not state.is_since_shown or state.since is None or project is None:
            return
        if self._of is None or self._of[0] is not state.since:
            self._of = (state.since, project)
            self._changes = changes_of(state.since, project)
        view = host.view
        ground = QRectF(0, 0, view.width_px, view.height_px)
        p.fillRect(ground, host.theme.color("surface", DIMMED))
        chosen = state.desk.selection[0] if state.desk.selection else ""
        draw_differences(p, host.theme, view, self._changes, chosen)


def changes_of(since: SinceLook, now: Project) -> tuple[ObjectChange, ...]:
    """The measures and features that changed, with where they were and are."""
    found = (_change(one.difference, since.before, now) for one in since.changes)
    return tuple(one for one in found if one is not None)


def _change(difference: Difference, before: Project, now: Project) -> ObjectChange | None:
    if difference.table not in {"measures", "features"}:
        return None
    old, new = (_geometry(one, difference.id) for one in (before, now))
    change = _CHANGES[difference.kind]
    geometry = old if change is Change.REMOVED else new
    is_moved = old is not None and new is not None and not old.equals(new)
    return ObjectChange(
        object_id=difference.id,
        change=change,
        is_measure=difference.table == "measures",
        what="",
        geometry=geometry,
        before=old if is_moved else None,
        is_moved=is_moved,
    )


def _geometry(project: Project, row: str) -> BaseGeometry | None:
    measure, feature = project.measures.get(row), project.feature(row)
    if measure is not None:
        return measure.geometry
    return None if feature is None else feature[1].geometry
