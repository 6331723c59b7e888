"""A prepared shape is each thread's own; what is remembered and shared is never prepared."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import shapely

from sbd_tool.analysis.prepared import prepared
from sbd_tool.analysis.ring.around import centre_of
from sbd_tool.analysis.ring.neighbourhood import is_uncut

SQUARE = shapely.Point(385_000.25, 6_672_000.125).buffer(60.0, quad_segs=64)


def test_a_prepared_copy_lies_the_same_to_the_last_bit_and_leaves_the_shape_alone():
    made = prepared(SQUARE)
    assert shapely.is_prepared(made)
    assert not shapely.is_prepared(SQUARE)
    assert made.wkb == SQUARE.wkb


def test_asking_about_the_ring_leaves_the_shared_core_unprepared():
    centre = centre_of(SQUARE, 1.0)
    lines = shapely.linestrings([[(385_000, 6_671_900), (385_000, 6_672_100)]])
    assert not is_uncut(lines, centre).any()
    assert not shapely.is_prepared(centre.core)


def test_threads_ask_about_one_core_at_the_same_time():
    centre = centre_of(SQUARE, 1.0)
    east, north = np.random.default_rng(5).uniform(-90, 90, (2, 400, 2))
    ends = np.stack((385_000 + east, 6_672_000 + north), axis=2)
    lines = shapely.linestrings(ends)
    alone = is_uncut(lines, centre)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: is_uncut(lines, centre), range(200)))
    assert all((one == alone).all() for one in found)
