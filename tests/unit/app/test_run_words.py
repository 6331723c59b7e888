"""What a run says: each fault in words, with widths that never round a fault away."""

import pytest
from shapely.geometry import LineString, box

from sbd_tool.app.language import load_words
from sbd_tool.app.rules import load_rules
from sbd_tool.app.run_layout import run_setting, setting_of
from sbd_tool.app.run_words import run_words, shown_m, user_words
from sbd_tool.domain.edits.run_gaps import GapLimits, GapPlace, RunGap, judged
from sbd_tool.domain.edits.runs import RunUnit, laid_out
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.layers import Layer, as_geometry_array
from sbd_tool.domain.measures import Measure
from sbd_tool.domain.project import Project
from sbd_tool.domain.roles import Role

EN, DE, RULES = load_words("en"), load_words("de"), load_rules()
LIMITS = GapLimits(widest_m=1.2, least_m={"wheelchair": 0.9, "pram": 0.9, "cargo_bike": 1.5})
POST = RunUnit(length_m=0.2, width_m=0.2, is_round=True)
WALLS = (box(-2, -5, -1, 5), box(11, -5, 12, 5))


def said(layout, limits=LIMITS, words=EN):
    return [words(sentence) for sentence in run_words(layout, limits)]


def run(gap_m, obstacles=WALLS, limits=LIMITS):
    return laid_out(LineString([(0, 0), (10, 0)]), POST, gap_m, limits=limits, obstacles=obstacles)


def test_each_fault_is_said_with_its_width_and_with_whom_it_keeps_out():
    assert said(run(1.2)) == [
        "8 units, 1.20\u202fm apart",
        "9 gaps too narrow for cargo bikes (down to 1.00\u202fm)",
    ]
    assert said(run(0.8)) == [
        "11 units, 0.78\u202fm apart",
        "10 gaps too narrow for wheelchairs and prams (down to 0.78\u202fm)",
        "12 gaps too narrow for cargo bikes (down to 0.78\u202fm)",
    ]
    assert said(run(2.0), words=DE)[1] == (
        "5 Lücken zu weit: Fahrzeuge kommen durch (bis 1,76\u202fm)"
    )


def test_an_end_with_nothing_ahead_is_open_to_vehicles():
    assert "2 ends are open: vehicles get past" in said(run(1.2, obstacles=()))
    assert "One end is open: vehicles get past" in said(run(1.2, obstacles=WALLS[:1]))


def test_a_run_without_a_fault_says_so():
    kind = GapLimits(widest_m=1.2, least_m={"wheelchair": 0.9})
    assert said(run(1.2, limits=kind), kind)[1:] == ["Every gap keeps both limits"]


@pytest.mark.parametrize(
    ("clear", "shown"),
    [
        (1.2, 1.2),
        (1.2004, 1.21),
        (1.1996, 1.2),
        (0.8996, 0.89),
        (0.9, 0.9),
        (1.4996, 1.49),
        (1.5004, 1.5),
        (2.346, 2.35),
    ],
)
def test_no_width_is_rounded_to_the_other_side_of_a_limit(clear, shown):
    bare = RunGap(place=GapPlace.BETWEEN, first=0, clear_m=clear, from_m=(0, 0), to_m=(clear, 0))
    gap = judged(bare, LIMITS)
    assert shown_m(gap, LIMITS) == shown
    assert (shown > LIMITS.widest_m) == gap.is_too_wide
    assert all(
        (shown < least) == (user in gap.too_narrow_for) for user, least in LIMITS.least_m.items()
    )


def test_users_are_listed_in_words():
    assert EN(user_words(("wheelchair",))) == "wheelchairs"
    everybody = ("wheelchair", "pram", "cargo_bike")
    assert EN(user_words(everybody)) == "wheelchairs, prams and cargo bikes"
    assert DE(user_words(everybody)) == "Rollstühle, Kinderwagen und Lastenräder"


def test_a_run_on_its_way_into_the_project_is_judged_like_one_in_it():
    line = LineString([(0, 0), (10, 0)])
    draft = Measure(stamp=Stamp(id="new"), kind="bollards-rated-fixed", geometry=line)
    wall = Layer(
        stamp=Stamp(id="walls"),
        name="walls",
        role=Role.WALL,
        ids=("wall", "far"),
        geometry=as_geometry_array([box(10.5, -5, 11, 5), box(900, 0, 901, 1)]),
        attributes=({}, {}),
    )
    bare = Project(id="p", title="", crs="EPSG:3879", layers=(wall,))
    placed = Project(id="p", title="", crs="EPSG:3879", layers=(wall,), measures={"new": draft})
    fresh, kept = setting_of(bare, draft, RULES), run_setting(placed, "new", RULES)
    assert fresh is not None
    assert kept is not None
    assert fresh.laid_out(line).gaps == kept.laid_out(line).gaps
    assert fresh.obstacle_ids[fresh.laid_out(line).gaps[-1].obstacle] == "wall"


def test_the_row_of_an_obstacle_holds_however_many_lie_out_of_reach():
    line = LineString([(0, 0), (10, 0)])
    shapes = [box(x, 500, x + 1, 501) for x in range(400)] + [box(10.7, -5, 11, 5)]
    layer = Layer(
        stamp=Stamp(id="walls"),
        name="walls",
        role=Role.WALL,
        ids=tuple(f"w{row}" for row in range(len(shapes))),
        geometry=as_geometry_array(shapes),
        attributes=({},) * len(shapes),
    )
    draft = Measure(stamp=Stamp(id="new"), kind="bollards-rated-fixed", geometry=line)
    project = Project(id="p", title="", crs="EPSG:3879", layers=(layer,))
    setting = setting_of(project, draft, RULES)
    assert setting is not None
    end = setting.laid_out(line).gaps[-1]
    assert setting.obstacle_ids[end.obstacle] == "w400"
    assert end.clear_m == pytest.approx(0.7)
