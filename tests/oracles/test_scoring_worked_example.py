"""The worked example of docs/method/scoring.md, section 9, calculated by hand there."""

import pytest

from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.domain.scores import Reading
from sbd_tool.formats.rules import read_rubric
from sbd_tool.scoring.chain import earned_split, link, lost_split
from sbd_tool.scoring.ledger import ledger_score

RUBRIC = read_rubric()


def seen(value: float, evidence: Evidence = Evidence.SEEN) -> Reading:
    return Reading(worst=value, likely=value, best=value, evidence=evidence)


OPENNESS = {
    "O01": seen(60),
    "O02": seen(50),
    "O04": seen(1.8),
    "O05": seen(100),
    "O24": seen(60),
    "O09": seen(3),
    "O11": Reading(worst=10, likely=15, best=30, evidence=Evidence.PLAN),
    "O13": seen(10),
    "O14": seen(100),
    "O15": seen(2),
    "O16": seen(25),
}
PROTECTION = {
    "P01": seen(90),
    "P02": seen(1.2),
    "P03": seen(0.5, Evidence.ASSUMED),
    "P04": seen(48, Evidence.ASSUMED),
    "P05": seen(25),
    "P06": seen(50),
    "P07": seen(5),
    "P09": seen(80),
    "P12": seen(1),
    "P15": seen(80),
}


def test_openness_comes_out_as_calculated_by_hand():
    ledger = ledger_score(RUBRIC, LedgerKey.OPENNESS, OPENNESS)
    assert ledger.score == pytest.approx(63.471074, abs=1e-6)
    assert ledger.low == pytest.approx(33.299720, abs=1e-6)
    assert ledger.high == pytest.approx(83.551821, abs=1e-6)
    assert ledger.coverage == pytest.approx(0.542297, abs=1e-6)
    assert not ledger.fit_to_print


def test_the_points_of_openness_are_those_of_the_curves():
    ledger = ledger_score(RUBRIC, LedgerKey.OPENNESS, OPENNESS)
    points = {key: ledger.indicators[key].likely for key in OPENNESS}
    assert points == pytest.approx(
        {
            "O01": 50,
            "O02": 40,
            "O04": 70,
            "O05": 100,
            "O24": 50,
            "O09": 70,
            "O11": 50,
            "O13": 70,
            "O14": 100,
            "O15": 50,
            "O16": 60,
        }
    )
    assert ledger.indicators["O11"].low == pytest.approx(100 / 3)
    assert ledger.indicators["O11"].high == pytest.approx(100)


@pytest.mark.parametrize(
    ("key", "weight"),
    [
        ("O01", 0.0470588),
        ("O02", 0.0470588),
        ("O16", 0.0470588),
        ("O04", 0.0235294),
        ("O05", 0.0235294),
        ("O24", 0.0235294),
        ("O09", 0.0672269),
        ("O11", 0.0672269),
        ("O13", 0.1176471),
        ("O14", 0.0392157),
        ("O15", 0.0392157),
    ],
)
def test_weights_of_openness_are_those_of_the_hand_calculation(key, weight):
    ledger = ledger_score(RUBRIC, LedgerKey.OPENNESS, OPENNESS)
    assert ledger.indicators[key].weight == pytest.approx(weight, abs=1e-7)


def test_protection_comes_out_as_calculated_by_hand():
    ledger = ledger_score(RUBRIC, LedgerKey.PROTECTION, PROTECTION)
    assert ledger.score == pytest.approx(60.610583, abs=1e-6)
    assert ledger.low == pytest.approx(39.883929, abs=1e-6)
    assert ledger.high == pytest.approx(74.080357, abs=1e-6)
    assert ledger.coverage == pytest.approx(0.658036, abs=1e-6)
    assert ledger.fit_to_print


def test_the_ring_and_its_split_come_out_as_calculated_by_hand():
    assert link(100, 25, 30) == pytest.approx(47.5)
    assert earned_split((100, 25, 30)) == pytest.approx((10, 10, 27.5))
    assert lost_split((100, 25, 30), (100, 100, 60)) == pytest.approx((0, 41.25, 11.25))
    ledger = ledger_score(RUBRIC, LedgerKey.PROTECTION, PROTECTION)
    assert ledger.chains["ring"] == pytest.approx((47.5, 47.5, 47.5))
    assert ledger.indicators["P03"].lost == pytest.approx(7.835821, abs=1e-6)
    assert ledger.indicators["P02"].lost == pytest.approx(0, abs=1e-9)


def test_the_assumed_share_is_the_weight_of_rating_and_speed():
    ledger = ledger_score(RUBRIC, LedgerKey.PROTECTION, PROTECTION)
    assert ledger.assumed_share == pytest.approx(2 * 0.125 / 3 / 0.6580357, abs=1e-6)
    assert ledger.unverified_share == pytest.approx(ledger.assumed_share)
