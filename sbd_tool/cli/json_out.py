"""The JSON of the command line. Its fields are stable within a `schema_version`."""

import json
import math
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from sbd_tool.domain.findings import Finding
from sbd_tool.domain.rubric import LedgerKey, Rubric
from sbd_tool.domain.scores import (
    Assessment,
    IndicatorScore,
    LedgerScore,
    Move,
    Question,
    Suggestion,
)
from sbd_tool.domain.words import Words

OUTPUT_VERSION = 1
_UNSPOKEN: Final = re.compile(
    "[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
"""What JSON may hold as it is, and a terminal had better not be given."""


def dump(content: Mapping[str, Any]) -> str:
    """Canonical JSON text: sorted keys, no NaN, readable."""
    told = json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True, allow_nan=False)
    return _UNSPOKEN.sub(lambda sign: f"\\u{ord(sign.group()):04x}", told)


def assessment_json(
    assessment: Assessment, rubric: Rubric, words: Words, findings: Sequence[Finding]
) -> dict[str, Any]:
    """An assessment as plain values."""
    card = assessment.scorecard
    provenance = assessment.provenance
    return {
        "schema_version": OUTPUT_VERSION,
        "option": card.option,
        "time_state": card.time_state,
        "openness": _ledger(card.openness, rubric, words),
        "protection": _ledger(card.protection, rubric, words),
        "findings": [finding_json(finding, words) for finding in findings],
        "suggestions": [suggestion_json(found, words) for found in assessment.suggestions],
        "removals": [removal_json(found, words) for found in assessment.removals],
        "provenance": {
            "software": provenance.software,
            "catalogue": provenance.catalogue,
            "rubric": provenance.rubric,
            "project_digest": provenance.project_digest,
            "analyses": dict(provenance.analyses),
            "sources": dict(provenance.sources),
        },
    }


def finding_json(finding: Finding, words: Words) -> dict[str, Any]:
    """A finding as plain values."""
    return {
        "key": finding.key,
        "severity": finding.severity.value,
        "sentence": words(finding.sentence),
        "remedy": words(finding.remedy) if finding.remedy is not None else None,
        "objects": list(finding.objects),
        "layer": finding.layer,
        "ledgers": list(finding.ledgers),
        "marking": finding.marking.value,
        "open": finding.is_open,
    }


def question_json(question: Question, ledger: LedgerKey, words: Words) -> dict[str, Any]:
    """A question of a ledger as plain values; `key` and the choices are what `sbd answer` takes.

    ``narrows`` is the width, in points, that an answer takes from this ledger's range.
    """
    return {
        "key": question.key,
        "ask": words(question.ask),
        "unit": question.unit,
        "choices": [key for key, _ in question.choices],
        "choice_names": {key: words(name) for key, name in question.choices},
        "minimum": question.minimum,
        "maximum": question.maximum,
        "narrows": question.narrows.get(ledger, 0.0),
        "narrows_by_ledger": {key.value: points for key, points in question.narrows.items()},
        "where": question.where,
        "indicators": list(question.indicators),
        "objects": list(question.objects),
    }


def _ledger(ledger: LedgerScore, rubric: Rubric, words: Words) -> dict[str, Any]:
    return {
        "score": ledger.score,
        "low": ledger.low,
        "high": ledger.high,
        "coverage": ledger.coverage,
        "supply_coverage": ledger.supply_coverage,
        "assumed_share": ledger.assumed_share,
        "unverified_share": ledger.unverified_share,
        "fit_to_print": ledger.fit_to_print,
        "unfit_reasons": [words(reason) for reason in ledger.unfit_reasons],
        "held": ledger.held,
        "bands": [ledger.band_low, ledger.band_high],
        "families": dict(ledger.families),
        "warnings": [finding_json(warning, words) for warning in ledger.warnings],
        "questions": [
            question_json(question, ledger.ledger, words) for question in ledger.questions
        ],
        "carries": list(ledger.carries),
        "costs": list(ledger.costs),
        "indicators": [
            _indicator(line, ledger.ledger, rubric, words) for line in ledger.indicators.values()
        ],
    }


def _indicator(
    line: IndicatorScore, ledger: LedgerKey, rubric: Rubric, words: Words
) -> dict[str, Any]:
    rule = rubric.indicators[line.key]
    reading = line.reading
    return {
        "key": line.key,
        "name": words(rule.name),
        "ledger": ledger.value,
        "family": line.family,
        "value": number_json(reading.likely),
        "value_range": [number_json(reading.worst), number_json(reading.best)],
        "unit": rule.unit,
        "reading": {"low": line.low, "likely": line.likely, "high": line.high},
        "weight": line.weight,
        "earned": line.earned,
        "lost": line.lost,
        "state": line.state.value,
        "evidence": reading.evidence.value,
        "objects": list(reading.objects),
        "shares": [
            {"objects": list(share.objects), "earned": share.earned, "lost": share.lost}
            for share in line.shares
        ],
        "sentence": words(line.sentence) if line.sentence is not None else None,
        "note": words(reading.note) if reading.note is not None else None,
        "source": list(rule.sources),
        "basis": rule.basis.value,
    }


def suggestion_json(suggestion: Suggestion, words: Words) -> dict[str, Any]:
    """A suggestion as plain values, with what applying it does to both ledgers."""
    return {
        "key": suggestion.key,
        "kind": suggestion.kind,
        "sentence": words(suggestion.sentence),
        "win_win": suggestion.is_win_win,
        "openness": _move(suggestion.openness),
        "protection": _move(suggestion.protection),
    }


def removal_json(removal: Suggestion, words: Words) -> dict[str, Any]:
    """What is worth taking away as plain values, with what doing it does to both ledgers."""
    return {**suggestion_json(removal, words), "removes": list(removal.removes)}


def _move(move: Move) -> dict[str, Any]:
    return {"delta": move.delta, "low_delta": move.low_delta, "high_delta": move.high_delta}


def number_json(value: float | None) -> float | None:
    """A number as JSON can hold it: what is not finite is null."""
    return None if value is None or not math.isfinite(value) else value
