"""The palette: find a measure by typing, see what it does to both ledgers, take it in hand."""

from typing import Final

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from sbd_tool.domain.catalogue import MeasureKind
from sbd_tool.gui import paint
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.icons import icon
from sbd_tool.gui.look import Look
from sbd_tool.gui.panels.catalogue_model import KindData, KindFilter, KindModel
from sbd_tool.gui.theme import mark
from sbd_tool.gui.widgets.basics import ElidedLabel, column, holder, label, row
from sbd_tool.gui.widgets.controls import Select
from sbd_tool.gui.widgets.signs import ledger_sign

COLUMNS: Final = 3
TILE_TEXT_LINES: Final = 3
STEP_PX: Final = 6.0


class TileDelegate(QStyledItemDelegate):
    """Marker, name in two lines, and the effect on both ledgers: always both."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.look = look
        self.armed: str | None = None
        self.tile = QSize(82, 88)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        del option, index
        return self.tile

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        kind: MeasureKind = index.data(KindData.KIND)
        painter.save()
        paint.hints(painter)
        box = QRectF(option.rect).adjusted(2, 2, -3, -3)
        state = option.state
        is_armed = kind.key == self.armed
        is_hot = bool(state & QStyle.StateFlag.State_MouseOver)
        theme = self.look.theme
        ground = theme.color("hover" if is_hot or is_armed else "surface")
        edge = theme.color("ink" if is_armed else "line")
        paint.round_rect(painter, box, 8, ground, edge, 1.6 if is_armed else 1)
        centre = QPointF(box.center().x(), box.top() + 20)
        self.look.symbols.measure(painter, kind.symbol, kind.family, centre, 24)
        self._name(painter, box, self.look.word(kind.name))
        for ledger, side, value in (
            ("openness", -1, kind.effect.openness),
            ("protection", 1, kind.effect.protection),
        ):
            middle = QPointF(box.center().x() + side * box.width() * 0.24, box.bottom() - 9)
            draw_effect(painter, self.look, middle, ledger, value)
        has_focus = bool(state & QStyle.StateFlag.State_HasFocus)
        if has_focus:
            paint.focus_ring(painter, theme, box, 8)
        painter.restore()

    def _name(self, p: QPainter, box: QRectF, words: str) -> None:
        font = self.look.theme.font("micro", "medium")
        line = paint.line_height(font)
        room = box.width() - 8
        top = box.top() + 34
        for number, part in enumerate(broken(words, room, self.look)):
            at = QRectF(box.left() + 4, top + number * line, room, line)
            ink = self.look.theme.color("ink")
            paint.text(p, at, part, font, ink, paint.CENTER, is_elided=True)


def broken(words: str, room: float, look: Look) -> list[str]:
    """Break a name between words; the last line takes the rest, however long."""
    font = look.theme.font("micro", "medium")
    parts, lines = words.split(), list[str]()
    while parts and len(lines) < TILE_TEXT_LINES - 1:
        line = parts.pop(0)
        while parts and paint.width(f"{line} {parts[0]}", font) <= room:
            line = f"{line} {parts.pop(0)}"
        lines.append(line)
    return [*lines, " ".join(parts)] if parts else lines


def draw_effect(p: QPainter, look: Look, middle: QPointF, ledger: str, value: int) -> None:
    """A short bar from a zero line: gain filled to the right, loss hollow to the left."""
    theme = look.theme
    p.setPen(QPen(theme.color("line_strong"), 1))
    p.drawLine(middle - QPointF(0, 4), middle + QPointF(0, 4))
    if not value:
        return
    width = STEP_PX * abs(value)
    left = middle.x() if value > 0 else middle.x() - width
    bar = QRectF(left, middle.y() - 2.5, width, 5)
    fill = theme.color(ledger) if value > 0 else theme.color("surface")
    paint.round_rect(p, bar, 1, fill, theme.color(ledger), 1.2)


class TileView(QListView):
    """Tiles in three columns; Enter or a click takes a kind in hand."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        delegate = self.itemDelegate()
        if isinstance(delegate, TileDelegate):
            room = self.viewport().width()
            line = paint.line_height(delegate.look.theme.font("micro", "medium"))
            width = max(64, (room - 2) // COLUMNS)
            delegate.tile = QSize(width, round(58 + TILE_TEXT_LINES * line))
            self.setGridSize(delegate.tile)


class CataloguePanel(QWidget):
    """Search line, filters and tiles."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        look = desk.look
        self.setObjectName("catalogue_panel")
        self.model = KindModel(look, self)
        self.filter = KindFilter({}, self)
        self.filter.setSourceModel(self.model)
        self.search = QLineEdit()
        self.search.setObjectName("catalogue_search")
        self.search.setAccessibleName(look.say("catalogue.search"))
        self.search.setPlaceholderText(look.say("catalogue.search"))
        self.search.setToolTip(look.say("catalogue.search_tip"))
        self.search.setClearButtonEnabled(True)
        mark(self.search, "search")
        glass = icon(look.theme, "magnifying-glass", "ink_3")
        self.search.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(lambda typed: self._filter(typed=typed))
        self.search.returnPressed.connect(self._take_first)
        self.search.installEventFilter(self)
        self.view = self._build_view(look)
        self.filters = self._build_filters(look)
        self.empty = label(look.say("catalogue.none"), "small", is_wrapped=True)
        self.empty.hide()
        key = row(
            ledger_sign(look.theme, "openness", 14),
            label(look.say("ledger.openness"), "caption", tone="openness"),
            ledger_sign(look.theme, "protection", 14),
            label(look.say("ledger.protection"), "caption", tone="protection"),
            ElidedLabel(look.say("catalogue.loss_gain"), "caption"),
            spacing=4,
        )
        key.setStretch(4, 1)
        head = column(self.search, self.filters, key, self.empty, spacing=7, margins=(12, 6, 12, 4))
        self.setLayout(column(head, holder(row(self.view, margins=(10, 0, 6, 4))), spacing=0))
        desk.project_opened.connect(self.refresh)
        desk.armed.connect(self._show_armed)
        self.refresh()

    def _build_view(self, look: Look) -> TileView:
        view = TileView()
        view.setObjectName("catalogue_tiles")
        view.setAccessibleName(look.say("catalogue.title"))
        view.setModel(self.filter)
        view.setViewMode(QListView.ViewMode.IconMode)
        view.setMovement(QListView.Movement.Static)
        view.setResizeMode(QListView.ResizeMode.Adjust)
        view.setUniformItemSizes(True)
        view.setMouseTracking(True)
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.delegate = TileDelegate(look, view)
        view.setItemDelegate(self.delegate)
        view.clicked.connect(self._take)
        view.activated.connect(self._take)
        return view

    def _build_filters(self, look: Look) -> QWidget:
        def select(name: str) -> Select:
            made = Select(look.theme, f"filter_{name}", look.say(f"catalogue.by_{name}"))
            made.addItem(look.say(f"catalogue.any_{name}"), "")
            made.setMinimumContentsLength(8)
            made.setSizeAdjustPolicy(Select.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            return made

        self.by_group, self.by_threat, self.by_ledger = map(select, ("group", "threat", "ledger"))
        for ledger in ("openness", "protection"):
            self.by_ledger.addItem(
                look.say("catalogue.helps", ledger=look.say(f"ledger.{ledger}")), ledger
            )
        self.by_group.activated.connect(lambda: self._filter(group=self.by_group.currentData()))
        self.by_threat.activated.connect(lambda: self._filter(threat=self.by_threat.currentData()))
        self.by_ledger.activated.connect(lambda: self._filter(ledger=self.by_ledger.currentData()))
        made = holder(column(self.by_threat, self.by_group, self.by_ledger, spacing=5))
        made.hide()
        return made

    def toggle_filters(self) -> None:
        """Show or hide the filters; hidden ones do not go on filtering unseen."""
        is_shown = not self.filters.isVisibleTo(self)
        self.filters.setVisible(is_shown)
        if not is_shown:
            for select in (self.by_group, self.by_threat, self.by_ledger):
                select.setCurrentIndex(0)
            self._filter(group="", threat="", ledger="")

    def refresh(self) -> None:
        """Show the catalogue of the project's edition."""
        if self.desk.project is None:
            return
        catalogue, look = self.desk.rules.catalogue, self.desk.look
        self.filter.card_groups = {card.key: card.group for card in catalogue.cards}
        self.model.show_catalogue(catalogue)
        while self.by_threat.count() > 1:
            self.by_threat.removeItem(1)
        while self.by_group.count() > 1:
            self.by_group.removeItem(1)
        for threat in catalogue.threats:
            self.by_threat.addItem(look.word(threat.name), threat.key)
        for group in dict.fromkeys(card.group for card in catalogue.cards):
            self.by_group.addItem(look.say(f"source_group.{group}"), group)
        self._filter()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.search
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Down
        ):
            self.view.setFocus()
            self.view.setCurrentIndex(self.filter.index(0, 0))
            return True
        return super().eventFilter(watched, event)

    def _filter(self, **changes: str) -> None:
        self.filter.set_filter(**changes)
        self.empty.setVisible(self.filter.rowCount() == 0)

    def _take(self, index: QModelIndex) -> None:
        kind: MeasureKind = index.data(KindData.KIND)
        self.desk.arm(None if kind.key == self.desk.armed_kind else kind.key)

    def _take_first(self) -> None:
        if self.filter.rowCount():
            kind: MeasureKind = self.filter.index(0, 0).data(KindData.KIND)
            self.desk.arm(kind.key)

    def _show_armed(self) -> None:
        self.delegate.armed = self.desk.armed_kind
        for number in range(self.filter.rowCount()):
            index = self.filter.index(number, 0)
            if index.data(KindData.KIND).key == self.desk.armed_kind:
                self.view.scrollTo(index)
        self.view.viewport().update()
