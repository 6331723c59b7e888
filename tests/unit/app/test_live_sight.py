"""Live sight under the cursor: measures, ids of what hides, and how many eyes see a cell."""

import pickle

import numpy as np
import pytest

from sbd_tool.app.rules import load_rules
from sbd_tool.app.sight import live_sight, warm_up
from sbd_tool.domain.roles import Role
from tests.generated_square import X0, Y0, placed, project

RULES = load_rules(None)


@pytest.fixture(scope="module")
def sight():
    return live_sight(project(trees=0), RULES)


def test_the_houses_end_the_view_and_are_named(sight) -> None:
    found = sight.at(X0 + 30, Y0 + 30, 40.0)
    assert found is not None
    assert 0 < found.area_m2 < 3.1416 * 40**2
    assert found.longest_view_m == pytest.approx(40.0)
    houses = next(one for one in project(trees=0).layers if one.role is Role.BUILDING)
    assert set(found.hidden_by[:2]) == set(houses.ids[:2])
    assert found.polygon.area == pytest.approx(found.area_m2, rel=1e-3)


def test_a_view_to_the_north_ends_at_the_house_there(sight) -> None:
    north = sight.at(X0 + 30, Y0 + 30, 100.0, 0.0, 30.0)
    assert north is not None
    assert len(north.hidden_by) == 1
    assert north.polygon.bounds[3] == pytest.approx(Y0 + 61, abs=0.01)


def test_inside_a_house_nothing_is_seen(sight) -> None:
    assert sight.at(X0 + 30, Y0 + 70) is None
    assert sight.at(X0 + 5000, Y0) is None
    assert sight.at(float("nan"), Y0) is None


def test_a_hedge_placed_by_a_planner_hides_and_carries_its_id() -> None:
    from shapely.geometry import LineString

    hedge = placed(project(trees=0), "planting-as-barrier", LineString([(10, 40), (50, 40)]))
    found = live_sight(hedge, RULES).at(X0 + 30, Y0 + 30, 40.0)
    assert found is not None
    assert found.hidden_by[0] == "measure-0"


def test_cells_count_the_eyes_that_see_them(sight) -> None:
    eyes = np.array([[X0 + 30, Y0 + 59], [X0 + 30, Y0 + 1], [X0 + 30, Y0 + 70]])
    cells = np.array([[X0 + 30, Y0 + 30], [X0 + 30, Y0 + 55]])
    assert list(sight.seen_by(eyes, cells, 29.5)) == [2, 1]


def test_live_sight_travels_to_another_process_and_warms_up(sight) -> None:
    again = pickle.loads(pickle.dumps(sight))
    assert again.at(X0 + 30, Y0 + 30, 40.0).area_m2 == sight.at(X0 + 30, Y0 + 30, 40.0).area_m2
    assert warm_up() > 0


def test_a_grid_over_the_square_has_a_visibility_graph(sight) -> None:
    from shapely.geometry import box

    found = sight.graph(box(X0, Y0, X0 + 60, Y0 + 80), 4.0)
    assert len(found.points) < 15 * 20  # those in the house to the north are left out
    assert 1.0 <= np.nanmax(found.mean_depth) < 1.2  # a few trunks stand in the way
    assert not found.is_sampled
