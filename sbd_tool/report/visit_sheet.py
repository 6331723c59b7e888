"""The sheet for a walk: a map with the numbers of its stops, and what to look at, to be ticked."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from sbd_tool.cartography.outlines import Outline, circle, line
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.domain.text import Quantity, Text, text
from sbd_tool.domain.visits import Stop, Visit
from sbd_tool.report.editions import EditionContent
from sbd_tool.report.flow import A4, Flow, Running
from sbd_tool.report.look import Look
from sbd_tool.report.map_sheet import content_map, draw_framed, sheet_view
from sbd_tool.report.pdf_document import PdfDocument
from sbd_tool.report.sheet_size import A3, SheetSize
from sbd_tool.report.story import Column, Drawn, Figure, Story
from sbd_tool.report.story_pages import StoryPages
from sbd_tool.report.surface import Projector, Surface

_HEIGHT_MM = 110.0
_RADIUS_MM = 2.9


@dataclass(frozen=True, kw_only=True)
class VisitSheet:
    """What the sheet is made from.

    Attributes:
        visit: The walk.
        content: What the map shows; a sheet for the square is of the police edition.
        look: Words and colours.
    """

    visit: Visit
    content: EditionContent
    look: Look


def visit_pdf(sheet: VisitSheet) -> bytes:
    """The sheet as PDF. Equal input gives equal bytes."""
    pages = _drawn(sheet, 0).pages  # first run: only to learn the number of pages
    return _drawn(sheet, pages).content()


def _drawn(sheet: VisitSheet, pages: int) -> PdfDocument:
    look, title = sheet.look, sheet.content.project.title
    label = sheet.content.edition.label.value
    document = PdfDocument(look.letters, title, label, language=look.words.language)
    foot = look.words(text("visit.title"))
    story = Story(look)
    tell_visit(story, sheet)
    StoryPages(Flow(document, look, Running(title, label, foot, pages, sheet.content.mark))).tell(
        story
    )
    return document


def tell_visit(story: Story, sheet: VisitSheet) -> None:
    """Write map, stops and checks."""
    visit, look = sheet.visit, sheet.look
    lead = " ".join(look.words(sentence) for sentence in visit_sentences(visit))
    story.chapter("visit", look.words(text("visit.title")), lead)
    if visit.stops:
        said = look.words(text("visit.map_said", count=len(visit.stops)))
        story.figure(Figure(partial(_map, sheet), _HEIGHT_MM, said))
    columns = (
        Column("", 9.0, said=look.words_of("web.column_number")),
        Column(look.words(text("visit.column_way")), 27.0),
        Column(look.words(text("visit.column_check")), 75.0, weight=500),
        Column(look.words(text("visit.column_minutes")), 16.0, "end"),
        Column(look.words(text("visit.column_answer")), 45.0),
    )
    rows = [
        (
            Drawn(partial(_number, look, stop.number), str(stop.number), 8.0),
            look.words(stop_title(stop)) if check is stop.checks[0] else "",
            look.words(check.ask),
            look.words.number(check.minutes, 1),
            Drawn(partial(_blank, look), "", 9.0),
        )
        for stop in visit.stops
        for check in stop.checks
    ]
    if rows:
        story.table(columns, rows)
    story.block(look.words(text("visit.limits")), 8.0, 400, "ink_2")


def visit_sentences(visit: Visit) -> Sequence[Text]:
    """How long it takes, and what it is worth for each ledger."""
    if not visit.stops:
        return (text("visit.nothing"),)
    taken = visit.check_min + visit.walk_min
    found = [
        text(
            "visit.lead",
            count=len(visit.checks),
            minutes=Quantity(taken, "min"),
            walking=Quantity(visit.walk_min, "min", 0 if visit.walk_min >= 1 else 1),
        )
    ]
    if len(visit.stops) > 1:
        found.append(_way_sentence(visit))
    for ledger in LedgerKey:
        low, high = visit.before[ledger]
        if visit.narrows[ledger] > 0:
            found.append(
                text(
                    f"visit.narrows_{ledger.value}",
                    points=Quantity(visit.narrows[ledger], "", 1),
                    width=Quantity(high - low, "", 1),
                )
            )
    return tuple(found)


def _way_sentence(visit: Visit) -> Text:
    """Whether the ways between the stops go round what stands there."""
    straight = visit.straight_legs
    if not straight:
        return text("visit.all_walked")
    if straight == len(visit.stops) - 1:
        return text("visit.all_straight")
    return text("visit.some_straight", count=straight)


def stop_title(stop: Stop) -> Text:
    """How far it is from the stop before, and whether that is a straight line."""
    if stop.number == 1:
        return text("visit.start")
    key = "visit.go_on" if stop.is_walked else "visit.go_straight"
    return text(key, metres=Quantity(stop.walk_m, "m"))


def _map(sheet: VisitSheet, surface: Surface, x_mm: float, y_mm: float, width_mm: float) -> None:
    size = SheetSize(
        name="A4",
        width_mm=A4[0],
        height_mm=A4[1],
        frame=(x_mm, y_mm, width_mm, _HEIGHT_MM),
        column=(0.0, 0.0, 0.0),
        title_pt=0.0,
        body_pt=8.0,
        marker_mm=3.6,
        ledger=A3.ledger,
        plane_mm=0.0,
        row_mm=0.0,
        label_pt=12.0,
    )
    look = sheet.look
    view = sheet_view(sheet.content, size, None)
    draw_framed(
        surface, content_map(sheet.content, look, view, size.marker_mm), look, view, size.frame
    )
    projector = Projector(x_mm, y_mm, view)
    with surface.clipped(x_mm, y_mm, width_mm, _HEIGHT_MM):
        _path(surface, look, projector, sheet.visit.stops)
        for stop in sheet.visit.stops:
            x, y = projector.page(*stop.place)
            _disc(surface, look, stop.number, x, y)


def _path(surface: Surface, look: Look, projector: Projector, stops: Sequence[Stop]) -> None:
    for tone, width_mm in (("surface", 1.3), ("ink", 0.5)):
        for stop in stops[1:]:
            way = line(*(projector.page(*place) for place in stop.way))
            dash = () if stop.is_walked else (1.6, 1.2)
            surface.shape(
                Outline(commands=way, stroke=look.colour(tone), width_mm=width_mm, dash_mm=dash)
            )


def _disc(surface: Surface, look: Look, number: int, x_mm: float, y_mm: float) -> None:
    ring = circle(x_mm, y_mm, _RADIUS_MM)
    surface.shape(
        Outline(commands=ring, fill=look.colour("ink"), stroke=look.colour("surface"), width_mm=0.5)
    )
    surface.words(x_mm, y_mm + 1.15, str(number), 9.0, look.colour("on_ink"), 600, anchor="middle")


def _number(
    look: Look, number: int, surface: Surface, x_mm: float, y_mm: float, _width: float
) -> None:
    _disc(surface, look, number, x_mm + _RADIUS_MM + 0.4, y_mm)


def _blank(look: Look, surface: Surface, x_mm: float, y_mm: float, width_mm: float) -> None:
    surface.rule(x_mm, y_mm + 2.6, x_mm + width_mm, y_mm + 2.6, look.colour("line"), 0.3)
