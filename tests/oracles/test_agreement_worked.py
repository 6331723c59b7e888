"""Agreement of two assessors against published worked examples."""

import numpy as np
import pytest

from sbd_tool.scoring.checklists.kappa import icc, kappa, nominal, quadratic, table_of

COHEN_1968 = 200 * np.array([[0.44, 0.05, 0.01], [0.07, 0.20, 0.03], [0.09, 0.05, 0.06]])
SHROUT_FLEISS_1979 = np.array(
    [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]], float
)


def test_kappa_and_its_interval_equal_the_example_of_bonett() -> None:
    # statpsych, ci.kappa(.05, 31, 12, 4, 58): 0.6756757, 0.5317210 to 0.8196303
    found = kappa(np.array([[31.0, 12.0], [4.0, 58.0]]), nominal(2))
    assert found is not None
    assert found.value == pytest.approx(0.6756757, abs=1e-7)
    assert (found.low, found.high) == (pytest.approx(0.5317210, abs=1e-7), pytest.approx(0.8196303))


def test_kappa_by_hand() -> None:
    # 50 pairs, 35 the same: .7; by chance .5 * .6 + .5 * .4 = .5; (.7 - .5) / (1 - .5) = .4
    found = kappa(np.array([[20.0, 5.0], [10.0, 15.0]]), nominal(2))
    assert found is not None
    assert found.value == pytest.approx(0.4)


def test_weighted_kappa_equals_the_example_of_cohen() -> None:
    # J. Cohen, Psychological Bulletin 70 (1968), Table 1: kappa .492, weighted .348
    plain = kappa(COHEN_1968, nominal(3))
    weighted = kappa(COHEN_1968, np.array([[0.0, 1, 3], [1, 0, 6], [3, 6, 0]]))
    assert plain is not None
    assert weighted is not None
    assert (round(plain.value, 3), round(weighted.value, 3)) == (0.492, 0.348)


def test_icc_equals_the_example_of_shrout_and_fleiss() -> None:
    # Psychological Bulletin 86 (1979), Tables 2 to 4: ICC(2,1) = .29; interval .019 to .761
    found = icc(SHROUT_FLEISS_1979)
    assert found is not None
    assert round(found.value, 2) == 0.29
    assert (found.low, found.high) == (pytest.approx(0.019, abs=5e-4), pytest.approx(0.761, 1e-3))


def test_quadratic_weights_equal_the_icc_of_long_series() -> None:
    # Fleiss and Cohen 1973: with quadratic weights kappa and ICC(2,1) meet as places grow many.
    first = [0, 1, 2, 3, 3, 2, 1, 0, 1, 2] * 40
    second = [0, 1, 3, 3, 2, 2, 1, 1, 1, 2] * 40
    words = [(str(a), str(b)) for a, b in zip(first, second, strict=True)]
    weighted = kappa(table_of(words, ["0", "1", "2", "3"]), quadratic(4))
    correlation = icc(np.array([first, second], dtype=float).T)
    assert weighted is not None
    assert correlation is not None
    assert weighted.value == pytest.approx(correlation.value, abs=0.002)


def test_where_both_give_one_answer_everywhere_kappa_is_not_defined() -> None:
    assert kappa(np.array([[7.0, 0.0], [0.0, 0.0]]), nominal(2)) is None
    assert kappa(np.zeros((2, 2)), nominal(2)) is None
    assert icc(np.array([[2.0, 2.0], [2.0, 2.0]])) is None
    assert icc(np.array([[2.0, 2.0]])) is None
