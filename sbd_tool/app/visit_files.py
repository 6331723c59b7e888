"""A visit as a sheet to print."""

from pathlib import Path

from sbd_tool.app.design import font_faces, load_design
from sbd_tool.app.export_target import check_target
from sbd_tool.app.rules import Rules
from sbd_tool.domain.errors import ExportError, InputError
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.project import Project
from sbd_tool.domain.scores import Assessment
from sbd_tool.domain.text import text
from sbd_tool.domain.visits import Visit
from sbd_tool.domain.words import Words
from sbd_tool.formats.durable import write_durably
from sbd_tool.report.editions import rebuild
from sbd_tool.report.letters import Letters
from sbd_tool.report.look import Look
from sbd_tool.report.visit_sheet import VisitSheet, visit_pdf


def check_visit_target(path: Path, project: Project) -> None:
    """Refuse a sheet that cannot be written before the work begins.

    Raises:
        InputError: The name does not end in .pdf, or the target is no place for an export.
    """
    if path.suffix.lower() != ".pdf":
        raise InputError(text("visit.only_pdf"), text("visit.only_pdf.hint"), path.name)
    check_target(path, project)


def write_visit(  # noqa: PLR0917 - a visit, what it is of, and where it goes
    project: Project,
    assessment: Assessment,
    rules: Rules,
    visit: Visit,
    path: Path,
    words: Words,
) -> None:
    """Write the sheet of a visit as PDF; it carries the label of the police edition.

    Raises:
        InputError: As `check_visit_target`.
        ExportError: The file cannot be written.
    """
    check_visit_target(path, project)
    content = rebuild(project, assessment, rules.catalogue, Edition.POLICE)
    look = Look(load_design(), load_design().theme("light"), words, Letters(font_faces(), words))
    try:
        write_durably(path, visit_pdf(VisitSheet(visit=visit, content=content, look=look)))
    except OSError as fault:
        raise ExportError(
            text("report.write_failed", name=path.name), text("report.write_hint"), str(path)
        ) from fault
