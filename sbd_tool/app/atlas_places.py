"""Further pages of a map sheet: the same square in its other states, or in its other options."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from sbd_tool.app.brief_report import naming_withheld
from sbd_tool.app.depth import depth_of
from sbd_tool.app.pipeline import assess
from sbd_tool.app.result_cache import ResultCache
from sbd_tool.app.rules import Rules
from sbd_tool.app.sealing import day_of
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.overrides import Place
from sbd_tool.domain.progress import SILENT, Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.scores import Assessment
from sbd_tool.domain.sheets import Atlas, MapSheet
from sbd_tool.report.editions import rebuild, with_sheet
from sbd_tool.report.modelling import report_model
from sbd_tool.report.sheet_atlas import MOST_PAGES
from sbd_tool.report.spec import ExportJob, Side

PAGED: Final = ("pdf", "sheet.pdf")
"""Formats that hold the further pages."""

Judge = Callable[[Place], Assessment | None]
"""Gives the assessment of a further page, or None where it tells no scores."""


def judge_like(  # noqa: PLR0917 - what is assessed, how deeply and for whom
    assessment: Assessment | None,
    project: Project,
    rules: Rules,
    edition: Edition,
    sheet: MapSheet,
    progress: Progress = SILENT,
) -> Judge:
    """What assesses further pages as deeply as the first; nothing before a page asks for it.

    States of the square are judged for the police alone: which hour is weakest is for the
    narrowest circle. Options are judged in every edition, each as its rules allow.

    Args:
        assessment: That of the first page; None tells no scores anywhere.
        project: The whole project.
        rules: Catalogue and rubric.
        edition: For whom.
        sheet: What gets a page.
        progress: Told how far each assessment is; may raise ``Cancelled``.
    """
    is_told = edition is Edition.POLICE or sheet.atlas is Atlas.OPTIONS
    cache = ResultCache()

    def judge(place: Place) -> Assessment | None:
        if assessment is None or not is_told:
            return None
        return assess(
            project,
            rules,
            option=place.option,
            time_state=place.time_state,
            with_suggestions=False,
            cache=cache,
            progress=progress,
            **depth_of(assessment),
        )

    return judge


def unjudged(_place: Place) -> None:
    """Pages that hold the plan without scores."""


def atlas_places(project: Project, atlas: Atlas, shown: Place) -> tuple[Place, ...]:
    """Options and states that get a page beside the one shown, in the project's order.

    Args:
        project: The whole project.
        atlas: What gets a page of its own.
        shown: Option and state of the first page.
    """
    found: list[Place] = []
    if atlas is Atlas.STATES:
        found = [Place(shown.option, one.key) for one in project.time_states]
    elif atlas is Atlas.OPTIONS:
        found = [Place(one.key, shown.time_state) for one in project.options]
    return tuple(place for place in found if place != shown)[:MOST_PAGES]


def with_atlas(
    job: ExportJob, project: Project, rules: Rules, judge: Judge = unjudged
) -> ExportJob:
    """The job with the further pages its sheet asks for, each rebuilt for the edition by itself.

    What any page withholds is told once, and the latest day of all stands on the sheet.

    Args:
        job: What the export shows.
        project: The whole project.
        rules: Catalogue and rubric.
        judge: Gives each page its scores, or none.
    """
    held = job.content
    shown = Place(held.option, held.time_state)
    sides, withheld, made = [], list(held.withheld), job.made
    for place in atlas_places(project, held.sheet.atlas, shown):
        content = rebuild(
            project, judge(place), rules.catalogue, held.edition, (place.option, place.time_state)
        )
        content = with_sheet(naming_withheld(content, project), held.sheet)
        made = max(made, day_of(project, content.project, job.made))
        withheld.extend(content.withheld)
        sides.append(Side(content=content, model=report_model(content, rules.rubric, job.made)))
    if not sides:
        return job
    told, day = tuple(dict.fromkeys(withheld)), made.date().isoformat()
    return replace(
        job,
        content=replace(held, withheld=told),
        model=replace(job.model, withheld=told, made=day),
        made=made,
        atlas=tuple(replace(side, model=replace(side.model, made=day)) for side in sides),
    )
