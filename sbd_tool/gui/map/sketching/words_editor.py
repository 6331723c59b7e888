"""Writing on the map itself: a small field where the words will stand."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from sbd_tool.domain.annotations import WORDS_LIMIT
from sbd_tool.gui import paint
from sbd_tool.gui.look import Look

LEAST_PX: Final = 160
MOST_PX: Final = 420
PAD_PX: Final = 18
ENTERS: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)

Take = Callable[[str], None]
Place = Callable[[], QPointF]


class WordsEditor(QPlainTextEdit):
    """Enter keeps the words, Shift+Enter begins a new line, Esc gives them up.

    Args:
        look: Theme and words.
        canvas: The map, on which it lies.
    """

    def __init__(self, look: Look, canvas: QWidget) -> None:
        super().__init__(canvas)
        self._look = look
        self._take: Take | None = None
        self._give_up: Callable[[], None] | None = None
        self._place: Place | None = None
        self.setObjectName("annotation_words")
        name = look.words_of("sketch.words")
        self.setAccessibleName(name)
        self.setToolTip(look.words_of("sketch.words.keys"))
        self.setPlaceholderText(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        self.textChanged.connect(self.fit)
        self.hide()

    @property
    def is_open(self) -> bool:
        """Whether somebody is writing."""
        return self._take is not None

    def ask(
        self, words: str, place: Place, take: Take, give_up: Callable[[], None] | None = None
    ) -> None:
        """Let somebody write.

        Args:
            words: Words to begin with.
            place: Says where the middle of the field is, pixels of the map.
            take: Gets the words; empty ones too.
            give_up: Called when they are given up.
        """
        self.leave()
        self._take, self._give_up, self._place = take, give_up, place
        self.setPlainText(words)
        self.selectAll()
        self.show()
        self.fit()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Keep what is written, as when somebody clicks elsewhere."""
        take = self._close()
        if take is not None:
            take(self.toPlainText().strip()[:WORDS_LIMIT])

    def drop(self) -> None:
        """Give up what is written."""
        give_up = self._give_up
        if self._close() is not None and give_up is not None:
            give_up()

    def fit(self) -> None:
        """As large as the words, around its place, inside the map."""
        host = self.parentWidget()
        if self._place is None or host is None:
            return
        font = self._look.theme.font("body", "medium")
        lines = self.toPlainText().split("\n") or [""]
        widest = max(paint.width(line, font) for line in lines) + 2 * PAD_PX
        width = round(min(MOST_PX, max(LEAST_PX, widest)))
        rows = sum(1 + int(paint.width(line, font) // (width - PAD_PX)) for line in lines)
        height = round(min(10, max(1, rows)) * (paint.line_height(font) + 3) + PAD_PX)
        at = self._place()
        x = min(max(4, round(at.x() - width / 2)), max(4, host.width() - width - 4))
        y = min(max(4, round(at.y() - height / 2)), max(4, host.height() - height - 4))
        self.setGeometry(x, y, width, height)

    def _close(self) -> Take | None:
        take, self._take, self._give_up, self._place = self._take, None, None, None
        if take is not None:
            self.hide()
            host = self.parentWidget()
            if host is not None:
                host.setFocus(Qt.FocusReason.OtherFocusReason)
        return take

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.drop()
        elif event.key() in ENTERS and not is_shifted:
            self.leave()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.leave()


def words_editor(look: Look, canvas: QWidget) -> WordsEditor:
    """The one editor of a map."""
    found = canvas.findChild(WordsEditor)
    return found if isinstance(found, WordsEditor) else WordsEditor(look, canvas)
