"""Fill the cells of the threat view: what indicators show and what measures do, never a sum.

``cell = max(share x mean of the indicators, noisy-or of the measures in place)``: both describe the
same fact, so the greater counts. Docs: docs/method/threats.md.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import fsum

from sbd_tool.domain.catalogue import Catalogue, Door, MeasureKind
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.scores import IndicatorScore
from sbd_tool.domain.threats import ColumnRule, Cover, ThreatCell, ThreatRules
from sbd_tool.scoring.practice import noisy_or


@dataclass(frozen=True, slots=True, kw_only=True)
class InPlace:
    """What stands against threats in one zone.

    Attributes:
        reach: Kind -> share of the zone it reaches, 0 to 1.
        objects: Kind -> ids of its measures.
        asked: Kinds about which somebody was asked, whatever the answer.
    """

    reach: Mapping[str, float]
    objects: Mapping[str, tuple[str, ...]]
    asked: frozenset[str]


def threat_cells(
    ticked: Iterable[str],
    stands: InPlace,
    lines: Mapping[str, IndicatorScore],
    catalogue: Catalogue,
    *,
    rubric: Rubric,
    rules: ThreatRules,
) -> tuple[ThreatCell, ...]:
    """All cells of one zone.

    Args:
        ticked: Keys of the threats, in the order of the rows.
        stands: What is in place.
        lines: Lines of both ledgers by indicator.
        catalogue: Measures with their threats and effects.
        rubric: Strength by effect.
        rules: Columns and limits.

    Returns:
        A cell for each threat and column for which the catalogue has anything.
    """
    found = []
    for threat in ticked:
        for column in rules.columns:
            offer = [kind for kind in catalogue.measures if _helps(kind, threat, column)]
            if offer:
                found.append(_cell(threat, column, offer, stands, lines, rubric, rules))
    return tuple(found)


def _helps(kind: MeasureKind, threat: str, column: ColumnRule) -> bool:
    return (
        threat in kind.threats
        and kind.category in column.categories
        and kind.effect.protection > 0
        and not kind.is_flagged
    )


def _cell(  # noqa: PLR0917 - the parts of one cell, in reading order
    threat: str,
    column: ColumnRule,
    offer: list[MeasureKind],
    stands: InPlace,
    lines: Mapping[str, IndicatorScore],
    rubric: Rubric,
    rules: ThreatRules,
) -> ThreatCell:
    here = [kind for kind in offer if stands.reach.get(kind.key, 0.0) > 0]
    got = noisy_or(
        rubric.strengths[kind.effect.protection] * stands.reach[kind.key] for kind in here
    )
    shown = _shown(threat, column, lines)
    known = [line.likely for line in shown if line.likely is not None]
    share = rules.indicator_share / 100
    likely = max(got, share * fsum(known) / len(known) if known else 0.0)
    low = min(likely, max(got, share * min((line.low for line in shown), default=0.0)))
    is_asked = _is_asked(offer, stands)
    high = max(likely, share * max((line.high for line in shown), default=0.0))
    if not known and not got and not is_asked:
        high = 1.0
    is_blind = not shown and not got and not is_asked
    return ThreatCell(
        threat=threat,
        column=column.key,
        low=low,
        likely=likely,
        high=high,
        cover=Cover.NOT_ASKED if is_blind else _cover(likely, high, offer, rules),
        in_place=tuple((kind.key, stands.reach[kind.key]) for kind in _strongest(here)),
        objects=tuple(one for kind in here for one in stands.objects.get(kind.key, ())),
        offer=tuple(kind.key for kind in _strongest(offer) if kind not in here),
        shown_by=tuple(line.key for line in shown if line.likely is not None),
    )


def _shown(
    threat: str, column: ColumnRule, lines: Mapping[str, IndicatorScore]
) -> list[IndicatorScore]:
    if column.shown_for and threat not in column.shown_for:
        return []
    return [lines[key] for key in column.shown_by if key in lines]


def _is_asked(offer: list[MeasureKind], stands: InPlace) -> bool:
    """Whether silence says anything: a plan shows site measures, of the rest people are asked."""
    unseen = [kind for kind in offer if kind.door.door is not Door.SITE]
    return not unseen or any(kind.key in stands.asked for kind in unseen)


def _cover(likely: float, high: float, offer: list[MeasureKind], rules: ThreatRules) -> Cover:
    if likely >= rules.strong:
        return Cover.STRONG
    if likely >= rules.some:
        return Cover.SOME
    if likely >= rules.least:
        return Cover.THIN
    if high >= rules.least:
        return Cover.NOT_ASSESSED
    strong = sum(kind.effect.protection >= rules.offer_effect for kind in offer)
    return Cover.MISSING if strong >= rules.offer_count else Cover.LITTLE


def _strongest(kinds: Iterable[MeasureKind]) -> list[MeasureKind]:
    return sorted(kinds, key=lambda kind: (-kind.effect.protection, kind.key))
