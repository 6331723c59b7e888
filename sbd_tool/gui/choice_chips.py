"""Which design option and which state in time the window shows, by name."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from sbd_tool.domain.overrides import Place
from sbd_tool.domain.place_names import option_name, state_name
from sbd_tool.domain.text import Text
from sbd_tool.gui.designs.menus import DesignMenus
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.icons import icon
from sbd_tool.gui.widgets.basics import row

SIGNS: Final = {"option": "git-branch", "time_state": "clock"}


class ChoiceChips(QWidget):
    """Two chips, each with its list; both hold one entry until a project has more.

    Where there is room for neither, one sign opens both lists.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.menus: DesignMenus | None = None  # what can be done with states and options
        self.chips = {kind: self._chip(kind) for kind in SIGNS}
        self.both = self._both()
        self.setLayout(row(*self.chips.values(), self.both, spacing=4))
        for signal in (desk.project_opened, desk.project_changed, desk.assessed):
            signal.connect(self.refresh)
        self.refresh()

    def _chip(self, kind: str, sign: str = "") -> QToolButton:
        made = QToolButton()
        made.setObjectName(f"{kind}_chip")
        made.setProperty("role", "chip")
        made.setIcon(icon(self.desk.look.theme, sign or SIGNS[kind]))
        made.setAccessibleName(self.desk.look.say(f"chip.{kind}"))
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        menu = QMenu(made)
        menu.setObjectName(f"{kind}_menu")
        made.setMenu(menu)
        return made

    def _both(self) -> QToolButton:
        made = self._chip("place", sign="git-branch")
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        for chip in self.chips.values():
            made.menu().addMenu(chip.menu())
        made.hide()
        return made

    def show_one(self, *, is_one: bool) -> None:
        """One sign in place of both chips, or the chips."""
        self.both.setVisible(is_one)
        for chip in self.chips.values():
            chip.setHidden(is_one)

    def show_names(self, *, is_named: bool) -> None:
        """With names, or, where room is short, as signs whose tips say them."""
        style = Qt.ToolButtonStyle
        wanted = style.ToolButtonTextBesideIcon if is_named else style.ToolButtonIconOnly
        for chip in self.chips.values():
            chip.setToolButtonStyle(wanted)

    def refresh(self) -> None:
        """Show names as they stand."""
        project, place = self.desk.project, self.desk.place
        if project is None:
            return
        shown = {"option": place.option, "time_state": place.time_state}
        entries = {
            "option": [(one.key, option_name(project, one.key)) for one in project.options],
            "time_state": [(one.key, state_name(project, one.key)) for one in project.time_states],
        }
        for kind, chip in self.chips.items():
            self._fill(kind, chip, entries[kind], shown[kind])
        facts = "\n".join(chip.toolTip() for chip in self.chips.values())
        self.both.setAccessibleName(facts.replace("\n", ". "))
        self.both.setToolTip(facts)

    def _fill(
        self, kind: str, chip: QToolButton, entries: list[tuple[str, Text]], current: str
    ) -> None:
        look, menu = self.desk.look, chip.menu()
        menu.clear()
        name = current
        group = QActionGroup(menu)
        for key, own in entries:
            words = look.word(own)
            action = QAction(words, menu)
            action.setCheckable(True)
            action.setChecked(key == current)
            action.triggered.connect(partial(self._chosen, kind, key))
            group.addAction(action)
            menu.addAction(action)
            name = words if key == current else name
        if self.menus is not None:
            self._add_deeds(kind, menu)
        chip.setText(name)
        fact = f"{look.say(f'chip.{kind}')}: {name}"
        chip.setAccessibleName(fact)
        chip.setToolTip(fact)
        menu.setTitle(fact.replace("&", "&&"))

    def _chosen(self, kind: str, key: str, *_checked: object) -> None:
        place = self.desk.place
        option = key if kind == "option" else place.option
        self.desk.bench.stand_in(Place(option, key if kind == "time_state" else place.time_state))

    def _add_deeds(self, kind: str, menu: QMenu) -> None:
        if self.menus is None:
            return
        if kind == "option":
            self.menus.option_menu(menu)
            return
        menu.addSeparator()
        more = self.menus.new_state_menu(menu)
        more.setTitle(self.desk.look.words_of("states.action.state_new"))
        menu.addMenu(more)
