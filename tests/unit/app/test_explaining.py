"""Points lead to objects: every group has its share, and shares sum to what the indicator earns."""

import pytest
from shapely.geometry import LineString, Point

from sbd_tool.app.explaining import explain, explain_both
from sbd_tool.app.result_cache import ResultCache
from sbd_tool.app.rules import load_rules
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.scores import IndicatorState
from tests.generated_square import answered, placed, project

RULES = load_rules(None)
CACHE = ResultCache()
SITE = answered(
    placed(
        placed(project(), "bollards-rated-fixed", LineString([(0, 0.5), (60, 0.5)])),
        "seating-edge",
        *(Point(10 + 25 * n, 55) for n in range(3)),
    ),
    surveyed__P04=50.0,
    seen_none__camera=True,
)


def test_shares_sum_to_the_points_of_every_assessed_indicator():
    found = explain_both(
        SITE, RULES, shared=("O01", "O04", "O09", "O11", "O16", "P01"), cache=CACHE
    )
    lines = {line.key: line for fall in found.waterfalls for line in fall.lines}
    for key, shares in found.shares.items():
        if lines[key].state is IndicatorState.ASSESSED:
            earned = sum(lines[one].earned for one in shares.covers)
            assert shares.total == pytest.approx(earned, abs=1e-9), key
    assert lines["O09"].earned > 0


def test_a_row_of_bollards_costs_openness_as_one_thing():
    shares = explain(SITE, RULES, "O16", cache=CACHE)
    row = next(one for one in shares.shares if one.objects == ("measure-0",))
    assert row.lost > 0


def test_the_links_of_the_ring_share_their_objects_together():
    known = answered(SITE, seen_none__barrier=True)
    found = explain_both(known, RULES, shared=("P02", "P03"), cache=CACHE)
    assert found.shares["P02"] == found.shares["P03"]
    assert found.shares["P02"].covers == ("P02", "P03", "P04")


def test_a_practice_without_a_place_has_its_share_too():
    asked = answered(project(), practices__P17="foot-patrols")
    site = placed(asked, "rapid-repair", None)
    shares = explain(site, RULES, "P17", cache=CACHE)
    practice = next(one for one in shares.shares if one.objects == ("measure-0",))
    assert practice.earned > 0


def test_nothing_is_shared_of_what_is_not_assessed():
    shares = explain(project(), RULES, "P18", cache=CACHE)
    assert (shares.shares, shares.rest) == ((), 0.0)


def test_an_unknown_indicator_is_refused_in_words():
    with pytest.raises(InputError):
        explain_both(project(), RULES, shared=("O99",), cache=CACHE)
