"""Tables and well-known text: the place of a row is found, or the table is refused in words."""

import pytest

from sbd_tool.domain.errors import PlanUnreadableError
from sbd_tool.formats.plans import read_plan


def table(tmp_path, words: str, name: str = "lamps.csv", encoding: str = "utf-8"):
    path = tmp_path / name
    path.write_bytes(words.encode(encoding))
    return read_plan(path)


def test_longitude_and_latitude_are_degrees(tmp_path):
    plan = table(tmp_path, "\ufeffname,Lat,Lon\nLampe,60.1,24.9\nohne,,\n")
    (layer,) = plan.layers
    assert layer.crs == "EPSG:4326"
    assert layer.geometry[0].coords[0] == (24.9, 60.1)
    assert layer.attributes == ({"name": "Lampe"},)
    assert [finding.key for finding in plan.findings] == ["formats.rows_without_place"]


def test_a_german_table_with_semicolons_commas_and_umlauts_is_read(tmp_path):
    plan = table(
        tmp_path, "Rechtswert;Hochwert;Art\n3500000,5;5400000,25;B\u00e4nke\n", encoding="cp1252"
    )
    (layer,) = plan.layers
    assert layer.crs is None
    assert layer.geometry[0].coords[0] == (3_500_000.5, 5_400_000.25)
    assert layer.attributes[0]["Art"] == "B\u00e4nke"


def test_end_points_make_lines_and_text_makes_shapes(tmp_path):
    lines = table(tmp_path, "Ref\tx1\ty1\tx2\ty2\n7\t0\t0\t3\t4\n", "axes.tsv").layers[0]
    assert lines.geometry[0].length == 5
    assert lines.attributes[0]["Ref"] == 7
    shapes = table(tmp_path, 'id,WKT\n1,"POLYGON ((0 0, 2 0, 2 2, 0 0))"\n').layers[0]
    assert shapes.geometry[0].area == 2


def test_codes_with_leading_zeros_stay_text(tmp_path):
    (layer,) = table(tmp_path, "x,y,code,count,size\n1,2,007,7,0.5\n").layers
    assert layer.attributes[0] == {"code": "007", "count": 7, "size": 0.5}


def test_infinite_places_are_no_places(tmp_path):
    plan = table(tmp_path, "x,y\ninf,1\nnan,2\n1,2\n")
    assert len(plan.layers[0]) == 1


def test_a_table_without_places_is_refused(tmp_path):
    with pytest.raises(PlanUnreadableError) as raised:
        table(tmp_path, "id,value\n1,2\n")
    assert raised.value.what.key == "formats.table_without_places"


def test_well_known_text_is_read_whole_or_by_line(tmp_path):
    whole = table(tmp_path, "GEOMETRYCOLLECTION (POINT (1 2),\n POINT (3 4))", "area.wkt")
    assert len(whole.layers[0]) == 2
    lines = table(tmp_path, "SRID=3879;POINT (1 2)\nSRID=3879;POINT (3 4)\nrubbish\n", "p.wkt")
    assert (len(lines.layers[0]), lines.layers[0].crs) == (2, "EPSG:3879")
    assert [finding.key for finding in lines.findings] == ["formats.features_skipped"]
