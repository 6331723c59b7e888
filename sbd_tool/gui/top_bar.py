"""The top bar: brand, menus, the project's title, search, undo and redo, label, export."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QLabel,
    QMenu,
    QMenuBar,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from sbd_tool.app.labels.sets import mark_of, shown_label
from sbd_tool.domain.marking import Tlp
from sbd_tool.gui.actions import MENUS, SPECS, tip
from sbd_tool.gui.choice_chips import ChoiceChips
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.icons import icon, pixmap
from sbd_tool.gui.theme import mark
from sbd_tool.gui.widgets.basics import ElidedLabel, keycap, label, row
from sbd_tool.gui.widgets.signs import TlpChip, brand_sign

LEAST_TITLE_PX = 130  # of the project's title
BRAND_PX = 26
MARK_FROM_PX = 1100  # a narrower bar shows the TLP label alone; its tip says both
SEARCH_PX, MOST_SEARCH_PX = 150, 290
SEARCH_SIGN_PX = 40  # of a search button that is only its sign
SPACES_PX = 110  # between the parts and at both ends


def with_mnemonics(heads: Sequence[str]) -> list[str]:
    """Heads of menus with the first free letter of each marked: Alt and that letter open it."""
    taken: set[str] = set()
    marked = []
    for head in heads:
        free = (at for at, one in enumerate(head) if one.isalpha() and one.casefold() not in taken)
        at = next(free, None)
        if at is not None:
            taken.add(head[at].casefold())
        marked.append(head if at is None else f"{head[:at]}&{head[at:]}")
    return marked


def fill_menus(bar: QMenuBar, desk: Desk, actions: dict[str, QAction]) -> dict[str, QMenu]:
    """Menus from the one list of actions."""
    menus = {}
    heads = with_mnemonics([desk.look.say(f"menu.{key}") for key, _ in MENUS])
    for (key, entries), head in zip(MENUS, heads, strict=True):
        menu = bar.addMenu(head)
        menu.setObjectName(f"menu_{key}")
        menu.setToolTipsVisible(True)
        for entry in entries:
            if entry:
                menu.addAction(actions[entry])
            else:
                menu.addSeparator()
        menus[key] = menu
    return menus


class TopBar(QWidget):
    """Lies above everything on start page and workspace alike."""

    def __init__(self, desk: Desk, actions: dict[str, QAction]) -> None:
        super().__init__()
        self.desk, self.actions_by_key = desk, actions
        look = desk.look
        self.setObjectName("top_bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        mark(self, "panel")
        self._build_menu()
        self.title = ElidedLabel("", "strong")
        self.title.setObjectName("project_title")
        self.title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.search = self._build_search()
        self.undo = self._tool("undo")
        self.redo = self._tool("redo")
        self.label = TlpChip(look.theme, Tlp.CLEAR.value)
        self.chips = ChoiceChips(desk)
        self.export = self._build_export()
        self.product = label("SbD Tool", "strong")
        made = row(
            brand_sign(look.theme),
            self.product,
            self.menu,
            self.title,
            self.chips,
            self.search,
            self.undo,
            self.redo,
            4,
            self.label,
            2,
            self.export,
            spacing=6,
            margins=(14, 0, 12, 0),
        )
        made.setStretch(3, 1)
        made.setStretch(5, 1)
        self.setLayout(made)
        self.setFixedHeight(round(look.theme.px("size", "topbar") * look.theme.text_scale))
        for signal in (desk.project_opened, desk.project_changed, desk.saved_changed):
            signal.connect(self.refresh)
        desk.assessed.connect(self._show_label)
        self.refresh()

    def _build_menu(self) -> None:
        desk, actions = self.desk, self.actions_by_key
        self.menu = QMenuBar()
        self.menu.setNativeMenuBar(False)
        self.menu.setObjectName("menu_bar")
        self.menu.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.menus = fill_menus(self.menu, desk, actions)
        for more in self.menu.findChildren(QToolButton):  # menus a narrow window has no room for
            more.setIcon(icon(desk.look.theme, "caret-double-right", "ink"))
            more.setAccessibleName(desk.look.say("menu.more"))
            more.setToolTip(desk.look.say("menu.more"))

    def _build_export(self) -> QPushButton:
        look, action = self.desk.look, self.actions_by_key["export"]
        made = QPushButton(look.say("action.export_short"))
        made.setObjectName("export_button")
        made.setAccessibleName(action.text())
        mark(made, "primary")
        made.setIcon(icon(look.theme, "export", "on_ink"))
        made.setToolTip(action.toolTip())
        made.clicked.connect(action.trigger)
        return made

    def _build_search(self) -> QPushButton:
        look = self.desk.look
        made = QPushButton()
        made.setObjectName("search_button")
        made.setAccessibleName(look.say("palette.hint"))
        made.setToolTip(self.actions_by_key["palette"].toolTip())
        mark(made, "search")
        sign = QLabel()
        sign.setPixmap(pixmap(look.theme, "magnifying-glass", 16, "ink_3"))
        keys = keycap("Ctrl K")
        hint = ElidedLabel(look.say("palette.hint"), "small")
        inner = row(sign, hint, keys, spacing=8, margins=(10, 0, 8, 0))
        inner.setStretch(1, 1)
        made.setLayout(inner)
        for part in (sign, keys, hint):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._search_words = (hint, keys)
        made.setMinimumWidth(SEARCH_PX)
        made.setMaximumWidth(MOST_SEARCH_PX)
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        made.clicked.connect(self.actions_by_key["palette"].trigger)
        return made

    def _tool(self, key: str) -> QToolButton:
        action = self.actions_by_key[key]
        action.setIcon(icon(self.desk.look.theme, SPECS[key].icon))
        made = QToolButton()
        made.setDefaultAction(action)
        made.setObjectName(f"{key}_button")
        made.setAccessibleName(action.text())
        return made

    def refresh(self) -> None:
        """Title with its mark of unsaved change, labels of undo and redo."""
        desk, look = self.desk, self.desk.look
        project = desk.project
        is_open = project is not None
        star = " *" if desk.bench.is_dirty else ""
        self.title.setText(f"{project.title or look.say('untitled')}{star}" if project else "")
        self.product.setVisible(not is_open)
        for widget in (self.undo, self.redo, self.label, self.export):
            widget.setVisible(is_open)
        self._show_label()
        self._make_room()
        self._show_step("undo", "undo_of", desk.bench.undo_label is not None)
        self._show_step("redo", "redo_of", desk.bench.redo_label is not None)
        for key, action in self.actions_by_key.items():
            if key not in ("undo", "redo"):
                action.setEnabled(is_open or not SPECS[key].needs_project)

    def _show_label(self) -> None:
        if self.desk.project is None:
            return
        look, found = self.desk.look, self.desk.label
        why = " ".join(look.word(reason) for reason in found.reasons)
        project = self.desk.project
        shown = look.word(shown_label(project, found.label))
        tip = f"{look.say('label.tip')} {why or look.say('label.open')}"
        mark = mark_of(project, found.label)
        beside = mark if self.width() >= MARK_FROM_PX else ""
        self.label.show_label(found.label.value, f"{shown}. {tip}" if mark else tip, beside)

    def _make_room(self) -> None:
        """On a narrow window the search is a sign, then the chips are; last both chips are one."""
        scale, is_open = self.desk.look.theme.text_scale, self.desk.project is not None
        others = (self.menu, self.undo, self.redo, self.label, self.export)
        taken = sum(one.sizeHint().width() for one in others if not one.isHidden())
        taken += SEARCH_PX + round((LEAST_TITLE_PX + BRAND_PX) * scale)
        room = self.width() - taken - SPACES_PX
        gain = SEARCH_PX - SEARCH_SIGN_PX
        self.chips.show_one(is_one=False)
        self.chips.show_names(is_named=True)
        wanted = self.chips.sizeHint().width()
        is_short = is_open and room < wanted
        for part in self._search_words:
            part.setHidden(is_short)
        self.search.setMinimumWidth(SEARCH_SIGN_PX if is_short else SEARCH_PX)
        self.search.setMaximumWidth(SEARCH_SIGN_PX if is_short else MOST_SEARCH_PX)
        self.chips.show_names(is_named=not is_short or room + gain >= wanted)
        self.chips.setVisible(is_open)
        self.chips.show_one(is_one=room + gain < self.chips.sizeHint().width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_label()
        self._make_room()

    def _show_step(self, key: str, with_label: str, is_possible: bool) -> None:  # noqa: FBT001 - private
        look, action = self.desk.look, self.actions_by_key[key]
        step = getattr(self.desk.bench, f"{key}_label")
        words = (
            look.say(with_label, step=look.word(step)) if is_possible else look.say(f"action.{key}")
        )
        action.setText(words)
        action.setToolTip(tip(words, action))
        action.setEnabled(is_possible)


def section(words: str) -> QLabel:
    """A small heading in capitals."""
    return label(words.upper(), "micro")
