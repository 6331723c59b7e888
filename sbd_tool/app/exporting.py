"""Exports: an edition rebuilt from the project, written as one file, whole or not at all."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

from sbd_tool.app.atlas_places import PAGED, judge_like, unjudged, with_atlas
from sbd_tool.app.beside import check_beside, place_of, with_side
from sbd_tool.app.brief_report import brief_rows, naming_withheld
from sbd_tool.app.checklists.report_rows import checklist_parts
from sbd_tool.app.clock import Clock, SystemClock
from sbd_tool.app.community.heard_rows import community_parts
from sbd_tool.app.design import font_faces, load_design, read_page_script, read_page_sheet
from sbd_tool.app.export_target import check_closing, check_name, check_scale, check_target
from sbd_tool.app.exported import Exported, remarks_on
from sbd_tool.app.leak_guard import refuse_a_leak
from sbd_tool.app.licensing import unlicensed_remark
from sbd_tool.app.photos.leaving import printed
from sbd_tool.app.report_kinds import check_template
from sbd_tool.app.review.report_rows import review_parts
from sbd_tool.app.rules import Rules
from sbd_tool.app.sealing import day_of, seal_of
from sbd_tool.app.short_report import SHORT, short_parts
from sbd_tool.app.speed_report import speed_section
from sbd_tool.app.state_report import states_section
from sbd_tool.app.threat_report import threat_rows
from sbd_tool.cartography.heat_map import HeatMap
from sbd_tool.domain.errors import ExportError, InputError
from sbd_tool.domain.evidence import BASE_OPTION, ORDINARY_STATE
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.progress import SILENT, Progress, Span
from sbd_tool.domain.project import Project
from sbd_tool.domain.scores import Assessment
from sbd_tool.domain.sheets import MapSheet
from sbd_tool.domain.text import Text, text
from sbd_tool.domain.words import Words
from sbd_tool.formats.age_files import SUFFIX as AGE
from sbd_tool.formats.age_files import Vault
from sbd_tool.formats.durable import remove_leftovers, write_durably
from sbd_tool.formats.fairness_file import read_fairness
from sbd_tool.report.editions import EditionContent, rebuild, with_map, with_maps, with_sheet
from sbd_tool.report.exporters import EXPORTERS
from sbd_tool.report.letters import Letters
from sbd_tool.report.locked_pdf import locked_pdf
from sbd_tool.report.look import Look
from sbd_tool.report.model import ReportModel
from sbd_tool.report.modelling import report_model
from sbd_tool.report.spec import Exporter, ExportJob, Taken
from sbd_tool.report.telling import USUAL

_SYSTEM_CLOCK: Final = SystemClock()
_BASE: Final = (BASE_OPTION, ORDINARY_STATE)


def _completed(
    model: ReportModel,
    content: EditionContent,
    project: Project,
    assessment: Assessment | None,
    rules: Rules,
) -> ReportModel:
    """The model with what the application works out beside the content of an edition."""
    edition = content.edition
    return replace(
        model,
        trust=read_fairness().trust,
        brief=brief_rows(project, assessment, rules, edition),
        threats=threat_rows(project, assessment, rules, edition),
        speeds=speed_section(project, assessment, rules, edition),
        states=states_section(project, assessment, rules, edition),
        **review_parts(project, rules, edition, (content.option, content.time_state)),
        **checklist_parts(project, rules.catalogue, edition),
        **community_parts(project, content.project, rules, edition),
    )


def export_formats() -> tuple[tuple[str, Text], ...]:
    """Suffix and name of every format, for file dialogs and help."""
    return tuple((exporter.key, exporter.title) for exporter in EXPORTERS)


def export(
    project: Project,
    assessment: Assessment | None,
    rules: Rules,
    path: Path,
    *,
    edition: Edition = Edition.PUBLIC,
    scale: int | None = None,
    heat: HeatMap | None = None,
    template: str = USUAL,
    vault: Vault | None = None,
    pdf_passphrase: str = "",
    maps: tuple[HeatMap, ...] = (),
    sheet: MapSheet | None = None,
    beside: Assessment | None = None,
    words: Words,
    clock: Clock = _SYSTEM_CLOCK,
    progress: Progress = SILENT,
) -> Exported:
    """Write one export; the suffix of the path decides the format.

    Args:
        project: The whole project; renderers see only what the edition may hold.
        assessment: Its assessment, or None to export the plan alone.
        rules: Catalogue and rubric.
        path: Target; an older file there stays until the new one is whole.
        edition: For whom; the public one unless somebody says otherwise.
        scale: Scale denominator of the map, or None to let the square fit.
        heat: Map of an analysis of this very project to lay over the plan; only sheets (PDF, PNG,
            SVG) and the interactive map of the police edition show it.
        template: Which chapters a report has; see `app.report_kinds`.
        vault: Encrypts the file; its name then ends in ".age".
        pdf_passphrase: Locks a PDF with AES-256, or "".
        maps: Maps of analyses for the report; only the police edition shows them.
        sheet: How the map sheet is set up; by default as the project keeps it.
        beside: Assessment of another option or state, to compare in an interactive map.
        words: Language and number format.
        clock: Tells the day of making.
        progress: Told how far the work is.

    Raises:
        InputError: There is no such format, the scale cannot be drawn, the format cannot compare,
            or the target is a project or a plan.
        ExportError: The file cannot be written, or would give away something withheld; then no
            file was written.
    """
    check_export(path, scale, project, template)
    vault = check_closing(path, vault, pdf_passphrase)
    check_beside(path, exporter_of(path), place_of(assessment) or _BASE, place_of(beside))
    job = export_job(
        project, assessment, rules, edition=edition, scale=scale, heat=heat, template=template,
        maps=maps, sheet=sheet, beside=beside, has_pages=is_paged(path, template), words=words,
        now=clock.now(),
    )  # fmt: skip
    progress.advance(0.2, text("report.step_report", name=path.name))
    job = printed(job, project, path, Span(progress, 0.2, 0.4))
    raw = export_bytes(path, job, Span(progress, 0.4, 0.8))
    progress.advance(0.8, text("leaks.step"))
    searched = refuse_a_leak(project, job, exporter_of(path), raw, path.name)
    raw = locked_pdf(raw, pdf_passphrase) if pdf_passphrase else raw
    _put(path, raw if vault is None else vault.close(raw))
    progress.advance(1.0)
    remarks = remarks_on(exporter_of(path).key, job.look.letters, words)
    remarks += unlicensed_remark(project, edition)
    return Exported(path, job.content.withheld, searched, mark=job.content.mark, remarks=remarks)


def _put(path: Path, raw: bytes) -> None:
    try:
        remove_leftovers(path.parent)
        write_durably(path, raw)
    except OSError as fault:
        raise ExportError(
            text("report.write_failed", name=path.name), text("report.write_hint"), str(path)
        ) from fault


def export_job(
    project: Project,
    assessment: Assessment | None,
    rules: Rules,
    *,
    edition: Edition,
    scale: int | None,
    words: Words,
    now: datetime,
    heat: HeatMap | None = None,
    template: str = USUAL,
    maps: tuple[HeatMap, ...] = (),
    sheet: MapSheet | None = None,
    place: tuple[str, str] | None = None,
    beside: Assessment | None = None,
    beside_place: tuple[str, str] | None = None,
    has_pages: bool = False,
) -> ExportJob:
    """What an exporter is given: the edition rebuilt, what its report says, and its seal.

    Args as of `export`; ``now`` is the day of making where no row of the project tells one;
    ``place`` and ``beside_place`` the option and state shown where no assessment says so;
    ``has_pages`` whether further pages of the sheet are assessed, as their file shows them.
    """
    content = _content(project, assessment, rules, edition, heat, place=place)
    content = with_maps(content, maps)
    content = content if sheet is None else with_sheet(content, sheet)
    made = day_of(project, content.project, now)
    told = report_model(content, rules.rubric, made)
    model = _completed(told, content, project, assessment, rules)
    if template in SHORT:
        model = replace(model, **short_parts(project, content, model, rules, words))
    look = Look(load_design(), load_design().theme("light"), words, Letters(font_faces(), words))
    job = ExportJob(
        content=content,
        model=model,
        rubric=rules.rubric,
        look=look,
        made=made,
        scale=scale,
        template=template,
        page_script=read_page_script(),
        page_sheet=read_page_sheet(),
    )
    judge = (
        judge_like(assessment, project, rules, edition, content.sheet) if has_pages else unjudged
    )
    job = with_atlas(job, project, rules, judge)
    job = with_side(job, project, beside, rules, beside_place)
    return replace(job, model=replace(job.model, seal=seal_of(job).word()))


def is_paged(path: Path, template: str) -> bool:
    """Whether a file holds the further pages of a map sheet, which are assessed for it."""
    return exporter_of(path).key in PAGED and template not in SHORT


def export_bytes(path: Path, job: ExportJob, progress: Progress = SILENT) -> bytes:
    """The bytes of an export; nothing is written where the path points.

    Raises:
        InputError: There is no such format.
        ExportError: It cannot be made.
    """
    taken = Taken()
    exporter_of(path).write(job, taken, progress)
    return taken.raw


def preview_withheld(
    project: Project,
    assessment: Assessment | None,
    rules: Rules,
    edition: Edition,
    heat: HeatMap | None = None,
) -> tuple[Text, ...]:
    """What an export of this edition will leave out or generalise, before anything is written.

    The edition is rebuilt just as for the export, so the list is the one the export will give.
    """
    return _content(project, assessment, rules, edition, heat).withheld


def _content(
    project: Project,
    assessment: Assessment | None,
    rules: Rules,
    edition: Edition,
    heat: HeatMap | None,
    *,
    place: tuple[str, str] | None = None,
) -> EditionContent:
    content = rebuild(project, assessment, rules.catalogue, edition, place)
    content = content if heat is None else with_map(content, heat)
    return naming_withheld(content, project)


def check_export(path: Path, scale: int | None, project: Project, template: str = USUAL) -> None:
    """Refuse what cannot be exported before the work begins.

    Raises:
        InputError: As `export` would.
    """
    check_name(path)
    told_as = exporter_of(path).key
    check_scale(scale)
    check_template(template, told_as)
    check_target(path, project)


def exporter_of(path: Path) -> Exporter:
    """The format a name asks for; the longest fitting suffix counts, and ".age" is no part of it.

    Raises:
        InputError: There is no such format.
    """
    name = path.name.lower().removesuffix(AGE)
    suffixes = [(f".{exporter.key}", exporter) for exporter in EXPORTERS]
    fitting = [one for suffix, one in suffixes if name.endswith(suffix) and name != suffix]
    if fitting:
        return max(fitting, key=lambda exporter: len(exporter.key))
    known = ", ".join(f".{exporter.key}" for exporter in EXPORTERS)
    raise InputError(
        text("report.format_unknown", suffix=path.suffix or path.name),
        text("report.format_hint", suffixes=known),
        path.name,
    )
