"""Line ends that miss or overrun the line they were meant to meet."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import shapely
from shapely import STRtree

from sbd_tool.domain.diagnosis import Ailment, Diagnosis, DoctorRules, EndEdit
from sbd_tool.domain.layers import GeometryArray
from sbd_tool.domain.text import Quantity
from sbd_tool.ingest.doctor.groups import Group, Rows, lines

_START: Final = 0
_MOST_LINES_AN_END: Final = 8


@dataclass(frozen=True, slots=True)
class _Loose:
    """Ends near another line without touching any: what each could meet.

    Ends are numbered twice the line plus 0 at its start and 1 at its end.
    """

    shapes: GeometryArray
    points: GeometryArray
    end: Rows
    line: Rows
    distance: npt.NDArray[np.float64]
    tail_m: npt.NDArray[np.float64]
    crossing: GeometryArray


def overshoots(group: Group, rules: DoctorRules) -> Iterator[Diagnosis]:
    """Ends that run on a little behind the line they cross are cut back to the crossing."""
    loose, rows = _loose(group, rules)
    if loose is None:
        return
    tolerance = rules.limit("end_gap_m")
    overrun = np.flatnonzero(loose.tail_m <= tolerance)
    for pair in _best(loose.end, loose.tail_m, overrun):
        end, line = int(loose.end[pair]), int(loose.line[pair])
        shape, point = loose.shapes[end // 2], loose.crossing[pair]
        yield group.diagnosis(
            int(rows[end // 2]),
            Ailment.OVERSHOOT,
            EndEdit(
                at_start=end % 2 == _START,
                dropped=_corners_behind(shape, float(loose.tail_m[pair]), end),
                x_m=float(shapely.get_x(point)),
                y_m=float(shapely.get_y(point)),
            ),
            place=loose.points[end],
            others=(int(rows[line]),),
            part=_named(end),
            tolerance_m=tolerance,
            gap=Quantity(float(loose.tail_m[pair]), "m", 3),
        )


def undershoots(group: Group, rules: DoctorRules) -> Iterator[Diagnosis]:
    """Ends that stop a little before a line are led on to it; of two ends the later line moves.

    No corner is moved: the line gets one more. An end that meets its line a little before its tip
    is an overshoot and not told here.
    """
    loose, rows = _loose(group, rules)
    if loose is None:
        return
    tolerance = rules.limit("end_gap_m")
    overrun = set(loose.end[loose.tail_m <= tolerance].tolist())
    short = np.array([i for i, end in enumerate(loose.end) if end not in overrun], dtype=np.intp)
    best = _best(loose.end, loose.distance, short)
    goals = {int(loose.end[pair]): _goal(loose, int(pair), tolerance) for pair in best}
    for pair in best:
        end, line = int(loose.end[pair]), int(loose.line[pair])
        goal, met = goals[end]
        if met is not None and met > end and goals.get(met, (None, None))[1] == end:
            continue  # two ends that miss each other: one of them is led on
        yield group.diagnosis(
            int(rows[end // 2]),
            Ailment.UNDERSHOOT,
            EndEdit(at_start=end % 2 == _START, dropped=0, x_m=goal[0], y_m=goal[1]),
            place=loose.points[end],
            others=(int(rows[line]),),
            part=_named(end),
            tolerance_m=tolerance,
            gap=Quantity(float(loose.distance[pair]), "m", 3),
        )


def _named(end: int) -> str:
    return "start" if end % 2 == _START else "end"


def _loose(group: Group, rules: DoctorRules) -> tuple[_Loose | None, Rows]:
    rows = lines(group)
    if group.role not in rules.network_roles or len(rows) < 2:  # noqa: PLR2004 - a pair
        return None, rows
    shapes = group.geometry[rows]
    points = np.empty(2 * len(rows), dtype=object)
    points[0::2], points[1::2] = shapely.get_point(shapes, 0), shapely.get_point(shapes, -1)
    end, line = STRtree(shapes).query(
        points, predicate="dwithin", distance=rules.limit("end_gap_m")
    )
    foreign = (end // 2 != line) & ~shapely.is_closed(shapes)[end // 2]
    end, line = end[foreign], line[foreign]
    distance = shapely.distance(points[end], shapes[line])
    tied = np.zeros(len(points), dtype=bool)
    tied[end[distance <= rules.limit("touch_m")]] = True
    free = np.flatnonzero(~tied[end])
    free = free[_nearest(end[free], distance[free])]
    end, line, distance = end[free], line[free], distance[free]
    tail, crossing = _tails(shapes, end, line)
    return _Loose(shapes, points, end, line, distance, tail, crossing), rows


def _tails(
    shapes: GeometryArray, end: Rows, line: Rows
) -> tuple[npt.NDArray[np.float64], GeometryArray]:
    """Length behind the last crossing with the other line, and the crossing; infinite if none."""
    tail = np.full(len(end), np.inf)
    crossing = np.empty(len(end), dtype=object)
    own = shapes[end // 2]
    met = np.flatnonzero(shapely.intersects(own, shapes[line]))
    shared = shapely.intersection(own[met], shapes[line[met]])
    places, of = shapely.get_coordinates(shared, return_index=True)
    pair = met[of]
    along = shapely.line_locate_point(own[pair], shapely.points(places))
    behind = np.where(end[pair] % 2 == _START, along, shapely.length(own[pair]) - along)
    order = np.lexsort((behind, pair))
    _, first = np.unique(pair[order], return_index=True)
    for at in order[first]:
        tail[pair[at]], crossing[pair[at]] = behind[at], shapely.Point(*places[at])
    return tail, crossing


def _nearest(end: Rows, distance: npt.NDArray[np.float64]) -> Rows:
    """Pairs of the few nearest lines of each end: bundles of strokes would pair all with all."""
    order = np.lexsort((distance, end))
    ordered = end[order]
    _, start, count = np.unique(ordered, return_index=True, return_counts=True)
    rank = np.arange(len(order)) - np.repeat(start, count)
    return np.sort(order[rank < _MOST_LINES_AN_END])


def _best(end: Rows, value: npt.NDArray[np.float64], among: Rows) -> list[int]:
    """For each end the pair of the least value."""
    best: dict[int, int] = {}
    for pair in among[np.argsort(value[among], kind="stable")]:
        best.setdefault(int(end[pair]), int(pair))
    return [best[key] for key in sorted(best)]


def _corners_behind(shape: "shapely.LineString", tail_m: float, end: int) -> int:
    """Corners of a line that lie behind a place, seen from the middle."""
    corners = shapely.get_coordinates(shape)
    ordered = corners if end % 2 == _START else corners[::-1]
    steps = np.hypot(*np.diff(ordered, axis=0).T)
    reached = np.concatenate([[0.0], np.cumsum(steps)])
    return int(np.clip((reached < tail_m).sum(), 1, len(corners) - 1))


def _goal(loose: _Loose, pair: int, tolerance: float) -> tuple[tuple[float, float], int | None]:
    """Where an end is led to, and the end it meets there if it is one: ends before bodies."""
    point, line = loose.points[loose.end[pair]], int(loose.line[pair])
    for other in (2 * line, 2 * line + 1):
        if shapely.distance(point, loose.points[other]) <= tolerance:
            return _xy(loose.points[other]), other
    near = shapely.get_point(shapely.shortest_line(point, loose.shapes[line]), -1)
    return _xy(near), None


def _xy(point: "shapely.Point") -> tuple[float, float]:
    return float(shapely.get_x(point)), float(shapely.get_y(point))
