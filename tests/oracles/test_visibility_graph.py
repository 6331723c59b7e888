"""The visibility graph against plain breadth-first search, small cases and a published table."""

from collections import deque

import numpy as np
import pytest
import shapely
from shapely.geometry import box

from sbd_tool.analysis.sight.field import SightField
from sbd_tool.analysis.sight.graph import visibility_graph
from sbd_tool.domain.errors import Cancelled
from sbd_tool.formats.plans import read_plan

FRAME = box(0, 0, 40, 40)
THINGS = [box(10, -1, 11, 30), box(20, 8, 21, 41), box(30, -1, 31, 25), box(24, 12, 28, 14)]


def grid(step: float = 2.0) -> np.ndarray:
    x, y = np.meshgrid(np.arange(1, 40, step), np.arange(1, 40, step))
    points = np.column_stack((x.ravel(), y.ravel())) + 0.003
    solid = shapely.union_all(THINGS)
    return points[~shapely.contains_xy(solid, points[:, 0], points[:, 1])]


def plain_depths(seen: np.ndarray) -> np.ndarray:
    means = []
    for source in range(len(seen)):
        depth = np.full(len(seen), -1)
        depth[source] = 0
        waiting = deque([source])
        while waiting:
            here = waiting.popleft()
            for there in np.flatnonzero(seen[here] & (depth < 0)):
                depth[there] = depth[here] + 1
                waiting.append(there)
        means.append(depth[depth > 0].mean())
    return np.array(means)


@pytest.mark.parametrize("step", [2.0, 1.5, 1.1])
def test_the_graph_agrees_with_a_plain_search(step: float) -> None:
    field, points = SightField(THINGS, FRAME), grid(step)
    found = visibility_graph(field, points, step)
    seen = field.sees(points, points)
    np.fill_diagonal(seen, val=False)
    assert (found.connectivity == seen.sum(axis=1)).all()
    assert found.mean_depth == pytest.approx(plain_depths(seen))
    own = seen.astype(float)
    links = ((own @ own) * own).sum(axis=1)
    many = seen.sum(axis=1)
    assert found.clustering == pytest.approx(links / (many * (many - 1)))
    assert not found.is_sampled
    assert found.area_m2 == pytest.approx(field.areas_m2(points))


def test_an_open_field_is_one_step_deep_and_fully_clustered() -> None:
    points = np.array([[x, y] for x in range(1, 10) for y in range(1, 10)], dtype=float)
    found = visibility_graph(SightField([], box(0, 0, 10, 10)), points, 1.0)
    assert (found.connectivity == 80).all()
    assert (found.mean_depth == 1.0).all()
    assert (found.clustering == 1.0).all()
    assert np.isnan(found.integration).all()  # nothing is deeper than one step
    middle = np.hypot(*(points - 5).T).argmin()
    assert found.through_vision.argmax() == middle


def test_a_chain_of_three_points_has_the_depths_worked_by_hand() -> None:
    corner = [box(0, 0, 9, 9)]
    points = np.array([[1.0, 9.5], [9.5, 9.5], [9.5, 1.0]])
    found = visibility_graph(SightField(corner, box(0, 0, 10, 10)), points, 8.5, reach_m=9.0)
    assert list(found.connectivity) == [1, 2, 1]
    assert found.mean_depth == pytest.approx([1.5, 1.0, 1.5])


def test_above_the_limit_an_even_part_is_taken_and_said_so() -> None:
    field, points = SightField(THINGS, FRAME), grid(1.0)
    whole = visibility_graph(field, points, 1.0)
    part = visibility_graph(field, points, 1.0, most_points=500)
    assert part.is_sampled
    known = ~np.isnan(part.mean_depth)
    assert 300 < known.sum() <= 500
    assert part.connectivity[known].mean() == pytest.approx(whole.connectivity.mean(), rel=0.1)
    assert np.nanmean(part.mean_depth) == pytest.approx(whole.mean_depth.mean(), rel=0.05)
    assert not np.isnan(part.area_m2).any()


def test_it_can_be_stopped_and_tells_how_far_it_is() -> None:
    class Stops:
        told: list[float] = []  # noqa: RUF012 - a list to write to

        def advance(self, share: float, what: object = None) -> None:
            self.told.append(share)
            if share > 0.4:
                raise Cancelled

    with pytest.raises(Cancelled):
        visibility_graph(SightField(THINGS, FRAME), grid(1.0), 1.0, progress=Stops())
    assert Stops.told == sorted(Stops.told)


def test_the_published_table_of_the_gallery_is_reproduced(real_data) -> None:
    """4,332 cells, 0.04 apart; the plan is taken 100 times larger so that a wall stays thin."""
    folder = real_data / "space-syntax"
    table = np.loadtxt(folder / "gallery_graph_vga.txt", skiprows=1)
    plan = read_plan(folder / "gallery.dxf")
    shapes = [
        shapely.transform(one, lambda xy: xy * 100)
        for layer in plan.layers
        for one in layer.geometry
    ]
    frame = box(*shapely.total_bounds(np.array(shapes, dtype=object))).buffer(20)
    points = table[:, 1:3] * 100
    found = visibility_graph(SightField(shapes, frame), points, 4.0)
    want = table[:, 3]
    off = np.abs(found.connectivity - want)
    assert len(want) == 4332
    assert (off == 0).mean() > 0.85
    assert off.max() <= 10
    assert off.sum() / want.sum() < 0.001
    assert np.corrcoef(found.connectivity, want)[0, 1] > 0.9999
