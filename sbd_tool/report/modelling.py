"""From an edition's content to what its report says."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from sbd_tool.domain.approach_results import SPEEDS
from sbd_tool.domain.catalogue import Catalogue
from sbd_tool.domain.findings import Finding, Severity
from sbd_tool.domain.layers import Layer
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.place_names import option_name, state_name
from sbd_tool.domain.rubric import LedgerKey, Rubric
from sbd_tool.domain.scores import Move, Question, Suggestion
from sbd_tool.domain.written import written_of
from sbd_tool.report.editions import EditionContent
from sbd_tool.report.ledger_rows import ledger_section
from sbd_tool.report.lowered_labels import label_lines
from sbd_tool.report.model import (
    FindingRow,
    LedgerSection,
    QuestionRow,
    ReportModel,
    SourceRow,
    SuggestionRow,
)
from sbd_tool.report.register_rows import register_rows
from sbd_tool.report.weights_section import weights_section

_SEVERITY_ORDER: Final = (Severity.DANGER, Severity.WARNING, Severity.INFO)


def report_model(content: EditionContent, rubric: Rubric, made: datetime) -> ReportModel:
    """Collect what a report says.

    Args:
        content: What the edition holds; nothing else is looked at.
        rubric: Names, units, sources and bands.
        made: Time of making, from the application's clock.
    """
    project = content.project
    ledgers = tuple(
        ledger_section(view, rubric, project, made.date())
        for view in (content.openness, content.protection)
        if view is not None
    )
    return ReportModel(
        title=project.title,
        place=_place(content),
        edition=content.edition.value,
        label=content.label.value,
        mark=content.mark,
        made=made.date().isoformat(),
        option=option_name(project, content.option),
        time_state=state_name(project, content.time_state),
        crs=crs_words(project.crs),
        ledgers=ledgers,
        suggestions=tuple(_suggestion(entry) for entry in content.suggestions),
        findings=_findings(content.findings),
        questions=tuple(_question(entry) for entry in content.questions),
        measures=register_rows(content),
        counts=content.counts,
        sources=_sources(project.layers, (entry.source for entry in project.underlays)),
        guidance=_guidance(ledgers, content.catalogue),
        versions=_versions(content),
        weights=weights_section(rubric, content.edition),
        withheld=content.withheld,
        labelled=label_lines(content),
        deployment=content.deployment,
        written={part.value: entry.words for part, entry in written_of(project.records).items()},
    )


def _place(content: EditionContent) -> str:
    found = content.project.feature(content.project.square) if content.project.square else None
    name = "" if found is None else found[1].attributes.get("name")
    return " ".join(name.split())[:80] if isinstance(name, str) else ""


def crs_words(crs: str) -> str:
    """Code and name of a coordinate system; a name alone when it has no code."""
    from pyproj import CRS
    from pyproj.exceptions import CRSError

    try:
        known = CRS.from_user_input(crs)
    except CRSError:
        return crs[:60]
    name = str(known.name)
    return f"{name} ({crs})" if crs.upper().startswith("EPSG:") else name


# --- ledgers ------------------------------------------------------------------------------


# --- rows ---------------------------------------------------------------------------------


def _suggestion(entry: Suggestion) -> SuggestionRow:
    return SuggestionRow(
        sentence=entry.sentence,
        openness=entry.openness.delta,
        protection=entry.protection.delta,
        openness_range=_ends(entry.openness),
        protection_range=_ends(entry.protection),
        is_win_win=entry.is_win_win,
    )


def _ends(move: Move) -> tuple[float, float]:
    return (move.low_delta, move.high_delta)


def _findings(findings: Iterable[Finding]) -> tuple[FindingRow, ...]:
    ranked = sorted(findings, key=lambda entry: _SEVERITY_ORDER.index(entry.severity))
    return tuple(
        FindingRow(
            severity=entry.severity.value,
            sentence=entry.sentence,
            remedy=entry.remedy,
            ledgers=entry.ledgers,
            is_open=entry.is_open,
        )
        for entry in ranked
    )


def _question(entry: Question) -> QuestionRow:
    return QuestionRow(
        key=entry.key,
        ask=entry.ask,
        where=entry.where,
        narrows={LedgerKey(key).value: points for key, points in entry.narrows.items()},
    )


def _sources(layers: Iterable[Layer], more: Iterable[object]) -> tuple[SourceRow, ...]:
    found: dict[SourceRow, None] = {}
    for source in (*(layer.source for layer in layers), *more):
        row = SourceRow(
            name=str(getattr(source, "name", ""))[:80],
            licence=str(getattr(source, "licence", ""))[:160],
        )
        if row.name or row.licence:
            found[row] = None
    return tuple(found)


def _guidance(
    ledgers: Iterable[LedgerSection], catalogue: Catalogue
) -> tuple[tuple[str, str], ...]:
    keys = dict.fromkeys(key for ledger in ledgers for row in ledger.rows for key in row.sources)
    return tuple(
        (key, catalogue.sources[key].citation) for key in sorted(keys) if key in catalogue.sources
    )


def _versions(content: EditionContent) -> tuple[tuple[str, str], ...]:
    known = content.provenance
    rows = [
        ("software", known.software),
        ("catalogue", known.catalogue),
        ("rubric", known.rubric),
        ("content", known.project_digest),
    ]
    # Whether approach speeds were asked for is for the police, as they are themselves.
    is_told = content.edition is Edition.POLICE
    told = {key: one for key, one in known.analyses.items() if is_told or key != SPEEDS}
    rows.extend((f"analysis:{key}", str(value)) for key, value in sorted(told.items()))
    rows.extend((f"file:{key}", value) for key, value in sorted(known.sources.items()))
    return tuple((name, value) for name, value in rows if value)
