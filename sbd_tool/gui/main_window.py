"""The window: top bar, start page or workspace, status bar; wires actions to what they do."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtGui import (
    QActionGroup,
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QStackedWidget,
    QToolButton,
    QWidget,
)

from sbd_tool import __version__
from sbd_tool.app.clock import Clock
from sbd_tool.app.commands import DeleteMeasures, DuplicateMeasures
from sbd_tool.app.projects import file_name_for
from sbd_tool.gui.actions import TOOL_KEYS, make_actions
from sbd_tool.gui.commands_list import palette_hits
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.dialogs.about_card import WIDTH_PX as ABOUT_PX
from sbd_tool.gui.dialogs.about_card import AboutCard, KeysCard
from sbd_tool.gui.dialogs.export_card import WIDTH_PX as EXPORT_PX
from sbd_tool.gui.dialogs.export_card import ExportCard
from sbd_tool.gui.dialogs.palette import CommandPalette
from sbd_tool.gui.file_dialogs import FileDialogs
from sbd_tool.gui.flows import Flows, ImportWish
from sbd_tool.gui.job_runner import QtJobRunner
from sbd_tool.gui.keep_preview import keep_preview_of
from sbd_tool.gui.problem_view import BannerSlot
from sbd_tool.gui.start_page import StartDoors, StartPage
from sbd_tool.gui.status_bar import StatusBar
from sbd_tool.gui.top_bar import TopBar
from sbd_tool.gui.widgets.basics import column, holder, rule
from sbd_tool.gui.workspace import Workspace

SMALLEST: Final = (760, 520)
AREAS: Final = (
    "layer_tree",
    "catalogue_search",
    "map",
    "ledger_book",
    "inspector_panel",
    "work_tabs",
)


class MainWindow(FileDialogs, QMainWindow):
    """One window with one desk. Another language or theme makes another window content.

    Signals:
        look_wanted: Field of the settings and the value somebody chose.
        closed: The window is gone.
    """

    look_wanted = Signal(str, str)
    closed = Signal()

    def __init__(self, desk: Desk, runner: QtJobRunner, clock: Clock, memory: QSettings) -> None:
        super().__init__()
        self.desk, self.runner, self.memory = desk, runner, memory
        self.setObjectName("main_window")
        self.setMinimumSize(*SMALLEST)
        self.setAcceptDrops(True)
        self.actions_by_key = make_actions(desk.look, self)
        self.top = TopBar(desk, self.actions_by_key)
        self.workspace = Workspace(desk, self.actions_by_key, memory)
        self.flows = Flows(desk, clock, self._banner_slot)
        doors = StartDoors(
            self._ask_open, self.flows.open_project, self.flows.open_sample, self._recover
        )
        self.start = StartPage(desk, doors, __version__)
        self.start_banners = BannerSlot(desk.look, self.start)
        self.start_banners.safe_left_px = 56
        desk.problem_raised.connect(self._problem)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.start)
        self.stack.addWidget(self.workspace)
        snapping = QToolButton()
        snapping.setDefaultAction(self.actions_by_key["snapping"])
        snapping.setObjectName("snapping_button")
        snapping.setProperty("role", "tiny")
        snapping.setAccessibleName(self.actions_by_key["snapping"].text())
        self.status = StatusBar(desk, runner, self.workspace.map_area.canvas, snapping)
        self.setCentralWidget(
            holder(column(self.top, rule(), self.stack, rule(), self.status, spacing=0), "app")
        )
        self._wire()
        self._build_look_menu()
        desk.project_opened.connect(self._show_page)
        for signal in (desk.project_changed, desk.saved_changed, desk.project_opened):
            signal.connect(self._show_title)
        desk.indicator_wanted.connect(lambda _key: self.workspace.show_right())
        desk.assessed.connect(self._keep_preview)
        desk.saved_changed.connect(self._keep_preview)
        self._show_page()

    def _wire(self) -> None:
        """Say what each action does."""
        area, canvas = self.workspace.map_area, self.workspace.map_area.canvas
        bench, desk = self.desk.bench, self.desk
        does: dict[str, Callable[[], object]] = {
            "new": self._ask_open,
            "open": self._ask_open,
            "add_plan": self._ask_add,
            "save": lambda: self.flows.save(self._ask_save_as),
            "save_as": self._ask_save_as,
            "export": self.open_export,
            "close_project": self._close_project,
            "quit": self.close,
            "undo": bench.undo,
            "redo": bench.redo,
            "delete": self._delete,
            "duplicate": self._duplicate,
            "select_all": self._select_all,
            "select_none": lambda: desk.choose(()),
            "palette": self.open_palette,
            "zoom_full": canvas.zoom_full,
            "zoom_square": area.zoom_square,
            "zoom_selection": lambda: area.zoom_to_objects(desk.selection),
            "zoom_in": lambda: canvas.zoom_by(1.5),
            "zoom_out": lambda: canvas.zoom_by(1 / 1.5),
            "refresh": area.refresh,
            "reset_layout": self.workspace.reset_layout,
            "toggle_panels": self.workspace.toggle_panels,
            "full_screen": self._full_screen,
            "next_area": lambda: self._next_area(1),
            "previous_area": lambda: self._next_area(-1),
            "help": lambda: KeysCard(desk, self).open_at(*self._card_place(ABOUT_PX), ABOUT_PX),
            "about": lambda: AboutCard(desk, self).open_at(*self._card_place(ABOUT_PX), ABOUT_PX),
            "snapping": self._toggle_snapping,
        }
        for key in TOOL_KEYS:
            shape = key.removeprefix("tool_")
            if shape in ("point", "line", "area") and key.startswith("tool_"):
                does[key] = partial(area.draw_shape, shape)
            else:
                does[key] = partial(area.use_tool, key)
        for key, run in does.items():
            self.actions_by_key[key].triggered.connect(lambda _checked=False, go=run: _run(go))
        self.actions_by_key["snapping"].setChecked(canvas.is_snapping)

    def _build_look_menu(self) -> None:
        look, menu = self.desk.look, self.top.menus["view"]
        settings = self.desk.bench.settings
        menu.addSeparator()
        panels = menu.addMenu(look.say("menu.panels"))
        for dock in self.workspace.docks:
            panels.addAction(dock.toggleViewAction())
        for field, values, current in (
            ("theme", ("system", "light", "dark", "contrast"), settings.theme),
            ("language", ("en", "de"), settings.language),
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

    def open_export(self) -> ExportCard | None:
        """Open the export card over the map."""
        project = self.desk.project
        if project is None:
            return None
        path = self.desk.bench.path
        folder = path.parent if path is not None else Path.home()
        name = file_name_for(project.title or self.desk.look.say("untitled"))
        stem = folder / name.removesuffix(".sbd.gpkg")
        card = ExportCard(self.desk, self, stem, self._ask_export_path)
        card.open_at(max(8, self.width() - EXPORT_PX - 16), self.top.height() + 8, EXPORT_PX)
        return card

    def open_palette(self) -> CommandPalette:
        """Open the command palette."""
        return CommandPalette(self.desk.look, self, palette_hits(self.desk, self.actions_by_key))

    def shutdown(self) -> None:
        """Stop what runs behind the window and let go of the desk."""
        self.workspace.keep_layout()
        self.memory.setValue("window/geometry", self.saveGeometry())
        self.workspace.map_area.shutdown()
        self.desk.leave()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.desk.bench.is_dirty and not self._may_lose():
            event.ignore()
            return
        self.shutdown()
        self.closed.emit()
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.start_banners.place()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            self.start.drop.set_hot(is_hot=True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.start.drop.set_hot(is_hot=False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self.start.drop.set_hot(is_hot=False)
        self.drop_paths([Path(url.toLocalFile()) for url in event.mimeData().urls()])
        event.acceptProposedAction()

    def drop_paths(self, paths: Sequence[Path]) -> None:
        """Files were dropped: into the open project as further plans, else as a new one."""
        is_project = len(paths) == 1 and paths[0].name.endswith(".sbd.gpkg")
        if self.desk.project is not None and not is_project:
            self.flows.bring_in(ImportWish(tuple(paths), is_added=True))
        elif self._may_lose():
            self.flows.open_paths(paths)

    def _show_page(self) -> None:
        is_open = self.desk.project is not None
        if not is_open:
            self.start.refresh()
        self.stack.setCurrentWidget(self.workspace if is_open else self.start)
        self.status.setVisible(is_open)
        self._show_title()

    def _show_title(self) -> None:
        project = self.desk.project
        star = "*" if self.desk.bench.is_dirty else ""
        title = (
            f"{project.title or self.desk.look.say('untitled')}{star} \u2013 " if project else ""
        )
        self.setWindowTitle(f"{title}SbD Tool")

    def _banner_slot(self) -> BannerSlot:
        is_open = self.desk.project is not None
        return self.workspace.map_area.banners if is_open else self.start_banners

    def _problem(self, problem: object) -> None:
        if self.desk.project is None:
            self.start_banners.show_problem(problem)  # type: ignore[arg-type]

    def _recover(self, work: object) -> None:
        self.desk.bench.recover_unsaved(work)  # type: ignore[arg-type]

    def _may_lose(self) -> bool:
        """Unsaved work is journaled at once, so closing never loses it; it can be brought back."""
        return True

    def _close_project(self) -> None:
        self._keep_preview()
        self.desk.bench.close()

    def _keep_preview(self) -> None:
        keep_preview_of(self.desk, self.workspace.map_area.canvas)

    def _delete(self) -> None:
        ids = tuple(m.id for m in self.desk.chosen_measures())
        canvas = self.workspace.map_area.canvas
        if canvas.hasFocus() and canvas.tool.press_key(Qt.Key.Key_Delete):
            return
        if ids:
            self.desk.do(DeleteMeasures(measure_ids=ids, by=self.desk.by()))

    def _duplicate(self) -> None:
        ids = tuple(m.id for m in self.desk.chosen_measures())
        new_ids = tuple(self.desk.bench.new_id() for _ in ids)
        if ids and self.desk.do(
            DuplicateMeasures(measure_ids=ids, new_ids=new_ids, by=self.desk.by())
        ):
            self.desk.choose(new_ids)

    def _select_all(self) -> None:
        project = self.desk.project
        if project is not None:
            self.desk.choose(m.id for m in project.measures.values() if m.geometry is not None)

    def _toggle_snapping(self) -> None:
        self.workspace.map_area.canvas.is_snapping = self.actions_by_key["snapping"].isChecked()

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

    def _card_place(self, width_px: int) -> tuple[int, int]:
        return max(8, (self.width() - width_px) // 2), self.top.height() + 40


def _run(go: Callable[[], object]) -> None:
    go()
