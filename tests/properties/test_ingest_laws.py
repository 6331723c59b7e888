"""What must hold for every plan, whatever is drawn in it."""

import copy

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, Point, Polygon

from sbd_tool.domain.errors import SquareMissingError
from sbd_tool.formats.role_rules import read_role_rules
from sbd_tool.ingest import crs
from sbd_tool.ingest.levels import level_of
from sbd_tool.ingest.repair import repair
from sbd_tool.ingest.roles import RoleReader, metres
from sbd_tool.ingest.tags import tags_of, tidy
from tests.raw_plans import assembled, raw_layer, raw_plan

RULES = read_role_rules()
READER = RoleReader(RULES)
METRIC = {
    "EPSG:3879": (25_450_000, 25_550_000, 6_600_000, 6_750_000),
    "EPSG:27700": (400_000, 600_000, 100_000, 400_000),
    "EPSG:2154": (300_000, 1_000_000, 6_300_000, 7_000_000),
    "EPSG:25832": (300_000, 700_000, 4_700_000, 6_100_000),
    "EPSG:2056": (2_560_000, 2_760_000, 1_130_000, 1_260_000),
}
KEYS = [
    *("highway", "building", "barrier", "amenity", "layer"),
    *("level", "width", "name", "role"),
]
VALUES = [
    *("yes", "no", "bollard", "bench", "steps", "primary"),
    *("-1", "0;1", "2.5", "seat", "é"),
]
offset = st.floats(-200, 200, allow_nan=False).map(lambda value: round(value, 3))
corner = st.tuples(offset, offset)
shape = st.one_of(
    corner.map(Point),
    st.lists(corner, min_size=2, max_size=6).map(LineString),
    st.lists(corner, min_size=3, max_size=8).map(Polygon),
    st.just(None),
    st.just(Polygon()),
)
tags = st.dictionaries(
    st.sampled_from(KEYS),
    st.sampled_from(VALUES),
    max_size=4,
)


@settings(deadline=None)
@given(
    code=st.sampled_from(sorted(METRIC)),
    east=st.floats(0, 1),
    north=st.floats(0, 1),
)
def test_there_and_back_again_is_less_than_a_millimetre(code, east, north) -> None:
    west, right, south, top = METRIC[code]
    x, y = west + east * (right - west), south + north * (top - south)
    there = crs.between(code, "EPSG:4326").transform(x, y)
    back = crs.between("EPSG:4326", code).transform(*there)
    # A change of datum in two dimensions forgets the height it gives rise to: 1.1 mm here.
    assert back == pytest.approx((x, y), abs=0.0012 if code == "EPSG:2056" else 0.001)


@settings(deadline=None)
@given(lon=st.floats(-179, 179), lat=st.floats(-79, 83), side=st.floats(10, 500))
def test_a_square_drawn_in_web_mercator_keeps_its_true_area(lon, lat, side) -> None:
    local = crs.local_to(crs.Place(lon, lat))
    x, y = crs.between("EPSG:4326", local).transform(lon, lat)
    true = shapely.box(x, y, x + side, y + side)
    road = crs.between(local, "EPSG:3857")
    drawn = shapely.transform(true, lambda xy: np.column_stack(road.transform(xy[:, 0], xy[:, 1])))
    layer = raw_layer([(drawn, {"role": "site_boundary"})], crs="EPSG:3857")
    result = assembled(raw_plan(layer))
    assert result.crs != "EPSG:3857"
    assert crs.suits(result.crs, crs.Place(lon, lat), 0.01)
    assert result.layers[0].geometry[0].area == pytest.approx(side**2, rel=0.003)


@settings(deadline=None)
@given(rows=st.lists(st.tuples(shape, tags), min_size=1, max_size=12))
def test_import_never_changes_what_was_read(rows) -> None:
    placed = [(_moved(geometry), attributes) for geometry, attributes in rows]
    layer = raw_layer(placed, is_osm=True)
    before = shapely.to_wkb(layer.geometry).tolist(), copy.deepcopy(layer.attributes)
    repaired = repair(layer, layer.crs, "EPSG:25833", 1.0, RULES)
    assert (shapely.to_wkb(layer.geometry).tolist(), layer.attributes) == before
    assert all(shapely.is_valid(repaired.geometry)) or not len(repaired.geometry)
    assert np.isfinite(shapely.get_coordinates(repaired.geometry)).all()
    assert not shapely.is_empty(repaired.geometry).any()


def _moved(geometry):
    if geometry is None or geometry.is_empty:
        return geometry
    return shapely.transform(geometry, lambda xy: xy + np.array([500_000, 5_000_000]))


@settings(deadline=None)
@given(
    rows=st.lists(st.tuples(shape, tags), min_size=1, max_size=12),
    order=st.randoms(use_true_random=False),
)
def test_the_order_of_features_changes_nothing_but_their_order(rows, order) -> None:
    anchor = (shapely.box(500_000, 5_000_000, 500_080, 5_000_080),
              {"is_target": "1", "highway": "pedestrian", "osm_id": "w0"})  # fmt: skip
    named = [
        (_moved(geometry), {**attributes, "osm_id": f"n{number}"})
        for number, (geometry, attributes) in enumerate(rows, start=1)
    ]
    shuffled = [anchor, *named]
    order.shuffle(shuffled)
    first = _content(assembled(raw_plan(raw_layer([anchor, *named], is_osm=True))))
    second = _content(assembled(raw_plan(raw_layer(shuffled, is_osm=True))))
    assert first == second


def _content(result):
    return result.square, sorted(
        (feature.id, layer.id, str(layer.role), layer.level.value, feature.geometry.wkb,
         sorted(feature.attributes.items()))
        for layer in result.layers
        for feature in layer
    )  # fmt: skip


attribute = st.one_of(st.text(max_size=30), st.integers(), st.floats(), st.booleans(), st.none())


@settings(deadline=None)
@given(
    attributes=st.dictionaries(st.text(max_size=12), attribute, max_size=6),
    packed=st.text(max_size=60),
    name=st.text(max_size=40),
    kind=st.sampled_from(["point", "line", "area"]),
)
def test_any_attributes_give_a_role_or_none_and_never_a_failure(
    attributes, packed, name, kind
) -> None:
    row = {**attributes, "tags": packed}
    tags_found = tags_of(row, is_osm=False)
    guess = READER.guess(name, row, tags_found, kind)
    assert 0 <= guess.confidence <= 1
    level_of(tidy(row, tags_found), guess.role)
    metres(packed)


@settings(deadline=None)
@given(asked=st.one_of(st.text(max_size=30), st.from_regex(r"-?[0-9]{1,9}([.,;][0-9]{1,9}){0,3}")))
def test_whatever_is_asked_for_is_found_or_refused_in_words(asked) -> None:
    square = (
        shapely.box(500_000, 5_000_000, 500_080, 5_000_080),
        {"highway": "pedestrian", "name": "Agora", "osm_id": "w12"},
    )
    plan = raw_plan(raw_layer([square], is_osm=True))
    try:
        found = bool(assembled(plan, square=asked).square)
    except SquareMissingError as problem:
        found = bool(problem.hint.key)
    assert found
