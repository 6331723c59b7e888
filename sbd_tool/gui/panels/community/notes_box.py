"""Notes at places in the panel: put on the map, taken in from a file, looked after."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget
from shiboken6 import isValid

from sbd_tool.app.community.heard_words import note_lines, note_title, read_lines
from sbd_tool.app.community.notes import (
    NotesRead,
    NoteWish,
    keep_notes,
    note_at,
    participation_rules,
    read_notes,
)
from sbd_tool.domain.community import Liking, NoteHour, PlaceNote, place_notes
from sbd_tool.domain.errors import SbdError
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.map.canvas import MapCanvas
from sbd_tool.gui.panels.community.heard_card import do_or_tell, heard_card
from sbd_tool.gui.panels.community.note_pins import NotePins
from sbd_tool.gui.panels.community.surveys_box import Pick
from sbd_tool.gui.panels.tasks.point_tool import PointTool
from sbd_tool.gui.widgets.basics import STRETCH, button, clear, column, label, row
from sbd_tool.gui.widgets.controls import Select

MOST_CARDS: Final = 40


class NotesBox(QWidget):
    """The notes of a project; those that wait for a person stand first."""

    def __init__(self, desk: Desk, canvas: MapCanvas, pick: Pick, pins: NotePins) -> None:
        super().__init__()
        self.desk, self.canvas, self.pins, self._pick = desk, canvas, pins, pick
        self.setObjectName("community_notes")
        self._tool: PointTool | None = None
        say, theme = desk.look.words_of, desk.look.theme
        self.file = button(theme, say("heard.take_notes"), "notes_file", sign="plus")
        self.words = QLineEdit()
        self.words.setObjectName("notes_words")
        self.words.setPlaceholderText(say("heard.note_words"))
        self.words.setAccessibleName(say("heard.note_words"))
        self.words.setToolTip(say("heard.note_words_tip"))
        self.liking = self._select("liking", [one.value for one in Liking])
        self.hour = self._select("hour", [one.value for one in NoteHour])
        self.hour.setCurrentIndex(self.hour.findData(NoteHour.ANY.value))
        self.about = self._select("about", list(participation_rules().abouts))
        self.place = button(theme, say("heard.put_on_map"), "notes_place", role="primary")
        self.place.setToolTip(say("heard.put_on_map_tip"))
        self.layer = QCheckBox(say("heard.show_layer"))
        self.layer.setObjectName("notes_layer")
        self.layer.setToolTip(say("heard.show_layer_tip"))
        self.layer.setChecked(pins.is_shown)
        self.told = label("", "small", is_wrapped=True)
        self.told.setObjectName("notes_told")
        self.told.hide()
        self.empty = label(say("heard.notes_empty"), "small", is_wrapped=True)
        self.cards = column(spacing=8)
        self._build()

    def _build(self) -> None:
        say = self.desk.look.words_of
        self.setLayout(
            column(
                row(label(say("heard.notes_at_places"), "strong"), STRETCH, self.file),
                self.empty,
                self.words,
                row(self.liking, self.about, spacing=6),
                row(self.hour, STRETCH, self.place, spacing=6),
                self.told,
                self.layer,
                self.cards,
                spacing=8,
            )
        )
        self.file.clicked.connect(self._ask)
        self.place.clicked.connect(self._take_tool)
        self.layer.clicked.connect(self.pins.show_layer)
        self.pins.picked.connect(self._picked)

    def _select(self, key: str, keys: list[str]) -> Select:
        say = self.desk.look.words_of
        made = Select(self.desk.look.theme, f"notes_{key}", say(f"heard.choose_{key}"))
        made.setToolTip(say(f"heard.choose_{key}"))
        for one in keys:
            words = say(f"heard.{key}_{one}")
            made.addItem(words[:1].upper() + words[1:], one)
        return made

    def show_project(self, project: Project) -> None:
        """List the notes: those that wait first, then the one picked, then the latest."""
        found = place_notes(project.records)
        self.empty.setVisible(not found)
        self.layer.setVisible(bool(found))
        self.layer.setChecked(self.pins.is_shown)
        clear(self.cards)
        latest = {one.id: -at for at, one in enumerate(found)}
        order = sorted(
            found,
            key=lambda one: (not one.traces, one.id != self.pins.chosen, latest[one.id]),
        )
        for note in order[:MOST_CARDS]:
            self.cards.addWidget(self._card(note, project))
        if len(found) > MOST_CARDS:
            more = self.desk.look.words_of("heard.more_notes", count=len(found) - MOST_CARDS)
            self.cards.addWidget(label(more, "small", is_wrapped=True))

    def take(self, path: Path) -> None:
        """Read a file in the background and keep its notes."""
        project = self.desk.whole
        if project is None:
            return
        stamp = self.desk.new_stamp

        def work(progress: Progress) -> NotesRead:
            progress.advance(0.1)
            return read_notes(path, project, stamp)

        self.desk.run(text("heard.reading"), work, self._keep, self._failed, key="notes")

    def leave(self) -> None:
        """Lay the tool down."""
        self._lay_down()

    def _card(self, note: PlaceNote, project: Project) -> QWidget:
        look = self.desk.look
        lines = [look.word(line) for line in note_lines(note)]
        title = look.word(note_title(note, project))
        show: Callable[[], None] = lambda: self._show(note)  # noqa: E731 - a slot with its note
        return heard_card(self.desk, note, title, lines, (("show", show),))

    def _show(self, note: PlaceNote) -> None:
        self.pins.show_sort(note.liking)
        self.pins.choose(note.id)
        self.canvas.look_at((note.x_m, note.y_m))

    def _picked(self, note_id: str) -> None:
        project = self.desk.whole
        if project is not None and note_id and isValid(self):
            self.show_project(project)

    def _take_tool(self) -> None:
        self._tool = PointTool(self.canvas, "heard.place_prompt", self._put, self._dropped)
        self.canvas.use_tool(self._tool)
        self.canvas.setFocus()

    def _put(self, place: tuple[float, float]) -> None:
        wish = NoteWish(
            x_m=place[0], y_m=place[1], words=self.words.text(),
            liking=Liking(str(self.liking.currentData())),
            hour=NoteHour(str(self.hour.currentData())), about=str(self.about.currentData()),
        )  # fmt: skip
        stamp, by = self.desk.new_stamp(), self.desk.by()
        is_done = do_or_tell(
            self.desk,
            lambda project: keep_notes(project, (note_at(project, wish, stamp),), by),
            self._say,
        )
        if is_done:
            self.words.clear()
            self._say("")
            self.pins.show_sort(wish.liking)
            self._lay_down()

    def _dropped(self) -> None:
        QTimer.singleShot(0, self, self._lay_down)

    def _lay_down(self) -> None:
        is_mine = self._tool is not None and self.canvas.tool is self._tool
        self._tool = None
        if is_mine:
            self.canvas.tool_done()

    def _ask(self) -> None:
        title = self.desk.look.words_of("heard.take_notes")
        self._pick(title, lambda paths: self.take(paths[0]))

    def _keep(self, found: NotesRead) -> None:
        by = self.desk.by()
        if isValid(self) and do_or_tell(
            self.desk, lambda project: keep_notes(project, found.notes, by), self._say
        ):
            look = self.desk.look
            self._say("\n".join(look.word(line) for line in read_lines(found)))

    def _failed(self, problem: Exception) -> None:
        if not isinstance(problem, SbdError):
            self.desk.report(problem)
            return
        look = self.desk.look
        said = (look.word(problem.what), look.word(problem.hint))
        self._say(" ".join(part for part in said if part))

    def _say(self, words: str) -> None:
        if isValid(self):
            self.told.setText(words)
            self.told.setVisible(bool(words))
