"""Inspector pages nobody edits: the square, an object of the plan, a guidance card."""

from collections.abc import Callable, Iterable
from functools import partial

import shapely
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from sbd_tool.app.commands import PickSquare
from sbd_tool.domain.catalogue import GuidanceCard
from sbd_tool.domain.layers import Feature, Layer
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.domain.scores import IndicatorScore, LedgerScore
from sbd_tool.domain.text import Quantity
from sbd_tool.gui import paint
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.panels.accuracy_row import accuracy_row
from sbd_tool.gui.panels.layer_entries import role_words
from sbd_tool.gui.theme import Theme
from sbd_tool.gui.widgets.basics import ElidedLabel, button, column, holder, label, row, rule, tool
from sbd_tool.gui.widgets.ledger_parts import PaintedButton
from sbd_tool.gui.widgets.signs import ledger_sign

AREA_DIMENSION = 2
MOST_ATTRIBUTES = 40
PAGE_MARGINS = (16, 12, 16, 14)


def fact_row(name: str, value: str) -> QWidget:
    """A name and its value on one line."""
    words = label(value, "", is_wrapped=True)
    made = row(label(name, "small"), words, spacing=10)
    made.setStretch(1, 1)
    return holder(made)


def square_page(desk: Desk) -> QWidget:
    """Nothing is chosen: the square itself, and what to do next."""
    look, project = desk.look, desk.project
    if project is None:
        return QWidget()
    found = project.feature(project.square) if project.square else None
    lines = column(
        label(project.title or look.say("untitled"), "title", is_wrapped=True), spacing=8
    )
    if found is not None:
        geometry = found[1].geometry
        area = look.words.quantity(Quantity(shapely.area(geometry), "m²"))
        edge = look.words.quantity(Quantity(shapely.length(geometry), "m"))
        lines.addWidget(fact_row(look.say("square.area"), area))
        lines.addWidget(fact_row(look.say("square.edge"), edge))
    else:
        lines.addWidget(label(look.say("square.missing"), "small", is_wrapped=True))
    lines.addWidget(fact_row(look.say("square.measures"), look.words.number(len(project.measures))))
    lines.addWidget(fact_row(look.say("square.crs"), project.crs.split("[", maxsplit=1)[0]))
    lines.addWidget(rule())
    for widget in _sentences(desk):
        lines.addWidget(widget)
    lines.addWidget(label(look.say("square.next"), "strong"))
    lines.addWidget(label(look.say("square.next_hint"), "small", is_wrapped=True))
    lines.setContentsMargins(*PAGE_MARGINS)
    lines.addStretch(1)
    return holder(lines)


def _once(score: LedgerScore, part: str, keys: Iterable[str]) -> list[IndicatorScore]:
    """Lines of one side; what is in both lists is told where it weighs more, as on pages."""
    both = set(score.costs).intersection(score.carries)
    lines = [score.indicators[key] for key in keys if key in score.indicators]
    is_costs = part == "costs"
    return [one for one in lines if one.key not in both or (one.lost > one.earned) is is_costs]


def _sentences(desk: Desk) -> list[QWidget]:
    """What carries each ledger and what costs most, in sentences that can be read aloud."""
    look, assessment = desk.look, desk.assessment
    if assessment is None:
        return []
    made: list[QWidget] = []
    for ledger in LedgerKey:
        score = assessment.scorecard.ledger(ledger)
        for part, keys in (("costs", score.costs), ("carries", score.carries)):
            told = [line for line in _once(score, part, keys) if line.sentence is not None]
            if not told:
                continue
            words = label(look.say(f"square.{part}_{ledger.value}"), "strong")
            head = row(ledger_sign(look.theme, ledger.value, 16), words, None, spacing=6)
            made.append(holder(head))
            rows = column(spacing=0)
            for line in told:
                sentence = SentenceRow(look.theme, line.key, look.word(line.sentence))
                sentence.clicked.connect(partial(_open_indicator, desk, line.key))
                rows.addWidget(sentence)
            made.append(holder(rows))
        if not score.fit_to_print:
            made += [
                label(look.word(reason), "caption", is_wrapped=True)
                for reason in score.unfit_reasons[:2]
            ]
    return [*made, rule()] if made else []


def _open_indicator(desk: Desk, key: str, *_checked: object) -> None:
    desk.indicator_wanted.emit(key)


class SentenceRow(PaintedButton):
    """A sentence as a button: it leads to the page of its indicator."""

    def __init__(self, theme: Theme, key: str, words: str) -> None:
        super().__init__(theme, f"sentence_{key}", words)
        inner = label(words, "small", is_wrapped=True)
        inner.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setLayout(row(inner, margins=(6, 3, 4, 3)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        inner = self.layout()
        return inner.heightForWidth(width) if inner is not None else 24

    def draw(self, p: QPainter, box: QRectF) -> None:
        if self._is_hot:
            paint.round_rect(p, box, 5, self.theme.color("hover"))


def feature_page(desk: Desk, layer: Layer, feature: Feature) -> QWidget:
    """An object of the plan: what it is taken for and what the file says about it."""
    look = desk.look
    name = str(feature.attributes.get("name") or "")
    role = role_words(look, layer.role.value if layer.role else "")
    lines = column(
        label(name or role, "title", is_wrapped=True),
        label(
            look.say("feature.from_layer", layer=layer.name, role=role), "caption", is_wrapped=True
        ),
        spacing=6,
    )
    size = _size_words(desk, feature)
    if size:
        lines.addWidget(fact_row(look.say("feature.size"), size))
    lines.addWidget(accuracy_row(desk, layer))
    is_area = shapely.get_dimensions(feature.geometry) == AREA_DIMENSION
    if is_area and desk.project is not None and feature.id != desk.project.square:
        pick = button(
            look.theme, look.say("feature.pick_square"), "pick_square", sign="selection-all"
        )
        pick.clicked.connect(lambda: desk.do(PickSquare(feature_id=feature.id, by=desk.by())))
        lines.addLayout(row(pick, None))
    lines.addWidget(rule())
    lines.addWidget(label(look.say("feature.attributes"), "strong"))
    shown = [(k, v) for k, v in feature.attributes.items() if v not in (None, "")]
    for key, value in shown[:MOST_ATTRIBUTES]:
        lines.addWidget(fact_row(str(key)[:40], str(value)[:300]))
    if not shown:
        lines.addWidget(label(look.say("feature.no_attributes"), "small", is_wrapped=True))
    lines.setContentsMargins(*PAGE_MARGINS)
    lines.addStretch(1)
    return holder(lines)


def _size_words(desk: Desk, feature: Feature) -> str:
    look, geometry = desk.look, feature.geometry
    dimension = shapely.get_dimensions(geometry)
    if dimension == AREA_DIMENSION:
        return look.words.quantity(Quantity(shapely.area(geometry), "m²", 1))
    if dimension == 1:
        return look.words.quantity(Quantity(shapely.length(geometry), "m", 1))
    return ""


def many_features_page(desk: Desk, count: int) -> QWidget:
    """Several plan objects are chosen."""
    words = desk.look.say("feature.many", count=count)
    made = column(label(words, "title", is_wrapped=True), None, margins=PAGE_MARGINS)
    return holder(made)


def card_page(desk: Desk, card: GuidanceCard, back: Callable[[], None]) -> QWidget:
    """A guidance card: our own words, the citation, its standing and basis."""
    look = desk.look
    sources = desk.rules.catalogue.sources
    citation = sources[card.source].citation if card.source in sources else card.source
    place = f" · {card.citation}" if card.citation else ""
    status = look.say(f"status.{card.status}")
    lines = column(
        page_head(desk, look.say("card.title"), back),
        label(look.word(card.title), "title", is_wrapped=True),
        label(look.word(card.body), "", is_wrapped=True),
        rule(),
        label(look.say("card.source"), "strong"),
        label(f"{citation}{place}", "small", is_wrapped=True),
        fact_row(look.say("card.status"), status),
        fact_row(look.say("card.basis"), look.say(f"basis.{card.basis.value}")),
        fact_row(look.say("card.confidence"), look.say(f"confidence.{card.confidence}")),
        None,
        spacing=9,
        margins=PAGE_MARGINS,
    )
    return holder(lines)


def page_head(desk: Desk, words: str, back: Callable[[], None]) -> QWidget:
    """The way back, and what kind of page this is."""
    arrow = tool(desk.look.theme, "arrow-left", "inspector_back", desk.look.say("back"))
    arrow.clicked.connect(back)
    made = row(arrow, ElidedLabel(words, "caption"), spacing=6)
    made.setStretch(1, 1)
    return holder(made)
