"""A small picture of every state of the option shown, drawn behind the window."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import shapely
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPainter

from sbd_tool.cartography.compose import compose
from sbd_tool.domain.layers import Layer, as_geometry_array
from sbd_tool.domain.overrides import Place
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.seen import as_seen
from sbd_tool.domain.text import text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.look import Look
from sbd_tool.gui.map.backend import SceneBackend
from sbd_tool.gui.map.scene import SceneBuilder
from sbd_tool.gui.map.viewport import Bounds, View
from sbd_tool.gui.map_content import map_bounds

WIDTH_PX: Final = 56
HEIGHT_PX: Final = 44
RATIO: Final = 2.0
_SMALLER: Final = 3.0  # signs of the map would fill a stamp: it is drawn larger, then made small
_MARGIN_PX: Final = 2
_Drawn = tuple[Project, str, str]


class StatePictures(QObject):
    """Keeps pictures while there is more than one state; old ones stay until new ones are drawn.

    Signals:
        changed: Other pictures are there.
    """

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self.desk = desk
        self.pictures: Mapping[str, QImage] = {}
        self._of: _Drawn | None = None
        self._asked: _Drawn | None = None
        desk.assessed.connect(self.refresh)
        desk.project_opened.connect(self._forget)

    @property
    def is_current(self) -> bool:
        """Whether the pictures are of the project as it is, in the option and theme shown."""
        now = self._now()
        return self._of is not None and now is not None and _same(self._of, now)

    def refresh(self) -> None:
        """Draw every state anew where something changed."""
        now = self._now()
        if now is None or len(now[0].time_states) < 2:  # noqa: PLR2004 - one state has no strip
            self.pictures, self._of = {}, None
        elif not self.is_current and not (self._asked and _same(self._asked, now)):
            self._start(now)

    def _forget(self) -> None:
        """Another project; its pictures wait until its assessment has been worked out."""
        self.pictures, self._of, self._asked = {}, None, None
        self.changed.emit()

    def _start(self, now: _Drawn) -> None:
        project, option, _ = now
        look, desk = self.desk.look, self.desk
        self._asked = now

        def task(progress: Progress) -> dict[str, QImage]:
            found = {}
            for number, state in enumerate(project.time_states):
                progress.advance(number / len(project.time_states))
                picture = drawn(as_seen(project, Place(option, state.key)), desk, look)
                if picture is not None:
                    found[state.key] = picture
            return found

        def keep(found: dict[str, QImage]) -> None:
            self.pictures, self._of, self._asked = found, now, None
            self.changed.emit()

        def give_up(_failure: Exception) -> None:
            self._asked = None  # a frame without a picture says all the rest

        self.desk.run(text("states.pictures"), task, keep, give_up, key="state_pictures")

    def _now(self) -> _Drawn | None:
        session = self.desk.bench.session
        if session is None:
            return None
        return session.project, self.desk.place.option, self.desk.look.theme.name


def drawn(seen: Project, desk: Desk, look: Look) -> QImage | None:
    """The square of a project as seen somewhere; None where nothing is drawn. Off the thread."""
    bounds = map_bounds(seen)
    if bounds is None:
        return None
    view = View(width_px=WIDTH_PX * _SMALLER, height_px=HEIGHT_PX * _SMALLER).fitted(
        bounds, _MARGIN_PX * _SMALLER
    )
    near = replace(seen, layers=tuple(_near(layer, view.bounds) for layer in seen.layers))
    listed = compose(
        near,
        desk.rules.catalogue,
        look.theme.design,
        look.words,
        scale=view.scale,
        theme=look.theme.name,
        hidden_layers=frozenset({"labels"}),
    )
    scene = SceneBuilder().build(listed, bounds[:2])
    image = QImage(round(WIDTH_PX * RATIO), round(HEIGHT_PX * RATIO), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(RATIO / _SMALLER)
    image.fill(look.theme.color("surface"))
    p = QPainter(image)
    if scene is not None:
        SceneBackend(look.theme, look.symbols).paint(p, scene, view)
    p.end()
    image.setDevicePixelRatio(RATIO)
    return image


def _near(layer: Layer, frame: Bounds) -> Layer:
    """What of a layer may be in a frame: a town round the square is not drawn for a stamp."""
    west, south, east, north = shapely.bounds(layer.geometry).T
    is_near = (west <= frame[2]) & (east >= frame[0]) & (south <= frame[3]) & (north >= frame[1])
    rows = [row for row, kept in enumerate(is_near) if kept]
    if len(rows) == len(layer):
        return layer
    return replace(
        layer,
        ids=tuple(layer.ids[row] for row in rows),
        geometry=as_geometry_array([layer.geometry[row] for row in rows]),
        attributes=tuple(layer.attributes[row] for row in rows),
    )


def _same(one: _Drawn, other: _Drawn) -> bool:
    return one[0] is other[0] and one[1:] == other[1:]
