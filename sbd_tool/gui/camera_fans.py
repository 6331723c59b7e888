"""Fans of cameras on the map: of the chosen ones, and of all while their map is shown."""

from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QPainter

from sbd_tool.app.field_maps import design_of, is_same_design
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.roles import Role
from sbd_tool.domain.text import text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.map.canvas import MapCanvas
from sbd_tool.gui.map.fans import draw_blind, draw_fan
from sbd_tool.gui.map.tool_base import Drafts, ToolHost

if TYPE_CHECKING:
    from sbd_tool.app.camera_fans import CameraFans

_KEY: Final = "camera_fans"


class CameraFanOverlay:
    """Keeps the fans of the design on the desk while somebody wants to see one."""

    def __init__(self, desk: Desk, canvas: MapCanvas) -> None:
        self._desk, self._canvas = desk, canvas
        self._is_all = False
        self._kept: tuple[tuple[object, ...], CameraFans] | None = None
        desk.chosen.connect(self._refresh)
        desk.project_changed.connect(self._refresh)
        desk.project_opened.connect(self._forget)

    @property
    def drawn(self) -> tuple[str, ...]:
        """Ids of the cameras whose fans are drawn."""
        found = self._fans()
        if found is None:
            return ()
        chosen = set(self._desk.selection)
        return tuple(fan.id for fan in found.fans if self._is_all or fan.id in chosen)

    def show_all(self, *, is_wanted: bool) -> None:
        """Draw the fans of all cameras and the blind ground, or only those chosen."""
        self._is_all = is_wanted
        self._refresh()

    def paint(self, p: QPainter, host: ToolHost, drafts: Drafts) -> None:
        """Draw them over the plan."""
        del drafts
        found = self._fans()
        if found is None:
            return
        if self._is_all:
            draw_blind(p, host, found.blind)
        drawn = set(self.drawn)
        for fan in found.fans:
            if fan.id in drawn:
                draw_fan(p, host, fan, is_filled=not self._is_all)

    def _forget(self) -> None:
        self._kept, self._is_all = None, False

    def _fans(self) -> "CameraFans | None":
        """Fans of the design as it stands; none while they are worked out anew."""
        project = self._desk.project
        if project is None or self._kept is None:
            return None
        is_of_now = is_same_design(self._kept[0], design_of(project))
        return self._kept[1] if is_of_now else None

    def _refresh(self) -> None:
        self._canvas.update()
        project = self._desk.project
        if project is None or not project.square or self._fans() is not None:
            return
        if self._is_all or self._has_camera(project):
            self._work(project)

    def _has_camera(self, project: Project) -> bool:
        """Whether a camera is among the chosen objects."""
        for one in self._desk.selection:
            if one in project.measures:
                kind = self._desk.kind(project.measures[one].kind)
                if kind is not None and Role.CAMERA in kind.acts_as:
                    return True
            found = project.feature(one)
            if found is not None and found[0].role is Role.CAMERA:
                return True
        return False

    def _work(self, project: Project) -> None:
        rules, design = self._desk.rules, design_of(project)

        def task(progress: Progress) -> "CameraFans":
            from sbd_tool.app.camera_fans import camera_fans

            return camera_fans(project, rules, progress)

        def done(found: "CameraFans") -> None:
            self._kept = (design, found)
            self._canvas.update()

        self._desk.run(text("fields.job_fans"), task, done, key=_KEY)
