"""Signing off: a name, a statement, and what is signed."""

from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QLineEdit, QWidget

from sbd_tool.app.review.signing import sign_off, sign_offs
from sbd_tool.domain.errors import SbdError
from sbd_tool.domain.text import text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.dialogs.card import FloatingCard
from sbd_tool.gui.panels.review.state import ReviewState
from sbd_tool.gui.panels.review.typed import Typed
from sbd_tool.gui.widgets.basics import STRETCH, button, column, label, row

WIDTH_PX: Final = 440
WORDS_PX: Final = 84


class SignCard(FloatingCard):
    """What was signed before stands above the field."""

    def __init__(self, desk: Desk, host: QWidget, state: ReviewState) -> None:
        look, say = desk.look, desk.look.words_of
        super().__init__(look, host, say("review.action.sign_off"), "sign_card")
        self.desk, self.state = desk, state
        self.name = QLineEdit(desk.bench.settings.author)
        self.name.setObjectName("sign_name")
        self.name.setAccessibleName(say("review.your_name"))
        self.name.setPlaceholderText(say("review.your_name"))
        self.name.setToolTip(say("review.your_name"))
        self.words = Typed("sign_words", say("review.statement"), WORDS_PX)
        self.words.entered.connect(self.keep)
        self.wrong = label("", "small", is_wrapped=True, tone="danger")
        self.wrong.setObjectName("sign_wrong")
        self.wrong.hide()
        keep = button(look.theme, say("review.sign"), "sign_keep", role="primary", sign="pen-nib")
        keep.clicked.connect(self.keep)
        about = label(say("review.sign_about"), "small", is_wrapped=True)
        body = column(spacing=8, margins=(16, 12, 16, 16))
        for one in sign_offs(desk.whole) if desk.whole is not None else ():
            who = text(
                "review.signed_by",
                who=one.stamp.author,
                capacity=text(f"review.capacity_{one.capacity.value}"),
            )
            body.addWidget(label(look.word(who), "strong", is_wrapped=True))
            body.addWidget(label(one.words, "", is_wrapped=True))
            body.addWidget(label(look.word(one.holds), "small", is_wrapped=True))
        for part in (about, self.name, self.words, self.wrong):
            body.addWidget(part)
        body.addLayout(row(STRETCH, keep))
        self.set_body(body)
        self.setFocusProxy(self.words)

    def keep(self) -> None:
        """Sign, or say why not."""
        desk, whole, name = self.desk, self.desk.whole, self.name.text().strip()
        if whole is None:
            return
        stamp = replace(desk.new_stamp(), author=name)
        by = replace(desk.by(), author=name)
        try:
            command = sign_off(whole, self.words.said, stamp, self.state.capacity, by)
        except SbdError as refusal:
            look = self.look
            self.wrong.setText(f"{look.word(refusal.what)} {look.word(refusal.hint)}")
            self.wrong.show()
            self.fit()
            return
        if desk.do(command):
            self.close_card()
            desk.told.emit(text("review.signed"))
