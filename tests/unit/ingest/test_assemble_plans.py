from dataclasses import replace

import pytest
from shapely.geometry import LineString, Point, box

from sbd_tool.domain.catalogue import (
    Basis,
    Catalogue,
    Door,
    DoorRow,
    Effect,
    FromPlan,
    GeometryKind,
    MeasureKind,
    ParameterSpec,
)
from sbd_tool.domain.errors import Cancelled, InputError, PlanUnreadableError
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.layers import Level, RoleOrigin
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.measures import MeasureState
from sbd_tool.domain.registry import Registry
from sbd_tool.domain.roles import Role
from sbd_tool.domain.text import text
from sbd_tool.formats.role_rules import read_role_rules
from sbd_tool.ingest.assemble import ImportWish, assemble
from tests.raw_plans import EMPTY_CATALOGUE, assembled, keys_of, raw_layer, raw_plan, roles_of

X, Y = 500_000.0, 5_000_000.0
SQUARE = (box(X, Y, X + 60, Y + 40), {"highway": "pedestrian", "name": "Agora", "osm_id": "w1"})


def _osm(*rows, name="points"):
    return raw_layer(list(rows), name=name, is_osm=True, form="osm_xml", file="agora.osm")


def _point(x, y, **tags):
    return Point(X + x, Y + y), tags


def test_a_layer_holds_one_role_of_one_source_on_one_level() -> None:
    result = assembled(
        raw_plan(
            _osm(_point(1, 1, amenity="bench"), _point(2, 2, highway="street_lamp"),
                 _point(3, 3, amenity="bench", level="-1")),
            _osm(SQUARE, name="areas"),
        )
    )  # fmt: skip
    assert roles_of(result) == {
        "seat/ground": 1, "seat/underground": 1, "lamp/ground": 1, "pedestrian_area/ground": 1,
    }  # fmt: skip
    apart = next(layer for layer in result.layers if layer.level is Level.UNDERGROUND)
    assert apart.name == "Seat (points, underground)"
    assert "ingest.apart_underground" in keys_of(result)


def test_ground_covering_layers_lie_below_what_stands_on_them() -> None:
    result = assembled(raw_plan(_osm(_point(1, 1, amenity="bench"), SQUARE)))
    assert [layer.role for layer in result.layers] == [Role.PEDESTRIAN_AREA, Role.SEAT]


def test_given_roles_need_no_confirmation_and_proposed_ones_carry_their_confidence() -> None:
    rows = [(box(X, Y, X + 9, Y + 9), {"role": "site_boundary"})]
    given = assembled(raw_plan(raw_layer(rows))).layers[0]
    assert (given.role_origin, given.role_confidence) == (RoleOrigin.GIVEN, 1.0)
    proposed = assembled(raw_plan(_osm(SQUARE))).layers[0]
    assert proposed.role_origin is RoleOrigin.PROPOSED
    assert 0 < proposed.role_confidence < 1


def test_a_layer_nobody_understands_is_kept_and_asked_about() -> None:
    layer = raw_layer([(LineString([(X, Y), (X + 9, Y)]), {})], name="Q7")
    result = assembled(raw_plan(layer))
    assert [(found.name, found.role) for found in result.layers] == [("Q7", None)]
    asked = next(f for f in result.findings if f.key == "ingest.roles_undecided")
    assert asked.is_open
    assert "Q7" in str(dict(asked.sentence.params)["names"])


def test_silence_of_a_plan_is_told_by_theme() -> None:
    result = assembled(raw_plan(_osm(SQUARE, _point(5, 5, amenity="bench"))))
    told = keys_of(result)
    assert {"ingest.missing_lamp", "ingest.missing_building", "ingest.missing_entrance"} <= told
    assert "ingest.missing_seat" not in told


def test_streets_without_houses_look_like_a_routing_extract() -> None:
    ways = [
        (
            LineString([(X, Y + k), (X + 50, Y + k)]),
            {"highway": "residential", "osm_id": f"w{k + 9}"},
        )
        for k in range(25)
    ]
    assert "ingest.routing_extract" in keys_of(assembled(raw_plan(_osm(SQUARE, *ways))))


def test_the_same_file_gives_the_same_ids_and_the_order_of_rows_changes_none() -> None:
    rows = [
        SQUARE,
        _point(1, 1, amenity="bench", osm_id="n1"),
        _point(2, 2, amenity="bench", osm_id="n2"),
    ]
    first, second = assembled(raw_plan(_osm(*rows))), assembled(raw_plan(_osm(*reversed(rows))))

    def named(result):
        return {i: a["osm_id"] for layer in result.layers
                for i, a in zip(layer.ids, layer.attributes, strict=True)}  # fmt: skip

    assert named(first) == named(second)
    assert first.square == second.square
    assert {layer.id for layer in first.layers} == {layer.id for layer in second.layers}


def test_no_two_features_share_an_id_even_if_the_file_repeats_them() -> None:
    rows = [SQUARE, *(_point(k, k, amenity="bench", osm_id="n1") for k in range(5))]
    result = assembled(raw_plan(_osm(*rows)))
    ids = [feature_id for layer in result.layers for feature_id in layer.ids]
    assert len(ids) == len(set(ids)) == 6


def test_layers_of_one_file_may_share_a_name_and_still_have_ids_of_their_own() -> None:
    first, second = (_osm(_point(k, k, amenity="bench", osm_id="n1")) for k in (1, 2))
    result = assembled(raw_plan(_osm(SQUARE, name="areas"), first, second))
    layers = [layer.id for layer in result.layers]
    features = [feature_id for layer in result.layers for feature_id in layer.ids]
    assert len(layers) == len(set(layers)) == 3
    assert len(features) == len(set(features)) == 3


def test_a_symbol_of_a_drawing_is_one_tree_with_its_crown() -> None:
    crown = Point(20, 20).buffer(3)
    rows = [
        (Point(20, 20), {"entity": "INSERT", "handle": "A1", "block": "TREE"}),
        (crown, {"entity": "CIRCLE", "insert": "A1", "block": "TREE"}),
        (Point(20, 20).buffer(0.25), {"entity": "CIRCLE", "insert": "A1", "block": "TREE"}),
        (Point(40, 20), {"entity": "POINT", "handle": "B1"}),
    ]
    plan = raw_plan(raw_layer(rows, name="TREES", crs=None, unit_m=1.0, form="dxf"))
    result = assembled(plan, crs="local")
    assert roles_of(result)["tree/ground"] == 2
    trees = next(layer for layer in result.layers if layer.role is Role.TREE)
    assert trees.attributes[0]["diameter_crown"] == pytest.approx(6, abs=0.05)


def test_an_empty_plan_is_refused_before_anybody_is_asked_about_coordinates() -> None:
    with pytest.raises(PlanUnreadableError) as problem:
        assembled(raw_plan(raw_layer([(None, {})], crs=None)))
    assert problem.value.what.key == "ingest.nothing_drawn"


@pytest.mark.parametrize("reach", [0.0, -5.0, 1e9])
def test_an_impossible_reach_is_refused(reach) -> None:
    with pytest.raises(InputError):
        assembled(raw_plan(_osm(SQUARE)), context_m=reach)


def test_import_can_be_stopped() -> None:
    class Stopping:
        def advance(self, fraction, note=None):
            raise Cancelled

    with pytest.raises(Cancelled):
        assemble(
            [raw_plan(_osm(SQUARE))], ImportWish(), read_role_rules(), EMPTY_CATALOGUE, Stopping()
        )


# -- measures


def _kind(key: str, *origins: FromPlan, parameters=()) -> MeasureKind:
    return MeasureKind(
        key=key, name=text("x"), rationale=text("x"), cautions=None, category="hvm", strategy="",
        family="vehicles", symbol="bollard", geometry=GeometryKind.POINT, threats=(),
        effect=Effect(protection=1, openness=0, feeling_of_safety=0), parameters=parameters,
        sources=(), cards=(), confidence="high", permanence="permanent", marking=Tlp.GREEN,
        door=DoorRow(door=Door.SITE), from_plan=origins,
    )  # fmt: skip


CATALOGUE: Catalogue = replace(
    EMPTY_CATALOGUE,
    measures=Registry(
        "measure",
        (
            _kind("any-barrier", FromPlan(role=Role.BARRIER, where={})),
            _kind(
                "bollards",
                FromPlan(role=Role.BARRIER, where={"barrier": ("bollard",)}),
                parameters=(
                    ParameterSpec(
                        key="clear_gap_m", value=1.2, basis=Basis.SEEN, minimum=0, maximum=9
                    ),
                ),
            ),
            _kind("lamp", FromPlan(role=Role.LAMP, where={})),
        ),
    ),
)


def _measures(*rows):
    return assembled(
        raw_plan(_osm(SQUARE, *rows)), catalogue=CATALOGUE, author="Ada", created="2026"
    )


def test_a_bollard_of_the_plan_arrives_as_an_existing_unverified_measure() -> None:
    result = _measures(_point(5, 5, barrier="bollard", osm_id="n5", clear_gap_m="1.4"))
    (measure,) = result.measures.values()
    assert (measure.kind, measure.state) == ("bollards", MeasureState.EXISTING)
    assert (measure.stamp.evidence, measure.stamp.author) == (Evidence.PLAN, "Ada")
    assert measure.parameters == {"clear_gap_m": 1.4}
    layer = next(layer for layer in result.layers if measure.plan_feature in layer.ids)
    assert layer.role is Role.BARRIER


def test_the_kind_that_asks_for_most_fits_best() -> None:
    kinds = {m.kind for m in _measures(_point(5, 5, barrier="block")).measures.values()}
    assert kinds == {"any-barrier"}


def test_a_value_out_of_range_is_not_taken_over() -> None:
    result = _measures(_point(5, 5, barrier="bollard", clear_gap_m="70"))
    assert [m.parameters for m in result.measures.values()] == [{}]


def test_barriers_count_from_further_away_than_lamps_and_nothing_from_underground() -> None:
    result = _measures(
        _point(-100, 5, barrier="bollard", osm_id="n1"),
        _point(-100, 6, highway="street_lamp", osm_id="n2"),
        _point(5, 6, highway="street_lamp", osm_id="n3"),
        _point(6, 6, highway="street_lamp", osm_id="n4", level="-1"),
    )
    assert sorted(m.kind for m in result.measures.values()) == ["bollards", "lamp"]


def test_a_file_may_name_the_kind_and_the_state_of_a_measure() -> None:
    row = _point(5, 5, man_made="thing", measure="lamp", state="proposed")
    (measure,) = _measures(row).measures.values()
    assert (measure.kind, measure.state) == ("lamp", MeasureState.PROPOSED)
