"""What the window's actions do: the one place that ties keys and menus to deeds."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtGui import (
    QActionGroup,
)
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QWidget,
)

from sbd_tool.gui.actions import TOOL_KEYS
from sbd_tool.gui.deeds import PARTS
from sbd_tool.gui.deeds.window import Deed
from sbd_tool.gui.dialogs.about_card import WIDTH_PX as ABOUT_PX
from sbd_tool.gui.dialogs.about_card import AboutCard, KeysCard
from sbd_tool.gui.dialogs.near_card import WIDTH_PX as NEAR_PX
from sbd_tool.gui.dialogs.near_card import NearCard
from sbd_tool.gui.dialogs.note_card import WIDTH_PX as NOTE_PX
from sbd_tool.gui.dialogs.note_card import NoteCard
from sbd_tool.gui.file_dialogs import FileDialogs
from sbd_tool.gui.map_content import KINDS
from sbd_tool.gui.map_menu import around_words
from sbd_tool.gui.panels.brief.watch import BriefWatch
from sbd_tool.gui.top_bar import TopBar
from sbd_tool.gui.workspace import Workspace

AREAS: Final = (
    "layer_tree",
    "catalogue_search",
    "map",
    "ledger_book",
    "inspector_panel",
    "work_tabs",
)


class WindowActions(FileDialogs, QMainWindow):
    """Deeds of the main window."""

    workspace: Workspace
    top: TopBar
    look_wanted: SignalInstance
    brief: BriefWatch

    def open_export(self) -> object:
        """Open the export card; the window does it."""
        raise NotImplementedError

    def open_palette(self) -> object:
        """Open the command palette; the window does it."""
        raise NotImplementedError

    def _close_project(self) -> None:
        raise NotImplementedError

    def _wire(self) -> None:
        """Say what each action does."""
        area, canvas = self.workspace.map_area, self.workspace.map_area.canvas
        does = {**self._file_deeds(), **self._edit_deeds(), **self._view_deeds()}
        for part in PARTS:
            does.update(part(self))
        for key in TOOL_KEYS:
            shape = key.removeprefix("tool_")
            go = partial(area.draw_shape, shape) if shape in KINDS else partial(area.use_tool, key)
            does.setdefault(key, go)
        for key, run in does.items():
            self.actions_by_key[key].triggered.connect(lambda _checked=False, go=run: _run(go))
        self.actions_by_key["snapping"].setChecked(canvas.is_snapping)
        self.actions_by_key["verdicts"].setChecked(True)

    def _file_deeds(self) -> dict[str, Deed]:
        return {
            "new": self._ask_open,
            "open": self._ask_open,
            "add_plan": self._ask_add,
            "add_photo": self._ask_photos,
            "save": lambda: self.save_then(None),
            "save_as": self._ask_save_as,
            "export": self.open_export,
            "close_project": self._close_project,
            "quit": self.close,
            "help": lambda: KeysCard(self.desk, self).open_at(*self.card_place(ABOUT_PX), ABOUT_PX),
            "about": lambda: AboutCard(self.desk, self).open_at(
                *self.card_place(ABOUT_PX), ABOUT_PX
            ),
        }

    def _edit_deeds(self) -> dict[str, Deed]:
        desk = self.desk
        return {
            "undo": desk.bench.undo,
            "redo": desk.bench.redo,
            "select_invert": self._select_invert,
            "select_none": lambda: desk.choose(()),
            "palette": self.open_palette,
            "note": self.open_note,
        }

    def _view_deeds(self) -> dict[str, Deed]:
        desk, area = self.desk, self.workspace.map_area
        canvas = area.canvas
        return {
            "zoom_full": canvas.zoom_full,
            "zoom_square": area.zoom_square,
            "zoom_selection": lambda: area.zoom_to_objects(desk.selection),
            "zoom_last": lambda: area.trail.step(-1),
            "zoom_next": lambda: area.trail.step(1),
            "zoom_in": lambda: canvas.zoom_by(1.5),
            "zoom_out": lambda: canvas.zoom_by(1 / 1.5),
            "refresh": area.refresh,
            "near": self.open_near,
            "questions": desk.questions_wanted.emit,
            "ledger_openness": lambda: desk.ledger_wanted.emit("openness"),
            "ledger_protection": lambda: desk.ledger_wanted.emit("protection"),
            "reset_layout": self.workspace.reset_layout,
            "toggle_panels": self.workspace.toggle_panels,
            "full_screen": self._full_screen,
            "next_area": lambda: self._next_area(1),
            "previous_area": lambda: self._next_area(-1),
            "verdicts": area.show_verdicts,
            "light_map": area.light.toggle,
        }

    def _build_look_menu(self) -> None:
        look, menu = self.desk.look, self.top.menus["view"]
        settings = self.desk.bench.settings
        menu.addSeparator()
        panels = menu.addMenu(look.say("menu.panels"))
        for dock in self.workspace.docks:
            panels.addAction(dock.toggleViewAction())
        for field, values, current in (
            ("theme", ("system", "light", "dark", "contrast", "night"), settings.theme),
            ("language", ("en", "de"), settings.language),
            ("text_percent", ("100", "125", "150"), str(settings.text_percent)),
        ):
            inner = menu.addMenu(look.say(f"menu.{field}"))
            inner.setObjectName(f"menu_{field}")
            group = QActionGroup(self)
            for value in values:
                action = inner.addAction(look.say(f"{field}.{value}"))
                action.setObjectName(f"{field}_{value}")
                action.setCheckable(True)
                action.setChecked(value == current)
                group.addAction(action)
                action.triggered.connect(
                    lambda _checked=False, name=field, one=value: self.look_wanted.emit(name, one)
                )

    def _select_invert(self) -> None:
        project, chosen = self.desk.project, set(self.desk.selection)
        if project is not None:
            rows = project.measures.values()
            self.desk.choose(m.id for m in rows if m.geometry is not None and m.id not in chosen)

    def open_note(self) -> NoteCard:
        """Write a note that is pinned where the pointer is."""
        canvas = self.workspace.map_area.canvas
        card = NoteCard(self.desk, self, canvas.place_of_work())
        card.open_at(*self.card_place(NOTE_PX), NOTE_PX)
        return card

    def open_near(self) -> NearCard:
        """List the objects around the middle of the map."""
        canvas = self.workspace.map_area.canvas
        lines = around_words(self.desk, canvas.index, canvas.view.x_m, canvas.view.y_m)
        card = NearCard(self.desk, self, lines)
        card.open_at(*self.card_place(NEAR_PX), NEAR_PX)
        return card

    def _full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _next_area(self, step: int) -> None:
        areas = [self.findChild(QWidget, name) for name in AREAS]
        shown = [a for a in areas if isinstance(a, QWidget) and a.isVisible()]
        focus = QApplication.focusWidget()
        current = next(
            (n for n, a in enumerate(shown) if focus is a or (focus and a.isAncestorOf(focus))), -1
        )
        if shown:
            target = shown[(current + step) % len(shown)]
            inner = next(
                (
                    w
                    for w in target.findChildren(QWidget)
                    if w.focusPolicy() & Qt.FocusPolicy.TabFocus
                ),
                None,
            )
            (
                target if target.focusPolicy() & Qt.FocusPolicy.TabFocus else inner or target
            ).setFocus(Qt.FocusReason.TabFocusReason)

    def widget(self) -> QWidget:
        """The window itself, to parent cards to."""
        return self

    def card_place(self, width_px: int) -> tuple[int, int]:
        """Where a card of this width opens: left and top, window pixels."""
        return max(8, (self.width() - width_px) // 2), self.top.height() + 40


def _run(go: Deed) -> None:
    go()
