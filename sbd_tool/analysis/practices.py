"""Practices on the effective site: which are in place, how far they reach, how strong they are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import shapely
from shapely.geometry import Polygon

from sbd_tool.analysis.site_survey import sound
from sbd_tool.domain.catalogue import Catalogue, Door, MeasureKind
from sbd_tool.domain.effective import Fact, Leaning
from sbd_tool.domain.measures import Measure, ParameterValue
from sbd_tool.domain.rubric import LedgerKey, Rubric

NONE_WORD = "none"
ONE_PREFIX = "practice:"
GROUP_PREFIX = "practices:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Practices:
    """Practices of one world: reach by kind, strengths by indicator, indicators asked about."""

    reach: Mapping[str, float]
    strengths: Mapping[str, tuple[float, ...]]
    asked: tuple[str, ...]


def practice_kinds(catalogue: Catalogue, indicator: str) -> tuple[MeasureKind, ...]:
    """Kinds that enter that practice indicator, in catalogue order."""
    return tuple(
        kind
        for kind in catalogue.measures
        if kind.door.door is Door.PRACTICE
        and indicator in (*kind.door.openness, *kind.door.protection)
    )


def practice_indicators(catalogue: Catalogue) -> tuple[str, ...]:
    """Indicators that practices enter ("O19", "O20", "P17"), sorted."""
    found = {
        indicator
        for kind in catalogue.measures
        if kind.door.door is Door.PRACTICE
        for indicator in (*kind.door.openness, *kind.door.protection)
    }
    return tuple(sorted(found))


def is_yes(value: object) -> bool:
    """Whether an answer says yes."""
    return value is True or str(value).strip().lower() in {"yes", "true", "1"}


def listed(fact: Fact) -> tuple[str, ...]:
    """Kinds a group answer names; none for the word "none"."""
    words = [word.strip() for word in str(fact.value).split(",")]
    return tuple(word for word in words if word and word != NONE_WORD)


def practices_in(
    catalogue: Catalogue,
    rubric: Rubric,
    placed: Iterable[tuple[Measure, Mapping[str, ParameterValue]]],
    facts: Mapping[str, Fact],
    *,
    zone: Polygon,
    leaning: Leaning,
) -> Practices:
    """Resolve what is in place in a world.

    A practice nobody was asked about may be there or not: it counts at the favourable end of the
    indicators it helps and at the unfavourable end of those it costs, for the whole square, also
    where it was placed for a part of it.

    Args:
        catalogue: Kinds with their doors and effects.
        rubric: Strength by absolute effect.
        placed: Measures that count, with resolved parameters.
        facts: Answers by key.
        zone: The square; a practice reaches a share of it.
        leaning: Leaning of what is not known for sure (``World.attributes``).

    Returns:
        The practices.
    """
    reach = _reach(catalogue, placed, facts, zone)
    strengths: dict[str, tuple[float, ...]] = {}
    asked: list[str] = []
    for indicator in practice_indicators(catalogue):
        kinds = practice_kinds(catalogue, indicator)
        answered = _answered(indicator, kinds, facts)
        if answered:
            asked.append(indicator)
        counts_open = leaning is (Leaning.MANY if _helps(rubric, indicator) else Leaning.FEW)
        shares = {kind.key: 1.0 for kind in kinds if counts_open and kind.key not in answered}
        strengths[indicator] = _strengths(rubric, catalogue, indicator, {**reach, **shares})
    return Practices(reach=reach, strengths=strengths, asked=tuple(asked))


def _reach(
    catalogue: Catalogue,
    placed: Iterable[tuple[Measure, Mapping[str, ParameterValue]]],
    facts: Mapping[str, Fact],
    zone: Polygon,
) -> dict[str, float]:
    reach: dict[str, float] = {}
    for measure, parameters in placed:
        kind = catalogue.measures[measure.kind]
        if kind.door.door in (Door.PRACTICE, Door.FLAG):
            share = _share_reached(measure, parameters, zone)
            reach[kind.key] = max(share, reach.get(kind.key, 0.0))
    for key, fact in facts.items():
        named: Sequence[str] = ()
        if key.startswith(GROUP_PREFIX):
            named = listed(fact)
        elif key.startswith(ONE_PREFIX) and is_yes(fact.value):
            named = (key.removeprefix(ONE_PREFIX),)
        reach |= {name: 1.0 for name in named if name in catalogue.measures}
    return dict(sorted(reach.items()))


def _share_reached(
    measure: Measure, parameters: Mapping[str, ParameterValue], zone: Polygon
) -> float:
    if measure.geometry is None:
        return 1.0
    reach = parameters.get("reach_m")
    area = sound(measure.geometry)
    if isinstance(reach, (int, float)) and not isinstance(reach, bool) and reach > 0:
        area = shapely.buffer(area, float(reach))
    elif area.area == 0:
        return 1.0
    return min(1.0, float(area.intersection(zone).area / zone.area))


def _answered(
    indicator: str, kinds: Sequence[MeasureKind], facts: Mapping[str, Fact]
) -> frozenset[str]:
    if GROUP_PREFIX + indicator in facts:
        return frozenset(kind.key for kind in kinds)
    return frozenset(kind.key for kind in kinds if ONE_PREFIX + kind.key in facts)


def _helps(rubric: Rubric, indicator: str) -> bool:
    return indicator not in rubric.indicators or rubric.indicators[indicator].is_up


def _strengths(
    rubric: Rubric, catalogue: Catalogue, indicator: str, reach: Mapping[str, float]
) -> tuple[float, ...]:
    if indicator not in rubric.indicators:
        return ()
    rule = rubric.indicators[indicator]
    sign = 1 if rule.is_up else -1
    found: list[float] = []
    for kind in catalogue.measures:
        if kind.key not in reach or indicator not in (*kind.door.openness, *kind.door.protection):
            continue
        is_open = rule.ledger is LedgerKey.OPENNESS
        effect = sign * (kind.effect.openness if is_open else kind.effect.protection)
        if effect > 0:
            found.append(rubric.strengths[effect] * reach[kind.key])
    return tuple(found)
