"""A measurement is as accurate as what its points lie on; what nobody knows is never zero."""

from dataclasses import replace

import pytest
from shapely.geometry import LineString, Point, box

from sbd_tool.app.commands import AddAnnotations, MoveAnnotation
from sbd_tool.app.commands.accuracy import SetLayerAccuracy
from sbd_tool.app.measuring import points_accuracy_m
from sbd_tool.domain.annotations import Annotation, AnnotationKind
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.layers import Layer, Source, Underlay, as_geometry_array
from sbd_tool.domain.measured import Quantum
from sbd_tool.domain.measures import Measure
from sbd_tool.domain.project import Project


def layer(name, accuracy_m, *shapes, **more):
    return Layer(
        stamp=Stamp(id=name),
        name=name,
        role=None,
        ids=tuple(f"{name}-{row}" for row in range(len(shapes))),
        geometry=as_geometry_array(list(shapes)),
        attributes=({},) * len(shapes),
        accuracy_m=accuracy_m,
        **more,
    )


SURVEY = layer("survey", 0.02, box(0, 0, 10, 10))
SKETCH = layer("sketch", 0.5, Point(20, 0), LineString([(30, 0), (40, 0)]))
UNKNOWN = layer("unknown", None, Point(50, 0))
PICTURE = Underlay(
    stamp=Stamp(id="aerial"),
    name="aerial",
    blob="",
    media_type="image/png",
    width_px=100,
    height_px=100,
    transform=(1.0, 0.0, 0.0, -1.0, 100.5, 99.5),
    source=Source(name="aerial.tif"),
    accuracy_m=0.3,
)
PROJECT = Project(
    id="p", title="", crs="EPSG:3879", layers=(SURVEY, SKETCH, UNKNOWN), underlays=(PICTURE,)
)


@pytest.mark.parametrize(
    ("points", "accuracy"),
    [
        ([(0, 0), (10, 0)], 0.02),
        ([(0, 0), (5, 0)], 0.02),  # on the edge, not only at a corner
        ([(0, 0), (20, 0)], 0.5),  # the worse end counts
        ([(0, 0), (35, 0.003)], 0.5),
        ([(0, 0), (50, 0)], None),  # caught on a layer that does not say
        ([(0, 0), (5, 5)], None),  # inside an area nothing is caught
        ([(120, 50), (130, 50)], 0.3),  # beside everything, on a picture
        ([(0, 0), (120, 50)], 0.3),
        ([(300, 300), (301, 300)], None),
    ],
)
def test_points_are_as_accurate_as_what_they_lie_on(points, accuracy):
    assert points_accuracy_m(PROJECT, LineString(points)) == accuracy


def test_where_two_layers_meet_the_worse_one_counts_and_an_unknown_one_makes_it_unknown():
    line = LineString([(0, 0), (10, 0)])
    rough = replace(PROJECT, layers=(SURVEY, layer("rough", 1.5, line)))
    assert points_accuracy_m(rough, line) == 1.5
    silent = replace(PROJECT, layers=(SURVEY, layer("silent", None, line)))
    assert points_accuracy_m(silent, line) is None
    unseen = replace(PROJECT, layers=(SURVEY, layer("unseen", None, line, is_visible=False)))
    assert points_accuracy_m(unseen, line) == 0.02


def test_measures_tell_the_accuracy_they_were_traced_with():
    def measure(accuracy_m):
        line = LineString([(200, 0), (210, 0)])
        return Measure(stamp=Stamp(id="m"), kind="wall", geometry=line, accuracy_m=accuracy_m)

    for accuracy in (0.4, None):
        here = replace(PROJECT, measures={"m": measure(accuracy)})
        assert points_accuracy_m(here, LineString([(200, 0), (205, 0)])) == accuracy


@pytest.mark.parametrize("accuracy", [0.0, -1.0])
def test_an_accuracy_of_nothing_is_no_accuracy(accuracy):
    odd = replace(PROJECT, layers=(layer("odd", accuracy, box(0, 0, 10, 10)),))
    assert points_accuracy_m(odd, LineString([(0, 0), (10, 0)])) is None


def test_a_dimension_that_is_moved_takes_the_accuracy_of_its_new_place():
    row = Annotation(
        stamp=Stamp(id="d"),
        kind=AnnotationKind.DIMENSION,
        geometry=LineString([(0, 0), (10, 0)]),
        quantum=Quantum.LENGTH,
        accuracy_m=0.02,
    )
    held = AddAnnotations(annotations=(row,)).apply(PROJECT)
    for points, accuracy in (([(0, 0), (20, 0)], 0.5), ([(0, 0), (60, 60)], None)):
        moved = MoveAnnotation(annotation_id="d", geometry=LineString(points)).apply(held)
        assert moved.annotations["d"].accuracy_m == accuracy


def test_a_person_says_how_accurate_a_layer_is_and_takes_it_back():
    line = LineString([(50, 0), (50, 0.0), (0, 0)])
    told = SetLayerAccuracy(layer_id="unknown", accuracy_m=0.1).apply(PROJECT)
    assert points_accuracy_m(told, line) == 0.1
    again = SetLayerAccuracy(layer_id="unknown", accuracy_m=None).apply(told)
    assert points_accuracy_m(again, line) is None
    for wrong in (0.0, -1.0, float("nan"), 1e9):
        with pytest.raises(InputError):
            SetLayerAccuracy(layer_id="unknown", accuracy_m=wrong).apply(PROJECT)
    with pytest.raises(InputError):
        SetLayerAccuracy(layer_id="gone", accuracy_m=1.0).apply(PROJECT)
