"""Notes of residents on the map are picked by a click; the one that was picked wears a ring."""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, Signal
from PySide6.QtGui import QPainter

from sbd_tool.domain.community import Liking, PlaceNote
from sbd_tool.domain.project import Project
from sbd_tool.domain.shown_notes import hidden_likings, shown_place_notes
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.map.canvas import MapCanvas
from sbd_tool.gui.map.clicked_signs import ClickedSigns
from sbd_tool.gui.map.note_sign import bubble_box, ring_note
from sbd_tool.gui.map.tool_base import Drafts, ToolHost
from sbd_tool.gui.map.viewport import View
from sbd_tool.gui.panels.layer_notes import show_note_layer


class NotePins(ClickedSigns):
    """Takes clicks on notes; the map itself draws them as a layer.

    Signals:
        picked: Id of the note that was picked.
    """

    picked = Signal(str)

    def __init__(self, desk: Desk, canvas: MapCanvas) -> None:
        super().__init__(canvas)
        self._desk = desk
        self._of: Project | None = None
        self._notes: tuple[PlaceNote, ...] = ()
        self.chosen = ""

    @property
    def is_shown(self) -> bool:
        """Whether any sort of note is on."""
        project = self._desk.whole
        return project is None or hidden_likings(project.records) != frozenset(Liking)

    def show_layer(self, is_shown: bool) -> None:  # noqa: FBT001 - a Qt slot
        """Show or hide all notes, as a step that can be undone."""
        if is_shown is not self.is_shown:
            show_note_layer(self._desk, frozenset(Liking), is_visible=is_shown)

    def show_sort(self, liking: Liking) -> None:
        """Show one sort of note."""
        show_note_layer(self._desk, frozenset({liking}), is_visible=True)

    def choose(self, note_id: str) -> None:
        """Ring one note."""
        self.chosen = note_id
        self._canvas.update()

    def paint(self, p: QPainter, host: ToolHost, drafts: Drafts) -> None:
        """Draw in screen pixels."""
        del drafts
        for note, c in self._placed(host.view):
            if note.id == self.chosen:
                ring_note(p, host.theme, c)

    def _placed(self, view: View) -> Iterator[tuple[PlaceNote, QPointF]]:
        project = self._desk.whole
        if project is None:
            return
        if project is not self._of:
            self._of, self._notes = project, shown_place_notes(project.records)
        for note in self._notes:
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
