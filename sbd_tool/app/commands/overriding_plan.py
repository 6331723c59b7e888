"""The plan's share of what differs in a place: features, and layers that belong to it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, replace
from typing import Any, Final

from sbd_tool.app.commands.base import By
from sbd_tool.domain.differences import Body, Difference, Scope, body_difference
from sbd_tool.domain.evidence import BASE_OPTION
from sbd_tool.domain.layer_rows import features_by_id, features_that_may_differ
from sbd_tool.domain.layers import Layer, as_geometry_array
from sbd_tool.domain.overrides import Override, override_id
from sbd_tool.domain.project import Project

_BODY: Final = frozenset({"ids", "geometry", "attributes", "stamp"})
Write = Callable[[str, Difference], None]


class PlanBook:
    """Collects changes of plan layers in one scope.

    Args:
        project: The project with all its overrides.
        scope: Where the changes hold.
        by: Who makes them, and when.
        write: Keeps a change as an override.
    """

    def __init__(self, project: Project, scope: Scope, by: By, write: Write) -> None:
        self._project, self._scope, self._by, self._write = project, scope, by, write
        self._layers = {layer.id: layer for layer in project.layers}
        self._order: list[str] = list(self._layers)

    def layers(self) -> tuple[Layer, ...]:
        """The layers with what was noted."""
        made = tuple(self._layers[name] for name in self._order if name in self._layers)
        old = self._project.layers
        is_same = len(made) == len(old) and all(
            one is other for one, other in zip(made, old, strict=True)
        )
        return old if is_same else made

    def note(self, old: tuple[Layer, ...], new: tuple[Layer, ...]) -> None:
        """Note what turned the plan as it stands in the place into another."""
        if old is new:
            return
        before = {layer.id: layer for layer in old}
        after = {layer.id: layer for layer in new}
        for name, layer in after.items():
            if name not in before:
                self._layers[name] = replace(layer, stamp=self._placed(layer))
                self._order.append(name)
            elif before[name] is not layer:
                self._note_layer(before[name], layer)
        for name in before:
            if name not in after:
                self._take_away(name)
        if [n for n in before if n in after] != [n for n in after if n in before]:
            rest = [name for name in self._order if name not in after]
            self._order = [*rest, *after]

    def below(self, row: Override, weaker: Sequence[Override]) -> tuple[Body, bool] | None:
        """Body and presence of a feature without an override, or None where it is no feature."""
        for layer in self._layers.values():
            if row.target in layer.ids:
                at = layer.ids.index(row.target)
                shape, values, is_there = layer.geometry[at], dict(layer.attributes[at]), True
                for one in weaker:
                    shape = shape if one.geometry is None else one.geometry
                    values = {**values, **one.values}
                    values = {k: v for k, v in values.items() if k not in one.dropped}
                    is_there = is_there if one.is_present is None else one.is_present
                return (shape, values), is_there
        return None

    def _placed(self, layer: Layer) -> Any:
        stamp = layer.stamp
        option = self._scope.option if stamp.option == BASE_OPTION else stamp.option
        states = self._scope.time_states if stamp.time_states is None else stamp.time_states
        return replace(stamp, option=option, time_states=states)

    def _take_away(self, name: str) -> None:
        if self._scope.owns(self._layers[name].stamp):
            del self._layers[name]
        else:
            self._write(name, Difference(is_present=False))

    def _note_layer(self, old: Layer, new: Layer) -> None:
        head = {
            part.name: getattr(new, part.name)
            for part in fields(Layer)
            if part.name not in _BODY and getattr(new, part.name) != getattr(old, part.name)
        }
        if head:
            self._layers[old.id] = replace(self._layers[old.id], **head)
        before, after = features_that_may_differ(old, new)
        edits: dict[str, Difference] = {}
        for name, body in after.items():
            if name in before and before[name] is not body:
                change = body_difference(before[name], body)
                if change != Difference():
                    edits[name] = change
        fresh = {name: body for name, body in after.items() if name not in before}
        gone = [name for name in before if name not in after]
        if not (edits or fresh or gone):
            return
        if self._scope.owns(old.stamp):
            self._rewrite(new, edits, fresh, gone)
        else:
            for name, change in edits.items():
                self._write(name, change)
            for name in gone:
                self._write(name, Difference(is_present=False))
            self._add(old, fresh)

    def _rewrite(
        self, new: Layer, edits: dict[str, Difference], fresh: dict[str, Body], gone: Iterable[str]
    ) -> None:
        """Edit the layer itself, whose hidden features stay as they are."""
        rows = features_by_id(self._layers[new.id])
        for name, change in edits.items():
            shape, values = rows[name]
            merged = {**values, **change.values}
            kept = {k: v for k, v in merged.items() if k not in change.dropped}
            rows[name] = (shape if change.geometry is None else change.geometry, kept)
        for name in gone:
            rows.pop(name, None)
        self._layers[new.id] = _with_rows(self._layers[new.id], {**rows, **fresh}, new.stamp)
        for name, change in edits.items():
            self._write(name, change)  # equal to the row by now: only takes finer ones back

    def _add(self, like: Layer, fresh: dict[str, Body]) -> None:
        """New features of a layer that is not the place's own: a layer beside it that is."""
        if not fresh:
            return
        name = override_id(self._scope.option, self._scope.time_state, f"layer:{like.id}")
        beside = self._layers.get(name)
        if beside is None:
            stamp = replace(like.stamp, id=name)
            beside = _with_rows(replace(like, stamp=stamp), {}, stamp)
            beside = replace(beside, stamp=self._placed(beside))
            self._order.insert(self._order.index(like.id) + 1, name)
        self._layers[name] = _with_rows(beside, {**features_by_id(beside), **fresh}, beside.stamp)


def _with_rows(layer: Layer, rows: dict[str, Body], stamp: Any) -> Layer:
    names = tuple(rows)
    return replace(
        layer,
        stamp=replace(layer.stamp, author=stamp.author, changed=stamp.changed),
        ids=layer.ids if names == layer.ids else names,
        geometry=as_geometry_array([shape for shape, _ in rows.values()]),
        attributes=tuple(values for _, values in rows.values()),
    )
