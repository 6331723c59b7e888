"""The label of a project follows from its content."""

from dataclasses import replace

import shapely

from sbd_tool.app.labelling import label_of
from sbd_tool.app.projects import new_project
from sbd_tool.app.rules import load_rules
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.layers import Layer, as_geometry_array
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.measures import Measure
from sbd_tool.domain.project import Note
from sbd_tool.domain.roles import Role

RULES = load_rules()


def measure(kind, marking=None):
    return Measure(
        stamp=Stamp(id="m", marking=marking), kind=kind.key, geometry=shapely.Point(0, 0)
    )


def layer(role):
    return Layer(
        stamp=Stamp(id="l"),
        name="",
        role=role,
        ids=("f",),
        geometry=as_geometry_array([shapely.Point(0, 0)]),
        attributes=({},),
    )


def label(**changes):
    return label_of(replace(new_project("Square", "EPSG:25832"), **changes), None, RULES)


def test_an_empty_project_and_a_plan_of_trees_are_open():
    assert label().label is Tlp.CLEAR
    assert label().reasons == ()
    assert label(layers=(layer(Role.TREE),)).label is Tlp.CLEAR


def test_a_project_is_as_narrow_as_its_narrowest_measure():
    open_kind = next(k for k in RULES.catalogue.measures if k.marking is Tlp.CLEAR)
    assert label(measures={"m": measure(open_kind)}).label is Tlp.CLEAR
    closed = label(measures={"m": measure(open_kind, Tlp.RED.value)})
    assert closed.label is Tlp.RED
    assert len(closed.reasons) == 1


def test_a_label_that_does_not_read_is_not_taken_for_an_open_one():
    open_kind = next(k for k in RULES.catalogue.measures if k.marking is Tlp.CLEAR)
    assert label(measures={"m": measure(open_kind, "TLP:BEIGE")}).label is Tlp.AMBER


def test_cameras_of_the_plan_and_remarks_are_not_for_partners():
    assert label(layers=(layer(Role.CAMERA),)).label is Tlp.AMBER
    assert label(layers=(layer(Role.CROWD_AREA),)).label is Tlp.GREEN
    note = Note(stamp=Stamp(id="n"), words="The lock of the gate is broken.")
    assert label(notes={"n": note}).label is Tlp.AMBER
