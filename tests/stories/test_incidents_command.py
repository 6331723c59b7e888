"""Incidents are counts at their points; snapped places are found and never become hot spots."""

import json

import pytest
import shapely
from pyproj import Transformer

from sbd_tool.app.community.incidents import incidents_near
from sbd_tool.app.projects import save_project
from sbd_tool.cli.main import main
from sbd_tool.formats.row_file import read_rows
from tests.generated_square import project


@pytest.fixture
def desk(tmp_path):
    path = tmp_path / "desk.sbd.gpkg"
    save_project(project(), path)
    return path


@pytest.fixture
def told(capsys):
    def run(*words, code=0):
        capsys.readouterr()
        assert main([str(one) for one in words]) == code
        out = capsys.readouterr()
        return out.err if code else json.loads(out.out) if "--json" in words else out.out

    return run


def listed(path, counts):
    made = project()
    middle = made.feature(made.square)[1].geometry.centroid
    degrees = Transformer.from_crs(made.crs, "EPSG:4326", always_xy=True)
    lines = ["Crime ID,Longitude,Latitude", "secret,,"]
    for east_m, count in counts:
        x, y = degrees.transform(middle.x + east_m, middle.y)
        lines += [f"secret,{x:.7f},{y:.7f}"] * count
    path.write_text("\n".join(lines))
    return path


def test_the_worked_example_is_told_as_on_the_method_page(desk, told, tmp_path) -> None:
    before = desk.read_bytes()
    out = told("incidents", desk, listed(tmp_path / "i.csv", [(0, 12), (30, 2)]), "--json")
    assert (out["within"], out["without_place"], out["not_shown"]) == (14, 1, 2)
    assert out["snapped"]
    assert out["shared_share"] == 1
    assert [one["count"] for one in out["points"]] == [12]
    assert any("no hot spot" in line for line in out["lines"])
    assert desk.read_bytes() == before, "nothing is kept"


def test_too_few_incidents_show_no_point(desk, told, tmp_path) -> None:
    out = told("incidents", desk, listed(tmp_path / "i.csv", [(0, 9), (9_000, 40)]), "--json")
    assert (out["within"], out["points"], out["not_shown"]) == (9, [], 9)


def test_single_places_do_not_look_snapped(desk, told, tmp_path) -> None:
    file = listed(tmp_path / "i.csv", [(at, 1) for at in range(15)])
    out = told("incidents", desk, file, "--accuracy", "5", "--json")
    assert not out["snapped"]
    assert out["points"] == []
    assert out["accuracy_m"] == 5
    assert told("incidents", desk, file, "--accuracy", "nan", code=2)


def test_a_table_without_places_is_refused(desk, told, tmp_path) -> None:
    file = tmp_path / "i.csv"
    file.write_text("a,b\n1,2\n")
    assert "no places" in told("incidents", desk, file, code=2)


def test_places_of_the_police_are_found_snapped(real_data) -> None:
    file = real_data / "incidents" / "2019-01-city-of-london-street.csv"
    square = shapely.box(532_600, 181_000, 532_700, 181_100)
    found = incidents_near(read_rows(file), file.name, square, "EPSG:27700")
    assert (found.rows, found.without_place) == (617, 31)
    assert found.is_snapped
    assert found.points
    assert min(one.count for one in found.points) >= 3
    areas = [one.catchment for one in found.points]
    overlap = sum(one.area for one in areas) - shapely.union_all(areas).area
    assert overlap < 0.01, "each place lies nearest to one point"
    assert all(one.catchment.covers(shapely.Point(one.x, one.y)) for one in found.points)
