"""Find best sets: all sets of few candidates by the true model, else proven on a surrogate."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import inf
from typing import Final

from sbd_tool.app.best_sets.candidates import candidates_of, conflicts_of, needs_of
from sbd_tool.app.best_sets.effects import effects_of
from sbd_tool.app.best_sets.hand_made import standing_measures, with_hand_made
from sbd_tool.app.best_sets.true_model import TrueModel
from sbd_tool.app.evaluation import evaluate
from sbd_tool.app.pipeline import check_place, standard_method
from sbd_tool.app.pricing import load_prices
from sbd_tool.app.proposing import Bench
from sbd_tool.app.result_cache import ResultCache
from sbd_tool.app.rules import Rules
from sbd_tool.domain.best_sets import (
    BestSets,
    Candidate,
    MeasureSet,
    Search,
)
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import BASE_OPTION, ORDINARY_STATE
from sbd_tool.domain.measures import Measure
from sbd_tool.domain.prices import PriceList
from sbd_tool.domain.progress import SILENT, Progress, Span
from sbd_tool.domain.project import Project
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.domain.text import text
from sbd_tool.scoring.best_sets.boxes import BoxWalk, Point
from sbd_tool.scoring.best_sets.exhaustive import MOST, all_figures, choices
from sbd_tool.scoring.best_sets.front import front
from sbd_tool.scoring.best_sets.program import Program
from sbd_tool.scoring.costs import cost_of_all

MOST_CANDIDATES: Final = 60
POINTS: Final = 96
MOST_POINTS: Final = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class SetsWish:
    """What is looked for.

    Attributes:
        option, time_state: Of which design.
        budget: Greatest cost of what is added, or infinity.
        candidates: Most candidates; those that gain most are kept.
        points: Most sets looked for on a surrogate.
        only: Keys of candidates to choose from; empty for all.
    """

    option: str = BASE_OPTION
    time_state: str = ORDINARY_STATE
    budget: float = inf
    candidates: int = 24
    points: int = POINTS
    only: tuple[str, ...] = ()


def find_best_sets(
    project: Project,
    rules: Rules,
    wish: SetsWish,
    *,
    cache: ResultCache | None = None,
    progress: Progress = SILENT,
) -> BestSets:
    """Find sets of measures that no other beats in openness, protection and cost at once.

    Up to twelve candidates every set is evaluated by the true model. With more, sets are proven
    best on a surrogate, then evaluated by the true model; those it shows to be dominated go.

    Args:
        project: The project as it stands; nothing is changed.
        rules: Catalogue and rubric.
        wish: Option, state, budget, how many candidates.
        cache: Results to use again.
        progress: Told how far it is; may raise ``Cancelled``.

    Raises:
        InputError: Option, state or a number is not accepted.
        SquareMissingError: No square is picked.
    """
    check_place(project, wish.option, wish.time_state)
    _check(wish)
    cache, prices, method = cache or ResultCache(), load_prices(), standard_method()
    before = evaluate(
        project,
        rules.catalogue,
        rules.rubric,
        method,
        option=wish.option,
        time_state=wish.time_state,
        cache=cache,
        progress=Span(progress, 0.0, 0.05),
    )
    bench = Bench(project=project, rules=rules, method=method, before=before, cache=cache)
    every = candidates_of(project, rules, prices, before)
    if wish.only:
        every = tuple(one for one in every if one.key in wish.only)
    kept = _worth_trying(bench, every, wish.candidates, Span(progress, 0.05, 0.15))
    search = _Search(bench, prices, wish, kept)
    found = search.run(Span(progress, 0.15, 0.95))
    return with_hand_made(found, bench, prices, Span(progress, 0.95, 1.0))


def _check(wish: SetsWish) -> None:
    if not 1 <= wish.candidates <= MOST_CANDIDATES:
        raise InputError(
            text("optimise.candidates_wrong", most=MOST_CANDIDATES),
            text("optimise.candidates_wrong.hint"),
        )
    if not 1 <= wish.points <= MOST_POINTS:
        raise InputError(
            text("optimise.points_wrong", most=MOST_POINTS), text("optimise.points_wrong.hint")
        )
    if not wish.budget >= 0:
        raise InputError(text("optimise.budget_wrong"), text("optimise.budget_wrong.hint"))


def _worth_trying(
    bench: Bench, every: tuple[Candidate, ...], most: int, progress: Progress
) -> tuple[Candidate, ...]:
    """The candidates that gain most alone: layer by layer of the Pareto order, cost counted."""
    if len(every) <= most:
        return every
    model = TrueModel(bench, every, SILENT)
    figures = []
    for number, one in enumerate(every):
        chosen = frozenset((number,))
        openness, protection = (model.standing(chosen, key).mid for key in LedgerKey)
        figures.append((openness, protection, -one.cost.mid))
        progress.advance((number + 1) / len(every))
    ordered = _by_gain(model, figures)
    practices = {one.key for one in every if one.measures[0].geometry is None}
    kept: list[int] = []
    for number in ordered:
        claimed = sum(every[k].key in practices for k in kept)
        if len(kept) < most and not (every[number].key in practices and 2 * claimed >= most):
            kept.append(number)
    return tuple(every[number] for number in sorted(kept))


def _by_gain(model: TrueModel, figures: list[tuple[float, float, float]]) -> list[int]:
    """Numbers of those that gain in some ledger, Pareto layer by layer, the greatest gain first."""
    openness, protection = (model.standing(frozenset(), key).mid for key in LedgerKey)
    gains = [max(own[0] - openness, own[1] - protection) for own in figures]
    left = [number for number, gain in enumerate(gains) if gain > 0]
    ordered: list[int] = []
    while left:
        layer = {left[k] for k in front([figures[n] for n in left])}
        ordered += sorted(layer, key=lambda n: (-gains[n], n))
        left = [number for number in left if number not in layer]
    return ordered


class _Search:
    """One search over one list of candidates."""

    def __init__(
        self, bench: Bench, prices: PriceList, wish: SetsWish, kept: tuple[Candidate, ...]
    ) -> None:
        standing = standing_measures(bench.project, wish.option)
        kept = _fit(kept, standing, prices)
        self.bench, self.wish, self.candidates = bench, wish, kept
        self.conflicts = conflicts_of(
            kept, {kind.key: kind for kind in bench.rules.catalogue.measures}
        )
        self.needs = needs_of(kept, standing, prices)
        self.paid = cost_of_all(standing, prices)

    def run(self, progress: Progress) -> BestSets:
        model = TrueModel(self.bench, self.candidates, SILENT)
        if len(self.candidates) <= MOST:
            return self._by_all(model, progress)
        return self._by_surrogate(model, progress)

    def _by_all(self, model: TrueModel, progress: Progress) -> BestSets:
        costs = [one.cost.mid for one in self.candidates]
        allowed = [
            choice
            for choice in choices(len(costs), self.conflicts, self.needs)
            if sum(costs[n] for n in choice) <= self.wish.budget
        ]

        def figures(choice: tuple[int, ...]) -> tuple[float, float, float]:
            openness, protection = (model.standing(frozenset(choice), key).mid for key in LedgerKey)
            return openness, protection, -sum(costs[n] for n in choice)

        found = all_figures(allowed, figures, progress)
        kept = [allowed[n] for n in front(found)]
        return self._told(Search.EXHAUSTIVE, [self._set(model, one) for one in kept])

    def _by_surrogate(self, model: TrueModel, progress: Progress) -> BestSets:
        surrogate = effects_of(model, self.conflicts, self.needs, Span(progress, 0.0, 0.4))
        budget = min(self.wish.budget, float(sum(surrogate.costs)))
        walk = BoxWalk(Program(surrogate), budget).run(self.wish.points, Span(progress, 0.4, 0.9))
        sets = [self._set(model, point.chosen, point) for point in walk.points]
        progress.advance(1.0)
        kept = front([one.figures for one in sets])
        told = self._told(Search.SURROGATE, [sets[n] for n in kept])
        errors = {
            key: [abs(one.predicted[key] - self._mid(one, key)) for one in sets if one.predicted]
            for key in LedgerKey
        }
        return replace(
            told,
            dropped=len(sets) - len(kept),
            is_whole=walk.is_whole,
            solves=walk.solves,
            proven=sum(point.is_proven for point in walk.points),
            error_mean={key: sum(e) / len(e) if e else 0.0 for key, e in errors.items()},
            error_max={key: max(e, default=0.0) for key, e in errors.items()},
        )

    @staticmethod
    def _mid(one: MeasureSet, key: LedgerKey) -> float:
        return (one.openness if key is LedgerKey.OPENNESS else one.protection).mid

    def _set(
        self, model: TrueModel, chosen: Iterable[int], point: Point | None = None
    ) -> MeasureSet:
        numbers = sorted(chosen)
        choice = frozenset(numbers)
        cost = sum((self.candidates[n].cost for n in numbers), self.paid)
        predicted = {}
        if point is not None:
            predicted = {
                LedgerKey.OPENNESS: point.openness,
                LedgerKey.PROTECTION: point.protection,
            }
        return MeasureSet(
            candidates=tuple(self.candidates[n].key for n in numbers),
            openness=model.standing(choice, LedgerKey.OPENNESS),
            protection=model.standing(choice, LedgerKey.PROTECTION),
            cost=cost,
            predicted=predicted,
            is_proven=point is None or point.is_proven,
            gap_points=0.0 if point is None else max(0.0, point.bound - point.protection),
        )

    def _told(self, search: Search, sets: list[MeasureSet]) -> BestSets:
        names = [one.key for one in self.candidates]
        return BestSets(
            search=search,
            option=self.wish.option,
            time_state=self.wish.time_state,
            candidates={one.key: one for one in self.candidates},
            conflicts=tuple((names[a], names[b]) for a, b in self.conflicts),
            needs={names[one]: tuple(names[k] for k in others) for one, others in self.needs},
            sets=tuple(sorted(sets, key=lambda one: (-one.protection.mid, one.cost.mid))),
            proven=len(sets),
        )


def _fit(
    kept: tuple[Candidate, ...], standing: Sequence[Measure], prices: PriceList
) -> tuple[Candidate, ...]:
    """Without candidates whose needs nothing here can meet."""
    hopeless = {number for number, others in needs_of(kept, standing, prices) if not others}
    return tuple(one for number, one in enumerate(kept) if number not in hopeless)
