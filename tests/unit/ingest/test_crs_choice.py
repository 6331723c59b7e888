import pytest
import shapely
from pyproj import CRS
from shapely.geometry import Point, box

from sbd_tool.domain.errors import CrsMissingError, InputError, PlanUnreadableError
from sbd_tool.ingest import crs
from tests.raw_plans import assembled, raw_layer, raw_plan


def _square(x: float, y: float, side: float) -> shapely.Polygon:
    return box(x, y, x + side, y + side)


@pytest.mark.parametrize(
    ("given", "x", "y", "side", "chosen"),
    [
        ("EPSG:3879", 25_497_000, 6_672_000, 80, "EPSG:3879"),
        ("EPSG:27700", 532_000, 181_000, 80, "EPSG:27700"),
        ("EPSG:2154", 652_000, 6_863_000, 80, "EPSG:2154"),
        ("EPSG:4326", 24.94, 60.17, 0.001, "EPSG:25835"),
        ("EPSG:4979", 24.94, 60.17, 0.001, "EPSG:25835"),
        ("EPSG:4258", -3.70, 40.41, 0.001, "EPSG:25830"),
        ("EPSG:4326", -74.0, 40.7, 0.001, "EPSG:32618"),
        ("EPSG:4326", 151.2, -33.8, 0.001, "EPSG:32756"),
        ("EPSG:4326", 20.0, 86.0, 0.001, "EPSG:32661"),
        ("EPSG:3857", 1_605_000, 6_460_000, 100, "EPSG:25833"),
        ("EPSG:3395", 1_605_000, 6_430_000, 100, "EPSG:25833"),
        ("EPSG:2263", 981_000, 196_000, 300, "EPSG:32618"),
    ],
)
def test_a_plan_keeps_its_grid_when_it_is_true_to_scale_and_else_gets_the_local_zone(
    given, x, y, side, chosen
) -> None:
    layer = raw_layer([(_square(x, y, side), {})], crs=given)
    assert crs.choose([layer], None, scale_error=0.01) == chosen


def test_a_web_mercator_square_gets_its_true_area() -> None:
    side = 100.0
    layer = raw_layer([(_square(1_605_000, 6_460_000, side), {"role": "site_boundary"})],
                      crs="EPSG:3857")  # fmt: skip
    result = assembled(raw_plan(layer))
    area = result.layers[0].geometry[0].area
    # At latitude 50.1 web mercator stretches lengths by 1 / cos(latitude) = 1.56.
    assert area == pytest.approx(side**2 / 1.559**2, rel=0.01)


def test_us_feet_become_metres() -> None:
    layer = raw_layer([(_square(981_000, 196_000, 328.08), {})], crs="EPSG:2263")
    result = assembled(raw_plan(layer))
    assert result.layers[0].geometry[0].area == pytest.approx(10_000, rel=0.002)


def test_a_layer_without_a_crs_is_asked_for_with_likely_answers() -> None:
    layer = raw_layer([(_square(25_497_000, 6_672_000, 80), {})], crs=None, name="Kerbs")
    with pytest.raises(CrsMissingError) as asked:
        assembled(raw_plan(layer))
    assert dict(asked.value.what.params)["layer"] == "Kerbs"
    candidates = str(dict(asked.value.hint.params)["candidates"]).split(", ")
    assert candidates[0] == "EPSG:3879"
    assert len(candidates) <= 3


def test_degrees_without_a_crs_are_never_taken_for_metres() -> None:
    layer = raw_layer([(_square(24.94, 60.17, 0.001), {})], crs=None)
    with pytest.raises(CrsMissingError) as asked:
        assembled(raw_plan(layer))
    assert "EPSG:4326" in str(dict(asked.value.hint.params)["candidates"])


def test_the_crs_a_person_names_places_the_silent_layer() -> None:
    layer = raw_layer([(_square(25_497_000, 6_672_000, 80), {})], crs=None)
    result = assembled(raw_plan(layer), crs="EPSG:3879")
    assert result.crs == "EPSG:3879"
    assert result.layers[0].geometry[0].area == pytest.approx(6_400)


def test_a_wished_crs_fit_for_measuring_becomes_the_projects() -> None:
    layer = raw_layer([(_square(24.94, 60.17, 0.001), {})], crs="EPSG:4326")
    assert assembled(raw_plan(layer), crs="EPSG:3879").crs == "EPSG:3879"


def test_a_wished_crs_unfit_for_measuring_does_not() -> None:
    layer = raw_layer([(_square(24.94, 60.17, 0.001), {})], crs="EPSG:4326")
    assert assembled(raw_plan(layer), crs="EPSG:3857").crs == "EPSG:25835"


def test_a_wished_crs_nobody_knows_is_said_to_be_unknown() -> None:
    layer = raw_layer([(Point(1, 2), {})])
    with pytest.raises(InputError) as problem:
        assembled(raw_plan(layer), crs="EPSG:999999")
    assert problem.value.what.key == "ingest.crs_unknown"


def test_local_keeps_the_drawings_own_metres() -> None:
    layer = raw_layer([(_square(-2_000, 40, 80), {})], crs=None)
    result = assembled(raw_plan(layer), crs="local")
    assert crs.is_local(result.crs)
    assert result.layers[0].bounds == (-2_000, 40, -1_920, 120)


def test_local_is_refused_for_layers_that_have_a_place() -> None:
    with pytest.raises(InputError):
        assembled(raw_plan(raw_layer([(_square(500_000, 5_000_000, 80), {})])), crs="local")


def test_an_undefined_geographic_crs_counts_as_missing() -> None:
    wkt = (
        'GEOGCS["Undefined geographic SRS",DATUM["unknown",SPHEROID["unknown",6378137,298.25]],'
        'PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]]'
    )
    with pytest.raises(CrsMissingError):
        assembled(raw_plan(raw_layer([(Point(24.9, 60.2), {})], crs=wkt)))


def test_a_grid_with_a_shift_of_its_own_is_understood_and_left_for_the_local_zone() -> None:
    bessel = (
        "+proj=tmerc +lat_0=0 +lon_0=9 +k=1 +x_0=3500000 +y_0=0 +ellps=bessel "
        "+towgs84=598.1,73.7,418.2,0.202,0.045,-2.455,6.7 +units=m +no_defs"
    )
    wkt = CRS(bessel).to_wkt()
    result = assembled(raw_plan(raw_layer([(_square(3_512_000, 5_380_000, 80), {})], crs=wkt)))
    assert result.crs == "EPSG:25832"
    assert result.layers[0].geometry[0].area == pytest.approx(6_400, rel=0.002)


def test_heights_in_a_compound_crs_leave_its_grid_as_it_is() -> None:
    layer = raw_layer([(_square(500_000, 5_400_000, 80), {})], crs="EPSG:5555")
    assert assembled(raw_plan(layer)).crs == "EPSG:25832"


def test_a_plan_of_the_moon_is_refused_in_words() -> None:
    with pytest.raises(InputError) as problem:
        assembled(raw_plan(raw_layer([(Point(3, 4), {})], crs="IAU_2015:30100")))
    assert problem.value.what.key == "ingest.crs_no_road"


def test_a_stray_at_the_origin_is_left_out_and_told() -> None:
    rows = [(_square(25_497_000 + 100 * k, 6_672_000, 80), {"n": k}) for k in range(5)]
    layer = raw_layer([*rows, (Point(0, 0), {})], crs="EPSG:3879")
    result = assembled(raw_plan(layer))
    assert sum(len(found) for found in result.layers) == 5
    assert "ingest.stray" in {finding.key for finding in result.findings}


def test_large_offsets_lose_no_precision() -> None:
    layer = raw_layer([(Point(25_497_000.1234, 6_672_000.5678), {})], crs="EPSG:3879")
    point = assembled(raw_plan(layer)).layers[0].geometry[0]
    assert (point.x, point.y) == (25_497_000.1234, 6_672_000.5678)


def test_files_of_different_crs_meet_at_the_same_place() -> None:
    there = (24.944, 60.171)
    x, y = crs.between("EPSG:4326", "EPSG:3879").transform(*there)
    many = [(Point(x + k, y), {"n": k}) for k in range(3)]
    first = raw_plan(raw_layer(many, crs="EPSG:3879", file="a.gpkg"))
    second = raw_plan(raw_layer([(Point(*there), {})], crs="EPSG:4326", file="b.geojson"))
    result = assembled(first, second)
    assert result.crs == "EPSG:3879"
    moved = next(layer for layer in result.layers if layer.source.name == "b.geojson")
    assert moved.geometry[0].distance(Point(x, y)) < 0.001


def test_a_plan_beyond_the_poles_is_refused_in_words() -> None:
    with pytest.raises(PlanUnreadableError):
        assembled(raw_plan(raw_layer([(Point(10, 500), {})], crs="EPSG:4326")))
