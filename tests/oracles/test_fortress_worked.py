"""The fortress index by hand for one view, and the swap that has to lower it."""

import math
from dataclasses import replace

import pytest
from shapely.geometry import LineString, Point, box

from sbd_tool.analysis.fortress.angles import disc, joined, outline, weighted_width, width, without
from sbd_tool.analysis.fortress.index import fortress_index
from sbd_tool.analysis.sight.field import SightField
from sbd_tool.app.fairness import look_at_fairness
from sbd_tool.app.pipeline import assess
from sbd_tool.app.rules import load_rules
from sbd_tool.app.sight import LiveSight
from sbd_tool.domain.effective import EffectiveSite, Element
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.fairness import ViewPlace
from sbd_tool.domain.progress import SILENT
from sbd_tool.domain.roles import Role
from tests.generated_square import answered, layer, placed, project

RULES = load_rules(None)
TURN = 2 * math.pi
RATING = "V/7200[N2A]/48/90:0.0"  # furniture nobody rated or founded stops no vehicle


def element(name, role, geometry, **attributes):
    return Element(
        id=name, role=role, geometry=geometry, attributes=attributes, evidence=Evidence.SEEN
    )


def test_one_view_is_reproduced_by_hand():
    """docs/method/fairness.md: a bollard at 10 m, a wall of 4 m at 5 m, a planter behind it."""
    things = {
        Role.BARRIER: (
            element("bollard", Role.BARRIER, Point(-10, 0), barrier="bollard", diameter=0.2),
            element("planter", Role.BARRIER, Point(9, 0), barrier="planter", width=1.0),
        ),
        Role.WALL: (element("wall", Role.WALL, LineString([(5, -2), (5, 2)]), barrier="wall"),),
    }
    site = EffectiveSite(zone=box(-20, -20, 20, 20), elements=things)
    sight = LiveSight(SightField([], box(-60, -60, 60, 60), []))
    place = ViewPlace(id="way-1", sort="way_in", x_m=0.0, y_m=0.0)
    found = fortress_index(site, RULES.rubric, [place], sight, SILENT)
    wall = 1.0 * 2 * math.atan2(2, 5) / TURN
    bollard = 0.5 * 2 * math.asin(0.1 / 10) / TURN
    loads = dict(found.views[0].objects)
    assert loads == pytest.approx({"wall": wall, "bollard": bollard})
    assert found.index == pytest.approx(wall + bollard)
    assert round(100 * found.index, 2) == 12.27


def test_what_stands_behind_a_house_is_not_seen():
    things = {
        Role.WALL: (element("wall", Role.WALL, LineString([(15, -2), (15, 2)]), barrier="wall"),)
    }
    site = EffectiveSite(zone=box(-20, -20, 20, 20), elements=things)
    place = ViewPlace(id="way-1", sort="way_in", x_m=0.0, y_m=0.0)
    for houses, is_seen in (([], True), ([box(5, -8, 6, 8)], False)):
        sight = LiveSight(SightField(houses, box(-60, -60, 60, 60)))
        found = fortress_index(site, RULES.rubric, [place], sight, SILENT)
        assert (found.index > 0) is is_seen


def test_where_nothing_can_be_looked_from_there_is_no_index():
    site = EffectiveSite(zone=box(-20, -20, 20, 20), elements={})
    sight = LiveSight(SightField([box(-1, -1, 1, 1)], box(-60, -60, 60, 60)))
    place = ViewPlace(id="way-1", sort="way_in", x_m=0.0, y_m=0.0)
    assert fortress_index(site, RULES.rubric, [place], sight, SILENT).index is None


def test_angles_are_exact_across_the_seam_of_a_turn():
    assert width(disc(-10, 0, 1)) == pytest.approx(2 * math.asin(0.1))
    behind = outline(LineString([(-5, -5), (-5, 5)]), (0.0, 0.0))
    assert width(behind) == pytest.approx(math.pi / 2)
    assert width(without(behind, disc(-10, 0, 1))) == pytest.approx(
        math.pi / 2 - 2 * math.asin(0.1)
    )
    assert width(joined([(0, 1), (0.5, 2), (3, 3)])) == pytest.approx(2.0)
    heavy, light = weighted_width([(1.0, ((0.0, 1.0),)), (0.5, ((0.5, 2.0),))])
    assert (heavy, light) == pytest.approx((1.0, 0.5))


def mouth():
    """A mouth of 18 m between two houses on the side of the street, shut all round."""
    told = {"seen_none__barrier": True, "seen_none__wall": True}
    known = answered(project(), surveyed__P04=50.0, occupancy=200.0, **told)
    houses = layer(Role.BUILDING, [box(-6, -6, 20, 0), box(38, -6, 66, 0), box(-6, 0, 0, 66)])
    kept = [one for one in known.layers if one.role is not Role.FOOTWAY]
    return replace(known, layers=(*kept, houses))


def row(of, kind, xs, width_m):
    return placed(
        of,
        kind,
        *(Point(x, -0.5) for x in xs),
        parameters={"unit_width_m": width_m, "diameter_m": width_m, "rating": RATING},
    )


def test_six_planters_and_two_benches_for_twelve_bollards_look_less_and_protect_as_much():
    square = mouth()
    bollards = row(square, "bollards-rated-fixed", [21.3 + 1.4 * n for n in range(12)], 0.2)
    wide = [21.65 + 2.1 * n for n in range(8)]
    mixed = row(square, "rated-planters", wide[:3] + wide[5:], 0.9)
    mixed = row(mixed, "rated-seating", wide[3:5], 0.9)
    plain, soft = (look_at_fairness(one, RULES) for one in (bollards, mixed))
    assert soft.design.index < plain.design.index
    assert plain.today.index == pytest.approx(0.0, abs=1e-12)
    ledgers = [
        assess(one, RULES, with_suggestions=False).scorecard.protection for one in (bollards, mixed)
    ]
    limit = RULES.rubric.value("clear_difference_points")
    assert abs(ledgers[0].low - ledgers[1].low) < limit / 4, "wider things take a little ground"
    assert abs(ledgers[0].high - ledgers[1].high) < limit / 4
    for key, line in ledgers[0].indicators.items():
        other = ledgers[1].indicators[key]
        if line.family in ("vehicle", "watch"):
            assert (line.low, line.high) == pytest.approx((other.low, other.high), abs=1e-6), key
    assert ledgers[0].indicators["P02"].reading.likely == pytest.approx(1.2)
