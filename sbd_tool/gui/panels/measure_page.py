"""The inspector's page of one or many measures: state, parameters, evidence, cost, note, effect."""

from collections.abc import Callable, Sequence
from typing import Any, Final

import shapely
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from sbd_tool.app.commands import DeleteMeasures, EditMeasures
from sbd_tool.app.commands.luminaires import PHOTOMETRY
from sbd_tool.domain.catalogue import MeasureKind
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.measures import CostBand, Measure, MeasureState, ParameterValue
from sbd_tool.domain.text import Quantity
from sbd_tool.gui import paint
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.look import Look
from sbd_tool.gui.panels.catalogue_model import signed
from sbd_tool.gui.panels.label_row import label_row
from sbd_tool.gui.panels.pages import PAGE_MARGINS
from sbd_tool.gui.panels.parameter_rows import parameter_row
from sbd_tool.gui.panels.photometry_row import photometry_row
from sbd_tool.gui.panels.run_box import run_box
from sbd_tool.gui.widgets.basics import ElidedLabel, button, column, holder, label, row, rule
from sbd_tool.gui.widgets.controls import LinkButton, Segments, Select
from sbd_tool.gui.widgets.signs import Swatch

EVIDENCES: Final = (Evidence.SEEN, Evidence.SURVEYED, Evidence.PLAN, Evidence.ASSUMED)
AREA_DIMENSION: Final = 2


class NoteEdit(QPlainTextEdit):
    """A note that is taken over when the field is left."""

    def __init__(self, words: str, on_done: Callable[[str], None]) -> None:
        super().__init__(words)
        self._on_done, self._before = on_done, words
        self.setTabChangesFocus(True)

    def focusOutEvent(self, event: Any) -> None:
        super().focusOutEvent(event)
        words = self.toPlainText().strip()
        self.document().setModified(False)
        if words != self._before:
            self._before = words
            self._on_done(words)


def measure_page(desk: Desk, measures: Sequence[Measure]) -> QWidget:
    """Edit one measure, or what many have in common."""
    look, first = desk.look, measures[0]
    ids = tuple(m.id for m in measures)
    kinds = {m.kind for m in measures}
    kind = desk.kind(first.kind) if len(kinds) == 1 else None

    def edit(**changes: Any) -> None:
        desk.do(EditMeasures(measure_ids=ids, by=desk.by(), **changes))

    lines = column(_head(desk, measures, kind, edit), spacing=10)
    lines.setContentsMargins(*PAGE_MARGINS)
    lines.addWidget(_state(look, measures, edit))
    lines.addWidget(_known_by(look, measures, edit))
    if len(measures) == 1 and (run := run_box(desk, first)) is not None:
        lines.addWidget(run)
    if kind is not None:
        for one in _parameters(desk, kind, measures, edit):
            lines.addWidget(one)
        lines.addWidget(rule())
        lines.addWidget(label(look.say("measure.effect"), "strong"))
        lines.addWidget(_effects(look, kind))
        lines.addWidget(label(look.word(kind.rationale), "small", is_wrapped=True))
        if kind.cautions is not None:
            lines.addWidget(label(look.word(kind.cautions), "small", is_wrapped=True, tone="warn"))
        for widget in _links(desk, kind):
            lines.addWidget(widget)
    lines.addWidget(rule())
    lines.addWidget(_cost(look, measures, edit))
    lines.addWidget(label_row(desk, measures))
    lines.addWidget(_note(look, measures, edit))
    delete = button(
        look.theme,
        look.say("measure.delete", count=len(ids)),
        "delete_measures",
        role="danger",
        sign="trash",
    )
    delete.clicked.connect(lambda: desk.do(DeleteMeasures(measure_ids=ids, by=desk.by())))
    lines.addLayout(row(delete, None))
    lines.addStretch(1)
    return holder(lines)


def _parameters(
    desk: Desk, kind: MeasureKind, measures: Sequence[Measure], edit: Callable[..., None]
) -> list[QWidget]:
    def set_value(key: str, value: ParameterValue) -> None:
        _set_parameter(edit, key, value)

    return [
        photometry_row(desk, spec, measures)
        if spec.key == PHOTOMETRY
        else parameter_row(desk.look, spec, measures, set_value)
        for spec in kind.parameters
    ]


def _set_parameter(edit: Callable[..., None], key: str, value: ParameterValue) -> None:
    edit(parameters={key: value}, parameter_evidence={key: Evidence.SURVEYED})


def _head(
    desk: Desk, measures: Sequence[Measure], kind: MeasureKind | None, edit: Callable[..., None]
) -> QWidget:
    look, first = desk.look, measures[0]
    if kind is None:
        words = look.say("measure.many", count=len(measures))
        return label(words, "title", is_wrapped=True)
    state = first.state.value
    badge = Swatch(
        44,
        44,
        lambda p, r: look.symbols.measure(p, kind.symbol, kind.family, r.center(), 34, state),
    )
    name = label(look.word(kind.name), "title", is_wrapped=True)
    facts = [look.say(f"family.{kind.family}"), look.say(f"permanence.{kind.permanence}")]
    if len(measures) > 1:
        facts.insert(0, look.say("measure.count", count=len(measures)))
    elif first.geometry is not None:
        facts.insert(0, _size(look, first))
        if first.accuracy_m is not None:
            good = Quantity(first.accuracy_m, "m", 2)
            facts.append(look.words_of("desk.good_to", accuracy=good))
    title = column(
        name, label(" · ".join(f for f in facts if f), "caption", is_wrapped=True), spacing=0
    )
    made = column(row(badge, title, spacing=10), spacing=6)
    if len(measures) == 1:
        line = QLineEdit(first.name)
        line.setObjectName("measure_name")
        line.setAccessibleName(look.say("measure.name"))
        line.setPlaceholderText(look.say("measure.name"))
        line.setToolTip(look.say("measure.name"))
        line.setMaxLength(200)

        def rename() -> None:
            name, is_typed = line.text().strip(), line.isModified()
            line.setModified(False)
            if is_typed and name != first.name:
                edit(name=name)

        line.editingFinished.connect(rename)
        made.addWidget(line)
    return holder(made)


def _size(look: Look, measure: Measure) -> str:
    dimension = shapely.get_dimensions(measure.geometry)
    if dimension == AREA_DIMENSION:
        return look.words.quantity(Quantity(shapely.area(measure.geometry), "m²", 1))
    if dimension == 1:
        return look.words.quantity(Quantity(shapely.length(measure.geometry), "m", 1))
    return ""


def _state(look: Look, measures: Sequence[Measure], edit: Callable[..., None]) -> QWidget:
    states = {m.state for m in measures}
    current = measures[0].state.value if len(states) == 1 else ""
    choices = [(state.value, look.say(f"state.{state.value}")) for state in MeasureState]
    return Segments(choices, current, lambda key: edit(state=MeasureState(key)), "measure_state")


def _known_by(look: Look, measures: Sequence[Measure], edit: Callable[..., None]) -> QWidget:
    select = Select(look.theme, "measure_evidence", look.say("measure.known_by"))
    for evidence in EVIDENCES:
        select.addItem(look.say(f"evidence.{evidence.value}"), evidence.value)
    known = {m.stamp.evidence for m in measures}
    current = measures[0].stamp.evidence.value if len(known) == 1 else None
    select.setCurrentIndex(select.findData(current) if current else -1)
    select.activated.connect(lambda: edit(evidence=Evidence(select.currentData())))
    made = row(label(look.say("measure.known_by")), select, spacing=10)
    made.setStretch(1, 1)
    return holder(made)


def _cost(look: Look, measures: Sequence[Measure], edit: Callable[..., None]) -> QWidget:
    select = Select(look.theme, "measure_cost", look.say("measure.cost"))
    for band in CostBand:
        select.addItem(look.say(f"cost.{band.value}"), band.value)
    bands = {m.cost_band for m in measures}
    current = measures[0].cost_band.value if len(bands) == 1 else None
    select.setCurrentIndex(select.findData(current) if current else -1)
    select.activated.connect(lambda: edit(cost_band=CostBand(select.currentData())))
    made = row(label(look.say("measure.cost")), select, spacing=10)
    made.setStretch(1, 1)
    return holder(made)


def _note(look: Look, measures: Sequence[Measure], edit: Callable[..., None]) -> QWidget:
    notes = {m.note for m in measures}
    box = NoteEdit(measures[0].note if len(notes) == 1 else "", lambda words: edit(note=words))
    box.setObjectName("measure_note")
    box.setAccessibleName(look.say("measure.note"))
    box.setPlaceholderText(look.say("measure.note"))
    box.setToolTip(look.say("measure.note"))
    box.setFixedHeight(64)
    return box


def _effects(look: Look, kind: MeasureKind) -> QWidget:
    """Both ledgers from one zero line; an ordinal judgement, hatched because it is one."""
    theme = look.theme
    height = round(paint.line_height(theme.font("small")) + 8)

    def draw(p: QPainter, r: QRectF) -> None:
        zero, unit = r.width() * 0.62, r.width() * 0.09
        values = (("openness", kind.effect.openness), ("protection", kind.effect.protection))
        for index, (ledger, value) in enumerate(values):
            y = 4.0 + index * height
            paint.ledger_mark(p, theme, ledger, QPointF(7, y + height / 2), 6)
            name = QRectF(22, y, zero - 3 * unit - 26, height)
            words = look.say(f"ledger.{ledger}")
            paint.text(
                p, name, words, theme.font("small", "medium"), theme.color("ink"), is_elided=True
            )
            bar = QRectF(zero, y + height / 2 - 5, value * unit, 10).normalized()
            if value > 0:
                p.fillRect(bar, theme.color(f"{ledger}_soft"))
                paint.hatch(p, bar, theme.color(ledger), 4.5, 1.4)
            elif value < 0:
                paint.round_rect(p, bar, 1, theme.color("surface"), theme.color(ledger), 1.3)
            figure = theme.font("small", "semibold", is_tabular=True)
            end = QRectF(r.right() - 40, y, 40, height)
            paint.text(p, end, signed(look, value), figure, theme.color("ink"), paint.RIGHT)
        p.setPen(QPen(theme.color("ink_2"), 1.2))
        p.drawLine(QPointF(zero, 4), QPointF(zero, 4 + 2 * height))

    made = Swatch(0, 2 * height + 8, draw)
    made.setAccessibleName(
        look.say(
            "catalogue.effect",
            openness=signed(look, kind.effect.openness),
            protection=signed(look, kind.effect.protection),
        )
    )
    return made


def _links(desk: Desk, kind: MeasureKind) -> list[QWidget]:
    cards = desk.rules.catalogue.cards
    made: list[QWidget] = []
    for key in kind.cards:
        if key not in cards:
            continue
        words = desk.look.word(cards[key].title)
        link = LinkButton(desk.look.theme, words, f"card_{key}", "book-open")
        link.clicked.connect(lambda _checked=False, card=key: desk.card_wanted.emit(card))
        made.append(link)
    if made:
        made.insert(0, ElidedLabel(desk.look.say("measure.sources"), "caption"))
    return made
