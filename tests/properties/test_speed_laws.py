"""Laws of what indicators read from approach speeds; made-up stretches, so no lattice is driven."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString

from sbd_tool.analysis.spec import NotAssessed
from sbd_tool.domain.approach_results import DOUBTS, ClassSpeed, EdgeSpeed, EdgeSpeeds, StandRating
from sbd_tool.domain.effective import Leaning, World
from sbd_tool.domain.results import ApproachGap, ClearGaps
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.domain.scores import Reading
from sbd_tool.scoring.curve import triple
from sbd_tool.scoring.indicators import INDICATORS
from sbd_tool.scoring.ledger import ledger_score
from sbd_tool.scoring.readings import read
from sbd_tool.scoring.spec import Observed
from sbd_tool.scoring.worlds import worlds_of
from tests.drawn import RUBRIC, site_of

LAWS = settings(max_examples=60, deadline=None, derandomize=True)
LINE = LineString([(0, 0), (10, 0)])
RING = ClearGaps(
    gaps=(
        ApproachGap(
            approach="A1",
            length_m=10,
            gap_m=1.1,
            at=LINE,
            objects=("row",),
            barriers=("row", "loose"),
            closed_m=10,
            is_rating_open=False,
            members=("row",),
        ),
    ),
    exposed_m=10,
)


def one(low: float, high: float, *, from_end: bool = False) -> ClassSpeed:
    return ClassSpeed(
        vehicle="truck_7t",
        low_mps=low,
        high_mps=high,
        normal_mps=high,
        low_normal_mps=low,
        energy_kj=0,
        normal_energy_kj=0,
        run_m=10,
        run_line=LINE,
        entry_mps=0,
        run_mps=low,
        is_from_limit=from_end,
        lines="standard",
    )


def stretch(speed: ClassSpeed, stands: tuple[StandRating, ...], doubts: tuple[str, ...] = ()):
    return EdgeSpeed(
        key="A1.1",
        approach="A1",
        start=0,
        end=10,
        line=LINE,
        classes=(speed,),
        vehicle="truck_7t",
        required="V/7200[N2A]/64/90",
        barriers=tuple(stand.id for stand in stands),
        rating_ratio=None,
        best_ratio=None,
        is_adequate=False,
        standoff_m=0,
        doubts=doubts,
        stands=stands,
    )


speeds = st.tuples(st.floats(1, 50), st.floats(1, 2)).map(lambda two: (two[0], two[0] * two[1]))
ratios = st.tuples(st.floats(0, 3), st.floats(1, 2)).map(lambda two: (two[0], two[0] * two[1]))
doubts = st.lists(st.sampled_from(DOUBTS), unique=True, max_size=3).map(tuple)
stands = ratios.map(lambda two: StandRating("row", is_rated=True, ratio=two[0], best_ratio=two[1]))
stretches = st.builds(
    lambda pair, stand, told: stretch(one(*pair), (stand,), told), speeds, stands, doubts
)
edges = st.lists(stretches, min_size=1, max_size=4)


def reading(key: str, found: EdgeSpeeds) -> Reading:
    spec, rule = INDICATORS[key], RUBRIC.indicators[key]
    seen = []
    for world in worlds_of(spec).each():
        site = site_of([], world=world)
        seen.append(spec.observe(site, {"gaps": RING, "approach": found}, RUBRIC))
    return read(rule, *seen)


def points(key: str, found: EdgeSpeeds) -> tuple[float, float | None, float]:
    return triple(RUBRIC.indicators[key], reading(key, found))


@pytest.mark.parametrize("key", ["P03", "P04"])
@LAWS
@given(found=edges)
def test_the_three_readings_are_in_order_and_a_doubt_takes_the_single_number(key, found) -> None:
    low, likely, high = points(key, EdgeSpeeds(edges=tuple(found)))
    assert low <= high
    assert likely is None or low <= likely <= high
    worst = max(found, key=lambda edge: edge.fastest.normal_mps)
    if key == "P04" and (worst.doubts or worst.fastest.is_wide):
        assert likely is None


@LAWS
@given(found=edges, faster=st.floats(1, 2), at=st.integers(0, 3))
def test_a_faster_stretch_never_raises_an_end_of_p04(found, faster, at) -> None:
    at %= len(found)
    edge, speed = found[at], found[at].classes[0]
    quick = replace(
        speed,
        normal_mps=speed.normal_mps * faster,
        high_mps=speed.high_mps * faster,
        low_normal_mps=speed.low_normal_mps * faster,
        low_mps=speed.low_mps * faster,
    )
    worse = [*found]
    worse[at] = replace(edge, classes=(quick,))
    before, after = (
        points("P04", EdgeSpeeds(edges=tuple(found))),
        points("P04", EdgeSpeeds(edges=tuple(worse))),
    )
    assert after[0] <= before[0] + 1e-9
    assert after[2] <= before[2] + 1e-9


@LAWS
@given(found=edges, weaker=st.floats(0, 1), at=st.integers(0, 3))
def test_a_weaker_rating_never_raises_an_end_of_p03(found, weaker, at) -> None:
    at %= len(found)
    edge, stand = found[at], found[at].stands[0]
    weak = replace(stand, ratio=stand.ratio * weaker, best_ratio=stand.best_ratio * weaker)
    worse = [*found]
    worse[at] = replace(edge, stands=(weak,))
    before, after = (
        points("P03", EdgeSpeeds(edges=tuple(found))),
        points("P03", EdgeSpeeds(edges=tuple(worse))),
    )
    assert after[0] <= before[0] + 1e-9
    assert after[2] <= before[2] + 1e-9


@pytest.mark.parametrize("key", ["P03", "P04"])
@LAWS
@given(found=edges, more=stretches)
def test_a_further_stretch_never_raises_an_end(key, found, more) -> None:
    before = points(key, EdgeSpeeds(edges=tuple(found)))
    after = points(key, EdgeSpeeds(edges=(*found, more)))
    assert after[0] <= before[0] + 1e-9
    assert after[2] <= before[2] + 1e-9


@pytest.mark.parametrize("key", ["P03", "P04"])
@LAWS
@given(found=edges)
def test_not_knowing_the_entry_speed_only_widens(key, found) -> None:
    known = EdgeSpeeds(edges=tuple(found))
    before, after = points(key, known), points(key, replace(known, is_entry_assumed=True))
    assert after[0] <= before[0]
    assert after[2] >= before[2]
    assert after[1] is None or key == "P03"


@LAWS
@given(found=edges)
def test_speeds_never_widen_the_range_of_protection(found) -> None:
    seen = EdgeSpeeds(edges=tuple(found))
    without = NotAssessed(reason=RUBRIC.indicators["P04"].name)
    spans = []
    for approach in (without, seen):
        told = {}
        for key in ("P03", "P04"):
            outcomes = [
                INDICATORS[key].observe(
                    site_of([], world=world), {"gaps": RING, "approach": approach}, RUBRIC
                )
                for world in worlds_of(INDICATORS[key]).each()
            ]
            told[key] = read(RUBRIC.indicators[key], *outcomes)
        ledger = ledger_score(RUBRIC, LedgerKey.PROTECTION, told)
        spans.append((ledger.low, ledger.high))
    assert spans[1][0] >= spans[0][0]
    assert spans[1][1] <= spans[0][1]


def test_loose_things_beside_the_ring_are_not_read() -> None:
    row = StandRating("row", is_rated=True, ratio=1.1, best_ratio=1.2)
    loose = StandRating("loose", is_rated=False, ratio=0.0, best_ratio=0.0)
    both = EdgeSpeeds(edges=(stretch(one(10, 11), (row, loose)),))
    site = site_of([], world=World(attributes=Leaning.LIKELY))
    found = INDICATORS["P03"].observe(site, {"gaps": RING, "approach": both}, RUBRIC)
    assert isinstance(found, Observed)
    assert (found.value, found.objects) == (1.1, ("row",))
