"""A project seen from one place, as if that place were all there is: what a window works on.

What does not stand there is left out, and what does is told as holding everywhere, so that every
part that knows neither options nor states shows and measures the right thing. Edits are made of
the project itself: see `app.commands.places`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from sbd_tool.domain.evidence import BASE_OPTION, Stamp
from sbd_tool.domain.layers import Layer, as_geometry_array
from sbd_tool.domain.measures import Measure, MeasureState
from sbd_tool.domain.overrides import Place
from sbd_tool.domain.project import Answer, Project
from sbd_tool.domain.standing import as_it_stands, holds, is_standing, option_line, strength

Row = TypeVar("Row")


def as_seen(project: Project, place: Place) -> Project:
    """The project seen from a place; the very same value where nothing differs anywhere.

    Args:
        project: With its overrides.
        place: Option and state.
    """
    stands = as_it_stands(project, place.option, place.time_state)
    line = option_line(project, place.option)
    measures = {
        name: _measure_seen(row, line)
        for name, row in stands.measures.items()
        if _is_seen(row, line, place.time_state)
    }
    gone = {row.plan_feature for name, row in stands.measures.items() if name not in measures}
    seen = replace(
        stands,
        measures=_same_or(stands.measures, measures),
        layers=_layers_seen(stands.layers, gone - {""}),
        answers=_same_or(stands.answers, _answers_seen(stands.answers, line, place.time_state)),
        annotations=_same_or(
            stands.annotations,
            {
                name: _everywhere(row)
                for name, row in stands.annotations.items()
                if holds(row.stamp, line, place.time_state)
            },
        ),
    )
    parts = ("measures", "layers", "answers", "annotations", "overrides")
    is_same = all(getattr(seen, one) is getattr(project, one) for one in parts)
    return project if is_same else seen


def _is_seen(measure: Measure, line: tuple[str, ...], state: str) -> bool:
    """Whether a measure is on the map: what stands, and what this option is going to remove."""
    is_leaving = measure.state is MeasureState.TO_REMOVE and measure.stamp.option in line
    now = measure.stamp.time_states is None or state in measure.stamp.time_states
    return (is_leaving and now) or is_standing(measure, line, state)


def _measure_seen(measure: Measure, line: tuple[str, ...]) -> Measure:
    if measure.state is MeasureState.TO_REMOVE and measure.stamp.option not in line:
        measure = replace(measure, state=MeasureState.EXISTING)  # another option removes it
    return _everywhere(measure)


def _everywhere(row: Row) -> Row:
    one: Any = row
    stamp: Stamp = one.stamp
    if stamp.option == BASE_OPTION and stamp.time_states is None:
        return row
    made: Row = replace(one, stamp=replace(stamp, option=BASE_OPTION, time_states=None))
    return made


def _answers_seen(
    rows: Mapping[str, Answer], line: tuple[str, ...], state: str
) -> dict[str, Answer]:
    there = [row for row in rows.values() if holds(row.stamp, line, state)]
    best: dict[str, Answer] = {}
    for row in sorted(there, key=lambda one: strength(one.stamp, line)):
        best[row.key] = row
    kept = {id(row) for row in best.values()}
    return {row.id: _everywhere(row) for row in rows.values() if id(row) in kept}


def _layers_seen(layers: tuple[Layer, ...], gone: set[str]) -> tuple[Layer, ...]:
    seen = tuple(_everywhere(_without(layer, gone)) for layer in layers)
    is_same = all(one is other for one, other in zip(seen, layers, strict=True))
    return layers if is_same else seen


def _without(layer: Layer, gone: Iterable[str]) -> Layer:
    left = set(gone)
    rows = [row for row, name in enumerate(layer.ids) if name not in left] if left else []
    if not left or len(rows) == len(layer):
        return layer
    return replace(
        layer,
        ids=tuple(layer.ids[row] for row in rows),
        geometry=as_geometry_array([layer.geometry[row] for row in rows]),
        attributes=tuple(layer.attributes[row] for row in rows),
    )


def _same_or(old: Mapping[str, Row], new: dict[str, Row]) -> Mapping[str, Row]:
    same = len(old) == len(new) and all(new.get(name) is row for name, row in old.items())
    return old if same else new
