"""Several sets of weights side by side: scores, spread, agreement, and orders that depend on them.

Each ledger is compared alone; nothing here joins the two.
"""

from collections.abc import Mapping, Sequence
from itertools import combinations
from math import fsum

from sbd_tool.domain.rubric import LedgerKey, Rubric
from sbd_tool.domain.weighting import (
    FamilyView,
    LedgerViews,
    OrderChange,
    SetScore,
    Shares,
    WeightSet,
)
from sbd_tool.scoring.bands import CLEAR_DIFFERENCE_KEY
from sbd_tool.scoring.ledger import ledger_score
from sbd_tool.scoring.shared_nodes import Readings, shared_readings


def compare_sets(
    rubric: Rubric,
    ledger: LedgerKey,
    sets: Sequence[WeightSet],
    options: Mapping[str, Readings],
) -> LedgerViews:
    """Put sets side by side on one ledger.

    Args:
        rubric: Worth of values.
        ledger: Which ledger.
        sets: At least one.
        options: Option key -> readings by indicator.

    Returns:
        Scores, spread, disagreement, and pairs of options whose order depends on the set.
    """
    scores = tuple(
        _score(rubric, ledger, one, option, readings)
        for one in sets
        for option, readings in options.items()
    )
    shares = {one.key: shares_of(rubric, ledger, one) for one in sets}
    return LedgerViews(
        ledger=ledger,
        scores=scores,
        spread={option: _spread(scores, option) for option in options},
        disagreement=max(
            (distance(a, b) for a, b in combinations(shares.values(), 2)), default=0.0
        ),
        families=_families(shares),
        order_changes=_order_changes(rubric, ledger, sets, options),
    )


def shares_of(rubric: Rubric, ledger: LedgerKey, weights: WeightSet) -> dict[str, float]:
    """Shares of a set in one ledger; what it does not name keeps the rubric's weight."""
    given = weights.shares.get(ledger, {})
    raw = {
        family.key: given.get(family.key, 0.0 if given else family.weight)
        for family in rubric.families
        if family.ledger is ledger
    }
    total = fsum(raw.values())
    return {key: weight / total if total else 0.0 for key, weight in raw.items()}


def distance(first: Shares, second: Shares) -> float:
    """Half the sum of absolute differences: 0 same weights, 1 nothing in common."""
    return fsum(abs(first[key] - second[key]) for key in first) / 2.0


def _score(
    rubric: Rubric, ledger: LedgerKey, one: WeightSet, option: str, readings: Readings
) -> SetScore:
    found = ledger_score(rubric, ledger, readings, family_weights=shares_of(rubric, ledger, one))
    return SetScore(
        set_key=one.key,
        option=option,
        score=found.score,
        low=found.low,
        high=found.high,
        fit_to_print=found.fit_to_print,
    )


def _spread(scores: Sequence[SetScore], option: str) -> tuple[float, float] | None:
    known = [one.score for one in scores if one.option == option and one.score is not None]
    return (min(known), max(known)) if known else None


def _families(shares: Mapping[str, Shares]) -> tuple[FamilyView, ...]:
    families = next(iter(shares.values()))
    views = []
    for family in families:
        ranked = sorted(shares, key=lambda key: shares[key][family])
        views.append(
            FamilyView(
                family=family,
                least=shares[ranked[0]][family],
                greatest=shares[ranked[-1]][family],
                least_set=ranked[0],
                greatest_set=ranked[-1],
            )
        )
    return tuple(sorted(views, key=lambda view: -view.spread))


def _order_changes(
    rubric: Rubric,
    ledger: LedgerKey,
    sets: Sequence[WeightSet],
    options: Mapping[str, Readings],
) -> tuple[OrderChange, ...]:
    limit = rubric.value(CLEAR_DIFFERENCE_KEY)
    found = []
    for first, second in combinations(options, 2):
        gaps = _gaps(rubric, ledger, sets, (options[first], options[second]))
        if not gaps:
            continue
        most, least = max(gaps, key=lambda one: gaps[one]), min(gaps, key=lambda one: gaps[one])
        if gaps[most] >= limit and gaps[least] <= -limit:
            found.append(
                OrderChange(
                    better=first,
                    worse=second,
                    for_set=most,
                    against_set=least,
                    gain=gaps[most],
                    loss=-gaps[least],
                )
            )
    return tuple(found)


def _gaps(
    rubric: Rubric,
    ledger: LedgerKey,
    sets: Sequence[WeightSet],
    pair: tuple[Readings, Readings],
) -> dict[str, float]:
    """Points by which the first is ahead, by set, on what both have assessed."""
    readings = shared_readings(rubric, ledger, pair)
    gaps = {}
    for one in sets:
        weights = shares_of(rubric, ledger, one)
        ahead, behind = (
            ledger_score(rubric, ledger, known, family_weights=weights).score for known in readings
        )
        if ahead is not None and behind is not None:
            gaps[one.key] = ahead - behind
    return gaps
