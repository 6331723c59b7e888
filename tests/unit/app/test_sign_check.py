"""What measures really do is held against the catalogue; a conflict is an item for review."""

import pytest

from sbd_tool.app.listing import listed
from sbd_tool.app.rules import load_rules
from sbd_tool.app.sign_check import Sign, sign_of
from sbd_tool.domain.catalogue import Door
from sbd_tool.domain.list_result import ListWish
from tests.generated_square import answered, project

RULES = load_rules(None)


@pytest.fixture(scope="module")
def found():
    known = answered(project(lamps=6), seen_none__barrier=True, surveyed__P04=50.0)
    return listed("signs", known, RULES, ListWish())


def test_every_site_measure_that_can_be_placed_is_tried_once(found):
    tried = [one["kind"] for one in found.content["measures"]]
    kinds = RULES.catalogue.measures
    assert len(tried) == len(set(tried)) > 40
    assert all(kinds[kind].door.door is Door.SITE for kind in tried)
    assert not any(kinds[kind].is_flagged for kind in tried)


def test_a_conflict_is_listed_for_review_and_nothing_else_is(found):
    for one in found.content["measures"]:
        signs = {one[ledger]["sign"] for ledger in ("openness", "protection")}
        assert ("conflict" in signs) is (one["kind"] in found.content["review"])
    assert len(found.lines) == 1 + len(found.content["review"])


def test_a_ring_of_planters_costs_openness_although_the_catalogue_says_plus(found):
    """The known conflict of docs/method/doors.md: planters in a row narrow the ways."""
    planters = next(one for one in found.content["measures"] if one["kind"] == "rated-planters")
    assert planters["openness"]["claimed"] > 0
    assert planters["openness"]["realised"] < 0
    assert "rated-planters" in found.content["review"]


@pytest.mark.parametrize(
    ("claimed", "points", "sign"),
    [
        (2, 1.5, Sign.AGREES),
        (-1, -0.2, Sign.AGREES),
        (1, -2.5, Sign.CONFLICT),
        (-2, 0.4, Sign.CONFLICT),
        (0, 3.0, Sign.CONFLICT),
        (2, 0.0, Sign.SILENT),
        (0, 0.01, Sign.AGREES),
    ],
)
def test_signs_are_compared_beyond_what_counts_as_nothing(claimed, points, sign):
    assert sign_of(claimed, points, 0.05) is sign
