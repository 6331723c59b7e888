"""Rows to build: stretches of a solution that go on at bare corners, in one piece."""

import math

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry

from sbd_tool.analysis.closure.candidates import Stretches
from sbd_tool.analysis.closure.pricing import TOLERANCE_M
from sbd_tool.analysis.closure.solve import Solution, Task
from sbd_tool.analysis.closure.walls import CORNER, Walls
from sbd_tool.domain.closure_results import ClosureStretch, Gate


def rows_of(solution: Solution, task: Task) -> tuple[ClosureStretch, ...]:
    """What has to be built, ring by ring; closed gaps and ways along walls are left out."""
    limit = task.rules.closed_m
    found = solution.stretches
    rows: list[ClosureStretch] = []
    for ring in solution.rings:
        built = [at for at in ring if found.width[at] > limit + TOLERANCE_M or found.is_bare[at]]
        rows += [_stretch(solution, task, run, limit) for run in _runs(solution, task, built)]
    return tuple(rows)


def _runs(solution: Solution, task: Task, built: list[int]) -> list[list[int]]:
    """Stretches of one row: they go on at bare corners and are of one kind."""
    found, prices = solution.stretches, solution.prices

    def goes_on(at: int, before: int) -> bool:
        shared = {int(found.first[at]), int(found.second[at])}
        shared &= {int(found.first[before]), int(found.second[before])}
        is_alike = prices.kind[at] == prices.kind[before]
        is_alike &= prices.required[at] == prices.required[before]
        return bool(is_alike) and any(task.walls.owner[piece] == CORNER for piece in shared)

    starts = [n for n in range(len(built)) if not goes_on(built[n], built[n - 1])]
    if not starts:
        return [built] if built else []
    turned = built[starts[0] :] + built[: starts[0]]
    runs: list[list[int]] = []
    for place, at in enumerate(turned):
        if place and goes_on(at, turned[place - 1]):
            runs[-1].append(at)
        else:
            runs.append([at])
    return runs


def _stretch(solution: Solution, task: Task, run: list[int], limit_m: float) -> ClosureStretch:
    found, prices = solution.stretches, solution.prices
    kind = task.rules.kinds[int(prices.kind[run[0]])]
    width = float(found.width[run].sum())
    gates = [
        Gate(
            route=key,
            at=_crossing(LineString(found.lines[at]), shape),
            width_m=task.rules.gate_m,
        )
        for at in run
        for (key, shape), is_crossed in zip(task.rules.routes, prices.routes[at], strict=True)
        if is_crossed
    ]
    return ClosureStretch(
        line=_row(found, run),
        length_m=width,
        kind=kind.key,
        between=_ends(found, task.walls, run),
        elements=max(1, math.ceil((width - limit_m) / (limit_m + kind.unit_m) - TOLERANCE_M)),
        required=str(prices.required[run[0]]),
        cost=float(prices.cost[run].sum()),
        load=float(prices.load[run].sum()),
        gates=tuple(gates),
        is_on_no_dig=bool(prices.is_on_no_dig[run].any()),
    )


def _row(found: Stretches, run: list[int]) -> LineString:
    """The stretches of a run as one line, each turned to begin where the last one ended."""
    first = found.lines[run[0]]
    if len(run) > 1:
        after = found.lines[run[1]]
        ends = np.hypot(*(after[:, None] - first[None]).T)  # (end of the first, end of the next)
        first = first if ends[1].min() <= ends[0].min() else first[::-1]
    points = [*first]
    for at in run[1:]:
        line = found.lines[at]
        is_along = np.hypot(*(line[0] - points[-1])) <= np.hypot(*(line[1] - points[-1]))
        points.append(line[1] if is_along else line[0])
    return LineString(points)


def _ends(found: Stretches, walls: Walls, run: list[int]) -> tuple[str, str]:
    """Ids of the things at both ends of a run; "" for a bare corner."""
    if len(run) == 1:
        at = run[0]
        return _owner(walls, found.first, at), _owner(walls, found.second, at)
    told = []
    for at, beside in ((run[0], run[1]), (run[-1], run[-2])):
        shared = {int(found.first[beside]), int(found.second[beside])}
        is_first_free = int(found.first[at]) not in shared
        told.append(_owner(walls, found.first if is_first_free else found.second, at))
    return told[0], told[1]


def _owner(walls: Walls, ends: npt.NDArray[np.int64], at: int) -> str:
    owner = int(walls.owner[ends[at]])
    return "" if owner == CORNER else walls.ids[owner]


def _crossing(line: LineString, route: BaseGeometry) -> Point:
    """Middle of where a route crosses."""
    met = shapely.get_coordinates(shapely.centroid(line.intersection(route)))
    return Point(met[0]) if len(met) else line.interpolate(0.5, normalized=True)
