"""Templates: which chapters a report has, and in which order, for whom it is written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from sbd_tool.domain.registry import Registry
from sbd_tool.report import chapters, sections
from sbd_tool.report.brief_section import brief
from sbd_tool.report.checklist_section import checklists
from sbd_tool.report.deployment_section import deployment
from sbd_tool.report.findings_section import findings
from sbd_tool.report.front_page import front_map
from sbd_tool.report.look import Look
from sbd_tool.report.map_chapter import analysis_maps, map_figures
from sbd_tool.report.method_section import method
from sbd_tool.report.model import ReportModel
from sbd_tool.report.photo_chapter import KEY as PHOTOS
from sbd_tool.report.photo_chapter import photo_figures, photo_pages
from sbd_tool.report.review_section import review
from sbd_tool.report.short_section import MAP, decision_sheet, handover_sheet
from sbd_tool.report.spec import ExportJob
from sbd_tool.report.speed_section import speeds
from sbd_tool.report.states_section import states
from sbd_tool.report.story import Figure, Story
from sbd_tool.report.threat_section import threats
from sbd_tool.report.worth_section import worth_doing

ChapterWriter = Callable[[Story, ReportModel], None]
PAGE: Final = None  # between two chapters: the next one begins a page


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A kind of report.

    Attributes:
        key: Stable name; its title is the text ``report.template_<key>``.
        chapters: Writers in order; `PAGE` lets the next one begin a page.
        most_pages: Pages it fits, without a drawn first page and map sheet; 0 for a whole report.
        has_map: A map of the square takes the room its last page leaves.
    """

    key: str
    chapters: tuple[ChapterWriter | None, ...]
    most_pages: int = 0
    has_map: bool = False


TEMPLATES: Final[Registry[Template]] = Registry(
    "template",
    (
        Template(
            key="planner",
            chapters=(
                chapters.context,
                chapters.crime_problems,
                worth_doing,
                brief,
                review,
                threats,
                speeds,
                sections.contributions,
                states,
                analysis_maps,
                PAGE,
                sections.register,
                deployment,
                checklists,
                findings,
                sections.questions,
                chapters.conditions,
                chapters.residual,
                chapters.consultation,
                photo_pages,
                PAGE,
                method,
            ),
        ),
        Template(
            key="liaison",
            chapters=(
                chapters.needed_context,
                chapters.needed_crime_problems,
                findings,
                worth_doing,
                brief,
                review,
                threats,
                speeds,
                checklists,
                chapters.conditions,
                chapters.residual,
                chapters.consultation,
                PAGE,
                sections.register,
                deployment,
                sections.contributions,
                states,
                analysis_maps,
                sections.questions,
                chapters.assumptions,
                photo_pages,
                PAGE,
                method,
            ),
        ),
        Template(
            key="council",
            chapters=(
                chapters.needed_context,
                worth_doing,
                chapters.consultation,
                chapters.residual,
                sections.contributions,
                analysis_maps,
                chapters.assumptions,
                photo_pages,
                PAGE,
                method,
            ),
        ),
        Template(
            key="public",
            chapters=(
                chapters.context,
                sections.contributions,
                analysis_maps,
                worth_doing,
                chapters.consultation,
                checklists,
                sections.register,
                photo_pages,
                PAGE,
                method,
            ),
        ),
        Template(
            key="crime_impact",
            chapters=(
                chapters.needed_context,
                chapters.needed_crime_problems,
                sections.contributions,
                states,
                analysis_maps,
                findings,
                worth_doing,
                brief,
                threats,
                speeds,
                checklists,
                chapters.conditions,
                chapters.residual,
                chapters.consultation,
                PAGE,
                sections.register,
                deployment,
                chapters.assumptions,
                method,
            ),
        ),
        Template(key="review", chapters=(review, brief, PAGE, method)),
        Template(key="handover", chapters=(handover_sheet,), most_pages=2),
        Template(key="decision", chapters=(decision_sheet,), most_pages=1, has_map=True),
    ),
)
USUAL: Final = "planner"
_MAP_MM: Final = 90.0
"""Height of the map of a short sheet where no page limits it."""


def story_of(
    model: ReportModel,
    look: Look,
    template: str,
    *,
    with_summary: bool = False,
    figures: Mapping[str, tuple[Figure, ...]] | None = None,
    tight: int = 0,
) -> Story:
    """Write a report.

    Args:
        model: What it says.
        look: Words of the reader.
        template: Key of a template.
        with_summary: Begin with both ledgers, where no first page is drawn.
        figures: Drawings that chapters may show.
        tight: How tightly a short sheet is written.

    Raises:
        KeyError: There is no such template.
    """
    story = Story(look, figures=figures or {}, tight=tight)
    if with_summary and not TEMPLATES[template].most_pages:
        chapters.summary(story, model)
    for write in TEMPLATES[template].chapters:
        if write is None:
            story.end_page()
        else:
            write(story, model)
    return story


def is_short(job: ExportJob) -> bool:
    """Whether the report is a sheet of its own, without first page and map."""
    return TEMPLATES[job.template].most_pages > 0


def job_story(
    job: ExportJob, *, with_summary: bool = False, tight: int = 0, map_mm: float | None = None
) -> Story:
    """The story of an export; a short sheet shows a map of that height, or none for 0.

    With a summary, as for readers who break their own pages, its map has the usual height where
    none is given.
    """
    if is_short(job):
        if map_mm is None and with_summary and TEMPLATES[job.template].has_map:
            map_mm = _MAP_MM
        drawn = {MAP: (front_map(job, map_mm),)} if map_mm else {}
        return story_of(job.model, job.look, job.template, figures=drawn, tight=tight)
    figures = {"maps": map_figures(job), PHOTOS: photo_figures(job)}
    return story_of(job.model, job.look, job.template, with_summary=with_summary, figures=figures)
