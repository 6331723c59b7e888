"""What is locked: objects and layers that no command may change until they are unlocked.

A locked layer locks every feature in it: shape, attributes, presence. How a layer is shown, what
role it has and where it lies in the order stay open, since they change nothing that was drawn.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sbd_tool.domain.layers import Layer
from sbd_tool.domain.project import Project


def is_locked(project: Project, object_id: str) -> bool:
    """Whether a measure, plan feature, layer or underlay is locked, itself or by its layer.

    Args:
        project: Where it is.
        object_id: Its id; an unknown one is not locked.
    """
    if not project.locked:
        return False
    if object_id in project.locked:
        return True
    return any(object_id in layer.ids for layer in project.layers if layer.id in project.locked)


def is_layer_locked(project: Project, layer_id: str) -> bool:
    """Whether a whole layer or underlay is locked."""
    return layer_id in project.locked


def locked_objects(project: Project) -> frozenset[str]:
    """Ids of everything locked: what was locked itself, and each feature of a locked layer."""
    named = frozenset(project.locked)
    return named.union(*(layer.ids for layer in project.layers if layer.id in named))


def keys_of(project: Project, object_ids: Iterable[str]) -> tuple[str, ...]:
    """What has to be unlocked to set some objects free: themselves, and layers that lock them."""
    wanted = frozenset(object_ids)
    homes = (
        layer.id
        for layer in project.layers
        if layer.id in project.locked and not wanted.isdisjoint(layer.ids)
    )
    return tuple(sorted(wanted.intersection(project.locked).union(homes)))


def first_locked_change(before: Project, after: Project) -> str | None:
    """The id of a locked object or layer that differs between two projects, or None.

    Costs next to nothing while nothing is locked, or what is locked is the very same value.
    """
    return next(_locked_changes(before, after), None) if before.locked else None


def _locked_changes(before: Project, after: Project) -> Iterator[str]:
    named = frozenset(before.locked)
    for name in before.locked:
        measure = before.measures.get(name)
        if measure is not None:
            later = after.measures.get(name)
            # A deleted feature takes its name from the measure made from it: that is no edit.
            if later is None or replace(later, plan_feature=measure.plan_feature) != measure:
                yield name
    yield from _overridden(before, after)
    pictures = {picture.id: picture for picture in after.underlays}
    for picture in before.underlays:
        if picture.id in named:
            now = pictures.get(picture.id)
            if now is None or now.transform != picture.transform:
                yield picture.id
    layers = {layer.id: layer for layer in after.layers}
    for layer in before.layers:
        yield from _changes_of(layer, layers.get(layer.id), named)


def _overridden(before: Project, after: Project) -> Iterator[str]:
    """Locked objects that would differ in some option or state from now on."""
    if before.overrides is after.overrides:
        return
    locked = locked_objects(before)
    for key in dict.fromkeys((*before.overrides, *after.overrides)):
        old, new = before.overrides.get(key), after.overrides.get(key)
        row = old or new
        if old != new and row is not None and row.target in locked:
            yield row.target


def _changes_of(before: Layer, after: Layer | None, named: frozenset[str]) -> Iterator[str]:
    bodies = ("ids", "geometry", "attributes")
    if after is not None and all(getattr(before, b) is getattr(after, b) for b in bodies):
        return
    if before.id in named:
        yield before.id
        return
    wanted = [(row, name) for row, name in enumerate(before.ids) if name in named]
    later = {} if after is None or not wanted else {name: r for r, name in enumerate(after.ids)}
    for row, name in wanted:
        now = later.get(name)
        if now is None or after is None or not _is_same_feature(before, row, after, now):
            yield name


def _is_same_feature(before: Layer, row: int, after: Layer, now: int) -> bool:
    shape, later = before.geometry[row], after.geometry[now]
    same_shape = shape is later or (later is not None and shape == later)
    return same_shape and before.attributes[row] == after.attributes[now]
