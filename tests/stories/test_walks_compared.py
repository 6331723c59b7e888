"""Ways of two designs compared: which links are lost, which only change, and for whom."""

import json
from dataclasses import replace

import pytest
from shapely.geometry import LineString, Point

from sbd_tool import api
from sbd_tool.app.language import load_words
from sbd_tool.app.listing import listed
from sbd_tool.app.rules import load_rules
from sbd_tool.app.walk_comparison import Turn, compared_walks, turn_of
from sbd_tool.cli.main import main
from sbd_tool.domain.evidence import Evidence, Stamp
from sbd_tool.domain.list_result import ListWish
from sbd_tool.domain.measures import Measure, MeasureState
from sbd_tool.domain.progress import SILENT
from sbd_tool.domain.project import Option
from sbd_tool.domain.roles import Role
from tests.generated_square import layer, moved, project

RULES = load_rules()
ENGLISH, GERMAN = load_words("en"), load_words("de")
WISH = ListWish(against_option="posts")


def _post(key, at):
    stamp = Stamp(id=key, option="posts", evidence=Evidence.PLAN)
    return Measure(
        stamp=stamp,
        kind="bollards-rated-fixed",
        geometry=moved(Point(*at)),
        state=MeasureState.PROPOSED,
        parameters={"unit_width_m": 0.3},
    )


def square():
    """A level way across through an opening of 2 m; an option stands a post in its middle."""
    plain = project()
    more = (
        layer(Role.FOOTWAY, [LineString([(-20, 30), (80, 30)])], [{"incline": "1%"}], ids=["way"]),
        layer(
            Role.WALL,
            [LineString([(30, -10), (30, 29)]), LineString([(30, 31), (30, 70)])],
            ids=["south", "north"],
            evidence=Evidence.SURVEYED,
        ),
    )
    kept = tuple(one for one in plain.layers if "square" in one.ids)
    option = Option(key="posts", name="Posts", parent="base")
    return replace(
        plain,
        layers=(*kept, *more),
        options=(*plain.options, option),
        measures={"post": _post("post", (30, 30))},
    )


@pytest.fixture(scope="module")
def found():
    return compared_walks(square(), RULES, WISH, SILENT)


def test_a_post_in_the_opening_cuts_off_wheels_and_is_named(found) -> None:
    turns = {user: [turn_of(link) for link in found.links(user)] for user in found.after.users}
    assert turns["cargo_bike"] == [Turn.LOST]
    assert turns["wheelchair"] == [Turn.LOST]
    link = found.links("wheelchair")[0]
    assert link.before.length_m == pytest.approx(65.0, abs=6)
    assert link.after.pinch is not None
    assert "post" in {link.after.pinch.id, link.after.pinch.other}


def test_somebody_narrow_still_passes_and_is_told_to_be_narrower(found) -> None:
    link = found.links("pram")[0]
    assert turn_of(link) is Turn.NARROWER
    assert link.after.min_clear_m == pytest.approx(0.85, abs=1e-6)
    assert link.before.min_clear_m == pytest.approx(2.0, abs=1e-6)


def test_turned_round_what_was_lost_is_gained() -> None:
    wish = ListWish(option="posts", against_option="base")
    back = compared_walks(square(), RULES, wish, SILENT, "cargo_bike")
    assert [turn_of(link) for link in back.links("cargo_bike")] == [Turn.GAINED]


def test_every_line_says_for_whom_and_both_languages_tell_it() -> None:
    result = listed("walking", square(), RULES, WISH)
    told = [ENGLISH(line) for line in result.lines]
    assert any(line.startswith("Wheelchair") and "lost" in line for line in told)
    german = [GERMAN(line) for line in result.lines]
    assert any("verloren" in line for line in german)
    plain = listed("walking", square(), RULES, ListWish(option="posts"))
    users = ("Wheelchair", "Pram", "Long cane", "Cargo bike")
    assert all(ENGLISH(line).startswith(users) for line in plain.lines if "E1" in ENGLISH(line))


def test_the_command_line_compares_and_refuses_it_elsewhere(tmp_path, capsys) -> None:
    path = tmp_path / "square.sbd.gpkg"
    api.save_project(square(), path)
    assert main(["analyse", str(path), "walking", "--compare-option", "posts", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["compared"]
    assert told["after"] == {"option": "posts", "time_state": "ordinary"}
    lost = [one for one in told["links"] if one["turn"] == "lost"]
    assert {one["user"] for one in lost} == {"wheelchair", "cane", "cargo_bike"}
    assert main(["analyse", str(path), "gaps", "--compare-option", "posts"]) == 2
    assert "--compare-option" in capsys.readouterr().err
    assert main(["analyse", str(path), "walking", "--compare-state", "nowhere"]) == 2
