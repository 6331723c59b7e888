"""Laws of fits that hold for any control points."""

import math

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sbd_tool.domain.control_points import ControlPoint, Transform
from sbd_tool.domain.georeference import Model
from sbd_tool.formats.desk_rules import read_georeference_rules
from sbd_tool.ingest.georeference import fit
from sbd_tool.ingest.georeference.adjustment import thinness

RULES = read_georeference_rules()
NUMBER = st.floats(-1000, 1000, allow_nan=False, width=32)
PLACE = st.tuples(NUMBER, NUMBER)
PLACES = st.lists(PLACE, min_size=4, max_size=12, unique=True)
SIMILARITY = st.tuples(st.floats(0.01, 100), st.floats(-180, 180), NUMBER, NUMBER)


def similarity(scale, turn_deg, east, north):
    turn = math.radians(turn_deg)
    a, d = scale * math.cos(turn), scale * math.sin(turn)
    return Transform(a, -d, east, d, a, north)


def control(source, target):
    return [
        ControlPoint(key=str(row), x=x, y=y, easting_m=e, northing_m=n)
        for row, ((x, y), (e, n)) in enumerate(zip(source, target, strict=True))
    ]


def spread(source):
    return float(np.ptp(source, axis=0).max())


@settings(deadline=None, max_examples=80)
@given(PLACES, SIMILARITY)
def test_helmert_of_a_similarity_is_exact(places, parameters):
    source = np.array(places)
    assume(spread(source) > 1.0)
    known = similarity(*parameters)
    found = fit(control(source, known.moved(source)), Model.HELMERT, RULES)
    size = 1000.0 * parameters[0] + 1000.0
    assert max(residual.length_m for residual in found.residuals) <= 1e-11 * size
    assert found.transform.determinant > 0


@settings(deadline=None, max_examples=80)
@given(PLACES, st.lists(PLACE, min_size=12, max_size=12), st.floats(-180, 180), PLACE)
def test_residuals_do_not_change_when_both_frames_turn(places, noise, turn_deg, shift):
    source = np.array(places)
    assume(spread(source) > 10.0)
    target = source * 2.0 + np.array(noise[: len(source)]) * 1e-3
    turned = similarity(1.0, turn_deg, *shift)
    for model in (Model.HELMERT, Model.AFFINE):
        assume(thinness(source) > 1e-3)
        before = fit(control(source, target), model, RULES)
        after = fit(control(turned.moved(source), turned.moved(target)), model, RULES)
        for one, other in zip(before.residuals, after.residuals, strict=True):
            assert math.isclose(one.length_m, other.length_m, abs_tol=1e-7)
        assert math.isclose(before.rms_m, after.rms_m, abs_tol=1e-7)


@settings(deadline=None, max_examples=80)
@given(PLACES, st.lists(PLACE, min_size=12, max_size=12))
def test_more_freedom_never_fits_worse_and_never_invents_accuracy(places, noise):
    source = np.array(places)
    assume(spread(source) > 10.0)
    assume(thinness(source) > 1e-3)
    given_points = control(source, source + np.array(noise[: len(source)]) * 1e-2)
    helmert = fit(given_points, Model.HELMERT, RULES)
    affine = fit(given_points, Model.AFFINE, RULES)
    assert affine.rms_m <= helmert.rms_m + 1e-9
    for found in (helmert, affine):
        assert found.sigma_m is None or found.accuracy_m >= found.sigma_m
        assert found.left_out_rms_m is None or found.left_out_rms_m >= found.rms_m - 1e-9
