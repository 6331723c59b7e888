"""Starts the window: application, letters, theme, last resorts for failures, workbench, window."""

import faulthandler
import gc
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QSettings, QStandardPaths, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from sbd_tool.app.clock import Clock, SystemClock
from sbd_tool.app.design import font_faces, load_design
from sbd_tool.app.settings import Settings, load_settings
from sbd_tool.app.workbench import Assess, Workbench
from sbd_tool.domain.errors import Cancelled
from sbd_tool.domain.overrides import Place
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.scores import Assessment
from sbd_tool.domain.text import text
from sbd_tool.gui import fonts
from sbd_tool.gui.deeds.on_site import stand_on
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.job_runner import QtJobRunner
from sbd_tool.gui.look import Look, make_look
from sbd_tool.gui.main_window import MainWindow
from sbd_tool.gui.theme import apply_theme

if TYPE_CHECKING:
    from sbd_tool.app.following import Followed

FIRST_SIZE: Final = (1600, 1000)
SWITCH_INTERVAL_S: Final = 0.001  # short turns: drawing behind never stalls the window
GARBAGE: Final = (
    20_000,
    20,
    20,
)  # an edit makes 20,000 lines: no search of the whole memory for it


def run(paths: Sequence[Path] = ()) -> int:
    """Open the window and stay until it is closed; returns the exit code."""
    app = make_application()
    crash_file = _watch_crashes()
    program = Program(app, load_settings(), SystemClock())
    sys.excepthook = program.unexpected
    program.show(paths)
    program.warm_up()
    code = app.exec()
    program.shutdown()
    if crash_file is not None:
        faulthandler.disable()
        crash_file.close()
    return code


def make_application() -> QApplication:
    """The one application object, with our letters."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(["sbd-tool"])
    app.setApplicationName("sbd-tool")
    app.setApplicationDisplayName("SbD Tool")
    app.setOrganizationName("sbd-tool")
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    gc.set_threshold(*GARBAGE)
    fonts.register(font_faces().values())
    return app


class Program(QObject):
    """Owns what outlives a window: workbench, workers, settings.

    Args:
        app: The application.
        settings: What the person chose.
        clock: Time.
        memory: Where window geometry is remembered.
        assess: Assesses projects; by default one with a cache of its own, which then also runs the
            slow analyses in the background.
        complete: Assesses them with the slow analyses too.
    """

    def __init__(
        self,
        app: QApplication,
        settings: Settings,
        clock: Clock,
        memory: QSettings | None = None,
        assess: Assess | None = None,
        complete: Assess | None = None,
    ) -> None:
        super().__init__()
        if assess is None:
            own = assessor()
            assess, complete = own, own.whole
        self.app, self.clock = app, clock
        self.memory = memory or QSettings("sbd-tool", "window")
        self.runner = QtJobRunner(self)
        self.bench = Workbench(
            self.runner,
            clock=clock,
            settings=settings,
            assess=assess,
            complete=complete,
            follow=assess.follow if isinstance(assess, Assessor) else None,
            deepen=assess.with_speeds if isinstance(assess, Assessor) else None,
        )
        self.window = self._make_window()

    def show(self, paths: Sequence[Path] = ()) -> None:
        """Show the window, and open what it was started with once it stands."""
        geometry = self.memory.value("window/geometry")
        if geometry is None or not self.window.restoreGeometry(geometry):
            self.window.resize(*self._first_size())
        self.window.show()
        if not paths:
            QTimer.singleShot(0, self.window, self.window.start.draw_samples)
        else:
            QTimer.singleShot(0, self.window, lambda: self.window.flows.open_paths(paths))

    def warm_up(self) -> None:
        """Make numerics ready while nobody waits; what stays is not searched for garbage again."""
        from sbd_tool.app.warming import warm_up

        self.bench.start(text("sight.job_warm"), warm_up, lambda _: gc.freeze())

    def change_look(self, field: str, value: str) -> None:
        """Another theme or language: a new window over the same workbench, in the same place."""
        from dataclasses import replace

        settings = self.bench.settings
        if field == "theme":
            self.bench.set_settings(replace(settings, theme=value))
        elif field == "text_percent":
            self.bench.set_settings(replace(settings, text_percent=int(value)))
        else:
            self.bench.set_settings(replace(settings, language=value))
        old, view = self.window, self.window.workspace.map_area.canvas.view
        chosen = old.desk.selection
        old.shutdown()
        self.window = self._make_window()
        self.window.setGeometry(old.geometry())
        self.window.show()
        if self.bench.project is not None:
            canvas = self.window.workspace.map_area.canvas
            self.window.desk.choose(chosen)
            canvas.set_view(view)
        stand_on(old, self.window)
        old.hide()
        old.deleteLater()

    def unexpected(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """A fault of the program: shown in words, the work goes on."""
        sys.__excepthook__(kind, error, trace)
        if isinstance(error, Exception):
            self.bench.report(error)

    def shutdown(self) -> None:
        """Stop the workers and let go of the project."""
        self.runner.shutdown()
        self.bench.close()

    def _make_window(self) -> MainWindow:
        look = self._look()
        apply_theme(self.app, look.theme)
        desk = Desk(look, self.bench, self.runner, self.clock)
        window = MainWindow(desk, self.runner, self.clock, self.memory)
        window.look_wanted.connect(self.change_look)
        return window

    def _look(self) -> Look:
        settings = self.bench.settings
        return make_look(
            load_design(),
            theme=theme_name(settings.theme),
            language=settings.language,
            number_locale=settings.number_locale or None,
            text_scale=settings.text_percent / 100,
        )

    def _first_size(self) -> tuple[int, int]:
        screen = QGuiApplication.primaryScreen()
        room = screen.availableGeometry().size()
        return min(FIRST_SIZE[0], room.width()), min(FIRST_SIZE[1], room.height())


def theme_name(chosen: str) -> str:
    """The token theme of a setting: "system" follows the desktop, "contrast" is for sunlight."""
    if chosen == "system":
        scheme = QGuiApplication.styleHints().colorScheme()
        return "dark" if scheme is Qt.ColorScheme.Dark else "light"
    return "sunlight" if chosen == "contrast" else chosen


class Assessor:
    """Assesses projects with one cache; rules are read again when a project changes them."""

    def __init__(self) -> None:
        self._cache: object = None
        self._before: Followed | None = None  # what the next edit is followed from

    def follow(
        self, project: Project, progress: Progress, place: Place | None = None
    ) -> tuple[Assessment, bool] | None:
        """What is known of an edit at once, off the window's thread; None where nothing is."""
        from sbd_tool.app.following import follow, waits_for_slow
        from sbd_tool.app.pipeline import assessed_at_once
        from sbd_tool.app.result_cache import ResultCache
        from sbd_tool.app.rules import load_rules

        before = self._before
        if before is None or not isinstance(self._cache, ResultCache):
            return None
        site = before.evaluation.site
        if (place or Place()) != Place(site.option, site.time_state):
            return None  # another place is another site
        rules, known = load_rules(project), load_rules(before.project)
        if before.project.id != project.id or known.rubric is not rules.rubric:
            return None
        found = follow(before, project, rules, self._cache, progress)
        self._before = found
        return assessed_at_once(found, rules, self._cache), waits_for_slow(found)

    def _keep(self, evaluated: "Followed") -> None:
        self._before = evaluated

    def __call__(
        self, project: Project, progress: Progress, place: Place | None = None
    ) -> Assessment:
        """Assess a project quickly, off the window's thread.

        Raises:
            Cancelled: No square is picked yet, so there is nothing to say.
        """
        return self._assessed(project, progress, place, with_slow=False)

    def whole(self, project: Project, progress: Progress, place: Place | None = None) -> Assessment:
        """Assess it with the slow analyses of sight and light too; raises as above."""
        return self._assessed(project, progress, place, with_slow=True)

    def with_speeds(
        self, project: Project, progress: Progress, place: Place | None = None
    ) -> Assessment:
        """Assess it with the slow analyses and approach speeds; raises as above."""
        return self._assessed(project, progress, place, with_slow=True, with_speeds=True)

    def _assessed(
        self,
        project: Project,
        progress: Progress,
        place: Place | None,
        *,
        with_slow: bool,
        with_speeds: bool = False,
    ) -> Assessment:
        from sbd_tool.app.pipeline import assess
        from sbd_tool.app.result_cache import ResultCache
        from sbd_tool.app.rules import load_rules

        if not project.square:
            raise Cancelled
        where = place or Place()
        if not isinstance(self._cache, ResultCache):
            self._cache = ResultCache()
        return assess(
            project,
            load_rules(project),
            option=where.option,
            time_state=where.time_state,
            with_slow=with_slow,
            with_speeds=with_speeds,
            cache=self._cache,
            progress=progress,
            keep=self._keep,
        )


def assessor() -> Assessor:
    """An assessor for one workbench."""
    return Assessor()


def _watch_crashes() -> IO[str] | None:
    """Where a crash of native code leaves its stack."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation)
    try:
        folder = Path(place)
        folder.mkdir(parents=True, exist_ok=True)
        stream = (folder / "crash.txt").open("a", encoding="utf-8")
    except OSError:
        return None
    faulthandler.enable(stream)
    return stream
