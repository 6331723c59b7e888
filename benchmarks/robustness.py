"""Robustness of options: 10,000 draws of five options, both ledgers, all that is shown of them.

    python benchmarks/robustness.py [--runs 7] [--draws 10000] [--options 5] [--json]

Medians. Options are readings of a fixed seed in which every indicator is in doubt, so that nothing
is cheaper than on a real square. The limit is 2 s of one core for 10,000 draws of five
options.
"""

import argparse
import json
import os
import platform
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np

from sbd_tool.domain.rubric import LedgerKey, Rubric
from sbd_tool.domain.scores import Reading
from sbd_tool.formats.rules import read_rubric, read_weight_rules
from sbd_tool.scoring.robustness.draws import sample_scores
from sbd_tool.scoring.robustness.judge import robustness, standard_sampling

LIMIT_S = 2.0


def option(rubric: Rubric, chance: np.random.Generator) -> dict[str, Reading]:
    """Readings in which every indicator is in doubt."""
    found = {}
    for rule in rubric.indicators:
        first, last = rule.breaks[0][0], rule.breaks[-1][0]
        values = [first + (last - first) * share for share in np.sort(chance.random(3))]
        worst, likely, best = values if rule.is_up else values[::-1]
        found[rule.key] = Reading(worst=worst, likely=likely, best=best)
    return found


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--draws", type=int, default=10_000)
    parser.add_argument("--options", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    rubric, bounds = read_rubric(), read_weight_rules().bounds
    chance = np.random.default_rng(4)
    options = {f"option {n}": option(rubric, chance) for n in range(arguments.options)}
    sampling = standard_sampling(rubric, seed=1, draws=arguments.draws)
    whole, draws, wall = [], [], []
    for _ in range(arguments.runs):
        start, clock = time.process_time(), time.perf_counter()
        robustness(rubric, options, bounds, sampling)
        whole.append(time.process_time() - start)
        wall.append(time.perf_counter() - clock)
        start = time.process_time()
        for ledger in LedgerKey:
            sample_scores(rubric, ledger, list(options.values()), sampling)
        draws.append(time.process_time() - start)
    report = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}",
        "draws": arguments.draws,
        "options": arguments.options,
        "whole_cpu_s": round(statistics.median(whole), 3),
        "whole_wall_s": round(statistics.median(wall), 3),
        "draws_only_cpu_s": round(statistics.median(draws), 3),
        "limit_s": LIMIT_S,
    }
    report["is_met"] = report["whole_cpu_s"] <= LIMIT_S
    if arguments.json:
        print(json.dumps(report, indent=2))
    else:
        print("  ".join(f"{key} {value}" for key, value in report.items()))
    return 0 if report["is_met"] else 1


if __name__ == "__main__":
    raise SystemExit(main())
