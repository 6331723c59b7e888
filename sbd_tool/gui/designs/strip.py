"""The film strip under the map: states in time as frames, and where edits count."""

from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from sbd_tool.domain.overrides import Place
from sbd_tool.domain.project import Project
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.gui.designs.cards import StateCards
from sbd_tool.gui.designs.frame import StateFrame
from sbd_tool.gui.designs.menus import DesignMenus, sign_of, state_words
from sbd_tool.gui.designs.state_pictures import StatePictures
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.theme import mark
from sbd_tool.gui.widgets.basics import clear, holder, label, row, scrolled, tool
from sbd_tool.gui.widgets.controls import Segments

HERE, EVERYWHERE = "here", "all"
HEIGHT_PX: Final = 62
LEAST_LINE_PX: Final = 900  # of a strip that has room for what the switch is called


class StateStrip(QWidget):
    """Shown as soon as a project has a second state."""

    def __init__(self, desk: Desk, menus: DesignMenus) -> None:
        super().__init__()
        self.desk, self.menus = desk, menus
        look = desk.look
        self.setObjectName("state_strip")
        self.setAccessibleName(look.words_of("states.strip"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        mark(self, "panel")
        self.cards = StateCards(desk, self)
        self.pictures = StatePictures(desk, self)
        self.frames: dict[str, StateFrame] = {}
        self._row = row(spacing=6, margins=(12, 4, 6, 4))
        inner = holder(self._row)
        self.area = frames = scrolled(inner, "state_frames")
        frames.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.add = tool(look.theme, "plus", "state_add", look.words_of("states.action.state_new"))
        self.add.clicked.connect(self._ask_new)
        self.counts = label(look.words_of("states.edits_count"), "caption")
        words = [(one, look.words_of(f"states.edits_{one}")) for one in (HERE, EVERYWHERE)]
        self.scope = Segments(words, EVERYWHERE, self._set_scope, "state_scope")
        self.scope.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.scope.setAccessibleName(look.words_of("states.edits_count"))
        self.scope.setToolTip(look.words_of("states.edits_count"))
        side = row(self.counts, self.scope, spacing=8)
        line = row(frames, self.add, side, spacing=8, margins=(0, 2, 12, 2))
        line.setStretch(0, 1)
        self.setLayout(line)
        self.setFixedHeight(round(HEIGHT_PX * look.theme.text_scale))
        for signal in (desk.project_opened, desk.project_changed):
            signal.connect(self.refresh)
        desk.place_switched.connect(self._show_scope)
        self.cards.changed.connect(self._show_ledgers)
        self.pictures.changed.connect(self._show_pictures)
        self.refresh()

    def refresh(self) -> None:
        """One frame a state, in the project's order."""
        project = self.desk.project
        is_wanted = project is not None and len(project.time_states) > 1
        self.setVisible(is_wanted)
        if project is None or not is_wanted:
            return
        wanted = [(one.key, state_words(self.desk, one)) for one in project.time_states]
        if wanted != [(key, frame.state_name) for key, frame in self.frames.items()]:
            self._build(project)
        for key, frame in self.frames.items():
            frame.setChecked(key == self.desk.place.time_state)
        self._show_scope()
        self._show_ledgers()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where room is short the frames have it; the switch says by its tip what it is for."""
        super().resizeEvent(event)
        least = round(LEAST_LINE_PX * self.desk.look.theme.text_scale)
        self.counts.setVisible(self.width() >= least)
        self._make_room()

    def _make_room(self) -> None:
        """Where pictures would cut a frame in two, frames stand without them."""
        frames = tuple(self.frames.values())
        if not frames:
            return
        inner = self.layout()
        if inner is not None:
            inner.activate()
        edges, spaces = self._row.contentsMargins(), self._row.spacing() * len(frames)
        wanted = sum(frame.whole_px for frame in frames) + spaces + edges.left() + edges.right()
        for frame in frames:
            frame.show_pictured(is_pictured=wanted <= self.area.viewport().width())

    def step(self, by: int) -> None:
        """Go on to the next state or back to the one before, round and round."""
        project = self.desk.project
        if project is not None:
            keys = [one.key for one in project.time_states]
            at = keys.index(self.desk.place.time_state)
            self.show_state(keys[(at + by) % len(keys)])

    def show_state(self, key: str) -> None:
        """Show another state on the map and in every panel."""
        self.desk.bench.stand_in(Place(self.desk.place.option, key))
        for name, frame in self.frames.items():
            frame.setChecked(name == self.desk.place.time_state)

    def toggle_scope(self) -> None:
        """Edits count here only, or in all states again."""
        project = self.desk.project
        if project is not None and len(project.time_states) > 1:
            self.desk.bench.edit_here_only(not self.desk.bench.here_only)

    def _build(self, project: Project) -> None:
        _empty(self._row)
        self.frames = {}
        for state in project.time_states:
            words = state_words(self.desk, state)
            frame = StateFrame(self.desk.look, state.key, words, sign_of(state))
            frame.clicked.connect(partial(self._chosen, state.key))
            frame.customContextMenuRequested.connect(partial(self._menu, state.key))
            self.frames[state.key] = frame
            self._row.addWidget(frame)
        self._show_pictures()
        self._row.addStretch(1)

    def _chosen(self, key: str, *_checked: object) -> None:
        self.show_state(key)

    def _menu(self, key: str, at: QPoint) -> None:
        menu = self.menus.state_menu(key, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.frames[key].mapToGlobal(at))

    def _ask_new(self) -> None:
        menu = self.menus.new_state_menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.add.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def _set_scope(self, key: str) -> None:
        self.desk.bench.edit_here_only(key == HERE)

    def _show_scope(self) -> None:
        self.scope.show_choice(HERE if self.desk.bench.here_only else EVERYWHERE)

    def _show_pictures(self) -> None:
        for key, frame in self.frames.items():
            frame.show_picture(self.pictures.pictures.get(key))

    def _show_ledgers(self) -> None:
        project = self.desk.project
        if project is None or self.isHidden():
            return
        option = self.desk.place.option
        for state in project.time_states:
            frame = self.frames.get(state.key)
            if frame is not None:
                place = Place(option, state.key)
                known = dict(self.cards.ledgers.get(place, {})) if self.cards.is_current else {}
                worst = [one for one in LedgerKey if known and self.cards.worst.get(one) == place]
                frame.show_ledgers(known, worst, state.when)
        self._make_room()


def _empty(line: QHBoxLayout) -> None:
    clear(line)
