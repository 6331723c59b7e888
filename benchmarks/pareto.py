"""Best sets: 96 proven points of 40 candidates; a hard random instance, and a sample square.

The random instance is that of the prototype this replaces: 12 routes with capped risk reduction,
conflicts, synergies and dependencies. Run: python benchmarks/pareto.py [--json] [--seeds 3]
"""

import argparse
import json
import time
from typing import Any

import numpy as np

from sbd_tool import api
from sbd_tool.app.best_sets.finding import SetsWish, find_best_sets
from sbd_tool.domain.progress import SILENT
from sbd_tool.scoring.best_sets.boxes import BoxWalk
from sbd_tool.scoring.best_sets.program import Program
from sbd_tool.scoring.best_sets.surrogate import LedgerEffects, NodeEffects, Surrogate

CANDIDATES, POINTS, ROUTES, SHARE = 40, 96, 12, 0.25


def instance(count: int, seed: int) -> Surrogate:
    """A random instance: most reduction of risk for a cost and a loss of openness."""
    rng = np.random.default_rng(seed)
    costs = rng.integers(5, 120, count).astype(float)
    losses = rng.integers(0, 20, count).astype(float)
    hits = rng.random((count, ROUTES)) < SHARE
    cuts = np.where(hits, rng.random((count, ROUTES)) * 0.7, 0.0)
    weights = rng.integers(5, 30, ROUTES).astype(float)

    def pair() -> tuple[int, int]:
        one, other = sorted(int(k) for k in rng.choice(count, 2, replace=False))
        return one, other

    conflicts = tuple(pair() for _ in range(count // 4))
    pairs: list[dict[tuple[int, int], float]] = [{} for _ in range(ROUTES)]
    for _ in range(count // 3):
        key = pair()
        pairs[int(rng.integers(ROUTES))][key] = float(rng.random() * 0.3)
    needs = tuple((one, (other,)) for one, other in (pair() for _ in range(count // 8)))
    nodes = tuple(
        NodeEffects(
            single={k: float(cuts[k, route]) for k in range(count) if cuts[k, route]},
            pair=pairs[route],
            caps=((0.0, float(weights[route])), (float(weights[route]), 0.0)),
        )
        for route in range(ROUTES)
    )
    openness = NodeEffects(single={k: -float(losses[k]) for k in range(count)})
    return Surrogate(
        openness=LedgerEffects(base=0.0, nodes=(openness,)),
        protection=LedgerEffects(base=0.0, nodes=nodes),
        costs=tuple(costs),
        conflicts=conflicts,
        needs=needs,
    )


def random_case(seed: int) -> dict[str, Any]:
    """Time 96 points of a random instance."""
    program = Program(instance(CANDIDATES, seed))
    start, busy = time.perf_counter(), time.process_time()
    walk = BoxWalk(program).run(POINTS, SILENT)
    return {
        "case": f"random, seed {seed}",
        "candidates": CANDIDATES,
        "points": len(walk.points),
        "proven": sum(point.is_proven for point in walk.points),
        "solves": walk.solves,
        "seconds": round(time.perf_counter() - start, 2),
        "processor_seconds": round(time.process_time() - busy, 2),
    }


def sample_case(name: str) -> dict[str, Any]:
    """Time the whole road on a sample square: effects, walk, true model."""
    project = api.sample_project(api.sample(name))
    rules = api.load_rules(project)
    start, busy = time.perf_counter(), time.process_time()
    found = find_best_sets(project, rules, SetsWish(candidates=CANDIDATES, points=POINTS))
    return {
        "case": name,
        "candidates": len(found.candidates),
        "points": len(found.sets) + found.dropped,
        "proven": found.proven,
        "solves": found.solves,
        "dropped": found.dropped,
        "worst_error_points": round(max(found.error_max.values()), 2),
        "seconds": round(time.perf_counter() - start, 2),
        "processor_seconds": round(time.process_time() - busy, 2),
    }


def main() -> None:
    """Print a row a case."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--seeds", type=int, default=1)
    wish = parser.parse_args()
    rows = [random_case(seed) for seed in range(wish.seeds)]
    rows += [sample_case(one.key) for one in api.samples()]
    if wish.json:
        print(json.dumps(rows, indent=1))
        return
    for row in rows:
        print("  ".join(f"{key} {value}" for key, value in row.items()))


if __name__ == "__main__":
    main()
