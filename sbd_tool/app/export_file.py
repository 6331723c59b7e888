"""One export of a project file, from opening it to the finished target."""

from dataclasses import dataclass, replace
from pathlib import Path

from sbd_tool.app.analysis_maps import check_maps, maps_for
from sbd_tool.app.beside import check_beside
from sbd_tool.app.export_target import check_closing, check_folder, check_not_same
from sbd_tool.app.exported import Exported
from sbd_tool.app.exporting import check_export, export, exporter_of
from sbd_tool.app.language import load_words
from sbd_tool.app.pipeline import check_place
from sbd_tool.app.projects import open_project
from sbd_tool.app.redacting import check_log, write_log
from sbd_tool.app.result_cache import ResultCache
from sbd_tool.app.rules import load_rules
from sbd_tool.app.side_by_side import assess_places
from sbd_tool.domain.evidence import BASE_OPTION, ORDINARY_STATE
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.overrides import Place
from sbd_tool.domain.progress import SILENT, Progress, Span
from sbd_tool.domain.project import Project
from sbd_tool.domain.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked of an export.

    Attributes:
        edition: For whom; the public one unless somebody says otherwise.
        scale: Scale denominator, or None to fit.
        place: Option and state shown.
        template: Kind of report.
        pdf_passphrase: Locks a PDF, or "".
        with_maps: With maps of analyses, for the police.
        compare: Option and state beside it in an interactive map, or None.
        with_speeds: With approach speeds, which may take minutes.
        log: Where to write what the edition withholds, or None.
    """

    edition: Edition = Edition.PUBLIC
    scale: int | None = None
    place: tuple[str, str] = (BASE_OPTION, ORDINARY_STATE)
    template: str = "planner"
    pdf_passphrase: str = ""
    with_maps: bool = False
    compare: tuple[str, str] | None = None
    with_speeds: bool = False
    log: Path | None = None


def export_file(
    project_path: Path,
    target: Path,
    wanted: Wanted,
    *,
    words: Words | None = None,
    progress: Progress = SILENT,
) -> Exported:
    """Open a project, assess what is shown, slow analyses too, and write one export.

    Args:
        project_path: The project file; it is not written to.
        target: The file to be; its suffix decides the format.
        wanted: What is asked.
        words: Language and number format; English by default.
        progress: Told how far the work is; may raise ``Cancelled``.

    Raises:
        InputError: What is asked cannot be written; nothing was worked out yet.
        ExportError: The file cannot be written, or would give away something withheld.
    """
    project = open_project(project_path).project
    asked = _checked(project_path, target, wanted, project)
    rules = load_rules(project)
    places = [Place(*one) for one in asked]
    found = assess_places(
        project,
        rules,
        places,
        with_slow=True,
        with_speeds=wanted.with_speeds,
        with_suggestions=wanted.compare is None,  # a map of two sides proposes nothing
        cache=ResultCache(),
        progress=Span(progress, 0.0, 0.6),
    )
    maps = maps_for(project, rules, wanted.edition, wanted.place) if wanted.with_maps else ()
    words = words or load_words("en")
    exported = export(
        project,
        found[places[0]],
        rules,
        target,
        maps=maps,
        beside=found[places[1]] if wanted.compare else None,
        edition=wanted.edition,
        scale=wanted.scale,
        template=wanted.template,
        pdf_passphrase=wanted.pdf_passphrase,
        words=words,
        progress=Span(progress, 0.6, 1.0),
    )
    if wanted.log is None:
        return exported
    judged = [found[place] for place in dict.fromkeys(places)]
    logged = write_log(
        wanted.log, target, project, judged, rules, edition=wanted.edition, words=words
    )
    return replace(exported, logged=logged)


def _checked(
    project_path: Path, target: Path, wanted: Wanted, project: Project
) -> list[tuple[str, str]]:
    """Options and states asked for, once nothing speaks against the export."""
    check_export(target, wanted.scale, project, wanted.template)
    check_closing(target, None, wanted.pdf_passphrase)
    check_beside(target, exporter_of(target), wanted.place, wanted.compare)
    if wanted.with_maps:
        check_maps(exporter_of(target).key, wanted.edition, wanted.template)
    check_not_same(project_path, target)
    check_folder(target)
    if wanted.log is not None:
        check_log(wanted.log, target, project_path, project)
    asked = [wanted.place, *([wanted.compare] if wanted.compare else [])]
    for option, state in asked:
        check_place(project, option, state)
    return asked
