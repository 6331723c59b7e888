"""Objects found by what they say and where they lie, and told to other programs."""

import json
from dataclasses import replace

import pytest
from shapely.geometry import Point, box

from sbd_tool.app.clipboard import geojson_of
from sbd_tool.app.rules import load_rules
from sbd_tool.app.selecting import CHOSEN, EVERYTHING, SQUARE, found_by_attribute, found_by_location
from sbd_tool.app.table import MEASURES
from sbd_tool.domain.edits.select import Relation
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.layers import Feature, Layer, as_geometry_array
from sbd_tool.domain.measures import Measure
from sbd_tool.domain.project import Project
from sbd_tool.domain.roles import Role

CATALOGUE = load_rules(None).catalogue


def a_project() -> Project:
    square = Layer(
        stamp=Stamp(id="ground"),
        name="Ground",
        role=Role.PEDESTRIAN_AREA,
        ids=("square",),
        geometry=as_geometry_array([box(0, 0, 10, 10)]),
        attributes=({},),
    )
    trees = Layer(
        stamp=Stamp(id="trees"),
        name="Trees",
        role=Role.TREE,
        ids=("in", "edge", "out", "void"),
        geometry=as_geometry_array([Point(5, 5), Point(10, 5), Point(14, 5), Point()]),
        attributes=({"kind": "oak"}, {"kind": "ash"}, {"kind": "oak"}, {}),
    )
    rows = (
        Measure(stamp=Stamp(id="near"), kind="bollard", geometry=Point(5, 6), name="A"),
        Measure(stamp=Stamp(id="whole"), kind="foot-patrols", geometry=None),
    )
    return Project(
        id="p",
        title="T",
        crs="EPSG:25832",
        square="square",
        layers=(square, trees),
        measures={row.id: row for row in rows},
    )


PROJECT = a_project()


def test_an_expression_finds_features_and_measures_by_their_columns():
    assert found_by_attribute(PROJECT, CATALOGUE, "trees", "kind = 'oak'") == ("in", "out")
    assert found_by_attribute(PROJECT, CATALOGUE, MEASURES, "name = 'a'") == ("near",)
    with pytest.raises(InputError):
        found_by_attribute(PROJECT, CATALOGUE, "trees", "kynd = 'oak'")


def test_what_lies_in_the_square_on_its_edge_included():
    found = found_by_location(PROJECT, EVERYTHING, SQUARE, relation=Relation.WITHIN)
    assert set(found) == {"in", "edge", "near"}
    near = found_by_location(PROJECT, "trees", SQUARE, relation=Relation.NEAR, distance_m=4.0)
    assert near == ("in", "edge", "out")


def test_what_is_near_the_chosen_objects_leaves_those_out():
    found = found_by_location(
        PROJECT, EVERYTHING, CHOSEN, relation=Relation.NEAR, distance_m=2.0, chosen=("near", "x")
    )
    assert found == ("square", "in")
    assert found_by_location(PROJECT, MEASURES, CHOSEN, relation=Relation.WITHIN) == ()


def test_a_distance_that_is_no_number_is_refused():
    with pytest.raises(InputError):
        found_by_location(PROJECT, "trees", SQUARE, relation=Relation.NEAR, distance_m=float("nan"))


def test_copied_objects_are_geojson_in_degrees():
    placed = replace(
        PROJECT.measures["near"], geometry=Point(691_607, 5_334_760), parameters={"height_m": 1.0}
    )
    tree = Feature("t", Point(691_600, 5_334_700), {"kind": "oak"})
    told = json.loads(geojson_of(PROJECT, [placed, PROJECT.measures["whole"]], [tree]))
    first, second = told["features"]
    assert first["properties"] == {
        "kind": "bollard",
        "state": "proposed",
        "name": "A",
        "height_m": 1.0,
    }
    assert first["geometry"]["coordinates"] == pytest.approx([11.5755, 48.1375], abs=0.01)
    assert second["properties"] == {"kind": "oak"}


def test_where_no_place_on_earth_is_known_nothing_is_told_in_degrees():
    assert geojson_of(replace(PROJECT, crs="LOCAL"), [], []) is None
