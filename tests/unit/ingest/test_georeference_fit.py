"""Drawings and pictures are laid down by control points, and the fit says how good it is."""

import math
from dataclasses import replace

import numpy as np
import pytest
import shapely

from sbd_tool.domain.control_points import ControlPoint, Transform
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.georeference import Model
from sbd_tool.domain.layers import Layer, Source, Underlay, as_geometry_array
from sbd_tool.formats.desk_rules import read_georeference_rules
from sbd_tool.ingest.georeference import (
    corner_transform,
    fit,
    fit_known_distance,
    moved_layer,
    moved_underlay,
    provisional_transform,
    traced_accuracy_m,
    world_file_order,
)

RULES = read_georeference_rules()
SQUARE = ((0.0, 0.0), (100.0, 0.0), (100.0, 100.0), (0.0, 100.0))
# Turned by 90 degrees, twice as large, shifted by (1000, 2000): the worked example of the page.
TURNED = ((1000.0, 2000.0), (1000.0, 2200.0), (800.0, 2200.0), (800.0, 2000.0))


def points(source, target, **changes):
    return tuple(
        ControlPoint(key=str(row), x=x, y=y, easting_m=e, northing_m=n, **changes)
        for row, ((x, y), (e, n)) in enumerate(zip(source, target, strict=True), start=1)
    )


def similar(scale, turn_deg, shift, source):
    turn = math.radians(turn_deg)
    a, d = scale * math.cos(turn), scale * math.sin(turn)
    known = Transform(a, -d, shift[0], d, a, shift[1])
    return known, [tuple(row) for row in known.moved(np.array(source))]


def keys(found):
    return {finding.key for finding in found.findings}


def test_a_similarity_is_recovered_to_a_billionth():
    source = [(3.0, 7.0), (120.5, -40.25), (88.0, 190.0), (-60.0, 75.5)]
    known, target = similar(0.0254, 33.0, (412.5, -77.25), source)
    found = fit(points(source, target), Model.HELMERT, RULES)
    assert found.transform.as_tuple() == pytest.approx(known.as_tuple(), abs=1e-9)
    assert found.rms_m < 1e-9
    assert found.transform.rotation_deg == pytest.approx(33.0, abs=1e-9)


def test_an_affine_is_recovered_to_a_billionth():
    known = Transform(0.5, -0.1, 30.0, 0.2, 0.7, -4.0)
    source = [(0.0, 0.0), (90.0, 10.0), (80.0, 120.0), (-10.0, 60.0)]
    target = [tuple(row) for row in known.moved(np.array(source))]
    found = fit(points(source, target), Model.AFFINE, RULES)
    assert found.transform.as_tuple() == pytest.approx(known.as_tuple(), abs=1e-9)
    assert found.rms_m < 1e-9


def test_coordinates_of_millions_of_metres_keep_a_tenth_of_a_micrometre():
    source = [(500_000.0, 5_300_000.0), (500_400.0, 5_300_010.0), (500_090.0, 5_300_390.0)]
    known, _ = similar(0.9996, 1.5, (0.0, 0.0), source)
    target = [tuple(row) for row in known.moved(np.array(source))]
    for model in (Model.HELMERT, Model.AFFINE):
        found = fit(points(source, target), model, RULES)
        assert max(residual.length_m for residual in found.residuals) < 1e-7


def test_the_worked_example_of_the_page_holds_digit_for_digit():
    # Control point 1 is off by 0.40 m east. All four have leverage 1/4 + 5000/20000 = 1/2.
    target = ((1000.4, 2000.0), *TURNED[1:])
    found = fit(points(SQUARE, target), Model.HELMERT, RULES)
    lengths = [residual.length_m for residual in found.residuals]
    assert lengths == pytest.approx([0.2, 0.1 * math.sqrt(2), 0.0, 0.1 * math.sqrt(2)], abs=1e-9)
    assert found.residuals[0].de_m == pytest.approx(0.2, abs=1e-9)
    left_out = [residual.left_out_m for residual in found.residuals]
    assert left_out == pytest.approx([0.4, 0.2 * math.sqrt(2), 0.0, 0.2 * math.sqrt(2)], abs=1e-9)
    assert found.redundancy == 4
    assert found.rms_m == pytest.approx(math.sqrt(0.02), abs=1e-9)
    assert found.sigma_m == pytest.approx(math.sqrt(0.02), abs=1e-9)
    assert found.accuracy_m == pytest.approx(math.sqrt(0.03), abs=1e-9)


@pytest.mark.parametrize("model", [Model.HELMERT, Model.AFFINE])
def test_leaving_a_point_out_says_what_a_fit_without_it_says(model):
    rng = np.random.default_rng(7)
    source = rng.uniform(-50, 50, (6, 2))
    known, _ = similar(1.7, 20, (10, 20), source)
    target = known.moved(source) + rng.normal(0, 0.1, (6, 2))
    given = points(source.tolist(), target.tolist())
    found = fit(given, model, RULES)
    for row, residual in enumerate(found.residuals):
        others = fit(given[:row] + given[row + 1 :], model, RULES)
        at = others.transform.moved(source[row : row + 1])[0]
        assert residual.left_out_m == pytest.approx(math.dist(at, target[row]), rel=1e-9)


def test_the_accuracy_is_that_of_traced_points_over_many_noisy_fits():
    rng = np.random.default_rng(11)
    source = rng.uniform(0, 200, (12, 2))
    known, _ = similar(0.5, 12, (100, 50), source)
    exact = known.moved(source)
    sigmas = [
        fit(
            points(source.tolist(), (exact + rng.normal(0, 0.05, exact.shape)).tolist()),
            Model.HELMERT,
            RULES,
        ).sigma_m
        for _ in range(300)
    ]
    assert np.sqrt(np.mean(np.square(sigmas))) == pytest.approx(0.05, rel=0.05)


def test_a_picture_comes_to_lie_the_right_way_up():
    # 400 x 200 pixels, 0.1 m each, north up, upper left corner at (1000, 2000).
    found = fit(
        points([(0.0, 0.0), (400.0, 200.0)], [(1000.0, 2000.0), (1040.0, 1980.0)]),
        Model.HELMERT,
        RULES,
        is_picture=True,
    )
    assert found.transform.as_tuple() == pytest.approx((0.1, 0, 1000, 0, -0.1, 2000), abs=1e-9)
    assert "desk.fit_mirrored" not in keys(found)


def test_two_points_are_told_to_be_unchecked_and_give_no_accuracy():
    found = fit(points(SQUARE[:2], TURNED[:2]), Model.HELMERT, RULES)
    assert (found.redundancy, found.sigma_m, found.accuracy_m) == (0, None, None)
    assert "desk.fit_unchecked" in keys(found)
    assert all(residual.left_out_m is None for residual in found.residuals)


def test_what_is_known_of_the_control_points_bounds_the_accuracy_from_below():
    pair = points(SQUARE[:2], TURNED[:2])
    assert fit(pair, Model.HELMERT, RULES, control_sigma_m=0.1).accuracy_m == pytest.approx(
        0.1 * math.sqrt(2)
    )
    perfect = fit(points(SQUARE, TURNED), Model.HELMERT, RULES, control_sigma_m=0.02)
    assert perfect.accuracy_m == pytest.approx(0.02 * math.sqrt(1.5))


def test_points_on_one_line_warn_a_helmert_and_stop_an_affine():
    line = [(0.0, 0.0), (50.0, 50.0), (100.0, 100.0)]
    _, target = similar(1.0, 10, (5, 5), line)
    assert "desk.fit_collinear" in keys(fit(points(line, target), Model.HELMERT, RULES))
    with pytest.raises(InputError) as refused:
        fit(points(line, target), Model.AFFINE, RULES)
    assert refused.value.what.key == "desk.fit_singular"
    nearly = [(0.0, 0.0), (50.0, 52.0), (100.0, 100.0)]
    _, target = similar(1.0, 10, (5, 5), nearly)
    assert "desk.fit_collinear" in keys(fit(points(nearly, target), Model.AFFINE, RULES))


def test_control_points_in_one_corner_of_the_plan_warn():
    found = fit(points(SQUARE, TURNED), Model.HELMERT, RULES, extent=(0, 0, 1000, 1000))
    assert "desk.fit_small_base" in keys(found)
    assert not fit(points(SQUARE, TURNED), Model.HELMERT, RULES, extent=(0, 0, 150, 150)).findings


def test_one_wrong_point_among_good_ones_is_named():
    rng = np.random.default_rng(3)
    source = rng.uniform(0, 100, (7, 2))
    known, _ = similar(1.0, 5, (0, 0), source)
    target = known.moved(source) + rng.normal(0, 0.02, source.shape)
    target[4] += (3.0, 0.0)
    found = fit(points(source.tolist(), target.tolist()), Model.HELMERT, RULES)
    assert [row.key for row in found.residuals if row.is_outlier] == ["5"]
    assert "desk.fit_outlier" in keys(found)


def test_plain_noise_accuses_nobody():
    rng = np.random.default_rng(5)
    accused = 0
    for _ in range(200):
        source = rng.uniform(0, 100, (6, 2))
        known, _ = similar(1.0, 5, (0, 0), source)
        target = known.moved(source) + rng.normal(0, 0.05, source.shape)
        found = fit(points(source.tolist(), target.tolist()), Model.HELMERT, RULES)
        accused += any(row.is_outlier for row in found.residuals)
    assert accused <= 8  # one in a hundred is the promise


def test_exchanged_points_of_an_affine_are_told_as_a_mirror():
    exchanged = (TURNED[0], TURNED[3], TURNED[2], TURNED[1])
    assert "desk.fit_mirrored" in keys(fit(points(SQUARE, exchanged), Model.AFFINE, RULES))


def test_a_stretched_scan_is_told():
    target = [(x * 1.03, y) for x, y in SQUARE]
    assert "desk.fit_stretched" in keys(fit(points(SQUARE, target), Model.AFFINE, RULES))


def test_a_point_left_out_of_the_fit_is_an_independent_check():
    given = points(SQUARE, ((1000.4, 2000.0), *TURNED[1:]))
    found = fit((replace(given[0], is_used=False), *given[1:]), Model.HELMERT, RULES)
    assert found.rms_m < 1e-9
    assert found.residuals[0].length_m == pytest.approx(0.4)
    assert not found.residuals[0].is_used


@pytest.mark.parametrize(
    ("given", "model", "key"),
    [
        (points(SQUARE[:1], TURNED[:1]), Model.HELMERT, "desk.fit_too_few"),
        (points(SQUARE[:2], TURNED[:2]), Model.AFFINE, "desk.fit_too_few"),
        (points([(1, 1), (1, 1)], TURNED[:2]), Model.HELMERT, "desk.fit_singular"),
        (points(SQUARE[:2], [(5, 5), (5, 5)]), Model.HELMERT, "desk.fit_singular"),
        (points([(0, 0), (math.nan, 1)], TURNED[:2]), Model.HELMERT, "desk.fit_no_number"),
        (points([(0, 0), (1e300, 1)], TURNED[:2]), Model.HELMERT, "desk.fit_no_number"),
        (points(SQUARE, TURNED), Model.KNOWN_DISTANCE, "desk.fit_too_few"),
    ],
)
def test_points_that_say_nothing_are_refused_in_words(given, model, key):
    with pytest.raises(InputError) as refused:
        fit(given, model, RULES)
    assert refused.value.what.key == key


def test_one_known_distance_scales_and_keeps_its_first_end():
    found = fit_known_distance((10, 20), (13, 24), 2.5, RULES, lies_at_m=(100, 200))
    ends = found.transform.moved(np.array([(10.0, 20.0), (13.0, 24.0)]))
    assert ends == pytest.approx(np.array([(100.0, 200.0), (101.5, 202.0)]), abs=1e-9)
    assert found.transform.scale_x == pytest.approx(0.5, abs=1e-12)
    assert found.accuracy_m is None
    assert "desk.fit_unchecked" in keys(found)
    with pytest.raises(InputError):
        fit_known_distance((1, 1), (1, 1), 5, RULES)
    with pytest.raises(InputError):
        fit_known_distance((1, 1), (2, 2), 0, RULES)


def test_a_known_distance_on_a_picture_keeps_it_upright_and_turned_as_asked():
    found = fit_known_distance((0, 0), (100, 0), 50, RULES, is_picture=True, rotation_deg=90)
    at = found.transform.moved(np.array([(100.0, 0.0), (0.0, 100.0)]))
    assert at == pytest.approx(np.array([(0.0, 50.0), (50.0, 0.0)]), abs=1e-9)


def underlay(transform=(0.1, 0.0, 0.0, -0.1, 0.05, 19.95), **changes):
    return Underlay(
        stamp=Stamp(id="u"), name="scan", blob="", media_type="image/png", width_px=400,
        height_px=200, transform=transform, source=Source(name="scan.png"), **changes,
    )  # fmt: skip


def test_pixel_corners_and_world_files_are_half_a_pixel_apart():
    corners = corner_transform(underlay())
    assert corners.as_tuple() == pytest.approx((0.1, 0, 0, 0, -0.1, 20), abs=1e-12)
    assert world_file_order(corners) == pytest.approx(underlay().transform, abs=1e-12)


def test_an_underlay_takes_place_accuracy_and_control_points_of_a_fit():
    given = points([(0, 0), (400, 0), (400, 200)], [(0, 0), (0, 40), (20.1, 40)])
    found = fit(given, Model.HELMERT, RULES, is_picture=True)
    placed = moved_underlay(underlay(), found)
    assert placed.accuracy_m == found.accuracy_m is not None
    assert placed.control_points == given
    assert corner_transform(placed).as_tuple() == pytest.approx(found.transform.as_tuple())


def test_a_layer_moves_and_its_own_accuracy_adds_to_that_of_the_fit():
    layer = Layer(
        stamp=Stamp(id="l"), name="walls", role=None, ids=("a",),
        geometry=as_geometry_array([shapely.LineString(SQUARE[:2])]), attributes=({},),
        accuracy_m=0.01,
    )  # fmt: skip
    found = fit(points(SQUARE, TURNED), Model.HELMERT, RULES, control_sigma_m=0.02)
    placed = moved_layer(layer, found)
    assert shapely.get_coordinates(placed.geometry[0]) == pytest.approx(np.array(TURNED[:2]))
    assert placed.accuracy_m == pytest.approx(math.hypot(0.02 * math.sqrt(1.5), 0.02))
    assert shapely.get_coordinates(layer.geometry[0])[0].tolist() == [0.0, 0.0]
    unknown = fit(points(SQUARE[:2], TURNED[:2]), Model.HELMERT, RULES)
    assert moved_layer(layer, unknown).accuracy_m is None


def test_tracing_takes_the_accuracy_of_the_topmost_visible_picture():
    under, over = underlay(accuracy_m=0.5), underlay(accuracy_m=0.05)
    spot = shapely.Point(10, 10)
    assert traced_accuracy_m((under, over), spot) == 0.05
    assert traced_accuracy_m((under, replace(over, is_visible=False)), spot) == 0.5
    assert traced_accuracy_m((under, replace(over, accuracy_m=None)), spot) is None
    assert traced_accuracy_m((under, over), shapely.Point(500, 10)) is None


def test_a_picture_without_a_place_lies_upright_in_the_view():
    laid = provisional_transform(400, 200, (100.0, 50.0), 80.0)
    assert laid.as_tuple() == pytest.approx((0.2, 0, 60, 0, -0.2, 70))
    assert laid.inverse().moved(np.array([(100.0, 50.0)]))[0] == pytest.approx([200, 100])
    assert laid.after(laid.inverse()).as_tuple() == pytest.approx((1, 0, 0, 0, 1, 0), abs=1e-9)
