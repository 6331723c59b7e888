"""A planner opens real maps: nine squares in two formats, whole cities, drawings."""

from pathlib import Path

import pytest

from sbd_tool.app.clock import FixedClock
from sbd_tool.app.importing import Imported, import_plans
from sbd_tool.domain.errors import CrsMissingError, SquareMissingError, UnitsDoubtfulError
from sbd_tool.domain.layers import Level
from sbd_tool.domain.roles import Role
from sbd_tool.formats.rules import read_catalogue

SQUARES = {
    "helsinki_kolmensepanaukio": ("Kolmensepänaukio", 1357),
    "helsinki_rautatientori": ("Rautatientori", 9539),
    "helsinki_senaatintori": ("Senaatintori", 6709),
    "london_guildhall_yard": ("Guildhall Yard", 2259),
    "london_paternoster_square": ("Paternoster Square", 3160),
    "milano_piazza_della_scala": ("Piazza della Scala", 3973),
    "monaco_place_d_armes": ("Place d'Armes", 2165),
    "monaco_place_du_casino": ("Place du Casino", 2661),
    "paris_place_de_la_republique": ("Place de la République", 14485),
}
# Roles whose count both forms of a map must agree on; what the GeoPackage leaves out (crossings,
# signs, stop positions) is not among them.
SHARED = (
    Role.BUILDING, Role.CARRIAGEWAY, Role.FOOTWAY, Role.STEPS, Role.LAMP, Role.CAMERA, Role.TREE,
    Role.SEAT, Role.BARRIER, Role.WALL, Role.PEDESTRIAN_AREA,
)  # fmt: skip


def _import(path: Path, **wishes) -> Imported:
    return import_plans([path], clock=FixedClock(), catalogue=read_catalogue(), **wishes)


def _counts(imported: Imported) -> dict[Role, int]:
    counts: dict[Role, int] = {}
    for layer in imported.project.layers:
        if layer.level is Level.GROUND and layer.role:
            counts[layer.role] = counts.get(layer.role, 0) + len(layer)
    return counts


def _area_m2(imported: Imported) -> float:
    return imported.project.feature(imported.project.square)[1].geometry.area


@pytest.mark.parametrize("name", SQUARES)
def test_both_forms_of_a_map_give_the_same_square_and_the_same_roles(name, real_data) -> None:
    title, area_m2 = SQUARES[name]
    as_osm = _import(real_data / "osm-squares" / f"{name}.osm")
    as_tables = _import(real_data / "osm-squares" / f"{name}.gpkg")
    for imported in (as_osm, as_tables):
        assert imported.project.title == title
        assert _area_m2(imported) == pytest.approx(area_m2, rel=0.01)
        assert not [f.key for f in imported.findings if f.is_open]
    osm, tables = _counts(as_osm), _counts(as_tables)
    for role in SHARED:
        most = max(osm.get(role, 0), tables.get(role, 0))
        assert abs(osm.get(role, 0) - tables.get(role, 0)) <= max(7, 0.12 * most), role


def test_what_lies_under_rautatientori_is_set_apart(real_data) -> None:
    project = _import(real_data / "osm-squares" / "helsinki_rautatientori.osm").project
    below = [layer for layer in project.layers if layer.level is Level.UNDERGROUND]
    assert sum(len(layer) for layer in below) > 100
    assert {Role.FOOTWAY, Role.STEPS} <= {layer.role for layer in below}
    assert project.crs == "EPSG:25835"


def test_a_national_grid_is_kept(real_data) -> None:
    folder = real_data / "osm-squares"
    assert _import(folder / "helsinki_senaatintori.gpkg").project.crs == "EPSG:3879"
    assert _import(folder / "london_guildhall_yard.gpkg").project.crs == "EPSG:27700"


def test_routing_extracts_are_recognised(real_data) -> None:
    for name in ("milano_piazza_della_scala", "paris_place_de_la_republique"):
        imported = _import(real_data / "osm-squares" / f"{name}.osm")
        assert "ingest.routing_extract" in {finding.key for finding in imported.findings}


@pytest.mark.parametrize(
    ("file", "asked", "area_m2"),
    [
        ("helsinki.osm.pbf", "rautatientori", 9539),
        ("helsinki.osm.pbf", "r2919121", 6709),
        ("london-city.osm.pbf", "-0.09926,51.51459", 3160),
        ("monaco-2021.osm.pbf", "place d'armes", 2165),
        ("milano-filtered.osm.pbf", "w22817819", 3973),
        ("borough-london-raw.osm", "Tabard", None),
        ("liechtenstein-2013.osm.pbf", "9.5215,47.1391", None),
    ],
)
def test_a_square_is_taken_out_of_a_whole_city(file, asked, area_m2, real_data) -> None:
    path = real_data / "osm-extracts" / file
    if area_m2 is None and asked[0].isdigit():
        with pytest.raises(SquareMissingError):
            _import(path, square=asked)
        return
    imported = _import(path, square=asked)
    if area_m2:
        assert _area_m2(imported) == pytest.approx(area_m2, rel=0.01)
    assert imported.project.square


def test_a_whole_city_without_a_wish_is_answered_with_the_names_of_its_squares(real_data) -> None:
    with pytest.raises(SquareMissingError) as problem:
        _import(real_data / "osm-extracts" / "helsinki.osm.pbf")
    assert "Senaatintori" in str(dict(problem.value.hint.params)["names"])


def test_names_of_contributors_do_not_come_along(real_data) -> None:
    project = _import(real_data / "osm-extracts" / "borough-london-raw.osm").project
    keys = {key for layer in project.layers for row in layer.attributes for key in row}
    assert not keys & {"user", "uid", "changeset", "@user", "@uid"}


def test_the_trap_of_web_mercator_is_seen(real_data) -> None:
    project = _import(real_data / "vector-other" / "bubenec.gpkg").project
    buildings = next(layer for layer in project.layers if layer.role is Role.BUILDING)
    assert project.crs == "EPSG:25833"
    # In the file's own coordinates the houses cover 1.56² times as much.
    total = sum(geometry.area for geometry in buildings.geometry)
    assert total == pytest.approx(74_000 / 1.56**2, rel=0.5)
    assert len(buildings) == 144


def test_a_drawing_whose_unit_cannot_be_is_asked_about(real_data) -> None:
    drawing = real_data / "cad" / "floorplan_mm.dxf"
    with pytest.raises(UnitsDoubtfulError):
        _import(drawing, crs="local")
    assert _import(drawing, crs="local", units="in").project.layers


def test_a_drawing_without_a_place_is_asked_about_and_can_stay_local(real_data) -> None:
    drawing = real_data / "cad" / "SiB2023_entrance.dxf"
    with pytest.raises(CrsMissingError):
        _import(drawing)
    imported = _import(drawing, crs="local")
    assert {Role.GATE, Role.WALL} <= {layer.role for layer in imported.project.layers}
    assert imported.project.square
