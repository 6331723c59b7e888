"""DXF drawings made here and read back: blocks, curves, hatches, units, everything skipped told."""

import math
from pathlib import Path

import ezdxf
import pytest
import shapely
from ezdxf.math import Vec2
from ezdxf.xclip import XClip

from sbd_tool.domain.errors import PlanUnreadableError
from sbd_tool.domain.rawplan import RawPlan
from sbd_tool.formats.dxf_shapes import chord_height, nest
from sbd_tool.formats.plans import read_plan


def drawing(units: int = 6):
    doc = ezdxf.new("R2010", units=units)
    return doc, doc.modelspace()


def save(doc, tmp_path: Path, name: str = "plan.dxf") -> RawPlan:
    path = tmp_path / name
    doc.saveas(path)
    return read_plan(path)


def rows(plan: RawPlan, entity: str):
    return [
        (shape, row)
        for layer in plan.layers
        for shape, row in zip(layer.geometry, layer.attributes, strict=True)
        if row["entity"] == entity
    ]


def said(plan: RawPlan) -> dict[str, dict[str, object]]:
    return {finding.key: dict(finding.sentence.params) for finding in plan.findings}


def test_each_drawing_layer_becomes_a_layer_with_unit_and_colour(tmp_path):
    doc, space = drawing(units=4)
    doc.layers.add("KERB", color=1)
    space.add_line((0, 0), (1000, 0), dxfattribs={"layer": "KERB"})
    space.add_line((0, 0), (0, 1000), dxfattribs={"layer": "WALL", "true_color": 0x00FF00})
    plan = save(doc, tmp_path)
    read = {layer.name: layer for layer in plan.layers}
    assert set(read) == {"KERB", "WALL"}
    assert {layer.unit_m for layer in plan.layers} == {0.001}
    assert read["KERB"].attributes[0]["color"] == "#ff0000"
    assert read["WALL"].attributes[0]["color"] == "#00ff00"
    assert read["WALL"].attributes[0]["handle"]
    assert all(layer.crs is None for layer in plan.layers)


def test_a_silent_header_gives_no_unit(tmp_path):
    path = tmp_path / "old.dxf"
    path.write_text(
        "0\nSECTION\n2\nENTITIES\n0\nLINE\n8\nA\n10\n0\n20\n0\n11\n5\n21\n0\n0\nENDSEC\n0\nEOF\n"
    )
    (layer,) = read_plan(path).layers
    assert layer.unit_m is None
    assert layer.geometry[0].length == 5


def test_blocks_are_unfolded_and_keep_their_names(tmp_path):
    doc, space = drawing()
    lamp = doc.blocks.new("LAMPE")
    lamp.add_circle((0, 0), 0.1)
    pole = doc.blocks.new("MAST")
    pole.add_blockref("LAMPE", (0, 5), dxfattribs={"layer": "0"})
    reference = space.add_blockref("MAST", (10, 20), dxfattribs={"layer": "LIGHT", "rotation": 90})
    reference.add_attrib("NR", "17", (10, 20))
    plan = save(doc, tmp_path)
    (circle,) = rows(plan, "CIRCLE")
    assert circle[0].centroid.coords[0] == pytest.approx((5, 20), abs=1e-6)
    assert circle[1]["block"] == "LAMPE"
    assert circle[1]["layer"] == "LIGHT"
    assert circle[1]["insert"] == reference.dxf.handle
    points = {row["block"]: (shape, row) for shape, row in rows(plan, "INSERT")}
    assert points["MAST"][0].coords[0] == (10, 20)
    assert points["MAST"][1]["attribs"] == '{"NR": "17"}'
    assert points["MAST"][1]["rotation"] == 90


def test_a_block_that_holds_itself_ends_in_a_finding(tmp_path):
    doc, space = drawing()
    one, two = doc.blocks.new("ONE"), doc.blocks.new("TWO")
    one.add_line((0, 0), (1, 0))
    one.add_blockref("TWO", (0, 0))
    two.add_blockref("ONE", (0, 0))
    space.add_blockref("ONE", (0, 0))
    plan = save(doc, tmp_path)
    assert len(rows(plan, "LINE")) == 1
    assert said(plan)["formats.dxf_blocks_too_deep"]["count"] == 1


def test_curves_stay_within_the_stated_chord_height(tmp_path):
    doc, space = drawing()
    space.add_circle((0, 0), 20)
    space.add_arc((100, 0), 20, 0, 180)
    space.add_lwpolyline([(0, 50, 1), (10, 50, 0), (10, 60, 0)], format="xyb", close=True)
    space.add_spline([(0, 0), (5, 5), (10, 0)])
    space.add_ellipse((50, 50), (10, 0), 0.5)
    plan = save(doc, tmp_path)
    circle = rows(plan, "CIRCLE")[0][0]
    assert circle.area == pytest.approx(math.pi * 400, rel=2e-3)
    assert circle.boundary.hausdorff_distance(shapely.Point(0, 0).buffer(20, 512).boundary) < 0.011
    assert rows(plan, "ARC")[0][0].geom_type == "LineString"
    assert rows(plan, "LWPOLYLINE")[0][0].geom_type == "Polygon"
    assert rows(plan, "ELLIPSE")[0][0].area == pytest.approx(math.pi * 50, rel=5e-3)
    assert len(rows(plan, "SPLINE")[0][0].coords) > 5
    assert said(plan)["formats.dxf_curves"]["millimetres"] == 10


def test_chords_follow_the_size_of_the_curve_where_the_unit_is_wrong():
    assert chord_height(10, 0.001) == pytest.approx(0.05)  # not ten units
    assert chord_height(1e9, 1.0) == pytest.approx(1e4)  # bounded number of chords
    assert chord_height(10, None) == pytest.approx(0.05)


def test_a_hatch_keeps_its_hole_and_the_island_in_it(tmp_path):
    doc, space = drawing()
    hatch = space.add_hatch()
    for low, high in ((0, 30), (5, 25), (10, 20)):
        hatch.paths.add_polyline_path([(low, low), (high, low), (high, high), (low, high)])
    plan = save(doc, tmp_path)
    assert sum(shape.area for shape, _ in rows(plan, "HATCH")) == pytest.approx(900 - 400 + 100)


def test_rings_in_any_order_nest_by_parity():
    boxes = [shapely.box(i, i, 20 - i, 20 - i) for i in (3, 1, 0, 2)]
    areas = nest(boxes)
    assert [len(area.interiors) for area in areas] == [1, 1]
    assert sum(area.area for area in areas) == pytest.approx(400 - 324 + 256 - 196)


def test_texts_faces_and_points_are_kept(tmp_path):
    doc, space = drawing()
    space.add_text("Platz \u00c4\u00d6", dxfattribs={"insert": (1, 2)})
    space.add_mtext("Zeile 1\\PZeile 2", dxfattribs={"insert": (3, 4)})
    space.add_point((5, 6))
    space.add_3dface([(0, 0), (1, 0), (1, 1), (0, 1)])
    space.add_solid([(0, 0), (1, 0), (0, 1), (1, 1)])
    plan = save(doc, tmp_path)
    assert rows(plan, "TEXT")[0][1]["text"] == "Platz \u00c4\u00d6"
    assert rows(plan, "MTEXT")[0][1]["text"] == "Zeile 1\nZeile 2"
    assert rows(plan, "POINT")[0][0].coords[0] == (5, 6)
    assert rows(plan, "3DFACE")[0][0].area == pytest.approx(1)
    assert rows(plan, "SOLID")[0][0].area == pytest.approx(1)


def test_what_is_left_out_is_counted_by_type(tmp_path):
    doc, space = drawing()
    space.add_ray((0, 0), (1, 0))
    space.add_xline((0, 0), (1, 0))
    space.add_linear_dim(base=(0, 2), p1=(0, 0), p2=(3, 0)).render()
    space.add_line((0, 0), (1, 0), dxfattribs={"invisible": 1})
    space.add_line((1, 1), (1, 1))
    doc.layers.add("OFF").off()
    space.add_point((0, 0), dxfattribs={"layer": "OFF"})
    doc.layout("Layout1").add_text("Plankopf")
    told = said(save(doc, tmp_path))
    assert told["formats.dxf_skipped"]["types"] == "RAY 1, XLINE 1"
    assert told["formats.dxf_annotations"]["types"] == "DIMENSION 1"
    assert told["formats.dxf_invisible"]["count"] == 1
    assert told["formats.dxf_dots"]["count"] == 1
    assert told["formats.dxf_hidden_layers"]["layers"] == "OFF"
    assert told["formats.dxf_paper_space"]["count"] == 1


def test_a_clipped_block_shows_only_what_the_drawing_shows(tmp_path):
    doc, space = drawing()
    doc.blocks.new("LONG").add_line((0, 0), (100, 0))
    reference = space.add_blockref("LONG", (0, 0))
    XClip(reference).set_block_clipping_path([Vec2(10, -1), Vec2(30, 1)])
    plan = save(doc, tmp_path)
    assert rows(plan, "LINE")[0][0].length == pytest.approx(20)


def test_a_truncated_drawing_is_recovered_in_words(tmp_path):
    doc, space = drawing()
    for index in range(50):
        space.add_line((index, 0), (index, 1))
    doc.saveas(tmp_path / "whole.dxf")
    whole = (tmp_path / "whole.dxf").read_text()
    at = whole.find("ENTITIES")
    path = tmp_path / "cut.dxf"
    path.write_text(whole[: at + 3000])
    plan = read_plan(path)
    assert {"formats.dxf_recovered", "formats.dxf_fallback"} & said(plan).keys()
    assert 0 < sum(len(layer) for layer in plan.layers) < 50


def test_a_georeferenced_drawing_lands_where_it_says(tmp_path):
    doc, space = drawing()
    space.new_geodata().setup_local_grid(
        design_point=(100, 100), reference_point=(1_718_030, 5_921_664)
    )
    space.add_line((100, 100), (110, 100))
    plan = save(doc, tmp_path)
    (layer,) = plan.layers
    assert layer.crs == "EPSG:3395"
    assert layer.unit_m is None
    assert layer.geometry[0].coords[0] == pytest.approx((1_718_030, 5_921_664))
    assert said(plan)["formats.dxf_geodata"]["crs"] == "EPSG:3395"


def test_a_dwg_drawing_is_refused_with_the_way_out(tmp_path):
    path = tmp_path / "plan.dwg"
    path.write_bytes(b"AC1032\x00\x00")
    with pytest.raises(PlanUnreadableError) as raised:
        read_plan(path)
    assert raised.value.what.key == "formats.is_dwg"
    assert raised.value.hint.key == "formats.hint_save_dxf"
