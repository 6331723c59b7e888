"""What an edit changed about one object, and how that is kept: in the row or as an override."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.layers import AttributeValue
from sbd_tool.domain.measures import Measure
from sbd_tool.domain.overrides import MEASURE_FIELDS, STAMP_FIELDS, Override, override_id
from sbd_tool.domain.plain import to_plain

_ABSENT: Final = object()
Body = tuple[Any, Mapping[str, AttributeValue]]
"""Geometry and attributes: a measure's geometry and parameters, or those of a feature."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Where an edit counts: in one option, in a single state of it or in all of them.

    Attributes:
        option: Design option.
        time_state: The state, or None for all.
    """

    option: str
    time_state: str | None = None

    @property
    def time_states(self) -> tuple[str, ...] | None:
        """As a stamp says it."""
        return None if self.time_state is None else (self.time_state,)

    def owns(self, stamp: Stamp) -> bool:
        """Whether a row of that stamp belongs to this scope alone, so that it may be edited."""
        in_states = self.time_state is None or stamp.time_states == self.time_states
        return stamp.option == self.option and in_states


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What an edit changed about one object; fields as those of an `Override`."""

    is_present: bool | None = None
    geometry: BaseGeometry | None = None
    values: Mapping[str, AttributeValue] = field(default_factory=dict)
    dropped: tuple[str, ...] = ()
    fields: Mapping[str, object] = field(default_factory=dict)


def body_difference(old: Body, new: Body) -> Difference:
    """What differs between two bodies; 1 and True are two values."""
    before, after = old[1], new[1]
    values = {
        name: value
        for name, value in after.items()
        if repr(before.get(name, _ABSENT)) != repr(value)
    }
    same_shape = old[0] is new[0] or (old[0] is not None and old[0] == new[0])
    return Difference(
        geometry=None if same_shape else new[0],
        values=values,
        dropped=tuple(name for name in before if name not in after),
    )


def measure_difference(old: Measure, new: Measure) -> Difference:
    """What differs between two values of a measure, apart from where its row belongs."""
    body = body_difference((old.geometry, old.parameters), (new.geometry, new.parameters))
    fields: dict[str, object] = {}
    for name in MEASURE_FIELDS:
        if getattr(old, name) != getattr(new, name):
            fields[name] = to_plain(getattr(new, name))
    for name in STAMP_FIELDS:
        if getattr(old.stamp, name) != getattr(new.stamp, name):
            fields[name] = to_plain(getattr(new.stamp, name))
    return replace(body, fields=fields)


def with_difference(
    row: Override | None, change: Difference, scope: Scope, target: str, stamp: Stamp
) -> Override:
    """An override with a change on top; a new one where there is none.

    Args:
        row: The override so far, or None.
        change: What is different from now on.
        scope: Where it holds.
        target: The object.
        stamp: Author and times of the change; id, option and state are set here.
    """
    name = override_id(scope.option, scope.time_state, target)
    made = replace(
        stamp if row is None else row.stamp,
        id=name,
        option=scope.option,
        time_states=scope.time_states,
        author=stamp.author,
        changed=stamp.changed,
    )
    old = row or Override(stamp=made, target=target)
    values = {k: v for k, v in {**old.values, **change.values}.items() if k not in change.dropped}
    dropped = [*old.dropped, *(k for k in change.dropped if k not in old.dropped)]
    return replace(
        old,
        stamp=made,
        is_present=old.is_present if change.is_present is None else change.is_present,
        geometry=old.geometry if change.geometry is None else change.geometry,
        values=values,
        dropped=tuple(name for name in dropped if name not in change.values),
        fields={**old.fields, **change.fields},
    )


def without_difference(row: Override, change: Difference) -> Override:
    """An override that no longer speaks of what a change speaks of: the change shows through."""
    touched = {*change.values, *change.dropped}
    return replace(
        row,
        is_present=row.is_present if change.is_present is None else None,
        geometry=row.geometry if change.geometry is None else None,
        values={name: value for name, value in row.values.items() if name not in touched},
        dropped=tuple(name for name in row.dropped if name not in touched),
        fields={name: value for name, value in row.fields.items() if name not in change.fields},
    )


def pruned(row: Override, below: Body, *, is_below: bool, fields: Mapping[str, object]) -> Override:
    """An override without what is so anyway.

    Args:
        row: The override.
        below: Geometry and values of the object without it.
        is_below: Whether the object is there without it.
        fields: Its other fields without it, as plain values.
    """
    shape, values = below
    same_shape = row.geometry is not None and shape is not None and row.geometry == shape
    return replace(
        row,
        is_present=None if row.is_present is is_below else row.is_present,
        geometry=None if same_shape else row.geometry,
        values={
            name: value
            for name, value in row.values.items()
            if repr(values.get(name, _ABSENT)) != repr(value)
        },
        dropped=tuple(name for name in row.dropped if name in values),
        fields={n: v for n, v in row.fields.items() if n not in fields or fields[n] != v},
    )


def plain_fields(measure: Measure) -> dict[str, object]:
    """All other fields an override may name, as plain values."""
    own: Sequence[tuple[str, object]] = [(n, getattr(measure, n)) for n in MEASURE_FIELDS]
    stamped = [(name, getattr(measure.stamp, name)) for name in STAMP_FIELDS]
    return {name: to_plain(value) for name, value in (*own, *stamped)}
