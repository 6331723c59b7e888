"""Time the input doctor on a made plan of 20,000 objects with some 13,000 drawing errors.

    python benchmarks/input_doctor.py [--runs 5] [--json]

10,000 buildings side by side, some overlapping by centimetres, and 10,000 kerbs whose ends miss
each other. Medians of examining and of repairing everything, in seconds of the clock and of the
processor (the machine may be busy), and what each further round still finds.
"""

import argparse
import json
import statistics
import time
from collections import Counter
from typing import Any

import numpy as np
import shapely

from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.layers import Layer, as_geometry_array
from sbd_tool.domain.roles import Role
from sbd_tool.formats.desk_rules import read_doctor_rules
from sbd_tool.ingest.doctor import diagnose, repaired

ROUNDS = 5


def made() -> tuple[Layer, ...]:
    rng = np.random.default_rng(1)
    column, row = np.meshgrid(np.arange(100), np.arange(100))
    x = 500_000 + column.ravel() * 10.0 + rng.normal(0, 0.02, 10_000)
    y = 5_300_000 + row.ravel() * 10.0
    away = rng.normal(0, 0.05, (2, 10_000))
    ends = np.stack([np.stack([x, y], 1), np.stack([x + 10 + away[0], y + away[1]], 1)], 1)
    return (
        _layer("b", shapely.box(x, y, x + 10, y + 10), Role.BUILDING),
        _layer("k", shapely.linestrings(ends), Role.KERB),
    )


def _layer(key: str, shapes: Any, role: Role) -> Layer:
    return Layer(
        stamp=Stamp(id=key),
        name=key,
        role=role,
        ids=tuple(f"{key}{row}" for row in range(len(shapes))),
        geometry=as_geometry_array(list(shapes)),
        attributes=({},) * len(shapes),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    wanted = parser.parse_args()
    layers, rules = made(), read_doctor_rules()
    examined, mended, processor = [], [], []
    for _ in range(wanted.runs):
        start, busy = time.perf_counter(), time.process_time()
        found = diagnose(layers, rules)
        middle = time.perf_counter()
        processor.append(time.process_time() - busy)
        repaired(layers, found)
        examined.append(middle - start)
        mended.append(time.perf_counter() - middle)
    rounds, now = [], layers
    for _ in range(ROUNDS):
        left = [one for one in diagnose(now, rules) if one.is_repairable]
        rounds.append(len(left))
        now = repaired(now, left).layers
    told = {
        "objects": sum(len(layer) for layer in layers),
        "examine_s": round(statistics.median(examined), 3),
        "examine_processor_s": round(statistics.median(processor), 3),
        "repair_s": round(statistics.median(mended), 3),
        "found": dict(Counter(one.kind.value for one in diagnose(layers, rules))),
        "repairable_by_round": rounds,
    }
    print(json.dumps(told) if wanted.json else "\n".join(f"{k}: {v}" for k, v in told.items()))


if __name__ == "__main__":
    main()
