"""Every command: what it changes, what it leaves, and what it refuses in words."""

import hashlib
import math
from dataclasses import replace
from typing import Any

import pytest
from shapely.geometry import LineString, Point, box

from sbd_tool.app import commands as c
from sbd_tool.app.language import load_words
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import Evidence, Stamp
from sbd_tool.domain.layers import Layer, RoleOrigin, Source, Underlay, as_geometry_array
from sbd_tool.domain.measures import CostBand, Measure, MeasureState
from sbd_tool.domain.project import Note, Option, Photo, Project, TimeState
from sbd_tool.domain.roles import Role

WORDS = load_words("en")
BY = c.By("Ada", "2026-05-04T03:02:01Z")
PICTURE = b"\x89PNG"
BLOB = hashlib.sha256(PICTURE).hexdigest()


def measure(row_id: str, **more: Any) -> Measure:
    more = {"kind": "bollard", "geometry": Point(1, 2), **more}
    return Measure(stamp=Stamp(id=row_id, author="Bob", created="2025"), **more)


@pytest.fixture
def project() -> Project:
    layer = Layer(
        stamp=Stamp(id="plan"),
        name="Plan",
        role=Role.PEDESTRIAN_AREA,
        ids=("square", "kerb"),
        geometry=as_geometry_array([box(0, 0, 9, 9), LineString([(0, 0), (9, 0)])]),
        attributes=({"name": "Hof"}, {}),
    )
    top = Layer(stamp=Stamp(id="top"), name="Top", role=None)
    picture = Underlay(
        stamp=Stamp(id="aerial"),
        name="Aerial",
        blob=BLOB,
        media_type="image/png",
        width_px=1,
        height_px=1,
        transform=(1.0, 0.0, 0.0, -1.0, 0.0, 0.0),
        source=Source(name="a.tif"),
    )
    rows = (measure("m1", parameters={"height_m": 1.0, "gap_m": 1.2}), measure("m2"))
    wide = measure("wide", kind="patrol", geometry=None)
    return Project(
        id="p",
        title="Square",
        crs="EPSG:3879",
        square="square",
        layers=(layer, top),
        underlays=(picture,),
        measures={row.id: row for row in (*rows, wide)},
    )


def refused(project: Project, command: c.Command) -> str:
    with pytest.raises(InputError) as refusal:
        command.apply(project)
    assert WORDS.has(refusal.value.what.key)
    assert WORDS.has(refusal.value.hint.key)
    return WORDS(refusal.value.what)


def test_added_measures_come_last_and_taken_ids_are_refused(project: Project):
    after = c.AddMeasures(measures=(measure("new"),), by=BY).apply(project)
    assert list(after.measures) == ["m1", "m2", "wide", "new"]
    assert "id" in refused(project, c.AddMeasures(measures=(measure("m1"),)))
    nowhere = c.AddMeasures(measures=(measure("x", geometry=Point(math.nan, 0)),))
    assert "not a number" in refused(project, nowhere)
    assert "nothing to draw" in refused(
        project, c.AddMeasures(measures=(measure("x", geometry=Point()),))
    )


def test_a_moved_measure_is_stamped_and_keeps_its_dimension(project: Project):
    after = c.MoveMeasure(measure_id="m1", geometry=Point(5, 5), by=BY).apply(project)
    moved = after.measures["m1"]
    assert moved.geometry == Point(5, 5)
    assert (moved.stamp.author, moved.stamp.created, moved.stamp.changed) == (
        "Ada",
        "2025",
        BY.when,
    )
    line = c.MoveMeasure(measure_id="m1", geometry=LineString([(0, 0), (1, 1)]))
    assert refused(project, line) == "This measure is a point and has to stay so."
    assert "whole site" in refused(project, c.MoveMeasure(measure_id="wide", geometry=Point(0, 0)))
    assert "no longer" in refused(project, c.MoveMeasure(measure_id="?", geometry=Point(0, 0)))


def test_only_moves_of_one_named_drag_merge():
    def key(row_id: str, drag: str) -> str | None:
        return c.MoveMeasure(measure_id=row_id, geometry=Point(0, 0), drag=drag).merge_key

    assert key("m1", "") is None
    assert key("m1", "a") == key("m1", "a")
    assert len({key("m1", "a"), key("m2", "a"), key("m1", "b")}) == 3


def test_many_measures_are_edited_at_once_and_what_is_not_named_stays(project: Project):
    command = c.EditMeasures(
        measure_ids=("m1", "m2"),
        state=MeasureState.EXISTING,
        evidence=Evidence.SEEN,
        cost_band=CostBand.LOW,
        marking="TLP:AMBER",
        parameters={"height_m": 1.1},
        reset_parameters=("gap_m",),
        parameter_evidence={"height_m": Evidence.SURVEYED},
        by=BY,
    )
    rows = command.apply(project).measures
    assert [rows[key].state for key in ("m1", "m2", "wide")] == ["existing", "existing", "proposed"]
    assert rows["m1"].parameters == {"height_m": 1.1}
    assert rows["m1"].parameter_evidence == {"height_m": "surveyed"}
    assert (rows["m1"].stamp.evidence, rows["m1"].stamp.marking) == ("seen", "TLP:AMBER")
    assert rows["m1"].name == project.measures["m1"].name
    back = c.EditMeasures(measure_ids=("m1",), marking="").apply(command.apply(project))
    assert back.measures["m1"].stamp.marking is None


def test_an_edit_that_fails_for_one_changes_none(project: Project):
    refused(project, c.EditMeasures(measure_ids=("m1", "?"), name="x"))
    assert project.measures["m1"].name == ""
    assert "TLP label" in refused(project, c.EditMeasures(measure_ids=("m1",), marking="SECRET"))
    assert "501" in refused(project, c.EditMeasures(measure_ids=("m1",), name="x" * 501))


def test_a_copy_is_proposed_assumed_and_no_feature_of_the_plan(project: Project):
    source = replace(
        project.measures["m1"], state=MeasureState.EXISTING, plan_feature="kerb", name="A"
    )
    project = replace(project, measures={**project.measures, "m1": source})
    command = c.DuplicateMeasures(measure_ids=("m1", "wide"), new_ids=("c1", "c2"), by=BY)
    rows = command.apply(project).measures
    copy = rows["c1"]
    assert copy.geometry == Point(2, 1)
    assert (copy.state, copy.stamp.evidence, copy.plan_feature) == ("proposed", "assumed", "")
    assert (copy.name, copy.stamp.author, copy.stamp.created) == ("A", "Ada", BY.when)
    assert rows["c2"].geometry is None


def test_deleting_takes_all_or_none(project: Project):
    after = c.DeleteMeasures(measure_ids=("m1", "wide")).apply(project)
    assert list(after.measures) == ["m2"]
    refused(project, c.DeleteMeasures(measure_ids=("m1", "m1")))


def test_a_second_answer_takes_the_place_of_the_first(project: Project):
    first = c.SetAnswer(question="O14", value=True, new_id="a1", evidence=Evidence.ASSUMED, by=BY)
    after = first.apply(project)
    later = c.By("Eve", "2027-01-01T00:00:00Z")
    after = c.SetAnswer(question="O14", value=0.5, new_id="a2", method="count", by=later).apply(
        after
    )
    (answer,) = after.answers.values()
    assert (answer.id, answer.value, answer.method) == ("a1", 0.5, "count")
    stamp = answer.stamp
    assert (stamp.author, stamp.created, stamp.changed, stamp.evidence) == (
        "Eve",
        BY.when,
        later.when,
        "seen",
    )
    night = c.SetAnswer(question="O14", value=1.0, new_id="a3", time_states=("night",), by=BY)
    assert len(night.apply(after).answers) == 2, "an answer for the night is another answer"
    assert c.RemoveAnswer(answer_id="a1").apply(after).answers == {}
    refused(after, c.RemoveAnswer(answer_id="a9"))


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_an_answer_that_is_no_number_is_refused(project: Project, value: float):
    assert "not a number" in refused(project, c.SetAnswer(question="O14", value=value, new_id="a"))


def test_notes_are_written_edited_moved_and_deleted(project: Project):
    note = Note(stamp=Stamp(id="n"), words="dark here", x_m=1.0, y_m=2.0)
    after = c.AddNote(note=note, by=BY).apply(project)
    refused(after, c.AddNote(note=note))
    after = c.EditNote(note_id="n", words="darker", by=BY).apply(after)
    assert (after.notes["n"].words, after.notes["n"].x_m) == ("darker", 1.0)
    after = c.EditNote(note_id="n", place_m=(3.0, 4.0)).apply(after)
    assert (after.notes["n"].words, after.notes["n"].y_m) == ("darker", 4.0)
    assert c.DeleteNote(note_id="n").apply(after).notes == {}
    refused(project, c.DeleteNote(note_id="n"))


def test_a_photo_keeps_its_bytes_once_under_their_digest(project: Project):
    photo = Photo(stamp=Stamp(id="f1"), blob=BLOB, media_type="image/png")
    after = c.AddPhoto(photo=photo, picture=PICTURE, by=BY).apply(project)
    twice = c.AddPhoto(photo=replace(photo, stamp=Stamp(id="f2")), picture=PICTURE, by=BY).apply(
        after
    )
    assert len(twice.photos) == 2
    assert twice.blobs == {BLOB: PICTURE}
    assert "changed on its way" in refused(project, c.AddPhoto(photo=photo, picture=b"other"))
    svg = replace(photo, media_type="image/svg+xml")
    assert "cannot be kept" in refused(project, c.AddPhoto(photo=svg, picture=PICTURE))


def test_a_role_set_by_a_person_is_confirmed(project: Project):
    layer = c.SetLayer(layer_id="top", role=Role.WALL, by=BY).apply(project).layers[1]
    assert (layer.role, layer.role_origin, layer.role_confidence) == ("wall", "confirmed", 1.0)
    assert "no role" in refused(project, c.SetLayer(layer_id="aerial", role=Role.WALL))
    assert "no longer" in refused(project, c.SetLayer(layer_id="?", name="x"))
    assert "0 and 100" in refused(project, c.SetLayer(layer_id="top", opacity=1.5))


def test_layers_are_shown_named_and_reordered_among_their_kind(project: Project):
    after = c.SetLayer(layer_id="top", position=0).apply(project)
    assert [layer.id for layer in after.layers] == ["top", "plan"]
    after = c.SetLayer(layer_id="top", position=99).apply(after)
    assert [layer.id for layer in after.layers] == ["plan", "top"]
    after = c.SetLayer(layer_id="aerial", is_visible=False, opacity=0.5, name="Air").apply(after)
    picture = after.underlays[0]
    assert (picture.is_visible, picture.opacity, picture.name) == (False, 0.5, "Air")


def test_the_menu_names_what_was_done_to_a_layer():
    said = [
        WORDS(command.label)
        for command in (
            c.SetLayer(layer_id="x", is_visible=False),
            c.SetLayer(layer_id="x", is_visible=True),
            c.SetLayer(layer_id="x", position=1),
            c.SetLayer(layer_id="x", role=Role.WALL),
        )
    ]
    assert said == ["Hide a layer", "Show a layer", "Reorder layers", "Set the role of a layer"]


def test_roles_are_confirmed_together_and_never_a_missing_one(project: Project):
    after = c.ConfirmRoles(layer_ids=("plan",), by=BY).apply(project)
    assert after.layers[0].role_origin is RoleOrigin.CONFIRMED
    assert "no role" in refused(project, c.ConfirmRoles(layer_ids=("plan", "top")))


def test_removing_the_layer_of_the_square_unpicks_the_square(project: Project):
    assert c.RemoveLayer(layer_id="top").apply(project).square == "square"
    after = c.RemoveLayer(layer_id="plan").apply(project)
    assert after.square == ""
    assert c.RemoveLayer(layer_id="aerial").apply(after).underlays == ()


def test_further_plans_come_on_top(project: Project):
    layer = Layer(stamp=Stamp(id="new"), name="New", role=None)
    after = c.AddLayers(layers=(layer,), blobs={"x": b"1"}, by=BY).apply(project)
    assert [row.id for row in after.layers] == ["plan", "top", "new"]
    assert after.blobs == {"x": b"1"}
    refused(project, c.AddLayers(layers=(replace(layer, stamp=Stamp(id="aerial")),)))


def test_only_an_area_can_be_the_square(project: Project):
    assert c.PickSquare(feature_id="square").apply(project).square == "square"
    assert "has to be an area" in refused(project, c.PickSquare(feature_id="kerb"))
    assert "no longer" in refused(project, c.PickSquare(feature_id="?"))


def test_editing_a_feature_leaves_the_former_layer_as_it_was(project: Project):
    former = project.layers[0]
    command = c.SetFeatureGeometry(feature_id="square", geometry=box(0, 0, 5, 5), by=BY)
    after = command.apply(project)
    assert after.layers[0].geometry[0].area == 25
    assert former.geometry[0].area == 81
    edit = c.EditFeatureAttributes(
        feature_ids=("square", "kerb"), attributes={"height": 0.12}, dropped=("name",), by=BY
    )
    after = edit.apply(after)
    assert after.layers[0].attributes == ({"height": 0.12}, {"height": 0.12})
    assert former.attributes == ({"name": "Hof"}, {})


def test_a_changed_rule_needs_a_reason_and_keeps_its_author(project: Project):
    rule = c.SetRules(rubric_overrides={"a.b": (3, "cobbles are usual here")}, by=BY)
    after = rule.apply(project)
    assert after.rules.rubric_overrides == {"a.b": (3, "cobbles are usual here", "Ada")}
    assert "needs a reason" in refused(project, c.SetRules(rubric_overrides={"a.b": (3, " ")}))
    after = c.SetRules(threats=("vehicle",), national_profile="de").apply(after)
    assert (after.rules.threats, after.rules.national_profile) == (("vehicle",), "de")
    assert c.SetRules(dropped_overrides=("a.b",)).apply(after).rules.rubric_overrides == {}


def test_the_project_is_renamed_but_never_nameless(project: Project):
    assert c.RenameProject(title=" Market ").apply(project).title == "Market"
    assert "needs a name" in refused(project, c.RenameProject(title=" "))


def test_options_and_time_states_have_keys_of_their_own(project: Project):
    option = Option(key="b", name="B", parent="base")
    after = c.AddOption(option=option).apply(project)
    assert [row.key for row in after.options] == ["base", "b"]
    refused(after, c.AddOption(option=option))
    refused(project, c.AddOption(option=replace(option, parent="nowhere")))
    refused(project, c.AddOption(option=replace(option, key="No Key")))
    after = c.AddTimeState(time_state=TimeState(key="market", name="Market")).apply(after)
    assert [row.key for row in after.time_states] == ["ordinary", "market"]
    refused(after, c.AddTimeState(time_state=TimeState(key="market", name="Again")))


def test_every_command_has_a_key_of_its_own_and_a_label_in_both_languages():
    kinds = [getattr(c, name) for name in c.__all__ if hasattr(getattr(c, name), "apply")]
    kinds = [kind for kind in kinds if kind is not c.Command]
    assert len({kind.key for kind in kinds}) == len(kinds) > 20
