"""One window per test, driven by mouse and keys; nothing modal, nothing left behind."""

import gc
import json
import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox

from sbd_tool.app.clock import FixedClock
from sbd_tool.app.importing import import_plans
from sbd_tool.app.rules import load_rules
from sbd_tool.app.settings import Settings
from sbd_tool.domain.project import Project
from sbd_tool.gui.bootstrap import Assessor, Program, assessor, make_application

SQUARE = [[0, 0], [80, 0], [80, 50], [0, 50], [0, 0]]
USUAL_GARBAGE = gc.get_threshold()
METRES_EAST, METRES_NORTH = 690_000.0, 5_330_000.0


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # The offscreen platform cannot pass size hints to a window manager and says so each time.
    for item in items:
        if "tests/gui" in str(item.path):
            # Nor can it raise menus or grab the keyboard for them.
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints", extend=True))


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    return make_application()


@pytest.fixture(autouse=True)
def _no_modal_dialogs(monkeypatch: pytest.MonkeyPatch) -> None:
    """A modal dialog would hang the suite; fail and say which one instead."""

    def refuse(self: object, *args: object) -> int:
        pytest.fail(f"{type(self).__name__} was opened modally")

    monkeypatch.setattr(QDialog, "exec", refuse)
    monkeypatch.setattr(QMessageBox, "exec", refuse)
    monkeypatch.setattr(QFileDialog, "exec", refuse)


@pytest.fixture(autouse=True, scope="module")
def _old_memory_is_left_alone() -> Iterator[None]:
    """What the tests before left alive is not searched for garbage after each test: it is large."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()  # else windows that are gone by the next module would stay for ever
    gc.set_threshold(*USUAL_GARBAGE)  # the application searches seldom: tests after it need not


@pytest.fixture(autouse=True)
def _nothing_left_behind(qapp: QApplication) -> Iterator[None]:
    """Every window is closed and every worker stopped when a test ends."""
    windows, threads = set(qapp.topLevelWidgets()), set(threading.enumerate())
    yield
    qapp.processEvents()
    gc.collect()
    left = {w for w in set(qapp.topLevelWidgets()) - windows if w.isVisible()}
    assert not left, f"windows left open: {left}"
    running = {t for t in set(threading.enumerate()) - threads if t.name.startswith("sbd-job")}
    assert not running, f"jobs left running: {running}"


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SBD_CONFIG_DIR", str(tmp_path / "config"))


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A small fictional square as a file."""
    return write_plan(tmp_path / "square.geojson")


def write_plan(path: Path) -> Path:
    """A small fictional square in metres: buildings, a street, trees, lamps, seats."""

    def area(role: str, ring: list[list[float]], **more: object) -> dict[str, object]:
        moved = [[x + METRES_EAST, y + METRES_NORTH] for x, y in ring]
        return _feature(role, {"type": "Polygon", "coordinates": [moved]}, more)

    def point(role: str, x: float, y: float) -> dict[str, object]:
        place = [x + METRES_EAST, y + METRES_NORTH]
        return _feature(role, {"type": "Point", "coordinates": place}, {})

    features = [
        area("site_boundary", SQUARE, name="Test Square"),
        area("building", [[-20, 52], [90, 52], [90, 70], [-20, 70], [-20, 52]], height=14),
        area("building", [[-20, -2], [-4, -2], [-4, 50], [-20, 50], [-20, -2]], height=11),
        area("carriageway", [[-20, -12], [110, -12], [110, -3], [-20, -3], [-20, -12]]),
        *(point("tree", 12 + 11 * n, 40) for n in range(6)),
        *(point("lamp", 10 + 20 * n, 8) for n in range(4)),
        *(point("seat", 25 + 14 * n, 25) for n in range(3)),
        *(point("entrance", 5 + 25 * n, 52) for n in range(3)),
    ]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}}
    path.write_text(
        json.dumps({"type": "FeatureCollection", "crs": crs, "features": features}),
        encoding="utf-8",
    )
    return path


def _feature(role: str, geometry: object, more: dict[str, object]) -> dict[str, object]:
    return {"type": "Feature", "properties": {"role": role, **more}, "geometry": geometry}


@pytest.fixture(scope="session")
def shared_assessor() -> Assessor:
    """One cache of results for all tests: the same square is assessed in full only once."""
    return assessor()


@pytest.fixture(scope="session")
def square_project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The small square, brought in once; projects are values, so tests cannot spoil it."""
    path = write_plan(tmp_path_factory.mktemp("square") / "square.geojson")
    catalogue = load_rules(None).catalogue
    return import_plans([path], clock=FixedClock(), catalogue=catalogue).project


@pytest.fixture
def start(qtbot, tmp_path: Path, shared_assessor: Assessor) -> Iterator[Callable[..., Program]]:
    """Start the program in a language; it is closed when the test ends."""
    running: list[Program] = []

    def begin(
        language: str = "en", theme: str = "light", size=(1440, 900), *, is_whole: bool = False
    ) -> Program:
        memory = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
        settings = replace(Settings(), language=language, theme=theme)
        app = QApplication.instance()
        whole = shared_assessor.whole if is_whole else None
        program = Program(app, settings, FixedClock(), memory, shared_assessor, whole)
        program.window.resize(*size)
        program.window.show()
        running.append(program)
        qtbot.waitExposed(program.window)
        return program

    yield begin
    for program in running:
        program.bench.close()
        program.window.close()
        program.shutdown()
        program.window.deleteLater()


@pytest.fixture
def opened(start, square_project: Project, qtbot) -> Program:
    """The program with the small square open and assessed."""
    program = start()
    assert program.bench.new(square_project)
    qtbot.waitUntil(lambda: program.bench.is_assessment_current, timeout=60_000)
    canvas = program.window.workspace.map_area.canvas
    qtbot.waitUntil(lambda: canvas.is_settled, timeout=10_000)
    return program
