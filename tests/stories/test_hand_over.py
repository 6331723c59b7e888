"""What is handed over to other programs: DXF, CSV, and QGIS styles inside the GeoPackage."""

import csv
import io
import json
import sqlite3
import subprocess
import zipfile
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import ezdxf
import pytest
import shapely
from pypdf import PdfReader
from pyproj import Transformer
from shapely.geometry import LineString, Point

from sbd_tool.app.clock import FixedClock
from sbd_tool.app.exporting import export
from sbd_tool.app.language import load_words
from sbd_tool.app.rules import load_rules
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.measures import MeasureState
from tests.generated_square import placed, project

HOSTILE = "=HYPERLINK(1)\r\n%%u{\\fArial;x}\x1b[31m"


@pytest.fixture(scope="module")
def site():
    found = project(seats=2, trees=2, lamps=1)
    found = placed(found, "seating-edge", LineString([(5, 5), (15, 5)]), name=HOSTILE)
    found = placed(found, "rated-planters", LineString([(1, 1), (9, 1)]), note="CANARY")
    state = MeasureState.EXISTING
    return placed(found, "cctv-overview", Point(20, 20), state=state, name="Camera north")


@pytest.fixture(scope="module")
def write(site, tmp_path_factory):
    folder = tmp_path_factory.mktemp("handover")

    def made(suffix, edition=Edition.POLICE, name="a"):
        path = folder / f"{name}-{edition.value}.{suffix}"
        words, rules = load_words("en"), load_rules(site)
        export(site, None, rules, path, edition=edition, words=words, clock=FixedClock())
        return path

    return made


def test_the_drawing_is_in_metres_with_a_layer_per_table(site, write):
    path = write("dxf")
    document = ezdxf.readfile(path)
    assert document.units == 6
    assert not document.audit().has_errors
    roles = {layer.name for layer in site.layers if len(layer)}
    assert {"measures_lines", "measures_points"} <= {layer.dxf.name for layer in document.layers}
    assert len(roles) >= 3
    space = document.modelspace()
    seats = [one for one in space.query("LWPOLYLINE") if one.dxf.layer == "measures_lines"]
    drawn = LineString([(x, y) for x, y, *_ in seats[0].get_points()])
    measure = next(m for m in site.measures.values() if m.kind == "seating-edge")
    assert drawn.equals_exact(measure.geometry, 1e-9)
    said = [one.dxf.text for one in space.query("TEXT")]
    assert "Camera north" in said
    assert not any("%%" in words or "\x1b" in words for words in said)
    remarks = [value for _, value in document.header.custom_vars.properties]
    assert any("Not carried" in words for words in remarks)


def test_every_geometry_comes_back_from_the_drawing(site, write):
    document = ezdxf.readfile(write("dxf"))
    space = document.modelspace()
    length = sum(
        LineString(
            [*one.get_points("xy"), *([one.get_points("xy")[0]] if one.closed else [])]
        ).length
        for one in space.query("LWPOLYLINE")
    )
    whole = [geometry for layer in site.layers for geometry in layer.geometry]
    whole += [m.geometry for m in site.measures.values() if m.geometry is not None]
    assert length == pytest.approx(sum(shapely.length(one) for one in whole), abs=1e-6)
    points = [one for one in whole if one.geom_type == "Point"]
    assert len(space.query("POINT")) == len(points)


def test_the_table_of_measures_opens_as_text_and_never_reckons(site, write):
    raw = write("csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))
    assert len(rows) == len(site.measures)
    assert rows[0]["label"] == "TLP:AMBER+STRICT"
    assert all(not cell.startswith(("=", "+", "@")) for row in rows for cell in row.values())
    back = {row["id"]: shapely.from_wkt(row["wkt"]) for row in rows}
    for key, measure in site.measures.items():
        assert back[key].equals_exact(measure.geometry, 0.001)


def styles(path):
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as base:
        return dict(base.execute("select f_table_name, styleQML from layer_styles"))


def test_qgis_finds_a_style_for_every_table_and_our_signs_in_it(site, write):
    path = write("gpkg")
    found = styles(path)
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as base:
        tables = {row[0] for row in base.execute("select table_name from gpkg_geometry_columns")}
        assert base.execute("select count(*) from gpkg_contents").fetchone()[0] > len(tables)
    assert {"measures_lines", "measures_points"} <= set(found) <= tables
    trees = {name: ET.fromstring(words) for name, words in found.items()}  # noqa: S314 - ours
    for tree in trees.values():
        assert tree.find("renderer-v2/symbols/symbol/layer") is not None
    points = trees["measures_points"]
    assert points.find(".//rule[@filter]").get("filter") == (
        "\"kind\" = 'cctv-overview' AND \"state\" = 'existing'"
    )
    sign = points.find(".//layer[@class='SvgMarker']/prop[@k='name']").get("v")
    assert sign.startswith("base64:")


def test_a_wider_edition_hands_over_nothing_more(site, write):
    for suffix in ("dxf", "csv", "gpkg"):
        raw = write(suffix, Edition.PUBLIC).read_bytes()
        assert b"Camera north" not in raw
        assert b"CANARY" not in raw
        assert b"cctv-overview" not in raw


@pytest.mark.parametrize("suffix", ["dxf", "csv", "gpkg"])
def test_handing_over_twice_gives_the_same_bytes(write, suffix):
    assert write(suffix, name="b").read_bytes() == write(suffix, name="c").read_bytes()


def test_nothing_to_hand_over_is_still_a_whole_file(tmp_path):
    bare = replace(project(seats=0, trees=0, lamps=0), measures={})
    rules, words = load_rules(bare), load_words("de")
    for suffix in ("dxf", "csv"):
        path = tmp_path / f"x.{suffix}"
        export(bare, None, rules, path, words=words, clock=FixedClock())
        assert path.stat().st_size > 20
    assert json.dumps(ezdxf.readfile(tmp_path / "x.dxf").units) == "6"


def qgis(path):
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        project = ET.fromstring(archive.read("square.qgs"))  # noqa: S314 - our own file
        return project, archive.read("square.gpkg"), archive.read("README.txt").decode("utf-8")


def test_the_qgis_project_finds_each_of_its_layers_beside_it(site, write, tmp_path):
    project, data, told = qgis(write("qgis.zip"))
    package = tmp_path / "square.gpkg"
    package.write_bytes(data)
    with closing(sqlite3.connect(package)) as base:
        tables = {name for (name,) in base.execute("SELECT table_name FROM gpkg_geometry_columns")}
    layers = project.findall("projectlayers/maplayer")
    sources = [layer.findtext("datasource") for layer in layers]
    shown = [source for source in sources if "|subset=" not in source]
    assert sorted(f"./square.gpkg|layername={name}" for name in tables) == sorted(shown)
    (square,) = set(sources) - set(shown)
    assert square.endswith("""|subset="id" = 'square'""")
    in_tree = [leaf.get("id") for leaf in project.iter("layer-tree-layer")]
    assert sorted(in_tree) == sorted(layer.findtext("id") for layer in layers)
    assert len(set(in_tree)) == len(in_tree)
    assert project.findtext("properties/Paths/Absolute") == "false"
    assert "square.qgs" in told


def test_the_qgis_project_shows_the_square_in_its_coordinate_system_with_our_signs(site, write):
    project, _, _ = qgis(write("qgis.zip"))
    assert project.findtext("projectCrs/spatialrefsys/authid") == site.crs
    box = [
        float(project.findtext(f"mapcanvas/extent/{key}"))
        for key in ("xmin", "ymin", "xmax", "ymax")
    ]
    square = site.feature(site.square)[1].geometry
    assert shapely.box(*box).contains(square)
    assert shapely.box(*box).area < 6 * square.envelope.area
    points = next(
        layer
        for layer in project.iter("maplayer")
        if layer.findtext("layername") == "Measures (points)"
    )
    assert points.find("renderer-v2").get("type") == "RuleRenderer"
    assert "base64:" in ET.tostring(points, encoding="unicode")


def test_the_qgis_project_is_the_same_to_the_byte_and_tells_no_secret(site, write):
    assert write("qgis.zip").read_bytes() == write("qgis.zip", name="b").read_bytes()
    project, data, told = qgis(write("qgis.zip", Edition.PUBLIC))
    whole = ET.tostring(project) + data + told.encode()
    assert b"CANARY" not in whole
    assert b"Camera north" not in whole


def test_the_map_sheet_knows_its_place_on_earth(site, write):
    page = PdfReader(write("sheet.pdf")).pages[0]
    (view,) = page["/VP"]
    measure = view["/Measure"]
    assert measure["/GCS"]["/EPSG"] == int(site.crs.removeprefix("EPSG:"))
    west, low, east, high = (float(one) for one in view["/BBox"])
    wide_mm, tall_mm = (east - west) * 25.4 / 72, (high - low) * 25.4 / 72
    places = [float(one) for one in measure["/GPTS"]]
    to_metres = Transformer.from_crs("EPSG:4326", site.crs, always_xy=True)
    corners = [to_metres.transform(places[at + 1], places[at]) for at in range(0, 8, 2)]
    (x0, y0), (x1, y1) = corners[0], corners[2]
    across, up = (x1 - x0) / wide_mm, (y1 - y0) / tall_mm
    assert across == pytest.approx(up, rel=1e-4)  # one scale both ways
    assert round(across * 1000) % 50 == 0  # a scale of the list, true to a thousandth
    square = site.feature(site.square)[1].geometry.centroid
    assert (x0 + x1) / 2 == pytest.approx(square.x, abs=2)
    assert (y0 + y1) / 2 == pytest.approx(square.y, abs=2)
    told = subprocess.run(
        ["gdalinfo", write("sheet.pdf")], capture_output=True, text=True, check=True
    )
    assert f'ID["EPSG",{site.crs.removeprefix("EPSG:")}]' in told.stdout


def test_the_kinds_a_drawing_names_stand_in_one_order_in_every_run(write):
    lines = write("dxf").read_text(encoding="utf-8").split("\n")
    names = [lines[at + 2].strip() for at, line in enumerate(lines) if line.strip() == "CLASS"]
    known = [one for one in names if one in {"ACDBPLACEHOLDER", "LAYOUT", "MLINESTYLE"}]
    assert len(known) >= 2
    assert known == sorted(known), "the order of a set differs from run to run"


def test_documents_tell_viewers_the_day_that_stands_on_their_pages(site, tmp_path):
    changed = datetime(2031, 5, 4, 9, tzinfo=UTC)
    measures = {
        key: replace(one, stamp=replace(one.stamp, changed=changed.isoformat()))
        for key, one in site.measures.items()
    }
    later, words = replace(site, measures=measures), load_words("en")

    def wrote(suffix):
        path = tmp_path / f"a.{suffix}"
        export(later, None, load_rules(later), path, edition=Edition.POLICE, words=words)
        return path

    for suffix in ("sheet.pdf", "pdf"):
        told = PdfReader(wrote(suffix)).metadata
        assert told.creation_date.date() == told.modification_date.date() == changed.date()
    for suffix in ("xlsx", "docx"):
        with zipfile.ZipFile(wrote(suffix)) as book:
            told = book.read("docProps/core.xml").decode()
        assert ">2031-05-04T00:00:00Z</dcterms:created>" in told, suffix
