"""What a photo can belong to: open tasks and objects with a place, and the nearest of them."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely

from sbd_tool.domain.project import Project
from sbd_tool.domain.records import records_of

TASK: Final = "task"


@dataclass(frozen=True, slots=True)
class Target:
    """Something with a place that a photo may be about.

    Attributes:
        id: Its id.
        x_m, y_m: Its place, metres, project CRS.
    """

    id: str
    x_m: float
    y_m: float


def open_tasks(project: Project) -> tuple[Target, ...]:
    """Tasks that are not done and have a place; what photos are gathered round first.

    A task is a record of the kind "task" with ``x_m``, ``y_m`` and, once it is done, ``is_done``.
    Remarks pinned to the map are tasks too: somebody wants something looked at.
    """
    return (*_task_records(project), *_notes(project))


def _task_records(project: Project) -> Iterator[Target]:
    for record in records_of(project.records, TASK):
        told = record.content
        x_m, y_m = told.get("x_m"), told.get("y_m")
        if told.get("is_done") is not True and _is_metres(x_m) and _is_metres(y_m):
            yield Target(record.id, float(x_m), float(y_m))  # type: ignore[arg-type]


def _notes(project: Project) -> Iterator[Target]:
    for note in project.notes.values():
        if note.x_m is not None and note.y_m is not None:
            yield Target(note.id, note.x_m, note.y_m)


class Nearby:
    """Finds what a place belongs to: an open task within reach, else an object within reach.

    Args:
        project: The project.
        reach_m: How far something may lie off, metres.
    """

    def __init__(self, project: Project, reach_m: float) -> None:
        self._reach_m = reach_m
        self._tasks = open_tasks(project)
        self._task_places = np.array([(one.x_m, one.y_m) for one in self._tasks]).reshape(-1, 2)
        drawn = [(row.id, row.geometry) for row in project.measures.values()]
        drawn += [(row.id, row.geometry) for row in project.annotations.values()]
        rows = [(key, shape) for key, shape in drawn if shape is not None and not shape.is_empty]
        self._ids = [key for key, _ in rows]
        self._tree = shapely.STRtree([geometry for _, geometry in rows])

    def of(self, x_m: float, y_m: float) -> tuple[str, float] | None:
        """Id and distance in metres of the nearest; None where nothing lies within reach."""
        return self._task(x_m, y_m) or self._object(x_m, y_m)

    def _task(self, x_m: float, y_m: float) -> tuple[str, float] | None:
        if not self._tasks:
            return None
        away = np.hypot(self._task_places[:, 0] - x_m, self._task_places[:, 1] - y_m)
        first = int(np.argmin(away))
        if away[first] > self._reach_m:
            return None
        return self._tasks[first].id, float(away[first])

    def _object(self, x_m: float, y_m: float) -> tuple[str, float] | None:
        if not self._ids:
            return None
        found, away = self._tree.query_nearest(
            shapely.Point(x_m, y_m), max_distance=self._reach_m, return_distance=True
        )
        return (self._ids[int(found[0])], float(away[0])) if len(found) else None


def _is_metres(value: object) -> bool:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and math.isfinite(value)  # type: ignore[arg-type]
