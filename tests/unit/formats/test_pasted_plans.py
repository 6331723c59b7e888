"""GeoJSON, well-known text and pictures can be pasted; anything else is refused in words."""

import io
import json

import pytest
from PIL import Image

from sbd_tool.app.clock import FixedClock
from sbd_tool.app.import_desk import import_pasted
from sbd_tool.domain.errors import PlanUnreadableError, SbdError
from sbd_tool.formats import pasted
from sbd_tool.formats.pasted import read_pasted
from tests.raw_plans import EMPTY_CATALOGUE

FEATURE = {
    "type": "Feature",
    "properties": {"highway": "pedestrian", "area": "yes", "name": "Markt"},
    "geometry": {
        "type": "Polygon",
        "coordinates": [[[9, 48], [9.001, 48], [9.001, 48.001], [9, 48.001], [9, 48]]],
    },
}
GEOJSON = json.dumps(FEATURE)


def picture(form):
    out = io.BytesIO()
    Image.new("RGB", (6, 4), "red").save(out, form)
    return out.getvalue()


@pytest.mark.parametrize("content", [GEOJSON, "\ufeff\n " + GEOJSON, GEOJSON.encode()])
def test_geojson_is_read_with_its_attributes(content):
    (layer,) = read_pasted(content).layers
    assert (len(layer), layer.crs, layer.attributes[0]["name"]) == (1, "EPSG:4326", "Markt")
    assert layer.source.name == "clipboard.geojson"


@pytest.mark.parametrize(
    ("content", "crs"),
    [
        ("POINT (1 2)", None),
        ("polygon ((0 0, 1 0, 1 1, 0 0))", None),
        ("SRID=25832;LINESTRING (500000 5300000, 500010 5300000)", "EPSG:25832"),
    ],
)
def test_well_known_text_is_read_with_its_system_if_it_names_one(content, crs):
    (layer,) = read_pasted(content).layers
    assert (len(layer), layer.crs) == (1, crs)


def test_several_lines_of_text_are_several_objects_and_lost_ones_are_told():
    plan = read_pasted("POINT (1 2)\nPOINT (3 4)\nnonsense")
    assert len(plan.layers[0]) == 2
    assert "formats.features_skipped" in {finding.key for finding in plan.findings}


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF"])
def test_a_picture_comes_as_pixels_without_a_place(form):
    (found,) = read_pasted(picture(form)).pictures
    assert found.pixels.shape == (4, 6, 4)
    assert found.transform is None


@pytest.mark.parametrize(
    ("content", "key"),
    [
        ("", "desk.paste_empty"),
        (b" \n", "desk.paste_empty"),
        ("hello world", "desk.paste_unknown"),
        (b"\x00\x01\x02", "desk.paste_unknown"),
        ("<svg onload=1>", "desk.paste_unknown"),
        ("{broken", "formats.damaged"),
        ("POINT (1", "formats.damaged"),
        (b"\x89PNG\r\n\x1a\nbroken", "formats.damaged"),
    ],
)
def test_anything_else_is_refused_in_words(content, key):
    with pytest.raises(PlanUnreadableError) as refused:
        read_pasted(content)
    assert refused.value.what.key == key


def test_too_much_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setattr(pasted, "MAX_PASTED_BYTES", 10)
    for content in ("POINT (1 2)", "ä" * 9):
        with pytest.raises(PlanUnreadableError) as refused:
            read_pasted(content)
        assert refused.value.what.key == "desk.paste_too_large"


def test_what_is_pasted_becomes_a_project_or_joins_one():
    clock = FixedClock()
    made = import_pasted(GEOJSON, None, clock=clock, catalogue=EMPTY_CATALOGUE)
    assert made.project.crs == "EPSG:25832"
    more = import_pasted(
        "SRID=25832;POINT (500030 5316330)", made.project, clock=clock, catalogue=EMPTY_CATALOGUE
    )
    assert len(more.project.layers) == len(made.project.layers) + 1
    again = import_pasted(GEOJSON, made.project, clock=clock, catalogue=EMPTY_CATALOGUE)
    assert again.project is made.project
    with pytest.raises(SbdError):
        import_pasted(picture("PNG"), made.project, clock=clock, catalogue=EMPTY_CATALOGUE)
