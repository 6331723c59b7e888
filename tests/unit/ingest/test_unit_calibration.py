"""One thing of known length tells the unit of a drawing, and how far to trust that."""

import math

import pytest

from sbd_tool.domain.errors import InputError
from sbd_tool.formats.desk_rules import read_georeference_rules
from sbd_tool.ingest.unit_calibration import Plausibility, units_from_known_length
from sbd_tool.ingest.units import UNITS_M

RULES = read_georeference_rules()


@pytest.mark.parametrize("unit", UNITS_M)
def test_every_unit_is_found_from_an_exact_length(unit):
    found = units_from_known_length(12.5 / UNITS_M[unit], 12.5, RULES)
    assert (found.unit, found.plausibility, found.remedy) == (unit, Plausibility.SURE, None)
    assert found.off_share == pytest.approx(0, abs=1e-12)


def test_a_kerb_of_fifteen_centimetres_drawn_as_151_millimetres_is_in_millimetres():
    found = units_from_known_length(151.0, 0.15, RULES)
    assert (found.unit, found.unit_m, found.plausibility) == ("mm", 0.001, Plausibility.SURE)
    assert found.off_share == pytest.approx(-0.0066, abs=1e-4)


def test_a_length_a_little_off_asks_for_another_measurement():
    found = units_from_known_length(95.0, 0.1, RULES)
    assert (found.unit, found.plausibility) == ("mm", Plausibility.NEAR)
    assert found.remedy is not None


def test_a_scaled_drawing_fits_no_unit_and_says_what_one_unit_would_be():
    found = units_from_known_length(2.0, 1.0, RULES)
    assert found.plausibility is Plausibility.ODD
    assert found.measured_unit_m == 0.5
    assert found.sentence.as_mapping()["unit_m"].value == 0.5


@pytest.mark.parametrize("pair", [(0, 1), (1, 0), (-1, 1), (1, math.inf), (math.nan, 1)])
def test_lengths_that_are_none_are_refused(pair):
    with pytest.raises(InputError):
        units_from_known_length(*pair, RULES)
