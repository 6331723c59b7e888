"""Loading and saving rule files: what a city calls its layers, to be passed on."""

from pathlib import Path
from typing import Final, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from sbd_tool.app.drawing_desk import Drawing, shared_mapping
from sbd_tool.app.import_desk import read_role_mapping, write_role_mapping
from sbd_tool.domain.role_mapping import RoleMapping
from sbd_tool.domain.text import text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.import_desk.model import DeskModel
from sbd_tool.gui.look import Look
from sbd_tool.gui.widgets.basics import button, row

SUFFIX: Final = ".yaml"
FILTER: Final = "YAML (*.yaml *.yml)"


class RuleUser(Protocol):
    """The card, as these buttons see it."""

    look: Look
    desk: Desk
    drawings: tuple[Drawing, ...]
    loaded: RoleMapping | None
    model: DeskModel

    def use_rules(self, loaded: RoleMapping) -> None:
        """Let a rule file decide."""
        ...


class RuleFileButtons(QWidget):
    """Two buttons; their file dialogs block nothing."""

    def __init__(self, card: RuleUser) -> None:
        super().__init__()
        self.card = card
        theme, say = card.look.theme, card.look.words_of
        load = button(
            theme,
            say("desk.load_rules"),
            "desk_load_rules",
            role="ghost",
            tip=say("desk.load_rules_tip"),
        )
        save = button(
            theme,
            say("desk.save_rules"),
            "desk_save_rules",
            role="ghost",
            tip=say("desk.save_rules_tip"),
        )
        load.clicked.connect(self._ask_load)
        save.clicked.connect(self._ask_save)
        self.setLayout(row(load, save, spacing=4))

    def _ask_load(self) -> None:
        dialog = self._dialog("desk.load_rules")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.load(Path(name)))
        dialog.open()

    def _ask_save(self) -> None:
        dialog = self._dialog("desk.save_rules")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(SUFFIX[1:])
        dialog.selectFile(f"{self.card.drawings[0].path.stem}-roles{SUFFIX}")
        dialog.fileSelected.connect(lambda name: self.save(Path(name)))
        dialog.open()

    def _dialog(self, title: str) -> QFileDialog:
        folder = str(self.card.drawings[0].path.parent)
        dialog = QFileDialog(self, self.card.look.words_of(title), folder, FILTER)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog

    def load(self, path: Path) -> None:
        """Let a rule file decide; a broken one is told and changes nothing."""
        try:
            loaded = read_role_mapping([path])
        except Exception as error:  # noqa: BLE001 # boundary: a person's file; told in words
            self.card.desk.report(error)
            return
        if loaded is not None:
            self.card.use_rules(loaded)
            self.card.desk.told.emit(
                text("desk.rules_loaded", file=path.name, count=len(loaded.rules))
            )

    def save(self, path: Path) -> None:
        """Write everything the table says."""
        card, say = self.card, self.card.look.words_of
        mapping = shared_mapping(
            card.model.entries,
            card.loaded,
            card.model.chosen,
            edition=path.stem[:120],
            author=card.desk.bench.settings.author or say("desk.rules_author"),
            reason=say("desk.rules_reason", file=card.drawings[0].path.name[:120]),
        )
        try:
            write_role_mapping(mapping, path)
        except Exception as error:  # noqa: BLE001 # boundary: the place may refuse; told in words
            card.desk.report(error)
            return
        card.desk.told.emit(text("desk.rules_saved", file=path.name, count=len(mapping.rules)))
