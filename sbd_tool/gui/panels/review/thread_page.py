"""The page of one comment: what it says and asks for, what was answered, and what can be done."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from sbd_tool.app.review.listing import (
    acts_for,
    day_said,
    entry_said,
    seen_in,
    weight_said,
    where_said,
    who,
)
from sbd_tool.app.review.pins import Pinned
from sbd_tool.app.review.writing import add_entry, withdraw
from sbd_tool.domain.errors import SbdError
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Text, literal, text
from sbd_tool.domain.threads import Act, Capacity, Thread
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.panels.brief.flowing import FlowLayout
from sbd_tool.gui.panels.review.rows import headed
from sbd_tool.gui.panels.review.state import ReviewState
from sbd_tool.gui.panels.review.typed import Typed
from sbd_tool.gui.widgets.basics import (
    STRETCH,
    button,
    clear,
    column,
    holder,
    label,
    row,
    scrolled,
    tool,
)

FIELD_PX: Final = 54
LEAST_PX: Final = 64
SIGNS: Final = {
    Act.SAY: "chat-text",
    Act.ADOPT: "thumbs-up",
    Act.REJECT: "thumbs-down",
    Act.SETTLE: "check",
    Act.REOPEN: "arrow-counter-clockwise",
}


class ThreadPage(QWidget):
    """Shows the chosen comment; hidden while none is chosen."""

    def __init__(self, desk: Desk, state: ReviewState) -> None:
        super().__init__()
        self.desk, self.state = desk, state
        self.setObjectName("review_page")
        say = desk.look.words_of
        self._body: QVBoxLayout = column(spacing=4)
        self.answer = Typed("review_answer", say("review.answer_here"), FIELD_PX)
        self.answer.entered.connect(lambda: self.act(Act.SAY))
        self.wrong = label("", "small", is_wrapped=True, tone="danger")
        self.wrong.setObjectName("review_wrong")
        self.wrong.hide()
        self._deeds: QVBoxLayout = column(spacing=0)
        body = column(self._body, STRETCH, margins=(16, 10, 16, 4))
        foot = column(self.answer, self.wrong, self._deeds, spacing=8, margins=(16, 6, 16, 12))
        self._told_area = scrolled(holder(body), "review_page_scroll")
        self._told_area.setMinimumHeight(LEAST_PX)
        made = column(self._told_area, foot, spacing=0)
        made.setStretch(0, 1)
        self.setLayout(made)
        self._shown: tuple[Pinned, Capacity] | None = None

    def refresh(self) -> None:
        """Show the chosen comment as it stands."""
        pinned, project = self.state.current, self.desk.project
        self.setVisible(pinned is not None)
        if pinned is None or project is None:
            self._shown = None
            return
        wanted = (pinned, self.state.capacity)
        if wanted == self._shown:
            return
        if self._shown is None or self._shown[0].thread.id != pinned.thread.id:
            self.answer.clear()
        self._shown = wanted
        self.wrong.hide()
        clear(self._body)
        for part in self._told(pinned, project):
            self._body.addWidget(part)
        self._fill_deeds(pinned)

    def act(self, act: Act) -> None:
        """Do something about the comment with the words typed; a refusal is told below them."""
        pinned, desk = self.state.current, self.desk
        if pinned is None:
            return
        try:
            command = add_entry(
                pinned.thread,
                act,
                self.answer.said,
                desk.new_stamp(),
                capacity=self.state.capacity,
                by=desk.by(),
            )
        except SbdError as refusal:
            self._refuse(refusal)
            return
        self.answer.clear()
        desk.do(command)

    def _refuse(self, refusal: SbdError) -> None:
        look = self.desk.look
        self.wrong.setText(f"{look.word(refusal.what)} {look.word(refusal.hint)}")
        self.wrong.show()
        self.answer.setFocus()

    def _fill_deeds(self, pinned: Pinned) -> None:
        clear(self._deeds)
        thread, say, theme = pinned.thread, self.desk.look.words_of, self.desk.look.theme
        acts = acts_for(thread, is_planner=self.state.capacity is Capacity.PLANNER)
        self.answer.setVisible(acts != (Act.REOPEN,))
        parts: list[QWidget] = []
        for act in acts:
            role = "primary" if act is Act.SAY else "small"
            words = say(f"review.act_{act.value}")
            made = button(theme, words, f"review_{act.value}", role=role, sign=SIGNS[act])
            made.clicked.connect(lambda _on=False, one=act: self.act(one))
            parts.append(made)
        if not thread.condition and self._offer(thread) is not None:
            words = say("review.act_condition")
            made = button(
                theme, words, "review_condition", role="small", sign="check-square",
                tip=say("review.act_condition_tip"),
            )  # fmt: skip
            made.clicked.connect(lambda: self._make_condition(thread))
            parts.append(made)
        if thread.capacity is self.state.capacity and not thread.entries:
            made = button(theme, say("review.act_withdraw"), "review_withdraw", role="small")
            made.clicked.connect(lambda: self._withdraw(thread))
            parts.append(made)
        self._deeds.addWidget(holder(FlowLayout(parts, spacing_px=6)))

    def _told(self, pinned: Pinned, project: Project) -> Iterator[QWidget]:
        look, thread = self.desk.look, pinned.thread
        about = look.word(where_said(pinned, project, self.desk.rules))
        title = label(f"{pinned.number}. {headed(about)}", "strong", is_wrapped=True)
        say = look.words_of("review.close_page")
        shut = tool(look.theme, "x", "review_page_close", say, size_px=14)
        shut.clicked.connect(lambda: self.state.pick(""))
        top = row(title, shut, spacing=6)
        top.setStretch(0, 1)
        yield holder(top)
        yield label(look.word(literal(thread.words)), "", is_wrapped=True)
        for line in self._lines(pinned, project):
            yield label(look.word(line), "small", is_wrapped=True)
        for entry in thread.entries:
            when = day_said(entry.stamp.created, look.words)
            head = f"{look.word(entry_said(entry))}{f', {when}' if when else ''}"
            yield label(head, "small", is_wrapped=True)
            if entry.words:
                yield label(look.word(literal(entry.words)), "", is_wrapped=True)

    def _lines(self, pinned: Pinned, project: Project) -> Iterator[Text]:
        thread, sources = pinned.thread, self.desk.rules.catalogue.sources
        status = text(f"review.status_{thread.status.value}")
        yield text("review.status_line", status=status, weight=weight_said(thread))
        spoken = self.desk.look.words
        yield text(
            "review.written_line",
            who=who(thread.stamp.author),
            capacity=text(f"review.capacity_{thread.capacity.value}"),
            day=literal(day_said(thread.stamp.created, spoken)),
        )
        if pinned.is_moved:
            yield text("review.object_moved")
        option = seen_in(thread, project)
        if option is not None:
            yield text("review.option_line", option=option)
        if thread.due:
            yield text("review.due", day=literal(day_said(thread.due, spoken)))
        if thread.reason:
            yield text("review.reason_line", reason=literal(thread.reason))
        if thread.source in sources:
            yield text("review.source_line", source=literal(sources[thread.source].citation))
        if thread.condition in project.records:
            yield text("review.condition_line")

    @staticmethod
    def _offer(thread: Thread) -> object:
        from sbd_tool.app.review.phrasing import condition_for

        return condition_for(thread)

    def _make_condition(self, thread: Thread) -> None:
        from sbd_tool.app.review.phrasing import as_condition, condition_for

        offered, desk = condition_for(thread), self.desk
        if offered is None:
            return
        kind, blanks = offered
        project, rubric, new_id = desk.whole, desk.rules.rubric, desk.bench.new_id()
        if project is None:
            return
        try:
            command = as_condition(
                project, thread, kind, blanks, rubric, new_id=new_id, by=desk.by()
            )
        except SbdError as refusal:
            self._refuse(refusal)
            return
        if desk.do(command):
            desk.told.emit(text("review.condition_told"))

    def _withdraw(self, thread: Thread) -> None:
        self.desk.do(withdraw(thread, self.desk.by()))
