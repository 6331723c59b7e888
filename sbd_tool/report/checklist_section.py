"""Checklists in a report: what was found, question by question, by day and by night."""

from sbd_tool.report.checklist_rows import ChecklistSection, FoundRow, RemarkRow
from sbd_tool.report.model import ReportModel
from sbd_tool.report.story import Column, Story


def checklists(story: Story, model: ReportModel) -> None:
    """Write what checklists found; nothing where none was answered or the edition may not tell."""
    look = story.look
    if not model.checklists:
        return
    is_whole = any(section.places is not None for section in model.checklists)
    lead = "checklist.report_lead" if is_whole else "checklist.report_lead_counts"
    story.chapter("checklists", look.words_of("checklist.report_title"), look.words_of(lead))
    for section in model.checklists:
        story.heading(look.words(section.name), 34.0)
        story.block(look.words(section.about), 8.5, 400, "ink_2")
        story.space(1.5)
        _questions(story, section)
        _remarks(story, section)
        story.space(3.0)


def _questions(story: Story, section: ChecklistSection) -> None:
    look = story.look
    columns = (
        Column(look.words_of("checklist.report_question"), 76.0, weight=500),
        Column(look.words_of("checklist.report_pass"), 16.0),
        Column(look.words_of("checklist.report_said"), 82.0, colour="ink_2"),
    )
    rows = [
        (look.words(row.ask), look.words_of(f"checklist.pass_{row.when}"), _said(story, row))
        for row in section.rows
    ]
    story.table(columns, rows)


def _who(story: Story, row: RemarkRow) -> str:
    look = story.look
    when = look.words_of(f"checklist.pass_{row.when}")
    if not row.words:
        return look.words_of("checklist.report_who_alone", who=row.who, when=when)
    return look.words_of("checklist.report_who", words=row.words, who=row.who, when=when)


def _said(story: Story, row: FoundRow) -> str:
    look = story.look
    parts = [
        look.words_of("checklist.report_times", answer=answer, count=count)
        for answer, count in row.said
    ]
    if not row.said:
        parts.append(look.words_of("checklist.report_answers", count=row.count))
    if row.disputed:
        parts.append(look.words_of("checklist.report_disputed", count=row.disputed))
    if row.open:
        parts.append(look.words_of("checklist.report_open", count=row.open))
    if row.agreement is not None:
        words = look.words(row.agreement)
        parts.append(look.words_of("checklist.report_agreement", words=words))
    return "; ".join(parts)


def _remarks(story: Story, section: ChecklistSection) -> None:
    look = story.look
    if not section.remarks:
        return
    story.space(2.0)
    columns = (
        Column(look.words_of("checklist.report_task"), 14.0),
        Column(look.words_of("checklist.report_question"), 60.0, weight=500),
        Column(look.words_of("checklist.report_found"), 34.0),
        Column(look.words_of("checklist.report_remark"), 66.0, colour="ink_2"),
    )
    rows = [
        (
            row.number,
            look.words(row.ask),
            look.words(row.value),
            _who(story, row),
        )
        for row in section.remarks
    ]
    story.table(columns, rows)
