"""Notes of residents as a layer over the map, shown or hidden, with a sign of their own."""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, Signal
from PySide6.QtGui import QPainter

from sbd_tool.domain.community import PlaceNote, place_notes
from sbd_tool.domain.project import Project
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.map.canvas import MapCanvas
from sbd_tool.gui.map.clicked_signs import ClickedSigns
from sbd_tool.gui.map.note_sign import bubble_box, draw_note
from sbd_tool.gui.map.tool_base import Drafts, ToolHost
from sbd_tool.gui.map.viewport import View


class NotePins(ClickedSigns):
    """Draws the notes; a click on one picks it.

    Signals:
        picked: Id of the note that was picked.
    """

    picked = Signal(str)

    def __init__(self, desk: Desk, canvas: MapCanvas) -> None:
        super().__init__(canvas)
        self._desk = desk
        self._of: Project | None = None
        self._notes: tuple[PlaceNote, ...] = ()
        self._is_shown = True
        self.chosen = ""
        desk.project_changed.connect(self._canvas.update)

    @property
    def is_shown(self) -> bool:
        """Whether the layer is on."""
        return self._is_shown

    def show_layer(self, is_shown: bool) -> None:  # noqa: FBT001 - a Qt slot
        """Show or hide all notes."""
        self._is_shown = is_shown
        self._canvas.update()

    def choose(self, note_id: str) -> None:
        """Lift one note above the others."""
        self.chosen = note_id
        self._canvas.update()

    def paint(self, p: QPainter, host: ToolHost, drafts: Drafts) -> None:
        """Draw in screen pixels."""
        del drafts
        frame = bubble_box(QPointF(0, 0))
        for note, c in self._placed(host.view):
            if -frame.width() < c.x() < host.view.width_px + frame.width():
                draw_note(p, host.theme, c, note, is_chosen=note.id == self.chosen)

    def _placed(self, view: View) -> Iterator[tuple[PlaceNote, QPointF]]:
        project = self._desk.whole
        if project is None or not self._is_shown:
            return
        if project is not self._of:
            self._of, self._notes = project, place_notes(project.records)
        for note in sorted(self._notes, key=lambda one: one.id == self.chosen):
            yield note, view.to_screen(note.x_m, note.y_m)

    def _pick(self, name: str) -> None:
        self.choose(name)
        self.picked.emit(name)

    def _under(self, at: QPointF) -> str:
        hit = ""
        for note, c in self._placed(self._canvas.view):
            if bubble_box(c).contains(at):
                hit = note.id
        return hit
