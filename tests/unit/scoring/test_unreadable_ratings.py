"""A rating that cannot be read counts as none, and the planner is told."""

import pytest
from shapely.geometry import LineString

from sbd_tool.analysis.attributes import rating_of
from sbd_tool.app.language import load_words
from sbd_tool.app.pipeline import assess
from sbd_tool.app.rules import load_rules
from sbd_tool.domain.effective import Element
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.roles import Role
from tests.generated_square import placed, project

EDGE = LineString([(0, 0), (60, 0)])


def assessed(rating):
    planned = placed(project(), "bollards-rated-fixed", EDGE, parameters={"rating": rating})
    return assess(planned, load_rules(), with_suggestions=False)


def said(found):
    return [one for one in found.findings if one.key == "score.rating_unreadable"]


def test_an_unreadable_rating_is_a_finding_with_its_object():
    (finding,) = said(assessed("very strong"))
    assert "very strong" in load_words("en")(finding.sentence)
    assert finding.objects == ("measure-0",)
    assert finding.marking == "TLP:AMBER+STRICT"


def test_an_unreadable_rating_earns_what_no_rating_earns():
    unread, none = (assessed(rating).scorecard.protection for rating in ("very strong", None))
    assert unread.indicators["P03"].reading == none.indicators["P03"].reading
    assert (unread.low, unread.high) == (none.low, none.high)


@pytest.mark.parametrize("rating", ["V/7200[N2A]/48/90:0.0", "M50/P1", None, ""])
def test_what_can_be_read_or_is_missing_is_no_such_finding(rating):
    assert said(assessed(rating)) == []


@pytest.mark.parametrize(
    ("attributes", "reads"),
    [
        ({"rating": "V/7200[N2A]/48/90:0.0"}, "V/7200[N2A]/48/90:0.0"),
        ({"rating": None, "crash_rating": "M50/P1"}, "M50/P1"),
        ({"rating": "unknown", "crash_rating": "K12"}, "K12"),
        ({"rating": "very strong"}, ""),
        ({"rating": 7200}, ""),
        ({}, ""),
    ],
)
def test_an_analysis_sees_a_rating_as_written_or_none(attributes, reads):
    element = Element(
        id="x", role=Role.BARRIER, geometry=EDGE, attributes=attributes, evidence=Evidence.SEEN
    )
    assert rating_of(element) == reads
