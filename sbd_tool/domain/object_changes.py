"""What differs between two places, object by object: added, removed, changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.differences import Body, Difference, body_difference, measure_difference
from sbd_tool.domain.layers import AttributeValue
from sbd_tool.domain.measures import Measure
from sbd_tool.domain.overrides import Place
from sbd_tool.domain.project import Project
from sbd_tool.domain.standing import as_it_stands, is_standing, option_line


class Change(StrEnum):
    """What became of an object."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectChange:
    """One object that differs between two places.

    Attributes:
        object_id: Its id.
        change: What became of it.
        is_measure: A measure, else a feature of the plan.
        what: Key of the measure's kind, or the role of the feature's layer, or "".
        geometry: Where it is: afterwards, or before where it is gone; None for the whole site.
        before: Its former geometry where it moved, else None.
        is_moved: Whether its geometry differs.
        values: Parameters or attributes that differ: name -> (before, after).
        fields: Other things of a measure that differ ("state", "name", "evidence").
    """

    object_id: str
    change: Change
    is_measure: bool
    what: str
    geometry: BaseGeometry | None
    before: BaseGeometry | None = None
    is_moved: bool = False
    values: Mapping[str, tuple[AttributeValue, AttributeValue]] = field(default_factory=dict)
    fields: tuple[str, ...] = ()


def changes_between(project: Project, before: Place, after: Place) -> tuple[ObjectChange, ...]:
    """Every object that differs: measures first, then plan features, in the project's order.

    Args:
        project: With its overrides.
        before: The place looked at first.
        after: The place compared with it.
    """
    old, new = _seen(project, before), _seen(project, after)
    plan = () if old.layers is new.layers else _feature_changes(old, new)
    return (*_measure_changes(old, before, new, after), *plan)


def standing_in(project: Project, place: Place) -> dict[str, Measure]:
    """The measures that stand in a place, as they stand there."""
    return _standing(_seen(project, place), place)


def _seen(project: Project, place: Place) -> Project:
    return as_it_stands(project, place.option, place.time_state)


def _standing(seen: Project, place: Place) -> dict[str, Measure]:
    line = option_line(seen, place.option)
    return {
        name: row for name, row in seen.measures.items() if is_standing(row, line, place.time_state)
    }


def _measure_changes(
    old: Project, before: Place, new: Project, after: Place
) -> Iterable[ObjectChange]:
    was, now = _standing(old, before), _standing(new, after)
    for name in dict.fromkeys((*old.measures, *new.measures)):
        one, other = was.get(name), now.get(name)
        if one is None and other is not None:
            yield _whole(name, Change.ADDED, other.kind, other.geometry, is_measure=True)
        elif one is not None and other is None:
            yield _whole(name, Change.REMOVED, one.kind, one.geometry, is_measure=True)
        elif one is not None and other is not None and one is not other:
            change = measure_difference(one, other)
            bodies = (one.geometry, one.parameters), (other.geometry, other.parameters)
            if change != Difference():
                yield _changed(name, other.kind, change, *bodies, is_measure=True)


def _feature_changes(old: Project, new: Project) -> Iterable[ObjectChange]:
    was, now = _features(old), _features(new)
    for name in dict.fromkeys((*was, *now)):
        one, other = was.get(name), now.get(name)
        if one is None and other is not None:
            yield _whole(name, Change.ADDED, other[0], other[1][0], is_measure=False)
        elif one is not None and other is None:
            yield _whole(name, Change.REMOVED, one[0], one[1][0], is_measure=False)
        elif one is not None and other is not None:
            change = body_difference(one[1], other[1])
            if change != Difference():
                yield _changed(name, other[0], change, one[1], other[1], is_measure=False)


def _features(project: Project) -> dict[str, tuple[str, Body]]:
    found: dict[str, tuple[str, Body]] = {}
    for layer in project.layers:
        role = "" if layer.role is None else layer.role.value
        for name, shape, values in zip(layer.ids, layer.geometry, layer.attributes, strict=True):
            found[name] = (role, (shape, values))
    return found


def _whole(
    name: str, change: Change, what: str, shape: BaseGeometry | None, *, is_measure: bool
) -> ObjectChange:
    return ObjectChange(
        object_id=name, change=change, is_measure=is_measure, what=what, geometry=shape
    )


def _changed(
    name: str, what: str, change: Difference, old: Body, new: Body, *, is_measure: bool
) -> ObjectChange:
    names = (*change.values, *change.dropped)
    return ObjectChange(
        object_id=name,
        change=Change.CHANGED,
        is_measure=is_measure,
        what=what,
        geometry=new[0],
        before=old[0] if change.geometry is not None else None,
        is_moved=change.geometry is not None,
        values={one: (old[1].get(one), new[1].get(one)) for one in names},
        fields=tuple(change.fields),
    )
