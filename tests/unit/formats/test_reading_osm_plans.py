"""OpenStreetMap files: every tag, areas put together, editors' habits forgiven."""

import gzip
from pathlib import Path

import pytest
import shapely

from sbd_tool.domain.errors import PlanUnreadableError
from sbd_tool.formats.osm_areas import is_area
from sbd_tool.formats.osm_places import osm_id_of
from sbd_tool.formats.plans import find_places, is_osm, read_plan

NODES = "".join(
    f'<node id="{number}" version="1" lat="{60 + y / 1000}" lon="{24 + x / 1000}"/>'
    for number, (x, y) in enumerate(
        [(0, 0), (4, 0), (4, 4), (0, 4), (1, 1), (2, 1), (2, 2), (1, 2)], start=1
    )
)
LAMP = (
    '<node id="20" version="1" lat="60.001" lon="24.001">'
    '<tag k="highway" v="street_lamp"/><tag k="lamp:type" v="led"/></node>'
)


def way(number: int, refs: str, **tags: str) -> str:
    points = "".join(f'<nd ref="{ref}"/>' for ref in refs.split())
    said = "".join(f'<tag k="{key}" v="{value}"/>' for key, value in tags.items())
    return f'<way id="{number}" version="1">{points}{said}</way>'


SQUARE = (
    way(100, "1 2 3 4 1")
    + way(101, "5 6 7 8 5", building="yes")
    + way(102, "1 3", highway="footway", name="Pfad")
    + way(103, "1 2 3 1", highway="service")
    + '<relation id="200" version="1"><member type="way" ref="100" role="outer"/>'
    '<member type="way" ref="101" role="inner"/><tag k="type" v="multipolygon"/>'
    '<tag k="place" v="square"/><tag k="name" v="Rundplatz"/></relation>'
    '<relation id="201" version="1"><member type="way" ref="102" role=""/>'
    '<tag k="type" v="route"/></relation>'
)


def osm(path: Path, *parts: str) -> Path:
    path.write_text(f'<osm version="0.6" generator="test">{"".join(parts)}</osm>')
    return path


@pytest.fixture
def square(tmp_path) -> Path:
    return osm(tmp_path / "square.osm", NODES, LAMP, SQUARE)


def layers(path: Path, **window):
    return {layer.name: layer for layer in read_plan(path, **window).layers}


def test_points_lines_and_areas_come_with_all_their_tags(square):
    read = layers(square)
    assert read["points"].attributes == (
        {"highway": "street_lamp", "lamp:type": "led", "osm_id": "n20"},
    )
    assert {row["osm_id"] for row in read["lines"].attributes} == {"w102", "w103"}
    assert {row["osm_id"] for row in read["areas"].attributes} == {"w101", "r200"}
    assert all(layer.is_osm and layer.crs == "EPSG:4326" for layer in read.values())
    assert "OpenStreetMap" in read["areas"].source.licence


def test_a_multipolygon_has_its_hole(square):
    areas = layers(square)["areas"]
    index = [row["osm_id"] for row in areas.attributes].index("r200")
    assert len(areas.geometry[index].interiors) == 1


def test_relations_that_are_no_areas_are_counted(square):
    said = {finding.key: finding for finding in read_plan(square).findings}
    assert dict(said["formats.osm_relations_skipped"].sentence.params)["count"] == 1


def test_contributors_are_not_kept(tmp_path):
    node = '<node id="1" version="1" lat="1" lon="1" user="anna" uid="7"><tag k="a" v="b"/></node>'
    (layer,) = read_plan(osm(tmp_path / "a.osm", node)).layers
    assert layer.attributes == ({"a": "b", "osm_id": "n1"},)


def test_files_of_editors_with_new_objects_and_odd_order_are_read(tmp_path):
    nodes = "".join(f'<node id="-{n}" lat="{n % 2}" lon="{n // 2}"/>' for n in (1, 2, 3))
    path = osm(
        tmp_path / "edit.osm",
        way(-10, "-1 -2 -3 -1", building="yes"),
        nodes,
        '<node id="-9" lat="5" lon="5"><tag k="barrier" v="bollard"/></node>',
        '<node id="8" version="1" action="delete" lat="5" lon="5"><tag k="x" v="y"/></node>',
    )
    read = layers(path)
    assert [row["osm_id"] for row in read["areas"].attributes] == ["w-10"]
    assert shapely.area(read["areas"].geometry[0]) > 0
    assert [row["osm_id"] for row in read["points"].attributes] == ["n-9"]


def test_an_area_that_crosses_itself_is_kept_for_repair(tmp_path):
    path = osm(tmp_path / "bow.osm", NODES, way(9, "1 3 2 4 1", building="yes"))
    areas = layers(path)["areas"]
    assert [row["osm_id"] for row in areas.attributes] == ["w9"]
    assert not shapely.is_valid(areas.geometry[0])


def test_a_way_cut_by_the_extract_keeps_its_known_part_and_says_so(tmp_path):
    plan = read_plan(osm(tmp_path / "cut.osm", NODES, way(9, "1 2 999", highway="path")))
    assert len(plan.layers[0].geometry[0].coords) == 2
    assert [finding.key for finding in plan.findings] == ["formats.osm_lines_cut"]


def test_a_window_keeps_what_touches_it_whole(square):
    read = layers(square, bbox=(24.0035, 60.0035, 24.01, 60.01))
    assert {row["osm_id"] for row in read["areas"].attributes} == {"r200"}
    assert "points" not in read


def test_places_are_found_by_name_and_by_id(square):
    (place,) = find_places(square, "rundplatz")
    assert (place.osm_id, place.is_area, place.is_square) == ("r200", True, True)
    assert place.bounds == pytest.approx((24.0, 60.0, 24.004, 60.004))
    assert find_places(square, "relation/200")[0].osm_id == "r200"
    assert find_places(square, "nowhere") == ()


def test_compressed_files_are_searched_and_read_alike(square, tmp_path):
    packed = tmp_path / "square.osm.gz"
    packed.write_bytes(gzip.compress(square.read_bytes()))
    assert is_osm(packed)
    assert find_places(packed, "Rundplatz")[0].osm_id == "r200"
    assert len(read_plan(packed).layers) == 3


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ({"highway": "pedestrian", "area": "yes"}, True), ({"highway": "pedestrian"}, False),
        ({"barrier": "fence"}, False), ({"building": "yes"}, True),
        ({"natural": "tree_row"}, False), ({"place": "square", "highway": "pedestrian"}, True),
        ({"building": "yes", "area": "no"}, False), ({"waterway": "riverbank"}, True), ({}, False),
    ],
)  # fmt: skip
def test_closed_ways_are_areas_where_mappers_mean_areas(tags, expected):
    assert is_area(tags) is expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [("r12", "r12"), ("way/7", "w7"), ("Node 3", "n3"), ("Platz 3", None), ("r", None)],
)
def test_ids_are_recognised_in_the_usual_spellings(query, expected):
    assert osm_id_of(query) == expected


def test_a_change_file_is_refused_in_words(tmp_path):
    path = tmp_path / "change.osc"
    path.write_text('<osmChange version="0.6"></osmChange>')
    with pytest.raises(PlanUnreadableError) as raised:
        read_plan(path)
    assert raised.value.what.key == "formats.is_osm_change"
