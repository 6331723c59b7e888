"""The rough map of clearance says nothing that the fine grid denies."""

import numpy as np
import pytest
import shapely
from shapely.geometry import box

from sbd_tool.analysis.approach.clearance import clear_at, clearance_of
from sbd_tool.analysis.approach.rough import BLOCKED, FREE, PER_STEP, UNSURE, rough_at, rough_map

RIM = (0.0, 0.0, 30.0, 20.0)


@pytest.mark.parametrize("need", [0.05, 0.4, 1.0])
def test_what_the_rough_map_calls_blocked_or_free_is_so_on_the_fine_grid(need: float) -> None:
    rng = np.random.default_rng(3)
    houses = [shapely.Point(*rng.uniform(0, 30, 2)).buffer(rng.uniform(0.3, 4)) for _ in range(8)]
    ground = box(*RIM).difference(shapely.union_all(houses))
    found = clearance_of(ground, RIM, 0.25)
    rough = rough_map(found.grid, need)
    told = {UNSURE: 0, BLOCKED: 0, FREE: 0}
    for x, y in rng.uniform((-1, -1), (32, 22), (4_000, 2)):
        code = rough_at(rough, 4.0, x, y)
        clear = clear_at(found.grid, 4.0, x, y)
        told[min(code, FREE)] += 1
        if code == BLOCKED:
            assert clear < need
        elif code >= FREE:
            assert clear - need >= (code - FREE) / PER_STEP
    assert min(told.values()) > 100
