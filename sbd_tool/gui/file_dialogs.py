"""Where the window asks for files: never blocking, always starting in the last folder."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QWidget

from sbd_tool.app.projects import file_name_for
from sbd_tool.domain.text import text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.flows import Flows, ImportWish
from sbd_tool.gui.leaving import Leaving
from sbd_tool.gui.luminaire_flow import bring_luminaires


class FileDialogs:
    """File questions of the main window."""

    desk: Desk
    flows: Flows
    leaving: Leaving
    memory: QSettings
    actions_by_key: dict[str, QAction]

    def _ask_open(self) -> None:
        self.pick_files(self.desk.look.say("start.choose"), self.drop_or_open)

    def drop_or_open(self, paths: Sequence[Path]) -> None:
        """Files were chosen in the file dialog."""
        self.leaving.before(partial(self.flows.open_paths, paths))

    def _ask_add(self) -> None:
        self.pick_files(
            self.actions_by_key["add_plan"].text(),
            lambda paths: self.flows.bring_in(ImportWish(tuple(paths), is_added=True)),
        )

    def _ask_photos(self) -> None:
        self.pick_files(self.actions_by_key["add_photo"].text(), self.add_photos)

    def ask_luminaire(self, lamp_ids: Sequence[str]) -> None:
        """A luminaire file for lamps."""
        self.pick_files(
            self.desk.look.words_of("light.choose_file"),
            lambda paths: bring_luminaires(self.desk, paths, lamp_ids),
        )

    def add_photos(self, paths: Sequence[Path]) -> None:
        """Photos into the open project; those without a position wait to be placed."""
        self.flows.add_photos(paths)

    def pick_files(self, title: str, take: Callable[[Sequence[Path]], None]) -> None:
        """Ask for files; what is chosen is taken, a cancel takes nothing."""
        dialog = QFileDialog(
            cast("QWidget", self), title, str(self.memory.value("files/folder", str(Path.home())))
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        # The interpreter of an environment is a link: what it points at has not its packages.
        dialog.setOption(QFileDialog.Option.DontResolveSymlinks)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def chosen(names: list[str]) -> None:
            self.memory.setValue("files/folder", str(Path(names[0]).parent))
            take([Path(name) for name in names])

        dialog.filesSelected.connect(chosen)
        dialog.open()

    def save_then(self, go: Callable[[], None] | None) -> None:
        """Save, asking where if need be, and go on when that worked."""
        bench = self.desk.bench
        if bench.path is None or bench.is_read_only:
            self._ask_save_as(go)
        elif bench.save():
            self.desk.told.emit(text("gui.saved", file=bench.path.name))
            if go is not None:
                go()

    def _ask_save_as(self, go: Callable[[], None] | None = None) -> None:
        project = self.desk.project
        if project is None:
            return
        folder = str(self.memory.value("files/folder", str(Path.home())))
        name = file_name_for(project.title or self.desk.look.say("untitled"))
        title = self.actions_by_key["save_as"].text()
        dialog = QFileDialog(cast("QWidget", self), title, folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def chosen(path: str) -> None:
            if self.flows.save_as(Path(path)) and go is not None:
                go()

        dialog.fileSelected.connect(chosen)
        dialog.open()

    def pick_target(self, title: str, name: str, take: Callable[[Path], None]) -> None:
        """Ask where to write; what is chosen is taken, a cancel takes nothing."""
        folder = str(self.memory.value("files/folder", str(Path.home())))
        dialog = QFileDialog(cast("QWidget", self), title, folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: take(Path(path)))
        dialog.open()

    def _ask_export_path(self, current: Path) -> Path | None:
        chosen, _filter = QFileDialog.getSaveFileName(
            cast("QWidget", self), self.desk.look.say("export.choose"), str(current)
        )
        return Path(chosen) if chosen else None
