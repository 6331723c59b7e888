"""A second option or state beside the first in the interactive map, under the same edition."""

from dataclasses import replace
from pathlib import Path

from sbd_tool.app.brief_report import naming_withheld
from sbd_tool.app.pipeline import assess
from sbd_tool.app.rules import Rules
from sbd_tool.app.sealing import day_of
from sbd_tool.domain import overrides
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.progress import SILENT, Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.scores import Assessment
from sbd_tool.domain.text import text
from sbd_tool.report.editions import rebuild
from sbd_tool.report.modelling import report_model
from sbd_tool.report.spec import Exporter, ExportJob, Side

COMPARES = "html"
"""The one format with two sides."""

Place = tuple[str, str]


def check_beside(path: Path, exporter: Exporter, here: Place, there: Place | None) -> None:
    """Refuse a comparison the file cannot show.

    Args:
        path: The file to be.
        exporter: What writes it.
        here: Option and state of the export.
        there: Option and state to compare with, or None where nothing is compared.

    Raises:
        InputError: The format has no two sides, or both sides are the same.
    """
    if there is None:
        return
    if exporter.key != COMPARES:
        raise InputError(
            text("webmap.only_map", file=path.name), text("webmap.only_map.hint"), path.name
        )
    if here == there:
        raise InputError(text("webmap.same_place"), text("webmap.same_place.hint"), "/".join(there))


def place_of(assessment: Assessment | None) -> Place | None:
    """Option and state an assessment is of."""
    if assessment is None:
        return None
    return assessment.scorecard.option, assessment.scorecard.time_state


def assessed_beside(
    project: Project,
    rules: Rules,
    there: overrides.Place | None,
    progress: Progress = SILENT,
    *,
    with_speeds: bool = False,
) -> Assessment | None:
    """Assessment of the other side, slow analyses too; None where nothing is compared."""
    if there is None:
        return None
    return assess(
        project,
        rules,
        option=there.option,
        time_state=there.time_state,
        with_slow=True,
        with_speeds=with_speeds,
        with_suggestions=False,
        progress=progress,
    )


def with_side(
    job: ExportJob,
    project: Project,
    beside: Assessment | None,
    rules: Rules,
    place: Place | None = None,
) -> ExportJob:
    """The job with its other side; what either side withholds is told, the later day stands on it.

    Args:
        job: What the export shows.
        project: The whole project.
        beside: Assessment of the other side.
        rules: Catalogue and rubric.
        place: Option and state of the other side where no assessment says so; with neither, the
            job stays as it is.
    """
    if beside is None and place is None:
        return job
    held, model = job.content, job.model
    content = rebuild(project, beside, rules.catalogue, held.edition, place)
    content = naming_withheld(content, project)
    made = max(job.made, day_of(project, content.project, job.made))
    side = Side(content=content, model=report_model(content, rules.rubric, made))
    withheld = tuple(dict.fromkeys((*held.withheld, *content.withheld)))
    return replace(
        job,
        content=replace(held, withheld=withheld),
        model=replace(model, withheld=withheld, made=made.date().isoformat()),
        made=made,
        beside=side,
    )
