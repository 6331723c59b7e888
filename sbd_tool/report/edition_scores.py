"""Both ledgers as an edition may read them: what is withheld has no field that could hold it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from sbd_tool.domain.findings import Finding
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.domain.scores import (
    Assessment,
    IndicatorScore,
    IndicatorState,
    LedgerScore,
    Question,
    Suggestion,
)
from sbd_tool.domain.text import Text
from sbd_tool.report.spoken import spoken

VEHICLE_INDICATORS: Final = frozenset({"P01", "P02", "P03", "P04"})
"""Indicators that would point at the weak spot: for police and designers only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorRow:
    """One line of a ledger as an edition may read it; what is withheld is None.

    Of an indicator told as a band only, ``low`` and ``high`` are the ends of the band.

    Other fields as in `sbd_tool.domain.scores.IndicatorScore`; ``worst``, ``value`` and ``best``
    are the reading in the indicator's unit.
    """

    key: str
    family: str
    worst: float | None
    value: float | None
    best: float | None
    low: float
    likely: float | None
    high: float
    weight: float
    earned: float | None
    lost: float | None
    state: IndicatorState
    evidence: str
    objects: tuple[str, ...]
    sentence: Text | None
    note: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerView:
    """A ledger as an edition may read it.

    Attributes:
        ledger: Which.
        is_banded: Only the bands are given; every other figure is None or empty.
        band_low, band_high: Bands 1 to 5.
        score, low, high: Points.
        coverage, assumed_share, unverified_share: Shares, 0 to 1.
        fit_to_print: Whether the score may stand as one number.
        unfit_reasons: Why not.
        held: Points by which partly known items move the score.
        families: Family key -> points or None.
        rows: Lines, catalogue order.
        told_as_bands: Keys of the rows told as a band of twenty points only.
        warnings: Floor warnings.
        carries, costs: Keys of the rows that carry it and that cost most.
        questions: What would narrow it.
    """

    ledger: LedgerKey
    is_banded: bool
    band_low: int
    band_high: int
    score: float | None = None
    low: float | None = None
    high: float | None = None
    coverage: float | None = None
    assumed_share: float | None = None
    unverified_share: float | None = None
    fit_to_print: bool = False
    unfit_reasons: tuple[Text, ...] = ()
    held: float | None = None
    families: Mapping[str, float | None] | None = None
    rows: tuple[IndicatorRow, ...] = ()
    told_as_bands: tuple[str, ...] = ()
    warnings: tuple[Finding, ...] = ()
    carries: tuple[str, ...] = ()
    costs: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class Circle:
    """Who reads, and which objects they may know.

    Attributes:
        edition: For whom.
        known: Ids of objects the edition's project holds.
        hidden: Ids of objects of the whole project it does not hold.
        unsaid: Names of the whole project it does not hold, of objects it may well hold.
    """

    edition: Edition
    known: frozenset[str]
    hidden: frozenset[str]
    unsaid: frozenset[str] = frozenset()

    def may_name(self, objects: tuple[str, ...]) -> bool:
        """Whether a sentence about these objects gives none away."""
        return self.edition is Edition.POLICE or not self.hidden.intersection(objects)

    def may_say(self, *sentences: Text | None) -> bool:
        """Whether sentences tell no name that is withheld: that of a tree may be a remark."""
        if self.edition is Edition.POLICE or not self.unsaid:
            return True
        return self.unsaid.isdisjoint(words.strip() for words in spoken(sentences))

    def names(self, objects: tuple[str, ...]) -> tuple[str, ...]:
        """The objects that may be named."""
        if self.edition is Edition.POLICE:
            return objects
        return tuple(name for name in objects if name in self.known)


def ledger_view(score: LedgerScore, circle: Circle) -> LedgerView:
    """A ledger for a circle of readers."""
    is_protection = score.ledger is LedgerKey.PROTECTION
    if circle.edition is Edition.PUBLIC and is_protection:
        return LedgerView(
            ledger=score.ledger,
            is_banded=True,
            band_low=score.band_low,
            band_high=score.band_high,
        )
    cut = VEHICLE_INDICATORS if circle.edition is Edition.PARTNER else frozenset()
    lost_families = {row.family for key, row in score.indicators.items() if key in cut}
    keeps_lost = not (circle.edition is Edition.PARTNER and is_protection)
    return LedgerView(
        ledger=score.ledger,
        is_banded=False,
        band_low=score.band_low,
        band_high=score.band_high,
        score=score.score,
        low=score.low,
        high=score.high,
        coverage=score.coverage,
        assumed_share=score.assumed_share,
        unverified_share=score.unverified_share,
        fit_to_print=score.fit_to_print,
        unfit_reasons=score.unfit_reasons if keeps_lost else (),
        held=score.held,
        families={key: value for key, value in score.families.items() if key not in lost_families},
        rows=tuple(
            _row(entry, circle, keeps_lost=keeps_lost, is_open=not is_protection)
            for key, entry in score.indicators.items()
            if key not in cut
        ),
        warnings=tuple(entry for entry in score.warnings if may_read(entry, circle)),
        carries=tuple(key for key in score.carries if key not in cut),
        costs=tuple(key for key in score.costs if key not in cut) if keeps_lost else (),
        questions=tuple(entry for entry in score.questions if _may_ask(entry, circle, cut)),
    )


def _row(entry: IndicatorScore, circle: Circle, *, keeps_lost: bool, is_open: bool) -> IndicatorRow:
    reading = entry.reading
    is_named = circle.may_name(reading.objects) and circle.may_say(entry.sentence, reading.note)
    return IndicatorRow(
        key=entry.key,
        family=entry.family,
        worst=reading.worst,
        value=reading.likely,
        best=reading.best,
        low=entry.low,
        likely=entry.likely,
        high=entry.high,
        weight=entry.weight,
        earned=entry.earned,
        lost=entry.lost if keeps_lost else None,
        state=entry.state,
        evidence=reading.evidence.value,
        objects=circle.names(reading.objects),
        sentence=_told(entry.sentence, is_named=is_named, is_open=is_open) if keeps_lost else None,
        note=reading.note if is_named else None,
    )


def _told(said: Text | None, *, is_named: bool, is_open: bool) -> Text | None:
    """What a line of openness earns and costs, without the object that explains it most.

    A sentence names the points lost: where those are withheld, there is none.
    """
    if is_named:
        return said
    if said is None or not is_open or said.key != "scoring.line_object":
        return None
    plain = said.as_mapping()["sentence"]
    return plain if isinstance(plain, Text) else None


def may_read(finding: Finding, circle: Circle) -> bool:
    """Whether a finding may be read by a circle."""
    if circle.edition is Edition.POLICE:
        return circle.edition.may_show(finding.marking)
    if not circle.edition.may_show(finding.marking) or not circle.may_name(finding.objects):
        return False
    if not circle.may_say(finding.sentence, finding.remedy):
        return False
    if VEHICLE_INDICATORS.intersection(finding.restricted_to):
        return False
    if circle.edition is Edition.PUBLIC:
        return not finding.restricted_to and LedgerKey.PROTECTION.value not in finding.ledgers
    return True


def _may_ask(question: Question, circle: Circle, cut: frozenset[str]) -> bool:
    if circle.edition is Edition.POLICE:
        return True
    if cut.intersection(question.indicators) or not circle.may_name(question.objects):
        return False
    if not circle.may_say(question.ask):
        return False
    is_open = all(key.startswith("O") for key in question.indicators)
    return circle.edition is Edition.PARTNER or is_open


def questions_of(view: LedgerView, other: LedgerView) -> tuple[Question, ...]:
    """Open questions of both ledgers, each once; narrowing of a banded ledger is not told."""
    banded = {entry.ledger for entry in (view, other) if entry.is_banded}
    found = {entry.key: entry for entry in (*view.questions, *other.questions)}
    return tuple(
        replace(
            entry,
            narrows={key: points for key, points in entry.narrows.items() if key not in banded},
        )
        for entry in found.values()
    )


def suggestions_of(
    assessment: Assessment, circle: Circle, shown_kinds: frozenset[str]
) -> tuple[Suggestion, ...]:
    """Suggestions a circle may read: none in public, where their choice would point at gaps."""
    if circle.edition is Edition.PUBLIC:
        return ()
    return tuple(
        replace(entry, measures=()) if circle.edition is Edition.PARTNER else entry
        for entry in assessment.suggestions
        if circle.edition is Edition.POLICE
        or (entry.kind in shown_kinds and circle.may_say(entry.sentence))
    )
