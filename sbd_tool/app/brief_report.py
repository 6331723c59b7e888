"""The brief for a report: judged anew for the option that is reported, for the police only."""

from dataclasses import replace

from sbd_tool.app.review.report_rows import withheld_comments
from sbd_tool.app.rules import Rules
from sbd_tool.domain.conditions import RECORD_KIND
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.project import Project
from sbd_tool.domain.scores import Assessment
from sbd_tool.domain.text import text
from sbd_tool.report.editions import EditionContent
from sbd_tool.report.model import BriefRow


def has_brief(project: Project) -> bool:
    """Whether the project has conditions."""
    return any(record.kind == RECORD_KIND for record in project.records.values())


def brief_rows(
    project: Project, assessment: Assessment | None, rules: Rules, edition: Edition
) -> tuple[BriefRow, ...]:
    """Every condition with its verdict; none but for the police: conditions speak of gaps.

    Args:
        project: The whole project.
        assessment: Its assessment; the option and state in it are taken as they are.
        rules: Catalogue and rubric.
        edition: For whom.
    """
    if edition is not Edition.POLICE or assessment is None or not has_brief(project):
        return ()
    from sbd_tool.app.conditions.checking import check_brief

    card = assessment.scorecard
    known = {card.time_state: assessment}
    found = check_brief(project, rules, option=card.option, known=known)
    return tuple(
        BriefRow(said=one.said, verdict=one.verdict.value, sentence=one.sentence)
        for one in found.judgements
    )


def naming_withheld(content: EditionContent, project: Project) -> EditionContent:
    """The content with lines that the brief and comments are left out, where they are."""
    lost = withheld_comments(project, content.edition)
    if content.edition is not Edition.POLICE and has_brief(project):
        lost = (text("conditions.withheld"), *lost)
    return replace(content, withheld=(*content.withheld, *lost)) if lost else content
