"""Picking with layers indexed once: edits stand beside the index and are found where they are."""

from dataclasses import replace

import numpy as np
import pytest
import shapely

from sbd_tool.domain.evidence import Evidence, Stamp
from sbd_tool.domain.layers import Layer
from sbd_tool.domain.project import Project
from sbd_tool.domain.roles import Role
from sbd_tool.gui.map.pick_parts import layer_shapes
from sbd_tool.gui.map.picking import PickIndex, pick_index


def layer_of(name, shapes):
    geometry = np.empty(len(shapes), dtype=object)
    geometry[:] = shapes
    return Layer(
        stamp=Stamp(id=name, evidence=Evidence.PLAN),
        name=name,
        role=Role.BUILDING,
        ids=tuple(f"{name}/{row}" for row in range(len(shapes))),
        geometry=geometry,
        attributes=({},) * len(shapes),
    )


def project_of(*layers):
    return Project(id="p", title="P", crs="EPSG:25832", layers=layers)


def boxes(count=200):
    return [shapely.box(10 * row, 0, 10 * row + 8, 8) for row in range(count)]


def ids(hits):
    return [hit.id for hit in hits]


def test_an_edited_feature_is_found_where_it_is_and_no_longer_where_it_was():
    layer = layer_of("edited", boxes())
    pick_index(project_of(layer))
    geometry = layer.geometry.copy()
    geometry[5] = shapely.box(500, 500, 508, 508)
    index = pick_index(project_of(replace(layer, geometry=geometry)))
    assert ids(index.at(504, 504, 1)) == ["edited/5"]
    assert ids(index.at(54, 4, 1)) == []
    assert index.geometry("edited/5").bounds == (500, 500, 508, 508)
    assert ids(index.within((-1, -1, 100, 9), is_crossing=False)) == [
        f"edited/{row}" for row in range(10) if row != 5
    ]
    assert ("edited/5", 0.0) in index.around(504, 504, 3)
    assert index.bounds(["edited/5"]) == (500, 500, 508, 508)


def test_a_layer_that_stayed_keeps_its_index():
    layer = layer_of("stays", boxes())
    (first,) = layer_shapes(layer)
    (again,) = layer_shapes(replace(layer, opacity=0.5))
    assert again is first
    tree = first.tree
    geometry = layer.geometry.copy()
    geometry[0] = shapely.box(-9, 0, -1, 8)
    rest, edited = layer_shapes(replace(layer, geometry=geometry))
    assert rest.tree is tree
    assert edited.ids == ("stays/0",)


@pytest.mark.parametrize("seed", range(5))
def test_after_any_edits_answers_equal_those_of_a_fresh_index(seed):
    rng = np.random.default_rng(seed)
    layer = layer_of(f"random-{seed}", boxes())
    for _ in range(4):
        geometry = layer.geometry.copy()
        for row in rng.choice(len(geometry), 30, replace=False):
            x, y = rng.uniform(0, 2000), rng.uniform(0, 60)
            geometry[row] = shapely.box(x, y, x + 8, y + 8) if rng.random() < 0.9 else None
        layer = replace(layer, geometry=geometry)
        index = pick_index(project_of(layer))
        rows = [
            (name, False, shape)
            for name, shape in zip(layer.ids, geometry, strict=True)
            if shape is not None
        ]
        fresh = PickIndex(rows)
        for x, y in rng.uniform((0, 0), (2000, 60), (25, 2)):
            assert set(ids(index.at(x, y, 5))) == set(ids(fresh.at(x, y, 5)))
            box = (x, y, x + 100, y + 30)
            for crossing in (True, False):
                found = index.within(box, is_crossing=crossing)
                assert set(ids(found)) == set(ids(fresh.within(box, is_crossing=crossing)))
            assert [away for _, away in index.around(x, y, 6)] == pytest.approx(
                [away for _, away in fresh.around(x, y, 6)]
            )


def test_picking_with_nothing_finds_nothing():
    index = PickIndex(())
    assert index.at(0, 0, 5) == index.within((0, 0, 1, 1), is_crossing=True) == []
    assert index.around(0, 0) == []
    assert index.bounds(["x"]) is None
    assert "x" not in index
