"""Ledger arithmetic: readings in, one ledger out. No geometry, no words, no files.

Formulae 2.2 to 2.6 and 2.9 of docs/method/scoring.md. Sums are exact-rounded (`math.fsum`), so the
order in which readings arrive changes no bit.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.rubric import IndicatorKind, IndicatorRule, LedgerKey, Rubric
from sbd_tool.domain.scores import IndicatorScore, IndicatorState, LedgerScore, Reading
from sbd_tool.scoring.bands import band
from sbd_tool.scoring.chain import earned_split, link, lost_split
from sbd_tool.scoring.curve import Triple, top, triple

FULL = 100.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A child of a family: one indicator, or a chain with its members.

    Attributes:
        key: Indicator key or chain key.
        family: Key of the family.
        members: Rules in chain order; one for a plain indicator.
        weight: Effective share of the ledger; all nodes of a ledger sum to 1.
        is_chain: Whether the members form a chain.
    """

    key: str
    family: str
    members: tuple[IndicatorRule, ...]
    weight: float
    is_chain: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NodePoints:
    """A node with what is known of it: points low, likely (None: not assessed) and high."""

    node: Node
    triples: tuple[Triple, ...]
    low: float
    likely: float | None
    high: float

    @property
    def width(self) -> float:
        """Points of the ledger's range that hang on this node."""
        return self.node.weight * (self.high - self.low)


def nodes(
    rubric: Rubric, ledger: LedgerKey, family_weights: Mapping[str, float] | None = None
) -> tuple[Node, ...]:
    """The nodes of a ledger with their effective weights.

    Args:
        rubric: Families, indicators, chains.
        ledger: Which ledger.
        family_weights: Weights that replace the rubric's, by family key (a stakeholder set).

    Returns:
        Nodes in rubric order; chains stand where their first member stands.
    """
    given = family_weights or {}
    families = [family for family in rubric.families if family.ledger is ledger]
    weights = {family.key: given.get(family.key, family.weight) for family in families}
    total = fsum(weights.values())
    found: list[Node] = []
    for key, weight in weights.items():
        share = weight / total if total else 0.0
        found += _family_nodes(rubric, key, share)
    return tuple(found)


def _family_nodes(rubric: Rubric, family: str, share: float) -> list[Node]:
    rules = [rule for rule in rubric.indicators if rule.family == family]
    total = fsum(rule.weight for rule in rules)
    seen: dict[str, tuple[IndicatorRule, ...]] = {}
    for rule in rules:
        if rule.chain:
            seen[rule.chain] = tuple(rubric.indicators[key] for key in rubric.chains[rule.chain])
        else:
            seen[rule.key] = (rule,)
    return [
        Node(
            key=key,
            family=family,
            members=members,
            weight=share * fsum(rule.weight for rule in members) / total if total else 0.0,
            is_chain=key in rubric.chains,
        )
        for key, members in seen.items()
    ]


def node_points(node: Node, readings: Mapping[str, Reading]) -> NodePoints:
    """Points of a node. A chain is assessed when each of its links is known.

    Args:
        node: The node.
        readings: By indicator key; what is missing is not assessed.

    Returns:
        The points; ``likely`` is None when the node takes no part in the score.
    """
    triples = tuple(triple(rule, readings.get(rule.key, Reading())) for rule in node.members)
    if not node.is_chain:
        low, likely, high = triples[0]
        return NodePoints(node=node, triples=triples, low=low, likely=likely, high=high)
    likelies = [part[1] for part in triples if part[1] is not None]
    return NodePoints(
        node=node,
        triples=triples,
        low=link(*(part[0] for part in triples)),
        likely=link(*likelies) if len(likelies) == len(triples) else None,
        high=link(*(part[2] for part in triples)),
    )


def ledger_score(
    rubric: Rubric,
    ledger: LedgerKey,
    readings: Mapping[str, Reading],
    *,
    family_weights: Mapping[str, float] | None = None,
) -> LedgerScore:
    """Join the readings of one ledger.

    Args:
        rubric: What each value is worth.
        ledger: Which ledger.
        readings: By indicator key; keys of the other ledger are ignored.
        family_weights: Weights that replace the rubric's, by family key.

    Returns:
        The ledger without words: sentences, warnings and questions are added by
        `scoring.explain` and `scoring.questions`. ``unfit_reasons`` is empty here; see
        ``fit_to_print``.
    """
    parts = [node_points(node, readings) for node in nodes(rubric, ledger, family_weights)]
    live = [part for part in parts if part.likely is not None and part.node.weight > 0]
    divisor = fsum(part.node.weight for part in live)
    mean = (
        fsum(part.node.weight * (part.likely or 0.0) for part in live) / divisor if live else None
    )
    low = _end(parts, "low")
    high = max(low, _end(parts, "high"))
    score = None if mean is None else min(max(mean, low), high)
    lines = _lines(rubric, parts, readings, divisor)
    covered, supply = _coverage(rubric, lines)
    return LedgerScore(
        ledger=ledger,
        score=score,
        low=low,
        high=high,
        coverage=covered,
        supply_coverage=supply,
        assumed_share=_share(lines, covered, (Evidence.ASSUMED,)),
        unverified_share=_share(lines, covered, (Evidence.ASSUMED, Evidence.PLAN)),
        fit_to_print=_is_fit(rubric, parts, (covered, supply, high - low)),
        unfit_reasons=(),
        held=0.0 if mean is None or score is None else score - mean,
        families=_families(rubric, ledger, parts),
        chains={p.node.key: (p.low, p.likely, p.high) for p in parts if p.node.is_chain},
        indicators=lines,
        band_low=band(low, rubric),
        band_high=band(high, rubric),
    )


def _end(parts: Sequence[NodePoints], end: str) -> float:
    total = fsum(part.node.weight * float(getattr(part, end)) for part in parts)
    return min(max(total, 0.0), FULL)


def _families(
    rubric: Rubric, ledger: LedgerKey, parts: Sequence[NodePoints]
) -> dict[str, float | None]:
    points: dict[str, float | None] = {}
    for family in rubric.families:
        if family.ledger is ledger:
            own = [p for p in parts if p.node.family == family.key and p.likely is not None]
            weight = fsum(_inner_weight(part) for part in own)
            points[family.key] = (
                fsum(_inner_weight(p) * (p.likely or 0.0) for p in own) / weight if weight else None
            )
    return points


def _inner_weight(part: NodePoints) -> float:
    return fsum(rule.weight for rule in part.node.members)


def _lines(
    rubric: Rubric, parts: Sequence[NodePoints], readings: Mapping[str, Reading], divisor: float
) -> dict[str, IndicatorScore]:
    lines: dict[str, IndicatorScore] = {}
    for part in parts:
        factor = part.node.weight / divisor if part.likely is not None and divisor else 0.0
        earned, lost = _split(part)
        inner = _inner_weight(part)
        for rule, (low, likely, high), gain, loss in zip(
            part.node.members, part.triples, earned, lost, strict=True
        ):
            lines[rule.key] = IndicatorScore(
                key=rule.key,
                family=rule.family,
                reading=readings.get(rule.key, Reading()),
                low=low,
                likely=None if part.likely is None else likely,  # a link waits for its chain
                high=high,
                weight=part.node.weight * rule.weight / inner if inner else 0.0,
                earned=factor * gain,
                lost=factor * loss,
                state=_state(rule, part, likely),
            )
    return {rule.key: lines[rule.key] for rule in rubric.indicators if rule.key in lines}


def _split(part: NodePoints) -> tuple[Sequence[float], Sequence[float]]:
    if part.likely is None:
        nothing = [0.0] * len(part.triples)
        return nothing, nothing
    if not part.node.is_chain:
        return [part.likely], [FULL - part.likely]
    points = [likely or 0.0 for _, likely, _ in part.triples]
    return earned_split(points), lost_split(points, [top(rule) for rule in part.node.members])


def _state(rule: IndicatorRule, part: NodePoints, likely: float | None) -> IndicatorState:
    if rule.kind is IndicatorKind.CONTEXT or not rule.weight:
        return IndicatorState.CONTEXT
    if part.likely is None or likely is None:
        return IndicatorState.NOT_ASSESSED
    return IndicatorState.ASSESSED


def _coverage(rubric: Rubric, lines: Mapping[str, IndicatorScore]) -> tuple[float, float]:
    supply = [line for line in lines.values() if _is_supply(rubric.indicators[line.key])]
    covered = _assessed_weight(list(lines.values()))
    whole = fsum(line.weight for line in supply)
    return min(covered, 1.0), _assessed_weight(supply) / whole if whole else 1.0


def _is_supply(rule: IndicatorRule) -> bool:
    return rule.kind is IndicatorKind.SUPPLY


def _assessed_weight(lines: Sequence[IndicatorScore]) -> float:
    return fsum(line.weight for line in lines if line.state is IndicatorState.ASSESSED)


def _share(
    lines: Mapping[str, IndicatorScore], covered: float, levels: tuple[Evidence, ...]
) -> float:
    weight = _assessed_weight([line for line in lines.values() if line.reading.evidence in levels])
    return weight / covered if covered else 0.0


def _is_fit(
    rubric: Rubric, parts: Sequence[NodePoints], figures: tuple[float, float, float]
) -> bool:
    rule = rubric.print_rule
    covered, supply, width = figures
    return (
        covered >= rule.coverage
        and supply >= rule.supply_coverage
        and width <= rule.width_points
        and not missing_musts(rubric, parts)
    )


def missing_musts(rubric: Rubric, parts: Sequence[NodePoints]) -> tuple[str, ...]:
    """Nodes that have to be assessed before a score is printed, and are not.

    A member of a chain stands for its chain: the ring is assessed or it is not.
    """
    musts = rubric.print_rule.must
    return tuple(
        part.node.key
        for part in parts
        if part.likely is None
        and (part.node.key in musts or any(rule.key in musts for rule in part.node.members))
    )
