"""Files handed over, opened in QGIS itself where the system has it (python3-qgis)."""

import json
import os
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
import shapely
from pyproj import Transformer
from shapely.geometry import LineString, Point, box

from sbd_tool.app.clock import FixedClock
from sbd_tool.app.exporting import export
from sbd_tool.app.language import load_words
from sbd_tool.app.rules import load_rules
from sbd_tool.domain.annotations import Annotation, AnnotationKind
from sbd_tool.domain.evidence import Evidence, Stamp
from sbd_tool.domain.layers import Source
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.measures import MeasureState
from sbd_tool.domain.project import Option
from tests.generated_square import X0, Y0, moved, placed, project

SYSTEM_PYTHON = "/usr/bin/python3"
READER = Path(__file__).parent.parent / "qgis_reading.py"
STATES = tuple(MeasureState)


def has_qgis():
    if not Path(SYSTEM_PYTHON).exists():
        return False
    asked = [
        SYSTEM_PYTHON,
        "-c",
        "import importlib.util as u, sys; sys.exit(not u.find_spec('qgis'))",
    ]
    return subprocess.run(asked, check=False, capture_output=True).returncode == 0


pytestmark = pytest.mark.skipif(
    not has_qgis(), reason=f"{SYSTEM_PYTHON} has no qgis.core (apt-get install python3-qgis)"
)


@pytest.fixture(scope="module")
def site():
    found = project(seats=2, trees=2, lamps=2)
    source = Source(name="town.gpkg", licence="CC BY 4.0, \u00a9 City & Sons")
    found = replace(found, layers=tuple(replace(row, source=source) for row in found.layers))
    for turn, state in enumerate(STATES):
        line = LineString([(5, 5 + 4 * turn), (25, 5 + 4 * turn)])
        found = placed(found, "rated-planters", line, state=state, name=f'Row {turn} \u2019 "x"')
    found = placed(found, "movable-seating", box(35, 35, 45, 45), note="by the tree")
    found = placed(found, "cctv-overview", Point(20, 30), state=MeasureState.EXISTING, name="North")
    found = placed(found, "cctv-overview", Point(40, 30), name="Only in the second")
    rows = dict(found.measures)
    key, last = rows.popitem()
    rows[key] = replace(last, stamp=replace(last.stamp, option="b"))
    arrow = Annotation(
        stamp=Stamp(id="arrow", evidence=Evidence.SEEN),
        kind=AnnotationKind.ARROW,
        geometry=moved(LineString([(10, 40), (20, 50)])),
        words="to the bus",
    )
    second = (*found.options, Option(key="b", name="Second"))
    return replace(found, measures=rows, options=second, annotations={arrow.id: arrow})


@pytest.fixture(scope="module")
def opened(site, tmp_path_factory):
    folder = tmp_path_factory.mktemp("opened")
    rules, words = load_rules(site), load_words("en")
    for suffix in ("gpkg", "csv", "geojson", "dxf"):
        target = folder / f"a.{suffix}"
        export(site, None, rules, target, edition=Edition.POLICE, words=words, clock=FixedClock())
    for edition in (Edition.POLICE, Edition.PUBLIC):
        target = folder / f"{edition.value}.qgis.zip"
        export(site, None, rules, target, edition=edition, words=words, clock=FixedClock())
        unpacked = folder / f"first-{edition.value}"
        zipfile.ZipFile(target).extractall(unpacked)
        shutil.move(unpacked, folder / edition.value)  # a project is moved with its folder
    ground = [X0 - 10, Y0 - 20, X0 + 70, Y0 + 60]
    asked = [SYSTEM_PYTHON, str(READER), str(folder), json.dumps(ground), site.crs]
    home = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(folder)}
    done = subprocess.run(asked, capture_output=True, text=True, env=home, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def layer(opened, title, edition="police"):
    return next(one for one in opened["projects"][edition]["layers"] if one["name"] == title)


def measured(opened, rows_of):
    return {row["id"]: row for one in rows_of for row in one["rows"] if "cost_band" in row}


@pytest.mark.parametrize("edition", ["police", "public"])
def test_qgis_opens_the_project_with_every_layer_and_nothing_to_say(site, opened, edition):
    found = opened["projects"][edition]
    assert found["read"]
    assert (found["lost"], found["errors"], opened["heard"]) == ([], [], [])
    assert found["crs"] == site.crs
    assert all(one["valid"] and one["editable"] for one in found["layers"])
    assert {one["crs"] for one in found["layers"]} == {site.crs}
    assert len(found["colours"]) > 20  # ground, square, signs: a picture and no blank sheet
    assert found["ground"] in found["colours"]
    names = [one["name"] for one in found["layers"]]
    assert not any("_" in name for name in names if edition == "public")
    assert len(set(names)) == len(names)
    credit = ["CC BY 4.0, \u00a9 City & Sons"] * 2
    credits_of = {one["name"]: one["credit"] for one in found["layers"]}
    assert credits_of["Square assessed"] == credit
    assert credits_of["Measures (lines)"] == [""]


def test_qgis_lists_measures_above_the_square_above_streets(opened):
    order = opened["projects"]["public"]["order"]
    wished = ["Measures (areas)", "Building", "Square assessed", "Carriageway", "Footway"]
    places = [order.index(name) for name in wished]
    assert places == sorted(places)


def test_each_state_of_a_measure_looks_different_in_qgis(opened):
    rows = layer(opened, "Measures (lines)")
    states = ("existing", "proposed", "temporary", "to remove")
    assert [label[label.rindex("(") :] for label in sorted(rows["legend"])] == [
        f"({state})" for state in states
    ]
    assert rows["named"]
    assert rows["lists"] == ["state", "evidence"]
    assert rows["aliases"]["kind_name"] == "Kind"


def test_what_qgis_reads_of_the_measures_is_what_the_project_holds(site, opened):
    for source in (opened["projects"]["police"]["layers"], opened["tables"]):
        found = measured(opened, source)
        assert set(found) == set(site.measures)
        for key, measure in site.measures.items():
            row = found[key]
            assert shapely.from_wkb(bytes.fromhex(row["wkb"])).equals_exact(measure.geometry, 0)
            assert (row["kind"], row["state"]) == (measure.kind, measure.state.value)
            assert (row["name"] or "", row["note"] or "") == (measure.name, measure.note)
            assert row["option"] == measure.stamp.option
            assert row["evidence"] == measure.stamp.evidence.value


def test_what_qgis_reads_of_the_plan_is_what_the_project_holds(site, opened):
    found = {row["id"]: row for one in opened["tables"] for row in one["rows"] if "role" in row}
    for own in site.layers:
        for feature_id, geometry, attributes in zip(
            own.ids, own.geometry, own.attributes, strict=True
        ):
            row = found[feature_id]
            assert row["role"] == own.role.value
            assert shapely.from_wkb(bytes.fromhex(row["wkb"])).equals(geometry)
            assert {key: row[key] for key in attributes} == dict(attributes)


def test_qgis_draws_our_styles_from_the_geopackage_alone(opened):
    by_name = {one["name"]: one for one in opened["tables"]}
    assert "Overview cameras (existing)" in by_name["measures_points"]["legend"]
    assert by_name["measures_points"]["renderer"] == "RuleRenderer"
    assert all(one["valid"] for one in opened["tables"])


def test_measures_of_another_option_are_there_and_switched_off_in_qgis(opened):
    points = layer(opened, "Measures (points)")
    assert len(points["rows"]) == 2
    assert points["drawn"] == ["Overview cameras (existing)"]
    apart = set(points["legend"]) - set(points["drawn"])
    assert apart == {"Overview cameras (proposed), in another option or state"}


def test_words_on_the_map_stand_above_all_else_in_qgis(opened):
    assert opened["projects"]["police"]["order"][0] == "Notes on the map"
    (arrow,) = layer(opened, "Notes on the map")["rows"]
    assert (arrow["kind"], arrow["words"]) == ("arrow", "to the bus")


def test_other_formats_carry_to_qgis_what_they_say(site, opened):
    placed_ones = {key: one for key, one in site.measures.items() if one.geometry is not None}
    kinds = (opened["others"][kind] for kind in ("point", "line", "polygon"))
    rows = {row["id"]: row for kind in kinds for row in kind}
    assert set(rows) == set(site.measures)
    for key, measure in placed_ones.items():
        read = shapely.from_wkb(bytes.fromhex(rows[key]["wkb"]))
        assert read.equals_exact(measure.geometry, 0.001)
        assert rows[key]["state"] == measure.state.value
    to_metres = Transformer.from_crs("EPSG:4326", site.crs, always_xy=True)
    found = {row["id"]: row for row in opened["others"]["geojson"]}
    assert len(found) == sum(len(own) for own in site.layers) + len(site.measures) + 1
    for key, measure in placed_ones.items():
        degrees = shapely.from_wkb(bytes.fromhex(found[key]["wkb"]))
        read = shapely.transform(degrees, to_metres.transform, interleaved=False)
        assert shapely.hausdorff_distance(read, measure.geometry) < 0.002
        assert found[key]["state"] == measure.state.value
    drawn = [row for row in opened["others"]["dxf"] if row["Layer"].startswith("measures")]
    assert {row["Layer"] for row in drawn} >= {"measures_lines", "measures_points"}
