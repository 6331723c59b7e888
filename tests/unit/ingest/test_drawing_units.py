import pytest
from shapely.geometry import box

from sbd_tool.domain.errors import InputError, UnitsDoubtfulError
from sbd_tool.ingest.crs import between
from tests.raw_plans import assembled, keys_of, raw_layer, raw_plan


def _drawing(side: float, unit_m: float | None):
    rows = [(box(0, 0, side, side), {"role": "site_boundary"})]
    return raw_plan(raw_layer(rows, crs=None, unit_m=unit_m, form="dxf", file="plan.dxf"))


def test_a_drawing_in_millimetres_comes_in_metres() -> None:
    result = assembled(_drawing(80_000, 0.001), crs="local")
    assert result.layers[0].geometry[0].area == pytest.approx(6_400)
    assert not keys_of(result) & {"ingest.units_guessed", "ingest.units_imperial"}


def test_a_declared_unit_that_makes_the_drawing_tiny_is_doubted_with_units_that_fit() -> None:
    with pytest.raises(UnitsDoubtfulError) as doubt:
        assembled(_drawing(80, 0.001), crs="local")
    assert "m" in str(dict(doubt.value.hint.params)["units"]).split(", ")


def test_a_person_who_names_the_unit_is_believed() -> None:
    result = assembled(_drawing(80, 0.001), crs="local", units="m")
    assert result.layers[0].geometry[0].area == pytest.approx(6_400)


def test_a_silent_drawing_of_plausible_size_is_metres_and_the_guess_stays_open() -> None:
    result = assembled(_drawing(80, None), crs="local")
    guess = next(f for f in result.findings if f.key == "ingest.units_guessed")
    assert guess.is_open


def test_a_silent_drawing_that_is_too_large_for_metres_is_asked_about() -> None:
    with pytest.raises(UnitsDoubtfulError) as doubt:
        assembled(_drawing(80_000, None), crs="local")
    assert doubt.value.what.key == "ingest.units_missing"


def test_inches_are_believed_but_told_because_programs_write_them_unasked() -> None:
    result = assembled(_drawing(3_000, 0.0254), crs="local")
    assert "ingest.units_imperial" in keys_of(result)


def test_an_unknown_unit_is_refused_with_the_known_ones() -> None:
    with pytest.raises(InputError) as problem:
        assembled(_drawing(80, None), crs="local", units="cubit")
    assert "us-ft" in str(dict(problem.value.hint.params)["units"])


def test_strays_do_not_decide_the_size_of_a_drawing() -> None:
    rows = [(box(k, 0, k + 1, 1), {"n": k}) for k in range(100)]
    rows.append((box(9e9, 9e9, 9e9 + 1, 9e9 + 1), {}))
    plan = raw_plan(raw_layer(rows, crs=None, unit_m=1.0, form="dxf"))
    assert assembled(plan, crs="local").layers


def test_a_drawing_in_feet_on_a_grid_in_feet_is_where_it_is_drawn() -> None:
    west, south, feet = 981_000, 196_000, 328.084
    rows = [(box(west, south, west + feet, south + feet), {"role": "site_boundary"})]
    plan = raw_plan(raw_layer(rows, crs=None, unit_m=0.3048, form="dxf"))
    result = assembled(plan, crs="EPSG:2263")
    lon, lat = between(result.crs, "EPSG:4326").transform(*result.layers[0].bounds[:2])
    assert (lon, lat) == pytest.approx((-74.0, 40.70), abs=0.05)
    assert result.layers[0].geometry[0].area == pytest.approx(10_000, rel=0.002)


def test_a_drawing_in_degrees_is_not_scaled() -> None:
    rows = [(box(9.5 + k / 1e4, 41.5, 9.5 + (k + 1) / 1e4, 41.5001), {"n": k}) for k in range(3)]
    plan = raw_plan(raw_layer(rows, crs=None, unit_m=0.001, form="dxf"))
    result = assembled(plan, crs="EPSG:4326", units="mm")
    lon, lat = between(result.crs, "EPSG:4326").transform(*result.layers[0].bounds[:2])
    assert (lon, lat) == pytest.approx((9.5, 41.5), abs=1e-4)


def test_units_do_not_touch_layers_that_have_a_crs() -> None:
    layer = raw_layer([(box(500_000, 5_000_000, 500_080, 5_000_080), {})])
    result = assembled(raw_plan(layer), units="mm")
    assert result.layers[0].geometry[0].area == pytest.approx(6_400)
