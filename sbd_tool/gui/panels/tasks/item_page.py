"""One question on a page: where to stand, what to look at, answers a finger hits; reusable."""

from collections.abc import Callable
from functools import partial
from math import atan2, degrees, hypot
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QSizePolicy, QWidget

from sbd_tool.app.checklists.values import value_words
from sbd_tool.domain.checklists import NOT_SEEN, AnswerKind, Item
from sbd_tool.domain.tasks import Entry, Role, Site, TaskAnswer, TaskState
from sbd_tool.domain.text import Quantity
from sbd_tool.gui.look import Look
from sbd_tool.gui.panels.tasks.rows import touchable
from sbd_tool.gui.widgets.basics import (
    STRETCH,
    button,
    clear,
    column,
    holder,
    label,
    row,
    rule,
    scrolled,
    tool,
)
from sbd_tool.gui.widgets.controls import Select, named_line

POINTS: Final = ("n", "ne", "e", "se", "s", "sw", "w", "nw")
TYPED: Final = (AnswerKind.NUMBER, AnswerKind.TEXT)


class ItemPage(QWidget):
    """Shows a task in one pass and says what was answered; it changes nothing itself.

    Args:
        look: Words, theme.
        cite: Citation of a source by its key, or "".

    Signals:
        answered: Words of the answer; `remark`, `role` and `initials` hold the rest.
        back, next_wanted: Leave the page; go to the next open task.
        move_wanted: Its place should be put elsewhere.
    """

    answered = Signal(str)
    back = Signal()
    next_wanted = Signal()
    move_wanted = Signal(bool)

    def __init__(self, look: Look, cite: Callable[[str], str]) -> None:
        super().__init__()
        self.look, self._cite = look, cite
        self.entry: Entry | None = None
        self._is_blind = False
        self.setObjectName("task_page")
        say, theme = look.words_of, look.theme
        leave = tool(theme, "arrow-left", "task_back", say("checklist.back"), size_px=20)
        further = tool(theme, "arrow-right", "task_next", say("checklist.next"), size_px=20)
        self.mover = tool(theme, "hand", "task_move", say("checklist.move"), size_px=20)
        self.mover.setCheckable(True)
        for one in (leave, further, self.mover):
            touchable(one, is_square=True)
        leave.clicked.connect(self.back.emit)
        further.clicked.connect(self.next_wanted.emit)
        self.mover.toggled.connect(self.move_wanted.emit)
        self.number = label("", "small")
        self.number.setObjectName("task_number")
        self.ask = label("", "title", is_wrapped=True)
        self.ask.setObjectName("task_ask")
        self.stand = label("", "small", is_wrapped=True)
        self.stand.setObjectName("task_stand")
        self.wrong = label("", "small", is_wrapped=True, tone="danger")
        self.wrong.setObjectName("task_wrong")
        self.role_choice = Select(theme, "task_role", say("checklist.role"))
        for role in Role:
            self.role_choice.addItem(say(f"checklist.role_{role.value}"), role.value)
        self.initials_line = self._line("task_initials", "checklist.initials", 6)
        self.remark_line = self._line("task_remark", "checklist.remark", 2000)
        self.typed: QLineEdit | None = None
        self._answers = column(spacing=8)
        self._given = column(spacing=8)
        self.source = label("", "caption", is_wrapped=True)
        self._build(leave, further)

    def _build(self, leave: QWidget, further: QWidget) -> None:
        who = row(self.role_choice, self.initials_line, spacing=8)
        who.setStretch(0, 2)
        who.setStretch(1, 1)
        top = row(leave, self.number, STRETCH, self.mover, further, spacing=4)
        self._parts = column(
            self.ask,
            self.stand,
            self._given,
            self.wrong,
            self._answers,
            self.remark_line,
            rule(),
            label(self.look.words_of("checklist.who"), "small"),
            who,
            self.source,
            spacing=10,
            margins=(16, 2, 14, 12),
        )
        self._parts.addStretch(1)
        body = scrolled(holder(self._parts), "task_scroll")
        self.setLayout(column(top, body, spacing=4, margins=(8, 4, 0, 0)))

    def _put_remark(self, *, is_first: bool) -> None:
        """The reason of what is settled stands before the choice, a remark after it."""
        self._parts.removeWidget(self.remark_line)
        answers = self._parts.indexOf(self._answers)
        self._parts.insertWidget(answers if is_first else answers + 1, self.remark_line)

    def _line(self, name: str, key: str, most: int) -> QLineEdit:
        made = named_line(name, self.look.words_of(key), most)
        touchable(made)
        return made

    @property
    def remark(self) -> str:
        """Words beside the answer; of a settled one its reason."""
        return self.remark_line.text()

    @property
    def role(self) -> Role:
        """Who answers."""
        return Role(str(self.role_choice.currentData()))

    @property
    def initials(self) -> str:
        """Their initials, or ""."""
        return self.initials_line.text()

    def show_entry(self, entry: Entry, *, is_blind: bool = False) -> None:
        """Show another task, or the same one as it stands now."""
        is_other = self.entry is None or (entry.task.id, entry.when) != (
            self.entry.task.id,
            self.entry.when,
        )
        self.entry, self._is_blind = entry, is_blind
        say, item = self.look.words_of, entry.task.item
        when = say(f"checklist.pass_{entry.when.value}")
        section = "" if item.section is None else f" · {self.look.word(item.section)}"
        self.number.setText(f"{entry.task.number} · {when}{section}")
        self.ask.setText(self.look.word(item.ask))
        self.stand.setText(stand_words(entry.task.site, self.look))
        self.wrong.hide()
        if is_other:
            self.remark_line.clear()
            self.mover.setChecked(False)
        is_disputed = entry.state in {TaskState.DISPUTED, TaskState.SETTLED}
        key = "checklist.reason" if is_disputed else "checklist.remark"
        self.remark_line.setPlaceholderText(say(key))
        self.remark_line.setAccessibleName(say(key))
        self._put_remark(is_first=is_disputed and not is_blind)
        self._fill_answers(item, entry)
        self._fill_given(entry)
        source = say(
            "checklist.source",
            source=self._cite(item.source) or say("checklist.own"),
            basis=say(f"checklist.basis_{item.basis.value}"),
        )
        self.source.setText(source)

    def refuse(self, words: str) -> None:
        """Say why an answer was not taken; what was typed stays."""
        self.wrong.setText(words)
        self.wrong.show()

    def first_control(self) -> QWidget:
        """What takes the keyboard: the field, or the first answer."""
        if self.typed is not None:
            return self.typed
        found = self._answers.itemAt(0)
        widget = None if found is None else found.widget()
        return widget if widget is not None else self

    def _fill_answers(self, item: Item, entry: Entry) -> None:
        clear(self._answers)
        self.typed = None
        say = self.look.words_of
        if item.kind in TYPED:
            self._add_typed(item)
        for choice in item.choices:
            words = self.look.word(choice.name)
            if item.kind is AnswerKind.SCALE:
                words = f"{choice.key}   {words}"
            is_held = entry.value is not None and _key(entry) == choice.key
            self._add(words, choice.key, is_held=is_held)
        is_held = entry.value == NOT_SEEN
        self._add(say("checklist.not_seen"), NOT_SEEN, is_held=is_held)

    def _add(self, words: str, key: str, *, is_held: bool) -> None:
        made = answer_button(self.look, words, f"answer_{key}")
        if is_held:
            made.setText(f"✓  {words}")
            made.setAccessibleName(self.look.words_of("checklist.held", answer=words))
        made.clicked.connect(partial(self._say, key))
        self._answers.addWidget(made)

    def _add_typed(self, item: Item) -> None:
        key = "checklist.type_number" if item.kind is AnswerKind.NUMBER else "checklist.type_words"
        self.typed = self._line("task_typed", key, 2000)
        unit = label(item.unit, "small")
        keep = button(self.look.theme, self.look.words_of("checklist.keep"), "task_keep",
                      role="primary")  # fmt: skip
        touchable(keep)
        keep.clicked.connect(self._keep)
        self.typed.returnPressed.connect(self._keep)
        line = row(self.typed, unit, keep, spacing=8)
        line.setStretch(0, 1)
        self._answers.addLayout(line)

    def _keep(self) -> None:
        if self.typed is not None:
            self.answered.emit(self.typed.text())

    def _say(self, key: str, *_: object) -> None:
        self.answered.emit(key)

    def _fill_given(self, entry: Entry) -> None:
        clear(self._given)
        if entry.state is TaskState.DISPUTED and not self._is_blind:
            words = self.look.words_of("checklist.settle_lead")
            self._given.addWidget(label(words, "strong", is_wrapped=True))
        for one in entry.task.answers.get(entry.when, ()):
            self._given.addWidget(given_row(one, entry.task.item, self.look))
        settled = entry.task.settled.get(entry.when)
        if settled is not None:
            words = self.look.words_of(
                "checklist.settled_as",
                value=self.look.word(value_words(entry.task.item, settled.value)),
                reason=settled.reason,
            )
            self._given.addWidget(label(words, "small", is_wrapped=True))


def _key(entry: Entry) -> str:
    value = entry.value
    return value if isinstance(value, str) else str(int(value or 0))


def answer_button(look: Look, words: str, name: str) -> QPushButton:
    """A wide button of at least a fingertip's height."""
    made = button(look.theme, words, name)
    touchable(made)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made


def given_row(one: TaskAnswer, item: Item, look: Look) -> QLabel:
    """What somebody answered: who, what, and what was held before."""
    say: Callable[..., str] = look.words_of
    who = one.assessor or say(f"checklist.role_{one.role.value}")
    name = f"{who} {one.initials}".strip()
    parts = [name, look.word(value_words(item, one.value))]
    if one.before:
        parts.append(say("checklist.before", before=one.before, unit=item.unit).strip())
    if one.remark:
        parts.append(one.remark)
    made = label(" · ".join(parts), "small", is_wrapped=True)
    made.setObjectName(f"given_{one.id}")
    return made


def stand_words(site: Site, look: Look) -> str:
    """Stand here, look there, in words."""
    height = Quantity(site.height_m, "m", 1)
    if site.stand == site.look:
        return look.words_of("checklist.stand_around", height=height)
    x, y = site.look[0] - site.stand[0], site.look[1] - site.stand[1]
    point = POINTS[round(degrees(atan2(x, y)) / 45.0) % 8]
    return look.words_of(
        "checklist.stand",
        height=height,
        direction=look.words_of(f"checklist.to_{point}"),
        far=Quantity(hypot(x, y), "m"),
    )
