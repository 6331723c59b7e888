"""Licences that plan files state themselves are taken as they stand; none is guessed."""

import json
import sqlite3
from contextlib import closing

import geopandas
import pytest
import shapely

from sbd_tool.formats.osm import LICENCE
from sbd_tool.formats.plans import read_plan
from sbd_tool.formats.stated_licence import stated, stated_in_root, stated_in_xml

SAID = "CC BY 4.0, City of Example"
RING = [[[24.0, 60.0], [24.001, 60.0], [24.001, 60.001], [24.0, 60.0]]]


def geojson(path, members, *rows):
    features = [
        {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": RING}, "properties": row}
        for row in rows or ({},)
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features, **members}))
    return path


def licence_of(path):
    (layer,) = read_plan(path).layers
    return layer.source.licence


@pytest.mark.parametrize(
    "members",
    [
        {"license": "CC BY 4.0", "attribution": "City of Example"},
        {"metadata": {"licence": "CC BY 4.0", "copyright": "City of\n Example"}},
        {"licence": "CC BY 4.0, City of Example", "name": "Plan", "rights": 7},
    ],
)
def test_members_of_a_geojson_collection_are_its_licence(tmp_path, members):
    assert licence_of(geojson(tmp_path / "p.geojson", members)) == SAID


def test_a_column_counts_only_where_all_objects_agree_on_a_licence_of_data(tmp_path):
    row = {"license": "CC BY 4.0", "attribution": "City of Example"}
    assert licence_of(geojson(tmp_path / "a.geojson", {}, row, row)) == SAID
    assert not licence_of(geojson(tmp_path / "b.geojson", {}, row, {"license": "CC0"}))
    assert not licence_of(geojson(tmp_path / "c.geojson", {}, row, {}))
    pub = {"name": "The Crown", "license": "alcohol until midnight", "rights": "way"}
    assert not licence_of(geojson(tmp_path / "d.geojson", {}, pub))


def test_metadata_of_a_geopackage_speak_for_a_table_or_for_all(tmp_path):
    path = tmp_path / "plan.gpkg"
    drawn = geopandas.GeoDataFrame(geometry=[shapely.Point(0, 0)], crs="EPSG:25832")
    for table in ("trees", "paths"):
        drawn.to_file(path, layer=table, driver="GPKG")
    assert {layer.source.licence for layer in read_plan(path).layers} == {""}
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("CREATE TABLE gpkg_metadata (id INTEGER, metadata TEXT)")
        file.execute(
            "CREATE TABLE gpkg_metadata_reference"
            " (reference_scope TEXT, table_name TEXT, md_file_id INTEGER)"
        )
        one = "<qgis><rights>City of &amp;Example</rights><license>CC BY 4.0</license></qgis>"
        file.execute("INSERT INTO gpkg_metadata VALUES (1, ?), (2, ?)", (one, "<licence>CC0</a>"))
        file.execute(
            "INSERT INTO gpkg_metadata_reference VALUES ('table', 'trees', 1),"
            " ('geopackage', NULL, 2)"
        )
    found = {layer.source.layer: layer.source.licence for layer in read_plan(path).layers}
    assert found == {"trees": "CC BY 4.0, City of &Example", "paths": "CC0"}


def test_an_osm_file_under_another_licence_keeps_it(tmp_path):
    node = '<node id="1" version="1" lat="60" lon="24"><tag k="natural" v="tree"/></node>'
    for said, expected in (
        ("", LICENCE),
        (' license="http://opendatacommons.org/licenses/odbl/1-0/"', LICENCE),
        (' attribution="City of Example" license="CC BY 4.0"', SAID),
    ):
        path = tmp_path / "plan.osm"
        path.write_text(f'<osm version="0.6"{said}>{node}</osm>')
        assert licence_of(path) == expected


def test_words_of_files_are_bounded_and_plain():
    long = stated({"license": "x" * 5000, "attribution": "\x1b[31m"})
    assert len(long) == 160
    assert long.endswith("…")
    assert stated({"LICENSE": "\x1b CC0 \u202e"}) == "CC0"
    assert not stated({"license": None, "attribution": ["a"]})
    assert not stated_in_xml("<license><b>no words</b></license>")
    assert stated_in_xml('<MDI key="LICENSE">CC0</MDI>') == "CC0"
    assert not stated_in_root('<osmx license="CC0">', "osm")
