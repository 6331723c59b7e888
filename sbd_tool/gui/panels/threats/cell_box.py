"""One cell of the matrix in words: what stands, what shows it, what the catalogue offers."""

from functools import partial
from typing import Final

from PySide6.QtWidgets import QWidget

from sbd_tool.domain.threats import ThreatCell
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.panels.indicator_page import show_objects
from sbd_tool.gui.widgets.basics import button, column, holder, label, row
from sbd_tool.gui.widgets.controls import LinkButton

MOST: Final = 5


def cell_box(desk: Desk, cell: ThreatCell) -> QWidget:
    """Details of a chosen cell; a measure on offer is taken in hand by a click."""
    look, catalogue = desk.look, desk.rules.catalogue
    threat = look.word(catalogue.threats[cell.threat].name)
    strategy = look.words_of(f"threats.column.{cell.column}")
    cover = look.words_of(f"threats.cover.{cell.cover.value}")
    fact = look.words_of("threats.fact", strategy=strategy, threat=threat, cover=cover)
    lines = column(label(fact, "strong", is_wrapped=True), spacing=5)
    for kind, _share in cell.in_place:
        name = look.word(catalogue.measures[kind].name)
        lines.addWidget(label(f"\u2713 {name}", "small", is_wrapped=True))
    if cell.objects:
        words = look.say("indicator.show", count=len(cell.objects))
        show = button(look.theme, words, "threat_show", sign="map-pin")
        show.clicked.connect(partial(show_objects, desk, cell.objects))
        lines.addLayout(row(show, None))
    for key in cell.shown_by:
        rule = desk.rules.rubric.indicators[key]
        link = LinkButton(look.theme, look.word(rule.name), f"threat_line_{key}", "chart-bar")
        link.clicked.connect(partial(_open, desk, key))
        lines.addWidget(link)
    if cell.offer:
        lines.addWidget(label(look.words_of("threats.on_offer"), "small"))
    for kind in cell.offer[:MOST]:
        name = look.word(catalogue.measures[kind].name)
        link = LinkButton(look.theme, name, f"threat_offer_{kind}", "plus")
        link.clicked.connect(partial(_arm, desk, kind))
        lines.addWidget(link)
    return holder(lines)


def _open(desk: Desk, key: str, *_checked: object) -> None:
    desk.indicator_wanted.emit(key)


def _arm(desk: Desk, kind: str, *_checked: object) -> None:
    desk.arm(kind)
