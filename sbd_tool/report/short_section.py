"""Two short sheets: what officers of the neighbourhood are handed, and one page to decide on.

A sheet is written more tightly in steps until it fits its pages: smaller letters first, then
fewer rows, then shorter sentences. Both ledgers always stand side by side in the same form.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from sbd_tool.domain.text import Text, text
from sbd_tool.report.chapters import subtitle
from sbd_tool.report.ledger_drawing import LedgerSize, draw_ledger
from sbd_tool.report.ledger_rows import footing_words
from sbd_tool.report.model import LedgerSection, ReportModel
from sbd_tool.report.short_sheet import ShortSheet
from sbd_tool.report.story import Cell, Column, Drawn, Figure, Story
from sbd_tool.report.surface import Surface

MAP: Final = "square"
"""Key of the figure of the square."""
_GUTTER_MM: Final = 8.0
_LEDGERS_MM: Final = 17.5
_BY_HAND_MM: Final = 8.0
_SIZE: Final = LedgerSize(title_pt=11.5, score_pt=28.0, note_pt=8.0, score_mm=24.0, bar_mm=3.0)
_EMPTY: Final = ShortSheet()


@dataclass(frozen=True, slots=True)
class Fit:
    """How tightly a sheet is written: letters, rows of a list, and signs of a sentence."""

    pt: float
    rows: int
    signs: int


FITS: Final = (
    Fit(8.5, 6, 400), Fit(8.0, 5, 260), Fit(7.5, 4, 200), Fit(7.0, 3, 150), Fit(6.5, 2, 100),
)  # fmt: skip
"""From comfortable to as tight as it may be read."""


def decision_sheet(story: Story, model: ReportModel) -> None:
    """One page: both ledgers, what is decided, cost, gains and prices, what is not known."""
    look, sheet, fit = story.look, model.short or _EMPTY, FITS[story.tight]
    story.chapter("decision", model.title, subtitle(look, model))
    _ledgers(story, model)
    for figure in story.figures.get(MAP, ()):
        story.figure(figure)
    _gains_and_prices(story, model, fit)
    _list(story, "short.decided", sheet.decided, fit)
    if sheet.cost is not None:
        _list(story, "short.cost_head", (sheet.cost,), fit)
    _list(story, "short.not_known", _unknown(model), fit)
    _made(story, model, fit)


def handover_sheet(story: Story, model: ReportModel) -> None:
    """Two pages at most: what changed and why, whom to call, what to look at, what is open."""
    look, sheet, fit = story.look, model.short or _EMPTY, FITS[story.tight]
    title = look.words_of("short.handover_title", title=model.title)
    story.chapter("handover", title, subtitle(look, model))
    _ledgers(story, model)
    for said in sheet.moments:
        story.block(_cut(look.words(said), fit), fit.pt)
    if not sheet.is_whole:
        story.block(look.words_of("short.not_whole"), fit.pt, 400, "ink_2")
    _changes(story, sheet, fit)
    _list(story, "short.look_head", sheet.look_at, fit, most=9)
    _due(story, sheet, model, fit)
    _list(story, "short.open_head", sheet.open_conditions, fit, "short.nothing_open")
    _roles(story, sheet, fit)
    _made(story, model, fit)


def _ledgers(story: Story, model: ReportModel) -> None:
    look = story.look
    if not model.ledgers:
        story.block(look.say("nothing_assessed"))
        return

    def draw(surface: Surface, x_mm: float, y_mm: float, width_mm: float) -> None:
        each = (width_mm - _GUTTER_MM) / 2
        for at, section in enumerate(model.ledgers):
            left = x_mm + at * (each + _GUTTER_MM)
            draw_ledger(surface, look, section, left, y_mm, each, _SIZE)

    said = " ".join(look.words(section.sentence) for section in model.ledgers)
    story.figure(Figure(draw=draw, height_mm=_LEDGERS_MM, said=said))


def _gains_and_prices(story: Story, model: ReportModel, fit: Fit) -> None:
    look = story.look
    if not model.ledgers:
        return
    columns = (
        Column("", 16.0, colour="ink_2", weight=600, said=look.words_of("short.col_what")),
        *(
            Column(look.say(section.key), 79.0, colour="ink", weight=400)
            for section in model.ledgers
        ),
    )
    rows: list[tuple[Cell, ...]] = [
        ("", *(_cut(look.words(section.sentence), fit) for section in model.ledgers))
    ]
    for key in ("carries", "costs"):
        found = [_points(story, section, key, fit) for section in model.ledgers]
        for at in range(max(map(len, found))):
            head = look.words_of(f"short.{key}") if at == 0 else ""
            rows.append((head, *(cells[at] if at < len(cells) else "" for cells in found)))
    story.table(columns, rows, fit.pt)


def _points(story: Story, section: LedgerSection, key: str, fit: Fit) -> list[str]:
    """The three strongest; where only bands are told, one sentence that says so.

    What carries a ledger and still costs it points is told once, as a gain.
    """
    look = story.look
    gains = section.carries
    found = gains if key == "carries" else [one for one in section.costs if one not in gains[:3]]
    if section.is_banded:
        return [_cut(look.say("bands_rest"), fit)] if key == "carries" else []
    return [_cut(look.words(one), fit) for one in found[:3]]


def _changes(story: Story, sheet: ShortSheet, fit: Fit) -> None:
    look = story.look
    story.heading(look.words_of("short.changes_head"), 20.0)
    if not sheet.changes:
        story.block(look.words_of("short.no_changes"), fit.pt, 400, "ink_2")
        return
    columns = (
        Column(look.words_of("short.col_what"), 52.0, weight=500),
        Column(look.words_of("short.col_state"), 26.0, colour="ink_2"),
        Column(look.words_of("short.col_why"), 96.0, colour="ink_2"),
    )
    most = fit.rows * 2
    rows = []
    for row in sheet.changes[:most]:
        why = "" if row.why is None else _cut(look.words(row.why), fit)
        name = look.words(row.name)
        counted = look.words_of("short.times", name=name, count=row.count)
        rows.append((counted if row.count > 1 else name, look.say(f"state_{row.state}"), why))
    story.table(columns, rows, fit.pt)
    _more(story, len(sheet.changes) - most, fit)


def _due(story: Story, sheet: ShortSheet, model: ReportModel, fit: Fit) -> None:
    look = story.look
    if not sheet.is_whole:
        return
    story.heading(look.words_of("short.due_head"), 18.0)
    if not sheet.due:
        story.block(look.words_of("short.no_due"), fit.pt, 400, "ink_2")
        return
    columns = (
        Column(look.words_of("short.col_what"), 92.0, weight=500),
        Column(look.words_of("short.col_last"), 38.0, colour="ink_2"),
        Column(look.words_of("short.col_due"), 44.0),
    )
    rows = [
        (look.words(row.name), _day(story, row.last), _due_day(story, row.due, model.made))
        for row in sheet.due[: fit.rows]
    ]
    story.table(columns, rows, fit.pt)
    _more(story, len(sheet.due) - fit.rows, fit)


def _roles(story: Story, sheet: ShortSheet, fit: Fit) -> None:
    look = story.look
    if not sheet.roles:
        return
    story.heading(look.words_of("short.roles_head"), 26.0)
    columns = (
        Column(look.words_of("short.col_role"), 46.0, weight=500),
        Column(look.words_of("short.col_for"), 80.0, colour="ink_2"),
        Column(look.words_of("short.col_number"), 48.0),
    )
    room = Drawn(draw=_nothing, height_mm=_BY_HAND_MM) if fit.rows > FITS[1].rows else ""
    rows = [(look.words(role), look.words(use), room) for role, use in sheet.roles]
    story.table(columns, rows, fit.pt)


def _nothing(surface: Surface, x_mm: float, y_mm: float, width_mm: float) -> None:
    """Room to write by hand."""


def _list(  # noqa: PLR0917 - a head, its rows and how tight
    story: Story, head: str, rows: Iterable[Text], fit: Fit, empty: str = "", most: int = 0
) -> None:
    look, told = story.look, list(rows)
    if not told and not empty:
        return
    story.heading(look.words_of(head), 14.0)
    if not told:
        story.block(look.words_of(empty), fit.pt, 400, "ink_2")
    most = most or fit.rows
    for one in told[:most]:
        story.item(_cut(look.words(one), fit), fit.pt)
    _more(story, len(told) - most, fit)


def _more(story: Story, count: int, fit: Fit) -> None:
    if count > 0:
        story.block(story.look.words_of("short.more", count=count), fit.pt, 400, "ink_2")


def _unknown(model: ReportModel) -> Iterable[Text]:
    for section in model.ledgers:
        footing = footing_words(section)
        if footing is not None:
            name = text(f"report.{section.key}")
            yield text("short.of_ledger", name=name, told=footing)
    yield from (row.ask for row in model.questions)


def _made(story: Story, model: ReportModel, fit: Fit) -> None:
    """Sources and provenance, small: what was used, and that it is no certificate."""
    look = story.look
    story.heading(look.say("method"), 14.0)
    plan = "; ".join(dict.fromkeys(row.licence or row.name for row in model.sources))
    guidance = ", ".join(name for name, _ in model.guidance)
    known = dict(model.versions)
    parts = (
        look.words_of("short.plan", names=plan) if plan else "",
        look.words_of("short.guidance", names=guidance) if guidance else "",
        look.words_of(
            "short.versions", software=known.get("software", ""),
            catalogue=known.get("catalogue", ""), rubric=known.get("rubric", ""),
        ) if known.get("rubric") else "",
        look.say("support"),
    )  # fmt: skip
    small = max(fit.pt - 1.0, 6.0)
    story.block(" ".join(_cut(one, fit) for one in parts if one), small, 400, "ink_2")


def _day(story: Story, day: str) -> str:
    return story.look.words.day(date.fromisoformat(day)) if day else ""


def _due_day(story: Story, day: str, today: str) -> str:
    if not day:
        return story.look.words_of("short.not_planned")
    told = _day(story, day)
    return story.look.words_of("short.overdue", day=told) if day < today else told


def _cut(words: str, fit: Fit) -> str:
    """A sentence, or as much of it as there is room for, ended at a word."""
    if len(words) <= fit.signs:
        return words
    return words[: fit.signs].rsplit(" ", 1)[0].rstrip(",;:. ") + " \u2026"
