"""A chain has no half gains: what is still open is closed as one set, beside the single row."""

from shapely.geometry import LineString, Point

from sbd_tool.app.evaluation import evaluate
from sbd_tool.app.pipeline import standard_method
from sbd_tool.app.result_cache import ResultCache
from sbd_tool.app.rules import load_rules
from sbd_tool.domain.results import Approach, Approaches, ApproachGap, ClearGaps
from sbd_tool.scoring.placements import placements
from tests.generated_square import project

RULES = load_rules(None)


def site():
    found = evaluate(
        project(),
        RULES.catalogue,
        RULES.rubric,
        standard_method(),
        option="base",
        time_state="ordinary",
        cache=ResultCache(),
    )
    return found.likely


def approach(number):
    line = LineString([(20 * number, 0), (20 * number + 10, 0)])
    key, start = f"A{number + 1}", 20.0 * number
    return Approach(key=key, start=start, end=start + 10, line=line, length_m=10.0)


def gap(number, width_m):
    return ApproachGap(
        approach=f"A{number + 1}",
        length_m=10.0,
        gap_m=width_m,
        at=LineString([(0, 0), (width_m, 0)]),
        objects=(),
        barriers=(),
        closed_m=0.0,
        is_rating_open=False,
    )


def sets(widths):
    approaches = tuple(approach(n) for n in range(len(widths)))
    results = {
        "approaches": Approaches(approaches=approaches, exposed_m=30.0, reach=Point(0, 0)),
        "gaps": ClearGaps(gaps=tuple(gap(n, w) for n, w in enumerate(widths)), exposed_m=30.0),
    }
    found = placements(site(), results, RULES.catalogue, RULES.rubric)
    return {one.template: one for one in found if "approach" in one.template}


def test_only_what_is_still_open_is_closed_when_the_rest_is_closed_already():
    found = sets((1.0, 6.0, 3.0))
    assert len(found["all_approaches"].geometries) == 3
    assert len(found["open_approaches"].geometries) == 2
    assert found["open_approaches"].words["count"] == 2
    assert len(found["longest_approach"].geometries) == 1
    (row,) = found["longest_approach"].geometries
    assert found["longest_approach"].words["length"].value == row.length


def test_no_second_set_where_all_or_none_are_open():
    assert "open_approaches" not in sets((6.0, 3.0))
    assert "open_approaches" not in sets((1.0, 1.1))
