"""Whatever is drawn with whatever attributes: every analysis answers, every value is a number."""

from dataclasses import replace

import numpy as np
import pytest
from shapely.geometry import (
    GeometryCollection,
    LineString,
    MultiPoint,
    MultiPolygon,
    Point,
    Polygon,
    box,
)

from sbd_tool.analysis.spec import NotAssessed
from sbd_tool.domain.effective import Leaning, World
from sbd_tool.domain.roles import Role
from sbd_tool.scoring.indicators import INDICATORS
from tests.drawn import RUBRIC, ZONE, results_of, site_of, thing

KEYS = [
    "barrier",
    "width",
    "lanes",
    "clear_gap_m",
    "unit_width_m",
    "highway",
    "access",
    "count",
    "seats",
    "incline",
    "kind",
    "diameter_crown",
    "rating",
    "is_open",
    "doors_per_100m_min",
    "seat_m_per_m2",
    "area_m2",
    "overtness",
]
VALUES = [None, "yes", "no", "1.2", "abc", -5, 1e12, float("nan"), True, "bollard", "fence", "gate"]
VALUES += ["x" * 1000, "retractable", "24/7"]
KINDS = ["", "bollards-rated-fixed", "cycle-wide-gap-managed", "density-cap"]
ZONES = [
    ZONE,
    Point(20, 20).buffer(25),
    Polygon([(0, 0), (50, 0), (50, 40), (30, 40), (30, 10), (20, 10), (20, 40), (0, 40)]),
    ZONE.difference(box(10, 10, 20, 20)),
    box(0, 0, 3, 2),
]
ENDLESS = dict.fromkeys(
    (Role.WALL, Role.BARRIER, Role.SEAT, Role.CAMERA, Role.TREE, Role.ENTRANCE, Role.AMENITY),
    float("inf"),
)


def _shape(rng: np.random.Generator):
    at = rng.uniform(-30, 80, 2)
    return [
        Point(at),
        LineString(rng.uniform(-30, 80, (4, 2))),
        Polygon(rng.uniform(-30, 80, (5, 2))),
        MultiPoint(rng.uniform(-30, 80, (3, 2))),
        Polygon(),
        GeometryCollection([Point(at), LineString([at, at + 5])]),
        LineString([at, at]),
        MultiPolygon([Point(at).buffer(3), Point(at + 2).buffer(3)]),
        Point(at).buffer(4).exterior,
    ][rng.integers(0, 9)]


def _pick(rng: np.random.Generator, choices):
    return choices[int(rng.integers(0, len(choices)))]


@pytest.mark.parametrize("seed", range(60))
def test_any_drawing_gets_an_answer(seed: int) -> None:
    rng = np.random.default_rng(seed)
    things = []
    for number in range(int(rng.integers(0, 25))):
        element = thing(_pick(rng, list(Role)), _shape(rng), f"t{number}")
        words = {_pick(rng, KEYS): _pick(rng, VALUES) for _ in range(4)}
        is_measure = bool(rng.integers(0, 2))
        kind = _pick(rng, KINDS) if is_measure else ""
        things.append(replace(element, attributes=words, is_measure=is_measure, kind=kind))
    site = site_of(
        things,
        _pick(rng, ZONES),
        world=World(attributes=_pick(rng, list(Leaning))),
        square_tags={_pick(rng, ["opening_hours", "access"]): str(_pick(rng, VALUES))},
        unseen=_pick(rng, [{}, ENDLESS, {Role.WALL: 2.0, Role.SEAT: -1.0}]),
    )
    results = results_of(site)
    for spec in INDICATORS:
        outcome = spec.observe(site, results, RUBRIC)
        assert isinstance(outcome, NotAssessed) or np.isfinite(outcome.value), spec.key
