"""Law 14: after a measure is applied no indicator outside its door row moves."""

from functools import lru_cache

import pytest
from shapely.geometry import LineString, Point, box

from sbd_tool.app.pipeline import assess
from sbd_tool.app.result_cache import ResultCache
from sbd_tool.app.rules import load_rules
from sbd_tool.domain.catalogue import GeometryKind
from tests.generated_square import placed, project

RULES = load_rules()
CACHE = ResultCache()
PLACES = {
    GeometryKind.POINT: Point(30, 0),
    GeometryKind.LINE: LineString([(0, 0), (60, 0)]),
    GeometryKind.AREA: box(-5, -20, 65, 20),
    GeometryKind.SITE_WIDE: None,
}


def readings(of):
    found = assess(of, RULES, with_suggestions=False, cache=CACHE)
    return {
        key: (line.reading.worst, line.reading.likely, line.reading.best)
        for ledger in (found.scorecard.openness, found.scorecard.protection)
        for key, line in ledger.indicators.items()
    }


@lru_cache(maxsize=1)
def before():
    return readings(project(lamps=4))


@pytest.mark.parametrize("kind", list(RULES.catalogue.measures), ids=lambda kind: kind.key)
def test_no_indicator_outside_the_door_row_moves(kind):
    wishes = {"rating": "V/7200[N2A]/48/90:0.0"} if kind.parameter("rating") else {}
    after = readings(placed(project(lamps=4), kind.key, PLACES[kind.geometry], parameters=wishes))
    moved = {key for key, values in after.items() if values != before()[key]}
    assert moved <= {*kind.door.openness, *kind.door.protection}


def test_a_rated_ring_on_the_open_edge_does_move_its_row():
    bollards = RULES.catalogue.measures["bollards-rated-fixed"]
    after = readings(
        placed(
            project(lamps=4),
            bollards.key,
            PLACES[GeometryKind.LINE],
            parameters={"rating": "V/7200[N2A]/48/90:0.0"},
        )
    )
    assert any(after[key] != before()[key] for key in ("P01", "P02"))
