"""One frame of the strip: a state with both ledgers, and a mark where it is the worst."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.domain.scores import LedgerScore
from sbd_tool.gui.designs.state_pictures import HEIGHT_PX, WIDTH_PX
from sbd_tool.gui.icons import pixmap
from sbd_tool.gui.look import Look
from sbd_tool.gui.theme import mark
from sbd_tool.gui.widgets.basics import ElidedLabel, column, label, row
from sbd_tool.gui.widgets.signs import ledger_sign

LEAST_PX = 224
MOST_NAME_PX = 150
GAP_PX = 8


class StateFrame(QPushButton):
    """A checkable frame; its words are read as one sentence."""

    def __init__(self, look: Look, key: str, name: str, sign: str) -> None:
        super().__init__()
        self.look, self.key, self.state_name = look, key, name
        self.setObjectName(f"state_{key}")
        self.setCheckable(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        mark(self, "frame")
        self._sign = QLabel()
        self._sign.setPixmap(pixmap(look.theme, sign, 14, "ink_2"))
        self._name = ElidedLabel(name, "strong")
        wide = self._name.fontMetrics().horizontalAdvance(name) + 10
        self._name.setMinimumWidth(min(wide, round(MOST_NAME_PX * look.theme.text_scale)))
        self._worst = label("", "badge")
        self._figures = {one: label("", "small") for one in LedgerKey}
        head = row(self._sign, self._name, self._worst, spacing=6)
        head.setStretch(1, 1)
        foot = row(spacing=4)
        for one, words in self._figures.items():
            foot.addWidget(ledger_sign(look.theme, one.value, 12))
            foot.addWidget(words)
            foot.addSpacing(6)
        foot.addStretch(1)
        self.picture = QLabel()
        self.picture.setObjectName(f"state_picture_{key}")
        self.picture.setFixedSize(WIDTH_PX, HEIGHT_PX)
        self._is_pictured, self._picture_px = True, WIDTH_PX + GAP_PX
        told = column(head, foot, spacing=2)
        self.setLayout(row(self.picture, told, spacing=GAP_PX, margins=(6, 5, 8, 5)))
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setMinimumWidth(round(LEAST_PX * look.theme.text_scale))

    @property
    def whole_px(self) -> int:
        """How wide it is with its picture."""
        told = self.minimumWidth()
        return told if self._is_pictured else told + self._picture_px

    def show_pictured(self, *, is_pictured: bool) -> None:
        """With its picture, or, where the frames would not all fit, without."""
        self._is_pictured = is_pictured
        self.picture.setVisible(is_pictured)
        self._widen()

    def show_picture(self, image: QImage | None) -> None:
        """Show the state drawn small; none where there is nothing to draw yet."""
        if image is None:
            self.picture.clear()
        else:
            self.picture.setPixmap(QPixmap.fromImage(image))

    def sizeHint(self) -> QSize:
        inner = self.layout()
        return super().sizeHint() if inner is None else inner.sizeHint()

    def show_ledgers(
        self, ledgers: dict[LedgerKey, LedgerScore], worst: Sequence[LedgerKey], when: str
    ) -> None:
        """Show both ledgers (none: not known yet), and where this state is the worst."""
        look = self.look
        said = {one: _figure(look, ledgers.get(one)) for one in LedgerKey}
        for one, words in self._figures.items():
            words.setText(said[one])
        marks = [look.words_of(f"states.mark_{one.value}") for one in worst]
        both = len(marks) == len(LedgerKey)
        self._worst.setText(
            f"▾ {look.words_of('states.mark_both') if both else marks[0]}" if marks else ""
        )
        self._worst.setVisible(bool(marks))
        self._widen()
        sentence = look.words_of(
            "states.frame",
            state=self.state_name,
            openness=said[LedgerKey.OPENNESS],
            protection=said[LedgerKey.PROTECTION],
        )
        parts = [part for part in (sentence, when, *marks) if part]
        self.setAccessibleName(". ".join(parts))
        self.setToolTip("\n".join((*parts, look.words_of("options.without_slow"))))

    def _widen(self) -> None:
        """As wide as name and mark need; a style sheet would let them run into each other."""
        inner = self.layout()
        if inner is not None:
            inner.activate()
            least = round(LEAST_PX * self.look.theme.text_scale)
            least -= 0 if self._is_pictured else self._picture_px
            self.setMinimumWidth(max(least, inner.minimumSize().width()))


def _figure(look: Look, ledger: LedgerScore | None) -> str:
    if ledger is None:
        return "…"
    low, high = round(ledger.low), round(ledger.high)
    ends = f"{look.words.number(low)}\u2013{look.words.number(high)}"
    if ledger.fit_to_print and ledger.score is not None:
        return f"{look.words.number(round(ledger.score))} ({ends})"
    return ends
