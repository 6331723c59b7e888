"""Features are found by their ids, one or many."""

import shapely

from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.layers import Layer, as_geometry_array
from sbd_tool.domain.project import Project


def layer(name: str, *ids: str) -> Layer:
    shapes = as_geometry_array([shapely.Point(n, len(name)) for n, _ in enumerate(ids)])
    rows = tuple({"of": name, "n": n} for n, _ in enumerate(ids))
    return Layer(
        stamp=Stamp(id=name), name=name, role=None, ids=ids, geometry=shapes, attributes=rows
    )


def test_many_ids_find_what_each_alone_finds_and_unknown_ones_are_left_out():
    project = Project(
        id="p", title="", crs="EPSG:25832", layers=(layer("a", "a0", "a1"), layer("b", "b0"))
    )
    ids = ["b0", "nowhere", "a1"]
    alone = {one: project.feature(one) for one in ids}
    assert project.features(ids) == {one: pair for one, pair in alone.items() if pair is not None}
    assert project.features(()) == {}
