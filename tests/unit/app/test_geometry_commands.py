"""Editing commands: what they change, what they leave, what one step of undo is."""

from dataclasses import replace
from typing import Any

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, Point, Polygon, box

from sbd_tool.app.commands import geometry as g
from sbd_tool.app.commands import joining as j
from sbd_tool.app.commands import pasting as p
from sbd_tool.app.commands.base import By, Command
from sbd_tool.app.history import History
from sbd_tool.app.language import load_words
from sbd_tool.domain.delta import difference, patched
from sbd_tool.domain.digest import design_digest
from sbd_tool.domain.edits import placing
from sbd_tool.domain.edits.offsets import Join, Side
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import Evidence, Stamp
from sbd_tool.domain.layers import Layer, as_geometry_array
from sbd_tool.domain.measures import CostBand, Measure, MeasureState
from sbd_tool.domain.project import Project
from sbd_tool.domain.roles import Role

WORDS = {language: load_words(language) for language in ("en", "de")}
BY = By("Ada", "2026-05-04T03:02:01Z")
ACROSS = LineString([(-1, 4), (11, 4)])


def measure(row_id: str, shape, **more: Any) -> Measure:
    stamp = Stamp(id=row_id, author="Bob", created="2025", evidence=Evidence.SURVEYED)
    return Measure(stamp=stamp, kind=more.pop("kind", "bollards"), geometry=shape, **more)


def a_project() -> Project:
    plan = Layer(
        stamp=Stamp(id="plan"),
        name="Plan",
        role=Role.PEDESTRIAN_AREA,
        ids=("square", "lawn", "kerb"),
        geometry=as_geometry_array(
            [box(0, 0, 10, 10), box(10, 0, 14, 10), LineString([(0, 0), (10, 0)])]
        ),
        attributes=({"name": "Hof"}, {"surface": "grass"}, {}),
    )
    other = Layer(
        stamp=Stamp(id="other"),
        name="Other",
        role=None,
        ids=("pond",),
        geometry=as_geometry_array([box(10, 0, 20, 5)]),
        attributes=({},),
    )
    rows = (
        measure("row", LineString([(0, 2), (10, 2)]), parameters={"clear_gap_m": 1.2}),
        measure("more", LineString([(10, 2), (20, 2)]), plan_feature="lawn"),
        measure("tree", Point(3, 3), kind="tree", cost_band=CostBand.LOW, note="old"),
        measure("wide", None, kind="patrol"),
    )
    return Project(
        id="p",
        title="Square",
        crs="EPSG:3879",
        square="square",
        layers=(plan, other),
        measures={row.id: row for row in rows},
    )


@pytest.fixture
def project() -> Project:
    return a_project()


def shape_of(project: Project, name: str):
    found = project.feature(name)
    return project.measures[name].geometry if found is None else found[1].geometry


def refused(project: Project, command: Command) -> str:
    before = design_digest(project)
    with pytest.raises(InputError) as refusal:
        command.apply(project)
    assert design_digest(project) == before
    for words in WORDS.values():
        assert words.has(refusal.value.what.key)
        assert words.has(refusal.value.hint.key)
    return refusal.value.what.key.partition(".")[2]


def test_measures_and_features_move_together_and_the_rest_stays(project: Project):
    command = g.TransformObjects(
        object_ids=("tree", "kerb"), transform=placing.Move(dx_m=1, dy_m=2), by=BY
    )
    after = command.apply(project)
    assert shape_of(after, "tree").equals(Point(4, 5))
    assert shape_of(after, "kerb").equals(LineString([(1, 2), (11, 2)]))
    assert after.measures["tree"].stamp.changed == BY.when
    assert after.measures["row"] is project.measures["row"]
    assert after.layers[1] is project.layers[1]
    assert refused(project, replace(command, object_ids=("tree", "gone"))) == "object_missing"
    assert refused(project, replace(command, object_ids=("wide",))) == "measure_site_wide"


def test_a_drag_is_one_step_and_undo_gives_the_very_same_project(project: Project):
    history = History(project)
    for _ in range(5):
        moved = placing.Move(dx_m=0.5, dy_m=0)
        history.do(g.TransformObjects(object_ids=("tree",), transform=moved, drag="d1"))
    assert history.position == 1
    assert shape_of(history.project, "tree").equals(Point(5.5, 3))
    turned = placing.Rotate(angle_deg=90, about=(0, 0))
    history.do(g.TransformObjects(object_ids=("tree",), transform=turned, drag="d1"))
    history.do(g.TransformObjects(object_ids=("row",), transform=turned, drag="d1"))
    assert history.position == 3, "another act and other objects are other steps"
    history.jump(0)
    assert history.project is project


def test_dragging_a_run_is_one_step(project: Project):
    history = History(project)
    for end in (11, 12, 13):
        line = LineString([(0, 2), (end, 2)])
        edit = g.ShapeEdit.RUN_MOVED
        history.do(g.SetShape(object_id="row", geometry=line, edit=edit, drag="d"))
    assert history.position == 1
    assert shape_of(history.project, "row").length == 13
    assert history.project.measures["row"].parameters == {"clear_gap_m": 1.2}


def test_a_shape_keeps_its_dimension_and_is_sound(project: Project):
    edit = g.ShapeEdit.VERTEX_MOVED
    assert refused(project, g.SetShape(object_id="row", geometry=Point(1, 1), edit=edit)) == (
        "other_dimension"
    )
    bow = Polygon([(0, 0), (4, 4), (4, 0), (0, 3)])
    assert refused(project, g.SetShape(object_id="square", geometry=bow, edit=edit)) == (
        "crosses_itself"
    )


def test_reshaping_the_square_keeps_it_the_square(project: Project):
    sketch = LineString([(2, 10), (2, 12), (6, 12), (6, 10)])
    after = g.ReshapeObject(object_id="square", sketch=sketch, by=BY).apply(project)
    assert shape_of(after, "square").area == pytest.approx(108)
    assert after.square == "square"
    assert after.layers[0].stamp.author == "Ada"


def test_split_pieces_keep_attributes_and_evidence(project: Project):
    after = j.SplitObject(object_id="square", blade=ACROSS, new_ids=("n1", "n2"), by=BY).apply(
        project
    )
    assert after.layers[0].ids == ("square", "lawn", "kerb", "n1")
    assert shape_of(after, "square").area == pytest.approx(60)
    assert after.feature("n1")[1].attributes == {"name": "Hof"}
    cut = LineString([(12, 0), (12, 9)])
    after = j.SplitObject(object_id="more", blade=cut, new_ids=("n1",), by=BY).apply(project)
    assert after.measures["more"].geometry.length == 2
    assert after.measures["n1"].geometry.length == 8
    assert after.measures["n1"].stamp.evidence is Evidence.SURVEYED
    assert after.measures["more"].plan_feature == "lawn"
    assert after.measures["n1"].plan_feature == "", "one plan feature is one measure"
    assert refused(project, j.SplitObject(object_id="more", blade=cut, new_ids=())) == (
        "ids_missing"
    )
    assert refused(project, j.SplitObject(object_id="more", blade=cut, new_ids=("row",))) == (
        "id_taken"
    )


def test_merging_keeps_the_first_and_hands_on_the_square(project: Project):
    after = j.MergeObjects(object_ids=("lawn", "square"), by=BY).apply(project)
    assert after.layers[0].ids == ("lawn", "kerb")
    assert shape_of(after, "lawn").area == pytest.approx(140)
    assert after.square == "lawn"
    after = j.MergeObjects(object_ids=("square", "lawn"), by=BY).apply(project)
    assert after.measures["more"].plan_feature == "square"
    joined = j.MergeObjects(object_ids=("row", "more"), by=BY).apply(project)
    assert "more" not in joined.measures
    assert shape_of(joined, "row").length == 20
    assert refused(project, j.MergeObjects(object_ids=("square", "pond"))) == "merge_sorts"
    assert refused(project, j.MergeObjects(object_ids=("row", "kerb"))) == "merge_apart"
    assert refused(project, j.MergeObjects(object_ids=("row",))) == "merge_one"
    assert refused(project, j.MergeObjects(object_ids=("row", "tree"))) == "merge_mixture"


def test_an_offset_changes_the_object_or_makes_a_parallel(project: Project):
    out = g.OffsetObject(object_id="square", distance_m=1, side=Side.OUT, join=Join.MITRE)
    assert shape_of(out.apply(project), "square").area == pytest.approx(144)
    left = g.OffsetObject(object_id="row", distance_m=1, side=Side.LEFT, new_id="n", by=BY)
    after = left.apply(project)
    assert shape_of(after, "n").equals(LineString([(0, 3), (10, 3)]))
    assert shape_of(after, "row").equals(shape_of(project, "row"))
    assert after.measures["n"].stamp.evidence is Evidence.ASSUMED
    assert after.measures["n"].parameters == {"clear_gap_m": 1.2}


def test_an_array_makes_proposed_copies_of_measures_and_features(project: Project):
    array = placing.LinearArray(count=3, dx_m=5, dy_m=0)
    command = g.ArrayObjects(
        object_ids=("tree", "kerb"), array=array, new_ids=("t1", "t2", "k1", "k2"), by=BY
    )
    after = command.apply(project)
    assert [shape_of(after, name).x for name in ("t1", "t2")] == [8, 13]
    assert after.measures["t2"].state is MeasureState.PROPOSED
    assert after.measures["t2"].stamp.created == BY.when
    assert after.layers[0].ids[-2:] == ("k1", "k2")
    assert refused(project, replace(command, new_ids=("a",))) == "ids_missing"
    assert refused(project, replace(command, new_ids=("a", "a", "b", "c"))) == "id_taken"


def test_pasted_measures_are_new_proposed_things(project: Project):
    copied = (project.measures["more"], project.measures["wide"])
    after = p.PasteMeasures(measures=copied, new_ids=("a", "b"), dx_m=1, dy_m=1, by=BY).apply(
        project
    )
    assert list(after.measures)[-2:] == ["a", "b"]
    assert after.measures["a"].geometry.equals(LineString([(11, 3), (21, 3)]))
    assert after.measures["a"].plan_feature == ""
    assert after.measures["b"].geometry is None
    assert after.measures["b"].state is MeasureState.PROPOSED
    assert refused(project, p.PasteMeasures(measures=copied, new_ids=("a",))) == "ids_missing"
    assert refused(project, p.PasteMeasures(measures=copied, new_ids=("row", "b"))) == "row_exists"


def test_pasted_features_join_a_layer(project: Project):
    copied = (project.feature("lawn")[1], project.feature("kerb")[1])
    command = p.PasteFeatures(
        layer_id="other", features=copied, new_ids=("a", "b"), dx_m=1, dy_m=0, by=BY
    )
    after = command.apply(project)
    assert after.layers[1].ids == ("pond", "a", "b")
    assert after.layers[1].attributes[1] == {"surface": "grass"}
    assert shape_of(after, "b").equals(LineString([(1, 0), (11, 0)]))
    assert after.layers[0] is project.layers[0]
    assert refused(project, replace(command, new_ids=("a", "row"))) == "id_taken"
    assert refused(project, replace(command, layer_id="none")) == "row_missing"
    assert refused(project, replace(command, new_ids=())) == "ids_missing"


def test_traits_go_to_measures_of_the_same_kind(project: Project):
    source = project.measures["row"]
    after = p.PasteTraits(measure_ids=("more",), source=source, by=BY).apply(project)
    assert after.measures["more"].parameters == {"clear_gap_m": 1.2}
    assert after.measures["more"].geometry is project.measures["more"].geometry
    onto_tree = p.PasteTraits(measure_ids=("more", "tree"), source=source)
    assert refused(project, onto_tree) == "paste_other_kind"
    notes = frozenset({p.Trait.NOTE, p.Trait.COST_BAND})
    tree = project.measures["tree"]
    after = p.PasteTraits(measure_ids=("row",), source=tree, traits=notes, by=BY).apply(project)
    row = after.measures["row"]
    assert (row.note, row.cost_band, row.parameters) == ("old", CostBand.LOW, {"clear_gap_m": 1.2})


def test_attributes_of_features_are_pasted_whole_or_by_column(project: Project):
    copied = {"name": "Hof", "surface": "stone"}
    after = p.PasteAttributes(feature_ids=("lawn", "pond"), attributes=copied).apply(project)
    assert after.feature("pond")[1].attributes == copied
    one = p.PasteAttributes(feature_ids=("lawn",), attributes=copied, names=("name",))
    assert one.apply(project).feature("lawn")[1].attributes == {"surface": "grass", "name": "Hof"}
    assert refused(project, replace(one, names=("colour",))) == "select_column"


def test_deleting_takes_measures_and_features_and_frees_what_named_them(project: Project):
    after = p.DeleteObjects(object_ids=("square", "lawn", "tree"), by=BY).apply(project)
    assert after.square == ""
    assert after.layers[0].ids == ("kerb",)
    assert len(after.layers[0].geometry) == len(after.layers[0].attributes) == 1
    assert after.measures["more"].plan_feature == ""
    assert "tree" not in after.measures
    assert refused(project, p.DeleteObjects(object_ids=("nobody",))) == "object_missing"


def every_command() -> list[Command]:
    about = placing.Scale(factor=2, about=(0, 0))
    mirror = placing.Mirror(first=(0, 0), second=(0, 1))
    turn = placing.Rotate(angle_deg=30, about=(0, 0))
    array = placing.PolarArray(count=3, centre=(0, 0))
    row = a_project().measures["row"]
    return [
        *(
            g.TransformObjects(object_ids=("row", "square"), transform=act)
            for act in (placing.Move(dx_m=1, dy_m=1), turn, about, mirror)
        ),
        *(
            g.SetShape(object_id="row", geometry=LineString([(0, 1), (9, 1)]), edit=edit)
            for edit in g.ShapeEdit
        ),
        g.ReshapeObject(object_id="row", sketch=LineString([(3, 2), (3, 4), (6, 4), (6, 2)])),
        j.SplitObject(object_id="square", blade=ACROSS, new_ids=("s1", "s2", "s3")),
        j.MergeObjects(object_ids=("square", "lawn")),
        g.OffsetObject(object_id="lawn", distance_m=0.5, side=Side.OUT),
        g.ArrayObjects(object_ids=("tree",), array=array, new_ids=("a1", "a2")),
        p.PasteMeasures(measures=(row,), new_ids=("p1",)),
        p.PasteFeatures(
            layer_id="plan", features=tuple(a_project().layers[1]), new_ids=("f1",), dx_m=30
        ),
        p.PasteTraits(measure_ids=("more",), source=row),
        p.PasteAttributes(feature_ids=("kerb",), attributes={"name": "x"}),
        p.DeleteObjects(object_ids=("kerb",)),
    ]


@pytest.mark.parametrize("command", every_command(), ids=lambda command: command.label.key)
def test_every_step_has_a_name_in_both_languages_and_is_undone_exactly(command: Command):
    history = History(a_project())
    before = history.project
    history.do(command)
    for words in WORDS.values():
        said = words(command.label)
        assert said
        assert not said.startswith("edits.")
        assert "{" not in said
    after = history.project
    assert design_digest(after) != design_digest(before)
    journalled = patched(before, difference(before, after))
    assert design_digest(journalled) == design_digest(after)
    assert history.undo()
    assert history.project is before
    assert history.redo()
    assert history.project is after


@settings(deadline=None, max_examples=40)
@given(st.lists(st.sampled_from(range(len(every_command()))), max_size=12))
def test_any_run_of_edits_undone_is_the_project_it_began_with(steps: list[int]):
    first = a_project()
    digest = design_digest(first)
    history = History(first)
    for step in steps:
        try:
            history.do(every_command()[step])
        except InputError:
            continue
        for layer in history.project.layers:
            assert len(layer.ids) == len(layer.geometry) == len(layer.attributes)
            assert len(set(layer.ids)) == len(layer.ids)
            assert shapely.is_valid(layer.geometry).all()
    history.jump(0)
    assert history.project is first
    assert design_digest(first) == digest
