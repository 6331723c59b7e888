"""The upper end of the speed field never under-states: random roads at random rotations.

Cases: a quarter straights from rest, a quarter bends, three eighths chicanes of one to four
blocks, an eighth rings; the low end is told beside it. Truth does not come from the lattice
(tests/speed_reference.py).
"""

import json
import math
import statistics
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import shapely

from sbd_tool.analysis.approach.clearance import clearance_of
from sbd_tool.analysis.approach.field import Driver, solve_field
from sbd_tool.analysis.approach.lines import (
    COARSE_HIGH,
    PREVIEW_HIGH,
    STANDARD_HIGH,
    STANDARD_LOW,
    LatticeSetting,
)
from sbd_tool.analysis.approach.motion import RunUp
from tests.speed_reference import (
    ENTRY,
    GRIP,
    WIDTH,
    Road,
    random_bend,
    random_chicane,
    ring,
    straight,
)

MAKERS = (straight, random_bend, random_chicane, straight, random_chicane, random_bend,
          random_chicane, ring)  # fmt: skip
TIGHT_MPS = math.sqrt(GRIP * 9.81 * 5.2)  # roads too tight for the tightest turn are drawn again


def road_of(seed: int, case: int) -> Road:
    """The road of one case, turned and moved at random."""
    rng = np.random.default_rng((seed, case))
    while True:
        road = MAKERS[case % len(MAKERS)](rng)
        if road.true_mps > TIGHT_MPS:
            return road.turned(rng.uniform(0, 360), rng.uniform(-50, 50), rng.uniform(-50, 50))


def attained(road: Road, setting: LatticeSetting) -> float:
    """Speed the field gives at the exit; 0 where it finds no way."""
    x0, y0, x1, y1 = road.ground.bounds
    clearance = clearance_of(road.ground, (x0 - 1, y0 - 1, x1 + 1, y1 + 1), 0.25)
    run_up = RunUp(road.acceleration, top_mps=60.0 if road.acceleration > 1 else ENTRY)
    driver = Driver(width_m=WIDTH, lateral_g=GRIP, turning_m=5.0, run_up=run_up)
    shapely.prepare(road.entry)

    def seeds(stations):
        inside = shapely.contains_xy(road.entry, stations.x, stations.y)
        return np.where(inside, run_up.metres_for(ENTRY), -1.0)

    is_ring = road.kind == "ring"
    field = solve_field(
        clearance,
        driver,
        setting,
        seeds=seeds if road.is_seeded and not is_ring else None,
        is_standing=not road.is_seeded or is_ring,
    )
    at = shapely.contains_xy(road.exit, field.x, field.y)
    best = float(field.run_m[at].max(initial=-1.0))
    return run_up.speed_after(best) if best >= 0 else 0.0


SETTINGS = {
    "high": STANDARD_HIGH,
    "coarse": COARSE_HIGH,
    "preview": PREVIEW_HIGH,
    "low": STANDARD_LOW,
}
HIGH_ENDS = ("high", "coarse", "preview")


def ratios(seed: int, case: int, ends: tuple[str, ...] = tuple(SETTINGS)) -> dict[str, object]:
    """Ends of the bracket against the truth for one case."""
    road = road_of(seed, case)
    found = {end: round(attained(road, SETTINGS[end]) / road.true_mps, 4) for end in ends}
    return {"case": case, "kind": road.kind, "true_mps": round(road.true_mps, 3), **found}


def _ends(case: int) -> tuple[str, ...]:
    """The low end is held to the truth where a bend or a straight decides, not in chicanes."""
    is_chicane = MAKERS[case % len(MAKERS)] is random_chicane
    return HIGH_ENDS if is_chicane else tuple(SETTINGS)


def run(seed: int, cases: int) -> dict[str, object]:
    """Run the campaign, two roads at a time, and sum it up."""
    found = []
    with ThreadPoolExecutor(2) as pool:
        for row in pool.map(lambda case: ratios(seed, case, _ends(case)), range(cases)):
            found.append(row)
            print(json.dumps(row), flush=True)
    kinds = sorted({str(row["kind"]) for row in found})

    def least(row: dict[str, object]) -> float:
        return min(float(str(row[end])) for end in HIGH_ENDS)

    return {
        "failures": sum(least(row) < 1.0 for row in found),
        "worst": min(found, key=lambda row: float(str(row["high"]))),
        "table": {kind: _summary([row for row in found if row["kind"] == kind]) for kind in kinds},
    }


def _summary(rows: list[dict[str, object]]) -> dict[str, object]:
    free = [row for row in rows if float(str(row["true_mps"])) < ENTRY - 0.1]
    told: dict[str, object] = {"roads": len(rows), "at_the_entry_speed": len(rows) - len(free)}
    for end in (end for end in SETTINGS if end in rows[0]):
        values = [float(str(row[end])) for row in rows]
        told[end] = {
            "min": min(values),
            "median": round(statistics.median(values), 4),
            "max": max(values),
            "below_1": sum(value < 1.0 for value in values),
            "below_0.95": sum(value < 0.95 for value in values),
            "median_where_the_road_decides": round(
                statistics.median([float(str(row[end])) for row in free] or values), 4
            ),
        }
    return told
