"""The review in a report: comments, the record of decisions, and who signed what."""

from datetime import date

from sbd_tool.domain.text import literal
from sbd_tool.report.model import ReportModel
from sbd_tool.report.review_rows import CommentRow, EntryRow
from sbd_tool.report.story import Column, Story


def review(story: Story, model: ReportModel) -> None:
    """Write comments and decisions; nothing where the edition holds none."""
    say = story.look.words_of
    if not model.comments and not model.signatures and not model.released:
        return
    story.chapter("review", say("review.title"), say("review.report_lead"))
    for sentence in model.released:
        story.block(story.look.words(sentence), weight=500)
    if model.released:
        story.space(2.0)
    if model.comments:
        columns = (
            Column("", 8.0, weight=600, said=say("web.column_number")),
            Column(say("review.column_about"), 36.0, weight=500),
            Column(say("review.column_words"), 78.0),
            Column(say("review.column_weight"), 26.0),
            Column(say("review.column_status"), 26.0, weight=600),
        )
        story.table(columns, [_comment(story, row) for row in model.comments])
    _decisions(story, model)
    _signatures(story, model)


def _comment(story: Story, row: CommentRow) -> tuple[str, ...]:
    say, words = story.look.words_of, story.look.words
    demand = say("review.required" if row.is_required else "review.advised")
    more = [row.words]
    if row.reason:
        more.append(say("review.reason_line", reason=literal(row.reason)))
    if row.source:
        more.append(say("review.source_line", source=literal(row.source)))
    for entry in row.entries:
        said = f": {entry.words}" if entry.words else ""
        more.append(f"{words(entry.said)}{said}")
    return (
        str(row.number),
        words(row.about),
        " \u2022 ".join(more),
        f"{say(f'review.severity_{row.severity}')}, {demand}",
        say(f"review.status_{row.status}"),
    )


def _decisions(story: Story, model: ReportModel) -> None:
    say = story.look.words_of
    decided = [(row, row.deciding) for row in model.comments if row.deciding is not None]
    if not decided:
        return
    story.heading(say("review.decisions"))
    columns = (
        Column("", 8.0, weight=600, said=say("web.column_number")),
        Column(say("review.column_words"), 66.0),
        Column(say("review.column_decision"), 26.0, weight=600),
        Column(say("review.column_reason"), 74.0),
    )
    rows = [
        (
            str(row.number),
            row.words,
            say(f"review.decision_{row.decision}"),
            _why(story, entry),
        )
        for row, entry in decided
    ]
    story.table(columns, rows)


def _why(story: Story, entry: EntryRow) -> str:
    words = story.look.words
    reason = f": {entry.words}" if entry.words else ""
    day = f" ({words.day(date.fromisoformat(entry.when[:10]))})" if entry.when else ""
    return f"{words(entry.said)}{reason}{day}"


def _signatures(story: Story, model: ReportModel) -> None:
    say, words = story.look.words_of, story.look.words
    if not model.signatures:
        return
    story.heading(say("review.signatures"))
    for row in model.signatures:
        story.block(f"{words(row.who)}, {row.when[:10]}", weight=600)
        story.block(row.words)
        story.block(say("review.signed_digest", digest=row.digest), size_pt=8.0, colour="ink_2")
        story.block(words(row.holds), size_pt=8.0, colour="ink_2")
        story.space(2.0)
