"""Vector plans written here and read back: nothing lost, nothing invented, everything said."""

import json
import shutil
import sqlite3
import warnings
from pathlib import Path

import numpy as np
import pytest
import shapely

from sbd_tool.domain.errors import PlanUnreadableError
from sbd_tool.domain.rawplan import RawPlan
from sbd_tool.formats.gdal_settings import load_pyogrio
from sbd_tool.formats.plans import choose_main_files, read_plan

SQUARE = shapely.box(0, 0, 40, 30)


def write(
    path: Path, driver: str, *, crs: str | None = "EPSG:25832", layer: str | None = None, **options
):
    pyogrio = load_pyogrio()
    shapes = shapely.to_wkb(np.array([SQUARE, shapely.box(50, 0, 60, 10)], dtype=object))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a plan without CRS is wanted here
        pyogrio.raw.write(
            path, shapes, [np.array(["Markt", "Kiosk"], dtype=object), np.array([1, 2])],
            ["name", "levels"], driver=driver, geometry_type="Polygon", crs=crs, layer=layer,
            **options,
        )  # fmt: skip
    return path


def keys(plan: RawPlan) -> list[str]:
    return [finding.key for finding in plan.findings]


def geojson(tmp_path: Path, features: list[object], name: str = "plan.geojson") -> Path:
    path = tmp_path / name
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def feature(geometry: object, **properties: object) -> dict[str, object]:
    return {"type": "Feature", "geometry": geometry, "properties": properties}


POINT = {"type": "Point", "coordinates": [24.9, 60.1]}


@pytest.mark.parametrize(
    ("suffix", "driver"),
    [
        ("gpkg", "GPKG"), ("shp", "ESRI Shapefile"), ("fgb", "FlatGeobuf"), ("gml", "GML"),
        ("mif", "MapInfo File"),
    ],
)  # fmt: skip
def test_a_projected_plan_keeps_shapes_attributes_and_crs(tmp_path, suffix, driver):
    plan = read_plan(write(tmp_path / f"plan.{suffix}", driver))
    (layer,) = plan.layers
    found = zip((row["name"] for row in layer.attributes), layer.geometry, strict=True)
    assert {name: round(shape.area) for name, shape in found} == {"Markt": 1200, "Kiosk": 100}
    assert layer.crs is not None
    assert "25832" in layer.crs or "UTM" in layer.crs or "Transverse" in layer.crs
    assert len(plan.source.sha256) == 64
    assert not [key for key in keys(plan) if "skipped" in key]


@pytest.mark.parametrize(("suffix", "driver"), [("kml", "KML"), ("geojson", "GeoJSON")])
def test_a_plan_in_degrees_says_so(tmp_path, suffix, driver):
    plan = read_plan(write(tmp_path / f"plan.{suffix}", driver, crs="EPSG:4326"))
    assert {layer.crs for layer in plan.layers} == {"EPSG:4326"}
    assert sum(len(layer) for layer in plan.layers) == 2


def test_a_shapefile_without_its_index_table_and_crs_still_gives_its_shapes(tmp_path):
    write(tmp_path / "plan.shp", "ESRI Shapefile")
    for ending in ("shx", "dbf", "prj", "cpg"):
        (tmp_path / f"plan.{ending}").unlink(missing_ok=True)
    (layer,) = read_plan(tmp_path / "plan.shp").layers
    assert len(layer) == 2
    assert layer.crs is None
    assert [path.name for path in tmp_path.iterdir()] == ["plan.shp"]


def test_companions_of_a_shapefile_are_refused_alone_and_left_out_beside_it(tmp_path):
    main = write(tmp_path / "plan.shp", "ESRI Shapefile")
    with pytest.raises(PlanUnreadableError) as raised:
        read_plan(tmp_path / "plan.dbf")
    assert raised.value.what.key == "formats.is_companion"
    chosen = choose_main_files(sorted(tmp_path.iterdir()))
    assert chosen == (main,)


def test_a_geopackage_still_being_written_is_read_with_its_log_and_not_touched(tmp_path):
    path = write(tmp_path / "plan.gpkg", "GPKG", layer="plan", SPATIAL_INDEX="NO")
    database = sqlite3.connect(path)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("UPDATE plan SET name = 'Neu' WHERE name = 'Markt'")
    database.commit()
    before = {entry.name: entry.read_bytes() for entry in tmp_path.iterdir()}
    plan = read_plan(path)
    assert plan.layers[0].attributes[0]["name"] == "Neu"
    assert {entry.name: entry.read_bytes() for entry in tmp_path.iterdir()} == before
    database.close()


def test_a_geopackage_without_crs_comes_without_crs(tmp_path):
    path = write(tmp_path / "plan.gpkg", "GPKG", crs=None)
    assert read_plan(path).layers[0].crs is None


def test_one_bad_feature_costs_one_feature(tmp_path):
    broken = feature({"type": "Polygon", "coordinates": "nowhere"})
    plan = read_plan(geojson(tmp_path, [feature(POINT), broken, "no feature", feature(POINT)]))
    assert len(plan.layers[0]) == 2
    (finding,) = plan.findings
    assert finding.key == "formats.features_skipped"
    assert dict(finding.sentence.params)["count"] == 2


def test_nested_values_become_json_and_odd_texts_are_bounded(tmp_path):
    path = geojson(
        tmp_path,
        [feature(POINT, tags={"lit": ["yes", 1]}, note="a\x00\x1b[31mb\u202e", long="x" * 70_000)],
    )
    plan = read_plan(path)
    row = plan.layers[0].attributes[0]
    assert json.loads(str(row["tags"])) == {"lit": ["yes", 1]}
    assert row["note"] == "a[31mb"
    assert len(str(row["long"])) == 65_536
    assert keys(plan) == ["formats.values_shortened", "formats.values_cleaned"]


def test_collections_are_split_and_heights_dropped_in_words(tmp_path):
    collection = {
        "type": "GeometryCollection",
        "geometries": [
            {"type": "Point", "coordinates": [1, 2, 3]},
            {"type": "LineString", "coordinates": [[0, 0, 1], [1, 1, 1]]},
        ],
    }
    plan = read_plan(geojson(tmp_path, [feature(collection, name="both")]))
    assert [shape.geom_type for shape in plan.layers[0].geometry] == ["Point", "LineString"]
    assert not shapely.has_z(plan.layers[0].geometry).any()
    assert [row["name"] for row in plan.layers[0].attributes] == ["both", "both"]
    assert set(keys(plan)) == {"formats.heights_dropped", "formats.collections_split"}


def test_the_old_crs_member_of_geojson_is_heeded(tmp_path):
    path = tmp_path / "plan.geojson"
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3879"}}
    document = {"type": "FeatureCollection", "crs": crs, "features": [feature(POINT)]}
    path.write_text(json.dumps(document))
    assert read_plan(path).layers[0].crs == "urn:ogc:def:crs:EPSG::3879"


def test_a_sequence_of_features_is_one_layer(tmp_path):
    path = tmp_path / "plan.geojsonl"
    path.write_text("\n".join(json.dumps(feature(POINT)) for _ in range(3)))
    assert len(read_plan(path).layers[0]) == 3


def test_json_nested_beyond_reason_is_refused(tmp_path):
    path = tmp_path / "deep.geojson"
    path.write_text('{"type":' + "[" * 50_000)
    with pytest.raises(PlanUnreadableError) as raised:
        read_plan(path)
    assert raised.value.what.key in {"formats.nested_too_deep", "formats.damaged"}


def test_xml_entities_are_refused_before_anything_expands_them(tmp_path):
    path = tmp_path / "laughs.kml"
    path.write_text('<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY a "b">]><kml>&a;</kml>')
    with pytest.raises(PlanUnreadableError) as raised:
        read_plan(path)
    assert raised.value.what.key == "formats.entities_refused"


def test_gpx_gives_tracks_and_not_their_vertices_again(tmp_path):
    path = tmp_path / "walk.gpx"
    path.write_text(
        '<gpx version="1.1" creator="test" xmlns="http://www.topografix.com/GPX/1/1">'
        '<wpt lat="1" lon="2"><name>Tor</name></wpt>'
        '<trk><trkseg><trkpt lat="1" lon="2"/><trkpt lat="1.1" lon="2.1"/></trkseg></trk></gpx>'
    )
    plan = read_plan(path)
    assert sum(len(layer) for layer in plan.layers) == 2


def test_content_decides_before_the_suffix(tmp_path):
    path = write(tmp_path / "plan.gpkg", "GPKG")
    renamed = tmp_path / "plan.geojson"
    shutil.copy(path, renamed)
    assert {layer.source.format for layer in read_plan(renamed).layers} == {"gpkg"}
