"""Distances, areas and angles by hand, each with the accuracy that its points allow."""

import math

import pytest
from shapely.geometry import LineString, Point, Polygon, box

from sbd_tool.app.language import load_words
from sbd_tool.domain.measured import Quantum, bare_words_of, is_measurable, measure, words_of

EN, DE = load_words("en"), load_words("de")


def test_a_distance_between_two_points_errs_at_both_ends():
    found = measure(Quantum.LENGTH, LineString([(0, 0), (3, 4)]), 0.1)
    assert found.value == 5
    assert found.sigma == pytest.approx(0.1 * math.sqrt(2))


def test_a_point_amid_a_straight_line_adds_no_error_and_a_corner_does():
    straight = measure(Quantum.LENGTH, LineString([(0, 0), (4, 0), (9, 0)]), 0.1)
    assert straight.sigma == pytest.approx(0.1 * math.sqrt(2))
    corner = measure(Quantum.LENGTH, LineString([(0, 0), (4, 0), (4, 5)]), 0.1)
    assert corner.sigma == pytest.approx(0.1 * 2)


def test_the_error_of_an_area_grows_with_its_diagonals_and_holes_count():
    found = measure(Quantum.AREA, box(0, 0, 10, 10), 0.1)
    assert found.value == 100
    assert found.sigma == pytest.approx(0.1 * math.sqrt(4 * 200) / 2)
    holed = Polygon(box(0, 0, 10, 10).exterior, [box(2, 2, 4, 4).exterior])
    assert measure(Quantum.AREA, holed, 0.1).value == 96
    assert measure(Quantum.AREA, holed, 0.1).sigma > found.sigma


def test_an_angle_is_the_smaller_one_and_errs_less_with_longer_arms():
    found = measure(Quantum.ANGLE, LineString([(10, 0), (0, 0), (0, 10)]), 0.1)
    assert found.value == pytest.approx(90)
    assert found.sigma == pytest.approx(math.degrees(0.1 * math.sqrt(0.04)))
    across = measure(Quantum.ANGLE, LineString([(-1, 0.001), (0, 0), (-1, -0.001)]))
    assert across.value == pytest.approx(math.degrees(0.002), rel=1e-3)
    longer = measure(Quantum.ANGLE, LineString([(20, 0), (0, 0), (0, 20)]), 0.1)
    assert longer.sigma == pytest.approx(found.sigma / 2)


@pytest.mark.parametrize("accuracy", [None, 0.0, -1.0, float("nan"), float("inf")])
def test_what_nobody_knows_is_unknown_and_never_zero(accuracy):
    found = measure(Quantum.LENGTH, LineString([(0, 0), (3, 4)]), accuracy)
    assert found.sigma is None
    assert EN(words_of(found)) == "5.00\u202fm (accuracy unknown)"
    assert DE(words_of(found)) == "5,00\u202fm (Genauigkeit unbekannt)"


@pytest.mark.parametrize(
    ("length", "accuracy", "told"),
    [
        (12.346, 0.03, "12.35\u202fm ± 0.04\u202fm"),
        (12.346, 0.2, "12.35\u202fm ± 0.28\u202fm"),
        (12.346, 3.0, "12.3\u202fm ± 4.2\u202fm"),
        (123.45, 25.0, "123\u202fm ± 35\u202fm"),
        (12.346, 0.0007, "12.3460\u202fm ± 0.0010\u202fm"),
        (12.346, 1e-9, "12.3460\u202fm ± 0.0001\u202fm"),
    ],
)
def test_digits_end_where_the_accuracy_ends_them(length, accuracy, told):
    found = measure(Quantum.LENGTH, LineString([(0, 0), (length, 0)]), accuracy)
    assert EN(words_of(found)) == told


def test_a_read_out_says_the_bare_figure():
    found = measure(Quantum.ANGLE, LineString([(1, 0), (0, 0), (1, 1)]))
    assert EN(bare_words_of(found)) == "45.0\u202f°"


@pytest.mark.parametrize(
    ("quantum", "shape"),
    [
        (Quantum.LENGTH, Point(0, 0)),
        (Quantum.LENGTH, LineString([(1, 1), (1, 1)])),
        (Quantum.AREA, LineString([(0, 0), (1, 1)])),
        (Quantum.ANGLE, LineString([(0, 0), (1, 1)])),
        (Quantum.ANGLE, LineString([(0, 0), (0, 0), (1, 1)])),
        (Quantum.ANGLE, LineString([(0, 0), (1, 0), (1, 1), (2, 2)])),
    ],
)
def test_what_has_no_such_measure_is_refused(quantum, shape):
    assert not is_measurable(quantum, shape)
    with pytest.raises(ValueError, match="cannot be measured"):
        measure(quantum, shape)
