"""Annotations: each change is a command, exactly undone; what says nothing is refused."""

from dataclasses import replace

import pytest
from shapely.geometry import LineString, Point, box

from sbd_tool.app.commands import (
    AddAnnotations,
    DeleteAnnotations,
    EditAnnotations,
    MoveAnnotation,
)
from sbd_tool.app.commands.base import By
from sbd_tool.app.commands.geometry import SetShape, ShapeEdit, TransformObjects
from sbd_tool.app.commands.objects import Copy, with_copies, without
from sbd_tool.app.history import History
from sbd_tool.app.labelling import label_of
from sbd_tool.app.language import load_words
from sbd_tool.app.rules import load_rules
from sbd_tool.domain.annotations import Annotation, AnnotationKind, Tone
from sbd_tool.domain.digest import design_digest
from sbd_tool.domain.edits.placing import Move
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.measured import Quantum
from sbd_tool.domain.project import Project
from sbd_tool.report.lowered_labels import lowered_annotations

EMPTY = Project(id="p", title="Square", crs="EPSG:3879")
LINE = LineString([(0, 0), (3, 4)])
WORDS = load_words("en")


def annotation(row_id="a", kind=AnnotationKind.TEXT, geometry=None, **more):
    more.setdefault("words", "too narrow")
    shape = geometry if geometry is not None else Point(1, 2)
    return Annotation(stamp=Stamp(id=row_id), kind=kind, geometry=shape, **more)


def dimension(row_id="d", **more):
    return annotation(
        row_id, AnnotationKind.DIMENSION, LINE, words="", quantum=Quantum.LENGTH, **more
    )


def test_every_change_is_undone_exactly():
    history = History(EMPTY)
    first = design_digest(history.project)
    history.do(AddAnnotations(annotations=(annotation(), dimension(accuracy_m=0.05))))
    history.do(EditAnnotations(annotation_ids=("a",), words="wider", tone=Tone.DANGER))
    history.do(EditAnnotations(annotation_ids=("a", "d"), is_visible=False))
    history.do(MoveAnnotation(annotation_id="a", geometry=Point(9, 9)))
    history.do(DeleteAnnotations(annotation_ids=("d",)))
    last = history.project
    assert list(last.annotations) == ["a"]
    assert last.annotations["a"].words == "wider"
    assert not last.annotations["a"].is_visible
    while history.undo():
        pass
    assert design_digest(history.project) == first
    while history.redo():
        pass
    assert design_digest(history.project) == design_digest(last)


def test_a_drag_is_one_step_and_two_moves_are_two():
    history = History(EMPTY)
    history.do(AddAnnotations(annotations=(annotation(),)))
    for x in (2, 3, 4):
        history.do(MoveAnnotation(annotation_id="a", geometry=Point(x, 0), drag="one"))
    history.undo()
    assert history.project.annotations["a"].geometry == Point(1, 2)


def test_a_moved_dimension_forgets_the_accuracy_of_its_old_place():
    held = AddAnnotations(annotations=(dimension(accuracy_m=0.05),)).apply(EMPTY)
    assert held.annotations["d"].measured.sigma == pytest.approx(0.05 * 2**0.5)
    moved = MoveAnnotation(annotation_id="d", geometry=LineString([(1, 0), (4, 4)])).apply(held)
    assert moved.annotations["d"].measured.sigma is None


@pytest.mark.parametrize(
    "bad",
    [
        annotation(words="  "),
        annotation(kind=AnnotationKind.CALLOUT, geometry=LINE, words=""),
        annotation(words="x" * 2001),
        annotation(geometry=LINE),
        annotation(geometry=Point(float("nan"), 0)),
        annotation(kind=AnnotationKind.ARROW),
        annotation(kind=AnnotationKind.FREEHAND, geometry=LineString([(1, 1), (1, 1)])),
        annotation(kind=AnnotationKind.DIMENSION, geometry=LINE),
        annotation(kind=AnnotationKind.DIMENSION, geometry=LINE, quantum=Quantum.AREA),
        annotation(kind=AnnotationKind.ARROW, geometry=LINE, quantum=Quantum.LENGTH),
        annotation(size_mm=0.5),
        annotation(size_mm=float("nan")),
        annotation(
            kind=AnnotationKind.FREEHAND, geometry=LineString([(x, 0) for x in range(6000)])
        ),
    ],
)
def test_what_cannot_be_drawn_or_says_nothing_is_refused_in_words(bad):
    with pytest.raises(InputError) as refusal:
        AddAnnotations(annotations=(bad,)).apply(EMPTY)
    assert "sketch." not in WORDS(refusal.value.what) + WORDS(refusal.value.hint)


def test_unknown_rows_and_labels_change_nothing():
    held = AddAnnotations(annotations=(annotation(),)).apply(EMPTY)
    for command in (
        AddAnnotations(annotations=(annotation(),)),
        EditAnnotations(annotation_ids=("a", "gone"), words="x"),
        EditAnnotations(annotation_ids=("a",), marking="TLP:PINK"),
        MoveAnnotation(annotation_id="gone", geometry=Point(0, 0)),
        MoveAnnotation(annotation_id="a", geometry=box(0, 0, 1, 1)),
        DeleteAnnotations(annotation_ids=("a", "gone")),
    ):
        with pytest.raises(InputError):
            command.apply(held)
    assert held.annotations["a"].words == "too narrow"


def test_an_annotation_counts_in_the_label_of_the_project_as_amber_unless_a_person_says_so():
    rules = load_rules(None)
    held = AddAnnotations(annotations=(annotation(),)).apply(EMPTY)
    assert label_of(held, None, rules).label is Tlp.AMBER
    opened = opening().apply(held)
    assert label_of(opened, None, rules).label is Tlp.CLEAR
    odd = replace(annotation(), stamp=Stamp(id="a", marking="SECRET"))
    assert odd.marking is Tlp.AMBER


def opening(**changes):
    told = {"reason": "It is on every town map.", "by": By("A. Planner", "2026-11-26T10:00:00Z")}
    return EditAnnotations(annotation_ids=("a",), marking="TLP:CLEAR", **{**told, **changes})


@pytest.mark.parametrize("lacks", [{"reason": " "}, {"by": By()}])
def test_no_annotation_is_opened_without_name_and_reason(lacks):
    held = AddAnnotations(annotations=(annotation(),)).apply(EMPTY)
    with pytest.raises(InputError):
        opening(**lacks).apply(held)


def test_who_opened_an_annotation_and_why_is_kept_printed_and_gone_once_it_is_closed_again():
    opened = opening().apply(AddAnnotations(annotations=(annotation(),)).apply(EMPTY))
    (told,) = (WORDS(said) for _, _, said in lowered_annotations(opened))
    assert told.startswith(
        "Text \u201ctoo narrow\u201d: TLP:CLEAR instead of TLP:AMBER, lowered by A. Pl"
    )
    assert told.endswith("on Nov 26, 2026: It is on every town map.")
    assert EditAnnotations(annotation_ids=("a",), words="wide").apply(opened).records
    closed = EditAnnotations(annotation_ids=("a",), marking="TLP:RED").apply(opened)
    assert not closed.records
    copies = [Copy("a", "copy", Point(5, 5))]
    assert with_copies(opened, copies, By()).annotations["copy"].marking is Tlp.AMBER


def test_editing_tools_move_copy_and_delete_annotations_beside_measures():
    held = AddAnnotations(annotations=(annotation(), dimension())).apply(EMPTY)
    moved = TransformObjects(object_ids=("a", "d"), transform=Move(dx_m=1, dy_m=0)).apply(held)
    assert moved.annotations["a"].geometry == Point(2, 2)
    assert moved.annotations["d"].measured.value == 5
    copies = [Copy("d", "copy", LineString([(0, 5), (6, 13)]))]
    doubled = with_copies(held, copies, By(author="B", when="2026-01-01T00:00:00Z"))
    assert doubled.annotations["copy"].measured.value == 10
    assert doubled.annotations["copy"].stamp.author == "B"
    with pytest.raises(InputError):
        with_copies(held, [Copy("d", "a", LINE)], By())
    fewer = without(moved, ("a",), By())
    assert list(fewer.annotations) == ["d"]


def test_a_vertex_that_an_angle_cannot_have_is_refused():
    angle = annotation(
        kind=AnnotationKind.DIMENSION,
        geometry=LineString([(1, 0), (0, 0), (0, 1)]),
        quantum=Quantum.ANGLE,
    )
    held = AddAnnotations(annotations=(angle,)).apply(EMPTY)
    more = LineString([(1, 0), (0, 0), (0, 1), (2, 2)])
    with pytest.raises(InputError):
        SetShape(object_id="a", geometry=more, edit=ShapeEdit.VERTEX_INSERTED).apply(held)
