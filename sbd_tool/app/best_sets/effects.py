"""The surrogate of this square: what single candidates and pairs do to each node."""

from itertools import combinations
from typing import Final

from sbd_tool.app.best_sets.true_model import Choice, NodeStand, TrueModel
from sbd_tool.domain.progress import Progress, Span
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.scoring.best_sets.surrogate import (
    LedgerEffects,
    NodeEffects,
    Surrogate,
    saturating,
)

_LEAST: Final = 1e-9
_SLIGHT: Final = 1e-6  # points of a ledger; less is noise of the arithmetic
_FEW: Final = 3  # fewer candidates than this and pairs are the whole truth


def effects_of(
    model: TrueModel,
    conflicts: tuple[tuple[int, int], ...],
    needs: tuple[tuple[int, tuple[int, ...]], ...],
    progress: Progress,
) -> Surrogate:
    """Ask the true model for every single candidate and every pair that may interact.

    Two candidates interact where they may move the same node; elsewhere their effects add exactly.

    Args:
        model: The true model.
        conflicts: Pairs that are not asked for: they never stand together.
        needs: Passed on.
        progress: Told after each question; may raise ``Cancelled``.
    """
    _ask_singles(model, Span(progress, 0.0, 0.3))
    _ask_pairs(model, conflicts, Span(progress, 0.3, 1.0))
    barred = frozenset(conflicts)
    ledgers = {
        key: LedgerEffects(
            base=model.standing(frozenset(), key).mid,
            nodes=tuple(
                found
                for stand in model.nodes[key]
                if (found := _node(model, stand, barred)) is not None
            ),
        )
        for key in LedgerKey
    }
    return Surrogate(
        openness=ledgers[LedgerKey.OPENNESS],
        protection=ledgers[LedgerKey.PROTECTION],
        costs=tuple(one.cost.mid for one in model.candidates),
        conflicts=conflicts,
        needs=needs,
    )


def _ask_singles(model: TrueModel, progress: Progress) -> None:
    count = len(model.candidates)
    for number in range(count):
        model.ledgers(frozenset((number,)))
        progress.advance((number + 1) / count)


def _ask_pairs(
    model: TrueModel, conflicts: tuple[tuple[int, int], ...], progress: Progress
) -> None:
    """Pairs of candidates that each move some node in common; the others add up exactly."""
    pairs = sorted(
        {
            pair
            for ledger in LedgerKey
            for stand in model.nodes[ledger]
            for pair in combinations(sorted(_moving(model, stand)), 2)
        }.difference(conflicts)
    )
    for number, pair in enumerate(pairs):
        model.readings(frozenset(pair))
        progress.advance((number + 1) / len(pairs))


def _moving(model: TrueModel, stand: NodeStand) -> Choice:
    """Candidates that do move the node by themselves; in a chain those that may."""
    if stand.node.weight <= 0:
        return frozenset()
    if stand.node.is_chain:
        return stand.touching
    before = model.points(stand, frozenset())
    return frozenset(
        number
        for number in stand.touching
        if abs(model.points(stand, frozenset((number,))) - before) > _LEAST
    )


def _node(
    model: TrueModel, stand: NodeStand, barred: frozenset[tuple[int, int]]
) -> NodeEffects | None:
    """Effects on one node; None where no candidate moves it."""
    weight, moving = stand.node.weight, sorted(_moving(model, stand))
    if not moving:
        return None
    before = model.points(stand, frozenset())
    single = {number: model.points(stand, frozenset((number,))) for number in moving}
    pair = {
        key: model.points(stand, frozenset(key))
        for key in combinations(moving, 2)
        if key not in barred
    }
    if len(moving) >= _FEW:
        found = saturating(weight, before, single, pair)
        if found is not None:
            return found
    gains = {number: weight * (points - before) for number, points in single.items()}
    beyond = {
        key: weight * (points - before) - gains[key[0]] - gains[key[1]]
        for key, points in pair.items()
    }
    return NodeEffects(
        single={number: gain for number, gain in gains.items() if abs(gain) > _LEAST},
        pair={key: effect for key, effect in beyond.items() if abs(effect) > _SLIGHT},
    )
