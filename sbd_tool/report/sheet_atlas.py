"""Pages of the map sheet: one, or an atlas by crowd area, by state of time, by option."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sbd_tool.domain.roles import Role
from sbd_tool.domain.sheets import Atlas
from sbd_tool.domain.text import text
from sbd_tool.report.editions import EditionContent
from sbd_tool.report.map_sheet import Bounds, map_bounds
from sbd_tool.report.model import ReportModel
from sbd_tool.report.spec import ExportJob

MOST_PAGES: Final = 60
"""Pages beside the first: more are no sheet but a book."""


@dataclass(frozen=True, kw_only=True)
class SheetPage:
    """A page of the map sheet.

    Attributes:
        content: What the edition holds of what the page shows.
        model: What is said beside its map.
        around: Bounds of its map in metres of the project's CRS.
        name: Its crowd area, state or option, for title block and bookmark; "" of a single page.
        note: Why it tells no scores, or "".
    """

    content: EditionContent
    model: ReportModel
    around: Bounds
    name: str = ""
    note: str = ""


def sheet_pages(job: ExportJob) -> tuple[SheetPage, ...]:
    """The pages of a sheet: the one the export is of first, then those of its atlas.

    Pages of states and options keep the part of the ground, and so the scale, of the first.
    """
    first = SheetPage(
        content=job.content,
        model=job.model,
        around=map_bounds(job.content),
        name=_place_name(job, job.model),
    )
    further = _zones(job) if job.content.sheet.atlas is Atlas.ZONES else _places(job, first)
    return (first, *list(further)[:MOST_PAGES])


def _zones(job: ExportJob) -> Iterator[SheetPage]:
    """Crowd areas that the edition holds, in the order of the plan."""
    for layer in job.content.project.layers:
        if layer.role is not Role.CROWD_AREA:
            continue
        for number, (shape, row) in enumerate(zip(layer.geometry, layer.attributes, strict=True)):
            if shape is not None and not shape.is_empty:
                yield SheetPage(
                    content=job.content,
                    model=job.model,
                    around=shape.bounds,
                    name=str(row.get("name") or number + 1),
                )


def _places(job: ExportJob, first: SheetPage) -> Iterator[SheetPage]:
    """States or options, each rebuilt for the edition by itself."""
    look, here = job.look, job.model
    told = text("report.sheet_scores_first", option=here.option, state=here.time_state)
    note = look.words(told)
    for side in job.atlas:
        yield SheetPage(
            content=side.content,
            model=side.model,
            around=first.around,
            name=_place_name(job, side.model),
            note=note if here.ledgers and not side.model.ledgers else "",
        )


def _place_name(job: ExportJob, model: ReportModel) -> str:
    told = {Atlas.STATES: model.time_state, Atlas.OPTIONS: model.option}
    name = told.get(job.content.sheet.atlas)
    return "" if name is None else job.look.words(name)
