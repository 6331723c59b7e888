"""Whatever is drawn, an assessment comes out, with ranges in order: never a crash, never a nan."""

import math

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import (
    GeometryCollection,
    LineString,
    MultiLineString,
    MultiPoint,
    Point,
    Polygon,
    box,
)

from sbd_tool.app.pipeline import assess
from sbd_tool.app.rules import load_rules
from sbd_tool.domain.project import Project
from sbd_tool.domain.roles import Role
from tests.generated_square import SQUARE, layer

RULES = load_rules(None)
WORDS = [
    None, "yes", "no", "bollard", "wall", "fence", "gate", "1.2", 1.2, -5, "abc", "3 m", True,
    math.nan, 1e308, "hedge", "bench", "residential", "steps", "private", "24/7",
    "Mo-Fr 08:00-18:00", "x" * 300,
]  # fmt: skip
KEYS = [
    "barrier", "highway", "width", "clear_gap_m", "access", "foot", "rating", "opening_hours",
    "amenity", "shop", "kind", "height", "lanes", "length_m", "seats", "incline", "locked",
    "diameter", "oneway", "surveillance", "building", "maxspeed", "layer",
]  # fmt: skip
ZONES = [
    box(0, 0, 60, 60),
    Polygon([(0, 0), (60, 0), (60, 5), (5, 5), (5, 60), (0, 60)]),
    Point(30, 30).buffer(20),
    box(0, 0, 1, 1),
    box(0, 0, 0.05, 60),
    Polygon([(0, 0), (80, 0), (80, 80), (0, 80)], [[(20, 20), (60, 20), (60, 60), (20, 60)]]),
    Polygon([(0, 0), (60, 60), (60, 0), (0, 60)]),  # crosses itself
]
ROLES = [role for role in Role if role is not Role.UNDERLAY]


def shape(rng):
    at, size = rng.uniform(-80, 140, 2), 10 ** rng.uniform(-3, 2)
    spot = Point(*at)
    return [
        lambda: spot,
        lambda: LineString([at, at + rng.normal(0, size, 2)]),
        lambda: LineString(at + np.cumsum(rng.normal(0, size, (6, 2)), 0)),
        lambda: box(at[0], at[1], at[0] + size, at[1] + size * rng.random()),
        lambda: spot.buffer(size),
        lambda: MultiPoint(rng.uniform(-50, 100, (4, 2))),
        lambda: MultiLineString([LineString(rng.uniform(-50, 100, (2, 2))) for _ in "abc"]),
        lambda: GeometryCollection([spot, spot.buffer(3)]),
        lambda: Polygon(rng.uniform(-40, 90, (5, 2))),
    ][rng.integers(9)]()


def tags(rng):
    return {key: WORDS[rng.integers(len(WORDS))] for key in rng.choice(KEYS, 3)}


def plan(seed):
    rng = np.random.default_rng(seed)
    zone = ZONES[rng.integers(len(ZONES))]
    layers = [layer(Role.PEDESTRIAN_AREA, [zone], [tags(rng)], ids=[SQUARE])]
    for number in rng.choice(len(ROLES), 8, replace=False):
        role, count = ROLES[number], int(rng.integers(1, 12))
        layers.append(
            layer(
                role,
                [shape(rng) for _ in range(count)],
                [tags(rng) for _ in range(count)],
                ids=[f"{role.value}-{n}" for n in range(count)],
            )
        )
    return Project(id="p", title="", crs="EPSG:32632", square=SQUARE, layers=tuple(layers))


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.integers(0, 2**32 - 1), st.booleans(), st.booleans())
def test_any_plan_is_assessed_with_its_ranges_in_order(seed, with_suggestions, with_slow):
    state = assess(
        plan(seed),
        RULES,
        with_slow=with_slow,
        with_suggestions=with_suggestions and seed % 4 == 0,
    )
    for ledger in (state.scorecard.openness, state.scorecard.protection):
        assert 0 <= ledger.low <= ledger.high <= 100
        assert ledger.score is None or ledger.low <= ledger.score <= ledger.high
        for line in ledger.indicators.values():
            assert 0 <= line.low <= line.high <= 100
            assert line.likely is None or line.low <= line.likely <= line.high
