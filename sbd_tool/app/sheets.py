"""Map sheets of a project: set up, kept, looked at before they are printed."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from sbd_tool.app.clock import Clock
from sbd_tool.app.commands import By, SetSheet
from sbd_tool.app.project_edit import opened_to_edit
from sbd_tool.app.rules import Rules
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import Evidence, Stamp
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.overrides import Place
from sbd_tool.domain.progress import SILENT, Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.scores import Assessment
from sbd_tool.domain.sheets import (
    LEAST_SCALE,
    LONGEST_TITLE,
    MOST_SCALE,
    MapSheet,
    sheet_of,
    sheet_record,
)
from sbd_tool.domain.text import text
from sbd_tool.domain.words import Words
from sbd_tool.formats.photos import read_photo

PREVIEW_DPI = 96


def set_sheet(
    project: Project, sheet: MapSheet, *, stamp: Stamp, by: By, logo: Path | None = None
) -> SetSheet | None:
    """The command that keeps a sheet; None when nothing would change.

    Args:
        project: Where it is kept.
        sheet: The sheet.
        stamp: A new stamp, used when the project has no sheet yet.
        by: Who sets it up, and when.
        logo: A picture file (JPEG, PNG) to stand at the head of the sheet.

    Raises:
        InputError: The scale cannot be drawn, or the title is too long.
        PlanUnreadableError: The picture cannot be used.
    """
    pictures: dict[str, bytes] = {}
    if logo is not None:
        raw = read_photo(logo).content
        name = sha256(raw).hexdigest()
        pictures, sheet = {name: raw}, replace(sheet, logo=name)
    if sheet == sheet_of(project.records):
        return None
    if sheet.scale is not None and not LEAST_SCALE <= sheet.scale <= MOST_SCALE:
        raise InputError(
            text("report.scale_wrong", scale=sheet.scale),
            text("report.scale_hint"),
            str(sheet.scale),
        )
    if len(sheet.title) > LONGEST_TITLE:
        raise InputError(
            text("report.part_too_long", most=LONGEST_TITLE), text("report.part_too_long.hint"), ""
        )
    before = sheet_record(project.records)
    kept = sheet.as_record(stamp if before is None else before.stamp)
    return SetSheet(record=kept, pictures=pictures, by=by)


def set_up_sheet(
    project: Path,
    change: Callable[[MapSheet], MapSheet],
    logo: Path | None = None,
    *,
    author: str = "",
) -> MapSheet:
    """Change the sheet of a project file, and save it when anything differs.

    Args:
        project: The project file.
        change: Gives the sheet to keep for the one that is kept now.
        logo: A picture for its head.
        author: Who sets it up.

    Raises:
        InputError: The sheet cannot be drawn; the project stays as it is.
        ProjectFileError: The project cannot be opened or saved.
    """
    with opened_to_edit(project, author=author) as (session, around):
        wanted = change(sheet_of(session.project.records))
        stamp, by = around.stamp(Evidence.SEEN), around.by()
        command = set_sheet(session.project, wanted, stamp=stamp, by=by, logo=logo)
        if command is not None:
            session.do(command)
    return sheet_of(session.project.records)


@dataclass(frozen=True, slots=True)
class SheetPreview:
    """A page as it will be printed.

    Attributes:
        picture: PNG of the page, drawn from the very file an export would write.
        pages: How many pages there are.
        scale: Scale denominator of the map.
    """

    picture: bytes
    pages: int
    scale: float


def preview_sheet(
    project: Project,
    assessment: Assessment | None,
    rules: Rules,
    sheet: MapSheet,
    *,
    edition: Edition,
    page: int,
    words: Words,
    clock: Clock,
    progress: Progress = SILENT,
) -> SheetPreview:
    """Draw one page of a sheet.

    Args:
        project: The whole project.
        assessment: Its assessment, or None.
        rules: Catalogue and rubric.
        sheet: How the sheet is set up.
        edition: For whom.
        page: Which page, from 0; the last one when there are fewer.
        words: Language and number format.
        clock: Tells the day of making.
        progress: Told how far the assessment of a further page is; may raise ``Cancelled``.
    """
    from sbd_tool.app.atlas_places import atlas_places, judge_like, with_atlas
    from sbd_tool.app.design import font_faces, load_design
    from sbd_tool.report.editions import rebuild, with_sheet
    from sbd_tool.report.letters import Letters
    from sbd_tool.report.look import Look
    from sbd_tool.report.map_sheet import view_of
    from sbd_tool.report.modelling import report_model
    from sbd_tool.report.pdf import sheet_pdf
    from sbd_tool.report.png import page_picture
    from sbd_tool.report.sheet_atlas import sheet_pages
    from sbd_tool.report.sheet_layout import layout_of
    from sbd_tool.report.spec import ExportJob

    content = with_sheet(rebuild(project, assessment, rules.catalogue, edition), sheet)
    made = clock.now()
    design = load_design()
    look = Look(design, design.theme("light"), words, Letters(font_faces(), words))
    model = report_model(content, rules.rubric, made)
    job = ExportJob(content=content, model=model, rubric=rules.rubric, look=look, made=made)
    here = Place(content.option, content.time_state)
    further = atlas_places(project, sheet.atlas, here)
    seen = further[: page or 0][-1:]
    judge = judge_like(assessment, project, rules, edition, sheet, progress)
    job = with_atlas(job, project, rules, lambda one: judge(one) if one in seen else None)
    pages = sheet_pages(job)
    shown = min(page, len(pages) - 1)
    dpi = PREVIEW_DPI * 420.0 / max(420.0, sheet.paper.long_mm)
    return SheetPreview(
        picture=page_picture(sheet_pdf(job), shown, round(dpi)),
        pages=len(pages),
        scale=view_of(pages[shown].around, layout_of(sheet), sheet.scale).scale,
    )
