"""The list of ways out: the worked example of its method page, at several rotations; its laws."""

from dataclasses import replace

import pytest
from shapely.geometry import LineString, Polygon, box

from sbd_tool.app.listing import listed
from sbd_tool.app.rules import load_rules
from sbd_tool.domain.layers import as_geometry_array
from sbd_tool.domain.list_result import ListWish
from sbd_tool.domain.project import Rules as ProjectRules
from sbd_tool.domain.project import TimeState
from sbd_tool.domain.roles import Role
from tests.drawn import moved
from tests.generated_square import SQUARE, answered, layer, placed, project

RULES = load_rules()
HOUSES = [box(-40, 60, 100, 100), box(60, -20, 100, 60), box(-40, -20, 0, 60)]
WALL = LineString([(20, 0), (30, 0)])
ROW = LineString([(30, 0), (60, 0)])
GAPS = {"barrier": "bollard", "clear_gap_m": 1.2, "diameter": 0.2}
BEHIND_ROW = 30 * 1.2 / 1.4 * 0.8  # 20.571 m of the 30 m count
COUNTED = 20 + BEHIND_ROW - 0.25 * (20 + BEHIND_ROW)
FAR = (3_000_000.0, 5_000_000.0)


def _square(*more, people=3000.0, walls=(WALL,)):
    """60 m by 60 m, houses on three sides; south a wall of 10 m and a row of bollards of 30 m."""
    plain = project()
    ground = [box(0, 0, 60, 60)]
    tags = [{"place": "square", "highway": "pedestrian", "name": "S"}]
    layers = (
        layer(Role.PEDESTRIAN_AREA, ground, tags, ids=[SQUARE]),
        layer(Role.BUILDING, HOUSES),
        layer(Role.BARRIER, [ROW], [GAPS], ids=["row"]),
        layer(Role.WALL, list(walls), [{"barrier": "wall"}] * len(walls), ids=_names(walls)),
        *more,
    )
    drawn = replace(plain, layers=layers)
    return answered(drawn, occupancy=people) if people else drawn


def _names(walls):
    return [f"wall{number}" for number, _ in enumerate(walls)]


def _turned(of, degrees):
    return replace(
        of,
        layers=tuple(
            replace(
                one,
                geometry=as_geometry_array(
                    [moved(moved(shape, 0, (-5e5, -6e6)), degrees, FAR) for shape in one.geometry]
                ),
            )
            for one in of.layers
        ),
    )


def _egress(of, **wish):
    return listed("egress", of, RULES, ListWish(**wish)).content


@pytest.mark.parametrize("degrees", range(0, 360, 36))
def test_the_worked_example_holds_at_every_rotation(degrees: int) -> None:
    found = _egress(_turned(_square(), degrees))
    plain, row = sorted(found["exits"], key=lambda one: one["open_m"])
    assert plain["width_m"] == pytest.approx(20, abs=1e-3)
    assert plain["narrowed_by"] == []
    assert row["width_m"] == pytest.approx(BEHIND_ROW, abs=1e-3)
    assert row["narrowed_by"][0]["object"] == "row"
    assert row["narrowed_by"][0]["share"] == pytest.approx(1.2 / 1.4 * 0.8)
    assert {*plain["ends_at"], *row["ends_at"]} == {"wall0"}
    assert row["persons_per_min"] == pytest.approx(BEHIND_ROW * 82, abs=0.1)
    likely = found["own"]["likely"]
    assert likely["width_m"] == pytest.approx(COUNTED, abs=1e-3)
    assert likely["clearing_min"] == pytest.approx(3000 / (COUNTED * 82), abs=1e-3)
    assert likely["width_without_widest_m"] == pytest.approx(20, abs=1e-3)
    assert likely["clearing_without_widest_min"] == pytest.approx(3000 / (20 * 82), abs=1e-3)


def test_every_profile_is_told_with_its_own_rate_and_the_slowest_is_the_worst() -> None:
    found = _egress(_square())
    rates = {one["profile"]: one["rate_p_per_m_min"] for one in found["profiles"]}
    assert rates["default"] == 82
    assert rates["germany"] == 62.5
    assert rates["egress_measured"] == 60
    for one in found["profiles"]:
        likely = one["likely"]
        time = likely["people"] / (likely["width_m"] * one["rate_p_per_m_min"])
        assert likely["clearing_min"] == pytest.approx(time)
    assert found["worst"]["profile"] == "egress_measured"


def test_the_profile_in_use_is_the_one_of_the_project() -> None:
    german = replace(_square(), rules=ProjectRules(national_profile="germany"))
    result = listed("egress", german, load_rules(german), ListWish())
    assert result.content["own"]["rate_p_per_m_min"] == 62.5


def test_more_people_are_assumed_than_likely_where_nobody_has_said_how_many() -> None:
    result = listed("egress", _square(people=None), RULES, ListWish())
    own = result.content["own"]
    people = [own[world]["people"] for world in ("best", "likely", "worst")]
    assert people == pytest.approx([3600, 7200, 10800])
    assert "access.note_people_assumed" in {note.key for note in result.notes}
    dense = result.content["densities"]
    assert [one["people"] for one in dense] == pytest.approx(people)
    assert dense[0]["clearing_min"] < dense[1]["clearing_min"] < dense[2]["clearing_min"]


def test_with_a_single_way_out_nobody_gets_out_when_it_is_lost() -> None:
    shut = _square(walls=(LineString([(0, 0), (30, 0)]),))
    result = listed("egress", shut, RULES, ListWish())
    assert len(result.content["exits"]) == 1
    assert result.content["own"]["likely"]["clearing_without_widest_min"] is None
    assert result.content["distance_without_widest_m"] is None
    assert "access.note_one_exit" in {note.key for note in result.notes}


def test_without_the_widest_way_out_the_walk_is_longer() -> None:
    found = _egress(_square())
    assert found["distance_without_widest_m"] > found["distance_m"]


def test_a_barrier_of_one_state_narrows_the_ways_out_in_that_state_only() -> None:
    states = (TimeState(key="ordinary", name="Ordinary"), TimeState(key="market", name="Market"))
    one = _market_barrier(replace(_square(), time_states=states))
    ordinary, market = (
        listed("egress", one, RULES, ListWish(time_state=key)).content["own"]["likely"]
        for key in ("ordinary", "market")
    )
    assert market["width_m"] < ordinary["width_m"]
    slow = [state for state in _egress(one)["states"] if state["time_state"] == "market"]
    assert slow[0]["likely"] == pytest.approx(market)


def _market_barrier(square):
    made = placed(square, "modular-mobile-barrier", LineString([(1, 0), (19, 0)]))
    (key,) = made.measures
    stamp = replace(made.measures[key].stamp, time_states=("market",))
    return replace(made, measures={key: replace(made.measures[key], stamp=stamp)})


@pytest.mark.parametrize("at", [1, 12, 24, 41, 50])
def test_one_more_wall_never_lets_more_people_out(at: int) -> None:
    before = _egress(_square())
    walled = _square(walls=(WALL, LineString([(at, 0), (at + 6, 0)])))
    after = _egress(walled)
    for key in ("width_m", "persons_out"):
        assert after["own"]["likely"][key] <= before["own"]["likely"][key] + 1e-9
    assert sum(one["width_m"] for one in after["exits"]) <= sum(
        one["width_m"] for one in before["exits"]
    )
    assert after["own"]["likely"]["clearing_min"] >= before["own"]["likely"]["clearing_min"] - 1e-9


def test_where_the_outline_begins_changes_nothing() -> None:
    plain = _square(walls=())
    found = _egress(plain)
    ground = plain.layers[0]
    ring = [(0.0, 0.0), (60.0, 0.0), (60.0, 60.0), (0.0, 60.0)]
    for corner in ((10.0, 0.0), (45.0, 0.0)):
        begun = [corner, *ring[1:], ring[0]]
        shape = moved(Polygon(begun), 0, (5e5, 6e6))
        layers = (replace(ground, geometry=as_geometry_array([shape])), *plain.layers[1:])
        other = _egress(replace(plain, layers=layers))
        assert len(other["exits"]) == len(found["exits"]) == 1
        assert other["own"]["likely"] == pytest.approx(found["own"]["likely"])


def test_nothing_is_told_where_no_building_is_known() -> None:
    bare = replace(_square(), layers=_square().layers[:1])
    result = listed("egress", bare, RULES, ListWish())
    assert result.content["assessed"] is False
    assert [line.key for line in result.lines] == ["access.egress_not_assessed"]


def test_the_capacity_is_the_smaller_of_room_and_of_those_who_are_out_in_time() -> None:
    content = listed("egress", _square(), RULES, ListWish()).content
    rooms = {row["density"]: row for row in content["capacities"]}
    assert {key: row["room"] for key, row in rooms.items()} == pytest.approx(
        {"comfort": 2592.0, "busy": 3888.0, "event": 7200.0, "full": 16920.0}
    )
    own = rooms["full"]["own"]
    assert own["out_in_time"] == pytest.approx(COUNTED * 82 * 8)
    assert (own["capacity"], own["decided_by"]) == (pytest.approx(16920.0), "room")
    assert own["capacity_without_widest"] == pytest.approx(20 * 82 * 8)
    measured = rooms["full"]["flows"]["measured"]
    assert measured["capacity"] == pytest.approx(COUNTED * 60 * 8)
    assert measured["decided_by"] == "exits"


def test_every_flow_profile_tells_its_rate_source_and_time() -> None:
    content = listed("egress", _square(), RULES, ListWish()).content
    flows = {row["flow"]: row for row in content["flows"]}
    assert {key: row["rate_p_per_m_min"] for key, row in flows.items()} == {
        "measured": 60,
        "germany": 62.5,
        "green_guide": 82,
        "older_uk": 109,
    }
    assert flows["measured"]["source"] == "LARSSON"
    assert flows["germany"]["basis"] == "c"
    times = [row["likely"]["clearing_min"] for row in flows.values()]
    assert times == sorted(times, reverse=True)
    assert flows["green_guide"]["likely"]["clearing_min"] == pytest.approx(3000 / (COUNTED * 82))
    lost = flows["green_guide"]["likely"]["clearing_without_widest_min"]
    assert lost == pytest.approx(3000 / (20 * 82))


def test_a_fountain_in_the_square_is_no_room_to_stand() -> None:
    pool = layer(Role.WATER, [box(20, 20, 30, 30)])
    content = listed("egress", _square(pool), RULES, ListWish()).content
    assert content["capacities"][2]["room"] == pytest.approx(2 * (3600 - 100))
