"""Plain sentences: what a point rests on, why a score is withheld, what is dangerously low."""

import math
from collections.abc import Callable, Mapping
from math import fsum
from typing import Final

from sbd_tool.domain.findings import Finding, Severity
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.printed import value_of
from sbd_tool.domain.rubric import IndicatorKind, IndicatorRule, LedgerKey, Rubric
from sbd_tool.domain.scores import IndicatorScore, IndicatorState, LedgerScore
from sbd_tool.domain.text import Param, Quantity, Text, text

NameOf = Callable[[str], Text | None]
"""Name of an object on the site, or None when it has none."""

RESTRICTED: Final = ("P01", "P02", "P03", "P04")
"""Indicators that tell where vehicles come through: no wider than the police edition."""

_LEAST_SHOWN_POINTS: Final = 0.5
_FULL_POINTS: Final = 100.0
_HAIR: Final = 1e-6
"""So that 57 % held as 56.999999 is told as 57."""


def line_sentence(
    rubric: Rubric, ledger: LedgerScore, line: IndicatorScore, name_of: NameOf
) -> Text:
    """What an indicator earns and costs, with the object it rests on most.

    Args:
        rubric: Names and units.
        ledger: The ledger the line stands in.
        line: The line.
        name_of: Names objects.
    """
    rule = rubric.indicators[line.key]
    if line.state is IndicatorState.NOT_ASSESSED or line.reading.likely is None:
        return _not_assessed(rule, line)
    if line.state is IndicatorState.CONTEXT:
        return text(
            "scoring.line_context", name=rule.name, value=value_of(rule, line.reading.likely)
        )
    if rule.chain and line.lost >= _LEAST_SHOWN_POINTS:
        return _chain_costs(rubric.chains[rule.chain], ledger, line)
    since = "" if ledger.fit_to_print else "_so_far"
    sentence = text(
        f"scoring.line_{_balance(line)}{since}",
        name=rule.name,
        value=value_of(rule, line.reading.likely),
        earned=_whole(line.earned),
        count=_whole(line.earned if _balance(line) == "earns" else line.lost),
    )
    return sentence if _is_untouched(rule, line) else _with_object(sentence, line, name_of)


def _is_untouched(rule: IndicatorRule, line: IndicatorScore) -> bool:
    """Whether nothing on the site takes from a guard, so that no object explains its points."""
    return rule.kind is IndicatorKind.GUARD and line.likely == _FULL_POINTS


def _not_assessed(rule: IndicatorRule, line: IndicatorScore) -> Text:
    if rule.chain and line.reading.likely is not None:
        return text("scoring.line_waits", name=rule.name, value=value_of(rule, line.reading.likely))
    if line.reading.note is not None:
        return text("scoring.line_not_assessed_why", name=rule.name, why=line.reading.note)
    return text("scoring.line_not_assessed", name=rule.name)


def _balance(line: IndicatorScore) -> str:
    if line.lost < _LEAST_SHOWN_POINTS:
        return "earns"
    return "both" if line.earned >= _LEAST_SHOWN_POINTS else "costs"


def _whole(points: float) -> int:
    """Points as they are said: whole ones, and nothing that is told is told as none."""
    return max(1, round(points))


def _chain_costs(members: tuple[str, ...], ledger: LedgerScore, line: IndicatorScore) -> Text:
    others: dict[str, Param] = {
        f"lost_{key.lower()}": _cost(ledger.indicators[key].lost)
        for key in members
        if key != line.key
    }
    return text(f"scoring.ring_{line.key.lower()}", count=_whole(line.lost), **others)


def _cost(lost: float) -> Param:
    return _whole(lost) if lost >= _LEAST_SHOWN_POINTS else text("scoring.none")


def _with_object(sentence: Text, line: IndicatorScore, name_of: NameOf) -> Text:
    for one in line.reading.objects:
        name = name_of(one)
        if name is not None:
            return text("scoring.line_object", sentence=sentence, object=name)
    return sentence


def unfit_reasons(rubric: Rubric, ledger: LedgerScore) -> tuple[Text, ...]:
    """Why the score of a ledger is withheld, in the order of the print rule."""
    rule = rubric.print_rule
    reasons: list[Text] = []
    if ledger.coverage < rule.coverage:
        reasons.append(_share_reason("scoring.unfit_coverage", ledger.coverage, rule.coverage))
    if ledger.supply_coverage < rule.supply_coverage:
        reasons.append(
            _share_reason("scoring.unfit_supply", ledger.supply_coverage, rule.supply_coverage)
        )
    width = ledger.high - ledger.low
    if width > rule.width_points:
        reasons.append(
            text(
                "scoring.unfit_width",
                width=Quantity(math.ceil(width - _HAIR)),
                limit=Quantity(rule.width_points),
            )
        )
    reasons += [
        text("scoring.unfit_must", name=node_name(rubric, key)) for key in _musts(rubric, ledger)
    ]
    return tuple(reasons)


def _share_reason(key: str, share: float, needed: float) -> Text:
    """Rounded down: 59.7 of 60 must not read as 60 of 60."""
    told = math.floor(100 * share + _HAIR)
    return text(key, share=Quantity(told, "%"), needed=Quantity(100 * needed, "%"))


def _musts(rubric: Rubric, ledger: LedgerScore) -> tuple[str, ...]:
    missing: dict[str, None] = {}
    for key in rubric.print_rule.must:
        chain = rubric.indicators[key].chain if key in rubric.indicators else key
        if chain in ledger.chains:
            if ledger.chains[chain][1] is None:
                missing[chain] = None
        elif key in ledger.indicators and ledger.indicators[key].likely is None:
            missing[key] = None
    return tuple(missing)


def node_name(rubric: Rubric, key: str) -> Text:
    """Shown name of an indicator or a chain."""
    return text(f"scoring.chain_{key}") if key in rubric.chains else rubric.indicators[key].name


def restricted(keys: tuple[str, ...]) -> tuple[tuple[str, ...], Tlp]:
    """Edition rule and marking of a finding about these indicators."""
    touched = tuple(key for key in keys if key in RESTRICTED)
    return touched, Tlp.AMBER_STRICT if touched else Tlp.CLEAR


def floor_warnings(rubric: Rubric, ledger: LedgerScore) -> tuple[Finding, ...]:
    """Warnings about what is so low that a good total does not make up for it; never a cap."""
    found: list[Finding] = []
    for key, limit in rubric.floors.items():
        members = rubric.chains.get(key, (key,))
        lines = [ledger.indicators[member] for member in members if member in ledger.indicators]
        points = _node_points(ledger, key)
        if not lines or points is None or points >= limit:
            continue
        touched, marking = restricted(members)
        found.append(
            Finding(
                key="score.floor",
                severity=Severity.DANGER,
                sentence=text(
                    "scoring.floor", name=node_name(rubric, key), points=Quantity(points)
                ),
                remedy=text("scoring.floor_remedy"),
                objects=tuple(dict.fromkeys(one for line in lines for one in line.reading.objects)),
                ledgers=(ledger.ledger.value,),
                marking=marking,
                restricted_to=touched,
            )
        )
    return tuple(found)


def _node_points(ledger: LedgerScore, key: str) -> float | None:
    if key in ledger.chains:
        return ledger.chains[key][1]
    line = ledger.indicators.get(key)
    return None if line is None else line.likely


def carries(lines: Mapping[str, IndicatorScore], count: int = 3) -> tuple[str, ...]:
    """Keys of the indicators that carry a ledger most; ties in catalogue order."""
    ranked = sorted(lines.values(), key=lambda line: -line.earned)
    return tuple(line.key for line in ranked[:count] if line.earned > 0)


def costs(lines: Mapping[str, IndicatorScore], count: int = 3) -> tuple[str, ...]:
    """Keys of the indicators that cost a ledger most; ties in catalogue order."""
    ranked = sorted(lines.values(), key=lambda line: -line.lost)
    return tuple(line.key for line in ranked[:count] if line.lost > 0)


def total(lines: Mapping[str, IndicatorScore]) -> float:
    """Points earned by all lines; with ``held`` it is the score."""
    return fsum(line.earned for line in lines.values())


def ledger_name(ledger: LedgerKey) -> Text:
    """Shown name of a ledger."""
    return text(f"scoring.ledger_{ledger.value}")
