"""What stands behind a row: its objects on the map, its guidance, its source."""

from functools import partial

from PySide6.QtWidgets import QWidget

from sbd_tool.domain.scores import IndicatorState
from sbd_tool.domain.waterfall import WaterfallLine
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.panels.indicator_page import object_name, show_objects
from sbd_tool.gui.panels.shares_box import SharesBox
from sbd_tool.gui.widgets.basics import button, column, holder, label
from sbd_tool.gui.widgets.controls import LinkButton


def step_details(desk: Desk, line: WaterfallLine) -> QWidget:
    """One click from the map, one from the guidance paragraph."""
    look, rules = desk.look, desk.rules
    lines = column(spacing=6, margins=(14, 4, 8, 10))
    score = _sentence(desk, line)
    if score:
        lines.addWidget(label(score, "small", is_wrapped=True))
    if line.objects:
        words = look.say("indicator.show", count=len(line.objects))
        show = button(look.theme, words, f"step_show_{line.key}", sign="map-pin")
        show.clicked.connect(partial(show_objects, desk, line.objects))
        lines.addWidget(show)
    for key in line.cards:
        if key in rules.catalogue.cards:
            title = look.word(rules.catalogue.cards[key].title)
            link = LinkButton(look.theme, title, f"step_card_{key}", "book-open")
            link.clicked.connect(partial(_open_card, desk, key))
            lines.addWidget(link)
    for key in line.sources:
        if key in rules.catalogue.sources:
            citation = rules.catalogue.sources[key].citation
            lines.addWidget(label(citation, "caption", is_wrapped=True))
    page = LinkButton(
        look.theme, look.words_of("waterfall.page"), f"step_page_{line.key}", "arrow-right"
    )
    page.clicked.connect(partial(_open_page, desk, line.key))
    lines.addWidget(page)
    if line.state is IndicatorState.ASSESSED and line.objects:
        lines.addWidget(SharesBox(desk, line.key, object_name, show_objects))
    return holder(lines)


def _sentence(desk: Desk, line: WaterfallLine) -> str:
    assessment = desk.assessment
    if assessment is None:
        return ""
    rule = desk.rules.rubric.indicators[line.key]
    score = assessment.scorecard.ledger(rule.ledger).indicators[line.key]
    return desk.look.word(score.sentence)


def _open_card(desk: Desk, key: str, *_checked: object) -> None:
    desk.card_wanted.emit(key)


def _open_page(desk: Desk, key: str, *_checked: object) -> None:
    desk.indicator_wanted.emit(key)
