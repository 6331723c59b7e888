"""Catalogue and samples as lines and as JSON."""

from collections.abc import Iterable, Sequence
from typing import Any

from sbd_tool.app.samples import Sample
from sbd_tool.domain.catalogue import Catalogue, MeasureKind, ParameterSpec
from sbd_tool.domain.words import Words


def catalogue_lines(catalogue: Catalogue, words: Words) -> Iterable[str]:
    """One line a measure, under its category."""
    for category in catalogue.categories:
        yield words(category.name)
        for kind in catalogue.measures:
            if kind.category == category.key:
                effect = kind.effect
                yield (
                    f"  {kind.key:<30} {kind.geometry.value:<10}"
                    f" O {effect.openness:+d}  P {effect.protection:+d}  {words(kind.name)}"
                )


def catalogue_json(catalogue: Catalogue, words: Words) -> dict[str, Any]:
    """The whole catalogue as plain values."""
    return {
        "schema_version": 1,
        "edition": catalogue.edition,
        "measures": [_kind(kind, words) for kind in catalogue.measures],
        "sources": [
            {"key": source.key, "citation": source.citation, "basis": source.basis.value}
            for source in catalogue.sources
        ],
        "cards": [
            {
                "key": card.key,
                "title": words(card.title),
                "body": words(card.body),
                "group": card.group,
                "source": card.source,
                "citation": card.citation,
                "status": card.status,
                "basis": card.basis.value,
                "confidence": card.confidence,
            }
            for card in catalogue.cards
        ],
        "categories": [
            {"key": category.key, "name": words(category.name)} for category in catalogue.categories
        ],
        "threats": [
            {"key": threat.key, "name": words(threat.name)} for threat in catalogue.threats
        ],
    }


def samples_lines(samples: Sequence[Sample], words: Words) -> Iterable[str]:
    """One line a sample site."""
    for sample in samples:
        yield f"{sample.key:<22} {sample.story.get(words.language, sample.story['en'])}"


def _kind(kind: MeasureKind, words: Words) -> dict[str, Any]:
    return {
        "key": kind.key,
        "name": words(kind.name),
        "rationale": words(kind.rationale),
        "cautions": words(kind.cautions) if kind.cautions is not None else None,
        "category": kind.category,
        "strategy": kind.strategy,
        "family": kind.family,
        "symbol": kind.symbol,
        "geometry": kind.geometry.value,
        "threats": list(kind.threats),
        "effect": {
            "protection": kind.effect.protection,
            "openness": kind.effect.openness,
            "feeling_of_safety": kind.effect.feeling_of_safety,
        },
        "parameters": [_parameter(spec) for spec in kind.parameters],
        "sources": list(kind.sources),
        "cards": list(kind.cards),
        "confidence": kind.confidence,
        "permanence": kind.permanence,
        "marking": kind.marking.value,
        "door": {
            "door": kind.door.door.value,
            "openness": list(kind.door.openness),
            "protection": list(kind.door.protection),
        },
        "acts_as": [role.value for role in kind.acts_as],
        "flagged": kind.is_flagged,
        "override_reason": kind.override_reason,
    }


def _parameter(spec: ParameterSpec) -> dict[str, Any]:
    return {
        "key": spec.key,
        "value": spec.value,
        "unit": spec.unit,
        "basis": spec.basis.value,
        "source": spec.source,
        "minimum": spec.minimum,
        "maximum": spec.maximum,
        "choices": list(spec.choices),
    }
