"""The start page: recent projects, one drop target, sample squares. No account, no network."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from sbd_tool.app.journal import UnsavedWork
from sbd_tool.app.samples import Sample, samples
from sbd_tool.gui import paint
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.icons import pixmap
from sbd_tool.gui.sample_pictures import draw_samples
from sbd_tool.gui.start_cards import recent_card, sample_card, sample_picture_card
from sbd_tool.gui.theme import mark
from sbd_tool.gui.widgets.basics import (
    STRETCH,
    ElidedLabel,
    button,
    clear,
    column,
    holder,
    keycap,
    label,
    row,
    scrolled,
)

MOST_RECENT: Final = 6
COLUMNS: Final = 3
FEW_RECENT: Final = 2  # up to so many there is room for pictures of the samples
SIDE_PX: Final = 440


@dataclass(frozen=True, slots=True)
class StartDoors:
    """What the start page can ask for."""

    choose_files: Callable[[], None]
    open_recent: Callable[[Path], None]
    open_sample: Callable[[Sample], None]
    recover: Callable[[UnsavedWork], None]


class DropTarget(QFrame):
    """One place for every kind of file."""

    def __init__(self, desk: Desk, doors: StartDoors) -> None:
        super().__init__()
        self.theme = desk.look.theme
        self.is_hot = False
        look = desk.look
        self.setObjectName("drop_target")
        self.setAccessibleName(look.say("start.drop"))
        sign = QLabel()
        sign.setPixmap(pixmap(look.theme, "file-arrow-down", 38, "ink"))
        head = label(look.say("start.drop"), "title", is_wrapped=True)
        formats = label(look.say("start.formats"), "small", is_wrapped=True)
        promise = label(look.say("start.promise"), "small", is_wrapped=True)
        for words in (sign, head, formats, promise):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        choose = button(
            look.theme, look.say("start.choose"), "choose_files", role="primary", sign="folder-open"
        )
        choose.clicked.connect(doors.choose_files)
        self.setLayout(
            column(
                STRETCH,
                sign,
                head,
                formats,
                promise,
                8,
                row(STRETCH, choose, STRETCH),
                STRETCH,
                spacing=6,
                margins=(24, 20, 24, 20),
            )
        )
        self.setMinimumHeight(248)

    def set_hot(self, *, is_hot: bool) -> None:
        """A file hovers over the window."""
        self.is_hot = is_hot
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        p = QPainter(self)
        paint.hints(p)
        pen = QPen(
            self.theme.color("ink" if self.is_hot else "line_strong"), 2.2 if self.is_hot else 1.6
        )
        pen.setDashPattern([5, 4])
        p.setPen(pen)
        p.setBrush(self.theme.color("hover" if self.is_hot else "surface"))
        p.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 12, 12)
        p.end()


class StartPage(QWidget):
    """What one sees first."""

    def __init__(self, desk: Desk, doors: StartDoors, version: str) -> None:
        super().__init__()
        self.desk, self.doors = desk, doors
        look = desk.look
        self.setObjectName("start_page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        mark(self, "app")
        self.drop = DropTarget(desk, doors)
        self.samples = samples()
        self.left_title = label(look.say("start.recent"), "title")
        self.more_title = label(look.say("start.sample_squares"), "title")
        self.side = self._build_side()
        body = row(self._build_left(), self.side, spacing=40)
        body.setStretch(0, 1)
        slogan = column(
            label(look.say("start.slogan"), "display", is_wrapped=True),
            label(look.say("start.lead"), "lead", is_wrapped=True),
            spacing=4,
        )
        content = holder(column(slogan, 22, body, STRETCH, spacing=0, margins=(56, 30, 56, 12)))
        feet = self._build_feet(version)
        self.setLayout(column(scrolled(content, "start_scroll"), feet, spacing=0))
        desk.recents_changed.connect(self.refresh, Qt.ConnectionType.QueuedConnection)
        self.refresh()

    def _build_left(self) -> QWidget:
        look = self.desk.look
        self.recent, self.pictures = QGridLayout(), QGridLayout()
        self.recent.setSpacing(16)
        self.pictures.setSpacing(16)
        self.unsaved = column(spacing=8)
        words = look.say("start.open")
        opener = button(
            look.theme,
            words,
            "open_project",
            role="ghost",
            sign="folder-open",
            tip=f"{words} (Ctrl+O)",
        )
        opener.clicked.connect(self.doors.choose_files)
        head = row(self.left_title, STRETCH, opener, keycap("Ctrl O"), spacing=8)
        parts = (self.unsaved, head, self.recent, 8, self.more_title, self.pictures, STRETCH)
        return holder(column(*parts, spacing=12))

    def _build_side(self) -> QWidget:
        look = self.desk.look
        tries = column(label(look.say("start.samples"), "title"), spacing=12)
        for sample in self.samples:
            tries.addWidget(sample_card(self.desk, sample, self.doors.open_sample))
        self.tries = holder(tries)
        title = label(look.say("start.new"), "title")
        return holder(column(title, self.drop, 10, self.tries, STRETCH, spacing=12))

    def _build_feet(self, version: str) -> QWidget:
        look = self.desk.look
        foot = row(
            ElidedLabel(look.say("start.offline"), "caption"),
            ElidedLabel(look.say("start.classified"), "caption"),
            label(look.say("start.version", version=version), "caption"),
            spacing=20,
        )
        foot.setStretch(0, 1)
        foot.setStretch(1, 1)
        feet = holder(foot)
        feet.setContentsMargins(56, 4, 56, 14)
        return feet

    def refresh(self) -> None:
        """Show what was worked on last."""
        clear(self.recent)
        recent = self.desk.bench.settings.recent_projects[:MOST_RECENT]
        look = self.desk.look
        has_few = len(recent) <= FEW_RECENT
        self.tries.setVisible(not has_few)
        self.left_title.setText(look.say("start.recent" if recent else "start.sample_squares"))
        self.more_title.setVisible(bool(recent) and has_few)
        clear(self.pictures)
        for number, one in enumerate(recent):
            card = recent_card(self.desk, one, self.doors.open_recent)
            self.recent.addWidget(card, number // COLUMNS, number % COLUMNS)
        for number in range(len(recent), COLUMNS if recent else 0):
            self.recent.addWidget(QWidget(), 0, number)
        place = self.pictures if recent else self.recent
        for number, sample in enumerate(self.samples if has_few else ()):
            picture = sample_picture_card(self.desk, sample, self.doors.open_sample)
            place.addWidget(picture, number // COLUMNS, number % COLUMNS)
        if not recent:
            self.recent.addWidget(
                self._nothing_yet(), 1 + len(self.samples) // COLUMNS, 0, 1, COLUMNS
            )
        for grid in (self.recent, self.pictures):
            for number in range(COLUMNS):
                grid.setColumnStretch(number, 1)
        self._show_unsaved(self.desk.bench.unsaved_work())

    def draw_samples(self) -> None:
        """Draw pictures of the samples behind the page, and show each as it arrives."""
        if len(self.desk.bench.settings.recent_projects) <= FEW_RECENT:
            draw_samples(self.desk, self.samples, self.refresh)

    def _nothing_yet(self) -> QWidget:
        look = self.desk.look
        sign = QLabel()
        sign.setPixmap(pixmap(look.theme, "map-trifold", 32, "ink_3"))
        sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        head = label(look.say("start.none"), "strong")
        hint = label(look.say("start.none_hint"), "small", is_wrapped=True)
        box = QFrame()
        mark(box, "card")
        lines = row(sign, column(head, hint, spacing=2), spacing=16, margins=(20, 16, 24, 16))
        lines.setStretch(1, 1)
        box.setLayout(lines)
        return box

    def _show_unsaved(self, works: Sequence[UnsavedWork]) -> None:
        look = self.desk.look
        clear(self.unsaved)
        for number, work in enumerate(works[:3]):
            name = Path(work.path).name if work.path else look.say("untitled")
            words = look.say("start.unsaved", title=name)
            bring = button(look.theme, look.say("recovery.accept"), f"recover_{number}")
            bring.clicked.connect(lambda _checked=False, one=work: self.doors.recover(one))
            box = QFrame()
            mark(box, "banner-warn")
            lines = row(label(words, "strong", is_wrapped=True), bring, margins=(14, 8, 10, 8))
            lines.setStretch(0, 1)
            box.setLayout(lines)
            self.unsaved.addWidget(box)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.side.setFixedWidth(min(SIDE_PX, max(300, round(self.width() * 0.32))))
