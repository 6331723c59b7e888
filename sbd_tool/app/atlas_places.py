"""Further pages of a map sheet: the same square in its other states, or in its other options."""

from dataclasses import replace

from sbd_tool.app.brief_report import naming_withheld
from sbd_tool.app.rules import Rules
from sbd_tool.app.sealing import day_of
from sbd_tool.domain.overrides import Place
from sbd_tool.domain.project import Project
from sbd_tool.domain.sheets import Atlas
from sbd_tool.report.editions import rebuild, with_sheet
from sbd_tool.report.modelling import report_model
from sbd_tool.report.sheet_atlas import MOST_PAGES
from sbd_tool.report.spec import ExportJob, Side


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


def with_atlas(job: ExportJob, project: Project, rules: Rules) -> ExportJob:
    """The job with the further pages its sheet asks for, each rebuilt for the edition by itself.

    They hold the plan without scores: which state is weakest is for the narrowest circle. What any
    page withholds is told once, and the latest day of all stands on the sheet.

    Args:
        job: What the export shows.
        project: The whole project.
        rules: Catalogue and rubric.
    """
    held = job.content
    shown = Place(held.option, held.time_state)
    sides, withheld, made = [], list(held.withheld), job.made
    for place in atlas_places(project, held.sheet.atlas, shown):
        content = rebuild(
            project, None, rules.catalogue, held.edition, (place.option, place.time_state)
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
