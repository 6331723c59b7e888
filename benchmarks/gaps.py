"""Time the ring round a crowd of ten thousand obstacles, closed and open.

    python benchmarks/gaps.py [--obstacles 1000 10000] [--runs 5] [--json]

Medians over the runs of processor seconds of the one thread that works. ``enclosed`` is the
question alone (links and parity), ``ring`` adds the list of gaps; both start from read obstacles.
``reading`` is what it takes to say of each obstacle whether it counts. Each run has a field of its
own, so nothing is remembered. Target: enclosed in 0.5 s at 10,000.
"""

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import shapely

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sbd_tool.analysis.ring.around import centre_of, outside_of, passage_m, ring_of
from sbd_tool.analysis.ring.pieces import taken_apart
from sbd_tool.analysis.ring.round_links import links_round
from sbd_tool.analysis.ring.standing import standing_near
from sbd_tool.domain.effective import EffectiveSite, Element
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.roles import Role
from sbd_tool.formats.rules import read_rubric

TARGET_S = 0.5
RUBRIC = read_rubric()


def field(number: int, *, is_closed: bool, run: int = 0) -> EffectiveSite:
    """Bollards at random, 0.06 to the square metre, and a closed circle of them round the crowd."""
    rng = np.random.default_rng((number, run))
    side = 4.0 * np.sqrt(number)
    middle = np.array([476_000.0, 6_500_000.0]) + side / 2
    places = middle + side * (rng.random((number, 2)) - 0.5)
    places = places[np.hypot(*(places - middle).T) > 25]  # noqa: PLR2004 - the crowd's own room
    if is_closed:
        turn = np.linspace(0, 2 * np.pi, 134, endpoint=False)
        circle = middle + 30 * np.column_stack((np.cos(turn), np.sin(turn)))
        places = np.concatenate((places, circle))[-number:]
    told = {"barrier": "bollard", "diameter": "0.3", "rating": "V/7200[N2A]/48/90:0.0"}
    bollards = tuple(
        Element(
            id=str(row),
            role=Role.BARRIER,
            geometry=shapely.Point(at),
            attributes=told,
            evidence=Evidence.SEEN,
        )
        for row, at in enumerate(places)
    )
    return EffectiveSite(zone=shapely.Point(middle).buffer(20), elements={Role.BARRIER: bollards})


def seconds(work: Callable[[], Any]) -> tuple[float, Any]:
    start = time.process_time()
    found = work()
    return time.process_time() - start, found


def one_run(site: EffectiveSite) -> dict[str, float]:
    everywhere = site.zone.buffer(1e4)
    reading, things = seconds(lambda: standing_near(site, everywhere, RUBRIC))
    centre = centre_of(site.zone, RUBRIC.value("barrier_reach_m"))
    pieces = outside_of(taken_apart([thing.part for thing in things]), centre)
    linking, links = seconds(lambda: links_round(pieces, centre))
    asking, width = seconds(lambda: passage_m(pieces, links, centre))
    listing, ring = seconds(lambda: ring_of(pieces, links, centre, RUBRIC.value("gap_limit_m")))
    return {
        "reading": reading,
        "enclosed": linking + asking,
        "ring": linking + asking + listing,
        "widest_m": float("nan") if width is None else width,
        "gaps": 0 if ring is None else len(ring.links.first),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--obstacles", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    wish = parser.parse_args()
    found: dict[str, Any] = {"target_s": TARGET_S, "cases": []}
    one_run(field(200, is_closed=True))  # imports
    for number in wish.obstacles:
        for is_closed in (True, False):
            sites = (field(number, is_closed=is_closed, run=run) for run in range(wish.runs))
            runs = [one_run(site) for site in sites]
            middle = {key: statistics.median(run[key] for run in runs) for key in runs[0]}
            case = {"obstacles": number, "is_closed": is_closed, **middle}
            found["cases"].append({key: _short(value) for key, value in case.items()})
    if wish.json:
        print(json.dumps(found, indent=1))
        return
    for case in found["cases"]:
        print("  ".join(f"{key} {value}" for key, value in case.items()))


def _short(value: float) -> float:
    return value if isinstance(value, (bool, int)) else round(value, 4)


if __name__ == "__main__":
    main()
