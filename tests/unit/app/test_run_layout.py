"""A run of the project, laid out among what stands around it."""

from typing import Any

import pytest
from shapely.geometry import LineString, Point, box

from sbd_tool.app.rules import load_rules
from sbd_tool.app.run_layout import gap_limits, run_setting
from sbd_tool.domain.edits.run_gaps import GapPlace
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.layers import Layer, Level, as_geometry_array
from sbd_tool.domain.measures import Measure, MeasureState
from sbd_tool.domain.project import Project
from sbd_tool.domain.roles import Role

RULES = load_rules()
BOLLARDS = "bollards-rated-fixed"


def measure(row_id: str, shape, kind: str = BOLLARDS, **more: Any) -> Measure:
    return Measure(stamp=Stamp(id=row_id), kind=kind, geometry=shape, **more)


def layer(name: str, role: Role, shapes: dict, **more: Any) -> Layer:
    return Layer(
        stamp=Stamp(id=name),
        name=name,
        role=role,
        ids=tuple(shapes),
        geometry=as_geometry_array(list(shapes.values())),
        attributes=({},) * len(shapes),
        **more,
    )


def project(*measures: Measure, layers: tuple[Layer, ...] = ()) -> Project:
    rows = {row.id: row for row in measures}
    return Project(id="p", title="S", crs="EPSG:3879", measures=rows, layers=layers)


TEN = LineString([(0, 0), (10, 0)])


def test_sizes_come_from_the_measure_and_else_from_the_catalogue():
    setting = run_setting(project(measure("row", TEN)), "row", RULES)
    assert setting is not None
    assert (setting.unit.length_m, setting.unit.is_round, setting.gap_m) == (0.2, True, 1.2)
    assert len(setting.laid_out(TEN).centres) == 8
    own = measure("row", TEN, parameters={"clear_gap_m": 1.0, "unit_width_m": 0.3})
    setting = run_setting(project(own), "row", RULES)
    assert setting is not None
    assert (setting.unit.length_m, setting.gap_m) == (0.3, 1.0)


def test_limits_are_the_numbers_of_the_rubric():
    limits = gap_limits(RULES.rubric)
    assert limits.widest_m == RULES.rubric.value("gap_limit_m")
    assert limits.least_m == {
        "wheelchair": RULES.rubric.value("foot_gap_m"),
        "pram": RULES.rubric.value("pram_gap_m"),
        "cargo_bike": RULES.rubric.value("wheel_gap_m"),
    }


def test_the_ends_are_closed_by_walls_and_by_units_of_other_runs_only_where_they_stand():
    walls = layer("walls", Role.WALL, {"wall": box(-2, -5, -1, 5)})
    below = layer("below", Role.WALL, {"cellar": box(-0.5, -5, -0.4, 5)}, level=Level.UNDERGROUND)
    lawn = layer("lawn", Role.PEDESTRIAN_AREA, {"square": box(-9, -9, 30, 9)})
    gone = measure("gone", Point(10.3, 0), state=MeasureState.TO_REMOVE)
    other = measure("other", LineString([(11, 0), (20, 0)]))
    here = project(measure("row", TEN), gone, other, layers=(walls, below, lawn))
    setting = run_setting(here, "row", RULES)
    assert setting is not None
    gaps = setting.laid_out(TEN).gaps
    assert gaps[0].place is GapPlace.START
    assert setting.obstacle_ids[gaps[0].obstacle] == "wall"
    assert gaps[0].clear_m == pytest.approx(1.0)
    assert setting.obstacle_ids[gaps[-1].obstacle] == "other"
    assert gaps[-1].clear_m == pytest.approx(1.0, abs=0.01)


def test_a_plan_feature_that_became_a_measure_stands_there_once():
    plan = layer("plan", Role.BARRIER, {"f1": Point(10.8, 0), "own": TEN})
    single = measure("single", Point(10.8, 0), plan_feature="f1")
    here = project(measure("row", TEN, plan_feature="own"), single, layers=(plan,))
    setting = run_setting(here, "row", RULES)
    assert setting is not None
    assert setting.obstacle_ids == ("single",)
    end = setting.laid_out(TEN).gaps[-1]
    assert end.clear_m == pytest.approx(0.8 - 0.1, abs=0.01)
    assert end.too_narrow_for == ("wheelchair", "pram", "cargo_bike")


def test_points_areas_and_other_kinds_are_no_runs():
    lamps = next(
        kind.key for kind in RULES.catalogue.measures if kind.symbol in {"lamp", "wall", "camera"}
    )
    here = project(measure("point", Point(0, 0)), measure("wall", TEN, kind=lamps))
    for name in ("point", "wall", "nobody"):
        assert run_setting(here, name, RULES) is None
