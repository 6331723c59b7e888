"""The parts of the report, in the order in which they are read."""

from functools import partial
from typing import Final

from sbd_tool.cartography.drawlist import Marker
from sbd_tool.cartography.symbols import evidence_dot, marker_outlines
from sbd_tool.domain.text import Quantity, text
from sbd_tool.report.ledger_drawing import DASH
from sbd_tool.report.look import Look
from sbd_tool.report.model import (
    ContributionRow,
    LedgerSection,
    MeasureRow,
    ReportModel,
)
from sbd_tool.report.parameter_words import parameter_line, parameter_value
from sbd_tool.report.story import Cell, Column, Drawn, Story
from sbd_tool.report.surface import Surface

_MOST_ROWS: Final = 400
_MOST_PARAMETERS: Final = 8


def contributions(story: Story, model: ReportModel) -> None:
    """What each indicator brings and what it leaves, ledger by ledger."""
    look = story.look
    sections = [section for section in model.ledgers if section.rows]
    if not sections:
        return
    story.chapter("contributions", look.say("contributions"), look.say("contributions_lead"))
    for section in sections:
        story.heading(look.say(section.key), 40.0, f"{section.key}_text")
        story.block(look.words(section.sentence), 9.0, 400, "ink_2")
        story.space(2.0)
        _contribution_table(story, section)


def _contribution_table(story: Story, section: LedgerSection) -> None:
    look = story.look
    has_lost = any(row.lost is not None for row in section.rows)
    columns = [
        Column(look.say("column_key"), 10.0, colour="ink_3"),
        Column(look.say("column_indicator"), 55.0, weight=500),
        Column("", 5.0, said=look.say("column_evidence")),
        Column(look.say("column_value"), 28.0, "end"),
        Column(look.say("column_weight"), 15.0, "end", colour="ink_2"),
        Column("", 2.0),
        Column(look.say("column_points"), 35.0 if has_lost else 48.0),
        Column(look.say("column_earned"), 12.0, "end", 600),
    ]
    if has_lost:
        columns.append(Column(look.say("column_lost"), 12.0, "end", 600, "ink_2"))
    rows: list[list[Cell]] = []
    number = look.words.number
    for row in section.rows:
        cells: list[Cell] = [
            row.key,
            look.words(row.name),
            _evidence(look, row.evidence),
            _value(look, row),
            look.words.quantity(Quantity(row.weight, "%", 1)) if row.weight else "",
            "",
            Drawn(partial(_points_bar, look, section.key, row), _points_words(look, row)),
            "" if row.earned is None or row.state != "assessed" else number(row.earned, 1),
        ]
        if has_lost:
            is_told = row.lost is not None and row.state == "assessed"
            cells.append(look.words.number(row.lost or 0.0, 1) if is_told else "")
        rows.append(cells)
    story.table(columns, rows)
    story.space(1.6)
    story.drawing_key(look.say("bar_key"))


def _value(look: Look, row: ContributionRow) -> str:
    if row.is_banded:
        return look.words(text("web.told_as_band"))
    if row.state == "context" and row.value is None:
        return look.say("context")
    if row.value is None:
        return look.say("not_assessed")
    told = look.words.quantity(row.value)
    if row.span is None:
        return told
    low, high = (look.words.number(end.value, end.decimals) for end in row.span)
    return f"{told} ({low}{DASH}{high})"


def _evidence(look: Look, evidence: str) -> Drawn:
    def draw(surface: Surface, x_mm: float, y_mm: float, _width: float) -> None:
        dot = evidence_dot(look.design, evidence, 2.3, look.colour("ink_2"))
        surface.shapes(dot, x_mm + 1.4, y_mm)

    return Drawn(draw, look.say(f"evidence_{evidence}"))


def _points_bar(  # noqa: PLR0917 - bound to a row, then called with a place
    look: Look,
    ledger: str,
    row: ContributionRow,
    surface: Surface,
    x_mm: float,
    y_mm: float,
    width_mm: float,
) -> None:
    """Points of one indicator from 0 to 100: solid to low, hatched to high, tick at likely."""
    height, hue = 2.4, look.colour(ledger)
    top = y_mm - height / 2
    if row.state == "context":
        return
    surface.rect(x_mm, top, width_mm, height, fill=look.colour("pressed"), radius_mm=0.4)
    if row.state == "not_assessed" and row.low <= 0 and row.high >= 100:  # noqa: PLR2004 - all
        surface.hatched(x_mm, top, width_mm, height, look.colour("ink_disabled"), 1.3, 0.2)
        return
    low, high = x_mm + width_mm * row.low / 100, x_mm + width_mm * row.high / 100
    surface.rect(x_mm, top, low - x_mm, height, fill=hue, radius_mm=0.4)
    surface.hatched(low, top, high - low, height, hue, 0.9, 0.26)
    if row.likely is not None:
        at = x_mm + width_mm * row.likely / 100
        surface.rule(at, top - 0.5, at, top + height + 0.5, look.colour("ink"), 0.4)


def _points_words(look: Look, row: ContributionRow) -> str:
    if row.state != "assessed" or row.likely is None:
        return ""
    low, likely, high = (look.words.number(value) for value in (row.low, row.likely, row.high))
    if low == high:
        return likely
    return look.say("points_span", likely=likely, low=low, high=high)


def register(story: Story, model: ReportModel) -> None:
    """The register of measures."""
    look = story.look
    story.chapter("measures", look.say("register"), _register_lead(look, model))
    for key, count in sorted(model.counts.items()):
        story.block(look.say(f"count_{key}", count=count), 9.0)
        story.space(1.0)
    if not model.measures:
        return
    columns = (
        Column("", 8.0),
        Column(look.say("column_measure"), 54.0, weight=500),
        Column(look.say("column_state"), 20.0, colour="ink_2"),
        Column(look.say("column_evidence"), 26.0, colour="ink_2"),
        Column(look.say("column_count"), 12.0, "end"),
        Column(look.say("column_size"), 15.0, "end"),
        Column("", 2.0),
        Column(look.say("column_details"), 37.0, colour="ink_2"),
    )
    rows = [_register_row(look, row) for row in model.measures[:_MOST_ROWS]]
    story.table(columns, rows)
    if len(model.measures) > _MOST_ROWS:
        story.space(1.0)
        story.block(
            look.say("rows_more", count=len(model.measures) - _MOST_ROWS), 8.0, 400, "ink_3"
        )


def _register_lead(look: Look, model: ReportModel) -> str:
    count = sum(row.count for row in model.measures)
    return look.say("register_lead", count=count) if count else look.say("register_empty")


def _register_row(look: Look, row: MeasureRow) -> tuple[Cell, ...]:
    name = look.words(row.name)
    if row.names:
        name = f"{name}: {row.names[0][:80]}"
    kind, words = look.words(row.name).casefold(), look.words
    told = [
        (key, value)
        for key, value in row.parameters
        if not (isinstance(value, str) and parameter_value(value, words).casefold() in kind)
    ]
    details = [parameter_line(key, value, words) for key, value in told[:_MOST_PARAMETERS]]
    if row.cost_band != "unknown":
        details.append(look.say(f"cost_{row.cost_band}"))
    details.extend(note[:300] for note in row.notes)
    return (
        _sign(look, row),
        name,
        look.say(f"state_{row.state}"),
        look.say(f"evidence_{row.evidence}"),
        look.words.number(row.count),
        look.words.quantity(row.size) if row.size else "",
        "",
        "; ".join(details),
    )


def _sign(look: Look, row: MeasureRow) -> Drawn:
    def draw(surface: Surface, x_mm: float, y_mm: float, _width: float) -> None:
        marker = Marker(
            x_m=0, y_m=0, symbol=row.symbol, size_mm=4.2, family=row.family, state=row.state
        )
        if row.symbol:
            surface.shapes(marker_outlines(marker, look.design, look.theme), x_mm + 2.4, y_mm)

    return Drawn(draw)


def questions(story: Story, model: ReportModel) -> None:
    """What nobody has answered yet."""
    look = story.look
    if not model.questions:
        return
    story.chapter("questions", look.say("questions"), look.say("questions_lead"))
    asked = model.questions[:60]
    ledgers = [
        key
        for key in ("openness", "protection")
        if any(_narrowing(look, row.narrows.get(key)) for row in asked)
    ]
    columns = (
        Column(look.say("column_question"), 150.0 - 23.0 * len(ledgers), weight=500),
        Column(look.say("column_where"), 24.0, colour="ink_2"),
        *(Column(look.say(key), 23.0, "end", 600, f"{key}_text") for key in ledgers),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            look.words(row.ask),
            look.say(f"where_{row.where}"),
            *(_narrowing(look, row.narrows.get(key)) for key in ledgers),
        )
        for row in asked
    ]
    story.table(columns, rows)


def _narrowing(look: Look, points: float | None) -> str:
    """About so many points, as the lead says: whole ones, and "<1" for less."""
    if not points or not round(points, 1):
        return ""
    return look.words.number(-points, 0) if round(points) else "<\u20091"
