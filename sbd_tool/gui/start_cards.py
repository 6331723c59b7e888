"""Cards of the start page: recent projects with map and ledgers, samples with their story."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from sbd_tool.app.previews import LedgerFigures, Preview, preview_of
from sbd_tool.app.samples import Sample
from sbd_tool.app.settings import RecentProject
from sbd_tool.domain.marking import Tlp
from sbd_tool.gui import paint
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.icons import pixmap
from sbd_tool.gui.recent_menu import recent_button, recent_menu
from sbd_tool.gui.theme import mark
from sbd_tool.gui.widgets.basics import STRETCH, ElidedLabel, column, label, row
from sbd_tool.gui.widgets.ledger_parts import PaintedButton, draw_interval
from sbd_tool.gui.widgets.signs import tlp_sign
from sbd_tool.gui.wording import ledger_words, range_words

THUMB_PX: Final = 168
SAMPLE_SIGNS: Final = {
    "seafront-promenade": "waves",
    "market-square": "storefront",
    "heritage-piazza": "bank",
}


class Thumb(QWidget):
    """The picture of a project; without one, its sign on paper."""

    def __init__(self, desk: Desk, preview: Preview) -> None:
        super().__init__()
        self.theme = desk.look.theme
        self.image = QImage.fromData(preview.picture) if preview.picture else QImage()
        self.setFixedHeight(THUMB_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p = QPainter(self)
        paint.hints(p)
        r = QRectF(self.rect())
        clip = QPainterPath()
        clip.addRoundedRect(r.adjusted(0, 0, 0, 20), 9, 9)
        p.setClipPath(clip)
        p.fillRect(r, self.theme.color("map.ground"))
        if self.image.isNull():
            paint.brand(p, self.theme, r.center(), 44)
        else:
            size = self.image.size().scaled(
                r.size().toSize(), Qt.AspectRatioMode.KeepAspectRatioByExpanding
            )
            at = QPointF((r.width() - size.width()) / 2, (r.height() - size.height()) / 2)
            p.drawImage(QRectF(at, size.toSizeF()), self.image)
        p.end()


class LedgerLines(QWidget):
    """Both ledgers in small: mark, interval, figure. The same form for both."""

    def __init__(self, desk: Desk, preview: Preview) -> None:
        super().__init__()
        self.look = desk.look
        self.figures: dict[str, LedgerFigures | None] = {
            "openness": preview.openness,
            "protection": preview.protection,
        }
        line = paint.line_height(self.look.theme.font("small"))
        self._step = max(18.0, line + 3)
        self.setFixedHeight(round(2 * self._step + 2))
        self.setMinimumWidth(160)

    def words(self) -> str:
        """Both figures in one sentence."""
        return ", ".join(
            f"{ledger_words(self.look, ledger)} {self._figure(figures)}"
            for ledger, figures in self.figures.items()
        )

    def _figure(self, figures: LedgerFigures | None) -> str:
        if figures is None:
            return self.look.say("not_assessed")
        score, low, high = figures
        return (
            self.look.words.number(score)
            if score is not None
            else range_words(self.look, low, high)
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p = QPainter(self)
        paint.hints(p)
        theme = self.look.theme
        font = theme.font("small", "semibold", is_tabular=True)
        for number, (ledger, figures) in enumerate(self.figures.items()):
            y = self._step * (number + 0.5)
            paint.ledger_mark(p, theme, ledger, QPointF(7, y), 5)
            words = self._figure(figures)
            width = max(44.0, paint.width(words, font) + 4)
            bar = QRectF(20, y - 3, max(40.0, min(190.0, self.width() - width - 34)), 6)
            score, low, high = figures or (None, 0.0, 0.0)
            draw_interval(p, theme, ledger, bar, low, high, score)
            end = QRectF(bar.right() + 10, y - 10, width, 20)
            tone = theme.color("ink" if figures else "ink_3")
            paint.text(p, end, words, font, tone)
        p.end()


class Card(PaintedButton):
    """A whole card as one button."""

    def __init__(self, desk: Desk, name: str, words: str) -> None:
        super().__init__(desk.look.theme, name, words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def draw(self, p: QPainter, box: QRectF) -> None:
        edge = self.theme.color("line_strong" if self._is_hot else "line")
        paint.round_rect(
            p, box.adjusted(0.5, 0.5, -0.5, -0.5), 10, self.theme.color("surface"), edge
        )

    def sizeHint(self) -> QSize:
        inner = self.layout()
        return inner.sizeHint() if inner is not None else QSize(200, 80)

    def settle(self) -> None:
        """Let clicks on the card's parts reach the card."""
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def recent_card(desk: Desk, recent: RecentProject, on_open: Callable[[Path], None]) -> Card:
    """A recent project: picture, title, when, label, both ledgers."""
    look, path = desk.look, Path(recent.path)
    is_there = path.exists()
    preview = preview_of(path)
    lines = LedgerLines(desk, preview)
    title = recent.title or path.name
    when = _when(desk, recent.opened) if is_there else look.say("start.moved", file=path.name)
    card = Card(desk, f"recent_{path.stem}", f"{title}. {when}. {lines.words()}")
    caption = ElidedLabel(when, "caption")
    if not is_there:
        mark(caption, "caption", tone="warn")
    more = recent_button(desk, recent, title)
    head = row(ElidedLabel(title, "strong"), tlp_sign(look.theme, preview.label), more, spacing=8)
    head.setStretch(0, 1)
    facts = column(head, caption, 2, lines, spacing=3, margins=(14, 9, 14, 12))
    card.setLayout(column(Thumb(desk, preview), facts, spacing=0, margins=(1, 1, 1, 1)))
    card.settle()
    more.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, on=False)
    card.clicked.connect(
        lambda: on_open(path) if path.exists() else recent_menu(desk, recent, more)
    )
    return card


def _when(desk: Desk, opened: str) -> str:
    try:
        moment = datetime.fromisoformat(opened)
    except ValueError:
        return ""
    return desk.look.words.moment(moment)


def sample_picture_card(desk: Desk, sample: Sample, on_open: Callable[[Sample], None]) -> Card:
    """A fictional square with its map: what the page shows while there are no projects."""
    look = desk.look
    story = sample.story.get(look.language) or sample.story.get("en", "")
    card = Card(desk, f"sample_{sample.key}", f"{sample.title}. {story}")
    preview = preview_of(sample.folder)
    head = row(
        ElidedLabel(sample.title, "strong"), tlp_sign(look.theme, Tlp.CLEAR.value), spacing=8
    )
    head.setStretch(0, 1)
    words = label(story, "small", is_wrapped=True)
    kind = ElidedLabel(look.say("start.fictional"), "caption")
    facts = column(head, kind, 2, words, STRETCH, spacing=3, margins=(14, 9, 14, 12))
    card.setLayout(column(Thumb(desk, preview), facts, spacing=0, margins=(1, 1, 1, 1)))
    card.settle()
    card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    card.clicked.connect(lambda: on_open(sample))
    return card


def sample_card(desk: Desk, sample: Sample, on_open: Callable[[Sample], None]) -> Card:
    """A fictional square and its story."""
    look = desk.look
    story = sample.story.get(look.language) or sample.story.get("en", "")
    card = Card(desk, f"sample_{sample.key}", f"{sample.title}. {story}")
    sign = QLabel()
    sign.setPixmap(pixmap(look.theme, SAMPLE_SIGNS.get(sample.key, "map-trifold"), 26, "ink"))
    sign.setFixedWidth(28)
    words = column(label(sample.title, "strong"), label(story, "small", is_wrapped=True), spacing=1)
    lines = row(column(sign, STRETCH), words, spacing=14, margins=(16, 12, 16, 12))
    lines.setStretch(1, 1)
    card.setLayout(lines)
    card.settle()
    card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    card.clicked.connect(lambda: on_open(sample))
    return card
