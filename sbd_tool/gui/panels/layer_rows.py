"""Rows of the layer tree: eye, swatch in map style, name, count or badge."""

from typing import Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from sbd_tool.cartography.styles import style_of
from sbd_tool.domain.roles import Role
from sbd_tool.gui import paint
from sbd_tool.gui.icons import icon
from sbd_tool.gui.look import Look
from sbd_tool.gui.panels.layer_annotations import REMARKS, draw_remark_sign
from sbd_tool.gui.panels.layer_model import HEARD, SEEN, Data, Entry, LayerModel
from sbd_tool.gui.panels.layer_notes import draw_note_icon
from sbd_tool.gui.panels.layer_tints import draw_tints

EYE: Final = QRectF(6, 0, 22, 22)
ROW_PX: Final = 29
NAME_PX: Final = 62
"""Where names begin."""
LEAST_NAME_PX: Final = 64


class RowDelegate(QStyledItemDelegate):
    """Eye, swatch in map style, name, count or badge."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.look = look

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        del option
        entry: Entry = index.data(Data.ENTRY)
        line = paint.line_height(self.look.theme.font("body"))
        return QSize(120, round(max(ROW_PX, line + 12) if entry.kind != "group" else line + 14))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        entry: Entry = index.data(Data.ENTRY)
        theme = self.look.theme
        painter.save()
        paint.hints(painter)
        box = QRectF(option.rect)
        if entry.kind == "group":
            self._group(painter, box, entry, option.state)
        else:
            state = option.state
            is_chosen = bool(state & QStyle.StateFlag.State_Selected)
            is_hot = bool(state & QStyle.StateFlag.State_MouseOver)
            if is_chosen or is_hot:
                tone = theme.color("pressed" if is_chosen else "hover")
                paint.round_rect(painter, box.adjusted(4, 0, -4, 0), 6, tone)
            self._row(painter, box, entry, is_chosen=is_chosen)
        painter.restore()

    def _group(self, p: QPainter, box: QRectF, entry: Entry, state: QStyle.StateFlag) -> None:
        theme = self.look.theme
        font = theme.font("micro", "semibold")
        font.setLetterSpacing(font.SpacingType.AbsoluteSpacing, 0.6)
        is_open = bool(state & QStyle.StateFlag.State_Open)
        is_hot = bool(state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected))
        tone = "ink" if is_hot else "ink_3"
        sign = icon(theme, "caret-down" if is_open else "caret-right", tone)
        sign.paint(p, round(box.left() + 14), round(box.center().y() + 3 - 6), 12, 12)
        words = box.adjusted(31, 6, -14, 0)
        paint.text(p, words, entry.name.upper(), font, theme.color(tone))
        if not is_open and entry.count:
            number = self.look.words.number(entry.count)
            font = theme.font("caption", is_tabular=True)
            paint.text(p, words, number, font, theme.color("ink_3"), paint.RIGHT)

    def _row(self, p: QPainter, box: QRectF, entry: Entry, *, is_chosen: bool) -> None:
        theme = self.look.theme
        y = box.center().y()
        if entry.kind != "family":
            sign = icon(theme, "eye" if entry.is_visible else "eye-closed", "ink_2")
            sign.paint(p, round(box.left() + 12), round(y - 8), 16, 16)
        at = QPointF(box.left() + 44, y)
        if entry.tints:
            draw_tints(p, theme, at, entry.tints)
        else:
            draw_swatch(p, self.look, at, entry)
        right = box.right() - 14
        if entry.badge:
            right = self._badge(p, QPointF(right, y), entry, right - box.left() - NAME_PX)
        elif entry.count:
            number = self.look.words.number(entry.count)
            font = theme.font("caption", is_tabular=True)
            width = paint.width(number, font)
            end = QRectF(right - width, box.top(), width, box.height())
            paint.text(p, end, number, font, theme.color("ink_3"), paint.RIGHT)
            right -= width
            if entry.is_confirmed:
                icon(theme, "check", "ink_3").paint(p, round(right - 19), round(y - 6), 12, 12)
                right -= 20
        for own, _ in entry.signs:
            icon(theme, own, "ink_2").paint(p, round(right - 20), round(y - 7), 14, 14)
            right -= 19
        name = QRectF(box.left() + 62, box.top(), right - box.left() - 70, box.height())
        tone = theme.color("ink" if entry.is_visible else "ink_3")
        font = theme.font("body", "semibold" if is_chosen else "regular")
        paint.text(p, name, entry.name, font, tone, is_elided=True)

    def _badge(self, p: QPainter, end: QPointF, entry: Entry, room_px: float) -> float:
        """Dashed for a guess, plain for what lies above or below the square.

        Where it would leave the name no room it shrinks to a sign; the tooltip says it in full.
        """
        theme, words = self.look.theme, entry.badge
        if room_px - paint.width(words, theme.font("micro", "semibold")) < LEAST_NAME_PX:
            words = "?" if entry.is_doubtful else words[:1]
        right, y = end.x(), end.y()
        tone = theme.color("warn" if entry.is_doubtful else "ink_3")
        font = theme.font("micro", "semibold")
        width, height = paint.width(words, font) + 11, paint.line_height(font) + 4
        box = QRectF(right - width, y - height / 2, width, height)
        pen = QPen(tone, 1)
        if entry.is_doubtful:
            pen.setDashPattern([2.5, 2])
        p.setPen(pen)
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.drawRoundedRect(box, 4, 4)
        paint.text(p, box, words, font, tone, paint.CENTER)
        return box.left()

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        if event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            entry: Entry = index.data(Data.ENTRY)
            at = event.position().x() - option.rect.left()
            if entry.kind in SEEN and EYE.left() <= at <= EYE.right() + 4:
                if event.modifiers() & Qt.KeyboardModifier.AltModifier:
                    return self._solo(model, index)
                flipped = Qt.CheckState.Unchecked if entry.is_visible else Qt.CheckState.Checked
                return model.setData(index, flipped, Qt.ItemDataRole.CheckStateRole)
        return False

    def _solo(self, model: QAbstractItemModel, index: QModelIndex | QPersistentModelIndex) -> bool:
        if isinstance(model, LayerModel):
            model.solo(index)
        return True

    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        made = super().createEditor(parent, option, index)
        made.setObjectName("layer_name")
        made.setAccessibleName(self.look.say("layers.rename"))
        return made

    def updateEditorGeometry(
        self,
        editor: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        del index
        editor.setGeometry(option.rect.adjusted(54, 0, -8, 0))


def draw_swatch(p: QPainter, look: Look, c: QPointF, entry: Entry) -> None:
    """A layer's look on the map in small."""
    theme = look.theme
    if entry.kind != "layer":
        _draw_other(p, look, c, entry)
        return
    if entry.role == Role.SITE_BOUNDARY:
        pen = QPen(theme.color("map.boundary"), 1.8)
        pen.setDashPattern([4, 2, 1, 2])
        p.setPen(pen)
        p.drawLine(QPointF(c.x() - 9, c.y()), QPointF(c.x() + 9, c.y()))
        return
    style = style_of(Role(entry.role) if entry.role else None)
    if style is None:
        return
    if style.dot and not style.fill:
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(theme.color(style.dot))
        p.drawEllipse(c, 4.5, 4.5)
    elif entry.role == Role.TREE:
        p.setPen(QPen(theme.color("map.tree_edge"), 1))
        p.setBrush(theme.color("map.tree"))
        p.drawEllipse(c, 6, 6)
    elif style.fill:
        fill: QColor = theme.color(style.fill)
        edge = theme.color("line_strong", 0.8)
        paint.round_rect(p, QRectF(c.x() - 8, c.y() - 5.5, 16, 11), 2, fill, edge)
    elif style.line or style.edge:
        pen = QPen(theme.color(style.line or style.edge), 2.2)
        if style.dash_mm:
            pen.setDashPattern([3, 2])
        p.setPen(pen)
        p.drawLine(QPointF(c.x() - 8, c.y()), QPointF(c.x() + 8, c.y()))


def _draw_other(p: QPainter, look: Look, c: QPointF, entry: Entry) -> None:
    """The sign of a row that is no layer."""
    if entry.kind == "family":
        look.symbols.family(p, entry.id, c, 6.0)
    elif entry.kind == REMARKS:
        draw_remark_sign(p, look.theme, c, entry.id)
    elif entry.kind == HEARD:
        draw_note_icon(p, look.theme, c, entry.id)
    elif entry.kind == "picture":
        sign = icon(look.theme, "image", "ink_2")
        sign.paint(p, round(c.x() - 8), round(c.y() - 8), 16, 16)


class LayerTree(QTreeView):
    """Rows with eye and swatch; Space shows or hides the chosen layer."""

    def __init__(self, look: Look, model: LayerModel) -> None:
        super().__init__()
        self.setObjectName("layer_tree")
        self.setAccessibleName(look.say("layers.title"))
        self.setModel(model)
        self.setItemDelegate(RowDelegate(look, self))
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setItemsExpandable(True)
        self.setExpandsOnDoubleClick(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDropIndicatorShown(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.clicked.connect(self._toggle_group)
        self.setMouseTracking(True)
        self.setUniformRowHeights(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _toggle_group(self, index: QModelIndex) -> None:
        entry = index.data(Data.ENTRY)  # None when the click has changed the rows meanwhile
        if entry is not None and entry.kind == "group":
            self.setExpanded(index, not self.isExpanded(index))

    def drawBranches(
        self, painter: QPainter, rect: object, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """No branches: groups are headings."""
