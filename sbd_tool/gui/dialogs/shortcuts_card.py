"""The shortcuts editor: each action with its keys; taken keys are told; a file shares them."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QFileDialog,
    QKeySequenceEdit,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from sbd_tool.app.shortcuts import chosen_keys, export_keys, imported_keys, with_keys
from sbd_tool.domain.errors import SbdError
from sbd_tool.domain.text import Text, text
from sbd_tool.gui.actions import ACTIONS, SPECS, give_keys, keys_of
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.dialogs.card import FloatingCard
from sbd_tool.gui.widgets.basics import STRETCH, button, column, label, row

WIDTH_PX: Final = 520
LIST_PX: Final = 300
LEAST_LIST_PX: Final = 120
OTHERS_PX: Final = 260
"""Of the window, beside the list: title, fields, buttons and edges."""
KEY: Final = Qt.ItemDataRole.UserRole
PORTABLE: Final = QKeySequence.SequenceFormat.PortableText


class ShortcutsCard(FloatingCard):
    """A list to look through, and below it the keys of the chosen action."""

    def __init__(self, desk: Desk, host: QWidget, actions: Mapping[str, QAction]) -> None:
        super().__init__(desk.look, host, _say(desk, "shortcuts"), "shortcuts_card")
        self.desk, self.actions_by_key = desk, actions
        self.search = QLineEdit()
        self.search.setObjectName("shortcuts_search")
        self.search.setAccessibleName(_say(desk, "shortcuts.search"))
        self.search.setPlaceholderText(_say(desk, "shortcuts.search"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.list = self._build_list(host.height())
        self.keys = QKeySequenceEdit()
        self.keys.setObjectName("shortcut_keys")
        self.keys.setAccessibleName(_say(desk, "shortcuts.keys"))
        self.keys.setMaximumSequenceLength(1)
        self.keys.setClearButtonEnabled(True)
        for field in self.keys.findChildren(QLineEdit):  # its own words are always English
            field.setPlaceholderText(_say(desk, "shortcuts.press"))
        self.keys.keySequenceChanged.connect(self._show_conflict)
        self.told = label("", "small", is_wrapped=True)
        self.told.setObjectName("shortcut_told")
        self.set_body(
            column(
                self.search,
                self.list,
                self._build_edit(),
                self.told,
                self._build_foot(),
                spacing=10,
                margins=(20, 14, 20, 18),
            )
        )
        self.setFocusProxy(self.search)
        self.refresh()

    def refresh(self) -> None:
        """Show the keys as they stand."""
        self.list.clear()
        own = chosen_keys(self.desk.bench.settings)
        for spec in ACTIONS:
            action = self.actions_by_key[spec.key]
            keys = ", ".join(key.toString() for key in action.shortcuts())
            item = QTreeWidgetItem([action.text(), keys])
            item.setData(0, KEY, spec.key)
            if spec.key in own:
                item.setFont(1, self.look.theme.font("body", "semibold"))
                item.setToolTip(1, _say(self.desk, "shortcuts.changed"))
            self.list.addTopLevelItem(item)
        self._filter(self.search.text())

    def _build_list(self, room_px: int) -> QTreeWidget:
        made = QTreeWidget()
        made.setObjectName("shortcuts_list")
        made.setAccessibleName(_say(self.desk, "shortcuts"))
        made.setHeaderLabels([_say(self.desk, f"shortcuts.{part}") for part in ("action", "keys")])
        made.setRootIsDecorated(False)
        made.setUniformRowHeights(True)
        made.setFixedHeight(min(LIST_PX, max(LEAST_LIST_PX, room_px - OTHERS_PX)))
        made.setColumnWidth(0, 330)
        made.currentItemChanged.connect(self._chosen)
        return made

    def _button(self, key: str, deed: Callable[[], object], role: str = "") -> QWidget:
        words = _say(self.desk, f"shortcuts.{key}")
        made = button(self.look.theme, words, f"shortcuts_{key}", role=role)
        made.clicked.connect(lambda _checked=False: deed())
        return made

    def _build_edit(self) -> QWidget:
        line = row(
            self.keys,
            self._button("set", self._set, "primary"),
            self._button("reset", lambda: self._keep(None)),
            spacing=8,
        )
        line.setStretch(0, 1)
        made = QWidget()
        made.setLayout(line)
        return made

    def _build_foot(self) -> QWidget:
        made = QWidget()
        made.setLayout(
            row(
                self._button("import", self._ask_import),
                self._button("export", self._ask_export),
                STRETCH,
                self._button("reset_all", self._reset_all),
                spacing=8,
            )
        )
        return made

    @property
    def chosen(self) -> str | None:
        """Key of the chosen action."""
        item = self.list.currentItem()
        return None if item is None else str(item.data(0, KEY))

    def _chosen(self) -> None:
        key = self.chosen
        self.keys.setKeySequence(
            QKeySequence() if key is None else self.actions_by_key[key].shortcut()
        )
        self._show_conflict()

    def _conflict(self) -> QAction | None:
        wanted, own = self.keys.keySequence(), self.chosen
        if wanted.isEmpty():
            return None
        for key, action in self.actions_by_key.items():
            if key != own and wanted in action.shortcuts():
                return action
        return None

    def _show_conflict(self) -> None:
        taken = self._conflict()
        self._tell(None if taken is None else text("frame.shortcuts.taken", action=taken.text()))

    def _tell(self, words: Text | None) -> None:
        self.told.setText("" if words is None else self.look.word(words))

    def _set(self) -> None:
        if self._conflict() is not None:
            self._show_conflict()
            self.keys.setFocus()
            return
        keys = self.keys.keySequence().toString(PORTABLE)
        self._keep((keys,) if keys else ())

    def _keep(self, keys: tuple[str, ...] | None) -> None:
        key = self.chosen
        if key is None:
            self._tell(text("frame.shortcuts.pick"))
            return
        bench = self.desk.bench
        bench.set_settings(with_keys(bench.settings, key, keys))
        self._apply()
        words = keys_of(self.actions_by_key[key]) or _say(self.desk, "shortcuts.none")
        self._tell(text("frame.shortcuts.kept", action=self.actions_by_key[key].text(), keys=words))

    def _apply(self) -> None:
        own, current = chosen_keys(self.desk.bench.settings), self.chosen
        for key, action in self.actions_by_key.items():
            give_keys(self.look, action, SPECS[key], own.get(key, SPECS[key].keys))
        self.refresh()
        for number in range(self.list.topLevelItemCount()):
            item = self.list.topLevelItem(number)
            if item is not None and item.data(0, KEY) == current:
                self.list.setCurrentItem(item)

    def _reset_all(self) -> None:
        bench, settings = self.desk.bench, self.desk.bench.settings
        for one in settings.shortcuts:
            settings = with_keys(settings, one.action, None)
        bench.set_settings(settings)
        self._apply()
        self._tell(text("frame.shortcuts.all_reset"))

    def _ask_import(self) -> None:
        self._ask(QFileDialog.AcceptMode.AcceptOpen, self.take_file)

    def _ask_export(self) -> None:
        self._ask(QFileDialog.AcceptMode.AcceptSave, self.write_file)

    def _ask(self, mode: QFileDialog.AcceptMode, take: Callable[[Path], None]) -> None:
        dialog = QFileDialog(cast("QWidget", self.parent()), _say(self.desk, "shortcuts"))
        dialog.setAcceptMode(mode)
        dialog.setNameFilter("JSON (*.json)")
        dialog.setDefaultSuffix("json")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: take(Path(name)))
        dialog.open()

    def take_file(self, path: Path) -> None:
        """Use the keys of a file instead of those chosen so far."""
        bench = self.desk.bench
        try:
            settings, left = imported_keys(bench.settings, path, SPECS)
        except SbdError as error:
            bench.report(error)
            return
        bench.set_settings(settings)
        self._apply()
        self._tell(text("frame.shortcuts.taken_from", file=path.name, count=left))

    def write_file(self, path: Path) -> None:
        """Write the chosen keys."""
        try:
            export_keys(self.desk.bench.settings, path)
        except SbdError as error:
            self.desk.bench.report(error)
            return
        self._tell(text("frame.shortcuts.written", file=path.name))

    def _filter(self, words: str) -> None:
        wanted = words.casefold().strip()
        for number in range(self.list.topLevelItemCount()):
            item = self.list.topLevelItem(number)
            if item is not None:
                row_words = f"{item.text(0)} {item.text(1)}".casefold()
                item.setHidden(wanted not in row_words)


def _say(desk: Desk, key: str) -> str:
    return desk.look.word(text(f"frame.{key}"))
