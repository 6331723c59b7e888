"""`sbd analyse gaps` and `closure` on a drawn square: lists, and every refusal in words."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from shapely.geometry import LineString, Point, box

from sbd_tool import api
from sbd_tool.cli.main import main
from sbd_tool.domain.roles import Role
from tests.generated_square import X0, Y0, layer, project

RATED = {"barrier": "bollard", "diameter": 0.2, "rating": "V/7200[N2A]/48/90:0.0", "height": 1.0}


def _ring() -> list[Point]:
    """Posts 1.3 m apart (clear 1.1 m) round a crowd, one of them missing on the south side."""
    side = [13 + 1.3 * step for step in range(26)]
    low, high = side[0], side[-1] + 1.3
    south = [Point(x, low) for x in side if abs(x - side[10]) > 0.1]
    east = [Point(high, y) for y in side]
    north = [Point(high + low - x, high) for x in side]
    west = [Point(low, high + low - y) for y in side]
    return [*south, *east, *north, *west]


@pytest.fixture(scope="module")
def square(tmp_path_factory: pytest.TempPathFactory) -> Path:
    plain = project()
    posts = _ring()
    more = (
        layer(Role.CROWD_AREA, [box(18, 18, 42, 42)], ids=["crowd"]),
        layer(Role.BARRIER, posts, [RATED] * len(posts), ids=[f"p{n}" for n in range(len(posts))]),
        layer(Role.EMERGENCY_ROUTE, [LineString([(30, -60), (30, 30)])], ids=["fire"]),
    )
    target = tmp_path_factory.mktemp("lists") / "square.sbd.gpkg"
    api.save_project(replace(plain, layers=(*plain.layers, *more)), target)
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


def test_gaps_tell_the_missing_post_with_its_place_its_pair_and_verdicts(square, capsys) -> None:
    found = told(capsys, square, "gaps")
    assert found["enclosed"] is False
    assert found["marking"] == "TLP:AMBER+STRICT"
    assert found["crs"] == project().crs
    assert len(found["gaps"]) == len(_ring())
    wide = [gap for gap in found["gaps"] if gap["width_m"] > 1.2]
    assert [gap["width_m"] for gap in wide] == [2.4]
    assert sorted(wide[0]["between"]) == ["p10", "p9"]
    assert wide[0]["midpoint"] == pytest.approx([X0 + 26, Y0 + 13], abs=1e-6)
    assert wide[0]["widest_vehicle"] == "truck_7t"
    assert wide[0]["vehicles"] == "passes"
    other = next(gap for gap in found["gaps"] if gap["width_m"] < 1.2)
    assert set(other["verdicts"]) == {"wheelchair", "pram", "assistance_dog", "cargo_bike"}


def test_a_closure_mends_the_one_gap_and_tells_what_it_does_to_both_ledgers(square, capsys) -> None:
    # Posts of a plan nobody has checked are in doubt; their rating stands and so do they.
    found = told(capsys, square, "closure")
    assert found["possible"] is True
    assert found["proven"] is True
    assert found["length_m"] == pytest.approx(2.4, abs=1e-6)
    assert [one["between"] for one in found["segments"]] in (
        [["p9", "p10"]],
        [["p10", "p9"]],
    )
    assert {"openness", "protection"} <= set(found)
    assert found["measures"]


def test_lists_read_as_sentences_too(square, capsys) -> None:
    for subject in ("gaps", "closure"):
        assert main(["analyse", str(square), subject]) == 0
        spoken = capsys.readouterr().out
        assert spoken.startswith("TLP:AMBER+STRICT")
        assert "closure." not in spoken


def test_a_wish_for_a_closure_is_heard(square, capsys) -> None:
    plain = told(capsys, square, "closure")
    cars = told(capsys, square, "closure", "--stops", "car", "--least", "load")
    assert cars["objective"] == "load"
    assert cars["segments"][0]["required"] == "car"
    assert cars["cost"] != plain["cost"]


@pytest.mark.parametrize(
    ("words", "sign"),
    [
        (("gaps", "--grid", "2"), "--grid"),
        (("closure", "-o", "out.gpkg"), "--output"),
        (("gaps", "--stops", "car"), "--stops"),
        (("visibility", "--least", "load"), "--least"),
        (("closure", "--stops", "tank"), "tank"),
        (("closure", "--rating", "strong"), "strong"),
        (("closure", "--option", "nowhere"), "nowhere"),
    ],
)
def test_what_a_list_does_not_know_is_refused_in_words(square, words, sign, capsys) -> None:
    assert sign in refused(capsys, square, *words)


@pytest.fixture(scope="module")
def street(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The square with an entry whose speed and grade are stated, and no stations to drive bends."""
    plain = project()
    gate = LineString([(26, -50), (34, -50)])
    entry = [{"entry_speed_kmh": 30.0, "downhill_percent": 0.0}]
    more = layer(Role.VEHICLE_ENTRY, [gate], entry, ids=["entry"])
    few = {"numbers.approach_stations.value": (1, "quick", "test")}
    rules = replace(plain.rules, rubric_overrides=few)
    target = tmp_path_factory.mktemp("street") / "street.sbd.gpkg"
    api.save_project(replace(plain, layers=(*plain.layers, more), rules=rules), target)
    return target


def test_approach_tells_band_energy_and_rating_along_the_edge(street, capsys) -> None:
    found = told(capsys, street, "approach")
    assert found["marking"] == "TLP:AMBER+STRICT"
    assert found["rated_by"] == "high"
    assert not found["entry_speed_assumed"]
    edges = found["edges"]
    assert edges
    for edge in edges:
        assert 0 <= edge["low_mps"] <= edge["high_mps"]
        assert edge["vehicle"] == "truck_7t"
        assert edge["energy_kj"] == pytest.approx(3.6 * edge["high_mps"] ** 2, rel=1e-3)
        assert edge["normal_energy_kj"] <= edge["energy_kj"]
        assert edge["adequate"] is False  # nothing stands there
        assert edge["required"] is None  # bends were not driven: over every test speed
        assert {"no_bends", "above_tests"} <= set(edge["doubts"])
        assert edge["standoff_m"] >= 0
    keys = [edge["key"].split(".") for edge in edges]
    assert len({tuple(key) for key in keys}) == len(keys)
    fastest = max(edge["straight_run"]["length_m"] for edge in edges)
    assert fastest > 50
    assert any("km/h" in line for line in found["lines"])
    assert any("bends were not driven" in note for note in found["notes"])
