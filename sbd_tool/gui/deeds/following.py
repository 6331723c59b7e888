"""What became of the advice: the panel of a project, and a folder of projects beside the map."""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from sbd_tool.app.follow_through.portfolio import Portfolio, read_portfolio
from sbd_tool.app.follow_through.saving import save_portfolio
from sbd_tool.domain.errors import SbdError
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.text import literal, text
from sbd_tool.gui.deeds.window import Deed, Window
from sbd_tool.gui.panels.follow_through.panel import FollowPanel
from sbd_tool.gui.panels.follow_through.portfolio_panel import PortfolioPanel
from sbd_tool.gui.side_dock import SideDock, open_side

WIDTH_PX: Final = 420
FOLDER_PX: Final = 620


def following_deeds(window: Window) -> dict[str, Deed]:
    """What the actions of following through do."""
    return {
        "follow_through": lambda: open_follow(window),
        "portfolio": lambda: ask_portfolio(window),
    }


def open_follow(window: Window) -> SideDock | None:
    """Show what became of the advice of this project."""
    desk = window.desk
    if desk.project is None:
        return None
    panel = FollowPanel(desk)
    title = desk.look.words_of("follow.project_title")
    dock = open_side(window.workspace, desk.look, "follow", title, panel, width_px=WIDTH_PX)
    dock.closed.connect(panel.leave)
    desk.project_opened.connect(dock.close)
    panel.portfolio_wanted.connect(lambda: ask_portfolio(window))
    panel.setFocus()
    return dock


def ask_portfolio(window: Window) -> None:
    """Ask for a folder and read its projects."""
    look = window.desk.look
    folder = str(window.memory.value("files/folder", str(Path.home())))
    dialog = QFileDialog(window.widget(), look.words_of("follow.choose_folder"), folder)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda name: read_folder(window, Path(name)))
    dialog.open()


def read_folder(window: Window, folder: Path) -> None:
    """Read the projects of a folder in the background and show them."""
    desk = window.desk
    today = desk.clock.now().date().isoformat()

    def task(progress: Progress) -> Portfolio:
        return read_portfolio(folder, today, progress)

    desk.run(text("follow.reading"), task, partial(_show, window, folder), key="portfolio")


def _show(window: Window, folder: Path, found: Portfolio) -> None:
    desk = window.desk
    panel = PortfolioPanel(desk, folder, found)
    title = desk.look.words_of("follow.page_title")
    dock = open_side(window.workspace, desk.look, "portfolio", title, panel, width_px=FOLDER_PX)
    dock.closed.connect(panel.leave)
    panel.opened.connect(lambda name: _open(window, folder / name))
    panel.saving.connect(lambda: _ask_save(window, panel))
    panel.tables[0].setFocus()


def _open(window: Window, path: Path) -> None:
    window.leaving.before(lambda: window.flows.open_paths([path]))


def _ask_save(window: Window, panel: PortfolioPanel) -> None:
    look = window.desk.look

    def take(path: Path) -> None:
        target = path if path.suffix else path.with_suffix(".html")
        try:
            save_portfolio(panel.page, target)
        except (SbdError, OSError) as problem:
            window.desk.report(problem)
            return
        window.desk.told.emit(text("gui.saved", file=literal(target.name)))

    window.pick_target(look.words_of("follow.save_as"), "portfolio.html", take)
