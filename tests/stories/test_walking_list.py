"""`sbd analyse walking` on a drawn square: ways, what pinches, what a measure changes."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from shapely.geometry import LineString, Point

from sbd_tool import api
from sbd_tool.cli.main import main
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.project import Project
from sbd_tool.domain.roles import Role
from tests.generated_square import layer, placed, project

POST = "bollards-rated-fixed"


def _square() -> Project:
    """A level footway from west to east, a wall across with an opening of 2 m, a place to go."""
    plain = project()
    more = (
        layer(Role.FOOTWAY, [LineString([(-20, 30), (80, 30)])], [{"incline": "1%"}], ids=["way"]),
        layer(
            Role.WALL,
            [LineString([(30, -10), (30, 29)]), LineString([(30, 31), (30, 70)])],
            ids=["south", "north"],
            evidence=Evidence.SURVEYED,
        ),
        layer(Role.AMENITY, [Point(45, 45)], [{"amenity": "toilets"}], ids=["toilets"]),
    )
    kept = tuple(one for one in plain.layers if "square" in one.ids)
    return replace(plain, layers=(*kept, *more))


@pytest.fixture(scope="module")
def square(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("walking") / "square.sbd.gpkg"
    post = placed(_square(), POST, Point(30, 30), parameters={"unit_width_m": 0.25})
    api.save_project(post, target)
    return target


def told(capsys: pytest.CaptureFixture[str], path: Path) -> dict:
    assert main(["analyse", str(path), "walking", "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_post_in_an_opening_is_named_with_the_width_it_leaves(square, capsys) -> None:
    found = told(capsys, square)
    assert found["marking"] == "TLP:AMBER+STRICT"
    assert [end["key"] for end in found["ends"]] == ["E1", "E2", "D1"]
    routes = {(one["user"], one["from"], one["to"]): one for one in found["routes"]}
    for user in ("wheelchair", "cane", "cargo_bike"):
        across = routes[user, "E1", "E2"]
        assert across["verdict"] == "blocked"
        assert across["length_m"] is None
        pinch = across["pinched_by"]
        assert pinch["id"] == "measure-0"
        assert pinch["name"] == POST
        assert pinch["other"] in {"south", "north"}
        assert pinch["clear_width_m"] == pytest.approx(1 - 0.125, abs=1e-6)
    pram = routes["pram", "E1", "E2"]
    assert pram["verdict"] == "passes"
    assert pram["min_clear_m"] == pytest.approx(0.875, abs=1e-6)
    assert 65 < pram["length_m"] < 65.1
    assert pram["line"][0] == pytest.approx(found["ends"][0]["place"])


def test_the_same_square_as_it_stands_and_what_the_post_does(square, capsys) -> None:
    found = told(capsys, square)
    assert found["before"]["wheelchair"]["blocked"] == 0
    assert found["summary"]["wheelchair"]["blocked"] > 0
    assert found["summary"]["wheelchair"]["permeability"] == [0.0, 0.0]
    cut = next(one for one in found["measures"] if one["user"] == "wheelchair")
    assert cut["measure"] == "measure-0"
    assert cut["pairs_blocked"] == found["summary"]["wheelchair"]["blocked"]
    changed = {(one["user"], one["before"], one["after"]) for one in found["changed"]}
    assert ("wheelchair", "passes", "blocked") in changed


def test_every_way_is_told_for_every_user_in_one_order(square, capsys) -> None:
    found = told(capsys, square)
    pairs = [(one["from"], one["to"]) for one in found["routes"] if one["user"] == "pram"]
    assert pairs == [("E1", "E2"), ("E1", "D1"), ("E2", "D1")]
    assert {one["user"] for one in found["routes"]} == {"wheelchair", "pram", "cane", "cargo_bike"}
    assert {one["basis"] for one in found["users"]} == {"a", "b", "c"}
    assert found["desire_lines"]
    for one in found["routes"]:
        if one["length_m"] is not None:
            assert one["directness"] >= 1
            assert one["detour"] >= 1


def test_the_list_is_spoken_in_both_languages(square, capsys) -> None:
    assert main(["analyse", str(square), "walking"]) == 0
    assert "no way, " in capsys.readouterr().out
    assert main(["--language", "de", "analyse", str(square), "walking"]) == 0
    spoken = capsys.readouterr().out
    assert "kein Weg, " in spoken
    assert "Rollstuhl, 0,90\u202fm licht" in spoken


@pytest.mark.parametrize("name", ["monaco_place_d_armes", "milano_piazza_della_scala"])
def test_a_real_square_tells_its_ways_and_never_takes_a_slope_for_granted(
    real_data: Path, name: str, tmp_path: Path, capsys
) -> None:
    project = api.import_plans([real_data / "osm-squares" / f"{name}.osm"]).project
    target = tmp_path / "square.sbd.gpkg"
    api.save_project(project, target)
    found = told(capsys, target)
    assert found["routes"]
    for one in found["routes"]:
        if "slope" in one["unknown"]:
            assert one["verdict"] != "passes"
        if one["length_m"] is not None:
            assert one["length_m"] >= one["straight_m"] - 1e-6
            assert one["length_m"] >= one["without_objects_m"] - 1e-6
