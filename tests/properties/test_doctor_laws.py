"""Laws of the input doctor: a repair cures, keeps its tolerance, touches nothing else."""

import numpy as np
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from sbd_tool.domain.diagnosis import Ailment
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.layers import Layer, as_geometry_array
from sbd_tool.domain.roles import Role
from sbd_tool.formats.desk_rules import read_doctor_rules
from sbd_tool.ingest.doctor import diagnose, repaired

RULES = read_doctor_rules()
ROUNDS = 4
# A coarse grid with small shifts makes near misses likely.
NUMBER = st.builds(
    lambda cell, shift: cell * 2.0 + shift * 0.03, st.integers(0, 4), st.integers(-4, 4)
)
PLACE = st.tuples(NUMBER, NUMBER)
LINES = st.lists(st.lists(PLACE, min_size=2, max_size=5, unique=True), min_size=1, max_size=8)
AREAS = st.lists(st.lists(PLACE, min_size=3, max_size=6, unique=True), min_size=1, max_size=6)


def plan(lines, areas):
    return (
        _layer("k", Role.KERB, [shapely.LineString(corners) for corners in lines]),
        _layer("b", Role.BUILDING, [shapely.Polygon(corners) for corners in areas]),
    )


def _layer(key, role, shapes):
    return Layer(
        stamp=Stamp(id=key),
        name=key,
        role=role,
        ids=tuple(f"{key}{row}" for row in range(len(shapes))),
        geometry=as_geometry_array(shapes),
        attributes=({},) * len(shapes),
    )


def corners_of(layers):
    return [shapely.to_wkb(layer.geometry).tolist() for layer in layers]


@settings(deadline=None, max_examples=60)
@given(LINES, AREAS)
def test_repairing_a_kind_leaves_none_of_that_kind_to_repair(lines, areas):
    for kind in Ailment:
        layers = plan(lines, areas)
        # A repair can bring two ends near each other that were not: those are found next time.
        for _ in range(ROUNDS):
            found = [one for one in diagnose(layers, RULES, kinds={kind}) if one.is_repairable]
            if not found:
                break
            layers = repaired(layers, found).layers
        left = [one for one in diagnose(layers, RULES, kinds={kind}) if one.is_repairable]
        assert not left, kind


@settings(deadline=None, max_examples=60)
@given(LINES, AREAS)
def test_a_repair_stays_within_its_tolerance(lines, areas):
    for one in diagnose(plan(lines, areas), RULES):
        if one.after is None or not one.is_repairable:
            continue
        new = shapely.points(shapely.get_coordinates(one.after))
        away = float(np.max(shapely.distance(new, one.before)))
        assert away <= one.tolerance_m + 1e-9, one.id
        if one.kind in {Ailment.OVERSHOOT, Ailment.UNDERSHOOT, Ailment.OPEN_RING, Ailment.OVERLAP}:
            old = shapely.points(shapely.get_coordinates(one.before))
            assert float(np.max(shapely.distance(old, one.after))) <= one.tolerance_m + 1e-9


@settings(deadline=None, max_examples=60)
@given(LINES, AREAS)
def test_examining_and_repairing_changes_only_the_objects_it_names(lines, areas):
    layers = plan(lines, areas)
    before = corners_of(layers)
    found = diagnose(layers, RULES)
    assert found == diagnose(layers, RULES)
    result = repaired(layers, found)
    assert corners_of(layers) == before
    assert len({one.id for one in found}) == len(found)
    named = {one.objects[0] for one in found if one.is_repairable}
    after = {
        key: shape
        for layer in result.layers
        for key, shape in zip(layer.ids, layer.geometry, strict=True)
    }
    for layer in layers:
        for key, shape in zip(layer.ids, layer.geometry, strict=True):
            if key not in named:
                assert after[key] is shape
    assert set(result.applied) | set(result.left) == {one.id for one in found}
