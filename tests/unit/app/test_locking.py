"""Locked things stay as they are, whatever command asks, until somebody unlocks them."""

import sqlite3
from pathlib import Path

import pytest
import shapely
from shapely.geometry import LineString, Point, box

from sbd_tool.app.commands import (
    DeleteMeasures,
    EditFeatureAttributes,
    EditMeasures,
    MoveMeasure,
    RemoveLayer,
    SetFeatureGeometry,
    SetLayer,
    SetLock,
)
from sbd_tool.app.commands.base import Command
from sbd_tool.app.commands.geometry import TransformObjects
from sbd_tool.app.commands.pasting import DeleteObjects, PasteFeatures
from sbd_tool.app.commands.recover import Recover
from sbd_tool.app.history import History
from sbd_tool.app.language import load_words
from sbd_tool.domain.digest import design_digest
from sbd_tool.domain.edits.placing import Move
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.layers import Feature, Layer, as_geometry_array
from sbd_tool.domain.locks import is_layer_locked, is_locked, locked_objects
from sbd_tool.domain.measures import Measure, MeasureState
from sbd_tool.domain.project import Project
from sbd_tool.domain.roles import Role
from sbd_tool.formats.project_file import project_bytes, project_from_bytes

WORDS = {language: load_words(language) for language in ("en", "de")}


def a_project() -> Project:
    seats = Layer(
        stamp=Stamp(id="seats"),
        name="Seats",
        role=Role.SEAT,
        ids=("bench", "wall"),
        geometry=as_geometry_array([Point(1, 1), LineString([(0, 0), (4, 0)])]),
        attributes=({"length": 2.0}, {}),
    )
    walks = Layer(
        stamp=Stamp(id="walks"),
        name="Walks",
        role=Role.PEDESTRIAN_AREA,
        ids=("square",),
        geometry=as_geometry_array([box(0, 0, 10, 10)]),
        attributes=({},),
    )
    rows = (
        Measure(stamp=Stamp(id="tree"), kind="planter", geometry=Point(3, 3), name="Linden"),
        Measure(stamp=Stamp(id="row"), kind="bollard", geometry=Point(5, 5), plan_feature="bench"),
    )
    return Project(
        id="p", title="T", crs="EPSG:3879", layers=(seats, walks), measures={r.id: r for r in rows}
    )


def locked(*ids: str) -> History:
    history = History(a_project())
    history.do(SetLock(object_ids=ids))
    return history


CHANGES: tuple[tuple[str, Command], ...] = (
    ("tree", MoveMeasure(measure_id="tree", geometry=Point(9, 9))),
    ("tree", EditMeasures(measure_ids=("row", "tree"), state=MeasureState.EXISTING)),
    ("tree", DeleteMeasures(measure_ids=("tree",))),
    ("tree", TransformObjects(object_ids=("row", "tree"), transform=Move(dx_m=1.0, dy_m=0.0))),
    ("bench", SetFeatureGeometry(feature_id="bench", geometry=Point(2, 2))),
    ("bench", EditFeatureAttributes(feature_ids=("wall", "bench"), attributes={"a": 1})),
    ("bench", DeleteObjects(object_ids=("bench",))),
    ("bench", RemoveLayer(layer_id="seats")),
    ("seats", RemoveLayer(layer_id="seats")),
    ("seats", EditFeatureAttributes(feature_ids=("wall",), attributes={"a": 1})),
    ("seats", DeleteObjects(object_ids=("wall",))),
    (
        "seats",
        PasteFeatures(
            layer_id="seats", features=(Feature("x", Point(0, 0), {}),), new_ids=("new",)
        ),
    ),
)


@pytest.mark.parametrize(
    ("name", "command"), CHANGES, ids=lambda part: getattr(part, "key", str(part))
)
def test_no_command_changes_what_is_locked_and_the_refusal_names_it(name: str, command: Command):
    history = locked(name)
    before = history.project
    with pytest.raises(InputError) as refused:
        history.do(command)
    assert history.project is before
    assert refused.value.subject == name
    for words in WORDS.values():
        assert words(refused.value.what)[-1] == "."
        assert words(refused.value.hint)


@pytest.mark.parametrize(("name", "command"), CHANGES)
def test_the_same_commands_work_once_it_is_unlocked(name: str, command: Command):
    history = locked(name)
    history.do(SetLock(object_ids=(name,), is_locked=False))
    before = history.project
    history.do(command)
    assert history.project is not before


def test_a_locked_layer_locks_its_features_and_nothing_else():
    project = locked("seats").project
    answers = {name: is_locked(project, name) for name in ("bench", "wall", "seats", "square", "x")}
    assert answers == {"bench": True, "wall": True, "seats": True, "square": False, "x": False}
    assert is_layer_locked(project, "seats")
    assert not is_layer_locked(project, "bench")
    assert locked_objects(project) == {"seats", "bench", "wall"}


def test_a_lock_leaves_its_neighbours_free():
    history = locked("tree", "bench")
    history.do(MoveMeasure(measure_id="row", geometry=Point(6, 6)))
    history.do(DeleteObjects(object_ids=("wall",)))
    assert history.project.layers[0].ids == ("bench",)


def test_a_locked_layer_may_still_be_hidden_renamed_and_given_a_role():
    history = locked("seats", "bench")
    history.do(SetLayer(layer_id="seats", is_visible=False))
    history.do(SetLayer(layer_id="seats", role=Role.TREE))
    history.do(SetLayer(layer_id="seats", name="Old seats", position=1))
    assert [layer.name for layer in history.project.layers] == ["Walks", "Old seats"]


def test_deleting_the_origin_of_a_locked_measure_is_no_edit_of_the_measure():
    history = locked("row")
    history.do(DeleteObjects(object_ids=("bench",)))
    assert history.project.measures["row"].plan_feature == ""


def test_locking_is_one_step_that_undo_takes_back_exactly():
    history = History(a_project())
    before = design_digest(history.project)
    history.do(SetLock(object_ids=("tree", "bench", "seats")))
    label = history.undo_label
    assert label is not None
    assert WORDS["en"](label) == "Lock 3 objects"
    history.undo()
    assert design_digest(history.project) == before
    history.redo()
    assert history.project.locked == ("bench", "seats", "tree")


def test_locking_what_is_locked_is_no_step_and_an_unknown_thing_is_refused():
    history = locked("tree")
    assert history.position == 1
    history.do(SetLock(object_ids=("tree",)))
    assert history.position == 1
    with pytest.raises(InputError):
        history.do(SetLock(object_ids=("nothing",)))


def test_a_recovery_may_bring_back_locked_things_as_they_were():
    history = locked("tree")
    history.do(Recover(project=a_project()))
    assert not is_locked(history.project, "tree")


def test_locks_live_in_the_project_file():
    project = locked("tree", "seats").project
    again = project_from_bytes(project_bytes(project)).project
    assert again.locked == ("seats", "tree")
    assert design_digest(again) == design_digest(project)


def changed(raw: bytes, folder: Path, *statements: str) -> bytes:
    path = folder / "x.gpkg"
    path.write_bytes(raw)
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()
    return path.read_bytes()


def test_a_file_of_schema_1_opens_with_nothing_locked(tmp_path: Path):
    raw = changed(
        project_bytes(a_project()),
        tmp_path,
        "UPDATE sbd_schema SET version = 1",
        "DELETE FROM sbd_project WHERE key = 'locked'",
    )
    found = project_from_bytes(raw, "old.sbd.gpkg")
    assert [notice.key for notice in found.notices] == ["app.file.migrated"]
    assert design_digest(found.project) == design_digest(a_project())


def test_locks_that_do_not_read_cost_only_themselves(tmp_path: Path):
    raw = changed(
        project_bytes(locked("tree").project),
        tmp_path,
        "UPDATE sbd_project SET value = '{\"a\": 1}' WHERE key = 'locked'",
    )
    found = project_from_bytes(raw, "odd.sbd.gpkg")
    assert [notice.key for notice in found.notices] == ["app.file.rows_lost"]
    assert found.project.locked == ()
    assert shapely.equals(found.project.measures["tree"].geometry, Point(3, 3))
