"""Exports: an edition rebuilt from the project, written as one file, whole or not at all."""

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from sbd_tool.app.brief_report import brief_rows, naming_withheld
from sbd_tool.app.clock import Clock, SystemClock
from sbd_tool.app.design import font_faces, load_design, read_page_asset
from sbd_tool.app.export_target import check_target
from sbd_tool.app.report_kinds import check_template
from sbd_tool.app.rules import Rules
from sbd_tool.app.threat_report import threat_rows
from sbd_tool.cartography.heat_map import HeatMap
from sbd_tool.domain.errors import ExportError, InputError
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.progress import SILENT, Progress, Span
from sbd_tool.domain.project import Project
from sbd_tool.domain.scores import Assessment
from sbd_tool.domain.sheets import MapSheet
from sbd_tool.domain.text import Text, text
from sbd_tool.domain.words import Words
from sbd_tool.formats.durable import write_durably
from sbd_tool.formats.fairness_file import read_fairness
from sbd_tool.report.editions import (
    EditionContent,
    rebuild,
    with_map,
    with_maps,
    with_sheet,
)
from sbd_tool.report.exporters import EXPORTERS
from sbd_tool.report.letters import Letters
from sbd_tool.report.look import Look
from sbd_tool.report.model import ReportModel
from sbd_tool.report.modelling import report_model
from sbd_tool.report.spec import Exporter, ExportJob
from sbd_tool.report.telling import USUAL

_SYSTEM_CLOCK: Final = SystemClock()
_LEAST_SCALE: Final = 20
_MOST_SCALE: Final = 100_000


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written.

    Attributes:
        path: The file.
        withheld: What the edition leaves out or generalises, in words.
    """

    path: Path
    withheld: tuple[Text, ...]


def _completed(
    model: ReportModel,
    project: Project,
    assessment: Assessment | None,
    rules: Rules,
    edition: Edition,
) -> ReportModel:
    """The model with what the application works out beside the content of an edition."""
    return replace(
        model,
        trust=read_fairness().trust,
        brief=brief_rows(project, assessment, rules, edition),
        threats=threat_rows(project, assessment, rules, edition),
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
    maps: tuple[HeatMap, ...] = (),
    sheet: MapSheet | None = None,
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
            SVG) of the police edition show it.
        template: Which chapters a report has; see `app.report_kinds`.
        maps: Maps of analyses for the report; only the police edition shows them.
        sheet: How the map sheet is set up; by default as the project keeps it.
        words: Language and number format.
        clock: Tells the day of making.
        progress: Told how far the work is.

    Raises:
        InputError: There is no such format, the scale cannot be drawn, or the target is a
            project or a plan.
        ExportError: The file cannot be written.
    """
    check_export(path, scale, project, template)
    exporter = _exporter(path)
    content = with_maps(_content(project, assessment, rules, edition, heat), maps)
    content = content if sheet is None else with_sheet(content, sheet)
    made = clock.now()
    told = report_model(content, rules.rubric, made)
    model = _completed(told, project, assessment, rules, edition)
    look = Look(load_design(), load_design().theme("light"), words, Letters(font_faces()))
    job = ExportJob(
        content=content,
        model=model,
        rubric=rules.rubric,
        look=look,
        made=made,
        scale=scale,
        template=template,
        page_script=read_page_asset("map.js"),
        page_sheet=read_page_asset("map.css"),
    )
    progress.advance(0.2, text("report.step_report", name=path.name))
    raw = _written(exporter, job, Span(progress, 0.2, 0.95))
    _keep(path, raw)
    progress.advance(1.0)
    return Exported(path, content.withheld)


def _keep(path: Path, raw: bytes) -> None:
    try:
        write_durably(path, raw)
    except OSError as fault:
        raise ExportError(
            text("report.write_failed", name=path.name), text("report.write_hint"), str(path)
        ) from fault


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
) -> EditionContent:
    content = rebuild(project, assessment, rules.catalogue, edition)
    content = content if heat is None else with_map(content, heat)
    return naming_withheld(content, project)


def check_export(path: Path, scale: int | None, project: Project, template: str = USUAL) -> None:
    """Refuse what cannot be exported before the work begins.

    Raises:
        InputError: As `export` would.
    """
    _exporter(path)
    _check_scale(scale)
    check_template(template)
    check_target(path, project)


def _exporter(path: Path) -> Exporter:
    name = path.name.lower()
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


def _check_scale(scale: int | None) -> None:
    if scale is not None and not _LEAST_SCALE <= scale <= _MOST_SCALE:
        raise InputError(
            text("report.scale_wrong", scale=scale), text("report.scale_hint"), str(scale)
        )


def _written(exporter: Exporter, job: ExportJob, progress: Progress) -> bytes:
    """Let the exporter write where nobody looks, then take the bytes."""
    with tempfile.TemporaryDirectory(prefix="sbd-export-") as folder:
        target = Path(folder) / f"export.{exporter.key}"
        try:
            exporter.write(job, target, progress)
            return target.read_bytes()
        except OSError as fault:
            raise ExportError(
                text("report.write_failed", name=target.name), text("report.write_hint")
            ) from fault
