"""Shows problems and questions without stopping anybody: a banner at the top of the map."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from sbd_tool.app.problems import Problem
from sbd_tool.gui import paint
from sbd_tool.gui.icons import pixmap
from sbd_tool.gui.look import Look
from sbd_tool.gui.theme import mark
from sbd_tool.gui.widgets.basics import STRETCH, button, column, label, row, tool

SIGNS: Final = {
    "danger": "warning-octagon",
    "warn": "warning",
    "info": "info",
    "done": "check-circle",
}
DONE_FOR_MS: Final = 7000
WIDEST_PX: Final = 720
Action = tuple[str, Callable[[], None]]


class Banner(QFrame):
    """What happened, where, and what to do next. Never steals the focus."""

    def __init__(
        self,
        look: Look,
        tone: str,
        title: str,
        detail: str,
        actions: Sequence[Action],
        on_close: Callable[[], None],
        extra: QWidget | None = None,
    ) -> None:
        super().__init__()
        self.tone, self.title, self.has_actions = tone, title, bool(actions)
        self.setObjectName("banner")
        self.setAccessibleName(f"{title} {detail}")
        mark(self, f"banner-{tone}")
        sign = QLabel()
        sign.setPixmap(pixmap(look.theme, SIGNS[tone], 20, "ink" if tone == "done" else tone))
        words = column(label(title, "strong", is_wrapped=True), spacing=1)
        if detail:
            words.addWidget(label(detail, "small", is_wrapped=True))
        made = row(sign, words, spacing=12, margins=(12, 8, 8, 8))
        made.setStretch(1, 1)
        if extra is not None:
            made.addWidget(extra)
        for number, (caption, act) in enumerate(actions):
            role = "" if number == 0 else "ghost"
            one = button(look.theme, caption, f"banner_action_{number}", role=role)
            one.clicked.connect(lambda _checked=False, run=act: run())
            made.addWidget(one)
        close = tool(look.theme, "x", "banner_close", look.say("dismiss"), size_px=16)
        close.clicked.connect(on_close)
        made.addLayout(column(close, STRETCH))
        self.setLayout(made)


class BannerSlot(QWidget):
    """Room for one banner at the top of a widget; the others wait in their order."""

    def __init__(self, look: Look, host: QWidget) -> None:
        super().__init__(host)
        self.look = look
        self.setObjectName("banner_slot")
        self._waiting: list[Banner] = []
        self._box = column(spacing=0)
        self.setLayout(self._box)
        self.safe_left_px = 64
        self.hide()

    @property
    def banner(self) -> Banner | None:
        """The banner on view, or None."""
        item = self._box.itemAt(0)
        found = item.widget() if item is not None else None
        return found if isinstance(found, Banner) else None

    def show_problem(self, problem: Problem) -> None:
        """A failure: what happened and what to do; details only for the clipboard."""
        look = self.look
        actions: list[Action] = []
        if not problem.expected:
            actions = [
                (
                    look.say("problem.copy"),
                    lambda: QGuiApplication.clipboard().setText(problem.details),
                )
            ]
        tone = "warn" if problem.expected else "danger"
        self.ask(tone, look.word(problem.title), look.word(problem.hint), actions)

    def tell(self, words: str, actions: Sequence[Action] = ()) -> None:
        """Something went well; goes away by itself."""
        banner = self.ask("done", words, "", actions)
        QTimer.singleShot(DONE_FOR_MS, banner, lambda: self.close_banner(banner))

    def ask(
        self,
        tone: str,
        title: str,
        detail: str,
        actions: Sequence[Action],
        extra: QWidget | None = None,
        *,
        is_urgent: bool = False,
    ) -> Banner:
        """Show a banner, or queue it; an action closes it. An urgent one goes before the others."""
        made: list[Banner] = []

        def close() -> None:
            self.close_banner(made[0])

        def closing(act: Callable[[], None]) -> Callable[[], None]:
            def run() -> None:
                close()
                act()

            return run

        closers = [(caption, closing(act)) for caption, act in actions]
        made.append(Banner(self.look, tone, title, detail, closers, close, extra))
        if self.banner is not None and self.banner.tone == "done":
            self.close_banner(self.banner)
        if is_urgent and self.banner is not None:
            self._waiting.insert(0, self.banner)
            self._box.removeWidget(self.banner)
            self._waiting[0].hide()
        if self.banner is None:
            self._show(made[0])
        else:
            self._waiting.append(made[0])
        return made[0]

    def close_banner(self, banner: Banner) -> None:
        """Take a banner away and show the next."""
        if banner in self._waiting:
            self._waiting.remove(banner)
            banner.deleteLater()
            return
        if banner is not self.banner:
            return
        self._box.removeWidget(banner)
        banner.hide()
        banner.deleteLater()
        if self._waiting:
            self._show(self._waiting.pop(0))
        else:
            self.hide()

    def place(self) -> None:
        """Lie at the top of the host, clear of the tool rail."""
        host = self.parentWidget()
        if host is None:
            return
        room = host.width() - self.safe_left_px - 72
        width = max(260, min(WIDEST_PX, room))
        banner = self.banner
        height = 60
        if banner is not None and banner.tone == "done":
            words = paint.width(banner.title, self.look.theme.font("body", "semibold"))
            width = min(width, round(words) + (130 if not banner.has_actions else 330))
        if banner is not None:
            height = max(banner.heightForWidth(width), banner.minimumSizeHint().height())
        self.setGeometry(self.safe_left_px, 12, width, height)
        self.raise_()

    def _show(self, banner: Banner) -> None:
        self._box.addWidget(banner)
        banner.show()
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.show()
        self.place()
