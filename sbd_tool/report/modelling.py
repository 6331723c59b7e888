"""From an edition's content to what its report says."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from sbd_tool.domain.catalogue import Catalogue
from sbd_tool.domain.evidence import BASE_OPTION, ORDINARY_STATE
from sbd_tool.domain.findings import Finding, Severity
from sbd_tool.domain.layers import Layer
from sbd_tool.domain.project import Option, TimeState
from sbd_tool.domain.rubric import IndicatorRule, LedgerKey, Rubric
from sbd_tool.domain.scores import IndicatorState, Move, Question, Suggestion
from sbd_tool.domain.text import Quantity, Text, literal, text
from sbd_tool.report.edition_scores import IndicatorRow, LedgerView
from sbd_tool.report.editions import EditionContent
from sbd_tool.report.model import (
    ContributionRow,
    FindingRow,
    LedgerSection,
    QuestionRow,
    ReportModel,
    SourceRow,
    SuggestionRow,
)
from sbd_tool.report.register_rows import register_rows

BARE_UNITS: Final = frozenset({"ratio", "kinds", "level", "percentile", "count"})
"""Units that name a scale and are not printed behind the number."""

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
        _ledger(view, rubric) for view in (content.openness, content.protection) if view is not None
    )
    return ReportModel(
        title=project.title,
        place=_place(content),
        edition=content.edition.value,
        label=content.label.value,
        made=made.date().isoformat(),
        option=_named(project.options, content.option, "report.option_base"),
        time_state=_named(project.time_states, content.time_state, "report.state_ordinary"),
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
        withheld=content.withheld,
    )


def _place(content: EditionContent) -> str:
    found = content.project.feature(content.project.square) if content.project.square else None
    name = "" if found is None else found[1].attributes.get("name")
    return " ".join(name.split())[:80] if isinstance(name, str) else ""


def _named(entries: Iterable[Option | TimeState], key: str, usual: str) -> Text:
    """The name people gave; the first option and state keep the reader's own word."""
    names = {entry.key: entry.name for entry in entries}
    name = names.get(key) or key
    is_usual = key in (BASE_OPTION, ORDINARY_STATE) and name.lower() == key
    return text(usual) if is_usual else literal(name[:60])


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


def _ledger(view: LedgerView, rubric: Rubric) -> LedgerSection:
    rows = tuple(
        _contribution(row, rubric.indicators[row.key], is_banded=row.key in view.told_as_bands)
        for row in view.rows
        if row.key in rubric.indicators
    )
    weighed = [row for row in view.rows if row.state is not IndicatorState.CONTEXT]
    by_key = {row.key: row for row in view.rows}
    score = view.score if view.fit_to_print else None
    return LedgerSection(
        key=view.ledger.value,
        sentence=_ledger_sentence(view),
        is_banded=view.is_banded,
        band_low=view.band_low,
        band_high=view.band_high,
        score=score,
        low=view.low,
        high=view.high,
        assessed=sum(row.state is IndicatorState.ASSESSED for row in weighed),
        indicators=len(weighed),
        coverage=view.coverage,
        assumed_share=view.assumed_share,
        unverified_share=view.unverified_share,
        unfit_reasons=view.unfit_reasons if not view.fit_to_print else (),
        warnings=tuple(entry.sentence for entry in view.warnings),
        carries=_points(view.carries, by_key, rubric),
        costs=_points(view.costs, by_key, rubric),
        rows=rows,
    )


def band_text(ledger: str, low: int, high: int) -> Text:
    """A band or a span of bands in words."""
    if low == high:
        return text(f"report.band_{low}", ledger=text(f"report.{ledger}_in_sentence"))
    return text(
        "report.band_span",
        low=text(f"report.band_word_{low}"),
        high=text(f"report.band_word_{high}"),
        ledger=text(f"report.{ledger}_in_sentence"),
    )


def _ledger_sentence(view: LedgerView) -> Text:
    key = view.ledger.value
    bands = band_text(key, view.band_low, view.band_high)
    name = text(f"report.{key}")
    if view.is_banded or view.low is None or view.high is None:
        if view.band_low == view.band_high:
            return text("report.sentence_band", name=name, band=view.band_low, words=bands)
        return text(
            "report.sentence_bands",
            name=name,
            low=view.band_low,
            high=view.band_high,
            words=bands,
        )
    low, high = Quantity(view.low), Quantity(view.high)
    if view.score is None:
        return text("report.sentence_nothing", name=name)
    if view.fit_to_print:
        score = Quantity(view.score)
        return text(
            "report.sentence_score", name=name, score=score, low=low, high=high, words=bands
        )
    return text("report.sentence_range", name=name, low=low, high=high, words=bands)


def _points(
    keys: Iterable[str], rows: Mapping[str, IndicatorRow], rubric: Rubric
) -> tuple[Text, ...]:
    """The points that carry or cost, in the score's own sentences where they may be read."""
    found = []
    for key in keys:
        row = rows.get(key)
        if row is None:
            continue
        if row.sentence is not None:
            found.append(row.sentence)
        elif key in rubric.indicators:
            found.append(rubric.indicators[key].name)
    return tuple(found)


def _contribution(row: IndicatorRow, rule: IndicatorRule, *, is_banded: bool) -> ContributionRow:
    return ContributionRow(
        key=row.key,
        name=rule.name,
        value=None if row.value is None else indicator_quantity(row.value, rule.unit),
        span=_span(row, rule),
        low=row.low,
        likely=row.likely,
        high=row.high,
        weight=row.weight * 100,
        earned=row.earned,
        lost=row.lost,
        state=row.state.value,
        evidence=row.evidence,
        sources=rule.sources,
        basis=rule.basis.value,
        is_banded=is_banded,
    )


def _span(row: IndicatorRow, rule: IndicatorRule) -> tuple[Quantity, Quantity] | None:
    if row.worst is None or row.best is None:
        return None
    ends = sorted((row.worst, row.best))
    digits = indicator_quantity(ends[1] if row.value is None else row.value, rule.unit)
    first, last = (
        Quantity(round(end, digits.decimals), digits.unit, digits.decimals) for end in ends
    )
    return None if first == last else (first, last)


def indicator_quantity(value: float, unit: str) -> Quantity:
    """A reading with as many digits as it deserves.

    Examples:
        >>> indicator_quantity(1.204, "m")
        Quantity(value=1.2, unit='m', decimals=2)
    """
    decimals = 0
    if unit in ("ratio", "m"):
        decimals = 2 if abs(value) < 10 else 0  # noqa: PLR2004 - centimetres matter for gaps only
    elif unit not in ("%", "level", "kinds", "km/h"):
        decimals = 1 if abs(value) < 100 else 0  # noqa: PLR2004 - three digits are enough
    shown = "" if unit in BARE_UNITS else unit
    return Quantity(round(value, decimals), shown, decimals)


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
    rows.extend((f"analysis:{key}", str(value)) for key, value in sorted(known.analyses.items()))
    rows.extend((f"file:{key}", value) for key, value in sorted(known.sources.items()))
    return tuple((name, value) for name, value in rows if value)
