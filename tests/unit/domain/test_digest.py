"""Equal content, equal digest; any change, another."""

from dataclasses import replace

import pytest
from shapely.geometry import Point

from sbd_tool.domain.digest import design_digest
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.layers import Layer, as_geometry_array
from sbd_tool.domain.measures import Measure
from sbd_tool.domain.project import Answer, Project, Rules


def layer(**more) -> Layer:
    more = {"geometry": as_geometry_array([Point(0, 0)]), "attributes": ({"a": 1, "b": 2},), **more}
    return Layer(stamp=Stamp(id="l"), name="L", role=None, ids=("f",), **more)


def project(**more) -> Project:
    measure = Measure(stamp=Stamp(id="m"), kind="bollard", geometry=Point(0, 0))
    base = Project(id="p", title="t", crs="EPSG:3879", layers=(layer(),), measures={"m": measure})
    return replace(base, **more)


def test_equal_content_made_anew_has_the_same_digest():
    assert design_digest(project()) == design_digest(project())
    turned = layer(attributes=({"b": 2, "a": 1},))
    assert design_digest(replace(project(), layers=(turned,))) == design_digest(project())


@pytest.mark.parametrize(
    "other",
    [
        project(title="u"),
        project(square="f"),
        project(blobs={"x": b""}),
        project(rules=Rules(threats=("vehicle",))),
        project(answers={"a": Answer(stamp=Stamp(id="a"), key="O14", value=True)}),
        replace(project(), measures={}),
        replace(project(), layers=(layer(opacity=0.5),)),
        replace(project(), layers=(layer(is_visible=False),)),
        replace(project(), layers=(layer(attributes=({"a": True, "b": 2},)),)),
        replace(project(), layers=(layer(geometry=as_geometry_array([Point(0, 1e-12)])),)),
    ],
)
def test_any_change_gives_another_digest(other: Project):
    assert design_digest(other) != design_digest(project())


def test_true_and_one_are_different_answers():
    def answered(value: object) -> str:
        answer = Answer(stamp=Stamp(id="a"), key="O14", value=value)
        return design_digest(project(answers={"a": answer}))

    assert answered(True) != answered(1.0)  # noqa: FBT003 - an answer
    assert answered(1) == answered(1.0), "an answer is a number, however it was typed"
