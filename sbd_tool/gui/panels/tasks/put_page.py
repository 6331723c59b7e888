"""Putting a checklist on the square: which one, and where its questions will be asked."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sbd_tool.app.checklists.placing import Suggested, suggest
from sbd_tool.app.checklists.templates import offered
from sbd_tool.domain.checklists import Spot, Template
from sbd_tool.domain.errors import SbdError
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.panels.tasks.rows import touchable
from sbd_tool.gui.widgets.basics import (
    STRETCH,
    button,
    clear,
    column,
    frame,
    holder,
    label,
    row,
    scrolled,
    tool,
)


class PutPage(QWidget):
    """A card for each checklist with what it asks and where.

    Signals:
        put_wanted: A `Template` and its suggested places.
        visit_wanted: The checks of the visit list as tasks.
        file_wanted: A city's checklist from a file.
        back: Leave the page.
    """

    put_wanted = Signal(object, object)
    visit_wanted = Signal()
    file_wanted = Signal()
    back = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setObjectName("task_put_page")
        theme, say = desk.look.theme, desk.look.words_of
        leave = tool(theme, "arrow-left", "put_back", say("checklist.back"), size_px=20)
        touchable(leave, is_square=True)
        leave.clicked.connect(self.back.emit)
        head = row(leave, label(say("checklist.put_title"), "strong"), STRETCH, spacing=4)
        self.cards = column(spacing=10, margins=(16, 4, 14, 12))
        self.setLayout(
            column(head, scrolled(holder(self.cards), "put_scroll"), margins=(8, 4, 0, 0))
        )

    def refresh(self) -> None:
        """Look again which checklists there are and where they could be put."""
        clear(self.cards)
        project = self.desk.project
        if project is None:
            return
        try:
            found = list(offered(project).values())
            for template in found:
                self.cards.addWidget(self._card(template))
        except SbdError as refusal:
            look = self.desk.look
            words = f"{look.word(refusal.what)} {look.word(refusal.hint)}"
            self.cards.addWidget(label(words, "small", is_wrapped=True, tone="danger"))
        say, theme = self.desk.look.words_of, self.desk.look.theme
        visit = button(theme, say("checklist.from_visit"), "put_visit", sign="path")
        visit.clicked.connect(self.visit_wanted.emit)
        file = button(theme, say("checklist.from_file"), "put_file", sign="file-plus")
        file.clicked.connect(self.file_wanted.emit)
        for one in (visit, file):
            touchable(one)
            self.cards.addWidget(one)
        self.cards.addStretch(1)

    def _card(self, template: Template) -> QWidget:
        look = self.desk.look
        places = self._places(template)
        name = look.word(template.name)
        put = button(
            look.theme, look.words_of("checklist.put_it"), f"put_{template.key}", role="primary"
        )
        put.setAccessibleName(look.words_of("checklist.put_named", name=name))
        touchable(put)
        put.setEnabled(bool(places))
        put.clicked.connect(partial(self._put, template, places))
        inner = column(
            label(name, "strong", is_wrapped=True),
            label(look.word(template.about), "small", is_wrapped=True),
            label(self._where(template, places), "caption", is_wrapped=True),
            row(STRETCH, put),
            spacing=6,
            margins=(12, 10, 12, 10),
        )
        return frame(inner)

    def _put(self, template: Template, places: tuple[Suggested, ...], *_: object) -> None:
        self.put_wanted.emit(template, places)

    def _places(self, template: Template) -> tuple[Suggested, ...]:
        project, assessment = self.desk.project, self.desk.assessment
        if project is None or not project.square:
            return ()
        rules = self.desk.rules
        is_current = assessment is not None and self.desk.bench.is_assessment_current
        results = assessment.results if is_current and assessment is not None else None
        return suggest(project, rules.catalogue, rules.rubric, template, results)

    def _where(self, template: Template, places: tuple[Suggested, ...]) -> str:
        say = self.desk.look.words_of
        wanted = list(dict.fromkeys(item.spot for item in template.items))
        parts = []
        for spot in wanted:
            count = sum(place.spot is spot for place in places)
            if spot is Spot.SQUARE:
                parts.append(say("checklist.spot_square"))
            elif count:
                parts.append(say(f"checklist.spot_{spot.value}", count=count))
            else:
                parts.append(say(f"checklist.no_{spot.value}"))
        questions = say("checklist.questions", count=len(template.items))
        return f"{questions} · " + " · ".join(parts)
