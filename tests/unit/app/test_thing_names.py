"""Things without a name are told by kind and running number; the number is the same everywhere."""

from dataclasses import replace

import pytest
from shapely.geometry import LineString, Point, box

from sbd_tool.app.language import load_words
from sbd_tool.app.rules import load_rules
from sbd_tool.app.thing_names import names_of
from sbd_tool.domain.project import Project
from sbd_tool.domain.roles import Role
from tests.generated_square import layer, placed


@pytest.fixture(scope="module")
def named():
    layers = (
        layer(Role.TREE, [Point(1, 1), Point(5, 1), Point(9, 1)], ids=["t1", "t2", "t3"]),
        layer(
            Role.BUILDING,
            [box(0, 5, 4, 9), box(6, 5, 9, 9), box(20, 5, 24, 9)],
            [{"name": "Palazzo"}, {"name": "Palazzo"}, {"name": " Theatre "}],
            ids=["b1", "b2", "b3"],
        ),
        layer(Role.WALL, [LineString([(0, 0), (9, 0)])], ids=["w1"]),
    )
    return Project(id="p", title="", crs="EPSG:25832", layers=layers)


def told(project, *counted, language="en"):
    words, name = load_words(language), names_of(project, load_rules(project), *counted)
    return lambda row: words(name(row))


def test_kind_and_number_stand_for_a_name_and_nothing_shows_an_id(named) -> None:
    name = told(named)
    assert [name(row) for row in ("t1", "t3", "w1", "b3")] == [
        "Tree 1",
        "Tree 3",
        "Wall",
        "Theatre",
    ]
    assert told(named, language="de")("t2") == "Baum 2"


def test_two_of_one_name_are_told_apart(named) -> None:
    name = told(named)
    assert (name("b1"), name("b2")) == ("Palazzo (Building 1)", "Palazzo (Building 2)")


def test_a_number_is_the_same_where_something_is_absent(named) -> None:
    trees = named.layers[0]
    fewer = replace(
        trees, ids=trees.ids[1:], geometry=trees.geometry[1:], attributes=trees.attributes[1:]
    )
    seen = replace(named, layers=(fewer, *named.layers[1:]))
    assert told(seen)("t3") == "Tree 2"
    assert told(seen, named)("t3") == "Tree 3"


def test_measures_are_numbered_by_their_kind(named) -> None:
    seats = placed(placed(named, "public-seating", Point(2, 2)), "public-seating", Point(4, 2))
    first, second = seats.measures
    assert told(seats)(second).endswith(" 2")
    assert first not in told(seats)(first)
