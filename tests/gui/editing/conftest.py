"""A map to edit on. Editing asks for no scores, so nothing is assessed here.

One window serves all tests of a module: each gets the small square anew, with everything that can
be switched on or off as the program has it at first.
"""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from map_hand import Hand
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from sbd_tool.app.clock import FixedClock
from sbd_tool.app.jobs import Job
from sbd_tool.app.settings import Settings
from sbd_tool.domain.errors import Cancelled
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import text
from sbd_tool.gui.bootstrap import Program

OFF_AT_FIRST = ("ortho", "polar", "tracing")


def _no_scores(project: Project, progress: Progress) -> object:
    raise Cancelled


@pytest.fixture(scope="session")
def shared_assessor() -> Callable[[Project, Progress], object]:
    return _no_scores


@pytest.fixture(scope="module")
def workshop(
    qapp: QApplication, tmp_path_factory: pytest.TempPathFactory, square_project: Project
) -> Iterator[Program]:
    """A window whose workers all run already, so that no test seems to leave one behind."""
    folder = tmp_path_factory.mktemp("workshop")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SBD_CONFIG_DIR", str(folder / "config"))
        memory = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
        settings = replace(Settings(), language="en", theme="light")
        program = Program(qapp, settings, FixedClock(), memory, _no_scores)
        program.window.resize(1440, 900)
        program.window.show()
        both = threading.Barrier(2)
        for _ in range(2):
            program.runner.start(
                Job(text("gui.job.sample"), lambda _: both.wait(30), lambda _: None, print)
            )
        assert program.bench.new(square_project)
        qapp.processEvents()
        yield program
        program.bench.close()
        program.window.close()
        program.shutdown()
        program.window.deleteLater()


@pytest.fixture
def hand(workshop: Program, square_project: Project, qtbot) -> Hand:
    """The small square, open, and a hand that works its map."""
    program, actions = workshop, workshop.window.actions_by_key
    program.bench.close()
    assert program.bench.new(square_project)
    for key, action in actions.items():
        is_usual = key not in OFF_AT_FIRST
        if (key.startswith("snap") or not is_usual) and action.isChecked() is not is_usual:
            action.trigger()
    banners = program.window.workspace.map_area.banners
    while (banner := banners.banner) is not None:
        banners.close_banner(banner)
    program.window.activateWindow()  # a test may have had a window of its own
    qtbot.waitUntil(program.window.isActiveWindow, timeout=10_000)
    qtbot.waitUntil(lambda: not program.runner.is_busy, timeout=10_000)
    canvas = program.window.workspace.map_area.canvas
    qtbot.waitUntil(lambda: canvas.is_settled, timeout=10_000)
    return Hand(program, qtbot)


@pytest.fixture
def free_hand(hand: Hand) -> Hand:
    """The same with snapping switched off."""
    hand.shortcut("snapping")
    return hand
