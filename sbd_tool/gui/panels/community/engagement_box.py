"""Who was asked, in the panel: entries put in, what was said added, who was not heard."""

from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from sbd_tool.app.community.engagements import AskedWish, SaidWish, add_point, keep_engagement
from sbd_tool.app.community.heard_words import engagement_lines, engagement_title, unheard_line
from sbd_tool.app.community.notes import participation_rules
from sbd_tool.domain.community import MOST_PEOPLE, Engagement, engagements
from sbd_tool.domain.project import Project
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.panels.community.heard_card import do_or_tell, heard_card
from sbd_tool.gui.panels.community.said_form import SaidForm
from sbd_tool.gui.widgets.basics import STRETCH, button, clear, column, label, row
from sbd_tool.gui.widgets.controls import Select
from sbd_tool.gui.widgets.day_field import DayField


class EngagementBox(QWidget):
    """The entries of a project, the latest first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setObjectName("community_engagements")
        look, rules = desk.look, participation_rules()
        say = look.words_of
        self._to = ""
        self.group = Select(look.theme, "engagement_group", say("heard.choose_group"))
        self.way = Select(look.theme, "engagement_way", say("heard.choose_way"))
        for made, key, keys in (
            (self.group, "group", rules.groups),
            (self.way, "way", rules.ways),
        ):
            made.setToolTip(say(f"heard.choose_{key}"))
            for one in keys:
                words = say(f"heard.{key}_{one}")
                made.addItem(words[:1].upper() + words[1:], one)
        today, asked = desk.clock.now().date(), say("heard.choose_day")
        self.day = DayField(look, today, "engagement_day", asked)
        self.count = QLineEdit()
        self.count.setObjectName("engagement_count")
        self.count.setValidator(QIntValidator(0, MOST_PEOPLE, self.count))
        self.count.setPlaceholderText(say("heard.how_many"))
        self.count.setAccessibleName(say("heard.choose_count"))
        self.count.setToolTip(say("heard.choose_count"))
        self.said = SaidForm(desk)
        self.add = button(look.theme, say("heard.keep_asked"), "engagement_add", role="primary")
        self.wrong = label("", "small", is_wrapped=True, tone="danger")
        self.wrong.setObjectName("engagement_wrong")
        self.wrong.hide()
        self.unheard = label("", "small", is_wrapped=True)
        self.unheard.setObjectName("engagement_unheard")
        self.cards = column(spacing=8)
        self._build()

    def _build(self) -> None:
        say = self.desk.look.words_of
        self.setLayout(
            column(
                label(say("heard.who_was_asked"), "strong", is_wrapped=True),
                label(say("heard.asked_about"), "small", is_wrapped=True),
                row(self.group, self.way, spacing=6),
                row(self.day, self.count, spacing=6),
                self.said,
                self.wrong,
                row(STRETCH, self.add),
                self.unheard,
                self.cards,
                spacing=8,
            )
        )
        self.add.clicked.connect(self._keep)

    def show_project(self, project: Project) -> None:
        """List the entries and who was not heard."""
        look = self.desk.look
        self.said.show_project(project)
        self.unheard.setText(look.word(unheard_line(project, look.words)))
        clear(self.cards)
        for one in reversed(engagements(project.records)):
            self.cards.addWidget(self._card(one, project))

    def _card(self, one: Engagement, project: Project) -> QWidget:
        look = self.desk.look
        lines = [look.word(line) for line in engagement_lines(one, project, self.desk.rules)]
        title = look.word(engagement_title(one, look.words))
        return heard_card(
            self.desk, one, title, lines, (("add_said", lambda: self._add_to(one.id)),)
        )

    def _add_to(self, row_id: str) -> None:
        """Add what stands in the form to an entry; where nothing stands there, ask for it."""
        wish, by = self.said.wish(), self.desk.by()
        if wish is None:
            self._say(self.desk.look.words_of("heard.say_what"))
            self.said.words.setFocus()
            return
        self._done(
            do_or_tell(self.desk, lambda project: add_point(project, row_id, wish, by), self._say)
        )

    def _keep(self) -> None:
        count = self.count.text().strip()
        asked = AskedWish(
            group=str(self.group.currentData()), way=str(self.way.currentData()),
            day=self.day.date().toString("yyyy-MM-dd"),
            count=int(count) if count.isdecimal() else None,
        )  # fmt: skip
        said: SaidWish | None = self.said.wish()
        stamp, by = self.desk.new_stamp(), self.desk.by()
        self._done(
            do_or_tell(
                self.desk,
                lambda project: keep_engagement(project, asked, said, stamp, by),
                self._say,
            )
        )

    def _done(self, is_done: bool) -> None:  # noqa: FBT001 - what a command answered
        if is_done:
            self.said.clear()
            self.count.clear()
            self._say("")

    def _say(self, words: str) -> None:
        self.wrong.setText(words)
        self.wrong.setVisible(bool(words))
