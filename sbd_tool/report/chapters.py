"""Chapters around the analyses: what people wrote, what rests on assumption, and a first page."""

from datetime import date
from typing import Final

from sbd_tool.domain.marking import Edition
from sbd_tool.domain.text import Quantity
from sbd_tool.domain.written import CRIME, Part
from sbd_tool.report.community_section import heard
from sbd_tool.report.ledger_drawing import DASH
from sbd_tool.report.ledger_rows import footing_words
from sbd_tool.report.look import Look
from sbd_tool.report.model import ContributionRow, LedgerSection, ReportModel
from sbd_tool.report.story import Cell, Column, Story

_DOUBTFUL: Final = ("assumed", "none")


def subtitle(look: Look, model: ReportModel) -> str:
    """Place, option, state, edition and day: the line under the title."""
    parts = (
        model.place if model.place != model.title else "",
        look.words(model.option),
        look.words(model.time_state),
        look.say(f"edition_{model.edition}"),
        look.words.day(date.fromisoformat(model.made)),
    )
    return " \u00b7 ".join(part for part in parts if part)


def context(story: Story, model: ReportModel) -> None:
    """The place, its use and the occasion, in the planner's words."""
    _written(story, model, Part.CONTEXT, is_needed=False)


def needed_context(story: Story, model: ReportModel) -> None:
    """The context, with a word where nobody wrote it."""
    _written(story, model, Part.CONTEXT, is_needed=True)


def crime_problems(story: Story, model: ReportModel) -> None:
    """Where, what, who and how: the four questions about crime problems."""
    _crime(story, model, is_needed=False)


def needed_crime_problems(story: Story, model: ReportModel) -> None:
    """The four questions, with a word where nobody answered."""
    _crime(story, model, is_needed=True)


def conditions(story: Story, model: ReportModel) -> None:
    """What the police ask for, in their words."""
    _written(story, model, Part.CONDITIONS, is_needed=False)


def residual(story: Story, model: ReportModel) -> None:
    """What remains after all measures."""
    _written(story, model, Part.RESIDUAL, is_needed=False)


def consultation(story: Story, model: ReportModel) -> None:
    """Who was asked, what was said, what was done: in people's words, and as it was kept."""
    words, section = model.written.get(Part.CONSULTATION.value, ""), model.community
    if not words and section.is_empty:
        return
    lead = "" if section.is_empty else story.look.words_of("heard.lead")
    story.chapter(Part.CONSULTATION.value, story.look.say(f"part_{Part.CONSULTATION.value}"), lead)
    _paragraphs(story, words, is_written=True)
    heard(story, section)


def assumptions(story: Story, model: ReportModel) -> None:
    """Which figures rest on assumption, and which are not assessed."""
    look = story.look
    rows = [
        (section, row)
        for section in model.ledgers
        for row in section.rows
        if row.weight and (row.evidence in _DOUBTFUL or row.state == "not_assessed")
    ]
    if not rows:
        return
    story.chapter("assumptions", look.say("assumptions"), look.say("assumptions_lead"))
    story.table(
        (
            Column(look.say("column_key"), 12.0, colour="ink_3"),
            Column(look.say("column_indicator"), 78.0, weight=500),
            Column(look.say("column_ledger"), 30.0, colour="ink_2"),
            Column(look.say("column_evidence"), 30.0, colour="ink_2"),
            Column(look.say("column_weight"), 24.0, "end"),
        ),
        [_assumed_row(story, section, row) for section, row in rows],
    )


def _assumed_row(story: Story, section: LedgerSection, row: ContributionRow) -> tuple[Cell, ...]:
    look = story.look
    is_open = row.state == "not_assessed"
    return (
        row.key,
        look.words(row.name),
        look.say(section.key),
        look.say("not_assessed") if is_open else look.say(f"evidence_{row.evidence}"),
        look.words.quantity(Quantity(row.weight, "%", 1)),
    )


def summary(story: Story, model: ReportModel) -> None:
    """Both ledgers side by side, for formats without a drawn first page."""
    look = story.look
    story.chapter("front", look.say("summary"), look.say("lead"))
    if not model.ledgers:
        story.block(look.say("nothing_assessed"))
        return
    story.table(
        (
            Column(look.say("column_ledger"), 34.0, weight=600),
            Column(look.say("column_score"), 28.0, "end", 600),
            Column(look.say("column_range"), 28.0, "end"),
            Column(look.say("column_in_words"), 84.0),
        ),
        [_ledger_row(story, section) for section in model.ledgers],
    )
    for section in model.ledgers:
        _carries_and_costs(story, section)
    story.block(look.say("support"), 9.0, 600)


def _ledger_row(story: Story, section: LedgerSection) -> tuple[Cell, ...]:
    look = story.look
    bands = (section.band_low, section.band_high)
    if section.is_banded:
        told = DASH.join(look.words.number(band) for band in dict.fromkeys(bands))
        return (look.say(section.key), told, look.say("band_of_five"), look.words(section.sentence))
    low, high = (look.words.number(end or 0.0) for end in (section.low, section.high))
    score = look.say("range_only") if section.score is None else look.words.number(section.score)
    return (look.say(section.key), score, f"{low}{DASH}{high}", look.words(section.sentence))


def _carries_and_costs(story: Story, section: LedgerSection) -> None:
    look = story.look
    for key, sentences in (("carries", section.carries), ("costs", section.costs)):
        if sentences:
            story.heading(f"{look.say(section.key)}: {look.say(key)}", 12.0, f"{section.key}_text")
            for sentence in sentences[:3]:
                story.item(look.words(sentence))
    for words in (*section.warnings, *section.unfit_reasons):
        story.block(look.words(words), 8.5, 500)
    footing = footing_words(section, is_beside_reasons=True)
    if footing is not None:
        story.block(f"{look.say(section.key)}: {look.words(footing)}", 8.5)


def _written(story: Story, model: ReportModel, part: Part, *, is_needed: bool) -> None:
    look, words = story.look, model.written.get(part.value, "")
    if not words and not is_needed:
        return
    story.chapter(part.value, look.say(f"part_{part.value}"))
    _paragraphs(story, words or _unwritten(story, model), is_written=bool(words))


def _crime(story: Story, model: ReportModel, *, is_needed: bool) -> None:
    look = story.look
    told = {part: model.written.get(part.value, "") for part in CRIME}
    if not any(told.values()) and not is_needed:
        return
    unwritten = _unwritten(story, model)
    story.chapter("crime", look.say("part_crime"), look.say("part_crime_lead"))
    for part, words in told.items():
        story.heading(look.say(f"part_{part.value}"), 14.0)
        _paragraphs(story, words or unwritten, is_written=bool(words))


def _unwritten(story: Story, model: ReportModel) -> str:
    """A wider edition does not know whether a part is unwritten or withheld, and says so."""
    is_whole = model.edition == Edition.POLICE.value
    return story.look.say("part_unwritten" if is_whole else "part_not_told")


def _paragraphs(story: Story, words: str, *, is_written: bool) -> None:
    for line in words.split("\n"):
        if line.strip():
            story.block(line.strip(), 9.0, 400, "ink" if is_written else "ink_3")
            story.space(1.2)
