import json
from pathlib import Path

import pytest

from sbd_tool.app.clock import FixedClock
from sbd_tool.app.importing import import_into, import_plans
from sbd_tool.domain.digest import design_digest
from sbd_tool.domain.errors import InputError, PlanUnreadableError
from sbd_tool.domain.roles import Role
from sbd_tool.formats.rules import read_catalogue
from sbd_tool.ingest.themes import RETOLD

CLOCK = FixedClock()


def _geojson(path: Path, *features: tuple[dict, dict]) -> Path:
    rows = [{"type": "Feature", "geometry": g, "properties": p} for g, p in features]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": rows}), encoding="utf-8")
    return path


def _square(west: float = 9.5) -> dict:
    east, south, north = west + 0.001, 41.5, 41.5005
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def _point(lon: float, lat: float) -> dict:
    return {"type": "Point", "coordinates": [lon, lat]}


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return _geojson(
        tmp_path / "plan.geojson",
        (_square(), {"role": "site_boundary", "name": "Piazza Finta"}),
        (_point(9.5002, 41.5002), {"barrier": "bollard"}),
        (_point(9.5004, 41.5002), {"amenity": "bench"}),
    )


def _import(*paths: Path, **wishes):
    return import_plans(paths, clock=CLOCK, catalogue=read_catalogue(), **wishes)


def test_a_file_becomes_a_project_with_its_square_its_measures_and_what_was_noticed(plan) -> None:
    imported = _import(plan, author="Ada")
    project = imported.project
    assert (project.title, project.crs) == ("Piazza Finta", "EPSG:25832")
    assert project.feature(project.square)[0].role is Role.SITE_BOUNDARY
    assert any("bollard" in measure.kind for measure in project.measures.values())
    told = {finding.key for finding in imported.findings}
    kept = {finding.key for finding in project.findings}
    assert "ingest.missing_lamp" in told
    assert kept == told - RETOLD, "an assessment tells anew what is not known"
    assert project.catalogue_edition == read_catalogue().edition
    assert {layer.stamp.author for layer in project.layers} == {"Ada"}


def test_the_same_file_imports_to_the_same_project_and_stays_untouched(plan) -> None:
    before = plan.read_bytes()
    first, second = _import(plan).project, _import(plan).project
    assert design_digest(first) == design_digest(second)
    assert first.id == second.id
    assert plan.read_bytes() == before
    assert [path.name for path in plan.parent.iterdir()] == [plan.name]


def test_two_projects_of_one_plan_made_at_different_times_have_names_of_their_own(plan) -> None:
    later = FixedClock(CLOCK.moment.replace(year=2027))
    second = import_plans([plan], clock=later, catalogue=read_catalogue())
    assert second.project.id != _import(plan).project.id


def test_a_file_given_twice_is_taken_once(plan, tmp_path) -> None:
    copy = tmp_path / "copy.geojson"
    copy.write_bytes(plan.read_bytes())
    imported = _import(plan, copy)
    assert imported.project.layers == _import(plan).project.layers
    assert "ingest.known_source" in {finding.key for finding in imported.findings}


def test_a_second_plan_joins_a_project_within_reach_of_its_square(plan, tmp_path) -> None:
    project = _import(plan).project
    more = _geojson(
        tmp_path / "lamps.geojson",
        (_point(9.5003, 41.5003), {"highway": "street_lamp"}),
        (_point(9.6, 41.6), {"highway": "street_lamp"}),
    )
    grown = import_into(project, [more], clock=CLOCK, catalogue=read_catalogue())
    added = grown.project.layers[len(project.layers) :]
    assert [(layer.role, len(layer)) for layer in added] == [(Role.LAMP, 1)]
    assert grown.project.layers[: len(project.layers)] == project.layers
    assert (grown.project.id, grown.project.square) == (project.id, project.square)
    again = import_into(grown.project, [more], clock=CLOCK, catalogue=read_catalogue())
    assert again.project == grown.project


def test_missing_and_empty_files_are_worded(tmp_path) -> None:
    with pytest.raises(PlanUnreadableError):
        _import(tmp_path / "nowhere.geojson")
    with pytest.raises(InputError):
        _import()
    with pytest.raises(PlanUnreadableError) as problem:
        _import(_geojson(tmp_path / "empty.geojson"))
    assert problem.value.what.key == "ingest.nothing_drawn"


def test_a_picture_with_a_world_file_lies_under_the_plan(plan, tmp_path) -> None:
    from PIL import Image

    picture = tmp_path / "ground.png"
    Image.new("RGB", (40, 20), "#888888").save(picture)
    (tmp_path / "ground.pgw").write_text("2.0\n0\n0\n-2.0\n541734.0\n4594700.0\n")
    imported = _import(plan, picture)
    (underlay,) = imported.project.underlays
    assert imported.project.blobs[underlay.blob].startswith(b"\x89PNG")
    assert underlay.transform == pytest.approx((2.0, 0, 0, -2.0, 541734.0, 4594700.0), abs=0.01)
    told = [f for f in imported.findings if "picture" in f.key and "crs" in f.key]
    assert len(told) == 1


def test_a_city_is_read_only_around_the_square_that_is_asked_for(tmp_path) -> None:
    nodes, ways = [], []
    for number, (lon, name) in enumerate(((9.50, "Piazza Finta"), (9.60, "Piazza Lontana"))):
        corners = [(lon, 41.5), (lon + 0.001, 41.5), (lon + 0.001, 41.501), (lon, 41.501)]
        ids = [-(10 * number + corner + 1) for corner in range(4)]
        nodes += [
            f'<node id="{i}" lat="{lat}" lon="{x}"/>'
            for i, (x, lat) in zip(ids, corners, strict=True)
        ]
        refs = "".join(f'<nd ref="{i}"/>' for i in (*ids, ids[0]))
        tags = f'<tag k="highway" v="pedestrian"/><tag k="area" v="yes"/><tag k="name" v="{name}"/>'
        ways.append(f'<way id="-{100 + number}">{refs}{tags}</way>')
    city = tmp_path / "city.osm"
    city.write_text(f'<osm version="0.6">{"".join(nodes)}{"".join(ways)}</osm>', encoding="utf-8")
    imported = _import(city, square="finta")
    assert imported.project.title == "Piazza Finta"
    names = [row.get("name") for layer in imported.project.layers for row in layer.attributes]
    assert names == ["Piazza Finta"]
    assert "ingest.left_out" not in {finding.key for finding in imported.findings}


def test_parts_of_a_shapefile_chosen_with_it_are_one_plan(tmp_path: Path) -> None:
    import geopandas
    from shapely.geometry import box

    table = geopandas.GeoDataFrame(
        {"role": ["site_boundary"]}, geometry=[box(500000, 5300000, 500050, 5300040)], crs=25832
    )
    table.to_file(tmp_path / "square.shp")
    chosen = sorted(tmp_path.iterdir())
    assert len(chosen) > 3
    found = import_plans(chosen, clock=FixedClock(), catalogue=read_catalogue())
    assert [len(layer) for layer in found.project.layers] == [1]
