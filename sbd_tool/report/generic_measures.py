"""Measures that stand for others: where something is, not what it is nor what it leaves open."""

from collections.abc import Iterable, Sequence

from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.evidence import Evidence, Stamp
from sbd_tool.domain.measures import Measure, MeasureState
from sbd_tool.report.generalise import cell_of, runs_of, sides_with
from sbd_tool.report.generic_kinds import BARRIER, FURNITURE, ZONE


def barrier_lines(
    barriers: Iterable[Measure], drawn: Sequence[BaseGeometry]
) -> tuple[Measure, ...]:
    """Lines along which barriers stand: no gaps, no rating, no evidence.

    Args:
        barriers: Barriers of the project.
        drawn: Barriers the plan draws.
    """
    by_state: dict[MeasureState, list[BaseGeometry]] = {}
    for measure in barriers:
        if measure.geometry is not None:
            by_state.setdefault(measure.state, []).append(measure.geometry)
    if drawn:
        by_state.setdefault(MeasureState.EXISTING, []).extend(drawn)
    runs = [(state, run) for state in MeasureState for run in runs_of(by_state.get(state, ()))]
    return tuple(
        _generic(BARRIER, number, run, state) for number, (state, run) in enumerate(runs, 1)
    )


def watched_zones(watching: Iterable[Measure]) -> tuple[Measure, ...]:
    """Which part of the square is watched, not from where."""
    cells = sorted(
        {cell_of(measure.geometry) for measure in watching if measure.geometry},
        key=lambda cell: cell.bounds,
    )
    return tuple(_generic(ZONE, number, cell) for number, cell in enumerate(cells, 1))


def furniture_sides(square: BaseGeometry, objects: Iterable[BaseGeometry]) -> tuple[Measure, ...]:
    """Along which sides of the square street furniture stands."""
    return tuple(_generic(FURNITURE, number, side) for number, side in sides_with(square, objects))


def _generic(
    kind: str,
    number: int,
    geometry: BaseGeometry,
    state: MeasureState = MeasureState.EXISTING,
) -> Measure:
    stamp = Stamp(id=f"{kind}-{number}", evidence=Evidence.PLAN)
    return Measure(stamp=stamp, kind=kind, geometry=geometry, state=state)
