"""One thing at a time from its one end to its other: what moves a score most.

Each bar is evaluated by the same function as the score; only the bend of a curve, which is no part
of a score, is worked out from the points.
"""

from collections.abc import Iterator, Mapping
from math import fsum

from sbd_tool.domain.robustness import Sampling, Swings, TornadoBar
from sbd_tool.domain.rubric import IndicatorRule, LedgerKey, Rubric
from sbd_tool.domain.scores import Reading
from sbd_tool.domain.weighting import WeightBounds
from sbd_tool.scoring.chain import link
from sbd_tool.scoring.curve import top, triple
from sbd_tool.scoring.ledger import NodePoints, ledger_score, node_points, nodes
from sbd_tool.scoring.robustness.draws import family_shares
from sbd_tool.scoring.robustness.tipping import turned

_LEAST_POINTS = 0.05


def tornado(
    rubric: Rubric,
    ledger: LedgerKey,
    readings: Mapping[str, Reading],
    bounds: WeightBounds,
    sampling: Sampling,
) -> tuple[TornadoBar, ...]:
    """Bars of one option in one ledger, widest first; empty when nothing is assessed.

    Args:
        rubric: Worth of values and weights in use.
        ledger: Which ledger.
        readings: By indicator key.
        bounds: Ends between which the share of a family is swung.
        sampling: Says how far curves bend.
    """
    score = ledger_score(rubric, ledger, readings).score
    if score is None:
        return ()
    bars = [
        *_readings(rubric, ledger, readings),
        *_weights(rubric, ledger, readings, bounds),
        *_curves(rubric, ledger, readings, sampling),
    ]
    told = [
        TornadoBar(
            swings=one.swings, key=one.key, low=min(one.low, score), high=max(one.high, score)
        )
        for one in bars
    ]
    kept = [one for one in told if one.width >= _LEAST_POINTS]
    return tuple(sorted(kept, key=lambda one: (-round(one.width, 9), one.swings, one.key)))


def _readings(
    rubric: Rubric, ledger: LedgerKey, readings: Mapping[str, Reading]
) -> Iterator[TornadoBar]:
    for node in nodes(rubric, ledger):
        is_known = node_points(node, readings).likely is not None
        for rule in node.members:
            low, _, high = triple(rule, readings.get(rule.key, Reading()))
            if node.weight <= 0 or high <= low:
                continue
            ends = [
                ledger_score(
                    rubric, ledger, {**readings, rule.key: _at_end(rule, readings, end=end)}
                ).score
                for end in ("low", "high")
            ]
            if ends[0] is not None and ends[1] is not None:
                yield TornadoBar(
                    swings=Swings.READING if is_known else Swings.UNKNOWN,
                    key=rule.key,
                    low=min(ends[0], ends[1]),
                    high=max(ends[0], ends[1]),
                )


def _at_end(rule: IndicatorRule, readings: Mapping[str, Reading], *, end: str) -> Reading:
    """The reading as if the indicator stood at one end of its doubt."""
    reading = readings.get(rule.key, Reading())
    bad, good = rule.breaks[0][0], rule.breaks[-1][0]
    if not rule.is_up:
        bad, good = good, bad
    stated = reading.worst if end == "low" else reading.best
    value = (bad if end == "low" else good) if stated is None else stated
    return Reading(worst=value, likely=value, best=value, evidence=reading.evidence)


def _weights(
    rubric: Rubric, ledger: LedgerKey, readings: Mapping[str, Reading], bounds: WeightBounds
) -> Iterator[TornadoBar]:
    for family in family_shares(rubric, ledger):
        ends = [
            ledger_score(
                rubric, ledger, readings, family_weights=turned(rubric, ledger, family, share)
            ).score
            for share in (bounds.least, bounds.greatest)
        ]
        if ends[0] is not None and ends[1] is not None:
            yield TornadoBar(
                swings=Swings.WEIGHT,
                key=family,
                low=min(ends[0], ends[1]),
                high=max(ends[0], ends[1]),
            )


def _curves(
    rubric: Rubric, ledger: LedgerKey, readings: Mapping[str, Reading], sampling: Sampling
) -> Iterator[TornadoBar]:
    parts = [node_points(node, readings) for node in nodes(rubric, ledger)]
    live = [part for part in parts if part.likely is not None and part.node.weight > 0]
    divisor = fsum(part.node.weight for part in live)
    mean = fsum(part.node.weight * (part.likely or 0.0) for part in live) / divisor
    for part in live:
        factor = part.node.weight / divisor
        for place, rule in enumerate(part.node.members):
            ends = [_bent(part, place, sign * sampling.bend) for sign in (-1.0, 1.0)]
            low, high = (mean + factor * (end - (part.likely or 0.0)) for end in ends)
            yield TornadoBar(swings=Swings.CURVE, key=rule.key, low=low, high=high)


def _bent(part: NodePoints, place: int, bend: float) -> float:
    """Points of a node when the curve of one member is bent."""
    points = [likely or 0.0 for _, likely, _ in part.triples]
    most = top(part.node.members[place])
    own = points[place]
    points[place] = min(max(own + 4.0 * bend * own * (most - own) / most, 0.0), most)
    return link(*points) if part.node.is_chain else points[0]
