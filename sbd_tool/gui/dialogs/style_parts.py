"""Parts of the style card: a row of colours, and the list of classes."""

import re
from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from sbd_tool.cartography.layer_looks import PALETTE, drawn_parts
from sbd_tool.domain.layer_style import NO_FILL
from sbd_tool.domain.layers import Layer
from sbd_tool.gui import paint
from sbd_tool.gui.look import Look
from sbd_tool.gui.theme import restyle
from sbd_tool.gui.widgets.basics import ElidedLabel, clear, column, holder, label, row
from sbd_tool.gui.widgets.signs import Swatch

HEX: Final = re.compile(r"#?([0-9a-fA-F]{6})")
SWATCH_PX: Final = 16
HEX_PX: Final = 86
MOST_SHOWN: Final = 9


class ColourRow(QWidget):
    """The role's own colour, none, eight that stay apart for everybody, or any by its number."""

    def __init__(
        self, look: Look, name: str, words: str, on_pick: Callable[[str], None], *, has_none: bool
    ) -> None:
        super().__init__()
        self.look, self._on_pick = look, on_pick
        keys = ["", *([NO_FILL] if has_none else []), *PALETTE]
        self._buttons: dict[str, QToolButton] = {}
        inner = row(spacing=0)
        for number, key in enumerate(keys):
            made = QToolButton()
            made.setObjectName(f"{name}_{number}")
            told = f"{words}: {self._words(key)}"
            made.setAccessibleName(told)
            made.setToolTip(told)
            made.setCheckable(True)
            made.setIcon(self._sign(key))
            made.setIconSize(QSize(SWATCH_PX, SWATCH_PX))
            made.setProperty("role", "tiny")
            made.clicked.connect(partial(self._pick, key))
            self._buttons[key] = made
            inner.addWidget(made)
        self.line = QLineEdit()
        self.line.setObjectName(f"{name}_hex")
        self.line.setAccessibleName(f"{words}: {look.words_of('table.style.hex')}")
        self.line.setToolTip(look.words_of("table.style.hex"))
        self.line.setPlaceholderText("#rrggbb")
        self.line.setFixedWidth(round(HEX_PX * look.theme.text_scale))
        self.line.editingFinished.connect(self._typed)
        inner.addStretch(1)
        inner.addWidget(self.line)
        self.setLayout(inner)

    def show_colour(self, colour: str) -> None:
        """Mark the colour in use."""
        for key, made in self._buttons.items():
            made.setChecked(key == colour)
        self.line.setText(colour if colour.startswith("#") else "")
        self._mark(is_invalid=False)

    def _words(self, key: str) -> str:
        if key in PALETTE:
            return self.look.words_of(f"table.colour.{PALETTE.index(key)}")
        return self.look.words_of("table.style.none" if key else "table.style.of_role")

    def _sign(self, key: str) -> QIcon:
        theme = self.look.theme
        picture = QPixmap(SWATCH_PX * 2, SWATCH_PX * 2)
        picture.fill(theme.color("surface", 0.0))
        p = QPainter(picture)
        paint.hints(p)
        box = QRectF(3, 3, SWATCH_PX * 2 - 6, SWATCH_PX * 2 - 6)
        fill = theme.color(key) if key in PALETTE else theme.color("surface")
        paint.round_rect(p, box, 7, fill, theme.color("line_strong"), 2)
        if key not in PALETTE:
            p.setPen(QPen(theme.color("ink_2"), 3))
            p.drawLine(box.bottomLeft() + QPointF(5, -5), box.topRight() + QPointF(-5, 5))
            if not key:  # the role's own: a cross, where "none" is a single stroke
                p.drawLine(box.topLeft() + QPointF(5, 5), box.bottomRight() + QPointF(-5, -5))
        p.end()
        picture.setDevicePixelRatio(2.0)
        return QIcon(picture)

    def _pick(self, key: str, _checked: object = None) -> None:
        self._on_pick(key)

    def _typed(self) -> None:
        words = self.line.text().strip()
        if not self.line.isModified() or not words:
            return
        self.line.setModified(False)
        found = HEX.fullmatch(words)
        self._mark(is_invalid=found is None)
        if found is not None:
            self._on_pick("#" + found[1].lower())

    def _mark(self, *, is_invalid: bool) -> None:
        self.line.setProperty("invalid", "true" if is_invalid else "false")
        restyle(self.line)


class ClassList(QWidget):
    """The classes of a layer: colour, what belongs to it, how many."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.setObjectName("style_classes")
        self._lines = column(spacing=3)
        self.setLayout(self._lines)

    def show_layer(self, layer: Layer) -> None:
        """List the classes as they are drawn."""
        clear(self._lines)
        is_classed = layer.style is not None and layer.style.is_classed
        parts = drawn_parts(self.look.words, layer) if is_classed else ()
        for number, part in enumerate(parts[:MOST_SHOWN]):
            theme = self.look.theme
            tone = part.style.fill or part.style.line or part.style.dot or "ink_3"
            colour = theme.color(tone)
            swatch = Swatch(16, 16, _square(colour, theme.color("line_strong")))
            words = ElidedLabel(part.words.removeprefix(": "), "small")
            words.setObjectName(f"style_class_{number}")
            count = label(self.look.words.number(len(part.layer)), "caption")
            line = row(swatch, words, count, spacing=8)
            line.setStretch(1, 1)
            self._lines.addWidget(holder(line))


def _square(fill: object, edge: object) -> Callable[[QPainter, QRectF], None]:
    def draw(p: QPainter, box: QRectF) -> None:
        paint.round_rect(p, box.adjusted(1, 1, -1, -1), 3, fill, edge, 1)  # type: ignore[arg-type]

    return draw
