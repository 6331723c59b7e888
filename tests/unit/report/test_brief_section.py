"""The brief in a report: the police read every condition, the others that it is left out."""

from sbd_tool.app.brief_report import brief_rows, naming_withheld
from sbd_tool.app.conditions.writing import write_condition
from sbd_tool.app.design import font_faces, load_design
from sbd_tool.app.language import load_words
from sbd_tool.app.pipeline import assess
from sbd_tool.app.rules import load_rules
from sbd_tool.domain.marking import Edition
from sbd_tool.report.brief_section import brief
from sbd_tool.report.editions import rebuild
from sbd_tool.report.letters import Letters
from sbd_tool.report.look import Look
from sbd_tool.report.story import Chapter, Story, Table
from tests.generated_square import project

RULES = load_rules()
WRITTEN = write_condition(project(), "openness_at_least", {"least": 99}, "c", RULES.rubric).apply(
    project()
)
ASSESSED = assess(WRITTEN, RULES, with_suggestions=False)


class Told:
    def __init__(self, rows) -> None:
        self.brief = rows


def test_the_police_report_tells_every_condition_with_its_verdict() -> None:
    rows = brief_rows(WRITTEN, ASSESSED, RULES, Edition.POLICE)
    assert [row.verdict for row in rows] == ["not_met"]
    design = load_design()
    look = Look(design, design.theme("light"), load_words("en"), Letters(font_faces()))
    story = Story(look)
    brief(story, Told(rows))
    chapter, table = story.blocks
    assert isinstance(chapter, Chapter)
    assert isinstance(table, Table)
    assert table.rows[0][0] == "Openness at least 99 in any state"
    assert table.rows[0][1] == "Not met"


def test_other_editions_leave_the_brief_out_and_say_so() -> None:
    for edition in (Edition.PARTNER, Edition.PUBLIC):
        assert brief_rows(WRITTEN, ASSESSED, RULES, edition) == ()
        content = rebuild(WRITTEN, ASSESSED, RULES.catalogue, edition)
        told = naming_withheld(content, WRITTEN)
        assert len(told.withheld) == len(content.withheld) + 1
        assert naming_withheld(content, project()).withheld == content.withheld
