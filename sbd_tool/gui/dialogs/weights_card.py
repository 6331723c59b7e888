"""A set of weights in four steps: whose view, openness, protection, and what is kept."""

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QStackedWidget, QWidget

from sbd_tool.app.eliciting import Elicited
from sbd_tool.app.weighing import LONGEST_NAME, keep_set, own_set, use_set
from sbd_tool.domain.errors import SbdError
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.domain.text import Quantity
from sbd_tool.domain.weighting import Elicitation
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.dialogs.card import FloatingCard
from sbd_tool.gui.panels.weighing.forms import SharesForm
from sbd_tool.gui.panels.weighing.pairs_form import FORMS
from sbd_tool.gui.widgets.basics import (
    STRETCH,
    button,
    clear,
    column,
    holder,
    label,
    row,
    scrolled,
)
from sbd_tool.gui.widgets.controls import Segments
from sbd_tool.gui.widgets.signs import ledger_sign

WIDTH_PX: Final = 560
HEIGHT_PX: Final = 470
REASON_PX: Final = 74
LEDGERS: Final = tuple(LedgerKey)
LAST: Final = len(LEDGERS) + 1


class WeightsCard(FloatingCard):
    """Nothing changes before "Keep"; keeping and using are steps of undo.

    Args:
        desk: The open project.
        host: The window.
        on_kept: Called once the set is kept.
    """

    def __init__(self, desk: Desk, host: QWidget, on_kept: Callable[[], None]) -> None:
        look = desk.look
        super().__init__(look, host, look.words_of("weights.new_title"), "weights_card")
        self.desk, self._on_kept = desk, on_kept
        self.forms: dict[LedgerKey, SharesForm] = {}
        self._method = Elicitation.SWING
        self.step = 0
        self.stack = QStackedWidget()
        self.stack.setFixedHeight(HEIGHT_PX)
        self._where = label("", "caption")
        self._where.setObjectName("weights_step")
        self._problem = label("", "small", is_wrapped=True, tone="danger")
        self._problem.setObjectName("weights_problem")
        self._review = column(spacing=8)
        self.stack.addWidget(self._first_page())
        self._pages: list[QWidget] = []
        self._build_foot()
        desk.project_opened.connect(self.close_card)
        self._make_forms()
        self._go_to(0)
        self.setFocusProxy(self.name)

    def _first_page(self) -> QWidget:
        look = self.desk.look
        say = look.words_of
        self.name = _line("weights_name", say("weights.field_name"), "")
        self.author = _line("weights_author", say("weights.field_author"), self.desk.by().author)
        self.reason = QPlainTextEdit()
        self.reason.setObjectName("weights_reason")
        self.reason.setAccessibleName(say("weights.field_reason"))
        self.reason.setToolTip(say("weights.field_reason"))
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(REASON_PX)
        methods = [(one.value, say(f"weights.way_{one.value}")) for one in FORMS]
        self.method = Segments(methods, self._method.value, self._method_picked, "weights_method")
        self._why = label(say(f"weights.why_{self._method.value}"), "small", is_wrapped=True)
        parts: list[QWidget | int] = [label(say("weights.new_lead"), "", is_wrapped=True), 2]
        for words, widget in (
            (say("weights.field_name"), self.name),
            (say("weights.field_author"), self.author),
            (say("weights.field_reason"), self.reason),
            (say("weights.field_way"), self.method),
        ):
            parts += [label(words, "strong"), widget]
        return holder(column(*parts, self._why, STRETCH, spacing=6, margins=(20, 12, 20, 0)))

    def _build_foot(self) -> None:
        theme, say = self.look.theme, self.look.words_of
        self.back = button(theme, say("weights.back"), "weights_back", sign="arrow-left")
        self.on = button(theme, say("weights.on"), "weights_on", role="primary")
        self.back.clicked.connect(lambda: self._go_to(self.step - 1))
        self.on.clicked.connect(self._next)
        foot = row(self._where, STRETCH, self.back, self.on, spacing=8)
        self.set_body(
            column(
                self.stack,
                holder(column(self._problem, foot, spacing=6, margins=(20, 8, 20, 16))),
                spacing=0,
            )
        )

    def _method_picked(self, key: str) -> None:
        self._method = Elicitation(key)
        self._why.setText(self.look.words_of(f"weights.why_{key}"))
        self._make_forms()

    def _make_forms(self) -> None:
        """The pages after the first, for the method chosen."""
        for page in self._pages:
            self.stack.removeWidget(page)
            page.deleteLater()
        self._pages = []
        for ledger in LEDGERS:
            form = FORMS[self._method](self.desk, ledger)
            self.forms[ledger] = form
            head = row(
                ledger_sign(self.look.theme, ledger.value, 20),
                label(self.look.say(f"ledger.{ledger.value}"), "title"),
                STRETCH,
                spacing=8,
            )
            inner = holder(column(head, form, STRETCH, spacing=8, margins=(20, 12, 20, 8)))
            page = scrolled(inner, f"weights_page_{ledger.value}")
            self._pages.append(page)
            self.stack.addWidget(page)
        self._review = column(spacing=8, margins=(20, 12, 20, 8))
        last = scrolled(holder(self._review), "weights_page_review")
        self._pages.append(last)
        self.stack.addWidget(last)

    def _go_to(self, step: int) -> None:
        self.step = min(max(step, 0), LAST)
        say = self.look.words_of
        if self.step == LAST:
            self._show_review()
        self.stack.setCurrentIndex(self.step)
        self._where.setText(say("weights.step", step=self.step + 1, steps=LAST + 1))
        self.back.setVisible(self.step > 0)
        self.on.setText(say("weights.keep" if self.step == LAST else "weights.on"))
        self.on.setAccessibleName(self.on.text())
        self.on.setToolTip(self.on.text())
        self._tell("")

    def _next(self) -> None:
        if self.step == 0 and (missing := self._missing()):
            self._tell(self.look.words_of(f"weights.missing_{missing[0]}"))
            missing[1].setFocus()
            return
        if 0 < self.step < LAST and self.forms[LEDGERS[self.step - 1]].elicited() is None:
            self._tell(self.look.words_of("weights.not_yet"))
            return
        if self.step == LAST:
            self.keep()
        else:
            self._go_to(self.step + 1)

    def _missing(self) -> tuple[str, QWidget] | None:
        for key, said, widget in (
            ("name", self.name.text(), self.name),
            ("author", self.author.text(), self.author),
            ("reason", self.reason.toPlainText(), self.reason),
        ):
            if not said.strip():
                return key, widget
        return None

    def _show_review(self) -> None:
        clear(self._review)
        look, say = self.look, self.look.words_of
        signed = say("weights.review", name=self.name.text(), author=self.author.text())
        self._review.addWidget(label(signed, "strong", is_wrapped=True))
        self._review.addWidget(label(self.reason.toPlainText(), "small", is_wrapped=True))
        for ledger, found in self._elicited().items():
            self._review.addWidget(label(look.say(f"ledger.{ledger.value}"), "strong"))
            for key, share in found.held.items():
                told = look.words.quantity(Quantity(100 * share, "%"))
                raw = look.words.quantity(Quantity(100 * found.raw[key], "%"))
                is_cut = abs(share - found.raw[key]) > 0.0005  # noqa: PLR2004 - as it is shown
                words = say("weights.held_from", share=told, raw=raw) if is_cut else told
                name = label(self.forms[ledger].names[key], "small")
                self._review.addLayout(row(name, STRETCH, label(words, "small"), spacing=8))
            if found.pairwise is not None:
                told = self.forms[ledger].remark(found)
                self._review.addWidget(label(told, "caption", is_wrapped=True))
        self._review.addWidget(label(say("weights.review_why"), "caption", is_wrapped=True))
        self._review.addStretch(1)

    def _elicited(self) -> dict[LedgerKey, Elicited]:
        found = {ledger: form.elicited() for ledger, form in self.forms.items()}
        return {ledger: one for ledger, one in found.items() if one is not None}

    def keep(self) -> None:
        """Keep the set and put it in use: two steps of undo."""
        project, found = self.desk.project, self._elicited()
        if project is None:
            return
        stamp, by = self.desk.new_stamp(), self.desk.by()
        made = own_set(
            key=stamp.id,
            name=self.name.text().strip(),
            author=self.author.text().strip(),
            date=(by.when or stamp.changed)[:10],
            reason=self.reason.toPlainText().strip(),
            shares={ledger: one.held for ledger, one in found.items()},
            method=self._method,
            consistency={
                ledger: one.pairwise.consistency_ratio
                for ledger, one in found.items()
                if one.pairwise is not None
            },
        )
        inputs = {ledger.value: dict(one.inputs) for ledger, one in found.items()}
        try:
            command = keep_set(made, by, inputs=inputs)
        except SbdError as refused:
            self._tell(f"{self.look.word(refused.what)} {self.look.word(refused.hint)}")
            return
        if self.desk.do(command) and self.desk.project is not None:
            self.desk.do(use_set(self.desk.project, self.desk.rules.rubric, stamp.id, by))
            self._on_kept()
            self.close_card()

    def _tell(self, words: str) -> None:
        self._problem.setText(words)
        self._problem.setVisible(bool(words))
        self.fit()


def _line(name: str, words: str, value: str) -> QLineEdit:
    made = QLineEdit(value)
    made.setObjectName(name)
    made.setAccessibleName(words)
    made.setToolTip(words)
    made.setMaxLength(LONGEST_NAME)
    return made
