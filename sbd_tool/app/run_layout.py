"""A measure drawn as a line of bollards, planters or benches, laid out with its clear gaps."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

import shapely
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from sbd_tool.app.rules import Rules
from sbd_tool.cartography.runs import axis_lines, unit_of
from sbd_tool.domain.catalogue import MeasureKind
from sbd_tool.domain.edits.run_gaps import GapLimits
from sbd_tool.domain.edits.runs import SEARCH_M, RunLayout, RunUnit, laid_out
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.layers import Level
from sbd_tool.domain.measures import Measure, MeasureState, ParameterValue
from sbd_tool.domain.project import Project
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric

STANDING: Final = frozenset(
    {Role.BUILDING, Role.WALL, Role.BARRIER, Role.GATE, Role.TREE, Role.SEAT, Role.WATER}
)
"""Roles of things that may close a gap at the end of a run."""
_REACH: Final = 1.5  # an end looks ahead in a triangle whose corners lie farther than its height
_LEAST: Final[Mapping[str, str]] = {
    "wheelchair": "foot_gap_m",
    "pram": "pram_gap_m",
    "cargo_bike": "wheel_gap_m",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSetting:
    """What a run is made of and stands among; made once when a drag begins.

    Attributes:
        measure_id: The run.
        unit: Its unit, with the sizes its parameters or the catalogue name.
        gap_m: Clear gap asked for.
        limits: Both limits, from the rubric.
        obstacles: Shapes that may close its ends, metres.
        obstacle_ids: Id of the plan feature or measure of each.
        tree: Index of the obstacles.
    """

    measure_id: str
    unit: RunUnit
    gap_m: float
    limits: GapLimits
    obstacles: tuple[BaseGeometry, ...] = ()
    obstacle_ids: tuple[str, ...] = field(default=())
    tree: shapely.STRtree = field(default_factory=lambda: shapely.STRtree([]), compare=False)

    def laid_out(self, line: BaseGeometry) -> RunLayout:
        """The run along a line: its units, and each clear gap with both verdicts.

        Obstacles of the gaps at the ends are rows of ``obstacles``.

        Raises:
            InputError: The line is too short or too long for the unit.
        """
        near = self._near(line)
        layout = laid_out(
            line,
            self.unit,
            self.gap_m,
            limits=self.limits,
            obstacles=[self.obstacles[row] for row in near],
            subject=self.measure_id,
        )
        gaps = tuple(
            gap if gap.obstacle is None else replace(gap, obstacle=near[gap.obstacle])
            for gap in layout.gaps
        )
        return replace(layout, gaps=gaps)

    def _near(self, line: BaseGeometry) -> list[int]:
        """Rows of obstacles that can close an end: a city has many, a drag has no time."""
        if line.is_empty or not self.obstacles:
            return []
        reach = _REACH * (SEARCH_M + self.unit.length_m + 2 * self.unit.width_m)
        west, south, east, north = line.bounds
        box = shapely.box(west - reach, south - reach, east + reach, north + reach)
        return sorted(self.tree.query(box).tolist())


def gap_limits(rubric: Rubric) -> GapLimits:
    """Both limits of a clear gap.

    The widths of wheelchairs and prams are our own judgement, that of cycles, cargo bikes and
    adapted cycles among them, is from guidance; the rubric says so of each. A user without a width
    is not judged.
    """
    least = {user: rubric.value(key) for user, key in _LEAST.items() if key in rubric.numbers}
    return GapLimits(widest_m=rubric.value("gap_limit_m"), least_m=least)


def run_unit(measure: Measure, kind: MeasureKind) -> tuple[RunUnit, float] | None:
    """Unit and clear gap of a run, or None when the kind is not made of single units."""
    sizes: Mapping[str, ParameterValue] = {
        **{spec.key: spec.value for spec in kind.parameters},
        **measure.parameters,
    }
    usual = unit_of(kind.symbol, sizes)
    if usual is None:
        return None
    unit = RunUnit(length_m=usual.length_m, width_m=usual.width_m, is_round=usual.is_round)
    return unit, usual.clear_m


def run_setting(project: Project, measure_id: str, rules: Rules) -> RunSetting | None:
    """What is needed to lay a run out, or None when the measure is no run.

    Args:
        project: Where it stands; its other measures and its plan close its ends.
        measure_id: The measure.
        rules: Catalogue for sizes, rubric for limits.
    """
    measure = project.measures.get(measure_id)
    if measure is None or measure.geometry is None or not axis_lines(measure.geometry):
        return None
    return setting_of(project, measure, rules)


def setting_of(project: Project, measure: Measure, rules: Rules) -> RunSetting | None:
    """The same for a measure that may only be on its way into the project.

    Args:
        project: What stands around it.
        measure: The measure; its geometry is not looked at.
        rules: Catalogue for sizes, rubric for limits.
    """
    if measure.kind not in rules.catalogue.measures:
        return None
    made = run_unit(measure, rules.catalogue.measures[measure.kind])
    if made is None:
        return None
    things = [*_of_plan(project, measure), *_of_measures(project, measure, rules)]
    shapes = tuple(shape for _, shape in things)
    return RunSetting(
        measure_id=measure.id,
        unit=made[0],
        gap_m=made[1],
        limits=gap_limits(rules.rubric),
        obstacles=shapes,
        obstacle_ids=tuple(name for name, _ in things),
        tree=shapely.STRtree(shapes),
    )


def _of_plan(project: Project, measure: Measure) -> list[tuple[str, BaseGeometry]]:
    """What the plan has standing on the ground; the run's own feature is the run itself."""
    # A feature that became a measure stands there as that measure, with its true size.
    taken = {row.plan_feature for row in project.measures.values()} | {measure.id}
    return [
        (feature.id, feature.geometry)
        for layer in project.layers
        if layer.role in STANDING and layer.level is Level.GROUND
        for feature in layer
        if feature.id not in taken and not feature.geometry.is_empty
    ]


def _of_measures(
    project: Project, measure: Measure, rules: Rules
) -> list[tuple[str, BaseGeometry]]:
    """Other measures that stand in the way, runs with their single units."""
    things: list[tuple[str, BaseGeometry]] = []
    for other in project.measures.values():
        is_here = other.geometry is not None and other.state is not MeasureState.TO_REMOVE
        if other.id == measure.id or not is_here or other.kind not in rules.catalogue.measures:
            continue
        kind = rules.catalogue.measures[other.kind]
        if STANDING & set(kind.acts_as):
            things.append((other.id, _standing(other, kind)))
    return things


def _standing(other: Measure, kind: MeasureKind) -> BaseGeometry:
    made = run_unit(other, kind)
    shape: BaseGeometry = other.geometry  # type: ignore[assignment]  # callers keep to placed ones
    if made is None:
        return shape
    unit, gap = made
    if shape.geom_type == "Point":
        return shapely.buffer(shape, unit.length_m / 2) if unit.is_round else shape
    return shapely.union_all(
        [foot for line in axis_lines(shape) for foot in _feet(line, unit, gap)]
    )


def _feet(line: LineString, unit: RunUnit, gap_m: float) -> tuple[BaseGeometry, ...]:
    try:
        return laid_out(line, unit, gap_m).footprints
    except InputError:  # too short or too long for units: it closes what its line covers
        return (line,)
