"""The doctor says what is drawn wrongly, shows a repair beforehand, and changes that only."""

from dataclasses import replace

import numpy as np
import pytest
import shapely

from sbd_tool.domain.diagnosis import Ailment, EndEdit, Removal, Replacement
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.layers import Layer, Level, as_geometry_array
from sbd_tool.domain.roles import Role
from sbd_tool.formats.desk_rules import read_doctor_rules
from sbd_tool.ingest.doctor import StaleDiagnosisError, diagnose, repaired

RULES = read_doctor_rules()


def layer(role, *wkt, key="l", attributes=None, level=Level.GROUND):
    shapes = [shapely.from_wkt(words) for words in wkt]
    return Layer(
        stamp=Stamp(id=key),
        name=key,
        role=role,
        ids=tuple(f"{key}{row}" for row in range(len(shapes))),
        geometry=as_geometry_array(shapes),
        attributes=tuple(attributes or [{}] * len(shapes)),
        level=level,
    )


def found(*layers, **wishes):
    return diagnose(layers, RULES, **wishes)


def kinds(diagnoses):
    return [one.kind for one in diagnoses]


def only(diagnoses, kind):
    (one,) = diagnoses
    assert one.kind is kind
    return one


def cured(*layers):
    diagnoses = found(*layers)
    result = repaired(layers, diagnoses)
    again = [one for one in diagnose(result.layers, RULES) if one.is_repairable]
    return result, again


BOX = "POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0))"


def test_a_sound_plan_has_no_diagnosis():
    plan = layer(Role.BUILDING, BOX, "POLYGON ((10 0, 20 0, 20 10, 10 10, 10 0))")
    assert found(plan, layer(Role.KERB, "LINESTRING (0 0, 10 0)", key="k")) == ()


def test_an_outline_that_crosses_itself_is_cut_at_the_crossing():
    bow = layer(Role.BUILDING, "POLYGON ((0 0, 10 10, 10 0, 0 10, 0 0))")
    one = only(found(bow), Ailment.SELF_INTERSECTION)
    assert one.place.equals(shapely.Point(5, 5))
    assert one.before.equals_exact(bow.geometry[0])
    assert one.after.area == pytest.approx(50)
    result, again = cured(bow)
    assert result.layers[0].geometry[0].is_valid
    assert not again


def test_an_area_folded_flat_is_taken_away():
    flat = layer(Role.BUILDING, BOX, "POLYGON ((0 0, 10 0, 5 0, 0 0))")
    one = only(found(flat), Ailment.SELF_INTERSECTION)
    assert isinstance(one.edit, Removal)
    assert one.after is None
    assert cured(flat)[0].layers[0].ids == ("l0",)


def test_a_closed_line_that_crosses_itself_is_left_to_a_person():
    loop = layer(Role.KERB, "LINESTRING (0 0, 10 10, 10 0, 0 10, 0 0)")
    one = only(found(loop), Ailment.SELF_INTERSECTION)
    assert not one.is_repairable
    assert one.after is one.before


def test_things_without_extent_go():
    plan = layer(Role.KERB, "LINESTRING (1 1, 1 1)", "LINESTRING (0 0, 0 0.5)")
    tiny = layer(Role.BUILDING, "POLYGON ((0 0, 0.01 0, 0 0.01, 0 0))", key="b")
    assert kinds(found(plan, tiny)) == [Ailment.ZERO_LENGTH, Ailment.ZERO_LENGTH]
    result, again = cured(plan, tiny)
    assert [row.ids for row in result.layers] == [("l1",), ()]
    assert not again


def test_an_object_drawn_twice_goes_once_whatever_way_round_it_was_drawn():
    plan = layer(
        Role.BUILDING, BOX, "POLYGON ((10 10, 10 0, 0 0, 0 10, 10 10))",
        "POLYGON ((0.0004 0, 10 0, 10 10.0004, 0 10, 0.0004 0))",
    )  # fmt: skip
    diagnoses = found(plan)
    assert [(one.kind, one.objects) for one in diagnoses] == [
        (Ailment.DUPLICATE, ("l1", "l0")),
        (Ailment.DUPLICATE, ("l2", "l0")),
    ]
    assert cured(plan)[0].layers[0].ids == ("l0",)


def test_doubles_in_two_files_are_found_and_those_on_two_levels_are_none():
    first, second = layer(Role.LAMP, "POINT (1 2)"), layer(Role.LAMP, "POINT (1 2)", key="m")
    one = only(found(first, second), Ailment.DUPLICATE)
    assert (one.layer, one.objects) == ("m", ("m0", "l0"))
    below = layer(Role.LAMP, "POINT (1 2)", key="m", level=Level.UNDERGROUND)
    assert found(first, below) == ()


def test_doubles_that_say_different_things_are_left_to_a_person():
    rows = [{"name": "Bus 7", "fid": 1}, {"name": "Bus 9", "fid": 2}]
    one = only(
        found(layer(Role.SIGN, "POINT (1 2)", "POINT (1 2)", attributes=rows)), Ailment.DUPLICATE
    )
    assert not one.is_repairable
    assert one.sentence.key == "desk.found_duplicate_differs"
    same = [{"name": "Bus 7", "fid": 1}, {"name": "Bus 7", "fid": 2}]
    plan = layer(Role.SIGN, "POINT (1 2)", "POINT (1 2)", attributes=same)
    assert only(found(plan), Ailment.DUPLICATE).is_repairable


def test_no_repair_takes_away_what_has_to_stay():
    plan = layer(Role.PEDESTRIAN_AREA, BOX, BOX)
    one = only(found(plan, kept=frozenset({"l1"})), Ailment.DUPLICATE)
    assert one.objects == ("l0", "l1")
    both = only(found(plan, kept=frozenset({"l0", "l1"})), Ailment.DUPLICATE)
    assert not both.is_repairable


def test_slivers_go_and_thin_things_that_are_thin_by_nature_stay():
    sliver = "POLYGON ((0 0, 10 0, 10 0.01, 0 0.01, 0 0))"
    one = only(found(layer(Role.BUILDING, sliver)), Ailment.SLIVER)
    assert one.sentence.as_mapping()["width"].value == pytest.approx(10, abs=0.1)
    assert found(layer(Role.WALL, sliver)) == ()
    both = f"MULTIPOLYGON (((20 0, 30 0, 30 10, 20 10, 20 0)), {sliver.removeprefix('POLYGON ')})"
    one = only(found(layer(Role.BUILDING, both)), Ailment.SLIVER)
    assert isinstance(one.edit, Replacement)
    assert one.after.area == pytest.approx(100)


def test_a_nearly_closed_outline_is_closed_without_moving_other_corners():
    near = layer(Role.KERB, "LINESTRING (0 0, 10 0, 10 10, 0 10, 0 0.05)")
    one = only(found(near), Ailment.OPEN_RING)
    assert one.edit == EndEdit(at_start=False, dropped=1, x_m=0.0, y_m=0.0)
    assert shapely.get_coordinates(one.after).tolist()[:4] == [[0, 0], [10, 0], [10, 10], [0, 10]]
    assert one.after.is_closed
    wider = layer(Role.KERB, "LINESTRING (0 0, 10 0, 10 10, 0 10, 0 0.3)")
    assert len(only(found(wider), Ailment.OPEN_RING).after.coords) == 6
    assert found(layer(Role.KERB, "LINESTRING (0 0, 10 0, 10 10, 0 10, 0 0.6)")) == ()
    assert found(layer(Role.KERB, "LINESTRING (0 0, 1 0, 1 0.2, 0.1 0.2)")) == ()


def test_an_end_that_overruns_its_line_is_cut_back_to_the_crossing():
    plan = layer(Role.KERB, "LINESTRING (0 0, 10 0)", "LINESTRING (5 8, 5 -0.02, 5 -0.06)")
    one = only(found(plan), Ailment.OVERSHOOT)
    assert one.objects == ("l1", "l0")
    assert shapely.get_coordinates(one.after).tolist() == [[5, 8], [5, 0]]
    assert not cured(plan)[1]


def test_a_corner_with_two_overruns_becomes_a_clean_corner():
    plan = layer(Role.WALL, "LINESTRING (-0.05 0, 10 0)", "LINESTRING (0 -0.08, 0 10)")
    assert kinds(found(plan)) == [Ailment.OVERSHOOT, Ailment.OVERSHOOT]
    result, again = cured(plan)
    assert not again
    assert [shapely.get_coordinates(row)[0].tolist() for row in result.layers[0].geometry] == [
        [0, 0],
        [0, 0],
    ]


def test_an_end_that_stops_short_is_led_on_and_no_corner_moves():
    plan = layer(Role.KERB, "LINESTRING (0 0, 10 0)", "LINESTRING (5 8, 5 0.06)")
    one = only(found(plan), Ailment.UNDERSHOOT)
    assert shapely.get_coordinates(one.after).tolist() == [[5, 8], [5, 0.06], [5, 0]]
    assert not cured(plan)[1]


def test_of_two_ends_that_miss_each_other_the_later_line_is_led_on():
    plan = layer(Role.KERB, "LINESTRING (0 0, 10 0)", "LINESTRING (10.03 0.04, 20 0)")
    one = only(found(plan), Ailment.UNDERSHOOT)
    assert one.objects == ("l1", "l0")
    assert shapely.get_coordinates(one.after).tolist()[0] == [10, 0]
    assert not cured(plan)[1]


def test_dead_ends_and_roles_that_need_no_network_are_no_error():
    assert found(layer(Role.KERB, "LINESTRING (0 0, 10 0)", "LINESTRING (5 8, 5 0.2)")) == ()
    trees = layer(Role.BARRIER, "LINESTRING (0 0, 10 0)", "LINESTRING (5 8, 5 0.06)")
    assert found(trees) == ()


def test_both_ends_of_one_line_are_repaired_in_one_go():
    plan = layer(
        Role.KERB, "LINESTRING (0 -5, 0 5)", "LINESTRING (10 -5, 10 5)",
        "LINESTRING (-0.04 0, 9.95 0)",
    )  # fmt: skip
    result, again = cured(plan)
    assert not again
    assert shapely.get_coordinates(result.layers[0].geometry[2])[[0, -1]].tolist() == [
        [0, 0],
        [10, 0],
    ]


def test_a_narrow_overlap_is_cut_from_the_later_area():
    plan = layer(Role.BUILDING, BOX, "POLYGON ((9.9 0, 20 0, 20 10, 9.9 10, 9.9 0))")
    one = only(found(plan), Ailment.OVERLAP)
    assert one.objects == ("l1", "l0")
    assert one.after.bounds == (10, 0, 20, 10)
    result, again = cured(plan)
    assert not again
    assert result.layers[0].geometry[0] is plan.geometry[0]


def test_a_wide_overlap_and_one_area_in_another_are_not_touched():
    wide = layer(Role.BUILDING, BOX, "POLYGON ((5 0, 15 0, 15 10, 5 10, 5 0))")
    assert not only(found(wide), Ailment.OVERLAP).is_repairable
    inside = layer(Role.BUILDING, BOX, "POLYGON ((2 2, 8 2, 8 8, 2 8, 2 2))")
    assert found(inside) == ()
    assert found(layer(Role.CROWD_AREA, BOX, "POLYGON ((5 0, 15 0, 15 9, 5 9, 5 0))")) == ()


def test_an_area_between_two_neighbours_gives_way_to_both():
    plan = layer(
        Role.BUILDING, BOX, "POLYGON ((19.9 0, 30 0, 30 10, 19.9 10, 19.9 0))",
        "POLYGON ((9.9 0, 20 0, 20 10, 9.9 10, 9.9 0))",
    )  # fmt: skip
    result, again = cured(plan)
    assert not again
    assert result.layers[0].geometry[2].bounds == pytest.approx((10, 0, 19.9, 10))


def test_objects_kilometres_away_are_told_from_the_square_or_the_middle():
    plan = layer(Role.TREE, "POINT (0 0)", "POINT (5 5)", "POINT (9 0)", "POINT (9000 0)")
    one = only(found(plan), Ailment.FAR_OFF)
    assert one.objects == ("l3",)
    assert one.sentence.as_mapping()["distance"].value == pytest.approx(9.0, abs=0.01)
    assert len(found(plan, centre_m=(9000.0, 0.0))) == 3


def test_heights_that_leave_the_others_are_told_and_not_repaired():
    rows = [{"z_m": 12.0}, {"z_m": 12.4}, {"z_m": 0.0}, {"z_m": 11.8}]
    plan = layer(
        Role.TREE, "POINT (0 0)", "POINT (5 5)", "POINT (9 0)", "POINT (9 5)", attributes=rows
    )
    one = only(found(plan), Ailment.Z_DRIFT)
    assert one.objects == ("l2",)
    assert not one.is_repairable
    given = {"l0": (1.0, 1.2), "l1": (1.1, 1.0), "l3": (1.0, float("nan"), 40.0)}
    assert only(found(plan, heights_m=given), Ailment.Z_DRIFT).objects == ("l3",)


def test_only_what_is_asked_for_is_looked_for():
    plan = layer(Role.BUILDING, BOX, BOX, "POLYGON ((0 0, 10 10, 10 0, 0 10, 0 0))")
    assert set(kinds(found(plan, kinds={Ailment.DUPLICATE}))) == {Ailment.DUPLICATE}


def test_repairs_of_a_plan_that_has_changed_are_refused():
    plan = layer(Role.BUILDING, BOX, BOX)
    diagnoses = found(plan)
    other = layer(Role.BUILDING, BOX, "POLYGON ((0 0, 9 0, 9 9, 0 0))")
    for now in ((other,), (layer(Role.BUILDING, BOX),), ()):
        with pytest.raises(StaleDiagnosisError):
            repaired(now, diagnoses)


def test_repairs_that_collide_are_left_and_named():
    plan = layer(Role.KERB, "LINESTRING (0 0, 10 0, 10 10, 0 10, 0 0.3)")
    (ring,) = found(plan)
    clash = replace(
        ring, id="clash", edit=EndEdit(at_start=False, dropped=1, x_m=0.0, y_m=0.1), kind=ring.kind
    )
    result = repaired((plan,), (ring, clash))
    assert (result.applied, result.left) == ((ring.id,), ("clash",))


def test_layers_without_a_repair_stay_the_same_objects_and_inputs_are_untouched():
    plan, other = layer(Role.BUILDING, BOX, BOX), layer(Role.TREE, "POINT (1 1)", key="t")
    before = shapely.to_wkb(plan.geometry).tolist()
    result = repaired((plan, other), found(plan, other))
    assert result.layers[1] is other
    assert shapely.to_wkb(plan.geometry).tolist() == before
    assert len(plan.ids) == 2


def test_missing_and_empty_geometry_is_no_obstacle():
    plan = layer(Role.BUILDING, BOX, "POLYGON EMPTY")
    shapes = plan.geometry.copy()
    shapes[0] = None
    assert found(replace(plan, geometry=shapes)) == ()
    assert found(replace(plan, ids=(), attributes=(), geometry=np.empty(0, dtype=object))) == ()


def test_the_worked_example_of_the_page_holds():
    plan = layer(
        Role.KERB, "LINESTRING (0 0, 10 0)", "LINESTRING (5 8, 5 0.06)",
        "LINESTRING (8 8, 8 -0.04)",
    )  # fmt: skip
    over, under = found(plan)
    assert (over.kind, over.objects) == (Ailment.OVERSHOOT, ("l2", "l0"))
    assert over.sentence.as_mapping()["gap"].value == pytest.approx(0.04)
    assert shapely.get_coordinates(over.after).tolist() == [[8, 8], [8, 0]]
    assert (under.kind, under.objects) == (Ailment.UNDERSHOOT, ("l1", "l0"))
    assert under.sentence.as_mapping()["gap"].value == pytest.approx(0.06)
    assert shapely.get_coordinates(under.after).tolist() == [[5, 8], [5, 0.06], [5, 0]]
    assert repaired((plan,), (over, under)).layers[0].geometry[0] is plan.geometry[0]
