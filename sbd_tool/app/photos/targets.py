"""What a photo can belong to: open tasks and objects with a place, and the nearest of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import shapely

from sbd_tool.app.checklists.reading import lists_of, open_tasks
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Text, literal, text

_LONGEST: Final = 60


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


def targets_of(project: Project) -> tuple[Target, ...]:
    """Open tasks with a place; what photos are gathered round first.

    A task of a checklist counts at its own place and where one stands to look at it. Remarks
    pinned to the map are tasks too: somebody wants something looked at.
    """
    asked = tuple(
        Target(task.id, *place)
        for task in open_tasks(project)
        for place in dict.fromkeys((task.stand, task.at))
    )
    return (*asked, *_notes(project))


def target_names(project: Project) -> dict[str, Text]:
    """What tasks and remarks are called, by id, open or not."""
    names: dict[str, Text] = {
        task.id: text("photo.task", number=task.number, ask=task.item.ask)
        for placed in lists_of(project)
        for task in placed.tasks
    }
    for note in project.notes.values():
        names[note.id] = literal(" ".join(note.words.split())[:_LONGEST])
    return names


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
        self._tasks = targets_of(project)
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
