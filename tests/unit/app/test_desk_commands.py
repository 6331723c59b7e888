"""Georeferencing and repairs are commands: undone in one step, kept in the file, never silent."""

import hashlib
from dataclasses import replace

import numpy as np
import pytest
import shapely

from sbd_tool.app import commands as c
from sbd_tool.app import doctoring, georeferencing
from sbd_tool.app.history import History
from sbd_tool.app.language import load_words
from sbd_tool.app.projects import open_project, save_project
from sbd_tool.domain.control_points import ControlPoint
from sbd_tool.domain.delta import difference, patched
from sbd_tool.domain.diagnosis import Ailment
from sbd_tool.domain.digest import design_digest
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.georeference import Model
from sbd_tool.domain.layers import Layer, Source, as_geometry_array
from sbd_tool.domain.measures import Measure
from sbd_tool.domain.plain import from_plain, to_plain
from sbd_tool.domain.project import Project
from sbd_tool.domain.rawplan import RawPicture
from sbd_tool.domain.roles import Role
from sbd_tool.formats.project_store import FolderStore

BY = c.By("Ada", "2026-05-04T03:02:01Z")
BOX = shapely.box(0, 0, 10, 10)


def layer(key, role, *shapes):
    return Layer(
        stamp=Stamp(id=key),
        name=key,
        role=role,
        ids=tuple(f"{key}{row}" for row in range(len(shapes))),
        geometry=as_geometry_array(list(shapes)),
        attributes=({},) * len(shapes),
    )


def picture():
    pixels = np.full((20, 40, 4), 255, dtype=np.uint8)
    return RawPicture(
        name="scan", pixels=pixels, transform=None, crs=None, source=Source(name="scan.png")
    )


@pytest.fixture
def project() -> Project:
    base = Project(
        id="p",
        title="Square",
        crs="EPSG:25832",
        square="a0",
        layers=(
            layer("a", Role.PEDESTRIAN_AREA, BOX, BOX),
            layer("k", Role.KERB, shapely.LineString([(0, 0), (10, 0)])),
            layer("b", Role.BARRIER, shapely.Point(1, 1), shapely.Point(1, 1)),
        ),
        measures={
            "m": Measure(
                stamp=Stamp(id="m"), kind="bollard", geometry=shapely.Point(1, 1), plan_feature="b0"
            )
        },
    )
    underlay, png = georeferencing.laid_in_view(
        picture(), centre_m=(5.0, 5.0), width_m=40.0, new_id="u", by=BY
    )
    return c.AddLayers(underlays=(underlay,), blobs={underlay.blob: png}).apply(base)


def control(*pairs):
    return tuple(
        ControlPoint(key=str(row), x=x, y=y, easting_m=e, northing_m=n)
        for row, ((x, y), (e, n)) in enumerate(pairs)
    )


CORNERS = control(
    ((0, 0), (100, 200)), ((40, 0), (140, 200)), ((40, 20), (140, 180.2)), ((0, 20), (100, 180))
)


def test_a_picture_without_a_place_comes_upright_into_the_view(project):
    underlay = project.underlays[0]
    assert georeferencing.place_of_pixel(underlay, 20, 10) == pytest.approx((5, 5))
    assert georeferencing.pixel_at(underlay, 5, 5) == pytest.approx((20, 10))
    assert underlay.accuracy_m is None
    assert hashlib.sha256(project.blobs[underlay.blob]).hexdigest() == underlay.blob


def test_a_scan_is_read_for_laying_down_with_its_pixels_as_they_are(project, tmp_path):
    path = tmp_path / "scan.png"
    path.write_bytes(project.blobs[project.underlays[0].blob])
    (found,) = georeferencing.pictures_of(path)
    assert found.transform is None
    assert (found.pixels == picture().pixels).all()


def test_a_picture_is_laid_down_traced_and_taken_back(project):
    history = History(project)
    fit = georeferencing.fit_underlay(project.underlays[0], CORNERS, Model.HELMERT)
    history.do(c.GeoreferenceUnderlay(underlay_id="u", fit=fit, by=BY))
    placed = history.project.underlays[0]
    assert georeferencing.place_of_pixel(placed, 0, 0) == pytest.approx((100, 200), abs=0.2)
    assert placed.accuracy_m == fit.accuracy_m > 0
    drawn = Measure(stamp=Stamp(id="n"), kind="bollard", geometry=shapely.Point(120, 190))
    assert georeferencing.traced(history.project, drawn).accuracy_m == fit.accuracy_m
    assert georeferencing.traced(project, drawn).accuracy_m is None
    history.undo()
    assert design_digest(history.project) == design_digest(project)


def test_pulling_at_a_control_point_is_one_step(project):
    history = History(project)
    for east in (100.0, 100.1, 100.2):
        points = (replace(CORNERS[0], easting_m=east), *CORNERS[1:])
        fit = georeferencing.fit_underlay(project.underlays[0], points, Model.HELMERT)
        history.do(c.GeoreferenceUnderlay(underlay_id="u", fit=fit, drag="pull", by=BY))
    assert history.position == 1


def test_a_known_distance_keeps_the_first_end_where_it_lies(project):
    underlay = project.underlays[0]
    fit = georeferencing.fit_underlay_by_distance(underlay, (10, 10), (30, 10), 5.0)
    after = c.GeoreferenceUnderlay(underlay_id="u", fit=fit).apply(project).underlays[0]
    before = georeferencing.place_of_pixel(underlay, 10, 10)
    assert georeferencing.place_of_pixel(after, 10, 10) == pytest.approx(before)
    x, y = georeferencing.place_of_pixel(after, 30, 10)
    assert (x - before[0], y - before[1]) == pytest.approx((5, 0))


def test_layers_move_with_the_measures_that_came_from_them(project):
    fit = georeferencing.fit_layers(
        [project.layers[2]], control(((0, 0), (100, 0)), ((10, 0), (110, 0))), Model.HELMERT,
        control_sigma_m=0.05,
    )  # fmt: skip
    after = c.GeoreferenceLayers(layer_ids=("b",), fit=fit, by=BY).apply(project)
    assert after.layers[2].geometry[0].equals_exact(shapely.Point(101, 1), 1e-9)
    assert after.measures["m"].geometry.equals_exact(shapely.Point(101, 1), 1e-9)
    assert after.measures["m"].accuracy_m == after.layers[2].accuracy_m == fit.accuracy_m
    assert after.layers[0] is project.layers[0]
    assert c.GeoreferenceLayers(layer_ids=(), fit=fit).apply(project) is project


def test_a_layer_that_is_not_there_is_refused_in_words(project):
    fit = georeferencing.fit_underlay(project.underlays[0], CORNERS, Model.AFFINE)
    for command in (
        c.GeoreferenceUnderlay(underlay_id="x", fit=fit),
        c.GeoreferenceLayers(layer_ids=("a", "x"), fit=fit),
    ):
        with pytest.raises(InputError):
            command.apply(project)


def test_place_and_accuracy_survive_the_file_and_the_journal(project, tmp_path):
    fit = georeferencing.fit_underlay(project.underlays[0], CORNERS, Model.AFFINE)
    after = c.GeoreferenceUnderlay(underlay_id="u", fit=fit, by=BY).apply(project)
    after = c.AddMeasures(
        measures=(
            Measure(
                stamp=Stamp(id="n"), kind="bollard", geometry=shapely.Point(1, 2), accuracy_m=0.1
            ),
        )
    ).apply(after)
    path = tmp_path / "square.sbd.gpkg"
    store = FolderStore(tmp_path / "state")
    save_project(after, path, store=store)
    opened = open_project(path, store).project
    assert opened.underlays[0].control_points == CORNERS
    assert opened.underlays[0].accuracy_m == after.underlays[0].accuracy_m
    assert opened.measures["n"].accuracy_m == 0.1
    assert design_digest(opened) == design_digest(after)
    assert design_digest(patched(project, difference(project, after))) == design_digest(after)


def test_rows_written_before_there_was_accuracy_still_read(project):
    plain = to_plain(project.underlays[0])
    del plain["accuracy_m"], plain["control_points"]
    assert from_plain(type(project.underlays[0]), plain) == project.underlays[0]


def test_the_doctor_names_errors_and_one_command_repairs_them(project):
    found = doctoring.examine(project)
    assert [(one.kind, one.objects) for one in found] == [
        (Ailment.DUPLICATE, ("a1", "a0")),
        (Ailment.DUPLICATE, ("b1", "b0")),
    ]
    history = History(project)
    history.do(c.ApplyRepairs(diagnoses=found, by=BY))
    assert [row.ids for row in history.project.layers] == [("a0",), ("k0",), ("b0",)]
    assert history.project.layers[1] is project.layers[1]
    assert history.project.layers[0].stamp.author == "Ada"
    assert doctoring.examine(history.project) == ()
    assert load_words("en")(history.undo_label) == "Repair 2 drawing errors"
    history.undo()
    assert design_digest(history.project) == design_digest(project)


def test_what_measures_hang_on_and_the_square_are_never_taken_away(project):
    swapped = replace(project, square="a1")
    assert doctoring.examine(swapped)[0].objects == ("a0", "a1")
    careless = doctoring.diagnose(swapped.layers, doctoring.doctor_rules())
    with pytest.raises(InputError) as refused:
        c.ApplyRepairs(diagnoses=careless).apply(swapped)
    assert refused.value.what.key == "desk.repair_in_use"


def test_stale_and_empty_repairs_are_refused_in_words(project):
    found = doctoring.examine(project)
    moved = c.SetFeatureGeometry(feature_id="a1", geometry=shapely.box(0, 0, 9, 9)).apply(project)
    with pytest.raises(InputError) as refused:
        c.ApplyRepairs(diagnoses=found).apply(moved)
    assert refused.value.what.key == "desk.repair_stale"
    with pytest.raises(InputError):
        c.ApplyRepairs(diagnoses=()).apply(project)


def test_every_kind_of_error_and_every_finding_has_words(project):
    words = load_words("de")
    for kind in Ailment:
        assert words.has(f"desk.kind_{kind}")
        assert words.has(f"desk.found_{kind}")
    for kind in ("unchecked", "collinear", "small_base", "outlier", "mirrored", "stretched"):
        assert words.has(f"desk.fit_{kind}")
        assert words.has(f"desk.fit_{kind}_remedy")
