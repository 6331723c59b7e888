"""What an edit does to a ledger: a delta on the nodes assessed in both, and moves of the range."""

from collections.abc import Mapping

from sbd_tool.domain.rubric import LedgerKey, Rubric
from sbd_tool.domain.scores import LedgerScore, Move, Reading
from sbd_tool.scoring.curve import triple
from sbd_tool.scoring.ledger import ledger_score, node_points, nodes


def move(rubric: Rubric, before: LedgerScore, after: LedgerScore) -> Move:
    """Compare two states of one ledger.

    Only nodes assessed in both count, so that a change of coverage is never sold as a gain. There
    is no single number where the edit touches something that is not assessed (its gain would be
    hidden and its cost shown), and none while the score itself is not fit to print (the divisor
    would inflate it).

    Args:
        rubric: Worth of values.
        before: The ledger as it stands.
        after: The ledger after the edit.

    Returns:
        The move; ``delta`` is None where only the range may be compared.
    """
    old, new = _readings(before), _readings(after)
    low, high = after.low - before.low, after.high - before.high
    if not before.fit_to_print or _is_blind(rubric, before.ledger, old, new):
        return Move(delta=None, low_delta=low, high_delta=high)
    keys = _shared(rubric, before.ledger, old, new)
    first = ledger_score(rubric, before.ledger, {key: old[key] for key in keys})
    second = ledger_score(rubric, before.ledger, {key: new[key] for key in keys})
    delta = 0.0 if first.score is None or second.score is None else second.score - first.score
    return Move(delta=delta, low_delta=low, high_delta=high)


def _readings(ledger: LedgerScore) -> dict[str, Reading]:
    return {key: line.reading for key, line in ledger.indicators.items()}


def _shared(
    rubric: Rubric, ledger: LedgerKey, old: Mapping[str, Reading], new: Mapping[str, Reading]
) -> tuple[str, ...]:
    return tuple(
        rule.key
        for node in nodes(rubric, ledger)
        if node_points(node, old).likely is not None and node_points(node, new).likely is not None
        for rule in node.members
    )


def _is_blind(
    rubric: Rubric, ledger: LedgerKey, old: Mapping[str, Reading], new: Mapping[str, Reading]
) -> bool:
    shared = set(_shared(rubric, ledger, old, new))
    return any(
        triple(rule, old[rule.key]) != triple(rule, new[rule.key])
        for node in nodes(rubric, ledger)
        if node.weight > 0
        for rule in node.members
        if rule.key not in shared
    )


def gain(change: Move) -> float:
    """The figure suggestions are ordered by: the delta, else the middle of the range's move."""
    if change.delta is not None:
        return change.delta
    return (change.low_delta + change.high_delta) / 2
