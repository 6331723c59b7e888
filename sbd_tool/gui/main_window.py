"""The window: top bar, start page or workspace, status bar; wires actions to what they do."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSettings, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QStackedWidget,
    QToolButton,
)

from sbd_tool import __version__
from sbd_tool.app.clock import Clock
from sbd_tool.app.luminaires import is_luminaire
from sbd_tool.app.projects import file_name_for
from sbd_tool.app.shortcuts import chosen_keys
from sbd_tool.gui.actions import make_actions
from sbd_tool.gui.commands_list import palette_hits
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.dialogs.export_card import WIDTH_PX as EXPORT_PX
from sbd_tool.gui.dialogs.export_card import ExportCard
from sbd_tool.gui.dialogs.palette import CommandPalette
from sbd_tool.gui.flows import Flows
from sbd_tool.gui.import_desk.opening import open_import_desk
from sbd_tool.gui.import_desk.taking import follow, take_in
from sbd_tool.gui.job_runner import QtJobRunner
from sbd_tool.gui.keep_preview import keep_preview_of
from sbd_tool.gui.leaving import Leaving
from sbd_tool.gui.luminaire_flow import bring_luminaires
from sbd_tool.gui.panels.brief.chip import BriefChip
from sbd_tool.gui.panels.brief.watch import BriefWatch
from sbd_tool.gui.problem_view import BannerSlot
from sbd_tool.gui.start_page import StartDoors, StartPage
from sbd_tool.gui.status_bar import StatusBar
from sbd_tool.gui.top_bar import TopBar
from sbd_tool.gui.vault_flow import ask_to_open
from sbd_tool.gui.widgets.basics import column, holder, rule
from sbd_tool.gui.window_actions import WindowActions
from sbd_tool.gui.workspace import Workspace

SMALLEST: Final = (760, 520)


class MainWindow(WindowActions):
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
        self.actions_by_key = make_actions(desk.look, self, chosen_keys(desk.bench.settings))
        self.top = TopBar(desk, self.actions_by_key)
        self.workspace = Workspace(desk, self.actions_by_key, memory)
        self.top.chips.menus = self.workspace.menus
        self.top.chips.refresh()
        self.flows = Flows(desk, clock, self._banner_slot)
        self.flows.ask_save_as = self._ask_save_as
        self.flows.open_desk = partial(open_import_desk, self)
        self.flows.follow = partial(follow, self)
        self.flows.unlock = partial(ask_to_open, self)
        self.leaving = Leaving(desk, self._banner_slot, self.save_then)
        self.brief = BriefWatch(desk)
        self._is_leaving = False
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
        self.status = self._build_status()
        self.setCentralWidget(
            holder(column(self.top, rule(), self.stack, rule(), self.status, spacing=0), "app")
        )
        self._wire()
        self._build_look_menu()
        desk.project_opened.connect(self._show_page)
        for signal in (desk.project_changed, desk.saved_changed, desk.project_opened):
            signal.connect(self._show_title)
        desk.indicator_wanted.connect(lambda _key: self.workspace.show_right())
        desk.luminaire_wanted.connect(self.ask_luminaire)
        desk.ledger_wanted.connect(lambda _key: self.workspace.show_right())
        desk.assessed.connect(self._keep_preview)
        runner.changed.connect(self._show_status)
        desk.saved_changed.connect(self._keep_preview)
        self._show_page()

    def _build_status(self) -> StatusBar:
        snapping = QToolButton()
        snapping.setDefaultAction(self.actions_by_key["snapping"])
        snapping.setObjectName("snapping_button")
        snapping.setProperty("role", "tiny")
        snapping.setAccessibleName(self.actions_by_key["snapping"].text())
        chip = BriefChip(self.desk, self.brief)
        chip.clicked.connect(self.actions_by_key["brief"].trigger)
        return StatusBar(self.desk, self.runner, self.workspace.map_area.canvas, snapping, chip)

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
        if self.desk.bench.is_dirty and not self._is_leaving:
            event.ignore()
            self.leaving.before(self._leave)
            return
        self.shutdown()
        self.closed.emit()
        event.accept()

    def _leave(self) -> None:
        self._is_leaving = True
        self.close()

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
        """Files or folders were dropped: into the open project, else as a new one."""
        lights = [path for path in paths if is_luminaire(path)]
        if self.desk.project is not None and lights:
            bring_luminaires(self.desk, lights, self.desk.selection)
            paths = [path for path in paths if path not in lights]
        if paths or not lights:
            take_in(self, paths)

    def _show_page(self) -> None:
        is_open = self.desk.project is not None
        if not is_open:
            self.start.refresh()
        self.stack.setCurrentWidget(self.workspace if is_open else self.start)
        self._show_status()
        self._show_title()

    def _show_status(self) -> None:
        self.status.setVisible(self.desk.project is not None or self.status.has_work)

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

    def _close_project(self) -> None:
        self._keep_preview()
        self.leaving.before(self.desk.bench.close)

    def _keep_preview(self) -> None:
        keep_preview_of(self.desk, self.workspace.map_area.canvas)
