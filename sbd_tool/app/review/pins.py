"""Where threads lie now: a pin moves with its object and stays when the object is gone."""

from dataclasses import dataclass
from typing import Any, Final

from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.project import Project
from sbd_tool.domain.threads import Thread, threads_of

_STILL_M: Final = 0.005


@dataclass(frozen=True, slots=True, kw_only=True)
class Pinned:
    """A thread where it lies now.

    Attributes:
        number: Its running number in the project, from 1.
        thread: The thread.
        place: Metres in the project's CRS, or None where it was never pinned.
        is_moved: Its object lies elsewhere than when it was written.
        is_gone: Its object is no longer there; the place is the last one known.
        is_elsewhere: It was written about another option than the one looked at.
    """

    number: int
    thread: Thread
    place: tuple[float, float] | None
    is_moved: bool = False
    is_gone: bool = False
    is_elsewhere: bool = False


def pinned_threads(project: Project, option: str = "") -> tuple[Pinned, ...]:
    """All threads in the order of writing with their places in a project as it stands.

    Args:
        project: As it stands in an option and state.
        option: The option looked at; "" takes no note of options.
    """
    return tuple(
        _pinned(project, thread, number, option)
        for number, thread in enumerate(threads_of(project.records), 1)
    )


def lies_at(project: Project, row: str) -> tuple[float, float] | None:
    """A point of an object: of a measure, a feature, an annotation, a note or a photo.

    Returns:
        Metres in the project's CRS; None where there is no such object or it has no place.
    """
    measure, mark = project.measures.get(row), project.annotations.get(row)
    if measure is not None:
        return _point(measure.geometry)
    if mark is not None:
        return _point(mark.geometry)
    for rows in (project.notes, project.photos):
        pin: Any = rows.get(row)
        if pin is not None:
            return None if pin.x_m is None or pin.y_m is None else (pin.x_m, pin.y_m)
    feature = project.feature(row)
    return None if feature is None else _point(feature[1].geometry)


def is_there(project: Project, row: str) -> bool:
    """Whether an object of that id stands in the project."""
    tables = (project.measures, project.annotations, project.notes, project.photos)
    return any(row in table for table in tables) or project.feature(row) is not None


def _pinned(project: Project, thread: Thread, number: int, option: str) -> Pinned:
    is_elsewhere = bool(option and thread.option and thread.option != option)
    first = thread.objects[0] if thread.objects else ""
    if not first:
        return Pinned(number=number, thread=thread, place=thread.place, is_elsewhere=is_elsewhere)
    now = lies_at(project, first)
    is_gone = now is None and not is_there(project, first)
    place, is_moved = thread.place or now, False
    if now is not None and thread.anchor is not None and thread.place is not None:
        shift = now[0] - thread.anchor[0], now[1] - thread.anchor[1]
        place = thread.place[0] + shift[0], thread.place[1] + shift[1]
        is_moved = max(abs(shift[0]), abs(shift[1])) > _STILL_M
    return Pinned(
        number=number,
        thread=thread,
        place=place,
        is_moved=is_moved,
        is_gone=is_gone,
        is_elsewhere=is_elsewhere,
    )


def _point(geometry: BaseGeometry | None) -> tuple[float, float] | None:
    if geometry is None or geometry.is_empty:
        return None
    at = geometry.representative_point()
    return round(at.x, 4), round(at.y, 4)
