"""Best sets on the surrogate: the walk over the front against every set there is."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sbd_tool.domain.errors import Cancelled
from sbd_tool.domain.progress import SILENT
from sbd_tool.scoring.best_sets.boxes import OPEN_STEP, SAME_POINTS, BoxWalk
from sbd_tool.scoring.best_sets.exhaustive import choices
from sbd_tool.scoring.best_sets.front import dominates, front
from sbd_tool.scoring.best_sets.program import Program
from sbd_tool.scoring.best_sets.surrogate import (
    LedgerEffects,
    NodeEffects,
    Surrogate,
    saturating,
)

SMALL = 30


def case(seed: int, count: int | None = None) -> Surrogate:
    """Candidates at random: gains and losses, pairs that help or hinder, a node that saturates."""
    rng = np.random.default_rng(seed)
    n = count or int(rng.integers(3, 8))
    pairs = [(a, b) for a in range(n) for b in range(a + 1, n)]
    some = [pairs[k] for k in rng.choice(len(pairs), min(len(pairs), n), replace=False)]

    def node(low: float, high: float) -> NodeEffects:
        single = {k: round(float(rng.uniform(low, high)), 2) for k in range(n)}
        pair = {key: round(float(rng.uniform(-1, 1)), 2) for key in some}
        return NodeEffects(single=single, pair=pair)

    points = {k: float(rng.uniform(20, 60)) for k in range(n)}
    both = {key: min(95.0, points[key[0]] + 0.6 * points[key[1]]) for key in some}
    full = saturating(0.2, 20.0, points, both)
    assert full is not None
    conflicts = tuple(some[:1])
    needs = ((n - 1, (0,)),) if (0, n - 1) not in conflicts else ()
    return Surrogate(
        openness=LedgerEffects(base=60.0, nodes=(node(-4, 3),)),
        protection=LedgerEffects(base=40.0, nodes=(node(-1, 5), full)),
        costs=tuple(float(rng.integers(1, 40)) for _ in range(n)),
        conflicts=conflicts,
        needs=needs,
    )


def every(surrogate: Surrogate):
    for choice in choices(surrogate.count, surrogate.conflicts, surrogate.needs):
        chosen = np.zeros(surrogate.count, dtype=bool)
        chosen[list(choice)] = True
        assert surrogate.is_allowed(chosen)
        yield choice, surrogate.figures(chosen)


@pytest.mark.parametrize("seed", range(SMALL))
def test_the_walk_finds_the_front_that_trying_every_set_finds(seed: int) -> None:
    surrogate = case(seed)
    walk = BoxWalk(Program(surrogate)).run(10_000, SILENT)
    assert walk.is_whole
    assert all(point.is_proven for point in walk.points)
    sets = list(every(surrogate))
    best = [sets[k][1] for k in front([figures for _, figures in sets])]
    found = [(p.openness, p.protection, -p.cost) for p in walk.points]
    for own in found:  # nothing that is found is beaten beyond what counts as the same
        better = [
            one
            for one in best
            if dominates(one, own) and one[0] > own[0] + OPEN_STEP and one[1] > own[1] + SAME_POINTS
        ]
        assert not better
    for one in best:  # nothing that is best is missing
        near = [
            own
            for own in found
            if own[0] >= one[0] - OPEN_STEP
            and own[1] >= one[1] - SAME_POINTS
            and own[2] >= one[2] - 0.01
        ]
        assert near, one


@pytest.mark.parametrize("seed", range(4))
def test_a_budget_is_kept_and_the_points_within_it_stay_the_same(seed: int) -> None:
    surrogate = case(seed)
    budget = sum(surrogate.costs) / 2
    walk = BoxWalk(Program(surrogate), budget).run(10_000, SILENT)
    assert walk.points
    assert all(point.cost <= budget + 1e-6 for point in walk.points)


def test_points_asked_for_are_given_and_more_are_said_to_exist() -> None:
    walk = BoxWalk(Program(case(7, 9))).run(5, SILENT)
    assert len(walk.points) == 5
    assert not walk.is_whole


def test_a_walk_stops_when_asked_to() -> None:
    class Stopped:
        def advance(self, fraction: float, note: object = None) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        BoxWalk(Program(case(1))).run(96, Stopped())


@given(st.lists(st.tuples(*[st.integers(0, 6)] * 3), min_size=1, max_size=40))
def test_none_of_a_front_beats_another_and_all_others_are_beaten_or_alike(figures) -> None:
    kept = front(figures)
    for a in kept:
        assert not any(dominates(figures[b], figures[a]) for b in range(len(figures)))
    for number, own in enumerate(figures):
        if number not in kept:
            assert any(dominates(figures[k], own) or figures[k] == own for k in kept)


@given(st.lists(st.floats(0.02, 0.45), min_size=2, max_size=8))
def test_a_node_that_saturates_tells_independent_practices_almost_exactly(strengths) -> None:
    points = {k: 100 * s for k, s in enumerate(strengths)}
    pair = {
        (a, b): 100 * (1 - (1 - strengths[a]) * (1 - strengths[b]))
        for a in points
        for b in points
        if a < b
    }
    node = saturating(1.0, 0.0, points, pair)
    assert node is not None
    truth = 100 * (1 - float(np.prod([1 - s for s in strengths])))
    told = node.points(np.ones(len(strengths), dtype=bool))
    assert told == pytest.approx(truth, abs=4.0)


def test_a_candidate_that_lowers_a_node_keeps_it_from_saturating() -> None:
    assert saturating(1.0, 50.0, {0: 40.0, 1: 60.0}, {}) is None


def test_the_worked_example_of_the_method_page() -> None:
    """Posts and planters exclude each other; a patrol adds to both."""
    surrogate = Surrogate(
        openness=LedgerEffects(base=60.0, nodes=(NodeEffects(single={0: -8.0, 1: -3.0}),)),
        protection=LedgerEffects(
            base=40.0, nodes=(NodeEffects(single={0: 15.0, 1: 15.0, 2: 4.0}, pair={(1, 2): -1.0}),)
        ),
        costs=(60.0, 80.0, 30.0),
        conflicts=((0, 1),),
    )
    walk = BoxWalk(Program(surrogate)).run(96, SILENT)
    assert {point.chosen for point in walk.points} == {
        (),
        (2,),
        (0,),
        (1,),
        (0, 2),
        (1, 2),
    }
    both = next(point for point in walk.points if point.chosen == (1, 2))
    assert (both.openness, both.protection, both.cost) == (57.0, 58.0, 110.0)
