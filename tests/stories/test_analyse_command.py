"""`sbd analyse` on a drawn square: records, files, and every refusal in words."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sbd_tool import api
from sbd_tool.cli.main import main
from sbd_tool.domain.roles import Role
from tests.generated_square import X0, Y0, layer, project, town

SUBJECTS = {
    "visibility": {"area_m2", "perimeter_m", "occlusivity_m", "connectivity", "mean_depth"},
    "surveillance": {"observers", "observers_day", "observers_evening", "observers_night"},
    "cameras": {"class", "px_per_m", "chance"},
}


@pytest.fixture(scope="module")
def square(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("analyse") / "square.sbd.gpkg"
    api.save_project(project(lamps=2), target)
    return target


def told(capsys: pytest.CaptureFixture[str], *words: object) -> dict:
    assert main(["analyse", *map(str, words), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def refused(capsys: pytest.CaptureFixture[str], *words: object) -> str:
    assert main(["analyse", *map(str, words)]) == 2
    spoken = capsys.readouterr()
    assert not spoken.out
    assert "Traceback" not in spoken.err
    return spoken.err


def points(tmp_path: Path, *places: tuple[float, float], **members: object) -> Path:
    features = [
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": place}, "properties": {}}
        for place in places
    ]
    path = tmp_path / "points.geojson"
    path.write_text(
        json.dumps({"type": "FeatureCollection", "features": features, **members}), "utf-8"
    )
    return path


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_grid_gives_one_record_a_point_and_a_summary(square, subject, capsys) -> None:
    found = told(capsys, square, subject, "--grid", 6)
    assert found["crs"] == project().crs
    assert found["summary"]["points"] == len(found["points"]) > 50
    for record in found["points"]:
        assert {"x", "y"} | SUBJECTS[subject] <= set(record)
        assert X0 <= record["x"] <= X0 + 60
        assert Y0 <= record["y"] <= Y0 + 60


def test_points_in_metres_in_degrees_and_with_a_named_crs_are_the_same(
    square, tmp_path, capsys
) -> None:
    from pyproj import Transformer

    crs = project().crs
    place = (X0 + 30.0, Y0 + 30.0)
    degrees = Transformer.from_crs(crs, "EPSG:4326", always_xy=True).transform(*place)
    named = {"crs": {"type": "name", "properties": {"name": crs}}}
    found = [
        told(capsys, square, "visibility", "--points", points(tmp_path, one, **more))["points"]
        for one, more in ((place, {}), (degrees, {}), (place, named))
    ]
    assert [len(one) for one in found] == [1, 1, 1]
    for one in found:
        assert one[0]["x"] == pytest.approx(place[0], abs=1e-3)
        assert one[0]["area_m2"] == pytest.approx(found[0][0]["area_m2"], rel=1e-5)


def test_a_point_inside_a_house_is_worded_and_has_no_values(square, tmp_path, capsys) -> None:
    path = points(tmp_path, (X0 + 30, Y0 + 30), (X0 + 30, Y0 + 70))
    assert main(["analyse", str(square), "visibility", "--points", str(path), "--json"]) == 0
    spoken = capsys.readouterr()
    free, blocked = json.loads(spoken.out)["points"]
    assert free["area_m2"] > 0
    assert free["connectivity"] == 0
    assert blocked["area_m2"] is None
    assert blocked["connectivity"] is None
    assert "1 point stands inside something" in spoken.err


def test_a_plan_without_buildings_is_said_to_show_too_much(tmp_path, capsys) -> None:
    bare = replace(project(), layers=tuple(one for one in town() if one.role is not Role.BUILDING))
    target = tmp_path / "bare.sbd.gpkg"
    api.save_project(bare, target)
    found = told(capsys, target, "visibility", "--grid", 10)
    assert any("no buildings" in note for note in found["notes"])


def test_values_are_written_as_points_and_as_a_picture(square, tmp_path, capsys) -> None:
    import pyogrio
    import rasterio

    table, picture = tmp_path / "eyes.gpkg", tmp_path / "sight.tif"
    found = told(capsys, square, "surveillance", "--grid", 6, "-o", table)
    frame = pyogrio.read_dataframe(table, layer="surveillance")
    assert list(frame["observers"]) == [one["observers"] for one in found["points"]]
    assert {"points", "note"} <= set(pyogrio.read_dataframe(table, layer="about")["key"])
    found = told(capsys, square, "visibility", "--grid", 6, "-o", picture)
    with rasterio.open(picture) as bands:
        area = bands.read(1 + bands.descriptions.index("area_m2"), masked=True)
        assert area.count() == len(found["points"])
        for record in found["points"][:: len(found["points"]) // 7]:
            row, column = bands.index(record["x"], record["y"])
            assert area[row, column] == pytest.approx(record["area_m2"], rel=1e-5)


def test_nothing_is_asked_for_in_vain(square, tmp_path, capsys) -> None:
    path = points(tmp_path, (X0 + 30, Y0 + 30))
    assert "either --grid or --points" in refused(
        capsys, square, "visibility", "--grid", 2, "--points", path
    )
    assert "at least 0.1" in refused(capsys, square, "visibility", "--grid", 0)
    assert "more than 250,000" in refused(capsys, square, "visibility", "--grid", 0.1)
    assert "coarser" in refused(capsys, square, "visibility", "--grid", 0.1)
    assert "fill a picture" in refused(
        capsys, square, "visibility", "--points", path, "-o", tmp_path / "a.tif"
    )
    assert ".gpkg, .tif" in refused(capsys, square, "visibility", "-o", tmp_path / "a.xyz")
    before = square.read_bytes()
    assert refused(capsys, square, "visibility", "-o", square)
    assert square.read_bytes() == before
    assert refused(capsys, square, "hearing")
    assert refused(capsys, square, "visibility", "--option", "none")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "no GeoJSON"),
        ("[]", "no GeoJSON"),
        ('{"type": "FeatureCollection", "features": [{"geometry": 3}, 7]}', "holds no point"),
        ('{"type": "Point", "coordinates": [1, 2]}', "from the square"),
        ('{"type": "Point", "coordinates": [1e300, 2]}', "from the square"),
        ('{"type": "Point", "coordinates": [true, "x"]}', "holds no point"),
        (
            '{"type": "Point", "coordinates": [1, 2], "crs": {"properties": {"name": "X:9"}}}',
            "not known",
        ),
    ],
)
def test_a_bad_file_of_points_is_refused_in_words(square, content, words, tmp_path, capsys) -> None:
    path = tmp_path / "bad.geojson"
    path.write_text(content, "utf-8")
    assert words in refused(capsys, square, "visibility", "--points", path)


def test_a_camera_that_looks_south_shows_what_lies_south_and_the_rest_is_blind(
    tmp_path, capsys
) -> None:
    from shapely.geometry import Point

    words = {"camera:direction": 180, "horizontal_pixels": 1920, "field_of_view_deg": 90}
    seen = layer(Role.CAMERA, [Point(30, 50)], [words])
    plan = replace(project(), layers=(*town(trees=0), seen))
    target = tmp_path / "watched.sbd.gpkg"
    api.save_project(plan, target)
    found = told(capsys, target, "cameras", "--grid", 2)
    for record in found["points"]:
        x, y = record["x"] - X0 - 30, Y0 + 50 - record["y"]
        is_in_view = y > 0 and abs(x) <= y
        density = 1920 / (2 * np.hypot(x, y)) if is_in_view else 0.0
        assert record["px_per_m"] == pytest.approx(density, rel=1e-3), (x, y)
        assert (record["class"] == "") == (density < 12.5)
    assert found["summary"]["cameras"][0]["direction_deg"] == 180
    assert 0 < found["summary"]["blind_percent"] < 100
