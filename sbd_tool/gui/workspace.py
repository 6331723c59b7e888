"""The workspace: docks around the map, the ledger book under it; all can be put back."""

from functools import partial
from typing import Final

from PySide6.QtCore import QByteArray, QSettings, QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QDockWidget,
    QLayout,
    QMainWindow,
    QToolButton,
    QWidget,
)

from sbd_tool.gui.designs.menus import DesignMenus
from sbd_tool.gui.designs.name_card import ask_name
from sbd_tool.gui.designs.strip import StateStrip
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.map_area import MapArea
from sbd_tool.gui.panels.book import LedgerBook
from sbd_tool.gui.panels.catalogue import CataloguePanel
from sbd_tool.gui.panels.history import HistoryPanel
from sbd_tool.gui.panels.inspector import InspectorPanel
from sbd_tool.gui.panels.layers import LayersPanel
from sbd_tool.gui.panels.messages import MessagesPanel
from sbd_tool.gui.panels.table.panel import TablePanel
from sbd_tool.gui.theme import mark
from sbd_tool.gui.widgets.basics import ElidedLabel, column, holder, row, tool
from sbd_tool.gui.work_list import WorkList

TABS_BELOW_PX: Final = 1280
SLIDE_BELOW_PX: Final = 1100
FOLD_BELOW_PX: Final = 700
LOW_BELOW_PX: Final = 640
Area = Qt.DockWidgetArea


class DockHead(QWidget):
    """Head of a panel; a dock asks its hint for the height, not its limits."""

    def __init__(self, inner: QLayout, height_px: int) -> None:
        super().__init__()
        self._height_px = height_px
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setLayout(inner)
        mark(self, "panel")
        self.setFixedHeight(height_px)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height_px)


class Workspace(QMainWindow):
    """Docks of one project."""

    def __init__(self, desk: Desk, actions: dict[str, QAction], memory: QSettings) -> None:
        super().__init__()
        self.desk, self.memory = desk, memory
        self.setObjectName("workspace")
        self.setWindowFlags(Qt.WindowType.Widget)
        self.map_area = MapArea(desk, actions)
        ask = partial(ask_name, desk, self.map_area)
        self.menus = DesignMenus(desk, ask, actions["compare_options"].trigger)
        self.strip = StateStrip(desk, self.menus)
        self.setCentralWidget(holder(column(self.map_area, self.strip, spacing=0)))
        self.layers = self._dock("layers", LayersPanel(desk), self._adder(actions))
        catalogue = CataloguePanel(desk)
        self.catalogue = self._dock("catalogue", catalogue, self._filterer(catalogue))
        self.inspector = self._dock("inspector", InspectorPanel(desk))
        self.work = self._dock("work", WorkList(desk), has_head=False)
        self.book = self._dock("book", LedgerBook(desk), has_head=False)
        self.history = self._dock("history", HistoryPanel(desk))
        self.table_panel = TablePanel(desk)
        self.table = self._dock("table", self.table_panel, has_head=False)
        self.table_panel.bar.close_button.clicked.connect(self.table.close)
        desk.table_wanted.connect(self.show_table)
        self.messages = self._dock("messages", MessagesPanel(desk))
        self.setCorner(Qt.Corner.BottomLeftCorner, Area.LeftDockWidgetArea)
        self.setCorner(Qt.Corner.BottomRightCorner, Area.RightDockWidgetArea)
        self.setDockOptions(
            QMainWindow.DockOption.AllowNestedDocks | QMainWindow.DockOption.AllowTabbedDocks
        )
        self.setTabPosition(Area.AllDockWidgetAreas, self.tabPosition(Area.TopDockWidgetArea))
        self._mode = ""
        self._is_restored = False
        self._held: QByteArray | None = None
        self.reset_layout()

    @property
    def docks(self) -> tuple[QDockWidget, ...]:
        """All docks, in reading order."""
        shown = (self.layers, self.catalogue, self.book, self.inspector, self.work)
        return *shown, *self.hidden_docks

    @property
    def hidden_docks(self) -> tuple[QDockWidget, ...]:
        """Docks that are there only for those who ask for them."""
        return self.history, self.messages, self.table

    def show_table(self, source: str) -> None:
        """Bring the attribute table of a source to the front."""
        self.table.show()
        self.table.raise_()
        self.table_panel.show_source(source)
        self.table_panel.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def toggle_table(self) -> None:
        """Show the table of the chosen layer, or put it away while the keyboard is in it."""
        panel, layers = self.table_panel, self.layers.widget()
        focus = QApplication.focusWidget()
        if focus is not None and panel.isAncestorOf(focus):
            self.table.close()
            self.map_area.canvas.setFocus()
            return
        chosen = layers.chosen_layer if isinstance(layers, LayersPanel) else ""
        self.show_table(chosen or panel.wish.source)

    def reset_layout(self) -> None:
        """Put every panel where the design has it."""
        for dock in self.docks:
            dock.setFloating(False)
            self.removeDockWidget(dock)
        left, right = Area.LeftDockWidgetArea, Area.RightDockWidgetArea
        self.addDockWidget(left, self.layers)
        self.addDockWidget(left, self.catalogue)
        self.addDockWidget(right, self.inspector)
        self.addDockWidget(right, self.work)
        for dock in (self.history, self.messages):
            self.addDockWidget(left, dock)
        self.addDockWidget(Area.BottomDockWidgetArea, self.book)
        self.tabifyDockWidget(self.book, self.table)
        for dock in self.docks:
            dock.setVisible(dock not in self.hidden_docks)
        self._size_docks()
        self._mode = ""
        self._adapt()

    def keep_layout(self) -> None:
        """Remember where the panels are."""
        state = self.saveState() if self._held is None else self._held
        self.memory.setValue(f"workspace/{self._key()}", state)

    def hold_layout(self) -> None:
        """Put all panels away and remember how they stood; until `release_layout` none comes."""
        if self._held is None:
            self._held = self.saveState()
        for dock in self.docks:
            dock.hide()

    def release_layout(self) -> None:
        """Panels as they stood before `hold_layout`."""
        held, self._held = self._held, None
        if held is not None:
            self.restoreState(held)
        self._adapt()

    def toggle_panels(self) -> None:
        """Hide all panels, or show them again."""
        is_any = any(dock.isVisible() for dock in self.docks)
        for dock in self.docks:
            dock.setVisible(not is_any and dock not in self.hidden_docks)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._adapt()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._is_restored:
            self._is_restored = True
            self._restore()
        self._adapt()

    def _restore(self) -> None:
        """Panels as they were left; only a shown window has the room to give them their sizes."""
        saved = self.memory.value(f"workspace/{self._key()}")
        if not isinstance(saved, QByteArray) or not self.restoreState(saved):
            self._size_docks()

    def _size_docks(self) -> None:
        theme = self.desk.look.theme
        grow, flat, upright = theme.text_scale, Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        sides = [round(theme.px("size", side) * grow) for side in ("left", "right")]
        self.resizeDocks([self.layers, self.inspector], sides, flat)
        self.resizeDocks([self.book], [round(theme.px("size", "ledger") * grow)], upright)
        room = max(400, self.height())
        self.resizeDocks(
            [self.layers, self.catalogue], [round(room * 0.5), round(room * 0.5)], upright
        )
        self.resizeDocks(
            [self.inspector, self.work], [round(room * 0.52), round(room * 0.48)], upright
        )

    def _adapt(self) -> None:
        """Narrow windows: left panels become tabs, the right ones give way, the book folds."""
        if self._held is not None:
            return
        width, height = self.width(), self.height()
        mode = "wide" if width >= TABS_BELOW_PX else "tabs" if width >= SLIDE_BELOW_PX else "slim"
        self._fold(width - 284 - (332 if mode != "slim" else 0), height)
        if mode == self._mode or not self.isVisible():
            return
        was_wide, self._mode = self._mode in ("", "wide"), mode
        if mode != "wide" and was_wide:
            self.tabifyDockWidget(self.layers, self.catalogue)
            self.layers.raise_()
        elif mode == "wide" and not was_wide:
            self.splitDockWidget(self.layers, self.catalogue, Qt.Orientation.Vertical)
        for dock in (self.inspector, self.work):
            dock.setVisible(mode != "slim")

    def _fold(self, room_px: int, height_px: int) -> None:
        book = self.book.widget()
        if not isinstance(book, LedgerBook):
            return
        is_folded = room_px < FOLD_BELOW_PX or height_px < LOW_BELOW_PX
        if book.set_folded(is_folded=is_folded):
            self.resizeDocks([self.book], [book.sizeHint().height()], Qt.Orientation.Vertical)

    def show_right(self) -> None:
        """Bring the inspector in on a slim window: somebody asked for a page of it."""
        if not self.inspector.isVisible():
            self.inspector.show()

    def _dock(
        self, key: str, panel: QWidget, extra: QToolButton | None = None, *, has_head: bool = True
    ) -> QDockWidget:
        look = self.desk.look
        title = look.say(f"dock.{key}")
        dock = QDockWidget(title)
        dock.setObjectName(f"dock_{key}")
        dock.setAccessibleName(title)
        panel.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        mark(panel, "panel")
        dock.setWidget(panel)
        head = QWidget()
        if has_head:
            words = ElidedLabel(title, "strong")
            shut = tool(
                look.theme, "x", f"close_{key}", look.say("dock.close", panel=title), size_px=14
            )
            shut.clicked.connect(dock.close)
            made = row(
                words,
                *([extra] if extra is not None else []),
                shut,
                spacing=2,
                margins=(16, 6, 8, 4),
            )
            made.setStretch(0, 1)
            head = DockHead(made, round(40 * look.theme.text_scale))
        dock.setTitleBarWidget(head)
        return dock

    def _adder(self, actions: dict[str, QAction]) -> QToolButton:
        look = self.desk.look
        made = tool(look.theme, "plus", "add_plan_button", actions["add_plan"].text())
        made.clicked.connect(actions["add_plan"].trigger)
        return made

    def _filterer(self, panel: CataloguePanel) -> QToolButton:
        look = self.desk.look
        made = tool(look.theme, "funnel", "catalogue_filter", look.say("catalogue.filter"))
        made.clicked.connect(panel.toggle_filters)
        return made

    def _key(self) -> str:
        screen = self.screen()
        return screen.name().replace("/", "_")
