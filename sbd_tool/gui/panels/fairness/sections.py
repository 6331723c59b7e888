"""Parts of the fairness panel: fortress index, needs before and after, the scoring itself."""

from functools import partial
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from sbd_tool.app.fairness import Fairness, need_words, people_words
from sbd_tool.domain.fairness import (
    Change,
    FortressIndex,
    FortressView,
    NeedChange,
    TrustRule,
)
from sbd_tool.domain.findings import Finding
from sbd_tool.domain.text import Quantity, Text
from sbd_tool.gui import paint
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.look import Look
from sbd_tool.gui.panels.indicator_page import object_name, show_objects
from sbd_tool.gui.theme import Theme
from sbd_tool.gui.widgets.basics import button, column, holder, label, row
from sbd_tool.gui.widgets.controls import LinkButton
from sbd_tool.gui.widgets.signs import Swatch

MOST_VIEWS: Final = 6
FULL: Final = 0.25  # share of a turn at which the bar is full
SIGNS: Final = {
    Change.BETTER: "\u25b2",
    Change.SAME: "=",
    Change.WORSE: "\u25bc",
    Change.UNKNOWN: "?",
}
STATUS_SIGNS: Final = {"met": "\u2713", "partly": "\u25d0", "open": "\u25cb"}


def percent_words(look: Look, share: float | None) -> str:
    """A share in percent, or that it is not known."""
    if share is None:
        return look.words_of("fairness.not_known")
    return look.words.quantity(Quantity(100 * share, "%", 1))


def index_section(desk: Desk, found: Fairness) -> QWidget:
    """Both indexes as bars of one scale, then the places that see most of it."""
    look = desk.look
    lines = column(label(look.words_of("fairness.index"), "strong"), spacing=5)
    for key, index in (("today", found.today), ("design", found.design)):
        lines.addWidget(_bar_row(look, key, index))
    lines.addWidget(label(look.words_of("fairness.index_note"), "caption", is_wrapped=True))
    shown = [view for view in found.design.views if view.load > 0][:MOST_VIEWS]
    for view in shown:
        lines.addWidget(_view_row(desk, view))
    if not shown:
        lines.addWidget(label(look.words_of("fairness.nothing_overt"), "small", is_wrapped=True))
    return holder(lines)


def _bar_row(look: Look, key: str, index: FortressIndex) -> QWidget:
    words = percent_words(look, index.index)
    bar = Swatch(0, 12, partial(_draw_bar, look.theme, index.index))
    name = label(look.words_of(f"fairness.{key}"), "small")
    name.setMinimumWidth(round(92 * look.theme.text_scale))
    figure = label(words, "strong")
    figure.setObjectName(f"fortress_{key}")
    bar.setAccessibleName(f"{look.words_of(f'fairness.{key}')}: {words}")
    made = row(name, bar, figure, spacing=8)
    made.setStretch(1, 1)
    return holder(made)


def _draw_bar(theme: Theme, share: float | None, p: QPainter, box: QRectF) -> None:
    lane = box.adjusted(0, 2, 0, -2)
    paint.round_rect(p, lane, 2, theme.color("sunken"), theme.color("line"))
    if share is None:
        paint.hatch(p, lane, theme.color("line_strong"), 5, 1, 2)
        return
    won = QRectF(lane)
    won.setWidth(max(2.0, lane.width() * min(1.0, share / FULL)))
    paint.round_rect(p, won, 2, theme.color("ink_2"))
    p.setPen(QPen(theme.color("surface"), 1))
    p.drawLine(QPointF(won.right(), lane.top()), QPointF(won.right(), lane.bottom()))


def _view_row(desk: Desk, view: FortressView) -> QWidget:
    look = desk.look
    place = object_name(desk, view.place.id)
    if view.place.sort != "seat":
        place = look.words_of("fairness.place_way_in", name=view.place.id.removeprefix("way-"))
    words = look.words_of(
        "fairness.view_objects",
        place=place,
        load=percent_words(look, view.load),
        count=len(view.objects),
    )
    link = LinkButton(look.theme, words, f"view_{view.place.id}", "eye")
    ids = tuple(name for name, _ in view.objects)
    link.clicked.connect(partial(show_objects, desk, ids))
    return link


def needs_section(desk: Desk, found: Fairness) -> QWidget:
    """Each need today and as designed, with a sign, a word, and whom it touches."""
    look = desk.look
    lines = column(label(look.words_of("fairness.needs"), "strong"), spacing=7)
    findings = {finding.key.removeprefix("fairness."): finding for finding in found.findings}
    for one in found.changes:
        lines.addWidget(_need_row(desk, found, one, findings.get(one.rule.key)))
    return holder(lines)


def _need_row(desk: Desk, found: Fairness, one: NeedChange, finding: Finding | None) -> QWidget:
    look = desk.look
    is_loss = one.change is Change.WORSE
    change = look.words_of(f"fairness.change.{one.change.value}")
    values = look.words_of(
        "fairness.values",
        before=_said(look, need_words(one, one.before)),
        after=_said(look, need_words(one, one.after)),
    )
    head = row(
        label(SIGNS[one.change], "strong", tone="danger" if is_loss else ""),
        label(look.word(one.rule.name), "strong" if is_loss else "", is_wrapped=True),
        label(change, "strong" if is_loss else "small"),
        spacing=8,
    )
    head.setStretch(1, 1)
    lines = column(head, label(values, "small", is_wrapped=True), spacing=2)
    if not one.is_known and one.after is not None:
        lines.addWidget(label(look.words_of("fairness.only_drawn"), "caption", is_wrapped=True))
    if is_loss or finding is not None:
        people = look.word(people_words(one, found.rules))
        lines.addWidget(
            label(look.words_of("fairness.touches", people=people), "small", is_wrapped=True)
        )
        if finding is not None and finding.remedy is not None:
            lines.addWidget(label(look.word(finding.remedy), "caption", is_wrapped=True))
        if one.objects:
            words = look.say("indicator.show", count=len(one.objects))
            show = button(look.theme, words, f"need_show_{one.rule.key}", sign="map-pin")
            show.clicked.connect(partial(show_objects, desk, one.objects))
            lines.addLayout(row(show, None))
    made = holder(lines)
    made.setObjectName(f"need_{one.rule.key}")
    made.setAccessibleName(f"{look.word(one.rule.name)}: {values}, {change}")
    return made


def _said(look: Look, value: Text | Quantity) -> str:
    return look.word(value) if isinstance(value, Text) else look.words.quantity(value)


def trust_section(look: Look, rules: tuple[TrustRule, ...]) -> QWidget:
    """The seven requirements: what the scoring does, and what it does not."""
    lines = column(label(look.words_of("fairness.trust"), "strong", is_wrapped=True), spacing=9)
    for rule in rules:
        status = look.words_of(f"fairness.status.{rule.status}")
        head = row(
            label(STATUS_SIGNS[rule.status], "strong"),
            label(look.word(rule.name), "strong", is_wrapped=True),
            label(status, "small"),
            spacing=8,
        )
        head.setStretch(1, 1)
        how = label(look.word(rule.how), "small", is_wrapped=True)
        gap = look.words_of("fairness.gap", gap=look.word(rule.gap))
        made = holder(column(head, how, label(gap, "small", is_wrapped=True), spacing=2))
        made.setObjectName(f"trust_{rule.key}")
        made.setAccessibleName(f"{look.word(rule.name)}: {status}")
        lines.addWidget(made)
    lines.addWidget(label(look.words_of("fairness.trust_note"), "caption", is_wrapped=True))
    return holder(lines)
