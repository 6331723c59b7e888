"""Large layers in blocks: an edit rebuilds what it touches, and the whole equals a full rebuild."""

from dataclasses import replace

import numpy as np
import pytest
import shapely

from sbd_tool.app.design import load_design
from sbd_tool.cartography.blocks import BLOCKS_FROM
from sbd_tool.cartography.kept_layers import Same
from sbd_tool.cartography.plan import layer_items
from sbd_tool.domain.evidence import Evidence, Stamp
from sbd_tool.domain.layers import Layer
from sbd_tool.domain.roles import Role

DESIGN = load_design()
COUNT = BLOCKS_FROM * 3


def large(name, seed=2, count=COUNT):
    rng = np.random.default_rng(seed)
    x, y = rng.uniform(0, 4000, count), rng.uniform(0, 2500, count)
    geometry = shapely.box(x, y, x + rng.uniform(2, 12, count), y + 6)
    return Layer(
        stamp=Stamp(id=name, evidence=Evidence.PLAN),
        name=name,
        role=Role.FOOTWAY,
        ids=tuple(f"{name}/{row}" for row in range(count)),
        geometry=np.asarray(geometry, dtype=object),
        attributes=({},) * count,
    )


def items_of(layer):
    return layer_items(Same(layer), DESIGN, "light", frozenset())


def content(items):
    """Every feature with its outline, whatever block it lies in."""
    found = {}
    for item in items:
        for row, name in enumerate(item.ids):
            first = item.part_starts[item.feature_starts[row]]
            last = item.part_starts[item.feature_starts[row + 1]]
            found[name] = item.coordinates[first:last].tobytes()
    return found


def edited(layer, **shapes):
    geometry = layer.geometry.copy()
    for row, shape in shapes.items():
        geometry[int(row.removeprefix("r"))] = shape
    return replace(layer, geometry=geometry)


def test_moving_one_vertex_rebuilds_one_block():
    layer = large("vertex")
    before = items_of(layer)
    assert len(before) > 4
    shape = layer.geometry[17]
    nudged = shapely.transform(shape, lambda xy: xy + 0.01)
    after = items_of(edited(layer, r17=nudged))
    fresh = [item for item in after if not any(item is old for old in before)]
    assert len(fresh) == 1
    assert "vertex/17" in fresh[0].ids
    assert len(after) == len(before)


def test_moving_across_the_map_rebuilds_the_two_blocks_it_concerns():
    layer = large("moved")
    before = items_of(layer)
    after = items_of(edited(layer, r3=shapely.box(3990, 2490, 3999, 2499)))
    assert sum(not any(item is old for old in before) for item in after) <= 2


@pytest.mark.parametrize("seed", range(4))
def test_after_any_edits_blocks_hold_what_a_full_rebuild_holds(seed):
    rng = np.random.default_rng(seed)
    layer = large(f"edits-{seed}", seed)
    items_of(layer)
    for _ in range(3):
        rows = rng.choice(len(layer), 20, replace=False)
        shapes = {
            f"r{row}": shapely.box(*(at := rng.uniform(0, 3000, 2)), *(at + 9)) for row in rows
        }
        layer = edited(layer, **shapes)
        keep = rng.random(len(layer)) > 0.001
        layer = replace(
            layer,
            ids=tuple(name for name, is_kept in zip(layer.ids, keep, strict=True) if is_kept),
            geometry=layer.geometry[keep],
            attributes=({},) * int(keep.sum()),
        )
        found = content(items_of(layer))
    full = content(items_of(replace(layer, stamp=replace(layer.stamp, id=f"full-{seed}"))))
    assert found == full
    assert len(full) == len(layer)


def test_deleting_a_feature_keeps_the_other_blocks():
    layer = large("deleted")
    before = items_of(layer)
    shorter = replace(
        layer, ids=layer.ids[:-1], geometry=layer.geometry[:-1], attributes=({},) * (COUNT - 1)
    )
    after = items_of(shorter)
    fresh = [item for item in after if not any(item is old for old in before)]
    assert len(fresh) <= 1
    assert len(content(after)) == COUNT - 1
