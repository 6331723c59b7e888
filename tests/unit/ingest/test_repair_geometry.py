import math

import numpy as np
import shapely
from shapely.geometry import GeometryCollection, LineString, Point, Polygon, box

from tests.raw_plans import assembled, keys_of, raw_layer, raw_plan

AT = (500_000.0, 5_000_000.0)


def _at(geometry):
    return shapely.transform(geometry, lambda xy: xy + np.array(AT))


def _imported(*geometries):
    return assembled(raw_plan(raw_layer([(g, {"n": n}) for n, g in enumerate(geometries)])))


def _geometry(result):
    return [geometry for layer in result.layers for geometry in layer.geometry]


GOOD = _at(box(0, 0, 10, 10))


def test_a_bow_tie_is_mended_and_told() -> None:
    result = _imported(_at(Polygon([(0, 0), (10, 10), (10, 0), (0, 10)])), GOOD)
    assert len(_geometry(result)) == 2
    assert all(shapely.is_valid(_geometry(result)))
    assert "ingest.invalid" in keys_of(result)


def test_a_mended_area_stays_an_area() -> None:
    spiked = _at(Polygon([(0, 0), (10, 0), (10, 10), (10, 20), (10, 10), (0, 10)]))
    assert {g.geom_type for g in _geometry(_imported(spiked))} <= {"Polygon", "MultiPolygon"}


def test_missing_empty_and_endless_shapes_cost_themselves_and_nothing_else() -> None:
    endless = LineString([(0, 0), (math.inf, 1)])
    unknown = Point(math.nan, 1)
    result = _imported(None, Polygon(), endless, unknown, GOOD)
    assert [g.area for g in _geometry(result)] == [100]
    told = {f.key: dict(f.sentence.params).get("count") for f in result.findings}
    assert told["ingest.empty"] + told["ingest.non_finite"] == 4


def test_lines_without_length_and_areas_without_extent_are_left_out() -> None:
    dot = _at(LineString([(0, 0), (0, 0.0001)]))
    sliver = _at(box(0, 0, 0.001, 0.01))
    result = _imported(dot, sliver, GOOD)
    assert len(_geometry(result)) == 1
    assert {"ingest.short", "ingest.sliver"} <= keys_of(result)


def test_a_thing_drawn_twice_is_kept_once_but_two_things_at_one_place_stay_two() -> None:
    rows = [(GOOD, {"name": "a"}), (GOOD, {"name": "a"}), (GOOD, {"name": "b"})]
    result = assembled(raw_plan(raw_layer(rows)))
    assert len(_geometry(result)) == 2
    assert "ingest.duplicate" in keys_of(result)


def test_a_mixed_collection_comes_apart_into_its_shapes() -> None:
    mixed = GeometryCollection(
        [Point(1, 1), Point(2, 2), LineString([(0, 0), (5, 5)]), box(0, 0, 3, 3)]
    )
    result = _imported(_at(mixed))
    assert sorted(g.geom_type for g in _geometry(result)) == ["LineString", "MultiPoint", "Polygon"]
    ids = [feature_id for layer in result.layers for feature_id in layer.ids]
    assert len(set(ids)) == 3


def test_heights_become_an_attribute_and_the_plan_is_flat() -> None:
    result = _imported(_at(Point(1, 2)), Point(*AT, 17.5))
    assert not any(shapely.has_z(_geometry(result)))
    heights = [a.get("z_m") for layer in result.layers for a in layer.attributes]
    assert 17.5 in heights


def test_findings_name_the_layer_and_the_count() -> None:
    result = _imported(None, None, GOOD)
    told = next(f for f in result.findings if f.key == "ingest.empty")
    assert told.layer == "layer"
    assert dict(told.sentence.params) == {"layer": "layer", "count": 2}
