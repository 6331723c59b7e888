"""Measures from GeoJSON are checked one by one; a bad one never takes the others with it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from sbd_tool.app.clock import FixedClock
from sbd_tool.app.rules import load_rules
from sbd_tool.app.tagging import read_tags
from sbd_tool.domain.errors import InputError, PlanUnreadableError
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.measures import MeasureState
from sbd_tool.domain.project import Project

PROJECT = Project(id="00000000-0000-4000-8000-000000000001", title="T", crs="EPSG:25832")
POINT = {"type": "Point", "coordinates": [9.0, 48.0]}
LINE = {"type": "LineString", "coordinates": [[9.0, 48.0], [9.0001, 48.0]]}


def tags(tmp_path: Path, *features: dict, project: Project = PROJECT):
    path = tmp_path / "measures.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features)}))
    return read_tags(path, project, load_rules(None).catalogue, clock=FixedClock(), author="Ada")


def feature(geometry: dict | None, **properties: object) -> dict:
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def test_coordinates_in_degrees_become_metres_of_the_project(tmp_path: Path) -> None:
    tagged = tags(tmp_path, feature(LINE, kind="seating-edge", state="existing", evidence="seen"))
    (measure,) = tagged.measures
    assert measure.geometry.coords[0] == pytest.approx((500000.0, 5316300.4), abs=1.0)
    assert measure.geometry.length == pytest.approx(7.46, abs=0.05)
    assert measure.state is MeasureState.EXISTING
    assert measure.stamp.evidence is Evidence.SEEN
    assert measure.stamp.author == "Ada"


def test_a_bad_feature_is_left_out_with_its_row_and_the_good_one_stays(tmp_path: Path) -> None:
    tagged = tags(
        tmp_path,
        feature(POINT, kind="no-such-kind"),
        feature(LINE, kind="staffed-kiosk"),
        feature(LINE, kind="seating-edge"),
    )
    assert len(tagged.measures) == 1
    assert [found.key for found in tagged.findings] == ["tag.left_out", "tag.left_out"]
    assert all(found.is_open for found in tagged.findings)


def test_an_unknown_parameter_is_kept_and_said(tmp_path: Path) -> None:
    tagged = tags(tmp_path, feature(LINE, kind="rated-planters", clear_gap=1.2))
    assert [found.key for found in tagged.findings] == ["tag.unknown_parameter"]
    assert tagged.measures[0].parameters["clear_gap"] == 1.2


def test_a_parameter_out_of_range_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        tags(tmp_path, feature(LINE, kind="rated-planters", clear_gap_m=-4))


def test_site_wide_measures_need_no_place(tmp_path: Path) -> None:
    tagged = tags(tmp_path, feature(None, kind="foot-patrols", state="existing"))
    assert tagged.measures[0].geometry is None


def test_reading_the_same_file_twice_adds_rows_of_their_own(tmp_path: Path) -> None:
    first = tags(tmp_path, feature(LINE, kind="seating-edge"))
    held = replace(PROJECT, measures={m.id: m for m in first.measures})
    second = tags(tmp_path, feature(LINE, kind="seating-edge"), project=held)
    assert first.measures[0].id != second.measures[0].id
    assert tags(tmp_path, feature(LINE, kind="seating-edge")).measures[0].id == (
        first.measures[0].id
    )


@pytest.mark.parametrize("words", ["", "[]", "{", '{"features": 3}', "\x00\x01", "[" * 5000])
def test_a_file_that_is_no_geojson_is_refused_in_words(tmp_path: Path, words: str) -> None:
    path = tmp_path / "bad.geojson"
    path.write_text(words)
    with pytest.raises(PlanUnreadableError):
        read_tags(path, PROJECT, load_rules(None).catalogue, clock=FixedClock())
