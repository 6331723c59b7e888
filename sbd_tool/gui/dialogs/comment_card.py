"""Writing a comment: type, Enter; phrases that fit what was typed are offered below."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QListWidget, QListWidgetItem, QWidget

from sbd_tool.app.review.phrasing import phrases
from sbd_tool.app.review.writing import Draft, open_thread, sources_of
from sbd_tool.app.thing_names import plain_name
from sbd_tool.domain.errors import SbdError
from sbd_tool.domain.phrases import Phrase
from sbd_tool.domain.text import text
from sbd_tool.domain.threads import Severity
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.dialogs.card import FloatingCard
from sbd_tool.gui.panels.review.state import ReviewState
from sbd_tool.gui.panels.review.typed import Typed
from sbd_tool.gui.widgets.basics import STRETCH, button, column, keycap, label, row
from sbd_tool.gui.widgets.controls import Segments, Select

WIDTH_PX: Final = 460
WORDS_PX: Final = 66
OFFERED_PX: Final = 108
DAY_PX: Final = 150


class Offered(QListWidget):
    """Phrases that fit; Enter takes one."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentRow() >= 0:
            self.itemActivated.emit(self.currentItem())
        else:
            super().keyPressEvent(event)


class CommentCard(FloatingCard):
    """Words first; everything else has a start value and may stay as it is."""

    def __init__(
        self, desk: Desk, host: QWidget, state: ReviewState, place_m: tuple[float, float]
    ) -> None:
        look, say = desk.look, desk.look.words_of
        super().__init__(look, host, say("review.action.comment"), "comment_card")
        self.desk, self.state, self._place_m = desk, state, place_m
        self._phrases = phrases()
        self._source = ""
        self.words = Typed("comment_words", say("review.words_here"), WORDS_PX)
        self.offered = Offered()
        self.offered.setObjectName("comment_phrases")
        self.offered.setAccessibleName(say("review.phrases"))
        self.offered.setToolTip(say("review.phrases_tip"))
        self.offered.setFixedHeight(OFFERED_PX)
        self.offered.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.offered.setTextElideMode(Qt.TextElideMode.ElideRight)
        choices = [(one.value, say(f"review.severity_{one.value}")) for one in Severity]
        self.severity = Segments(
            choices, Severity.MEDIUM.value, lambda _key: None, "comment_weight"
        )
        self.severity.setAccessibleName(say("review.severity"))
        self.required = QCheckBox(say("review.is_required"))
        self.required.setObjectName("comment_required")
        self.required.setToolTip(say("review.is_required_tip"))
        self.source = Select(look.theme, "comment_source", say("review.source"))
        self.source.addItem(say("review.no_source_yet"), "")
        for key, citation in sources_of(desk.rules).items():
            self.source.addItem(f"{key}: {citation}"[:90], key)
        self.reason = QLineEdit()
        self.due = QLineEdit()
        for made, name, key in (
            (self.reason, "comment_reason", "review.reason"),
            (self.due, "comment_due", "review.due_here"),
        ):
            made.setObjectName(name)
            made.setAccessibleName(say(key))
            made.setPlaceholderText(say(key))
            made.setToolTip(say(key))
            made.returnPressed.connect(self.keep)
        self.due.setFixedWidth(round(DAY_PX * look.theme.text_scale))
        self.wrong = label("", "small", is_wrapped=True, tone="danger")
        self.wrong.setObjectName("comment_wrong")
        self.wrong.hide()
        self._build()
        self._offer()

    def _build(self) -> None:
        look, say = self.look, self.look.words_of
        keep = button(
            look.theme, say("review.keep"), "comment_keep", role="primary", sign="push-pin"
        )
        keep.clicked.connect(self.keep)
        self.words.entered.connect(self.keep)
        self.words.down_wanted.connect(self._into_phrases)
        self.words.textChanged.connect(self._offer)
        self.offered.itemActivated.connect(self._take)
        self.offered.itemClicked.connect(self._take)
        about = label(self._about(), "small", is_wrapped=True)
        about.setObjectName("comment_about")
        severity = row(label(say("review.severity"), "small"), self.severity, spacing=8)
        severity.setStretch(1, 1)
        second = row(self.reason, self.due, spacing=8)
        second.setStretch(0, 1)
        foot = row(STRETCH, keycap("Enter"), keep, spacing=8)
        self.set_body(
            column(
                about, self.words, self.offered, row(self.required, STRETCH), severity,
                self.source, second, self.wrong, foot,
                spacing=8, margins=(16, 12, 16, 16),
            )
        )  # fmt: skip
        self.setFocusProxy(self.words)

    def keep(self) -> None:
        """Keep the comment, about what is chosen or at its place."""
        desk, project = self.desk, self.desk.project
        if project is None:
            return
        stamp = desk.new_stamp()
        try:
            command = open_thread(
                project,
                desk.rules,
                self._draft(),
                stamp,
                capacity=self.state.capacity,
                where=desk.place,
                words=desk.look.words,
                by=desk.by(),
            )
        except SbdError as refusal:
            look = self.look
            self.wrong.setText(f"{look.word(refusal.what)} {look.word(refusal.hint)}")
            self.wrong.show()
            self.fit()
            return
        if desk.do(command):
            self.close_card()
            self.state.pick(stamp.id, is_shown_on_map=False)

    def _draft(self) -> Draft:
        objects = self._objects()
        return Draft(
            words=self.words.said,
            objects=objects,
            place=None if objects else self._place_m,
            severity=Severity(self.severity.current),
            is_required=self.required.isChecked(),
            reason=self.reason.text(),
            source=str(self.source.currentData()),
            due=self.due.text().strip(),
        )

    def _objects(self) -> tuple[str, ...]:
        from sbd_tool.app.review.pins import lies_at

        project = self.desk.project
        if project is None:
            return ()
        placed = [row_ for row_ in self.desk.selection[:200] if lies_at(project, row_) is not None]
        return tuple(placed)

    def _about(self) -> str:
        objects, project = self._objects(), self.desk.project
        if not objects or project is None:
            return self.look.words_of("review.about", what=text("review.at_place"))
        name = plain_name(project, self.desk.rules, objects[0])
        more = len(objects) - 1
        what = text("review.on_objects", name=name, count=more) if more else name
        return self.look.words_of("review.about", what=what)

    def _offer(self) -> None:
        """Phrases that hold every word typed."""
        wanted = self.words.said.casefold().split()
        self.offered.clear()
        for phrase in self._phrases:
            said = phrase.said(self.look.language)
            if said != self.words.said and all(one in said.casefold() for one in wanted):
                item = QListWidgetItem(said)
                item.setToolTip(said)
                item.setData(Qt.ItemDataRole.UserRole, phrase)
                self.offered.addItem(item)
        self.offered.setEnabled(self.offered.count() > 0)

    def _into_phrases(self) -> None:
        if self.offered.count():
            self.offered.setCurrentRow(0)
            self.offered.setFocus()

    def _take(self, item: QListWidgetItem) -> None:
        phrase = item.data(Qt.ItemDataRole.UserRole)
        if not isinstance(phrase, Phrase):
            return
        self.severity.show_choice(phrase.severity.value)
        self.required.setChecked(phrase.is_required)
        self.source.setCurrentIndex(max(0, self.source.findData(phrase.source)))
        self.words.setPlainText(phrase.said(self.look.language))
        self.words.moveCursor(self.words.textCursor().MoveOperation.End)
        self.words.setFocus()
