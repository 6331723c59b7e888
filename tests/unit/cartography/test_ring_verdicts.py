"""The ring and its gaps on the map: by sign, dash and words, outside the boundary."""

import pytest
from shapely.geometry import LineString, Point, box

from sbd_tool.app.language import load_words
from sbd_tool.cartography.drawlist import Label, Paths
from sbd_tool.cartography.names import Lettering
from sbd_tool.cartography.verdicts import GapLimits, ring_state, ring_verdicts
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.results import Approach, Approaches, ApproachGap, ClearGaps
from sbd_tool.formats.design import read_design
from tests.report_site import assessment, content, site

LIMITS = GapLimits(vehicle_m=1.2, person_m=0.9)
DESIGN = read_design()
LETTERING = Lettering(DESIGN, DESIGN.theme("light"), 500.0)
SOUTH, EAST = LineString([(0, 0), (60, 0)]), LineString([(60, 0), (60, 60)])


def gap(key, width, at, *, is_rating_open=False):
    across = LineString([at.coords[0], (at.x + 0.01, at.y)])
    return ApproachGap(
        approach=key,
        length_m=60.0,
        gap_m=width,
        at=across,
        objects=(),
        barriers=(),
        closed_m=0.0,
        is_rating_open=is_rating_open,
    )


def results(*gaps):
    lines = {"A1": SOUTH, "A2": EAST}
    approaches = tuple(
        Approach(key=key, start=0.0, end=60.0, line=line, length_m=60.0)
        for key, line in lines.items()
    )
    return {
        "approaches": Approaches(approaches=approaches, exposed_m=120.0, reach=box(0, 0, 1, 1)),
        "gaps": ClearGaps(gaps=gaps, exposed_m=120.0),
        "other": 3,
    }


def verdicts(*gaps):
    found = ring_verdicts(results(*gaps), LIMITS, LETTERING, load_words("en"))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("width", "is_rating_open", "state"),
    [(1.2, False, "holds"), (1.2, True, "unknown"), (1.21, False, "fails"), (1.21, True, "fails")],
)
def test_the_verdict_is_that_of_the_weakest_gap(width, is_rating_open, state):
    assert ring_state(gap("A1", width, Point(9, 0), is_rating_open=is_rating_open), LIMITS) == state


@pytest.mark.parametrize(
    ("width", "words"),
    [(1.1, "✓ 1.10 m ✓"), (1.5, "✓ 1.50 m ×"), (0.8, "× 0.80 m ✓"), (8.4, "open, 8 m")],
)
def test_the_label_speaks_for_people_on_the_left_and_vehicles_on_the_right(width, words):
    (_, _), (_, told) = verdicts(gap("A1", width, Point(30, 0))).groups
    labels = [item for item in told.items if isinstance(item, Label)]
    assert [label.words.replace("\u202f", " ") for label in labels] == [words]


def test_ring_and_labels_lie_outside_and_every_state_has_a_line_of_its_own():
    found = verdicts(gap("A1", 1.0, Point(30, 0)), gap("A2", 2.0, Point(60, 30)))
    (_, ring), (_, told) = found.groups
    south, east = (item for item in ring.items if isinstance(item, Paths))
    assert south.coordinates[:, 1].max() < 0
    assert east.coordinates[:, 0].min() > 60
    assert south.stroke.dash_mm != east.stroke.dash_mm
    first, second = (item for item in told.items if isinstance(item, Label))
    assert first.y_m < -1
    assert second.x_m > 61
    assert [entry.key for entry in found.legend] == ["ring_holds", "ring_fails"]


def test_without_these_analyses_there_is_no_ring():
    assert ring_verdicts({"other": 3}, LIMITS, LETTERING, load_words("en")) is None


def test_only_the_police_edition_holds_what_the_ring_is_drawn_from():
    from dataclasses import replace

    judged = replace(assessment(), results=results(gap("A1", 1.0, Point(30, 0))))
    assert content(Edition.POLICE, site(), judged).results
    for edition in (Edition.PARTNER, Edition.PUBLIC):
        assert not content(edition, site(), judged).results
