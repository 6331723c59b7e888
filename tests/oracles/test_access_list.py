"""The list of service vehicles: the worked example of its method page, and what is not known."""

from dataclasses import replace

import pytest
from shapely.geometry import LineString, Point

from sbd_tool.app.listing import listed
from sbd_tool.app.rules import load_rules
from sbd_tool.domain.list_result import ListWish
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.roles import Role
from tests.generated_square import X0, layer, project

RULES = load_rules()
ROUTE = layer(Role.EMERGENCY_ROUTE, [LineString([(30, -14), (30, 30)])], ids=["fire"])
RISING = {"bollard": "rising", "clear_gap_m": 1.1}
GATE = layer(Role.GATE, [LineString([(25, -1), (35, -1)])], [RISING], ids=["rising"])


def _post(side):
    """A post of 0.2 m, its middle this far beside the middle of the route."""
    tags = [{"barrier": "bollard", "diameter": 0.2}]
    return layer(Role.BARRIER, [Point(30 + side, -8)], tags, ids=["post"])


def _square(*more):
    plain = project()
    kept = tuple(
        one for one in plain.layers if one.role not in {Role.TREE, Role.SEAT, Role.FOOTWAY}
    )
    return replace(plain, layers=(*kept, *more))


def _south(content, vehicle, barriers):
    """The route straight from the south."""
    route = next(one for one in content["routes"] if abs(one["line"][0][0] - X0 - 30) < 1e-6)
    return next(
        one for one in route["drives"] if (one["vehicle"], one["barriers"]) == (vehicle, barriers)
    )


@pytest.mark.parametrize(
    ("side", "verdict", "clearance"),
    [(1.30, "blocked", 0.0), (1.36, "tight", 0.01), (1.55, "tight", 0.2), (1.65, "passes", 0.3)],
)
def test_a_post_beside_a_straight_route_is_told_to_the_centimetre(
    side: float, verdict: str, clearance: float
) -> None:
    found = _south(
        listed("access", _square(ROUTE, _post(side)), RULES, ListWish()).content, "fire", "open"
    )
    assert found["verdict"] == verdict
    assert found["clearance_m"] == pytest.approx(clearance, abs=1e-6)
    named = [one["object"] for one in found["conflicts"]]
    assert named == ([] if verdict == "passes" else ["post"])


def test_a_narrow_ambulance_gets_through_where_a_fire_engine_does_not() -> None:
    content = listed("access", _square(ROUTE, _post(1.32)), RULES, ListWish()).content
    assert _south(content, "fire", "open")["verdict"] == "blocked"
    assert _south(content, "ambulance", "open")["verdict"] == "tight"


def test_rising_bollards_are_told_open_and_closed() -> None:
    result = listed("access", _square(ROUTE, GATE), RULES, ListWish())
    opened, closed = (_south(result.content, "fire", state) for state in ("open", "closed"))
    assert opened["verdict"] == "passes"
    assert opened["opened"] == ["rising"]
    assert closed["verdict"] == "blocked"
    assert [one["object"] for one in closed["conflicts"]] == ["rising"]
    shares = {(one["vehicle"], one["barriers"]): one["share"] for one in result.content["reach"]}
    assert shares["fire", "open"] > shares["fire", "closed"]
    assert result.marking is Tlp.AMBER_STRICT


def test_a_barrier_that_cannot_be_operated_stands_in_both_states() -> None:
    stuck = layer(
        Role.GATE, [LineString([(25, -1), (35, -1)])], [{**RISING, "is_operable": "no"}], ids=["r"]
    )
    content = listed("access", _square(ROUTE, stuck), RULES, ListWish()).content
    assert _south(content, "fire", "open")["verdict"] == "blocked"


def test_every_size_names_its_source_or_says_that_it_is_ours() -> None:
    content = listed("access", _square(ROUTE), RULES, ListWish()).content
    fire = content["vehicles"][0]
    assert fire["sources"]["service_fire_turn_radius_m"] == {"basis": "b", "source": "UK-ADB"}
    assert fire["sources"]["service_fire_wheelbase_m"] == {"basis": "c", "source": None}
    assert "load" in content["not_known"]


def test_without_a_drawn_route_streets_stand_for_it_and_that_is_said() -> None:
    result = listed("access", _square(), RULES, ListWish())
    assert result.content["routes"]
    assert "access.note_no_emergency_route" in {note.key for note in result.notes}


def test_where_no_way_is_drawn_nothing_is_told() -> None:
    square = _square()
    bare = replace(
        square, layers=tuple(one for one in square.layers if one.role is not Role.CARRIAGEWAY)
    )
    result = listed("access", bare, RULES, ListWish())
    assert result.content["assessed"] is False
    assert result.content["reach"] == []
    assert [line.key for line in result.lines] == ["access.no_routes"]
