"""The project as it stands in one design option and state: every override resolved.

The weaker override comes first: those of the base before those of the options built on it, and in
one option those for all states before those for a single one. A later one says more precisely what
is so and wins field by field.
"""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, get_type_hints

from sbd_tool.domain.evidence import BASE_OPTION, Stamp
from sbd_tool.domain.layers import Layer, as_geometry_array
from sbd_tool.domain.measures import Measure, MeasureState
from sbd_tool.domain.overrides import MEASURE_FIELDS, STAMP_FIELDS, Override
from sbd_tool.domain.plain import Plain, from_plain
from sbd_tool.domain.project import Project

_KEPT_PROJECTS: Final = 24
_KEPT_PLANS: Final = 12
_MEASURE_HINTS: Final = get_type_hints(Measure)
_STAMP_HINTS: Final = get_type_hints(Stamp)


def option_line(project: Project, option: str) -> tuple[str, ...]:
    """The option and those it builds on, up to the base."""
    parents = {entry.key: entry.parent for entry in project.options}
    line: list[str] = []
    current: str | None = option
    while current is not None and current not in line:
        line.append(current)
        current = parents.get(current)
    return (*line, BASE_OPTION) if BASE_OPTION not in line else tuple(line)


def holds(stamp: Stamp, options: Sequence[str], time_state: str) -> bool:
    """Whether a row counts in an option (given with those it builds on) and a state."""
    return stamp.option in options and (
        stamp.time_states is None or time_state in stamp.time_states
    )


def is_standing(measure: Measure, options: Sequence[str], time_state: str) -> bool:
    """Whether a measure stands: what exists does in every option but in that which removes it.

    Args:
        measure: As it stands in the place (see `as_it_stands`).
        options: `option_line` of the option.
        time_state: State in time.
    """
    if measure.stamp.time_states is not None and time_state not in measure.stamp.time_states:
        return False
    is_own = measure.stamp.option in options
    if measure.state is MeasureState.TO_REMOVE:
        return not is_own
    return is_own or measure.state is MeasureState.EXISTING


def as_it_stands(project: Project, option: str, time_state: str) -> Project:
    """The project with what differs in an option and a state applied, and nothing left to apply.

    Measures that are absent keep their row and hold in no state; plan features that are absent
    leave their layer. Applied to its own result it changes nothing. The same project gives the
    very same value again.

    Args:
        project: The project with its overrides.
        option: Design option.
        time_state: State in time.
    """
    return _KEPT.project(project, option, time_state)


def overrides_in(project: Project, options: Sequence[str], time_state: str) -> list[Override]:
    """Overrides that hold in an option (given with those it builds on) and a state, weakest first.

    Args:
        project: The project.
        options: `option_line` of the option.
        time_state: State in time.
    """
    found = [row for row in project.overrides.values() if holds(row.stamp, options, time_state)]
    return sorted(found, key=lambda row: strength(row.stamp, options))


def strength(stamp: Stamp, options: Sequence[str]) -> tuple[int, bool]:
    """How precisely a row that holds speaks: what is greater wins.

    Args:
        stamp: Of a row that belongs to one of the options.
        options: `option_line` of the option looked at.
    """
    return -options.index(stamp.option), stamp.time_states is not None


def resolved_measure(measure: Measure, overrides: Iterable[Override]) -> Measure:
    """A measure with overrides applied in their order; what does not read is passed over."""
    for row in overrides:
        measure = _applied(measure, row)
    return measure


def _applied(measure: Measure, row: Override) -> Measure:
    stamp = measure.stamp
    if row.is_present is not None:
        stamp = replace(stamp, time_states=None if row.is_present else ())
    stamp = _with_fields(stamp, row.fields, STAMP_FIELDS, _STAMP_HINTS)
    merged = {**measure.parameters, **row.values}
    changed: Measure = replace(
        measure,
        stamp=stamp,
        geometry=measure.geometry if row.geometry is None else row.geometry,
        parameters={name: value for name, value in merged.items() if name not in row.dropped},
    )
    found: Measure = _with_fields(changed, row.fields, MEASURE_FIELDS, _MEASURE_HINTS)
    return found


def _with_fields(
    row: Any, fields: Mapping[str, object], known: Sequence[str], hints: Mapping[str, Any]
) -> Any:
    changes: dict[str, Any] = {}
    for name in known:
        if name in fields:
            plain: Plain = fields[name]  # type: ignore[assignment]
            try:
                changes[name] = from_plain(hints[name], plain)
            except ValueError:  # written by a version that knows more: the base's value stands
                continue
    return replace(row, **changes) if changes else row


def _layers(project: Project, rows: Sequence[Override], options: Sequence[str], state: str) -> Any:
    targets: dict[str, list[Override]] = {}
    for row in rows:
        targets.setdefault(row.target, []).append(row)
    kept = [
        _resolved_layer(layer, targets)
        for layer in project.layers
        if _is_layer_there(layer, targets.get(layer.id, ()), options, state)
    ]
    is_same = len(kept) == len(project.layers) and all(
        one is other for one, other in zip(kept, project.layers, strict=True)
    )
    return project.layers if is_same else tuple(kept)


def _is_layer_there(
    layer: Layer, rows: Sequence[Override], options: Sequence[str], state: str
) -> bool:
    said = [row.is_present for row in rows if row.is_present is not None]
    return said[-1] if said else holds(layer.stamp, options, state)


def _resolved_layer(layer: Layer, targets: Mapping[str, list[Override]]) -> Layer:
    mine = [name for name in layer.ids if name in targets] if targets else []
    if not mine:
        return layer
    rows = []
    for name, shape, attributes in zip(layer.ids, layer.geometry, layer.attributes, strict=True):
        is_there = True
        for row in targets.get(name, ()):
            is_there = is_there if row.is_present is None else row.is_present
            shape = shape if row.geometry is None else row.geometry  # noqa: PLW2901
            merged = {**attributes, **row.values}
            attributes = {k: v for k, v in merged.items() if k not in row.dropped}  # noqa: PLW2901
        if is_there:
            rows.append((name, shape, attributes))
    return replace(
        layer,
        ids=tuple(row[0] for row in rows),
        geometry=as_geometry_array([row[1] for row in rows]),
        attributes=tuple(row[2] for row in rows),
    )


class _Kept:
    """Resolved projects and plans, kept while the very same values are about.

    What a result was made of is held beside it, so that no other object can take over its
    identity. A plan is told apart by the overrides of its features alone: moving a measure in a
    state must not cost a new survey of the plan.
    """

    def __init__(self) -> None:
        self._projects: OrderedDict[tuple[int, str, str], tuple[Project, Project]] = OrderedDict()
        self._plans: OrderedDict[tuple[object, ...], tuple[object, Any]] = OrderedDict()
        self._lock = threading.Lock()

    def project(self, project: Project, option: str, time_state: str) -> Project:
        key = (id(project), option, time_state)
        with self._lock:
            known = self._projects.get(key)
            if known is None:
                known = (project, self._made(project, option, time_state))
                self._projects[key] = known
                while len(self._projects) > _KEPT_PROJECTS:
                    self._projects.popitem(last=False)
            else:
                self._projects.move_to_end(key)
            return known[1]

    def _made(self, project: Project, option: str, time_state: str) -> Project:
        line = option_line(project, option)
        rows = overrides_in(project, line, time_state)
        by_target: dict[str, list[Override]] = {}
        for row in rows:
            if row.target in project.measures:
                by_target.setdefault(row.target, []).append(row)
        plan = self._plan(
            project, [r for r in rows if r.target not in project.measures], line, time_state
        )
        if not project.overrides and plan is project.layers:
            return project
        measures: Mapping[str, Measure] = project.measures
        if by_target:
            measures = {
                name: resolved_measure(measure, by_target[name]) if name in by_target else measure
                for name, measure in project.measures.items()
            }
        return replace(project, measures=measures, layers=plan, overrides={})

    def _plan(
        self, project: Project, rows: list[Override], line: tuple[str, ...], state: str
    ) -> Any:
        bare = not rows and all(holds(one.stamp, line, state) for one in project.layers)
        if bare:
            return project.layers
        key = (id(project.layers), tuple(map(id, rows)), line, state)
        known = self._plans.get(key)
        if known is None:
            known = ((project.layers, rows), _layers(project, rows, line, state))
            self._plans[key] = known
            while len(self._plans) > _KEPT_PLANS:
                self._plans.popitem(last=False)
        else:
            self._plans.move_to_end(key)
        return known[1]


_KEPT: Final = _Kept()
