"""Best sets on a drawn square: by the true model, and accepted as what was predicted."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from sbd_tool.app.best_sets.accepting import accept_set, set_of
from sbd_tool.app.best_sets.candidates import APART_M, candidates_of, conflicts_of, needs_of
from sbd_tool.app.best_sets.effects import effects_of
from sbd_tool.app.best_sets.finding import SetsWish, find_best_sets
from sbd_tool.app.best_sets.true_model import TrueModel
from sbd_tool.app.evaluation import evaluate
from sbd_tool.app.history import History
from sbd_tool.app.pipeline import standard_method
from sbd_tool.app.pricing import load_prices
from sbd_tool.app.proposing import Bench, with_measures
from sbd_tool.app.result_cache import ResultCache
from sbd_tool.app.rules import load_rules
from sbd_tool.domain.best_sets import Search
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.progress import SILENT
from sbd_tool.domain.project import Option
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.scoring.best_sets.front import front
from tests.generated_square import answered, project

RULES = load_rules()
CACHE = ResultCache()
PRICES = load_prices()
METHOD = standard_method()
SQUARE = answered(project(), O14=100.0, seen_none__wall=True)


def whole(of, option="base"):
    return evaluate(
        of,
        RULES.catalogue,
        RULES.rubric,
        METHOD,
        option=option,
        time_state="ordinary",
        cache=CACHE,
    )


BEFORE = whole(SQUARE)
BENCH = Bench(project=SQUARE, rules=RULES, method=METHOD, before=BEFORE, cache=CACHE)
EVERY = candidates_of(SQUARE, RULES, PRICES, BEFORE)


def mids(of, option="base"):
    ledgers = whole(of, option).ledgers
    return tuple((ledgers[key].low + ledgers[key].high) / 2 for key in LedgerKey)


def some(seed: int, count: int):
    rng = np.random.default_rng(seed)
    return tuple(EVERY[k] for k in sorted(rng.choice(len(EVERY), count, replace=False)))


@pytest.mark.parametrize("seed", range(30))
def test_best_sets_are_those_that_assessing_every_set_from_scratch_finds(seed: int) -> None:
    wanted = some(seed, 3)
    found = find_best_sets(
        SQUARE, RULES, SetsWish(only=tuple(one.key for one in wanted)), cache=CACHE
    )
    assert found.search is Search.EXHAUSTIVE
    barred = {frozenset(pair) for pair in found.conflicts}
    names = [one.key for one in wanted]
    sets, figures = [], []
    for size in range(len(names) + 1):
        for keys in combinations(names, size):
            if any(frozenset(pair) in barred for pair in combinations(keys, 2)):
                continue
            if any(one in keys and not set(keys) & set(n) for one, n in found.needs.items()):
                continue
            if any(key not in found.candidates for key in keys):
                continue
            measures = tuple(m for key in keys for m in found.candidates[key].measures)
            openness, protection = mids(with_measures(SQUARE, measures))
            cost = sum(found.candidates[key].cost.mid for key in keys)
            sets.append(frozenset(keys))
            figures.append((openness, protection, -cost))
    best = sorted(figures[k] for k in front(figures))
    told = sorted(one.figures for one in found.sets)
    assert np.allclose(best, told, atol=1e-9)


def test_a_set_put_together_from_readings_is_what_a_fresh_evaluation_gives() -> None:
    model = TrueModel(BENCH, EVERY, SILENT)
    rng = np.random.default_rng(3)
    for size in (2, 5, 9):
        chosen = frozenset(int(k) for k in rng.choice(len(EVERY), size, replace=False))
        measures = tuple(m for k in sorted(chosen) for m in EVERY[k].measures)
        fresh = whole(with_measures(SQUARE, measures)).ledgers
        for key in LedgerKey:
            told = model.ledgers(chosen)[key]
            assert told.low == pytest.approx(fresh[key].low, abs=1e-9)
            assert told.high == pytest.approx(fresh[key].high, abs=1e-9)


def test_the_surrogate_is_exact_for_single_candidates_and_for_pairs() -> None:
    kept = EVERY[:10]
    conflicts = conflicts_of(kept, {kind.key: kind for kind in RULES.catalogue.measures})
    model = TrueModel(BENCH, kept, SILENT)
    surrogate = effects_of(model, conflicts, (), SILENT)
    asked = [(), *((k,) for k in range(10))]
    asked += [pair for pair in combinations(range(10), 2) if pair not in conflicts]
    for choice in asked:
        chosen = np.zeros(10, dtype=bool)
        chosen[list(choice)] = True
        openness, protection, _ = surrogate.figures(chosen)
        truth = [model.standing(frozenset(choice), key).mid for key in LedgerKey]
        assert openness == pytest.approx(truth[0], abs=0.35)
        assert protection == pytest.approx(truth[1], abs=0.35)


def test_more_candidates_take_the_surrogate_and_its_error_is_told() -> None:
    found = find_best_sets(SQUARE, RULES, SetsWish(candidates=16, points=12), cache=CACHE)
    assert found.search is Search.SURROGATE
    assert found.proven == len(found.sets) + found.dropped
    assert all(one.is_proven for one in found.sets)
    assert set(found.error_max) == set(LedgerKey)
    for one in found.sets:
        worst = max(
            abs(one.predicted[LedgerKey.OPENNESS] - one.openness.mid),
            abs(one.predicted[LedgerKey.PROTECTION] - one.protection.mid),
        )
        assert worst <= max(found.error_max.values()) + 1e-9
    kept = front([one.figures for one in found.sets])
    assert len(kept) == len(found.sets)


def test_an_accepted_set_is_an_option_with_exactly_the_figures_it_was_shown_with() -> None:
    found = find_best_sets(SQUARE, RULES, SetsWish(candidates=8), cache=CACHE)
    chosen = max(found.sets, key=lambda one: len(one.candidates))
    history = History(SQUARE)
    history.do(accept_set(found, chosen, SQUARE, "Best"))
    option = history.project.options[-1]
    assert (option.name, option.parent) == ("Best", "base")
    openness, protection = mids(history.project, option.key)
    assert openness == pytest.approx(chosen.openness.mid, abs=1e-9)
    assert protection == pytest.approx(chosen.protection.mid, abs=1e-9)
    assert mids(history.project) == pytest.approx(mids(SQUARE), abs=1e-12)
    again = accept_set(found, chosen, history.project, "Twice").apply(history.project)
    assert len(again.measures) == 2 * len(history.project.measures)
    history.undo()
    assert history.project is SQUARE


def test_hand_made_options_stand_on_the_chart_and_beaten_ones_are_marked() -> None:
    found = find_best_sets(SQUARE, RULES, SetsWish(candidates=8), cache=CACHE)
    dear = max(EVERY, key=lambda one: one.cost.mid)
    rows = {one.id: replace(one, stamp=replace(one.stamp, option="mine")) for one in dear.measures}
    mine = replace(
        SQUARE,
        options=(*SQUARE.options, Option(key="mine", name="Mine", parent="base")),
        measures={**SQUARE.measures, **rows},
    )
    found = find_best_sets(mine, RULES, SetsWish(candidates=8), cache=CACHE)
    base, own = found.hand_made
    assert (base.name, own.name) == ("Base", "Mine")
    assert own.cost.mid == pytest.approx(dear.cost.mid)
    assert not base.is_dominated


def test_things_on_one_spot_exclude_each_other() -> None:
    kinds = {kind.key: kind for kind in RULES.catalogue.measures}
    rings = [one for one in EVERY if "approach" in one.key]
    assert len(rings) > 1
    assert (0, 1) in conflicts_of(rings, kinds)
    seats = [one for one in EVERY if one.key.endswith(":along_edge")]
    apart = conflicts_of(seats, kinds)
    for a, b in combinations(range(len(seats)), 2):
        near = min(
            m.geometry.distance(o.geometry) for m in seats[a].measures for o in seats[b].measures
        )
        assert ((a, b) in apart) == (near <= APART_M)


def test_what_needs_a_camera_is_not_chosen_without_one() -> None:
    keys = [one.kind for one in EVERY]
    needs = dict(needs_of(EVERY, (), PRICES))
    number = keys.index("crowd-analytics")
    assert {keys[k] for k in needs[number]} <= {"cctv-overview", "cctv-recognition"}
    alone = find_best_sets(
        SQUARE, RULES, SetsWish(only=("crowd-analytics:site_wide",)), cache=CACHE
    )
    assert not alone.candidates


@pytest.mark.parametrize(
    "wish", [SetsWish(candidates=0), SetsWish(candidates=99), SetsWish(budget=-1)]
)
def test_a_wish_that_cannot_be_is_refused(wish) -> None:
    with pytest.raises(InputError):
        find_best_sets(SQUARE, RULES, wish, cache=CACHE)


def test_a_set_is_asked_for_by_its_number_in_the_list() -> None:
    found = find_best_sets(SQUARE, RULES, SetsWish(candidates=3, budget=0.0), cache=CACHE)
    assert set_of(found, 1) is found.sets[0]
    with pytest.raises(InputError):
        set_of(found, 999)
