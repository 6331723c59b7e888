"""The command palette: one field that finds measures, commands, layers, findings and places."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from sbd_tool.gui import paint
from sbd_tool.gui.icons import icon, pixmap
from sbd_tool.gui.look import Look
from sbd_tool.gui.theme import mark
from sbd_tool.gui.widgets.basics import (
    STRETCH,
    clear,
    column,
    holder,
    keycap,
    label,
    row,
    rule,
    scrolled,
)
from sbd_tool.gui.widgets.ledger_parts import PaintedButton

WIDTH_PX: Final = 580
PER_GROUP: Final = 5
ROOM_PX: Final = 28
CHROME_PX: Final = 158
GROUP_PX: Final = 30
MOST_HIGH_PX: Final = 560


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing the palette can do.

    Attributes:
        group: Key of its group ("measures", "commands", "layers", "findings", "places").
        words: What is shown.
        hint: What it does, shown quietly.
        run: Does it.
        icon: Icon name, or "" when a symbol is given.
        symbol, family: Measure symbol, or "".
        haystack: Further words by which it is found.
    """

    group: str
    words: str
    hint: str
    run: Callable[[], None]
    icon: str = ""
    symbol: str = ""
    family: str = ""
    haystack: str = ""


def find(hits: Sequence[Hit], typed: str) -> list[Hit]:
    """Hits that hold every typed word; those that begin with it first; a few of each group."""
    words = typed.casefold().split()
    found = [
        hit
        for hit in hits
        if all(word in f"{hit.words} {hit.hint} {hit.haystack}".casefold() for word in words)
    ]
    first = words[0] if words else ""
    found.sort(key=lambda hit: not hit.words.casefold().startswith(first))
    kept: list[Hit] = []
    for group in dict.fromkeys(hit.group for hit in hits):
        kept += [hit for hit in found if hit.group == group][:PER_GROUP]
    return kept


class HitRow(PaintedButton):
    """One hit: sign, words, what it does."""

    def __init__(self, look: Look, hit: Hit, number: int) -> None:
        super().__init__(look.theme, f"hit_{number}", f"{hit.words}. {hit.hint}")
        self.look, self.hit, self.is_current = look, hit, False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(300, round(paint.line_height(self.theme.font("body")) + 18))

    def draw(self, p: QPainter, box: QRectF) -> None:
        theme, hit = self.theme, self.hit
        if self.is_current or self._is_hot:
            tone = theme.color("pressed" if self.is_current else "hover")
            paint.round_rect(p, box, 8, tone)
        y = box.center().y()
        if hit.symbol:
            self.look.symbols.measure(p, hit.symbol, hit.family, QPointF(23, y), 21)
        else:
            icon(theme, hit.icon or "command", "ink_2").paint(p, 13, round(y - 10), 20, 20)
        font = theme.font("body", "semibold" if self.is_current else "medium")
        room = box.width() - 60
        name = min(paint.width(hit.words, font) + 2, room)
        at = QRectF(46, box.top(), name, box.height())
        paint.text(p, at, hit.words, font, theme.color("ink"), is_elided=True)
        rest = QRectF(46 + name + 10, box.top(), room - name - 10, box.height())
        if rest.width() > 40:  # noqa: PLR2004 - room for a few letters
            paint.text(
                p, rest, hit.hint, theme.font("caption"), theme.color("ink_3"), is_elided=True
            )


class CommandPalette(QWidget):
    """Floats over the window; Enter runs, Esc gives the focus back."""

    def __init__(self, look: Look, host: QWidget, hits: Sequence[Hit]) -> None:
        super().__init__(host)
        self.look, self._hits = look, hits
        self.setObjectName("command_palette")
        self.setAccessibleName(look.say("palette.hint"))
        self._came_from = host.focusWidget()
        self._rows: list[HitRow] = []
        self._current = 0
        sign = QLabel()
        sign.setPixmap(pixmap(look.theme, "magnifying-glass", 20))
        self.edit = QLineEdit()
        self.edit.setObjectName("palette_edit")
        self.edit.setAccessibleName(look.say("palette.hint"))
        self.edit.setPlaceholderText(look.say("palette.hint"))
        mark(self.edit, "palette")
        self.edit.textChanged.connect(self._search)
        self.edit.installEventFilter(self)
        self._list: QVBoxLayout = column(spacing=0, margins=(8, 0, 8, 4))
        head = holder(row(sign, self.edit, margins=(18, 4, 16, 2), spacing=12))
        area = scrolled(holder(self._list), "palette_scroll")
        made = column(
            head,
            rule(),
            area,
            self._foot(),
            spacing=0,
            margins=(ROOM_PX, ROOM_PX - 14, ROOM_PX, ROOM_PX),
        )
        self.setLayout(made)
        self._search("")
        self.show()
        self.raise_()
        self.edit.setFocus()

    def _foot(self) -> QWidget:
        made = row(STRETCH, spacing=6, margins=(16, 6, 16, 8))
        for keys, words in (("↑ ↓", "move"), ("Enter", "run"), ("Esc", "close")):
            cap = keycap(keys)
            made.addWidget(cap)
            made.addWidget(label(self.look.say(f"palette.{words}"), "caption"))
        return holder(made)

    def _place(self, host: QWidget | None) -> None:
        """As high as its hits, up to a limit; beyond that they scroll."""
        if host is None:
            return
        width = min(WIDTH_PX + 2 * ROOM_PX, host.width() - 20)
        line = self._rows[0].sizeHint().height() if self._rows else 40
        groups = len({one.hit.group for one in self._rows})
        needed = len(self._rows) * line + groups * GROUP_PX + CHROME_PX
        height = min(max(needed, 180), MOST_HIGH_PX, host.height() - 100)
        self.setGeometry((host.width() - width) // 2, 70, width, height)

    def _search(self, typed: str) -> None:
        clear(self._list)
        self._rows = []
        found = find(self._hits, typed)
        group = ""
        for hit in found:
            if hit.group != group:
                group = hit.group
                title = label(self.look.say(f"palette.group_{group}").upper(), "micro")
                title.setContentsMargins(10, 10, 10, 4)
                self._list.addWidget(title)
            made = HitRow(self.look, hit, len(self._rows))
            made.clicked.connect(lambda _checked=False, one=hit: self._run(one))
            self._rows.append(made)
            self._list.addWidget(made)
        if not found:
            self._list.addWidget(label(self.look.say("palette.none"), "small", is_wrapped=True))
        self._list.addStretch(1)
        self._go_to(0)
        self._place(self.parentWidget())

    def _go_to(self, number: int) -> None:
        if not self._rows:
            return
        self._current = number % len(self._rows)
        for index, one in enumerate(self._rows):
            one.is_current = index == self._current
            one.update()

    def _run(self, hit: Hit) -> None:
        self.close_palette()
        hit.run()

    def close_palette(self) -> None:
        """Go away and give the focus back."""
        self.hide()
        self.deleteLater()
        if self._came_from is not None:
            self._came_from.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.edit:
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.FocusOut and self.isVisible():
            self.close_palette()
            return False
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._go_to(self._current + (1 if key == Qt.Key.Key_Down else -1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._rows:
                self._run(self._rows[self._current].hit)
        elif key == Qt.Key.Key_Escape:
            self.close_palette()
        else:
            return False
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p = QPainter(self)
        paint.hints(p)
        box = QRectF(self.rect()).adjusted(ROOM_PX, ROOM_PX - 14, -ROOM_PX, -ROOM_PX)
        paint.card(p, self.look.theme, box, 14, "dialog")
        p.end()
